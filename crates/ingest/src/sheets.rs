//! Sheets of a workbook as tables: what lies on one between empty rows and columns, each with the cells of the sheet that it is.
//!
//! `undoc` gives a sheet as one table from its first column on, without the rows that the file leaves out.

use crate::content::{Cell, Content, GridPlace, OnSheet, Table};
use crate::package::{self, Package};
use crate::{Format, IngestError};
use roxmltree::{Document, Node};
use std::ops::Range;

/// The rows of each sheet that the file has, by their numbers from 1, in the order of the sheets.
pub(crate) fn rows(package: &mut Package<'_>) -> Result<Vec<Vec<u32>>, IngestError> {
    let mut rows = Vec::new();
    for path in paths(package)? {
        let xml = package::text(package, &path, Format::Xlsx)?.unwrap_or_default();
        rows.push(numbers(&xml));
    }
    Ok(rows)
}

/// Where in the package the sheets are.
fn paths(package: &mut Package<'_>) -> Result<Vec<String>, IngestError> {
    let mut read = |name| package::text(package, name, Format::Xlsx).map(Option::unwrap_or_default);
    let (workbook, relations) = (read("xl/workbook.xml")?, read("xl/_rels/workbook.xml.rels")?);
    let parsed = |xml| Document::parse(xml).map_err(|e| IngestError::damaged(Format::Xlsx, e));
    let (workbook, relations) = (parsed(&workbook)?, parsed(&relations)?);
    let named = |node: &Node<'_, '_>, name: &str| node.tag_name().name() == name;
    let target = |id: &str| {
        let relation = relations.descendants().find(|n| named(n, "Relationship") && n.attribute("Id") == Some(id))?;
        let target = relation.attribute("Target")?;
        Some(target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned))
    };
    let path = |sheet: Node<'_, '_>| {
        let id = sheet.attributes().find(|a| a.name() == "id" && a.namespace().is_some())?.value();
        target(id)
    };
    Ok(workbook.descendants().filter(|n| named(n, "sheet")).map(|sheet| path(sheet).unwrap_or_default()).collect())
}

/// The numbers of the rows of a sheet. Sheets are large, so that only the tags of rows are looked at.
fn numbers(xml: &str) -> Vec<u32> {
    let mut rows = Vec::new();
    for tag in xml.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        let mut parts = tag.trim_end_matches('/').split_ascii_whitespace();
        let name = parts.next().unwrap_or_default();
        if name.rsplit(':').next() == Some("row") {
            let said = parts.find_map(|part| part.strip_prefix("r=")?.trim_matches(['"', '\'']).parse().ok());
            rows.push(said.unwrap_or_else(|| rows.last().map_or(1, |last| last + 1)));
        }
    }
    rows
}

/// What opens a line below a table that is none of its rows.
const BELOW: &[&str] = &["자료", "출처", "주:", "주)", "주 :", "※", "*", "Source", "Note"];

/// The tables on a sheet, which is given as one; `rows` are the numbers of its rows.
pub(crate) fn tables(whole: &Table, rows: &[u32]) -> Vec<Content> {
    let number = |row: usize| rows.get(row).copied().unwrap_or_else(|| u32::try_from(row + 1).unwrap_or(u32::MAX));
    let rows: Vec<u32> = (0..whole.rows.len()).map(number).collect();
    let sheet = Sheet { whole, rows, grid: whole.grid() };
    let mut out = Vec::new();
    let mut start = 0;
    for row in 0..sheet.rows.len() {
        let ends = row + 1 == sheet.rows.len() || !sheet.goes_on(row);
        if ends {
            sheet.block(start..row + 1, &mut out);
            start = row + 1;
        }
    }
    out.into_iter().map(Content::Table).collect()
}

struct Sheet<'t> {
    whole: &'t Table,
    rows: Vec<u32>,
    grid: Vec<Vec<Option<GridPlace>>>,
}

impl Sheet<'_> {
    fn cell(&self, p: GridPlace) -> &Cell {
        &self.whole.rows[p.row][p.cell]
    }

    /// The cell with words that covers a place.
    fn filled(&self, row: usize, column: usize) -> Option<GridPlace> {
        self.grid[row].get(column).copied().flatten().filter(|p| !self.cell(*p).text.is_empty())
    }

    /// The cells with words in a row, each with its first column.
    fn words(&self, row: usize) -> Vec<(usize, GridPlace)> {
        let mut found: Vec<(usize, GridPlace)> = Vec::new();
        for column in 0..self.grid[row].len() {
            let Some(p) = self.filled(row, column) else { continue };
            if found.last().is_none_or(|(_, last)| (last.row, last.cell) != (p.row, p.cell)) {
                found.push((column, p));
            }
        }
        found
    }

    /// Whether a row and the next one are of one block: both have words, and no empty row is between them.
    fn goes_on(&self, row: usize) -> bool {
        let filled = |row: usize| (0..self.grid[row].len()).any(|column| self.filled(row, column).is_some());
        self.rows[row + 1] <= self.rows[row] + 1 && filled(row) && filled(row + 1)
    }

    /// The tables of a block of rows: lines above a table, the table, or several beside each other, and lines below.
    fn block(&self, rows: Range<usize>, out: &mut Vec<Table>) {
        let single = |row: usize| self.words(row).len() <= 1;
        let Some(first) = rows.clone().find(|&row| !single(row)) else {
            rows.for_each(|row| out.extend(self.line(row)));
            return;
        };
        let is_below = |row: usize| {
            let words = self.words(row);
            single(row)
                && words.iter().all(|(_, p)| BELOW.iter().any(|b| self.cell(*p).text.text.trim_start().starts_with(b)))
        };
        let below = (first + 1..rows.end).rev().take_while(|&row| is_below(row)).count();
        let body = first..rows.end - below;
        let columns = self.grid.first().map_or(0, Vec::len);
        let used = |column: usize| body.clone().any(|row| self.filled(row, column).is_some());
        let mut above = rows.start..first;
        let mut start = None;
        for column in 0..=columns {
            match (start, column < columns && used(column)) {
                (None, true) => start = Some(column),
                (Some(from), false) => {
                    out.push(self.table(std::mem::replace(&mut above, first..first), body.clone(), from..column));
                    start = None;
                }
                _ => {}
            }
        }
        (body.end..rows.end).for_each(|row| out.extend(self.line(row)));
    }

    /// A row with a single cell as a table of its own, so that it keeps its place.
    fn line(&self, row: usize) -> Option<Table> {
        let (column, p) = self.words(row).into_iter().next().filter(|(_, p)| p.row == row)?;
        let cell = Cell { rows: 1, columns: 1, ..self.cell(p).clone() };
        let on_sheet = Some(OnSheet { rows: vec![self.rows[row]], columns_before: column });
        Some(Table { rows: vec![vec![cell]], on_sheet, ..Table::default() })
    }

    /// The table in these rows and columns, with the lines above it as cells over all its columns: its caption and unit.
    fn table(&self, above: Range<usize>, body: Range<usize>, columns: Range<usize>) -> Table {
        let over = |row: usize| {
            let cell = |(_, p): (usize, GridPlace)| Cell { rows: 1, columns: columns.len(), ..self.cell(p).clone() };
            self.words(row).into_iter().map(cell).collect()
        };
        let rows: Vec<Vec<Cell>> =
            above.clone().map(over).chain(body.clone().map(|row| self.row(row, &body, &columns))).collect();
        let numbers = above.chain(body).map(|row| self.rows[row]).collect();
        let on_sheet = Some(OnSheet { rows: numbers, columns_before: columns.start });
        Table { rows, on_sheet, ..Table::default() }
    }

    /// The cells of a row that start in it, cut to the table.
    fn row(&self, row: usize, body: &Range<usize>, columns: &Range<usize>) -> Vec<Cell> {
        let mut cells = Vec::new();
        let mut column = columns.start;
        while column < columns.end {
            let Some(p) = self.grid[row][column] else {
                cells.push(Cell::plain(""));
                column += 1;
                continue;
            };
            let same = |at: &usize| self.grid[row][*at].is_some_and(|q| (q.row, q.cell) == (p.row, p.cell));
            let width = (column..columns.end).take_while(same).count();
            if p.row.max(body.start) == row {
                let cell = self.cell(p);
                let rows = (p.row + cell.rows.max(1)).min(body.end) - row;
                cells.push(Cell { rows, columns: width, ..cell.clone() });
            }
            column += width;
        }
        cells
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[&[&str]]) -> Table {
        let rows = rows.iter().map(|row| row.iter().map(|c| Cell::plain(*c)).collect()).collect();
        Table { rows, ..Table::default() }
    }

    fn texts(table: &Content) -> (Vec<Vec<&str>>, &OnSheet) {
        let Content::Table(table) = table else { panic!("{table:?}") };
        let rows = table.rows.iter().map(|row| row.iter().map(|c| c.text.text.as_str()).collect()).collect();
        (rows, table.on_sheet.as_ref().unwrap())
    }

    #[test]
    fn a_table_lies_between_empty_rows_and_columns() {
        let whole = sheet(&[
            &["", "주요 사업의 예산"],
            &["", "(단위: 억 원)"],
            &["", "사업명", "2026"],
            &["", "해솔 사업", "12"],
            &["", "자료: 해솔시"],
            &["", "기관", "인원", "", "시", "수"],
            &["", "해솔연구원", "3", "", "미르시", "7"],
        ]);
        let found = tables(&whole, &[2, 3, 4, 5, 6, 9, 10]);
        let (rows, place) = texts(&found[0]);
        assert_eq!(
            rows,
            [vec!["주요 사업의 예산"], vec!["(단위: 억 원)"], vec!["사업명", "2026"], vec!["해솔 사업", "12"]]
        );
        assert_eq!((place.rows.as_slice(), place.columns_before), (&[2, 3, 4, 5][..], 1));
        assert_eq!(texts(&found[1]).0, [["자료: 해솔시"]]);
        assert_eq!(texts(&found[2]).0, [["기관", "인원"], ["해솔연구원", "3"]]);
        let (rows, place) = texts(&found[3]);
        assert_eq!((rows[1].as_slice(), place.rows[1], place.columns_before), (&["미르시", "7"][..], 10, 4));
    }

    #[test]
    fn merged_cells_stay_merged() {
        let mut whole = sheet(&[&["해솔부", "해솔 사업", "12"], &["미르 사업", "20"]]);
        whole.rows[0][0].rows = 2;
        let found = tables(&whole, &[1, 2]);
        let Content::Table(table) = &found[0] else { panic!("{found:?}") };
        assert_eq!((table.rows[0][0].rows, table.rows[1].len(), found.len()), (2, 2, 1));
    }

    #[test]
    fn rows_have_their_numbers() {
        let xml = r#"<sheetData><row r="2" spans="1:3"><c r="A2"><v>1</v></c></row><x:row/><row spans='1:3' r='9'></row><rowBreaks/></sheetData>"#;
        assert_eq!(numbers(xml), [2, 3, 9]);
    }
}
