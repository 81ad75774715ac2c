//! Tables whose cells are known, since bars part them: each number is a value of its row and column.

use crate::unit::{self, Unit};
use policygraph_korean::date;
use policygraph_model::{BlockKind, Document, Observation, Section, Table, Text};
use policygraph_registry::Registry;
use rust_decimal::Decimal;

/// The observations of a section's tables with bars.
pub(crate) fn observations(document: &Document, section: &Section, registry: &Registry) -> Vec<Observation> {
    let tables = section.tables.iter().filter(|t| t.rows > 2 && is_barred(document, section, t));
    tables.flat_map(|table| of_table(document, section, table, registry)).collect()
}

/// The lines of the source, from 1, on which tables with bars stand.
pub(crate) fn lines(document: &Document, section: &Section) -> Vec<u32> {
    let barred = section.tables.iter().filter(|t| is_barred(document, section, t));
    let cells = barred.flat_map(|t| &section.blocks[t.first..t.first + t.rows * t.columns]);
    cells.filter_map(|b| b.text.full_span()).flat_map(|span| document.source.lines_of(span)).collect()
}

fn is_barred(document: &Document, section: &Section, table: &Table) -> bool {
    let cells = section.blocks.get(table.first..table.first + table.rows * table.columns).unwrap_or_default();
    let Some(span) = cells.iter().find_map(|b| b.text.full_span()) else { return false };
    let line = document.source.line_of(span.start) as usize;
    table.columns > 1 && document.source.lines().nth(line - 1).is_some_and(|(_, text)| text.contains('|'))
}

/// A number, and the unit behind it if that is a rate.
fn number(text: &str) -> Option<(Decimal, bool)> {
    let text = text.trim();
    let rate = text.ends_with(['%', '％']);
    let digits: String = text.trim_end_matches(['%', '％']).chars().filter(|c| !matches!(c, ',' | ' ')).collect();
    // Figures below zero are written with a triangle.
    let digits = digits.strip_prefix(['△', '▲', '−']).map_or(digits.clone(), |rest| format!("-{rest}"));
    digits.parse().ok().map(|n| (n, rate))
}

fn of_table(document: &Document, section: &Section, table: &Table, registry: &Registry) -> Vec<Observation> {
    let text = |row, column| &section.blocks[table.cell(row, column)].text;
    let is_value = |column: &usize| {
        let cells = (1..table.rows).map(|row| text(row, *column)).filter(|t| !t.is_empty());
        let (mut all, mut numbers) = (0, 0);
        for cell in cells {
            all += 1;
            numbers += usize::from(number(cell.as_str()).is_some());
        }
        numbers > 0 && numbers * 2 >= all && !is_ordinal(text(0, *column).as_str())
    };
    let columns: Vec<usize> = (0..table.columns).filter(is_value).collect();
    let Some(&first) = columns.first().filter(|&&c| c > 0) else { return Vec::new() };
    let title = title(section, table);
    let units =
        table.unit.as_ref().and_then(|u| unit::read(&format!("단위: {}", u.as_str()), registry)).unwrap_or_default();
    let start = text(0, 0).full_span().or_else(|| text(1, 0).full_span()).map_or(0, |s| s.start);
    let table_line = document.source.line_of(start) + 1;
    let mut found = Vec::new();
    // Labels left out before the first of a row are those of the row above.
    let mut labels: Vec<String> = vec![String::new(); first];
    for row in 1..table.rows {
        let own = (0..first).find(|&column| !text(row, column).is_empty()).unwrap_or(first);
        for (column, label) in labels.iter_mut().enumerate().skip(own) {
            text(row, column).as_str().clone_into(label);
        }
        let item: Vec<String> = labels.iter().filter(|l| !l.is_empty() && !is_ordinal_value(l)).cloned().collect();
        let area = labels
            .iter()
            .find_map(|l| registry.country_named(l)?.country.clone())
            .or_else(|| section.context.country.clone());
        for &column in &columns {
            let cell = text(row, column);
            let (Some((value, rate)), Some(span)) = (number(cell.as_str()), cell.full_span()) else { continue };
            let (measure, period) = heading(text(0, column).as_str(), &title);
            let own =
                unit::read(&format!("단위: {}", in_brackets(text(0, column).as_str())), registry).unwrap_or_default();
            let unit = own.first().or_else(|| units.iter().find(|u| u.is_rate() == rate)).cloned();
            let unit =
                unit.or_else(|| rate.then(|| Unit { text: "%".to_owned(), multiplier: Decimal::ONE, currency: None }));
            found.push(Observation {
                table: table_line,
                title: title.clone(),
                source: None,
                section: section.path.clone(),
                measure,
                multiplier: unit.as_ref().map_or(Decimal::ONE, |u| u.multiplier),
                currency: unit.as_ref().and_then(|u| u.currency.clone()),
                unit: unit.map(|u| u.text),
                area: area.clone(),
                item: item.clone(),
                period,
                rank: None,
                value,
                line: document.source.line_of(span.start),
                start: span.start,
                end: span.end,
                quote: document.source.slice(span).to_owned(),
            });
        }
    }
    found
}

/// A column that only counts its rows.
fn is_ordinal(head: &str) -> bool {
    matches!(head.trim(), "순위" | "연번" | "번호" | "No" | "No.")
}

fn is_ordinal_value(label: &str) -> bool {
    label.parse::<u32>().is_ok()
}

/// What stands in the bracket of a heading: "예산(억 원)".
fn in_brackets(head: &str) -> &str {
    let inner = head.split_once('(').and_then(|(_, rest)| rest.split_once(')'));
    inner.map_or("", |(inner, _)| inner.trim_start_matches("단위").trim_start_matches([':', ' ']))
}

/// What a column measures, and of when: "2026", "2026 예산", "’26년".
fn heading(head: &str, title: &str) -> (String, Option<String>) {
    let bare = head.split('(').next().unwrap_or(head).trim();
    let Some((year, len)) = date::read_year(bare) else {
        return (bare.to_owned(), None);
    };
    let rest = bare[len..].trim_start_matches(['년', '도', ' ', '.']);
    let measure = [rest, title, head].into_iter().find(|m| !m.trim().is_empty()).unwrap_or(head);
    (measure.trim().to_owned(), Some(format!("{year:04}")))
}

/// The caption above a table, without its brackets and unit.
fn title(section: &Section, table: &Table) -> String {
    let above = section.blocks[..table.first].iter().rev().take(3);
    let caption =
        above.filter(|b| b.kind == BlockKind::Caption).map(|b| &b.text).find(|t| !t.as_str().starts_with("(단위"));
    let words = caption.map_or("", Text::as_str).trim_start_matches(['<', '〈', '[', '【']);
    let words = words.split("(단위").next().unwrap_or(words).trim_end_matches(['>', '〉', ']', '】', ' ']);
    // "<표 1> 사업 예산": the bracket may close before the words.
    words.split_once(['>', '〉', ']', '】']).map_or(words, |(_, rest)| rest.trim()).to_owned()
}
