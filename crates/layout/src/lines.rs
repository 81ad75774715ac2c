//! The lines of a source that carry text.

use crate::characters::{self, is_invisible};
use policygraph_korean::hangul::is_syllable;
use policygraph_model::{Source, Text};
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// A line with text.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// Code point of the source at which it starts, blanks before it included.
    pub start: u32,
    /// Its text in Unicode normal form C, without blanks around it.
    pub text: Text,
    /// Code point of the source just after its text, where a joined blank is placed.
    pub end: u32,
    /// Whether a blank stood after the text: the converter leaves it where the line breaks between words.
    pub trailing_blank: bool,
    /// Whether a blank stands before the text: the converter puts it where a page starts.
    pub indented: bool,
    /// Columns of blanks before the text.
    pub indent: usize,
    /// Empty lines before it.
    pub gap: usize,
    /// Level of a Markdown heading (`#` 1, `##` 2); 0 for other lines.
    pub heading: usize,
    /// The cells of the line, where it has several, as bytes of the text: parted by bars, tabs or wide blanks.
    pub cells: Vec<Range<usize>>,
    /// Whether tabs part them.
    pub tabbed: bool,
    /// Width in columns, Hangul and ideographs counting two.
    pub width: usize,
}

impl Line {
    pub(crate) fn as_str(&self) -> &str {
        self.text.as_str()
    }
}

/// The lines with text, without page numbers.
pub(crate) fn read(source: &Source) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::with_capacity(source.line_count() as usize);
    let mut empty = 0;
    for (start, raw) in source.lines() {
        let (lead, trimmed) = trim(raw);
        if trimmed.is_empty() {
            empty += 1;
            continue;
        }
        // "- 3 -" is one wherever it stands alone; a bare number only where it is set off.
        let dashed = trimmed.starts_with(['-', '–']) && trimmed.ends_with(['-', '–']);
        let page_number = (empty >= 2 || dashed) && !lines.is_empty() && is_page_number(trimmed);
        let gap = std::mem::take(&mut empty);
        if page_number {
            continue;
        }
        let (heading, mark) = markdown(trimmed);
        let body = &trimmed[mark..];
        let at = start + count(&raw[..lead + mark]);
        let text = characters::clean(body, at);
        if text.is_empty() {
            continue;
        }
        let end = lead + trimmed.len();
        lines.push(Line {
            start,
            cells: cells(&raw[..lead], body, &text, at),
            tabbed: raw.contains('\t'),
            end: at + count(body),
            trailing_blank: end < raw.len(),
            indented: lead > 0,
            indent: width(&raw[..lead]),
            gap,
            heading,
            width: width(text.as_str()),
            text,
        });
    }
    lines
}

/// Width of a text in columns, without the tables of all scripts where it has but usual characters.
fn width(text: &str) -> usize {
    let mut width = 0;
    for c in text.chars() {
        width += match c {
            _ if is_syllable(c) => 2,
            ' '..='~' | '‘' | '’' | '“' | '”' | '·' | '…' | '□' | '○' => 1,
            _ => return text.width(),
        };
    }
    width
}

/// Bytes before the text of a line, and the text, without blanks and invisible characters around it.
fn trim(raw: &str) -> (usize, &str) {
    let blank = |c: char| c.is_whitespace() || is_invisible(c);
    let start = raw.trim_start_matches(blank);
    (raw.len() - start.len(), start.trim_end_matches(blank))
}

/// The level of a Markdown heading, and the bytes of the mark that opens it or a quotation (`> `).
fn markdown(line: &str) -> (usize, usize) {
    let hashes = line.bytes().take_while(|&b| b == b'#').count();
    let mark = if (1..=6).contains(&hashes) { hashes } else { usize::from(line.starts_with('>')) };
    let rest = &line[mark..];
    if mark == 0 || !rest.starts_with(' ') || rest.trim().is_empty() {
        return (0, 0);
    }
    (hashes, line.len() - rest.trim_start().len())
}

/// The cells of a line, as bytes of its text: parted by bars, else by tabs or two blanks and more.
fn cells(lead: &str, raw: &str, text: &Text, source: u32) -> Vec<Range<usize>> {
    let string = text.as_str();
    let bars = string.contains('|');
    if !bars && !raw.contains(['\t', '\u{3000}']) && !string.contains("  ") {
        return Vec::new();
    }
    // A tab is a blank of the text; where it stood is known by its place in the source.
    let tabs: Vec<u32> = raw.chars().zip(source..).filter(|&(c, _)| c == '\t').map(|(_, at)| at).collect();
    let is_tab = |byte: usize| text.span(byte..byte + 1).is_some_and(|span| tabs.contains(&span.start));
    // A tab before the text leaves the first cell empty.
    let mut cells: Vec<Range<usize>> = if bars { Vec::new() } else { vec![0..0; lead.matches('\t').count()] };
    let mut start = 0;
    let mut parts = |start: usize, end: usize| {
        let cell = &string[start..end];
        let from = start + cell.len() - cell.trim_start().len();
        cells.push(from..from + cell.trim().len());
    };
    let mut at = 0;
    while at < string.len() {
        let rest = &string[at..];
        let blanks = rest.len() - rest.trim_start_matches(' ').len();
        let tabs = if bars || tabs.is_empty() { 0 } else { (at..at + blanks).filter(|&b| is_tab(b)).count() };
        let len = match () {
            () if bars && rest.starts_with('|') => 1,
            () if !bars && (blanks >= 2 || tabs > 0) => blanks,
            () => 0,
        };
        if len > 0 {
            parts(start, at);
            (1..tabs).for_each(|_| parts(at, at));
            start = at + len;
        }
        at += len.max(rest.chars().next().map_or(1, char::len_utf8));
    }
    parts(start, string.len());
    // Bars around the row are no cells.
    if bars && string.starts_with('|') {
        cells.remove(0);
        if string.ends_with('|') && !cells.is_empty() {
            cells.pop();
        }
    }
    if cells.len() > 1 || string.starts_with('|') { cells } else { Vec::new() }
}

/// A number alone, or between dashes, set off from the text by more than the usual blank line.
fn is_page_number(line: &str) -> bool {
    let bare = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '|'));
    (1..=4).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_digit())
}

fn count(s: &str) -> u32 {
    u32::try_from(s.chars().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn cells_are_parted_by_bars_tabs_and_wide_blanks() {
        let cells = |raw: &str| -> Vec<String> {
            let source = Source::new(raw.to_owned());
            let line = &read(&source)[0];
            line.cells.iter().map(|c| line.as_str()[c.clone()].to_owned()).collect()
        };
        assert_eq!(cells("| 해솔 사업 | | 3억 원 |"), ["해솔 사업", "", "3억 원"]);
        assert_eq!(cells("해솔 사업 | 3억 원"), ["해솔 사업", "3억 원"]);
        assert_eq!(cells("해솔 사업\t3억 원"), ["해솔 사업", "3억 원"]);
        assert_eq!(cells("해솔 사업      1,200"), ["해솔 사업", "1,200"]);
        assert_eq!(cells("\t해솔 사업\t\t3억 원"), ["", "해솔 사업", "", "3억 원"]);
        assert!(cells("해솔 사업 공고").is_empty());
    }

    #[test]
    fn usual_characters_are_as_wide_as_tables_say() {
        for text in ["해솔 ‘Aa~’ “가·힣” … □ ○ 3", "", "해솔\u{300}", "㎡ 家"] {
            assert_eq!(width(text), text.width(), "{text}");
        }
    }

    #[test]
    fn marks_of_markdown_are_no_text() {
        let source = Source::new("## 개요\n> 해솔시는 답했다\n#해시\n".to_owned());
        let lines: Vec<(String, usize)> = read(&source).iter().map(|l| (l.as_str().to_owned(), l.heading)).collect();
        assert_eq!(lines, [("개요".to_owned(), 2), ("해솔시는 답했다".to_owned(), 0), ("#해시".to_owned(), 0)]);
    }

    #[test]
    fn decomposed_syllables_are_composed_and_keep_their_place() {
        let raw: String = "한글 ok".nfd().collect();
        let source = Source::new(format!("\n {raw} \n\n\n12\n다음\n- 13 -\n"));
        let lines = read(&source);
        assert_eq!(lines.iter().map(Line::as_str).collect::<Vec<_>>(), ["한글 ok", "다음"]);
        assert!(lines[0].trailing_blank);
        assert_eq!(source.slice(lines[0].text.span(3..6).unwrap()).nfc().collect::<String>(), "글");
    }
}
