//! Word, Excel and PowerPoint, as `undoc` reads them.

use crate::content::{Cell, Content, Ingested, Metadata, Piece, Prose, Table, said};
use crate::{Format, IngestError, package, sheets};
use std::collections::HashMap;
use undoc::model::{Block, ListType, Paragraph, RevisionType, TextRun};

pub(crate) fn read(bytes: &[u8], format: Format) -> Result<Ingested, IngestError> {
    package::check(bytes, format)?;
    let sheets = match format {
        Format::Xlsx => sheets::rows(&mut package::open(bytes, format)?)?,
        _ => Vec::new(),
    };
    let document = undoc::parse_bytes(bytes).map_err(|e| match e {
        undoc::Error::Encrypted => IngestError::Password(Some(format)),
        e => IngestError::damaged(format, e),
    })?;
    let notes: HashMap<&str, String> = document
        .sections
        .iter()
        .flat_map(|s| &s.content)
        .filter_map(|block| match block {
            Block::Note { label, content } => {
                let words: Vec<String> =
                    content.iter().map(|p| prose(p, &HashMap::new(), format).text.trim().to_owned()).collect();
                Some((label.as_str(), words.join(" ")))
            }
            _ => None,
        })
        .collect();
    let mut pieces = Vec::new();
    let mut told = Vec::new();
    let mut page = 1;
    for (number, section) in document.sections.iter().enumerate() {
        // A sheet or slide is a section; in Word only a break that the author set is known.
        let paged = format != Format::Docx;
        if paged {
            page = u32::try_from(number + 1).unwrap_or(u32::MAX);
        }
        let mut add = |content| pieces.push(Piece::new(paged.then_some(page), content));
        let mut caption: Option<Prose> = None;
        for block in &section.content {
            match block {
                Block::Paragraph(p) => {
                    if let Some(before) = caption.take() {
                        add(Content::Paragraph(before));
                    }
                    let text = prose(p, &notes, format);
                    if text.is_empty() {
                        continue;
                    }
                    let style = p.style_name.as_deref().unwrap_or_default().to_lowercase();
                    match () {
                        () if style == "caption" || style == "캡션" => caption = Some(text),
                        () if style == "title" || style == "제목" => add(Content::Heading { level: 1, text }),
                        () => add(paragraph(p, text)),
                    }
                }
                Block::Table(t) if format == Format::Xlsx => {
                    let rows = sheets.get(number).map(Vec::as_slice).unwrap_or_default();
                    let (tables, columns) = sheets::tables(&table(t, &notes, format), rows);
                    // A sheet without cells, as that of a chart, says nothing.
                    if let Some(name) = section.name.as_deref().filter(|n| !n.trim().is_empty() && !tables.is_empty()) {
                        add(Content::Heading { level: 2, text: Prose::plain(name.trim()) });
                    }
                    tables.into_iter().for_each(&mut add);
                    told.extend(
                        columns.map(|n| format!("sheet {page}: cells beyond its first {n} columns were not read")),
                    );
                }
                Block::Table(t) => add(Content::Table(Table { caption: caption.take(), ..table(t, &notes, format) })),
                _ => {}
            }
        }
        if let Some(last) = caption {
            add(Content::Paragraph(last));
        }
    }
    let metadata = Metadata {
        title: said(document.metadata.title),
        author: said(document.metadata.author),
        ..Metadata::default()
    };
    Ok(Ingested { format, metadata, pieces, notes: told })
}

fn paragraph(p: &Paragraph, text: Prose) -> Content {
    if p.heading.is_heading() {
        return Content::Heading { level: p.heading.level(), text };
    }
    match &p.list_info {
        Some(list) if list.list_type != ListType::None => Content::Item {
            depth: list.level,
            number: list.number.filter(|_| list.list_type == ListType::Numbered),
            text,
        },
        _ => Content::Paragraph(text),
    }
}

fn prose(p: &Paragraph, notes: &HashMap<&str, String>, format: Format) -> Prose {
    let mut out = Prose::default();
    let is_left_out = |r: &TextRun| r.revision == RevisionType::Deleted || (format == Format::Xlsx && is_comment(r));
    for run in p.runs.iter().filter(|r| !is_left_out(r)) {
        out.text.push_str(&run.text);
        if let Some(note) = run.note.as_deref().and_then(|label| notes.get(label)).filter(|n| !n.is_empty()) {
            out.footnotes.push((out.text.trim_end().len(), note.clone()));
        }
        if run.line_break {
            out.text.push('\n');
        }
    }
    out
}

/// Whether a run is the comment of a cell, which `undoc` writes behind its words.
fn is_comment(run: &TextRun) -> bool {
    run.style.italic && run.text.starts_with(" [Comment: ")
}

fn table(t: &undoc::model::Table, notes: &HashMap<&str, String>, format: Format) -> Table {
    let cell = |c: &undoc::model::Cell| {
        let mut text = Prose::default();
        c.content.iter().for_each(|p| text.append_line(prose(p, notes, format)));
        let tables = c.nested_tables.iter().map(|t| table(t, notes, format)).collect();
        Cell { text, tables, rows: c.row_span.max(1) as usize, columns: c.col_span.max(1) as usize }
    };
    let head_rows = t.rows.iter().take_while(|r| r.is_header).count();
    let rows = t.rows.iter().map(|r| r.cells.iter().map(cell).collect()).collect();
    Table { rows, head_rows, ..Table::default() }
}
