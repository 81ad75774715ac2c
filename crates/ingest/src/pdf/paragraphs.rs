//! Which lines of a PDF go on in the next, by where they end in their column.

use super::boxes::is_syllable;
use super::lines::Line;
use crate::render::{ends_sentence, has_marker};

/// Lines that follow each other by more than this, in widths of a syllable, or by more than this part of what is usual in their column, are apart.
const FARTHEST: f32 = 3.2;
const FARTHER: f32 = 1.45;
/// Lines of one paragraph are set in one size, but for what is measured.
const SAME_SIZE: f32 = 0.78;
/// What a full line may leave free where words are broken anywhere.
const ROOM: f32 = 1.6;

/// How the lines of a column were set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    right: f32,
    pitch: f32,
    /// Whether lines break between words only: then they end where the next word would not have fitted.
    by_words: bool,
}

impl Setting {
    /// How the lines of a region were set. Lines of tables are none of them.
    pub(super) fn of(lines: &[&Line]) -> Self {
        let mut rights: Vec<f32> = lines.iter().map(|l| l.right()).collect();
        rights.sort_by(f32::total_cmp);
        // A line may stick out.
        let right = rights.get(rights.len() * 95 / 100).copied().unwrap_or(0.0);
        let pitches = lines.windows(2).map(|p| p[1].middle - p[0].middle).filter(|p| *p > 0.0);
        let open: Vec<f32> = lines
            .iter()
            .filter(|l| !ends_sentence(&l.text()))
            .map(|l| (right - l.right()) / l.em)
            .filter(|gap| *gap < 8.0)
            .collect();
        let ragged = open.iter().filter(|gap| **gap > 1.2).count();
        Self { right, pitch: super::boxes::median(pitches), by_words: open.len() >= 2 && ragged * 10 > open.len() * 3 }
    }

    /// Whether a blank stands between a line and the next one, which goes on with it; else that is not known.
    pub(super) fn parts_words(self, line: &Line, next: &Line) -> bool {
        self.by_words && is_parted(line, next)
    }

    /// Whether a line goes on in the next one of its column.
    pub(super) fn goes_on(self, line: &Line, next: &Line) -> bool {
        let step = next.middle - line.middle;
        let near = step > 0.0 && step < FARTHEST * line.em && step < FARTHER * self.pitch;
        let marked = next.words.first().is_some_and(|w| w.before.is_some());
        let starts_anew = !marked && next.left() > line.left() + 0.6 * line.em && !has_marker(&line.text());
        near && !starts_anew && (self.is_full(line, next) || self.is_within(line)) && fits(line, next)
    }

    /// Whether the last line of its column goes on in the first one of the next column or page.
    pub(super) fn goes_on_elsewhere(self, line: &Line, next: &Line) -> bool {
        self.is_full(line, next) && !ends_sentence(&line.text()) && fits(line, next)
    }

    /// Whether a line that is not quite full stands within running text: one sentence ends in it, and another is open at its end.
    fn is_within(self, line: &Line) -> bool {
        let text = line.text();
        let room = (self.right - line.right()) / (self.right - line.left()).max(1.0);
        text.contains("다. ") && !ends_sentence(&text) && room < 0.3
    }

    fn is_full(self, line: &Line, next: &Line) -> bool {
        let first = next.words.first().map_or(0.0, |w| w.right - w.left);
        let room = if self.by_words { first + 0.45 * line.em } else { (ROOM * line.em).min(first + 0.45 * line.em) };
        let gap = self.right - line.right();
        // A sentence that ends a little before the edge ends its paragraph more often than not.
        gap < room && !(ends_sentence(&line.text()) && gap > 0.8 * line.em && !self.by_words)
    }
}

/// Whether two lines may be of one paragraph.
fn fits(line: &Line, next: &Line) -> bool {
    let size = line.em.min(next.em) / line.em.max(next.em);
    let (text, next) = (line.text(), next.text());
    // "다." counts items, but also ends a sentence that the line end has broken.
    let ending = next.starts_with("다.") && !ends_sentence(&text) && text.ends_with(is_syllable);
    size > SAME_SIZE && (ending || !has_marker(&next)) && !opens(&next)
}

/// Whether a blank stands between two lines of a paragraph whose lines break between words: not before a particle behind quotation marks.
fn is_parted(line: &Line, next: &Line) -> bool {
    let particle = next.words.first().is_some_and(|w| w.text.chars().count() == 1);
    !(particle && line.text().ends_with(['’', '”', '」', '』', ')']))
}

/// Whether a line begins what is no running text: a caption or a unit.
fn opens(text: &str) -> bool {
    text.starts_with(['<', '〈', '《', '[']) || text.starts_with("(단위") || text.starts_with("출처")
}

#[cfg(test)]
mod tests {
    use super::super::lines::testing::word;
    use super::*;

    fn goes_on(texts: &[&str]) -> Vec<bool> {
        let line = |(i, text): (usize, &&str)| {
            let mut left = 0.0;
            let mut words = Vec::new();
            for w in text.split(' ') {
                words.push(word(left, 16.0 * i as f32, w));
                left += 10.0 * w.chars().count() as f32 + 3.0;
            }
            Line::of(words)
        };
        let lines: Vec<Line> = texts.iter().enumerate().map(line).collect();
        let all: Vec<&Line> = lines.iter().collect();
        let setting = Setting::of(&all);
        lines.windows(2).map(|p| setting.goes_on(&p[0], &p[1])).collect()
    }

    #[test]
    fn full_lines_go_on() {
        let found = goes_on(&[
            "해솔시는 지난 봄에 시작한 물길 정",
            "비를 올해 안에 마친다고 밝혔다.",
            "미르시는 내년부터 시민에게 하늘길",
            "을 연다.",
            "- 바닷길 정비",
        ]);
        assert_eq!(found, [true, false, true, false]);
        let found = goes_on(&[
            "해솔시는 지난 봄에 시작한 물길 정비를 마친다고",
            "밝혔다. 이 사업에는 모두 합쳐 12억",
            "원이 든다.",
        ]);
        assert_eq!(found, [true, true]);
    }
}
