//! A store that is drawn at random, the same each time.

use policygraph_model::{EntityType, Predicate};
use policygraph_store::vocabulary::{DOCUMENT_GRAPH, ID, ONTOLOGY};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Relations that each entity has on average.
pub(crate) const EDGES: usize = 7;
/// Statements a document.
const STATEMENTS: usize = 1000;
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const DERIVED: &str = "http://www.w3.org/ns/prov#wasDerivedFrom";
const MADE: &str = "http://www.w3.org/ns/prov#wasGeneratedBy";
const XSD: &str = "http://www.w3.org/2001/XMLSchema#";
const PART: &str = "http://purl.org/dc/terms/isPartOf";
const LABEL: &str = "http://www.w3.org/2004/02/skos/core#prefLabel";

/// Entities with types and labels; relations drawn among them, some entities more often than others, each with a claim.
pub(crate) fn write(edges: usize, file: &Path) -> std::io::Result<()> {
    let mut out = BufWriter::new(File::create(file)?);
    let mut random = 1_u64;
    let mut draw = |below: usize| {
        // Knuth's MMIX generator; the upper bits are the good ones.
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(random >> 33).unwrap() % below
    };
    let nodes = edges / EDGES;
    for v in 0..nodes {
        let kind = EntityType::ALL[draw(EntityType::ALL.len())];
        writeln!(out, "<{ID}e{v}> <{RDF}type> <{ONTOLOGY}{kind}> .")?;
        writeln!(out, "<{ID}e{v}> <{LABEL}> \"이름 {v}\"@ko .\n<{ID}e{v}> <{LABEL}> \"name {v}\"@en .")?;
    }
    for edge in 0..edges {
        let (s, o) = (draw(nodes), draw(nodes).min(draw(nodes)));
        let p = Predicate::ALL[draw(Predicate::ALL.len()).min(draw(Predicate::ALL.len()))];
        let (graph, claim) = (format!("{DOCUMENT_GRAPH}d{}", edge / STATEMENTS), format!("{ID}claim-{edge:020x}"));
        writeln!(out, "<{ID}e{s}> <{ONTOLOGY}{p}> <{ID}e{o}> .\n<{ID}e{s}> <{ONTOLOGY}{p}> <{ID}e{o}> <{graph}> .")?;
        writeln!(
            out,
            "<{claim}> <{RDF}subject> <{ID}e{s}> <{graph}> .\n<{claim}> <{RDF}predicate> <{ONTOLOGY}{p}> <{graph}> ."
        )?;
        writeln!(out, "<{claim}> <{RDF}object> <{ID}e{o}> <{graph}> .")?;
        let confidence = 5 + draw(5);
        let made = format!("{graph}-made-{confidence}");
        writeln!(out, "<{claim}> <{MADE}> <{made}> <{graph}> .")?;
        writeln!(out, "<{made}> <{ONTOLOGY}confidence> \"0.{confidence}\"^^<{XSD}decimal> <{graph}> .")?;
        writeln!(out, "<{made}> <{ONTOLOGY}status> \"stated\" <{graph}> .")?;
        let (span, section) = (format!("{graph}-span-{edge}"), format!("{graph}-section"));
        writeln!(out, "<{claim}> <{DERIVED}> <{span}> <{graph}> .\n<{span}> <{PART}> <{section}> <{graph}> .")?;
    }
    out.flush()
}
