//! The boxes of words, as `pdftotext -bbox-layout` writes them in XHTML.

use crate::{Format, IngestError};
use roxmltree::{Document, Node, ParsingOptions};

/// A document.
pub(super) struct Pages {
    pub title: Option<String>,
    pub pages: Vec<Page>,
}

/// A page with its lines in reading order.
pub(super) struct Page {
    /// From 1.
    pub number: u32,
    pub height: f32,
    pub lines: Vec<Line>,
}

/// A line of a block. Lengths are in points, from the upper left corner.
pub(super) struct Line {
    /// The number of its block on the page.
    pub block: usize,
    /// The middle of its first word.
    pub top: f32,
    /// About the width of a syllable.
    pub em: f32,
    pub words: Vec<Word>,
}

/// A word.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    pub left: f32,
    pub right: f32,
    /// The height of its middle.
    pub middle: f32,
    pub text: String,
}

impl Line {
    /// Its words with blanks between them, but where the next word touches the one before: "3월" in two fonts.
    pub(super) fn text(&self) -> String {
        joined(self.words.iter(), self.em)
    }
}

/// Words with blanks between them.
pub(super) fn joined<'w>(words: impl Iterator<Item = &'w Word>, em: f32) -> String {
    let mut out = String::new();
    let mut right: Option<f32> = None;
    for word in words {
        if right.is_some_and(|r| word.left - r > 0.1 * em || word.left < r - em) {
            out.push(' ');
        }
        out.push_str(&word.text);
        right = Some(word.right);
    }
    out
}

/// The middle one of values; 10 points if there are none.
pub(super) fn median(values: impl Iterator<Item = f32>) -> f32 {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(10.0)
}

/// Reads the boxes.
pub(super) fn read(said: &str) -> Result<Pages, IngestError> {
    let damaged = |reason: &dyn std::fmt::Display| IngestError::damaged(Format::Pdf, reason);
    // Words may have control characters, which XML has not.
    let clean: String =
        said.chars().filter(|&c| c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}') || c == '\n').collect();
    // The declaration of the document type names a file elsewhere, and none is wanted.
    let xml = clean.find("<html").map_or("", |at| &clean[at..]);
    let options = ParsingOptions { nodes_limit: 40_000_000, ..ParsingOptions::default() };
    let document = Document::parse_with_options(xml, options).map_err(|e| damaged(&e))?;
    let title = document.descendants().find(|n| n.has_tag_name_local("title")).and_then(|n| n.text());
    let title = title.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
    let pages = document.descendants().filter(|n| n.has_tag_name_local("page"));
    let pages: Vec<Page> = pages.zip(1..).map(|(page, number)| read_page(page, number)).collect();
    if pages.is_empty() {
        return Err(damaged(&"it has no pages"));
    }
    Ok(Pages { title, pages })
}

trait Named {
    /// Whether an element has this name in any namespace.
    fn has_tag_name_local(&self, name: &str) -> bool;
}

impl Named for Node<'_, '_> {
    fn has_tag_name_local(&self, name: &str) -> bool {
        self.tag_name().name() == name
    }
}

fn number(node: Node<'_, '_>, name: &str) -> f32 {
    node.attribute(name).and_then(|v| v.parse().ok()).filter(|n: &f32| n.is_finite()).unwrap_or(0.0)
}

fn read_page(page: Node<'_, '_>, of: u32) -> Page {
    let mut lines = Vec::new();
    for (block, node) in page.descendants().filter(|n| n.has_tag_name_local("block")).enumerate() {
        for line in node.children().filter(|n| n.has_tag_name_local("line")) {
            let words: Vec<Word> = line.children().filter(|n| n.has_tag_name_local("word")).filter_map(word).collect();
            if let Some(first) = words.first() {
                lines.push(Line { block, top: first.middle, em: em(&words), words });
            }
        }
    }
    Page { number: of, height: number(page, "height"), lines }
}

fn word(node: Node<'_, '_>) -> Option<Word> {
    let text = node.text()?.trim();
    let middle = (number(node, "yMin") + number(node, "yMax")) / 2.0;
    (!text.is_empty()).then(|| Word {
        left: number(node, "xMin"),
        right: number(node, "xMax"),
        middle,
        text: text.to_owned(),
    })
}

/// The width of a syllable in these words. Boxes are as high as their font says, which says little.
fn em(words: &[Word]) -> f32 {
    let is_wide = |c: char| ('\u{1100}'..='\u{ffef}').contains(&c);
    let width = |w: &Word| {
        // A letter or digit takes about half of it.
        let units: f32 = w.text.chars().map(|c| if is_wide(c) { 1.0 } else { 0.55 }).sum();
        (w.right - w.left) / units
    };
    median(words.iter().map(width)).clamp(1.0, 200.0)
}
