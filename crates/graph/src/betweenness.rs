//! Betweenness.

use crate::PolicyGraph;
use crate::centrality::as_f64;
use rayon::prelude::*;
use std::collections::VecDeque;

/// Sources are split into this many parts whatever the number of threads, and the parts are added in order: so the
/// result does not depend on the threads.
const PARTS: usize = 32;

/// Betweenness centrality of each node (Brandes, A faster algorithm for betweenness centrality, 2001): the share of
/// shortest paths between other nodes that run through it.
///
/// Edges count once however many are parallel, and in both directions unless `directed`. Values are normalised by the
/// number of pairs as in NetworkX. Returned in the order of node indices; all 0 with fewer than three nodes.
///
/// Complexity: O(nodes × edges) time, in parallel over sources.
#[must_use]
pub fn betweenness(graph: &PolicyGraph, directed: bool) -> Vec<f64> {
    let neighbours = neighbours(graph, directed);
    let n = neighbours.len();
    let size = n.div_ceil(PARTS).max(1);
    let sources: Vec<usize> = (0..n).collect();
    let parts: Vec<Vec<f64>> = sources.par_chunks(size).map(|chunk| accumulate(&neighbours, chunk)).collect();
    let mut sums = vec![0.0; n];
    for part in parts {
        for (sum, value) in sums.iter_mut().zip(part) {
            *sum += value;
        }
    }
    // Each unordered pair was counted from both ends; so was its number of pairs.
    let pairs = as_f64(n.saturating_sub(1)) * as_f64(n.saturating_sub(2));
    if pairs > 0.0 {
        sums.iter_mut().for_each(|s| *s /= pairs);
    }
    sums
}

/// The distinct neighbours of each node, in order, without itself.
pub(crate) fn neighbours(graph: &PolicyGraph, directed: bool) -> Vec<Vec<usize>> {
    let g = graph.graph();
    g.node_indices()
        .map(|v| {
            let all = if directed { g.neighbors(v).collect::<Vec<_>>() } else { g.neighbors_undirected(v).collect() };
            let mut all: Vec<usize> = all.into_iter().map(|w| w.index()).filter(|&w| w != v.index()).collect();
            all.sort_unstable();
            all.dedup();
            all
        })
        .collect()
}

fn accumulate(neighbours: &[Vec<usize>], sources: &[usize]) -> Vec<f64> {
    let n = neighbours.len();
    let mut sums = vec![0.0; n];
    let mut distance = vec![usize::MAX; n];
    let mut paths = vec![0.0_f64; n];
    let mut dependency = vec![0.0_f64; n];
    let mut order: Vec<usize> = Vec::with_capacity(n);
    let mut queue = VecDeque::new();
    for &source in sources {
        distance.fill(usize::MAX);
        paths.fill(0.0);
        dependency.fill(0.0);
        order.clear();
        distance[source] = 0;
        paths[source] = 1.0;
        queue.push_back(source);
        while let Some(v) = queue.pop_front() {
            order.push(v);
            for &w in &neighbours[v] {
                if distance[w] == usize::MAX {
                    distance[w] = distance[v] + 1;
                    queue.push_back(w);
                }
                if distance[w] == distance[v] + 1 {
                    paths[w] += paths[v];
                }
            }
        }
        for &v in order.iter().rev() {
            for &w in &neighbours[v] {
                if distance[w] == distance[v].saturating_add(1) {
                    dependency[v] += paths[v] / paths[w] * (1.0 + dependency[w]);
                }
            }
            if v != source {
                sums[v] += dependency[v];
            }
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::graph;

    #[test]
    fn the_middle_of_a_path_is_between() {
        assert_eq!(betweenness(&graph(3, &[(0, 1), (1, 2), (1, 2)]), false), [0.0, 1.0, 0.0]);
        assert_eq!(betweenness(&graph(3, &[(0, 1), (1, 2)]), true), [0.0, 0.5, 0.0]);
        assert_eq!(betweenness(&graph(2, &[(0, 1), (0, 0)]), false), [0.0, 0.0]);
        assert!(betweenness(&graph(0, &[]), false).is_empty());
    }

    #[test]
    fn a_star_and_a_cycle() {
        assert_eq!(betweenness(&graph(5, &[(0, 1), (0, 2), (0, 3), (0, 4)]), false)[0], 1.0);
        let cycle = betweenness(&graph(4, &[(0, 1), (1, 2), (2, 3), (3, 0)]), false);
        assert!(cycle.iter().all(|v| (v - 1.0 / 6.0).abs() < 1e-12), "{cycle:?}");
    }
}
