//! What is asked of a worker, and how it is done.

use crate::answer::Limited;
use crate::services;
use crate::{description, entity};
use policygraph_store::{AnswerFormat, ParsedQuery, QueryOptions, RdfFormat, ResultsFormat, Store, StoreError};
use serde::{Deserialize, Serialize};
use std::io;
use std::time::Duration;

/// Something to be read from the store; formats are media types.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Job {
    /// A query.
    Query {
        sparql: String,
        base: Option<String>,
        default_graphs: Vec<String>,
        named_graphs: Vec<String>,
        inferred: bool,
        format: String,
    },
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
    /// Answered, with so many bytes.
    Answer(usize),
    /// There is no such thing.
    Nothing,
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

/// Does a job.
pub(crate) fn perform(job: &Job, store: &Store, limits: &Limits) -> (Reply, Vec<u8>) {
    let mut out = Limited::new(limits.answer);
    match run(job, store, limits, &mut out) {
        Ok(true) => (Reply::Answer(out.len()), out.into_bytes()),
        Ok(false) => (Reply::Nothing, Vec::new()),
        Err(StoreError::Output(e)) if e.kind() == io::ErrorKind::FileTooLarge => {
            (Reply::TooLarge(e.to_string()), Vec::new())
        }
        Err(e @ StoreError::Query(_)) => (Reply::Malformed(e.to_string()), Vec::new()),
        Err(e) => (Reply::Failed(e.to_string()), Vec::new()),
    }
}

fn run(job: &Job, store: &Store, limits: &Limits, out: &mut Limited) -> Result<bool, StoreError> {
    let rdf = |format: &str| RdfFormat::from_media_type(format).unwrap_or(RdfFormat::Turtle);
    match job {
        Job::Query { sparql, base, default_graphs, named_graphs, inferred, format } => {
            let options = QueryOptions {
                base: base.clone(),
                default_graphs: default_graphs.clone(),
                named_graphs: named_graphs.clone(),
                inferred: *inferred,
                services: services::allowed(&limits.services, limits.timeout),
                ..QueryOptions::default()
            };
            let results = RESULTS.iter().find(|(m, _)| m == format).map(|(_, f)| *f);
            let format = results.map_or_else(|| AnswerFormat::Rdf(rdf(format)), AnswerFormat::Results);
            store.write_answer(&ParsedQuery::new(sparql, base.as_deref())?, &options, format, out)?;
            Ok(true)
        }
        Job::Graph { iri, format } => store.write_graph(iri.as_deref(), rdf(format), out),
        Job::Entity { iri, format } => entity::write(store, iri, format, out),
        Job::Void => description::write_void(store, out).map(|()| true),
    }
}
