//! A file of any format to a document.

use crate::manifest::Described;
use anyhow::{Result, bail};
use policygraph_ingest::{Format, IngestError, Metadata};
use policygraph_model::{Document, Text};
use policygraph_pipeline::{self as pipeline, Decoded, Pipeline};
use policygraph_resolve::Overrides;

/// Reads and lays out the bytes of a file of any format that is read.
///
/// # Errors
/// The bytes are of no format that is read, or damaged.
pub fn document(pipeline: &Pipeline, name: &str, bytes: &[u8]) -> Result<Document> {
    described_document(pipeline, name, bytes, None, usize::MAX)
}

/// As [`document`]; `described` is what a manifest says of it, `longest` the bytes of the longest text that is read.
///
/// # Errors
/// As [`document`], or the text is longer.
pub(crate) fn described_document(
    pipeline: &Pipeline,
    name: &str,
    bytes: &[u8],
    described: Option<&Described>,
    longest: usize,
) -> Result<Document> {
    let fits = |size: usize| {
        if size <= longest {
            return Ok(());
        }
        Err(IngestError::TooLarge(format!(
            "its text has {:.1} MB, more than {:.1}",
            megabytes(size),
            megabytes(longest)
        )))
    };
    let format = Format::of(bytes)?;
    let mut metadata = Metadata::default();
    let mut document = match format {
        Format::Text => {
            fits(bytes.len())?;
            pipeline.lay_out(name, bytes)?
        }
        _ if format.is_archive() => bail!("is an archive of files: `policygraph build` reads those in it"),
        _ => {
            let ingested = policygraph_ingest::read(bytes)?;
            let rendered = ingested.render();
            fits(rendered.text.len())?;
            let decoded = Decoded {
                text: rendered.text,
                digest: pipeline::digest(bytes),
                notes: ingested.notes,
                paragraphs: Some(rendered.continued),
            };
            metadata = ingested.metadata;
            Document { places: rendered.places, ..pipeline.lay_out_text(name, &decoded) }
        }
    };
    // A manifest is said by the user of this file: it wins. What the file says of itself is often left over from another one.
    document.url = described.and_then(|d| d.url.clone()).or(metadata.url);
    if let Some(publisher) = described.and_then(|d| d.publisher.clone()) {
        document.publisher = Some(unplaced(&publisher));
    }
    if let Some(date) = described.and_then(|d| d.date.clone()) {
        document.issued = Some(date);
    }
    let or_else = |known: Option<Text>, said: Option<String>| known.or_else(|| said.map(|s| unplaced(&s)));
    document.title = or_else(document.title, metadata.title);
    document.publisher = or_else(document.publisher, metadata.publisher);
    // Programs write the name of whoever's computer it was: only an organization tells something.
    let organization = |name: &String| pipeline.registry().named(name).any(|e| e.kind.is_organization());
    document.author = or_else(document.author, metadata.author.filter(organization));
    document.issued = document.issued.or(metadata.date);
    document.digest = digest(bytes, described);
    Ok(document)
}

/// What tells whether a file, and what is said of it, are those that the store has.
pub(crate) fn digest(bytes: &[u8], described: Option<&Described>) -> String {
    let digest = pipeline::digest(bytes);
    match described {
        Some(described) => pipeline::digest(format!("{digest}\n{described:?}").as_bytes()),
        None => digest,
    }
}

/// Version of the program and of the overrides, stored with each document: where either is another, the document is read
/// again.
pub(crate) fn version(overrides: &Overrides) -> String {
    let program = env!("CARGO_PKG_VERSION");
    if overrides.is_empty() { program.to_owned() } else { format!("{program}+{}", overrides.digest()) }
}

/// For a message.
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}

/// Words that stand nowhere in the text.
fn unplaced(words: &str) -> Text {
    let mut text = Text::default();
    text.push_composed(words.trim(), 0, 0);
    text
}
