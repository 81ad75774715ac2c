//! Names as keys: what makes two spellings the same.

use crate::hangul::{MIDDLE_DOTS, is_syllable};
use unicode_normalization::UnicodeNormalization;

/// Quotation marks that do not tell names apart.
const QUOTES: &str = "'\"‘’“”′`´「」『』｢｣<>《》〈〉";

/// The key of a name: NFKC, case folded, without white space, quotation marks and middle dots.
///
/// ```
/// use policygraph_korean::name::key;
/// assert_eq!(key("과학기술･ICT"), key("과학기술 ICT"));
/// assert_eq!(key("ＥＴＲＩ"), key("etri"));
/// ```
#[must_use]
pub fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for c in name.chars() {
        // Composed Hangul and ASCII are their own normal form.
        if is_syllable(c) {
            key.push(c);
        } else if !c.is_ascii() {
            let composed = name.nfkc().filter(|c| !c.is_whitespace() && !QUOTES.contains(*c));
            return composed.filter(|c| !MIDDLE_DOTS.contains(c)).flat_map(char::to_lowercase).collect();
        } else if !c.is_ascii_whitespace() && !matches!(c, '\'' | '"' | '`' | '<' | '>') {
            key.push(c.to_ascii_lowercase());
        }
    }
    key
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

    #[test]
    fn abbreviations() {
        assert!(abbreviates("과기정통부", "과학기술정보통신부"));
        assert!(abbreviates("NSF", "National Science Foundation"));
        assert!(!abbreviates("국토부", "과학기술정보통신부"));
        assert!(!abbreviates("NSF", "National Institutes of Health"));
    }
}
