//! Clauses: where a verb ends one and the next begins.

use crate::analysis::phrases;
use crate::hangul::{is_middle_dot, is_syllable, other_characters};
use crate::verb;
use crate::word_list::WordList;
use std::ops::Range;

/// Whether what follows a name says that it is only the source of what is told: "○○부 ○○센터에 따르면".
#[must_use]
pub fn cites(after: &str) -> bool {
    after.split_whitespace().take(2).any(|w| w.starts_with("따르면") || w.starts_with("의하면"))
}

/// Endings after which a clause is complete (연결 어미, and the full stop). They are matched at the end of a word of
/// at least two syllables. Source: 연결 어미 of the 표준국어대사전 that join clauses of equal rank.
static CONNECTIVES: WordList = WordList::new(&[
    "하고",
    "하며",
    "하여",
    "하면서",
    "했으며",
    "하였으며",
    "되며",
    "되고",
    "되어",
    "됐으며",
    "되었으며",
    "이며",
    "으며",
    "했고",
    "하였고",
    "했지만",
    "하지만",
    "되지만",
    "지만",
    "했으나",
    "하였으나",
    "으나",
    "시키며",
    "시키고",
    "시켜",
    "받고",
    "받아",
    "보이며",
    "있으며",
    "있고",
    "없으며",
    "위해",
    "위하여",
    "따라",
    "통해",
    "통하여",
    "가운데",
    "한편",
    "하는데",
    "는데",
    "면서",
    "하자",
    "해",
]);

/// Splits a text into clauses: ranges of bytes that cover it.
///
/// A comma or full stop after a connective ending belongs to the clause before it. Text in brackets is not split.
#[must_use]
pub fn split(text: &str) -> Vec<Range<usize>> {
    let mut clauses = Vec::new();
    let mut start = 0;
    let mut depth = 0usize;
    let mut word_start = 0;
    for (at, c) in other_characters(text) {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        // An ellipsis between two headlines in one: "X에 3억 원···Y도 협의".
        let dotted = || c == '…' || is_middle_dot(c) && text[..at].ends_with(is_middle_dot);
        let next = at + c.len_utf8();
        let ends = || text[next..].starts_with(is_syllable) && start < at;
        if depth == 0 && dotted() && ends() {
            clauses.push(start..next);
            (start, word_start) = (next, next);
        }
        if !c.is_whitespace() {
            continue;
        }
        let word = &text[word_start..at];
        word_start = at + c.len_utf8();
        // "올린 데 이어": what came before is a clause of its own.
        let followed = || {
            word.starts_with("이어")
                && word.trim_end_matches(',') == "이어"
                && text[..word_start_of(text, at)].trim_end().ends_with(" 데")
        };
        if depth == 0 && (followed() || ends_clause(word)) {
            clauses.push(start..at);
            start = word_start;
        }
    }
    if start < text.len() {
        clauses.push(start..text.len());
    }
    clauses
}

/// Where the word that ends at `end` starts.
fn word_start_of(text: &str, end: usize) -> usize {
    text[..end].rfind(char::is_whitespace).map_or(0, |at| at + 1)
}

fn ends_clause(word: &str) -> bool {
    let Some(last) = word.chars().next_back() else { return false };
    if matches!(last, '.' | ';' | '…') {
        let bare = word.trim_end_matches(['.', ';', '…']);
        return !bare.ends_with(|c: char| c.is_ascii_digit());
    }
    let bare = if last == ',' { word.trim_end_matches(',') } else { word };
    // 올해, 피해 are nouns.
    let noun = || bare.ends_with('해') && verb::read(bare).is_none();
    // "법에 근거해": what precedes it still belongs to the verb that follows.
    CONNECTIVES.closes(bare) && bare != "해" && !phrases::is_postposition(bare) && !noun()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(split(text).into_iter().map(|r| &text[r]).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn clauses_end_at_connectives() {
        check("부처가 계획을 수립하고 기업이 이를 지원", &["부처가 계획을 수립하고", "기업이 이를 지원"]);
        check("성장을 위해 기금을 조성", &["성장을 위해 기금을 조성"]);
        check("법에 근거해 기금을 조성", &["법에 근거해 기금을 조성"]);
        check("부처의 올해 예산은 미정", &["부처의 올해 예산은 미정"]);
        check("계획을 발표. 예산은 미정", &["계획을 발표.", "예산은 미정"]);
        check("기금(수립하고 보완)을 운용", &["기금(수립하고 보완)을 운용"]);
    }

    proptest! {
        #[test]
        fn clauses_are_in_order_and_inside(text in "\\PC{0,60}") {
            let mut last = 0;
            for r in split(&text) {
                prop_assert!(r.start >= last && text.get(r.clone()).is_some());
                last = r.end;
            }
        }
    }
}
