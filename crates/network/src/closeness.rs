//! Closeness and harmonic centrality.

use crate::compact::{Arcs, as_f64, index};
use crate::monitor::{each, in_parts};
use crate::search::Distances;
use crate::{Monitor, Network, Stopped};

/// Closeness centrality of each node: the inverse of the mean distance from the nodes that reach it, times their share of
/// the other nodes (Freeman 1978; Wasserman and Faust 1994, as `closeness_centrality` of NetworkX). Weights are lengths.
///
/// # Returns
/// One value a node, from 0 (nothing reaches it) to 1.
///
/// # Errors
/// The monitor stopped it.
///
/// # Complexity
/// Without weights breadth-first search from 256 nodes at once, a bit each (Then et al., The more the merrier: efficient
/// multi-source graph traversal, 2014): O(nodes × edges / 256 × diameter) at most. With weights, a search from each node.
pub fn closeness(network: &Network, monitor: &dyn Monitor) -> Result<Vec<f64>, Stopped> {
    let others = as_f64(network.nodes().saturating_sub(1));
    let value = |reach: Reach| {
        // Without a length there is no other node, or all are at distance 0.
        if reach.total > 0.0 { (as_f64(reach.nodes) / reach.total) * (as_f64(reach.nodes) / others) } else { 0.0 }
    };
    Ok(reaches(network, monitor)?.into_iter().map(value).collect())
}

/// Harmonic centrality of each node: the inverse distances from all other nodes, added up (Boldi and Vigna, Axioms for centrality,
/// 2014; not normalised, as `harmonic_centrality` of NetworkX). Weights are lengths.
///
/// # Returns
/// One value a node, from 0 to the number of other nodes; distances of 0 do not count.
///
/// # Errors
/// The monitor stopped it.
///
/// # Complexity
/// As [`closeness`].
pub fn harmonic(network: &Network, monitor: &dyn Monitor) -> Result<Vec<f64>, Stopped> {
    Ok(reaches(network, monitor)?.into_iter().map(|reach| reach.inverse).collect())
}

/// The nodes that reach a node.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Reach {
    /// How many, without itself.
    nodes: usize,
    /// Their distances, added up.
    total: f64,
    /// The inverses of their distances, added up.
    inverse: f64,
}

impl Reach {
    fn add(&mut self, nodes: usize, distance: f64) {
        self.nodes += nodes;
        self.total += as_f64(nodes) * distance;
        if distance > 0.0 {
            self.inverse += as_f64(nodes) / distance;
        }
    }
}

fn reaches(network: &Network, monitor: &dyn Monitor) -> Result<Vec<Reach>, Stopped> {
    if network.is_weighted() { by_length(network, monitor) } else { by_hops(network, monitor) }
}

fn by_length(network: &Network, monitor: &dyn Monitor) -> Result<Vec<Reach>, Stopped> {
    let n = network.nodes();
    each(
        n,
        monitor,
        || Distances::new(n),
        |search, v| {
            let mut reach = Reach::default();
            search.run(network.incoming(), v, |w, distance| {
                if w != v {
                    reach.add(1, distance);
                }
                true
            });
            reach
        },
    )
}

/// A bit for each of the sources of one search.
type Bits = [u64; WORDS];
const WORDS: usize = 4;
const SOURCES: usize = WORDS * 64;

fn by_hops(network: &Network, monitor: &dyn Monitor) -> Result<Vec<Reach>, Stopped> {
    let n = network.nodes();
    let batches: Vec<usize> = (0..n).step_by(SOURCES).collect();
    let parts = in_parts(
        &batches,
        monitor,
        || (ManySearches::new(n), vec![Reach::default(); n]),
        |(search, reaches), first| search.run(network, first, reaches),
        |(_, reaches)| reaches,
    )?;
    let mut sums = vec![Reach::default(); n];
    for reaches in parts {
        for (sum, reach) in sums.iter_mut().zip(reaches) {
            sum.nodes += reach.nodes;
            sum.total += reach.total;
            sum.inverse += reach.inverse;
        }
    }
    Ok(sums)
}

/// Breadth-first searches from many sources at once.
struct ManySearches {
    /// Which sources have reached each node.
    seen: Vec<Bits>,
    /// Which have reached it in the last round, and in this one.
    last: Vec<Bits>,
    next: Vec<Bits>,
    /// The nodes that any reached in the last round, and in this one.
    front: Vec<u32>,
    reached: Vec<u32>,
}

/// A front of more than one node in this many is found from the nodes not yet reached, which look back.
const LOOK_BACK: usize = 16;

impl ManySearches {
    fn new(nodes: usize) -> Self {
        let none = || vec![[0; WORDS]; nodes];
        Self { seen: none(), last: none(), next: none(), front: Vec::new(), reached: Vec::new() }
    }

    /// Searches from the sources that start at `first`, and adds what each node is reached by.
    fn run(&mut self, network: &Network, first: usize, reaches: &mut [Reach]) {
        let n = network.nodes();
        let sources = first..n.min(first + SOURCES);
        self.seen.fill([0; WORDS]);
        let mut all = [0; WORDS];
        for (bit, v) in sources.enumerate() {
            let (word, mask) = (bit / 64, 1 << (bit % 64));
            all[word] |= mask;
            self.seen[v][word] |= mask;
            self.last[v][word] |= mask;
            self.front.push(index(v));
        }
        let mut distance = 0.0;
        while !self.front.is_empty() {
            distance += 1.0;
            if self.front.len() > n / LOOK_BACK {
                self.look_back(network.incoming(), &all);
            } else {
                self.look_ahead(&network.out);
            }
            for &v in &self.front {
                self.last[v as usize] = [0; WORDS];
            }
            for &v in &self.reached {
                let (seen, new) = (&mut self.seen[v as usize], &self.next[v as usize]);
                let mut count = 0;
                for word in 0..WORDS {
                    seen[word] |= new[word];
                    count += new[word].count_ones();
                }
                reaches[v as usize].add(count as usize, distance);
            }
            std::mem::swap(&mut self.last, &mut self.next);
            std::mem::swap(&mut self.front, &mut self.reached);
            self.reached.clear();
        }
    }

    fn look_ahead(&mut self, out: &Arcs) {
        for &v in &self.front {
            let last = self.last[v as usize];
            for &w in out.of(v as usize) {
                let (seen, next) = (&self.seen[w as usize], &mut self.next[w as usize]);
                let new: Bits = std::array::from_fn(|i| last[i] & !seen[i]);
                if new != [0; WORDS] {
                    if *next == [0; WORDS] {
                        self.reached.push(w);
                    }
                    (0..WORDS).for_each(|i| next[i] |= new[i]);
                }
            }
        }
    }

    fn look_back(&mut self, into: &Arcs, all: &Bits) {
        for w in 0..self.seen.len() {
            let missing: Bits = std::array::from_fn(|i| all[i] & !self.seen[w][i]);
            if missing == [0; WORDS] {
                continue;
            }
            let mut found = [0; WORDS];
            for &v in into.of(w) {
                let last = &self.last[v as usize];
                (0..WORDS).for_each(|i| found[i] |= last[i]);
            }
            (0..WORDS).for_each(|i| found[i] &= missing[i]);
            if found != [0; WORDS] {
                self.next[w] = found;
                self.reached.push(index(w));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{directed, undirected, weighted};
    use proptest::prelude::*;

    #[test]
    fn ends_of_a_path() {
        let path = undirected(3, &[(0, 1), (1, 2)]);
        assert_eq!(closeness(&path, &()).unwrap(), [2.0 / 3.0, 1.0, 2.0 / 3.0]);
        assert_eq!(harmonic(&path, &()).unwrap(), [1.5, 2.0, 1.5]);
        let arrow = directed(3, &[(0, 1), (1, 2)]);
        assert_eq!(closeness(&arrow, &()).unwrap(), [0.0, 0.5, 2.0 / 3.0]);
        assert_eq!(closeness(&undirected(1, &[(0, 0)]), &()).unwrap(), [0.0]);
    }

    #[test]
    fn a_long_path_has_more_nodes_than_bits() {
        let n = 700;
        let path: Vec<(u32, u32)> = (1..n).map(|i| (i - 1, i)).collect();
        let values = closeness(&undirected(n as usize, &path), &()).unwrap();
        // Distances 1 to 699 from the end.
        assert_eq!(values[0], 699.0 / (699.0 * 700.0 / 2.0));
    }

    proptest! {
        #[test]
        fn weights_of_one_are_hops(edges in crate::testing::edges(30)) {
            let bare = undirected(30, &edges);
            let heavy = weighted(30, &edges.iter().map(|&(a, b)| (a, b, 1.0)).collect::<Vec<_>>());
            let heavy = Network::from_edges(30, &heavy.edges().map(|(a, b, _)| (index(a), index(b))).collect::<Vec<_>>(),
                &vec![1.0; heavy.edge_count()], crate::Kind::Undirected, crate::Merge::Sum);
            for (a, b) in closeness(&bare, &()).unwrap().into_iter().zip(closeness(&heavy, &()).unwrap()) {
                prop_assert!((a - b).abs() < 1e-12);
            }
        }
    }
}
