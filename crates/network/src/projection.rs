//! One-mode networks from what two kinds of nodes have with each other.

use crate::compact::{as_f64, index};
use crate::{Kind, Merge, Network};
use rayon::prelude::*;

/// The weight of two nodes that share others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SharedWeight {
    /// How many they share.
    #[default]
    Count,
    /// That over how many either has (Jaccard 1901).
    Jaccard,
    /// That over the square root of the product of how many each has (Salton 1983).
    Cosine,
    /// Each shared one counts 1 / (k - 1), where k nodes share it, so that what many share ties each two of them less (Newman,
    /// Scientific collaboration networks II, 2001).
    Newman,
}

/// The one-mode projection of a bipartite network: two members are tied that share an affiliation (Borgatti and Everett 1997).
/// As `weighted_projected_graph`, `overlap_weighted_projected_graph` and `collaboration_weighted_projected_graph` of NetworkX.
///
/// # Arguments
/// - `members`, `affiliations`: how many there are of each.
/// - `ties`: pairs of a member and an affiliation; the same pair counts once.
///
/// # Returns
/// An undirected weighted network of the members.
///
/// # Complexity
/// O(sum of the squares of the members of affiliations), in parallel over members.
///
/// # Example
/// ```
/// # use policygraph_network::*;
/// let shared = project(3, 2, &[(0, 0), (1, 0), (1, 1), (2, 1)], SharedWeight::Count);
/// assert_eq!(shared.edges().collect::<Vec<_>>(), [(0, 1, 1.0), (1, 2, 1.0)]);
/// ```
#[must_use]
pub fn project(members: usize, affiliations: usize, ties: &[(u32, u32)], weight: SharedWeight) -> Network {
    // Affiliations follow the members in one network.
    let first = index(members);
    let edges: Vec<(u32, u32)> = ties.iter().map(|&(m, a)| (m, first + a)).collect();
    let both = Network::from_edges(members + affiliations, &edges, &[], Kind::Undirected, Merge::Sum);
    let degree = |v| as_f64(both.out.degree(v));
    let rows: Vec<Vec<(u32, f64)>> = (0..members)
        .into_par_iter()
        .map(|v| {
            let mut row: Vec<(u32, f64)> = Vec::new();
            for &affiliation in both.out.of(v) {
                let sharing = both.out.of(affiliation as usize);
                let each = if weight == SharedWeight::Newman { 1.0 / (as_f64(sharing.len()) - 1.0) } else { 1.0 };
                row.extend(sharing.iter().filter(|&&w| w as usize > v).map(|&w| (w, each)));
            }
            row.sort_by_key(|(w, _)| *w);
            row.dedup_by(|next, kept| {
                let same = next.0 == kept.0;
                if same {
                    kept.1 += next.1;
                }
                same
            });
            for (w, shared) in &mut row {
                let (a, b) = (degree(v), degree(*w as usize));
                *shared = match weight {
                    SharedWeight::Count | SharedWeight::Newman => *shared,
                    SharedWeight::Jaccard => *shared / (a + b - *shared),
                    SharedWeight::Cosine => *shared / (a * b).sqrt(),
                };
            }
            row
        })
        .collect();
    let (mut ends, mut weights) = (Vec::new(), Vec::new());
    for (v, row) in rows.into_iter().enumerate() {
        for (w, shared) in row {
            ends.push((index(v), w));
            weights.push(shared);
        }
    }
    Network::from_edges(members, &ends, &weights, Kind::Undirected, Merge::Sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_of_what_is_shared() {
        // Two programmes with three and two companies.
        let ties = [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (1, 1)];
        let all = |weight| project(3, 2, &ties, weight).edges().map(|(_, _, x)| x).collect::<Vec<_>>();
        assert_eq!(all(SharedWeight::Count), [2.0, 1.0, 1.0]);
        assert_eq!(all(SharedWeight::Jaccard), [1.0, 0.5, 0.5]);
        assert_eq!(all(SharedWeight::Newman), [1.5, 0.5, 0.5]);
        assert_eq!(all(SharedWeight::Cosine), [1.0, 1.0 / 2.0_f64.sqrt(), 1.0 / 2.0_f64.sqrt()]);
        assert_eq!(project(2, 0, &[], SharedWeight::Count).edge_count(), 0);
    }
}
