//! Answers in pages.

use super::{PAGE, Remote, SHORT, Solutions};
use crate::StoreError;
use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};
use std::vec;

/// Solutions in the order of their variables, a page after the other, until one is empty: an endpoint may give fewer than it was asked for.
pub(crate) struct Pages {
    remote: Remote,
    /// Without order.
    query: String,
    variables: String,
    read: usize,
    ended: bool,
}

impl Pages {
    /// The solutions of a query that has no order.
    pub(super) fn new(remote: &Remote, query: String, variables: String) -> Self {
        Self { remote: remote.clone(), query, variables, read: 0, ended: false }
    }
}

impl Iterator for Pages {
    type Item = Result<Solutions, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        // Some stores sort only so many rows that are cut; what is inside is not cut.
        let Self { query, variables, read, .. } = self;
        let sparql =
            format!("SELECT {variables} WHERE {{ {{ {query} ORDER BY {variables} }} }} OFFSET {read} LIMIT {PAGE}");
        let page = self.remote.solutions(&sparql);
        match &page {
            Ok(found) => {
                self.read += found.rows.len();
                self.ended = found.rows.len() < SHORT;
            }
            Err(_) => self.ended = true,
        }
        Some(page)
    }
}

/// The parts of quads that were asked for.
#[derive(Default)]
pub(crate) struct Known {
    pub subject: Option<NamedOrBlankNode>,
    pub predicate: Option<NamedNode>,
    pub object: Option<Term>,
    pub graph: Option<GraphName>,
}

impl Known {
    pub(super) fn quad(
        &self,
        remote: &Remote,
        variables: &[String],
        mut row: Vec<Option<Term>>,
    ) -> Result<Quad, StoreError> {
        let mut value = |name: &str| {
            let place = variables.iter().position(|v| v == name);
            place.and_then(|place| row.get_mut(place).and_then(Option::take))
        };
        let strange = |what: &str| remote.failed(format!("it gives a triple without {what}"));
        let subject = match (&self.subject, value("s")) {
            (Some(known), _) => known.clone(),
            (None, Some(Term::NamedNode(node))) => node.into(),
            (None, Some(Term::BlankNode(node))) => node.into(),
            _ => return Err(strange("subject")),
        };
        let predicate = match (&self.predicate, value("p")) {
            (Some(known), _) => known.clone(),
            (None, Some(Term::NamedNode(predicate))) => predicate,
            _ => return Err(strange("predicate")),
        };
        let object = self.object.clone().or_else(|| value("o")).ok_or_else(|| strange("object"))?;
        let graph = match (&self.graph, value("g")) {
            (Some(known), _) => known.clone(),
            (None, Some(Term::NamedNode(graph))) if remote.direct.as_ref() != Some(&graph) => graph.into(),
            _ => GraphName::DefaultGraph,
        };
        Ok(Quad { subject, predicate, object, graph_name: graph })
    }
}

/// Quads as an endpoint gives them.
pub(crate) enum RemoteQuads {
    /// Those that were asked for before.
    Known(vec::IntoIter<Quad>),
    /// Those of pages.
    Paged(Box<PagedQuads>),
    /// None, and why.
    Failed(Option<StoreError>),
}

/// The quads of pages.
pub(crate) struct PagedQuads {
    pub pages: Pages,
    pub known: Known,
    pub page: vec::IntoIter<Quad>,
}

impl Iterator for RemoteQuads {
    type Item = Result<Quad, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Known(quads) => quads.next().map(Ok),
            Self::Paged(quads) => quads.next(),
            Self::Failed(error) => error.take().map(Err),
        }
    }
}

impl Iterator for PagedQuads {
    type Item = Result<Quad, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(quad) = self.page.next() {
                return Some(Ok(quad));
            }
            let page = self.pages.next()?.and_then(|found| {
                let quad = |row| self.known.quad(&self.pages.remote, &found.variables, row);
                found.rows.into_iter().map(quad).collect::<Result<Vec<Quad>, StoreError>>()
            });
            match page {
                Ok(quads) => self.page = quads.into_iter(),
                Err(e) => return Some(Err(e)),
            }
        }
    }
}
