//! Where a part of a text stands in it.

use std::ops::Range;

/// The bytes of `text` that `part` is, which was cut from it (by `split`, `trim`, `strip_prefix` and the like).
///
/// # Panics
/// Where `part` is no part of `text`.
pub fn range_in(text: &str, part: &str) -> Range<usize> {
    let start = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize);
    let start = start.filter(|s| s + part.len() <= text.len()).expect("the part is cut from the text");
    start..start + part.len()
}

#[cfg(test)]
mod tests {
    use super::range_in;

    #[test]
    fn a_part_is_found_where_it_was_cut() {
        let text = "가온, 가온 ";
        let last = text.rsplit(',').next().expect("a member").trim();
        assert_eq!(range_in(text, last), 8..14);
        assert_eq!(range_in(text, &text[text.len()..]), text.len()..text.len());
    }

    #[test]
    #[should_panic(expected = "cut from the text")]
    fn another_text_is_no_part() {
        range_in("가온"[..3].trim(), "다른 글");
    }
}
