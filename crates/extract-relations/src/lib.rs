//! Relations and budgets between the names that were found in a section.
//!
//! Relations come from the place of a name (its heading, its table row), from names that stand side by side, and from
//! clauses: who does (은/는/이/가) what (을/를) with whom (와/과) where (에), by the verb frames of `seeds/frames.csv`.
//! Budgets are amounts of money bound to the programme or actor of their clause.

mod anaphora;
mod antecedents;
mod budget;
mod grammar;
mod mention_rules;
mod partial_names;
mod parts;
pub mod plan;
mod roles;
mod rules;
mod status;
mod things;
mod view;

use policygraph_korean::analysis::Analysis;
use policygraph_model::{Extractor, Findings, Section};
use policygraph_registry::Registry;
use view::View;

/// Finds the relations of a section by the rules in `rules/`, and its budgets by those in `budget/`.
#[derive(Debug)]
pub struct Facts<'a> {
    registry: &'a Registry,
}

impl<'a> Facts<'a> {
    /// An extractor that uses the verb frames and currencies of this registry.
    #[must_use]
    pub fn new(registry: &'a Registry) -> Self {
        Self { registry }
    }
}

impl Extractor for Facts<'_> {
    fn extract(&self, section: &Section, found: &mut Findings) {
        let mut relations = Vec::new();
        let view = View::new(section, found, self.registry);
        for rule in rules::ALL {
            rule(&view, &mut relations);
        }
        let budgets = budget::read(&view);
        found.relations.extend(relations);
        found.budgets.extend(budgets);
    }
}

/// The grammar of each text of a section, by its number, with the names that were found in it: what the rules read.
#[must_use]
pub fn grammar(section: &Section, found: &Findings, registry: &Registry) -> Vec<(usize, Analysis)> {
    let view = View::new(section, found, registry);
    let texts = view.grammar.iter().enumerate();
    texts.filter_map(|(text, grammar)| Some((text, grammar.as_ref()?.analysis().clone()))).collect()
}

#[cfg(test)]
mod tests;
