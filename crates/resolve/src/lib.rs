//! Mentions of one document to entities with stable IRIs, and what was found between mentions to facts between entities.
//!
//! Two mentions are one entity for a reason that can be told: the same registry entry, the same name and type, a name
//! that a bracket introduced for the other, a short form (산림수산부 for 산림수산보호부), or a plan with and without the year of its
//! edition. The IRI is that of the
//! registry entry, or a hash of type, country and fullest name, so that the same document gives the same IRIs.
//!
//! ```
//! use policygraph_model::{Document, Findings};
//! use policygraph_resolve::{Overrides, resolve};
//! let registry = policygraph_registry::Registry::builtin();
//! assert!(resolve(&Document::default(), &[], &registry, &Overrides::default()).is_empty());
//! ```

mod background;
mod cluster;
mod facts;
mod implied;
mod linking;
mod namings;
mod overrides;
mod totals;
mod verdicts;

pub use overrides::{OverrideError, OverrideRow, Overrides};

use policygraph_model::{Document, Fact, Findings};
use policygraph_registry::Registry;
use rustc_hash::FxBuildHasher;

/// A map in the order in which its keys came, which is that of the output.
type Map<K, V> = indexmap::IndexMap<K, V, FxBuildHasher>;
/// A set in the order in which its members came.
type Set<T> = indexmap::IndexSet<T, FxBuildHasher>;

/// Base of the IRIs of entities.
pub const ID_BASE: &str = "https://w3id.org/policygraph/id/";

/// Turns the findings of all sections, in the order of [`Document::flatten`], into facts: entities, then relations,
/// then budgets, each in the order in which they first stand in the text.
#[must_use]
pub fn resolve(document: &Document, findings: &[Findings], registry: &Registry, overrides: &Overrides) -> Vec<Fact> {
    let findings = &linking::link(findings, registry);
    let clusters = cluster::Clusters::new(findings, registry);
    let entities = facts::entities(document, findings, &clusters, registry);
    let mut relations = facts::relations(document, findings, &clusters, &entities);
    background::add(&entities, &mut relations, registry);
    implied::add(&entities, &mut relations);
    let mut budgets = facts::budgets(document, findings, &clusters, &entities);
    totals::link(document, &relations, &mut budgets);
    let mut entities = facts::named(entities, &relations, &budgets);
    entities.iter_mut().for_each(|e| overrides.rename(e));
    let mut all: Vec<Fact> = Vec::with_capacity(entities.len() + relations.len() + budgets.len());
    all.extend(entities.into_iter().map(Fact::Entity));
    all.extend(relations.into_iter().map(Fact::Relation));
    all.extend(budgets.into_iter().map(Fact::Budget));
    overrides.judge(all)
}

#[cfg(test)]
mod tests;
