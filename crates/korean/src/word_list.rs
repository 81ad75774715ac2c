//! Lists of words that texts are searched for.

/// A list of words, made when the program is compiled, that tells in one pass over a text which of them stand in it.
///
/// Only where the text has a character that one of the words begins with are the words compared, which is seldom.
///
/// ```
/// use policygraph_korean::word_list::WordList;
/// static VERBS: WordList = WordList::new(&["투자", "지원", "투입"]);
/// assert!(VERBS.is_in("3억 원을 투입한다") && !VERBS.is_in("3억 원이다"));
/// assert_eq!(VERBS.opening("지원하는"), Some("지원"));
/// assert_eq!(VERBS.closing("공동투자"), Some("투자"));
/// ```
#[derive(Debug)]
pub struct WordList {
    words: &'static [&'static str],
    firsts: Characters,
    lasts: Characters,
}

impl WordList {
    /// The list of these words, none of which is empty.
    #[must_use]
    pub const fn new(words: &'static [&'static str]) -> Self {
        let (mut firsts, mut lasts) = (Characters::NONE, Characters::NONE);
        let mut i = 0;
        while i < words.len() {
            let word = words[i].as_bytes();
            let mut last = word.len() - 1;
            while !is_start(word[last]) {
                last -= 1;
            }
            firsts = firsts.with(code_point(word, 0));
            lasts = lasts.with(code_point(word, last));
            i += 1;
        }
        Self { words, firsts, lasts }
    }

    /// The words in their order.
    #[must_use]
    pub const fn words(&self) -> &'static [&'static str] {
        self.words
    }

    /// Whether a word is one of the list.
    #[must_use]
    #[inline]
    pub fn has(&self, word: &str) -> bool {
        self.lasts.close(word) && self.firsts.open(word.as_bytes()) && self.lists(word)
    }

    fn lists(&self, word: &str) -> bool {
        self.first(|w| w.len() == word.len() && begins(word.as_bytes(), w)).is_some()
    }

    /// Whether one of the words stands in a text.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        let mut rest = text.as_bytes();
        while let Some((low_bits, len)) = first(rest) {
            if self.firsts.has(low_bits) && self.words.iter().any(|w| begins(rest, w)) {
                return true;
            }
            rest = rest.get(len..).unwrap_or_default();
        }
        false
    }

    /// The places in a text where one of the words stands, with the word.
    pub fn found_in(&self, text: &str) -> impl Iterator<Item = (usize, &'static str)> {
        let starts = text.char_indices().filter(|(_, c)| self.firsts.has(low_bits(u32::from(*c))));
        starts.flat_map(move |(at, _)| {
            self.words.iter().filter(move |w| text[at..].starts_with(**w)).map(move |w| (at, *w))
        })
    }

    /// Whether a text may begin with one of the words, by its first character: quick, and sure only where it does not.
    #[must_use]
    pub fn may_open(&self, text: &str) -> bool {
        self.firsts.open(text.as_bytes())
    }

    /// The first word of the list that a text begins with.
    #[must_use]
    #[inline]
    pub fn opening(&self, text: &str) -> Option<&'static str> {
        self.may_open(text).then(|| self.first(|w| begins(text.as_bytes(), w)))?
    }

    /// Whether a text begins with one of the words.
    #[must_use]
    pub fn opens(&self, text: &str) -> bool {
        self.opening(text).is_some()
    }

    /// The first word of the list that a text ends in.
    #[must_use]
    #[inline]
    pub fn closing(&self, text: &str) -> Option<&'static str> {
        self.lasts.close(text).then(|| self.first(|w| ends(text.as_bytes(), w)))?
    }

    /// Whether a text ends in one of the words.
    #[must_use]
    pub fn closes(&self, text: &str) -> bool {
        self.closing(text).is_some()
    }

    fn first(&self, fits: impl Fn(&str) -> bool) -> Option<&'static str> {
        self.words.iter().copied().find(|word| fits(word))
    }
}

/// Characters, kept by the last ten bits of their code points: others may seem to be among them, but none is missed.
#[derive(Debug, Clone, Copy)]
struct Characters([u64; 16]);

impl Characters {
    const NONE: Self = Self([0; 16]);

    const fn with(mut self, code_point: u32) -> Self {
        let bits = low_bits(code_point);
        self.0[bits / 64] |= 1 << (bits % 64);
        self
    }

    #[inline]
    fn has(&self, low_bits: usize) -> bool {
        self.0.get(low_bits / 64).is_some_and(|bits| bits >> (low_bits % 64) & 1 == 1)
    }

    /// Whether a text begins with one of them.
    #[inline]
    fn open(&self, text: &[u8]) -> bool {
        first(text).is_some_and(|(low_bits, _)| self.has(low_bits))
    }

    /// Whether a text ends in one of them.
    #[inline]
    fn close(&self, text: &str) -> bool {
        last(text.as_bytes()).is_some_and(|low_bits| self.has(low_bits))
    }
}

/// The last ten bits of a code point.
const fn low_bits(code_point: u32) -> usize {
    (code_point % 1024) as usize
}

/// Those of a character of two bytes or more, by its last two.
#[inline]
fn low_bits_of(last_but_one: u8, last: u8) -> usize {
    usize::from(last_but_one & 0x0F) << 6 | usize::from(last & 0x3F)
}

/// The last ten bits of the first character of a text, and its length: without putting the whole code point together.
#[inline]
fn first(text: &[u8]) -> Option<(usize, usize)> {
    match *text {
        [0xE0..=0xEF, second, third, ..] => Some((low_bits_of(second, third), 3)),
        [first @ ..0x80, ..] => Some((usize::from(first), 1)),
        [first @ ..0xE0, second, ..] => Some((low_bits_of(first, second), 2)),
        [_, _, third, fourth, ..] => Some((low_bits_of(third, fourth), 4)),
        _ => None,
    }
}

/// The last ten bits of the last character of a text.
#[inline]
fn last(text: &[u8]) -> Option<usize> {
    match *text {
        [.., last @ ..0x80] => Some(usize::from(last)),
        [.., last_but_one, last] => Some(low_bits_of(last_but_one, last)),
        _ => None,
    }
}

/// Whether a text begins with a word: where it does not, its byte at the last place of the word mostly tells.
#[inline]
fn begins(text: &[u8], word: &str) -> bool {
    let last = word.len().wrapping_sub(1);
    text.get(last) == word.as_bytes().get(last) && text.starts_with(word.as_bytes())
}

/// Whether a text ends in a word: where it does not, its byte at the end of the first syllable of the word mostly tells.
#[inline]
fn ends(text: &[u8], word: &str) -> bool {
    let tail = text.len().checked_sub(word.len()).and_then(|at| text.get(at..));
    tail.is_some_and(|tail| tail.get(2) == word.as_bytes().get(2) && tail == word.as_bytes())
}

/// Whether a byte of a text starts a character.
const fn is_start(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

/// The code point of the character that starts at a byte of a text.
const fn code_point(text: &[u8], at: usize) -> u32 {
    let (mut value, mut next) = match text[at] {
        first @ ..0x80 => return first as u32,
        first @ ..0xE0 => (first as u32 & 0x1F, at + 1),
        first @ ..0xF0 => (first as u32 & 0x0F, at + 1),
        first => (first as u32 & 0x07, at + 1),
    };
    while next < text.len() && !is_start(text[next]) {
        value = value << 6 | (text[next] as u32 & 0x3F);
        next += 1;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    static MIXED: WordList = WordList::new(&["가", "나다", "R&D", "‘", "다", "é", "🙂나"]);

    proptest! {
        #[test]
        fn answers_are_those_of_each_word(text in "[가나다라R&D‘é🙂 ]{0,8}") {
            let words = MIXED.words();
            prop_assert_eq!(MIXED.has(&text), words.contains(&text.as_str()));
            prop_assert_eq!(MIXED.is_in(&text), words.iter().any(|w| text.contains(w)));
            prop_assert!(MIXED.may_open(&text) || !MIXED.opens(&text));
            prop_assert_eq!(MIXED.opening(&text), words.iter().copied().find(|w| text.starts_with(w)));
            prop_assert_eq!(MIXED.closing(&text), words.iter().copied().find(|w| text.ends_with(w)));
            let ends = MIXED.found_in(&text).map(|(at, w)| at + w.len()).max();
            prop_assert_eq!(ends, words.iter().filter_map(|w| text.rfind(w).map(|at| at + w.len())).max());
        }
    }
}
