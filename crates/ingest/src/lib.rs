//! Documents as they come: the bytes of a file to text with structure.
//!
//! [`read`] finds out by their content what the bytes are and gives headings, paragraphs, lists and tables in reading order, with footnotes at their
//! marks and the page of each piece. [`Ingested::render`] writes them as the text that the layout reads, with the place in the file of every
//! character. A reader of a format is a module behind a cargo feature of its name.
//!
//! ```
//! let page = "<html><body><h1>해솔시, 물길 정비 착수</h1><p>해솔시는 물길을 정비한다고 밝혔다.</p></body></html>";
//! let text = policygraph_ingest::read(page.as_bytes()).unwrap().render();
//! assert_eq!(text.text, "# 해솔시, 물길 정비 착수\n\n해솔시는 물길을 정비한다고 밝혔다.\n");
//! ```

#![cfg_attr(
    not(all(
        feature = "archives",
        feature = "docx",
        feature = "html",
        feature = "hwp",
        feature = "hwpml",
        feature = "hwpx",
        feature = "odt",
        feature = "pdf"
    )),
    allow(dead_code, reason = "what formats share is of no use to one alone")
)]

#[cfg(feature = "archives")]
pub mod archive;
#[cfg(any(feature = "hwp", feature = "hwpx"))]
mod by_unhwp;
mod content;
#[cfg(feature = "docx")]
mod docx;
mod error;
mod format;
#[cfg(feature = "html")]
mod html;
#[cfg(feature = "hwp")]
mod hwp;
#[cfg(feature = "hwpml")]
mod hwpml;
#[cfg(feature = "hwpx")]
mod hwpx;
#[cfg(any(feature = "hwp", feature = "hwpx"))]
mod marks;
#[cfg(feature = "odt")]
mod odt;
mod package;
#[cfg(feature = "pdf")]
mod pdf;
mod render;
#[cfg(feature = "docx")]
mod sheets;

pub use content::{Cell, Content, Ingested, Metadata, OnSheet, Piece, Prose, Reading, Table};
pub use error::IngestError;
pub use format::Format;
pub use render::Rendered;

/// Reads the bytes of a file that is neither text nor an archive.
///
/// # Errors
/// The format is not read, or the file is damaged, locked, too large or without text.
pub fn read(bytes: &[u8]) -> Result<Ingested, IngestError> {
    let format = Format::of(bytes)?;
    let read: Result<Ingested, IngestError> = match format {
        #[cfg(feature = "html")]
        Format::Html => html::read(bytes),
        #[cfg(feature = "hwp")]
        Format::Hwp => guarded(format, || hwp::read(bytes)),
        #[cfg(feature = "hwpx")]
        Format::Hwpx => guarded(format, || hwpx::read(bytes)),
        #[cfg(feature = "hwpml")]
        Format::Hwpml => hwpml::read(bytes),
        #[cfg(feature = "docx")]
        Format::Docx | Format::Xlsx | Format::Pptx => guarded(format, || docx::read(bytes, format)),
        #[cfg(feature = "odt")]
        Format::Odt => odt::read(bytes),
        #[cfg(feature = "pdf")]
        Format::Pdf => pdf::read(bytes),
        _ => Err(IngestError::LeftOut(format)),
    };
    let ingested = read?;
    if ingested.pieces.iter().all(|p| p.content.is_empty()) {
        return Err(IngestError::NoText { format });
    }
    Ok(ingested)
}

/// Runs a library's reader: a bug in it loses this document only, and says so in the error alone.
#[cfg(any(feature = "docx", feature = "hwp", feature = "hwpx"))]
fn guarded<T>(
    format: Format,
    read: impl FnOnce() -> Result<T, IngestError> + std::panic::UnwindSafe,
) -> Result<T, IngestError> {
    thread_local! {
        static GUARDED: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
    }
    static HOOK: std::sync::Once = std::sync::Once::new();
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !GUARDED.get() {
                before(panic);
            }
        }));
    });
    GUARDED.set(true);
    let read = std::panic::catch_unwind(read);
    GUARDED.set(false);
    read.unwrap_or_else(|_| Err(IngestError::damaged(format, "its reader failed on it")))
}
