//! The lines of a source that carry text.

use policygraph_korean::hangul::is_syllable;
use policygraph_model::{Source, Text};
use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark, is_nfc};
use unicode_width::UnicodeWidthStr;

/// A line with text.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// Its text in Unicode normal form C, without blanks around it.
    pub text: Text,
    /// Code point of the source just after its text, where a joined blank is placed.
    pub end: u32,
    /// Whether a blank stood after the text: the converter leaves it where the line breaks between words.
    pub trailing_blank: bool,
    /// Whether a blank stands before the text: the converter puts it where a page starts.
    pub indented: bool,
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
    let mut lines: Vec<Line> = Vec::new();
    let mut empty = 0;
    for (start, raw) in source.lines() {
        let trimmed = raw.trim();
        if trimmed.is_empty() {
            empty += 1;
            continue;
        }
        let page_number = empty >= 2 && !lines.is_empty() && is_page_number(trimmed);
        empty = 0;
        if page_number {
            continue;
        }
        let lead = raw.len() - raw.trim_start().len();
        let at = start + count(&raw[..lead]);
        lines.push(Line {
            text: normalized(trimmed, at),
            end: at + count(trimmed),
            trailing_blank: raw.trim_end().len() < raw.len(),
            indented: lead > 0,
            width: trimmed.width(),
        });
    }
    lines
}

/// A number alone, or between dashes, set off from the text by more than the usual blank line.
fn is_page_number(line: &str) -> bool {
    let bare = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '|'));
    (1..=4).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_digit())
}

fn count(s: &str) -> u32 {
    u32::try_from(s.chars().count()).unwrap_or(u32::MAX)
}

/// Text in normal form C whose characters lead back to the source.
fn normalized(s: &str, source: u32) -> Text {
    let mut text = Text::default();
    let s: Cow<'_, str> = if s.contains(['\t', '\u{a0}', '\u{3000}']) {
        s.replace(['\t', '\u{a0}', '\u{3000}'], " ").into()
    } else {
        s.into()
    };
    if s.chars().all(|c| c.is_ascii() || is_syllable(c)) || is_nfc(&s) {
        text.push(&s, source);
        return text;
    }
    // Composition never crosses a starter that is no conjoining vowel or final: each such cluster is a run.
    let mut cluster = String::new();
    let mut at = source;
    for c in s.chars() {
        let continues = is_combining_mark(c) || matches!(c, '\u{1160}'..='\u{11FF}');
        if !continues {
            text.push_composed(&cluster.nfc().collect::<String>(), at, count(&cluster));
            at += count(&cluster);
            cluster.clear();
        }
        cluster.push(c);
    }
    text.push_composed(&cluster.nfc().collect::<String>(), at, count(&cluster));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decomposed_syllables_are_composed_and_keep_their_place() {
        let raw: String = "한글 ok".nfd().collect();
        let source = Source::new(format!("\n {raw} \n\n\n12\n다음\n"));
        let lines = read(&source);
        assert_eq!(lines.iter().map(Line::as_str).collect::<Vec<_>>(), ["한글 ok", "다음"]);
        assert!(lines[0].trailing_blank);
        assert_eq!(source.slice(lines[0].text.span(3..6).unwrap()).nfc().collect::<String>(), "글");
    }
}
