//! The enums, the seeds, the ontology, the shapes and the reference cannot drift apart.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail with the test")]

use policygraph_model::{EntityType, Predicate};
use policygraph_ontology::{INSTRUMENTS, NAMESPACE, ONTOLOGY, TECHNOLOGIES, Terms, reference, shapes};
use policygraph_registry::Registry;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";
const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
const OWL: &str = "http://www.w3.org/2002/07/owl#";

/// Classes that are no entity type.
const OWN_CLASSES: &[&str] = &["Actor", "Organization", "Budget", "Claim", "SourceDocument", "Section", "ExchangeRate"];
/// Object properties that are neither a predicate nor the inverse of one.
const OWN_PROPERTIES: &[&str] = &["budgetOf", "currency", "convertedCurrency", "partOfTotal", "taggedWith"];

fn local(iri: &str) -> String {
    iri.strip_prefix(NAMESPACE).unwrap_or(iri).to_owned()
}

fn subjects(terms: &Terms, kind: &str) -> BTreeSet<String> {
    terms.subjects(TYPE, &format!("{OWL}{kind}")).into_iter().map(local).collect()
}

/// Compares a generated file with the one in the repository, or writes it with UPDATE_GENERATED=1.
fn generated(path: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(stored == text, "{} is not up to date: run the test with UPDATE_GENERATED=1", path.display());
}

#[test]
fn shapes_are_those_of_the_closed_lists() {
    generated("ontology/shapes.ttl", &shapes());
}

#[test]
fn the_reference_is_that_of_the_ontology() {
    generated("docs/ontology.html", &reference());
}

#[test]
fn the_ontology_has_the_closed_lists_and_nothing_else() {
    let terms = Terms::of(ONTOLOGY);
    let kinds = EntityType::ALL.iter().map(|k| k.as_str()).chain(OWN_CLASSES.iter().copied());
    assert_eq!(subjects(&terms, "Class"), kinds.map(str::to_owned).collect());
    let mut properties: BTreeSet<String> = OWN_PROPERTIES.iter().map(|p| (*p).to_owned()).collect();
    for predicate in Predicate::ALL {
        let iri = format!("{NAMESPACE}{predicate}");
        let symmetric = terms.objects(&iri, TYPE).contains(&format!("{OWL}SymmetricProperty").as_str());
        assert_eq!(symmetric, predicate.is_symmetric(), "{predicate}");
        let inverses = terms.objects(&iri, &format!("{OWL}inverseOf"));
        assert_eq!(inverses.len(), usize::from(!symmetric), "{predicate} has one inverse, or is symmetric");
        properties.insert(predicate.to_string());
        properties.extend(inverses.into_iter().map(local));
    }
    let budgets = terms.objects(&format!("{NAMESPACE}budgetOf"), &format!("{OWL}inverseOf"));
    properties.extend(budgets.into_iter().map(local));
    assert_eq!(subjects(&terms, "ObjectProperty"), properties);
}

#[test]
fn every_term_is_defined_in_both_languages() {
    let terms = Terms::of(ONTOLOGY);
    for kind in ["Class", "ObjectProperty", "DatatypeProperty"] {
        for term in terms.subjects(TYPE, &format!("{OWL}{kind}")) {
            for property in [LABEL.to_owned(), format!("{SKOS}definition")] {
                for language in ["ko", "en"] {
                    assert!(terms.text(term, &property, language).is_some(), "{term} {property} {language}");
                }
            }
        }
    }
    for name in EntityType::ALL.iter().map(|k| k.as_str()).chain(Predicate::ALL.iter().map(|p| p.as_str())) {
        let term = format!("{NAMESPACE}{name}");
        for language in ["ko", "en"] {
            assert!(terms.text(&term, &format!("{SKOS}example"), language).is_some(), "{name} has no example");
        }
    }
}

#[test]
fn technologies_are_those_of_the_seeds() {
    let terms = Terms::of(TECHNOLOGIES);
    let registry = Registry::builtin();
    let class = format!("{NAMESPACE}Technology");
    let label = format!("{SKOS}prefLabel");
    let published: BTreeMap<String, (Option<&str>, Option<&str>)> = terms
        .subjects(TYPE, &class)
        .into_iter()
        .map(|t| (t.rsplit('/').next().unwrap().to_owned(), (terms.text(t, &label, "ko"), terms.text(t, &label, "en"))))
        .collect();
    let seeds: BTreeMap<String, (Option<&str>, Option<&str>)> = registry
        .entries()
        .filter(|e| e.kind == EntityType::Technology)
        .map(|e| (e.id.clone(), (Some(e.ko.as_str()), Some(e.en.as_str()))))
        .collect();
    assert_eq!(published, seeds);
    // Each lies under a top concept.
    let broader = format!("{SKOS}broader");
    for technology in terms.subjects(TYPE, &class) {
        let mut at = technology;
        for _ in 0..5 {
            at = terms.objects(at, &broader).first().copied().unwrap_or(at);
        }
        assert!(!terms.objects(at, &format!("{SKOS}topConceptOf")).is_empty(), "{technology}");
    }
}

#[test]
fn instruments_are_labelled_and_placed() {
    let terms = Terms::of(INSTRUMENTS);
    let concept = format!("{SKOS}Concept");
    let mut count = 0;
    for instrument in terms.subjects(TYPE, &concept) {
        count += 1;
        let placed =
            ["broader", "topConceptOf"].iter().any(|p| !terms.objects(instrument, &format!("{SKOS}{p}")).is_empty());
        assert!(placed, "{instrument}");
        assert!(["ko", "en"].iter().all(|l| terms.text(instrument, &format!("{SKOS}prefLabel"), l).is_some()));
    }
    assert_eq!(count, 32);
    let words = include_str!("../../../seeds/instruments.csv");
    for row in words.lines().skip(1) {
        let (_, id) = row.rsplit_once(',').unwrap();
        let instrument = format!("https://w3id.org/policygraph/instrument/{id}");
        assert!(!terms.objects(&instrument, TYPE).is_empty(), "{row}");
    }
}
