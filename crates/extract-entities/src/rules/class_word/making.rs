//! Verbs of making a measure public, whose object is a measure that has a name.

use crate::phrase::{Phrase, Word, is_bare_noun};
use policygraph_korean::particle::Case;

/// Verbs of making a measure public.
const MAKING: &[&str] = &[
    "발표", "수립", "확정", "공개", "출범", "제정", "마련", "시행", "채택", "발간", "추진", "제시", "제안", "착수",
    "개정", "통과", "공표", "갱신", "실시", "논의", "도입", "조성", "신설", "창설",
];

/// Whether the clause makes the named thing public: it is the object of a verb of publishing, or stands bare before one, or the verb says that it
/// was done.
pub(super) fn is_made_public(phrase: &Phrase, last: usize) -> bool {
    let word = &phrase.words[last];
    let behind = || phrase.words[last + 1..].iter().take(3).map(|w| phrase.slice(&w.range));
    match word.particle.map(|p| p.case) {
        // "○○ 사업이 본격 착수된다".
        Some(Case::Subject) => return behind().any(|w| is_made(w) && w.contains(['되', '된', '됐', '돼', '될', '됨'])),
        // "○○ 사업의 참여기업 공모를 실시".
        Some(Case::Genitive) => return behind().any(|w| w.starts_with("공모")),
        _ => {}
    }
    let object = word.particle.is_none_or(|p| p.case == Case::Object);
    // "○○ 사업 공모": a noun before tells what it is about.
    let called = || last > 0 && !word.opens && is_bare_noun(phrase, &phrase.words[last - 1]);
    object
        && (called() && behind().next().is_some_and(|w| w.starts_with("공모"))
            || phrase.words[last + 1..].iter().take(2).any(|w| is_made(phrase.slice(&w.range)))
            || shares_such_a_verb(phrase, last))
}

/// Whether an object shares such a verb with those counted up behind it: "○○부는 A 계획을, △△부는 B 전략을 발표". Each of those has somebody
/// of its own, and no verb.
fn shares_such_a_verb(phrase: &Phrase, object: usize) -> bool {
    let case = |w: &Word| w.particle.map(|p| p.case);
    let mut acts = false;
    let mut last = object;
    for (i, word) in phrase.words.iter().enumerate().skip(object) {
        match case(word) {
            Some(Case::Object) if i == object || acts => {
                if !phrase.text[word.range.end..].starts_with(',') {
                    // Behind the last object stands the verb, perhaps with an adverb before it.
                    let mut behind = phrase.words[i + 1..].iter().take(2);
                    return i > object && behind.any(|w| is_made(phrase.slice(&w.range)));
                }
                (acts, last) = (false, i);
            }
            Some(Case::Topic | Case::Subject) if !acts && i > last => acts = true,
            Some(Case::Topic | Case::Subject | Case::Object) => return false,
            _ => {}
        }
    }
    false
}

/// Whether a word is such a verb in its adnominal form: 제정된, 발표한.
pub(super) fn is_making(word: &str) -> bool {
    MAKING.iter().any(|v| word.strip_prefix(v).is_some_and(|r| matches!(r, "된" | "한" | "하는" | "했던" | "되는")))
}

/// Whether a word is such a verb in any form, and no noun that starts with one (추진현황).
fn is_made(word: &str) -> bool {
    MAKING.iter().any(|v| {
        word.strip_prefix(v).is_some_and(|rest| {
            rest.is_empty()
                || rest.starts_with([
                    '하', '해', '했', '할', '한', '함', '되', '돼', '됐', '된', '될', '됨', '을', '중', '키', '시',
                ])
        })
    })
}
