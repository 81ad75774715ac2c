//! Groups of nodes with more ties inside than between.

mod label_propagation;
mod leiden;

pub use label_propagation::label_propagation;
pub use leiden::{LeidenOptions, Quality, leiden};

use crate::Network;
use crate::compact::as_f64;

/// Modularity of a partition: the share of weight within groups less what it would be if the ends of edges were joined at
/// random (Newman and Girvan 2004; Leicht and Newman 2008 for directed networks), at a resolution, which is 1 in the papers. As `modularity` of
/// NetworkX.
///
/// # Arguments
/// `groups`: for each node the number of its group.
///
/// # Returns
/// A number from -1/2 to 1; 0 without edges.
#[must_use]
pub fn modularity(network: &Network, groups: &[usize], resolution: f64) -> f64 {
    let count = groups.iter().max().map_or(0, |m| m + 1);
    let (mut inside, mut out, mut into) = (0.0, vec![0.0; count], vec![0.0; count]);
    let mut all = 0.0;
    for (v, w, weight) in network.edges() {
        all += weight;
        if groups[v] == groups[w] {
            inside += weight;
        }
        out[groups[v]] += weight;
        into[groups[w]] += weight;
    }
    if all == 0.0 {
        return 0.0;
    }
    let expected: f64 = if network.is_directed() {
        out.iter().zip(&into).map(|(a, b)| a * b).sum::<f64>() / (all * all)
    } else {
        out.iter().zip(&into).map(|(a, b)| (a + b) * (a + b)).sum::<f64>() / (4.0 * all * all)
    };
    inside / all - resolution * expected
}

/// The quality of a partition after the constant Potts model: the weight within groups less `resolution` for each pair of
/// nodes in a group (Traag, Van Dooren, Nesterov 2011).
#[must_use]
pub fn potts_quality(network: &Network, groups: &[usize], resolution: f64) -> f64 {
    let mut sizes = vec![0; groups.iter().max().map_or(0, |m| m + 1)];
    groups.iter().for_each(|&g| sizes[g] += 1);
    let inside: f64 = network.edges().filter(|(v, w, _)| groups[*v] == groups[*w]).map(|(_, _, weight)| weight).sum();
    let pairs: f64 = sizes.iter().map(|&s: &usize| as_f64(s * s.saturating_sub(1)) / 2.0).sum();
    inside - resolution * pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{directed, undirected};

    #[test]
    fn two_triangles() {
        let g = undirected(6, &[(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (2, 3)]);
        // networkx.community.modularity(g, [{0, 1, 2}, {3, 4, 5}])
        assert!((modularity(&g, &[0, 0, 0, 1, 1, 1], 1.0) - 0.357_142_857_142_857_1).abs() < 1e-12);
        assert_eq!(modularity(&g, &[0; 6], 1.0), 0.0);
        assert_eq!(potts_quality(&g, &[0, 0, 0, 1, 1, 1], 0.5), 3.0);
        assert_eq!(modularity(&undirected(2, &[]), &[0, 1], 1.0), 0.0);
        assert_eq!(modularity(&directed(2, &[(0, 1)]), &[0, 1], 1.0), 0.0);
    }
}
