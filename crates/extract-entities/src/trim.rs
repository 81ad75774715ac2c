//! What the words around a chosen candidate leave of it.

use crate::candidate::Candidate;
use policygraph_korean::hangul::is_syllable;
use policygraph_model::EntityType;

/// Whether the words around a name make it a common noun: "한화로 약 2억 원" is the won, "주 정부" and "주(州) 정부" are of a state.
pub(crate) fn is_common(text: &str, candidate: &Candidate) -> bool {
    // "새 프로그램으로 바뀐다": one that is not named.
    let new = candidate.name.strip_prefix("새 ").is_some_and(|rest| !rest.contains(' '));
    if new && candidate.kind == EntityType::Program && candidate.registry.is_none() {
        return true;
    }
    let (before, after) = (&text[..candidate.range.start], &text[candidate.range.end..]);
    match &text[candidate.range.clone()] {
        "한화" => {
            let sum = after.strip_prefix('로').unwrap_or(after).trim_start().trim_start_matches('약').trim_start();
            sum.starts_with(|c: char| c.is_ascii_digit())
        }
        // "정부 간 회의체": of any governments.
        "정부" if after.starts_with(" 간 ") || after.starts_with("간 ") => true,
        "정부" => ["주", "주(州)", "각 주"].iter().any(|state| {
            let rest = before.trim_end().strip_suffix(state);
            rest.is_some_and(|r| r.is_empty() || r.ends_with(|c: char| !is_syllable(c)))
        }),
        _ => false,
    }
}

/// Whether a name is that of one of a row of meetings: "제5차 한-몽골 고위정책협의회".
pub(crate) fn is_meeting(text: &str, candidate: &Candidate) -> bool {
    let numbered = |word: &str| {
        let rest = word.strip_prefix('제').and_then(|w| w.strip_suffix(['차', '회']));
        rest.is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()))
    };
    // The number may stand before the states that meet.
    let before = text[..candidate.range.start].split_whitespace().rev().take(2);
    let words = || candidate.name.split(' ').chain(before.clone());
    candidate.kind == EntityType::Association
        && candidate.registry.is_none()
        && words().any(|w| numbered(w.trim_start_matches(|c: char| !is_syllable(c))))
}

/// Takes the year before the name of a law off it: "2018년 ○○법을 제정" tells when.
pub(crate) fn without_year(text: &str, law: &mut Candidate) {
    let year = |s: &str| s.get(..4).is_some_and(|y| y.bytes().all(|b| b.is_ascii_digit()));
    let rest = |s: &str| s.get(4..).and_then(|r| r.strip_prefix("년 ")).map(|r| s.len() - r.len());
    if law.kind != EntityType::Legislation || !year(&law.name) || law.registry.is_some() {
        return;
    }
    let (named, written) = (rest(&law.name), text.get(law.range.clone()).and_then(rest));
    if let (Some(named), Some(written)) = (named, written) {
        law.name.drain(..named);
        law.range.start += written;
    }
}
