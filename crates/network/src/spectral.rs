//! Centralities that are fixed points: PageRank, eigenvector, Katz, HITS.

use crate::compact::{Arcs, as_f64};
use crate::{Monitor, Network, Stopped};
use rayon::prelude::*;

/// When an iteration ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Iteration {
    /// It has converged when the values together change by less than this much a node.
    pub tolerance: f64,
    /// It is given up after this many rounds.
    pub most: usize,
}

impl Default for Iteration {
    fn default() -> Self {
        Self { tolerance: 1e-12, most: 100_000 }
    }
}

/// An iteration that gave no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IterationError {
    /// It did not converge.
    #[error("the values do not converge in {rounds} rounds")]
    NotConverged {
        /// The rounds that were made.
        rounds: usize,
    },
    /// The monitor stopped it.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}

impl Iteration {
    /// Makes rounds until the change that each returns is small enough, or is no number.
    fn run(self, nodes: usize, monitor: &dyn Monitor, mut round: impl FnMut() -> f64) -> Result<(), IterationError> {
        if nodes == 0 {
            return Ok(());
        }
        for rounds in 1..=self.most {
            if monitor.stopped() {
                return Err(Stopped.into());
            }
            let change = round();
            if change < self.tolerance * as_f64(nodes) {
                return Ok(());
            }
            if !change.is_finite() {
                return Err(IterationError::NotConverged { rounds });
            }
        }
        Err(IterationError::NotConverged { rounds: self.most })
    }
}

/// Rows of a matrix that are worked on together; fewer are worked on by one thread, which takes less than the threads need to meet.
/// Sums are added in this order for any number of threads.
const ROWS: usize = 16_384;

/// Sets each value, from its place.
fn set(values: &mut [f64], of: impl Fn(usize) -> f64 + Sync) {
    let fill = |first: usize, values: &mut [f64]| {
        values.iter_mut().enumerate().for_each(|(i, value)| *value = of(first + i));
    };
    if values.len() <= ROWS {
        return fill(0, values);
    }
    values.par_chunks_mut(ROWS).enumerate().for_each(|(chunk, values)| fill(chunk * ROWS, values));
}

/// For each node a function of the sum of the values at the other ends of its arcs, times their weights.
fn pull(arcs: &Arcs, values: &[f64], next: &mut [f64], value: impl Fn(usize, f64) -> f64 + Sync) {
    set(next, |v| {
        let weights = arcs.weights_of(v);
        let sum: f64 = if weights.is_empty() {
            arcs.of(v).iter().map(|&w| values[w as usize]).sum()
        } else {
            arcs.of(v).iter().zip(weights).map(|(&w, weight)| values[w as usize] * weight).sum()
        };
        value(v, sum)
    });
}

/// A sum over all values, in an order that does not depend on the threads.
fn total(values: &[f64], of: impl Fn(usize, f64) -> f64 + Sync) -> f64 {
    let sum = |first: usize, values: &[f64]| -> f64 { values.iter().enumerate().map(|(i, &x)| of(first + i, x)).sum() };
    if values.len() <= ROWS {
        return sum(0, values);
    }
    let parts: Vec<f64> =
        values.par_chunks(ROWS).enumerate().map(|(chunk, values)| sum(chunk * ROWS, values)).collect();
    parts.into_iter().sum()
}

fn change(values: &[f64], before: &[f64]) -> f64 {
    total(values, |v, x| (x - before[v]).abs())
}

fn scale(values: &mut [f64], by: f64) {
    let scale = |values: &mut [f64]| values.iter_mut().for_each(|x| *x *= by);
    if values.len() <= ROWS {
        return scale(values);
    }
    values.par_chunks_mut(ROWS).for_each(scale);
}

/// Divides by the Euclidean norm; leaves zeros as they are.
fn normalize(values: &mut [f64]) {
    let norm = total(values, |_, x| x * x).sqrt();
    if norm > 0.0 {
        scale(values, 1.0 / norm);
    }
}

/// PageRank: how often a walk is at each node that follows an edge with probability `damping`, in proportion to the weights, and else
/// jumps to a node (Page, Brin, Motwani, Winograd 1999). Nodes without outgoing edges jump always. As `pagerank` of NetworkX.
///
/// # Arguments
/// - `damping`: 0.85 in the paper.
/// - `personal`: for each node a number that tells how often it is jumped to (personalised PageRank, Haveliwala 2002); empty:
///   all alike.
///
/// # Returns
/// One rank a node; they sum to 1. Empty for an empty network.
///
/// # Errors
/// It does not converge, or the monitor stopped it.
///
/// # Panics
/// `personal` is not empty, and has not one number a node or only zeros.
///
/// # Complexity
/// O(nodes + edges) a round, in parallel over nodes.
pub fn pagerank(
    network: &Network,
    damping: f64,
    personal: &[f64],
    iteration: Iteration,
    monitor: &dyn Monitor,
) -> Result<Vec<f64>, IterationError> {
    let n = network.nodes();
    let even = 1.0 / as_f64(n);
    assert!(personal.is_empty() || personal.len() == n, "there must be a number for each node");
    let all: f64 = personal.iter().sum();
    assert!(personal.is_empty() || all > 0.0, "a node must be jumped to");
    let jump = |v: usize| personal.get(v).map_or(even, |p| p / all);
    let shares: Vec<f64> = (0..n)
        .map(|v| {
            let out = network.out.strength(v);
            if out > 0.0 { 1.0 / out } else { 0.0 }
        })
        .collect();
    let mut ranks: Vec<f64> = (0..n).map(jump).collect();
    let (mut given, mut next) = (vec![0.0; n], vec![0.0; n]);
    iteration.run(n, monitor, || {
        set(&mut given, |v| ranks[v] * shares[v]);
        let dangling = total(&ranks, |v, rank| if shares[v] == 0.0 { rank } else { 0.0 });
        let base = 1.0 - damping + damping * dangling;
        pull(network.incoming(), &given, &mut next, |v, sum| damping * sum + base * jump(v));
        std::mem::swap(&mut ranks, &mut next);
        change(&ranks, &next)
    })?;
    Ok(ranks)
}

/// Eigenvector centrality: each node's value is in proportion to the sum of those of the nodes that lead to it, times the
/// weights (Bonacich, Power and centrality, 1987). As `eigenvector_centrality` of NetworkX: power iteration on A + I,
/// which has the same vectors and does not oscillate on bipartite networks.
///
/// # Returns
/// One value a node, with a Euclidean norm of 1.
///
/// # Errors
/// It does not converge, as on networks without cycles, or the monitor stopped it.
///
/// # Complexity
/// O(nodes + edges) a round, in parallel over nodes.
pub fn eigenvector(network: &Network, iteration: Iteration, monitor: &dyn Monitor) -> Result<Vec<f64>, IterationError> {
    let n = network.nodes();
    let mut values = vec![1.0 / as_f64(n).sqrt(); n];
    let mut next = vec![0.0; n];
    iteration.run(n, monitor, || {
        pull(network.incoming(), &values, &mut next, |v, sum| sum + values[v]);
        normalize(&mut next);
        std::mem::swap(&mut values, &mut next);
        change(&values, &next)
    })?;
    Ok(values)
}

/// Katz centrality: the walks that end in a node, each counted `attenuation` to the power of its length, times the weights
/// (Katz, A new status index, 1953). As `katz_centrality` of NetworkX with beta 1.
///
/// # Arguments
/// `attenuation`: below the inverse of the largest eigenvalue, or there is no limit; 0.1 in NetworkX.
///
/// # Returns
/// One value a node, with a Euclidean norm of 1.
///
/// # Errors
/// It does not converge: the attenuation is too large; or the monitor stopped it.
///
/// # Complexity
/// O(nodes + edges) a round, in parallel over nodes.
pub fn katz(
    network: &Network,
    attenuation: f64,
    iteration: Iteration,
    monitor: &dyn Monitor,
) -> Result<Vec<f64>, IterationError> {
    let n = network.nodes();
    let (mut values, mut next) = (vec![0.0; n], vec![0.0; n]);
    iteration.run(n, monitor, || {
        pull(network.incoming(), &values, &mut next, |_, sum| attenuation * sum + 1.0);
        std::mem::swap(&mut values, &mut next);
        change(&values, &next)
    })?;
    normalize(&mut values);
    Ok(values)
}

/// Hubs and authorities.
#[derive(Debug, Clone, PartialEq)]
pub struct Hits {
    /// How much each node leads to good authorities.
    pub hubs: Vec<f64>,
    /// How much good hubs lead to each node.
    pub authorities: Vec<f64>,
}

/// Hubs and authorities (Kleinberg, Authoritative sources in a hyperlinked environment, 1999). As `hits` of NetworkX.
///
/// # Returns
/// Two values a node; the hubs sum to 1, the authorities too, unless there is no edge and all are 0. Where several pairs of
/// vectors are leading ones, as in networks of equal components, that in which all nodes start alike.
///
/// # Errors
/// It does not converge, or the monitor stopped it.
///
/// # Complexity
/// O(nodes + edges) a round, in parallel over nodes.
pub fn hits(network: &Network, iteration: Iteration, monitor: &dyn Monitor) -> Result<Hits, IterationError> {
    let n = network.nodes();
    let (mut authorities, mut next) = (vec![0.0; n], vec![0.0; n]);
    if network.edge_count() == 0 {
        return Ok(Hits { hubs: next, authorities });
    }
    let mut hubs = vec![1.0 / as_f64(n); n];
    iteration.run(n, monitor, || {
        pull(network.incoming(), &hubs, &mut authorities, |_, sum| sum);
        pull(&network.out, &authorities, &mut next, |_, sum| sum);
        for values in [&mut authorities, &mut next] {
            let all = total(values, |_, x| x);
            scale(values, 1.0 / all);
        }
        std::mem::swap(&mut hubs, &mut next);
        change(&hubs, &next)
    })?;
    Ok(Hits { hubs, authorities })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{directed, undirected};

    fn check(values: &[f64], expected: &[f64]) {
        assert_eq!(values.len(), expected.len());
        for (value, e) in values.iter().zip(expected) {
            assert!((value - e).abs() < 1e-9, "{values:?}");
        }
    }

    fn ranks(network: &Network, personal: &[f64]) -> Vec<f64> {
        pagerank(network, 0.85, personal, Iteration::default(), &()).unwrap()
    }

    #[test]
    fn pagerank_equals_networkx() {
        // networkx.pagerank(g, tol=1e-14, max_iter=10000)
        check(
            &ranks(&directed(4, &[(0, 1), (1, 2), (2, 0), (3, 2)]), &[]),
            &[0.320_213_799_8, 0.309_681_729_8, 0.332_604_470_4, 0.037_5],
        );
        check(&ranks(&directed(2, &[]), &[1.0, 3.0]), &[0.25, 0.75]);
        assert!(ranks(&directed(0, &[]), &[]).is_empty());
    }

    #[test]
    fn eigenvectors_of_a_star() {
        let half = 0.5_f64.sqrt();
        let side = half / 3.0_f64.sqrt();
        check(
            &eigenvector(&undirected(4, &[(0, 1), (0, 2), (0, 3)]), Iteration::default(), &()).unwrap(),
            &[half, side, side, side],
        );
        let short = Iteration { most: 50, ..Iteration::default() };
        assert_eq!(eigenvector(&directed(2, &[(0, 1)]), short, &()), Err(IterationError::NotConverged { rounds: 50 }));
    }

    #[test]
    fn katz_counts_walks() {
        let values = katz(&directed(3, &[(0, 1), (1, 2)]), 0.5, Iteration::default(), &()).unwrap();
        let norm = (1.0 + 1.5 * 1.5 + 1.75 * 1.75_f64).sqrt();
        check(&values, &[1.0 / norm, 1.5 / norm, 1.75 / norm]);
        assert!(katz(&undirected(3, &[(0, 1), (1, 2), (0, 2)]), 2.0, Iteration::default(), &()).is_err());
    }

    #[test]
    fn hubs_lead_to_authorities() {
        let hits = hits(&directed(4, &[(0, 2), (1, 2), (0, 3)]), Iteration::default(), &()).unwrap();
        let golden = (1.0 + 5.0_f64.sqrt()) / 2.0;
        check(&hits.hubs, &[golden / (golden + 1.0), 1.0 / (golden + 1.0), 0.0, 0.0]);
        check(&hits.authorities, &[0.0, 0.0, golden / (golden + 1.0), 1.0 / (golden + 1.0)]);
        let none = super::hits(&directed(2, &[]), Iteration::default(), &()).unwrap();
        assert_eq!(none.hubs, [0.0, 0.0]);
    }
}
