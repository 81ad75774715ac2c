//! Tables as rows with bars, and tables that only arrange text as that text.

use super::{Renderer, has_marker, starred};
use crate::content::{Cell, DEEPEST_TABLE, Grid, GridPlace, Prose, Table};
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
    let grid = table.grid();
    let columns = grid.first().map_or(0, Vec::len);
    renderer.tables += u32::from(!is_line(table));
    let number = renderer.tables;
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

/// Whether a table is a cell of a sheet by itself: a line of text, which only needs its place.
fn is_line(table: &Table) -> bool {
    table.on_sheet.is_some() && table.rows.len() == 1 && table.rows[0].len() == 1
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

/// The columns in which the cells of a row start.
fn columns(table: &Table, grid: &Grid, row: usize) -> Vec<usize> {
    let mut columns: Vec<usize> = (0..table.rows[row].len()).collect();
    for (column, place) in grid[row].iter().enumerate() {
        if let Some(p) = place.filter(|p| p.first_column && p.row == row) {
            columns[p.cell] = column;
        }
    }
    columns
}

/// The cells one after the other, a line a paragraph.
fn arranged(renderer: &mut Renderer, table: &Table, grid: &Grid, number: u32) {
    caption(renderer, table, number);
    for (row, cells) in table.rows.iter().enumerate() {
        for (column, cell) in columns(table, grid, row).into_iter().zip(cells).filter(|(_, c)| !c.text.is_empty()) {
            renderer.in_table = false;
            place(renderer, table, number, row, column);
            let (text, notes) = starred(&cell.text, 0);
            text.lines().map(str::trim).filter(|l| !l.is_empty()).for_each(|l| renderer.line(l));
            notes.iter().for_each(|n| renderer.line(n));
        }
    }
}

/// The pairs of a form, one a line.
fn form(renderer: &mut Renderer, table: &Table, grid: &Grid, number: u32) {
    let words = |cell: &Cell| cell.text.text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (row, cells) in table.rows.iter().enumerate() {
        let mut cells = columns(table, grid, row).into_iter().zip(cells).peekable();
        while let Some((column, cell)) = cells.next() {
            place(renderer, table, number, row, column);
            let key = FORM.contains(&bare(&cell.text.text).as_str());
            let text = match cells.next_if(|_| key) {
                Some((_, value)) => format!("{}: {}", words(cell).trim_end_matches([' ', ':']), words(value)),
                None => words(cell),
            };
            if !text.is_empty() {
                renderer.in_table = false;
                renderer.line(&text);
            }
        }
    }
}

fn place(renderer: &mut Renderer, table: &Table, number: u32, row: usize, column: usize) {
    let from_1 = |n: usize| u32::try_from(n + 1).unwrap_or(u32::MAX);
    let cell = match &table.on_sheet {
        Some(sheet) => sheet.rows.get(row).map(|&(row, before)| (row, from_1(before + column))),
        None => Some((from_1(row), from_1(column))),
    };
    let turned = table.turns.iter().rev().find(|(from, _)| *from <= row).map(|(_, page)| *page);
    let number = Some(number).filter(|_| !is_line(table));
    renderer.place(Place { page: turned.or(renderer.page), table: number, cell, ..renderer.on_page() });
}

/// The caption above a table.
fn caption(renderer: &mut Renderer, table: &Table, number: u32) {
    let words = table.caption.as_ref().map(|c| c.text.split_whitespace().collect::<Vec<_>>().join(" "));
    match words.filter(|w| !w.is_empty()) {
        Some(words) if words.starts_with(['<', '[', '〈', '《', '(']) => label(renderer, number, &words),
        Some(words) => label(renderer, number, &format!("<{words}>")),
        None => {}
    }
}

/// A line above a table.
fn label(renderer: &mut Renderer, number: u32, line: &str) {
    renderer.place(Place { table: Some(number), ..renderer.on_page() });
    renderer.line(line);
    renderer.in_table = false;
}

/// Whether all of a text is a number, perhaps with a sign, unit or bracket.
pub(crate) fn is_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let others = text.chars().filter(|c| c.is_alphabetic()).count();
    (digits > 0 && others <= 2) || matches!(text.trim(), "-" | "–" | "—")
}

/// How many rows at the top are a heading, where the file does not say: those that the merged cells of the first bind together, or the first if no
/// number stands in it but some below.
pub(crate) fn head_rows(table: &Table, from: usize) -> usize {
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
    let named = first.iter().all(|c| !is_number(&c.text.text) || is_year(&c.text.text));
    let numbers = table.rows[from + 1..].iter().flatten().any(|c| is_number(&c.text.text));
    usize::from(named && numbers && left > 1)
}

/// Whether a number is a year: 2026, ’26.
fn is_year(text: &str) -> bool {
    let year = |digits: &str| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    text.contains(['’', '\'']) || text.split(|c: char| !c.is_ascii_digit()).any(year)
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
                place(renderer, table, number, from, 0);
                let marked = text.starts_with(['<', '(', '[']) || has_marker(&text);
                renderer.line(&if marked { text } else { format!("<{text}>") });
                renderer.in_table = false;
            }
        }
        from += 1;
    }
    // Two tables without a line between them would be read as one.
    if renderer.in_table {
        label(renderer, number, &format!("<표 {number}>"));
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
            write_row(renderer, table, number, at, &texts);
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
    write_row(renderer, table, number, from, &texts);
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

fn write_row(renderer: &mut Renderer, table: &Table, number: u32, row: usize, texts: &[String]) {
    renderer.write("|");
    for (column, text) in texts.iter().enumerate() {
        renderer.write(" ");
        place(renderer, table, number, row, column);
        renderer.write(text);
        renderer.write(if text.is_empty() { "|" } else { " |" });
    }
    renderer.write("\n");
}

#[cfg(test)]
mod tests {
    use crate::Format;
    use crate::content::{Cell, Content, Ingested, OnSheet, Piece, Prose, Table};

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
    fn a_first_row_with_an_amount_is_no_heading() {
        check(
            None,
            vec![row(&["해솔 사업", "1,200"]), row(&["미르 사업", "320"])],
            "| 해솔 사업 | 1,200 |\n| 미르 사업 | 320 |\n",
        );
        let expected = "| 사업명 | 2026 |\n| --- | --- |\n| 해솔 사업 | 320 |\n";
        check(None, vec![row(&["사업명", "2026"]), row(&["해솔 사업", "320"])], expected);
    }

    #[test]
    fn tables_below_each_other_are_parted() {
        let table = |rows| Piece::new(Some(1), Content::Table(Table { rows, ..Table::default() }));
        let unit = vec![Cell { columns: 2, ..Cell::plain("(단위: 명)") }];
        let pieces = vec![
            table(vec![row(&["사업명", "예산"]), row(&["해솔 사업", "12"])]),
            table(vec![row(&["기관", "수"]), row(&["가", "7"])]),
            table(vec![unit, row(&["기관", "인원"]), row(&["나", "5"])]),
        ];
        let text = Ingested { pieces, ..Ingested::default() }.render().text;
        assert_eq!(
            text,
            "| 사업명 | 예산 |\n| --- | --- |\n| 해솔 사업 | 12 |\n\n<표 2>\n| 기관 | 수 |\n| --- | --- |\n| 가 | 7 |\n\n\
             (단위: 명)\n| 기관 | 인원 |\n| --- | --- |\n| 나 | 5 |\n"
        );
    }

    #[test]
    fn tables_of_sheets_are_counted_and_lines_are_not() {
        let on_sheet = |rows: Vec<Vec<Cell>>| {
            let places = (1..).zip(std::iter::repeat_n(0, rows.len())).collect();
            let table = Table { rows, on_sheet: Some(OnSheet { rows: places }), ..Table::default() };
            Piece::new(Some(1), Content::Table(table))
        };
        let pieces = vec![
            on_sheet(vec![row(&["해솔시의 예산"])]),
            on_sheet(vec![row(&["사업명", "예산"]), row(&["해솔 사업", "12"])]),
            on_sheet(vec![row(&["자료: 해솔시"])]),
        ];
        let rendered = Ingested { pieces, format: Format::Xlsx, ..Ingested::default() }.render();
        assert_eq!(
            rendered.text,
            "해솔시의 예산\n\n| 사업명 | 예산 |\n| --- | --- |\n| 해솔 사업 | 12 |\n자료: 해솔시\n"
        );
        assert_eq!(rendered.places.extent(), (1, 1));
        assert_eq!(rendered.places.at(0).unwrap().to_string(), "시트 1, A1");
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
