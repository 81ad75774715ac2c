//! Documents as `build` reads them, for programs that keep them elsewhere than in a store: what is in a file, whether it is still the same, and its facts.

use crate::input::{Inputs, composed, whole};
use crate::manifest::Manifest;
use crate::reading;
use anyhow::{Context, Result};
use policygraph_model::{Document, Entity, Fact};
use policygraph_pipeline::{Damage, Pipeline};
use policygraph_registry::Registry;
use policygraph_resolve::Overrides;
use policygraph_store::StoreError;

/// How documents are read.
#[derive(Debug, Clone)]
pub struct Reader {
    pipeline: Pipeline,
    version: String,
    longest: usize,
}

/// A document in a file, or what could not be taken out of it.
#[derive(Debug)]
pub struct Found {
    /// The name by which a store knows the document; that of the file where nothing could be taken out of it.
    pub name: String,
    /// Its bytes, or why there are none.
    pub bytes: Result<Vec<u8>>,
    /// How a user knows it.
    pub shown: String,
}

impl Reader {
    /// # Arguments
    /// - `overrides`: name and text of a file of corrections.
    /// - `strict`: whether damaged characters are refused.
    /// - `longest`: bytes of the longest text that is read.
    ///
    /// # Errors
    /// A row of the overrides cannot be used.
    pub fn new(pipeline: Pipeline, overrides: Option<(&str, &str)>, strict: bool, longest: usize) -> Result<Self> {
        let overrides = overrides.map(|(file, text)| Overrides::read(file, text)).transpose()?.unwrap_or_default();
        let version = reading::version(&overrides);
        Ok(Self { pipeline: with_options(pipeline, overrides, strict), version, longest })
    }

    /// Version of the program and of the overrides: where either is another, documents are read again.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The documents in the bytes of a file, one after the other: the file itself, or those of an archive, whose names start with `inside`. Files of
    /// archives wait on disk.
    ///
    /// # Errors
    /// Temporary files cannot be written.
    pub fn documents(
        name: &str,
        shown: &str,
        inside: &str,
        bytes: Vec<u8>,
    ) -> Result<Box<dyn Iterator<Item = Found> + Send + Sync>> {
        let (name, inside) = (composed(name), composed(inside));
        let Some(mut archive) = Inputs::of_archive(&bytes, &inside, shown)? else {
            return Ok(Box::new(std::iter::once(Found { name, bytes: Ok(bytes), shown: shown.to_owned() })));
        };
        let failed = std::mem::take(&mut archive.failed);
        let failed = failed.into_iter().map(move |e| Found {
            name: name.clone(),
            shown: String::new(),
            bytes: Err(anyhow::Error::msg(e)),
        });
        let files = std::mem::take(&mut archive.files);
        let files = files.into_iter().map(move |file| {
            // The folder of the files stays until the last is read.
            let _unpacked = &archive;
            let bytes = whole(&file.path).with_context(|| file.shown.clone());
            Found { name: file.name, bytes, shown: file.shown }
        });
        Ok(Box::new(failed.chain(files)))
    }

    /// What tells whether a document is still the same: its bytes, and what a manifest says of it.
    #[must_use]
    pub fn digest(name: &str, bytes: &[u8], manifest: &Manifest) -> String {
        reading::digest(bytes, manifest.of(name))
    }

    /// A document with its facts.
    ///
    /// # Errors
    /// It is of no format that is read, damaged, or too long.
    pub fn read(&self, name: &str, bytes: &[u8], manifest: &Manifest) -> Result<(Document, Vec<Fact>)> {
        let document = reading::described_document(&self.pipeline, name, bytes, manifest.of(name), self.longest)?;
        let facts = self.pipeline.facts(&document);
        Ok((document, facts))
    }
}

/// The pipeline that applies overrides and, if it is `strict`, refuses damaged characters.
pub(crate) fn with_options(pipeline: Pipeline, overrides: Overrides, strict: bool) -> Pipeline {
    let damage = if strict { Damage::Refused } else { Damage::Noted };
    pipeline.with_overrides(overrides).with_damage(damage)
}

/// The graphs that a store has before the first document, as lines of N-Quads.
///
/// # Errors
/// Never in practice: they are parts of the program.
pub fn base_lines(registry: &Registry) -> Result<Vec<u8>, StoreError> {
    policygraph_store::base_lines(&registry_entities(registry), registry.exchange_rates())
}

/// The entries of the registry as entities, for their graph.
pub(crate) fn registry_entities(registry: &Registry) -> Vec<Entity> {
    registry
        .entries()
        .map(|e| Entity {
            id: format!("{}{}", policygraph_store::vocabulary::ID, e.id),
            kind: e.kind,
            names: e.names().map(str::to_owned).collect(),
            label_ko: Some(e.ko.clone()),
            label_en: Some(e.en.clone()),
            country: e.country.clone(),
            lines: Vec::new(),
            mentions: Vec::new(),
            namings: Vec::new(),
        })
        .collect()
}
