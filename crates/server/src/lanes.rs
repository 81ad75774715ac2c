//! Where queries run, for how long, and with how much memory.

use policygraph_store::{CancellationToken, StoreError};
use std::sync::Arc;
use std::time::{Duration, Instant};
use thread_priority::{ThreadPriority, set_current_thread_priority};
use tokio::sync::{Semaphore, oneshot};

/// How long a query may take before it has to run in the second lane.
const FIRST: Duration = Duration::from_millis(60);
/// Queries in the first lane at once, for each core.
const FIRST_PLACES: usize = 4;
/// How often a query in the second lane is looked at.
const LOOK: Duration = Duration::from_millis(10);

/// Why a query has no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LaneError {
    /// It ran for too long.
    #[error("the query took longer than {0:?} and was stopped")]
    Timeout(Duration),
    /// Too many others run.
    #[error("too many queries that take long are running: try again later")]
    Busy,
    /// It took too much memory.
    #[error("the query took more than {0} MB of memory and was stopped")]
    Memory(usize),
    /// The store says why.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The evaluation ended without an answer.
    #[error("the query failed")]
    Failed,
}

/// The two lanes.
pub(crate) struct Lanes {
    first: Arc<Semaphore>,
    second: Arc<Semaphore>,
    timeout: Duration,
    max_memory: usize,
}

/// A piece of work that ends early when the token is cancelled.
type Work<T> = dyn Fn(CancellationToken) -> Result<T, StoreError> + Send + Sync;

impl Lanes {
    pub(crate) fn new(timeout: Duration, slow: usize, max_memory: usize) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        Self {
            first: Arc::new(Semaphore::new(cores * FIRST_PLACES)),
            second: Arc::new(Semaphore::new(slow.max(1))),
            timeout,
            max_memory,
        }
    }

    /// Runs work that reads: first for a moment, then, if it needs longer, again from the start in the second lane.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        work: impl Fn(CancellationToken) -> Result<T, StoreError> + Send + Sync + 'static,
    ) -> Result<T, LaneError> {
        let arrived = Instant::now();
        let work: Arc<Work<T>> = Arc::new(work);
        let place = self.place(&self.first, arrived).await?;
        let first = self.evaluate(Arc::clone(&work), arrived, FIRST.min(self.timeout), false).await;
        drop(place);
        match first {
            Err(LaneError::Timeout(_)) => {}
            other => return other,
        }
        let _place = self.place(&self.second, arrived).await?;
        self.evaluate(work, arrived, self.timeout, true).await
    }

    /// Runs work that writes, in the second lane and once.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        work: impl Fn(CancellationToken) -> Result<T, StoreError> + Send + Sync + 'static,
    ) -> Result<T, LaneError> {
        let arrived = Instant::now();
        let _place = self.place(&self.second, arrived).await?;
        self.evaluate(Arc::new(work), arrived, self.timeout, false).await
    }

    async fn place(
        &self,
        lane: &Arc<Semaphore>,
        arrived: Instant,
    ) -> Result<tokio::sync::OwnedSemaphorePermit, LaneError> {
        let left = self.timeout.saturating_sub(arrived.elapsed());
        match tokio::time::timeout(left, Arc::clone(lane).acquire_owned()).await {
            Ok(Ok(place)) => Ok(place),
            _ => Err(LaneError::Busy),
        }
    }

    /// Runs the work on a thread of its own until it ends, has run until `limit` after the arrival of the query, or takes too
    /// much memory; it is waited for in any case, so that its place is free when it is given back.
    async fn evaluate<T: Send + 'static>(
        &self,
        work: Arc<Work<T>>,
        arrived: Instant,
        limit: Duration,
        low: bool,
    ) -> Result<T, LaneError> {
        let token = CancellationToken::new();
        let (sender, mut receiver) = oneshot::channel();
        let stop = token.clone();
        let run = move || {
            if low {
                // Where the system does not allow it the query runs as others do.
                let _ = set_current_thread_priority(ThreadPriority::Min);
            }
            // Nobody waits any more if the client went away.
            let _ = sender.send(work(token));
        };
        if low {
            // The priority of a thread can be lowered, but not raised again: it is not given back to a pool.
            std::thread::Builder::new().name("query".to_owned()).spawn(run).map_err(|_| LaneError::Busy)?;
        } else {
            tokio::task::spawn_blocking(run);
        }
        let _stop_when_dropped = StopOnDrop(stop.clone());
        let before = memory();
        // The first lane's time counts from its start, not from the arrival: a query that waited is as quick as another.
        let deadline = if low { arrived + limit } else { Instant::now() + limit };
        let mut why = None;
        loop {
            let wake = if low { LOOK.min(deadline.saturating_duration_since(Instant::now())) } else { limit };
            match tokio::time::timeout(wake, &mut receiver).await {
                Ok(Ok(Err(StoreError::Cancelled))) => return Err(why.unwrap_or(LaneError::Timeout(self.timeout))),
                Ok(Ok(result)) => return Ok(result?),
                Ok(Err(_)) => return Err(LaneError::Failed),
                Err(_) if why.is_some() => {}
                Err(_) if Instant::now() >= deadline => {
                    why = Some(LaneError::Timeout(self.timeout));
                    stop.cancel();
                }
                Err(_) if memory().saturating_sub(before) > self.max_memory => {
                    why = Some(LaneError::Memory(self.max_memory >> 20));
                    stop.cancel();
                }
                Err(_) => {}
            }
        }
    }
}

/// Stops the work when nobody waits for it: the client closed the connection.
struct StopOnDrop(CancellationToken);

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

/// Resident memory of the process, in bytes; 0 where the system does not tell.
fn memory() -> usize {
    memory_stats::memory_stats().map_or(0, |m| m.physical_mem)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "helpers of tests fail with the test")]

    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn block_on<T>(future: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(future)
    }

    fn until_cancelled(token: &CancellationToken) -> StoreError {
        while !token.is_cancelled() {
            std::thread::yield_now();
        }
        StoreError::Cancelled
    }

    #[test]
    fn what_takes_long_is_started_again_in_the_second_lane() {
        let lanes = Lanes::new(Duration::from_secs(10), 1, 1 << 30);
        let runs = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&runs);
        let answer = block_on(lanes.read(move |token| {
            if count.fetch_add(1, Ordering::SeqCst) == 0 { Err(until_cancelled(&token)) } else { Ok(7) }
        }));
        assert_eq!((answer.unwrap(), runs.load(Ordering::SeqCst)), (7, 2));
    }

    #[test]
    fn what_never_ends_is_stopped() {
        let lanes = Lanes::new(Duration::from_millis(200), 1, 1 << 30);
        let answer: Result<(), _> = block_on(lanes.read(|token| Err(until_cancelled(&token))));
        assert!(matches!(answer, Err(LaneError::Timeout(_))));
    }

    #[test]
    fn what_takes_too_much_memory_is_stopped() {
        let lanes = Lanes::new(Duration::from_secs(60), 1, 32 << 20);
        let answer: Result<(), _> = block_on(lanes.read(|token| {
            let mut hoard: Vec<Vec<u8>> = Vec::new();
            while !token.is_cancelled() {
                hoard.push(vec![1; 1 << 20]);
            }
            Err(StoreError::Cancelled)
        }));
        assert!(matches!(answer, Err(LaneError::Memory(32))), "{answer:?}");
    }

    #[test]
    fn who_finds_no_place_is_told() {
        let lanes = Lanes::new(Duration::from_millis(300), 1, 1 << 30);
        let (one, other): (Result<(), _>, Result<(), _>) = block_on(async {
            tokio::join!(
                lanes.read(|token| Err(until_cancelled(&token))),
                lanes.read(|token| Err(until_cancelled(&token)))
            )
        });
        let busy = [one, other].iter().filter(|a| matches!(a, Err(LaneError::Busy))).count();
        assert_eq!(busy, 1);
    }
}
