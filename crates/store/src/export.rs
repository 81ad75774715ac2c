//! RDF out and in.

use crate::vocabulary::PREFIXES;
use crate::{Store, StoreError};
use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParser, RdfSerializer};
use oxigraph::model::{GraphNameRef, NamedNode, Quad, Triple};
use std::io::Write;

/// A format that RDF is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RdfExport {
    /// Turtle: the default graph only.
    Turtle,
    /// N-Quads: all graphs.
    NQuads,
    /// TriG: all graphs.
    TriG,
    /// JSON-LD: all graphs.
    JsonLd,
}

impl RdfExport {
    fn format(self) -> RdfFormat {
        match self {
            Self::Turtle => RdfFormat::Turtle,
            Self::NQuads => RdfFormat::NQuads,
            Self::TriG => RdfFormat::TriG,
            Self::JsonLd => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
        }
    }

    fn serializer(self) -> Result<RdfSerializer, StoreError> {
        let mut serializer = RdfSerializer::from_format(self.format());
        for (prefix, iri) in PREFIXES {
            serializer = serializer.with_prefix(*prefix, *iri).map_err(|e| StoreError::Rdf(e.to_string()))?;
        }
        Ok(serializer)
    }
}

impl Store {
    /// Writes the store, quads in a fixed order: the same store gives the same bytes.
    ///
    /// # Errors
    /// The store cannot be read, or the writer fails.
    pub fn export(&self, format: RdfExport, out: impl Write) -> Result<(), StoreError> {
        let graph = (format == RdfExport::Turtle).then_some(GraphNameRef::DefaultGraph);
        let mut quads: Vec<Quad> = self.rdf.quads_for_pattern(None, None, None, graph).collect::<Result<_, _>>()?;
        quads.sort_by_cached_key(|q| {
            (q.graph_name.to_string(), q.subject.to_string(), q.predicate.to_string(), q.object.to_string())
        });
        let mut writer = format.serializer()?.for_writer(out);
        for quad in &quads {
            if format == RdfExport::Turtle {
                writer.serialize_triple(Triple::from(quad.clone()).as_ref())?;
            } else {
                writer.serialize_quad(quad)?;
            }
        }
        writer.finish()?;
        Ok(())
    }
}

/// Writes triples as Turtle.
///
/// # Errors
/// The writer fails.
pub fn write_turtle(triples: &[Triple], out: impl Write) -> Result<(), StoreError> {
    let mut writer = RdfExport::Turtle.serializer()?.for_writer(out);
    for triple in triples {
        writer.serialize_triple(triple)?;
    }
    writer.finish()?;
    Ok(())
}

/// Parses Turtle into a graph.
pub(crate) fn parse_turtle(text: &str, graph: &NamedNode) -> Result<Vec<Quad>, StoreError> {
    RdfParser::from_format(RdfFormat::Turtle)
        .with_default_graph(graph.clone())
        .for_slice(text)
        .map(|q| q.map_err(|e| StoreError::Rdf(e.to_string())))
        .collect()
}
