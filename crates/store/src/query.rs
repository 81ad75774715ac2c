//! SPARQL.

use crate::dataset::Dataset;
use crate::service::{Handler, Services};
use crate::syntax;
use crate::value::literal;
use crate::vocabulary::{self as v, PREFIXES};
use crate::{RdfFormat, Store, StoreError};
use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Triple};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{
    QueryDatasetSpecification as QueryDataset, QueryEvaluationError, QueryResults, SparqlEvaluator, Variable,
};
use spargebra::SparqlParser;
use spargebra::{GraphUpdateOperation, Query};
use std::io::Write;
use std::sync::Arc;

pub use oxigraph::model::Term;
pub use oxigraph::sparql::CancellationToken;

/// The solutions of a SELECT query.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Names of the variables, without `?`.
    pub variables: Vec<String>,
    /// For each solution the value of each variable.
    pub rows: Vec<Vec<Option<Term>>>,
}

impl Table {
    /// A term as a reader wants it: the text of a literal, an IRI with the project's prefixes.
    #[must_use]
    pub fn display(term: &Term) -> String {
        match term {
            Term::NamedNode(node) => shorten(node.as_str()),
            other => literal(other),
        }
    }

    /// The IRI that a term is.
    #[must_use]
    pub fn iri(term: &Term) -> Option<String> {
        match term {
            Term::NamedNode(node) => Some(node.as_str().to_owned()),
            _ => None,
        }
    }

    /// Whether a term is a number, of any of the numeric types of XML Schema.
    #[must_use]
    pub fn is_number(term: &Term) -> bool {
        const PLAIN: [&str; 4] = ["decimal", "integer", "double", "float"];
        const DERIVED: [&str; 11] = [
            "int",
            "long",
            "short",
            "byte",
            "nonNegativeInteger",
            "positiveInteger",
            "nonPositiveInteger",
            "negativeInteger",
            "unsignedInt",
            "unsignedLong",
            "unsignedShort",
        ];
        let Term::Literal(literal) = term else { return false };
        let kind = literal.datatype().as_str().strip_prefix("http://www.w3.org/2001/XMLSchema#");
        kind.is_some_and(|kind| PLAIN.contains(&kind) || DERIVED.contains(&kind))
    }

    /// Writes the solutions as SPARQL 1.1 Query Results JSON.
    ///
    /// # Errors
    /// The writer fails.
    pub fn write_json(&self, out: impl Write) -> Result<(), StoreError> {
        let variables: Vec<Variable> = self.variables.iter().map(Variable::new_unchecked).collect();
        let mut writer = QueryResultsSerializer::from_format(QueryResultsFormat::Json)
            .serialize_solutions_to_writer(out, variables.clone())?;
        for row in &self.rows {
            writer.serialize(
                variables.iter().zip(row).filter_map(|(v, t)| t.as_ref().map(|t| (v.as_ref(), t.as_ref()))),
            )?;
        }
        writer.finish()?;
        Ok(())
    }
}

/// An IRI with the prefix of the project that it starts with.
#[must_use]
pub fn shorten(iri: &str) -> String {
    PREFIXES
        .iter()
        .filter_map(|(prefix, base)| Some((prefix, iri.strip_prefix(base)?)))
        .find(|(_, local)| !local.contains(['/', '#']))
        .map_or_else(|| iri.to_owned(), |(prefix, local)| format!("{prefix}:{local}"))
}

/// The answer to a query.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Of SELECT.
    Table(Table),
    /// Of ASK.
    Boolean(bool),
    /// Of CONSTRUCT and DESCRIBE.
    Triples(Vec<Triple>),
}

/// What a query is asked of, and how.
#[derive(Clone, Default)]
pub struct QueryOptions {
    /// IRI that relative IRIs are resolved against.
    pub base: Option<String>,
    /// IRIs of the graphs that make up the default graph. With `named_graphs` it replaces the query's own FROM clauses.
    pub default_graphs: Vec<String>,
    /// IRIs of the graphs that GRAPH can name.
    pub named_graphs: Vec<String>,
    /// Whether the default graph also holds what reasoning adds, where the query names no graphs itself.
    pub inferred: bool,
    /// Stops the evaluation from another thread.
    pub cancellation: CancellationToken,
    /// Who answers SERVICE clauses; nobody by default.
    pub services: Option<Arc<dyn Services>>,
}

impl std::fmt::Debug for QueryOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("QueryOptions")
            .field("default_graphs", &self.default_graphs)
            .field("named_graphs", &self.named_graphs)
            .field("inferred", &self.inferred)
            .finish_non_exhaustive()
    }
}

/// The form of a query, which decides in which formats it can be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueryForm {
    /// SELECT
    Solutions,
    /// ASK
    Boolean,
    /// CONSTRUCT and DESCRIBE
    Graph,
}

/// A format of solutions and booleans.
pub use oxigraph::sparql::results::QueryResultsFormat as ResultsFormat;

/// A format for the answer to a query.
#[derive(Debug, Clone, Copy)]
pub enum AnswerFormat {
    /// Of SELECT and ASK.
    Results(ResultsFormat),
    /// Of CONSTRUCT and DESCRIBE.
    Rdf(RdfFormat),
}

/// A query that was parsed.
#[derive(Debug, Clone)]
pub struct ParsedQuery {
    query: Query,
}

impl ParsedQuery {
    /// Parses a SPARQL 1.1 query. The prefixes of [`PREFIXES`] need no declaration.
    ///
    /// # Errors
    /// The query is malformed; the message gives line and column.
    pub fn new(sparql: &str, base: Option<&str>) -> Result<Self, StoreError> {
        let query = parser(base)?
            .parse_query(sparql)
            .map_err(|e| StoreError::Query(syntax::explained(sparql, &e.to_string())))?;
        Ok(Self { query })
    }

    pub(crate) fn query(&self) -> &Query {
        &self.query
    }

    /// Its form.
    #[must_use]
    pub fn form(&self) -> QueryForm {
        match self.query {
            Query::Select { .. } => QueryForm::Solutions,
            Query::Ask { .. } => QueryForm::Boolean,
            Query::Construct { .. } | Query::Describe { .. } => QueryForm::Graph,
        }
    }
}

fn parser(base: Option<&str>) -> Result<SparqlParser, StoreError> {
    let invalid = |e: oxigraph::model::IriParseError| StoreError::Query(format!("the base IRI is invalid: {e}"));
    let mut parser = SparqlParser::new();
    for (prefix, iri) in PREFIXES {
        parser = parser.with_prefix(*prefix, *iri).map_err(invalid)?;
    }
    if let Some(base) = base {
        parser = parser.with_base_iri(base).map_err(invalid)?;
    }
    Ok(parser)
}

impl From<QueryEvaluationError> for StoreError {
    fn from(error: QueryEvaluationError) -> Self {
        match error {
            QueryEvaluationError::Cancelled => Self::Cancelled,
            other => Self::Evaluation(other.to_string()),
        }
    }
}

fn graph_names(iris: &[String]) -> Result<Vec<NamedNode>, StoreError> {
    iris.iter()
        .map(|iri| NamedNode::new(iri).map_err(|e| StoreError::Query(format!("`{iri}` is no IRI of a graph: {e}"))))
        .collect()
}

/// An evaluator that asks no service but the allowed ones: the library would otherwise ask any address over HTTP.
fn evaluator(options: &QueryOptions) -> SparqlEvaluator {
    SparqlEvaluator::new()
        .with_cancellation_token(options.cancellation.clone())
        .with_default_service_handler(Handler(options.services.clone()))
}

impl QueryOptions {
    /// Whether graphs are named from outside the query.
    pub(crate) fn names_graphs(&self) -> bool {
        !self.default_graphs.is_empty() || !self.named_graphs.is_empty()
    }

    /// The graphs that are named from outside: those that make up the default graph, and those that can be named.
    pub(crate) fn graphs(&self) -> Result<(Vec<NamedNode>, Vec<NamedNode>), StoreError> {
        Ok((graph_names(&self.default_graphs)?, graph_names(&self.named_graphs)?))
    }

    /// Sets the graphs that are named from outside.
    fn restrict(&self, dataset: &mut QueryDataset) -> Result<(), StoreError> {
        let (default, named) = self.graphs()?;
        dataset.set_default_graph(default.into_iter().map(GraphName::from).collect());
        dataset.set_available_named_graphs(named.into_iter().map(NamedOrBlankNode::from).collect());
        Ok(())
    }
}

impl Store {
    /// Answers a SPARQL 1.1 query over the default graph and all named graphs.
    ///
    /// # Errors
    /// The query is malformed or fails.
    pub fn query(&self, sparql: &str) -> Result<Answer, StoreError> {
        self.query_with(&ParsedQuery::new(sparql, None)?, &QueryOptions::default())
    }

    /// All solutions of a SELECT query without order or limit, however many: an endpoint is asked for one page after the other.
    pub(crate) fn all_rows(&self, sparql: &str) -> Result<Vec<Vec<Option<Term>>>, StoreError> {
        let query = ParsedQuery::new(sparql, None)?;
        if let Dataset::Endpoint(remote) = &self.rdf {
            return remote.all_rows(&query);
        }
        match self.query_with(&query, &QueryOptions::default())? {
            Answer::Table(table) => Ok(table.rows),
            Answer::Boolean(_) | Answer::Triples(_) => Ok(Vec::new()),
        }
    }

    /// Answers a query as the options say, whole.
    ///
    /// # Errors
    /// The query fails or is cancelled.
    pub fn query_with(&self, query: &ParsedQuery, options: &QueryOptions) -> Result<Answer, StoreError> {
        match self.evaluate(query, options)? {
            QueryResults::Boolean(b) => Ok(Answer::Boolean(b)),
            QueryResults::Graph(triples) => Ok(Answer::Triples(triples.collect::<Result<_, _>>()?)),
            QueryResults::Solutions(solutions) => {
                let variables: Vec<String> = solutions.variables().iter().map(|v| v.as_str().to_owned()).collect();
                let mut rows = Vec::new();
                for solution in solutions {
                    let solution = solution?;
                    rows.push((0..variables.len()).map(|i| solution.get(i).cloned()).collect());
                }
                Ok(Answer::Table(Table { variables, rows }))
            }
        }
    }

    /// Answers a query into a writer, a solution or triple at a time; returns how many there were.
    ///
    /// # Errors
    /// The query fails or is cancelled, the writer fails, or the format is not one for the form of the query.
    pub fn write_answer(
        &self,
        query: &ParsedQuery,
        options: &QueryOptions,
        format: AnswerFormat,
        mut out: impl Write,
    ) -> Result<u64, StoreError> {
        let mut count = 0;
        match (self.evaluate(query, options)?, format) {
            (QueryResults::Boolean(value), AnswerFormat::Results(format)) => {
                QueryResultsSerializer::from_format(format).serialize_boolean_to_writer(out, value)?;
                count = 1;
            }
            (QueryResults::Solutions(solutions), AnswerFormat::Results(format)) => {
                let mut writer = QueryResultsSerializer::from_format(format)
                    .serialize_solutions_to_writer(out, solutions.variables().to_vec())?;
                for solution in solutions {
                    writer.serialize(&solution?)?;
                    count += 1;
                }
                writer.finish()?;
            }
            (QueryResults::Graph(triples), AnswerFormat::Rdf(format)) => {
                let mut writer = format.serializer()?.for_writer(&mut out);
                for triple in triples {
                    writer.serialize_triple(&triple?)?;
                    count += 1;
                }
                writer.finish()?;
            }
            _ => return Err(StoreError::Evaluation("this form of query has no answer in that format".to_owned())),
        }
        Ok(count)
    }

    fn evaluate(&self, query: &ParsedQuery, options: &QueryOptions) -> Result<QueryResults<'static>, StoreError> {
        let rdf = match &self.rdf {
            Dataset::Database(rdf) => rdf,
            Dataset::Endpoint(remote) => return remote.answer(query, options),
        };
        let own = match &query.query {
            Query::Select { dataset, .. }
            | Query::Construct { dataset, .. }
            | Query::Describe { dataset, .. }
            | Query::Ask { dataset, .. } => dataset.is_some(),
        };
        let mut prepared = evaluator(options).for_query(query.query.clone());
        if options.names_graphs() {
            options.restrict(prepared.dataset_mut())?;
        } else if options.inferred && !own {
            prepared.dataset_mut().set_default_graph(vec![GraphName::DefaultGraph, v::named(v::INFERRED_GRAPH).into()]);
        }
        Ok(prepared.on_store(rdf).execute()?)
    }

    /// Carries out a SPARQL 1.1 update in one transaction. `default_graphs` and `named_graphs` of the options stand for
    /// USING and USING NAMED.
    ///
    /// # Errors
    /// The update is malformed, loads from the network, has USING beside graphs of the options, or fails; the store then is as
    /// it was.
    pub fn update(&self, sparql: &str, options: &QueryOptions) -> Result<(), StoreError> {
        let update = parser(options.base.as_deref())?
            .parse_update(sparql)
            .map_err(|e| StoreError::Query(syntax::explained(sparql, &e.to_string())))?;
        for operation in &update.operations {
            match operation {
                GraphUpdateOperation::Load { source, .. } => {
                    return Err(StoreError::Query(format!("LOAD is not allowed: nothing is read from {source}")));
                }
                GraphUpdateOperation::DeleteInsert { using: Some(_), .. } if options.names_graphs() => {
                    return Err(StoreError::Query(
                        "an update has USING or the request names graphs, not both".to_owned(),
                    ));
                }
                _ => {}
            }
        }
        self.forget_records()?;
        let mut prepared = evaluator(options).for_update(update);
        if options.names_graphs() {
            prepared.using_datasets_mut().try_for_each(|dataset| options.restrict(dataset))?;
        }
        prepared.on_store(self.rdf.database()?).execute().map_err(|e| StoreError::Evaluation(e.to_string()))
    }
}
