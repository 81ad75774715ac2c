//! Facts as a directed typed multigraph on petgraph: parts of it, networks of it for the measures of `policygraph-network`, paths by
//! pattern, and exports to the tools of network analysis.
//!
//! The crate knows no store: nodes and edges are added one by one, and interned by their ids.
//!
//! ```
//! use policygraph_graph::{Edge, Node, PolicyGraph, Weight};
//! use policygraph_model::{EntityType, Predicate};
//! use policygraph_network::{Iteration, Kind, pagerank};
//! let mut graph = PolicyGraph::default();
//! graph.add_node(Node::new("a", EntityType::Company));
//! graph.add_node(Node::new("p", EntityType::Program));
//! graph.add_edge("a", "p", Edge::new(Predicate::ParticipatesIn)).unwrap();
//! let ranks = pagerank(&graph.network(Kind::Directed, Weight::One), 0.85, &[], Iteration::default(), &()).unwrap();
//! assert!(ranks[1] > ranks[0]);
//! ```

mod detour;
pub mod export;
mod filter;
mod one_mode;
mod pattern;
pub mod search;
mod snapshot;

pub use detour::shortest_around;
pub use filter::{Filter, Test};
pub use one_mode::{OneMode, Projection};
pub use pattern::{Pattern, PatternError};

use hashbrown::HashTable;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use policygraph_model::{ClaimId, EntityType, Predicate, Status};
use policygraph_network::{Kind, Merge, Network};
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;

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
    /// Names beside the labels.
    pub other_names: Vec<String>,
    /// ISO 3166-1 alpha-2 codes of the countries it belongs to.
    pub countries: Vec<String>,
}

impl Node {
    /// A node that is called by its id.
    #[must_use]
    pub fn new(id: &str, kind: EntityType) -> Self {
        let (id, label) = (id.to_owned(), id.to_owned());
        Self { id, kind, label, label_en: None, other_names: Vec::new(), countries: Vec::new() }
    }

    /// All names, labels first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.label).chain(&self.label_en).chain(&self.other_names).map(String::as_str)
    }
}

/// A statement of a relation, without its words, which the store has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Statement {
    /// The claim.
    pub claim: ClaimId,
    /// Index in [`PolicyGraph::documents`] of the document that states it, or on occasion of which background knowledge was added.
    pub document: Option<u32>,
    /// Index in [`PolicyGraph::sections`] of the section in which its words stand.
    pub section: Option<u32>,
    /// How firmly it is stated.
    pub status: Status,
    /// Estimated probability that it is true as stated.
    pub confidence: f64,
    /// The first and last year for which it is stated, or that of the event or of the text.
    pub years: Option<(i16, i16)>,
}

/// The words that prove a relation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The strongest quote; empty for background knowledge.
    pub quote: String,
    /// Where it stands: document and lines.
    pub source: String,
}

/// A relation in the graph.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// Predicate.
    pub predicate: Predicate,
    /// Apart, so that the edges of a large graph take little memory where only they are read.
    details: Option<Box<Details>>,
}

#[derive(Debug, Clone, Default, PartialEq)]
struct Details {
    statements: Box<[Statement]>,
    evidence: Option<Box<Evidence>>,
}

impl Edge {
    /// An edge whose statements were not read.
    #[must_use]
    pub fn new(predicate: Predicate) -> Self {
        Self { predicate, details: None }
    }

    /// An edge with what states it.
    #[must_use]
    pub fn stated(predicate: Predicate, statements: Vec<Statement>) -> Self {
        let mut edge = Self::new(predicate);
        edge.set_statements(statements);
        edge
    }

    /// What states it; empty where statements were not read.
    #[must_use]
    pub fn statements(&self) -> &[Statement] {
        self.details.as_ref().map_or(&[], |d| &d.statements)
    }

    /// Its words, where they were read.
    #[must_use]
    pub fn evidence(&self) -> Option<&Evidence> {
        self.details.as_ref()?.evidence.as_deref()
    }

    /// Confidence of the strongest statement, 0 to 1; 1 where statements were not read.
    #[must_use]
    pub fn confidence(&self) -> f64 {
        self.statements().iter().map(|s| s.confidence).reduce(f64::max).unwrap_or(1.0)
    }

    fn set_statements(&mut self, statements: Vec<Statement>) {
        if !statements.is_empty() || self.details.is_some() {
            self.details.get_or_insert_default().statements = statements.into_boxed_slice();
        }
    }
}

/// What an edge weighs in a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weight {
    /// Nothing: the network has no weights.
    #[default]
    One,
    /// Each relation between two nodes counts 1.
    Relations,
    /// Each statement of a relation counts 1.
    Statements,
    /// Each relation counts the confidence of its strongest statement.
    Confidence,
    /// The negative logarithm of the confidence, as a length: the shortest path is the one whose relations are most probably
    /// all true. Of parallel relations the most certain counts.
    Doubt,
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
    /// The nodes by their ids, which stand in the nodes alone: large graphs have many.
    index: HashTable<NodeIndex>,
    documents: Vec<String>,
    sections: Vec<String>,
    attributes: Vec<(String, Vec<f64>)>,
}

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hop {
    /// Where it starts.
    pub from: NodeIndex,
    /// Where it ends.
    pub to: NodeIndex,
    /// All edges between the two that the path may follow, the most certain first.
    pub edges: Vec<EdgeIndex>,
}

impl PolicyGraph {
    /// Adds a node; one with a known id is left as it is.
    pub fn add_node(&mut self, node: Node) -> NodeIndex {
        if let Some(known) = self.node(&node.id) {
            return known;
        }
        let index = self.graph.add_node(node);
        let graph = &self.graph;
        self.index.insert_unique(hash(&graph[index].id), index, |&v| hash(&graph[v].id));
        index
    }

    /// Makes room for more nodes and edges, and no more than for those.
    pub fn reserve(&mut self, nodes: usize, edges: usize) {
        self.graph.reserve_exact_nodes(nodes);
        self.graph.reserve_exact_edges(edges);
        let graph = &self.graph;
        self.index.reserve(nodes, |&v| hash(&graph[v].id));
    }

    /// Adds an edge between two nodes by their ids.
    ///
    /// # Errors
    /// One of them is not there.
    pub fn add_edge(&mut self, source: &str, target: &str, edge: Edge) -> Result<EdgeIndex, MissingNode> {
        let end = |id: &str| self.node(id).ok_or_else(|| MissingNode { id: id.to_owned() });
        let (source, target) = (end(source)?, end(target)?);
        Ok(self.connect(source, target, edge))
    }

    /// Adds an edge between two nodes.
    ///
    /// # Panics
    /// One of them is not there.
    pub fn connect(&mut self, source: NodeIndex, target: NodeIndex, edge: Edge) -> EdgeIndex {
        self.graph.add_edge(source, target, edge)
    }

    /// Takes all edges out, and gives their memory back.
    pub fn forget_edges(&mut self) {
        self.graph.clear_edges();
        self.graph.shrink_to_fit_edges();
    }

    /// The petgraph graph. Node indices run from 0 in the order of adding.
    #[must_use]
    pub fn graph(&self) -> &DiGraph<Node, Edge> {
        &self.graph
    }

    /// The node with this id.
    #[must_use]
    pub fn node(&self, id: &str) -> Option<NodeIndex> {
        self.index.find(hash(id), |&v| self.graph[v].id == id).copied()
    }

    /// The names of the documents that statements are of.
    #[must_use]
    pub fn documents(&self) -> &[String] {
        &self.documents
    }

    /// The IRIs of the sections in which the words of statements stand.
    #[must_use]
    pub fn sections(&self) -> &[String] {
        &self.sections
    }

    /// Numbers that nodes have beside what is in [`Node`], by name, each with a value a node; NaN for none.
    #[must_use]
    pub fn attributes(&self) -> &[(String, Vec<f64>)] {
        &self.attributes
    }

    /// Gives each node a number, as the results of measures, for exports.
    ///
    /// # Panics
    /// There is not one value a node.
    pub fn set_attribute(&mut self, name: String, values: Vec<f64>) {
        assert_eq!(values.len(), self.graph.node_count(), "there must be a value for each node");
        self.attributes.push((name, values));
    }

    /// Attaches the words of relations.
    pub fn set_evidence(&mut self, mut evidence: impl FnMut(&Node, Predicate, &Node) -> Option<Evidence>) {
        for edge in self.graph.edge_indices() {
            if let Some((source, target)) = self.graph.edge_endpoints(edge) {
                let words = evidence(&self.graph[source], self.graph[edge].predicate, &self.graph[target]);
                if words.is_some() {
                    self.graph[edge].details.get_or_insert_default().evidence = words.map(Box::new);
                }
            }
        }
    }

    /// The compact form for measures; relations from one node to another become one edge.
    #[must_use]
    pub fn network(&self, kind: Kind, weight: Weight) -> Network {
        let (nodes, edges) = (self.graph.node_count(), self.graph.raw_edges());
        let end = |v: NodeIndex| u32::try_from(v.index()).unwrap_or(u32::MAX);
        let ends = |i: usize| (end(edges[i].source()), end(edges[i].target()));
        let of = |weight: fn(&Edge) -> f64, merge| {
            Network::indexed(nodes, edges.len(), ends, |i| Some(weight(&edges[i].weight)), kind, merge)
        };
        match weight {
            Weight::One => Network::indexed(nodes, edges.len(), ends, |_| None, kind, Merge::Sum),
            Weight::Relations => of(|_| 1.0, Merge::Sum),
            Weight::Statements => {
                of(|e| f64::from(u32::try_from(e.statements().len()).unwrap_or(u32::MAX).max(1)), Merge::Sum)
            }
            Weight::Confidence => of(Edge::confidence, Merge::Sum),
            // A certain relation has a length too, so that of two certain paths the shorter counts.
            Weight::Doubt => of(|e| CERTAIN - e.confidence().max(f64::MIN_POSITIVE).ln(), Merge::Least),
        }
    }

    /// The steps of a path that is given by its nodes.
    #[must_use]
    pub fn hops(&self, nodes: &[usize], kind: Kind) -> Vec<Hop> {
        nodes.windows(2).map(|pair| self.hop(NodeIndex::new(pair[0]), NodeIndex::new(pair[1]), kind)).collect()
    }

    fn hop(&self, from: NodeIndex, to: NodeIndex, kind: Kind) -> Hop {
        let g = &self.graph;
        let mut edges: Vec<EdgeIndex> = g.edges_connecting(from, to).map(|e| e.id()).collect();
        if kind == Kind::Undirected {
            edges.extend(g.edges_connecting(to, from).map(|e| e.id()));
        }
        edges.sort_by(|&a, &b| g[b].confidence().total_cmp(&g[a].confidence()).then(a.cmp(&b)));
        Hop { from, to, edges }
    }

    /// For each node the number of its group, and the names of the groups in the order of their numbers: by type.
    #[must_use]
    pub fn types(&self) -> (Vec<Option<usize>>, Vec<String>) {
        self.groups(|node| Some(node.kind.to_string()))
    }

    /// For each node the number of its group, and the names of the groups in the order of their numbers: by country, for nodes
    /// that belong to just one.
    #[must_use]
    pub fn countries(&self) -> (Vec<Option<usize>>, Vec<String>) {
        self.groups(|node| match node.countries.as_slice() {
            [country] => Some(country.clone()),
            _ => None,
        })
    }

    fn groups(&self, of: impl Fn(&Node) -> Option<String>) -> (Vec<Option<usize>>, Vec<String>) {
        let names: Vec<Option<String>> = self.graph.node_weights().map(of).collect();
        let mut known: Vec<String> = names.iter().flatten().cloned().collect();
        known.sort();
        known.dedup();
        let number = |name: Option<String>| name.and_then(|n| known.binary_search(&n).ok());
        (names.into_iter().map(number).collect(), known)
    }
}

fn hash(id: &str) -> u64 {
    FxBuildHasher.hash_one(id)
}

/// The length of a relation without doubt: small against that of one with 99.9 % confidence.
const CERTAIN: f64 = 1e-6;

#[cfg(test)]
pub(crate) mod testing {
    use super::*;

    /// A graph of `n` companies with edges between them.
    pub(crate) fn graph(n: usize, edges: &[(usize, usize)]) -> PolicyGraph {
        let mut graph = PolicyGraph::default();
        for i in 0..n {
            graph.add_node(Node {
                label: format!("회사 <{i}> & \"co\""),
                label_en: (i == 0).then(|| "Company zero".to_owned()),
                countries: if i % 2 == 0 { vec!["KR".to_owned()] } else { Vec::new() },
                ..Node::new(&format!("n{i}"), EntityType::Company)
            });
        }
        for (a, b) in edges {
            let evidence = Evidence { quote: "가\n나, \"다\"\u{1}".to_owned(), source: "d:3".to_owned() };
            let statement = Statement {
                claim: ClaimId::default(),
                document: None,
                section: None,
                status: Status::Stated,
                confidence: 0.5,
                years: None,
            };
            let mut edge = Edge::stated(Predicate::PartnersWith, vec![statement]);
            edge.details.get_or_insert_default().evidence = Some(Box::new(evidence));
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
}
