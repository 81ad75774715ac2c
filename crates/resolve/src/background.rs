//! What the registry knows about the entities of a document: their country, or the body of which they are organs.
//!
//! Such relations carry the origin `registry` and no quote, and are told apart from what was read everywhere. They are
//! added only between entities that the document names, so that they never bring in a country of their own.

use crate::facts::Entities;
use crate::{Map, Set};
use policygraph_model::{EntityType, Origin, Predicate, Relation, Status};
use policygraph_registry::Registry;

/// Ids of the rules, as evidence names them.
const COUNTRY: &str = "registry-country";
const WHOLE: &str = "registry-whole";

pub(crate) fn add(entities: &Entities, relations: &mut Vec<Relation>, registry: &Registry) {
    let stated: Set<(String, Predicate, String)> = relations.iter().map(|r| (r.s.clone(), r.p, r.o.clone())).collect();
    let of_registry = |id: &str| id.rsplit('/').next().unwrap_or_default().to_owned();
    let named: Map<String, &str> = entities.values().map(|e| (of_registry(&e.id), e.id.as_str())).collect();
    let mut added = Vec::new();
    for entity in entities.values() {
        let id = of_registry(&entity.id);
        let whole = registry.whole(&id);
        let predicate = match entity.kind {
            _ if whole.is_some_and(|w| named.contains_key(&w.id)) => Predicate::PartOf,
            EntityType::GovernmentAgency => Predicate::HasJurisdiction,
            EntityType::Place => Predicate::LocatedIn,
            EntityType::Company
            | EntityType::ResearchOrganization
            | EntityType::Association
            | EntityType::MediaOrganization => Predicate::BasedIn,
            _ => continue,
        };
        // Only what the registry itself holds; a country that a heading gave is in the text's relations already.
        let country = || registry.country(registry.get(&id)?.country.as_deref()?);
        let Some(other) = whole.filter(|_| predicate == Predicate::PartOf).or_else(country) else { continue };
        let Some(&object) = named.get(&other.id) else { continue };
        let triple = (entity.id.clone(), predicate, object.to_owned());
        if !stated.contains(&triple) {
            added.push(Relation {
                s: triple.0,
                p: predicate,
                o: triple.2,
                lines: Vec::new(),
                quote: String::new(),
                confidence: 1.0,
                rule: if predicate == Predicate::PartOf { WHOLE } else { COUNTRY }.to_owned(),
                origin: Origin::Registry,
                status: Status::Stated,
                valid: None,
                evidence: Vec::new(),
            });
        }
    }
    relations.extend(added);
}
