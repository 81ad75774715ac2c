//! SPARQL endpoint
