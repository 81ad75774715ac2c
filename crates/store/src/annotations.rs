//! Results of analyses, written beside the facts.

use crate::vocabulary::{self as v, terms};
use crate::{Store, StoreError};
use oxigraph::model::{Literal, Quad};
use std::collections::HashSet;

/// A value of an entity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Annotation {
    /// Of a measure: `pg:score`.
    Score(f64),
    /// The number of its community: `pg:community`.
    Community(u32),
}

impl Store {
    /// Writes values of entities into the graph `graph:analysis-NAME`, in place of those that it had.
    ///
    /// # Arguments
    /// `description`: how they were computed.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn annotate(&self, name: &str, description: &str, values: &[(&str, Annotation)]) -> Result<(), StoreError> {
        let graph = v::named(&format!("{}{}", v::ANALYSIS_GRAPH, v::encoded(name)));
        let mut quads = HashSet::from([Quad::new(
            graph.clone(),
            terms::DESCRIPTION,
            Literal::new_simple_literal(description),
            graph.clone(),
        )]);
        for (entity, value) in values {
            let (property, value) = match value {
                Annotation::Score(score) => ("score", Literal::from(*score)),
                Annotation::Community(number) => ("community", Literal::from(i64::from(*number))),
            };
            quads.insert(Quad::new(v::named(entity), v::pg(property), value, graph.clone()));
        }
        self.replace_graph(&graph, &quads)?;
        self.flush()
    }
}
