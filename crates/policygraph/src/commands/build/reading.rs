//! What a build reads of its files: which are new, which have changed, and their facts.

use crate::input::{self, Input};
use crate::manifest::Manifest;
use crate::reading;
use anyhow::{Context, Result};
use policygraph_model::{Document, Fact};
use policygraph_pipeline::Pipeline;
use policygraph_store::DocumentState;
use std::collections::HashMap;
use std::time::{Duration, Instant};

/// How files become documents.
pub(super) struct Reader<'r> {
    pub pipeline: &'r Pipeline,
    pub manifest: &'r Manifest,
    /// Of the program and the overrides: where either is another, a document is read again.
    pub version: &'r str,
    /// What the store has of the documents, by name.
    pub known: HashMap<String, DocumentState>,
}

/// A file whose document has to be read.
pub(super) struct Opened<'i> {
    pub input: &'i Input,
    bytes: Vec<u8>,
    pub digest: String,
}

impl Opened<'_> {
    /// Size of the file in bytes.
    pub(super) fn size(&self) -> u64 {
        self.bytes.len() as u64
    }
}

/// A document with its facts, and how long the reading took.
pub(super) struct Extracted {
    pub document: Document,
    pub facts: Vec<Fact>,
    pub taken: Duration,
}

impl Reader<'_> {
    /// The bytes of a file with their digest.
    ///
    /// # Errors
    /// It cannot be read, or is too large.
    pub(super) fn open<'i>(&self, input: &'i Input) -> Result<Opened<'i>> {
        let bytes = input::whole(&input.path)?;
        let digest = reading::digest(&bytes, self.manifest.of(&input.name));
        Ok(Opened { input, bytes, digest })
    }

    /// Whether the store has the document as it is.
    pub(super) fn is_unchanged(&self, file: &Opened<'_>) -> bool {
        let stored = self.known.get(&file.input.name);
        stored.is_some_and(|d| d.digest == file.digest && d.program_version == self.version)
    }

    /// Reads a document.
    ///
    /// # Errors
    /// It is of no format that is read, or damaged.
    pub(super) fn extract(&self, file: &Opened<'_>) -> Result<Extracted> {
        let started = Instant::now();
        let name = &file.input.name;
        let document =
            reading::described_document(self.pipeline, name, &file.bytes, self.manifest.of(name), usize::MAX)
                .with_context(|| file.input.shown.clone())?;
        let facts = self.pipeline.facts(&document);
        Ok(Extracted { document, facts, taken: started.elapsed() })
    }
}

/// The documents of a build by their content.
#[derive(Default)]
pub(super) struct Contents(HashMap<String, String>);

impl Contents {
    /// The document with the same content under another name.
    pub(super) fn twin(&self, digest: &str, name: &str) -> Option<&str> {
        self.0.get(digest).map(String::as_str).filter(|n| *n != name)
    }

    pub(super) fn add(&mut self, digest: &str, name: &str) {
        self.0.insert(digest.to_owned(), name.to_owned());
    }
}
