//! Queries.

use crate::connection::{Connection, Settings};
use policygraph_store::{Endpoint, EndpointError, Response};
use ureq::http::header;

/// Asks a SPARQL 1.1 endpoint. Queries go as forms, which have no longest length.
pub struct Client(Connection);

impl Client {
    /// # Errors
    /// The address is none, or holds credentials.
    pub fn new(address: &str, settings: Settings) -> Result<Self, EndpointError> {
        Connection::new(address, settings).map(Self)
    }
}

impl Endpoint for Client {
    fn address(&self) -> &str {
        &self.0.shown
    }

    fn ask(&self, sparql: &str, accept: &str) -> Result<Response, EndpointError> {
        let authorization = self.0.authorization();
        let answer = self.0.send(None, |agent| {
            let mut request = agent.post(&self.0.url).header(header::ACCEPT, accept);
            if let Some(authorization) = &authorization {
                request = request.header(header::AUTHORIZATION, authorization);
            }
            request.send_form([("query", sparql)])
        })?;
        Ok(Response { media_type: answer.media_type, body: answer.body })
    }
}
