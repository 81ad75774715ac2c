//! The authorities on the cover of a plan run it: the lines below the title that hold nothing but their names.

use crate::plan;
use crate::view::{Proposal, View};
use policygraph_korean::hangul::is_letter;
use policygraph_model::{EntityType, Mention, MentionId, Predicate, RelationFinding, SectionKind, SectionText, Status};

pub(crate) const ID: &str = "cover";

/// Lines below the title in which the authorities of a cover stand.
const LINES: usize = 3;

pub(crate) fn run(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    if view.section.kind != SectionKind::Front {
        return;
    }
    let titled = view.names(SectionText::TITLE).find(|(_, m)| plan::is_plan(m) && is_whole_title(view, m));
    let Some((plan, named)) = titled else { return };
    // "2026년 ○○부 업무계획": whose it is by its name.
    let own = view.names(SectionText::TITLE).find(|(_, m)| is_known_authority(m) && named.name.contains(&m.name));
    if let Some((authority, _)) = own {
        let proposal =
            Proposal { subject: authority, predicate: Predicate::Leads, object: plan, rule: ID, confidence: 0.75 };
        view.propose(&proposal, Some(named.span), Status::Stated, None, out);
        return;
    }
    let lines = SectionText::BLOCKS..SectionText::BLOCKS + LINES.min(view.section.blocks.len());
    let Some(authorities) = lines.map(|text| authorities(view, text)).find(|a| !a.is_empty()) else { return };
    for (authority, mention) in authorities {
        let proposal =
            Proposal { subject: authority, predicate: Predicate::Leads, object: plan, rule: ID, confidence: 0.75 };
        view.propose(&proposal, Some(mention.span), Status::Stated, None, out);
    }
}

/// Whether a title is no more than the name of a plan, with what says which part or draft of it follows: "○○ 종합계획(안) 요약".
fn is_whole_title(view: &View<'_>, plan: &Mention) -> bool {
    const BESIDE: [&str; 8] = ["요약", "안", "개요", "주요내용", "발표", "확정", "수립", "보도자료"];
    let title = view.str(SectionText::TITLE);
    let letters = |words: &str| words.chars().filter(|&c| is_letter(c)).collect::<String>();
    let behind = letters(&title[plan.range.end..]);
    letters(&title[..plan.range.start]).is_empty() && (behind.is_empty() || BESIDE.contains(&behind.as_str()))
}

fn is_known_authority(mention: &Mention) -> bool {
    mention.kind == EntityType::GovernmentAgency && mention.registry.is_some()
}

/// The authorities of a line that holds nothing else: "교육부 고등교육정책실", "관계부처 합동(환경부·산림청)".
fn authorities<'a>(view: &View<'a>, text: usize) -> Vec<(MentionId, &'a Mention)> {
    let names: Vec<(MentionId, &Mention)> = view.names(text).filter(|(_, m)| !m.range.is_empty()).collect();
    let beside = view.letters_beside(text, &(0..view.str(text).len()), &names);
    let only = beside.is_empty() || beside == "관계부처합동";
    let agencies = || names.iter().all(|(_, m)| m.kind == EntityType::GovernmentAgency);
    if only && agencies() { names.into_iter().filter(|(_, m)| is_known_authority(m)).collect() } else { Vec::new() }
}
