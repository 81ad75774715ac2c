//! SHACL validation of a graph, by the `shacl` crate of rudof.
//!
//! ```
//! let shapes = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <http://e/> .
//!     e:S a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:minCount 1 ] .";
//! let validator = policygraph_validation::Validator::new(shapes).unwrap();
//! let results = validator.validate("<http://e/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e/C> .").unwrap();
//! assert_eq!((results.len(), results[0].focus.as_str()), (1, "http://e/a"));
//! ```

use rudof_rdf::rdf_core::term::Object;
use rudof_rdf::rdf_core::{RDFFormat, SHACLPath};
use rudof_rdf::rdf_impl::{OxigraphInMemory, ReaderMode};
use shacl::ir::IRSchema;
use shacl::types::MessageMap;
use shacl::validator::processor::{GraphValidation, ShaclProcessor};
use shacl::validator::report::ValidationResult;
use shacl::validator::store::{Graph, ShaclDataManager};
use shacl::validator::{ShaclConfig, ShaclValidationMode};
use std::io::Cursor;

/// What the library does not evaluate but would pass over in silence (its version 0.3).
const UNSUPPORTED: &[&str] =
    &["sh:SPARQLTarget", "sh:ConstraintComponent", "sh:SPARQLConstraintComponent", "sh:sparql"];

/// Why a graph could not be validated.
#[derive(Debug, thiserror::Error)]
pub enum ValidationError {
    /// The shapes are malformed, or use what the library does not evaluate.
    #[error("the shapes cannot be used: {0}")]
    Shapes(String),
    /// The data is malformed.
    #[error("the data cannot be validated: {0}")]
    Data(String),
}

/// A place where the data breaks a shape.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Violation {
    /// IRI of the node that the shape is about.
    pub focus: String,
    /// IRI of the property, where the shape is about one.
    pub path: Option<String>,
    /// The value that is wrong: an IRI or the text of a literal.
    pub value: Option<String>,
    /// Whether `value` is a literal.
    pub literal: bool,
    /// IRI of the constraint component, as in SHACL.
    pub constraint: String,
    /// IRI of the shape, if it has one.
    pub shape: Option<String>,
    /// What the shape says is wrong, in English, and in Korean where it says so.
    pub message: String,
    /// See `message`.
    pub message_ko: Option<String>,
}

/// Compiled shapes.
pub struct Validator {
    shapes: IRSchema,
}

impl std::fmt::Debug for Validator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Validator").finish_non_exhaustive()
    }
}

impl Validator {
    /// Compiles shapes in Turtle.
    ///
    /// # Errors
    /// They are malformed, or use what would be ignored.
    pub fn new(shapes: &str) -> Result<Self, ValidationError> {
        if let Some(word) = UNSUPPORTED.iter().find(|w| shapes.contains(**w)) {
            return Err(ValidationError::Shapes(format!("{word} is not evaluated")));
        }
        ShaclDataManager::load(&mut Cursor::new(shapes), "shapes", &RDFFormat::Turtle, None)
            .map(|shapes| Self { shapes })
            .map_err(|e| ValidationError::Shapes(e.to_string()))
    }

    /// Validates a graph in N-Triples; the violations are sorted.
    ///
    /// # Errors
    /// The graph is malformed, or the library fails.
    pub fn validate(&self, ntriples: &str) -> Result<Vec<Violation>, ValidationError> {
        let failed = |e: &dyn std::fmt::Display| ValidationError::Data(e.to_string());
        let data = OxigraphInMemory::from_str(ntriples, &RDFFormat::NTriples, None, &ReaderMode::default())
            .map_err(|e| failed(&e))?;
        let report = GraphValidation::new(Graph::from(data))
            .validate(&self.shapes, &ShaclValidationMode::Native, &ShaclConfig::default())
            .map_err(|e| failed(&e))?;
        let mut violations: Vec<Violation> = report.results().iter().map(violation).collect();
        violations.sort();
        violations.dedup();
        Ok(violations)
    }
}

fn violation(result: &ValidationResult) -> Violation {
    let path = match result.path() {
        Some(SHACLPath::Predicate { pred }) => Some(pred.as_str().to_owned()),
        Some(other) => Some(other.to_string()),
        None => None,
    };
    let constraint = text(result.constraint_component());
    let message = message(result.message(), "en").unwrap_or_else(|| {
        let name = constraint.rsplit('#').next().unwrap_or_default();
        name.strip_suffix("ConstraintComponent").unwrap_or(name).to_owned()
    });
    Violation {
        focus: text(result.focus_node()),
        value: result.value().map(text),
        literal: matches!(result.value(), Some(Object::Literal(_))),
        shape: result.source().filter(|s| matches!(s, Object::Iri(_))).map(text),
        message_ko: self::message(result.message(), "ko"),
        message,
        path,
        constraint,
    }
}

fn message(messages: &MessageMap, language: &str) -> Option<String> {
    messages.iter().find(|(l, _)| l.as_ref().is_some_and(|l| l.to_string() == language)).map(|(_, m)| m.clone())
}

fn text(term: &Object) -> String {
    match term {
        Object::Iri(iri) => iri.as_str().to_owned(),
        Object::BlankNode(label) => format!("_:{label}"),
        Object::Literal(literal) => literal.lexical_form(),
        other => other.to_string(),
    }
}
