//! Sheets of a workbook as tables: what lies on one between empty rows and columns, each with the cells of the sheet that it is.
//!
//! `undoc` gives a sheet as one table from its first column on, without the rows that the file leaves out.

use crate::content::{Cell, Content, GridPlace, MOST_PLACES, OnSheet, Table};
use crate::package::{self, Package};
use crate::render::ends_sentence;
use crate::{Format, IngestError};
use roxmltree::{Document, Node};
use std::ops::Range;

/// The last row of a sheet.
const LAST_ROW: u32 = 1_048_576;

/// The rows of each sheet that `undoc` gives, by their numbers from 1, in the order of the sheets.
///
/// # Errors
/// The package is damaged, or `undoc` would make too many cells of it.
pub(crate) fn rows(package: &mut Package<'_>) -> Result<Vec<Vec<u32>>, IngestError> {
    let mut rows = Vec::new();
    let mut cells = 0;
    for path in paths(package)? {
        let xml = package::text(package, &path, Format::Xlsx)?.unwrap_or_default();
        rows.push(scan(&xml, &mut cells));
        if cells > MOST_PLACES {
            return Err(IngestError::TooLarge(format!("its sheets have more than {MOST_PLACES} cells")));
        }
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
    // Those without a name are left out by `undoc`.
    let sheets =
        workbook.descendants().filter(|n| named(n, "sheet") && n.attribute("name").is_some_and(|n| !n.is_empty()));
    Ok(sheets.map(|sheet| path(sheet).unwrap_or_default()).collect())
}

/// The numbers of the rows of a sheet; adds how many cells `undoc` makes of it, which fills rows up to their last cell. Sheets are large, so that
/// only these tags are looked at. What closes itself is left out by `undoc`.
fn scan(xml: &str, cells: &mut usize) -> Vec<u32> {
    let mut rows = Vec::new();
    let (mut row, mut column) = (0_u32, 0);
    for tag in xml.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        let mut parts = tag.trim_end_matches('/').split_ascii_whitespace();
        let name = parts.next();
        let mut attribute = |name: &str| {
            parts.find_map(|part| Some(part.strip_prefix(name)?.strip_prefix('=')?.trim_matches(['"', '\''])))
        };
        match name {
            Some("row") => {
                let number = attribute("r").and_then(|r| r.parse().ok()).filter(|n| (1..=LAST_ROW).contains(n));
                row = number.unwrap_or(row.saturating_add(1));
                column = 0;
                if !tag.ends_with('/') {
                    rows.push(row);
                }
            }
            Some("c") if !tag.ends_with('/') => {
                let last = attribute("r").map_or(column + 1, column_of).max(column);
                *cells += last - column;
                column = last;
            }
            // A merged cell is one even without words.
            Some("mergeCell") => *cells += attribute("ref").map_or(0, column_of),
            _ => {}
        }
    }
    rows
}

/// The column of a cell by its name, from 1.
fn column_of(name: &str) -> usize {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).take(3);
    letters.fold(0, |column, letter| 26 * column + usize::from(letter.to_ascii_uppercase() - b'A') + 1)
}

/// What opens a line below a table that is none of its rows.
const BELOW: &[&str] = &["자료", "출처", "주:", "주)", "주 :", "※", "*", "Source", "Note"];

/// The tables on a sheet, which is given as one, and how many columns are read, if it has more; `rows` are the numbers of its rows.
pub(crate) fn tables(whole: &Table, rows: &[u32]) -> (Vec<Content>, Option<usize>) {
    let number = |row: usize| rows.get(row).copied().unwrap_or_else(|| u32::try_from(row + 1).unwrap_or(u32::MAX));
    let rows: Vec<u32> = (0..whole.rows.len()).map(number).collect();
    let has_words = whole.rows.iter().map(|row| row.iter().map(|cell| !cell.text.is_empty()).collect()).collect();
    let sheet = Sheet { whole, rows, grid: whole.grid(), has_words };
    let mut out = Vec::new();
    let mut start = 0;
    for row in 0..sheet.rows.len() {
        let ends = row + 1 == sheet.rows.len() || !sheet.goes_on(row);
        if ends {
            sheet.block(start..row + 1, &mut out);
            start = row + 1;
        }
    }
    let columns = sheet.grid.first().map(Vec::len).filter(|_| whole.is_cut(&sheet.grid));
    (out.into_iter().map(Content::Table).collect(), columns)
}

struct Sheet<'t> {
    whole: &'t Table,
    rows: Vec<u32>,
    grid: Vec<Vec<Option<GridPlace>>>,
    /// Which cells of each row have words.
    has_words: Vec<Vec<bool>>,
}

impl Sheet<'_> {
    fn cell(&self, p: GridPlace) -> &Cell {
        &self.whole.rows[p.row][p.cell]
    }

    /// The cell with words that covers a place.
    fn filled(&self, row: usize, column: usize) -> Option<GridPlace> {
        self.grid[row].get(column).copied().flatten().filter(|p| self.has_words[p.row][p.cell])
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

    /// Whether the words of a row are such as this says.
    fn says(&self, row: usize, is: impl Fn(&str) -> bool) -> bool {
        self.words(row).iter().any(|(_, p)| is(self.cell(*p).text.text.trim()))
    }

    /// Whether a row and the next one are of one block: both have words, and no empty row is between them.
    fn goes_on(&self, row: usize) -> bool {
        let filled = |row: usize| (0..self.grid[row].len()).any(|column| self.filled(row, column).is_some());
        self.rows[row + 1] <= self.rows[row].saturating_add(1) && filled(row) && filled(row + 1)
    }

    /// The tables of a block of rows: text, the caption of a table, the table, or several beside each other, and lines below.
    fn block(&self, rows: Range<usize>, out: &mut Vec<Table>) {
        let single = |row: usize| self.words(row).len() <= 1;
        let Some(first) = rows.clone().find(|&row| !single(row)) else {
            rows.for_each(|row| out.extend(self.line(row)));
            return;
        };
        let title = (rows.start..first).rev().take_while(|&row| !self.says(row, ends_sentence)).count();
        let mut above = first - title..first;
        (rows.start..above.start).for_each(|row| out.extend(self.line(row)));
        // What follows a line below is below, too.
        let trailing = (first + 1..rows.end).rev().take_while(|&row| single(row)).count();
        let is_below = |text: &str| BELOW.iter().any(|mark| text.starts_with(mark));
        let below = (rows.end - trailing..rows.end).find(|&row| self.says(row, is_below)).unwrap_or(rows.end);
        let body = first..below;
        let columns = self.grid.first().map_or(0, Vec::len);
        let used = |column: usize| body.clone().any(|row| self.filled(row, column).is_some());
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
        let on_sheet = Some(OnSheet { rows: vec![(self.rows[row], column)] });
        Some(Table { rows: vec![vec![cell]], on_sheet, ..Table::default() })
    }

    /// The table in these rows and columns, with the lines above it as cells over all its columns: its caption and unit.
    fn table(&self, above: Range<usize>, body: Range<usize>, columns: Range<usize>) -> Table {
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        let mut places = Vec::new();
        for row in above {
            let Some((column, p)) = self.words(row).into_iter().find(|(_, p)| p.row == row) else { continue };
            rows.push(vec![Cell { rows: 1, columns: columns.len(), ..self.cell(p).clone() }]);
            places.push((self.rows[row], column));
        }
        for row in body.clone() {
            rows.push(self.row(row, &body, &columns));
            places.push((self.rows[row], columns.start));
        }
        Table { rows, on_sheet: Some(OnSheet { rows: places }), ..Table::default() }
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
        let (found, columns) = tables(&whole, &[2, 3, 4, 5, 6, 9, 10]);
        assert_eq!(columns, None);
        let (rows, place) = texts(&found[0]);
        assert_eq!(
            rows,
            [vec!["주요 사업의 예산"], vec!["(단위: 억 원)"], vec!["사업명", "2026"], vec!["해솔 사업", "12"]]
        );
        assert_eq!(place.rows, [(2, 1), (3, 1), (4, 1), (5, 1)]);
        assert_eq!(texts(&found[1]).0, [["자료: 해솔시"]]);
        assert_eq!(texts(&found[2]).0, [["기관", "인원"], ["해솔연구원", "3"]]);
        let (rows, place) = texts(&found[3]);
        assert_eq!((rows[1].as_slice(), place.rows[1]), (&["미르시", "7"][..], (10, 4)));
    }

    #[test]
    fn a_title_above_a_table_has_its_own_place() {
        let mut whole = sheet(&[
            &["주요 사업의 예산"],
            &[],
            &["", "", "(단위: 억 원)"],
            &["", "사업명", "2026"],
            &["", "해솔 사업", "12"],
        ]);
        (whole.rows[0][0].rows, whole.rows[0][0].columns) = (2, 2);
        let (found, _) = tables(&whole, &[1, 2, 3, 4, 5]);
        let (rows, place) = texts(&found[0]);
        assert_eq!((rows[0].as_slice(), rows[1].as_slice()), (&["주요 사업의 예산"][..], &["(단위: 억 원)"][..]));
        assert_eq!(place.rows, [(1, 0), (3, 2), (4, 1), (5, 1)]);
    }

    #[test]
    fn sentences_above_and_notes_below_are_text() {
        let whole = sheet(&[
            &["해솔시는 예산을 늘렸다."],
            &["주요 사업의 예산"],
            &["사업명", "2026"],
            &["해솔 사업", "12"],
            &["합계"],
            &["자료: 해솔시"],
            &["미르시의 예산은 뺐다."],
        ]);
        let (found, _) = tables(&whole, &[1, 2, 3, 4, 5, 6, 7]);
        let first = |table| texts(table).0[0][0];
        assert_eq!(
            found.iter().map(first).collect::<Vec<_>>(),
            ["해솔시는 예산을 늘렸다.", "주요 사업의 예산", "자료: 해솔시", "미르시의 예산은 뺐다."]
        );
        assert_eq!(texts(&found[1]).0.len(), 4);
    }

    #[test]
    fn merged_cells_stay_merged() {
        let mut whole = sheet(&[&["해솔부", "해솔 사업", "12"], &["미르 사업", "20"]]);
        whole.rows[0][0].rows = 2;
        let (found, _) = tables(&whole, &[1, 2]);
        let Content::Table(table) = &found[0] else { panic!("{found:?}") };
        assert_eq!((table.rows[0][0].rows, table.rows[1].len(), found.len()), (2, 2, 1));
    }

    #[test]
    fn rows_have_their_numbers() {
        let xml = r#"<sheetData><row r="2" spans="1:3"><c r="A2"><v>1</v></c></row><x:row/><row/><row spans='1:3' r='9'></row><rowBreaks/></sheetData>"#;
        assert_eq!(scan(xml, &mut 0), [2, 9]);
        // Those that say no number follow each other, and none lies below the last one.
        assert_eq!(scan("<row r='4'/><row></row><row r='4294967295'></row>", &mut 0), [5, 6]);
    }

    #[test]
    fn rows_are_filled_up_to_their_last_cell() {
        let cells = |xml: &str| {
            let mut cells = 0;
            scan(xml, &mut cells);
            cells
        };
        assert_eq!(cells("<row><c r='B1'></c><c></c><c r='D1' s='1'/></row><row><c r='XFD2'></c></row>"), 3 + 16_384);
        assert_eq!(cells("<row><c r='D1'/></row><mergeCells><mergeCell ref='D1:F2'/></mergeCells>"), 4);
    }
}
