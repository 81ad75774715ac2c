//! Entities and budgets from their direct triples, which may come in any order, and as often as documents repeat them.

use crate::value::text;
use crate::vocabulary::{ONTOLOGY, terms};
use crate::{StoreError, StoredBudget, StoredEntity};
use indexmap::IndexMap;
use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNodeRef, Term, TermRef};
use policygraph_model::EntityType;
use rustc_hash::FxBuildHasher;
use std::str::FromStr;

/// Entities that are put together from their triples.
#[derive(Debug, Default)]
pub struct Entities {
    found: IndexMap<String, Parts, FxBuildHasher>,
}

/// What triples say of one subject: each thing once.
#[derive(Debug, Default)]
struct Parts {
    kinds: Vec<EntityType>,
    labels: Vec<Name>,
    other_names: Vec<Name>,
    countries: Vec<String>,
}

/// A name, and whether it is English.
type Name = (String, bool);

/// The property that gives the code of a country.
const COUNTRY_CODE: &str = "countryCode";

impl Entities {
    /// The properties that they are made of.
    pub(crate) fn properties() -> [String; 4] {
        let of = |p: NamedNodeRef<'_>| p.as_str().to_owned();
        [of(rdf::TYPE), of(terms::PREF_LABEL), of(terms::ALT_LABEL), format!("{ONTOLOGY}{COUNTRY_CODE}")]
    }

    /// Whether they are made of triples of this property.
    #[must_use]
    pub fn takes(property: &str) -> bool {
        [rdf::TYPE, terms::PREF_LABEL, terms::ALT_LABEL].iter().any(|p| p.as_str() == property)
            || property.strip_prefix(ONTOLOGY) == Some(COUNTRY_CODE)
    }

    /// Adds a triple.
    ///
    /// # Arguments
    /// `object`: a term of N-Triples.
    ///
    /// # Errors
    /// The object is no such term.
    pub fn add(&mut self, subject: &str, property: &str, object: &str) -> Result<(), StoreError> {
        self.put(subject, property, term(object)?.as_ref());
        Ok(())
    }

    pub(crate) fn put(&mut self, subject: &str, property: &str, object: TermRef<'_>) {
        if property == rdf::TYPE.as_str() {
            let TermRef::NamedNode(class) = object else { return };
            let kind = class.as_str().strip_prefix(ONTOLOGY).and_then(|local| local.parse().ok());
            if let Some(kind) = kind {
                add_once(&mut self.of(subject).kinds, kind);
            }
        } else if property.strip_prefix(ONTOLOGY) == Some(COUNTRY_CODE) {
            add_once(&mut self.of(subject).countries, text(object).into_owned());
        } else if let TermRef::Literal(name) = object {
            let parts = self.of(subject);
            let names = if property == terms::PREF_LABEL.as_str() { &mut parts.labels } else { &mut parts.other_names };
            let english = name.language() == Some("en");
            add_once(names, (name.value().to_owned(), english));
        }
    }

    fn of(&mut self, subject: &str) -> &mut Parts {
        if !self.found.contains_key(subject) {
            self.found.insert(subject.to_owned(), Parts::default());
        }
        &mut self.found[subject]
    }

    /// The subjects that have the type of an entity, by IRI.
    #[must_use]
    pub fn finish(mut self) -> IndexMap<String, StoredEntity> {
        self.found.retain(|_, parts| !parts.kinds.is_empty());
        self.found.sort_unstable_keys();
        self.found.into_iter().map(|(id, parts)| (id.clone(), parts.entity(id))).collect()
    }
}

fn add_once<T: PartialEq>(list: &mut Vec<T>, value: T) {
    if !list.contains(&value) {
        // Most entities have one of each.
        list.reserve_exact(1);
        list.push(value);
    }
}

impl Parts {
    /// Where several labels could be the one, the first in the order of their text is, and the last of the English ones.
    fn entity(mut self, id: String) -> StoredEntity {
        self.kinds.sort_unstable_by_key(|kind| kind.as_str());
        self.labels.sort_unstable();
        self.other_names.sort_unstable();
        self.countries.sort_unstable();
        let label = self.labels.iter().find(|(name, english)| !english && !name.is_empty());
        let label = label.or_else(|| self.labels.first()).or_else(|| self.other_names.first());
        StoredEntity {
            label: label.map_or_else(|| id.clone(), |(name, _)| name.clone()),
            label_en: self.labels.iter().rfind(|(_, english)| *english).map(|(name, _)| name.clone()),
            names: self.labels.into_iter().chain(self.other_names).map(|(name, _)| name).collect(),
            kinds: self.kinds,
            countries: self.countries,
            id,
        }
    }
}

/// Budgets that are put together from their triples.
#[derive(Debug, Default)]
pub struct Budgets {
    found: IndexMap<String, StoredBudget, FxBuildHasher>,
}

/// The properties of budgets, by their local names.
const OF_BUDGETS: [&str; 8] =
    ["budgetOf", "amountValue", "currencyCode", "period", "surface", "partOfTotal", "partsComplete", "budgetRole"];

impl Budgets {
    /// The properties that they are made of.
    pub(crate) fn properties() -> [String; 8] {
        OF_BUDGETS.map(|local| format!("{ONTOLOGY}{local}"))
    }

    /// Whether they are made of triples of this property.
    #[must_use]
    pub fn takes(property: &str) -> bool {
        property.strip_prefix(ONTOLOGY).is_some_and(|local| OF_BUDGETS.contains(&local))
    }

    /// Adds a triple.
    ///
    /// # Arguments
    /// `object`: a term of N-Triples.
    ///
    /// # Errors
    /// The object is no such term.
    pub fn add(&mut self, subject: &str, property: &str, object: &str) -> Result<(), StoreError> {
        self.put(subject, property, term(object)?.as_ref());
        Ok(())
    }

    /// Where documents disagree, the last value in the order of their text counts.
    pub(crate) fn put(&mut self, subject: &str, property: &str, object: TermRef<'_>) {
        let value = text(object);
        let budget = self.found.entry(subject.to_owned()).or_default();
        let field = match property.strip_prefix(ONTOLOGY) {
            Some("budgetOf") => &mut budget.subject,
            Some("amountValue") => &mut budget.amount,
            Some("currencyCode") => &mut budget.currency,
            Some("period") => &mut budget.period,
            Some("surface") => &mut budget.surface,
            Some("partOfTotal") => &mut budget.total,
            Some("budgetRole") => &mut budget.role,
            Some("partsComplete") => {
                // A store may write booleans in either of their forms.
                budget.complete |= matches!(&*value, "true" | "1");
                return;
            }
            _ => return,
        };
        if *value > **field {
            *field = value.into_owned();
        }
    }

    /// Those that are somebody's, by IRI.
    #[must_use]
    pub fn finish(mut self) -> Vec<StoredBudget> {
        self.found.retain(|_, budget| !budget.subject.is_empty());
        self.found.sort_unstable_keys();
        self.found.into_iter().map(|(id, budget)| StoredBudget { id, ..budget }).collect()
    }
}

fn term(object: &str) -> Result<Term, StoreError> {
    Term::from_str(object).map_err(|e| StoreError::Rdf(format!("`{object}` is no term of N-Triples: {e}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_repetition_do_not_matter() {
        let class = format!("<{ONTOLOGY}Company>");
        let code = format!("{ONTOLOGY}{COUNTRY_CODE}");
        let [label, other] = [terms::PREF_LABEL, terms::ALT_LABEL].map(|p| p.as_str().to_owned());
        let mut triples = vec![
            ("a", rdf::TYPE.as_str(), class.as_str()),
            ("a", &label, "\"가\"@ko"),
            ("a", &label, "\"A \\\"b\\\"\"@en"),
            ("a", &other, "\"AB\"@en"),
            ("a", &code, "\"KR\""),
            ("a", &code, "\"KR\""),
            ("section", &code, "\"JP\""),
        ];
        let collect = |triples: &[(&str, &str, &str)]| {
            let mut entities = Entities::default();
            triples.iter().for_each(|(s, p, o)| entities.add(s, p, o).unwrap());
            entities.finish()
        };
        let entities = collect(&triples);
        assert_eq!(entities.len(), 1);
        let a = &entities["a"];
        assert_eq!((a.label.as_str(), a.label_en.as_deref()), ("가", Some("A \"b\"")));
        assert_eq!((a.names.len(), a.countries.as_slice()), (3, ["KR".to_owned()].as_slice()));
        triples.reverse();
        assert_eq!(collect(&triples), entities);
        assert!(Entities::default().add("a", &label, "no term").is_err());
    }

    #[test]
    fn a_budget_is_somebodys() {
        let mut budgets = Budgets::default();
        let add = |budgets: &mut Budgets, id: &str, local: &str, object: &str| {
            budgets.add(id, &format!("{ONTOLOGY}{local}"), object).unwrap();
        };
        add(&mut budgets, "b", "amountValue", "\"22000000000\"^^<http://www.w3.org/2001/XMLSchema#decimal>");
        add(&mut budgets, "b", "budgetOf", "<https://example.org/p>");
        add(&mut budgets, "c", "period", "\"2021\"");
        let all = budgets.finish();
        assert_eq!(all.len(), 1);
        assert_eq!((all[0].id.as_str(), all[0].amount.as_str()), ("b", "22000000000"));
        assert_eq!(all[0].subject, "https://example.org/p");
    }
}
