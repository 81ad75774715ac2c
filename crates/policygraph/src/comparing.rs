//! What a comparison takes from the store, the registry and the ontology.

use anyhow::Result;
use policygraph_comparison::{Bilingual, Budget, Concept, Concepts, Context, Country, Section, Tag};
use policygraph_model::EntityType;
use policygraph_ontology::{INSTRUMENTS, TECHNOLOGIES, Terms};
use policygraph_registry::{Entry, Registry};
use policygraph_store::{AllClaims, PlainClaim, StatedFacts, StoreError, StoredBudget, StoredSection};
use std::borrow::Cow;
use std::collections::HashMap;

/// The claims of documents, and their budgets, tags, sections and statistics.
///
/// # Arguments
/// `budgets`: gives the budgets of the documents; asked for beside the rest.
pub(crate) fn read<S: StatedFacts>(
    store: &S,
    budgets: impl FnOnce() -> Result<Vec<StoredBudget>, StoreError> + Send,
) -> Result<(Cow<'_, AllClaims>, Context)> {
    let beside = || Ok::<_, StoreError>((budgets()?, store.sections()?, store.observations()?));
    let (claims, beside) = rayon::join(|| store.all_claims(), beside);
    let (claims, (budgets, sections, observations)) = (claims?, beside?);
    let mut of_budget: HashMap<&str, Vec<&PlainClaim>> = HashMap::new();
    for claim in &claims.budgets {
        of_budget.entry(&claim.subject).or_default().push(claim);
    }
    let budget = |b: StoredBudget| {
        // The strongest first.
        let claims = of_budget.get(b.id.as_str()).map_or(&[][..], Vec::as_slice);
        Budget {
            year: claims.iter().filter_map(|c| c.amount_year).min(),
            section: claims.first().map(|c| c.section.to_string()).unwrap_or_default(),
            status: claims.first().map(|c| c.status.to_string()).unwrap_or_default(),
            claims: claims.iter().map(|c| (c.id.0, c.confidence)).collect(),
            id: b.id,
            subject: b.subject,
            amount: b.amount,
            currency: b.currency,
            period: b.period,
            surface: b.surface,
            part: !b.total.is_empty(),
        }
    };
    let section = |s: StoredSection| Section {
        id: s.id,
        document: s.document,
        country: s.country,
        lines: s.lines,
        issued: s.issued,
    };
    let tag = |t: &PlainClaim| Tag {
        subject: t.subject.to_string(),
        concept: t.object.to_string(),
        claim: t.id.0,
        confidence: t.confidence,
        section: t.section.to_string(),
    };
    // Sections have tags of their own.
    let tags = claims.tags.iter().filter(|t| t.subject != t.section).map(tag);
    let context = Context {
        tags: tags.collect(),
        budgets: budgets.into_iter().map(budget).collect(),
        sections: sections.into_iter().map(section).collect(),
        observations,
    };
    Ok((claims, context))
}

/// The topics and policy instruments of the ontology.
pub(crate) fn concepts() -> Concepts {
    const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
    let mut all = Vec::new();
    for (turtle, instrument) in [(TECHNOLOGIES, false), (INSTRUMENTS, true)] {
        let mut concepts: HashMap<&str, Concept> = HashMap::new();
        let mut order = Vec::new();
        let terms = Terms::of(turtle);
        for triple in terms.triples() {
            let Some(property) = triple.predicate.strip_prefix(SKOS) else { continue };
            if !matches!(property, "inScheme" | "prefLabel" | "broader") {
                continue;
            }
            let concept = concepts.entry(&triple.subject).or_insert_with(|| {
                order.push(triple.subject.as_str());
                Concept { id: triple.subject.clone(), label: Bilingual::default(), broader: None, instrument }
            });
            match (property, triple.language.as_deref()) {
                ("broader", _) => concept.broader = Some(triple.object.clone()),
                ("prefLabel", Some("ko")) => concept.label.ko.clone_from(&triple.object),
                ("prefLabel", _) => concept.label.en.clone_from(&triple.object),
                _ => {}
            }
        }
        all.extend(order.into_iter().filter_map(|id| concepts.remove(id)));
    }
    all.into_iter().collect()
}

/// A country of the registry.
pub(crate) fn country(entry: &Entry) -> Country {
    Country { code: entry.country.clone().unwrap_or_default(), label: Bilingual::new(&entry.ko, &entry.en) }
}

/// What a word in the name of a programme says of its purpose: nothing if it names a country, or is no more than a
/// kind of programme.
pub(crate) fn keyword(registry: &Registry, word: &str) -> Option<String> {
    let lexicon = registry.lexicon();
    let mut rest = word;
    // Class words of English are written with a capital.
    let class_of = |word: &str| {
        let mut letters = word.chars();
        let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
        lexicon.class_of(&capital).map(|c| (c.word.to_lowercase(), c.kind))
    };
    while let Some((class, kind)) = class_of(rest) {
        let measure = matches!(kind, EntityType::Program | EntityType::Legislation | EntityType::Document);
        let Some(stem) = rest.strip_suffix(class.as_str()).filter(|_| measure) else { break };
        rest = stem;
    }
    let says = rest.chars().count() > 1 && !lexicon.is_generic(rest) && registry.country_named(rest).is_none();
    says.then(|| rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_programmes_and_countries_say_nothing_of_purpose() {
        let registry = Registry::builtin();
        let of = |word| keyword(&registry, word);
        assert_eq!(of("신성장전략").as_deref(), Some("신성장"));
        assert_eq!((of("계획"), of("일본"), of("strategy")), (None, None, None));
    }

    #[test]
    fn every_concept_has_names_and_a_field() {
        let concepts = concepts();
        assert!(concepts.iter().count() > 150);
        for concept in concepts.iter() {
            assert!(!concept.label.ko.is_empty() && !concept.label.en.is_empty(), "{}", concept.id);
            assert!(concepts.top(&concept.id).unwrap().broader.is_none(), "{}", concept.id);
        }
    }
}
