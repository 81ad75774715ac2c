//! A number that a line end cuts in two: "3,4⏎50억" is 3,450억, "1.⏎5조" is 1.5조, "1조 2,⏎000억" is 1조 2,000억.
//!
//! The rest alone would be a number of its own, and a wrong one, so what is clearly one number is joined whatever else
//! the second line looks like.

/// Words that scale a number or say what it counts: after a decimal fraction, not after the number of a list.
const UNITS: &[&str] = &["조", "억", "만", "천", "백만", "십억", "배", "%", "퍼센트", "km", "GW", "MW", "TB", "GHz"];

/// Whether a number at the end of `left` goes on at the start of `right`.
pub(crate) fn goes_on(left: &str, right: &str) -> bool {
    let (left, right) = (left.trim_end(), right.trim_start());
    let part = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    let start = left.len() - left.chars().rev().take_while(|&c| part(c)).count();
    let number = &left[start..];
    // A year with its mark is none, nor what stands alone: the number of a list, a cell.
    if number.is_empty() || start == 0 || left[..start].ends_with(['’', '‘', '\'', '-', '~', '/']) {
        return false;
    }
    let digits = right.bytes().take_while(u8::is_ascii_digit).count();
    let after = &right[digits..];
    let unit = UNITS.iter().any(|u| after.trim_start_matches(',').starts_with(u));
    if let Some(whole) = number.strip_suffix(',') {
        // A group of thousands: three digits, and no fourth.
        return is_grouped(whole) && digits == 3;
    }
    if let Some(whole) = number.strip_suffix('.') {
        return is_grouped(whole) && digits > 0 && unit;
    }
    if digits == 0 {
        let group = |mark: char, least: usize| {
            after.strip_prefix(mark).is_some_and(|r| r.bytes().take_while(u8::is_ascii_digit).count() >= least)
        };
        return is_grouped(number) && (group(',', 3) || (group('.', 1) && number.len() < 4));
    }
    match number.rsplit_once([',', '.']) {
        // A group of thousands that is not full yet.
        Some((whole, group)) if number[whole.len()..].starts_with(',') => {
            is_grouped(whole) && (1..3).contains(&group.len()) && group.len() + digits == 3
        }
        Some((whole, _)) => is_grouped(whole) && unit,
        None => number.len() + digits <= 4 && number.len() < 4 && unit && left[..start].ends_with([' ', '(']),
    }
}

/// Digits in groups of three, or without groups.
fn is_grouped(number: &str) -> bool {
    let mut groups = number.split(',');
    let digits = |g: &str, least: usize| g.len() >= least && g.bytes().all(|b| b.is_ascii_digit());
    let first = groups.next().unwrap_or_default();
    digits(first, 1) && (!number.contains(',') || first.len() <= 3) && groups.all(|g| g.len() == 3 && digits(g, 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_on() {
        for (left, right) in [
            ("사업에 2,7", "50억 원"),
            ("총 3조 4,", "500억 원"),
            ("총 2.", "4조 원"),
            ("총 2", ".4조 원"),
            ("총 12", ",500명"),
            ("총 1,234,5", "00원"),
            ("총 3.1", "5억 달러"),
            ("총 2", "5억 달러"),
        ] {
            assert!(goes_on(left, right), "{left}⏎{right}");
        }
    }

    #[test]
    fn other_numbers_stand_apart() {
        for (left, right) in [
            ("1.", "5조 원"),
            ("2026.", "4. 8."),
            ("2026", "5조 원"),
            ("해솔, 미르 등 3,", "4곳"),
            ("1조", "2,000억 원"),
            ("제2", "차 계획"),
            ("’26.", "5억 원"),
        ] {
            assert!(!goes_on(left, right), "{left}⏎{right}");
        }
    }
}
