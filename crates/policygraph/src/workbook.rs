//! XLSX: tables as the sheets of a workbook.
//!
//! Texts are written as texts, whatever they begin with, so nothing is computed when the file is opened; numbers are numbers.

use anyhow::{Context, Result, bail};
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, Workbook, Worksheet};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Write;
use unicode_width::UnicodeWidthStr;

/// The most rows of a sheet, its head among them.
const MOST_ROWS: u32 = 1 << 20;
/// The most characters of a cell.
const MOST_CHARACTERS: usize = 32_767;
/// The most of a name of a sheet.
const LONGEST_NAME: usize = 31;
/// Widths of columns in characters, of which a syllable of Hangul takes two: the narrowest, the widest, and what the button of the filter takes.
const NARROWEST: usize = 6;
const WIDEST: usize = 60;
const BUTTON: usize = 3;
/// Whole numbers from here on have their thousands apart; years are below.
const GROUPED: f64 = 10_000.0;

/// A workbook that is written.
pub(crate) struct Book(Workbook);

impl Book {
    pub(crate) fn new() -> Result<Self> {
        let mut workbook = Workbook::new();
        // The same content gives the same bytes, whenever it is written.
        let written = ExcelDateTime::from_ymd(2000, 1, 1)?;
        workbook.set_properties(&DocProperties::new().set_author("policygraph").set_creation_datetime(&written));
        Ok(Self(workbook))
    }

    /// Adds a table as a sheet.
    ///
    /// # Errors
    /// It has more rows than a sheet takes.
    pub(crate) fn add(
        &mut self,
        name: &str,
        columns: &[&str],
        rows: impl IntoIterator<Item = Vec<Value>>,
    ) -> Result<()> {
        let sheet = self.0.add_worksheet();
        sheet.set_name(sheet_name(name))?;
        let head = Format::new().set_bold().set_background_color(Color::RGB(0x00E7_EDF3));
        let mut widths: BTreeMap<u16, usize> = BTreeMap::new();
        let mut widen = |column: u16, width: usize| {
            let widest = widths.entry(column).or_insert(NARROWEST);
            *widest = width.clamp(*widest, WIDEST);
        };
        for (column, title) in (0..).zip(columns) {
            sheet.write_string_with_format(0, column, *title, &head)?;
            widen(column, title.width() + BUTTON);
        }
        let grouped = Format::new().set_num_format("#,##0");
        let mut last = 0;
        for values in rows {
            last += 1;
            if last >= MOST_ROWS {
                bail!(
                    "{name} has more than {} rows, which no sheet takes: use --format csv, or select a part",
                    MOST_ROWS - 1
                );
            }
            for (column, value) in (0..).zip(&values) {
                widen(column, cell(sheet, last, column, value, &grouped)?);
            }
        }
        for (column, width) in widths {
            sheet.set_column_width(column, f64::from(u32::try_from(width)?))?;
        }
        if let Some(last_column) = columns.len().checked_sub(1) {
            sheet.autofilter(0, 0, last, u16::try_from(last_column)?)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        Ok(())
    }

    pub(crate) fn write(mut self, out: &mut dyn Write) -> Result<()> {
        let bytes = self.0.save_to_buffer().context("the workbook cannot be put together")?;
        Ok(out.write_all(&bytes)?)
    }
}

/// Writes a cell; gives its width in characters.
fn cell(sheet: &mut Worksheet, row: u32, column: u16, value: &Value, grouped: &Format) -> Result<usize> {
    Ok(match value {
        Value::Null => 0,
        Value::Bool(b) => {
            sheet.write_boolean(row, column, *b)?;
            5
        }
        Value::Number(n) => match n.as_f64().filter(|x| x.is_finite()) {
            Some(x) if x.fract() == 0.0 && x.abs() >= GROUPED => {
                sheet.write_number_with_format(row, column, x, grouped)?;
                n.to_string().len() * 4 / 3 + 1
            }
            Some(x) => {
                sheet.write_number(row, column, x)?;
                n.to_string().len().min(12)
            }
            None => 0,
        },
        Value::String(text) => {
            let cut: String;
            let text = if text.encode_utf16().count() > MOST_CHARACTERS {
                // An astral character counts twice.
                cut = text.chars().take(MOST_CHARACTERS / 2).chain(['…']).collect();
                &cut
            } else {
                text
            };
            sheet.write_string(row, column, text)?;
            text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0) + 1
        }
        other => {
            sheet.write_string(row, column, other.to_string())?;
            WIDEST
        }
    })
}

/// A name as sheets may have it.
fn sheet_name(name: &str) -> String {
    name.chars().filter(|c| !"[]:*?/\\".contains(*c)).take(LONGEST_NAME).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn bytes() -> Vec<u8> {
        let mut book = Book::new().unwrap();
        let rows = [
            vec![json!("=1+1"), json!(3)],
            vec![json!("가".repeat(40_000)), Value::Null],
            vec![json!("\u{1}"), json!(2e10)],
        ];
        book.add("표/1", &["이름", "n"], rows).unwrap();
        book.add("empty", &["n"], []).unwrap();
        let mut out = Vec::new();
        book.write(&mut out).unwrap();
        out
    }

    #[test]
    fn the_same_content_gives_the_same_bytes() {
        assert!(bytes().starts_with(b"PK"));
        assert_eq!(bytes(), bytes());
    }
}
