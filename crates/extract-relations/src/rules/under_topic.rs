//! What stands under a name in brackets that opens a bullet, "(○○사) …", or under a title that opens with a company.
//!
//! - Products named there without another maker are the company's.
//! - Places named there as where it sells, serves or builds are where it does business.
//! - Under a programme, who acts first runs it, and who is chosen or takes part does so in it.

use crate::parts::{Clause, Part, same_thing};
use crate::roles::Role;
use crate::status;
use crate::view::{Proposal, View};
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, MentionId, Predicate, RelationFinding, SectionText, Status};

pub(crate) const ID: &str = "under-topic";

/// Words of doing business in a place.
static BUSINESS: WordList = WordList::new(&[
    "서비스",
    "상용화",
    "진출",
    "개시",
    "출시",
    "영업",
    "공장",
    "지사",
    "법인",
    "자회사",
    "매장",
    "보급",
]);

pub(crate) fn run(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    let titled = view
        .names(SectionText::TITLE)
        .next()
        .filter(|(_, m)| m.kind == EntityType::Company && m.range.start <= '‘'.len_utf8())
        .map(|(id, _)| id);
    for clause in view.clauses.iter().filter(|c| c.text >= SectionText::BLOCKS) {
        takes_part(view, clause, out);
        if let Some(topic) = clause.topic {
            match topic.mention.kind {
                EntityType::Company => {
                    makes(view, clause, topic.id, 0.65, out);
                    operates(view, clause, &topic, out);
                }
                EntityType::Program => runs(view, clause, &topic, out),
                _ => {}
            }
        } else if let Some(company) = titled {
            makes(view, clause, company, 0.55, out);
        }
    }
}

/// Products of a clause in which no other company, and no maker of its own, stands.
fn makes(view: &View<'_>, clause: &Clause<'_>, company: MentionId, confidence: f64, out: &mut Vec<RelationFinding>) {
    let own = view.found.mention(company);
    let alone = clause
        .parts
        .iter()
        .chain(&clause.subjects)
        .filter(|p| p.mention.kind == EntityType::Company)
        .all(|p| same_thing(p.mention, own));
    let products =
        clause.parts.iter().filter(|p| p.mention.kind == EntityType::Product && p.mention.registry.is_none());
    for product in products.filter(|_| alone) {
        let proposal =
            Proposal { subject: company, predicate: Predicate::Develops, object: product.id, rule: ID, confidence };
        view.propose(&proposal, Some(product.mention.span), Status::Stated, None, out);
    }
}

/// Who is chosen or takes part, in a clause that names no programme, below one that does.
fn takes_part(view: &View<'_>, clause: &Clause<'_>, out: &mut Vec<RelationFinding>) {
    static VERBS: WordList = WordList::new(&["낙찰", "선정", "참여", "참가", "수주"]);
    use EntityType::{Association, Company, Place, ResearchOrganization};
    let takes = |p: &&Part<'_>| {
        p.role == Role::Subject && matches!(p.mention.kind, Company | ResearchOrganization | Place | Association)
    };
    if !clause.parts.iter().any(|p| takes(&p)) {
        return;
    }
    let string = &view.str(clause.text)[clause.range.clone()];
    let Some((verb, noun)) = VERBS.found_in(string).last() else { return };
    // "개발에 참여", "협의체에는 A가 참여": it says itself in what.
    let into = |p: &Part<'_>| p.role == Role::Place && p.mention.kind.is_organization();
    let said = string[..verb].trim_end().ends_with('에') || clause.parts.iter().any(into);
    // "참여를 유보했다".
    static DECLINING: WordList =
        WordList::new(&["유보", "거부", "거절", "철회", "포기", "보류", "중단", "미루", "미뤘", "검토"]);
    let behind = string[verb + noun.len()..].trim_start_matches(['를', '을', ' ']);
    if DECLINING.opens(behind) {
        return;
    }
    if said || clause.parts.iter().any(|p| p.mention.kind == EntityType::Program) {
        return;
    }
    // What something else took the place of is over.
    let above = view.programme_above(clause.text).filter(|(_, m)| !view.is_replaced(m, out));
    let Some((program, _)) = above else { return };
    // "충남 서산과": the city takes part, not what it lies in.
    let contains_next = |p: &Part<'_>| {
        let behind = |n: &Part<'_>| n.mention.kind == Place && n.start == p.end + 1 && n.text == p.text;
        p.mention.kind == Place && clause.parts.iter().any(behind) && view.str(p.text)[p.end..].starts_with(' ')
    };
    for subject in clause.parts.iter().filter(|p| takes(p) && !contains_next(p)) {
        let proposal = Proposal {
            subject: subject.id,
            predicate: Predicate::ParticipatesIn,
            object: program,
            rule: ID,
            confidence: 0.6,
        };
        view.propose(&proposal, view.span(clause.text, clause.range.clone()), Status::Stated, None, out);
    }
}

fn operates(view: &View<'_>, clause: &Clause<'_>, topic: &Part<'_>, out: &mut Vec<RelationFinding>) {
    let block = view.str(clause.text);
    let string = &block[clause.range.clone()];
    let title = view.section.title.as_str();
    if !(BUSINESS.is_in(block) || BUSINESS.is_in(title)) || !clause.subjects.iter().any(|s| s.is_same(topic)) {
        return;
    }
    let status = status::of_clause(string);
    let places = clause.parts.iter().filter(|p| {
        matches!(p.mention.kind, EntityType::Place | EntityType::Country)
            && matches!(p.role, Role::Place | Role::Object | Role::Other)
    });
    for place in places {
        let proposal = Proposal {
            subject: topic.id,
            predicate: Predicate::OperatesIn,
            object: place.id,
            rule: ID,
            confidence: 0.6,
        };
        view.propose(&proposal, view.span(clause.text, clause.range.clone()), status, None, out);
    }
}

/// Who acts in the bullet that a programme opens.
fn runs(view: &View<'_>, clause: &Clause<'_>, topic: &Part<'_>, out: &mut Vec<RelationFinding>) {
    if clause.carried || topic.text != clause.text || clause.range.start > 0 {
        return;
    }
    let agencies = clause.subjects.iter().filter(|s| s.mention.kind == EntityType::GovernmentAgency);
    for agency in agencies {
        let proposal =
            Proposal { subject: agency.id, predicate: Predicate::Leads, object: topic.id, rule: ID, confidence: 0.6 };
        view.propose(&proposal, view.span(clause.text, clause.range.clone()), Status::Stated, None, out);
    }
}
