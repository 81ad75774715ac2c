//! SPARQL endpoints over HTTP: queries for a store that is read from afar, and graphs for one that is filled.
//!
//! [`Client`] asks a SPARQL 1.1 endpoint; with it `policygraph_store::Store::of_endpoint` reads any store. [`GraphStore`] writes whole graphs by the SPARQL 1.1
//! Graph Store HTTP Protocol. Both wait and try again where a server is busy or a connection breaks, and never tell the credentials they send.

mod client;
mod connection;
mod credentials;
mod graph_store;

pub use client::Client;
pub use connection::Settings;
pub use credentials::{Credentials, PASSWORD, TOKEN, USER};
pub use graph_store::GraphStore;
