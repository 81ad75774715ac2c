//! Names as keys: what makes two spellings the same.

use crate::hangul::{is_middle_dot, is_syllable};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// The key of a name: NFKC, case folded, without white space, quotation marks and middle dots. A name that is its own key is returned as
/// it is.
///
/// ```
/// use policygraph_korean::name::key;
/// assert_eq!(key("과학기술･ICT"), key("과학기술 ICT"));
/// assert_eq!(key("ＥＴＲＩ"), key("etri"));
/// ```
#[must_use]
pub fn key(name: &str) -> Cow<'_, str> {
    let is_own = |c: char| is_syllable(c) || c.is_ascii() && !c.is_ascii_uppercase() && !is_left_out(c);
    let Some(at) = name.find(|c| !is_own(c)) else { return Cow::Borrowed(name) };
    if name.is_ascii() || name[at..].chars().all(is_normal) {
        // What is left out parts the name: most of it is copied in runs.
        let mut key = String::with_capacity(name.len());
        name.split(is_left_out).for_each(|part| key.push_str(part));
        key.make_ascii_lowercase();
        return Cow::Owned(key);
    }
    Cow::Owned(name.nfkc().filter(|&c| !is_left_out(c)).flat_map(char::to_lowercase).collect())
}

/// The first characters of the key of a name, without a look at the rest of the name where that can be.
///
/// ```
/// use policygraph_korean::name::key_start;
/// assert_eq!(key_start::<3>("A 은행").collect::<String>(), "a은행");
/// ```
#[inline]
pub fn key_start<const N: usize>(name: &str) -> impl Iterator<Item = char> {
    let mut start = ['\0'; N];
    let mut length = 0;
    for c in name.chars() {
        // It may be joined with the character before it.
        if !is_normal(c) {
            length = start.iter_mut().zip(key(name).chars()).map(|(place, c)| *place = c).count();
            break;
        }
        if length == N {
            break;
        }
        if !is_left_out(c) {
            start[length] = c.to_ascii_lowercase();
            length += 1;
        }
    }
    (0..length).map(move |place| start[place])
}

/// Whether a character is surely its own normal form (NFC and NFKC), beside others that are: composed Hangul, ASCII, ideographs, the
/// usual marks around and between names.
#[must_use]
#[inline]
pub fn is_normal(c: char) -> bool {
    is_syllable(c)
        || c.is_ascii()
        || matches!(c, '\u{4E00}'..='\u{9FFF}')
        || matches!(c, '·' | '‘' | '’' | '“' | '”' | '「' | '」' | '『' | '』' | '《' | '》' | '〈' | '〉')
}

/// Whether a character does not tell names apart: white space, quotation marks, middle dots.
#[inline]
fn is_left_out(c: char) -> bool {
    match c {
        _ if is_syllable(c) => false,
        '\'' | '"' | '`' | '<' | '>' | ' ' | '\t'..='\r' => true,
        _ if c.is_ascii() => false,
        '‘' | '’' | '“' | '”' | '′' | '´' | '「' | '」' | '『' | '』' | '｢' | '｣' | '《' | '》' | '〈' | '〉' => {
            true
        }
        _ => c.is_whitespace() || is_middle_dot(c),
    }
}

/// Whether `short` abbreviates `full`: its characters stand in `full` in order, the first at the start.
///
/// Both are Hangul (과기부 for 과학기술부) or `short` is Latin capitals and `full` words with these initials
/// (NSF for National Science Foundation).
#[must_use]
pub fn abbreviates(short: &str, full: &str) -> bool {
    if full.is_ascii() {
        let initials: String =
            full.split([' ', '-', '/']).filter_map(|w| w.chars().next().filter(|c| c.is_uppercase())).collect();
        return short.chars().count() >= 2 && initials.eq_ignore_ascii_case(short);
    }
    let (short, full) = (key(short), key(full));
    let mut rest = full.chars();
    short.chars().count() >= 2
        && short.chars().count() < full.chars().count()
        && short.chars().next() == full.chars().next()
        && short.chars().all(|c| rest.by_ref().any(|f| f == c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn abbreviations() {
        assert!(abbreviates("과기정통부", "과학기술정보통신부"));
        assert!(abbreviates("NSF", "National Science Foundation"));
        assert!(!abbreviates("국토부", "과학기술정보통신부"));
        assert!(!abbreviates("NSF", "National Institutes of Health"));
    }

    proptest! {
        #[test]
        fn keys_are_normal_forms_without_marks(name in "[가나a B·‘’「㈜é́Ａ′´ㆍ･<家家ᄀ\u{1161}\u{11a8}\u{b}]{0,8}") {
            let normal = name.nfkc().filter(|&c| !is_left_out(c)).flat_map(char::to_lowercase);
            let normal: String = normal.collect();
            prop_assert_eq!(key_start::<3>(&name).collect::<String>(), normal.chars().take(3).collect::<String>());
            prop_assert_eq!(key(&name), normal);
        }
    }
}
