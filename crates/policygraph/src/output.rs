//! Rows of values as a table, CSV, TSV, JSON, Markdown or XLSX.

use crate::workbook::Book;
use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};
use policygraph_graph::Node;
use policygraph_graph::export::ReadBy;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::io::Write;

pub(crate) use policygraph_comparison::grouped;
use policygraph_comparison::readable;

/// Formats of tabular answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// An aligned table.
    Table,
    /// Comma-separated values.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// JSON.
    Json,
    /// A table in Markdown.
    Markdown,
    /// An Excel workbook; redirect it to a file.
    Xlsx,
    /// CSV with a byte order mark and without cells that are computed.
    #[value(skip)]
    CsvForSpreadsheets,
}

/// How an answer is printed.
#[derive(Debug, Clone, Copy, Default, Args)]
pub(crate) struct FormatArgs {
    /// Output format; by default a table on a terminal, otherwise CSV.
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// CSV for Excel: with a byte order mark, so that Hangul is read correctly, and an apostrophe before cells that Excel would compute.
    #[arg(long)]
    pub bom: bool,
}

impl FormatArgs {
    /// The format asked for, or what suits the output: a table on a terminal, CSV elsewhere.
    ///
    /// # Errors
    /// They do not go together, or not onto a terminal.
    pub(crate) fn choose(self, terminal: bool) -> Result<Format> {
        match (self.format, self.bom) {
            (Some(Format::Csv) | None, true) => Ok(Format::CsvForSpreadsheets),
            (Some(_), true) => bail!("--bom is for --format csv"),
            (Some(Format::Xlsx), false) if terminal => {
                bail!("a workbook is no text for a terminal: send it to a file, `> answer.xlsx`")
            }
            (Some(format), false) => Ok(format),
            (None, false) => Ok(if terminal { Format::Table } else { Format::Csv }),
        }
    }
}

/// How much of an answer is listed.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct LimitArgs {
    /// Number of rows to list; 0 for all.
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub limit: usize,
}

impl LimitArgs {
    /// How many of `all` are listed.
    pub(crate) fn of(self, all: usize) -> usize {
        if self.limit == 0 { all } else { self.limit.min(all) }
    }
}

/// Lines above, below and under the heading; none between rows.
const LINES: TableStyle = TableStyle::new()
    .top_border(LineStyle::none().fill('─').junction('─'))
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .bottom_border(LineStyle::none().fill('─').junction('─'));

/// Rows under column names.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Value>>,
    /// Columns of numbers in words (5조 1,930억 원), which a table aligns as numbers.
    pub amounts: BTreeSet<usize>,
}

impl Rows {
    pub(crate) fn new<const N: usize>(columns: [&str; N]) -> Self {
        Self { columns: columns.map(str::to_owned).to_vec(), ..Self::default() }
    }

    /// Rows of entities: what tells a row, the entity with its type and country, the `values` that are listed of it, its id.
    pub(crate) fn of_entities<'c>(first: &'c str, values: impl IntoIterator<Item = &'c str>) -> Self {
        let columns = [first, "name", "english", "type", "country"].into_iter().chain(values).chain(["id"]);
        Self { columns: columns.map(str::to_owned).collect(), ..Self::default() }
    }

    /// Adds a row to [`Self::of_entities`].
    pub(crate) fn push_entity(&mut self, first: usize, entity: &Node, values: impl IntoIterator<Item = Value>) {
        let Node { id, label, label_en, kind, countries, .. } = entity;
        let named = [json!(first), json!(label), json!(label_en), json!(kind), json!(countries.join(" "))];
        self.rows.push(named.into_iter().chain(values).chain([json!(id)]).collect());
    }

    pub(crate) fn write(&self, format: Format, out: &mut dyn Write) -> Result<()> {
        match format {
            Format::Table => writeln!(out, "{}", self.table())?,
            Format::Csv => self.separated(b',', ReadBy::Program, out)?,
            Format::CsvForSpreadsheets => self.separated(b',', ReadBy::Spreadsheet, out)?,
            Format::Tsv => self.separated(b'\t', ReadBy::Program, out)?,
            Format::Xlsx => {
                let mut book = Book::new()?;
                self.sheet("answer", &mut book)?;
                book.write(out)?;
            }
            Format::Markdown => self.markdown(out)?,
            Format::Json => {
                let rows: Vec<Value> = self
                    .rows
                    .iter()
                    .map(|row| {
                        Value::Object(self.columns.iter().cloned().zip(row.iter().cloned()).collect::<Map<_, _>>())
                    })
                    .collect();
                writeln!(out, "{}", serde_json::to_string_pretty(&rows)?)?;
            }
        }
        Ok(())
    }

    /// Adds them as a sheet.
    pub(crate) fn sheet(&self, name: &str, book: &mut Book) -> Result<()> {
        let columns: Vec<&str> = self.columns.iter().map(String::as_str).collect();
        book.add(name, &columns, self.rows.iter().cloned())
    }

    fn table(&self) -> Table {
        let mut table = Table::new();
        table.load_style(LINES).set_content_arrangement(ContentArrangement::Dynamic).set_header(&self.columns);
        for row in &self.rows {
            table.add_row(row.iter().map(read));
        }
        for (i, column) in table.column_iter_mut().enumerate() {
            let mut values = self.rows.iter().filter_map(|row| row.get(i)).filter(|v| !v.is_null()).peekable();
            if self.amounts.contains(&i) || values.peek().is_some() && values.all(Value::is_number) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        table
    }

    fn markdown(&self, out: &mut dyn Write) -> Result<()> {
        let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
        let escaped = |s: &str| on_one_line(s).replace('\\', "\\\\").replace('|', "\\|");
        writeln!(out, "{}", line(self.columns.iter().map(|c| escaped(c)).collect()))?;
        writeln!(out, "{}", line(vec!["---".to_owned(); self.columns.len()]))?;
        for row in &self.rows {
            writeln!(out, "{}", line(row.iter().map(|v| escaped(&text(v))).collect()))?;
        }
        Ok(())
    }

    fn separated(&self, delimiter: u8, reader: ReadBy, mut out: &mut dyn Write) -> Result<()> {
        reader.begin(&mut out)?;
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(out);
        writer.write_record(&self.columns)?;
        for row in &self.rows {
            writer.write_record(row.iter().map(|v| reader.cell(&text(v)).into_owned()))?;
        }
        writer.flush()?;
        Ok(())
    }
}

/// A value without JSON's quotation marks.
fn text(value: &Value) -> String {
    match value {
        Value::String(s) => s.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// A value for reading.
fn read(value: &Value) -> String {
    value.as_f64().filter(|_| value.is_f64()).map_or_else(|| text(value), readable)
}

/// A quote on one line, for reading.
pub(crate) fn on_one_line(quote: &str) -> String {
    quote.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_formats() {
        let mut rows = Rows::new(["name", "n"]);
        rows.rows.push(vec!["가, \"나\"".into(), 3.into()]);
        let write = |format| {
            let mut out = Vec::new();
            rows.write(format, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(write(Format::Csv), "name,n\n\"가, \"\"나\"\"\",3\n");
        assert_eq!(write(Format::CsvForSpreadsheets), "\u{feff}name,n\n\"가, \"\"나\"\"\",3\n");
        assert_eq!(write(Format::Tsv), "name\tn\n\"가, \"\"나\"\"\"\t3\n");
        assert_eq!(serde_json::from_str::<Value>(&write(Format::Json)).unwrap()[0]["n"], 3);
        assert!(write(Format::Table).contains("가, \"나\""));
        assert_eq!(write(Format::Markdown), "| name | n |\n| --- | --- |\n| 가, \"나\" | 3 |\n");
    }

    #[test]
    fn tables_for_reading_have_numbers_to_the_right_and_no_rules_between_rows() {
        let mut rows = Rows::new(["name", "n"]);
        rows.rows =
            vec![vec!["가".into(), 3.into()], vec!["다".into(), 1234.into()], vec!["라".into(), 0.25178.into()]];
        let table = rows.table().to_string();
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines.iter().filter(|l| l.contains('─')).count(), 3, "no rule between rows: {table}");
        let numbers: Vec<&str> = lines[3..6].iter().map(|l| l.trim_end()).collect();
        assert!(numbers[0].ends_with("    3") && numbers[1].ends_with(" 1234"), "{table}");
        assert!(numbers[2].ends_with("0.252"), "{table}");
    }
}
