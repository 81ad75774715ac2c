//! Where an organization has its seat: "○○에 본사를 둔 ○○사", "○○ 소재 ○○연구소", and in a footnote on its name.

use crate::parts::{Clause, Part};
use crate::roles::skip_closers;
use crate::view::{Proposal, View};
use policygraph_korean::particle::{self, Case};
use policygraph_model::{BlockKind, EntityType, Predicate, RelationFinding, SectionText, Status};

pub(crate) const ID: &str = "seat";

/// What follows the place of a seat.
const SEATED: &[&str] = &[
    "에 본사를 둔",
    "에 본사를 두고",
    "에 본부를 둔",
    "에 본부를 두고",
    "에 소재한",
    "에 위치한",
    "에 기반을 둔",
    "에 거점을 둔",
    " 소재",
    "에 본사가 있는",
    "에 있는",
];
/// Most characters between the seat and the organization.
const REACH: usize = 30;

pub(crate) fn run(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    for clause in &view.clauses {
        let string = view.str(clause.text);
        let places = clause.parts.iter().filter(|p| matches!(p.mention.kind, EntityType::Place | EntityType::Country));
        for place in places {
            let end = skip_closers(string, place.end);
            let Some(seated) = SEATED.iter().find(|s| string[end..].starts_with(**s)) else { continue };
            let from = end + seated.len();
            let follows = |p: &&Part<'_>| {
                let between = string.get(from..p.start);
                // "A에 있는 공장을 B로부터": the plant is there.
                let there = |b: &str| !is_headquarters(seated) && names_object(b);
                p.mention.kind.is_organization()
                    && between.is_some_and(|b| {
                        b.chars().count() <= REACH && !b.contains("로, ") && !names_other(b) && !there(b)
                    })
            };
            // "가온사(도쿄 소재)는": the one before the bracket.
            let bracketed = |p: &&Part<'_>| {
                p.mention.kind.is_organization()
                    && string.get(p.end..place.start) == Some("(")
                    && string[from..].starts_with(')')
            };
            // "○○에 본사를 둔 가온사": the one that the words modify; else the one who acts.
            let named = clause.parts.iter().find(bracketed).or_else(|| clause.parts.iter().find(follows));
            // "가온사는 부산에 위치한 공장을": what is there is not who acts, unless it is called an organization.
            let own_seat = || {
                is_headquarters(seated) || {
                    let mut words = string[from..].split_whitespace().take(4);
                    let class = |w: &str| view.registry.lexicon().class_of(particle::strip(w)).map(|c| c.kind);
                    let described = words.find(|w| class(w).is_some() || names_object(w));
                    described.and_then(class).is_some_and(EntityType::is_organization)
                }
            };
            let acting = || clause.subjects.first().filter(|_| own_seat());
            let Some(organization) = named.or_else(acting) else { continue };
            // The country before the city is its country too.
            let country = clause
                .parts
                .iter()
                .find(|c| c.mention.kind == EntityType::Country && string.get(c.end..place.start) == Some(" "));
            for place in [Some(place), country].into_iter().flatten() {
                let proposal = Proposal {
                    subject: organization.id,
                    predicate: Predicate::BasedIn,
                    object: place.id,
                    rule: ID,
                    confidence: 0.8,
                };
                view.propose(&proposal, view.span(clause.text, clause.range.clone()), Status::Stated, None, out);
            }
        }
        described(view, clause, out);
        in_bracket(view, clause, out);
    }
}

/// Whether the words behind a place are those for a seat, rather than for anything that is there.
fn is_headquarters(seated: &str) -> bool {
    ["본사", "본부", "기반"].iter().any(|noun| seated.contains(noun))
}

/// Whether something that is acted on stands in some words: "공장을".
fn names_object(words: &str) -> bool {
    has_case(words, Case::Object)
}

/// Whether somebody else stands in the words between a seat and an organization: "나이로비에 있는 업체 ○○는 나이지리아의 △△를".
fn names_other(between: &str) -> bool {
    has_case(between, Case::Topic)
}

/// Whether one of some words has a particle of a case, behind a noun of two syllables or more.
fn has_case(words: &str, case: Case) -> bool {
    let is =
        |word: &str| particle::split(word).is_some_and(|(stem, p)| p.case == case && stem.chars().nth(1).is_some());
    words.split_whitespace().any(is)
}

/// "가온사(본사 대전)": the bracket of a name says where it sits.
fn in_bracket(view: &View<'_>, clause: &Clause<'_>, out: &mut Vec<RelationFinding>) {
    let string = view.str(clause.text);
    for organization in clause.parts.iter().filter(|p| p.mention.kind.is_organization()) {
        let Some(inner) = string.get(organization.end..).and_then(|rest| rest.strip_prefix('(')) else { continue };
        let Some(close) = inner.find(')').filter(|_| inner.starts_with("본사") || inner.starts_with("본부")) else {
            continue;
        };
        let bracket = organization.end..organization.end + 1 + close;
        let places = view.names(clause.text).filter(|(_, m)| {
            let place = matches!(m.kind, EntityType::Place | EntityType::Country);
            place && bracket.start < m.range.start && m.range.end <= bracket.end
        });
        for (place, mention) in places {
            let (subject, predicate, object) = (organization.id, Predicate::BasedIn, place);
            let proposal = Proposal { subject, predicate, object, rule: ID, confidence: 0.85 };
            let span = view.span(clause.text, organization.start..mention.range.end);
            view.propose(&proposal, span, Status::Stated, None, out);
        }
    }
}

/// "* 독일 최대 음식 주문 업체" on a name: the country that a footnote starts with is that of the organization.
fn described(view: &View<'_>, clause: &Clause<'_>, out: &mut Vec<RelationFinding>) {
    let string = view.str(clause.text);
    let in_footnote = SectionText::block(view.section, clause.text).is_some_and(|b| b.kind == BlockKind::Footnote);
    let organization = clause.subjects.iter().find(|s| s.text != clause.text && s.mention.kind.is_organization());
    let country = clause.parts.first().filter(|p| p.mention.kind == EntityType::Country && p.start == 0);
    let (Some(organization), Some(country), true) = (organization, country, in_footnote) else { return };
    let rest = string[country.end..clause.range.end.max(country.end)].trim_start_matches('의');
    let noun = rest.split_whitespace().next_back().map(particle::strip);
    let class = noun.and_then(|n| view.registry.lexicon().class_of(n));
    if !rest.starts_with(' ') || class.is_none_or(|c| c.kind != organization.mention.kind) {
        return;
    }
    let predicate = match organization.mention.kind {
        EntityType::GovernmentAgency => Predicate::HasJurisdiction,
        _ => Predicate::BasedIn,
    };
    let proposal = Proposal { subject: organization.id, predicate, object: country.id, rule: ID, confidence: 0.8 };
    view.propose(&proposal, view.span(clause.text, clause.range.clone()), Status::Stated, None, out);
}
