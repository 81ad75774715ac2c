//! Names in a list behind a programme, and two with what they have between them.

use super::ID;
use crate::roles::skip_closers;
use crate::view::{Proposal, View};
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, Predicate, RelationFinding, SectionText, Status};

/// "‘○○ 사업’: 연천·정선·청양 3개 군, 국비 3억 원": the places that open what is said of a programme are where it is carried out.
pub(super) fn sites_behind_colon(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    for (text, _) in SectionText::all(view.section) {
        let string = view.str(text);
        let names: Vec<_> = view.names(text).filter(|(_, m)| !m.range.is_empty()).collect();
        for (i, (programme, named)) in names.iter().enumerate().filter(|(_, (_, m))| m.kind == EntityType::Program) {
            let colon = string[skip_closers(string, named.range.end)..].trim_start();
            let Some(said) = colon.strip_prefix([':', '：']).map(str::trim_start) else { continue };
            let mut end = string.len() - said.len();
            let mut sites = Vec::new();
            for &(id, place) in &names[i + 1..] {
                let joined = string.get(end..place.range.start).map(|gap| gap.trim_matches([' ', '·', ',', 'ㆍ']));
                if place.kind != EntityType::Place || joined != Some("") {
                    break;
                }
                sites.push((id, place));
                end = place.range.end;
            }
            let rest = string[end..].trim_start();
            let counted = rest.starts_with(|c: char| c.is_ascii_digit()) || rest.starts_with("등");
            if !(rest.is_empty() || counted || rest.starts_with([',', '(', ';', '/'])) {
                continue;
            }
            for (site, place) in sites {
                let (subject, predicate) = (*programme, Predicate::ImplementedIn);
                let proposal = Proposal { subject, predicate, object: site, rule: ID, confidence: 0.8 };
                let span = view.span(text, named.range.start..place.range.end);
                view.propose(&proposal, span, Status::Stated, None, out);
            }
        }
    }
}

/// "독일 ○○사와 캐나다 ○○사 간 공동개발 MOU": what two have between them.
pub(super) fn between_two(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    static SHARED: WordList = WordList::new(&[
        "협약",
        "MOU",
        "양해각서",
        "협력",
        "공동개발",
        "공동연구",
        "계약",
        "합의",
        "협정",
        "제휴",
        "동맹",
        "파트너십",
        "협의체",
    ]);
    /// Characters behind the second in which it stands what they have.
    const NEAR: usize = 24;
    for (text, _) in SectionText::all(view.section) {
        let string = view.str(text);
        let names: Vec<_> = view.names(text).filter(|(_, m)| !m.range.is_empty()).collect();
        for (i, (second, right)) in names.iter().enumerate().filter(|(_, (_, m))| m.kind.is_organization()) {
            let rest = string[skip_closers(string, right.range.end)..].trim_start();
            let Some(shared) = rest.strip_prefix("간 ").or_else(|| rest.strip_prefix("간의 ")) else { continue };
            // The country of the second stands before it.
            let start = match i.checked_sub(1).map(|c| names[c].1) {
                Some(c) if c.kind == EntityType::Country && c.range.end + 1 == right.range.start => c.range.start,
                _ => right.range.start,
            };
            let first = names[..i].iter().rfind(|(_, m)| m.kind.is_organization() && m.range.end < start);
            let Some((first, left)) = first else { continue };
            let joined = string.get(left.range.end..start).is_some_and(|gap| matches!(gap, "와 " | "과 " | "·"));
            let near: String = shared.chars().take(NEAR).collect();
            if joined && SHARED.is_in(&near) {
                let (subject, predicate) = (*first, Predicate::PartnersWith);
                let proposal = Proposal { subject, predicate, object: *second, rule: ID, confidence: 0.8 };
                let span = view.span(text, left.range.start..right.range.end);
                view.propose(&proposal, span, Status::Stated, None, out);
            }
        }
    }
}
