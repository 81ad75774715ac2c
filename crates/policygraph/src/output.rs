//! Rows of values as a table, CSV, TSV or JSON.

use anyhow::Result;
use clap::ValueEnum;
use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};
use serde_json::{Map, Value};
use std::io::Write;

pub(crate) use policygraph_comparison::grouped;

/// Formats of tabular answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A table for reading.
    Table,
    /// Comma-separated values.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// JSON.
    Json,
    /// A table in Markdown.
    Markdown,
}

impl Format {
    /// The format asked for, or what suits the output: a table on a terminal, CSV elsewhere.
    pub(crate) fn or_default(format: Option<Self>, terminal: bool) -> Self {
        format.unwrap_or(if terminal { Self::Table } else { Self::Csv })
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
}

impl Rows {
    pub(crate) fn new<const N: usize>(columns: [&str; N]) -> Self {
        Self { columns: columns.map(str::to_owned).to_vec(), rows: Vec::new() }
    }

    pub(crate) fn write(&self, format: Format, out: &mut dyn Write) -> Result<()> {
        match format {
            Format::Table => writeln!(out, "{}", self.table())?,
            Format::Csv => self.separated(b',', out)?,
            Format::Tsv => self.separated(b'\t', out)?,
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

    fn table(&self) -> Table {
        let mut table = Table::new();
        table.load_style(LINES).set_content_arrangement(ContentArrangement::Dynamic).set_header(&self.columns);
        for row in &self.rows {
            table.add_row(row.iter().map(read));
        }
        for (i, column) in table.column_iter_mut().enumerate() {
            let mut values = self.rows.iter().filter_map(|row| row.get(i)).filter(|v| !v.is_null()).peekable();
            if values.peek().is_some() && values.all(Value::is_number) {
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

    fn separated(&self, delimiter: u8, out: &mut dyn Write) -> Result<()> {
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(out);
        writer.write_record(&self.columns)?;
        for row in &self.rows {
            writer.write_record(row.iter().map(text))?;
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

/// A value for reading: measures with three digits behind the point, small ones with three that tell something.
fn read(value: &Value) -> String {
    match value.as_f64().filter(|_| value.is_f64()) {
        Some(x) if x != 0.0 && x.abs() < 0.001 => format!("{x:.2e}"),
        Some(x) => format!("{}", (x * 1000.0).round() / 1000.0),
        None => text(value),
    }
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
