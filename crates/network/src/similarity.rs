//! How alike two nodes are by whom they are tied to.

use crate::compact::as_f64;
use crate::{Ends, Network, strength};

/// How the neighbours that two nodes share are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shared {
    /// Their number over that of the neighbours of either (Jaccard 1901).
    Jaccard,
    /// Their number over the square root of the product of the degrees (Salton 1983).
    Cosine,
    /// Each counts the inverse of the logarithm of its degree, so that rare ones count more (Adamic and Adar, Friends and
    /// neighbors on the web, 2003).
    AdamicAdar,
}

/// How alike a node is to each other by the neighbours that they share, without regard to directions and weights. As
/// `jaccard_coefficient` and `adamic_adar_index` of NetworkX.
///
/// # Returns
/// One value a node; 0 for the node itself.
///
/// # Complexity
/// O(sum of the degrees of its neighbours).
///
/// # Panics
/// The network is directed: take [`Network::undirected`].
#[must_use]
pub fn similarity(network: &Network, node: usize, shared: Shared) -> Vec<f64> {
    assert!(!network.is_directed(), "similarity is defined on undirected networks");
    let degrees = strength(&network.unweighted(), Ends::Both);
    let mut values = vec![0.0; network.nodes()];
    let mut touched = Vec::new();
    for &between in network.out.of(node) {
        let between = between as usize;
        for &other in network.out.of(between) {
            let other = other as usize;
            if other == node || between == node || between == other {
                continue;
            }
            if values[other] == 0.0 {
                touched.push(other);
            }
            values[other] += if shared == Shared::AdamicAdar { 1.0 / degrees[between].ln() } else { 1.0 };
        }
    }
    let count = |v| as_f64(network.out.degree(v));
    // With a loop a node is its own neighbour: that of both if they are tied.
    let own = |v: usize, w: usize| f64::from(u8::from(network.out.has(v, v) && network.out.has(w, v)));
    for v in touched {
        values[v] = match shared {
            Shared::Jaccard => values[v] / (count(node) + count(v) - values[v] - own(node, v) - own(v, node)),
            Shared::Cosine => values[v] / (count(node) * count(v)).sqrt(),
            Shared::AdamicAdar => values[v],
        };
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::undirected;

    #[test]
    fn two_that_share_one_of_three() {
        let g = undirected(5, &[(0, 1), (1, 2), (0, 3), (2, 4)]);
        assert_eq!(similarity(&g, 0, Shared::Jaccard), [0.0, 0.0, 1.0 / 3.0, 0.0, 0.0]);
        assert_eq!(similarity(&g, 0, Shared::Cosine)[2], 0.5);
        assert_eq!(similarity(&g, 0, Shared::AdamicAdar)[2], 1.0 / 2.0_f64.ln());
    }
}
