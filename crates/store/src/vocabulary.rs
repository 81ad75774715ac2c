//! The IRIs of the store: namespaces, graphs, and the terms of the ontology.

use oxigraph::model::{NamedNode, NamedNodeRef};
use policygraph_model::{EntityType, Predicate};

/// Namespace of the ontology.
pub const ONTOLOGY: &str = "https://w3id.org/policygraph/ontology#";
/// Base of instances.
pub const ID: &str = "https://w3id.org/policygraph/id/";
/// Base of documents.
pub const DOCUMENT: &str = "https://w3id.org/policygraph/id/document/";
/// Base of the graphs of documents.
pub const DOCUMENT_GRAPH: &str = "https://w3id.org/policygraph/graph/document/";
/// Graph of the registry.
pub const REGISTRY_GRAPH: &str = "https://w3id.org/policygraph/graph/registry";
/// Graph of the ontology.
pub const ONTOLOGY_GRAPH: &str = "https://w3id.org/policygraph/graph/ontology";
/// Base of the currency table of the Publications Office of the EU.
pub const CURRENCY: &str = "http://publications.europa.eu/resource/authority/currency/";

/// Prefixes that a query may use without declaring them.
pub const PREFIXES: &[(&str, &str)] = &[
    ("pg", ONTOLOGY),
    ("id", ID),
    ("graph", "https://w3id.org/policygraph/graph/"),
    ("cur", CURRENCY),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("prov", "http://www.w3.org/ns/prov#"),
];

/// Terms of other vocabularies.
pub mod terms {
    use oxigraph::model::NamedNodeRef;

    /// `skos:prefLabel`
    pub const PREF_LABEL: NamedNodeRef<'_> =
        NamedNodeRef::new_unchecked("http://www.w3.org/2004/02/skos/core#prefLabel");
    /// `skos:altLabel`
    pub const ALT_LABEL: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("http://www.w3.org/2004/02/skos/core#altLabel");
    /// `dct:title`
    pub const TITLE: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("http://purl.org/dc/terms/title");
    /// `dct:isPartOf`
    pub const IS_PART_OF: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("http://purl.org/dc/terms/isPartOf");
    /// `dct:publisher`
    pub const PUBLISHER: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("http://purl.org/dc/terms/publisher");
    /// `dct:issued`
    pub const ISSUED: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("http://purl.org/dc/terms/issued");
    /// `dct:source`
    pub const SOURCE: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("http://purl.org/dc/terms/source");
    /// `prov:wasDerivedFrom`
    pub const WAS_DERIVED_FROM: NamedNodeRef<'_> =
        NamedNodeRef::new_unchecked("http://www.w3.org/ns/prov#wasDerivedFrom");
}

/// A node that is known to be a valid IRI: made of the constants above and percent-encoded text.
#[must_use]
pub fn named(iri: &str) -> NamedNode {
    NamedNode::new_unchecked(iri)
}

/// A term of the ontology by its local name.
#[must_use]
pub fn pg(local: &str) -> NamedNode {
    named(&format!("{ONTOLOGY}{local}"))
}

/// The class of an entity type.
#[must_use]
pub fn class(kind: EntityType) -> NamedNode {
    pg(kind.as_str())
}

/// The property of a predicate.
#[must_use]
pub fn property(predicate: Predicate) -> NamedNode {
    pg(predicate.as_str())
}

/// The local name of a term of the ontology.
#[must_use]
pub fn local_name(node: NamedNodeRef<'_>) -> Option<&str> {
    node.as_str().strip_prefix(ONTOLOGY)
}

/// Text as a part of an IRI: all but unreserved characters percent-encoded.
#[must_use]
pub fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, b| {
        if b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(b));
        } else {
            out.push_str(&format!("%{b:02X}"));
        }
        out
    })
}
