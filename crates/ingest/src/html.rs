//! Web pages: what a reader sees of their article.

use crate::content::{Cell, Content, Ingested, Metadata, Piece, Prose, Table};
use crate::{Format, IngestError};
use encoding_rs::{EUC_KR, Encoding, UTF_8};
use scraper::{ElementRef, Html, Node, Selector};
use std::borrow::Cow;

/// How deep elements are followed: pages are not that deep, and what is would fill the stack.
const DEEPEST: usize = 256;

/// What is no part of the text.
const LEFT_OUT: &[&str] = &[
    "script", "style", "noscript", "template", "nav", "aside", "footer", "form", "button", "select", "iframe", "svg",
    "head", "object",
];
/// What opens a block of its own.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "ul",
    "ol",
    "li",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "dl",
    "dt",
    "dd",
    "figure",
    "figcaption",
    "address",
    "details",
    "summary",
    "hr",
    "fieldset",
    "center",
    "body",
];

pub(crate) fn read(bytes: &[u8]) -> Result<Ingested, IngestError> {
    let page = Html::parse_document(&decoded(bytes));
    let mut reader = Reader { page: &page, pieces: Vec::new(), open: Prose::default(), notes: Vec::new() };
    let root = article(&page);
    reader.blocks(root, &Place::default(), 0);
    reader.close(&Place::default());
    let pieces = reader.pieces;
    Ok(Ingested { format: Format::Html, metadata: metadata(&page), pieces, notes: Vec::new() })
}

/// The characters of a page, in the encoding that it names, else UTF-8 or CP949.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_lowercase();
    let named = head.find("charset=").and_then(|at| {
        let name = head[at + 8..].trim_start_matches(['"', '\'', ' ']);
        Encoding::for_label(name.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').next()?.as_bytes())
    });
    let utf8 = std::str::from_utf8(bytes).is_ok();
    let encoding = if utf8 { UTF_8 } else { named.filter(|&e| e != UTF_8).unwrap_or(EUC_KR) };
    // A byte order mark wins.
    encoding.decode(bytes).0
}

fn select<'a>(page: &'a Html, selector: &str) -> impl Iterator<Item = ElementRef<'a>> {
    let found: Vec<_> = Selector::parse(selector).map(|s| page.select(&s).collect()).unwrap_or_default();
    found.into_iter()
}

/// The element with the text: the article of a page, where it says which, else all of it.
fn article(page: &Html) -> ElementRef<'_> {
    let root = select(page, "body").next().unwrap_or_else(|| page.root_element());
    let len = |e: &ElementRef<'_>| e.text().map(|t| t.trim().len()).sum::<usize>();
    let whole = len(&root);
    let named = select(page, "article, main, [role=main], [itemprop=articleBody]");
    named.max_by_key(len).filter(|a| len(a) * 5 > whole * 2).unwrap_or(root)
}

/// What the head of a page says of it.
fn metadata(page: &Html) -> Metadata {
    let meta = |names: &[&str]| {
        names.iter().find_map(|name| {
            let named = |e: &ElementRef<'_>| {
                ["property", "name", "itemprop"].iter().any(|a| e.attr(a).is_some_and(|v| v.eq_ignore_ascii_case(name)))
            };
            let content = select(page, "meta").find(named)?.attr("content")?.trim().to_owned();
            (!content.is_empty()).then_some(content)
        })
    };
    let words = |e: ElementRef<'_>| e.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    let title = meta(&["og:title", "dc.title", "citation_title"]).or_else(|| select(page, "title").next().map(words));
    let date = meta(&[
        "article:published_time",
        "dc.date",
        "dcterms.issued",
        "citation_publication_date",
        "datePublished",
        "date",
    ]);
    let canonical = || select(page, "link[rel=canonical]").next()?.attr("href").map(str::to_owned);
    Metadata {
        title: title.filter(|t| !t.is_empty()),
        author: meta(&["author", "dc.creator", "dcterms.creator", "citation_author", "article:author"]),
        publisher: meta(&["og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher"]),
        date: date.as_deref().and_then(iso_date),
        url: canonical().or_else(|| meta(&["og:url"])).filter(|u| u.starts_with("http")),
    }
}

/// The date of "2026-03-02T09:00:00+09:00", "2026.03.02", "20260302".
fn iso_date(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty()).collect();
    let whole = |y: &str, m: &str, d: &str| {
        let ok =
            y.len() == 4 && (1..=12).contains(&m.parse().unwrap_or(0)) && (1..=31).contains(&d.parse().unwrap_or(0));
        ok.then(|| format!("{y}-{m:0>2}-{d:0>2}"))
    };
    match parts.as_slice() {
        [day, ..] if day.len() == 8 => whole(&day[..4], &day[4..6], &day[6..]),
        [y, m, d, ..] => whole(y, m, d),
        _ => None,
    }
}

/// What surrounds the text at hand.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    heading: u8,
    /// Lists around it.
    lists: u8,
    number: Option<u32>,
}

struct Reader<'a> {
    page: &'a Html,
    pieces: Vec<Piece>,
    /// The text that no block has closed yet.
    open: Prose,
    /// Ids of the elements that were read as footnotes.
    notes: Vec<String>,
}

impl<'a> Reader<'a> {
    fn close(&mut self, place: &Place) {
        let text = std::mem::take(&mut self.open);
        if text.is_empty() {
            return;
        }
        let content = match place {
            Place { heading: 1.., .. } => Content::Heading { level: place.heading, text },
            Place { lists: 1.., .. } => Content::Item { depth: place.lists - 1, number: place.number, text },
            _ => Content::Paragraph(text),
        };
        self.pieces.push(Piece::new(None, content));
    }

    fn blocks(&mut self, element: ElementRef<'a>, place: &Place, depth: usize) {
        if depth > DEEPEST || self.is_read(element) {
            return;
        }
        let mut number = element.attr("start").and_then(|s| s.parse().ok()).unwrap_or(1);
        for child in element.children() {
            let Some(inner) = ElementRef::wrap(child) else {
                if let Node::Text(text) = child.value() {
                    push_text(&mut self.open.text, text);
                }
                continue;
            };
            let name = inner.value().name();
            if is_hidden(inner) {
                continue;
            }
            if !BLOCKS.contains(&name) {
                self.inline(inner, place, depth + 1);
                continue;
            }
            self.close(place);
            let mut below = *place;
            match name {
                "table" => {
                    let table = self.table(inner, depth + 1);
                    self.pieces.push(Piece::new(None, Content::Table(table)));
                    continue;
                }
                "ul" | "ol" => below.lists = below.lists.saturating_add(1),
                "li" if element.value().name() == "ol" => {
                    below.number = Some(number);
                    number += 1;
                }
                "li" => below.number = None,
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => below.heading = name.as_bytes()[1] - b'0',
                _ => {}
            }
            self.blocks(inner, &below, depth + 1);
            self.close(&below);
        }
    }

    /// An element within a line.
    fn inline(&mut self, element: ElementRef<'a>, place: &Place, depth: usize) {
        match element.value().name() {
            "br" => {
                self.open.text.truncate(self.open.text.trim_end_matches(' ').len());
                self.open.text.push('\n');
            }
            "a" | "sup" => match self.footnote(element) {
                Some(note) => self.open.footnotes.push((self.open.text.trim_end().len(), note)),
                None => self.blocks(element, place, depth),
            },
            // A block in an inline element is a block.
            _ => self.blocks(element, place, depth),
        }
    }

    /// The footnote that a superscript link leads to.
    fn footnote(&mut self, element: ElementRef<'a>) -> Option<String> {
        let link = if element.value().name() == "a" {
            element
        } else {
            element.child_elements().find(|e| e.value().name() == "a")?
        };
        let raised = element.value().name() == "sup" || element.child_elements().any(|e| e.value().name() == "sup");
        let id = link.attr("href")?.strip_prefix('#').filter(|id| raised && !id.is_empty())?;
        let target = self.page.tree.nodes().filter_map(ElementRef::wrap).find(|e| e.value().id() == Some(id))?;
        let words: String = target.text().collect();
        // Its own number, and the arrow that leads back.
        let words = words.trim().trim_start_matches(|c: char| c.is_ascii_digit() || "[]().*".contains(c));
        let note =
            words.trim_end_matches(['↩', '↑', '\u{fe0e}', ' ', '\n']).split_whitespace().collect::<Vec<_>>().join(" ");
        self.notes.push(id.to_owned());
        (!note.is_empty()).then_some(note)
    }

    /// Whether an element was read already, as a footnote.
    fn is_read(&self, element: ElementRef<'_>) -> bool {
        element.value().id().is_some_and(|id| self.notes.iter().any(|n| n == id))
    }

    fn table(&mut self, element: ElementRef<'a>, depth: usize) -> Table {
        let mut table = Table::default();
        let mut stack: Vec<(ElementRef<'a>, bool)> = vec![(element, false)];
        while let Some((part, head)) = stack.pop() {
            match part.value().name() {
                "caption" => table.caption = Some(self.words(part, &mut Vec::new(), depth)),
                "tr" => {
                    let cells: Vec<_> =
                        part.child_elements().filter(|c| matches!(c.value().name(), "td" | "th")).collect();
                    let headed = head || (!cells.is_empty() && cells.iter().all(|c| c.value().name() == "th"));
                    if headed && table.head_rows == table.rows.len() {
                        table.head_rows += 1;
                    }
                    let row = cells.into_iter().map(|c| self.cell(c, depth)).collect();
                    table.rows.push(row);
                }
                name @ ("table" | "thead" | "tbody" | "tfoot") => {
                    let children: Vec<_> = part.child_elements().map(|c| (c, name == "thead")).collect();
                    stack.extend(children.into_iter().rev());
                }
                _ => {}
            }
        }
        table
    }

    fn cell(&mut self, element: ElementRef<'a>, depth: usize) -> Cell {
        let span = |name| element.attr(name).and_then(|v| v.trim().parse().ok()).unwrap_or(1).max(1);
        let mut tables = Vec::new();
        let text = self.words(element, &mut tables, depth);
        Cell { text, tables, rows: span("rowspan"), columns: span("colspan") }
    }

    /// The words of an element, a line a block, with the tables in it.
    fn words(&mut self, element: ElementRef<'a>, tables: &mut Vec<Table>, depth: usize) -> Prose {
        let pieces = std::mem::take(&mut self.pieces);
        let open = std::mem::take(&mut self.open);
        self.blocks(element, &Place::default(), depth + 1);
        self.close(&Place::default());
        let inner = std::mem::replace(&mut self.pieces, pieces);
        self.open = open;
        let mut out = Prose::default();
        for piece in inner {
            match piece.content {
                Content::Table(t) => tables.push(t),
                Content::Heading { text, .. } | Content::Paragraph(text) | Content::Item { text, .. } => {
                    out.append_line(text);
                }
            }
        }
        out
    }
}

/// What no reader sees, and what is no part of the text.
fn is_hidden(element: ElementRef<'_>) -> bool {
    let value = element.value();
    let styled = value.attr("style").is_some_and(|s| {
        let bare: String = s.chars().filter(|c| !c.is_whitespace()).collect();
        bare.contains("display:none")
    });
    LEFT_OUT.contains(&value.name()) || styled || value.attr("hidden").is_some()
}

/// Appends text of a page: runs of blanks are one.
fn push_text(out: &mut String, text: &str) {
    for c in text.chars() {
        let blank = c.is_ascii_whitespace();
        if !blank || !(out.is_empty() || out.ends_with([' ', '\n'])) {
            out.push(if blank { ' ' } else { c });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_its_article() {
        let page = "<html><head><title>해솔뉴스</title><meta property='article:published_time' content='2026-03-02T09:00:00+09:00'>\
                    <meta property='og:site_name' content='해솔시'></head><body><nav>메뉴</nav><article><h1>물길 정비</h1><p>해솔시<sup><a href='#f1'>1)</a></sup>는 \
                    밝혔다.</p><ol><li>하나</li><li>둘</li></ol><div id='f1'>1) 가온도의 시</div></article></body></html>";
        let read = read(page.as_bytes()).unwrap();
        let text = Prose {
            text: "해솔시는 밝혔다.".to_owned(),
            footnotes: vec![("해솔시".len(), "가온도의 시".to_owned())],
        };
        let item = |n, t: &str| Content::Item { depth: 0, number: Some(n), text: Prose::plain(t) };
        let heading = Content::Heading { level: 1, text: Prose::plain("물길 정비") };
        let contents: Vec<Content> = read.pieces.into_iter().map(|p| p.content).collect();
        assert_eq!(contents, [heading, Content::Paragraph(text), item(1, "하나"), item(2, "둘")]);
        assert_eq!(
            (read.metadata.date.as_deref(), read.metadata.publisher.as_deref()),
            (Some("2026-03-02"), Some("해솔시"))
        );
    }

    #[test]
    fn pages_of_old_sites_are_cp949() {
        let page = EUC_KR.encode("<html><meta charset=euc-kr><p>해솔시</p>").0.into_owned();
        assert_eq!(read(&page).unwrap().pieces.len(), 1);
        assert_eq!(decoded(&page), "<html><meta charset=euc-kr><p>해솔시</p>");
    }

    #[test]
    fn dates_of_pages() {
        for (text, date) in
            [("2026. 3. 2.", Some("2026-03-02")), ("20260302", Some("2026-03-02")), ("봄", None), ("2026-13-02", None)]
        {
            assert_eq!(iso_date(text).as_deref(), date, "{text}");
        }
    }
}
