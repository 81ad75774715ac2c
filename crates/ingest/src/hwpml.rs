//! HWPML: a document of the Hangul word processor as one XML file, with the ending `.hml` or `.hwp`.

use crate::content::{Cell, Content, Ingested, Metadata, Piece, Prose, Table, said};
use crate::{Format, IngestError};
use encoding_rs::{Encoding, UTF_8};
use roxmltree::{Document, Node};

/// How deep elements may lie in each other: more is made to fill the stack.
const DEEPEST: usize = 100;

pub(crate) fn read(bytes: &[u8]) -> Result<Ingested, IngestError> {
    let damaged = |reason: &dyn std::fmt::Display| IngestError::damaged(Format::Hwpml, reason);
    let (encoding, body) = Encoding::for_bom(bytes).map_or((UTF_8, bytes), |(e, len)| (e, &bytes[len..]));
    let text = encoding
        .decode_without_bom_handling_and_without_replacement(body)
        .ok_or_else(|| damaged(&"it is not UTF-8 or UTF-16"))?;
    let document = Document::parse(&text).map_err(|e| damaged(&e))?;
    let mut pieces = Vec::new();
    for section in document.descendants().filter(|n| is(*n, "SECTION")) {
        section.children().filter(|n| is(*n, "P")).for_each(|p| paragraph(p, &mut pieces, 0));
    }
    let summary = document.descendants().find(|n| is(*n, "DOCSUMMARY"));
    let summary = |name| said(summary?.children().find(|n| is(*n, name))?.text());
    let metadata = Metadata { title: summary("TITLE"), author: summary("AUTHOR"), ..Metadata::default() };
    Ok(Ingested { format: Format::Hwpml, metadata, pieces, notes: Vec::new() })
}

fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.tag_name().name() == name
}

/// A paragraph, the tables and text boxes anchored in it behind it.
fn paragraph(node: Node<'_, '_>, pieces: &mut Vec<Piece>, depth: usize) {
    if depth > DEEPEST {
        return;
    }
    let (mut text, mut tables, mut boxes) = (Prose::default(), Vec::new(), Vec::new());
    inline(node, &mut text, &mut tables, &mut boxes, depth);
    let mut add = |content| pieces.push(Piece::new(None, content));
    if !text.is_empty() {
        add(Content::Paragraph(text));
    }
    tables.into_iter().for_each(|t| add(Content::Table(t)));
    for list in boxes {
        list.children().filter(|n| is(*n, "P")).for_each(|p| paragraph(p, pieces, depth + 1));
    }
}

/// The words of a paragraph, with the tables and the lists of paragraphs of text boxes in it.
fn inline<'a, 'i>(
    node: Node<'a, 'i>,
    text: &mut Prose,
    tables: &mut Vec<Table>,
    boxes: &mut Vec<Node<'a, 'i>>,
    depth: usize,
) {
    if depth > DEEPEST {
        return;
    }
    for child in node.children() {
        match child.tag_name().name() {
            "CHAR" => characters(child, &mut text.text),
            "TABLE" => tables.push(table(child, depth + 1)),
            "FOOTNOTE" | "ENDNOTE" => {
                let note = flat(child, depth + 1);
                if !note.is_empty() {
                    text.footnotes.push((text.text.trim_end().len(), note));
                }
            }
            "HEADER" | "FOOTER" | "HIDDENCOMMENT" | "CAPTION" => {}
            "PARALIST" => boxes.push(child),
            _ => inline(child, text, tables, boxes, depth + 1),
        }
    }
}

fn characters(node: Node<'_, '_>, out: &mut String) {
    for part in node.children() {
        match part.tag_name().name() {
            "TAB" => out.push('\t'),
            "LINEBREAK" => out.push('\n'),
            "NBSPACE" | "FWSPACE" => out.push(' '),
            "HYPEN" => out.push('-'),
            _ => out.push_str(part.text().filter(|_| part.is_text()).unwrap_or_default()),
        }
    }
}

/// All words of the paragraphs in an element, on one line.
fn flat(node: Node<'_, '_>, depth: usize) -> String {
    let (text, _) = list(node, depth);
    text.text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The paragraphs of the lists in an element as lines, and the tables in them.
fn list(node: Node<'_, '_>, depth: usize) -> (Prose, Vec<Table>) {
    let (mut text, mut tables) = (Prose::default(), Vec::new());
    for list in node.children().filter(|n| is(*n, "PARALIST")) {
        for p in list.children().filter(|n| is(*n, "P")) {
            let (mut line, mut boxes) = (Prose::default(), Vec::new());
            inline(p, &mut line, &mut tables, &mut boxes, depth + 1);
            text.append_line(line);
        }
    }
    (text, tables)
}

fn table(node: Node<'_, '_>, depth: usize) -> Table {
    let mut out = Table::default();
    let caption = node.descendants().find(|n| is(*n, "CAPTION")).map(|c| flat(c, depth + 1));
    out.caption = caption.filter(|c| !c.is_empty()).map(Prose::plain);
    for row in node.children().filter(|n| is(*n, "ROW")) {
        let cells = row.children().filter(|n| is(*n, "CELL")).map(|cell| {
            let (text, tables) = list(cell, depth + 1);
            let span = |name| cell.attribute(name).and_then(|v| v.parse().ok()).unwrap_or(1).max(1);
            Cell { text, tables, rows: span("RowSpan"), columns: span("ColSpan") }
        });
        out.rows.push(cells.collect());
    }
    out
}
