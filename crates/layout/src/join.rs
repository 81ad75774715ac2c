//! Joining hard-wrapped lines: does the word go on, or does a blank belong between?

use crate::cut_number;
use crate::lines::Line;
use policygraph_korean::hangul::{is_syllable, is_word};
use policygraph_korean::particle;
use policygraph_model::{EntityType, Text};
use policygraph_registry::Registry;
use rustc_hash::{FxBuildHasher, FxHashSet};
use unicode_width::UnicodeWidthStr;

/// Starts of words that cannot stand alone: the verbs 하다, 되다, 시키다 after the noun they make a verb of, and endings.
const BOUND_STARTS: &[&str] = &[
    "하고",
    "하는",
    "하여",
    "하며",
    "하면",
    "하였",
    "하기",
    "하도록",
    "하지",
    "하려",
    "하던",
    "였",
    "했",
    "한다",
    "되고",
    "되는",
    "되어",
    "되며",
    "되면",
    "되었",
    "되기",
    "되도록",
    "되지",
    "됐",
    "된다",
    "시키",
    "시켜",
    "시킨",
    "시킬",
    "으며",
    "으로",
    "에서",
    "에게",
    "라는",
    "라고",
    "이라",
    "이며",
    "이나",
    "이란",
    "까지",
    "부터",
    "처럼",
    "보다",
];

/// Particles that no other word is spelled like.
const BOUND_WORDS: &[&str] =
    &["은", "는", "을", "를", "의", "에", "로", "와", "과", "된", "될", "됨", "함", "할", "임", "인", "적"];

/// Words of one syllable that stand before others.
const SINGLE_WORDS: &[&str] = &[
    "이", "그", "저", "한", "두", "세", "네", "각", "전", "총", "약", "및", "등", "수", "것", "더", "또", "새", "첫",
    "매", "본", "동", "현", "구", "신", "중", "후", "내", "외", "간", "상", "하", "때", "곳", "위", "안", "밖", "앞",
    "뒤", "옆", "시", "도", "군", "면", "년", "월", "일", "차", "개", "명", "건", "원", "말", "초", "단", "즉", "왜",
    "못", "잘", "다", "늘", "곧", "덜", "꼭", "미", "영", "독", "불",
];

/// Particles that are words too, and stand for themselves but behind a name.
const SUBJECTS: &[&str] = &["가", "이"];

/// The words of a document, as evidence for how a broken one was spelled.
pub(crate) struct Words<'a> {
    /// Words that stand inside a line, so surely whole, in order.
    sorted: Vec<&'a str>,
    registry: &'a Registry,
}

impl<'a> Words<'a> {
    /// The words of lines; `continued` are the starts of those that go on with the one above, where that is known.
    pub(crate) fn new(lines: &'a [Line], continued: Option<&[u32]>, registry: &'a Registry) -> Self {
        // Whether the line at a place starts anew, so that the words at its start and at the end of the one above are whole.
        let anew = |at: usize| {
            continued.is_some_and(|c| lines.get(at).is_none_or(|line| c.binary_search(&line.start).is_err()))
        };
        let mut sorted: Vec<&str> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let words = line.as_str().split_whitespace().skip(usize::from(!anew(at)));
            let before = sorted.len();
            sorted.extend(words);
            if !anew(at + 1) && sorted.len() > before {
                sorted.pop();
            }
        }
        sorted.iter_mut().for_each(|w| *w = w.trim_matches(|c| !is_word(c)));
        // A text repeats most of its words.
        let mut seen = FxHashSet::with_capacity_and_hasher(sorted.len(), FxBuildHasher);
        sorted.retain(|w| seen.insert(*w));
        // Words are compared by their first bytes, at once, and only where these are the same by all.
        let mut sorted: Vec<(u64, &str)> =
            sorted.into_iter().filter(|w| w.chars().nth(1).is_some()).map(|w| (first_bytes(w), w)).collect();
        sorted.sort_unstable();
        Self { sorted: sorted.into_iter().map(|(_, word)| word).collect(), registry }
    }

    /// Whether a text is in whole the name of an organization that the registry knows.
    pub(crate) fn is_organization(&self, text: &str) -> bool {
        text.chars().count() >= 2 && self.registry.named(text).any(|e| e.kind.is_organization())
    }

    /// Whether a text is in whole a noun for a programme, law or document.
    pub(crate) fn is_class_word(&self, text: &str) -> bool {
        self.registry.lexicon().class_of(text).is_some_and(|c| {
            c.word == text && matches!(c.kind, EntityType::Program | EntityType::Legislation | EntityType::Document)
        })
    }

    fn starts_a_word(&self, prefix: &str) -> bool {
        let at = self.sorted.partition_point(|&w| w < prefix);
        self.sorted.get(at).is_some_and(|w| w.starts_with(prefix))
    }

    /// Whether the last word of a line goes on with the first of the next.
    ///
    /// Evidence from strong to weak: a blank that the converter left; a word that cannot stand alone; the joined form
    /// elsewhere in the document or in the registry. Without evidence a blank is the likelier reading.
    fn goes_on(&self, left: &str, right: &str, trailing_blank: bool) -> bool {
        if cut_number::goes_on(left, right) {
            return true;
        }
        if trailing_blank {
            return false;
        }
        let (Some(last), Some(first)) = (left.chars().next_back(), right.chars().next()) else { return false };
        if first == '(' || first == ')' || last == '(' {
            return is_word(last) || first == ')' || last == '(';
        }
        // "‘해솔 사업’⏎을": a particle goes on with the word in quotation marks.
        if matches!(last, '’' | '”' | '」' | '』' | ')') && (BOUND_WORDS.contains(&right) || SUBJECTS.contains(&right))
        {
            return true;
        }
        // "추진하기로⏎했다" is two words.
        if left.ends_with("기로") && right.starts_with(['하', '했', '한']) {
            return false;
        }
        if !is_word(last) || !is_syllable(first) {
            return is_word(last) && matches!(first, ',' | '.');
        }
        // An ending that nothing else stands for: "발표하였⏎다."
        if right.starts_with("다.") {
            return true;
        }
        let left = last_word(left);
        let left = &left
            [left.rfind(|c: char| !is_word(c)).map_or(0, |i| i + left[i..].chars().next().map_or(1, char::len_utf8))..];
        let right = &right[..right.find(|c: char| !is_word(c)).unwrap_or(right.len())];
        if is_bound(right) || (SUBJECTS.contains(&right) && self.is_organization(left)) {
            return true;
        }
        if left.chars().all(|c| c.is_ascii_digit()) {
            return false;
        }
        // The line breaks inside a noun for a measure or organization that goes on: "이니셔티/브법".
        let whole = |w: &str| self.sorted.binary_search(&w).is_ok() || self.is_class_word(w);
        let heads = right.char_indices().skip(1).take(2).map(|(at, _)| format!("{left}{}", &right[..at]));
        if left.chars().count() >= 2 && !whole(left) && heads.into_iter().any(|h| self.is_class_word(&h)) {
            return true;
        }
        let stem = particle::strip(right);
        let joined = format!("{left}{stem}");
        // A syllable that is no word of its own, and another: "정⏎부는".
        let halves = left.chars().count() == 1 && stem.chars().count() == 1 && left.starts_with(is_syllable);
        if halves && !SINGLE_WORDS.contains(&left) {
            return self.starts_a_word(&joined) || self.registry.named(&joined).next().is_some();
        }
        stem.chars().count() + left.chars().count() > 2
            && (self.starts_a_word(&joined)
                // The registry does not tell "미국 정부" from "미국정부"; a country stands apart.
                || (self.registry.country_named(left).is_none() && self.registry.named(&joined).next().is_some()))
    }
}

/// The first eight bytes of a word, in the order of words.
fn first_bytes(word: &str) -> u64 {
    let mut first = [0; 8];
    first.iter_mut().zip(word.as_bytes()).for_each(|(place, byte)| *place = *byte);
    u64::from_be_bytes(first)
}

/// Whether a line starts with what cannot stand alone: a particle, an ending, a verb made of the noun before.
pub(crate) fn is_bound(line: &str) -> bool {
    let word = &line[..line.find(|c: char| !is_word(c)).unwrap_or(line.len())];
    BOUND_WORDS.contains(&word) || BOUND_STARTS.iter().any(|s| word.starts_with(s))
}

fn last_word(text: &str) -> &str {
    text.rsplit(char::is_whitespace).next().unwrap_or_default()
}

/// Joins a line to a text.
pub(crate) fn append(text: &mut Text, previous: &Line, line: &Text, words: &Words<'_>) {
    let right = line.as_str().split_whitespace().next().unwrap_or_default();
    if !text.is_empty() && !words.goes_on(text.as_str(), right, previous.trailing_blank) {
        text.push(" ", previous.end);
    }
    text.append(line);
}

/// Joins lines to one text.
pub(crate) fn all<'l>(lines: impl IntoIterator<Item = &'l Line>, words: &Words<'_>) -> Text {
    let mut text = Text::default();
    let mut previous: Option<&Line> = None;
    for line in lines {
        match previous {
            Some(p) => append(&mut text, p, &line.text, words),
            None => text.append(&line.text),
        }
        previous = Some(line);
    }
    text
}

/// Joins each line that starts at one of these code points to the one above.
pub(crate) fn paragraphs(lines: &[Line], continued: &[u32], words: &Words<'_>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        match out.last_mut().filter(|_| continued.binary_search(&line.start).is_ok()) {
            Some(above) => {
                let mut text = std::mem::take(&mut above.text);
                append(&mut text, above, &line.text, words);
                above.width = text.as_str().width();
                (above.text, above.end, above.trailing_blank) = (text, line.end, line.trailing_blank);
            }
            None => out.push(line.clone()),
        }
    }
    out
}

/// Whether the first word of `next` would not have fitted on `line` in a column of this width: then the break was
/// forced, and the text goes on.
pub(crate) fn is_full(line: &Line, next: &str, column: usize) -> bool {
    let first = next.split_whitespace().next().unwrap_or_default();
    // A tenth of slack: columns are measured in characters, but were set in a proportional font.
    (line.width + 1 + first.width()) * 10 > column * 9
}

/// Whether a line ends in the middle of a clause: on a particle, a modifier, a connective or a comma. Official style
/// ends sentences on a bare noun.
pub(crate) fn unfinished(line: &str) -> bool {
    let last = line.split_whitespace().next_back().unwrap_or_default();
    let modifier = [
        "할", "한", "하는", "된", "되는", "인", "있는", "없는", "및", "등", "하고", "하며", "하여", "해", "고", "며",
        "적", ",",
    ];
    modifier.iter().any(|m| last.ends_with(m)) || particle::split(last).is_some()
}

/// The width of the column in which lines were set: of ten lines one may stick out.
pub(crate) fn column<'l>(lines: impl IntoIterator<Item = &'l Line>) -> usize {
    let mut widths: Vec<usize> =
        lines.into_iter().filter(|l| !l.as_str().starts_with("http")).map(|l| l.width).collect();
    widths.sort_unstable();
    widths.get(widths.len().saturating_sub(1) * 9 / 10).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use policygraph_model::Source;

    fn join(text: &str) -> String {
        let source = Source::new(text.to_owned());
        let lines = crate::lines::read(&source);
        let registry = Registry::builtin();
        let words = Words::new(&lines, None, &registry);
        all(&lines, &words).as_str().to_owned()
    }

    #[test]
    fn lines_that_go_on_are_one_paragraph() {
        let source = Source::new("해솔시는 물길을 정\n비한다.\n정비한다.\n끝\n".to_owned());
        let lines = crate::lines::read(&source);
        let registry = Registry::builtin();
        let words = Words::new(&lines, Some(&[11]), &registry);
        let joined = paragraphs(&lines, &[11], &words);
        assert_eq!(
            joined.iter().map(Line::as_str).collect::<Vec<_>>(),
            ["해솔시는 물길을 정비한다.", "정비한다.", "끝"]
        );
    }

    #[test]
    fn broken_words_are_mended() {
        assert_eq!(join("표준을 강화\n하고 새로"), "표준을 강화하고 새로");
        assert_eq!(join("통신 프로\n토콜의 규격\n새 프로토콜 규격 제정"), "통신 프로토콜의 규격 새 프로토콜 규격 제정");
        assert_eq!(join("1위 캘리\n포니아주"), "1위 캘리포니아주");
        assert_eq!(join("물길을 정\n부는 정비"), "물길을 정부는 정비");
        assert_eq!(join("물길을 각\n부는 정비"), "물길을 각 부는 정비");
    }

    #[test]
    fn cut_numbers_are_mended() {
        assert_eq!(join("사업에 2,7\n50억 원"), "사업에 2,750억 원");
        assert_eq!(join("모두 3조 4, \n500억 원"), "모두 3조 4,500억 원");
    }

    #[test]
    fn whole_words_stay_apart() {
        assert_eq!(join("10년간 204억\n달러를 투자"), "10년간 204억 달러를 투자");
        assert_eq!(join("도시 \n하고 있는"), "도시 하고 있는");
        assert_eq!(join("국가 연구\n전략을 발표"), "국가 연구 전략을 발표");
    }
}
