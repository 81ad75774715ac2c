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
    let stated: Set<(&str, Predicate, &str)> = relations.iter().map(|r| (r.s.as_str(), r.p, r.o.as_str())).collect();
    let named: Map<&str, &str> = entities.values().map(|e| (of_registry(&e.id), e.id.as_str())).collect();
    let mut added = Vec::new();
    for entity in entities.values() {
        let id = of_registry(&entity.id);
        let whole = registry.whole(id);
        let predicate = match entity.kind {
            _ if whole.is_some_and(|w| named.contains_key(w.id.as_str())) => Predicate::PartOf,
            EntityType::GovernmentAgency => Predicate::HasJurisdiction,
            EntityType::Place => Predicate::LocatedIn,
            EntityType::Company
            | EntityType::ResearchOrganization
            | EntityType::Association
            | EntityType::MediaOrganization => Predicate::BasedIn,
            _ => continue,
        };
        // Only what the registry itself holds; a country that a heading gave is in the text's relations already.
        let country = || registry.country(registry.get(id)?.country.as_deref()?);
        let Some(other) = whole.filter(|_| predicate == Predicate::PartOf).or_else(country) else { continue };
        let Some(&object) = named.get(other.id.as_str()) else { continue };
        if !stated.contains(&(entity.id.as_str(), predicate, object)) {
            added.push(Relation {
                s: entity.id.clone(),
                p: predicate,
                o: object.to_owned(),
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

/// The id of the registry in that of an entity.
fn of_registry(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or_default()
}
