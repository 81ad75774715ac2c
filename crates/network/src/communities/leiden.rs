//! The Leiden algorithm.

mod level;

use crate::communities::{modularity, potts_quality};
use crate::compact::index;
use crate::connectivity::by_size;
use crate::{Ends, Merge, Monitor, Network, Stopped, strength};
use level::{Level, Sums, aggregate};
use rayon::prelude::*;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a partition is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Quality {
    /// [`modularity`].
    #[default]
    Modularity,
    /// The constant Potts model, [`potts_quality`], whose resolution is the density that a group has at least; it finds
    /// small groups in large networks too.
    Potts,
}

/// How communities are looked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LeidenOptions {
    /// What is made as large as it goes.
    pub quality: Quality,
    /// 1 for common modularity; larger for smaller groups.
    pub resolution: f64,
    /// Seed of what is drawn.
    pub seed: u64,
    /// How often to start anew, each time with other draws; the best partition counts.
    pub starts: usize,
    /// How often to go through all levels at most; it ends before when nothing improves.
    pub rounds: usize,
}

impl Default for LeidenOptions {
    fn default() -> Self {
        Self { quality: Quality::default(), resolution: 1.0, seed: 0, starts: 1, rounds: 10 }
    }
}

/// Communities by the Leiden algorithm (Traag, Waltman, van Eck, From Louvain to Leiden: guaranteeing well-connected
/// communities, 2019). Weights are strengths above 0; directions do not count.
///
/// # Returns
/// The community of each node, numbered from the largest.
///
/// # Errors
/// The monitor stopped it.
///
/// # Complexity
/// Near O(nodes + edges) a round in practice; starts in parallel, with the same result for any number of threads.
///
/// # Example
/// ```
/// # use policygraph_network::*;
/// let triangles = [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (2, 3)];
/// let network = Network::from_edges(6, &triangles, &[], Kind::Undirected, Merge::Sum);
/// assert_eq!(leiden(&network, LeidenOptions::default(), &()).unwrap(), [0, 0, 0, 1, 1, 1]);
/// ```
pub fn leiden(network: &Network, options: LeidenOptions, monitor: &dyn Monitor) -> Result<Vec<usize>, Stopped> {
    let undirected = network.is_directed().then(|| network.undirected(Merge::Sum));
    let network = undirected.as_ref().unwrap_or(network);
    let starts = options.starts.max(1);
    let done = AtomicUsize::new(0);
    let found: Result<Vec<(f64, Vec<usize>)>, Stopped> = (0..starts)
        .into_par_iter()
        .map(|start| {
            let mut search = Search::new(network, options, start);
            let groups = by_size(&search.run(monitor)?);
            let quality = match options.quality {
                Quality::Modularity => modularity(network, &groups, options.resolution),
                Quality::Potts => potts_quality(network, &groups, options.resolution),
            };
            monitor.advance(done.fetch_add(1, Ordering::Relaxed) + 1, starts);
            Ok((quality, groups))
        })
        .collect();
    let best = found?.into_iter().reduce(|best, next| if next.0 > best.0 { next } else { best });
    Ok(best.map(|(_, groups)| groups).unwrap_or_default())
}

struct Search<'n> {
    base: Level<'n>,
    /// How much each unit of size in a group costs a unit of size that joins it.
    cost: f64,
    rounds: usize,
    /// Whether nodes are moved in an order that is drawn; in their own, which the first start takes, memory is read
    /// more evenly, and large networks are done in half the time.
    shuffled: bool,
    random: fastrand::Rng,
}

/// How often each node is looked at on average before a level is left, for the base and for the levels above it, which are smaller:
/// most of what more would gain the next round gains sooner.
const LOOKS: [usize; 2] = [2, 5];

/// How much better a move must be: less is the rounding of sums.
const LEAST_GAIN: f64 = 1e-10;

/// How freely a node joins a group that is not the best in refinement, as in the paper.
const RANDOMNESS: f64 = 0.01;

impl<'n> Search<'n> {
    fn new(network: &'n Network, options: LeidenOptions, start: usize) -> Self {
        // Seeds next to each other must not share their starts.
        let seed = options.seed.wrapping_mul(options.starts.max(1) as u64).wrapping_add(start as u64);
        let mut sizes = strength(network, Ends::Both);
        let all: f64 = sizes.iter().sum();
        if options.quality == Quality::Potts {
            sizes.fill(1.0);
        }
        let base = Level::of(network, sizes);
        let cost = match options.quality {
            Quality::Modularity if all > 0.0 => options.resolution / all,
            Quality::Modularity => 0.0,
            Quality::Potts => options.resolution,
        };
        Self { base, cost, rounds: options.rounds, shuffled: start > 0, random: fastrand::Rng::with_seed(seed) }
    }

    fn run(&mut self, monitor: &dyn Monitor) -> Result<Vec<u32>, Stopped> {
        let mut groups: Vec<u32> = (0..index(self.base.nodes())).collect();
        for _ in 0..self.rounds {
            if !self.round(&mut groups, monitor)? {
                break;
            }
        }
        Ok(groups)
    }

    /// Goes through all levels once; whether anything was moved.
    fn round(&mut self, groups: &mut Vec<u32>, monitor: &dyn Monitor) -> Result<bool, Stopped> {
        let (cost, random, shuffled) = (self.cost, &mut self.random, self.shuffled);
        let mut improved = false;
        // For each node of the base the node of the level that stands for it.
        let mut stands_for: Vec<u32> = (0..index(self.base.nodes())).collect();
        let mut coarse: Option<Level<'_>> = None;
        loop {
            if monitor.stopped() {
                return Err(Stopped);
            }
            let level = coarse.as_ref().unwrap_or(&self.base);
            let looks = LOOKS[usize::from(coarse.is_some())] * level.nodes();
            improved |= move_nodes(level, groups, cost, looks, shuffled.then_some(&mut *random));
            let count = renumber(groups);
            if count == level.nodes() {
                break;
            }
            let mut refined = refine(level, groups, count, cost, random);
            let parts = renumber(&mut refined);
            if parts == level.nodes() {
                break;
            }
            let next = aggregate(level, &refined, parts);
            // Each part starts in the group of its nodes.
            let mut starts = vec![0; parts];
            for (v, &part) in refined.iter().enumerate() {
                starts[part as usize] = groups[v];
            }
            stands_for.iter_mut().for_each(|v| *v = refined[*v as usize]);
            *groups = starts;
            coarse = Some(next);
        }
        *groups = stands_for.iter().map(|&v| groups[v as usize]).collect();
        Ok(improved)
    }
}

/// Numbers groups from 0 in the order in which they appear; returns how many there are.
fn renumber(groups: &mut [u32]) -> usize {
    let mut numbers = vec![u32::MAX; groups.iter().max().map_or(0, |&m| m as usize + 1)];
    let mut next = 0;
    for group in groups {
        let number = &mut numbers[*group as usize];
        if *number == u32::MAX {
            *number = next;
            next += 1;
        }
        *group = *number;
    }
    next as usize
}

/// Moves each node to the group that gains most, and looks again at the neighbours of those that moved, for a number of looks at most.
fn move_nodes(
    level: &Level<'_>,
    groups: &mut [u32],
    cost: f64,
    looks: usize,
    shuffle: Option<&mut fastrand::Rng>,
) -> bool {
    let n = level.nodes();
    let mut sizes = vec![0.0; n];
    let mut members = vec![0_u32; n];
    for (v, &group) in groups.iter().enumerate() {
        sizes[group as usize] += level.sizes[v];
        members[group as usize] += 1;
    }
    let mut empty: Vec<u32> = (0..index(n)).rev().filter(|&g| members[g as usize] == 0).collect();
    let mut queue: Vec<u32> = (0..index(n)).collect();
    if let Some(random) = shuffle {
        random.shuffle(&mut queue);
    }
    let mut queue = VecDeque::from(queue);
    let mut waiting = vec![true; n];
    let mut sums = Sums::new(n);
    let mut moved = false;
    for _ in 0..looks {
        let Some(v) = queue.pop_front() else { break };
        let v = v as usize;
        waiting[v] = false;
        let (own, size) = (groups[v], level.sizes[v]);
        for (w, weight) in level.arcs(v) {
            sums.add(groups[w], weight);
        }
        let gain = |group: u32, less: f64| sums.weights[group as usize] - cost * size * (sizes[group as usize] - less);
        let stay = gain(own, size);
        let mut best = (stay + LEAST_GAIN, own);
        for &group in &sums.touched {
            let gain = if group == own { stay } else { gain(group, 0.0) };
            if gain > best.0 {
                best = (gain, group);
            }
        }
        // A group of its own gains 0.
        if best.0 < 0.0
            && members[own as usize] > 1
            && let Some(&free) = empty.last()
        {
            best = (0.0, free);
        }
        sums.clear();
        let group = best.1;
        if group == own {
            continue;
        }
        moved = true;
        if members[group as usize] == 0 {
            empty.pop();
        }
        groups[v] = group;
        sizes[own as usize] -= size;
        sizes[group as usize] += size;
        members[own as usize] -= 1;
        members[group as usize] += 1;
        if members[own as usize] == 0 {
            empty.push(own);
        }
        for (w, _) in level.arcs(v) {
            if !waiting[w] && groups[w] != group {
                waiting[w] = true;
                queue.push_back(index(w));
            }
        }
    }
    moved
}

/// Parts of each group that hang together well: each node alone at first joins one of the parts of its group.
fn refine(level: &Level<'_>, groups: &[u32], count: usize, cost: f64, random: &mut fastrand::Rng) -> Vec<u32> {
    let n = level.nodes();
    let mut group_sizes = vec![0.0; count];
    for (v, &group) in groups.iter().enumerate() {
        group_sizes[group as usize] += level.sizes[v];
    }
    let mut parts: Vec<u32> = (0..index(n)).collect();
    let mut sizes = level.sizes.clone();
    let mut alone = vec![true; n];
    // The weight from each part to the rest of its group.
    let mut cuts: Vec<f64> = (0..n)
        .map(|v| level.arcs(v).filter(|(w, _)| groups[*w] == groups[v]).map(|(_, weight)| weight).sum())
        .collect();
    let mut order: Vec<u32> = (0..index(n)).collect();
    random.shuffle(&mut order);
    let mut sums = Sums::new(n);
    let mut choices: Vec<(u32, f64)> = Vec::new();
    for v in order {
        let v = v as usize;
        let (size, whole) = (level.sizes[v], group_sizes[groups[v] as usize]);
        if !alone[v] || cuts[v] < cost * size * (whole - size) {
            continue;
        }
        for (w, weight) in level.arcs(v).filter(|(w, _)| groups[*w] == groups[v]) {
            sums.add(parts[w], weight);
        }
        for &part in &sums.touched {
            let (with, rest) = (sizes[part as usize], whole - sizes[part as usize]);
            let gain = sums.weights[part as usize] - cost * size * with;
            if cuts[part as usize] >= cost * with * rest && gain >= 0.0 {
                choices.push((part, gain));
            }
        }
        if let Some(part) = choose(&choices, random) {
            let joined = sums.weights[part as usize];
            parts[v] = part;
            sizes[part as usize] += size;
            cuts[part as usize] += cuts[v] - 2.0 * joined;
            alone[part as usize] = false;
            alone[v] = false;
        }
        choices.clear();
        sums.clear();
    }
    parts
}

/// Draws a part, the better the likelier.
fn choose(choices: &[(u32, f64)], random: &mut fastrand::Rng) -> Option<u32> {
    if let [only] = choices {
        return Some(only.0);
    }
    let best = choices.iter().map(|c| c.1).reduce(f64::max)?;
    let likeliness = |gain: f64| ((gain - best) / RANDOMNESS).exp();
    let all: f64 = choices.iter().map(|c| likeliness(c.1)).sum();
    let mut left = random.f64() * all;
    let drawn = choices.iter().find(|c| {
        left -= likeliness(c.1);
        left <= 0.0
    });
    drawn.or(choices.last()).map(|c| c.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connectivity::components;
    use crate::testing::{undirected, weighted};
    use proptest::prelude::*;

    #[test]
    fn a_ring_of_cliques() {
        // Ten cliques of five, each tied to the next by one edge.
        let mut edges = Vec::new();
        for clique in 0..10 {
            let first = clique * 5;
            edges.extend((0..5).flat_map(|a| (0..a).map(move |b| (first + a, first + b))));
            edges.push((first, (first + 6) % 50));
        }
        let options = LeidenOptions { resolution: 0.5, quality: Quality::Potts, ..LeidenOptions::default() };
        let groups = leiden(&undirected(50, &edges), options, &()).unwrap();
        for clique in groups.chunks(5) {
            assert!(clique.iter().all(|g| *g == clique[0]), "{groups:?}");
        }
        assert_eq!(groups.iter().max(), Some(&9));
    }

    #[test]
    fn no_edges_and_heavy_edges() {
        assert_eq!(leiden(&undirected(3, &[]), LeidenOptions::default(), &()).unwrap(), [0, 1, 2]);
        assert!(leiden(&undirected(0, &[]), LeidenOptions::default(), &()).unwrap().is_empty());
        let square = weighted(4, &[(0, 1, 9.0), (1, 2, 1.0), (2, 3, 9.0), (3, 0, 1.0)]);
        assert_eq!(leiden(&square, LeidenOptions::default(), &()).unwrap(), [0, 0, 1, 1]);
    }

    proptest! {
        /// Communities hang together, and are no worse than one for all or each for itself.
        #[test]
        fn communities_hang_together(edges in crate::testing::edges(20), seed in 0_u64..5) {
            let g = undirected(20, &edges);
            let groups = leiden(&g, LeidenOptions { seed, ..LeidenOptions::default() }, &()).unwrap();
            for group in 0..=*groups.iter().max().unwrap() {
                let members: Vec<usize> = (0..20).filter(|&v| groups[v] == group).collect();
                prop_assert!(components(&g.part(&members)).iter().all(|&c| c == 0), "{members:?}");
            }
            let quality = modularity(&g, &groups, 1.0);
            prop_assert!(quality >= -1e-12 && quality >= modularity(&g, &(0..20).collect::<Vec<_>>(), 1.0) - 1e-12);
        }
    }
}
