//! Writing and removing documents, each in one transaction.

use crate::marker::{Marker, digest};
use crate::to_rdf;
use crate::vocabulary::{self as v, terms};
use crate::{Statement, Store, StoreError};
use oxigraph::model::{GraphName, GraphNameRef, NamedNode, Quad};
use policygraph_model::{Document, Entity, ExchangeRate, Fact};
use std::collections::HashSet;

/// As many quads go into a graph that only grows by the bulk loader; a transaction, which takes both out and in, is faster for fewer.
const MANY: usize = 5_000;

/// What a store knows of a document it holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DocumentState {
    /// Its name.
    pub name: String,
    /// SHA-256 of the file, in hexadecimal.
    pub digest: String,
    /// Version of the program that read it.
    pub program_version: String,
}

impl DocumentState {
    pub(crate) fn of(document: &Document, program_version: &str) -> Self {
        Self {
            name: document.name.clone(),
            digest: document.digest.clone(),
            program_version: program_version.to_owned(),
        }
    }
}

/// What a transaction did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Change {
    /// Quads added, all graphs together.
    pub added: usize,
    /// Quads removed.
    pub removed: usize,
}

/// What went with a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Removal {
    /// Quads removed, all graphs together.
    pub quads: usize,
    /// Statements that no other document makes.
    pub gone: Vec<Statement>,
    /// Number of statements that others make too.
    pub kept: usize,
}

impl Store {
    /// The documents in the store, by name.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn documents(&self) -> Result<Vec<DocumentState>, StoreError> {
        let [digest, version] = ["digest", "programVersion"].map(v::pg);
        let (mut names, mut versions) = (self.in_documents(terms::IDENTIFIER)?, self.in_documents(version.as_ref())?);
        let document = |(node, digest): (String, String)| DocumentState {
            name: names.remove(&node).unwrap_or_default(),
            digest,
            program_version: versions.remove(&node).unwrap_or_default(),
        };
        let mut documents: Vec<DocumentState> = self.in_documents(digest.as_ref())?.into_iter().map(document).collect();
        documents.sort();
        Ok(documents)
    }

    /// Writes a document with its facts, replacing what the store had of it.
    ///
    /// # Errors
    /// The store cannot be written; it then is as it was before.
    pub fn put(&self, document: &Document, facts: &[Fact], program_version: &str) -> Result<Change, StoreError> {
        let statements = to_rdf::document(document, facts, program_version);
        let graph = v::document_graph(&document.name);
        self.replace(&graph, &statements.all.into_iter().collect(), &statements.direct.into_iter().collect())
    }

    /// Moves what was written from memory to disk. RocksDB keeps up to two gigabytes back otherwise.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn flush(&self) -> Result<(), StoreError> {
        Ok(self.rdf.database()?.flush()?)
    }

    /// Removes a document; `None` if the store has no document of this name.
    ///
    /// # Errors
    /// The store cannot be written; it then is as it was before.
    pub fn remove(&self, name: &str) -> Result<Option<Removal>, StoreError> {
        if !self.documents()?.iter().any(|d| d.name == name) {
            return Ok(None);
        }
        let graph = v::document_graph(name);
        let statements = self.statements_in(GraphNameRef::NamedNode(graph.as_ref()))?;
        let all = statements.len();
        let change = self.replace(&graph, &HashSet::new(), &HashSet::new())?;
        let gone = self.without_stated(statements)?;
        Ok(Some(Removal { quads: change.removed, kept: all - gone.len(), gone }))
    }

    /// Writes what the registry knows into its graph, if it changed.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn put_registry(&self, entries: &[Entity], rates: &[ExchangeRate]) -> Result<Change, StoreError> {
        let graph = v::named(v::REGISTRY_GRAPH);
        let quads = to_rdf::registry(entries, rates, &graph);
        self.keep_graph(&graph, digest(quads.iter().map(Quad::to_string)), || Ok(quads.into_iter().collect()))
    }

    /// Makes a graph that is no document's hold the quads that were made from what has this digest, if it does not hold them already.
    pub(crate) fn keep_graph(
        &self,
        graph: &NamedNode,
        digest: String,
        quads: impl FnOnce() -> Result<HashSet<Quad>, StoreError>,
    ) -> Result<Change, StoreError> {
        let marker = self.folder.as_deref().map(Marker::read).transpose()?.flatten();
        if marker.as_ref().is_some_and(|m| m.graphs.get(graph.as_str()) == Some(&digest)) {
            return Ok(Change::default());
        }
        let change = self.replace_graph(graph, &quads()?)?;
        if let (Some(folder), Some(mut marker)) = (&self.folder, marker) {
            // The digest must not outlive what it tells of.
            self.flush()?;
            marker.graphs.insert(graph.as_str().to_owned(), digest);
            marker.write(folder)?;
        }
        Ok(change)
    }

    /// Has the graphs that are no document's compared again when they are next kept, as something else may write to them.
    pub(crate) fn forget_digests(&self) -> Result<(), StoreError> {
        let Some(folder) = &self.folder else { return Ok(()) };
        let Some(mut marker) = Marker::read(folder)? else { return Ok(()) };
        marker.graphs.clear();
        marker.write(folder)
    }

    /// Makes a graph that is no document's hold these quads.
    pub(crate) fn replace_graph(&self, graph: &NamedNode, wanted: &HashSet<Quad>) -> Result<Change, StoreError> {
        if wanted.len() >= MANY {
            let pattern = self.rdf.quads_for_pattern(None, None, None, Some(GraphNameRef::NamedNode(graph.as_ref())));
            let old: HashSet<Quad> = pattern.collect::<Result<_, _>>()?;
            if old == *wanted {
                return Ok(Change::default());
            }
            let added: Vec<Quad> = wanted.difference(&old).cloned().collect();
            if added.len() >= MANY && old.is_subset(wanted) {
                let change = Change { added: added.len(), removed: 0 };
                crate::bulk::load(self.rdf.database()?, added, 1)?;
                return Ok(change);
            }
        }
        self.replace(graph, wanted, &HashSet::new())
    }

    /// Makes a document's graph hold `wanted`, and the default graph `direct` of it, in one transaction.
    ///
    /// A direct triple goes from the default graph when no document states it any more.
    pub(crate) fn replace(
        &self,
        graph: &NamedNode,
        wanted: &HashSet<Quad>,
        direct: &HashSet<Quad>,
    ) -> Result<Change, StoreError> {
        let mut change = Change::default();
        let mut transaction = self.rdf.database()?.start_transaction()?;
        let old: HashSet<Quad> = transaction
            .quads_for_pattern(None, None, None, Some(GraphNameRef::NamedNode(graph.as_ref())))
            .collect::<Result<_, _>>()?;
        for quad in old.difference(wanted) {
            transaction.remove(quad);
            change.removed += 1;
            let plain = Quad { graph_name: GraphName::DefaultGraph, ..quad.clone() };
            if direct.contains(&plain) || !transaction.contains(&plain)? {
                continue;
            }
            let mut supported = false;
            for other in transaction.quads_for_pattern(
                Some(quad.subject.as_ref()),
                Some(quad.predicate.as_ref()),
                Some(quad.object.as_ref()),
                None,
            ) {
                let other = other?;
                supported |= other != *quad
                    && matches!(&other.graph_name, GraphName::NamedNode(g) if g.as_str().starts_with(v::DOCUMENT_GRAPH));
            }
            if !supported {
                transaction.remove(&plain);
                change.removed += 1;
            }
        }
        for quad in wanted.difference(&old) {
            transaction.insert(quad);
            change.added += 1;
        }
        #[expect(clippy::iter_over_hash_type, reason = "the order in which a transaction is filled does not show")]
        for quad in direct {
            if !transaction.contains(quad)? {
                transaction.insert(quad);
                change.added += 1;
            }
        }
        if change != Change::default() {
            transaction.commit()?;
        }
        Ok(change)
    }
}
