//! The office in the contact lines of a press release: "담당 부서 고용노동부 기업훈련지원과 책임자 과장 ○○○".

use super::Scene;
use crate::candidate::Candidate;
use policygraph_korean::hangul::is_syllable;
use policygraph_korean::title::{is_contact, is_title};

pub(crate) const ID: &str = "contact-office";

/// What offices end in.
const OFFICES: &[char] = &['과', '팀', '처', '단', '실', '국', '관', '부'];

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    if !is_contact(scene.str()) {
        return;
    }
    let phrase = scene.phrase;
    let mut found: Vec<Candidate> = Vec::new();
    for pair in phrase.words.windows(2) {
        let [body, office] = pair else { continue };
        let (at, name) = (phrase.original(&body.range), phrase.slice(&office.range));
        let range = phrase.original(&office.range);
        let of = out.iter().chain(&found).find(|c| c.kind.is_organization() && c.range.end == at.end);
        let free = !out.iter().any(|c| c.range.start < range.end && range.start < c.range.end);
        let shaped = name.ends_with(OFFICES) && name.chars().count() >= 3 && name.chars().all(is_syllable);
        if let Some(of) = of.filter(|_| free && shaped && !body.closes && !is_title(name)) {
            let mut candidate = Candidate::new(range, name, of.kind, ID, 6);
            candidate.country.clone_from(&of.country);
            found.push(candidate);
        }
    }
    out.extend(found);
}
