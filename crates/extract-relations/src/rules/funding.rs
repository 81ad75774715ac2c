//! Who puts money into a programme.
//!
//! In a clause with an amount and a verb of giving, whoever acts funds the programme that the money goes into.
//! "가온부는 누리 사업에 3억 원을 투입" gives 가온부 funds 누리 사업.

use crate::mention_rules::LIST_MEMBER;
use crate::roles::{Role, skip_closers};
use crate::status;
use crate::view::{Clause, Part, Proposal, View};
use policygraph_korean::number;
use policygraph_model::{EntityType, MentionId, Predicate, RelationFinding};

pub(crate) const ID: &str = "funding";

const GIVING: &[&str] = &["투입", "지원", "투자", "배정", "편성", "반영", "출연", "조성", "지급"];

pub(crate) fn run(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    for clause in &view.clauses {
        let string = &view.str(clause.text)[clause.range.clone()];
        if !has_amount(view, string) || !GIVING.iter().any(|g| string.contains(g)) {
            continue;
        }
        let status = status::of_clause(string);
        let mut add = |subject: MentionId, object: MentionId| {
            let proposal = Proposal { subject, predicate: Predicate::Funds, object, rule: ID, confidence: 0.75 };
            view.propose(&proposal, view.span(clause.text, clause.range.clone()), status, None, out);
        };
        if let Some(giver) = giver(view, clause) {
            recipients(clause, giver, string).into_iter().for_each(|to| add(giver.id, to));
            continue;
        }
        let Some(object) = program(view, clause) else { continue };
        for subject in clause.subjects.iter().filter(|s| s.mention.kind.is_actor()) {
            add(subject.id, object);
        }
    }
}

/// Whom the money comes from: "○○부로부터".
fn giver<'c, 'a>(view: &View<'_>, clause: &'c Clause<'a>) -> Option<&'c Part<'a>> {
    let string = view.str(clause.text);
    clause.parts.iter().find(|p| {
        let after = &string[skip_closers(string, p.end)..];
        p.mention.kind.is_actor() && ["로부터", "으로부터"].iter().any(|f| after.starts_with(f))
    })
}

/// Who gets the money of a giver: marked by 에, or who acts if it is said to receive.
fn recipients(clause: &Clause<'_>, giver: &Part<'_>, string: &str) -> Vec<MentionId> {
    let given = clause
        .parts
        .iter()
        .find(|p| p.role == Role::Place && (p.mention.kind.is_organization() || p.mention.kind == EntityType::Program));
    match given {
        Some(p) => vec![p.id],
        None if ["받", "확보", "유치"].iter().any(|v| string.contains(v)) => {
            clause.subjects.iter().filter(|s| !s.is_same(giver)).map(|s| s.id).collect()
        }
        None => Vec::new(),
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

/// The programme that the money goes into: marked by 에 or 에게, or bare before its sum ("‘○○ 사업’ 3억 원 지원").
fn program(view: &View<'_>, clause: &Clause<'_>) -> Option<MentionId> {
    let string = view.str(clause.text);
    let receives = |p: &&Part<'_>| {
        let after = string[skip_closers(string, p.end)..].trim_start();
        let sum_follows = after.starts_with(|c: char| c.is_ascii_digit()) || after.starts_with("총 ");
        p.mention.kind == EntityType::Program
            && p.mention.rule != LIST_MEMBER
            && (p.role == Role::Place || (p.role == Role::Bare && sum_follows))
    };
    clause.parts.iter().rfind(receives).map(|p| p.id)
}
