//! What `unhwp` reads from HWP 5 and HWPX, as pieces.

use crate::content::{Cell, Content, Ingested, Metadata, Piece, Prose, Table, said};
use crate::marks::Marks;
use crate::{Format, IngestError};
use unhwp::model::{Block, InlineContent, Paragraph};
use unhwp::{Error, ParseOptions};

pub(crate) fn read(copy: &[u8], format: Format, marks: &Marks) -> Result<Ingested, IngestError> {
    let options = ParseOptions { extract_resources: false, parallel: false, ..ParseOptions::default() };
    let document = unhwp::parse_bytes_with_options(copy, &options).map_err(|e| match e {
        Error::Encrypted => IngestError::Password(Some(format)),
        e => IngestError::damaged(format, e),
    })?;
    let mut pieces = Vec::new();
    for block in document.sections.iter().flat_map(|s| &s.content) {
        let content = match block {
            Block::Paragraph(p) => paragraph(p, marks),
            Block::Table(t) => Some(Content::Table(table(t, marks))),
        };
        pieces.extend(content.map(|content| Piece::new(None, content)));
    }
    let metadata = Metadata {
        title: said(document.metadata.title),
        author: said(document.metadata.author),
        ..Metadata::default()
    };
    Ok(Ingested { format, metadata, pieces, notes: Vec::new() })
}

/// A paragraph, unless it is empty. The number or bullet that it is shown with is part of its words.
fn paragraph(p: &Paragraph, marks: &Marks) -> Option<Content> {
    let text = marks.read(&words(p)).0;
    let level = p.style.heading_level;
    match level {
        _ if text.is_empty() => None,
        0 => Some(Content::Paragraph(text)),
        _ => Some(Content::Heading { level, text }),
    }
}

fn words(p: &Paragraph) -> String {
    let mut out = String::new();
    for part in &p.content {
        match part {
            InlineContent::Text(run) => out.push_str(&run.text),
            InlineContent::LineBreak => out.push('\n'),
            InlineContent::Link { text, .. } => out.push_str(text),
            InlineContent::Equation(equation) => out.push_str(&equation.script),
            InlineContent::Image(_) | InlineContent::Footnote(_) => {}
        }
    }
    out
}

fn table(t: &unhwp::model::Table, marks: &Marks) -> Table {
    let mut caption = None;
    let mut cell = |c: &unhwp::model::TableCell| {
        let mut text = Prose::default();
        for p in &c.content {
            let (prose, found) = marks.read(&words(p));
            caption = caption.take().or(found);
            text.append_line(prose);
        }
        let tables = c.nested_tables.iter().map(|t| table(t, marks)).collect();
        Cell { text, tables, rows: c.rowspan.max(1) as usize, columns: c.colspan.max(1) as usize }
    };
    let rows = t.rows.iter().map(|row| row.cells.iter().map(&mut cell).collect()).collect();
    // Each first row is said to be a heading, whatever it is: so nothing is known of it.
    Table { caption: caption.map(Prose::plain), rows, ..Table::default() }
}
