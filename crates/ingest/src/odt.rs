//! OpenDocument text (ISO/IEC 26300): the pieces of `content.xml`.

use crate::content::{Cell, Content, Ingested, Metadata, Piece, Prose, Table, said};
use crate::{Format, IngestError, package};
use roxmltree::{Document, Node};
use std::collections::HashMap;

/// How deep elements may lie in each other: more is made to fill the stack.
const DEEPEST: usize = 100;
/// How often a cell may be repeated by one element.
const MOST_REPEATED: usize = 64;

pub(crate) fn read(bytes: &[u8]) -> Result<Ingested, IngestError> {
    let mut package = package::open(bytes, Format::Odt)?;
    let damaged = |reason: &dyn std::fmt::Display| IngestError::damaged(Format::Odt, reason);
    let manifest = package::text(&mut package, "META-INF/manifest.xml", Format::Odt)?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(IngestError::Password(Some(Format::Odt)));
    }
    let content =
        package::text(&mut package, "content.xml", Format::Odt)?.ok_or_else(|| damaged(&"content.xml is missing"))?;
    let meta = package::text(&mut package, "meta.xml", Format::Odt)?.unwrap_or_default();
    let document = Document::parse(&content).map_err(|e| damaged(&e))?;
    let mut reader = Reader { styles: styles(&document), pieces: Vec::new(), page: 1, breaks: false, caption: None };
    let body = document
        .descendants()
        .find(|n| is(*n, "text") && n.tag_name().namespace().is_some_and(|ns| ns.contains("office")));
    reader.blocks(body.ok_or_else(|| damaged(&"its text is missing"))?, 0, 0);
    reader.put_caption();
    let meta = Document::parse(&meta).ok();
    let meta = |name| said(meta.as_ref()?.descendants().find(|n| is(*n, name))?.text());
    let author = meta("initial-creator").or_else(|| meta("creator"));
    let metadata = Metadata { title: meta("title"), author, ..Metadata::default() };
    let mut pieces = reader.pieces;
    // Pages are known where the writer left its breaks.
    if !reader.breaks {
        pieces.iter_mut().for_each(|p| p.page = None);
    }
    Ok(Ingested { format: Format::Odt, metadata, pieces, notes: Vec::new() })
}

fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|a| a.name() == name).map(|a| a.value())
}

fn count(node: Node<'_, '_>, name: &str) -> usize {
    attribute(node, name).and_then(|v| v.parse().ok()).unwrap_or(1).max(1)
}

/// For the styles that the document makes itself the named style that they come from.
fn styles<'d>(document: &'d Document<'_>) -> HashMap<&'d str, &'d str> {
    let made = document.descendants().filter(|n| is(*n, "style"));
    made.filter_map(|n| Some((attribute(n, "name")?, attribute(n, "parent-style-name")?))).collect()
}

struct Reader<'d> {
    styles: HashMap<&'d str, &'d str>,
    pieces: Vec<Piece>,
    page: u32,
    /// Whether a break of pages was met.
    breaks: bool,
    /// A caption that waits for its table.
    caption: Option<Prose>,
}

impl<'d> Reader<'d> {
    fn add(&mut self, content: Content) {
        self.put_caption();
        self.pieces.push(Piece::new(Some(self.page), content));
    }

    /// A caption that no table follows is text.
    fn put_caption(&mut self) {
        if let Some(text) = self.caption.take() {
            self.pieces.push(Piece::new(Some(self.page), Content::Paragraph(text)));
        }
    }

    /// The blocks in an element; `list` counts the lists around it.
    fn blocks(&mut self, parent: Node<'d, '_>, list: u8, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "h" => {
                    let text = self.prose(node, depth);
                    let level = u8::try_from(count(node, "outline-level")).unwrap_or(9);
                    if !text.is_empty() {
                        self.add(Content::Heading { level, text });
                    }
                }
                "p" => self.paragraph(node, list, depth),
                "list" => self.blocks(node, list.saturating_add(1), depth + 1),
                "table" => {
                    let table = self.table(node, depth);
                    let caption = self.caption.take();
                    self.add(Content::Table(Table { caption, ..table }));
                }
                "list-item" | "list-header" | "section" | "index-body" => self.blocks(node, list, depth + 1),
                "soft-page-break" => self.next_page(),
                _ => {}
            }
        }
    }

    fn next_page(&mut self) {
        self.page += 1;
        self.breaks = true;
    }

    fn paragraph(&mut self, node: Node<'d, '_>, list: u8, depth: usize) {
        let text = self.prose(node, depth);
        let style = attribute(node, "style-name").unwrap_or_default();
        let style = self.styles.get(style).copied().unwrap_or(style);
        if !text.is_empty() {
            match style {
                "Title" => self.add(Content::Heading { level: 1, text }),
                "Caption" | "Table" | "Illustration" => {
                    self.put_caption();
                    self.caption = Some(text);
                }
                _ if list > 0 => self.add(Content::Item { depth: list - 1, number: None, text }),
                _ => self.add(Content::Paragraph(text)),
            }
        }
        // Text boxes are anchored in paragraphs.
        let boxes: Vec<_> = node.descendants().filter(|n| is(*n, "text-box")).collect();
        for text_box in boxes {
            self.blocks(text_box, 0, depth + 1);
        }
    }

    /// The words of a paragraph.
    fn prose(&mut self, node: Node<'d, '_>, depth: usize) -> Prose {
        let mut out = Prose::default();
        self.inline(node, &mut out, depth);
        out
    }

    fn inline(&mut self, node: Node<'d, '_>, out: &mut Prose, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        for child in node.children() {
            if child.is_text() {
                // Blanks and line ends of the XML are one blank.
                for c in child.text().unwrap_or_default().chars() {
                    let blank = c.is_ascii_whitespace();
                    if !blank || !out.text.ends_with([' ', '\n']) {
                        out.text.push(if blank { ' ' } else { c });
                    }
                }
                continue;
            }
            match child.tag_name().name() {
                "s" => out.text.extend(std::iter::repeat_n(' ', count(child, "c").min(100))),
                "tab" => out.text.push('\t'),
                "line-break" => out.text.push('\n'),
                "soft-page-break" => self.next_page(),
                "note" => {
                    let mut note = Prose::default();
                    for p in child.descendants().filter(|n| is(*n, "p")) {
                        note.append_line(self.prose(p, depth + 1));
                    }
                    let note = note.text.split_whitespace().collect::<Vec<_>>().join(" ");
                    if !note.is_empty() {
                        out.footnotes.push((out.text.trim_end().len(), note));
                    }
                }
                "annotation" | "text-box" | "title" | "desc" | "tracked-changes" | "ruby-text" => {}
                _ => self.inline(child, out, depth + 1),
            }
        }
    }

    fn table(&mut self, node: Node<'d, '_>, depth: usize) -> Table {
        let mut table = Table::default();
        self.rows(node, false, &mut table, depth);
        table
    }

    fn rows(&mut self, node: Node<'d, '_>, head: bool, table: &mut Table, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        for child in node.children().filter(Node::is_element) {
            match child.tag_name().name() {
                "table-header-rows" => self.rows(child, true, table, depth + 1),
                "table-rows" | "table-row-group" => self.rows(child, head, table, depth + 1),
                "table-row" => {
                    if head && table.head_rows == table.rows.len() {
                        table.head_rows += 1;
                    }
                    let row = self.cells(child, depth);
                    table.rows.push(row);
                }
                "soft-page-break" => self.next_page(),
                _ => {}
            }
        }
    }

    fn cells(&mut self, row: Node<'d, '_>, depth: usize) -> Vec<Cell> {
        let mut cells = Vec::new();
        for node in row.children().filter(|n| is(*n, "table-cell")) {
            let mut text = Prose::default();
            let mut tables = Vec::new();
            // Lists and sections in a cell are paragraphs of it.
            let mut stack: Vec<Node<'d, '_>> = node.children().rev().collect();
            while let Some(part) = stack.pop() {
                match part.tag_name().name() {
                    "p" | "h" => text.append_line(self.prose(part, depth + 1)),
                    "table" if depth < DEEPEST => tables.push(self.table(part, depth + 1)),
                    "table" => {}
                    _ => stack.extend(part.children().rev()),
                }
            }
            let cell = Cell {
                text,
                tables,
                rows: count(node, "number-rows-spanned"),
                columns: count(node, "number-columns-spanned"),
            };
            cells.extend(std::iter::repeat_n(cell, count(node, "number-columns-repeated").min(MOST_REPEATED)));
        }
        cells
    }
}
