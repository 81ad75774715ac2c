//! What a comparison gives: tables whose rows lead to claims.

use policygraph_model::ClaimId;
use rust_decimal::Decimal;
use std::fmt;

/// A text in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bilingual {
    /// Korean.
    pub ko: String,
    /// English.
    pub en: String,
}

impl Bilingual {
    /// A text in both languages.
    #[must_use]
    pub fn new(ko: &str, en: &str) -> Self {
        Self { ko: ko.to_owned(), en: en.to_owned() }
    }

    /// A text that is the same in both.
    #[must_use]
    pub fn same(text: &str) -> Self {
        Self::new(text, text)
    }

    /// Several, one after the other.
    #[must_use]
    pub fn joined<'t>(all: impl IntoIterator<Item = &'t Self>, separator: &str) -> Self {
        let (ko, en): (Vec<&str>, Vec<&str>) = all.into_iter().map(|t| (t.ko.as_str(), t.en.as_str())).unzip();
        Self { ko: ko.join(separator), en: en.join(separator) }
    }

    /// In one of them.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Ko => &self.ko,
            Language::En => &self.en,
        }
    }
}

/// A language of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Korean.
    Ko,
    /// English.
    En,
}

/// A value of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing that can be said: not defined, or too little for a test.
    Missing,
    /// A name or a remark.
    Text(Bilingual),
    /// A number of things.
    Count(u64),
    /// A measure.
    Number(f64),
    /// Money, exact.
    Amount(Decimal),
}

impl Cell {
    /// A count.
    #[must_use]
    pub fn count(n: usize) -> Self {
        Self::Count(n as u64)
    }

    /// A measure; missing where it is not defined.
    #[must_use]
    pub fn number(x: impl Into<Option<f64>>) -> Self {
        x.into().filter(|x| x.is_finite()).map_or(Self::Missing, Self::Number)
    }

    /// A text.
    #[must_use]
    pub fn text(text: &Bilingual) -> Self {
        Self::Text(text.clone())
    }

    /// A code, the same in both languages.
    #[must_use]
    pub fn code(code: &str) -> Self {
        Self::Text(Bilingual::same(code))
    }

    /// As a number, if it is one.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Count(n) => Some(*n as f64),
            Self::Number(x) => Some(*x),
            Self::Amount(d) => (*d).try_into().ok(),
            Self::Missing | Self::Text(_) => None,
        }
    }

    /// As it is written in a language; numbers with at most six digits behind the point.
    #[must_use]
    pub fn written(&self, language: Language) -> String {
        match self {
            Self::Missing => String::new(),
            Self::Text(t) => t.get(language).to_owned(),
            Self::Count(n) => n.to_string(),
            Self::Number(x) => rounded(*x).to_string(),
            Self::Amount(d) => d.normalize().to_string(),
        }
    }
}

/// A measure with six digits behind the point; small ones with six significant digits.
#[must_use]
pub fn rounded(x: f64) -> f64 {
    if x != 0.0 && x.abs() < 1e-3 {
        return format!("{x:.5e}").parse().unwrap_or(x);
    }
    let rounded = (x * 1e6).round() / 1e6;
    // No negative zero.
    rounded + 0.0
}

/// A number with thousands separators, for reading.
#[must_use]
pub fn grouped(number: &str) -> String {
    let (sign, number) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, fraction) = number.split_once('.').map_or((number, ""), |(w, f)| (w, f));
    let mut out = sign.to_owned();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It tells what a row is about.
    Dimension,
    /// It is what was counted or measured.
    Measure,
    /// It says more.
    Remark,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name in files.
    pub id: &'static str,
    /// Its heading.
    pub title: Bilingual,
    /// What it is for.
    pub role: Role,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// A value a column.
    pub cells: Vec<Cell>,
    /// The claims that it rests on.
    pub claims: Vec<ClaimId>,
}

/// Which table: D1 to D13 are the numbers by which `docs/comparison.md` describes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TableId(pub u8);

impl fmt::Display for TableId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "D{}", self.0)
    }
}

/// A table of a comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its number.
    pub id: TableId,
    /// Its name in files.
    pub name: &'static str,
    /// Its heading.
    pub title: Bilingual,
    /// How to read it: method, limits, what was left out.
    pub note: Bilingual,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
}

impl Table {
    /// A table without rows. Columns are written `id`, Korean and English heading, role.
    pub(crate) fn new(
        id: u8,
        name: &'static str,
        (title_ko, title_en): (&str, &str),
        columns: &[(&'static str, &str, &str, Role)],
    ) -> Self {
        let columns =
            columns.iter().map(|&(id, ko, en, role)| Column { id, title: Bilingual::new(ko, en), role }).collect();
        let title = Bilingual::new(title_ko, title_en);
        Self { id: TableId(id), name, title, note: Bilingual::default(), columns, rows: Vec::new() }
    }

    pub(crate) fn noted(mut self, ko: &str, en: &str) -> Self {
        for (note, more) in [(&mut self.note.ko, ko), (&mut self.note.en, en)] {
            if !note.is_empty() && !more.is_empty() {
                note.push(' ');
            }
            note.push_str(more);
        }
        self
    }

    pub(crate) fn push(&mut self, cells: Vec<Cell>, mut claims: Vec<ClaimId>) {
        debug_assert_eq!(cells.len(), self.columns.len(), "{}", self.name);
        claims.sort_unstable();
        claims.dedup();
        self.rows.push(Row { cells, claims });
    }

    /// The place of a column.
    #[must_use]
    pub fn column(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.id == id)
    }

    /// The value of a row in a column; missing where there is no such column.
    #[must_use]
    pub fn cell<'r>(&self, row: &'r Row, column: &str) -> &'r Cell {
        self.column(column).map_or(&Cell::Missing, |place| &row.cells[place])
    }

    /// The text of a row in a column, in English; empty where there is none.
    #[must_use]
    pub fn key<'r>(&self, row: &'r Row, column: &str) -> &'r str {
        match self.cell(row, column) {
            Cell::Text(t) => &t.en,
            _ => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_for_reading() {
        assert_eq!(Cell::number(0.1 + 0.2).written(Language::En), "0.3");
        assert_eq!(Cell::number(0.000_012_345_678).written(Language::En), "0.0000123457");
        assert_eq!(Cell::number(-0.0).written(Language::En), "0");
        assert_eq!(Cell::number(f64::NAN), Cell::Missing);
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(grouped("20400000000"), "20,400,000,000");
        assert_eq!(grouped("1702.5"), "1,702.5");
        assert_eq!(grouped("12"), "12");
        assert_eq!(grouped("-1234"), "-1,234");
    }
}
