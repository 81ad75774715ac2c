//! Who competes with whom: companies of one list in a clause of competition, "경쟁사 ○○", "○○와 경쟁".

use crate::parts::Part;
use crate::roles::Role;
use crate::view::{Proposal, View};
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, Predicate, RelationFinding, SectionText, Status};

pub(crate) const ID: &str = "competition";

/// Words that start with 경쟁 but tell of no two who compete.
static OTHER: WordList = WordList::new(&[
    "경쟁력",
    "경쟁우위",
    "경쟁 우위",
    "경쟁국",
    "경쟁법",
    "경쟁당국",
    "경쟁 지침",
    "경쟁 환경",
    "경쟁소비자",
]);

/// What is done to competition by those who may not be rivals: "경쟁을 저해".
static TO_COMPETITION: WordList = WordList::new(&[
    "저해",
    "제한",
    "촉진",
    "해치",
    "해칠",
    "해친",
    "막",
    "왜곡",
    "보호",
    "위축",
    "방해",
    "저하",
    "유도",
    "활성화",
    "도입",
    "회복",
    "보장",
]);

pub(crate) fn run(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    for clause in &view.clauses {
        let string = &view.str(clause.text)[clause.range.clone()];
        let Some(at) = string
            .match_indices("경쟁")
            .map(|(at, _)| at)
            // "경쟁시장청": what an authority is called after.
            .filter(|&at| {
                let at = clause.range.start + at;
                !clause.parts.iter().any(|p| p.start <= at && at < p.end)
            })
            .find(|&at| !OTHER.opens(&string[at..]) && !string[..at].ends_with("국가 "))
        else {
            continue;
        };
        let span = view.span(clause.text, clause.range.clone());
        let mut add = |a: &Part<'_>, b: &Part<'_>, confidence: f64| {
            let proposal =
                Proposal { subject: a.id, predicate: Predicate::CompetesWith, object: b.id, rule: ID, confidence };
            if !a.is_same(b) {
                view.propose(&proposal, span, Status::Stated, None, out);
            }
        };
        let companies: Vec<&Part<'_>> = clause.parts.iter().filter(|p| p.mention.kind == EntityType::Company).collect();
        let noun = clause.range.start + at;
        let rival = ["경쟁사", "경쟁업체", "경쟁 업체", "경쟁자"].iter().find(|r| string[at..].starts_with(**r));
        if let Some(rival) = rival {
            // "경쟁사 ○○": the rival follows at once.
            let end = noun + rival.len();
            let named = companies.iter().find(|p| {
                p.start >= end && matches!(view.str(clause.text)[end..p.start].trim(), "" | "인" | "‘" | "'")
            });
            // "○○의 경쟁사": whose rival the one who acts is.
            let of = companies
                .iter()
                .rfind(|p| view.str(clause.text).get(p.end..noun).is_some_and(|g| matches!(g, "의 " | "의 최대 ")));
            if let Some(named) = named.or(of) {
                clause.subjects.iter().for_each(|s| add(s, named, 0.7));
            }
            continue;
        }
        let partners = companies.iter().filter(|p| p.role == Role::Partner && p.end <= noun);
        for partner in partners {
            clause.subjects.iter().for_each(|s| add(s, partner, 0.7));
        }
        let behind = string[at + "경쟁".len()..].trim_start_matches("을").trim_start();
        if TO_COMPETITION.opens(behind) {
            continue;
        }
        // A headline that names those who compete, or a clause whose subjects do.
        let title = clause.text == SectionText::TITLE;
        let rivals: Vec<&Part<'_>> = companies
            .iter()
            .filter(|p| title || (!clause.carried && clause.subjects.iter().any(|s| s.id == p.id)))
            .copied()
            .collect();
        for (i, a) in rivals.iter().enumerate() {
            rivals[i + 1..].iter().for_each(|b| add(a, b, 0.65));
        }
    }
}
