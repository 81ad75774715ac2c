//! SERVICE clauses: what is asked of other endpoints is said here, who may be asked is the caller's choice.

use oxigraph::model::NamedNode;
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsParser, SliceQueryResultsParserOutput};
use oxigraph::sparql::{DefaultServiceHandler, QuerySolution, QuerySolutionIter};
use spargebra::Query;
use spargebra::algebra::GraphPattern;
use std::sync::Arc;

/// Sends a query to another endpoint.
pub trait Services: Send + Sync {
    /// The answer of `endpoint` to a SELECT query, as SPARQL 1.1 Query Results JSON.
    ///
    /// # Errors
    /// The endpoint is not allowed or does not answer.
    fn select(&self, endpoint: &str, query: &str) -> Result<Vec<u8>, String>;
}

/// Why a SERVICE clause has no answer.
#[derive(Debug, thiserror::Error)]
#[error("SERVICE <{endpoint}>: {reason}")]
pub(crate) struct ServiceError {
    endpoint: String,
    reason: String,
}

/// Answers SERVICE clauses by the caller's services, if there are any.
pub(crate) struct Handler(pub Option<Arc<dyn Services>>);

impl DefaultServiceHandler for Handler {
    type Error = ServiceError;

    fn handle(
        &self,
        service: &NamedNode,
        pattern: &GraphPattern,
        base: Option<&oxiri::Iri<String>>,
    ) -> Result<QuerySolutionIter<'static>, ServiceError> {
        let failed = |reason: String| ServiceError { endpoint: service.as_str().to_owned(), reason };
        let services = self.0.as_ref().ok_or_else(|| failed("other endpoints are not asked".to_owned()))?;
        let query = Query::Select { dataset: None, pattern: pattern.clone(), base_iri: base.cloned() };
        let answer = services.select(service.as_str(), &query.to_string()).map_err(failed)?;
        let parser = QueryResultsParser::from_format(QueryResultsFormat::Json);
        match parser.for_slice(&answer).map_err(|e| failed(e.to_string()))? {
            SliceQueryResultsParserOutput::Solutions(solutions) => {
                let variables: Arc<[_]> = solutions.variables().into();
                let rows: Vec<QuerySolution> =
                    solutions.collect::<Result<_, _>>().map_err(|e| failed(e.to_string()))?;
                Ok(QuerySolutionIter::new(variables, rows.into_iter().map(Ok)))
            }
            SliceQueryResultsParserOutput::Boolean(_) => Err(failed("it answers with a boolean".to_owned())),
        }
    }
}
