//! Distances from one node to all.

use crate::Network;
use crate::compact::{Arcs, index};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Number of hops to a node that is not reached.
pub const UNREACHED: u32 = u32::MAX;

/// Numbers of hops from each of some nodes to all, by breadth-first search.
///
/// # Returns
/// For each source one number a node, [`UNREACHED`] where there is no path.
///
/// # Complexity
/// O(nodes + edges) a source; sources in parallel.
#[must_use]
pub fn hops(network: &Network, sources: &[usize]) -> Vec<Vec<u32>> {
    sources.par_iter().map(|&source| hops_along(&network.out, network.nodes(), source)).collect()
}

pub(crate) fn hops_along(arcs: &Arcs, nodes: usize, source: usize) -> Vec<u32> {
    let mut hops = vec![UNREACHED; nodes];
    // A bit a node fits into a nearer cache than the hops do.
    let mut seen = vec![0_u64; nodes.div_ceil(64)];
    let mut order = Vec::with_capacity(nodes);
    order.push(index(source));
    hops[source] = 0;
    seen[source / 64] |= 1 << (source % 64);
    let (mut next, mut level) = (0, 0);
    while next < order.len() {
        level += 1;
        let round = next..order.len();
        next = round.end;
        for i in round {
            for &w in arcs.of(order[i] as usize) {
                let (word, bit) = (&mut seen[w as usize / 64], 1 << (w % 64));
                if *word & bit == 0 {
                    *word |= bit;
                    hops[w as usize] = level;
                    order.push(w);
                }
            }
        }
    }
    hops
}

/// Distances from each of some nodes to all, by the lengths of edges, which must not be negative (Dijkstra, A note on two
/// problems in connexion with graphs, 1959). Small whole lengths are kept in a ring of buckets (Dial, Algorithm 360,
/// 1969).
///
/// # Returns
/// For each source one distance a node, infinite where there is no path.
///
/// # Complexity
/// O(edges × log nodes) a source, with small whole lengths O(edges + longest distance); sources in parallel.
#[must_use]
pub fn distances(network: &Network, sources: &[usize]) -> Vec<Vec<f64>> {
    let n = network.nodes();
    if let Some(longest) = small_whole_lengths(network) {
        return sources.par_iter().map(|&source| by_buckets(network, source, longest)).collect();
    }
    sources
        .par_iter()
        .map_init(
            || Distances::new(n),
            |search, &source| {
                let mut distances = vec![f64::INFINITY; n];
                search.run(&network.out, source, |v, distance| {
                    distances[v] = distance;
                    true
                });
                distances
            },
        )
        .collect()
}

/// Lengths up to this many buckets are kept in a ring.
const BUCKETS: u16 = 256;

/// The longest edge, if all lengths are whole and small.
fn small_whole_lengths(network: &Network) -> Option<usize> {
    let mut longest = 1_u8;
    for v in 0..network.nodes() {
        for &length in network.out.weights_of(v) {
            longest = longest.max(whole(length)?);
        }
    }
    Some(longest.into())
}

/// A length from 0 to 255 that is whole.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked by comparing")]
fn whole(length: f64) -> Option<u8> {
    (f64::from(length as u8) == length).then_some(length as u8)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "lengths are whole numbers up to 255")]
fn by_buckets(network: &Network, source: usize, longest: usize) -> Vec<f64> {
    debug_assert!(longest < usize::from(BUCKETS));
    let mut distances = vec![UNREACHED; network.nodes()];
    distances[source] = 0;
    let mut ring: Vec<Vec<u32>> = vec![Vec::new(); longest + 1];
    ring[0].push(index(source));
    let (mut distance, mut waiting) = (0_u32, 1_usize);
    while waiting > 0 {
        let place = distance as usize % ring.len();
        // Edges of length 0 add to the bucket that is being emptied.
        while let Some(v) = ring[place].pop() {
            waiting -= 1;
            if distances[v as usize] != distance {
                continue;
            }
            let ends = network.out.of(v as usize);
            let lengths = network.out.weights_of(v as usize);
            for (i, &w) in ends.iter().enumerate() {
                let longer = distance + lengths.get(i).map_or(1, |&l| l as u32);
                if longer < distances[w as usize] {
                    distances[w as usize] = longer;
                    let bucket = longer as usize % ring.len();
                    ring[bucket].push(w);
                    waiting += 1;
                }
            }
        }
        distance += 1;
    }
    distances.into_iter().map(|d| if d == UNREACHED { f64::INFINITY } else { f64::from(d) }).collect()
}

/// Distances by Dijkstra's algorithm, in buffers that serve for many searches.
pub(crate) struct Distances {
    distances: Vec<f64>,
    touched: Vec<u32>,
    heap: BinaryHeap<Reverse<(u64, u32)>>,
}

impl Distances {
    pub(crate) fn new(nodes: usize) -> Self {
        Self { distances: vec![f64::INFINITY; nodes], touched: Vec::new(), heap: BinaryHeap::new() }
    }

    /// Visits the nodes that are reached, nearest first, with their distances, until a visit returns false.
    pub(crate) fn run(&mut self, arcs: &Arcs, source: usize, mut visit: impl FnMut(usize, f64) -> bool) {
        for &v in &self.touched {
            self.distances[v as usize] = f64::INFINITY;
        }
        self.touched.clear();
        self.heap.clear();
        self.distances[source] = 0.0;
        self.touched.push(index(source));
        self.heap.push(Reverse((0, index(source))));
        while let Some(Reverse((bits, v))) = self.heap.pop() {
            let distance = f64::from_bits(bits);
            if distance > self.distances[v as usize] {
                continue;
            }
            if !visit(v as usize, distance) {
                return;
            }
            for (w, length) in arcs.weighted_of(v as usize) {
                let (longer, known) = (distance + length, &mut self.distances[w]);
                if longer < *known {
                    if *known == f64::INFINITY {
                        self.touched.push(index(w));
                    }
                    *known = longer;
                    // The bits of floats that are not negative have the order of the floats.
                    self.heap.push(Reverse((longer.to_bits(), index(w))));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{directed, weighted};
    use proptest::prelude::*;

    #[test]
    fn what_is_not_reached() {
        let g = directed(4, &[(0, 1), (1, 2), (3, 2)]);
        assert_eq!(hops(&g, &[0, 2]), [[0, 1, 2, UNREACHED], [UNREACHED, UNREACHED, 0, UNREACHED]]);
        assert_eq!(distances(&g, &[0]), [[0.0, 1.0, 2.0, f64::INFINITY]]);
        assert!(hops(&g, &[]).is_empty());
    }

    proptest! {
        #[test]
        fn buckets_and_heap_agree(edges in crate::testing::edges(20), lengths in prop::collection::vec(0_u8..9, 60)) {
            let edges: Vec<_> = edges.iter().zip(&lengths).map(|(&(a, b), &l)| (a, b, f64::from(l))).collect();
            let halves: Vec<_> = edges.iter().map(|&(a, b, l)| (a, b, l / 16.0)).collect();
            let (whole, half) = (distances(&weighted(20, &edges), &[0, 7]), distances(&weighted(20, &halves), &[0, 7]));
            for (whole, half) in whole.iter().flatten().zip(half.iter().flatten()) {
                prop_assert_eq!(*whole, half * 16.0);
            }
        }
    }
}
