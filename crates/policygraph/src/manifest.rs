//! `--manifest FILE.csv`: what a user knows of files that these do not say themselves.

use anyhow::{Context, Result, bail};
use indexmap::IndexMap;
use jiff::civil::Date;
use serde::Deserialize;
use std::path::Path;

/// What a manifest says of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Described {
    /// The document: its name in the store, or its file name.
    pub file: String,
    /// Where it can be read.
    #[serde(default)]
    pub url: Option<String>,
    /// Who published it.
    #[serde(default)]
    pub publisher: Option<String>,
    /// When: an ISO 8601 date, month or year.
    #[serde(default)]
    pub date: Option<String>,
}

/// The rows of a manifest by file.
#[derive(Debug, Default)]
pub struct Manifest(IndexMap<String, Described>);

impl Manifest {
    /// Reads a manifest: a CSV file with the columns file, url, publisher and date, of which only the first must be there.
    ///
    /// # Errors
    /// The file cannot be read, has no column `file`, names a file twice, or has a date that is none.
    pub fn read(path: &Path) -> Result<Self> {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("{}: cannot be read as UTF-8", path.display()))?;
        Self::parse(&text).with_context(|| path.display().to_string())
    }

    fn parse(text: &str) -> Result<Self> {
        let mut rows = IndexMap::new();
        let mut reader =
            csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        for row in reader.deserialize() {
            let row: Described = row.context("a manifest has the columns file, url, publisher, date")?;
            if let Some(date) = row.date.as_deref().filter(|d| !is_date(d)) {
                bail!("{}: the date `{date}` is not of the form 2026-03-02, 2026-03 or 2026", row.file);
            }
            let file = row.file.clone();
            if rows.insert(file.clone(), row).is_some() {
                bail!("{file} has two rows");
            }
        }
        Ok(Self(rows))
    }

    /// A manifest of rows that were read before.
    #[must_use]
    pub fn of_rows(rows: Vec<Described>) -> Self {
        Self(rows.into_iter().map(|row| (row.file.clone(), row)).collect())
    }

    /// Its rows.
    pub fn into_rows(self) -> impl Iterator<Item = Described> {
        self.0.into_values()
    }

    /// What it says of a document: by its name, or else by that of its file alone.
    pub(crate) fn of(&self, name: &str) -> Option<&Described> {
        let file = || name.rsplit('/').next().and_then(|file| self.0.get(file));
        self.0.get(name).or_else(file)
    }

    /// The files that are none of the documents.
    pub(crate) fn unknown<'m>(&'m self, names: &'m [&str]) -> impl Iterator<Item = &'m str> {
        let is_known = |file: &str| names.iter().any(|n| *n == file || n.rsplit('/').next() == Some(file));
        self.0.keys().map(String::as_str).filter(move |file| !is_known(file))
    }
}

/// Whether these are a day, month or year that exist, in the form of ISO 8601.
fn is_date(date: &str) -> bool {
    let day = match date.len() {
        4 => format!("{date}-01-01"),
        7 => format!("{date}-01"),
        _ => date.to_owned(),
    };
    day.len() == 10 && day.parse::<Date>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_by_path_or_file() {
        let manifest =
            Manifest::parse("\u{feff}file,date,publisher\n가/하나.hwp,2026-03,해솔시\n둘.pdf,,\n셋.pdf,,\n").unwrap();
        assert_eq!(manifest.of("가/하나.hwp").unwrap().date.as_deref(), Some("2026-03"));
        assert_eq!(manifest.of("나/둘.pdf").unwrap().date, None);
        assert_eq!(manifest.of("하나.hwp"), None);
        assert_eq!(manifest.unknown(&["가/하나.hwp", "나/둘.pdf"]).collect::<Vec<_>>(), ["셋.pdf"]);
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (text, message) in [
            ("name\nx\n", "columns file"),
            ("file,date\nx,3월\n", "`3월`"),
            ("file,date\nx,2026-02-30\n", "`2026-02-30`"),
            ("file\nx\nx\n", "two rows"),
        ] {
            let error = format!("{:#}", Manifest::parse(text).unwrap_err());
            assert!(error.contains(message), "{error}");
        }
    }
}
