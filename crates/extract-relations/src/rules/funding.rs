//! Who puts money into a programme.
//!
//! A clause with an amount and a verb of giving, whose actor is named in it or carried from the same block, funds the
//! programme that it names, that its sentence named before, or that the section is about.
//! "가온부는 누리 사업에 3억 원을 투입" gives 가온부 funds 누리 사업.

use crate::budget::LIST_MEMBER;
use crate::view::{Clause, Proposal, View};
use policygraph_korean::number;
use policygraph_model::{EntityType, MentionId, Predicate, RelationFinding, Status};

pub(crate) const ID: &str = "funding";

const GIVING: &[&str] = &["투입", "지원", "투자", "배정", "편성", "반영", "출연", "조성", "지급"];

pub(crate) fn run(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    for (i, clause) in view.clauses.iter().enumerate() {
        let string = &view.str(clause.text)[clause.range.clone()];
        if !has_amount(view, string) || !GIVING.iter().any(|g| string.contains(g)) {
            continue;
        }
        let Some((program, confidence)) = program(view, i, clause) else { continue };
        let planned = ["계획", "예정", "방침"].iter().any(|p| string.contains(p));
        let status = if planned { Status::Planned } else { Status::Stated };
        for subject in clause.subjects.iter().filter(|s| s.mention.kind.is_actor()) {
            let proposal =
                Proposal { subject: subject.id, predicate: Predicate::Funds, object: program, rule: ID, confidence };
            view.propose(&proposal, view.span(clause.text, clause.range.clone()), status, None, out);
        }
    }
}

/// Whether a clause has an amount of money.
fn has_amount(view: &View<'_>, clause: &str) -> bool {
    clause.char_indices().any(|(at, c)| {
        let starts =
            c.is_ascii_digit() && !clause[..at].ends_with(|b: char| b.is_ascii_digit() || matches!(b, '.' | ','));
        starts
            && number::read(&clause[at..])
                .is_some_and(|n| n.scaled && view.registry.currency_at(clause[at + n.len..].trim_start()).is_some())
    })
}

fn program(view: &View<'_>, i: usize, clause: &Clause<'_>) -> Option<(MentionId, f64)> {
    let last = |c: &Clause<'_>| {
        let programs = || c.parts.iter().filter(|p| p.mention.kind == EntityType::Program);
        let alone = programs().count() == 1;
        programs()
            .rfind(|p| p.mention.rule != LIST_MEMBER)
            .or_else(|| programs().next().filter(|_| alone))
            .map(|p| p.id)
    };
    if let Some(own) = last(clause) {
        return Some((own, 0.75));
    }
    view.clauses[..i].iter().rev().take_while(|c| c.text == clause.text).find_map(last).map(|id| (id, 0.65))
}
