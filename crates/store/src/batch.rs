//! Documents as they are written: their quads and their records. New ones go in many at a time ([`crate::BulkWriter`]), a changed one in a transaction.

use crate::documents::DocumentState;
use crate::records::record;
use crate::to_rdf;
use crate::{Record, Records, Store, StoreError};
use oxigraph::model::{GraphName, Quad};
use policygraph_model::{Document, Fact};
use std::collections::HashSet;
use std::fs;
use std::path::Path;

/// Start of the names of the files that the bulk loader makes before it puts them in place.
const LOADED: &str = "bulk-";

/// Documents that are to be written.
#[derive(Debug, Default)]
pub struct Batch {
    quads: Vec<Quad>,
    records: Vec<Record>,
}

impl Batch {
    /// A document with its facts.
    #[must_use]
    pub fn of(document: &Document, facts: &[Fact], program_version: &str) -> Self {
        let to_rdf::Statements { all: mut quads, direct } = to_rdf::document(document, facts, program_version);
        let record = record(&DocumentState::of(document, program_version), &quads, &direct);
        quads.extend(direct);
        quads.shrink_to_fit();
        Self { quads, records: vec![record] }
    }

    /// Adds other documents.
    pub fn append(&mut self, mut other: Self) {
        self.quads.append(&mut other.quads);
        self.records.append(&mut other.records);
    }

    /// Number of quads; some can be there several times.
    #[must_use]
    pub fn len(&self) -> usize {
        self.quads.len()
    }

    /// Whether it has no document.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.quads.is_empty()
    }

    pub(crate) fn records(&self) -> &[Record] {
        &self.records
    }

    pub(crate) fn into_parts(self) -> (Vec<Quad>, Vec<Record>) {
        (self.quads, self.records)
    }

    /// Number of documents.
    #[must_use]
    pub fn documents(&self) -> usize {
        self.records.len()
    }
}

impl Store {
    /// Writes a document in place of what the store has of it, as the difference.
    ///
    /// # Errors
    /// The store cannot be written; it then is as it was before.
    pub fn put_changed(&self, document: Batch, records: &mut Records) -> Result<(), StoreError> {
        let (direct, all): (HashSet<Quad>, HashSet<Quad>) =
            document.quads.into_iter().partition(|q| q.graph_name.is_default_graph());
        let Some(GraphName::NamedNode(graph)) = all.iter().next().map(|q| q.graph_name.clone()) else { return Ok(()) };
        self.replace(&graph, &all, &direct)?;
        records.append(&document.records)
    }
}

/// Deletes what a bulk load left that was killed: none of it is part of the store.
pub(crate) fn delete_leftovers(rdf: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(rdf)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(LOADED) && name.ends_with(".sst") {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
