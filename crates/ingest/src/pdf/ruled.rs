//! Tables whose cells are bounded by ruling lines.

use super::boxes::{Word, is_syllable};
use super::gaps::{APART, GAP, WIDE};
use super::grid::Grid;
use super::lines::{Line, by_height};
use super::notes::{self, Note};
use super::tables::is_broken;
use crate::content::{Cell, Prose, Table};
use crate::render::has_marker;
use crate::render::table::is_number;
use std::collections::{BTreeMap, BTreeSet};

/// A part of a page that ruling lines bound.
#[derive(Debug)]
pub(super) struct Part {
    grid: Grid,
    /// Whether its lines tell rows and columns; else the gaps between its words do.
    pub is_ruled: bool,
}

/// The least part of the cells of a table that have words, as a divisor: a chart has few.
const FILLED: usize = 3;
/// Words stand at most this far from the side of their cell, in points, because that is how cells are set.
const PADDING: f32 = 8.0;
/// Where words are broken anywhere, a line leaves less than this free, in widths of a syllable.
const FULL: f32 = 1.2;
/// Particles that are no word: one that opens a line belongs to the word before.
const PARTICLES: &[&str] = &["은", "는", "을", "를", "의", "에", "와", "과", "도", "로"];
/// So many full lines are no chance.
const MANY: usize = 3;

/// The lines of words in each cell of a grid, of those words that are in no other part.
fn lines(grid: &Grid, words: &[Word]) -> Vec<Vec<Line>> {
    let mut cells: Vec<Vec<Word>> = vec![Vec::new(); grid.areas.len()];
    for word in words {
        if let Some(area) = grid.area_of(word) {
            cells[area].push(word.clone());
        }
    }
    cells.into_iter().map(|words| by_height(words).into_iter().map(Line::of).collect()).collect()
}

/// The parts of a page that are bounded as tables are. Each word is told in which it stands: the smallest that holds it.
pub(super) fn parts(grids: Vec<Grid>, words: &mut [Word]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for mut grid in grids {
        let is_free = |w: &&Word| w.part.is_none() && grid.area_of(w).is_some();
        let free: Vec<Word> = words.iter().filter(is_free).cloned().collect();
        let cells = split(&mut grid, &free);
        if !is_filled(&grid, &cells) && !is_heading(&grid, &cells, words) {
            continue;
        }
        for word in words.iter_mut().filter(|w| w.part.is_none()) {
            word.part = grid.area_of(word).map(|_| parts.len());
        }
        let is_ruled = grid.rows() > 1 && tells_rows(&grid, &cells) && tells_columns(&grid, &cells);
        parts.push(Part { grid, is_ruled });
    }
    parts
}

/// The lines in each cell, once cells over several columns are parted whose words stand in these: rows of which only every second has lines around its cells.
fn split(grid: &mut Grid, words: &[Word]) -> Vec<Vec<Line>> {
    let cells = lines(grid, words);
    let is_parted = |number: &usize| {
        let edges = grid.inner_edges(&grid.areas[*number]);
        let crossed = |w: &Word| edges.iter().any(|x| w.left < *x && *x < w.right);
        let parted = |l: &Line, pair: &[Word]| {
            let between = |x: &f32| pair[0].right <= *x && *x <= pair[1].left;
            pair[1].left - pair[0].right > GAP * l.em && edges.iter().any(between)
        };
        let lines = &cells[*number];
        !lines.iter().flat_map(|l| &l.words).any(crossed)
            && lines.iter().any(|l| l.words.windows(2).any(|pair| parted(l, pair)))
    };
    let numbers: Vec<usize> = (0..grid.areas.len()).filter(is_parted).collect();
    if numbers.is_empty() {
        return cells;
    }
    numbers.into_iter().for_each(|number| grid.split(number));
    lines(grid, words)
}

/// Whether a row by itself is a heading with its number beside it, and not the head of a table whose other rows have no lines.
fn is_heading(grid: &Grid, cells: &[Vec<Line>], words: &[Word]) -> bool {
    let em = cells.iter().flatten().map(|l| l.em).fold(0.0, f32::max);
    grid.rows() == 1
        && cells.iter().filter(|lines| !lines.is_empty()).count() >= 2
        && grid.is_crossed_below(words, APART * em)
}

/// Whether words stand in rows and columns of a grid, as they do not in a chart.
fn is_filled(grid: &Grid, cells: &[Vec<Line>]) -> bool {
    let filled: Vec<_> = grid.areas.iter().zip(cells).filter(|(_, lines)| !lines.is_empty()).map(|(a, _)| a).collect();
    let rows: BTreeSet<usize> = filled.iter().map(|a| a.row).collect();
    let columns: BTreeSet<usize> = filled.iter().map(|a| a.column).collect();
    filled.len() >= 3 && rows.len() >= 2 && columns.len() >= 2 && filled.len() * FILLED >= grid.areas.len()
}

/// Whether each row has lines around it: not where numbers stand below each other in one cell, and as many names beside them.
fn tells_rows(grid: &Grid, cells: &[Vec<Line>]) -> bool {
    let of_numbers = |lines: &[Line]| lines.len() > 1 && lines.iter().all(|l| is_number(&l.text()));
    (0..grid.rows()).all(|row| {
        let band = || grid.areas.iter().zip(cells).filter(|(a, _)| a.row == row && a.rows == 1).map(|(_, lines)| lines);
        let most = band().filter(|l| of_numbers(l)).map(Vec::len).max();
        most.is_none_or(|most| !band().any(|l| l.len() >= most && !of_numbers(l)))
    })
}

/// Whether each column has lines around it: not where most of its lines have a wide gap.
fn tells_columns(grid: &Grid, cells: &[Vec<Line>]) -> bool {
    let gap = |l: &&Line| l.words.windows(2).any(|pair| pair[1].left - pair[0].right > WIDE * l.em);
    (0..grid.columns()).all(|column| {
        let of_column = grid.areas.iter().zip(cells).filter(|(a, _)| a.column == column && a.columns == 1);
        let lines: Vec<&Line> = of_column.flat_map(|(_, lines)| lines).collect();
        let wide = lines.iter().copied().filter(|l| gap(l)).count();
        wide < 2 || wide * 2 < lines.len()
    })
}

impl Part {
    /// Where its columns begin and end.
    pub(super) fn edges(&self) -> &[f32] {
        self.grid.edges()
    }

    /// Its left and right side.
    pub(super) fn sides(&self) -> (f32, f32) {
        self.grid.sides()
    }

    /// The table of these words, all that stand in it.
    pub(super) fn table(&self, words: &[Word], known: &Known, notes: &mut Vec<Note>) -> Table {
        let cells = lines(&self.grid, words);
        let setting = self.setting(&cells, known);
        // Bands without words lie between double lines, or where a line is longer than the table.
        let used = |of: fn(&super::grid::Area) -> usize| -> Vec<usize> {
            let filled = self.grid.areas.iter().zip(&cells).filter(|(_, lines)| !lines.is_empty());
            filled.map(|(area, _)| of(area)).collect::<BTreeSet<_>>().into_iter().collect()
        };
        let (rows, columns) = (used(|a| a.row), used(|a| a.column));
        let within =
            |bands: &[usize], from: usize, len: usize| bands.iter().filter(|&&b| b >= from && b < from + len).count();
        let mut out: Vec<Vec<Cell>> = vec![Vec::new(); rows.len()];
        let mut areas: Vec<_> = self.grid.areas.iter().zip(&cells).collect();
        areas.sort_by_key(|(area, _)| (area.row, area.column));
        for (area, lines) in areas {
            let spans = (within(&rows, area.row, area.rows), within(&columns, area.column, area.columns));
            if spans.0 > 0 && spans.1 > 0 {
                let text = setting.text(lines, self.grid.sides_of(area), known, notes);
                out[within(&rows, 0, area.row)].push(Cell {
                    text,
                    tables: Vec::new(),
                    rows: spans.0,
                    columns: spans.1,
                });
            }
        }
        Table { rows: out, ..Table::default() }
    }

    /// How the lines of its cells were set.
    fn setting(&self, cells: &[Vec<Line>], known: &Known) -> Setting {
        let sided = || self.grid.areas.iter().map(|a| self.grid.sides_of(a)).zip(cells);
        let inset = |((left, right), lines): ((f32, f32), &Vec<Line>)| {
            lines.iter().map(|l| (l.left() - left).min(right - l.right())).fold(PADDING, f32::min)
        };
        let padding = sided().map(inset).fold(PADDING, f32::min).max(0.0);
        let mut setting = Setting { padding, by_words: false, full: 0, broken: false };
        for (sides, lines) in sided() {
            for pair in lines.windows(2) {
                if !setting.ends(&pair[0], &pair[1], sides) {
                    let is_full = setting.room(&pair[0], sides) < FULL * pair[0].em;
                    setting.full += usize::from(is_full);
                    setting.by_words |= !is_full;
                    setting.broken |= is_full && known.joins(&ends(&pair[0], &pair[1]));
                }
            }
        }
        setting
    }
}

/// How the lines of the cells of a table were set.
struct Setting {
    padding: f32,
    /// Whether a line was broken that had room for a syllable: then lines break between words.
    by_words: bool,
    /// How many lines were broken that had none, ...
    full: usize,
    /// ... and whether one of them was within a word that the document has.
    broken: bool,
}

/// The last word of a line, and the first of the next one.
fn ends(line: &Line, next: &Line) -> (String, String) {
    let (above, below) = (line.text(), next.text());
    let last = above.rsplit(' ').next().unwrap_or_default();
    (last.to_owned(), below.split(' ').next().unwrap_or_default().to_owned())
}

impl Setting {
    /// What a line leaves free in its cell.
    fn room(&self, line: &Line, (left, right): (f32, f32)) -> f32 {
        (right - left) - 2.0 * self.padding - (line.right() - line.left())
    }

    /// Whether the author ended a line: the next word would have fitted, or the next line has a marker.
    fn ends(&self, line: &Line, next: &Line, sides: (f32, f32)) -> bool {
        let word = &next.words[0];
        self.room(line, sides) > word.right - word.left + 0.45 * line.em || has_marker(&next.text())
    }

    /// The words of a cell. A line end is one that the author set.
    fn text(&self, lines: &[Line], sides: (f32, f32), known: &Known, notes: &mut Vec<Note>) -> Prose {
        let mut out = Prose::default();
        for (i, line) in lines.iter().enumerate() {
            if let Some(last) = i.checked_sub(1).map(|i| &lines[i]) {
                out.text.push_str(match () {
                    () if self.ends(last, line, sides) => "\n",
                    () if self.is_broken(last, line, known) => "",
                    () => " ",
                });
            }
            out.append(notes::bound(line, notes));
        }
        out
    }

    /// Whether a line ends within a word.
    fn is_broken(&self, line: &Line, next: &Line, known: &Known) -> bool {
        let (above, below) = (line.text(), next.text());
        if !above.ends_with(is_syllable) || !below.starts_with(is_syllable) {
            return false;
        }
        let anywhere = !self.by_words && (self.broken || self.full >= MANY || is_broken(&above, &below));
        let ends = ends(line, next);
        let particle = PARTICLES.contains(&ends.1.as_str());
        known.joins(&ends) || (anywhere && (particle || !known.has_again(&ends.0)))
    }
}

/// The words of a document, each with how often it stands there.
#[derive(Debug, Default)]
pub(super) struct Known(BTreeMap<String, usize>);

impl Known {
    pub(super) fn of<'w>(words: impl Iterator<Item = &'w Word>) -> Self {
        let mut known = BTreeMap::new();
        words.for_each(|w| *known.entry(w.text.clone()).or_default() += 1);
        Self(known)
    }

    /// Whether two ends of lines are one word elsewhere, perhaps with a particle.
    fn joins(&self, (last, first): &(String, String)) -> bool {
        let word = format!("{last}{first}");
        self.0.range(word.clone()..).next().is_some_and(|(known, _)| known.starts_with(&word))
    }

    /// Whether the end of a line is a word elsewhere, too.
    fn has_again(&self, word: &str) -> bool {
        self.0.get(word).is_some_and(|&times| times > 1)
    }
}

#[cfg(test)]
mod tests {
    use super::super::grid;
    use super::super::lines::testing::word;
    use super::super::rules::{Rule, Rules};
    use super::*;
    use proptest::prelude::*;

    fn rules() -> impl Strategy<Value = Vec<Rule>> {
        let rule = (0_u8..12, 0_u8..12, 0_u8..12).prop_map(|(at, from, to)| Rule {
            at: 20.0 * f32::from(at),
            from: 20.0 * f32::from(from.min(to)),
            to: 20.0 * f32::from(from.max(to)),
        });
        prop::collection::vec(rule, 0..30)
    }

    /// Few words, so that they stand in each other's cells, and few places, so that they are full.
    fn words() -> impl Strategy<Value = Vec<Word>> {
        let place = (0_u8..20, 0_u8..20, prop::sample::select(vec!["가나", "다라마", "12", "3,400", "바"]));
        let of = |(left, top, text)| word(12.0 * f32::from(left), 12.0 * f32::from(top), text);
        prop::collection::vec(place.prop_map(of), 0..40)
    }

    proptest! {
        #[test]
        fn no_word_of_a_table_is_lost(across in rules(), down in rules(), mut words in words()) {
            let parts = parts(grid::find(&Rules { across, down }, &words), &mut words);
            for (number, part) in parts.iter().enumerate() {
                let inside: Vec<Word> = words.iter().filter(|w| w.part == Some(number)).cloned().collect();
                let table = part.table(&inside, &Known::of(words.iter()), &mut Vec::new());
                let sorted = |text: String| {
                    let mut chars: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
                    chars.sort_unstable();
                    chars
                };
                let cells = table.rows.iter().flatten().map(|c| c.text.text.clone()).collect::<String>();
                let all = inside.iter().map(|w| w.text.clone()).collect::<String>();
                prop_assert_eq!(sorted(cells), sorted(all));
                // Each cell is in the grid that the table is written by.
                let covered = table.grid().iter().flatten().flatten().filter(|p| p.first_column).count();
                prop_assert!(covered >= table.rows.iter().flatten().count());
            }
        }
    }
}
