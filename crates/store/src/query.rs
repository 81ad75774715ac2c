//! SPARQL.

use crate::documents::literal;
use crate::vocabulary::PREFIXES;
use crate::{Store, StoreError};
use oxigraph::model::{Term, Triple};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{QueryResults, SparqlEvaluator, Variable};
use std::io::Write;

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
fn shorten(iri: &str) -> String {
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

impl Store {
    /// Answers a SPARQL 1.1 query. The prefixes of [`PREFIXES`] need no declaration.
    ///
    /// # Errors
    /// The query is malformed or fails.
    pub fn query(&self, sparql: &str) -> Result<Answer, StoreError> {
        let mut evaluator = SparqlEvaluator::new();
        for (prefix, iri) in PREFIXES {
            evaluator = evaluator.with_prefix(*prefix, *iri).map_err(|e| StoreError::Query(e.to_string()))?;
        }
        let query = evaluator.parse_query(sparql).map_err(|e| StoreError::Query(e.to_string()))?;
        let failed = |e: oxigraph::sparql::QueryEvaluationError| StoreError::Evaluation(e.to_string());
        match query.on_store(&self.rdf).execute().map_err(failed)? {
            QueryResults::Boolean(b) => Ok(Answer::Boolean(b)),
            QueryResults::Graph(triples) => Ok(Answer::Triples(triples.collect::<Result<_, _>>().map_err(failed)?)),
            QueryResults::Solutions(solutions) => {
                let variables: Vec<String> = solutions.variables().iter().map(|v| v.as_str().to_owned()).collect();
                let mut rows = Vec::new();
                for solution in solutions {
                    let solution = solution.map_err(failed)?;
                    rows.push((0..variables.len()).map(|i| solution.get(i).cloned()).collect());
                }
                Ok(Answer::Table(Table { variables, rows }))
            }
        }
    }
}
