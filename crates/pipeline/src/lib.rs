//! The line from a file to its facts: reading and layout, extraction, resolution. It knows no store, server or command line, so that
//! whatever wants the facts of a text can have them from here.
//!
//! ```
//! use policygraph_pipeline::Pipeline;
//! let pipeline = Pipeline::new(policygraph_registry::Registry::builtin());
//! let document = pipeline.lay_out("a.txt", "일본 총무성은 회의를 개최했다.\n".as_bytes()).unwrap();
//! assert!(!pipeline.facts(&document).is_empty());
//! ```

use policygraph_extract_entities::{KnownNames, Names};
use policygraph_extract_relations::{Facts, plan};
use policygraph_korean::analysis::Analysis;
pub use policygraph_layout::{Damage, Decoded, ReadError, digest};
use policygraph_model::{Document, Evidence, Extractor, Fact, Findings, Section, SectionText};
use policygraph_registry::Registry;
use policygraph_resolve::Overrides;
use rayon::prelude::*;
use std::sync::Arc;

/// The stages with the registry that they share.
#[derive(Debug, Clone)]
pub struct Pipeline {
    registry: Arc<Registry>,
    overrides: Overrides,
    damage: Damage,
}

impl Pipeline {
    /// A pipeline over this registry.
    #[must_use]
    pub fn new(registry: Arc<Registry>) -> Self {
        Self { registry, overrides: Overrides::default(), damage: Damage::Noted }
    }

    /// The pipeline with a user's overrides.
    #[must_use]
    pub fn with_overrides(self, overrides: Overrides) -> Self {
        Self { overrides, ..self }
    }

    /// The pipeline that does this with damaged characters.
    #[must_use]
    pub fn with_damage(self, damage: Damage) -> Self {
        Self { damage, ..self }
    }

    /// The overrides it honours.
    #[must_use]
    pub fn overrides(&self) -> &Overrides {
        &self.overrides
    }

    /// The registry it uses.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// Reads and lays out the bytes of a file.
    ///
    /// # Errors
    /// The bytes are no text.
    pub fn lay_out(&self, name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
        Ok(self.lay_out_text(name, &policygraph_layout::read(bytes, self.damage)?))
    }

    /// Lays out a text that something else has read.
    #[must_use]
    pub fn lay_out_text(&self, name: &str, decoded: &Decoded) -> Document {
        policygraph_layout::lay_out(name, decoded, &self.registry)
    }

    /// The names in the sections of a document.
    fn names(&self, sections: &[&Section]) -> Vec<Findings> {
        let names = Names::new(&self.registry);
        let mut findings: Vec<Findings> = sections
            .par_iter()
            .map(|section| {
                let mut found = Findings::default();
                names.extract(section, &mut found);
                found
            })
            .collect();
        // One sense a document: what any section introduced is found in all.
        let known = KnownNames::new(&findings);
        findings.par_iter_mut().zip(sections).for_each(|(found, section)| {
            known.extract(section, found);
            self.overrides.apply(found, &self.registry);
        });
        findings
    }

    /// The relations and budgets of the sections of a document, added to their names.
    fn relations(&self, sections: &[&Section], findings: &mut [Findings]) {
        let facts = Facts::new(&self.registry);
        // Who runs the plan that a document is, one of its first sections says for all.
        let (mut runners, mut read) = (Vec::new(), 0);
        let is_plan = findings.iter().take(SECTIONS_ON_RUNNER).any(plan::is_of_plan);
        while runners.is_empty() && read < sections.len().min(SECTIONS_ON_RUNNER) && is_plan {
            facts.extract(sections[read], &mut findings[read]);
            runners = plan::runners(sections[read], &findings[read]);
            read += 1;
        }
        findings[read..].par_iter_mut().zip(&sections[read..]).for_each(|(found, section)| {
            plan::tell(&runners, found);
            facts.extract(section, found);
        });
    }

    /// The grammar of each text of a document: its section, the text and its words, phrases and clauses.
    #[must_use]
    pub fn grammar<'d>(&self, document: &'d Document) -> Vec<(&'d Section, &'d str, Analysis)> {
        let sections = document.flatten();
        let findings = self.names(&sections);
        let mut out = Vec::new();
        for (section, found) in sections.iter().zip(&findings) {
            for (number, analysis) in policygraph_extract_relations::grammar(section, found, &self.registry) {
                let text = SectionText::get(section, number).map_or("", |t| t.as_str());
                out.push((*section, text, analysis));
            }
        }
        out
    }

    /// The facts of a document. Sections are read in parallel; the result does not depend on the number of threads.
    #[must_use]
    pub fn facts(&self, document: &Document) -> Vec<Fact> {
        let sections = document.flatten();
        let mut findings = self.names(&sections);
        self.relations(&sections, &mut findings);
        let mut facts = policygraph_resolve::resolve(document, &findings, &self.registry, &self.overrides);
        let tags = policygraph_extract_tags::tags(document, &facts, &self.registry);
        let observations = policygraph_extract_statistics::observations(document, &self.registry);
        facts.reserve(tags.len() + observations.len());
        facts.extend(tags.into_iter().map(Fact::Tag));
        facts.extend(observations.into_iter().map(Fact::Observation));
        doubt_recognized(document, &mut facts);
        facts
    }
}

/// Sections of a plan in which it is looked for who runs it, before the rest is read.
const SECTIONS_ON_RUNNER: usize = 6;

/// How much surer a fact is whose words were printed than one whose words were recognized in a picture.
const RECOGNIZED: f64 = 0.8;

/// Lowers the confidence of what stands in words that were recognized in a picture.
fn doubt_recognized(document: &Document, facts: &mut [Fact]) {
    let doubt = |evidence: &mut Evidence| {
        let recognized = document.places.at(evidence.start).is_some_and(|p| p.recognized);
        evidence.confidence *= if recognized { RECOGNIZED } else { 1.0 };
        recognized
    };
    for fact in facts {
        match fact {
            Fact::Relation(relation) => {
                let doubted = relation.evidence.iter_mut().map(doubt).filter(|d| *d).count();
                if doubted > 0 && doubted == relation.evidence.len() {
                    relation.confidence *= RECOGNIZED;
                }
            }
            Fact::Budget(budget) => {
                doubt(&mut budget.evidence);
            }
            Fact::Tag(tag) => {
                doubt(&mut tag.evidence);
            }
            Fact::Entity(_) | Fact::Observation(_) => {}
        }
    }
}
