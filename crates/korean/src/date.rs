//! Dates, years and periods in the forms of Korean official writing.

use crate::hangul::is_word;
use jiff::civil::Date;
use std::fmt;
use std::ops::Range;

/// A date of which the day, or day and month, may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartialDate {
    /// Year of the common era.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: Option<i8>,
    /// Day of the month.
    pub day: Option<i8>,
}

impl fmt::Display for PartialDate {
    /// ISO 8601: `2019`, `2019-12` or `2019-12-13`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

/// The marks written before a year of two digits.
pub(crate) const APOSTROPHES: [char; 7] = ['\'', '’', '‘', '`', '′', '´', '‛'];

/// Whether a single quotation mark before `behind` is the apostrophe of a year: two digits that no other word goes on with, as in ’24년, ’19.12.
#[must_use]
pub fn is_apostrophe(behind: impl IntoIterator<Item = char>) -> bool {
    let mut behind = behind.into_iter().peekable();
    let digits = std::iter::from_fn(|| behind.next_if(char::is_ascii_digit)).count();
    digits == 2 && behind.peek().is_none_or(|&c| !is_word(c) || c == '년')
}

/// The value of a digit, also of full width.
fn digit(c: char) -> Option<i16> {
    let full = ('０'..='９').contains(&c).then(|| u32::from(c) - u32::from('０'));
    full.or_else(|| c.to_digit(10)).and_then(|d| i16::try_from(d).ok())
}

/// Reads one to `most` digits at the start: their value and the bytes read.
fn digits(text: &str, most: usize) -> Option<(i16, usize)> {
    counted(text, most).map(|(value, len, _)| (value, len))
}

/// Reads one to `most` digits at the start: their value, the bytes read and how many they are.
fn counted(text: &str, most: usize) -> Option<(i16, usize, usize)> {
    let (mut value, mut len, mut count) = (0i16, 0, 0);
    for c in text.chars() {
        let Some(d) = digit(c) else { break };
        value = value.checked_mul(10)?.checked_add(d)?;
        len += c.len_utf8();
        count += 1;
    }
    (1..=most).contains(&count).then_some((value, len, count))
}

/// A year at the start of `text`: `2019`, `’19`, each with or without 년. Returns the year and the bytes read.
///
/// Years of two digits count as 19xx from 70 on, as 20xx below.
#[must_use]
pub fn read_year(text: &str) -> Option<(i16, usize)> {
    let marked = text.chars().next().filter(|c| APOSTROPHES.contains(c)).map_or(0, char::len_utf8);
    let (value, len, count) = counted(&text[marked..], 4)?;
    let year = match (marked > 0, count) {
        (true, 2) if value >= 70 => 1900 + value,
        (true, 2) => 2000 + value,
        (false, 4) if (1900..2100).contains(&value) => value,
        _ => return None,
    };
    Some((year, marked + len))
}

/// A date at the start of `text`: `2019.12.18.`, `’19.12.`, `2019년 12월 3일`, `2019. 12. 3`, `2019-12-03`, `2019년`.
/// Returns the date and the bytes read.
#[must_use]
pub fn read(text: &str) -> Option<(PartialDate, usize)> {
    let (year, mut end) = read_year(text)?;
    let mut date = PartialDate { year, month: None, day: None };
    let separator = |s: &str, korean: &str| -> Option<usize> {
        let blank = s.len() - s.trim_start_matches(' ').len();
        let s = &s[blank..];
        let mark = if s.starts_with(korean) {
            korean.len()
        } else if s.starts_with(['.', '-', '/']) {
            1
        } else {
            return None;
        };
        let after = s[mark..].len() - s[mark..].trim_start_matches(' ').len();
        (blank <= 1 && after <= 1).then_some(blank + mark + after)
    };
    let year_mark = text[end..].starts_with('년').then_some('년'.len_utf8());
    if let Some(gap) = separator(&text[end..], "년")
        && let Some((month, len)) = digits(&text[end + gap..], 2)
        && (1..=12).contains(&month)
        && (text[end + gap + len..].starts_with(['.', '-', '/', '월', ')', ' ', '~', ','])
            || end + gap + len == text.len())
        && (!text[end..].starts_with('년') || text[end + gap + len..].starts_with('월'))
    {
        date.month = i8::try_from(month).ok();
        end += gap + len;
        if let Some(gap) = separator(&text[end..], "월")
            && let Some((day, len)) = digits(&text[end + gap..], 2)
            && Date::new(year, date.month?, i8::try_from(day).ok()?).is_ok()
        {
            date.day = i8::try_from(day).ok();
            end += gap + len;
            end += if text[end..].starts_with('일') { '일'.len_utf8() } else { 0 };
        } else if text[end..].starts_with('월') {
            end += '월'.len_utf8();
        }
        end += usize::from(text[end..].starts_with('.'));
        return Some((date, end));
    }
    if let Some(mark) = year_mark {
        return Some((date, end + mark));
    }
    if text[end..].starts_with('.') {
        end += 1;
    }
    Some((date, end))
}

/// A year or a range of years found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearSpan {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// First year.
    pub from: i16,
    /// Last year; the same as the first for a single year.
    pub to: i16,
}

/// All years and ranges of years: `’20년`, `2020회계연도`, `(’17~’20)`, `’20.~’26.`, `2020~24년`, `2016-2018`, `2021년부터 2025년까지`.
#[must_use]
pub fn years(text: &str) -> Vec<YearSpan> {
    let mut found: Vec<YearSpan> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if digit(c).is_none() && !APOSTROPHES.contains(&c) {
            at += c.len_utf8();
            continue;
        }
        let previous = text[..at].chars().next_back();
        let free = previous
            .is_none_or(|p| !p.is_ascii_alphanumeric() && digit(p).is_none() && p != '.' && p != ',' && p != '$');
        let Some((from, len)) = (if free { read_year(&text[at..]) } else { None }) else {
            at += c.len_utf8();
            continue;
        };
        let start = at;
        at += len;
        let marked = APOSTROPHES.contains(&c);
        let after = &text[at..];
        let rest = after.strip_prefix(['년', '.']).unwrap_or(after);
        let rest = rest.trim_start_matches(' ');
        let mut to = from;
        let mut certain = marked || after.starts_with(['년', '.']) || after.trim_start().starts_with("회계연도");
        let until = rest.strip_prefix(['~', '∼', '～', '〜', '-', '–']).or_else(|| rest.strip_prefix("부터"));
        if let Some(tail) = until {
            let tail = tail.trim_start_matches(' ');
            // "’20~24", "2020~24년": a month of two digits would have no 년 behind it.
            let short = counted(tail, 2).filter(|&(_, l, n)| n == 2 && (marked || tail[l..].starts_with('년')));
            let century = from - from % 100;
            if let Some((last, len)) = read_year(tail).or(short.map(|(v, l, _)| (century + v, l)))
                && last >= from
                && last - from < 100
            {
                to = last;
                at = text.len() - tail.len() + len;
                certain = true;
            }
        }
        if text[at..].starts_with('년') {
            at += '년'.len_utf8();
        }
        if certain {
            found.push(YearSpan { range: start..at, from, to });
        }
    }
    found
}

/// Words for a year by its distance from that of the text.
const RELATIVE: [(&str, i16); 9] = [
    ("올해", 0),
    ("금년", 0),
    ("올 한 해", 0),
    ("내년", 1),
    ("차년도", 1),
    ("내후년", 2),
    ("지난해", -1),
    ("작년", -1),
    ("재작년", -2),
];

/// Years told by their distance from `year`: `올해`, `내년도`, `지난해`.
#[must_use]
pub fn relative_years(text: &str, year: i16) -> Vec<YearSpan> {
    let mut found: Vec<YearSpan> = Vec::new();
    for (word, distance) in RELATIVE {
        for (at, _) in text.match_indices(word) {
            // 재작년 is no 작년.
            let free = text[..at].chars().next_back().is_none_or(|c| !crate::hangul::is_word(c));
            let told = year.saturating_add(distance);
            if free {
                found.push(YearSpan { range: at..at + word.len(), from: told, to: told });
            }
        }
    }
    found.sort_by_key(|y| y.range.start);
    found
}

/// A duration in years: `10년간`, `향후 5년 동안`. Returns the bytes of the text and the number of years.
#[must_use]
pub fn duration(text: &str) -> Option<(Range<usize>, i16)> {
    text.match_indices('년').find_map(|(at, mark)| {
        let before = text[..at].trim_end_matches(' ');
        let digits = before.len() - before.trim_end_matches(|c: char| digit(c).is_some()).len();
        let (value, _) = self::digits(&before[before.len() - digits..], 2).filter(|(v, _)| (1..100).contains(v))?;
        let free = !before[..before.len() - digits].ends_with(|c: char| APOSTROPHES.contains(&c) || c == '.');
        let tail = text[at + mark.len()..].trim_start_matches(' ');
        (free && (tail.starts_with('간') || tail.starts_with("동안")))
            .then(|| (before.len() - digits..at + mark.len(), value))
    })
}

/// The date of what a text tells, if it gives one day: in brackets ("발표(’19.12.6.)", "(12.6.)") or as a day of the month
/// ("12.6일", "12월 6일").
///
/// A day without a year is the last one not after `reference`, an ISO 8601 date such as that of the publication; without
/// a reference it has none. `None` too where the text gives several days.
///
/// ```
/// use policygraph_korean::date::event;
/// assert_eq!(event("계획을 발표(12.6.)", Some("2019-12-18")).unwrap().to_string(), "2019-12-06");
/// assert_eq!(event("12월 30일에 발표", Some("2020-01-05")).unwrap().to_string(), "2019-12-30");
/// ```
#[must_use]
pub fn event(text: &str, reference: Option<&str>) -> Option<PartialDate> {
    let mut found: Vec<PartialDate> = Vec::new();
    for (at, c) in text.char_indices() {
        let before = text[..at].chars().next_back();
        let free = before.is_none_or(|b| !b.is_ascii_digit() && !matches!(b, '.' | ',' | '~' | '∼' | '-'));
        if !free || !(c.is_ascii_digit() || APOSTROPHES.contains(&c)) {
            continue;
        }
        let bracketed = before == Some('(');
        let full =
            read(&text[at..]).filter(|(d, len)| d.day.is_some() && (bracketed || text[..at + len].ends_with('일')));
        let date = full.map(|(d, _)| d).or_else(|| day_of_year(&text[at..], bracketed, reference?));
        if let Some(date) = date.filter(|d| !found.contains(d)) {
            found.push(date);
        }
    }
    (found.len() == 1).then(|| found[0])
}

/// A day without its year at the start of `text`: `12.6일`, `12월 6일`, in a bracket also `12.6.)`.
fn day_of_year(text: &str, bracketed: bool, reference: &str) -> Option<PartialDate> {
    let (month, len) = digits(text, 2)?;
    let after = &text[len..];
    let rest = after.strip_prefix("월").map(|r| r.trim_start_matches(' ')).or_else(|| after.strip_prefix('.'))?;
    let (day, len) = digits(rest, 2)?;
    let rest = &rest[len..];
    let closed = bracketed && rest.trim_start_matches('.').starts_with(')');
    if !(rest.starts_with('일') || closed) {
        return None;
    }
    let (publication, _) = read(reference)?;
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    let later = (Some(month), Some(day)) > (publication.month, publication.day);
    let year = publication.year - i16::from(later);
    Date::new(year, month, day).ok()?;
    Some(PartialDate { year, month: Some(month), day: Some(day) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates() {
        for (text, iso) in [
            ("2019.12.18)", "2019-12-18"),
            ("2019.12.11.)", "2019-12-11"),
            ("’19.12.)", "2019-12"),
            ("'19.12.13.", "2019-12-13"),
            ("2019년 12월 3일에", "2019-12-03"),
            ("2019년 중", "2019"),
            ("2020. 1. 5", "2020-01-05"),
            ("2019-12-03", "2019-12-03"),
            ("‘99년", "1999"),
        ] {
            assert_eq!(read(text).map(|(d, _)| d.to_string()).as_deref(), Some(iso), "{text}");
        }
        assert_eq!(read("2019.13.1").map(|(d, _)| d.to_string()).as_deref(), Some("2019"));
        assert_eq!(read("12.5"), None);
    }

    #[test]
    fn years_and_ranges() {
        let spans = |t: &str| years(t).into_iter().map(|y| (y.from, y.to)).collect::<Vec<_>>();
        assert_eq!(spans("추진(’21~’27년, 1,234.5억 원)"), [(2021, 2027)]);
        assert_eq!(spans("종합계획(’19~23)"), [(2019, 2023)]);
        assert_eq!(spans("2020회계연도 예산"), [(2020, 2020)]);
        assert_eq!(spans("2012-2015년 사이"), [(2012, 2015)]);
        assert_eq!(spans("모델 2019호"), []);
        assert_eq!(spans("2021년부터 2025년까지 투자"), [(2021, 2025)]);
        assert_eq!(spans("2020~24년에 걸쳐"), [(2020, 2024)]);
        assert_eq!(spans("추진(’20.~’24.)"), [(2020, 2024)]);
        assert_eq!(spans("２０２６년 예산"), [(2026, 2026)]);
        assert_eq!(spans("’２２~’２５년"), [(2022, 2025)]);
    }

    #[test]
    fn events() {
        let iso = |t: &str| event(t, Some("2020-01-10")).map(|d| d.to_string());
        assert_eq!(iso("전략을 발표(’19.12.13.)").as_deref(), Some("2019-12-13"));
        assert_eq!(iso("전략을 발표(12.13.)하고").as_deref(), Some("2019-12-13"));
        assert_eq!(iso("1.5일 합의").as_deref(), Some("2020-01-05"));
        assert_eq!(iso("성장률 3.5에서 2.4로"), None);
        assert_eq!(iso("(1.5.)에 논의하고 (1.7.)에 합의"), None);
        assert_eq!(event("합의(1.5.)", None), None);
    }

    #[test]
    fn durations() {
        assert_eq!(duration("향후 10년간 투자").map(|d| d.1), Some(10));
        assert_eq!(duration("’20년 간"), None);
        assert_eq!(duration("지난 5년 동안").map(|d| d.1), Some(5));
        assert_eq!(duration("향후 １０년간").map(|d| d.1), Some(10));
    }

    #[test]
    fn years_by_their_distance() {
        let told = |t: &str| relative_years(t, 2026).into_iter().map(|y| y.from).collect::<Vec<_>>();
        assert_eq!(told("올해 3억 원, 내년 5억 원"), [2026, 2027]);
        assert_eq!(told("재작년과 지난해"), [2024, 2025]);
        assert!(told("기간내년도").is_empty());
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,40}") {
            let _ = read(&text);
            let _ = duration(&text);
            let _ = event(&text, Some("2020-01-01"));
            let _ = relative_years(&text, 2020);
            for y in years(&text) {
                prop_assert!(text.get(y.range.clone()).is_some());
            }
        }
    }
}
