//! Labelled fields of a form: "주관: ○○부", "(사업비) 3억 원".

use crate::hangul::other_characters;

/// The label and the value of a field, with the label before a colon or in a bracket; none where a text is no field.
#[must_use]
pub fn split(text: &str) -> Option<(&str, &str)> {
    let bracket = text.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let colon = || other_characters(text).find(|(_, c)| matches!(c, ':' | '：'));
    let (label, value) = bracket.or_else(|| colon().map(|(at, c)| (&text[..at], &text[at + c.len_utf8()..])))?;
    Some((label.trim(), value.trim()))
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn fields() {
        assert_eq!(split("주관 : ○○부"), Some(("주관", "○○부")));
        assert_eq!(split("(사업비) 3억 원"), Some(("사업비", "3억 원")));
        assert_eq!(split("참여：A, B"), Some(("참여", "A, B")));
        assert_eq!(split("○○부가 추진한다"), None);
    }
}
