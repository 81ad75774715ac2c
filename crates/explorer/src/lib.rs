//! The explorer: a page in the browser that shows what a store holds, and the answers it asks for.
//!
//! The page is written in TypeScript (`web/`), built with Vite and embedded. What it shows comes as JSON from `/explorer/…`, most of it from
//! a [`View`] of the store in memory; words and documents are read from the store. SPARQL goes to the endpoint, which is not here.
//!
//! | path | what |
//! | --- | --- |
//! | `/`, `/assets/…` | the page |
//! | `/yasgui` | a query editor of others, with a policy of its own |
//! | `/explorer/overview` | types, predicates, countries, counts |
//! | `/explorer/search?q=` | entities by parts of their names |
//! | `/explorer/entity?id=` | an entity with its relations and budgets |
//! | `/explorer/claims?s=&p=&o=`, `/explorer/quotes?claims=` | the words behind a relation, or behind claims |
//! | `/explorer/graph?top=&id=&from=&to=` | a part of the graph: the most central entities, neighbours, paths |
//! | `/explorer/documents`, `/explorer/section?id=` | documents, and a section with its names and claims |
//! | `/explorer/new` | what the documents that were added last brought |
//! | `/explorer/compare?country=`, `/explorer/report?country=` | a comparison of countries |
//! | `/explorer/queries`, `/explorer/query?name=` | the library of queries and the prefixes, a query with values for its parameters |
//! | `/explorer/files?name=` | takes a file into the store; only where changes are allowed |
//! | `/explorer/corrections` | corrections; only where they are allowed |

mod api;
mod compare;
mod entity;
mod news;
mod overview;
mod pages;
mod queries;
mod reading;
mod search;
mod subgraph;
mod view;

pub use compare::{AskedWrong, CompareRequest};
pub use view::View;

use axum::Router;
use policygraph_comparison::Comparison;
use policygraph_graph::PolicyGraph;
use policygraph_resolve::OverrideRow;
use policygraph_store::Store;
use std::collections::BTreeMap;
use std::sync::Arc;

/// An error that is no fault of who asks.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// A comparison, and its report as a page of its own.
#[derive(Debug, Clone)]
pub struct Compared {
    /// The comparison.
    pub comparison: Comparison,
    /// The report in HTML.
    pub report: String,
}

/// Where the explorer takes from what it shows.
pub trait Source: Send + Sync + 'static {
    /// Tells one state of the store from another; cheap.
    ///
    /// # Errors
    /// The store cannot be read.
    fn state(&self) -> Result<String, Failure>;

    /// The store as it is now.
    ///
    /// # Errors
    /// The store cannot be read.
    fn store(&self) -> Result<Store, Failure>;

    /// The graph with its statements.
    ///
    /// # Errors
    /// The store cannot be read.
    fn graph(&self) -> Result<PolicyGraph, Failure>;

    /// Compares countries.
    ///
    /// # Errors
    /// [`AskedWrong`] for what who asks can mend.
    fn compare(&self, request: &CompareRequest) -> Result<Compared, Failure>;

    /// Reads a file, which may be an archive, into the store: for each document in it what became of it, as `policygraph build --json` prints it.
    /// `name` is the name of a file without a folder.
    ///
    /// # Errors
    /// [`AskedWrong`] where nothing could be built; the store then is as it was.
    fn add(&self, name: &str, bytes: &[u8]) -> Result<Vec<serde_json::Value>, Failure>;

    /// The documents whose time is known, each with the time at which a build last stored it, in ISO 8601 and UTC.
    ///
    /// # Errors
    /// They cannot be read.
    fn added(&self) -> Result<BTreeMap<String, String>, Failure>;

    /// The rows of the overrides file that builds honour.
    ///
    /// # Errors
    /// They cannot be read.
    fn corrections(&self) -> Result<Vec<OverrideRow>, Failure>;

    /// Adds a row; a later word on the same thing replaces the earlier one. Gives all rows.
    ///
    /// # Errors
    /// [`OverrideError`](policygraph_resolve::OverrideError) where it cannot be used; those that were there then stay.
    fn correct(&self, row: OverrideRow) -> Result<Vec<OverrideRow>, Failure>;

    /// Takes a row back. Gives all that are left.
    ///
    /// # Errors
    /// They cannot be read or written.
    fn withdraw(&self, row: &OverrideRow) -> Result<Vec<OverrideRow>, Failure>;
}

/// The explorer as routes of a server; with `largest_file`, in bytes, it takes corrections and files up to this size.
pub fn router(source: Arc<dyn Source>, largest_file: Option<usize>) -> Router {
    api::router(source, largest_file)
}

#[cfg(test)]
mod tests;
