//! Queries within the limits of the endpoint, for who serves them by another protocol.

use crate::QueryConfig;
use crate::answer::answered;
use crate::job::{Job, Request};
use crate::pool::Pool;
use policygraph_store::RdfFormat;
use std::sync::Arc;

/// Evaluates queries of a store in processes that can be ended.
pub struct Queries(Arc<Pool>);

/// The answer to a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QueryAnswer {
    /// Of SELECT and ASK: SPARQL 1.1 Query Results JSON.
    Results(Vec<u8>),
    /// Of CONSTRUCT and DESCRIBE: Turtle.
    Turtle(Vec<u8>),
}

impl Queries {
    /// Gets ready; the first process is started with the first query.
    ///
    /// # Errors
    /// The limits cannot be told to processes.
    pub fn new(config: &QueryConfig) -> Result<Self, serde_json::Error> {
        Ok(Self(Arc::new(Pool::new(config)?)))
    }

    /// Asks a query; `inferred`: also of what follows from the ontology. Updates are no queries.
    ///
    /// # Errors
    /// What the endpoint would say: the query is wrong, or beyond the limits.
    pub async fn ask(&self, sparql: &str, inferred: bool) -> Result<QueryAnswer, String> {
        let request = Request {
            sparql: sparql.to_owned(),
            base: None,
            default_graphs: Vec::new(),
            named_graphs: Vec::new(),
            inferred,
        };
        let results = "application/sparql-results+json";
        let turtle = RdfFormat::Turtle.media_type();
        let job = Job::Query { request, solutions: Ok(results.to_owned()), triples: Ok(turtle.to_owned()) };
        let reply = self.0.run(&job).await.map_err(|e| e.to_string())?;
        let (format, bytes) = answered(reply).map_err(|refusal| refusal.message)?.unwrap_or_default();
        Ok(if format == results { QueryAnswer::Results(bytes) } else { QueryAnswer::Turtle(bytes) })
    }
}
