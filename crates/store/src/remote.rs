//! A store behind a SPARQL endpoint: its quads are asked for in pages.
//!
//! Stores differ in what a query without a graph sees: some have a default graph of its own, as this one; in others it is all graphs together. There the
//! direct triples stand in a graph that is named ([`Remote::new`]), and stand for the default graph here.

mod direct;
mod pages;

pub(crate) use pages::RemoteQuads;

use crate::dataset::matches;
use crate::query::ParsedQuery;
use crate::vocabulary::pg;
use crate::{QueryOptions, StoreError};
use direct::put_into;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{
    GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Quad, Term, TermRef, Triple,
};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsParser, SliceQueryResultsParserOutput};
use oxigraph::sparql::{QueryResults, QuerySolution, QuerySolutionIter, QueryTripleIter, Variable};
use pages::{Known, PagedQuads, Pages};
use spargebra::Query;
use spargebra::algebra::{GraphPattern, QueryDataset};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Rows that are asked for at once. An endpoint may give fewer.
const PAGE: usize = 100_000;

/// An answer of fewer rows is taken to be whole: no endpoint is known that gives fewer where there are more, and [`Remote::check`] finds one.
const SHORT: usize = 1_000;

/// Nodes whose quads are remembered, and asked for at once.
const REMEMBERED: usize = 4_096;
const TOGETHER: usize = 400;

/// The variable of the row with which Virtuoso answers ASK.
const ASKED: &str = "__ASK_RETVAL";

/// Media types of solutions and of triples.
const SOLUTIONS: &str = "application/sparql-results+json";
const TRIPLES: &str = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5";

/// Why an endpoint gave no answer. Credentials are never part of it.
#[derive(Debug, thiserror::Error)]
#[error("{endpoint}: {reason}")]
pub struct EndpointError {
    /// Address of the endpoint.
    pub endpoint: String,
    /// What happened, and what to do.
    pub reason: String,
}

/// What an endpoint answered.
#[derive(Debug, Clone)]
pub struct Response {
    /// Media type, with or without parameters.
    pub media_type: String,
    /// The whole body.
    pub body: Vec<u8>,
}

/// Sends queries to an endpoint.
pub trait Endpoint: Send + Sync {
    /// Its address, as it may be told.
    fn address(&self) -> &str;

    /// The whole answer to a query in one of the media types that are accepted.
    ///
    /// # Errors
    /// It does not answer, refuses, or breaks off.
    fn ask(&self, sparql: &str, accept: &str) -> Result<Response, EndpointError>;
}

/// The store behind an endpoint.
#[derive(Clone)]
pub(crate) struct Remote {
    endpoint: Arc<dyn Endpoint>,
    /// The graph that stands for the default graph.
    direct: Option<NamedNode>,
    known: Arc<Mutex<KnownNodes>>,
    /// The property that has the text of a document, which is too long to be asked for with the others.
    text: NamedNode,
}

/// The quads of a node.
type Node = Arc<Vec<Quad>>;

/// What nodes have that were asked for: those of late, and those before them, which are forgotten when there are as many late ones.
#[derive(Default)]
struct KnownNodes {
    late: HashMap<String, Node>,
    early: HashMap<String, Node>,
}

impl KnownNodes {
    fn get(&self, node: &str) -> Option<Node> {
        self.late.get(node).or_else(|| self.early.get(node)).map(Arc::clone)
    }

    fn add(&mut self, nodes: HashMap<String, Vec<Quad>>) {
        if self.late.len() >= REMEMBERED {
            self.early = std::mem::take(&mut self.late);
        }
        self.late.extend(nodes.into_iter().map(|(node, quads)| (node, Arc::new(quads))));
    }
}

/// Solutions of a query.
pub(crate) struct Solutions {
    variables: Vec<String>,
    rows: Vec<Vec<Option<Term>>>,
}

impl Remote {
    /// # Arguments
    /// `direct`: the graph that stands for the default graph, if that is not a graph of its own.
    pub(crate) fn new(endpoint: Arc<dyn Endpoint>, direct: Option<NamedNode>) -> Self {
        Self { endpoint, direct, known: Arc::default(), text: pg("sourceText") }
    }

    fn failed(&self, reason: String) -> StoreError {
        EndpointError { endpoint: self.endpoint.address().to_owned(), reason }.into()
    }

    fn damaged(&self, error: &dyn std::error::Error) -> StoreError {
        self.failed(format!("its answer is broken off or damaged: {error}"))
    }

    /// Looks whether the endpoint holds a store of facts as this program reads it.
    ///
    /// # Errors
    /// It does not answer, cuts answers short, or its default graph is not as was said.
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        let first = self.solutions(&format!("SELECT ?s ?p ?o WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }} LIMIT {SHORT}"))?;
        if first.rows.len() < SHORT {
            let all = self.count("GRAPH ?g { ?s ?p ?o }")?;
            if all > first.rows.len() {
                let rows = first.rows.len();
                return Err(self.failed(format!("it cuts answers after {rows} rows: let it give {SHORT} or more")));
            }
        }
        let has = |pattern: &str| self.boolean(&format!("ASK {{ {pattern} }}"));
        let claim = "?claim <http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> ?subject";
        match &self.direct {
            None if has(claim)? => Err(self.failed(
                "its default graph is that of all graphs together: load the direct triples into a graph of their own, and name it with --default-graph"
                    .to_owned(),
            )),
            Some(graph) if !has(&format!("GRAPH {graph} {{ ?s ?p ?o }}"))? => {
                Err(self.failed(format!("its graph {graph}, which was given as the default graph, is empty")))
            }
            _ => Ok(()),
        }
    }

    /// Asks for solutions in one answer.
    fn solutions(&self, sparql: &str) -> Result<Solutions, StoreError> {
        let response = self.endpoint.ask(sparql, SOLUTIONS)?;
        match self.parsed(&response)? {
            SliceQueryResultsParserOutput::Solutions(found) => {
                let variables: Vec<String> = found.variables().iter().map(|v| v.as_str().to_owned()).collect();
                let mut rows = Vec::new();
                for solution in found {
                    let solution = solution.map_err(|e| self.damaged(&e))?;
                    rows.push(solution.values().to_vec());
                }
                Ok(Solutions { variables, rows })
            }
            SliceQueryResultsParserOutput::Boolean(_) => Err(self.failed("it answers rows with a boolean".to_owned())),
        }
    }

    fn boolean(&self, sparql: &str) -> Result<bool, StoreError> {
        let response = self.endpoint.ask(sparql, SOLUTIONS)?;
        match self.parsed(&response)? {
            SliceQueryResultsParserOutput::Boolean(value) => Ok(value),
            // Virtuoso answers with a row that holds 0 or 1.
            SliceQueryResultsParserOutput::Solutions(mut rows) => match rows.next() {
                None => Ok(false),
                Some(Ok(row)) => Ok(matches!(row.get(ASKED), Some(Term::Literal(value)) if value.value() == "1")),
                Some(Err(e)) => Err(self.damaged(&e)),
            },
        }
    }

    fn parsed<'b>(&self, response: &'b Response) -> Result<SliceQueryResultsParserOutput<'b>, StoreError> {
        let format = QueryResultsFormat::from_media_type(&response.media_type)
            .filter(|f| *f == QueryResultsFormat::Json || *f == QueryResultsFormat::Xml)
            .ok_or_else(|| self.failed(no_answer(&response.media_type)))?;
        QueryResultsParser::from_format(format).for_slice(&response.body).map_err(|e| self.damaged(&e))
    }

    fn triples(&self, sparql: &str) -> Result<Vec<Triple>, StoreError> {
        let response = self.endpoint.ask(sparql, TRIPLES)?;
        let format = RdfFormat::from_media_type(&response.media_type)
            .ok_or_else(|| self.failed(no_answer(&response.media_type)))?;
        let parsed = RdfParser::from_format(format).for_slice(&response.body);
        let parsed = parsed.map(|quad| quad.map(Triple::from));
        parsed.collect::<Result<_, _>>().map_err(|e| self.damaged(&e))
    }

    /// The solutions of a query that has neither order nor limit, a page after the other.
    fn pages(&self, variables: &str, pattern: &str) -> Pages {
        let query = format!("SELECT {variables} WHERE {{ {pattern} }}");
        Pages::new(self, query, variables.to_owned())
    }

    /// All solutions of a SELECT query that names its variables and has neither order nor limit.
    pub(crate) fn all_rows(&self, query: &ParsedQuery) -> Result<Vec<Vec<Option<Term>>>, StoreError> {
        let query = self.stated(query, &QueryOptions::default())?;
        let Query::Select { pattern: GraphPattern::Project { variables, .. }, .. } = &query else {
            return Err(StoreError::Query("a query that names its variables is wanted".to_owned()));
        };
        let names: Vec<String> = variables.iter().map(ToString::to_string).collect();
        let (query, variables) = (query.to_string(), names.join(" "));
        let mut rows = Vec::new();
        for page in Pages::new(self, query, variables) {
            rows.extend(page?.rows);
        }
        Ok(rows)
    }

    fn count(&self, pattern: &str) -> Result<usize, StoreError> {
        let counted = self.solutions(&format!("SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"))?;
        match counted.rows.first().and_then(|row| row.first()) {
            Some(Some(Term::Literal(n))) => n.value().parse().map_err(|_| self.failed(format!("`{n}` is no count"))),
            _ => Err(self.failed("it does not count".to_owned())),
        }
    }

    pub(crate) fn len(&self) -> Result<usize, StoreError> {
        let named = self.count("GRAPH ?g { ?s ?p ?o }")?;
        Ok(if self.direct.is_some() { named } else { named + self.count("?s ?p ?o")? })
    }

    pub(crate) fn named_graphs(&self) -> Result<Vec<NamedNode>, StoreError> {
        let mut names = Vec::new();
        for page in self.pages("?g", "{ SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } }") {
            names.extend(page?.rows.into_iter().filter_map(|row| match row.into_iter().next() {
                Some(Some(Term::NamedNode(graph))) if self.direct.as_ref() != Some(&graph) => Some(graph),
                _ => None,
            }));
        }
        Ok(names)
    }

    /// A pattern of triples in the graphs that are asked for; `?g` is bound in named ones.
    fn in_graphs(&self, triple: &str, graph: Option<GraphNameRef<'_>>) -> String {
        match (graph, &self.direct) {
            (Some(GraphNameRef::DefaultGraph), Some(direct)) => format!("GRAPH {direct} {{ {triple} }}"),
            (Some(GraphNameRef::DefaultGraph), None) => triple.to_owned(),
            (Some(name), _) => format!("GRAPH {name} {{ {triple} }}"),
            (None, Some(_)) => format!("GRAPH ?g {{ {triple} }}"),
            (None, None) => format!("{{ {triple} }} UNION {{ GRAPH ?g {{ {triple} }} }}"),
        }
    }

    pub(crate) fn quads(
        &self,
        subject: Option<NamedOrBlankNodeRef<'_>>,
        predicate: Option<NamedNodeRef<'_>>,
        object: Option<TermRef<'_>>,
        graph: Option<GraphNameRef<'_>>,
    ) -> RemoteQuads {
        // Of a node that is asked for something, all is asked for: the next question is about the same node.
        let whole = predicate.is_some_and(|p| p.as_str() != self.text.as_str());
        if let (Some(NamedOrBlankNodeRef::NamedNode(node)), true) = (subject, whole) {
            return match self.node(node) {
                Ok(quads) => {
                    let wanted = quads.iter().filter(|quad| matches(quad, predicate, object, graph)).cloned();
                    RemoteQuads::Known(wanted.collect::<Vec<_>>().into_iter())
                }
                Err(e) => RemoteQuads::Failed(Some(e)),
            };
        }
        let nodes = [subject.map(TermRef::from), object];
        if nodes.into_iter().flatten().any(|node| !can_be_asked_for(node)) {
            return RemoteQuads::Known(Vec::new().into_iter());
        }
        let part = |variable: &str, term: Option<String>| term.unwrap_or_else(|| variable.to_owned());
        let triple = [
            part("?s", subject.map(|s| s.to_string())),
            part("?p", predicate.map(|p| p.to_string())),
            part("?o", object.map(|o| o.to_string())),
        ];
        let pattern = self.in_graphs(&triple.join(" "), graph);
        let asked =
            [("?s", subject.is_none()), ("?p", predicate.is_none()), ("?o", object.is_none()), ("?g", graph.is_none())];
        let variables: Vec<&str> = asked.into_iter().filter_map(|(name, asked)| asked.then_some(name)).collect();
        let variables = variables.join(" ");
        let known = Known {
            subject: subject.map(NamedOrBlankNodeRef::into_owned),
            predicate: predicate.map(NamedNodeRef::into_owned),
            object: object.map(TermRef::into_owned),
            graph: graph.map(GraphNameRef::into_owned),
        };
        RemoteQuads::Paged(Box::new(PagedQuads {
            pages: self.pages(&variables, &pattern),
            known,
            page: Vec::new().into_iter(),
        }))
    }

    /// All quads of a node, but for its text.
    fn node(&self, node: NamedNodeRef<'_>) -> Result<Node, StoreError> {
        if let Some(known) = self.remembered(node.as_str()) {
            return Ok(known);
        }
        self.expect(&[node.into_owned()])?;
        Ok(self.remembered(node.as_str()).unwrap_or_default())
    }

    fn remembered(&self, node: &str) -> Option<Node> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).get(node)
    }

    /// Asks for all quads of nodes that are not known yet, but for their texts.
    pub(crate) fn expect(&self, nodes: &[NamedNode]) -> Result<(), StoreError> {
        let unknown: Vec<&NamedNode> = nodes
            .iter()
            .filter(|node| self.remembered(node.as_str()).is_none() && can_be_asked_for(node.as_ref().into()))
            .collect();
        for part in unknown.chunks(TOGETHER) {
            let mut found: HashMap<String, Vec<Quad>> =
                part.iter().map(|node| (node.as_str().to_owned(), Vec::new())).collect();
            let values: Vec<String> = part.iter().map(ToString::to_string).collect();
            let triples = self.in_graphs("?s ?p ?o", None);
            let pattern = format!("VALUES ?s {{ {} }} {triples} FILTER(?p != {})", values.join(" "), self.text);
            let known = Known::default();
            for page in self.pages("?s ?p ?o ?g", &pattern) {
                let page = page?;
                for row in page.rows {
                    let quad = known.quad(self, &page.variables, row)?;
                    if let NamedOrBlankNode::NamedNode(subject) = &quad.subject
                        && let Some(quads) = found.get_mut(subject.as_str())
                    {
                        quads.push(quad);
                    }
                }
            }
            self.known.lock().unwrap_or_else(PoisonError::into_inner).add(found);
        }
        Ok(())
    }

    /// Answers a query in one request.
    pub(crate) fn answer(
        &self,
        query: &ParsedQuery,
        options: &QueryOptions,
    ) -> Result<QueryResults<'static>, StoreError> {
        let query = self.stated(query, options)?;
        let sparql = query.to_string();
        Ok(match query {
            Query::Ask { .. } => QueryResults::Boolean(self.boolean(&sparql)?),
            Query::Construct { .. } | Query::Describe { .. } => {
                QueryResults::Graph(QueryTripleIter::new(self.triples(&sparql)?.into_iter().map(Ok)))
            }
            Query::Select { .. } => {
                let found = self.solutions(&sparql)?;
                let rows = found.rows.len();
                let rest = || self.solutions(&format!("SELECT * WHERE {{ {{ {sparql} }} }} OFFSET {rows} LIMIT 1"));
                if rows >= SHORT && query_is_open(&query) && !rest()?.rows.is_empty() {
                    return Err(self.failed(format!(
                        "it cuts answers after {rows} rows, and there are more: ask for parts with ORDER BY, LIMIT and OFFSET"
                    )));
                }
                let variables: Arc<[Variable]> = found.variables.into_iter().map(Variable::new_unchecked).collect();
                let of = Arc::clone(&variables);
                let rows = found.rows.into_iter().map(move |row| Ok(QuerySolution::from((Arc::clone(&of), row))));
                QueryResults::Solutions(QuerySolutionIter::new(variables, rows))
            }
        })
    }

    /// The query as the endpoint has to be asked: about the graph that stands for the default graph, and those that the options name.
    fn stated(&self, query: &ParsedQuery, options: &QueryOptions) -> Result<Query, StoreError> {
        let mut query = query.query().clone();
        let (Query::Select { dataset, pattern, .. }
        | Query::Construct { dataset, pattern, .. }
        | Query::Describe { dataset, pattern, .. }
        | Query::Ask { dataset, pattern, .. }) = &mut query;
        if options.names_graphs() {
            let (default, named) = options.graphs()?;
            *dataset = Some(QueryDataset { default, named: (!named.is_empty()).then_some(named) });
        } else if dataset.is_none() {
            match (&self.direct, options.inferred) {
                (None, false) => {}
                (Some(direct), false) => put_into(direct, pattern),
                (Some(direct), true) if !pattern.to_string().contains("GRAPH ") => {
                    let inferred = crate::vocabulary::named(crate::vocabulary::INFERRED_GRAPH);
                    *dataset = Some(QueryDataset { default: vec![direct.clone(), inferred], named: None });
                }
                (_, true) => {
                    return Err(StoreError::Query(
                        "inferred triples of an endpoint can be added to the default graph only if --default-graph names it and the query has no GRAPH: ask for GRAPH graph:inferred in the query"
                            .to_owned(),
                    ));
                }
            }
        }
        Ok(query)
    }
}

fn no_answer(media_type: &str) -> String {
    if media_type.starts_with("text/html") {
        "it answers with a web page: is this the address of a SPARQL endpoint?".to_owned()
    } else {
        format!("it answers with `{media_type}`, which is no format of SPARQL results")
    }
}

/// Whether a node can be named in a query: not a blank node, nor a name that somebody made up and that is no IRI.
fn can_be_asked_for(node: TermRef<'_>) -> bool {
    match node {
        TermRef::NamedNode(node) => NamedNode::new(node.as_str()).is_ok(),
        TermRef::Literal(_) => true,
        _ => false,
    }
}

/// Whether a query gives as many rows as there are.
fn query_is_open(query: &Query) -> bool {
    !matches!(query, Query::Select { pattern: GraphPattern::Slice { .. }, .. })
}

#[cfg(test)]
mod tests;
