//! Numerals: digits with the myriad units 만 억 조 경, and numerals in Hangul (삼천억), exact.

use rust_decimal::Decimal;

/// A number read at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// Its exact value.
    pub value: Decimal,
    /// Bytes read.
    pub len: usize,
    /// Whether a unit (만, 억 …) was among them.
    pub scaled: bool,
}

fn small_unit(c: char) -> Option<u64> {
    match c {
        '십' => Some(10),
        '백' => Some(100),
        '천' => Some(1_000),
        _ => None,
    }
}

fn big_unit(c: char) -> Option<u64> {
    match c {
        '만' | '萬' | '万' => Some(10_000),
        '억' | '億' | '亿' => Some(100_000_000),
        '조' | '兆' => Some(1_000_000_000_000),
        '경' => Some(10_000_000_000_000_000),
        _ => None,
    }
}

fn digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => c.to_digit(10),
    }
}

/// Most digits of a number that is exact as a [`Decimal`].
const MOST_DIGITS: u32 = 28;

/// Reads digits with thousands commas and a decimal point.
fn digits(text: &str) -> Option<(Decimal, usize)> {
    text.chars().next().and_then(digit)?;
    let mut value = 0i128;
    let mut decimals: Option<u32> = None;
    let (mut count, mut len) = (0, 0);
    for (at, c) in text.char_indices() {
        let next_is_digit =
            |n: usize| text[at + c.len_utf8()..].chars().take(n).filter(|&d| digit(d).is_some()).count() == n;
        if let Some(d) = digit(c) {
            if count == MOST_DIGITS {
                return None;
            }
            value = value * 10 + i128::from(d);
            count += 1;
            decimals = decimals.map(|d| d + 1);
        } else if matches!(c, ',' | '，') && count > 0 && decimals.is_none() && next_is_digit(3) {
            // A thousands separator: exactly as many digits must follow.
        } else if c == '.' && count > 0 && decimals.is_none() && next_is_digit(1) {
            decimals = Some(0);
        } else {
            break;
        }
        len = at + c.len_utf8();
    }
    let value = Decimal::try_from_i128_with_scale(value, decimals.unwrap_or_default()).ok()?;
    (count > 0).then_some((value, len))
}

/// Reads what counts one myriad: digits, perhaps with 천, 백 and 십: `1,524`, `6천`, `2천500`, `3천2백`. Returns its value, the
/// bytes read and its last unit.
fn section(text: &str) -> Option<(Decimal, usize, Decimal)> {
    // "천500억": one thousand.
    let (mut part, mut len) = if opens_with_unit(text) { (Decimal::ONE, 0) } else { digits(text)? };
    let mut total = Decimal::ZERO;
    let mut unit = Decimal::ONE;
    while let Some((c, factor)) = text[len..].chars().next().and_then(|c| Some((c, Decimal::from(small_unit(c)?))))
        && (unit == Decimal::ONE || factor < unit)
    {
        total = total.checked_add(part.checked_mul(factor)?)?;
        len += c.len_utf8();
        unit = factor;
        part = Decimal::ZERO;
        // "6천 873억": the blank of print parts what one myriad unit counts.
        let blank = usize::from(text[len..].starts_with(' '));
        let counted = |n: usize| blank == 0 || text[len + blank + n..].starts_with(|c| big_unit(c).is_some());
        if let Some((rest, n)) = digits(&text[len + blank..]).filter(|&(rest, n)| rest < factor && counted(n)) {
            part = rest;
            len += blank + n;
        }
    }
    Some((total.checked_add(part)?, len, unit))
}

/// Whether a text opens with 천, 백 or 십 before digits, of which it stands for one: `천500억`.
#[must_use]
pub fn opens_with_unit(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().and_then(small_unit).is_some() && chars.next().and_then(digit).is_some()
}

/// Reads the number at the start of `text`: `1억 6천만`, `4조 1,524억`, `13.2조`, `0.9만억`, `1,702.8억`, `３조`.
///
/// Text that was converted from print often has a blank inside a number ("1 조 500 억"); it is read across. Groups
/// must fall in size, so that "3억 5억" is not one number. `None` if there is no digit, or the value does not fit.
///
/// ```
/// use policygraph_korean::number::read;
/// assert_eq!(read("4조 1,524억원").unwrap().value, 4_152_400_000_000_u64.into());
/// assert_eq!(read("6천 873억원").unwrap().value, 687_300_000_000_u64.into());
/// ```
#[must_use]
pub fn read(text: &str) -> Option<Number> {
    if !opens_with_unit(text) {
        text.chars().next().and_then(digit)?;
    }
    let mut total = Decimal::ZERO;
    let mut end = 0;
    let mut scaled = false;
    let mut limit: Option<Decimal> = None;
    loop {
        let rest = &text[end..];
        let gap = rest.len() - rest.trim_start_matches(' ').len();
        if gap > 1 || (gap == 1 && !scaled) {
            break;
        }
        let Some((mut value, mut len, mut unit)) = section(&rest[gap..]) else { break };
        let mut myriads = Decimal::ONE;
        loop {
            let after = &rest[gap + len..];
            let blank = usize::from(after.starts_with(' '));
            let Some((c, factor)) = after[blank..].chars().next().and_then(|c| Some((c, big_unit(c)?))) else { break };
            value = value.checked_mul(factor.into())?;
            myriads = myriads.checked_mul(factor.into())?;
            len += blank + c.len_utf8();
        }
        if myriads > Decimal::ONE {
            unit = myriads;
        }
        let too_large = unit == Decimal::ONE && value >= Decimal::from(10_000);
        if limit.is_some_and(|l| unit >= l || value >= l || too_large) {
            break;
        }
        total = total.checked_add(value)?;
        end += gap + len;
        if unit == Decimal::ONE {
            break;
        }
        scaled = true;
        limit = Some(unit);
    }
    (end > 0).then_some(Number { value: total, len: end, scaled })
}

/// The value of a digit in Hangul.
fn spelled_digit(c: char) -> Option<u64> {
    Some(match c {
        '일' => 1,
        '이' => 2,
        '삼' => 3,
        '사' => 4,
        '오' => 5,
        '육' => 6,
        '칠' => 7,
        '팔' => 8,
        '구' => 9,
        _ => return None,
    })
}

/// Whether a numeral in Hangul can start with a syllable.
#[inline]
#[must_use]
pub fn is_numeral(c: char) -> bool {
    spelled_digit(c).is_some() || small_unit(c).is_some()
}

/// Reads what counts one myriad in Hangul: `삼천`, `이천오백`, `십오`. Returns its value and the bytes read.
fn spelled_section(text: &str) -> Option<(u64, usize)> {
    let (mut total, mut len, mut limit) = (0, 0, u64::MAX);
    let mut ones: Option<u64> = None;
    for c in text.chars() {
        if let (Some(d), None) = (spelled_digit(c), ones) {
            ones = Some(d);
        } else if let Some(factor) = small_unit(c).filter(|f| *f < limit) {
            total += ones.take().unwrap_or(1) * factor;
            limit = factor;
        } else {
            break;
        }
        len += c.len_utf8();
    }
    (len > 0).then_some((total + ones.unwrap_or(0), len))
}

/// Reads the numeral in Hangul at the start of `text`: `삼천억`, `이천오백만`, `일조 이천억`, `천억`.
///
/// Each group ends in a myriad unit, and they fall in size; a unit alone (`억`, `만`) is no number, nor is a numeral without one,
/// since most short ones are also other words.
///
/// ```
/// use policygraph_korean::number::read_spelled;
/// assert_eq!(read_spelled("일조 이천억원").unwrap().value, 1_200_000_000_000_u64.into());
/// ```
#[must_use]
pub fn read_spelled(text: &str) -> Option<Number> {
    let (mut total, mut end) = (Decimal::ZERO, 0);
    let mut limit: Option<u64> = None;
    loop {
        let start = end + usize::from(end > 0 && text[end..].starts_with(' '));
        let Some((value, len)) = spelled_section(&text[start..]) else { break };
        let after = start + len;
        let blank = usize::from(text[after..].starts_with(' '));
        let Some((c, factor)) = text[after + blank..].chars().next().and_then(|c| Some((c, big_unit(c)?))) else {
            break;
        };
        if limit.is_some_and(|l| factor >= l) {
            break;
        }
        total = total.checked_add(Decimal::from(value).checked_mul(factor.into())?)?;
        end = after + blank + c.len_utf8();
        limit = Some(factor);
    }
    (end > 0).then_some(Number { value: total, len: end, scaled: true })
}

/// Which one in a row a name says that it is, with the rest of the name: the third plan, the fifth term.
///
/// ```
/// use policygraph_korean::number::edition;
/// assert_eq!(edition("제3차 기본계획"), Some((3, " 기본계획")));
/// assert_eq!(edition("제조업 2차 계획"), None);
/// ```
#[must_use]
pub fn edition(name: &str) -> Option<(i16, &str)> {
    let (number, rest) = name.strip_prefix('제')?.split_once(['차', '기'])?;
    Some((number.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_with_units() {
        for (text, value, read_text) in [
            ("1억 6천만 달러", "160000000", "1억 6천만"),
            ("13.2조 엔", "13200000000000", "13.2조"),
            ("4조 1,524억원", "4152400000000", "4조 1,524억"),
            ("1,702.8억 원", "170280000000", "1,702.8억"),
            ("3조 4천억원", "3400000000000", "3조 4천억"),
            ("0.9만억 위안", "900000000000", "0.9만억"),
            ("15,312억원", "1531200000000", "15,312억"),
            ("37만 1,306달러", "371306", "37만 1,306"),
            ("3억 2만3천명", "300023000", "3억 2만3천"),
            ("3억 15000", "300000000", "3억"),
            ("５조 ２천억", "5200000000000", "５조 ２천억"),
            ("12 억 엔", "1200000000", "12 억"),
            ("2019, 2020", "2019", "2019"),
            ("3억 5억", "300000000", "3억"),
            ("6억2천500만 달러", "625000000", "6억2천500만"),
            ("1억2천3백만 원", "123000000", "1억2천3백만"),
            ("3천500원", "3500", "3천500"),
            ("천500억 원", "150000000000", "천500억"),
            ("5천2020년", "5000", "5천"),
        ] {
            let n = read(text).unwrap();
            assert_eq!(n.value, value.parse().unwrap(), "{text}");
            assert_eq!(&text[..n.len], read_text);
        }
    }

    #[test]
    fn a_unit_alone_is_no_number() {
        assert_eq!(read("만원"), None);
        assert_eq!(read(""), None);
    }

    #[test]
    fn numerals_in_hangul() {
        for (text, value, read_text) in [
            ("삼천억원", "300000000000", "삼천억"),
            ("이천오백만 달러", "25000000", "이천오백만"),
            ("일조 이천억 원", "1200000000000", "일조 이천억"),
            ("천억 원", "100000000000", "천억"),
            ("칠백 억 원", "70000000000", "칠백 억"),
            ("십오억 사천만 엔", "1540000000", "십오억 사천만"),
            ("백이십억 유로", "12000000000", "백이십억"),
            ("오억 육조", "500000000", "오억"),
        ] {
            let n = read_spelled(text).unwrap();
            assert_eq!(n.value, value.parse().unwrap(), "{text}");
            assert_eq!(&text[..n.len], read_text);
        }
        for text in ["억 원", "만 원", "이천 명", "일이억", "3억", ""] {
            assert_eq!(read_spelled(text), None, "{text}");
        }
    }

    /// A number below ten thousand in Hangul.
    fn spell(number: u64) -> String {
        let mut out = String::new();
        for (unit, name) in [(1_000, "천"), (100, "백"), (10, "십"), (1, "")] {
            match number / unit % 10 {
                0 => {}
                1 if unit > 1 => out.push_str(name),
                d => out.extend(
                    "일이삼사오육칠팔구".chars().nth(usize::try_from(d - 1).unwrap()).into_iter().chain(name.chars()),
                ),
            }
        }
        out
    }

    proptest! {
        #[test]
        fn never_panics_and_stays_inside(text in "\\PC{0,40}") {
            for n in [read(&text), read_spelled(&text)].into_iter().flatten() {
                prop_assert!(text.is_char_boundary(n.len) && n.len <= text.len());
            }
        }

        #[test]
        fn numerals_in_hangul_are_those_in_digits(eok in 1u64..9999, man in 1u64..9999) {
            let spelled = read_spelled(&format!("{}억 {}만 원", spell(eok), spell(man))).unwrap();
            prop_assert_eq!(spelled.value, read(&format!("{eok}억 {man}만 원")).unwrap().value);
        }

        #[test]
        fn spelled_numerals_never_panic(text in "[일이삼구십백천만억조 원0-9]{0,20}") {
            if let Some(n) = read_spelled(&text) {
                prop_assert!(text.is_char_boundary(n.len) && n.scaled && n.value > Decimal::ZERO);
            }
        }

        #[test]
        fn myriads_add_up(eok in 1u64..9999, man in 1u64..9999) {
            let n = read(&format!("{eok}억 {man}만 원")).unwrap();
            prop_assert_eq!(n.value, (eok * 100_000_000 + man * 10_000).into());
        }
    }
}
