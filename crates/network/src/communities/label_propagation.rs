//! Label propagation.

use crate::compact::index;
use crate::connectivity::by_size;
use crate::{Merge, Network};

/// Rounds after which it ends even if labels still change.
const MOST_ROUNDS: usize = 100;

/// Groups by label propagation: each node takes the label that weighs most among its neighbours, one node after the other in an
/// order drawn anew each round, until none changes (Raghavan, Albert, Kumara, Near linear time algorithm to detect community
/// structures, 2007). Directions do not count.
///
/// # Returns
/// The group of each node, numbered from the largest.
///
/// # Complexity
/// O(nodes + edges) a round; few rounds in practice.
#[must_use]
pub fn label_propagation(network: &Network, seed: u64) -> Vec<usize> {
    let network = network.undirected(Merge::Sum);
    let n = network.nodes();
    let mut random = fastrand::Rng::with_seed(seed);
    let mut labels: Vec<u32> = (0..index(n)).collect();
    let mut order = labels.clone();
    let mut weights = vec![0.0; n];
    let mut around: Vec<u32> = Vec::new();
    for _ in 0..MOST_ROUNDS {
        random.shuffle(&mut order);
        let mut changed = false;
        for &v in &order {
            for (w, weight) in network.out.weighted_of(v as usize).filter(|(w, _)| *w != v as usize) {
                let label = labels[w];
                if weights[label as usize] == 0.0 {
                    around.push(label);
                }
                weights[label as usize] += weight;
            }
            let most = around.iter().map(|&l| weights[l as usize]).fold(0.0, f64::max);
            // It keeps its label among equals; so the end is reached.
            if most > 0.0 && weights[labels[v as usize] as usize] < most {
                around.retain(|&l| {
                    let keep = weights[l as usize] == most;
                    if !keep {
                        weights[l as usize] = 0.0;
                    }
                    keep
                });
                labels[v as usize] = around[random.usize(..around.len())];
                changed = true;
            }
            for label in around.drain(..) {
                weights[label as usize] = 0.0;
            }
        }
        if !changed {
            break;
        }
    }
    by_size(&labels)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::undirected;
    use proptest::prelude::*;

    proptest! {
        /// No other label weighs more among the neighbours of a node than its own.
        #[test]
        fn each_node_follows_its_neighbours(edges in crate::testing::edges(20), seed in 0_u64..9) {
            let g = undirected(20, &edges);
            let labels = label_propagation(&g, seed);
            for v in 0..20 {
                let weight = |label| g.out.of(v).iter().filter(|&&w| w as usize != v && labels[w as usize] == label).count();
                let most = (0..20).map(weight).max().unwrap();
                prop_assert_eq!(weight(labels[v]), most);
            }
        }
    }
}
