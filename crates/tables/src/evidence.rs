//! The words behind facts: claims are found by going through all of them.

use crate::batch::Kind;
use crate::claims::{self, id};
use crate::{Tables, TablesError, locked};
use indexmap::IndexMap;
use policygraph_model::{ClaimId, Place, Predicate};
use policygraph_store::vocabulary::ONTOLOGY;
use policygraph_store::{Claim, StoredEdge};
use rustc_hash::FxHashSet;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// What a row of the table states, before its words are read.
struct Stated<'r> {
    id: ClaimId,
    subject: &'r str,
    /// Of relations.
    predicate: Option<Predicate>,
    object: &'r str,
}

impl Stated<'_> {
    fn edge(&self) -> Option<StoredEdge> {
        let (subject, object) = (self.subject.to_owned(), self.object.to_owned());
        self.predicate.map(|predicate| StoredEdge { subject, predicate, object })
    }
}

pub(crate) fn by_id(tables: &Tables, ids: &[ClaimId]) -> Result<IndexMap<ClaimId, Claim>, TablesError> {
    let places: HashMap<ClaimId, usize> = ids.iter().copied().zip(0..).collect();
    let mut found: HashMap<ClaimId, Claim> =
        strongest_of(tables, |stated| places.contains_key(&stated.id).then_some(stated.id))?;
    Ok(ids.iter().filter_map(|id| found.remove_entry(id)).collect())
}

pub(crate) fn behind(tables: &Tables, edges: &[StoredEdge]) -> Result<HashMap<StoredEdge, Vec<Claim>>, TablesError> {
    let wanted: FxHashSet<(&str, Predicate, &str)> =
        edges.iter().map(|e| (e.subject.as_str(), e.predicate, e.object.as_str())).collect();
    let mut all: HashMap<StoredEdge, Vec<Claim>> = HashMap::new();
    let found = strongest_of(tables, |stated| {
        let predicate = stated.predicate?;
        // What the registry adds is stated once for each document.
        wanted.contains(&(stated.subject, predicate, stated.object)).then(|| stated.edge().map(|e| (e, stated.id)))?
    })?;
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by(|(_, a), (_, b)| a.strongest_first(b));
    for ((edge, _), claim) in found {
        all.entry(edge).or_default().push(claim);
    }
    Ok(all)
}

pub(crate) fn strongest(tables: &Tables) -> Result<HashMap<StoredEdge, Claim>, TablesError> {
    strongest_of(tables, |stated| stated.edge())
}

/// The strongest claim for each key; rows without a key are passed over.
fn strongest_of<K: Eq + std::hash::Hash + Send>(
    tables: &Tables,
    key: impl Fn(&Stated<'_>) -> Option<K> + Sync,
) -> Result<HashMap<K, Claim>, TablesError> {
    let texts =
        ["document", "id", "subject", "predicate", "object", "section", "status", "rule", "origin", "quote", "place"];
    let integers = ["start", "end", "page"];
    let mut columns: Vec<_> = texts.map(|name| (name, Kind::Text)).to_vec();
    columns.extend(integers.map(|name| (name, Kind::Integer)));
    columns.extend([("confidence", Kind::Number), ("lines", Kind::Integers)]);
    let all: Mutex<HashMap<K, Claim>> = Mutex::new(HashMap::new());
    tables.table(claims::TABLE)?.scan(&columns, |batch| {
        let [document, ids, subject, predicate, object, section, status, rule, origin, quote, place] =
            texts.map(|name| batch.texts(name));
        let [start, end, page] = integers.map(|name| batch.integers(name));
        for row in 0..batch.rows() {
            let predicate = predicate.get(row)?.strip_prefix(ONTOLOGY).and_then(|local| local.parse().ok());
            let stated = Stated { id: id(&ids, row)?, subject: subject.get(row)?, predicate, object: object.get(row)? };
            let Some(key) = key(&stated) else { continue };
            let mut claim = Claim {
                id: stated.id,
                rule: rule.get(row)?.to_owned(),
                confidence: batch.number("confidence", row).unwrap_or_default(),
                status: status.get(row)?.to_owned(),
                origin: origin.get(row)?.to_owned(),
                ..Claim::default()
            };
            // Background knowledge has no place.
            if let Some(section) = section.optional(row)? {
                claim.document = document.get(row)?.to_owned();
                claim.section = section.to_owned();
                claim.lines = batch.list("lines", row).iter().filter_map(|&l| l.try_into().ok()).collect();
                claim.place = Place::located(page.number(row), place.optional(row)?.unwrap_or_default());
                claim.quote = quote.optional(row)?.unwrap_or_default().to_owned();
                claim.start = start.number(row).unwrap_or_default();
                claim.end = end.number(row).unwrap_or_default();
            }
            locked(&all, |all| match all.get_mut(&key) {
                Some(known) if known.strongest_first(&claim).is_gt() => *known = claim,
                Some(_) => {}
                None => {
                    all.insert(key, claim);
                }
            });
        }
        Ok(())
    })?;
    let mut all = all.into_inner().unwrap_or_else(PoisonError::into_inner);
    name_sections(tables, &mut all)?;
    Ok(all)
}

/// Puts the paths of sections in place of their IRIs.
fn name_sections<K>(tables: &Tables, claims: &mut HashMap<K, Claim>) -> Result<(), TablesError> {
    let wanted: FxHashSet<&str> = claims.values().map(|c| c.section.as_str()).filter(|s| !s.is_empty()).collect();
    let paths: Mutex<HashMap<String, String>> = Mutex::new(HashMap::new());
    tables.table("sections")?.scan(&[("id", Kind::Text), ("path", Kind::Text)], |batch| {
        let (ids, names) = (batch.texts("id"), batch.texts("path"));
        for row in 0..batch.rows() {
            let id = ids.get(row)?;
            if wanted.contains(id) {
                let path = names.optional(row)?.unwrap_or_default().to_owned();
                locked(&paths, |paths| paths.insert(id.to_owned(), path));
            }
        }
        Ok(())
    })?;
    let paths = paths.into_inner().unwrap_or_else(PoisonError::into_inner);
    claims.values_mut().for_each(|claim| claim.section = paths.get(&claim.section).cloned().unwrap_or_default());
    Ok(())
}
