//! Words: those behind claims with the text around them, and documents with the names and claims in them.

use crate::search::Brief;
use crate::view::View;
use policygraph_model::{self as model, ClaimId, Predicate};
use policygraph_store::{Claim, SectionReading, StatedClaim, StoreError, StoredEdge};
use serde::Serialize;
use std::collections::BTreeMap;

/// Code points of the section that are shown before and behind a quote.
const AROUND: usize = 240;

/// A claim with the words around it.
#[derive(Debug, Serialize)]
pub(crate) struct Quote {
    id: String,
    quote: String,
    before: String,
    after: String,
    document: String,
    lines: Vec<u32>,
    confidence: f64,
    status: String,
    rule: String,
    origin: String,
    section: Option<Place>,
    /// Where in its file, if that is no text.
    place: Option<FilePlace>,
}

/// Where in a file, each counted from 1.
#[derive(Debug, Serialize)]
struct FilePlace {
    page: Option<u32>,
    /// What the page is.
    division: &'static str,
    paragraph: Option<u32>,
    table: Option<u32>,
    cell: Option<(u32, u32)>,
    /// The name of a cell of a sheet.
    sheet_cell: Option<String>,
    /// Whether the words were recognized in a picture.
    recognized: bool,
}

impl From<model::Place> for FilePlace {
    fn from(place: model::Place) -> Self {
        let sheet_cell = place.sheet_cell();
        let model::Place { page, division, paragraph, table, cell, recognized } = place;
        Self { page, division: division.as_str(), paragraph, table, cell, sheet_cell, recognized }
    }
}

/// Where in a document.
#[derive(Debug, Serialize)]
struct Place {
    id: String,
    title: String,
    publisher: Option<String>,
    issued: Option<String>,
    /// Addresses; text that is none is left out.
    sources: Vec<String>,
}

/// Code points of a text.
fn slice(text: &str, from: usize, to: usize) -> String {
    text.chars().skip(from).take(to.saturating_sub(from)).collect()
}

/// Whether a browser may be led there.
fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

fn quote(view: &View, claim: Claim) -> Result<Quote, StoreError> {
    let section = view.store.section_of(&claim)?;
    let (mut before, mut after) = (String::new(), String::new());
    // The words of a heading may stand in a section before.
    if let Some(section) = section.as_ref().filter(|s| claim.start >= s.start) {
        let (start, end) = ((claim.start - section.start) as usize, (claim.end - section.start) as usize);
        before = slice(&section.text, start.saturating_sub(AROUND), start);
        after = slice(&section.text, end, end + AROUND);
    }
    Ok(Quote {
        id: claim.id.to_string(),
        before,
        after,
        section: section.map(place),
        quote: claim.quote,
        document: claim.document,
        lines: claim.lines,
        confidence: claim.confidence,
        status: claim.status,
        rule: claim.rule,
        origin: claim.origin,
        place: claim.place.map(FilePlace::from),
    })
}

fn place(section: SectionReading) -> Place {
    Place {
        id: section.id,
        title: section.title,
        publisher: section.publisher,
        issued: section.issued,
        sources: section.sources.into_iter().filter(|s| is_web(s)).collect(),
    }
}

/// The words behind a relation, the strongest first.
pub(crate) fn of_relation(view: &View, s: &str, p: Predicate, o: &str) -> Result<Vec<Quote>, StoreError> {
    let edge = StoredEdge { subject: s.to_owned(), predicate: p, object: o.to_owned() };
    view.store.claims(&edge)?.into_iter().map(|claim| quote(view, claim)).collect()
}

/// The words behind a budget.
pub(crate) fn of_budget(view: &View, id: &str) -> Result<Vec<Quote>, StoreError> {
    view.store.budget_claims(id)?.into_iter().map(|claim| quote(view, claim)).collect()
}

/// The words of claims; those that the store does not have are left out.
pub(crate) fn of_claims(view: &View, ids: &[ClaimId]) -> Result<Vec<Quote>, StoreError> {
    let mut quotes = Vec::new();
    for &id in ids {
        if let Some(claim) = view.store.claim(id)? {
            quotes.push(quote(view, claim)?);
        }
    }
    Ok(quotes)
}

#[derive(Debug, Serialize)]
pub(crate) struct DocumentRow {
    name: String,
    issued: Option<String>,
    /// When a build last stored it, in ISO 8601, where that was kept.
    added: Option<String>,
    sections: Vec<SectionRow>,
}

#[derive(Debug, Serialize)]
struct SectionRow {
    id: String,
    /// How deep it stands, from 0.
    depth: usize,
    path: String,
    title: String,
    country: Option<String>,
    line: u32,
}

pub(crate) fn documents(view: &View, added: &BTreeMap<String, String>) -> Result<Vec<DocumentRow>, StoreError> {
    let rows = view.outlines()?.iter().map(|document| DocumentRow {
        name: document.name.clone(),
        issued: document.issued.clone(),
        added: added.get(&document.name).cloned(),
        sections: document
            .sections
            .iter()
            .map(|s| SectionRow {
                id: s.id.clone(),
                depth: s.path.matches('/').count(),
                path: s.path.clone(),
                title: s.title.clone(),
                country: s.country.clone(),
                line: s.line,
            })
            .collect(),
    });
    Ok(rows.collect())
}

/// A section as it is read: places count UTF-16 code units of its text, as browsers do.
#[derive(Debug, Serialize)]
pub(crate) struct SectionPage {
    document: String,
    text: String,
    line: u32,
    #[serde(flatten)]
    place: Place,
    mentions: Vec<MentionPlace>,
    claims: Vec<ClaimPlace>,
}

#[derive(Debug, Serialize)]
struct MentionPlace {
    start: usize,
    end: usize,
    entity: Brief,
}

#[derive(Debug, Serialize)]
struct ClaimPlace {
    id: String,
    start: usize,
    end: usize,
    subject: Thing,
    property: String,
    object: Thing,
    confidence: f64,
    status: String,
    rule: String,
    /// Where in its file, if that is no text.
    file: Option<FilePlace>,
}

/// What a claim is about: an entity of the graph, or something else that has an IRI.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Thing {
    Entity(Brief),
    Other { id: String, label: String },
}

fn thing(view: &View, id: &str) -> Result<Thing, StoreError> {
    Ok(match view.graph.node(id) {
        Some(v) => Thing::Entity(Brief::of(view, v)),
        None => Thing::Other { id: id.to_owned(), label: view.store.label(id)? },
    })
}

/// For each code point of a text, and for its end, the UTF-16 code unit at which it starts.
fn units(text: &str) -> Vec<usize> {
    let mut units = vec![0];
    let mut at = 0;
    for c in text.chars() {
        at += c.len_utf16();
        units.push(at);
    }
    units
}

/// A section with its names and claims; nothing if there is none of this IRI.
pub(crate) fn section(view: &View, id: &str) -> Result<Option<SectionPage>, StoreError> {
    let Some(section) = view.store.section(id)? else { return Ok(None) };
    let units = units(&section.text);
    let at = |code_point: u32| {
        let place = code_point.saturating_sub(section.start) as usize;
        units[place.min(units.len() - 1)]
    };
    let end = section.start + u32::try_from(units.len() - 1).unwrap_or_default();
    let mut mentions = Vec::new();
    let spans = view.mentions(&section.document)?;
    let first = spans.partition_point(|s| s.start < section.start);
    for span in spans[first..].iter().take_while(|s| s.start < end) {
        if let Some(v) = view.graph.node(&span.entity) {
            mentions.push(MentionPlace { start: at(span.start), end: at(span.end), entity: Brief::of(view, v) });
        }
    }
    let mut claims = Vec::new();
    for stated in view.store.claims_in_section(id)? {
        let (subject, property, object) = shown(view, &stated)?;
        let StatedClaim { id, claim, .. } = stated;
        // What a section is about has no object to show.
        if property == "taggedWith" {
            continue;
        }
        claims.push(ClaimPlace {
            id: id.to_string(),
            start: at(claim.start),
            end: at(claim.end),
            subject,
            property,
            object,
            confidence: claim.confidence,
            status: claim.status,
            rule: claim.rule,
            file: claim.place.map(FilePlace::from),
        });
    }
    Ok(Some(SectionPage {
        document: section.document.clone(),
        text: section.text.clone(),
        line: section.line,
        place: place(section),
        mentions,
        claims,
    }))
}

/// Subject, property and object of a claim as they are shown: a budget from the entity that has it, with its amount.
fn shown(view: &View, claim: &StatedClaim) -> Result<(Thing, String, Thing), StoreError> {
    let (subject, object, property) = (&claim.subject, thing(view, &claim.object)?, claim.property.clone());
    if property == "budgetOf" {
        let budgets = view.budgets(&claim.object)?;
        let surface = budgets.iter().find(|b| b.id == *subject).map(|b| b.surface.clone());
        let amount = Thing::Other { id: subject.clone(), label: surface.unwrap_or_default() };
        return Ok((object, property, amount));
    }
    Ok((thing(view, subject)?, property, object))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_as_browsers_do() {
        assert_eq!(units("가😀b"), [0, 1, 3, 4]);
        assert_eq!(slice("가😀bc", 1, 3), "😀b");
    }

    #[test]
    fn only_addresses_of_the_web_are_followed() {
        assert!(is_web("https://example.org") && !is_web("javascript:alert(1)"));
    }
}
