//! A part of the graph by type, predicate and country.

use crate::PolicyGraph;
use policygraph_model::{EntityType, Predicate};

/// What to keep; an empty list keeps all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Types of nodes.
    pub types: Vec<EntityType>,
    /// Predicates of edges.
    pub predicates: Vec<Predicate>,
    /// ISO 3166-1 alpha-2 codes: nodes that belong to one of them.
    pub countries: Vec<String>,
}

impl Filter {
    /// The graph of the nodes and edges that pass. Edges go where one of their nodes goes.
    #[must_use]
    pub fn apply(&self, graph: &PolicyGraph) -> PolicyGraph {
        let mut part = PolicyGraph::default();
        for node in graph.graph.node_weights() {
            let kind = self.types.is_empty() || self.types.contains(&node.kind);
            let country = self.countries.is_empty() || node.countries.iter().any(|c| self.countries.contains(c));
            if kind && country {
                part.add_node(node.clone());
            }
        }
        for edge in graph.graph.edge_indices() {
            let weight = &graph.graph[edge];
            let Some((source, target)) = graph.graph.edge_endpoints(edge) else { continue };
            if self.predicates.is_empty() || self.predicates.contains(&weight.predicate) {
                // An end that was left out is no error here: it is what the filter is for.
                let _ = part.add_edge(&graph.graph[source].id, &graph.graph[target].id, weight.clone());
            }
        }
        part
    }
}
