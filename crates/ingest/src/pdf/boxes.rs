//! The boxes of words, as `pdftotext -bbox-layout` writes them in XHTML.

use crate::content::said;
use crate::{Format, IngestError};
use roxmltree::{Document, Node, ParsingOptions};

/// A document.
pub(super) struct Pages {
    pub title: Option<String>,
    pub author: Option<String>,
    pub pages: Vec<Page>,
}

/// A page.
pub(super) struct Page {
    /// From 1.
    pub number: u32,
    pub width: f32,
    pub height: f32,
    pub words: Vec<Word>,
    /// Whether it is a picture in which words were recognized.
    pub recognized: bool,
    /// How it was turned to be read.
    pub turn: Option<Turn>,
}

/// How the lines of a page that stands on its side are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Upwards,
    Downwards,
}

/// A word. Lengths are in points, from the upper left corner.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Word {
    pub left: f32,
    pub right: f32,
    pub top: f32,
    pub bottom: f32,
    pub text: String,
    /// Marks of footnotes that stand high before and behind it.
    pub before: Option<String>,
    pub behind: Option<String>,
    /// The part of the page, bounded by ruling lines, in which it stands.
    pub part: Option<usize>,
}

impl Word {
    pub(super) fn middle(&self) -> f32 {
        f32::midpoint(self.top, self.bottom)
    }

    pub(super) fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// About the width of a syllable in it. Boxes are as high as their font says, which says little.
    pub(super) fn em(&self) -> f32 {
        let is_wide = |c: char| ('\u{1100}'..='\u{ffef}').contains(&c);
        // A letter or digit takes about half of it.
        let units: f32 = self.text.chars().map(|c| if is_wide(c) { 1.0 } else { 0.55 }).sum();
        (self.right - self.left) / units.max(0.5)
    }
}

/// Whether a character is a syllable of Korean.
pub(super) fn is_syllable(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

/// The middle one of values; 10 points if there are none.
pub(super) fn median(values: impl Iterator<Item = f32>) -> f32 {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(10.0)
}

/// Reads the boxes.
pub(super) fn read(xhtml: &str) -> Result<Pages, IngestError> {
    let damaged = |reason: &dyn std::fmt::Display| IngestError::damaged(Format::Pdf, reason);
    // Words may have control characters, which XML has not.
    let clean: String =
        xhtml.chars().filter(|&c| c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}') || c == '\n').collect();
    // The declaration of the document type names a file elsewhere, and none is wanted.
    let xml = clean.find("<html").map_or("", |at| &clean[at..]);
    let options = ParsingOptions { nodes_limit: 40_000_000, ..ParsingOptions::default() };
    let document = Document::parse_with_options(xml, options).map_err(|e| damaged(&e))?;
    let named = |name: &'static str| document.descendants().filter(move |n| n.tag_name().name() == name);
    let title = said(named("title").next().and_then(|n| n.text()));
    let author = named("meta").find(|n| n.attribute("name") == Some("Author")).and_then(|n| n.attribute("content"));
    let pages: Vec<Page> = named("page").zip(1..).map(|(page, number)| read_page(page, number)).collect();
    if pages.is_empty() {
        return Err(damaged(&"it has no pages"));
    }
    Ok(Pages { title, author: said(author), pages })
}

fn number(node: Node<'_, '_>, name: &str) -> f32 {
    node.attribute(name).and_then(|v| v.parse().ok()).filter(|n: &f32| n.is_finite()).unwrap_or(0.0)
}

fn read_page(page: Node<'_, '_>, of: u32) -> Page {
    let words = page.descendants().filter(|n| n.tag_name().name() == "word").filter_map(word).collect();
    let mut page = Page {
        number: of,
        width: number(page, "width"),
        height: number(page, "height"),
        words,
        recognized: false,
        turn: None,
    };
    turn(&mut page);
    page
}

fn word(node: Node<'_, '_>) -> Option<Word> {
    let text = node.text()?.trim();
    (!text.is_empty()).then(|| Word {
        left: number(node, "xMin"),
        right: number(node, "xMax"),
        top: number(node, "yMin"),
        bottom: number(node, "yMax"),
        text: text.to_owned(),
        ..Word::default()
    })
}

/// Turns a page whose words stand on their side, as wide tables are printed. A page that says itself that it is turned comes upright.
fn turn(page: &mut Page) {
    let long = |w: &&Word| w.text.chars().count() >= 3;
    let (mut lying, mut all) = (0, 0);
    for word in page.words.iter().filter(long) {
        all += 1;
        lying += usize::from(word.height() > 1.5 * (word.right - word.left));
    }
    if all < 4 || lying * 2 <= all {
        return;
    }
    // The next word of a line tells in which direction it is read.
    let beside = |pair: &&[Word]| (pair[0].left - pair[1].left).abs() < 1.0;
    let steps = page.words.windows(2).filter(beside).map(|pair| (pair[1].top - pair[0].top).signum());
    let upwards = steps.sum::<f32>() < 0.0;
    for word in &mut page.words {
        let Word { left, right, top, bottom, .. } = *word;
        (word.left, word.right, word.top, word.bottom) = if upwards {
            (page.height - bottom, page.height - top, left, right)
        } else {
            (top, bottom, page.width - right, page.width - left)
        };
    }
    page.turn = Some(if upwards { Turn::Upwards } else { Turn::Downwards });
    std::mem::swap(&mut page.width, &mut page.height);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_on_their_side_are_turned() {
        // A line that is read upwards: its words follow each other from below.
        let word = |top: f32, text: &str| {
            format!("<word xMin='100' xMax='110' yMin='{top}' yMax='{}'>{text}</word>", top + 40.0)
        };
        let words = ["하나둘셋", "넷다섯여", "일곱여덟", "아홉열이"];
        let words: String = words.iter().enumerate().map(|(i, w)| word(600.0 - 50.0 * i as f32, w)).collect();
        let xml = format!("<html><body><page width='595' height='842'>{words}</page></body></html>");
        let page = &read(&xml).unwrap().pages[0];
        assert!(page.words.windows(2).all(|w| w[0].right <= w[1].left && w[0].top == w[1].top), "{:?}", page.words);
        assert_eq!((page.width, page.height), (842.0, 595.0));
        assert_eq!(page.turn, Some(Turn::Upwards));
    }
}
