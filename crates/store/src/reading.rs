//! Documents as they are read: their sections with the text, the names in it, and the claims that rest on it.

use crate::value::literal;
use crate::vocabulary::{self as v, terms};
use crate::{Claim, Store, StoreError};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Term};
use policygraph_model::ClaimId;
use std::collections::{BTreeMap, BTreeSet};

/// The sections of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentOutline {
    /// Name of the document.
    pub name: String,
    /// When it came out: an ISO 8601 date, month or year.
    pub issued: Option<String>,
    /// In the order of the text.
    pub sections: Vec<OutlineEntry>,
}

/// A section in an outline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutlineEntry {
    /// IRI.
    pub id: String,
    /// The numbers from the root, joined by `/`.
    pub path: String,
    /// Heading, or empty.
    pub title: String,
    /// ISO 3166-1 alpha-2 code of the country that it is about, where that is known.
    pub country: Option<String>,
    /// First line of the source, from 1.
    pub line: u32,
}

/// A section with its text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SectionReading {
    /// IRI.
    pub id: String,
    /// Name of its document.
    pub document: String,
    /// The numbers from the root, joined by `/`.
    pub path: String,
    /// Heading, or empty.
    pub title: String,
    /// The text as it stands in the source, without that of its subsections.
    pub text: String,
    /// The code point of the source at which the text starts.
    pub start: u32,
    /// First line of the source, from 1.
    pub line: u32,
    /// Who published what it reports.
    pub publisher: Option<String>,
    /// When that came out, as ISO 8601.
    pub issued: Option<String>,
    /// Addresses of what it reports.
    pub sources: Vec<String>,
}

/// Where a document names an entity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SpanOfMention {
    /// First code point in the source.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// IRI of the entity.
    pub entity: String,
}

/// A claim with what it claims.
#[derive(Debug, Clone, PartialEq)]
pub struct StatedClaim {
    /// Its id.
    pub id: ClaimId,
    /// IRI of its subject.
    pub subject: String,
    /// Local name of its property.
    pub property: String,
    /// IRI of its object.
    pub object: String,
    /// Its words.
    pub claim: Claim,
}

impl Store {
    /// The documents with their sections, in the order of names.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn outlines(&self) -> Result<Vec<DocumentOutline>, StoreError> {
        let mut outlines = Vec::new();
        for name in self.documents()?.into_iter().map(|d| d.name) {
            let graph = v::document_graph(&name);
            let in_graph = |property: NamedNodeRef<'_>| -> Result<BTreeMap<String, String>, StoreError> {
                let mut values = BTreeMap::new();
                let graph = Some(GraphNameRef::NamedNode(graph.as_ref()));
                for quad in self.rdf.quads_for_pattern(None, Some(property), None, graph) {
                    let quad = quad?;
                    if let NamedOrBlankNode::NamedNode(node) = quad.subject {
                        values.insert(node.into_string(), literal(&quad.object));
                    }
                }
                Ok(values)
            };
            let [path, line, country] = ["sectionPath", "line", "countryCode"].map(v::pg);
            let mut titles = in_graph(terms::TITLE)?;
            let (mut lines, mut countries) = (in_graph(line.as_ref())?, in_graph(country.as_ref())?);
            let issued = in_graph(terms::ISSUED)?.remove(&format!("{}{}", v::DOCUMENT, v::encoded(&name)));
            let mut sections: Vec<OutlineEntry> = in_graph(path.as_ref())?
                .into_iter()
                .map(|(id, path)| OutlineEntry {
                    path,
                    title: titles.remove(&id).unwrap_or_default(),
                    country: countries.remove(&id),
                    line: lines.remove(&id).and_then(|l| l.parse().ok()).unwrap_or_default(),
                    id,
                })
                .collect();
            sections.sort_by(|a, b| (a.line, &a.path).cmp(&(b.line, &b.path)));
            outlines.push(DocumentOutline { name, issued, sections });
        }
        Ok(outlines)
    }

    /// A section with its text; nothing if there is none of this IRI.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn section(&self, id: &str) -> Result<Option<SectionReading>, StoreError> {
        let node = NamedNode::new_unchecked(id);
        let all = |property: NamedNodeRef<'_>| -> Result<Vec<String>, StoreError> {
            let mut values: Vec<String> = self.values(&node, property)?.iter().map(literal).collect();
            values.sort();
            values.dedup();
            Ok(values)
        };
        let first = |property: NamedNodeRef<'_>| -> Result<Option<String>, StoreError> {
            Ok(all(property)?.into_iter().next())
        };
        let Some(path) = first(v::pg("sectionPath").as_ref())? else { return Ok(None) };
        let document = NamedNode::new_unchecked(first(terms::IS_PART_OF)?.unwrap_or_default());
        let name = self.values(&document, terms::IDENTIFIER)?;
        // A section without text of its own has no place.
        let (start, end) = first(v::pg("textSpan").as_ref())?.and_then(|s| v::span(&s)).unwrap_or_default();
        let text = self.values(&document, v::pg("sourceText").as_ref())?.first().map(literal).unwrap_or_default();
        let line = first(v::pg("line").as_ref())?.and_then(|n| n.parse().ok()).unwrap_or_default();
        Ok(Some(SectionReading {
            id: id.to_owned(),
            document: name.first().map(literal).unwrap_or_default(),
            path,
            title: first(terms::TITLE)?.unwrap_or_default(),
            text: text.chars().skip(start as usize).take((end - start) as usize).collect(),
            start,
            line,
            publisher: first(terms::PUBLISHER)?,
            issued: first(terms::ISSUED)?,
            sources: all(terms::SOURCE)?,
        }))
    }

    /// A line of the text of a document, counted from 1; nothing if there is none.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn line(&self, document: &str, line: u32) -> Result<Option<String>, StoreError> {
        let node = NamedNode::new_unchecked(format!("{}{}", v::DOCUMENT, v::encoded(document)));
        let text = self.values(&node, v::pg("sourceText").as_ref())?.first().map(literal);
        Ok(text.and_then(|text| text.lines().nth((line as usize).checked_sub(1)?).map(str::to_owned)))
    }

    /// The section in which the words of a claim stand; nothing for background knowledge.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn section_of(&self, claim: &Claim) -> Result<Option<SectionReading>, StoreError> {
        if claim.document.is_empty() || claim.quote.is_empty() {
            return Ok(None);
        }
        let document = format!("{}{}", v::DOCUMENT, v::encoded(&claim.document));
        self.section(&format!("{document}#{}", v::encoded(&claim.section)))
    }

    /// The claims whose words stand in a section, in the order of the text.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn claims_in_section(&self, id: &str) -> Result<Vec<StatedClaim>, StoreError> {
        let Ok(section) = NamedNode::new(id) else { return Ok(Vec::new()) };
        let query = format!(
            "SELECT ?claim WHERE {{ GRAPH ?g {{ ?words dct:isPartOf {section} . ?claim prov:wasDerivedFrom ?words }} }}"
        );
        let rows = self.all_rows(&query)?.into_iter().flatten().flatten();
        let nodes: BTreeSet<NamedNode> =
            rows.filter_map(|term| if let Term::NamedNode(node) = term { Some(node) } else { None }).collect();
        let nodes: Vec<NamedNode> = nodes.into_iter().collect();
        self.expect_evidence(&nodes)?;
        let mut claims = Vec::new();
        for node in &nodes {
            claims.extend(self.stated_claim(node)?);
        }
        claims.sort_by(|a, b| {
            let place = |c: &StatedClaim| (c.claim.start, c.claim.end, c.id);
            place(a).cmp(&place(b))
        });
        Ok(claims)
    }

    /// A claim with what it claims; nothing if a node is none.
    fn stated_claim(&self, node: &NamedNode) -> Result<Option<StatedClaim>, StoreError> {
        let iri = |property: NamedNodeRef<'_>| -> Result<Option<NamedNode>, StoreError> {
            Ok(self.values(node, property)?.into_iter().find_map(|term| match term {
                Term::NamedNode(n) => Some(n),
                _ => None,
            }))
        };
        let (Some(id), Some(subject), Some(property), Some(object)) =
            (v::claim_id(node.as_str()), iri(rdf::SUBJECT)?, iri(rdf::PREDICATE)?, iri(rdf::OBJECT)?)
        else {
            return Ok(None);
        };
        let Some(claim) = self.claim(id)? else { return Ok(None) };
        Ok(Some(StatedClaim {
            id,
            subject: subject.into_string(),
            property: v::local_name(property.as_ref()).unwrap_or_default().to_owned(),
            object: object.into_string(),
            claim,
        }))
    }
}
