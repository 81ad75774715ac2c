//! Source text, joined text, and the way back from one to the other.

use std::ops::Range;

/// A range of the source in Unicode code points of the decoded file, `start` inclusive, `end` exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

impl Span {
    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A decoded file with an index of its lines.
#[derive(Debug, Clone, Default)]
pub struct Source {
    text: String,
    /// For each line its first code point and first byte.
    lines: Vec<(u32, usize)>,
    /// The byte of every [`SOURCE_STEP`]th code point, so that finding one does not take longer in a long line.
    steps: Vec<usize>,
}

/// Code points between two places that a source remembers, which is asked for the places of all evidence.
const SOURCE_STEP: usize = 16;

/// Code points between two places that a text remembers.
const STEP: usize = 64;

impl Source {
    /// Indexes `text`; a line ends at `\n`, `\r\n` or a lone `\r`, which stay part of it.
    #[must_use]
    pub fn new(text: String) -> Self {
        let mut lines = vec![(0, 0)];
        // A syllable has three bytes.
        let mut steps = Vec::with_capacity(text.len() / (2 * SOURCE_STEP));
        let mut code_point = 0;
        for (byte, c) in text.char_indices() {
            if (code_point as usize).is_multiple_of(SOURCE_STEP) {
                steps.push(byte);
            }
            code_point += 1;
            if c == '\n' || (c == '\r' && !text[byte + 1..].starts_with('\n')) {
                lines.push((code_point, byte + 1));
            }
        }
        Self { text, lines, steps }
    }

    /// The whole text.
    #[inline]
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Number of lines, at least 1.
    #[must_use]
    pub fn line_count(&self) -> u32 {
        u32::try_from(self.lines.len()).unwrap_or(u32::MAX)
    }

    /// The lines with the code point at which each starts, without their line ends.
    pub fn lines(&self) -> impl Iterator<Item = (u32, &str)> {
        self.lines.iter().enumerate().map(|(i, &(code_point, byte))| {
            let end = self.lines.get(i + 1).map_or(self.text.len(), |&(_, next)| next);
            (code_point, self.text[byte..end].trim_end_matches(['\n', '\r']))
        })
    }

    /// The line of a code point, counted from 1.
    #[must_use]
    pub fn line_of(&self, code_point: u32) -> u32 {
        u32::try_from(self.lines.partition_point(|&(start, _)| start <= code_point)).unwrap_or(u32::MAX)
    }

    /// The lines, counted from 1, on which a span has a character that is not white space.
    #[must_use]
    pub fn lines_of(&self, span: Span) -> Vec<u32> {
        let mut lines = Vec::new();
        self.add_lines_of(span, &mut lines);
        lines
    }

    /// Adds the lines, counted from 1, on which a span has a character that is not white space.
    pub fn add_lines_of(&self, span: Span, lines: &mut Vec<u32>) {
        let mut line = self.line_of(span.start);
        // Most spans are words of one line.
        let next = self.lines.get(line as usize).map(|&(next, _)| next);
        let one_line = span.start < span.end && next.is_none_or(|next| span.end <= next);
        let byte = self.byte_of(span.start);
        if one_line && self.text[byte..].starts_with(|c: char| !c.is_whitespace()) {
            lines.push(line);
            return;
        }
        let before = lines.len();
        let mut chars = self.slice(span).chars().peekable();
        while let Some(c) = chars.next() {
            if !c.is_whitespace() && lines[before..].last() != Some(&line) {
                lines.push(line);
            }
            line += u32::from(c == '\n' || (c == '\r' && chars.peek() != Some(&'\n')));
        }
    }

    /// The text of a span; empty where the span lies outside the source.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        let start = self.byte_of(span.start);
        &self.text[start..self.byte_of(span.end).max(start)]
    }

    /// The byte at which a code point stands; past the last one, the length of the text.
    #[must_use]
    pub fn byte_of(&self, code_point: u32) -> usize {
        let code_point = code_point as usize;
        let Some(&byte) = self.steps.get(code_point / SOURCE_STEP) else { return self.text.len() };
        self.text[byte..].char_indices().nth(code_point % SOURCE_STEP).map_or(self.text.len(), |(i, _)| byte + i)
    }
}

/// Joined text whose every character knows its place in the source.
///
/// Inside a run characters advance together with the source; a run starts wherever they do not: at a joined line,
/// a dropped character or a composed syllable.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    string: String,
    runs: Vec<Run>,
}

/// Where the characters from a byte of the joined string on stand in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    /// First byte of the run in the joined string.
    byte: usize,
    /// Code point of the source at which it starts.
    source: u32,
    /// Code points of the source that it covers.
    len: u32,
}

impl Text {
    /// Appends `s`, whose characters stand in the source one after another from `source` on.
    pub fn push(&mut self, s: &str, mut source: u32) {
        if s.len() <= STEP {
            self.push_composed(s, source, u32::try_from(s.chars().count()).unwrap_or(u32::MAX));
            return;
        }
        self.string.reserve(s.len());
        // In short runs, since a place within one is found by counting.
        let mut rest = s;
        while !rest.is_empty() {
            let (end, len) = match rest.char_indices().nth(STEP) {
                Some((end, _)) => (end, STEP),
                None => (rest.len(), rest.chars().count()),
            };
            let len = u32::try_from(len).unwrap_or(u32::MAX);
            self.push_composed(&rest[..end], source, len);
            source = source.saturating_add(len);
            rest = &rest[end..];
        }
    }

    /// Appends `s`, which stands in the source as `len` code points from `source` on: not as many as it has
    /// characters, if it was composed.
    pub fn push_composed(&mut self, s: &str, source: u32, len: u32) {
        if !s.is_empty() {
            self.runs.push(Run { byte: self.string.len(), source, len });
            self.string.push_str(s);
        }
    }

    /// Appends another text.
    pub fn append(&mut self, other: &Text) {
        let offset = self.string.len();
        self.runs.extend(other.runs.iter().map(|&run| Run { byte: run.byte + offset, ..run }));
        self.string.push_str(&other.string);
    }

    /// The part at `range` (bytes) as a text of its own.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Self {
        let mut part = Self::default();
        let mut start = range.start;
        while start < range.end {
            let run = self.runs.partition_point(|run| run.byte <= start);
            let run_end = self.runs.get(run).map_or(self.string.len(), |run| run.byte);
            let end = run_end.min(range.end);
            let source = self.source_at(start);
            match self.runs.get(run.wrapping_sub(1)) {
                Some(whole) if end == run_end => {
                    part.push_composed(&self.string[start..end], source, whole.source + whole.len - source);
                }
                _ => part.push(&self.string[start..end], source),
            }
            start = end;
        }
        part
    }

    /// The joined string.
    #[inline]
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// Whether there is no character.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.string.is_empty()
    }

    /// The place in the source of a range of bytes; `None` for an empty range.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        let last = self.string.get(range.clone())?.char_indices().next_back()?.0 + range.start;
        let start = self.source_at(range.start);
        let run = self.runs.partition_point(|run| run.byte < range.end);
        let ends_run = self.runs.get(run).map_or(self.string.len(), |next| next.byte) == range.end;
        let end = match self.runs.get(run.wrapping_sub(1)) {
            Some(run) if ends_run => run.source + run.len,
            _ => self.source_at(last) + 1,
        };
        Some(Span { start: start.min(end), end: end.max(start) })
    }

    /// The place in the source of the whole text; `None` if it is empty.
    #[must_use]
    pub fn full_span(&self) -> Option<Span> {
        self.span(0..self.string.len())
    }

    fn source_at(&self, byte: usize) -> u32 {
        let run = self.runs.partition_point(|run| run.byte <= byte).saturating_sub(1);
        let Some(run) = self.runs.get(run) else { return 0 };
        run.source + u32::try_from(self.string[run.byte..byte].chars().count()).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_lead_back_to_the_source() {
        let source = Source::new("프로\n\n토콜의 규격\n".to_owned());
        let mut text = Text::default();
        text.push("프로", 0);
        text.push("토콜의 규격", 4);
        assert_eq!(text.as_str(), "프로토콜의 규격");
        let span = text.span(0.."프로토콜".len()).unwrap();
        assert_eq!(source.slice(span), "프로\n\n토콜");
        assert_eq!(source.lines_of(span), [1, 3]);
        assert_eq!(text.slice(3..9).span(0..6), text.span(3..9));
        assert_eq!(text.span(3..3), None);
    }

    #[test]
    fn places_in_a_long_line_are_found_from_the_nearest_step() {
        let long = "가a".repeat(2 * STEP);
        let source = Source::new(long.clone());
        let mut text = Text::default();
        text.push(&long, 0);
        assert_eq!(source.steps.len(), 4 * STEP / SOURCE_STEP);
        assert!(text.runs.iter().all(|run| run.len as usize <= STEP));
        for at in [0, 1, STEP - 1, STEP, STEP + 1, 4 * STEP - 1] {
            let byte = long.char_indices().nth(at).unwrap().0;
            let code_point = u32::try_from(at).unwrap();
            assert_eq!(source.byte_of(code_point), byte);
            assert_eq!(text.source_at(byte), code_point);
        }
        assert_eq!(source.byte_of(u32::MAX), long.len());
    }

    #[test]
    fn lines_are_counted_from_one() {
        let source = Source::new("a\r\nb".to_owned());
        assert_eq!(source.lines().collect::<Vec<_>>(), [(0, "a"), (3, "b")]);
        assert_eq!((source.line_of(0), source.line_of(3), source.line_count()), (1, 2, 2));
        assert_eq!(source.slice(Span { start: 3, end: 99 }), "b");
    }

    #[test]
    fn all_line_ends_count() {
        for end in ["\n", "\r\n", "\r"] {
            let source = Source::new(format!("a{end}{end}b{end}"));
            let lines: Vec<&str> = source.lines().map(|(_, line)| line).collect();
            assert_eq!(lines, ["a", "", "b", ""], "{end:?}");
            let len = u32::try_from(source.as_str().len()).unwrap();
            assert_eq!(source.lines_of(Span { start: 0, end: len }), [1, 3], "{end:?}");
        }
    }
}
