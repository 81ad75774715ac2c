//! The line from a file to its facts.

use policygraph_extract_entities::{KnownNames, Names};
use policygraph_extract_relations::Facts;
use policygraph_layout::ReadError;
use policygraph_model::{Document, Extractor, Fact, Findings};
use policygraph_registry::Registry;
use policygraph_resolve::Overrides;
use rayon::prelude::*;
use std::sync::Arc;

/// Why a document has no facts.
#[derive(Debug)]
pub enum DocumentError {
    /// The bytes are no text.
    Read(ReadError),
    /// The text has nothing of a bulletin.
    NoBulletin,
}

impl std::fmt::Display for DocumentError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Read(e) => e.fmt(f),
            Self::NoBulletin => f.write_str(
                "the text is no bulletin: it has no part heading (Ⅰ), no numbered item (1. or ①) and no source line (출처 :)",
            ),
        }
    }
}

impl std::error::Error for DocumentError {}

/// The stages with the registry that they share.
#[derive(Debug, Clone)]
pub struct Pipeline {
    registry: Arc<Registry>,
    overrides: Overrides,
}

impl Pipeline {
    /// A pipeline over this registry.
    #[must_use]
    pub fn new(registry: Arc<Registry>) -> Self {
        Self { registry, overrides: Overrides::default() }
    }

    /// The pipeline with a user's overrides.
    #[must_use]
    pub fn with_overrides(self, overrides: Overrides) -> Self {
        Self { overrides, ..self }
    }

    /// The overrides it honours.
    #[must_use]
    pub fn overrides(&self) -> &Overrides {
        &self.overrides
    }

    /// The registry it uses.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// Reads and lays out the bytes of a file.
    ///
    /// # Errors
    /// The bytes are no text, or the text is no bulletin.
    pub fn lay_out(&self, name: &str, bytes: &[u8]) -> Result<Document, DocumentError> {
        let decoded = policygraph_layout::read(bytes).map_err(DocumentError::Read)?;
        let document = policygraph_layout::lay_out(name, &decoded, &self.registry);
        if policygraph_layout::is_bulletin(&document) { Ok(document) } else { Err(DocumentError::NoBulletin) }
    }

    /// The facts of a document. Sections are read in parallel; the result does not depend on the number of threads.
    #[must_use]
    pub fn facts(&self, document: &Document) -> Vec<Fact> {
        let sections = document.flatten();
        let names = Names::new(&self.registry);
        let mut findings: Vec<Findings> = sections
            .par_iter()
            .map(|section| {
                let mut found = Findings::default();
                names.extract(section, &mut found);
                found
            })
            .collect();
        // One sense a document: what any section introduced is found in all.
        let known = KnownNames::new(&findings);
        let facts = Facts::new(&self.registry);
        findings.par_iter_mut().zip(&sections).for_each(|(found, section)| {
            known.extract(section, found);
            self.overrides.apply(found, &self.registry);
            facts.extract(section, found);
        });
        let mut facts = policygraph_resolve::resolve(document, &findings, &self.registry, &self.overrides);
        let tags = policygraph_extract_tags::tags(document, &facts, &self.registry);
        let observations = policygraph_extract_statistics::observations(document, &self.registry);
        facts.extend(tags.into_iter().map(Fact::Tag));
        facts.extend(observations.into_iter().map(Fact::Observation));
        facts
    }
}
