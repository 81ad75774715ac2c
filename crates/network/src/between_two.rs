//! The shortest path between two nodes, searched from both.

use crate::Network;
use crate::compact::{Arcs, index};
use crate::search::UNREACHED;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A path.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// Its nodes, from the first to the last.
    pub nodes: Vec<usize>,
    /// The lengths of its edges added up; their number in a network without weights.
    pub length: f64,
}

/// A shortest path for each of some pairs of nodes; `None` where there is none. The path from a node to itself has no edge.
/// Weights are lengths, which must not be negative.
///
/// # Complexity
/// Bidirectional search (Pohl, Bi-directional search, 1971): at most O(edges) a pair without weights, O(edges × log nodes)
/// with them, and far less where both ends have few neighbours; pairs in parallel.
///
/// # Example
/// ```
/// # use policygraph_network::*;
/// let network = Network::from_edges(4, &[(0, 1), (1, 2), (0, 2)], &[2.0, 2.0, 5.0], Kind::Undirected, Merge::Least);
/// let paths = shortest_paths(&network, &[(0, 2), (0, 3)]);
/// assert_eq!(paths[0].as_ref().unwrap().nodes, [0, 1, 2]);
/// assert!(paths[1].is_none());
/// ```
#[must_use]
pub fn shortest_paths(network: &Network, pairs: &[(usize, usize)]) -> Vec<Option<Path>> {
    let n = network.nodes();
    if network.is_weighted() {
        pairs.par_iter().map_init(|| ByLength::new(n), |search, &(a, b)| search.run(network, a, b)).collect()
    } else {
        pairs.par_iter().map_init(|| ByHops::new(n), |search, &(a, b)| search.run(network, a, b)).collect()
    }
}

/// The half of a breadth-first search that starts at one end.
struct Half {
    /// For each node the one before it; [`UNREACHED`] if there is none yet.
    before: Vec<u32>,
    /// All that were reached, and where those of the last round start.
    reached: Vec<u32>,
    round: usize,
    /// Number of arcs of those of the last round.
    arcs: usize,
}

struct ByHops {
    halves: [Half; 2],
}

impl Half {
    fn start(&mut self, node: usize, arcs: &Arcs) {
        for &v in &self.reached {
            self.before[v as usize] = UNREACHED;
        }
        self.reached.clear();
        self.reached.push(index(node));
        self.before[node] = index(node);
        self.round = 0;
        self.arcs = arcs.degree(node);
    }

    /// Follows the nodes before one back to the end at which the half started.
    fn back(&self, mut node: usize) -> Vec<usize> {
        let mut nodes = vec![node];
        while self.before[node] as usize != node {
            node = self.before[node] as usize;
            nodes.push(node);
        }
        nodes
    }
}

impl ByHops {
    fn new(nodes: usize) -> Self {
        let half = || Half { before: vec![UNREACHED; nodes], reached: Vec::new(), round: 0, arcs: 0 };
        Self { halves: [half(), half()] }
    }

    fn run(&mut self, network: &Network, from: usize, to: usize) -> Option<Path> {
        let arcs = [&network.out, network.incoming()];
        self.halves[0].start(from, arcs[0]);
        self.halves[1].start(to, arcs[1]);
        if from == to {
            return Some(Path { nodes: vec![from], length: 0.0 });
        }
        loop {
            let [a, b] = &mut self.halves;
            let (here, there, arcs) = if a.arcs <= b.arcs { (a, b, arcs[0]) } else { (b, a, arcs[1]) };
            let round = here.round..here.reached.len();
            if round.is_empty() {
                return None;
            }
            here.round = round.end;
            here.arcs = 0;
            for i in round {
                let v = here.reached[i];
                for &w in arcs.of(v as usize) {
                    if here.before[w as usize] != UNREACHED {
                        continue;
                    }
                    here.before[w as usize] = v;
                    here.reached.push(w);
                    here.arcs += arcs.degree(w as usize);
                    if there.before[w as usize] != UNREACHED {
                        return Some(self.join(w as usize));
                    }
                }
            }
        }
    }

    /// The path through the node at which the halves met. The first meeting is on a shortest path: all nodes as far as the
    /// finished rounds of both halves had been compared before.
    fn join(&self, middle: usize) -> Path {
        let mut nodes = self.halves[0].back(middle);
        nodes.reverse();
        nodes.extend(&self.halves[1].back(middle)[1..]);
        Path { length: crate::compact::as_f64(nodes.len() - 1), nodes }
    }
}

/// The half of Dijkstra's search that starts at one end.
struct WeightedHalf {
    /// Distance of each node from the end, and the node before it.
    states: Vec<(f64, u32)>,
    touched: Vec<u32>,
    heap: BinaryHeap<Reverse<(u64, u32)>>,
}

struct ByLength {
    halves: [WeightedHalf; 2],
}

impl WeightedHalf {
    fn start(&mut self, node: usize) {
        for &v in &self.touched {
            self.states[v as usize] = (f64::INFINITY, UNREACHED);
        }
        self.touched.clear();
        self.heap.clear();
        self.reach(node, 0.0, node);
    }

    fn reach(&mut self, node: usize, distance: f64, before: usize) {
        let state = &mut self.states[node];
        if distance < state.0 {
            if state.1 == UNREACHED {
                self.touched.push(index(node));
            }
            *state = (distance, index(before));
            self.heap.push(Reverse((distance.to_bits(), index(node))));
        }
    }

    /// The distance of the nearest node that is not settled.
    fn nearest(&self) -> f64 {
        self.heap.peek().map_or(f64::INFINITY, |Reverse((bits, _))| f64::from_bits(*bits))
    }
}

impl ByLength {
    fn new(nodes: usize) -> Self {
        let half = || WeightedHalf {
            states: vec![(f64::INFINITY, UNREACHED); nodes],
            touched: Vec::new(),
            heap: BinaryHeap::new(),
        };
        Self { halves: [half(), half()] }
    }

    fn run(&mut self, network: &Network, from: usize, to: usize) -> Option<Path> {
        self.halves[0].start(from);
        self.halves[1].start(to);
        let mut best = (if from == to { 0.0 } else { f64::INFINITY }, from);
        loop {
            let [a, b] = &mut self.halves;
            let (near, far) = (a.nearest(), b.nearest());
            if near + far >= best.0 || near + far == f64::INFINITY {
                break;
            }
            let forward = a.heap.len() <= b.heap.len();
            let (here, there, far) = if forward { (a, b, far) } else { (b, a, near) };
            let arcs = if forward { &network.out } else { network.incoming() };
            let Some(Reverse((bits, v))) = here.heap.pop() else { break };
            let distance = f64::from_bits(bits);
            if distance > here.states[v as usize].0 {
                continue;
            }
            for (w, length) in arcs.weighted_of(v as usize) {
                let longer = distance + length;
                let beyond = there.states[w].0;
                // A path on through a node that the other half has not settled is no shorter than this.
                if longer + beyond.min(far) >= best.0 {
                    continue;
                }
                here.reach(w, longer, v as usize);
                if longer + beyond < best.0 {
                    best = (longer + beyond, w);
                }
            }
        }
        (best.0 < f64::INFINITY).then(|| self.join(best.1, best.0))
    }

    fn join(&self, middle: usize, length: f64) -> Path {
        let back = |half: &WeightedHalf| {
            let mut node = middle;
            let mut nodes = vec![node];
            while half.states[node].1 as usize != node {
                node = half.states[node].1 as usize;
                nodes.push(node);
            }
            nodes
        };
        let mut nodes = back(&self.halves[0]);
        nodes.reverse();
        nodes.extend(&back(&self.halves[1])[1..]);
        Path { nodes, length }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::distances;
    use crate::testing::{directed, weighted};
    use proptest::prelude::*;

    #[test]
    fn a_node_reaches_itself() {
        let g = directed(2, &[(0, 1)]);
        assert_eq!(shortest_paths(&g, &[(1, 1)]), [Some(Path { nodes: vec![1], length: 0.0 })]);
        assert_eq!(shortest_paths(&g, &[(1, 0)]), [None]);
        let g = weighted(2, &[(0, 1, 3.0)]);
        assert_eq!(shortest_paths(&g, &[(1, 1)]), [Some(Path { nodes: vec![1], length: 0.0 })]);
    }

    fn check(network: &Network) -> Result<(), TestCaseError> {
        let pairs: Vec<(usize, usize)> = (0..20).flat_map(|a| (0..20).map(move |b| (a, b))).collect();
        let all = distances(network, &(0..20).collect::<Vec<_>>());
        for ((a, b), path) in pairs.iter().zip(shortest_paths(network, &pairs)) {
            let Some(path) = path else {
                prop_assert_eq!(all[*a][*b], f64::INFINITY);
                continue;
            };
            prop_assert!((path.length - all[*a][*b]).abs() < 1e-9);
            prop_assert_eq!((path.nodes[0], path.nodes[path.nodes.len() - 1]), (*a, *b));
            let lengths = path
                .nodes
                .windows(2)
                .map(|hop| network.out.weighted_of(hop[0]).find(|(w, _)| *w == hop[1]).expect("a hop is an edge").1);
            prop_assert!((lengths.sum::<f64>() - path.length).abs() < 1e-9);
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn both_ends_find_what_one_finds(edges in crate::testing::edges(20), lengths in prop::collection::vec(0.0_f64..4.0, 60)) {
            check(&directed(20, &edges))?;
            let edges: Vec<_> = edges.iter().zip(&lengths).map(|(&(a, b), &l)| (a, b, l)).collect();
            check(&weighted(20, &edges))?;
        }
    }
}
