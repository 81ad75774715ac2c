//! What a measure rests on, and what it takes the place of: "○○법에 따라 … 수립", "○○ 전략에 기반", "○○ 계획을 대체".
//!
//! The measure that the clause acts on is its object or its subject, else that of the section.

use crate::parts::{Clause, Part};
use crate::roles::{Role, skip_closers};
use crate::view::{Proposal, View};
use policygraph_korean::number;
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, MentionId, Predicate, RelationFinding, SectionText, Status};

pub(crate) const ID: &str = "basis";

/// What follows the basis of a measure, with its particle.
static BASIS: WordList = WordList::new(&[
    "에 따라",
    "에 따른",
    "에 근거",
    "에 의거",
    "에 기반",
    "에 기초",
    "을 바탕으로",
    "를 바탕으로",
    "을 근거로",
    "를 근거로",
    "을 토대로",
    "를 토대로",
    "을 기반으로",
    "를 기반으로",
    "의 후속",
    "에서 규정",
    "에 의해",
    " 이행을 위해",
    " 시행을 위해",
    " 집행을 위해",
]);
/// What is done to a measure that another takes the place of.
const REPLACED: &[&str] = &["대체", "갱신", "업데이트", "개정", "개편", "승계", "계승"];
/// Most characters between a replaced measure and the verb.
const REACH: usize = 12;

pub(crate) fn run(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    editions(view, out);
    for clause in &view.clauses {
        let string = view.str(clause.text);
        for part in clause.parts.iter().filter(|p| is_measure(p)) {
            let after = &string[skip_closers(string, part.end)..];
            let based = BASIS.opens(after);
            // An amendment (개정안) takes the place of nothing yet.
            let verb = REPLACED
                .iter()
                .filter_map(|v| after.find(v).filter(|at| !after[at + v.len()..].starts_with('안')))
                .min();
            let replaced = part.role == Role::Object
                && verb.is_some_and(|at| part.end + at < clause.range.end && after[..at].chars().count() <= REACH);
            let predicate = match (based, replaced) {
                (true, _) => Predicate::BasedOn,
                (_, true) => Predicate::Replaces,
                _ => continue,
            };
            let Some(measure) = measure(view, clause, part, replaced) else { continue };
            // What succeeds a programme is a programme.
            if after.starts_with("의 후속") && view.found.mention(measure).kind != part.mention.kind {
                continue;
            }
            let proposal = Proposal { subject: measure, predicate, object: part.id, rule: ID, confidence: 0.6 };
            view.propose(&proposal, view.span(clause.text, clause.range.clone()), Status::Stated, None, out);
        }
    }
}

/// A numbered plan takes the place of the one before: 제2차 and 제1차 바다숲 종합계획.
fn editions(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    let all = SectionText::all(view.section).flat_map(|(text, _)| view.names(text));
    let mut plans: Vec<(i16, &str, MentionId)> = Vec::new();
    for (id, mention) in all.filter(|(_, m)| m.kind == EntityType::Program) {
        let Some((number, name)) = number::edition(&mention.name) else { continue };
        let name = name.split(['(', '（']).next().unwrap_or(name).trim();
        if !plans.iter().any(|&(n, known, _)| n == number && known == name) {
            plans.push((number, name, id));
        }
    }
    for &(number, name, old) in &plans {
        let Some(&(.., new)) = plans.iter().find(|&&(n, next, _)| n == number + 1 && next == name) else { continue };
        let proposal =
            Proposal { subject: new, predicate: Predicate::Replaces, object: old, rule: ID, confidence: 0.7 };
        view.propose(&proposal, Some(view.found.mention(old).span), Status::Stated, None, out);
    }
}

fn is_measure(part: &Part<'_>) -> bool {
    matches!(part.mention.kind, EntityType::Program | EntityType::Legislation | EntityType::Document)
}

/// The measure that a clause is about beside `other`.
fn measure(view: &View<'_>, clause: &Clause<'_>, other: &Part<'_>, replaced: bool) -> Option<MentionId> {
    let string = view.str(clause.text);
    // Who acts may stand in a text before.
    let superseded = |p: &Part<'_>| {
        let after = &view.str(p.text)[skip_closers(view.str(p.text), p.end)..];
        let verb = after.strip_prefix("을 ").or_else(|| after.strip_prefix("를 "));
        verb.is_some_and(|v| ["갱신", "대체", "승계", "계승"].iter().any(|s| v.starts_with(s)))
    };
    // "○○법에 따라 △△ 계획을 갱신": what rests on the law takes the place of that plan.
    let old = |p: &Part<'_>| !replaced && superseded(p);
    let fits = |p: &&Part<'_>| is_measure(p) && !p.is_same(other) && !old(p);
    let object = || clause.parts.iter().find(|p| fits(p) && p.start > other.end && p.role == Role::Object);
    let subject = clause.subjects.iter().find(fits);
    // "○○법에 따라 수립": the section's measure is what is made.
    let made = ["수립", "마련", "제정", "작성", "발표", "추진", "시행"]
        .iter()
        .any(|v| string[other.end..clause.range.end.max(other.end)].contains(v));
    let made = made || superseded(other);
    let main = || {
        view.main_measure()
            .filter(|(_, m)| {
                made && m.text == SectionText::TITLE
                    && m.name != other.mention.name
                    && !other.mention.aliases.contains(&m.name)
            })
            .map(|(id, _)| id)
    };
    subject.or_else(object).map(|p| p.id).or_else(main)
}
