//! Who is tied to whom: ties within and between groups, and how far a network hangs on few nodes.

use crate::Network;
use crate::compact::as_f64;
use crate::{Ends, strength};

/// The E-I index: the weight of the ties between groups less that of those within, over both (Krackhardt and Stern 1988).
///
/// # Arguments
/// `groups`: for each node the number of its group; ties of nodes without one do not count.
///
/// # Returns
/// From -1, all ties are within groups, to 1, all are between; `None` without ties. Loops do not count.
#[must_use]
pub fn e_i_index(network: &Network, groups: &[Option<usize>]) -> Option<f64> {
    let (mut between, mut within) = (0.0, 0.0);
    for (v, w, weight) in network.edges().filter(|(v, w, _)| v != w) {
        match (groups[v], groups[w]) {
            (Some(a), Some(b)) if a == b => within += weight,
            (Some(_), Some(_)) => between += weight,
            _ => {}
        }
    }
    (between + within > 0.0).then(|| (between - within) / (between + within))
}

/// Assortativity by group: how far ties join nodes of one group, against ties at random (Newman, Mixing patterns in networks,
/// 2003). As `attribute_assortativity_coefficient` of NetworkX.
///
/// # Arguments
/// `groups`: for each node the number of its group; ties of nodes without one do not count.
///
/// # Returns
/// 1 if all ties are within groups, 0 as at random; `None` if it is not defined: no ties, or one group.
#[must_use]
pub fn group_assortativity(network: &Network, groups: &[Option<usize>]) -> Option<f64> {
    let count = groups.iter().flatten().max().map_or(0, |m| m + 1);
    let (mut out, mut into) = (vec![0.0; count], vec![0.0; count]);
    let (mut all, mut within) = (0.0, 0.0);
    for v in 0..network.nodes() {
        for &w in network.out.of(v) {
            let (Some(a), Some(b)) = (groups[v], groups[w as usize]) else { continue };
            all += 1.0;
            out[a] += 1.0;
            into[b] += 1.0;
            within += f64::from(u8::from(a == b));
        }
    }
    let expected = out.iter().zip(&into).map(|(a, b)| a * b).sum::<f64>() / (all * all);
    (all > 0.0 && expected < 1.0).then(|| (within / all - expected) / (1.0 - expected))
}

/// Assortativity by degree: the correlation of the degrees at both ends of the edges, for directed networks of the out-degree
/// of the source with the in-degree of the target (Newman 2003). As `degree_assortativity_coefficient` of NetworkX.
///
/// # Returns
/// From -1 to 1; `None` if it is not defined: no edges, or all ends have one degree.
#[must_use]
pub fn degree_assortativity(network: &Network) -> Option<f64> {
    let bare = network.unweighted();
    let (out, into) = (strength(&bare, Ends::Out), strength(&bare, Ends::In));
    let ends = || (0..bare.nodes()).flat_map(|v| bare.out.of(v).iter().map(move |&w| (v, w as usize)));
    let (mut count, mut x, mut y) = (0.0, 0.0, 0.0);
    for (v, w) in ends() {
        count += 1.0;
        x += out[v];
        y += into[w];
    }
    let (mean_x, mean_y) = (x / count, y / count);
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (v, w) in ends() {
        let (dx, dy) = (out[v] - mean_x, into[w] - mean_y);
        xx += dx * dx;
        yy += dy * dy;
        xy += dx * dy;
    }
    (xx > 0.0 && yy > 0.0).then(|| xy / (xx * yy).sqrt())
}

/// What joins two groups.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Block {
    /// Number of edges from the first to the second.
    pub edges: usize,
    /// Their weights, added up.
    pub weight: f64,
    /// The edges over those possible without loops.
    pub density: f64,
}

/// The blockmodel of a partition that is given: the ties between each two groups (White, Boorman, Breiger 1976). An edge of an
/// undirected network counts from both groups, one within a group once.
///
/// # Arguments
/// `groups`: for each node the number of its group.
///
/// # Returns
/// A row a group, in it a block a group.
#[must_use]
pub fn blocks(network: &Network, groups: &[usize]) -> Vec<Vec<Block>> {
    let count = groups.iter().max().map_or(0, |m| m + 1);
    let mut sizes = vec![0; count];
    groups.iter().for_each(|&g| sizes[g] += 1);
    let mut blocks = vec![vec![Block::default(); count]; count];
    let mut add = |from: usize, to: usize, weight: f64| {
        blocks[from][to].edges += 1;
        blocks[from][to].weight += weight;
    };
    for (v, w, weight) in network.edges() {
        add(groups[v], groups[w], weight);
        if !network.is_directed() && groups[v] != groups[w] {
            add(groups[w], groups[v], weight);
        }
    }
    for (from, row) in blocks.iter_mut().enumerate() {
        for (to, block) in row.iter_mut().enumerate() {
            let pairs = match sizes[from] * (sizes[to] - usize::from(from == to)) {
                pairs if from == to && !network.is_directed() => pairs / 2,
                pairs => pairs,
            };
            block.density = if pairs == 0 { 0.0 } else { as_f64(block.edges) / as_f64(pairs) };
        }
    }
    blocks
}

/// The centrality whose centralisation is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Centralised {
    /// [`degree_centrality`](crate::degree_centrality).
    Degree,
    /// [`betweenness`](fn@crate::betweenness), normalised.
    Betweenness,
    /// [`closeness`](crate::closeness()).
    Closeness,
}

/// Freeman's centralisation of an undirected network: how far its most central node stands out, over how far that of a star
/// does (Freeman 1978).
///
/// # Arguments
/// `values`: the centrality of each node.
///
/// # Returns
/// From 0, all alike, to 1, a star; `None` with fewer than three nodes.
#[must_use]
pub fn centralisation(values: &[f64], of: Centralised) -> Option<f64> {
    let n = as_f64(values.len());
    if values.len() < 3 {
        return None;
    }
    let most = values.iter().copied().fold(0.0, f64::max);
    let differences: f64 = values.iter().map(|v| most - v).sum();
    let star = match of {
        Centralised::Degree => n - 2.0,
        Centralised::Betweenness => n - 1.0,
        Centralised::Closeness => (n - 1.0) * (n - 2.0) / (2.0 * n - 3.0),
    };
    Some(differences / star)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{directed, undirected};
    use crate::{BetweennessOptions, betweenness, closeness, degree_centrality};

    const TWO: [Option<usize>; 4] = [Some(0), Some(0), Some(1), None];

    #[test]
    fn ties_within_and_between() {
        let g = undirected(4, &[(0, 1), (1, 2), (0, 2), (2, 3), (1, 1)]);
        assert_eq!(e_i_index(&g, &TWO), Some(1.0 / 3.0));
        assert_eq!(e_i_index(&undirected(4, &[(2, 3)]), &TWO), None);
        let apart = undirected(4, &[(0, 1), (2, 3)]);
        assert_eq!(group_assortativity(&apart, &[Some(0), Some(0), Some(1), Some(1)]), Some(1.0));
        assert_eq!(group_assortativity(&apart, &[Some(0); 4]), None);
        assert_eq!(degree_assortativity(&undirected(3, &[(0, 1), (1, 2)])), Some(-1.0));
        assert_eq!(degree_assortativity(&apart), None);
    }

    #[test]
    fn blocks_have_densities() {
        let model = blocks(&undirected(3, &[(0, 1), (1, 2)]), &[0, 0, 1]);
        assert_eq!(model[0][0], Block { edges: 1, weight: 1.0, density: 1.0 });
        assert_eq!(model[0][1], Block { edges: 1, weight: 1.0, density: 0.5 });
        assert_eq!(model[1][0], model[0][1]);
        assert_eq!(blocks(&directed(3, &[(0, 1), (1, 2)]), &[0, 0, 1])[1][0], Block::default());
    }

    #[test]
    fn a_star_is_central() {
        let star = undirected(5, &[(0, 1), (0, 2), (0, 3), (0, 4)]);
        let options = BetweennessOptions { normalized: true, ..Default::default() };
        for (values, of) in [
            (degree_centrality(&star, Ends::Both), Centralised::Degree),
            (betweenness(&star, options, &()).unwrap(), Centralised::Betweenness),
            (closeness(&star, &()).unwrap(), Centralised::Closeness),
        ] {
            assert!((centralisation(&values, of).unwrap() - 1.0).abs() < 1e-12, "{of:?}");
        }
        assert_eq!(centralisation(&[1.0, 1.0], Centralised::Degree), None);
    }
}
