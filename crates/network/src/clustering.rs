//! Triangles.

use crate::compact::{Arcs, as_f64};
use crate::monitor::each;
use crate::{Monitor, Network, Stopped};
use rayon::prelude::*;

/// The clustering coefficient of each node: which share of the triangles possible through it there are (Watts and Strogatz
/// 1998); for directed networks after Fagiolo 2007, for weighted ones the geometric mean of the three weights over
/// the largest weight (Onnela et al. 2005). As `clustering` of NetworkX; loops do not count.
///
/// # Returns
/// One value a node; 0 for nodes with fewer than two neighbours.
///
/// # Errors
/// The monitor stopped it.
///
/// # Complexity
/// O(edges × most neighbours), in parallel over nodes.
pub fn clustering(network: &Network, monitor: &dyn Monitor) -> Result<Vec<f64>, Stopped> {
    // As in NetworkX, whose weights are over the largest of them, but 1 where there is no edge.
    let largest = network.out.all_weights().iter().copied().reduce(f64::max).unwrap_or(1.0);
    each(
        network.nodes(),
        monitor,
        || (),
        |(), v| {
            let (around, pairs) =
                if network.is_directed() { directed(network, v, largest) } else { undirected(network, v, largest) };
            if around == 0.0 { 0.0 } else { around / pairs }
        },
    )
}

/// Twice the triangles through a node, and twice the pairs of its neighbours.
fn undirected(network: &Network, v: usize, largest: f64) -> (f64, f64) {
    let around: f64 = others(&network.out, v).map(|(w, a)| common(&network.out, &network.out, v, w, a, largest)).sum();
    let degree = as_f64(others(&network.out, v).count());
    (around, degree * (degree - 1.0))
}

/// Fagiolo's triangles in all directions, and twice the number possible.
fn directed(network: &Network, v: usize, largest: f64) -> (f64, f64) {
    let both = [network.incoming(), &network.out];
    let mut around = 0.0;
    for arcs in both {
        for (w, a) in others(arcs, v) {
            for (mine, theirs) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
                around += common(both[mine], both[theirs], v, w, a, largest);
            }
        }
    }
    let degree = as_f64(others(both[0], v).count() + others(both[1], v).count());
    let back = others(both[1], v).filter(|(w, _)| both[0].has(v, *w)).count();
    (around, 2.0 * (degree * (degree - 1.0) - 2.0 * as_f64(back)))
}

fn others(arcs: &Arcs, v: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
    arcs.weighted_of(v).filter(move |&(w, _)| w != v)
}

/// The nodes that are neighbours of both `v` and `w`, each counted with the geometric mean of the weights of the triangle over
/// the largest; 1 without weights.
fn common(mine: &Arcs, theirs: &Arcs, v: usize, w: usize, weight: f64, largest: f64) -> f64 {
    let (a, b) = (mine.of(v), theirs.of(w));
    let (weights_a, weights_b) = (mine.weights_of(v), theirs.weights_of(w));
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while let (Some(&x), Some(&y)) = (a.get(i), b.get(j)) {
        if x == y && x as usize != v && x as usize != w {
            sum += match (weights_a.get(i), weights_b.get(j)) {
                (Some(p), Some(q)) => (weight / largest * (p / largest) * (q / largest)).cbrt(),
                _ => 1.0,
            };
        }
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    sum
}

/// Transitivity: which share of the pairs of edges that meet is closed by a third (Newman, Watts, Strogatz 2002), without
/// regard to weights, directions and loops; 0 if none meet. As `transitivity` of NetworkX on an undirected network.
///
/// # Complexity
/// As [`clustering`].
#[must_use]
pub fn transitivity(network: &Network) -> f64 {
    let bare = network.undirected(crate::Merge::Sum).unweighted();
    let both: Vec<(f64, f64)> = (0..bare.nodes()).into_par_iter().map(|v| undirected(&bare, v, 1.0)).collect();
    let (closed, pairs) = both.iter().fold((0.0, 0.0), |(a, b), (x, y)| (a + x, b + y));
    if closed == 0.0 { 0.0 } else { closed / pairs }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{directed, undirected, weighted};

    #[test]
    fn a_triangle_with_a_tail() {
        let edges = [(0, 1), (1, 2), (2, 0), (2, 3), (3, 3)];
        assert_eq!(clustering(&undirected(4, &edges), &()).unwrap(), [1.0, 1.0, 1.0 / 3.0, 0.0]);
        assert_eq!(transitivity(&directed(4, &edges)), 0.6);
        assert_eq!(clustering(&directed(3, &[(0, 1), (1, 2), (2, 0)]), &()).unwrap(), [0.5, 0.5, 0.5]);
        let heavy = clustering(&weighted(3, &[(0, 1, 8.0), (1, 2, 8.0), (2, 0, 1.0)]), &()).unwrap();
        assert!(heavy.iter().all(|c| (c - 0.5).abs() < 1e-12), "{heavy:?}");
        assert_eq!(transitivity(&undirected(1, &[])), 0.0);
    }
}
