//! The sections of documents.

use crate::documents::literal;
use crate::vocabulary::{self as v, terms};
use crate::{Store, StoreError};
use oxigraph::model::NamedOrBlankNode;

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
        let mut sections = Vec::new();
        for quad in self.rdf.quads_for_pattern(None, Some(v::pg("lineCount").as_ref()), None, None) {
            let quad = quad?;
            let NamedOrBlankNode::NamedNode(section) = quad.subject else { continue };
            let first = |values: Vec<oxigraph::model::Term>| values.first().map(literal);
            let mut issued = first(self.values(&section, terms::ISSUED)?);
            let mut title = String::new();
            if let Some(document) = first(self.values(&section, terms::IS_PART_OF)?) {
                let document = v::named(&document);
                title = first(self.values(&document, terms::TITLE)?).unwrap_or_default();
                if issued.is_none() {
                    issued = first(self.values(&document, terms::ISSUED)?);
                }
            }
            sections.push(StoredSection {
                document: title,
                country: first(self.values(&section, v::pg("countryCode").as_ref())?),
                id: section.into_string(),
                lines: literal(&quad.object).parse().unwrap_or_default(),
                issued,
            });
        }
        sections.sort();
        Ok(sections)
    }
}
