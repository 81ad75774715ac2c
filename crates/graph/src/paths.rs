//! Shortest paths.

use crate::PolicyGraph;
use petgraph::graph::{EdgeIndex, NodeIndex};
use std::collections::VecDeque;

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hop {
    /// Where it starts.
    pub from: NodeIndex,
    /// Where it ends.
    pub to: NodeIndex,
    /// All edges between the two, in either direction unless the search was directed.
    pub edges: Vec<EdgeIndex>,
}

/// All shortest paths by number of hops from `start` to `end`, at most `limit`, in the order of node indices.
///
/// Edges are followed in both directions unless `directed`. Empty if there is no path, or the two are one node.
///
/// Complexity: O(nodes + edges) for the search, plus the length of the paths.
#[must_use]
pub fn shortest_paths(
    graph: &PolicyGraph,
    start: NodeIndex,
    end: NodeIndex,
    directed: bool,
    limit: usize,
) -> Vec<Vec<Hop>> {
    if start == end {
        return Vec::new();
    }
    let neighbours = crate::betweenness::neighbours(graph, directed);
    let mut distance = vec![usize::MAX; neighbours.len()];
    let mut before: Vec<Vec<usize>> = vec![Vec::new(); neighbours.len()];
    let mut queue = VecDeque::from([start.index()]);
    distance[start.index()] = 0;
    while let Some(v) = queue.pop_front() {
        if distance[v] >= distance[end.index()] {
            break;
        }
        for &w in &neighbours[v] {
            if distance[w] == usize::MAX {
                distance[w] = distance[v] + 1;
                queue.push_back(w);
            }
            if distance[w] == distance[v] + 1 {
                before[w].push(v);
            }
        }
    }
    let mut paths: Vec<Vec<Hop>> = Vec::new();
    // Depth-first from the end back, so that no more paths are built than wanted.
    let mut open = vec![vec![end.index()]];
    while let Some(nodes) = open.pop() {
        let last = nodes[nodes.len() - 1];
        if last == start.index() {
            paths.push(nodes.windows(2).rev().map(|pair| hop(graph, pair[1], pair[0], directed)).collect());
            if paths.len() == limit {
                break;
            }
        }
        for &v in before[last].iter().rev() {
            let mut longer = nodes.clone();
            longer.push(v);
            open.push(longer);
        }
    }
    paths
}

fn hop(graph: &PolicyGraph, from: usize, to: usize, directed: bool) -> Hop {
    let g = graph.graph();
    let (from, to) = (NodeIndex::new(from), NodeIndex::new(to));
    let mut edges: Vec<EdgeIndex> = g.edges_connecting(from, to).map(|e| petgraph::visit::EdgeRef::id(&e)).collect();
    if !directed {
        edges.extend(g.edges_connecting(to, from).map(|e| petgraph::visit::EdgeRef::id(&e)));
    }
    edges.sort_by(|&a, &b| g[b].confidence.total_cmp(&g[a].confidence).then(a.cmp(&b)));
    Hop { from, to, edges }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::graph;

    fn nodes(paths: &[Vec<Hop>]) -> Vec<Vec<usize>> {
        paths
            .iter()
            .map(|p| std::iter::once(p[0].from.index()).chain(p.iter().map(|h| h.to.index())).collect())
            .collect()
    }

    #[test]
    fn all_shortest_paths_are_found() {
        let g = graph(5, &[(0, 1), (2, 1), (0, 3), (3, 2), (2, 4), (2, 4)]);
        let find =
            |a, b, directed, limit| nodes(&shortest_paths(&g, NodeIndex::new(a), NodeIndex::new(b), directed, limit));
        assert_eq!(find(0, 4, false, 9), [[0, 1, 2, 4], [0, 3, 2, 4]]);
        assert_eq!(find(0, 4, false, 1).len(), 1);
        assert_eq!(find(0, 4, true, 9), [[0, 3, 2, 4]]);
        assert_eq!(find(4, 0, true, 9), Vec::<Vec<usize>>::new());
        assert_eq!(find(1, 1, false, 9), Vec::<Vec<usize>>::new());
    }

    #[test]
    fn a_hop_has_all_parallel_edges() {
        let g = graph(2, &[(0, 1), (1, 0), (0, 1)]);
        assert_eq!(shortest_paths(&g, NodeIndex::new(0), NodeIndex::new(1), false, 1)[0][0].edges.len(), 3);
    }
}
