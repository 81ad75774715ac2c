//! Times in headings and labels.

use policygraph_korean::date;

/// A month of a year, or several from the first to the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Month {
    pub from: u8,
    pub to: u8,
}

impl Month {
    /// As an ISO 8601 month or interval.
    pub(crate) fn of_year(self, year: i16) -> String {
        if self.from == self.to {
            format!("{year:04}-{:02}", self.from)
        } else {
            format!("{year:04}-{:02}/{year:04}-{:02}", self.from, self.to)
        }
    }
}

/// What a word of a heading says of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heading {
    Year(i16),
    Months(Month),
    /// A word that goes with a time: 당월, 누계.
    Word,
}

/// Words that go with a time.
const WORDS: [&str; 3] = ["당월", "전월", "현재"];

/// A year: `2018년`, `’18년`.
pub(crate) fn year(word: &str) -> Option<i16> {
    let (year, read) = date::read_year(word)?;
    matches!(word.get(read..)?, "" | "년")
        .then_some(year)
        .filter(|_| word.ends_with('년') || word.starts_with(['’', '\'']))
}

/// A month or several: `11월`, `1～11월`.
pub(crate) fn months(word: &str) -> Option<Month> {
    let digits = word.strip_suffix('월')?;
    let mut ends = digits.split(['～', '~', '∼', '-']).map(|m| m.trim_end_matches('월').parse::<u8>());
    let from = ends.next()?.ok()?;
    let to = ends.next().map_or(Some(from), Result::ok)?;
    (ends.next().is_none() && (1..=12).contains(&from) && (from..=12).contains(&to)).then_some(Month { from, to })
}

/// What a word of a heading says of time.
pub(crate) fn heading(word: &str) -> Option<Heading> {
    if let Some(months) = months(word) {
        return Some(Heading::Months(months));
    }
    year(word).map(Heading::Year).or_else(|| WORDS.contains(&word).then_some(Heading::Word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times() {
        assert_eq!(
            (year("2018년"), year("’18년"), year("2018"), year("2018년도")),
            (Some(2018), Some(2018), None, None)
        );
        assert_eq!(months("1～11월"), Some(Month { from: 1, to: 11 }));
        assert_eq!((months("13월"), months("11~1월"), months("월")), (None, None, None));
    }
}
