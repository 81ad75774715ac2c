//! What is said near an amount: the characters right before a place of a text, and right behind it.

/// The last characters of what stands before a place, at most this many.
pub(super) fn before(lead: &str, most: usize) -> &str {
    let start = lead.char_indices().rev().take(most).last().map_or(lead.len(), |(at, _)| at);
    &lead[start..]
}

/// The first characters of what stands behind a place, at most this many.
pub(super) fn behind(rest: &str, most: usize) -> &str {
    rest.char_indices().nth(most).map_or(rest, |(end, _)| &rest[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted() {
        assert_eq!((before("예산 3억", 2), before("예산", 5), before("", 1)), ("3억", "예산", ""));
        assert_eq!((behind("원을 투입", 2), behind("원", 5), behind("", 1)), ("원을", "원", ""));
    }
}
