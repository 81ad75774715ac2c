//! The direct triples: entities, relations, budgets.

use crate::batch::{Batch, Kind};
use crate::table::Table;
use crate::{TablesError, locked};
use indexmap::IndexMap;
use policygraph_model::Predicate;
use policygraph_store::vocabulary::property;
use policygraph_store::{Budgets, Entities, Relations, StoreError, StoredBudget, StoredEntity};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

pub(crate) const TABLE: &str = "triples";

const COLUMNS: [(&str, Kind); 3] = [("subject", Kind::Text), ("predicate", Kind::Text), ("object", Kind::Text)];

pub(crate) fn entities(table: &Table) -> Result<IndexMap<String, StoredEntity>, TablesError> {
    Ok(collected(table, Entities::takes, Entities::add)?.finish())
}

pub(crate) fn budgets(table: &Table) -> Result<Vec<StoredBudget>, TablesError> {
    Ok(collected(table, Budgets::takes, Budgets::add)?.finish())
}

/// What the triples of some predicates make together.
fn collected<C: Default + Send>(
    table: &Table,
    takes: fn(&str) -> bool,
    add: fn(&mut C, &str, &str, &str) -> Result<(), StoreError>,
) -> Result<C, TablesError> {
    let all = Mutex::new(C::default());
    table.scan(&COLUMNS, |batch| {
        let (subjects, predicates, objects) = columns(batch);
        for row in 0..batch.rows() {
            let predicate = predicates.get(row)?;
            if takes(predicate) {
                let (subject, object) = (subjects.get(row)?, objects.get(row)?);
                locked(&all, |all| add(all, subject, predicate, object)).map_err(|e| objects.wrong(e.to_string()))?;
            }
        }
        Ok(())
    })?;
    Ok(all.into_inner().unwrap_or_else(PoisonError::into_inner))
}

/// The relations between some entities, each once.
pub(crate) fn relations(table: &Table, places: &HashMap<&str, u32>) -> Result<Relations, TablesError> {
    let properties: FxHashMap<String, Predicate> =
        Predicate::ALL.iter().map(|&p| (property(p).into_string(), p)).collect();
    let all = Mutex::new(Relations::new());
    table.scan(&COLUMNS, |batch| {
        let (subjects, predicates, objects) = columns(batch);
        let mut found = Relations::new();
        for row in 0..batch.rows() {
            let Some(&predicate) = properties.get(predicates.get(row)?) else { continue };
            let object = iri(objects.get(row)?).and_then(|iri| places.get(iri));
            found.extend(places.get(subjects.get(row)?).zip(object).map(|(&s, &o)| (s, o, predicate)));
        }
        locked(&all, |all| all.append(&mut found));
        Ok(())
    })?;
    let mut all = all.into_inner().unwrap_or_else(PoisonError::into_inner);
    all.par_sort_unstable();
    all.dedup();
    Ok(all)
}

/// Subjects, predicates and objects.
fn columns<'b>(batch: &'b Batch<'_>) -> (crate::batch::Texts<'b>, crate::batch::Texts<'b>, crate::batch::Texts<'b>) {
    (batch.texts("subject"), batch.texts("predicate"), batch.texts("object"))
}

/// The IRI that a term of N-Triples is.
fn iri(term: &str) -> Option<&str> {
    term.strip_prefix('<')?.strip_suffix('>')
}
