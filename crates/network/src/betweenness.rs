//! Betweenness of nodes and edges.

use crate::compact::{as_f64, index};
use crate::monitor::{in_parts, sum};
use crate::search::UNREACHED;
use crate::{Monitor, Network, Stopped};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// How betweenness is computed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BetweennessOptions {
    /// Divide by the number of pairs of other nodes, so that values lie between 0 and 1; without it, each unordered pair
    /// of an undirected network counts once.
    pub normalized: bool,
    /// Estimate from this many sources drawn at random (Brandes and Pich, Centrality estimation in large networks, 2007)
    /// instead of all.
    pub sources: Option<usize>,
    /// Seed of the draw.
    pub seed: u64,
}

/// Betweenness centrality of each node: the share of the shortest paths between other nodes that run through it (Freeman
/// 1977; Brandes, A faster algorithm for betweenness centrality, 2001). Weights are lengths above 0. As `betweenness_centrality`
/// of NetworkX; sums of a sample are scaled by nodes over sources.
///
/// # Returns
/// One value a node.
///
/// # Errors
/// The monitor stopped it.
///
/// # Complexity
/// O(sources × edges) time, with weights O(sources × edges × log nodes); in parallel over sources, with the same result for
/// any number of threads.
///
/// # Example
/// ```
/// # use policygraph_network::*;
/// let path = Network::from_edges(3, &[(0, 1), (1, 2)], &[], Kind::Undirected, Merge::Sum);
/// let options = BetweennessOptions { normalized: true, ..Default::default() };
/// assert_eq!(betweenness(&path, options, &()).unwrap(), [0.0, 1.0, 0.0]);
/// ```
pub fn betweenness(network: &Network, options: BetweennessOptions, monitor: &dyn Monitor) -> Result<Vec<f64>, Stopped> {
    let n = network.nodes();
    let sources = sample(n, options);
    let parts = in_parts(
        &sources,
        monitor,
        || (Search::new(network), vec![0.0; n]),
        |(search, sums), source| search.run(network, source, |_, _| {}, |v, dependency| sums[v] += dependency),
        |(_, sums)| sums,
    )?;
    let sums = sum(parts, n);
    Ok(scaled(sums, network, options, sources.len(), n.saturating_sub(1)))
}

/// Betweenness centrality of each edge: the share of the shortest paths between nodes that run along it (Girvan and
/// Newman 2002). Weights are lengths above 0. As `edge_betweenness_centrality` of NetworkX.
///
/// # Returns
/// One value an edge, in the order of [`Network::edges`].
///
/// # Errors
/// The monitor stopped it.
///
/// # Complexity
/// As [`betweenness`].
pub fn edge_betweenness(
    network: &Network,
    options: BetweennessOptions,
    monitor: &dyn Monitor,
) -> Result<Vec<f64>, Stopped> {
    let (n, edges) = (network.nodes(), network.edge_count());
    let sources = sample(n, options);
    let places = network.edge_places();
    let parts = in_parts(
        &sources,
        monitor,
        || (Search::new(network), vec![0.0; edges]),
        |(search, sums), source| {
            search.run(network, source, |arc, dependency| sums[places[arc] as usize] += dependency, |_, _| {});
        },
        |(_, sums)| sums,
    )?;
    let sums = sum(parts, edges);
    Ok(scaled(sums, network, options, sources.len(), n))
}

/// How far an estimate of normalised betweenness from so many of the sources is from the truth at most, for all nodes at once,
/// with probability `1 - failure`: Hoeffding's inequality for a mean of values between 0 and 1, and the union bound
/// over the nodes, as in Brandes and Pich 2007.
#[must_use]
pub fn betweenness_error(nodes: usize, sources: usize, failure: f64) -> f64 {
    if nodes < 3 || sources >= nodes {
        return 0.0;
    }
    // The mean runs over all sources; that of the node itself gives 0, and n / (n - 1) leaves the source out.
    let correction = as_f64(nodes) / as_f64(nodes - 1);
    correction * ((2.0 * as_f64(nodes) / failure).ln() / (2.0 * as_f64(sources))).sqrt()
}

fn sample(nodes: usize, options: BetweennessOptions) -> Vec<u32> {
    let mut all: Vec<u32> = (0..index(nodes)).collect();
    if let Some(sources) = options.sources.filter(|&s| s < nodes) {
        let mut random = fastrand::Rng::with_seed(options.seed);
        for i in 0..sources {
            all.swap(i, random.usize(i..nodes));
        }
        all.truncate(sources);
        all.sort_unstable();
    }
    all
}

/// Scales sums over sources; `ends` is the number of nodes that can be the source of a path through a node or edge.
fn scaled(mut sums: Vec<f64>, network: &Network, options: BetweennessOptions, sources: usize, ends: usize) -> Vec<f64> {
    if ends < 2 || sources == 0 {
        return sums;
    }
    let all = as_f64(network.nodes()) / as_f64(sources);
    let scale = if options.normalized {
        all / (as_f64(ends) * as_f64(ends - 1))
    } else if network.is_directed() {
        all
    } else {
        all / 2.0
    };
    sums.iter_mut().for_each(|s| *s *= scale);
    sums
}

/// All shortest paths from one source, in buffers that serve for many.
struct Search {
    /// Number of edges on the way to each node, and the length of the way: the one that is used.
    hops: Vec<u32>,
    lengths: Vec<f64>,
    /// First the number of shortest paths to each node; then, from the far end back, Brandes' dependency of the node and 1, over that
    /// number, which is all that the nodes before it need.
    values: Vec<f64>,
    /// The nodes reached, nearest first.
    order: Vec<u32>,
    /// The places of the arcs that are on a shortest path, those of each node of the order together, and where they start.
    arcs: Vec<u32>,
    starts: Vec<u32>,
    heap: BinaryHeap<(Reverse<Length>, Reverse<u32>)>,
}

/// A length of a path, which is no NaN, in an order.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Length(pub f64);

impl Eq for Length {}

impl PartialOrd for Length {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Length {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl Search {
    fn new(network: &Network) -> Self {
        let n = network.nodes();
        let (hops, lengths) = if network.is_weighted() { (0, n) } else { (n, 0) };
        Self {
            hops: vec![UNREACHED; hops],
            lengths: vec![f64::INFINITY; lengths],
            values: vec![0.0; n],
            order: Vec::with_capacity(n),
            arcs: Vec::new(),
            starts: Vec::with_capacity(n + 1),
            heap: BinaryHeap::new(),
        }
    }

    /// Searches from a source, and tells the dependency of the source on each arc that is on a shortest path, by its place, and on
    /// each other node that is reached.
    fn run(&mut self, network: &Network, source: u32, arc: impl FnMut(usize, f64), node: impl FnMut(usize, f64)) {
        self.order.clear();
        self.arcs.clear();
        self.starts.clear();
        self.values[source as usize] = 1.0;
        if network.is_weighted() {
            self.by_length(network, source);
        } else {
            self.by_hops(network, source);
        }
        self.dependencies(network, arc, node);
    }

    fn by_hops(&mut self, network: &Network, source: u32) {
        self.hops[source as usize] = 0;
        self.order.push(source);
        let mut next = 0;
        while next < self.order.len() {
            let v = self.order[next] as usize;
            next += 1;
            self.starts.push(index(self.arcs.len()));
            let (further, paths) = (self.hops[v] + 1, self.values[v]);
            for (place, &w) in network.out.range(v).zip(network.out.of(v)) {
                let hops = &mut self.hops[w as usize];
                if *hops == UNREACHED {
                    *hops = further;
                    self.values[w as usize] = paths;
                    self.order.push(w);
                    self.arcs.push(index(place));
                } else if *hops == further {
                    self.values[w as usize] += paths;
                    self.arcs.push(index(place));
                }
            }
        }
        self.order.iter().for_each(|&v| self.hops[v as usize] = UNREACHED);
    }

    /// Dijkstra; the paths to a node are all counted when it leaves the heap.
    fn by_length(&mut self, network: &Network, source: u32) {
        self.lengths[source as usize] = 0.0;
        self.heap.push((Reverse(Length(0.0)), Reverse(source)));
        while let Some((Reverse(Length(length)), Reverse(v))) = self.heap.pop() {
            // An entry that a shorter path has replaced.
            if length > self.lengths[v as usize] {
                continue;
            }
            self.order.push(v);
            let paths = self.values[v as usize];
            for (w, weight) in network.out.weighted_of(v as usize) {
                let (longer, known) = (length + weight, &mut self.lengths[w]);
                if longer < *known {
                    *known = longer;
                    self.values[w] = paths;
                    self.heap.push((Reverse(Length(longer)), Reverse(index(w))));
                } else if longer == *known {
                    self.values[w] += paths;
                }
            }
        }
        for &v in &self.order {
            self.starts.push(index(self.arcs.len()));
            let length = self.lengths[v as usize];
            for (place, (w, weight)) in network.out.range(v as usize).zip(network.out.weighted_of(v as usize)) {
                if self.lengths[w] == length + weight {
                    self.arcs.push(index(place));
                }
            }
        }
        self.order.iter().for_each(|&v| self.lengths[v as usize] = f64::INFINITY);
    }

    fn dependencies(&mut self, network: &Network, mut arc: impl FnMut(usize, f64), mut node: impl FnMut(usize, f64)) {
        let mut end = self.arcs.len();
        for (i, (&v, &start)) in self.order.iter().zip(&self.starts).enumerate().rev() {
            let v = v as usize;
            let paths = self.values[v];
            let mut beyond = 0.0;
            for &place in &self.arcs[start as usize..end] {
                let value = self.values[network.out.end(place as usize)];
                beyond += value;
                arc(place as usize, paths * value);
            }
            end = start as usize;
            self.values[v] = 1.0 / paths + beyond;
            if i > 0 {
                node(v, paths * beyond);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{directed, undirected, weighted};
    use proptest::prelude::*;

    const NORMALIZED: BetweennessOptions = BetweennessOptions { normalized: true, sources: None, seed: 0 };

    #[test]
    fn the_middle_of_a_path_is_between() {
        let all = |g: &Network| betweenness(g, NORMALIZED, &()).unwrap();
        assert_eq!(all(&undirected(3, &[(0, 1), (1, 2), (1, 2)])), [0.0, 1.0, 0.0]);
        assert_eq!(all(&directed(3, &[(0, 1), (1, 2)])), [0.0, 0.5, 0.0]);
        assert_eq!(all(&undirected(2, &[(0, 1), (0, 0)])), [0.0, 0.0]);
        assert!(all(&undirected(0, &[])).is_empty());
        let detour = weighted(4, &[(0, 1, 1.0), (1, 2, 1.0), (0, 3, 1.0), (3, 2, 2.0)]);
        assert_eq!(all(&detour), [1.0 / 3.0, 1.0 / 3.0, 0.0, 0.0]);
    }

    #[test]
    fn edges_of_a_path() {
        let edges = edge_betweenness(&undirected(3, &[(1, 2), (0, 1)]), BetweennessOptions::default(), &()).unwrap();
        assert_eq!(edges, [2.0, 2.0]);
    }

    #[test]
    fn a_sample_keeps_its_bound() {
        // A star with tails: 400 nodes, all paths run through few of them.
        let edges: Vec<(u32, u32)> = (1..200).flat_map(|i| [(0, i), (i, i + 199)]).collect();
        let g = undirected(400, &edges);
        let exact = betweenness(&g, NORMALIZED, &()).unwrap();
        let bound = betweenness_error(400, 100, 0.01);
        assert!(bound < 0.25, "{bound}");
        for seed in 0..10 {
            let some = betweenness(&g, BetweennessOptions { sources: Some(100), seed, ..NORMALIZED }, &()).unwrap();
            let worst = exact.iter().zip(&some).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            assert!(worst <= bound && worst > 0.0, "{worst} > {bound}");
        }
        assert_eq!(betweenness_error(400, 400, 0.01), 0.0);
    }

    proptest! {
        /// An isolated node lies on no path, and adds none.
        #[test]
        fn an_isolated_node_changes_nothing(edges in crate::testing::edges(12)) {
            let with = betweenness(&undirected(13, &edges), BetweennessOptions::default(), &()).unwrap();
            let without = betweenness(&undirected(12, &edges), BetweennessOptions::default(), &()).unwrap();
            prop_assert_eq!(&with[..12], &without[..]);
            prop_assert_eq!(with[12], 0.0);
        }
    }
}
