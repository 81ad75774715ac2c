//! The ontology as it is published in `ontology/`, and what is generated from it and from the closed lists.
//!
//! Two files are written by hand and compared with the Rust enums and the seeds by tests: `policygraph.ttl` (classes and
//! properties) and `technologies.ttl` (topics). The shapes and the HTML reference are generated; a test fails where the
//! files in the repository are not what these functions give (`UPDATE_GENERATED=1` writes them).

mod reference;
mod shapes;
mod terms;

pub use reference::reference;
pub use shapes::shapes;
pub use terms::{Terms, Triple};

/// Classes and properties (OWL 2 RL, Turtle).
pub const ONTOLOGY: &str = include_str!("../../../ontology/policygraph.ttl");
/// SKOS scheme of technologies and policy fields.
pub const TECHNOLOGIES: &str = include_str!("../../../ontology/technologies.ttl");
/// SKOS scheme of policy instruments.
pub const INSTRUMENTS: &str = include_str!("../../../ontology/instruments.ttl");
/// SHACL shapes.
pub const SHAPES: &str = include_str!("../../../ontology/shapes.ttl");

/// What is loaded into the ontology graph of a store.
pub const FILES: &[&str] = &[ONTOLOGY, TECHNOLOGIES, INSTRUMENTS];

/// Namespace of the ontology.
pub const NAMESPACE: &str = "https://w3id.org/policygraph/ontology#";
