//! The sections of documents.

use crate::value::literal;
use crate::vocabulary::{self as v, terms};
use crate::{Store, StoreError};
use oxigraph::model::{GraphName, NamedNodeRef, NamedOrBlankNode};
use std::collections::HashMap;

/// A section of a document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct StoredSection {
    /// Name of the document.
    pub document: String,
    /// IRI.
    pub id: String,
    /// ISO 3166-1 alpha-2 code of the country that it is about, where that is known.
    pub country: Option<String>,
    /// How many lines of the source its own text stands on.
    pub lines: u32,
    /// When it, or else its document, came out: an ISO 8601 date, month or year.
    pub issued: Option<String>,
}

impl Store {
    /// The sections of all documents, in the order of documents and IRIs.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn sections(&self) -> Result<Vec<StoredSection>, StoreError> {
        let country = v::pg("countryCode");
        let [countries, issued, names] =
            [country.as_ref(), terms::ISSUED, terms::IDENTIFIER].map(|p| self.of_sections(p));
        let (countries, issued, names) = (countries?, issued?, names?);
        let mut sections = Vec::new();
        for quad in self.rdf.quads_for_pattern(None, Some(v::pg("lineCount").as_ref()), None, None) {
            let quad = quad?;
            let (NamedOrBlankNode::NamedNode(section), GraphName::NamedNode(graph)) = (quad.subject, quad.graph_name)
            else {
                continue;
            };
            let name = graph.as_str().strip_prefix(v::DOCUMENT_GRAPH).unwrap_or_default();
            let document = format!("{}{name}", v::DOCUMENT);
            sections.push(StoredSection {
                document: names.get(&document).cloned().unwrap_or_default(),
                country: countries.get(section.as_str()).cloned(),
                lines: literal(&quad.object).parse().unwrap_or_default(),
                issued: issued.get(section.as_str()).or_else(|| issued.get(&document)).cloned(),
                id: section.into_string(),
            });
        }
        sections.sort();
        Ok(sections)
    }

    /// The values of a property of documents and sections.
    fn of_sections(&self, property: NamedNodeRef<'_>) -> Result<HashMap<String, String>, StoreError> {
        let mut values = HashMap::new();
        for quad in self.rdf.quads_for_pattern(None, Some(property), None, None) {
            let quad = quad?;
            if let NamedOrBlankNode::NamedNode(subject) = quad.subject
                && subject.as_str().starts_with(v::DOCUMENT)
            {
                values.insert(subject.into_string(), literal(&quad.object));
            }
        }
        Ok(values)
    }
}
