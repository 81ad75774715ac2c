//! Facts as a directed typed multigraph on petgraph, with the measures of network analysis and exports to its tools.
//!
//! The crate knows no store: nodes and edges are added one by one, and interned by their ids.
//!
//! ```
//! use policygraph_graph::{Edge, Node, PolicyGraph, pagerank};
//! use policygraph_model::{EntityType, Predicate};
//! let mut graph = PolicyGraph::default();
//! let node = |id: &str, kind| Node { id: id.into(), kind, label: id.into(), label_en: None, countries: vec![] };
//! graph.add_node(node("a", EntityType::Company));
//! graph.add_node(node("p", EntityType::Program));
//! graph.add_edge("a", "p", Edge::new(Predicate::ParticipatesIn)).unwrap();
//! let ranks = pagerank(&graph);
//! assert!(ranks[1] > ranks[0]);
//! ```

mod betweenness;
mod centrality;
pub mod export;
mod filter;
mod paths;

pub use betweenness::betweenness;
pub use centrality::{Direction, degree, pagerank};
pub use filter::Filter;
pub use paths::{Hop, shortest_paths};

use indexmap::IndexMap;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use policygraph_model::{EntityType, Predicate};

/// An entity in the graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// IRI.
    pub id: String,
    /// Type.
    pub kind: EntityType,
    /// Korean label, or the name as the text has it.
    pub label: String,
    /// English label, where known.
    pub label_en: Option<String>,
    /// ISO 3166-1 alpha-2 codes of the countries it belongs to.
    pub countries: Vec<String>,
}

/// A relation in the graph.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// Predicate.
    pub predicate: Predicate,
    /// Confidence of the strongest evidence, 0 to 1.
    pub confidence: f64,
    /// Words of the strongest evidence; empty for background knowledge.
    pub quote: String,
    /// Where they stand: document and lines.
    pub source: String,
}

impl Edge {
    /// An edge without evidence.
    #[must_use]
    pub fn new(predicate: Predicate) -> Self {
        Self { predicate, confidence: 1.0, quote: String::new(), source: String::new() }
    }
}

/// An edge was added between nodes that are not there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the graph has no node `{id}`")]
pub struct MissingNode {
    /// The id.
    pub id: String,
}

/// A directed typed multigraph of entities.
#[derive(Debug, Clone, Default)]
pub struct PolicyGraph {
    graph: DiGraph<Node, Edge>,
    index: IndexMap<String, NodeIndex>,
}

impl PolicyGraph {
    /// Adds a node; one with a known id is left as it is.
    pub fn add_node(&mut self, node: Node) -> NodeIndex {
        if let Some(&known) = self.index.get(&node.id) {
            return known;
        }
        let id = node.id.clone();
        let index = self.graph.add_node(node);
        self.index.insert(id, index);
        index
    }

    /// Adds an edge between two nodes by their ids.
    ///
    /// # Errors
    /// One of them is not there.
    pub fn add_edge(&mut self, source: &str, target: &str, edge: Edge) -> Result<EdgeIndex, MissingNode> {
        let end = |id: &str| self.index.get(id).copied().ok_or_else(|| MissingNode { id: id.to_owned() });
        let (source, target) = (end(source)?, end(target)?);
        Ok(self.graph.add_edge(source, target, edge))
    }

    /// The petgraph graph. Node indices run from 0 in the order of adding.
    #[must_use]
    pub fn graph(&self) -> &DiGraph<Node, Edge> {
        &self.graph
    }

    /// The node with this id.
    #[must_use]
    pub fn node(&self, id: &str) -> Option<NodeIndex> {
        self.index.get(id).copied()
    }
}

#[cfg(test)]
pub(crate) mod testing {
    use super::*;

    /// A graph of `n` companies with edges between them.
    pub(crate) fn graph(n: usize, edges: &[(usize, usize)]) -> PolicyGraph {
        let mut graph = PolicyGraph::default();
        for i in 0..n {
            graph.add_node(Node {
                id: format!("n{i}"),
                kind: EntityType::Company,
                label: format!("회사 <{i}> & \"co\""),
                label_en: (i == 0).then(|| "Company zero".to_owned()),
                countries: if i % 2 == 0 { vec!["KR".to_owned()] } else { Vec::new() },
            });
        }
        for (a, b) in edges {
            let edge = Edge {
                quote: "가\n나, \"다\"\u{1}".to_owned(),
                source: "d:3".to_owned(),
                confidence: 0.5,
                ..Edge::new(Predicate::PartnersWith)
            };
            graph.add_edge(&format!("n{a}"), &format!("n{b}"), edge).unwrap();
        }
        graph
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_are_interned() {
        let mut graph = testing::graph(2, &[(0, 1)]);
        let again = graph.add_node(Node { label: "other".into(), ..graph.graph()[NodeIndex::new(0)].clone() });
        assert_eq!((again.index(), graph.graph().node_count()), (0, 2));
        assert_eq!(graph.add_edge("n0", "x", Edge::new(Predicate::Leads)), Err(MissingNode { id: "x".into() }));
    }

    #[test]
    fn a_filter_keeps_edges_between_kept_nodes() {
        let graph = testing::graph(3, &[(0, 1), (0, 2)]);
        let part = Filter { countries: vec!["KR".into()], ..Filter::default() }.apply(&graph);
        assert_eq!((part.graph().node_count(), part.graph().edge_count()), (2, 1));
        let part = Filter { predicates: vec![Predicate::Leads], ..Filter::default() }.apply(&graph);
        assert_eq!((part.graph().node_count(), part.graph().edge_count()), (3, 0));
    }
}
