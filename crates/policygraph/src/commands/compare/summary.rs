//! What a comparison shows on a terminal: the most telling rows of its tables.

use super::value;
use crate::call::Streams;
use crate::output::{Format, Rows, grouped};
use anyhow::Result;
use policygraph_comparison::{Cell, Comparison, Language, Row, Table, TableId, certainty, highlights};
use serde_json::{Value, json};

/// How many rows of a table that is asked for are read on a terminal.
pub(super) const READ: usize = 40;

/// How many rows of the longer tables.
const ROWS: usize = 10;

pub(super) fn heading(text: &str, format: Format, streams: &mut Streams<'_>) -> Result<()> {
    if format == Format::Markdown {
        writeln!(streams.out, "## {text}\n")?;
    } else {
        writeln!(streams.out, "{text}")?;
    }
    Ok(())
}

pub(super) fn write(
    comparison: &Comparison,
    format: Format,
    language: Language,
    streams: &mut Streams<'_>,
) -> Result<()> {
    stands_out(comparison, format, language, streams)?;
    if let Some(table) = comparison.table(TableId(1)) {
        title(table, format, language, streams)?;
        profiles(comparison, table, language).write(format, streams.out)?;
        writeln!(streams.out)?;
    }
    for (id, columns) in [
        (4, &["country_a", "country_b", "ties", "linkage", "low", "high"][..]),
        (3, &["programme_a", "country_a", "programme_b", "country_b", "score", "shared"]),
        (8, &["actor", "type", "home", "reaches", "programmes", "restricted", "participation"]),
        (12, &["kind", "country", "missing_in", "what", "rca"]),
    ] {
        let Some(table) = comparison.table(TableId(id)) else { continue };
        // Of D4 the sums over all layers; the layers are a --table away.
        let shown = |row: &&Row| id != 4 || table.key(row, "layer") == "all shared";
        let mut rows = Rows::default();
        let places: Vec<usize> = columns.iter().filter_map(|c| table.column(c)).collect();
        rows.columns.push("#".to_owned());
        rows.columns.extend(places.iter().map(|&p| table.columns[p].title.get(language).to_owned()));
        if id == 4 {
            rows.columns.push(if language == Language::Ko { "얼마나 확실한가" } else { "how sure" }.to_owned());
        }
        let limit = if id == 4 { usize::MAX } else { ROWS };
        for (number, row) in table.rows.iter().enumerate().filter(|(_, r)| shown(r)).take(limit) {
            let mut cells = vec![json!(number + 1)];
            cells.extend(places.iter().map(|&p| short(&row.cells[p], language)));
            if id == 4 {
                cells.push(json!(certainty(table.cell(row, "q").as_f64()).get(language)));
            }
            rows.rows.push(cells);
        }
        let left = table.rows.iter().filter(shown).count() - rows.rows.len();
        title(table, format, language, streams)?;
        rows.write(format, streams.out)?;
        if left > 0 {
            writeln!(streams.out, "{}", left_out(left, language))?;
        }
        writeln!(streams.out)?;
    }
    let more = match language {
        Language::Ko => {
            "행의 근거: --explain D4:1 · 표 하나: --table D3 · 모든 표: --output 폴더 · 보고서: --report 파일.html"
        }
        Language::En => {
            "The quotes behind a row: --explain D4:1 · one table: --table D3 · all: --output DIR · report: --report FILE.html"
        }
    };
    writeln!(streams.out, "{more}")?;
    Ok(())
}

/// The sentences on what stands out, each with the row whose quotes prove it.
fn stands_out(comparison: &Comparison, format: Format, language: Language, streams: &mut Streams<'_>) -> Result<()> {
    let found = highlights(comparison);
    if found.is_empty() {
        return Ok(());
    }
    heading(if language == Language::Ko { "눈에 띄는 것" } else { "What stands out" }, format, streams)?;
    for one in found {
        let chance = one.chance.map(|c| format!(" {}", c.words.get(language))).unwrap_or_default();
        writeln!(streams.out, "- {}{chance} [{}:{}]", one.text.get(language), one.table, one.row + 1)?;
    }
    writeln!(streams.out)?;
    Ok(())
}

/// How many rows a table has beside those shown.
pub(super) fn left_out(rows: usize, language: Language) -> String {
    match language {
        Language::Ko => format!("… 외 {rows}행 (--format csv나 --output 폴더에 모두 있다)"),
        Language::En => format!("… {rows} more rows (all with --format csv or --output DIR)"),
    }
}

fn title(table: &Table, format: Format, language: Language, streams: &mut Streams<'_>) -> Result<()> {
    heading(&format!("{} {}", table.id, table.title.get(language)), format, streams)
}

/// Three digits behind the point are enough for reading.
fn short(cell: &Cell, language: Language) -> Value {
    match cell {
        Cell::Number(x) if x.abs() >= 1e-3 => json!((x * 1000.0).round() / 1000.0),
        other => value(other, language),
    }
}

/// D1 with a column a country.
fn profiles(comparison: &Comparison, table: &Table, language: Language) -> Rows {
    let mut rows = Rows::default();
    rows.columns.push(if language == Language::Ko { "항목" } else { "measure" }.to_owned());
    rows.columns.extend(comparison.countries.iter().map(|c| c.label.get(language).to_owned()));
    rows.amounts = (1..rows.columns.len()).collect();
    let written = |place: &usize| {
        let row = &table.rows[*place];
        match table.cell(row, "value") {
            Cell::Amount(_) => {
                comparison.money(table, row, "value").map(|m| m.get(language).to_owned()).unwrap_or_default()
            }
            cell @ Cell::Count(_) => grouped(&cell.written(language)),
            cell => cell.written(language),
        }
    };
    for profile in comparison.profiles() {
        let values = profile.rows.iter().map(|r| json!(r.as_ref().map(written).unwrap_or_default()));
        rows.rows.push([json!(profile.name.get(language))].into_iter().chain(values).collect());
    }
    rows
}
