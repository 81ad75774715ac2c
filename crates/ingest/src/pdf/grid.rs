//! The cells that ruling lines bound: lines that meet are one grid, and what no line parts is one cell. Where lines part rows only, the gaps that
//! all rows leave free part the columns.

use super::boxes::Word;
use super::gaps::{self, GAP, Gap};
use super::rules::{NEAR, Rule, Rules};
use std::collections::BTreeMap;

/// Rows and columns are wider than this, in points: what is narrower lies between double lines.
const NARROWEST: f32 = 5.0;
/// The most rows and columns of a grid: more are a drawing.
const MOST: usize = 400;
/// The most lines of a page that bounds tables.
const MOST_LINES: usize = 2_000;

/// A grid of a page. Lengths are in points.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    /// Where its columns and rows begin and end.
    xs: Vec<f32>,
    ys: Vec<f32>,
    /// From where to where words of each column may reach.
    insides: Vec<Gap>,
    /// Its cells.
    pub areas: Vec<Area>,
    /// The number of the cell at each place, row by row.
    places: Vec<usize>,
}

/// A cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub row: usize,
    pub column: usize,
    pub rows: usize,
    pub columns: usize,
}

impl Grid {
    pub(super) fn rows(&self) -> usize {
        self.ys.len() - 1
    }

    pub(super) fn columns(&self) -> usize {
        self.xs.len() - 1
    }

    /// Its left and right side.
    pub(super) fn sides(&self) -> (f32, f32) {
        (self.xs[0], self.xs[self.columns()])
    }

    /// Where its columns begin and end.
    pub(super) fn edges(&self) -> &[f32] {
        &self.xs
    }

    /// Whether the words next below it, up to this far, go across its columns or beyond them.
    pub(super) fn is_crossed_below(&self, words: &[Word], farthest: f32) -> bool {
        let bottom = self.ys[self.rows()];
        let below = |w: &&Word| w.middle() > bottom && w.middle() - bottom < farthest;
        let Some(next) = words.iter().filter(below).map(Word::middle).min_by(f32::total_cmp) else { return true };
        let inner = &self.xs[1..self.columns()];
        let beyond = |w: &Word| w.right < self.xs[0] || w.left > self.xs[self.columns()];
        let crosses = |w: &Word| beyond(w) || inner.iter().any(|x| w.left + 1.0 < *x && *x < w.right - 1.0);
        words.iter().filter(below).any(|w| w.middle() - next < w.em() && crosses(w))
    }

    /// From where to where the words of a cell may reach.
    pub(super) fn sides_of(&self, area: &Area) -> (f32, f32) {
        (self.insides[area.column].0, self.insides[area.column + area.columns - 1].1)
    }

    /// The cell in which the middle of a word lies.
    pub(super) fn area_of(&self, word: &Word) -> Option<usize> {
        let band = |edges: &[f32], at: f32| {
            edges.partition_point(|&edge| edge <= at).checked_sub(1).filter(|&i| i + 1 < edges.len())
        };
        let column = band(&self.xs, f32::midpoint(word.left, word.right))?;
        let row = band(&self.ys, word.middle())?;
        Some(self.places[row * self.columns() + column])
    }

    /// Where the columns within a cell that takes several begin.
    pub(super) fn inner_edges(&self, area: &Area) -> &[f32] {
        &self.xs[area.column + 1..area.column + area.columns]
    }

    /// Makes a cell of several columns one in each.
    pub(super) fn split(&mut self, number: usize) {
        let whole = self.areas[number];
        self.areas[number].columns = 1;
        for column in whole.column + 1..whole.column + whole.columns {
            for row in whole.row..whole.row + whole.rows {
                let place = row * self.columns() + column;
                self.places[place] = self.areas.len();
            }
            self.areas.push(Area { column, columns: 1, ..whole });
        }
    }

    /// A grid of rows between these lines, whose columns the gaps part.
    fn of_gaps(lines: &[Rule], gaps: &[Gap]) -> Self {
        let (from, to) = (lines[0].from, lines[0].to);
        let inner = gaps.iter().map(|gap| f32::midpoint(gap.0, gap.1));
        let xs: Vec<f32> = [from].into_iter().chain(inner).chain([to]).collect();
        let lefts = [from].into_iter().chain(gaps.iter().map(|gap| gap.1));
        let insides = lefts.zip(gaps.iter().map(|gap| gap.0).chain([to])).collect();
        let columns = xs.len() - 1;
        let area = |at: usize| Area { row: at / columns, column: at % columns, rows: 1, columns: 1 };
        let len = columns * (lines.len() - 1);
        let ys = lines.iter().map(|l| l.at).collect();
        Self { xs, ys, insides, areas: (0..len).map(area).collect(), places: (0..len).collect() }
    }

    fn size(&self) -> f32 {
        (self.xs[self.columns()] - self.xs[0]) * (self.ys[self.rows()] - self.ys[0])
    }
}

/// The grids of a page that have at least two columns, the smallest first: one may lie in a cell of another.
pub(super) fn find(rules: &Rules, words: &[Word]) -> Vec<Grid> {
    let mut grids = Vec::new();
    if rules.across.len() + rules.down.len() > MOST_LINES {
        return grids;
    }
    let mut open: Vec<Rule> = Vec::new();
    for lines in met(rules) {
        match grid(&lines) {
            Some(grid) => grids.push(grid),
            None if edges(&lines.down, &lines.across).len() == 2 => open.extend(lines.across),
            None => {}
        }
    }
    let mut by_height: Vec<&Word> = words.iter().collect();
    by_height.sort_by(|a, b| a.middle().total_cmp(&b.middle()));
    grids.extend(stacks(open).iter().flat_map(|stack| of_rows(stack, &by_height)));
    grids.sort_by(|a, b| a.size().total_cmp(&b.size()));
    grids
}

/// Lines that begin and end below each other, from above.
fn stacks(mut lines: Vec<Rule>) -> Vec<Vec<Rule>> {
    lines.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut stacks: Vec<Vec<Rule>> = Vec::new();
    for line in lines {
        let below = |s: &&mut Vec<Rule>| (s[0].from - line.from).abs() < NEAR && (s[0].to - line.to).abs() < NEAR;
        match stacks.iter_mut().find(below) {
            Some(stack) => stack.push(line),
            None => stacks.push(vec![line]),
        }
    }
    stacks
}

/// Grids of which lines part the rows, and gaps between words the columns: rows belong together as long as most gaps go on.
fn of_rows(lines: &[Rule], words: &[&Word]) -> Vec<Grid> {
    let bands: Vec<Vec<Gap>> = lines.windows(2).map(|pair| free(&pair[0], &pair[1], words)).collect();
    let mut grids = Vec::new();
    let mut start = 0;
    while start + 1 < bands.len() {
        let inner = |gaps: &[Gap]| -> Vec<Gap> {
            gaps.iter().copied().filter(|gap| gap.0 > lines[start].from && gap.1 < lines[start].to).collect()
        };
        let most_of = |common: &[Gap], next: &[Gap]| !next.is_empty() && next.len() * 2 >= common.len();
        // The head may have words over several columns.
        let mut common = bands[start + 1].clone();
        let mut end = start + 2;
        while let Some(band) = bands.get(end) {
            let next = shared(&common, band);
            if !most_of(&inner(&common), &inner(&next)) {
                break;
            }
            (common, end) = (next, end + 1);
        }
        let columns = inner(&common);
        if most_of(&columns, &shared(&columns, &bands[start])) {
            grids.push(Grid::of_gaps(&lines[start..=end], &columns));
            start = end;
        } else {
            start += 1;
        }
    }
    grids
}

/// The gaps that the words between two lines leave free on all their height, also those before and behind them. The words come by height.
fn free(above: &Rule, below: &Rule, words: &[&Word]) -> Vec<Gap> {
    let first = words.partition_point(|w| w.middle() <= above.at);
    let between = words[first..].iter().take_while(|w| w.middle() < below.at);
    let within = |w: &&&Word| w.left > above.from - NEAR && w.right < above.to + NEAR;
    let mut words: Vec<&Word> = between.filter(within).copied().collect();
    words.sort_by(|a, b| a.left.total_cmp(&b.left));
    if words.is_empty() {
        return Vec::new();
    }
    gaps::free(words, (above.from, above.to), |word| GAP * word.em())
}

/// What two rows leave free.
fn shared(gaps: &[Gap], others: &[Gap]) -> Vec<Gap> {
    let wide = |(left, right): &Gap| right - left >= NARROWEST * 0.5;
    gaps::overlapping(gaps, others).map(gaps::common).filter(wide).collect()
}

/// The lines that meet each other, directly or by others.
fn met(rules: &Rules) -> Vec<Rules> {
    let (across, down) = (&rules.across, &rules.down);
    let mut sets = Sets::new(across.len() + down.len());
    let reaches = |rule: &Rule, at: f32| (rule.from - NEAR..=rule.to + NEAR).contains(&at);
    for (i, a) in across.iter().enumerate() {
        for (j, d) in down.iter().enumerate() {
            if reaches(a, d.at) && reaches(d, a.at) {
                sets.join(i, across.len() + j);
            }
        }
    }
    let mut out: BTreeMap<usize, Rules> = BTreeMap::new();
    for (i, a) in across.iter().enumerate() {
        out.entry(sets.of(i)).or_default().across.push(*a);
    }
    for (j, d) in down.iter().enumerate() {
        out.entry(sets.of(across.len() + j)).or_default().down.push(*d);
    }
    out.into_values().collect()
}

/// The grid of lines that meet, unless they bound no cells that are boxes.
fn grid(rules: &Rules) -> Option<Grid> {
    // The sides may be open: then the lines across end there.
    let xs = edges(&rules.down, &rules.across);
    let ys = edges(&rules.across, &rules.down);
    let (rows, columns) = (ys.len().checked_sub(1)?, xs.len().checked_sub(1)?);
    if !(1..=MOST).contains(&rows) || !(2..=MOST).contains(&columns) {
        return None;
    }
    let mut sets = Sets::new(rows * columns);
    let below = walls(&rules.across, &ys, &xs);
    let right = walls(&rules.down, &xs, &ys);
    for row in 0..rows {
        for column in 0..columns {
            let place = row * columns + column;
            if column + 1 < columns && !right[column + 1][row] {
                sets.join(place, place + 1);
            }
            if row + 1 < rows && !below[row + 1][column] {
                sets.join(place, place + columns);
            }
        }
    }
    let mut areas: Vec<Area> = Vec::new();
    let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
    let mut places = Vec::with_capacity(rows * columns);
    for (row, column) in (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column))) {
        let number = *numbers.entry(sets.of(row * columns + column)).or_insert_with(|| {
            areas.push(Area { row, column, rows: 1, columns: 1 });
            areas.len() - 1
        });
        let area = &mut areas[number];
        // It is first met in its upper row, there at its left end if it is a box.
        if column < area.column {
            return None;
        }
        area.rows = area.rows.max(row - area.row + 1);
        area.columns = area.columns.max(column - area.column + 1);
        places.push(number);
    }
    let covered: usize = areas.iter().map(|a| a.rows * a.columns).sum();
    let insides = xs.windows(2).map(|pair| (pair[0], pair[1])).collect();
    (covered == rows * columns).then_some(Grid { xs, ys, insides, areas, places })
}

/// Where the columns (or rows) of a grid begin and end: at lines, and where those that cross them end.
fn edges(lines: &[Rule], crossing: &[Rule]) -> Vec<f32> {
    let first = crossing.iter().map(|r| r.from).fold(f32::MAX, f32::min);
    let last = crossing.iter().map(|r| r.to).fold(f32::MIN, f32::max);
    let mut edges: Vec<f32> = lines.iter().map(|r| r.at).collect();
    edges.sort_by(f32::total_cmp);
    edges.dedup_by(|a, b| *a - *b < NARROWEST);
    let beyond = |edge: Option<&f32>, end: f32| edge.is_none_or(|e| (end - e).abs() >= NARROWEST + NEAR);
    if edges.first().is_none_or(|e| first < *e) && beyond(edges.first(), first) {
        edges.insert(0, first);
    }
    if edges.last().is_none_or(|e| last > *e) && beyond(edges.last(), last) {
        edges.push(last);
    }
    edges
}

/// At each of these edges, which of the bands between the others a line closes.
fn walls(lines: &[Rule], edges: &[f32], bands: &[f32]) -> Vec<Vec<bool>> {
    let mut walls = vec![vec![false; bands.len() - 1]; edges.len()];
    for line in lines {
        // Edges that were near are one: the last that is not behind the line.
        let at = edges.partition_point(|edge| *edge <= line.at + 0.01).saturating_sub(1);
        for (band, pair) in bands.windows(2).enumerate() {
            let middle = f32::midpoint(pair[0], pair[1]);
            walls[at][band] |= line.from <= middle && middle <= line.to;
        }
    }
    walls
}

/// Sets of numbers that are joined.
struct Sets(Vec<usize>);

impl Sets {
    fn new(len: usize) -> Self {
        Self((0..len).collect())
    }

    fn of(&mut self, mut number: usize) -> usize {
        while self.0[number] != number {
            self.0[number] = self.0[self.0[number]];
            number = self.0[number];
        }
        number
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        self.0[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(at: f32, from: f32, to: f32) -> Rule {
        Rule { at, from, to }
    }

    #[test]
    fn what_no_line_parts_is_one_cell() {
        // Three rows and columns with open sides; the first cell takes two rows, the one beside it two columns.
        let across =
            vec![rule(0.0, 0.0, 300.0), rule(20.0, 100.0, 300.0), rule(40.0, 0.0, 300.0), rule(60.0, 0.0, 300.0)];
        let down = vec![rule(100.0, 0.0, 60.0), rule(200.0, 20.0, 60.0)];
        let grids = find(&Rules { across, down }, &[]);
        let spans: Vec<_> = grids[0].areas.iter().map(|a| (a.row, a.column, a.rows, a.columns)).collect();
        assert_eq!(
            spans,
            [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1), (2, 0, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1)]
        );
    }

    #[test]
    fn a_frame_and_lines_below_words_are_no_grid() {
        let frame = Rules {
            across: vec![rule(0.0, 0.0, 90.0), rule(50.0, 0.0, 90.0)],
            down: vec![rule(0.0, 0.0, 50.0), rule(90.0, 0.0, 50.0)],
        };
        assert!(find(&frame, &[]).is_empty());
        let rows =
            Rules { across: (0_u8..5).map(|i| rule(20.0 * f32::from(i), 0.0, 90.0)).collect(), down: Vec::new() };
        assert!(find(&rows, &[]).is_empty());
    }

    #[test]
    fn lines_below_rows_part_rows_and_gaps_columns() {
        use super::super::lines::testing::word;
        let across = [0.0, 20.0, 60.0, 80.0, 140.0].map(|at| rule(at, 0.0, 200.0)).to_vec();
        let words = [
            word(0.0, 10.0, "사업명"),
            word(150.0, 10.0, "예산"),
            word(0.0, 30.0, "해솔시물길"),
            word(0.0, 48.0, "정비"),
            word(150.0, 40.0, "120"),
            word(0.0, 70.0, "미르사업"),
            word(150.0, 70.0, "30"),
            word(0.0, 100.0, "아래에는표가아니라본문이이어진다"),
        ];
        let rules = Rules { across, down: Vec::new() };
        let grids = find(&rules, &words);
        assert_eq!(grids.iter().map(|g| (g.rows(), g.columns())).collect::<Vec<_>>(), [(3, 2)]);
        assert_eq!(grids[0].area_of(&words[3]), Some(2));
    }

    #[test]
    fn tables_beside_each_other_are_two() {
        let table = |left: f32| {
            let across = (0_u8..3).map(move |i| rule(20.0 * f32::from(i), left, left + 100.0));
            (across, (0_u8..3).map(move |i| rule(left + 50.0 * f32::from(i), 0.0, 40.0)))
        };
        let ((a, b), (c, d)) = (table(0.0), table(120.0));
        let rules = Rules { across: a.chain(c).collect(), down: b.chain(d).collect() };
        assert_eq!(find(&rules, &[]).iter().map(|g| g.areas.len()).collect::<Vec<_>>(), [4, 4]);
    }
}
