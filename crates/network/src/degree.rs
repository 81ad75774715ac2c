//! Degree and strength.

use crate::Network;
use crate::compact::as_f64;

/// Which edges of a node count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ends {
    /// Those that end in it.
    In,
    /// Those that start in it.
    Out,
    /// All; a loop counts twice.
    #[default]
    Both,
}

/// The weights of each node's edges, added up: its degree in a network without weights.
///
/// # Arguments
/// `ends`: which edges count; without effect on an undirected network, where all do.
///
/// # Returns
/// One value a node.
///
/// # Complexity
/// O(nodes + edges).
#[must_use]
pub fn strength(network: &Network, ends: Ends) -> Vec<f64> {
    let (out, into) = (&network.out, network.incoming());
    (0..network.nodes())
        .map(|v| match ends {
            _ if !network.is_directed() => {
                let own = out.weighted_of(v).find(|&(w, _)| w == v).map_or(0.0, |(_, weight)| weight);
                out.strength(v) + own
            }
            Ends::In => into.strength(v),
            Ends::Out => out.strength(v),
            Ends::Both => out.strength(v) + into.strength(v),
        })
        .collect()
}

/// Degree centrality: the strength of each node over the number of other nodes, as in NetworkX (`degree_centrality`,
/// `in_degree_centrality`, `out_degree_centrality`); Freeman, Centrality in social networks, 1978.
///
/// # Returns
/// One value a node; 1 where there is no other node.
///
/// # Complexity
/// O(nodes + edges).
#[must_use]
pub fn degree_centrality(network: &Network, ends: Ends) -> Vec<f64> {
    let others = network.nodes().saturating_sub(1);
    let share = |s: f64| if others == 0 { 1.0 } else { s / as_f64(others) };
    strength(network, ends).into_iter().map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{directed, undirected, weighted};

    #[test]
    fn degrees_are_normalised() {
        let g = weighted(4, &[(0, 1, 1.0), (0, 2, 1.0), (0, 2, 1.0)]);
        assert_eq!(degree_centrality(&g, Ends::Both), [1.0, 1.0 / 3.0, 2.0 / 3.0, 0.0]);
        assert_eq!(degree_centrality(&directed(3, &[(0, 1), (0, 2), (1, 2)]), Ends::In), [0.0, 0.5, 1.0]);
        assert_eq!(degree_centrality(&directed(1, &[]), Ends::Out), [1.0]);
        assert_eq!(strength(&undirected(2, &[(0, 0), (0, 1)]), Ends::Out), [3.0, 1.0]);
        assert_eq!(strength(&directed(2, &[(0, 0), (0, 1)]), Ends::Both), [3.0, 1.0]);
    }
}
