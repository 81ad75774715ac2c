//! Tables of a page without ruling lines that bound its cells: rows of words that leave the same gaps free.
//!
//! Cells stand apart: a table starts with a row that has a wide gap, and goes on as long as most of
//! the gaps stay free of words. These gaps part the columns; words across one are a cell of several columns.

use super::boxes::Word;
use super::gaps::{self, APART, Gap, WIDE};
use super::lines::{Line, joined};
use crate::content::{Cell, Table, push_words};
use crate::render::table::is_number;
use std::collections::BTreeSet;

/// A table, and the numbers of the lines that it takes.
pub(super) struct Found {
    pub lines: BTreeSet<usize>,
    /// Taken when it is written.
    pub table: Option<Table>,
    /// Where its columns begin and end, if ruling lines tell.
    pub edges: Option<Vec<f32>>,
}

/// The least gap that counts with others, in widths of a syllable.
const LEAST: f32 = 0.2;
/// A blank between words is smaller than this.
const BLANK: f32 = 0.7;
/// More characters than this in most cells of two columns are running text.
const LONGEST: usize = 24;

/// Words at one height, with the lines from which they come.
struct Row<'l> {
    middle: f32,
    em: f32,
    words: Vec<(&'l Word, usize)>,
}

/// The tables among the lines of a page.
pub(super) fn find(lines: &[&Line]) -> Vec<Found> {
    let rows = rows(lines);
    let mut found = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        match grow(&rows, at).filter(|(end, gaps)| is_table(&rows[at..*end], gaps)) {
            Some((end, gaps)) => {
                let taken = rows[at..end].iter().flat_map(|r| &r.words).map(|(_, line)| *line).collect();
                found.push(Found { lines: taken, table: Some(table(&rows[at..end], &gaps)), edges: None });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// The words of a page by height.
fn rows<'l>(lines: &[&'l Line]) -> Vec<Row<'l>> {
    let mut words: Vec<(&Word, usize, f32)> =
        lines.iter().enumerate().flat_map(|(i, l)| l.words.iter().map(move |w| (w, i, l.em))).collect();
    words.sort_by(|a, b| a.0.middle().total_cmp(&b.0.middle()));
    let mut rows: Vec<Row<'l>> = Vec::new();
    for (word, line, em) in words {
        match rows.last_mut().filter(|r| word.middle() - r.middle < 0.5 * em.max(r.em)) {
            Some(row) => row.words.push((word, line)),
            None => rows.push(Row { middle: word.middle(), em, words: vec![(word, line)] }),
        }
    }
    rows.iter_mut().for_each(|r| r.words.sort_by(|a, b| a.0.left.total_cmp(&b.0.left)));
    rows
}

/// What the words of a row leave free, with what is left and right of them.
fn free(row: &Row<'_>) -> Vec<Gap> {
    gaps::free(row.words.iter().map(|(word, _)| *word), (f32::MIN, f32::MAX), |_| 0.0)
}

/// What a row leaves of the gaps between columns. A blank between its words is none, unless the word behind it starts where that of
/// another row does.
fn left_of(gaps: &[Gap], row: &Row<'_>) -> Vec<Gap> {
    let em = row.em;
    let parts = |(gap, free): &(Gap, Gap)| free.1 - free.0 >= BLANK * em || (gap.1 - free.1).abs() < 0.15 * em;
    let free = free(row);
    let left = gaps::overlapping(gaps, &free).filter(parts).map(gaps::common);
    left.filter(|(left, right)| right - left >= LEAST * em).collect()
}

/// The end of the table that starts in a row, and the gaps between its columns.
fn grow(rows: &[Row<'_>], start: usize) -> Option<(usize, Vec<Gap>)> {
    let em = rows[start].em;
    let inner =
        |gaps: Vec<Gap>| -> Vec<Gap> { gaps.into_iter().filter(|g| g.0 > f32::MIN && g.1 < f32::MAX).collect() };
    let mut gaps = inner(free(&rows[start]));
    let wide: Vec<Gap> = gaps.iter().copied().filter(|g| g.1 - g.0 >= WIDE * em).collect();
    if wide.is_empty() {
        return None;
    }
    let within = |gaps: &[Gap]| wide.iter().filter(|w| gaps.iter().any(|g| g.0 >= w.0 && g.1 <= w.1)).count();
    let mut end = start + 1;
    let mut sure = (end, gaps.clone());
    while let Some(row) = rows.get(end) {
        let next = left_of(&gaps, row);
        if row.middle - rows[end - 1].middle > APART * em || within(&next) * 2 <= wide.len() || next.is_empty() {
            break;
        }
        // A line of words across columns may be a row within a table; behind it, it is text.
        let across = next.len() < gaps.len() && inner(free(row)).iter().all(|g| g.1 - g.0 < WIDE * em);
        gaps = next;
        end += 1;
        if !across {
            sure = (end, gaps.clone());
        }
    }
    Some(sure)
}

/// Whether rows are a table, and not two columns of text or a line with a wide blank.
fn is_table(rows: &[Row<'_>], gaps: &[Gap]) -> bool {
    if rows.len() < 2 || gaps.is_empty() {
        return false;
    }
    let cells: Vec<Vec<String>> = rows.iter().map(|r| cells(r, gaps)).collect();
    let filled: Vec<usize> = cells.iter().flatten().map(|c| c.chars().count()).filter(|&n| n > 0).collect();
    let long = filled.iter().filter(|&&n| n > LONGEST).count();
    let full = cells.iter().filter(|r| r.iter().filter(|c| !c.is_empty()).count() >= 2).count();
    full >= 2 && full * 2 >= rows.len() && (gaps.len() > 1 || long * 3 < filled.len())
}

/// The texts of a row by column; one that reaches over a gap stands in the first of its columns.
fn cells(row: &Row<'_>, gaps: &[Gap]) -> Vec<String> {
    let mut columns: Vec<Vec<&Word>> = vec![Vec::new(); gaps.len() + 1];
    for (word, _) in &row.words {
        let column = gaps.iter().take_while(|g| word.left >= g.1 - 0.01).count();
        columns[column].push(word);
    }
    columns.into_iter().map(|words| joined(words.into_iter(), row.em)).collect()
}

fn table(rows: &[Row<'_>], gaps: &[Gap]) -> Table {
    let mut texts: Vec<Vec<String>> = rows.iter().map(|r| cells(r, gaps)).collect();
    join_columns(&mut texts);
    let mut middles: Vec<f32> = rows.iter().map(|r| r.middle).collect();
    share_names(&mut texts, &mut middles);
    let mut out: Vec<Vec<String>> = Vec::new();
    let usual = super::boxes::median(middles.windows(2).map(|p| p[1] - p[0]));
    for (i, row) in texts.into_iter().enumerate() {
        // The rest of cells that go on in a second line: it follows closer than rows do, and has no number.
        let close = i > 0 && middles[i] - middles[i - 1] < 0.85 * usual;
        let worded = row.iter().any(String::is_empty) && !row.iter().any(|c| is_number(c));
        let rest = worded && (close || out.last().is_some_and(|above| goes_on(above, &row)));
        match out.last_mut().filter(|_| rest) {
            Some(above) => above.iter_mut().zip(row).for_each(|(a, c)| go_on(a, &c)),
            None => out.push(row),
        }
    }
    // A name at the top of the rows that it is of stands in the first one only.
    for i in 2..out.len() {
        if out[i][0].is_empty() && out[i].iter().filter(|c| !c.is_empty()).count() >= 2 {
            let name = out[i - 1][0].clone();
            out[i][0] = name;
        }
    }
    Table { rows: out.into_iter().map(|r| r.into_iter().map(Cell::plain).collect()).collect(), ..Table::default() }
}

/// Whether a row without numbers goes on with the words of the one above, which has numbers. A name alone may be a heading of rows, unless it goes on with a
/// broken word.
fn goes_on(above: &[String], row: &[String]) -> bool {
    let filled: Vec<usize> = (0..row.len()).filter(|&c| !row[c].is_empty()).collect();
    above.iter().any(|c| is_number(c) && !c.contains('년'))
        && filled.iter().all(|&c| !above[c].is_empty() && !is_number(&above[c]))
        && (filled != [0] || is_broken(&above[0], &row[0]))
}

/// The longest word that stands alone in a line of a cell because it was meant to.
const LONGEST_WORD: usize = 5;

/// Adds the next line of a cell. A long word that fills a line by itself was broken: the column is narrower than it.
fn go_on(cell: &mut String, next: &str) {
    if is_broken(cell, next) {
        cell.push_str(next);
    } else {
        push_words(cell, next);
    }
}

pub(super) fn is_broken(cell: &str, next: &str) -> bool {
    !cell.contains(' ') && cell.chars().count() > LONGEST_WORD && !next.contains(' ')
}

/// Joins columns that only look like two, since the name of one stands beside its values and not above them: no row has both.
fn join_columns(texts: &mut [Vec<String>]) {
    let mut column = 0;
    while column + 1 < texts[0].len() {
        let filled = |row: &[String], at: usize| !row[at].is_empty();
        let apart = texts.iter().all(|row| !(filled(row, column) && filled(row, column + 1)));
        let used = |at: usize| texts.iter().any(|row| filled(row, at));
        if apart && used(column) && used(column + 1) && (filled(&texts[0], column) || filled(&texts[0], column + 1)) {
            for row in texts.iter_mut() {
                let right = row.remove(column + 1);
                row[column].push_str(&right);
            }
        } else {
            column += 1;
        }
    }
}

/// A name that stands alone between two rows without one is a cell of both: it is written in each.
fn share_names(texts: &mut Vec<Vec<String>>, middles: &mut Vec<f32>) {
    let mut at = 1;
    while at + 1 < texts.len() {
        let alone = !texts[at][0].is_empty() && texts[at][1..].iter().all(String::is_empty);
        if alone && texts[at - 1][0].is_empty() && texts[at + 1][0].is_empty() {
            let name = texts[at][0].clone();
            let above = texts[..at].iter().rev().take_while(|r| r[0].is_empty()).count();
            let below = texts[at + 1..].iter().take_while(|r| r[0].is_empty()).count().min(above);
            texts[at - above..=at + below].iter_mut().for_each(|r| r[0].clone_from(&name));
            texts.remove(at);
            middles.remove(at);
        } else {
            at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines::testing::word;
    use super::*;

    /// Lines of words, each with its left edge; ten points a character.
    fn lines(rows: &[&[(f32, &str)]]) -> Vec<Line> {
        let line = |(i, words): (usize, &&[(f32, &str)])| {
            Line::of(words.iter().map(|(left, text)| word(*left, 20.0 * i as f32, text)).collect())
        };
        rows.iter().enumerate().map(line).collect()
    }

    fn texts(rows: &[&[(f32, &str)]]) -> Vec<Vec<String>> {
        let lines = lines(rows);
        let mut found = find(&lines.iter().collect::<Vec<_>>());
        let table = found.pop().and_then(|f| f.table).unwrap_or_default();
        table.rows.into_iter().map(|r| r.into_iter().map(|c| c.text.text).collect()).collect()
    }

    #[test]
    fn gaps_part_columns_and_names_are_shared() {
        let found = texts(&[
            &[(0.0, "부처"), (100.0, "사업명"), (200.0, "2026"), (226.0, "2027")],
            &[(100.0, "해솔"), (123.0, "사업"), (200.0, "12"), (226.0, "30")],
            &[(0.0, "해솔부")],
            &[(100.0, "미르사업"), (200.0, "20"), (226.0, "40")],
            &[(0.0, "이것은"), (35.0, "표가"), (58.0, "아니라"), (91.0, "본문입니다")],
        ]);
        let expected = [
            ["부처", "사업명", "2026", "2027"],
            ["해솔부", "해솔 사업", "12", "30"],
            ["해솔부", "미르사업", "20", "40"],
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn cells_go_on_in_a_second_line() {
        let row = |top: f32, words: &[(f32, &str)]| {
            Line::of(words.iter().map(|(left, text)| word(*left, top, text)).collect())
        };
        let lines = [
            row(0.0, &[(0.0, "부처"), (100.0, "사업명"), (200.0, "2026")]),
            row(20.0, &[(0.0, "과학기술정보통"), (100.0, "다온"), (123.0, "개발"), (200.0, "400")]),
            row(40.0, &[(0.0, "신부"), (100.0, "사업")]),
            row(59.0, &[(100.0, "가람"), (123.0, "연구"), (200.0, "120")]),
            row(79.0, &[(100.0, "사업")]),
        ];
        let mut found = find(&lines.iter().collect::<Vec<_>>());
        let table = found.pop().and_then(|f| f.table).unwrap_or_default();
        let texts: Vec<Vec<String>> =
            table.rows.into_iter().map(|r| r.into_iter().map(|c| c.text.text).collect()).collect();
        let expected = [
            ["부처", "사업명", "2026"],
            ["과학기술정보통신부", "다온 개발 사업", "400"],
            ["과학기술정보통신부", "가람 연구 사업", "120"],
        ];
        assert_eq!(texts, expected);
    }

    #[test]
    fn names_beside_their_values_are_of_one_column() {
        let found = texts(&[
            &[(30.0, "부처"), (130.0, "사업명"), (230.0, "2026")],
            &[(0.0, "해솔부"), (70.0, "다온사업"), (190.0, "400")],
            &[(0.0, "미르부"), (70.0, "가람사업"), (190.0, "120")],
            &[(0.0, "누리시는"), (43.0, "바닷길을"), (86.0, "연다.")],
        ]);
        assert_eq!(found, [["부처", "사업명", "2026"], ["해솔부", "다온사업", "400"], ["미르부", "가람사업", "120"]]);
    }

    #[test]
    fn two_columns_of_text_are_no_table() {
        let left = "해솔시는 지난 봄에 시작한 물길 정비를 올해 안에 마치고";
        let right = "내년부터 시민에게 여는 방안을 마련하여 다음 달 보고한다";
        let row: &[(f32, &str)] = &[(0.0, left), (400.0, right)];
        assert!(texts(&[row, row, row, row]).is_empty());
    }
}
