//! Where the quads of a store are: in a database on this machine, or behind a SPARQL endpoint, which is only read.

use crate::StoreError;
use crate::remote::{Remote, RemoteQuads};
use oxigraph::model::{GraphName, GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, TermRef};
use oxigraph::model::{NamedOrBlankNodeRef, Term};
use oxigraph::store::{QuadIter, Store as Rdf};

/// The default graph and the named graphs of a store.
#[derive(Clone)]
pub(crate) enum Dataset {
    /// A database of oxigraph.
    Database(Rdf),
    /// Any other store, by its SPARQL endpoint.
    Endpoint(Remote),
}

/// Quads as they are read.
#[expect(
    clippy::large_enum_variant,
    reason = "the database is asked often, and a box is memory that is taken and given back"
)]
pub(crate) enum Quads {
    Database(QuadIter<'static>),
    Endpoint(RemoteQuads),
}

impl Iterator for Quads {
    type Item = Result<Quad, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Database(quads) => quads.next().map(|quad| quad.map_err(StoreError::from)),
            Self::Endpoint(quads) => quads.next(),
        }
    }
}

impl Dataset {
    /// The database, to write to it or for what only it can do.
    ///
    /// # Errors
    /// The quads are behind an endpoint.
    pub(crate) fn database(&self) -> Result<&Rdf, StoreError> {
        match self {
            Self::Database(rdf) => Ok(rdf),
            Self::Endpoint(_) => Err(StoreError::ReadOnly),
        }
    }

    /// The quads of all graphs, or of one, that have these parts.
    pub(crate) fn quads_for_pattern(
        &self,
        subject: Option<NamedOrBlankNodeRef<'_>>,
        predicate: Option<NamedNodeRef<'_>>,
        object: Option<TermRef<'_>>,
        graph: Option<GraphNameRef<'_>>,
    ) -> Quads {
        match self {
            Self::Database(rdf) => Quads::Database(rdf.quads_for_pattern(subject, predicate, object, graph)),
            Self::Endpoint(remote) => Quads::Endpoint(remote.quads(subject, predicate, object, graph)),
        }
    }

    pub(crate) fn iter(&self) -> Quads {
        self.quads_for_pattern(None, None, None, None)
    }

    /// The names of graphs. The database remembers those that were emptied.
    pub(crate) fn named_graphs(&self) -> Result<Vec<NamedNode>, StoreError> {
        match self {
            Self::Database(rdf) => {
                let mut names = Vec::new();
                for graph in rdf.named_graphs() {
                    if let NamedOrBlankNode::NamedNode(graph) = graph? {
                        names.push(graph);
                    }
                }
                Ok(names)
            }
            Self::Endpoint(remote) => remote.named_graphs(),
        }
    }

    pub(crate) fn contains(&self, quad: &Quad) -> Result<bool, StoreError> {
        match self {
            Self::Database(rdf) => Ok(rdf.contains(quad)?),
            Self::Endpoint(_) => {
                let (subject, object) = (quad.subject.as_ref(), quad.object.as_ref());
                let graph = Some(quad.graph_name.as_ref());
                let first = self.quads_for_pattern(Some(subject), Some(quad.predicate.as_ref()), Some(object), graph);
                Ok({ first }.next().transpose()?.is_some())
            }
        }
    }

    pub(crate) fn len(&self) -> Result<usize, StoreError> {
        match self {
            Self::Database(rdf) => Ok(rdf.len()?),
            Self::Endpoint(remote) => remote.len(),
        }
    }
}

/// Whether a quad has these parts.
pub(crate) fn matches(
    quad: &Quad,
    predicate: Option<NamedNodeRef<'_>>,
    object: Option<TermRef<'_>>,
    graph: Option<GraphNameRef<'_>>,
) -> bool {
    fn is<T: PartialEq>(wanted: Option<T>, found: &T) -> bool {
        wanted.is_none_or(|wanted| wanted == *found)
    }
    is(predicate, &quad.predicate.as_ref())
        && is(object, &Term::as_ref(&quad.object))
        && is(graph, &GraphName::as_ref(&quad.graph_name))
}
