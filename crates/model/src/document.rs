//! The tree of a document: sections with their context and blocks.

use crate::place::Places;
use crate::table::Table;
use crate::text::{Source, Text};

/// A read and laid out document.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The name that identifies the document across builds: its file name, or its path below the folder given.
    pub name: String,
    /// SHA-256 of the file's bytes, and of what a manifest says of it, in hexadecimal.
    pub digest: String,
    /// Its title: what stands above its text.
    pub title: Option<Text>,
    /// Who issued it, where it says so.
    pub publisher: Option<Text>,
    /// Who in that house wrote it, or answers for it: the 담당부서 of a press release.
    pub author: Option<Text>,
    /// When it was issued, as its name says, else its text: an ISO 8601 date or month.
    pub issued: Option<String>,
    /// Where it can be read, as its file or a manifest says.
    pub url: Option<String>,
    /// The decoded text.
    pub source: Source,
    /// Where the text stands in its file, for files that are no text themselves.
    pub places: Places,
    /// The parts of the document, in the order of the text.
    pub sections: Vec<Section>,
    /// Oddities met while reading that a user may want to know.
    pub notes: Vec<String>,
}

impl Document {
    /// All sections, each before its children, in the order of the text.
    #[must_use]
    pub fn flatten(&self) -> Vec<&Section> {
        fn walk<'a>(section: &'a Section, out: &mut Vec<&'a Section>) {
            out.push(section);
            section.children.iter().for_each(|child| walk(child, out));
        }
        let mut out = Vec::new();
        self.sections.iter().for_each(|section| walk(section, &mut out));
        out
    }
}

/// What a section is in the outline.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum SectionKind {
    /// Text before the first heading.
    #[default]
    Front,
    /// A part (Ⅰ, Ⅱ …).
    Part,
    /// A numbered item (①, 1.) or the division of a part.
    Item,
    /// A lettered subsection (가., 나.).
    Subitem,
    /// One row of a short-news table.
    News,
}

impl SectionKind {
    /// Name for output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Front => "front",
            Self::Part => "part",
            Self::Item => "item",
            Self::Subitem => "subitem",
            Self::News => "news",
        }
    }
}

/// What gives the country of a section, and so for which of the names in it the country holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CountrySource {
    /// A heading of a bulletin, which reports by country: all that is named below belongs there.
    #[default]
    Outline,
    /// The headline or a heading of another text: companies of all countries are spoken of below.
    Headline,
    /// The agencies that the text names, without any heading: it holds for agencies and what they run.
    Agencies,
}

/// What the place of a section says about its content. A child inherits what it does not say itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    /// ISO 3166-1 alpha-2 code of the country the section is about.
    pub country: Option<String>,
    /// The words that gave the country: a part of a title, or a table label.
    pub country_text: Option<Text>,
    /// What gave the country.
    pub country_source: CountrySource,
    /// The first column of a news table: a country, or a kind of publisher.
    pub label: Option<Text>,
    /// Who published what the section reports.
    pub publisher: Option<Text>,
    /// When, as an ISO 8601 date, month or year.
    pub date: Option<String>,
    /// Where it can be read.
    pub urls: Vec<String>,
    /// The title of the document that the section is a part of, where all of it is about what the title names.
    pub document_title: Option<Text>,
}

/// A section of a document.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// What it is.
    pub kind: SectionKind,
    /// Its own marker as written, without the dot (`Ⅱ`, `①`, `3`, `가`); the running number for news.
    pub number: String,
    /// The numbers from the root, joined by `/`: identifies the section within the document.
    pub path: String,
    /// Its heading.
    pub title: Text,
    /// What the place of the section says about its content.
    pub context: Context,
    /// Its own text, without that of its children.
    pub blocks: Vec<Block>,
    /// The tables among its blocks.
    pub tables: Vec<Table>,
    /// Its subsections.
    pub children: Vec<Section>,
}

impl Section {
    /// The table that a block is a cell of, with its row and column.
    #[must_use]
    pub fn table_cell(&self, block: usize) -> Option<(&Table, usize, usize)> {
        self.tables.iter().find_map(|table| table.place(block).map(|(row, column)| (table, row, column)))
    }

    /// The place of the star that a footnote explains: the block, and the byte of its text at which the star stands.
    ///
    /// Stars and footnotes come in the same order; a note between them does not part them.
    #[must_use]
    pub fn starred(&self, footnote: usize) -> Option<(usize, usize)> {
        let is_footnote = |b: &Block| b.kind == BlockKind::Footnote;
        self.blocks.get(footnote).filter(|b| is_footnote(b))?;
        let before = &self.blocks[..footnote];
        let rank = before.iter().rev().take_while(|b| is_footnote(b)).count();
        let body = &before[..footnote - rank];
        let from = body.iter().rposition(is_footnote).map_or(0, |i| i + 1);
        body.iter()
            .enumerate()
            .skip(from)
            .flat_map(|(i, block)| stars(block.text.as_str()).into_iter().map(move |at| (i, at)))
            .nth(rank)
    }
}

/// The bytes at which runs of stars behind a word stand.
fn stars(text: &str) -> Vec<usize> {
    let is_star = |c: char| matches!(c, '*' | '＊');
    text.match_indices(is_star)
        .map(|(at, _)| at)
        .filter(|&at| text[..at].chars().next_back().is_some_and(|c| !is_star(c) && !c.is_whitespace()))
        .collect()
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// Unmarked running text, often a lead or a headline.
    Paragraph,
    /// Text behind an outline marker (`○`, `-`, `∙`, `(1)`).
    Bullet,
    /// A note (`※`) on the block above.
    Note,
    /// A footnote (`*`) on a marked term above.
    Footnote,
    /// A caption (`< … >`).
    Caption,
    /// A source line (`출처 :`, `자료 :`).
    Source,
    /// A line of a table that stands for itself.
    Cell,
}

/// A run of joined text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Nesting depth within the section, 0 for the outermost.
    pub depth: u8,
    /// The text without its marker.
    pub text: Text,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn footnotes_find_their_stars() {
        let block = |kind, s: &str| {
            let mut text = Text::default();
            text.push(s, 0);
            Block { kind, depth: 0, text }
        };
        let section = Section {
            blocks: vec![
                block(BlockKind::Bullet, "가온(GAON)*과 누리**는 협력"),
                block(BlockKind::Footnote, "기업"),
                block(BlockKind::Footnote, "기관"),
                block(BlockKind::Bullet, "별 없음"),
                block(BlockKind::Footnote, "남음"),
            ],
            ..Section::default()
        };
        assert_eq!(section.starred(1), Some((0, "가온(GAON)".len())));
        assert_eq!(section.starred(2), Some((0, "가온(GAON)*과 누리".len())));
        assert_eq!(section.starred(4), None);
        assert_eq!(section.starred(0), None);
    }
}
