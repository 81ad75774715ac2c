//! PDF: the words of pages with their boxes, from poppler's `pdftotext`, put together to paragraphs, tables and footnotes.
//!
//! Programs of others run as processes with limits of time and memory ([`process`]): what breaks them loses this document only. Ours is what makes text of
//! the boxes: pages on their side are turned ([`boxes`]), columns read one after the other ([`lines`]), running heads and page numbers left out
//! ([`furniture`]), footnotes bound to their marks ([`notes`]), tables found by the gaps that all their rows leave free ([`tables`]) and lines told that go
//! on in the next ([`paragraphs`]); whether that is within a word is left to the layout, which knows the language. The words of pages that are only pictures
//! are recognized where that is possible ([`pictures`]).

mod boxes;
mod furniture;
mod lines;
mod notes;
mod paragraphs;
mod pictures;
mod process;
mod tables;

use crate::content::{Content, Ingested, Metadata, Piece, Prose, Reading, Table};
use crate::{Format, IngestError};
use boxes::{Page, Word};
use lines::{Line, Region};
use notes::Note;
use paragraphs::Setting;
use tables::Found;

/// How long a file may take.
const SECONDS: u64 = 120;
/// A line whose characters are this much larger than those of the text is a headline.
const HEADLINE: f32 = 1.3;
/// Lines that follow each other by more than this, in widths of a syllable, have room between them.
const ROOM: f32 = 2.4;

pub(crate) fn read(bytes: &[u8]) -> Result<Ingested, IngestError> {
    let mut document = boxes::read(&said(bytes)?)?;
    let pictures = pictures::read(bytes, &mut document.pages)?;
    if document.pages.iter().all(|p| p.words.is_empty()) {
        return Err(IngestError::NoText { format: Format::Pdf, pictures: true });
    }
    let em = boxes::median(document.pages.iter().flat_map(|p| &p.words).map(Word::em)).clamp(1.0, 200.0);
    let mut regions: Vec<Vec<Region>> = document
        .pages
        .iter_mut()
        .map(|page| lines::regions(notes::tie_marks(std::mem::take(&mut page.words))))
        .collect();
    furniture::remove(&document.pages, &mut regions, em);
    let headline = headline(&regions[0], em);
    let mut pieces = Pieces { headline, ..Pieces::default() };
    for (page, regions) in document.pages.iter().zip(regions) {
        pieces.page(page, regions, em);
    }
    let metadata = Metadata { title: document.title, ..Metadata::default() };
    let pieces = join_tables(pieces.out);
    Ok(Ingested { format: Format::Pdf, metadata, pieces, notes: told(&pictures) })
}

/// What `pdftotext` says of a file.
fn said(bytes: &[u8]) -> Result<String, IngestError> {
    let said = process::run("pdftotext -bbox-layout -enc UTF-8 - -", bytes, SECONDS)?;
    match said.status.code() {
        Some(0) => Ok(String::from_utf8_lossy(&said.out).into_owned()),
        Some(127) => Err(IngestError::NoProgram {
            format: Format::Pdf,
            program: "pdftotext",
            package: "poppler-utils and poppler-data",
        }),
        _ if said.err.contains("Incorrect password") => Err(IngestError::Password(Format::Pdf)),
        _ => {
            let reason =
                said.err.lines().map(str::trim).find(|l| l.contains("rror")).unwrap_or("its reader failed on it");
            Err(IngestError::damaged(Format::Pdf, reason))
        }
    }
}

/// What became of pages without text.
fn told(read: &pictures::Read) -> Vec<String> {
    let pages = |numbers: &[u32]| {
        let list: Vec<String> = numbers.iter().map(u32::to_string).collect();
        format!("{} {}", if list.len() == 1 { "page" } else { "pages" }, list.join(", "))
    };
    let mut notes = Vec::new();
    if !read.recognized.is_empty() {
        notes.push(format!(
            "{}: a picture, whose words were recognized; facts from it are less sure",
            pages(&read.recognized)
        ));
    }
    if !read.unread.is_empty() {
        let reason = read.reason.map(|r| format!(" ({r})")).unwrap_or_default();
        notes.push(format!("{}: no text, so what it shows was not read{reason}", pages(&read.unread)));
    }
    notes
}

/// The lines in the largest characters on the first page.
fn headline(regions: &[Region], em: f32) -> Vec<Line> {
    let lines: Vec<&Line> = regions.iter().flatten().collect();
    let long = |l: &&Line| l.text().chars().filter(|c| c.is_alphanumeric()).count() >= 8;
    let all = lines.iter().copied().filter(long);
    let Some(largest) = all.map(|l| l.em).max_by(f32::total_cmp).filter(|l| *l > HEADLINE * em) else {
        return Vec::new();
    };
    let large = |l: &&&Line| l.em >= 0.95 * largest;
    lines.iter().skip_while(|l| !(large(l) && long(l))).take_while(large).take(3).map(|l| (*l).clone()).collect()
}

/// The pieces of a document while its pages are read.
#[derive(Default)]
struct Pieces {
    out: Vec<Piece>,
    headline: Vec<Line>,
    /// The last line of running text, and how those of its column were set; nothing behind a table.
    last: Option<(Line, Setting)>,
}

impl Pieces {
    fn page(&mut self, page: &Page, mut regions: Vec<Region>, em: f32) {
        let marks = regions.iter().flat_map(|region| notes::marks(region)).collect();
        let mut notes: Vec<Note> =
            regions.iter_mut().flat_map(|region| notes::take(region, em, page.height, &marks)).collect();
        for region in &regions {
            self.region(page, region, &mut notes);
        }
        for note in &notes {
            self.push(page, Content::Paragraph(Prose::plain(notes::text(note))), false);
        }
    }

    fn push(&mut self, page: &Page, content: Content, goes_on: bool) {
        let reading = Reading { goes_on, recognized: page.recognized, ends_word: false };
        self.out.push(Piece { page: Some(page.number), content, reading });
    }

    fn region(&mut self, page: &Page, region: &[Line], notes: &mut Vec<Note>) {
        let all: Vec<&Line> = region.iter().collect();
        let mut tables = tables::find(&all);
        let is_cell = |i: usize, tables: &[Found]| tables.iter().position(|t| t.lines.contains(&i));
        let running: Vec<&Line> =
            all.iter().enumerate().filter(|(i, _)| is_cell(*i, &tables).is_none()).map(|(_, l)| *l).collect();
        let setting = Setting::of(&running);
        let mut first = true;
        for (i, line) in all.iter().enumerate() {
            if let Some(at) = is_cell(i, &tables) {
                // A table stands where its first line does.
                if let Some(table) = tables[at].table.take() {
                    self.push(page, Content::Table(table), false);
                }
                self.last = None;
                first = false;
                continue;
            }
            if self.is_headline(page, line) {
                continue;
            }
            let last = self.last.take();
            let goes_on = last.as_ref().is_some_and(|(last, of)| {
                if first { of.goes_on_elsewhere(last, line) } else { setting.goes_on(last, line) }
            });
            let apart = |(last, _): &(Line, Setting)| first || line.middle - last.middle > ROOM * line.em.max(last.em);
            if !goes_on && last.as_ref().is_some_and(apart) {
                self.push(page, Content::Paragraph(Prose::default()), false);
            }
            if let (true, Some((last, of)), Some(piece)) = (goes_on, &last, self.out.last_mut()) {
                piece.reading.ends_word = of.parts_words(last, line);
            }
            let mut line = (*line).clone();
            // A mark that the line end parted from its word.
            if goes_on
                && let Some(mark) = line.words[0].before.take()
                && let Some(Piece { content: Content::Paragraph(above), .. }) = self.out.last_mut()
            {
                notes::bind(above, &mark, notes);
            }
            self.push(page, Content::Paragraph(notes::bound(&line, notes)), goes_on);
            self.last = Some((line, setting));
            first = false;
        }
    }

    /// Whether a line is of the headline, which is written with its first one.
    fn is_headline(&mut self, page: &Page, line: &Line) -> bool {
        if page.number != 1 || !self.headline.contains(line) {
            return false;
        }
        if self.headline.first() == Some(line) {
            let texts: Vec<String> = self.headline.iter().map(Line::text).collect();
            self.push(page, Content::Heading { level: 1, text: Prose::plain(texts.join(" ")) }, false);
            self.last = None;
        }
        true
    }
}

/// Joins a table to the one on the page before that has the same head.
fn join_tables(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for mut piece in pieces {
        if let Content::Table(table) = &mut piece.content {
            let above = out.iter().rposition(|p| !is_between(&p.content));
            if let Some(above) = above.filter(|&at| piece.page > out[at].page)
                && let Content::Table(first) = &mut out[above].content
                && repeats_head(first, table)
            {
                first.turns.extend(piece.page.map(|page| (first.rows.len(), page)));
                first.rows.extend(table.rows.drain(1..));
                out.truncate(above + 1);
                continue;
            }
        }
        out.push(piece);
    }
    out
}

/// Whether a piece may stand between the parts of a table: nothing, its caption or unit again.
fn is_between(content: &Content) -> bool {
    matches!(content, Content::Paragraph(p) if p.is_empty() || p.text.contains("계속)") || p.text.starts_with("(단위"))
}

fn repeats_head(first: &Table, next: &Table) -> bool {
    let head =
        |t: &Table| -> Option<Vec<String>> { Some(t.rows.first()?.iter().map(|c| c.text.text.clone()).collect()) };
    next.rows.len() > 1 && head(first) == head(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Cell;

    fn table(page: u32, rows: &[[&str; 2]]) -> Piece {
        let rows = rows.iter().map(|r| r.map(Cell::plain).to_vec()).collect();
        Piece::new(Some(page), Content::Table(Table { rows, ..Table::default() }))
    }

    #[test]
    fn a_table_with_the_same_head_goes_on() {
        let again = Piece::new(Some(2), Content::Paragraph(Prose::plain("표 1. 예산(계속)")));
        let pieces = vec![
            table(1, &[["사업명", "예산"], ["해솔 사업", "12"]]),
            again,
            table(2, &[["사업명", "예산"], ["미르 사업", "20"]]),
            table(3, &[["기관", "인원"], ["해솔시", "3"]]),
        ];
        let joined = join_tables(pieces);
        assert_eq!(joined.len(), 2);
        let Content::Table(first) = &joined[0].content else { panic!("{joined:?}") };
        assert_eq!((first.rows.len(), first.turns.as_slice()), (3, &[(2, 2)][..]));
        let rendered = Ingested { pieces: joined, format: Format::Pdf, ..Ingested::default() }.render();
        let at = rendered.text.split("미르").next().unwrap().chars().count();
        assert_eq!(rendered.places.at(u32::try_from(at).unwrap()).unwrap().to_string(), "2쪽, 표 1, 3행 1열");
    }
}
