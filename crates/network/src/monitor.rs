//! Progress of long work, and how it is stopped.

use crate::compact::index;
use rayon::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Watches long work.
pub trait Monitor: Sync {
    /// Told how many steps of how many are done.
    fn advance(&self, _done: usize, _all: usize) {}

    /// Asked at each step whether the work should stop.
    fn stopped(&self) -> bool {
        false
    }
}

/// Watches nothing.
impl Monitor for () {}

/// The monitor stopped the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("stopped before the end")]
pub struct Stopped;

/// Work over many items is split into this many parts whatever the number of threads, and results are joined in order:
/// so floats are added in one order, and the result does not depend on the threads.
const PARTS: usize = 16;

/// Does work for each item, in parallel: makes a state for each part of the items, gives it to the work for each item of
/// that part, and returns the results of the states in the order of the items.
pub(crate) fn in_parts<I: Copy + Sync, S, T: Send>(
    items: &[I],
    monitor: &dyn Monitor,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, I) + Sync,
    result: impl Fn(S) -> T + Sync,
) -> Result<Vec<T>, Stopped> {
    let done = AtomicUsize::new(0);
    let size = items.len().div_ceil(PARTS).max(1);
    items
        .par_chunks(size)
        .map(|part| {
            let mut state = state();
            for &item in part {
                if monitor.stopped() {
                    return Err(Stopped);
                }
                work(&mut state, item);
                monitor.advance(done.fetch_add(1, Ordering::Relaxed) + 1, items.len());
            }
            Ok(result(state))
        })
        .collect()
}

/// A value for each node, in parallel; with a state that serves for many.
pub(crate) fn each<S, T: Send>(
    nodes: usize,
    monitor: &dyn Monitor,
    state: impl Fn() -> S + Sync,
    value: impl Fn(&mut S, usize) -> T + Sync,
) -> Result<Vec<T>, Stopped> {
    let all: Vec<u32> = (0..index(nodes)).collect();
    let parts = in_parts(
        &all,
        monitor,
        || (state(), Vec::new()),
        |(state, values), v| values.push(value(state, v as usize)),
        |(_, values)| values,
    )?;
    Ok(parts.into_iter().flatten().collect())
}

/// The sums of equally long vectors, added in their order.
pub(crate) fn sum(vectors: impl IntoIterator<Item = Vec<f64>>, length: usize) -> Vec<f64> {
    let mut sums = vec![0.0; length];
    for vector in vectors {
        for (sum, value) in sums.iter_mut().zip(vector) {
            *sum += value;
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicBool;

    #[test]
    fn parts_keep_their_order() {
        let items: Vec<usize> = (0..100).collect();
        let parts = in_parts(&items, &(), Vec::new, |seen, i| seen.push(i), |seen| seen).unwrap();
        assert_eq!(parts.concat(), items);
        assert!(in_parts(&[0; 0], &(), || (), |(), _| (), |()| ()).unwrap().is_empty());
    }

    #[test]
    fn work_stops_when_told() {
        struct AtFive(AtomicBool);
        impl Monitor for AtFive {
            fn advance(&self, done: usize, _: usize) {
                self.0.fetch_or(done >= 5, Ordering::Relaxed);
            }
            fn stopped(&self) -> bool {
                self.0.load(Ordering::Relaxed)
            }
        }
        let result = in_parts(&[0; 100], &AtFive(AtomicBool::new(false)), || (), |(), _| (), |()| ());
        assert_eq!(result, Err(Stopped));
    }
}
