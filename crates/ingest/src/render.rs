//! Content as the text that the layout reads, with the way back to the file.
//!
//! A paragraph is a line. A heading without a marker of its own has the `#` of Markdown, an item of a list its bullet. A table stands under its caption as
//! rows with bars; merged cells are written in each place where a reader takes them to hold. Footnotes stand as `*` lines below what they explain.

pub(crate) mod table;

use crate::Format;
use crate::content::{Content, Ingested, Piece, Prose, Reading};
use policygraph_model::{Division, Place, Places};

/// A file as text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The text.
    pub text: String,
    /// Where its characters stand in the file.
    pub places: Places,
    /// The code points at which lines start that go on with the one above.
    pub continued: Vec<u32>,
}

impl Ingested {
    /// The content as text for the layout.
    #[must_use]
    pub fn render(&self) -> Rendered {
        let division = match self.format {
            Format::Pptx => Division::Slide,
            Format::Xlsx => Division::Sheet,
            _ => Division::Page,
        };
        let counted = !matches!(self.format, Format::Pdf | Format::Xlsx);
        let mut renderer = Renderer { counted, division, ..Renderer::default() };
        self.pieces.iter().for_each(|piece| renderer.piece(piece));
        renderer.notes_below();
        renderer.out
    }
}

/// Bullets by how deep a list lies in others.
const BULLETS: &[&str] = &["○ ", "- ", "∙ "];

#[derive(Default)]
struct Renderer {
    out: Rendered,
    /// Code points written.
    len: u32,
    page: Option<u32>,
    division: Division,
    reading: Reading,
    paragraphs: u32,
    /// Whether paragraphs are counted; who looks at a PDF counts lines at most, and a sheet has cells.
    counted: bool,
    /// Footnotes of the paragraph that may go on.
    notes: Vec<String>,
    tables: u32,
    /// Whether a heading was written.
    headed: bool,
    /// Whether the last line is a row of a table.
    in_table: bool,
}

impl Renderer {
    fn piece(&mut self, piece: &Piece) {
        self.page = piece.page;
        self.reading = piece.reading;
        if !piece.reading.goes_on {
            self.notes_below();
        }
        match &piece.content {
            Content::Heading { level, text } => {
                let first = !self.headed && *level == 1;
                self.headed = true;
                let mark = match () {
                    () if has_marker(&text.text) => "",
                    () if first => "# ",
                    () => "## ",
                };
                self.gap();
                let one_line = Prose { text: text.text.replace('\n', " "), ..text.clone() };
                self.paragraph(mark, &one_line);
                if first {
                    self.gap();
                }
            }
            Content::Paragraph(text) if text.is_empty() => self.gap(),
            Content::Paragraph(text) => self.paragraph("", text),
            Content::Item { depth, number, text } => {
                let bullet = BULLETS[usize::from(*depth).min(BULLETS.len() - 1)];
                let mark = match number {
                    _ if has_marker(&text.text) => String::new(),
                    Some(n) => format!("{n}) "),
                    None => bullet.to_owned(),
                };
                self.paragraph(&mark, text);
            }
            Content::Table(table) => table::render(self, table, 0),
        }
    }

    /// Words on a line behind their mark, with their footnotes below. What the author set on lines of its own with a marker stays so.
    fn paragraph(&mut self, mark: &str, prose: &Prose) {
        self.in_table = false;
        if self.reading.goes_on {
            self.out.continued.push(self.len);
        } else {
            self.paragraphs += 1;
        }
        let paragraph = Some(self.paragraphs).filter(|_| self.counted);
        self.place(Place { paragraph, ..self.on_page() });
        let (text, notes) = starred(prose, self.notes.len());
        let mut lines = text.split('\n').map(str::trim).filter(|l| !l.is_empty());
        let mut line = format!("{mark}{}", lines.next().unwrap_or_default());
        for next in lines {
            if has_marker(next) {
                self.line(&line);
                line = next.to_owned();
            } else {
                line.push(' ');
                line.push_str(next);
            }
        }
        if self.reading.ends_word {
            line.push(' ');
        }
        self.line(&line);
        self.notes.extend(notes);
    }

    /// Writes the footnotes of the paragraph that has ended.
    fn notes_below(&mut self) {
        std::mem::take(&mut self.notes).iter().for_each(|note| self.line(note));
    }

    /// The page of the piece at hand, and how it was read.
    fn on_page(&self) -> Place {
        let recognized = self.reading.recognized;
        Place { page: self.page, division: self.division, recognized, ..Place::default() }
    }

    fn place(&mut self, place: Place) {
        self.out.places.push(self.len, place);
    }

    fn write(&mut self, text: &str) {
        self.out.text.push_str(text);
        self.len += u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    }

    fn line(&mut self, text: &str) {
        self.write(text);
        self.write("\n");
    }

    /// An empty line, unless there is one or nothing above.
    fn gap(&mut self) {
        if !self.out.text.is_empty() && !self.out.text.ends_with("\n\n") {
            self.write("\n");
        }
    }
}

/// The words with stars in the place of their footnotes, of which `before` are counted already, and the lines that explain the stars.
fn starred(prose: &Prose, before: usize) -> (String, Vec<String>) {
    let mut text = String::with_capacity(prose.text.len());
    let mut notes = Vec::new();
    let mut done = 0;
    for (at, note) in &prose.footnotes {
        let stars = "*".repeat(before + notes.len() + 1);
        // A mark within a character or out of order would be a reader's mistake: it goes to the end of what is written.
        let upto = prose.text.get(done..*at).unwrap_or_default();
        text.push_str(upto);
        done += upto.len();
        text.push_str(&stars);
        notes.push(format!("{stars} {}", note.split_whitespace().collect::<Vec<_>>().join(" ")));
    }
    text.push_str(&prose.text[done..]);
    (text, notes)
}

/// Whether a text opens with a marker of an outline.
pub(crate) fn has_marker(text: &str) -> bool {
    let text = text.trim_start();
    let Some(first) = text.chars().next() else { return false };
    let rest = &text[first.len_utf8()..];
    match first {
        'Ⅰ'..='Ⅻ' | '①'..='⑳' | '❶'..='❿' | '➊'..='➓' => true,
        '□' | '■' | '▪' | '▶' | '◆' | '◇' | '▣' | '◈' | '◼' | '▸' | '►' | '❑' | '❏' | '☐' | '○' | '◦' | '●' | '◎'
        | 'ㅇ' | '❍' | '〇' | '◯' | '∙' | '•' | '․' | '‧' | '⋅' | '‣' | '⦁' | '△' | '▲' | '▷' | '※' => {
            true
        }
        '*' | '-' | '–' | '—' | '·' | 'ㆍ' | 'o' | 'I' | 'V' | 'X' => {
            rest.starts_with([' ', '.']) || rest.starts_with("I.") || rest.starts_with("II.")
        }
        '(' => rest.find(')').is_some_and(|close| close <= 6),
        '0'..='9' => rest.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['.', ')']),
        _ => rest.starts_with(". ") || rest.starts_with(") "),
    }
}

/// Whether a text ends as a sentence does.
pub(crate) fn ends_sentence(text: &str) -> bool {
    text.trim_end().trim_end_matches(['”', '’', '"', '\'', ')']).ends_with(['.', '?', '!'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{Cell, Table};

    fn piece(content: Content) -> Piece {
        Piece::new(Some(1), content)
    }

    #[test]
    fn footnotes_stand_below_their_paragraph() {
        let text = "해솔연구원은 미르시와 협력한다.".to_owned();
        let at = |s: &str| text.find(s).unwrap() + s.len();
        let footnotes = vec![(at("해솔연구원"), "산하 기관".to_owned()), (at("미르시"), "가온도의\n시".to_owned())];
        let pieces = vec![piece(Content::Paragraph(Prose { text, footnotes }))];
        let rendered = Ingested { pieces, ..Ingested::default() }.render();
        assert_eq!(rendered.text, "해솔연구원*은 미르시**와 협력한다.\n* 산하 기관\n** 가온도의 시\n");
    }

    #[test]
    fn of_a_table_without_rows_the_caption_stays() {
        let table = crate::content::Table { caption: Some(Prose::plain("해솔시 예산")), ..Default::default() };
        let rendered = Ingested { pieces: vec![piece(Content::Table(table))], ..Ingested::default() }.render();
        assert_eq!(rendered.text, "해솔시 예산\n");
        assert!(rendered.places.at(0).is_some());
    }

    #[test]
    fn lines_that_go_on_are_told() {
        let line = |text: &str, goes_on, ends_word, note: Option<&str>| {
            let footnotes = note.map(|n| (text.len(), n.to_owned())).into_iter().collect();
            let text = Prose { text: text.to_owned(), footnotes };
            Piece { reading: Reading { goes_on, ends_word, recognized: false }, ..piece(Content::Paragraph(text)) }
        };
        let pieces = vec![
            line("해솔시는", false, true, Some("가온도의 시")),
            line("밝혔다.", true, false, None),
            line("끝", false, false, None),
        ];
        let rendered = Ingested { pieces, format: Format::Pdf, ..Ingested::default() }.render();
        assert_eq!(rendered.text, "해솔시는* \n밝혔다.\n* 가온도의 시\n끝\n");
        assert_eq!(rendered.continued, [7]);
    }

    #[test]
    fn headings_and_lists_have_marks() {
        let item = |number, text| piece(Content::Item { depth: 0, number, text: Prose::plain(text) });
        let pieces = vec![
            piece(Content::Heading { level: 1, text: Prose::plain("해솔시,\n착수") }),
            piece(Content::Heading { level: 2, text: Prose::plain("1. 개요") }),
            item(None, "물길 정비"),
            item(Some(2), "다리 보수"),
            piece(Content::Paragraph(Prose::plain("하나\n둘\n- 셋"))),
        ];
        let rendered = Ingested { pieces, ..Ingested::default() }.render();
        assert_eq!(rendered.text, "# 해솔시, 착수\n\n1. 개요\n○ 물길 정비\n2) 다리 보수\n하나 둘\n- 셋\n");
        let at = |s: &str| u32::try_from(rendered.text.split(s).next().unwrap().chars().count()).unwrap();
        assert_eq!(rendered.places.at(at("다리")).unwrap().paragraph, Some(4));
    }

    #[test]
    fn cells_lead_back_to_their_place() {
        let rows =
            vec![vec![Cell::plain("사업명"), Cell::plain("예산")], vec![Cell::plain("해솔 사업"), Cell::plain("12")]];
        let pieces = vec![piece(Content::Table(Table { rows, ..Table::default() }))];
        let rendered = Ingested { pieces, ..Ingested::default() }.render();
        assert_eq!(rendered.text, "| 사업명 | 예산 |\n| --- | --- |\n| 해솔 사업 | 12 |\n");
        let at = u32::try_from(rendered.text.split("12").next().unwrap().chars().count()).unwrap();
        assert_eq!(rendered.places.at(at).unwrap().to_string(), "1쪽, 표 1, 2행 2열");
    }
}
