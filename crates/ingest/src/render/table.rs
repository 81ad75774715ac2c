//! Tables as rows with bars, and tables that only arrange text as that text.

use super::{Renderer, has_marker, starred};
use crate::content::{Cell, DEEPEST_TABLE, GridPlace, Prose, Table};
use policygraph_model::Place;

/// A cell with a line of more characters than this and others beside it holds text, not a value.
const LONG_LINE: usize = 60;

/// The words that open the form of a press release, which says when it may be used and whom to ask.
const FORM: &[&str] = &[
    "보도시점",
    "보도일시",
    "보도일",
    "배포일시",
    "배포일",
    "배포",
    "엠바고",
    "담당부서",
    "담당자",
    "책임자",
    "문의처",
    "문의",
    "연락처",
    "작성과",
    "작성부서",
    "담당",
];

pub(super) fn render(renderer: &mut Renderer, table: &Table, depth: usize) {
    if depth > DEEPEST_TABLE {
        return;
    }
    // Of a damaged file, a caption may be all that is left.
    if table.rows.is_empty() {
        table.caption.iter().for_each(|caption| renderer.paragraph("", caption));
        return;
    }
    renderer.tables += 1;
    renderer.turns.clone_from(&table.turns);
    renderer.on_sheet.clone_from(&table.on_sheet);
    let number = renderer.tables;
    let grid = table.grid();
    let columns = grid.first().map_or(0, Vec::len);
    if columns <= 1 || is_box(table) {
        arranged(renderer, table, &grid, number);
    } else if is_form(table) {
        form(renderer, table, &grid, number);
    } else {
        barred(renderer, table, &grid, number);
    }
    let nested = table.rows.iter().flatten().flat_map(|c| &c.tables);
    nested.for_each(|t| render(renderer, t, depth + 1));
}

/// Whether a table holds running text: it is a frame around it, or sets headings beside it.
fn is_box(table: &Table) -> bool {
    let filled = |c: &&Cell| !c.text.is_empty();
    let long = |c: &Cell| {
        let lines = c.text.text.lines().filter(|l| !l.trim().is_empty());
        lines.clone().count() > 1 && lines.map(|l| l.chars().count()).any(|n| n > LONG_LINE)
    };
    table.rows.iter().flatten().filter(filled).count() <= 1 || table.rows.iter().flatten().any(long)
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, ':' | '(' | ')' | '<' | '>')).collect()
}

/// Whether a table is the form of a press release.
fn is_form(table: &Table) -> bool {
    let opens = |row: &Vec<Cell>| row.first().is_some_and(|c| FORM.contains(&bare(&c.text.text).as_str()));
    let few = table.rows.iter().all(|r| r.len() <= 6) && table.rows.len() <= 12;
    few && table.head_rows == 0
        && table.rows.first().is_some_and(opens)
        && (table.rows.len() == 1
            || table.rows[1..].iter().any(opens)
            || bare(&table.rows[0][0].text.text).starts_with(['보', '배']))
}

type Grid = [Vec<Option<GridPlace>>];

/// The column in which a cell of a row starts.
fn column_of(grid: &Grid, row: usize, cell: usize) -> usize {
    grid[row].iter().position(|p| p.is_some_and(|p| (p.row, p.cell) == (row, cell))).unwrap_or(cell)
}

/// The cells one after the other, a line a paragraph.
fn arranged(renderer: &mut Renderer, table: &Table, grid: &Grid, number: u32) {
    caption(renderer, table, number);
    renderer.in_table = false;
    for (row, cells) in table.rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate().filter(|(_, c)| !c.text.is_empty()) {
            place(renderer, number, row, column_of(grid, row, column));
            let (text, notes) = starred(&cell.text, 0);
            text.lines().map(str::trim).filter(|l| !l.is_empty()).for_each(|l| renderer.line(l));
            notes.iter().for_each(|n| renderer.line(n));
        }
    }
}

/// The pairs of a form, one a line.
fn form(renderer: &mut Renderer, table: &Table, grid: &Grid, number: u32) {
    renderer.in_table = false;
    let words = |cell: &Cell| cell.text.text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (row, cells) in table.rows.iter().enumerate() {
        let mut column = 0;
        while let Some(cell) = cells.get(column) {
            place(renderer, number, row, column_of(grid, row, column));
            let key = FORM.contains(&bare(&cell.text.text).as_str());
            match cells.get(column + 1).filter(|_| key) {
                Some(value) => {
                    let text = format!("{}: {}", words(cell).trim_end_matches([' ', ':']), words(value));
                    renderer.line(&text);
                    column += 2;
                }
                None => {
                    let text = words(cell);
                    if !text.is_empty() {
                        renderer.line(&text);
                    }
                    column += 1;
                }
            }
        }
    }
}

fn place(renderer: &mut Renderer, table: u32, row: usize, column: usize) {
    let number = |n: usize| u32::try_from(n + 1).unwrap_or(u32::MAX);
    if let Some(sheet) = &renderer.on_sheet {
        // Who looks at a sheet sees its cells; tables have no numbers there.
        let cell = sheet.rows.get(row).map(|row| (*row, number(sheet.columns_before + column)));
        renderer.place(Place { cell, ..renderer.on_page() });
        return;
    }
    let cell = Some((number(row), number(column)));
    let turned = renderer.turns.iter().rev().find(|(from, _)| *from <= row).map(|(_, page)| *page);
    let page = turned.or(renderer.page);
    renderer.place(Place { page, table: Some(table), cell, ..renderer.on_page() });
}

/// The caption above a table. Two tables without a line between them would be read as one.
fn caption(renderer: &mut Renderer, table: &Table, number: u32) {
    let words = table.caption.as_ref().map(|c| c.text.split_whitespace().collect::<Vec<_>>().join(" "));
    let line = match words.filter(|w| !w.is_empty()) {
        Some(words) if words.starts_with(['<', '[', '〈', '《', '(']) => words,
        Some(words) => format!("<{words}>"),
        None if renderer.in_table => format!("<표 {number}>"),
        None => return,
    };
    renderer.place(Place { table: Some(number).filter(|_| renderer.on_sheet.is_none()), ..renderer.on_page() });
    renderer.line(&line);
}

/// Whether all of a text is a number, perhaps with a sign, unit or bracket.
fn is_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let others = text.chars().filter(|c| c.is_alphabetic()).count();
    (digits > 0 && others <= 2) || matches!(text.trim(), "-" | "–" | "—")
}

/// How many rows at the top are a heading, where the file does not say: those that the merged cells of the first bind together, or the first if no
/// number stands in it but some below.
fn head_rows(table: &Table, from: usize) -> usize {
    if table.head_rows > from {
        return table.head_rows - from;
    }
    let Some(first) = table.rows.get(from) else { return 0 };
    let highest = first.iter().map(|c| c.rows).max().unwrap_or(1);
    let wide = first.iter().any(|c| c.columns > 1);
    let left = table.rows.len() - from;
    if wide && highest > 1 && highest < left {
        return highest;
    }
    let year = |t: &str| t.contains("20") || t.contains('’') || t.contains('\'');
    let named = first.iter().all(|c| !is_number(&c.text.text) || year(&c.text.text));
    let numbers = table.rows[from + 1..].iter().flatten().any(|c| is_number(&c.text.text));
    usize::from(named && numbers && left > 1)
}

fn barred(renderer: &mut Renderer, table: &Table, grid: &Grid, number: u32) {
    renderer.gap();
    caption(renderer, table, number);
    // A first row of one cell is the caption or the unit.
    let single = |row: &[Option<GridPlace>]| {
        row.iter().flatten().all(|p| Some(*p).map(|p| (p.row, p.cell)) == row[0].map(|p| (p.row, p.cell)))
    };
    let mut from = 0;
    while from + 1 < grid.len() && single(&grid[from]) && !grid[from].is_empty() {
        if let Some(p) = grid[from][0].filter(|p| p.row == from) {
            let text = table.rows[p.row][p.cell].text.text.split_whitespace().collect::<Vec<_>>().join(" ");
            if !text.is_empty() {
                place(renderer, number, from, 0);
                let marked = text.starts_with(['<', '(', '[']) || has_marker(&text);
                renderer.line(&if marked { text } else { format!("<{text}>") });
            }
        }
        from += 1;
    }
    let heads = head_rows(table, from);
    let mut notes: Vec<String> = Vec::new();
    if heads > 0 {
        heading(renderer, table, &grid[from..from + heads], number, from, &mut notes);
    }
    for (at, row) in grid.iter().enumerate().skip(from + heads) {
        let first_number = row.iter().position(|p| p.is_some_and(|p| is_number(&table.rows[p.row][p.cell].text.text)));
        let mut texts = Vec::with_capacity(row.len());
        for (column, covered) in row.iter().enumerate() {
            let Some(p) = covered else {
                texts.push(String::new());
                continue;
            };
            let cell = &table.rows[p.row][p.cell];
            // What names the rows beside it holds for each of them; a number is stated once.
            let names = first_number.is_none_or(|n| column < n);
            let shown = p.first_column && (p.row == at || names);
            texts.push(if shown { words(&cell.text, p.row == at, &mut notes) } else { String::new() });
        }
        if texts.iter().any(|t| !t.is_empty()) {
            write_row(renderer, &texts, number, at);
        }
    }
    renderer.in_table = true;
    if !notes.is_empty() {
        notes.iter().for_each(|n| renderer.line(n));
        renderer.in_table = false;
    }
}

/// The heading as one row, whatever rows it takes.
fn heading(renderer: &mut Renderer, table: &Table, grid: &Grid, number: u32, from: usize, notes: &mut Vec<String>) {
    let columns = grid[0].len();
    let mut texts = Vec::with_capacity(columns);
    for column in 0..columns {
        let mut parts: Vec<String> = Vec::new();
        let mut last = None;
        for (row, line) in grid.iter().enumerate() {
            let Some(p) = line[column] else { continue };
            if last.replace((p.row, p.cell)) == Some((p.row, p.cell)) {
                continue;
            }
            let starts = p.row == from + row && p.first_column;
            let text = words(&table.rows[p.row][p.cell].text, starts, notes);
            if !text.is_empty() && parts.last() != Some(&text) {
                parts.push(text);
            }
        }
        texts.push(joined(&parts));
    }
    write_row(renderer, &texts, number, from);
    let rule = format!("|{}", " --- |".repeat(columns));
    renderer.line(&rule);
}

/// The parts of a heading, the wider first: "예산" above "2026" is "2026 예산".
fn joined(parts: &[String]) -> String {
    let year = |t: &str| t.chars().filter(char::is_ascii_digit).count() >= 2 && t.chars().count() <= 8;
    match parts {
        [above, below] if year(below) && !year(above) && above.chars().count() <= 4 => format!("{below} {above}"),
        [_, below] if year(below) => below.clone(),
        _ => parts.join(" "),
    }
}

/// The words of a cell on one line, without bars; its footnotes are added to those of the table.
fn words(prose: &Prose, with_notes: bool, notes: &mut Vec<String>) -> String {
    let text = if with_notes {
        let (text, new) = starred(prose, notes.len());
        notes.extend(new);
        text
    } else {
        prose.text.clone()
    };
    text.replace('|', "/").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn write_row(renderer: &mut Renderer, texts: &[String], number: u32, row: usize) {
    renderer.write("|");
    for (column, text) in texts.iter().enumerate() {
        renderer.write(" ");
        place(renderer, number, row, column);
        renderer.write(text);
        renderer.write(if text.is_empty() { "|" } else { " |" });
    }
    renderer.write("\n");
}

#[cfg(test)]
mod tests {
    use crate::content::{Cell, Content, Ingested, Piece, Prose, Table};

    fn check(caption: Option<&str>, rows: Vec<Vec<Cell>>, expected: &str) {
        let table = Table { caption: caption.map(Prose::plain), rows, ..Table::default() };
        let pieces = vec![Piece::new(None, Content::Table(table))];
        assert_eq!(Ingested { pieces, ..Ingested::default() }.render().text, expected);
    }

    fn row(cells: &[&str]) -> Vec<Cell> {
        cells.iter().map(|&c| Cell::plain(c)).collect()
    }

    #[test]
    fn merged_cells_hold_for_their_rows_and_columns() {
        let high = |t| Cell { rows: 2, ..Cell::plain(t) };
        let wide = |t| Cell { columns: 2, ..Cell::plain(t) };
        let rows = vec![
            vec![high("부처"), high("사업명"), wide("지원액")],
            row(&["2026", "2027"]),
            vec![high("해솔부"), Cell::plain("해솔 사업"), Cell::plain("12"), high("30")],
            row(&["미르 사업", "20"]),
        ];
        let expected = "<표 1. 예산>\n| 부처 | 사업명 | 2026 지원액 | 2027 지원액 |\n| --- | --- | --- | --- |\n| 해솔부 | 해솔 사업 | 12 | 30 |\n\
                        | 해솔부 | 미르 사업 | 20 | |\n";
        check(Some("표 1. 예산"), rows, expected);
    }

    #[test]
    fn a_first_row_of_one_cell_is_the_unit() {
        let rows = vec![
            vec![Cell { columns: 2, ..Cell::plain("(단위: 억 원)") }],
            row(&["사업명", "예산"]),
            row(&["해솔 | 사업", "12"]),
        ];
        check(None, rows, "(단위: 억 원)\n| 사업명 | 예산 |\n| --- | --- |\n| 해솔 / 사업 | 12 |\n");
    }

    #[test]
    fn a_frame_is_the_text_in_it() {
        check(None, vec![row(&["해솔시, 착수\n- 내년 완공 -"])], "해솔시, 착수\n- 내년 완공 -\n");
    }

    #[test]
    fn the_form_of_a_press_release_is_its_pairs() {
        let rows = vec![row(&["보도 일시", "2026. 3. 2.(월) 10:00", "담당부서", "물길과"])];
        check(None, rows, "보도 일시: 2026. 3. 2.(월) 10:00\n담당부서: 물길과\n");
    }
}
