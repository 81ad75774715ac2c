//! What the documents of a store hold together, from their records: their direct triples, and the claims that state them. Each is put together by itself, so
//! that those of a large archive need not be held at the same time.

use super::{Kind, Record};
use crate::facts::{DirectFacts, DirectTriples, StatedFacts, StoredBudget, StoredEntity, budgets, entities};
use crate::strings::Strings;
use crate::vocabulary as v;
use crate::{AllClaims, PlainClaim, Relations, StoreError, StoredSection};
use indexmap::{IndexMap, IndexSet};
use oxigraph::model::{LiteralRef, NamedNodeRef, TermRef};
use policygraph_model::{ClaimId, CountryObservation, Predicate};
use rustc_hash::FxBuildHasher;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// The direct triples of all documents of a store.
#[derive(Debug, Default)]
pub struct FoldedTriples {
    strings: Strings,
    /// Subjects and objects of each predicate, as numbers of strings.
    direct: IndexMap<String, Vec<(u32, u32, Kind)>>,
    quads: u64,
}

impl FoldedTriples {
    pub(super) fn add(&mut self, record: &Record) {
        let text = |place: u32| record.strings[place as usize].as_str();
        self.quads += record.quads;
        for &(subject, predicate, object, kind) in &record.direct {
            let triple = (self.strings.number(text(subject)), self.strings.number(text(object)), kind);
            match self.direct.get_mut(text(predicate)) {
                Some(triples) => triples.push(triple),
                None => {
                    self.direct.insert(text(predicate).to_owned(), vec![triple]);
                }
            }
        }
    }

    /// Puts all in its order, once the last record is in.
    pub(super) fn finish(&mut self) {
        for triples in self.direct.values_mut() {
            triples.sort_unstable();
            triples.dedup();
        }
    }

    /// Number of quads of the documents; direct triples that several state count for each.
    #[must_use]
    pub fn quads(&self) -> u64 {
        self.quads
    }

    fn triples(&self, predicate: NamedNodeRef<'_>) -> &[(u32, u32, Kind)] {
        self.direct.get(predicate.as_str()).map_or(&[], Vec::as_slice)
    }
}

impl DirectTriples for FoldedTriples {
    fn each(&self, predicate: NamedNodeRef<'_>, mut show: impl FnMut(&str, TermRef<'_>)) -> Result<(), StoreError> {
        for &(subject, object, kind) in self.triples(predicate) {
            let object = self.strings.of(object);
            let object = match kind {
                Kind::Iri => NamedNodeRef::new_unchecked(object).into(),
                Kind::Plain => LiteralRef::new_simple_literal(object).into(),
                Kind::Korean => LiteralRef::new_language_tagged_literal_unchecked(object, "ko").into(),
                Kind::English => LiteralRef::new_language_tagged_literal_unchecked(object, "en").into(),
            };
            show(self.strings.of(subject), object);
        }
        Ok(())
    }
}

impl DirectFacts for FoldedTriples {
    fn entities(&self) -> Result<IndexMap<String, StoredEntity>, StoreError> {
        entities(self)
    }

    fn relations(&self, places: &HashMap<&str, u32>) -> Result<Relations, StoreError> {
        let mut relations = Relations::new();
        for &predicate in Predicate::ALL {
            for &(s, o, _) in self.triples(v::property(predicate).as_ref()) {
                let place = |string: u32| places.get(self.strings.of(string));
                relations.extend(place(s).zip(place(o)).map(|(&s, &o)| (s, o, predicate)));
            }
        }
        relations.sort_unstable();
        Ok(relations)
    }

    fn budgets(&self) -> Result<Vec<StoredBudget>, StoreError> {
        budgets(self)
    }
}

/// The claims of all documents of a store, and their sections and statistics.
#[derive(Debug, Default)]
pub struct FoldedClaims {
    claims: AllClaims,
    sections: Vec<StoredSection>,
    observations: Vec<CountryObservation>,
    /// The strings of claims, which those who have the same share.
    strings: IndexSet<Arc<str>, FxBuildHasher>,
}

impl FoldedClaims {
    pub(super) fn add(&mut self, record: &Record) {
        let text = |place: u32| record.strings[place as usize].as_str();
        for c in &record.claims {
            let Ok(status) = text(c.status).parse() else { continue };
            let claim = PlainClaim {
                id: ClaimId(c.id),
                subject: self.shared(text(c.subject)),
                object: self.shared(text(c.object)),
                document: self.shared(&record.name),
                section: self.shared(text(c.section)),
                status,
                confidence: c.confidence,
                years: c.years,
                amount_year: c.amount_year,
            };
            self.claims.add(text(c.predicate), claim);
        }
        self.sections.extend(record.sections.iter().map(|s| StoredSection {
            document: record.name.clone(),
            id: text(s.id).to_owned(),
            country: s.country.map(|c| text(c).to_owned()),
            lines: s.lines,
            issued: s.issued.map(|i| text(i).to_owned()),
        }));
        self.observations.extend(record.observations.iter().map(|o| CountryObservation {
            area: text(o.area).to_owned(),
            document: record.name.clone(),
            line: o.line,
            title: text(o.title).to_owned(),
            item: text(o.item).to_owned(),
            measure: text(o.measure).to_owned(),
            period: text(o.period).to_owned(),
            value: text(o.value).to_owned(),
            unit: text(o.unit).to_owned(),
            source: text(o.source).to_owned(),
        }));
    }

    fn shared(&mut self, text: &str) -> Arc<str> {
        let place = self.strings.get_index_of(text).unwrap_or_else(|| self.strings.insert_full(text.into()).0);
        Arc::clone(&self.strings[place])
    }

    /// Puts all in its order, once the last record is in.
    pub(super) fn finish(&mut self) {
        self.strings = IndexSet::default();
        self.claims.sort();
        self.sections.sort();
        self.observations.sort();
    }
}

impl StatedFacts for FoldedClaims {
    fn all_claims(&self) -> Result<Cow<'_, AllClaims>, StoreError> {
        Ok(Cow::Borrowed(&self.claims))
    }

    fn sections(&self) -> Result<Vec<StoredSection>, StoreError> {
        Ok(self.sections.clone())
    }

    fn observations(&self) -> Result<Vec<CountryObservation>, StoreError> {
        Ok(self.observations.clone())
    }
}
