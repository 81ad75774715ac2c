//! Who stands between others who do not know each other: Burt's measures.

use crate::compact::{as_f64, index};
use crate::monitor::each;
use crate::{Kind, Merge, Monitor, Network, Stopped};

/// What two nodes have with each other: the weights in both directions, added up.
fn mutual(network: &Network) -> Network {
    let edges: Vec<(u32, u32)> = network.edges().map(|(v, w, _)| (index(v), index(w))).collect();
    // An undirected edge is one in each direction, a loop too.
    let weights: Vec<f64> =
        network.edges().map(|(v, w, x)| if v == w || !network.is_directed() { 2.0 * x } else { x }).collect();
    Network::from_edges(network.nodes(), &edges, &weights, Kind::Undirected, Merge::Sum)
}

/// Burt's constraint of each node: how far its ties go to contacts that are tied to each other (Burt, Structural holes, 1992;
/// Structural holes and good ideas, 2004). Weights are strengths. As `constraint` of NetworkX.
///
/// # Returns
/// One value a node; NaN for a node without neighbours.
///
/// # Errors
/// The monitor stopped it.
///
/// # Complexity
/// O(sum of the squares of degrees), in parallel over nodes.
pub fn constraint(network: &Network, monitor: &dyn Monitor) -> Result<Vec<f64>, Stopped> {
    let mutual = mutual(network);
    let strengths: Vec<f64> = (0..mutual.nodes()).map(|v| mutual.out.strength(v)).collect();
    tied(&mutual, monitor, |v, ties| {
        let indirect = in_two_steps(&mutual, v, ties, |q| 1.0 / (strengths[v] * strengths[q]));
        let of = |(w, weight): (usize, f64)| (weight / strengths[v] + indirect[w]).powi(2);
        mutual.out.weighted_of(v).map(of).sum()
    })
}

/// Burt's effective size of the network around each node: its contacts less what they repeat of each other (Burt, Structural
/// holes, 1992; for unweighted networks in the form of Borgatti 1997). As `effective_size` of NetworkX.
///
/// # Returns
/// One value a node; NaN for a node without neighbours.
///
/// # Errors
/// The monitor stopped it.
///
/// # Complexity
/// As [`constraint`].
pub fn effective_size(network: &Network, monitor: &dyn Monitor) -> Result<Vec<f64>, Stopped> {
    let mutual = mutual(network);
    let strengths: Vec<f64> = (0..mutual.nodes()).map(|v| mutual.out.strength(v)).collect();
    let largest = |v| mutual.out.weights_of(v).iter().copied().fold(0.0, f64::max);
    tied(&mutual, monitor, |v, ties| {
        let shared = in_two_steps(&mutual, v, ties, |_| 1.0 / strengths[v]);
        let repeated: f64 = mutual.out.of(v).iter().map(|&w| shared[w as usize] / largest(w as usize)).sum();
        as_f64(mutual.out.degree(v)) - repeated
    })
}

/// A value for each node that has neighbours.
fn tied(
    mutual: &Network,
    monitor: &dyn Monitor,
    value: impl Fn(usize, &mut TwoSteps) -> f64 + Sync,
) -> Result<Vec<f64>, Stopped> {
    let n = mutual.nodes();
    let alone = |v: usize| mutual.out.of(v).iter().all(|&w| w as usize == v);
    each(n, monitor, || TwoSteps::new(n), |ties, v| if alone(v) { f64::NAN } else { value(v, ties) })
}

/// What ties a node to others through a third.
struct TwoSteps {
    sums: Vec<f64>,
    touched: Vec<usize>,
}

impl TwoSteps {
    fn new(nodes: usize) -> Self {
        Self { sums: vec![0.0; nodes], touched: Vec::new() }
    }
}

/// For each node w the sum over the nodes q between `v` and it of the weights of both edges, times a factor of q.
fn in_two_steps<'t>(mutual: &Network, v: usize, ties: &'t mut TwoSteps, factor: impl Fn(usize) -> f64) -> &'t [f64] {
    for w in ties.touched.drain(..) {
        ties.sums[w] = 0.0;
    }
    for (q, first) in mutual.out.weighted_of(v) {
        let first = first * factor(q);
        for (w, second) in mutual.out.weighted_of(q) {
            ties.sums[w] += first * second;
            ties.touched.push(w);
        }
    }
    &ties.sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::undirected;

    #[test]
    fn who_brokers_is_less_constrained() {
        let star = undirected(5, &[(0, 1), (0, 2), (0, 3), (4, 4)]);
        let values = constraint(&star, &()).unwrap();
        assert!((values[0] - 1.0 / 3.0).abs() < 1e-12 && (values[1] - 1.0).abs() < 1e-12, "{values:?}");
        assert!(values[4].is_nan());
        let triangle = effective_size(&undirected(3, &[(0, 1), (1, 2), (2, 0)]), &()).unwrap();
        assert!(triangle.iter().all(|v| (v - 1.0).abs() < 1e-12), "{triangle:?}");
        assert_eq!(effective_size(&star, &()).unwrap()[0], 3.0);
    }
}
