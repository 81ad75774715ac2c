//! The ontology as triples, for those who look terms up in it.

use oxrdf::{NamedOrBlankNode, Term};
use oxttl::TurtleParser;

/// A triple of IRIs and literals; blank nodes do not occur in the ontology.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Triple {
    /// IRI.
    pub subject: String,
    /// IRI.
    pub predicate: String,
    /// IRI, or the text of a literal.
    pub object: String,
    /// Language tag of a literal.
    pub language: Option<String>,
}

/// The terms of Turtle files.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    triples: Vec<Triple>,
}

impl Terms {
    /// Parses Turtle.
    ///
    /// # Panics
    /// The Turtle is malformed: only for files that are built in, which tests parse.
    #[must_use]
    pub fn of(turtle: &str) -> Self {
        let triples = TurtleParser::new().for_slice(turtle).map(|triple| {
            let triple = triple.expect("the built-in ontology is tested");
            let (object, language) = match triple.object {
                Term::NamedNode(n) => (n.into_string(), None),
                Term::Literal(l) => (l.value().to_owned(), l.language().map(str::to_owned)),
                other => (other.to_string(), None),
            };
            let subject = match triple.subject {
                NamedOrBlankNode::NamedNode(n) => n.into_string(),
                NamedOrBlankNode::BlankNode(b) => b.to_string(),
            };
            Triple { subject, predicate: triple.predicate.into_string(), object, language }
        });
        Self { triples: triples.collect() }
    }

    /// Subjects that have this value, in the order of the file.
    #[must_use]
    pub fn subjects(&self, predicate: &str, object: &str) -> Vec<&str> {
        let found = self.triples.iter().filter(|t| t.predicate == predicate && t.object == object);
        found.map(|t| t.subject.as_str()).collect()
    }

    /// Values of a property, in the order of the file.
    #[must_use]
    pub fn objects(&self, subject: &str, predicate: &str) -> Vec<&str> {
        let found = self.triples.iter().filter(|t| t.subject == subject && t.predicate == predicate);
        found.map(|t| t.object.as_str()).collect()
    }

    /// The value of a property in a language.
    #[must_use]
    pub fn text(&self, subject: &str, predicate: &str, language: &str) -> Option<&str> {
        self.triples
            .iter()
            .find(|t| t.subject == subject && t.predicate == predicate && t.language.as_deref() == Some(language))
            .map(|t| t.object.as_str())
    }

    /// All triples, in the order of the file.
    #[must_use]
    pub fn triples(&self) -> &[Triple] {
        &self.triples
    }
}
