//! What is asked of a worker, and how it is done.

use crate::answer::Limited;
use crate::services;
use crate::{description, entity};
use policygraph_store::{
    AnswerFormat, ParsedQuery, QueryForm, QueryOptions, RdfFormat, ResultsFormat, Store, StoreError,
};
use serde::{Deserialize, Serialize};
use std::io;
use std::time::Duration;

/// Longest log of updates, in bytes: each worker reads it when it starts.
const LONGEST_LOG: u64 = 4 << 20;

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

/// Does a job.
pub(crate) fn perform(job: &Job, store: &Store, limits: &Limits) -> (Reply, Vec<u8>) {
    let mut out = Limited::new(limits.answer);
    match run(job, store, limits, &mut out) {
        Ok(Reply::Answer { format, .. }) => (Reply::Answer { length: out.len(), format }, out.into_bytes()),
        Ok(other) => (other, Vec::new()),
        Err(StoreError::Output(e)) if e.kind() == io::ErrorKind::FileTooLarge => {
            (Reply::TooLarge(e.to_string()), Vec::new())
        }
        Err(e @ StoreError::Query(_)) => (Reply::Malformed(e.to_string()), Vec::new()),
        Err(e) => (Reply::Failed(e.to_string()), Vec::new()),
    }
}

impl Request {
    fn options(&self) -> QueryOptions {
        QueryOptions {
            base: self.base.clone(),
            default_graphs: self.default_graphs.clone(),
            named_graphs: self.named_graphs.clone(),
            inferred: self.inferred,
            ..QueryOptions::default()
        }
    }
}

/// The length of an answer is that of what was written.
fn run(job: &Job, store: &Store, limits: &Limits, out: &mut Limited) -> Result<Reply, StoreError> {
    let answer = |format: &str| Reply::Answer { length: 0, format: format.to_owned() };
    let rdf = |format: &str| RdfFormat::from_media_type(format).unwrap_or(RdfFormat::Turtle);
    let found = |found: bool, format: &str| if found { answer(format) } else { Reply::Nothing };
    Ok(match job {
        Job::Ping => Reply::Done,
        Job::Query { request, solutions, triples } => {
            let query = ParsedQuery::new(&request.sparql, request.base.as_deref())?;
            let wanted = if query.form() == QueryForm::Graph { triples } else { solutions };
            let format = match wanted {
                Ok(format) => format,
                Err(why) => return Ok(Reply::NotAcceptable(why.clone())),
            };
            let results = RESULTS.iter().find(|(m, _)| m == format && query.form() != QueryForm::Graph);
            let written_as = results.map_or_else(|| AnswerFormat::Rdf(rdf(format)), |(_, f)| AnswerFormat::Results(*f));
            let services = services::allowed(&limits.services, limits.timeout);
            store.write_answer(&query, &QueryOptions { services, ..request.options() }, written_as, out)?;
            answer(format)
        }
        Job::Update(request) => {
            // The other workers see it at once: they read the log of what is not in files yet.
            store.update(&request.sparql, &request.options())?;
            store.shorten_log(LONGEST_LOG)?;
            Reply::Done
        }
        Job::Graph { iri, format } => found(store.write_graph(iri.as_deref(), rdf(format), out)?, format),
        Job::Entity { iri, format } => found(entity::write(store, iri, format, out)?, format),
        Job::Void => {
            description::write_void(store, out)?;
            answer("text/turtle")
        }
    })
}
