//! Who does what for a programme, in the bracket behind it: "누리 과제(주관: 가온시스템, 참여: 하늘테크·다온사)".
//!
//! Whom no list knows behind a word for a role is a company, or what the name ends in says (…연구원).

use super::Scene;
use crate::candidate::Candidate;
use crate::shape;
use policygraph_korean::hangul::is_middle_dot;
use policygraph_korean::substring::range_in;
use policygraph_model::{EntityType, Predicate};
use policygraph_registry::{Strength, WordClass};
use std::ops::Range;

pub(crate) const ID: &str = "bracket-role";

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    for bracket in &scene.phrase.brackets {
        for named in roles(scene, &bracket.inner) {
            for member in members(scene.str(), &named) {
                let name = &scene.str()[member.clone()];
                let taken = out.iter().any(|c| {
                    c.kind != EntityType::Technology && c.range.start < member.end && member.start < c.range.end
                });
                let class = scene.registry.lexicon().class_of(name).filter(|c| {
                    c.strength == Strength::Name
                        && c.kind.is_organization()
                        && name.chars().count() > c.word.chars().count()
                });
                let called = shape::is_name(scene.registry, name) || class.is_some();
                if !taken && called {
                    let kind = class.map_or(EntityType::Company, |c| c.kind);
                    out.push(Candidate::new(member, name, kind, ID, 4));
                }
            }
        }
    }
}

/// Whether the bracket behind a place in the phrase says who has which role.
pub(crate) fn is_behind(scene: &Scene<'_>, end: usize) -> bool {
    scene.phrase.bracket_at(end).is_some_and(|b| !roles(scene, &b.inner).is_empty())
}

/// Where those stand whom a bracket names beside words for what they do for a programme.
fn roles(scene: &Scene<'_>, inner: &Range<usize>) -> Vec<Range<usize>> {
    let text = scene.str();
    let is_role = |words: &str| {
        let noun: String = words.split_whitespace().collect();
        let does = |p: Predicate| matches!(p, Predicate::Leads | Predicate::ParticipatesIn);
        scene.registry.frames().of(&noun).iter().any(|f| f.class != WordClass::Verb && does(f.predicate))
    };
    let of_part = |part: &str| -> Option<Range<usize>> {
        let part = part.trim();
        let labelled = part.split_once([':', '：']).filter(|(label, _)| is_role(label)).map(|(_, named)| named);
        let first = || part.split_once(' ').filter(|(role, _)| is_role(role)).map(|(_, named)| named);
        let last = || part.rsplit_once(' ').filter(|(_, role)| is_role(role)).map(|(named, _)| named);
        labelled.or_else(first).or_else(last).map(|named| range_in(text, named.trim()))
    };
    text[inner.clone()].split([',', ';', '/']).filter_map(of_part).collect()
}

/// The parts of a list that dots join.
fn members(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    text[range.clone()].split(is_middle_dot).map(|name| range_in(text, name.trim())).collect()
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn those_with_a_role_are_named() {
        let expected = ["Program:새물결 과제", "Company:미르시스템", "Company:다온로봇"];
        check(None, "‘새물결 과제’(주관: 미르시스템, 참여: 다온로봇)는 내년 끝난다", &expected);
        check(
            None,
            "‘새물결 3’(해양수산부 총괄)의 세부 과제",
            &["Program:새물결 3", "GovernmentAgency:해양수산부", "Country:한국"],
        );
    }
}
