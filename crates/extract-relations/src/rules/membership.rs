//! Who sits in a council: a list under "참석대상", "위원", "회원사" belongs to the body that the text above names.
//!
//! "○○ 관계장관회의를 개최" and below "※ (참석대상) ○○부, ○○부, ○○처" makes each ministry a member of the meeting.

use crate::view::{Proposal, View};
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, Mention, MentionId, Predicate, RelationFinding, SectionText, Status};

pub(crate) const ID: &str = "membership";

/// What heads a list of members.
static LISTS: WordList = WordList::new(&[
    "참석대상",
    "참석자",
    "참석기관",
    "참석부처",
    "참여기관",
    "참여부처",
    "참여기업",
    "위원",
    "회원",
    "회원사",
    "회원국",
    "구성원",
]);
/// Ends of names of bodies that have members.
static BODIES: WordList = WordList::new(&[
    "회의",
    "위원회",
    "협의회",
    "협의체",
    "심의회",
    "얼라이언스",
    "컨소시엄",
    "연합",
    "연맹",
    "TF",
    "간담회",
]);
/// Least members of a list.
const LEAST: usize = 2;

pub(crate) fn run(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    organs_of_the_union(view, out);
    for (text, _) in SectionText::all(view.section) {
        if !heads_list(view.str(text)) {
            continue;
        }
        let body = |m: &Mention| m.kind.is_organization() && BODIES.closes(&m.name);
        let above = view.ancestors(text).into_iter().find_map(|t| view.names(t).rfind(|(_, m)| body(m)));
        let Some((body, _)) = above else { continue };
        let members: Vec<_> = view.names(text).filter(|(_, m)| m.kind.is_organization()).collect();
        if members.len() < LEAST {
            continue;
        }
        for (member, mention) in members.into_iter().filter(|(_, m)| m.kind != EntityType::MediaOrganization) {
            let proposal =
                Proposal { subject: member, predicate: Predicate::PartOf, object: body, rule: ID, confidence: 0.7 };
            view.propose(&proposal, Some(mention.span), Status::Stated, None, out);
        }
    }
}

/// The organs of the European Union are parts of it, where the section names it beside them.
fn organs_of_the_union(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    static ORGANS: WordList = WordList::new(&[
        "유럽의회",
        "유럽연합 이사회",
        "EU 이사회",
        "이사회",
        "유럽이사회",
        "집행위원회",
        "집행위",
        "유럽중앙은행",
    ]);
    let all = || (0u32..).map(MentionId).zip(&view.found.mentions);
    let is_union = |m: &Mention| m.registry.as_deref() == Some("eu");
    let Some((union, _)) = all().find(|(_, m)| is_union(m)) else { return };
    let organ = |m: &Mention| {
        m.kind == EntityType::InternationalOrganization
            && (ORGANS.has(&m.name) || m.name.ends_with(" 집행위원회") || m.name.ends_with(" 이사회"))
    };
    let mut done: Vec<&str> = Vec::new();
    for (id, mention) in all().filter(|(_, m)| organ(m)) {
        if !done.contains(&mention.name.as_str()) {
            done.push(&mention.name);
            let proposal =
                Proposal { subject: id, predicate: Predicate::PartOf, object: union, rule: ID, confidence: 0.8 };
            view.propose(&proposal, Some(mention.span), Status::Stated, None, out);
        }
    }
}

/// Whether a text opens with the head of a list of members: "(참석대상) …", "위원 : …".
fn heads_list(text: &str) -> bool {
    let bare = text.trim_start_matches(['※', '*', '-', ' ']);
    let (head, closes) = match bare.strip_prefix('(') {
        Some(rest) => (rest, ')'),
        None => (bare, ':'),
    };
    head.split_once(closes).is_some_and(|(head, _)| LISTS.has(head.trim()))
}
