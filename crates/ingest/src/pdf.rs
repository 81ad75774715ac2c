//! PDF: the words of pages with their boxes, from poppler's `pdftotext`, put together to paragraphs, tables and footnotes.
//!
//! Programs of others run as processes with limits of time and memory ([`process`]): what breaks them loses this document only. Ours is what makes text of
//! the boxes: pages on their side are turned ([`boxes`]), columns read one after the other ([`lines`]), running heads and page numbers left out
//! ([`furniture`]), footnotes bound to their marks ([`notes`]), tables found by the lines that a page draws ([`rules`], [`grid`], [`ruled`]) or by the gaps
//! that all their rows leave free ([`tables`]), and lines told that go on in the next ([`paragraphs`]); whether that is within a word is left to the layout, which knows the language. The words of pages that are only pictures
//! are recognized where that is possible ([`pictures`]).

mod boxes;
mod continued;
mod furniture;
mod gaps;
mod grid;
mod lines;
mod notes;
mod paragraphs;
mod pictures;
mod process;
mod ruled;
mod rules;
mod tables;

use crate::content::{Content, Ingested, Metadata, Piece, Prose, Reading, Table};
use crate::{Format, IngestError};
use boxes::{Page, Word};
use lines::{Line, Region};
use notes::Note;
use paragraphs::Setting;
use ruled::{Known, Part};
use std::collections::BTreeMap;
use tables::Found;

/// How long a file may take.
const SECONDS: u64 = 120;
/// A line whose characters are this much larger than those of the text is a headline.
const HEADLINE: f32 = 1.3;
/// Lines that follow each other by more than this, in widths of a syllable, have room between them.
const ROOM: f32 = 2.4;

pub(crate) fn read(bytes: &[u8]) -> Result<Ingested, IngestError> {
    let mut document = boxes::read(&words(bytes)?)?;
    let pictures = pictures::read(bytes, &mut document.pages)?;
    if document.pages.iter().all(|p| p.words.is_empty()) {
        return Err(IngestError::OnlyPictures { format: Format::Pdf, reason: pictures.reason });
    }
    let em = boxes::median(document.pages.iter().flat_map(|p| &p.words).map(Word::em)).clamp(1.0, 200.0);
    let known = Known::of(document.pages.iter().flat_map(|p| &p.words));
    let (rules, undrawn) = rules::read(bytes, &document.pages);
    let mut bounded: Vec<Vec<Part>> = Vec::new();
    for (page, rules) in document.pages.iter_mut().zip(rules) {
        bounded.push(ruled::parts(grid::find(&rules, &page.words), &mut page.words));
    }
    let mut regions: Vec<Vec<Region>> = Vec::new();
    for (page, parts) in document.pages.iter_mut().zip(&bounded) {
        let sides: Vec<(f32, f32)> = parts.iter().map(Part::sides).collect();
        regions.push(lines::regions(notes::tie_marks(std::mem::take(&mut page.words)), &sides));
    }
    furniture::remove(&document.pages, &mut regions, em);
    let headline = headline(&regions[0], em);
    let mut pieces = Pieces { headline, known, ..Pieces::default() };
    for ((page, regions), parts) in document.pages.iter().zip(regions).zip(bounded) {
        pieces.page(page, regions, &parts, em);
    }
    let metadata = Metadata { title: document.title, author: document.author, ..Metadata::default() };
    let pieces = continued::join(pieces.out, &pieces.edges);
    Ok(Ingested { format: Format::Pdf, metadata, pieces, notes: told(&pictures, &undrawn) })
}

/// The words of a file with their boxes, as `pdftotext` writes them.
fn words(bytes: &[u8]) -> Result<String, IngestError> {
    let said = process::run("pdftotext -bbox-layout -enc UTF-8 - -", bytes, SECONDS)?;
    match said.status.code() {
        Some(0) => Ok(String::from_utf8_lossy(&said.out).into_owned()),
        Some(127) => Err(IngestError::NoProgram {
            format: Format::Pdf,
            program: "pdftotext",
            package: "poppler-utils and poppler-data",
        }),
        _ if said.err.contains("Incorrect password") => Err(IngestError::Password(Some(Format::Pdf))),
        _ => {
            let reason =
                said.err.lines().map(str::trim).find(|l| l.contains("rror")).unwrap_or("its reader failed on it");
            Err(IngestError::damaged(Format::Pdf, reason))
        }
    }
}

/// What became of pages without text, and of the lines that pages draw.
fn told(read: &pictures::Read, undrawn: &[u32]) -> Vec<String> {
    let mut notes = Vec::new();
    if !undrawn.is_empty() {
        notes.push(format!(
            "{}: ruling lines could not be read with `pdftocairo`, so tables are told by the gaps between words alone",
            pages(undrawn)
        ));
    }
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

/// Page numbers in words: "page 3", "pages 1, 4–9".
fn pages(numbers: &[u32]) -> String {
    let run = |run: &[u32]| match run {
        [first, .., last] => format!("{first}–{last}"),
        run => run.iter().map(u32::to_string).collect(),
    };
    let runs: Vec<String> = numbers.chunk_by(|a, b| a + 1 == *b).map(run).collect();
    format!("{} {}", if numbers.len() == 1 { "page" } else { "pages" }, runs.join(", "))
}

/// The lines in the largest characters on the first page.
fn headline(regions: &[Region], em: f32) -> Vec<Line> {
    let lines: Vec<&Line> = regions.iter().flatten().filter(|l| l.part().is_none()).collect();
    let long = |l: &&Line| l.text().chars().filter(|c| c.is_alphanumeric()).count() >= 8;
    let all = lines.iter().copied().filter(long);
    let Some(largest) = all.map(|l| l.em).max_by(f32::total_cmp).filter(|l| *l > HEADLINE * em) else {
        return Vec::new();
    };
    let large = |l: &&&Line| l.em >= 0.95 * largest;
    lines.iter().skip_while(|l| !(large(l) && long(l))).take_while(large).take(3).map(|l| (*l).clone()).collect()
}

/// A table whose cells are bounded by lines, with where its columns begin and end; taken when it is written.
type Ruled = Option<(Table, Vec<f32>)>;

/// The pieces of a document while its pages are read.
#[derive(Default)]
struct Pieces {
    out: Vec<Piece>,
    /// Where the columns of tables with ruling lines begin and end, by the number of their piece.
    edges: BTreeMap<usize, Vec<f32>>,
    headline: Vec<Line>,
    /// The last line of running text, and how those of its column were set; nothing behind a table.
    last: Option<(Line, Setting)>,
    known: Known,
}

impl Pieces {
    fn page(&mut self, page: &Page, mut regions: Vec<Region>, parts: &[Part], em: f32) {
        let marks = regions.iter().flat_map(|region| notes::marks(region)).collect();
        let mut notes: Vec<Note> =
            regions.iter_mut().flat_map(|region| notes::take(region, em, page.height, &marks)).collect();
        let mut ruled = self.ruled(&regions, parts, &mut notes);
        for region in &regions {
            self.region(page, region, &mut ruled, &mut notes);
        }
        for note in &notes {
            self.push(page, Content::Paragraph(Prose::plain(notes::text(note))), false);
        }
    }

    fn push(&mut self, page: &Page, content: Content, goes_on: bool) {
        let reading = Reading { goes_on, recognized: page.recognized, ends_word: false };
        self.out.push(Piece { page: Some(page.number), content, reading });
    }

    /// The tables whose cells are bounded by lines, by the part of the page that they are.
    fn ruled(&self, regions: &[Region], parts: &[Part], notes: &mut Vec<Note>) -> BTreeMap<usize, Ruled> {
        let mut words: BTreeMap<usize, Vec<Word>> = BTreeMap::new();
        for line in regions.iter().flatten() {
            let part = line.part().filter(|&part| parts[part].is_ruled);
            part.into_iter().for_each(|part| words.entry(part).or_default().extend(line.words.iter().cloned()));
        }
        let table = |(part, words): (usize, Vec<Word>)| {
            (part, Some((parts[part].table(&words, &self.known, notes), parts[part].edges().to_vec())))
        };
        words.into_iter().map(table).collect()
    }

    fn region(&mut self, page: &Page, region: &[Line], ruled: &mut BTreeMap<usize, Ruled>, notes: &mut Vec<Note>) {
        let all: Vec<&Line> = region.iter().collect();
        let mut tables = found(&all, ruled);
        let is_cell = |i: usize, tables: &[Found]| tables.iter().position(|t| t.lines.contains(&i));
        let running: Vec<&Line> =
            all.iter().enumerate().filter(|(i, _)| is_cell(*i, &tables).is_none()).map(|(_, l)| *l).collect();
        let setting = Setting::of(&running);
        let mut first = true;
        for (i, line) in all.iter().enumerate() {
            if let Some(at) = is_cell(i, &tables) {
                // A table stands where its first line does.
                if let Some(table) = tables[at].table.take() {
                    self.edges.extend(tables[at].edges.take().map(|edges| (self.out.len(), edges)));
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
            let goes_on = last.as_ref().filter(|(last, _)| last.part() == line.part()).is_some_and(|(last, of)| {
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

/// The tables in the lines of a region: those that lines bound are taken, and each other part is searched for itself.
fn found(all: &[&Line], ruled: &mut BTreeMap<usize, Ruled>) -> Vec<Found> {
    let mut parts: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    all.iter().enumerate().for_each(|(i, line)| parts.entry(line.part()).or_default().push(i));
    let mut tables = Vec::new();
    for (part, numbers) in parts {
        if let Some(table) = part.and_then(|part| ruled.get_mut(&part)) {
            let (table, edges) = table.take().unzip();
            tables.push(Found { lines: numbers.into_iter().collect(), table, edges });
            continue;
        }
        let lines: Vec<&Line> = numbers.iter().map(|&i| all[i]).collect();
        let whole = |found: Found| Found { lines: found.lines.iter().map(|&i| numbers[i]).collect(), ..found };
        tables.extend(tables::find(&lines).into_iter().map(whole));
    }
    tables
}

#[cfg(test)]
mod tests {
    #[test]
    fn runs_of_pages_are_told_by_their_ends() {
        assert_eq!(super::pages(&[3]), "page 3");
        assert_eq!(super::pages(&[1, 4, 5, 6, 9]), "pages 1, 4–6, 9");
    }
}
