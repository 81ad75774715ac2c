//! Processes that evaluate, and how long each query may take.
//!
//! The library stops a query between two triples that it reads; in between a product of millions of rows may be built, and
//! a stack may overflow. So queries and updates are parsed and evaluated in processes of their own, which can be ended at any
//! moment, and whose end harms nobody else.
//!
//! Each query starts on a worker that waits for work. One that has computed for more than a moment goes on only if there is
//! one of few places for queries that take long, and at low priority; otherwise its worker is ended, and it starts again
//! when there is a place. So a quick query never waits for a slow one. Updates have a worker of their own, which holds the
//! store open for writing.

use crate::QueryConfig;
use crate::job::{Job, Limits, OUT_OF_MEMORY, Reply};
use std::io;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How long a query may compute before it counts as one that takes long.
const MOMENT: Duration = Duration::from_millis(10);
/// The same by the clock, where the processor has much to do or does not tell its time.
const LONGEST_MOMENT: Duration = Duration::from_millis(250);
/// Workers for quick queries, for each core.
const QUICK: usize = 3;
/// Longest answer line of a worker.
const LINE: u64 = 64 << 10;

/// Why a query has no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PoolError {
    /// It ran for too long.
    #[error("it took longer than {0:?} and was stopped")]
    Timeout(Duration),
    /// Too many others run.
    #[error("too many queries that take long are running: try again later")]
    Busy,
    /// It took too much memory.
    #[error("it took more than {0} MB of memory and was stopped")]
    Memory(usize),
    /// The worker ended.
    #[error("it could not be evaluated: it is nested too deeply, or the store cannot be opened")]
    Died,
    /// No worker could be started.
    #[error("no process could be started to evaluate the query")]
    Start(#[source] io::Error),
}

/// The pool of workers.
pub(crate) struct Pool {
    quick: Arc<Semaphore>,
    slow: Arc<Semaphore>,
    idle: Mutex<Vec<Worker>>,
    /// The worker that writes, if one was started.
    writer: tokio::sync::Mutex<Option<Worker>>,
    command: Vec<PathBuf>,
    store: Option<PathBuf>,
    limits: String,
    timeout: Duration,
    max_memory: usize,
    /// Number of updates so far.
    updates: AtomicU64,
}

/// By what a worker is known to see the store as it is: when files of the store were last made or removed, by a build of
/// another process, and how many updates there were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct State {
    files: Option<SystemTime>,
    updates: u64,
}

/// What a worker may do.
#[derive(Debug, Clone, Copy)]
enum Access {
    Read,
    Write,
}

/// A process that evaluates.
struct Worker {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    /// The state of the store when it was opened.
    state: State,
}

impl Pool {
    pub(crate) fn new(config: &QueryConfig) -> Result<Self, serde_json::Error> {
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        let limits = Limits {
            answer: config.max_answer,
            memory: config.max_memory,
            services: config.services.clone(),
            timeout: config.timeout,
        };
        Ok(Self {
            quick: Arc::new(Semaphore::new(cores * QUICK)),
            slow: Arc::new(Semaphore::new(config.slow_queries.max(1))),
            idle: Mutex::new(Vec::new()),
            writer: tokio::sync::Mutex::new(None),
            command: config.worker.clone(),
            store: config.store.clone(),
            limits: serde_json::to_string(&limits)? + "\n",
            timeout: config.timeout,
            max_memory: config.max_memory,
            updates: AtomicU64::new(0),
        })
    }

    /// Does a job; the bytes are its answer. A worker may end because a build replaced files of the store while it opened
    /// them: the job is then given to another one.
    pub(crate) async fn run(self: &Arc<Self>, job: &Job) -> Result<(Reply, Vec<u8>), PoolError> {
        match self.attempt(job).await {
            Err(PoolError::Died) => self.attempt(job).await,
            other => other,
        }
    }

    async fn attempt(self: &Arc<Self>, job: &Job) -> Result<(Reply, Vec<u8>), PoolError> {
        let arrived = Instant::now();
        let quick = self.place(&self.quick, arrived).await?;
        let worker = self.worker().await?;
        let process = worker.child.id();
        let line = line(job)?;
        let (started, before) = (Instant::now(), computed(process));
        // The one future is waited for again after the moment: dropped, it could lose a part of an answer.
        let mut asked = Box::pin(worker.ask(line.clone()));
        loop {
            if let Ok((worker, answered)) = tokio::time::timeout(MOMENT.min(self.timeout), &mut asked).await {
                return self.ended(worker, answered);
            }
            // One that waited for the processor has not had its moment yet.
            let moment =
                computed(process).zip(before).map_or(LONGEST_MOMENT, |(now, before)| now.saturating_sub(before));
            if moment >= MOMENT || started.elapsed() >= LONGEST_MOMENT {
                break;
            }
        }
        if let Ok(place) = Arc::clone(&self.slow).try_acquire_owned() {
            drop(quick);
            lower(process);
            self.keep_ready();
            return self.late(asked, arrived, place).await;
        }
        drop(asked);
        self.keep_ready();
        drop(quick);
        let place = self.place(&self.slow, arrived).await?;
        let worker = self.start(Access::Read).await?;
        lower(worker.child.id());
        self.late(Box::pin(worker.ask(line)), arrived, place).await
    }

    /// The end of a job that takes long. Its worker ends too: its priority cannot be raised again.
    async fn late(
        &self,
        asked: impl Future<Output = (Worker, io::Result<(Reply, Vec<u8>)>)>,
        arrived: Instant,
        _place: OwnedSemaphorePermit,
    ) -> Result<(Reply, Vec<u8>), PoolError> {
        match tokio::time::timeout(self.timeout.saturating_sub(arrived.elapsed()), asked).await {
            Err(_) => Err(PoolError::Timeout(self.timeout)),
            Ok((_, Ok(answer))) => Ok(answer),
            Ok((worker, Err(_))) => Err(self.why(worker)),
        }
    }

    /// The end of a quick job: the worker waits for the next one.
    fn ended(
        self: &Arc<Self>,
        worker: Worker,
        answered: io::Result<(Reply, Vec<u8>)>,
    ) -> Result<(Reply, Vec<u8>), PoolError> {
        match answered {
            Ok(answer) => {
                self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
                Ok(answer)
            }
            Err(_) => {
                let why = self.why(worker);
                self.keep_ready();
                Err(why)
            }
        }
    }

    /// Why a worker ended.
    fn why(&self, mut worker: Worker) -> PoolError {
        let code = worker.child.try_wait().ok().flatten().and_then(|s| s.code());
        if code == Some(OUT_OF_MEMORY) { PoolError::Memory(self.max_memory >> 20) } else { PoolError::Died }
    }

    async fn place(&self, places: &Arc<Semaphore>, arrived: Instant) -> Result<OwnedSemaphorePermit, PoolError> {
        let left = self.timeout.saturating_sub(arrived.elapsed());
        match tokio::time::timeout(left, Arc::clone(places).acquire_owned()).await {
            Ok(Ok(place)) => Ok(place),
            _ => Err(PoolError::Busy),
        }
    }

    /// A worker that waits for work and sees the store as it is, or a new one.
    async fn worker(&self) -> Result<Worker, PoolError> {
        let state = self.state();
        loop {
            let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            match idle {
                None => return self.start(Access::Read).await,
                Some(mut worker) => {
                    if worker.state == state && matches!(worker.child.try_wait(), Ok(None)) {
                        return Ok(worker);
                    }
                }
            }
        }
    }

    /// Starts workers until as many wait as quick queries may run, without holding anyone up.
    pub(crate) fn keep_ready(self: &Arc<Self>) {
        let pool = Arc::clone(self);
        tokio::spawn(async move {
            // The places that are free have no worker of their own. What was missing may be there when one has started.
            let wanted = |idle: &Vec<Worker>| idle.len() < pool.quick.available_permits();
            while wanted(&pool.idle.lock().unwrap_or_else(PoisonError::into_inner)) {
                let Ok(worker) = pool.start(Access::Read).await else { return };
                let mut idle = pool.idle.lock().unwrap_or_else(PoisonError::into_inner);
                if wanted(&idle) {
                    idle.push(worker);
                }
            }
        });
    }

    async fn start(&self, access: Access) -> Result<Worker, PoolError> {
        let failed = PoolError::Start;
        let state = self.state();
        let (program, arguments) = self.command.split_first().ok_or(PoolError::Died)?;
        let mut child = Command::new(program)
            .args(arguments)
            .args(matches!(access, Access::Write).then_some("--write"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(failed)?;
        let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(PoolError::Died);
        };
        input.write_all(self.limits.as_bytes()).await.map_err(failed)?;
        // The time in which it opens the store is not that of a query.
        let mut output = BufReader::new(output);
        let mut ready = Vec::new();
        (&mut output).take(LINE).read_until(b'\n', &mut ready).await.map_err(failed)?;
        if ready.is_empty() {
            return Err(PoolError::Died);
        }
        Ok(Worker { child, input, output, state })
    }

    /// Starts the worker that writes: nobody else can write to the store from then on.
    pub(crate) async fn open_for_writing(&self) -> Result<(), PoolError> {
        *self.writer.lock().await = Some(self.start(Access::Write).await?);
        Ok(())
    }

    /// Does an update, to its end even if its client goes away; what is evaluated from then on sees it. They are done one at
    /// a time: each sees what the one before it did.
    pub(crate) async fn update(self: &Arc<Self>, job: &Job) -> Result<(Reply, Vec<u8>), PoolError> {
        let (pool, line) = (Arc::clone(self), line(job)?);
        let done = tokio::spawn(async move {
            let mut writer = pool.writer.lock().await;
            let worker = match writer.take() {
                Some(worker) => worker,
                None => pool.start(Access::Write).await?,
            };
            let asked = tokio::time::timeout(pool.timeout, worker.ask(line)).await;
            // Also one that was stopped may have been stored.
            pool.updates.fetch_add(1, Ordering::SeqCst);
            pool.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
            match asked {
                Err(_) => Err(PoolError::Timeout(pool.timeout)),
                Ok((worker, Err(_))) => Err(pool.why(worker)),
                Ok((worker, Ok(answer))) => {
                    *writer = Some(worker);
                    Ok(answer)
                }
            }
        });
        done.await.unwrap_or(Err(PoolError::Died))
    }

    fn state(&self) -> State {
        let changed = |store: &PathBuf| std::fs::metadata(store.join(policygraph_store::RDF_FOLDER))?.modified();
        State {
            files: self.store.as_ref().and_then(|store| changed(store).ok()),
            updates: self.updates.load(Ordering::SeqCst),
        }
    }
}

impl Worker {
    /// Asks, and gives the worker back with the answer.
    async fn ask(mut self, line: String) -> (Self, io::Result<(Reply, Vec<u8>)>) {
        let answered = self.exchange(&line).await;
        (self, answered)
    }

    async fn exchange(&mut self, line: &str) -> io::Result<(Reply, Vec<u8>)> {
        self.input.write_all(line.as_bytes()).await?;
        let mut head = Vec::new();
        (&mut self.output).take(LINE).read_until(b'\n', &mut head).await?;
        if head.is_empty() {
            // It ended; a moment later its code is known.
            let _ = self.child.wait().await;
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let reply: Reply = serde_json::from_slice(&head)?;
        let mut bytes = Vec::new();
        if let Reply::Answer { length, .. } = reply {
            bytes.resize(length, 0);
            self.output.read_exact(&mut bytes).await?;
        }
        Ok((reply, bytes))
    }
}

/// A job as a worker reads it.
fn line(job: &Job) -> Result<String, PoolError> {
    Ok(serde_json::to_string(job).map_err(|e| PoolError::Start(e.into()))? + "\n")
}

/// For how long a process has computed, on its first thread, which is the one that evaluates; unknown where the system has
/// no `/proc`.
fn computed(process: Option<u32>) -> Option<Duration> {
    let text = std::fs::read_to_string(format!("/proc/{}/schedstat", process?)).ok()?;
    text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// Lets others run before a process.
fn lower(process: Option<u32>) {
    #[cfg(unix)]
    if let Some(pid) = process.and_then(|id| i32::try_from(id).ok()).and_then(rustix::process::Pid::from_raw) {
        // Where the system does not allow it the query runs as others do.
        let _ = rustix::process::setpriority_process(Some(pid), 19);
    }
}
