//! Hangul syllables and the characters around them.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Whether `c` is a composed Hangul syllable (U+AC00 to U+D7A3).
#[must_use]
#[inline]
pub fn is_syllable(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

/// The length in bytes of the syllables that a text starts with. Most of a text are syllables: they are passed over without being put
/// together from their bytes.
///
/// ```
/// use policygraph_korean::hangul::syllables_len;
/// assert_eq!(syllables_len("환경부 X"), "환경부".len());
/// assert_eq!(syllables_len("X"), 0);
/// ```
#[must_use]
#[inline]
pub fn syllables_len(text: &str) -> usize {
    let (whole, _) = text.as_bytes().as_chunks();
    let other = whole.iter().position(|bytes| !is_syllable_encoded(*bytes));
    other.unwrap_or(whole.len()) * SYLLABLE
}

/// Whether a text has nothing but syllables.
#[must_use]
#[inline]
pub fn is_all_syllables(text: &str) -> bool {
    syllables_len(text) == text.len()
}

/// How many bytes a syllable has.
const SYLLABLE: usize = '가'.len_utf8();

/// Whether three bytes of a text are a composed syllable, from `EA B0 80` to `ED 9E A3`.
#[inline]
fn is_syllable_encoded([first, second, third]: [u8; SYLLABLE]) -> bool {
    match first {
        0xEB | 0xEC => true,
        0xEA => second >= 0xB0,
        0xED => second < 0x9E || second == 0x9E && third <= 0xA3,
        _ => false,
    }
}

/// The characters of a text that are no syllables, each with the byte at which it stands.
#[inline]
pub fn other_characters(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut next = 0;
    std::iter::from_fn(move || {
        let at = next + syllables_len(&text[next..]);
        let c = text[at..].chars().next()?;
        next = at + c.len_utf8();
        Some((at, c))
    })
}

/// The initial consonants (초성) in the order of the Unicode block, each of which has 588 syllables.
const INITIALS: [char; 19] =
    ['ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ'];

/// Whether `c` is a consonant that stands for all syllables that start with it, as people type who search.
#[must_use]
pub fn is_initial(c: char) -> bool {
    INITIALS.contains(&c)
}

/// The initial consonant of a syllable; other characters stay.
///
/// ```
/// use policygraph_korean::hangul::initial_of;
/// assert_eq!("총무성 5G".chars().map(initial_of).collect::<String>(), "ㅊㅁㅅ 5G");
/// ```
#[must_use]
pub fn initial_of(c: char) -> char {
    let place = u32::from(c).wrapping_sub(0xAC00) / 588;
    if is_syllable(c) { INITIALS.get(place as usize).copied().unwrap_or(c) } else { c }
}

/// Whether `c` is a Chinese character (CJK unified or compatibility ideograph).
#[must_use]
#[inline]
pub fn is_hanja(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

/// The final consonant (받침) of a syllable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Final {
    /// The syllable ends in its vowel.
    None,
    /// It ends in ㄹ, after which 로 stands instead of 으로.
    Rieul,
    /// It ends in another consonant.
    Other,
    /// Not a Hangul syllable: how it is read is not known.
    Unknown,
}

/// The final consonant of `c`, by its position in the Unicode block (28 finals a vowel).
#[must_use]
#[inline]
pub fn final_of(c: char) -> Final {
    if !is_syllable(c) {
        return Final::Unknown;
    }
    match (u32::from(c) - u32::from('가')) % 28 {
        0 => Final::None,
        8 => Final::Rieul,
        _ => Final::Other,
    }
}

/// The syllable with the final consonant ㄹ, for one that ends in its vowel: verbs drop it before some endings (튼 of 틀다).
///
/// ```
/// use policygraph_korean::hangul::with_rieul;
/// assert_eq!((with_rieul('트'), with_rieul('잡')), (Some('틀'), None));
/// ```
#[must_use]
pub fn with_rieul(c: char) -> Option<char> {
    (final_of(c) == Final::None).then(|| char::from_u32(u32::from(c) + 8)).flatten()
}

/// Whether `c` can stand inside a word: a letter, digit, syllable or ideograph, or a unit of measure written as one character (㎡).
#[must_use]
#[inline]
pub fn is_word(c: char) -> bool {
    // Most characters are one of these; the table of all alphabets is slow.
    match c {
        _ if is_syllable(c) => true,
        _ if c.is_ascii() => c.is_ascii_alphanumeric(),
        // Punctuation, arrows and mathematical signs, geometric shapes, brackets of East Asia.
        '·' | '\u{2000}'..='\u{206F}' | '\u{2190}'..='\u{23FF}' | '\u{2500}'..='\u{25FF}' | '\u{3008}'..='\u{3011}' => {
            false
        }
        '\u{3371}'..='\u{33DF}' => true,
        _ => c.is_alphanumeric(),
    }
}

/// The word that a text starts with, which is empty where it starts with a sign.
///
/// ```
/// use policygraph_korean::hangul::first_word;
/// assert_eq!((first_word("5G망, 전국"), first_word(", 전국")), ("5G망", ""));
/// ```
#[must_use]
#[inline]
pub fn first_word(text: &str) -> &str {
    let mut end = syllables_len(text);
    while let Some(c) = text[end..].chars().next().filter(|c| is_word(*c)) {
        end += c.len_utf8();
        end += syllables_len(&text[end..]);
    }
    &text[..end]
}

/// The words of a text, in bytes.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut next = 0;
    std::iter::from_fn(move || {
        let start = loop {
            let c = text[next..].chars().next()?;
            if is_word(c) {
                break next;
            }
            next += c.len_utf8();
        };
        next = start + first_word(&text[start..]).len();
        Some(start..next)
    })
}

/// Whether `c` is a letter, syllable or ideograph.
#[must_use]
#[inline]
pub fn is_letter(c: char) -> bool {
    is_syllable(c) || if c.is_ascii() { c.is_ascii_alphabetic() } else { c.is_alphabetic() }
}

/// The dots that coordinate words: middle dots of all code points met in practice.
pub const MIDDLE_DOTS: [char; 8] = ['·', '・', 'ㆍ', '‧', '･', '∙', '․', '•'];

/// Whether `c` is one of the [`MIDDLE_DOTS`].
#[must_use]
#[inline]
pub fn is_middle_dot(c: char) -> bool {
    // Most characters are told by their range.
    !c.is_ascii() && !is_syllable(c) && MIDDLE_DOTS.contains(&c)
}

/// A set of Hangul syllables, which takes one look to ask.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SyllableSet(#[serde(with = "crate::bits")] [u64; SyllableSet::WORDS]);

impl Default for SyllableSet {
    /// The set of no syllables.
    fn default() -> Self {
        Self([0; Self::WORDS])
    }
}

impl SyllableSet {
    const FIRST: u32 = 0xAC00;
    const COUNT: u32 = 11_172;
    const WORDS: usize = 175;

    /// The syllables among the characters of a text.
    ///
    /// ```
    /// use policygraph_korean::hangul::SyllableSet;
    /// let set = SyllableSet::of("가나");
    /// assert!(set.contains('가') && !set.contains('다') && !set.contains('a'));
    /// ```
    #[must_use]
    pub fn of(text: &str) -> Self {
        text.chars().collect()
    }

    /// Whether a character is one of them.
    #[must_use]
    #[inline]
    pub fn contains(&self, c: char) -> bool {
        Self::index(c).is_some_and(|at| self.has(at))
    }

    #[inline]
    fn has(&self, at: usize) -> bool {
        self.0[at / 64] >> (at % 64) & 1 == 1
    }

    /// Whether a word ends in one of them.
    #[must_use]
    #[inline]
    pub fn closes(&self, word: &str) -> bool {
        Self::last(word).is_some_and(|at| self.has(at))
    }

    /// Whether a word ends in one of them or in no syllable at all.
    #[must_use]
    #[inline]
    pub fn may_close(&self, word: &str) -> bool {
        Self::last(word).is_none_or(|at| self.has(at))
    }

    /// The place of the syllable that a word ends in.
    #[inline]
    fn last(word: &str) -> Option<usize> {
        let &[first, second, third] = word.as_bytes().last_chunk().filter(|bytes| is_syllable_encoded(**bytes))?;
        let code_point = u32::from(first & 0x0F) << 12 | u32::from(second & 0x3F) << 6 | u32::from(third & 0x3F);
        Some((code_point - Self::FIRST) as usize)
    }

    #[inline]
    fn index(c: char) -> Option<usize> {
        u32::from(c).checked_sub(Self::FIRST).filter(|at| *at < Self::COUNT).map(|at| at as usize)
    }
}

impl FromIterator<char> for SyllableSet {
    fn from_iter<T: IntoIterator<Item = char>>(characters: T) -> Self {
        let mut set = Self::default();
        set.extend(characters);
        set
    }
}

impl Extend<char> for SyllableSet {
    /// Adds the syllables among some characters.
    fn extend<T: IntoIterator<Item = char>>(&mut self, characters: T) {
        for at in characters.into_iter().filter_map(Self::index) {
            self.0[at / 64] |= 1 << (at % 64);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_and_digits_are_of_words() {
        for c in '\0'..=char::MAX {
            let unit = ('\u{3371}'..='\u{33DF}').contains(&c);
            assert_eq!(is_word(c), c.is_alphanumeric() || unit, "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn syllables_are_told_by_their_bytes(text in "[가각힣\u{D7A4}\u{ABFF}Aé🙂ㄱ· ]{0,8}") {
            let other: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !is_syllable(*c)).collect();
            prop_assert_eq!(other_characters(&text).collect::<Vec<_>>(), other);
            prop_assert_eq!(is_all_syllables(&text), text.chars().all(is_syllable));
            let set = SyllableSet::of("가힣");
            let last = text.chars().next_back();
            prop_assert_eq!(set.closes(&text), last.is_some_and(|c| set.contains(c)));
            prop_assert_eq!(set.may_close(&text), last.is_none_or(|c| set.contains(c) || !is_syllable(c)));
            let by_character = text.split(|c| !is_word(c)).filter(|word| !word.is_empty());
            prop_assert!(words(&text).map(|word| &text[word]).eq(by_character));
        }
    }

    #[test]
    fn finals() {
        assert_eq!(final_of('부'), Final::None);
        assert_eq!(final_of('일'), Final::Rieul);
        assert_eq!(final_of('국'), Final::Other);
        assert_eq!(final_of('T'), Final::Unknown);
    }
}
