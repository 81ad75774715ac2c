//! The SPARQL 1.1 Graph Store HTTP Protocol: whole graphs, named by their IRI.

use crate::connection::{Connection, Settings};
use policygraph_store::EndpointError;
use ureq::http::{Method, Request, StatusCode, header};

/// What graphs are sent as.
const FORMAT: &str = "application/n-triples; charset=utf-8";

/// A graph store that is written to.
pub struct GraphStore(Connection);

impl GraphStore {
    /// # Errors
    /// The address is none, or holds credentials.
    pub fn new(address: &str, settings: Settings) -> Result<Self, EndpointError> {
        Connection::new(address, settings).map(Self)
    }

    /// Its address, as it may be told.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.0.shown
    }

    /// Makes a graph hold these N-Triples and nothing else; the default graph without an IRI.
    ///
    /// # Errors
    /// It is not taken.
    pub fn put(&self, graph: Option<&str>, triples: &[u8]) -> Result<(), EndpointError> {
        self.send(&Method::PUT, graph, triples)
    }

    /// Adds N-Triples to a graph.
    ///
    /// # Errors
    /// They are not taken.
    pub fn post(&self, graph: Option<&str>, triples: &[u8]) -> Result<(), EndpointError> {
        self.send(&Method::POST, graph, triples)
    }

    /// Removes a graph, if there is one.
    ///
    /// # Errors
    /// It cannot be removed.
    pub fn delete(&self, graph: &str) -> Result<(), EndpointError> {
        self.send(&Method::DELETE, Some(graph), b"")
    }

    fn send(&self, method: &Method, graph: Option<&str>, triples: &[u8]) -> Result<(), EndpointError> {
        let separator = if self.0.url.contains('?') { '&' } else { '?' };
        let named = match graph {
            Some(iri) => form_urlencoded::Serializer::new(String::new()).append_pair("graph", iri).finish(),
            None => "default".to_owned(),
        };
        let address = format!("{}{separator}{named}", self.0.url);
        let authorization = self.0.authorization();
        let delete = *method == Method::DELETE;
        let fine = delete.then_some(StatusCode::NOT_FOUND);
        self.0.send(fine, |agent| {
            let mut request = Request::builder().method(method.clone()).uri(&address);
            if let Some(authorization) = &authorization {
                request = request.header(header::AUTHORIZATION, authorization);
            }
            if delete {
                return agent.run(request.body(())?);
            }
            agent.run(request.header(header::CONTENT_TYPE, FORMAT).body(triples)?)
        })?;
        Ok(())
    }
}
