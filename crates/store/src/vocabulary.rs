//! The IRIs of the store: namespaces, graphs, and the terms of the ontology.

use oxigraph::model::{NamedNode, NamedNodeRef};
use policygraph_model::{ClaimId, EntityType, Predicate};

pub use policygraph_ontology::NAMESPACE as ONTOLOGY;

/// Base of instances.
pub const ID: &str = "https://w3id.org/policygraph/id/";
/// Base of claims.
pub const CLAIM: &str = "https://w3id.org/policygraph/id/claim-";
/// Base of documents.
pub const DOCUMENT: &str = "https://w3id.org/policygraph/id/document/";
/// Base of the graphs of documents.
pub const DOCUMENT_GRAPH: &str = "https://w3id.org/policygraph/graph/document/";
/// Graph of the registry.
pub const REGISTRY_GRAPH: &str = "https://w3id.org/policygraph/graph/registry";
/// Graph of the ontology.
pub const ONTOLOGY_GRAPH: &str = "https://w3id.org/policygraph/graph/ontology";
/// Graph of what reasoning adds to what is stated.
pub const INFERRED_GRAPH: &str = "https://w3id.org/policygraph/graph/inferred";
/// Base of the graphs of what analyses found.
pub const ANALYSIS_GRAPH: &str = "https://w3id.org/policygraph/graph/analysis-";
/// Base of the graphs of imported files.
pub const IMPORT_GRAPH: &str = "https://w3id.org/policygraph/graph/import/";
/// The reference rates of the European Central Bank, from which the exchange rates of the registry are.
pub const EXCHANGE_RATES: &str =
    "https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/html/index.en.html";
/// Base of the currency table of the Publications Office of the EU.
pub const CURRENCY: &str = "http://publications.europa.eu/resource/authority/currency/";

/// Prefixes that a query may use without declaring them.
pub const PREFIXES: &[(&str, &str)] = &[
    ("pg", ONTOLOGY),
    ("id", ID),
    ("graph", "https://w3id.org/policygraph/graph/"),
    ("cur", CURRENCY),
    ("topic", "https://w3id.org/policygraph/topic/"),
    ("instrument", "https://w3id.org/policygraph/instrument/"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("schema", "http://schema.org/"),
    ("wd", "http://www.wikidata.org/entity/"),
    ("sh", "http://www.w3.org/ns/shacl#"),
    ("qb", "http://purl.org/linked-data/cube#"),
    ("sdmx-dimension", "http://purl.org/linked-data/sdmx/2009/dimension#"),
    ("sdmx-measure", "http://purl.org/linked-data/sdmx/2009/measure#"),
    ("sdmx-attribute", "http://purl.org/linked-data/sdmx/2009/attribute#"),
];

/// Terms of other vocabularies.
pub mod terms {
    use oxigraph::model::NamedNodeRef;

    macro_rules! terms {
        ($($(#[$doc:meta])* $name:ident = $iri:literal;)+) => {
            $($(#[$doc])* pub const $name: NamedNodeRef<'_> = NamedNodeRef::new_unchecked($iri);)+
        };
    }

    terms! {
        /// `qb:DataSet`
        DATA_SET = "http://purl.org/linked-data/cube#DataSet";
        /// `qb:structure`
        STRUCTURE = "http://purl.org/linked-data/cube#structure";
        /// `qb:slice`
        HAS_SLICE = "http://purl.org/linked-data/cube#slice";
        /// `qb:sliceStructure`
        SLICE_STRUCTURE = "http://purl.org/linked-data/cube#sliceStructure";
        /// `qb:observation`
        HAS_OBSERVATION = "http://purl.org/linked-data/cube#observation";
        /// `sdmx-dimension:refArea`
        REF_AREA = "http://purl.org/linked-data/sdmx/2009/dimension#refArea";
        /// `sdmx-dimension:refPeriod`
        REF_PERIOD = "http://purl.org/linked-data/sdmx/2009/dimension#refPeriod";
        /// `sdmx-measure:obsValue`
        OBS_VALUE = "http://purl.org/linked-data/sdmx/2009/measure#obsValue";
        /// `sdmx-attribute:unitMeasure`
        UNIT_MEASURE = "http://purl.org/linked-data/sdmx/2009/attribute#unitMeasure";
        /// `skos:prefLabel`
        PREF_LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel";
        /// `skos:altLabel`
        ALT_LABEL = "http://www.w3.org/2004/02/skos/core#altLabel";
        /// `dct:identifier`
        IDENTIFIER = "http://purl.org/dc/terms/identifier";
        /// `dct:title`
        TITLE = "http://purl.org/dc/terms/title";
        /// `dct:description`
        DESCRIPTION = "http://purl.org/dc/terms/description";
        /// `dct:language`
        LANGUAGE = "http://purl.org/dc/terms/language";
        /// `dct:isPartOf`
        IS_PART_OF = "http://purl.org/dc/terms/isPartOf";
        /// `dct:creator`
        CREATOR = "http://purl.org/dc/terms/creator";
        /// `dct:publisher`
        PUBLISHER = "http://purl.org/dc/terms/publisher";
        /// `dct:issued`
        ISSUED = "http://purl.org/dc/terms/issued";
        /// `dct:source`
        SOURCE = "http://purl.org/dc/terms/source";
        /// `prov:wasDerivedFrom`
        WAS_DERIVED_FROM = "http://www.w3.org/ns/prov#wasDerivedFrom";
        /// `prov:wasGeneratedBy`
        WAS_GENERATED_BY = "http://www.w3.org/ns/prov#wasGeneratedBy";
        /// `prov:wasAssociatedWith`
        WAS_ASSOCIATED_WITH = "http://www.w3.org/ns/prov#wasAssociatedWith";
        /// `prov:used`
        USED = "http://www.w3.org/ns/prov#used";
        /// `prov:SoftwareAgent`
        SOFTWARE_AGENT = "http://www.w3.org/ns/prov#SoftwareAgent";
    }
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

/// The graph of a document.
#[must_use]
pub fn document_graph(name: &str) -> NamedNode {
    named(&format!("{DOCUMENT_GRAPH}{}", encoded(name)))
}

/// The graph of an import.
#[must_use]
pub fn import_graph(name: &str) -> NamedNode {
    named(&format!("{IMPORT_GRAPH}{}", encoded(name)))
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

/// The claim with this id.
#[must_use]
pub fn claim(id: ClaimId) -> NamedNode {
    named(&format!("{CLAIM}{id}"))
}

/// The id of the claim with this IRI.
#[must_use]
pub fn claim_id(iri: &str) -> Option<ClaimId> {
    iri.strip_prefix(CLAIM)?.parse().ok()
}

/// The local name of a term of the ontology.
#[must_use]
pub fn local_name(node: NamedNodeRef<'_>) -> Option<&str> {
    node.as_str().strip_prefix(ONTOLOGY)
}

/// A range of code points of a text, as the fragment of RFC 5147: `char=120,125`.
#[must_use]
pub fn fragment(start: u32, end: u32) -> String {
    format!("char={start},{end}")
}

/// The range of code points of a fragment that [`fragment`] made, or of an IRI that ends with one.
#[must_use]
pub fn span(fragment: &str) -> Option<(u32, u32)> {
    let range = fragment.rsplit('#').next()?.strip_prefix("char=")?;
    let (start, end) = range.split_once(',')?;
    Some((start.parse().ok()?, end.parse().ok()?))
}

/// An observation of a document, by the code points of its value.
#[must_use]
pub fn observation(document: &NamedNode, start: u32, end: u32) -> NamedNode {
    named(&format!("{}#observation={start},{end}", document.as_str()))
}

/// The first code point of the value of an observation.
#[must_use]
pub fn observation_start(iri: &str) -> Option<u32> {
    iri.split_once("#observation=")?.1.split_once(',')?.0.parse().ok()
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

/// Text as the path of an IRI: as [`encoded`], with slashes kept.
#[must_use]
pub fn encoded_path(text: &str) -> String {
    text.split('/').map(encoded).collect::<Vec<_>>().join("/")
}
