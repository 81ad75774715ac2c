//! The offices and persons in the contact lines of a press release: "담당 부서 고용노동부 기업훈련지원과 책임자 과장 ○○○",
//! "문의: 기업훈련지원과 ○○○ 사무관(044-202-7000)".

use super::Scene;
use super::official::has_surname;
use crate::candidate::Candidate;
use crate::phrase::Word;
use policygraph_korean::hangul::is_all_syllables;
use policygraph_korean::title::{is_contact, is_title};
use policygraph_model::EntityType;
use policygraph_registry::HOME;
use std::ops::Range;

pub(crate) const ID: &str = "contact-office";

/// What offices end in.
const OFFICES: &[char] = &['과', '팀', '처', '단', '실', '국', '관', '부'];

/// What stands before an office.
const LABELS: &[&str] = &["부서", "담당부서", "담당과", "배포부서", "협조부서", "협조기관", "문의", "문의처"];

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    if !is_contact(scene.str()) {
        return;
    }
    let mut found = offices(scene, out);
    found.extend(persons(scene, out));
    out.extend(found);
}

/// What is shaped like an office, behind the body that it is of or behind a label.
fn offices(scene: &Scene<'_>, out: &[Candidate]) -> Vec<Candidate> {
    let phrase = scene.phrase;
    let mut found: Vec<Candidate> = Vec::new();
    // Whether only heads of divisions stand between a label and the word: "담당 부서: 물길정책관 물길과".
    let mut labelled = false;
    for pair in phrase.words.windows(2) {
        let [before, office] = pair else { continue };
        let (at, name) = (phrase.original(&before.range), phrase.slice(&office.range));
        let range = phrase.original(&office.range);
        labelled = LABELS.contains(&phrase.slice(&before.range)) || labelled && is_title(phrase.slice(&before.range));
        let of = out.iter().chain(&found).find(|c| c.kind.is_organization() && c.range.end == at.end);
        let of = of.filter(|_| !before.closes).map(|c| (c.kind, c.country.clone()));
        let of = of.or_else(|| labelled.then(|| (EntityType::GovernmentAgency, Some(HOME.to_owned()))));
        let shaped = name.ends_with(OFFICES) && name.chars().count() >= 3 && is_all_syllables(name);
        if let Some((kind, country)) = of.filter(|_| is_free(out, &range) && shaped && !is_title(name)) {
            let mut candidate = Candidate::new(range, name, kind, ID, 6);
            candidate.country = country;
            found.push(candidate);
        }
    }
    found
}

/// Names beside a rank whose number follows: "과장 ○○○ (044-202-7000)", "○○○ 사무관(044-202-7001)".
fn persons(scene: &Scene<'_>, out: &[Candidate]) -> Vec<Candidate> {
    let phrase = scene.phrase;
    let dialled = |word: &Word| {
        let rest = scene.str()[phrase.original(&word.range).end..].trim_start_matches([' ', '(', '☎', '|']);
        rest.starts_with(|c: char| c.is_ascii_digit())
    };
    let words = &phrase.words;
    // "과  장 ○○○": a title whose syllables are drawn apart.
    let spaced = |i: usize| {
        let text = |w: usize| phrase.slice(&words[w].range);
        text(i) == "장" && i.checked_sub(1).is_some_and(|b| is_title(&[text(b), "장"].concat()))
    };
    let pairs = words.windows(2).enumerate().filter(|(_, pair)| !pair[0].closes && dialled(&pair[1]));
    let named = pairs.filter_map(|(i, pair)| {
        let [first, second] = [&pair[0], &pair[1]].map(|w| phrase.slice(&w.range));
        let name = match (is_title(first) || spaced(i), is_title(second)) {
            (true, false) => &pair[1],
            (false, true) => &pair[0],
            _ => return None,
        };
        let range = phrase.original(&name.range);
        let text = phrase.slice(&name.range);
        (has_surname(text) && is_all_syllables(text) && is_free(out, &range)).then_some((range, text))
    });
    named
        .map(|(range, name)| {
            let mut candidate = Candidate::new(range, name, EntityType::Person, ID, 6);
            candidate.country = Some(HOME.to_owned());
            candidate
        })
        .collect()
}

fn is_free(out: &[Candidate], range: &Range<usize>) -> bool {
    !out.iter().any(|c| c.range.start < range.end && range.start < c.range.end)
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn offices_and_persons_who_answer() {
        check(
            None,
            "담당 부서: 물길정책관 물길정비과 / 책임자 과장 최은형 (044-200-1000) / 담당자 사무관 박정호 (044-200-1001)",
            &["GovernmentAgency:물길정비과", "Person:최은형", "Person:박정호"],
        );
        check(None, "문의: 물길정비과 윤소형 과장(044-200-1000)", &["GovernmentAgency:물길정비과", "Person:윤소형"]);
        check(
            None,
            "담당 부서 | 물길정비과 | 책임자 | 과  장 최은형 (044-200-1000)",
            &["GovernmentAgency:물길정비과", "Person:최은형"],
        );
        check(None, "다음 과장 최은형은 없다", &["Person:최은형"]);
    }
}
