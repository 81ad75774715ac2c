//! Several paths between two nodes.

use crate::between_two::Path;
use crate::compact::index;
use crate::search::{Distances, UNREACHED, hops_along};
use crate::{Monitor, Network, Stopped};
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, HashSet};

/// The shortest simple paths between two nodes, shortest first; of those of one length any may be left out by `limit` (Yen,
/// Finding the k shortest loopless paths in a network, 1971, with Lawler's remark of 1972 that deviations before that
/// of a path need no second search). Weights are lengths, which must not be negative.
///
/// # Arguments
/// `limit`: how many at most.
///
/// # Returns
/// The paths; none if there is no path or the two are one node.
///
/// # Errors
/// The monitor stopped it.
///
/// # Complexity
/// A search for each node of each path found. The exact distances to the end guide it (A*), so that it looks at little more
/// than the nodes of the path.
pub fn k_shortest_paths(
    network: &Network,
    from: usize,
    to: usize,
    limit: usize,
    monitor: &dyn Monitor,
) -> Result<Vec<Path>, Stopped> {
    let mut found: Vec<Path> = Vec::new();
    if from == to || limit == 0 {
        return Ok(found);
    }
    let mut search = Guided::new(network, to);
    let Some(first) = search.run(from, &[], &HashSet::new()) else { return Ok(found) };
    // Candidates in the order in which they are taken, each with the place from which it deviates.
    let mut candidates = BTreeSet::from([(first.length.to_bits(), first.nodes, 0)]);
    while let Some((bits, nodes, deviation)) = candidates.pop_first() {
        if monitor.stopped() {
            return Err(Stopped);
        }
        found.push(Path { nodes, length: f64::from_bits(bits) });
        monitor.advance(found.len(), limit);
        if found.len() == limit {
            break;
        }
        let path = found[found.len() - 1].nodes.clone();
        let mut before = length(network, &path[..=deviation]);
        for spur in deviation..path.len() - 1 {
            let root = &path[..=spur];
            let closed = found.iter().filter(|p| p.nodes.starts_with(root)).map(|p| p.nodes[spur + 1]).collect();
            if let Some(rest) = search.run(path[spur], &path[..spur], &closed) {
                let nodes: Vec<usize> = path[..spur].iter().chain(&rest.nodes).copied().collect();
                candidates.insert(((before + rest.length).to_bits(), nodes, spur));
            }
            before += length(network, &path[spur..=spur + 1]);
        }
        // No more are needed than are still to be found.
        while candidates.len() > limit - found.len() {
            candidates.pop_last();
        }
    }
    found.sort_by(|a, b| a.length.total_cmp(&b.length).then_with(|| a.nodes.cmp(&b.nodes)));
    Ok(found)
}

fn length(network: &Network, nodes: &[usize]) -> f64 {
    nodes.windows(2).map(|hop| arc_length(network, hop[0], hop[1]).unwrap_or(f64::INFINITY)).sum()
}

fn arc_length(network: &Network, from: usize, to: usize) -> Option<f64> {
    let place = network.out.of(from).binary_search(&index(to)).ok()?;
    Some(network.out.weights_of(from).get(place).copied().unwrap_or(1.0))
}

/// Searches for the end, guided by the distance of each node from it.
struct Guided<'n> {
    network: &'n Network,
    to: usize,
    /// Distance of each node to the end in the whole network; infinite where there is no path.
    left: Vec<f64>,
    /// Length of the best way to each node, and the node before it.
    states: Vec<(f64, u32)>,
    touched: Vec<u32>,
}

impl<'n> Guided<'n> {
    fn new(network: &'n Network, to: usize) -> Self {
        let n = network.nodes();
        let left = if network.is_weighted() {
            let mut left = vec![f64::INFINITY; n];
            Distances::new(n).run(network.incoming(), to, |v, distance| {
                left[v] = distance;
                true
            });
            left
        } else {
            let far = |hops: u32| if hops == UNREACHED { f64::INFINITY } else { f64::from(hops) };
            hops_along(network.incoming(), n, to).into_iter().map(far).collect()
        };
        Self { network, to, left, states: vec![(f64::INFINITY, UNREACHED); n], touched: Vec::new() }
    }

    /// The shortest path from a node to the end that avoids some nodes, and whose first hop leads to none of `closed`.
    fn run(&mut self, from: usize, avoided: &[usize], closed: &HashSet<usize>) -> Option<Path> {
        for &v in &self.touched {
            self.states[v as usize] = (f64::INFINITY, UNREACHED);
        }
        self.touched.clear();
        // A node that is to be avoided looks as if it had been reached better already.
        for &v in avoided.iter().chain([&from]) {
            self.states[v].0 = f64::NEG_INFINITY;
            self.touched.push(index(v));
        }
        let mut heap = BinaryHeap::from([Reverse((self.left[from].to_bits(), 0, index(from)))]);
        while let Some(Reverse((_, bits, v))) = heap.pop() {
            let (v, distance) = (v as usize, f64::from_bits(bits));
            if v == self.to {
                return Some(Path { nodes: self.back(from), length: distance });
            }
            if v != from && distance > self.states[v].0 {
                continue;
            }
            for (w, length) in self.network.out.weighted_of(v) {
                let longer = distance + length;
                if longer >= self.states[w].0 || self.left[w] == f64::INFINITY || v == from && closed.contains(&w) {
                    continue;
                }
                if self.states[w].1 == UNREACHED {
                    self.touched.push(index(w));
                }
                self.states[w] = (longer, index(v));
                heap.push(Reverse(((longer + self.left[w]).to_bits(), longer.to_bits(), index(w))));
            }
        }
        None
    }

    fn back(&self, from: usize) -> Vec<usize> {
        let mut nodes = vec![self.to];
        let mut node = self.to;
        while node != from {
            node = self.states[node].1 as usize;
            nodes.push(node);
        }
        nodes.reverse();
        nodes
    }
}

/// All shortest paths between two nodes by number of hops, at most `limit`, in the order of their nodes. None if the two
/// are one node.
///
/// # Errors
/// The monitor stopped it.
///
/// # Complexity
/// O(nodes + edges) for the search, then the length of the paths.
pub fn all_shortest_paths(
    network: &Network,
    from: usize,
    to: usize,
    limit: usize,
    monitor: &dyn Monitor,
) -> Result<Vec<Vec<usize>>, Stopped> {
    let left = hops_along(network.incoming(), network.nodes(), to);
    if from == to || left[from] == UNREACHED {
        return Ok(Vec::new());
    }
    walk(network, from, to, &left, left[from], limit, monitor)
}

/// All simple paths between two nodes of at most `longest` hops, at most `limit`, shorter ones first and those of one
/// length in the order of their nodes. None if the two are one node.
///
/// # Errors
/// The monitor stopped it.
///
/// # Complexity
/// Only nodes from which the end can be reached in the hops that are left are walked to. Their number, and that of the
/// paths, can grow exponentially with `longest`.
pub fn simple_paths(
    network: &Network,
    from: usize,
    to: usize,
    longest: u32,
    limit: usize,
    monitor: &dyn Monitor,
) -> Result<Vec<Vec<usize>>, Stopped> {
    let left = hops_along(network.incoming(), network.nodes(), to);
    let mut paths = Vec::new();
    if from == to {
        return Ok(paths);
    }
    for hops in left[from]..=longest {
        paths.extend(walk(network, from, to, &left, hops, limit - paths.len(), monitor)?);
        if paths.len() == limit {
            break;
        }
    }
    Ok(paths)
}

/// The simple paths of just so many hops.
fn walk(
    network: &Network,
    from: usize,
    to: usize,
    left: &[u32],
    hops: u32,
    limit: usize,
    monitor: &dyn Monitor,
) -> Result<Vec<Vec<usize>>, Stopped> {
    let mut paths = Vec::new();
    let mut nodes = vec![from];
    // For each node of the path, which of its arcs is followed next.
    let mut next = vec![0];
    while let Some(&v) = nodes.last() {
        if paths.len() == limit {
            break;
        }
        if monitor.stopped() {
            return Err(Stopped);
        }
        let depth = index(nodes.len() - 1);
        let arc = next[nodes.len() - 1];
        let Some(&w) = network.out.of(v).get(arc).filter(|_| depth < hops) else {
            nodes.pop();
            next.pop();
            continue;
        };
        next[nodes.len() - 1] += 1;
        let w = w as usize;
        if w == to {
            if depth + 1 == hops {
                paths.push(nodes.iter().copied().chain([to]).collect());
            }
        } else if left[w] < hops - depth && !nodes.contains(&w) {
            nodes.push(w);
            next.push(0);
        }
    }
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{directed, undirected, weighted};
    use proptest::prelude::*;

    #[test]
    fn all_shortest_paths_are_found() {
        let g = undirected(5, &[(0, 1), (2, 1), (0, 3), (3, 2), (2, 4), (2, 4)]);
        assert_eq!(all_shortest_paths(&g, 0, 4, 9, &()).unwrap(), [[0, 1, 2, 4], [0, 3, 2, 4]]);
        assert_eq!(all_shortest_paths(&g, 0, 4, 1, &()).unwrap(), [[0, 1, 2, 4]]);
        assert!(all_shortest_paths(&g, 1, 1, 9, &()).unwrap().is_empty());
        let g = directed(5, &[(0, 1), (2, 1), (0, 3), (3, 2), (2, 4)]);
        assert_eq!(all_shortest_paths(&g, 0, 4, 9, &()).unwrap(), [[0, 3, 2, 4]]);
        assert!(all_shortest_paths(&g, 4, 0, 9, &()).unwrap().is_empty());
    }

    #[test]
    fn longer_paths_follow_shorter_ones() {
        let g = weighted(4, &[(0, 1, 1.0), (1, 3, 1.0), (0, 2, 1.0), (2, 3, 2.0), (0, 3, 9.0)]);
        let paths = k_shortest_paths(&g, 0, 3, 9, &()).unwrap();
        let all: Vec<_> = paths.iter().map(|p| (p.nodes.as_slice(), p.length)).collect();
        assert_eq!(all, [(&[0, 1, 3][..], 2.0), (&[0, 2, 3], 3.0), (&[0, 3], 9.0)]);
        assert_eq!(simple_paths(&g, 0, 3, 1, 9, &()).unwrap(), [[0, 3]]);
        assert!(k_shortest_paths(&g, 0, 0, 9, &()).unwrap().is_empty());
    }

    proptest! {
        /// The paths that Yen's algorithm finds are those of an exhaustive search, in the order of their lengths.
        #[test]
        fn yen_finds_what_a_walk_finds(edges in crate::testing::edges(7), lengths in prop::collection::vec(1_u8..9, 60)) {
            let g = undirected(7, &edges);
            let all = simple_paths(&g, 0, 6, 7, 1000, &()).unwrap();
            let found: Vec<_> = k_shortest_paths(&g, 0, 6, 1000, &()).unwrap().into_iter().map(|p| p.nodes).collect();
            prop_assert_eq!(&found, &all);
            let petgraph: HashSet<Vec<_>> = petgraph::algo::all_simple_paths::<Vec<_>, _, std::hash::RandomState>(&g, 0.into(), 6.into(), 0, None)
                .map(|p: Vec<petgraph::graph::NodeIndex>| p.into_iter().map(|v| v.index()).collect()).collect();
            prop_assert_eq!(&petgraph, &all.iter().cloned().collect());
            let g = weighted(7, &edges.iter().zip(&lengths).map(|(&(a, b), &l)| (a, b, l.into())).collect::<Vec<_>>());
            let found = k_shortest_paths(&g, 0, 6, 1000, &()).unwrap();
            prop_assert!(found.is_sorted_by(|a, b| (a.length, &a.nodes) <= (b.length, &b.nodes)));
            for path in &found {
                prop_assert_eq!(path.length, length(&g, &path.nodes));
            }
            prop_assert_eq!(found.into_iter().map(|p| p.nodes).collect::<HashSet<_>>(), all.into_iter().collect());
        }
    }
}
