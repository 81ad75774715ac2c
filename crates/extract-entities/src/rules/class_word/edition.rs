//! The edition in a name or behind it: a version, a term, a year, a number.

use crate::phrase::Phrase;
use policygraph_model::EntityType;

/// The end of a name with the edition after its class word: "행동계획 2.0", "액션플랜 2025".
pub(super) fn with_edition(phrase: &Phrase, i: usize, end: usize, kind: EntityType) -> usize {
    let Some(next) = phrase
        .words
        .get(i + 1)
        .filter(|w| phrase.words[i].range.end == end && phrase.text.get(end..w.range.start) == Some(" "))
    else {
        return end;
    };
    let text = phrase.stem(next);
    let year = text.len() == 4
        && (text.starts_with("20") || text.starts_with("19"))
        && text.bytes().all(|b| b.is_ascii_digit());
    let version = text.len() == 3 && text.as_bytes()[1] == b'.' && text.bytes().filter(u8::is_ascii_digit).count() == 2;
    // 행정명령 제17호
    let order = kind == EntityType::Legislation
        && text.starts_with('제')
        && text.ends_with('호')
        && text.contains(|c: char| c.is_ascii_digit());
    if year || version || order { next.stem.end } else { end }
}

/// Whether a word gives an edition: a version (2.0), a term (제2기, 4개년), a year (2020년도, ’20년).
pub(super) fn has_edition(word: &str) -> bool {
    let digit = word.chars().any(|c| c.is_ascii_digit());
    // 2.0, but not the month 17.01.
    let version = word
        .split_once('.')
        .is_some_and(|(a, b)| !a.is_empty() && b.len() == 1 && (a.to_owned() + b).bytes().all(|c| c.is_ascii_digit()));
    digit
        && (version
            || ["개년", "년도", "년", "기"].iter().any(|e| word.ends_with(e))
            || (word.starts_with('제') && !word.starts_with("제조")))
}
