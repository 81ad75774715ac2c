//! Tables whose columns can be told: rows with bars, rows aligned by tabs or wide blanks, rows that end in figures, and one cell a line.
//!
//! Bars say by themselves what they are. Aligned columns and single cells need a heading of nouns that head columns
//! (사업명, 기관, 예산 …), and below it as many cells in each row; anything else stays text.

use crate::characters;
use crate::context::SourceLine;
use crate::heads;
use crate::lines::Line;
use crate::marker;
use crate::setting::{self, Setting};
use policygraph_model::{Column, Text};
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// A table found among lines.
#[derive(Debug, PartialEq)]
pub(crate) struct Grid {
    /// The lines that it takes.
    pub lines: Range<usize>,
    /// Its cells row by row, the heading first.
    pub cells: Vec<Text>,
    pub columns: usize,
    /// The unit that a line above it gives its numbers.
    pub unit: Option<Text>,
}

/// The widest cell on a line of its own, in columns.
const WIDEST_CELL: usize = 50;

/// The tables among the lines of a section, in order.
pub(crate) fn find(lines: &[Line], setting: Setting) -> Vec<Grid> {
    let mut found: Vec<Grid> = Vec::new();
    // Whether each line is a heading of one column and nothing else.
    let heads: Vec<bool> = lines.iter().map(|l| l.cells.is_empty() && heads_column(l.as_str())).collect();
    let mut i = 0;
    while i < lines.len() {
        let grid = barred(lines, i)
            .or_else(|| aligned(lines, i))
            .or_else(|| figured(lines, i))
            .or_else(|| listed(lines, &heads, i, setting))
            .or_else(|| stacked(lines, &heads, i))
            .or_else(|| keyed(lines, i));
        match grid {
            Some(mut grid) => {
                grid.unit = unit_above(lines, i);
                i = grid.lines.end;
                found.push(turned(grid));
            }
            None => i += 1,
        }
    }
    found
}

/// Whether a line looks like a row of a table, so that it is no headline.
pub(crate) fn is_row(line: &Line) -> bool {
    line.cells.len() > 1 || line.as_str().starts_with('|') || heads_column(line.as_str()) || unit(&line.text).is_some()
}

/// Rows with bars.
fn barred(lines: &[Line], from: usize) -> Option<Grid> {
    let is_row = |l: &&Line| !l.cells.is_empty() && l.as_str().contains('|');
    let len = lines[from..].iter().take_while(is_row).count();
    let rows: Vec<Vec<Text>> = lines[from..from + len].iter().filter(|l| !is_rule(l.as_str())).map(cells_of).collect();
    // A heading is known by its nouns, or by the rule below it.
    let ruled = lines.get(from + 1).is_some_and(|l| is_rule(l.as_str()));
    let headed = rows.first().is_some_and(|row| row.iter().any(|c| heads_column(c.as_str())));
    (rows.len() >= 2 && (ruled || headed)).then(|| grid(from..from + len, rows))
}

/// The line that Markdown draws below a heading: `| --- | :-: |`.
fn is_rule(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | '=' | '+' | ' '))
}

/// Rows aligned by tabs or wide blanks below a heading.
fn aligned(lines: &[Line], from: usize) -> Option<Grid> {
    let heading = &lines[from];
    let columns = heading.cells.len();
    let heads = heading.cells.iter().filter(|c| heads_column(&heading.as_str()[(*c).clone()])).count();
    if columns < 2 || heads * 2 < columns || heads < 2 {
        return None;
    }
    let len = lines[from..].iter().take_while(|l| (2..=columns).contains(&l.cells.len())).count();
    let whole = lines[from + 1..from + len].iter().filter(|l| l.cells.len() == columns).count();
    let rows = lines[from..from + len].iter().map(|l| if l.tabbed { cells_of(l) } else { below(heading, l) });
    (whole * 2 > len - 1).then(|| grid(from..from + len, rows.collect()))
}

/// Rows of a name and as many figures as the heading has columns for, all parted by single blanks: "구분 2026 2027 합계", "해솔 사업 120 130 250".
fn figured(lines: &[Line], from: usize) -> Option<Grid> {
    let words = |l: &Line| -> Vec<Range<usize>> {
        let text = l.as_str();
        let at = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
        text.split(' ').filter(|w| !w.is_empty()).map(|w| at(w)..at(w) + w.len()).collect()
    };
    let heading = &lines[from];
    let text = heading.as_str();
    if !heading.cells.is_empty() || !text.contains(' ') || heading.width > WIDEST_CELL {
        return None;
    }
    let heads = words(heading);
    let kinds: Vec<Column> = heads.iter().map_while(|h| heads::read(&text[h.clone()])).collect();
    let figures = kinds.iter().skip(1).filter(|&&c| heads::is_numeric(c)).count();
    let named = kinds.first() == Some(&Column::Program) || unit_above(lines, from).is_some();
    if kinds.len() != heads.len() || figures == 0 || !named || kinds.first().is_some_and(|&c| heads::is_numeric(c)) {
        return None;
    }
    let columns = heads.len();
    let is_figure = |word: &str| {
        let digits = word.trim_start_matches(['△', '▲', '-', '–', '+']).trim_end_matches('%');
        word == "-" || !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
    };
    let row = |l: &Line| {
        let cells = words(l);
        let first = cells.len().checked_sub(columns - 1).filter(|&first| first > 0 && l.cells.is_empty())?;
        let all = cells[first..].iter().all(|c| is_figure(&l.as_str()[c.clone()]));
        let name = cells[0].start..cells[first - 1].end;
        all.then(|| std::iter::once(name).chain(cells[first..].iter().cloned()).map(|c| l.text.slice(c)).collect())
    };
    let rows: Vec<Vec<Text>> = lines[from + 1..].iter().map_while(row).collect();
    let len = rows.len() + 1;
    let heading = heads.into_iter().map(|h| heading.text.slice(h)).collect();
    (len > 1).then(|| grid(from..from + len, std::iter::once(heading).chain(rows).collect()))
}

/// The cells of a row that leaves some out, each below the heading that starts nearest to it.
fn below(heading: &Line, row: &Line) -> Vec<Text> {
    let columns = heading.cells.len();
    if row.cells.len() == columns {
        return cells_of(row);
    }
    let start = |l: &Line, cell: &Range<usize>| l.indent + l.as_str()[..cell.start].width();
    let mut cells = vec![Text::default(); columns];
    let mut next = 0;
    for (i, cell) in row.cells.iter().enumerate() {
        // Those that follow need room.
        let last = columns - (row.cells.len() - i);
        let at = start(row, cell);
        let nearest = (next..=last).min_by_key(|&c| start(heading, &heading.cells[c]).abs_diff(at)).unwrap_or(next);
        cells[nearest] = row.text.slice(cell.clone());
        next = nearest + 1;
    }
    cells
}

/// One cell a line: a run of nouns that head columns, then rows of as many lines.
fn listed(lines: &[Line], heads: &[bool], from: usize, setting: Setting) -> Option<Grid> {
    let heads = heads[from..].iter().take_while(|head| **head).count();
    if !(2..=10).contains(&heads) {
        return None;
    }
    let first = from + heads;
    let is_cell = |l: &&Line| {
        let text = l.as_str();
        l.cells.is_empty()
            && l.width <= WIDEST_CELL
            && marker::read(text).is_none()
            && SourceLine::read(&l.text).is_none()
            && !text.starts_with(['<', '※'])
            && !setting::ends_sentence(text)
    };
    let apart = |i: usize| lines[i].gap > 0 && !setting.spaced;
    let cells = lines[first..].iter().take_while(is_cell).count();
    // An empty line behind the rows ends the table.
    let cells = (1..cells).find(|&n| n % heads == 0 && apart(first + n)).unwrap_or(cells);
    let numeric = |l: &Line| heads::read(l.as_str()).is_some_and(heads::is_numeric);
    let kinds: Vec<bool> = lines[from..first].iter().map(numeric).collect();
    let fits = |n: usize| {
        (0..n).all(|i| {
            let text = lines[first + i].as_str();
            let open = matches!(text, "-" | "–" | "—" | "미정" | "미공개" | "비공개" | "해당없음" | "없음");
            !kinds[i % heads] || open || text.contains(|c: char| c.is_ascii_digit())
        })
    };
    // Without numbers to hold the columns in place the cells must come out even.
    let whole = cells - cells % heads;
    let held = kinds.iter().any(|&k| k);
    let n = Some(whole).filter(|&n| n > 0 && fits(n) && (held || n == cells))?;
    let rows = lines[from..first + n].chunks(heads).map(|row| row.iter().map(|l| l.text.clone()).collect()).collect();
    Some(grid(from..first + n, rows))
}

/// Programmes one below the other, each label on a line of its own above what it labels: "사업명", "해솔 사업", "주관", "해솔청".
fn stacked(lines: &[Line], heads: &[bool], from: usize) -> Option<Grid> {
    let is_label = |i: usize| heads.get(i) == Some(&true);
    let is_value = |i: usize| {
        lines.get(i).is_some_and(|l| {
            let text = l.as_str();
            l.cells.is_empty()
                && l.width <= WIDEST_CELL
                && !is_label(i)
                && marker::read(text).is_none()
                && !text.starts_with(['<', '※', '(', '['])
                && !setting::ends_sentence(text)
        })
    };
    let pairs = (from..lines.len()).step_by(2).take_while(|&i| is_label(i) && is_value(i + 1)).count();
    let label = |pair: usize| lines[from + 2 * pair].as_str();
    // A record ends where its first label comes again.
    let labels = (1..pairs).find(|&p| label(p) == label(0)).unwrap_or(pairs);
    let whole = pairs.checked_div(labels).unwrap_or(0);
    let same = (0..whole * labels).all(|p| label(p) == label(p % labels));
    let named = (0..labels).any(|p| heads::read(label(p)) == Some(Column::Program));
    if labels < 2 || !same || !named {
        return None;
    }
    let heading = (0..labels).map(|p| lines[from + 2 * p].text.clone()).collect();
    let row = |r: usize| (0..labels).map(|p| lines[from + 2 * (r * labels + p) + 1].text.clone()).collect();
    let rows = std::iter::once(heading).chain((0..whole).map(row)).collect();
    Some(grid(from..from + 2 * whole * labels, rows))
}

/// A programme described point by point: "□ 사업명 : …", "□ 사업비 : …", as a table of one row.
fn keyed(lines: &[Line], from: usize) -> Option<Grid> {
    let point = |l: &Line| {
        let text = l.as_str();
        let start = marker::read(text).map_or(0, |m| m.len);
        let colon = start + text[start..].find(':')?;
        let value = text[colon + 1..].trim();
        let key = start..start + text[start..colon].trim_end().len();
        let typed = heads::read(&text[key.clone()]).filter(|&c| c != Column::Other && !value.is_empty())?;
        let at = text.len() - text[colon + 1..].trim_start().len();
        Some((typed, l.text.slice(key), l.text.slice(at..at + value.len())))
    };
    let points: Vec<(Column, Text, Text)> = lines[from..].iter().map_while(point).collect();
    let programs = points.iter().filter(|p| p.0 == Column::Program).count();
    if points.len() < 2 || programs != 1 {
        return None;
    }
    let end = from + points.len();
    let (keys, values): (Vec<Text>, Vec<Text>) = points.into_iter().map(|(_, key, value)| (key, value)).unzip();
    Some(grid(from..end, vec![keys, values]))
}

fn cells_of(line: &Line) -> Vec<Text> {
    line.cells.iter().map(|c| line.text.slice(c.clone())).collect()
}

/// Rows brought to one number of columns: that of the heading, unless most have more.
fn grid(lines: Range<usize>, rows: Vec<Vec<Text>>) -> Grid {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let cells = rows
        .into_iter()
        .flat_map(|row| {
            let missing = columns - row.len();
            row.into_iter().chain(std::iter::repeat_n(Text::default(), missing))
        })
        .collect();
    Grid { lines, cells, columns, unit: None }
}

/// A table of two columns whose first names what the second holds is one row, read downwards.
fn turned(grid: Grid) -> Grid {
    let is = |cell: Option<&Text>, words: &[&str]| cell.is_some_and(|c| words.contains(&c.as_str()));
    let headed = is(grid.cells.first(), &["구분", "항목", "분류"])
        && is(grid.cells.get(1), &["내용", "세부내용", "주요내용", "주요 내용", "세부 내용"]);
    let body = &grid.cells[if headed && grid.columns == 2 { 2 } else { 0 }..];
    let heads = body.iter().step_by(2).all(|c| heads_column(c.as_str()));
    let values = body.iter().skip(1).step_by(2);
    if grid.columns != 2 || body.len() < 4 || !heads || values.clone().any(|c| heads_column(c.as_str())) {
        return grid;
    }
    let columns = body.len() / 2;
    let cells = body.iter().step_by(2).chain(values).cloned().collect();
    Grid { columns, cells, ..grid }
}

fn heads_column(text: &str) -> bool {
    heads::read(text).is_some()
}

/// The unit that one of the lines right above a table gives.
fn unit_above(lines: &[Line], first: usize) -> Option<Text> {
    lines[first.saturating_sub(3)..first].iter().rev().find_map(|line| unit(&line.text))
}

/// The unit in `(단위: 억 원)`, `단위 : 백만원`.
pub(crate) fn unit(line: &Text) -> Option<Text> {
    let text = line.as_str();
    let at = text.find("단위")?;
    let rest = text[at + "단위".len()..].trim_start().strip_prefix(':')?.trim_start();
    let len = rest.find([')', ']', ',', '>', '/']).unwrap_or(rest.len());
    let start = text.len() - rest.len();
    let unit = rest[..len].trim_end();
    let opens = text[..at].trim_end();
    let closed = opens.is_empty() || opens.ends_with(['(', '[', '<', '※', '*', ',']);
    (closed && !unit.is_empty() && unit.chars().count() <= 12 && !unit.chars().any(characters::is_invisible))
        .then(|| line.slice(start..start + unit.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use policygraph_model::Source;

    fn check(text: &str, columns: usize, cells: &[&str], unit: Option<&str>) {
        let lines = crate::lines::read(&Source::new(text.to_owned()));
        let grids = find(&lines, Setting::of(&lines));
        assert_eq!(grids.len(), 1, "{text}: {grids:?}");
        let found: Vec<&str> = grids[0].cells.iter().map(Text::as_str).collect();
        assert_eq!((grids[0].columns, found.as_slice()), (columns, cells), "{text}");
        assert_eq!(grids[0].unit.as_ref().map(Text::as_str), unit);
    }

    #[test]
    fn bars_part_cells() {
        let cells = ["사업명", "예산", "해솔 사업", "3억 원", "미르 사업", ""];
        check("| 사업명 | 예산 |\n| --- | --- |\n| 해솔 사업 | 3억 원 |\n| 미르 사업 |\n", 2, &cells, None);
        check("사업명 | 예산\n해솔 사업 | 3억 원\n미르 사업 |\n", 2, &cells, None);
    }

    #[test]
    fn wide_blanks_and_tabs_part_cells_below_a_heading() {
        let cells = ["사업명", "예산", "해솔 사업", "1,200"];
        check("(단위: 억 원)\n사업명      예산\n해솔 사업      1,200\n", 2, &cells, Some("억 원"));
        check("<표 1> 현황 (단위 : 백만원)\n사업명\t예산\n해솔 사업\t1,200\n", 2, &cells, Some("백만원"));
    }

    #[test]
    fn rows_that_end_in_figures() {
        let cells = [
            "구분",
            "2026",
            "2027",
            "합계",
            "해솔 전환 사업",
            "120",
            "130",
            "250",
            "미르 300 거점",
            "-",
            "△5",
            "1,160",
        ];
        let text =
            "(단위: 억 원)\n구분 2026 2027 합계\n해솔 전환 사업 120 130 250\n미르 300 거점 - △5 1,160\n※ 해솔청\n";
        check(text, 4, &cells, Some("억 원"));
    }

    #[test]
    fn cells_on_lines_of_their_own() {
        let text =
            "사업명\n주관기관\n예산(억 원)\n해솔 사업\n해솔청\n12\n미르 사업\n미르청\n30\n\n○ 해솔청은 공고한다\n";
        let cells = ["사업명", "주관기관", "예산(억 원)", "해솔 사업", "해솔청", "12", "미르 사업", "미르청", "30"];
        check(text, 3, &cells, None);
    }

    #[test]
    fn a_heading_at_the_side_is_turned() {
        check("| 사업명 | 해솔 사업 |\n| 예산 | 3억 원 |\n", 2, &["사업명", "예산", "해솔 사업", "3억 원"], None);
    }

    #[test]
    fn empty_cells_keep_their_place() {
        let cells = ["부처", "사업명", "예산", "해솔청", "해솔 사업", "12", "", "미르 사업", "30"];
        check("부처\t사업명\t예산\n해솔청\t해솔 사업\t12\n\t미르 사업\t30\n", 3, &cells, None);
        let rows = "부처        사업명        예산\n해솔청      해솔 사업     12\n            미르 사업     30\n가온청      가온 사업     50\n";
        let cells = [&cells[..], &["가온청", "가온 사업", "50"]].concat();
        check(rows, 3, &cells, None);
    }

    #[test]
    fn labels_above_what_they_label() {
        let text =
            "사업명\n해솔 전환\n주관\n해솔시\n사업비\n3억 원\n\n사업명\n미르 거점\n주관\n미르시\n사업비\n5억 원\n";
        let cells = ["사업명", "주관", "사업비", "해솔 전환", "해솔시", "3억 원", "미르 거점", "미르시", "5억 원"];
        check(text, 3, &cells, None);
    }

    #[test]
    fn points_of_one_programme_are_a_row() {
        let cells = ["사업명", "주관기관", "사업비", "해솔 사업", "해솔청", "3억 원"];
        check("□ 사업명 : 해솔 사업\n□ 주관기관 : 해솔청\n□ 사업비 : 3억 원\n□ 해솔청은 공고한다.\n", 3, &cells, None);
    }

    #[test]
    fn text_is_no_table() {
        for text in [
            "사업\n정부는 예산을 늘린다.\n",
            "예산\n기관\n정부는 예산을 늘린다고 밝혔다.\n",
            "해솔  미르\n누리  가온\n",
        ] {
            let lines = crate::lines::read(&Source::new(text.to_owned()));
            assert_eq!(find(&lines, Setting::of(&lines)), [], "{text}");
        }
    }
}
