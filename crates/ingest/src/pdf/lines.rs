//! The lines of a page in reading order.
//!
//! What `pdftotext` takes for the order of lines goes wrong on pages with columns, so the order is found from the boxes: a gutter that stays free of words,
//! with running text on both sides, parts columns; they are read one after the other, between what stands above and below.

use super::boxes::{Word, median};

/// Words at one height. Lengths are in points.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// Its words from left to right, at least one.
    pub words: Vec<Word>,
    /// The height of its middle.
    pub middle: f32,
    /// About the width of a syllable.
    pub em: f32,
}

impl Line {
    pub(super) fn of(mut words: Vec<Word>) -> Self {
        words.sort_by(|a, b| a.left.total_cmp(&b.left));
        Self { middle: median(words.iter().map(Word::middle)), em: em(&words), words }
    }

    pub(super) fn left(&self) -> f32 {
        self.words[0].left
    }

    pub(super) fn right(&self) -> f32 {
        self.words.iter().map(|w| w.right).fold(f32::MIN, f32::max)
    }

    /// The part of the page, bounded by ruling lines, in which it stands.
    pub(super) fn part(&self) -> Option<usize> {
        self.words[0].part
    }

    /// Its words with blanks between them, without marks of footnotes.
    pub(super) fn text(&self) -> String {
        joined(self.words.iter(), self.em)
    }
}

fn em(words: &[Word]) -> f32 {
    median(words.iter().map(Word::em)).clamp(1.0, 200.0)
}

/// Whether a blank stands before a word: not where it touches the one before, as "3월" in two fonts does.
pub(super) fn has_blank(right: f32, word: &Word, em: f32) -> bool {
    word.left - right > 0.1 * em || word.left < right - em
}

/// Words with blanks between them.
pub(super) fn joined<'w>(words: impl Iterator<Item = &'w Word>, em: f32) -> String {
    let mut out = String::new();
    let mut right: Option<f32> = None;
    for word in words {
        if right.is_some_and(|r| has_blank(r, word, em)) {
            out.push(' ');
        }
        out.push_str(&word.text);
        right = Some(word.right);
    }
    out
}

/// A part of a page whose lines go on from each other.
pub(super) type Region = Vec<Line>;

/// Words that stand apart by more than this, in widths of a syllable, may be of two columns.
const APART: f32 = 1.0;
/// The least that a column of text has: lines, their width in syllables, and which part of the column most of them fill.
const LEAST_LINES: usize = 3;
const NARROWEST: f32 = 9.0;
const FILLED: f32 = 0.7;
/// Columns within columns are followed so deep.
const DEEPEST: usize = 4;

/// The lines of a page, by regions in reading order. No line reaches out of a part of the page, whose left and right `sides` are given by its number.
pub(super) fn regions(words: Vec<Word>, sides: &[(f32, f32)]) -> Vec<Region> {
    let segments = segments(words);
    let mut out = Vec::new();
    part(segments, sides, 0, &mut out);
    out
}

/// Words by their height.
pub(super) fn by_height(mut words: Vec<Word>) -> Vec<Vec<Word>> {
    words.sort_by(|a, b| a.middle().total_cmp(&b.middle()));
    let mut rows: Vec<Vec<Word>> = Vec::new();
    for word in words {
        let near = |row: &&mut Vec<Word>| word.middle() - row[0].middle() < 0.5 * word.em().max(row[0].em());
        match rows.last_mut().filter(near) {
            Some(row) => row.push(word),
            None => rows.push(vec![word]),
        }
    }
    rows
}

/// Runs of words without a wide gap, from above.
fn segments(words: Vec<Word>) -> Vec<Line> {
    let mut out = Vec::new();
    for mut row in by_height(words) {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
        let em = em(&row);
        out.extend(runs(row, |last, word| word.left - last.right > APART * em));
    }
    out.sort_by(|a, b| a.middle.total_cmp(&b.middle));
    out
}

/// The words of a row, parted where the page is, and where else `parted` says.
fn runs(row: Vec<Word>, parted: impl Fn(&Word, &Word) -> bool) -> Vec<Line> {
    let mut runs: Vec<Vec<Word>> = Vec::new();
    for word in row {
        let goes_on = |last: &Word| last.part == word.part && !parted(last, &word);
        match runs.last_mut().filter(|run| run.last().is_some_and(goes_on)) {
            Some(run) => run.push(word),
            None => runs.push(vec![word]),
        }
    }
    runs.into_iter().map(Line::of).collect()
}

/// Puts segments at one height together again.
fn whole(segments: Vec<Line>) -> Region {
    let rows = by_height(segments.into_iter().flat_map(|s| s.words).collect());
    let whole = |mut row: Vec<Word>| {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
        runs(row, |_, _| false)
    };
    rows.into_iter().flat_map(whole).collect()
}

/// Gives the regions of a part of a page.
fn part(segments: Vec<Line>, sides: &[(f32, f32)], depth: usize, out: &mut Vec<Region>) {
    let columns = if depth < DEEPEST { columns(&segments, sides) } else { None };
    let Some(columns) = columns else {
        if !segments.is_empty() {
            out.push(whole(segments));
        }
        return;
    };
    let mut parts: [Vec<Line>; 4] = Default::default();
    for segment in segments {
        let at = if segment.middle < columns.top {
            0
        } else if segment.left() >= columns.gutter {
            if segment.middle <= columns.bottom { 2 } else { 3 }
        } else if segment.middle <= columns.left_bottom {
            1
        } else {
            3
        };
        parts[at].push(segment);
    }
    parts.into_iter().for_each(|p| part(p, sides, depth + 1, out));
}

/// Two columns of text.
struct Columns {
    gutter: f32,
    top: f32,
    bottom: f32,
    /// The left one may end below the right one.
    left_bottom: f32,
    size: usize,
}

/// The largest two columns.
fn columns(segments: &[Line], sides: &[(f32, f32)]) -> Option<Columns> {
    let em = median(segments.iter().map(|s| s.em));
    let mut edges: Vec<f32> = segments.iter().map(Line::left).collect();
    edges.sort_by(f32::total_cmp);
    edges.dedup_by(|a, b| *a - *b < 0.3 * em);
    let mut best: Option<Columns> = None;
    for gutter in edges.into_iter().map(|edge| edge - 0.2 * em) {
        let around = |part: usize| sides.get(part).is_some_and(|(left, right)| *left < gutter && gutter < *right);
        let crosses = |s: &Line| (s.left() < gutter && s.right() > gutter - 0.4 * em) || s.part().is_some_and(around);
        for run in segments.split(crosses) {
            if let Some(found) = beside(run, gutter).filter(|f| best.as_ref().is_none_or(|b| f.size > b.size)) {
                best = Some(found);
            }
        }
    }
    best
}

/// The columns on both sides of a gutter.
fn beside(run: &[Line], gutter: f32) -> Option<Columns> {
    let (left, right): (Vec<&Line>, Vec<&Line>) = run.iter().partition(|s| s.left() < gutter);
    let left = Column::of(&left);
    let pitch = 1.6 * median(run.iter().map(|s| s.em));
    let columns = |right: Column| {
        let top = left.first()?.max(right.first()?) - 0.6 * pitch;
        let bottom = left.last()?.min(right.last()?) + 0.6 * pitch;
        let (left_in, right_in) = (left.within(top, bottom), right.within(top, bottom));
        if !left_in.is_text() || !right_in.is_text() {
            return None;
        }
        let left_bottom = left.goes_on_below(bottom, left_in.width());
        Some(Columns { gutter, top, bottom, left_bottom, size: left_in.0.len() + right_in.0.len() })
    };
    // What stands far below a column is of something else: a table under it.
    let blocks = Column::of(&right).blocks(2.0 * pitch);
    blocks.into_iter().filter_map(columns).max_by_key(|c| c.size)
}

/// The rows of one side: from where to where each reaches, its height, and of how many segments it is.
struct Column(Vec<ColumnRow>);

#[derive(Clone, Copy)]
struct ColumnRow {
    left: f32,
    right: f32,
    middle: f32,
    em: f32,
    segments: usize,
}

impl Column {
    fn of(segments: &[&Line]) -> Self {
        let mut rows: Vec<ColumnRow> = Vec::new();
        for s in segments {
            match rows.last_mut().filter(|r| s.middle - r.middle < 0.5 * s.em) {
                Some(row) => {
                    (row.left, row.right) = (row.left.min(s.left()), row.right.max(s.right()));
                    row.segments += 1;
                }
                None => {
                    rows.push(ColumnRow { left: s.left(), right: s.right(), middle: s.middle, em: s.em, segments: 1 });
                }
            }
        }
        Self(rows)
    }

    /// The parts between rows that follow each other by more than this.
    fn blocks(self, farthest: f32) -> Vec<Self> {
        let mut blocks: Vec<Self> = Vec::new();
        for row in self.0 {
            let last = blocks.last().and_then(Self::last);
            match blocks.last_mut().filter(|_| last.is_some_and(|l| row.middle - l <= farthest)) {
                Some(block) => block.0.push(row),
                None => blocks.push(Self(vec![row])),
            }
        }
        blocks
    }

    fn first(&self) -> Option<f32> {
        self.0.first().map(|r| r.middle)
    }

    fn last(&self) -> Option<f32> {
        self.0.last().map(|r| r.middle)
    }

    fn within(&self, top: f32, bottom: f32) -> Self {
        Self(self.0.iter().filter(|r| (top..=bottom).contains(&r.middle)).copied().collect())
    }

    /// Left edge and width.
    fn width(&self) -> (f32, f32) {
        let left = self.0.iter().map(|r| r.left).fold(f32::MAX, f32::min);
        let right = self.0.iter().map(|r| r.right).fold(f32::MIN, f32::max);
        (left, right - left)
    }

    /// Whether it is running text, and no column of a table: most lines are one run of words and fill it.
    fn is_text(&self) -> bool {
        let (_, width) = self.width();
        let rows = self.0.len();
        let full = self.0.iter().filter(|r| r.right - r.left >= FILLED * width).count();
        let single = self.0.iter().filter(|r| r.segments == 1).count();
        rows >= LEAST_LINES
            && width >= NARROWEST * median(self.0.iter().map(|r| r.em))
            && full * 2 >= rows
            && single * 10 >= rows * 7
    }

    /// The lowest line of the column below a height: full lines that follow each other, and the short one that ends the last paragraph.
    fn goes_on_below(&self, bottom: f32, (_, width): (f32, f32)) -> f32 {
        let mut end = bottom;
        let mut last = self.0.iter().filter(|r| r.middle <= bottom).map(|r| r.middle).next_back().unwrap_or(bottom);
        let mut below = false;
        for row in self.0.iter().filter(|r| r.middle > bottom) {
            let full = row.right - row.left >= 0.85 * width;
            if row.middle - last > 2.2 * row.em || (!full && !below) {
                break;
            }
            (end, last) = (row.middle, row.middle);
            below = true;
            if !full {
                break;
            }
        }
        end
    }
}

#[cfg(test)]
pub(super) mod testing {
    use super::*;

    /// A word whose syllables are ten points wide, and its digits and marks about half of that.
    pub(in super::super) fn word(left: f32, middle: f32, text: &str) -> Word {
        let width = |c: char| if c >= '\u{1100}' { 10.0 } else { 5.5 };
        let right = left + text.chars().map(width).sum::<f32>();
        Word { left, right, top: middle - 5.0, bottom: middle + 5.0, text: text.to_owned(), ..Word::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::testing::word;
    use super::*;

    fn texts(words: Vec<Word>) -> Vec<Vec<String>> {
        regions(words, &[]).iter().map(|r| r.iter().map(Line::text).collect()).collect()
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let mut words = vec![word(0.0, 0.0, "제목이두단위에걸쳐서있는줄하나둘셋넷다섯여섯")];
        for i in 0_u8..4 {
            words.push(word(0.0, 40.0 + 16.0 * f32::from(i), &format!("왼쪽단의본문은길어요{i}")));
            words.push(word(120.0, 42.0 + 16.0 * f32::from(i), &format!("오른쪽단도본문이길다{i}")));
        }
        words.push(word(0.0, 130.0, "아래에는두단에걸친글이다시이어지고있으니읽자"));
        let read = texts(words);
        assert_eq!(read.len(), 4, "{read:?}");
        assert_eq!(
            (read[1].len(), read[1][3].as_str(), read[2][0].as_str()),
            (4, "왼쪽단의본문은길어요3", "오른쪽단도본문이길다0")
        );
    }

    #[test]
    fn cells_are_no_columns() {
        let mut words = Vec::new();
        for i in 0_u8..5 {
            let y = 20.0 * f32::from(i);
            words.extend([word(0.0, y, "가온 사업"), word(120.0, y, "400"), word(180.0, y, "450")]);
        }
        assert_eq!(texts(words).len(), 1);
    }
}
