//! What a document brings to a folder of tables: the rows that are made of its quads, and the quads as lines. With the tables of its facts
//! they are all that a store would keep of it, so analyses of tables and of a store give the same.

use crate::documents::DocumentState;
use crate::records::nodes::{ClaimNode, Nodes, OF_RECORDS, OF_TABLES, Property};
use crate::to_rdf::{self, Statements};
use crate::value::text;
use crate::vocabulary as v;
use crate::{RdfFormat, StoreError, StoredSection, export};
use oxigraph::model::{NamedOrBlankNode, Quad};
use policygraph_model::{CountryObservation, Document, Entity, ExchangeRate, Fact};
use rustc_hash::FxHashSet;
use std::borrow::Cow;
use std::io::{BufWriter, Write};

/// Bytes of lines that are written at once.
const BUFFER: usize = 64 << 10;

/// A claim with one of the places that state it and one of the activities that found it there.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimRow {
    /// Local part of its IRI: `claim-…`.
    pub id: String,
    /// IRI.
    pub subject: String,
    /// IRI.
    pub predicate: String,
    /// IRI.
    pub object: String,
    /// IRI of the section; nothing for background knowledge.
    pub section: Option<String>,
    /// How firmly it is stated.
    pub status: String,
    /// Estimated probability that it is true as stated.
    pub confidence: f64,
    /// The first and last year for which it is stated; else the year of the event; else that in which the section or document came out.
    pub years: Option<(i16, i16)>,
    /// The year whose money the amount of a budget is in.
    pub amount_year: Option<i16>,
    /// Id of the rule that found it.
    pub rule: String,
    /// Where it was read.
    pub origin: String,
    /// The words that state it; nothing for background knowledge, as all that follows.
    pub quote: Option<String>,
    /// Lines of the source, from 1, in order.
    pub lines: Vec<u32>,
    /// First code point of the words in the source, and one past the last.
    pub span: Option<(u32, u32)>,
    /// Page of the file, where it has pages.
    pub page: Option<u32>,
    /// Place in the file, where it is no text itself.
    pub place: Option<String>,
}

/// The rows of a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DocumentRows {
    /// Each section with its path, by IRI.
    pub sections: Vec<(StoredSection, String)>,
    /// All claims, by IRI.
    pub claims: Vec<ClaimRow>,
    /// Its triples in the default graph, each once: subject and predicate as IRIs, the object as a term of N-Triples.
    pub triples: Vec<[String; 3]>,
    /// Values of its tables that are of a country.
    pub values: Vec<CountryObservation>,
    /// Number of its quads, as a store counts them; one can be there several times.
    pub quads: u64,
    /// IRI of its graph.
    pub graph: String,
}

impl DocumentRows {
    /// The rows of a document with these facts; the quads of its graph, each once, go to `lines` as N-Quads.
    ///
    /// # Errors
    /// The writer fails.
    pub fn of(
        document: &Document,
        facts: &[Fact],
        program_version: &str,
        lines: impl Write,
    ) -> Result<Self, StoreError> {
        let Statements { all, direct } = to_rdf::document(document, facts, program_version);
        let name = &DocumentState::of(document, program_version).name;
        let nodes = Nodes::new(name, &all, &[OF_RECORDS, OF_TABLES]);
        let source = nodes.source();
        let mut rows = Self {
            quads: (all.len() + direct.len()) as u64,
            graph: v::document_graph(name).into_string(),
            ..Self::default()
        };
        write_lines(&all, lines)?;
        for subject in nodes.subjects() {
            rows.claims.extend(claims(&nodes, subject));
            rows.sections.extend(nodes.section(subject).map(|section| {
                let stored = StoredSection {
                    document: name.clone(),
                    id: section.id.to_owned(),
                    country: section.country.map(Into::into),
                    lines: section.lines,
                    issued: section.issued.map(Into::into),
                };
                (stored, nodes.text(section.id, Property::SectionPath).unwrap_or_default().into_owned())
            }));
            rows.values.extend(nodes.observations(name, subject, &source));
        }
        for quad in once(&direct) {
            if let NamedOrBlankNode::NamedNode(subject) = &quad.subject {
                let parts = [subject.as_str().to_owned(), quad.predicate.as_str().to_owned(), quad.object.to_string()];
                rows.triples.push(parts);
            }
        }
        Ok(rows)
    }
}

fn claims(nodes: &Nodes<'_>, claim: &str) -> Vec<ClaimRow> {
    let row = |claim: ClaimNode<'_>| {
        let own = |node: &str, property| nodes.text(node, property).map(Cow::into_owned);
        let mut lines: Vec<u32> =
            nodes.all(&claim.source, Property::Line).filter_map(|l| text(l).parse().ok()).collect();
        lines.sort_unstable();
        ClaimRow {
            id: format!("claim-{}", claim.id),
            section: (!claim.section.is_empty()).then(|| claim.section.into_owned()),
            rule: own(&claim.activity, Property::Rule).unwrap_or_default(),
            origin: own(&claim.activity, Property::Origin).unwrap_or_default(),
            quote: own(&claim.source, Property::Quote),
            lines,
            span: v::span(&claim.source),
            page: own(&claim.source, Property::Page).and_then(|p| p.parse().ok()),
            place: own(&claim.source, Property::Place),
            subject: claim.subject.into_owned(),
            predicate: claim.predicate.into_owned(),
            object: claim.object.into_owned(),
            status: claim.status.into_owned(),
            confidence: claim.confidence,
            years: claim.years,
            amount_year: claim.amount_year,
        }
    };
    nodes.claims(claim).into_iter().map(row).collect()
}

/// Writes quads as lines of N-Quads, each once.
fn write_lines(quads: &[Quad], out: impl Write) -> Result<(), StoreError> {
    // The serializer writes a few bytes at a time, which would cost a compressor more than the compression.
    let mut writer = RdfFormat::NQuads.serializer()?.for_writer(BufWriter::with_capacity(BUFFER, out));
    for quad in once(quads) {
        writer.serialize_quad(quad)?;
    }
    writer.finish()?.flush()?;
    Ok(())
}

/// The quads, each once, in their order.
fn once(quads: &[Quad]) -> impl Iterator<Item = &Quad> {
    let mut seen = FxHashSet::default();
    quads.iter().filter(move |quad| seen.insert(*quad))
}

/// The graphs that a store has before the first document, as lines of N-Quads: those of the registry and the ontology.
///
/// # Errors
/// Never in practice: the ontology is a part of the program.
pub fn base_lines(entries: &[Entity], rates: &[ExchangeRate]) -> Result<Vec<u8>, StoreError> {
    let (registry, ontology) = (v::named(v::REGISTRY_GRAPH), v::named(v::ONTOLOGY_GRAPH));
    let mut quads = to_rdf::registry(entries, rates, &registry);
    for file in policygraph_ontology::FILES {
        quads.extend(export::parse_turtle(file, &ontology)?);
    }
    let mut lines = Vec::new();
    write_lines(&quads, &mut lines)?;
    Ok(lines)
}

/// The language of a document, by the letters of its text, in ISO 639-1.
#[must_use]
pub fn language(document: &Document) -> &'static str {
    to_rdf::language(document.source.as_str())
}
