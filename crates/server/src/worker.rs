//! The other side of the pool: a process that does one job after the other, read from its standard input.
//!
//! It is ready when it has answered its limits with an empty line. A job is a line of JSON; the answer is a line of JSON and, where there is an answer, its bytes.

use crate::job::{Job, Limits, OUT_OF_MEMORY};
use crate::perform::perform;
use policygraph_store::Store;
use std::io::{self, Write};
use std::sync::mpsc;
use std::time::Duration;

/// How often the memory is looked at.
const LOOK: Duration = Duration::from_millis(20);

/// Why a worker cannot work.
#[derive(Debug, thiserror::Error)]
pub enum WorkerError {
    /// The server cannot be read from or written to.
    #[error("the server cannot be reached")]
    Server(#[from] io::Error),
    /// What the server says is not understood.
    #[error("the server is of another version")]
    Version(#[from] serde_json::Error),
}

/// Does jobs for a server until it closes the input; answers go to `out`, which nothing else may write to.
///
/// # Errors
/// The server is not one.
pub fn work(store: &Store, out: &mut dyn Write) -> Result<(), WorkerError> {
    let mut line = String::new();
    if io::stdin().read_line(&mut line)? == 0 {
        return Ok(());
    }
    let limits: Limits = serde_json::from_str(&line)?;
    out.write_all(b"\n")?;
    out.flush()?;
    let most = limits.memory;
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(LOOK);
            if memory_stats::memory_stats().is_some_and(|m| m.physical_mem > most) {
                std::process::exit(OUT_OF_MEMORY);
            }
        }
    });
    let (sender, jobs) = mpsc::channel::<String>();
    std::thread::spawn(move || {
        for line in io::stdin().lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
        // The server is gone: nobody waits for what is evaluated.
        std::process::exit(0);
    });
    for line in jobs {
        let job: Job = serde_json::from_str(&line)?;
        let (reply, bytes) = perform(&job, store, &limits);
        serde_json::to_writer(&mut *out, &reply)?;
        out.write_all(b"\n")?;
        out.write_all(&bytes)?;
        out.flush()?;
    }
    Ok(())
}
