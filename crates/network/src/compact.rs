//! The compact form of a graph, on which all measures run.

mod arcs;
mod visiting;

pub use arcs::Merge;
pub(crate) use arcs::{Arcs, counting_sort};

use petgraph::visit::{EdgeRef, IntoEdgeReferences, NodeCompactIndexable};

/// Whether edges have a direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An edge leads from its source to its target.
    Directed,
    /// An edge joins its ends.
    Undirected,
}

/// A network of nodes 0 to n - 1, made of any petgraph graph whose node indices have no gaps: compressed sparse rows with
/// 32-bit indices, at most one edge from a node to another.
///
/// The measures read weights as lengths where they follow paths and as strengths elsewhere, and count each edge as 1
/// where the network has none. The petgraph algorithms that need no edge weights run on `&Network` too.
///
/// Memory: 8 bytes an edge, 24 with weights, and 4 or 8 bytes a node.
///
/// ```
/// use petgraph::graph::UnGraph;
/// use policygraph_network::{Kind, Merge, Network};
/// let graph = UnGraph::<(), f64>::from_edges([(0, 1, 2.0), (1, 0, 3.0), (1, 2, 1.0)]);
/// let network = Network::weighted(&graph, Kind::Undirected, Merge::Sum, |e| *e.weight());
/// assert_eq!((network.nodes(), network.edge_count()), (3, 2));
/// assert_eq!(network.edges().next(), Some((0, 1, 5.0)));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    pub(crate) out: Arcs,
    /// Of directed networks.
    into: Option<Arcs>,
    edges: usize,
}

impl Network {
    /// The compact form of a graph without its weights.
    ///
    /// # Panics
    /// The graph has 2³² nodes or arcs or more.
    pub fn new<G>(graph: G, kind: Kind) -> Self
    where
        G: IntoEdgeReferences + NodeCompactIndexable,
    {
        let edges: Vec<(u32, u32)> = ends(graph).collect();
        Self::from_edges(graph.node_count(), &edges, &[], kind, Merge::Sum)
    }

    /// The compact form of a graph with a weight for each edge. Measures expect weights above 0; where 0 or a negative
    /// number has a meaning, they say so.
    ///
    /// # Panics
    /// The graph has 2³² nodes or arcs or more.
    pub fn weighted<G>(graph: G, kind: Kind, merge: Merge, weight: impl Fn(G::EdgeRef) -> f64) -> Self
    where
        G: IntoEdgeReferences + NodeCompactIndexable,
    {
        let edges: Vec<(u32, u32)> = ends(graph).collect();
        let weights: Vec<f64> = graph.edge_references().map(weight).collect();
        Self::from_edges(graph.node_count(), &edges, &weights, kind, merge)
    }

    /// A network of `nodes` nodes from pairs of nodes and the weight of each; without weights if there are none.
    ///
    /// # Panics
    /// A node is not below `nodes`; there are weights, but not one a pair; there are 2³¹ pairs or more.
    #[must_use]
    pub fn from_edges(nodes: usize, edges: &[(u32, u32)], weights: &[f64], kind: Kind, merge: Merge) -> Self {
        assert!(weights.is_empty() || weights.len() == edges.len(), "there must be a weight for each edge");
        Self::indexed(nodes, edges.len(), |i| edges[i], |i| weights.get(i).copied(), kind, merge)
    }

    /// As [`Network::from_edges`], from edges that are looked up by their number and are not copied.
    ///
    /// # Arguments
    /// - `count`: how many edges there are.
    /// - `ends`, `weight`: the ends of an edge, and its weight; of all edges or of none.
    ///
    /// # Panics
    /// As [`Network::from_edges`].
    #[must_use]
    pub fn indexed(
        nodes: usize,
        count: usize,
        ends: impl Fn(usize) -> (u32, u32) + Sync,
        weight: impl Fn(usize) -> Option<f64> + Sync,
        kind: Kind,
        merge: Merge,
    ) -> Self {
        if kind == Kind::Directed {
            let back = |i: usize| {
                let (a, b) = ends(i);
                (b, a)
            };
            let (out, into) = rayon::join(
                || Arcs::new(nodes, count, &ends, &weight, merge),
                || Arcs::new(nodes, count, back, &weight, merge),
            );
            return Self { edges: out.ends.len(), out, into: Some(into) };
        }
        // Each edge from both ends. Both arcs of a loop are one and the same, of which the second adds nothing.
        let arc = |i: usize| {
            let (a, b) = ends(i / 2);
            if i.is_multiple_of(2) { (a, b) } else { (b, a) }
        };
        let nothing = if merge == Merge::Sum { 0.0 } else { f64::INFINITY };
        let of_arc = |i: usize| {
            let (a, b) = ends(i / 2);
            weight(i / 2).map(|w| if a == b && !i.is_multiple_of(2) { nothing } else { w })
        };
        let out = Arcs::new(nodes, 2 * count, arc, of_arc, merge);
        let loops = (0..nodes).filter(|&v| out.has(v, v)).count();
        Self { edges: (out.ends.len() + loops) / 2, out, into: None }
    }

    /// Number of nodes.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.out.starts.len() - 1
    }

    /// Number of edges.
    #[must_use]
    pub fn edge_count(&self) -> usize {
        self.edges
    }

    /// The memory that it takes, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.out.bytes() + self.into.as_ref().map_or(0, Arcs::bytes)
    }

    /// Whether edges have a direction.
    #[must_use]
    pub fn kind(&self) -> Kind {
        if self.into.is_some() { Kind::Directed } else { Kind::Undirected }
    }

    pub(crate) fn is_directed(&self) -> bool {
        self.into.is_some()
    }

    /// Whether edges have weights.
    #[must_use]
    pub fn is_weighted(&self) -> bool {
        !self.out.weights.is_empty()
    }

    /// The edges as source, target and weight (1 without weights), in the order in which measures of edges return them.
    /// The source of an undirected edge is the lower of its ends.
    pub fn edges(&self) -> impl Iterator<Item = (usize, usize, f64)> + '_ {
        let all = (0..self.nodes()).flat_map(|v| self.out.weighted_of(v).map(move |(w, weight)| (v, w, weight)));
        all.filter(|(v, w, _)| self.is_directed() || v <= w)
    }

    /// The nodes that a node's edges lead to, ascending.
    pub fn neighbours(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        self.out.of(node).iter().map(|&w| w as usize)
    }

    /// For each outgoing arc the place of its edge in [`Network::edges`].
    pub(crate) fn edge_places(&self) -> Vec<u32> {
        if self.is_directed() {
            return (0..index(self.edges)).collect();
        }
        let mut places = vec![0; self.out.ends.len()];
        let mut next = self.out.starts.clone();
        let mut edge = 0;
        for v in 0..self.nodes() {
            for arc in self.out.range(v) {
                let w = self.out.ends[arc] as usize;
                if v <= w {
                    places[arc] = edge;
                    // The arcs back stand in the order of the nodes v too.
                    if v < w {
                        places[next[w] as usize] = edge;
                    }
                    next[w] += u32::from(v < w);
                    edge += 1;
                }
            }
        }
        places
    }

    /// Arcs by the node that they lead to; those of an undirected network are their own reverse.
    pub(crate) fn incoming(&self) -> &Arcs {
        self.into.as_ref().unwrap_or(&self.out)
    }

    /// The same edges without direction; the weights of two edges that become one are merged.
    #[must_use]
    pub fn undirected(&self, merge: Merge) -> Self {
        if !self.is_directed() {
            return self.clone();
        }
        let edges: Vec<(u32, u32)> = self.edges().map(|(v, w, _)| (index(v), index(w))).collect();
        Self::from_edges(self.nodes(), &edges, &self.out.weights, Kind::Undirected, merge)
    }

    /// The network without its weights.
    #[must_use]
    pub fn unweighted(&self) -> Self {
        let bare = |arcs: &Arcs| Arcs { weights: Vec::new(), ..arcs.clone() };
        Self { out: bare(&self.out), into: self.into.as_ref().map(bare), edges: self.edges }
    }

    /// The network with other weights, made of its own; of 1 where it has none.
    #[must_use]
    pub fn map_weights(&self, weight: impl Fn(f64) -> f64) -> Self {
        let map = |arcs: &Arcs| {
            let weights = if self.is_weighted() { arcs.weights.clone() } else { vec![1.0; arcs.ends.len()] };
            Arcs { weights: weights.into_iter().map(&weight).collect(), ..arcs.clone() }
        };
        Self { out: map(&self.out), into: self.into.as_ref().map(map), edges: self.edges }
    }

    /// The part between some nodes, which are numbered anew in the order given.
    ///
    /// # Panics
    /// A node is not in the network, or given twice.
    #[must_use]
    pub fn part(&self, nodes: &[usize]) -> Self {
        let mut place = vec![u32::MAX; self.nodes()];
        for (i, &v) in nodes.iter().enumerate() {
            assert!(place[v] == u32::MAX, "node {v} is given twice");
            place[v] = index(i);
        }
        let kept = self.edges().filter(|&(v, w, _)| place[v] != u32::MAX && place[w] != u32::MAX);
        let (edges, weights): (Vec<_>, Vec<f64>) = kept.map(|(v, w, weight)| ((place[v], place[w]), weight)).unzip();
        let weights = if self.is_weighted() { weights } else { Vec::new() };
        Self::from_edges(nodes.len(), &edges, &weights, self.kind(), Merge::Sum)
    }
}

fn ends<G>(graph: G) -> impl Iterator<Item = (u32, u32)>
where
    G: IntoEdgeReferences + NodeCompactIndexable,
{
    graph.edge_references().map(move |e| (index(graph.to_index(e.source())), index(graph.to_index(e.target()))))
}

/// A node, arc or edge as the 32 bits in which it is kept.
pub(crate) fn index(i: usize) -> u32 {
    u32::try_from(i).expect("networks have fewer than 2³² nodes and arcs")
}

/// Counts are far below 2⁵³, where a float is exact.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2⁵³")]
pub(crate) fn as_f64(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use petgraph::graph::DiGraph;

    fn edges(network: &Network) -> Vec<(usize, usize, f64)> {
        network.edges().collect()
    }

    #[test]
    fn parallel_edges_become_one() {
        let graph = DiGraph::<(), f64>::from_edges([(2, 0, 4.0), (0, 1, 1.0), (0, 1, 2.0), (1, 0, 8.0), (1, 1, 3.0)]);
        let sum = Network::weighted(&graph, Kind::Directed, Merge::Sum, |e| *e.weight());
        assert_eq!(edges(&sum), [(0, 1, 3.0), (1, 0, 8.0), (1, 1, 3.0), (2, 0, 4.0)]);
        assert_eq!(sum.incoming().of(0), [1, 2]);
        let least = Network::weighted(&graph, Kind::Undirected, Merge::Least, |e| *e.weight());
        assert_eq!(edges(&least), [(0, 1, 1.0), (0, 2, 4.0), (1, 1, 3.0)]);
        assert_eq!(least.edge_count(), 3);
        assert_eq!(edges(&sum.undirected(Merge::Sum)), [(0, 1, 11.0), (0, 2, 4.0), (1, 1, 3.0)]);
        assert_eq!(edges(&least.unweighted()), [(0, 1, 1.0), (0, 2, 1.0), (1, 1, 1.0)]);
        assert_eq!(edges(&sum.part(&[1, 0])), [(0, 0, 3.0), (0, 1, 8.0), (1, 0, 3.0)]);
    }

    #[test]
    fn both_arcs_of_an_edge_know_its_place() {
        let network = Network::from_edges(4, &[(3, 0), (1, 1), (1, 3), (0, 1)], &[], Kind::Undirected, Merge::Sum);
        let places = network.edge_places();
        let all = edges(&network);
        for v in 0..4 {
            for (arc, &w) in network.out.range(v).zip(network.out.of(v)) {
                let (a, b, _) = all[places[arc] as usize];
                assert_eq!((a, b), (v.min(w as usize), v.max(w as usize)));
            }
        }
    }
}
