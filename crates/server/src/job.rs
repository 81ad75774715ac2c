//! What a worker is asked and what it replies.

use policygraph_store::ResultsFormat;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// A query or an update, and what it is asked of.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Request {
    pub sparql: String,
    pub base: Option<String>,
    pub default_graphs: Vec<String>,
    pub named_graphs: Vec<String>,
    pub inferred: bool,
}

/// The media type in which an answer is wanted, or why there is none.
pub(crate) type Wanted = Result<String, String>;

/// Something to be done with the store; formats are media types.
///
/// Queries and updates are parsed by the worker too: a deeply nested one overflows the stack.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Job {
    /// Nothing: whether the store can be read.
    Ping,
    /// A query, with the formats for solutions and for triples.
    Query { request: Request, solutions: Wanted, triples: Wanted },
    /// An update.
    Update(Request),
    /// A graph, the default graph without an IRI.
    Graph { iri: Option<String>, format: String },
    /// An entity.
    Entity { iri: String, format: String },
    /// The VoID description, in Turtle with relative IRIs.
    Void,
}

/// What a worker is told when it starts.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Limits {
    /// Largest answer, in bytes.
    pub answer: usize,
    /// Largest memory of the worker, in bytes.
    pub memory: usize,
    /// Endpoints that SERVICE clauses may ask.
    pub services: Vec<String>,
    /// Longest time that another endpoint may take.
    pub timeout: Duration,
}

/// How a job ended; an answer follows as bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Reply {
    /// Answered, with so many bytes of a media type.
    Answer { length: usize, format: String },
    /// Done; there is nothing to answer.
    Done,
    /// There is no such thing.
    Nothing,
    /// There is no answer of the wanted type.
    NotAcceptable(String),
    /// The request is wrong.
    Malformed(String),
    /// The answer is larger than allowed.
    TooLarge(String),
    /// It failed.
    Failed(String),
}

/// Formats of solutions and booleans, the preferred first.
pub(crate) const RESULTS: &[(&str, ResultsFormat)] = &[
    ("application/sparql-results+json", ResultsFormat::Json),
    ("application/sparql-results+xml", ResultsFormat::Xml),
    ("text/csv", ResultsFormat::Csv),
    ("text/tab-separated-values", ResultsFormat::Tsv),
    ("application/json", ResultsFormat::Json),
    ("application/xml", ResultsFormat::Xml),
    ("text/xml", ResultsFormat::Xml),
];

/// Code with which a worker ends that took too much memory.
pub(crate) const OUT_OF_MEMORY: i32 = 77;
