//! HWPX: the format of the Hangul word processor that is zipped XML (KS X 6101, OWPML).
//!
//! `unhwp` reads it, but glues the text of footnotes and running heads to the paragraphs in which they are anchored. So it reads a copy of
//! the file in which these and the captions of tables are taken out and marked ([`Marks`]).

use crate::content::{Ingested, push_words};
use crate::marks::Marks;
use crate::{Format, IngestError, by_unhwp, package};
use roxmltree::{Document, Node};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub(crate) fn read(bytes: &[u8]) -> Result<Ingested, IngestError> {
    let mut package = package::open(bytes, Format::Hwpx)?;
    let manifest = package::file(&mut package, "META-INF/manifest.xml", Format::Hwpx)?.unwrap_or_default();
    if manifest.windows(15).any(|w| w == b"encryption-data") {
        return Err(IngestError::Password(Some(Format::Hwpx)));
    }
    let mut marks = Marks::default();
    let mut copy = ZipWriter::new(Cursor::new(Vec::new()));
    let mut total = 0;
    let names: Vec<String> =
        (0..package.len()).filter_map(|i| package.name_for_index(i)?.ok().map(|n| n.into_owned())).collect();
    for name in names {
        // Pictures are not read.
        if name.ends_with('/') || name.starts_with("BinData/") || name.starts_with("Preview/") {
            continue;
        }
        let mut content = package::file(&mut package, &name, Format::Hwpx)?.unwrap_or_default();
        total += content.len() as u64;
        if total > package::MOST_UNPACKED {
            return Err(IngestError::TooLarge(format!("it unpacks to more than {} MB", package::MOST_UNPACKED >> 20)));
        }
        if name.starts_with("Contents/section") {
            let xml = std::str::from_utf8(&content)
                .map_err(|_| IngestError::damaged(Format::Hwpx, format!("{name} is not UTF-8")))?;
            content = mark(xml, &mut marks)
                .map_err(|e| IngestError::damaged(Format::Hwpx, format!("{name}: {e}")))?
                .into_bytes();
        }
        let stored =
            copy.start_file(&*name, SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored));
        stored.map_err(|e| package::of_zip(&e, Format::Hwpx))?;
        copy.write_all(&content).map_err(|e| IngestError::damaged(Format::Hwpx, e))?;
    }
    let copy = copy.finish().map_err(|e| package::of_zip(&e, Format::Hwpx))?.into_inner();
    by_unhwp::read(&copy, Format::Hwpx, &marks)
}

/// The XML of a section without footnotes, running heads and captions, which go to `marks`.
fn mark(xml: &str, marks: &mut Marks) -> Result<String, roxmltree::Error> {
    let document = Document::parse(xml)?;
    let mut edits: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    let mut done = 0;
    for node in document.descendants().filter(Node::is_element) {
        let mut range = node.range();
        if range.start < done {
            continue;
        }
        let taken = match node.tag_name().name() {
            "header" | "footer" | "hiddenComment" if is_control(node) => String::new(),
            "footNote" | "endNote" => {
                marks.notes.push(text(node));
                // Words stand beside a control, not in it.
                if let Some(control) = node.parent().filter(|_| is_control(node)) {
                    range = control.range();
                }
                let mark = Marks::note(marks.notes.len() - 1);
                let prefix = prefix(&xml[range.clone()]);
                format!("<{prefix}t>{mark}</{prefix}t>")
            }
            "caption" => {
                let words = text(node);
                // The mark goes to the first words of the table.
                let words_of = |n: &Node<'_, '_>| n.tag_name().name() == "t" && n.range().start > range.end;
                let first =
                    node.parent().and_then(|table| table.descendants().find(words_of)).and_then(|t| t.first_child());
                if let Some(first) = first.filter(|_| !words.trim().is_empty()) {
                    let at = first.range().start;
                    edits.push((at..at, marks.caption(words)));
                }
                String::new()
            }
            _ => continue,
        };
        done = range.end;
        edits.push((range, taken));
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(xml.len());
    let mut at = 0;
    for (range, put) in edits {
        out.push_str(xml.get(at..range.start).unwrap_or_default());
        out.push_str(&put);
        at = at.max(range.end);
    }
    out.push_str(&xml[at..]);
    Ok(out)
}

/// Whether an element is a control in a run of text, and not a part of a table or page.
fn is_control(node: Node<'_, '_>) -> bool {
    node.parent().is_some_and(|p| p.tag_name().name() == "ctrl")
}

/// The prefix of the name of an element, with its colon.
fn prefix(element: &str) -> &str {
    let name = element[1..].split(|c: char| c.is_whitespace() || c == '>' || c == '/').next().unwrap_or_default();
    name.find(':').map_or("", |at| &name[..=at])
}

/// The words of the paragraphs in an element.
fn text(node: Node<'_, '_>) -> String {
    let mut out = String::new();
    for paragraph in node.descendants().filter(|n| n.tag_name().name() == "p") {
        let words =
            paragraph.descendants().filter(|n| n.is_text() && n.ancestors().any(|a| a.tag_name().name() == "t"));
        let words: String = words.filter_map(|n| n.text()).collect();
        push_words(&mut out, words.trim());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_heads_and_captions_are_taken_out() {
        let xml = "<s xmlns:hp='p'><hp:p><hp:run><hp:ctrl><hp:header><hp:p><hp:t>머리말</hp:t></hp:p></hp:header></hp:ctrl><hp:t>해솔연구원</hp:t>\
                   <hp:ctrl><hp:footNote><hp:p><hp:run><hp:t>산하 기관</hp:t></hp:run></hp:p></hp:footNote></hp:ctrl><hp:t>은</hp:t>\
                   <hp:tbl><hp:caption><hp:p><hp:t>표 1</hp:t></hp:p></hp:caption><hp:tr><hp:tc><hp:t>사업명</hp:t></hp:tc></hp:tr></hp:tbl></hp:run></hp:p></s>";
        let mut marks = Marks::default();
        let marked = mark(xml, &mut marks).unwrap();
        assert_eq!(
            (marks.notes.as_slice(), marks.captions.as_slice()),
            (&["산하 기관".to_owned()][..], &["표 1".to_owned()][..])
        );
        let document = Document::parse(&marked).unwrap();
        let words: String = document.descendants().filter_map(|n| n.text().filter(|_| n.is_text())).collect();
        let (prose, caption) = marks.read(&words);
        assert_eq!(prose.text, "해솔연구원은사업명");
        assert_eq!((prose.footnotes.len(), caption.as_deref()), (1, Some("표 1")));
    }
}
