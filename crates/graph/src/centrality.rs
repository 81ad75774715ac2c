//! Degree and PageRank.

use crate::PolicyGraph;
use petgraph::Direction::{Incoming, Outgoing};
use petgraph::visit::EdgeRef;

/// Which edges of a node count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Direction {
    /// Those that end in it.
    In,
    /// Those that start in it.
    Out,
    /// All.
    #[default]
    Both,
}

/// Degree centrality: the number of edges of each node, divided by the number of other nodes.
///
/// Returns one value a node, in the order of node indices; parallel edges count each, so a value can be above 1, as in
/// NetworkX. With fewer than two nodes all values are 1, as there.
///
/// Complexity: O(nodes + edges).
#[must_use]
pub fn degree(graph: &PolicyGraph, direction: Direction) -> Vec<f64> {
    let g = graph.graph();
    let count = |n, d| g.edges_directed(n, d).count();
    let others = g.node_count().saturating_sub(1);
    g.node_indices()
        .map(|n| {
            let edges = match direction {
                Direction::In => count(n, Incoming),
                Direction::Out => count(n, Outgoing),
                Direction::Both => count(n, Incoming) + count(n, Outgoing),
            };
            if others == 0 { 1.0 } else { as_f64(edges) / as_f64(others) }
        })
        .collect()
}

/// Probability to follow an edge rather than to jump, as in the paper.
const DAMPING: f64 = 0.85;
/// Change of all ranks together at which the iteration ends.
const TOLERANCE: f64 = 1e-12;
const MOST_ITERATIONS: usize = 1000;

/// PageRank by power iteration (Page, Brin, Motwani, Winograd 1999), damping 0.85. Nodes without outgoing edges give
/// their rank to all nodes evenly; parallel edges count each.
///
/// Returns one rank a node, in the order of node indices; they sum to 1. Empty for an empty graph. petgraph's own
/// `page_rank` is quadratic in the nodes, so it is not used.
///
/// Complexity: O(edges) an iteration.
#[must_use]
pub fn pagerank(graph: &PolicyGraph) -> Vec<f64> {
    let g = graph.graph();
    let n = g.node_count();
    if n == 0 {
        return Vec::new();
    }
    let even = 1.0 / as_f64(n);
    let out: Vec<f64> = g.node_indices().map(|v| as_f64(g.edges(v).count())).collect();
    let mut ranks = vec![even; n];
    for _ in 0..MOST_ITERATIONS {
        let dangling: f64 = ranks.iter().zip(&out).filter(|(_, o)| **o == 0.0).map(|(r, _)| r).sum();
        let base = (1.0 - DAMPING) * even + DAMPING * dangling * even;
        let next: Vec<f64> = g
            .node_indices()
            .map(|v| {
                let received: f64 =
                    g.edges_directed(v, Incoming).map(|e| ranks[e.source().index()] / out[e.source().index()]).sum();
                base + DAMPING * received
            })
            .collect();
        let change: f64 = next.iter().zip(&ranks).map(|(a, b)| (a - b).abs()).sum();
        ranks = next;
        if change < TOLERANCE {
            break;
        }
    }
    ranks
}

/// Counts in a graph are far below 2^53, where a float is exact.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
pub(crate) fn as_f64(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::graph;

    #[test]
    fn degrees_are_normalised() {
        let g = graph(4, &[(0, 1), (0, 2), (0, 2)]);
        assert_eq!(degree(&g, Direction::Both), [1.0, 1.0 / 3.0, 2.0 / 3.0, 0.0]);
        assert_eq!(degree(&g, Direction::In), [0.0, 1.0 / 3.0, 2.0 / 3.0, 0.0]);
        assert_eq!(degree(&graph(1, &[]), Direction::Out), [1.0]);
    }

    fn check(edges: &[(usize, usize)], expected: &[f64]) {
        let ranks = pagerank(&graph(expected.len(), edges));
        for (rank, e) in ranks.iter().zip(expected) {
            assert!((rank - e).abs() < 1e-9, "{ranks:?}");
        }
    }

    #[test]
    fn pagerank_equals_networkx() {
        // networkx.pagerank(g, tol=1e-14, max_iter=10000), of a graph and of one with parallel edges and a lone node
        check(&[(0, 1), (1, 2), (2, 0), (3, 2)], &[0.320_213_799_8, 0.309_681_729_8, 0.332_604_470_4, 0.037_5]);
        check(
            &[(0, 1), (0, 1), (0, 2), (1, 2), (3, 0)],
            &[0.201_886_089_0, 0.223_529_732_7, 0.356_328_947_0, 0.109_127_615_7, 0.109_127_615_7],
        );
        assert!(pagerank(&graph(0, &[])).is_empty());
    }
}
