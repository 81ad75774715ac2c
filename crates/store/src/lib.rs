//! The store: facts as RDF in oxigraph, on disk.
//!
//! - The **default graph** holds each direct triple once: types, labels, relations, budgets. A plain query sees no duplicates.
//! - A **named graph a document** holds the same triples as far as the document states them, and its claims: for each
//!   place that states a relation its quote, offsets, rule, confidence and status.
//! - The registry, the ontology and what follows from it ([`Store::infer`]) have a graph each.
//!
//! A document is written in one transaction, as the difference to what the store has of it; so writing the same document again changes nothing. New ones
//! are written many at a time ([`BulkWriter`]), all or none. So a store that was killed while writing holds whole documents only.
//!
//! ```
//! use policygraph_store::{Answer, Store};
//! let store = Store::in_memory().unwrap();
//! let Answer::Table(table) = store.query("SELECT ?s WHERE { ?s a pg:Company }").unwrap() else { panic!() };
//! assert_eq!((table.variables, table.rows.len()), (vec!["s".to_owned()], 0));
//! ```

mod all_claims;
mod annotations;
mod batch;
mod bulk;
mod claims;
mod collected;
mod dataset;
mod documents;
mod error;
mod export;
mod facts;
mod inference;
mod interchange;
mod marker;
mod mentions;
mod observations;
mod query;
mod reading;
mod records;
mod relations;
mod remote;
mod rows;
mod sections;
mod service;
mod size;
mod statements;
mod strings;
mod syntax;
mod to_rdf;
mod value;
pub mod vocabulary;

pub use all_claims::{AllClaims, PlainClaim};
pub use annotations::Annotation;
pub use batch::Batch;
pub use bulk::{BulkWriter, merge_leftovers};
pub use claims::{Claim, Evidence};
pub use collected::{Budgets, Entities};
pub use documents::{Change, DocumentState, Removal};
pub use error::StoreError;
pub use export::{RdfFormat, ShaclResult, convert_turtle, write_shacl_report, write_turtle};
pub use facts::{DirectFacts, Facts, StatedFacts, StoredBudget, StoredEdge, StoredEntity};
pub use inference::{Inferences, PropertyRule, Rules};
pub use interchange::Imported;
pub use marker::FORMAT;
pub use mentions::StoredNaming;
pub use query::{
    Answer, AnswerFormat, CancellationToken, ParsedQuery, QueryForm, QueryOptions, ResultsFormat, Table, Term, shorten,
};
pub use reading::{DocumentOutline, OutlineEntry, SectionReading, SpanOfMention, StatedClaim};
pub use records::{FoldedClaims, FoldedTriples, Record, Records};
pub use relations::{Relations, state};
pub use remote::{Endpoint, EndpointError, Response};
pub use rows::{ClaimRow, DocumentRows, base_lines, language};
pub use sections::StoredSection;
pub use service::Services;
pub use size::compact;
pub use statements::{Difference, Side, Statement, difference};

use dataset::Dataset;
use marker::{Marker, digest, expect_store, is_empty};
use oxigraph::model::{GraphNameRef, NamedNode, Quad};
use oxigraph::store::Store as Rdf;
use remote::Remote;
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Name of the folder of the RDF database in it.
pub const RDF_FOLDER: &str = "rdf";

/// How often opening for reading is tried again, and after which pause: together well below what a user notices.
const READ_ATTEMPTS: u32 = 5;
const PAUSE: Duration = Duration::from_millis(20);

/// A store of facts.
#[derive(Clone)]
pub struct Store {
    rdf: Dataset,
    /// Where it is on disk.
    folder: Option<PathBuf>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").finish_non_exhaustive()
    }
}

impl Store {
    /// Opens the store in a folder for writing, and makes it if there is none.
    ///
    /// # Errors
    /// The folder holds something else, the store is locked by another writer, damaged, or of another format, or the
    /// disk is full.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        match Marker::read(folder)? {
            Some(_) => {}
            None if is_empty(folder) => Marker::create(folder)?,
            None => return Err(StoreError::NotAStore { path: folder.to_owned() }),
        }
        let rdf_folder = folder.join(RDF_FOLDER);
        let rdf = Rdf::open(&rdf_folder).map_err(|e| StoreError::opening(folder, e))?;
        batch::delete_leftovers(&rdf_folder).map_err(|e| StoreError::writing(folder, e))?;
        let store = Self { rdf: Dataset::Database(rdf), folder: Some(folder.to_owned()) };
        store.load_ontology().map_err(|e| e.at(folder))?;
        Ok(store)
    }

    /// As [`Store::open`], but waits for as long as another process has the store open for writing.
    ///
    /// # Errors
    /// As [`Store::open`]; the store is still locked after `longest`.
    pub fn open_waiting(folder: &Path, longest: Duration) -> Result<Self, StoreError> {
        let started = Instant::now();
        loop {
            match Self::open(folder) {
                Err(StoreError::Locked { .. }) if started.elapsed() < longest => std::thread::sleep(PAUSE),
                result => return result,
            }
        }
    }

    /// Opens the store in a folder for reading; a writer may hold it at the same time.
    ///
    /// # Errors
    /// There is no store, or it is damaged or of another format.
    pub fn open_read_only(folder: &Path) -> Result<Self, StoreError> {
        expect_store(folder)?;
        let rdf = folder.join(RDF_FOLDER);
        // A writer may replace files between the reading of their list and their opening; the list is then read again.
        let mut opened = Rdf::open_read_only(&rdf);
        for _ in 0..READ_ATTEMPTS {
            if opened.is_ok() {
                break;
            }
            std::thread::sleep(PAUSE);
            opened = Rdf::open_read_only(&rdf);
        }
        let rdf = opened.map_err(|e| StoreError::opening(folder, e))?;
        Ok(Self { rdf: Dataset::Database(rdf), folder: Some(folder.to_owned()) })
    }

    /// The store behind a SPARQL endpoint, which is only read. Nothing is asked yet: see [`Store::check_endpoint`].
    ///
    /// # Arguments
    /// `default_graph`: the graph that holds the direct triples, where the default graph of the endpoint is that of all graphs together.
    ///
    /// # Errors
    /// `default_graph` is no IRI.
    pub fn of_endpoint(endpoint: Arc<dyn Endpoint>, default_graph: Option<&str>) -> Result<Self, StoreError> {
        let direct = default_graph.map(|iri| {
            NamedNode::new(iri).map_err(|e| StoreError::Query(format!("`{iri}` is no IRI of a graph: {e}")))
        });
        Ok(Self { rdf: Dataset::Endpoint(Remote::new(endpoint, direct.transpose()?)), folder: None })
    }

    /// Looks whether an endpoint answers, and holds what this program reads.
    ///
    /// # Errors
    /// It does not; what to do is said.
    pub fn check_endpoint(&self) -> Result<(), StoreError> {
        match &self.rdf {
            Dataset::Database(_) => Ok(()),
            Dataset::Endpoint(remote) => remote.check(),
        }
    }

    /// A store in memory, for tests and single questions.
    ///
    /// # Errors
    /// Never in practice; the library's constructor can fail.
    pub fn in_memory() -> Result<Self, StoreError> {
        let store = Self { rdf: Dataset::Database(Rdf::new()?), folder: None };
        store.load_ontology()?;
        Ok(store)
    }

    fn load_ontology(&self) -> Result<(), StoreError> {
        let graph = vocabulary::named(vocabulary::ONTOLOGY_GRAPH);
        let digest = digest(policygraph_ontology::FILES);
        self.keep_graph(&graph, digest, || {
            let mut quads: HashSet<Quad> = HashSet::new();
            for file in policygraph_ontology::FILES {
                quads.extend(export::parse_turtle(file, &graph)?);
            }
            Ok(quads)
        })?;
        Ok(())
    }

    /// Moves what was written into files if the log of what is not in files yet is longer than this, in bytes.
    ///
    /// # Errors
    /// The store cannot be read or written.
    pub fn shorten_log(&self, longest: u64) -> Result<(), StoreError> {
        let Some(folder) = &self.folder else { return Ok(()) };
        let mut length = 0;
        for entry in fs::read_dir(folder.join(RDF_FOLDER)).map_err(StoreError::Output)? {
            let entry = entry.map_err(StoreError::Output)?;
            // A file may go while its folder is read.
            if entry.path().extension().is_some_and(|e| e == "log") {
                length += entry.metadata().map_or(0, |m| m.len());
            }
        }
        if length > longest { self.flush() } else { Ok(()) }
    }

    /// Number of quads, all graphs together.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn len(&self) -> Result<usize, StoreError> {
        self.rdf.len()
    }

    /// Whether a graph holds anything: its name is remembered when it is emptied.
    pub(crate) fn has_graph(&self, graph: &NamedNode) -> Result<bool, StoreError> {
        let first = self.rdf.quads_for_pattern(None, None, None, Some(GraphNameRef::NamedNode(graph.as_ref()))).next();
        Ok(first.transpose()?.is_some())
    }

    /// Whether the default graph has no triple: nothing was built.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        match self.rdf.quads_for_pattern(None, None, None, Some(GraphNameRef::DefaultGraph)).next() {
            None => Ok(true),
            Some(quad) => quad.map(|_| false),
        }
    }
}

#[cfg(test)]
mod tests;
