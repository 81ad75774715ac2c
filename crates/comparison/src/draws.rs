//! Random draws: seeded one by one, so that the result is the same for any number of threads.

use policygraph_network::{Monitor, Stopped, random};
use rayon::prelude::*;
use statrs::distribution::{ContinuousCDF, Normal};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Steps that all draws of one kind may take together: about half a second on two cores.
const STEPS: usize = 100_000_000;

/// At least so many draws are made, whatever they cost: the least p value is then one in two hundred.
const LEAST: usize = 199;

/// How many draws to make of those wanted, where each takes so many steps.
pub(crate) fn affordable(wanted: usize, steps: usize) -> usize {
    wanted.min((STEPS / steps.max(1)).max(LEAST))
}

/// The results of draws, in their order; each is given its own random numbers.
pub(crate) fn draw<T: Send>(
    count: usize,
    seed: u64,
    monitor: &dyn Monitor,
    one: impl Fn(&mut fastrand::Rng) -> T + Sync,
) -> Result<Vec<T>, Stopped> {
    let done = AtomicUsize::new(0);
    (0..count)
        .into_par_iter()
        .map(|i| {
            if monitor.stopped() {
                return Err(Stopped);
            }
            let result = one(&mut random(seed, i as u64));
            monitor.advance(done.fetch_add(1, Ordering::Relaxed) + 1, count);
            Ok(result)
        })
        .collect()
}

/// The share of draws that are at least as large as what was observed, which counts as one of them (Davison and Hinkley,
/// Bootstrap methods, 1997, equation 4.11).
pub(crate) fn p_value(observed: f64, draws: impl IntoIterator<Item = f64>) -> f64 {
    // Sums that are equal can differ by the order of their additions.
    let least = observed - 1e-9 * observed.abs().max(1.0);
    let (mut all, mut far) = (1.0, 1.0);
    for value in draws {
        all += 1.0;
        far += f64::from(u8::from(value >= least));
    }
    far / all
}

/// The probability to be so many standard deviations above the mean, or more, in a normal distribution.
pub(crate) fn normal_tail(z: f64) -> f64 {
    Normal::standard().sf(z)
}

/// Mean and standard deviation.
pub(crate) fn moments(values: &[f64]) -> (f64, f64) {
    let n = values.len().max(1) as f64;
    let mean = values.iter().sum::<f64>() / n;
    (mean, (values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / n).sqrt())
}

/// The middle 95 % of draws, as the lower and upper end.
pub(crate) fn interval(mut values: Vec<f64>) -> Option<(f64, f64)> {
    values.retain(|v| v.is_finite());
    values.sort_by(f64::total_cmp);
    let at = |share: f64| values.get(((values.len().checked_sub(1)?) as f64 * share).round() as usize).copied();
    Some((at(0.025)?, at(0.975)?))
}

/// The q values of p values: the least rate of false discoveries at which each would be one (Benjamini and Hochberg, Controlling the
/// false discovery rate, 1995).
///
/// # Arguments
/// `tests`: how many tests were made, of which those without a value here have a p value of 1.
pub(crate) fn q_values(p: &[f64], tests: usize) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|&a, &b| p[b].total_cmp(&p[a]));
    let mut q = vec![1.0; p.len()];
    let mut least: f64 = 1.0;
    for (from_last, &i) in order.iter().enumerate() {
        let rank = (p.len() - from_last) as f64;
        least = least.min(p[i] * tests.max(p.len()) as f64 / rank);
        q[i] = least;
    }
    q
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn false_discoveries_are_controlled() {
        // The example of Benjamini and Hochberg's paper, table 1 (myocardial infarction): four are kept at 0.05.
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0,
        ];
        let q = q_values(&p, 15);
        assert_eq!(q.iter().filter(|q| **q <= 0.05).count(), 4);
        assert!((q[0] - 0.0015).abs() < 1e-12 && q.is_sorted());
        assert!(q_values(&p, 100)[3] > 0.05);
    }

    #[test]
    fn draws_do_not_depend_on_threads() {
        let all = || draw(50, 7, &(), |random| random.u32(..)).unwrap();
        let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(all);
        assert_eq!(one, rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap().install(all));
        assert_eq!(p_value(3.0, [1.0, 2.0, 3.0]), 0.5);
        assert_eq!(interval((0..=1000).map(f64::from).collect()), Some((25.0, 975.0)));
    }
}
