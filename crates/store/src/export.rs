//! RDF out and in.

use crate::vocabulary::PREFIXES;
use crate::{Store, StoreError};
use oxigraph::io::{JsonLdProfileSet, RdfFormat as Library, RdfParser, RdfSerializer};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{BlankNode, GraphNameRef, Literal, NamedNode, Quad, Term, Triple};
use std::io::Write;

/// A format that RDF is written and read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RdfFormat {
    /// Turtle: one graph.
    Turtle,
    /// N-Triples: one graph.
    NTriples,
    /// N-Quads: all graphs.
    NQuads,
    /// TriG: all graphs.
    TriG,
    /// RDF/XML: one graph.
    RdfXml,
    /// JSON-LD: all graphs.
    JsonLd,
}

impl RdfFormat {
    /// All formats, the preferred first.
    pub const ALL: &'static [Self] =
        &[Self::Turtle, Self::NTriples, Self::NQuads, Self::TriG, Self::RdfXml, Self::JsonLd];

    /// The media types of all formats, the preferred first.
    #[must_use]
    pub fn media_types() -> Vec<&'static str> {
        Self::ALL.iter().map(|f| f.media_type()).collect()
    }

    fn library(self) -> Library {
        match self {
            Self::Turtle => Library::Turtle,
            Self::NTriples => Library::NTriples,
            Self::NQuads => Library::NQuads,
            Self::TriG => Library::TriG,
            Self::RdfXml => Library::RdfXml,
            Self::JsonLd => Library::JsonLd { profile: JsonLdProfileSet::empty() },
        }
    }

    /// Whether it can name graphs.
    #[must_use]
    pub fn has_graphs(self) -> bool {
        self.library().supports_datasets()
    }

    /// Its media type, without parameters.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        self.library().media_type()
    }

    /// The format of a media type.
    #[must_use]
    pub fn from_media_type(media_type: &str) -> Option<Self> {
        Self::of(Library::from_media_type(media_type)?)
    }

    /// The format of the ending of a file's name, without the dot.
    #[must_use]
    pub fn from_extension(extension: &str) -> Option<Self> {
        Self::of(Library::from_extension(extension)?)
    }

    fn of(format: Library) -> Option<Self> {
        Self::ALL.iter().copied().find(|f| f.media_type() == format.media_type())
    }

    pub(crate) fn serializer(self) -> Result<RdfSerializer, StoreError> {
        let mut serializer = RdfSerializer::from_format(self.library());
        for (prefix, iri) in PREFIXES {
            serializer = serializer.with_prefix(*prefix, *iri).map_err(|e| StoreError::Rdf(e.to_string()))?;
        }
        Ok(serializer)
    }

    pub(crate) fn parser(self) -> RdfParser {
        RdfParser::from_format(self.library())
    }
}

impl Store {
    /// Writes the store, quads in a fixed order: the same store gives the same bytes.
    ///
    /// # Errors
    /// The store cannot be read, or the writer fails.
    pub fn export(&self, format: RdfFormat, out: impl Write) -> Result<(), StoreError> {
        let graph = (!format.has_graphs()).then_some(GraphNameRef::DefaultGraph);
        let mut quads: Vec<Quad> = self.rdf.quads_for_pattern(None, None, None, graph).collect::<Result<_, _>>()?;
        quads.sort_by_cached_key(|q| {
            (q.graph_name.to_string(), q.subject.to_string(), q.predicate.to_string(), q.object.to_string())
        });
        let mut writer = format.serializer()?.for_writer(out);
        for quad in &quads {
            if format.has_graphs() {
                writer.serialize_quad(quad)?;
            } else {
                writer.serialize_triple(Triple::from(quad.clone()).as_ref())?;
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
    let mut writer = RdfFormat::Turtle.serializer()?.for_writer(out);
    for triple in triples {
        writer.serialize_triple(triple)?;
    }
    writer.finish()?;
    Ok(())
}

/// Turtle in another format; relative IRIs are resolved against `base`.
///
/// # Errors
/// The Turtle is malformed.
pub fn convert_turtle(turtle: &str, base: &str, format: RdfFormat) -> Result<Vec<u8>, StoreError> {
    let parser = RdfFormat::Turtle.parser().with_base_iri(base).map_err(|e| StoreError::Rdf(e.to_string()))?;
    let mut writer = format.serializer()?.for_writer(Vec::new());
    for quad in parser.for_slice(turtle) {
        let quad = quad.map_err(|e| StoreError::Rdf(e.to_string()))?;
        writer.serialize_triple(Triple::from(quad).as_ref())?;
    }
    Ok(writer.finish()?)
}

/// A result of a SHACL validation.
#[derive(Debug, Clone, Copy)]
pub struct ShaclResult<'r> {
    /// IRI of the focus node.
    pub focus: &'r str,
    /// IRI of the property.
    pub path: Option<&'r str>,
    /// IRI or text of the value.
    pub value: Option<&'r str>,
    /// Whether the value is a literal.
    pub literal: bool,
    /// IRI of the constraint component.
    pub constraint: &'r str,
    /// IRI of the shape.
    pub shape: Option<&'r str>,
    /// What is wrong.
    pub message: &'r str,
}

/// Writes a SHACL report graph as Turtle.
///
/// # Errors
/// The writer fails.
pub fn write_shacl_report(results: &[ShaclResult<'_>], out: impl Write) -> Result<(), StoreError> {
    let sh = |local: &str| NamedNode::new_unchecked(format!("http://www.w3.org/ns/shacl#{local}"));
    let report = BlankNode::default();
    let mut triples = vec![
        Triple::new(report.clone(), rdf::TYPE, sh("ValidationReport")),
        Triple::new(report.clone(), sh("conforms"), Literal::from(results.is_empty())),
    ];
    for result in results {
        let node = BlankNode::default();
        let mut add = |property: &str, object: Term| triples.push(Triple::new(node.clone(), sh(property), object));
        add("focusNode", NamedNode::new_unchecked(result.focus).into());
        add("resultSeverity", sh("Violation").into());
        add("sourceConstraintComponent", NamedNode::new_unchecked(result.constraint).into());
        add("resultMessage", Literal::new_simple_literal(result.message).into());
        if let Some(path) = result.path {
            add("resultPath", NamedNode::new_unchecked(path).into());
        }
        if let Some(value) = result.value {
            let literal = || Term::from(Literal::new_simple_literal(value));
            add("value", if result.literal { literal() } else { NamedNode::new_unchecked(value).into() });
        }
        if let Some(shape) = result.shape {
            add("sourceShape", NamedNode::new_unchecked(shape).into());
        }
        triples.push(Triple::new(node.clone(), rdf::TYPE, sh("ValidationResult")));
        triples.push(Triple::new(report.clone(), sh("result"), node));
    }
    write_turtle(&triples, out)
}

/// Parses Turtle into a graph.
pub(crate) fn parse_turtle(text: &str, graph: &NamedNode) -> Result<Vec<Quad>, StoreError> {
    RdfFormat::Turtle
        .parser()
        .with_default_graph(graph.clone())
        .for_slice(text)
        .map(|q| q.map_err(|e| StoreError::Rdf(e.to_string())))
        .collect()
}
