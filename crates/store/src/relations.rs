//! All entities and relations at once, for analyses of the whole graph.
//!
//! The database is read by predicate, several at once: reading all quads and passing over most takes several times as long.

use crate::documents::literal;
use crate::vocabulary::{self as v, terms};
use crate::{Store, StoreError};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, GraphNameRef, NamedNodeRef, NamedOrBlankNode, Term};
use policygraph_model::{ClaimId, Predicate, Status};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

/// Relations of the default graph between entities, as places in a list of entities.
pub type Relations = Vec<(u32, u32, Predicate)>;

/// A statement of a relation.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredStatement {
    /// The claim.
    pub claim: ClaimId,
    /// Name of the document that states it, or on occasion of which background knowledge was added.
    pub document: String,
    /// IRI of the section in which its words stand; empty for background knowledge.
    pub section: String,
    /// How firmly it is stated.
    pub status: Status,
    /// Estimated probability that it is true as stated.
    pub confidence: f64,
    /// The first and last year for which it is stated; else the year of the event; else that in which the section or document came out.
    pub years: Option<(i16, i16)>,
}

/// The statements of each relation, by subject, predicate and object.
pub type Statements = HashMap<(String, Predicate, String), Vec<StoredStatement>>;

/// Tells the state of the store in a folder: it changes whenever something is written.
///
/// # Errors
/// There is no store, or it cannot be read.
pub fn state(folder: &Path) -> Result<String, StoreError> {
    crate::expect_store(folder)?;
    let mut files = Vec::new();
    for entry in fs::read_dir(folder.join(crate::RDF_FOLDER)).map_err(StoreError::Output)? {
        let entry = entry.map_err(StoreError::Output)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // Tables, their list, and the log of what is not in tables yet; readers write other files.
        if !name.ends_with(".sst") && !name.ends_with(".log") && !name.starts_with("MANIFEST") {
            continue;
        }
        // A file may go while its folder is read.
        let Ok(data) = entry.metadata() else { continue };
        let changed = data.modified().ok().and_then(|t| t.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
        files.push(format!("{name} {} {}", data.len(), changed.as_nanos()));
    }
    files.sort();
    let digest = Sha256::digest(files.join("\n"));
    Ok(digest.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}")))
}

impl Store {
    /// All direct relations between some entities, in the order of the entities' places and the predicates.
    ///
    /// # Arguments
    /// `places`: for the IRI of each entity its place.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn relations(&self, places: &HashMap<&str, u32>) -> Result<Relations, StoreError> {
        let of_predicate = |&predicate: &Predicate| -> Result<Relations, StoreError> {
            let mut found = Vec::new();
            let property = v::property(predicate);
            let pattern =
                self.rdf.quads_for_pattern(None, Some(property.as_ref()), None, Some(GraphNameRef::DefaultGraph));
            for quad in pattern {
                let quad = quad?;
                if let (NamedOrBlankNode::NamedNode(s), Term::NamedNode(o)) = (&quad.subject, &quad.object)
                    && let (Some(&s), Some(&o)) = (places.get(s.as_str()), places.get(o.as_str()))
                {
                    found.push((s, o, predicate));
                }
            }
            Ok(found)
        };
        let all: Result<Vec<Relations>, StoreError> = Predicate::ALL.par_iter().map(of_predicate).collect();
        let mut relations = all?.concat();
        relations.par_sort_unstable();
        Ok(relations)
    }

    /// The statements of all relations.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn statements(&self) -> Result<Statements, StoreError> {
        let properties = [
            rdf::PREDICATE,
            rdf::OBJECT,
            v::pg("confidence").as_ref(),
            v::pg("status").as_ref(),
            v::pg("validFrom").as_ref(),
            v::pg("validTo").as_ref(),
            v::pg("eventDate").as_ref(),
            terms::WAS_DERIVED_FROM,
            terms::IS_PART_OF,
            terms::ISSUED,
            terms::TITLE,
        ]
        .map(NamedNodeRef::into_owned);
        let read: Result<Vec<HashMap<String, String>>, StoreError> =
            properties.par_iter().map(|property| self.in_documents(property.as_ref())).collect();
        let read = read?;
        let [predicates, objects, confidences, statuses, from, to, events, spans, sections, issued, titles] =
            read.as_slice()
        else {
            return Ok(Statements::new());
        };
        let mut statements = Statements::new();
        for quad in self.rdf.quads_for_pattern(None, Some(rdf::SUBJECT), None, None) {
            let quad = quad?;
            let (NamedOrBlankNode::NamedNode(claim), GraphName::NamedNode(graph)) = (&quad.subject, &quad.graph_name)
            else {
                continue;
            };
            let claim = claim.as_str();
            let predicate =
                predicates.get(claim).and_then(|p| v::local_name(NamedNodeRef::new_unchecked(p))?.parse().ok());
            let (Some(predicate), Some(object)) = (predicate, objects.get(claim)) else { continue };
            let document = graph.as_str().strip_prefix(v::DOCUMENT_GRAPH).map(|name| format!("{}{name}", v::DOCUMENT));
            let section = spans.get(claim).and_then(|span| sections.get(span));
            let dated = |node: Option<&String>| node.and_then(|n| issued.get(n)).and_then(|d| year(d));
            let came_out = || dated(section).or_else(|| dated(document.as_ref()));
            let of = |years: &HashMap<String, String>| years.get(claim).and_then(|y| year(y));
            let years = match (of(from), of(to)) {
                (Some(from), Some(to)) => Some((from, to)),
                _ => of(events).or_else(came_out).map(|y| (y, y)),
            };
            statements.entry((literal(&quad.object), predicate, object.clone())).or_default().push(StoredStatement {
                claim: v::claim_id(claim).unwrap_or_default(),
                section: section.cloned().unwrap_or_default(),
                document: document.and_then(|d| titles.get(&d).cloned()).unwrap_or_default(),
                status: statuses.get(claim).and_then(|s| s.parse().ok()).unwrap_or(Status::Stated),
                confidence: confidences.get(claim).and_then(|c| c.parse().ok()).unwrap_or(1.0),
                years,
            });
        }
        // The database gives claims in the order of hashes.
        statements.par_iter_mut().for_each(|(_, all)| {
            all.sort_by(|a, b| {
                (&a.document, a.status, a.years)
                    .cmp(&(&b.document, b.status, b.years))
                    .then(a.confidence.total_cmp(&b.confidence))
                    .then(a.claim.cmp(&b.claim))
            });
        });
        Ok(statements)
    }

    /// The values of a property in the graphs of documents, by subject.
    fn in_documents(&self, property: NamedNodeRef<'_>) -> Result<HashMap<String, String>, StoreError> {
        let mut values = HashMap::new();
        for quad in self.rdf.quads_for_pattern(None, Some(property), None, None) {
            let quad = quad?;
            if let (NamedOrBlankNode::NamedNode(subject), GraphName::NamedNode(_)) = (quad.subject, quad.graph_name) {
                values.insert(subject.into_string(), literal(&quad.object));
            }
        }
        Ok(values)
    }
}

/// The year of an ISO 8601 date.
fn year(date: &str) -> Option<i16> {
    date.get(..4)?.parse().ok()
}
