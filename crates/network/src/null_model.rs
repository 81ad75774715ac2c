//! What would be so by degrees alone.

use crate::compact::{as_f64, index};
use crate::monitor::in_parts;
use crate::{Kind, Merge, Monitor, Network, Stopped};
use std::collections::HashSet;

/// Exchanges of ends tried for each edge: ten mix well (Milo et al., On the uniform generation of random graphs with prescribed
/// degree sequences, 2003, took 100 to be safe and found less enough).
const EXCHANGES: usize = 10;

/// A network at random in which each node keeps its degree, of directed networks both degrees: two edges drawn at random exchange
/// their ends, again and again (Maslov and Sneppen 2002). There are no loops and no weights.
#[must_use]
pub fn rewired(network: &Network, seed: u64) -> Network {
    let mut random = crate::random(seed, 0);
    let directed = network.is_directed();
    let key = |a: u32, b: u32| if directed || a <= b { (a, b) } else { (b, a) };
    let mut edges: Vec<(u32, u32)> =
        network.edges().filter(|(v, w, _)| v != w).map(|(v, w, _)| (index(v), index(w))).collect();
    let mut known: HashSet<(u32, u32)> = edges.iter().copied().collect();
    if edges.len() > 1 {
        for _ in 0..EXCHANGES * edges.len() {
            let (i, j) = (random.usize(..edges.len()), random.usize(..edges.len()));
            let ((a, b), (c, d)) = (edges[i], edges[j]);
            let (c, d) = if !directed && random.bool() { (d, c) } else { (c, d) };
            let (first, second) = (key(a, d), key(c, b));
            if i == j || a == d || c == b || first == second || known.contains(&first) || known.contains(&second) {
                continue;
            }
            known.remove(&key(a, b));
            known.remove(&key(c, d));
            known.extend([first, second]);
            edges[i] = first;
            edges[j] = second;
        }
    }
    let kind = if directed { Kind::Directed } else { Kind::Undirected };
    Network::from_edges(network.nodes(), &edges, &[], kind, Merge::Sum)
}

/// What was observed, beside networks at random.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Comparison {
    /// The value of the network.
    pub observed: f64,
    /// Mean of the networks at random.
    pub mean: f64,
    /// Their standard deviation.
    pub deviation: f64,
    /// How often a network at random is at least as far from the mean, the observed one counted among them (Davison and
    /// Hinkley 1997); two-sided.
    pub p: f64,
}

impl Comparison {
    /// How many deviations the observed value is from the mean; `None` if networks at random do not differ.
    #[must_use]
    pub fn z(&self) -> Option<f64> {
        (self.deviation > 0.0).then(|| (self.observed - self.mean) / self.deviation)
    }
}

/// Compares a value of a network, without its weights and loops, with that of networks at random that keep its degrees.
///
/// # Arguments
/// `samples`: how many networks to draw, at least one.
///
/// # Errors
/// The monitor stopped it.
///
/// # Complexity
/// O(edges) and one value a sample; samples in parallel, with the same result for any number of threads.
pub fn compare_with_null_model(
    network: &Network,
    value: impl Fn(&Network) -> f64 + Sync,
    samples: usize,
    seed: u64,
    monitor: &dyn Monitor,
) -> Result<Comparison, Stopped> {
    let edges: Vec<(u32, u32)> =
        network.edges().filter(|(v, w, _)| v != w).map(|(v, w, _)| (index(v), index(w))).collect();
    let bare = Network::from_edges(network.nodes(), &edges, &[], network.kind(), Merge::Sum);
    let observed = value(&bare);
    let seeds: Vec<u64> = (0..samples.max(1)).map(|i| seed.wrapping_mul(1 << 32).wrapping_add(i as u64)).collect();
    let parts =
        in_parts(&seeds, monitor, Vec::new, |values, seed| values.push(value(&rewired(&bare, seed))), |values| values)?;
    let values = parts.concat();
    let count = as_f64(values.len());
    let mean = values.iter().sum::<f64>() / count;
    let deviation = (values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / count).sqrt();
    let far = values.iter().filter(|v| (**v - mean).abs() >= (observed - mean).abs()).count();
    Ok(Comparison { observed, mean, deviation, p: as_f64(far + 1) / (count + 1.0) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{directed, undirected};
    use crate::{Ends, strength, transitivity};
    use proptest::prelude::*;

    #[test]
    fn cliques_are_no_chance() {
        let cliques: Vec<(u32, u32)> = (0..10)
            .flat_map(|c| [(0, 1), (1, 2), (2, 3), (3, 0), (0, 2), (1, 3)].map(|(a, b)| (c * 4 + a, c * 4 + b)))
            .collect();
        let found = compare_with_null_model(&undirected(40, &cliques), transitivity, 99, 1, &()).unwrap();
        assert_eq!((found.observed, found.p), (1.0, 0.01));
        assert!(found.z().unwrap() > 10.0 && found.mean < 0.3, "{found:?}");
        let path = compare_with_null_model(&undirected(3, &[(0, 1), (1, 2)]), transitivity, 9, 1, &()).unwrap();
        assert_eq!((path.p, path.z()), (1.0, None));
    }

    proptest! {
        #[test]
        fn degrees_are_kept(edges in crate::testing::edges(15), seed in 0_u64..9) {
            let edges: Vec<_> = edges.into_iter().filter(|(a, b)| a != b).collect();
            for g in [directed(15, &edges), undirected(15, &edges)] {
                let random = rewired(&g, seed);
                for ends in [Ends::In, Ends::Out] {
                    prop_assert_eq!(strength(&random, ends), strength(&g, ends));
                }
            }
        }
    }
}
