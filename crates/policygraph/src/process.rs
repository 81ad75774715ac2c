//! A command in a process of its own: it can be ended at any moment, and what breaks in it breaks nothing else.

use crate::call::program;
use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::process::Command;

/// What a command may take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    pub time: Duration,
    /// Largest output, in bytes.
    pub output: usize,
}

/// What came of a command.
pub(crate) struct Ended {
    pub status: ExitStatus,
    pub out: Vec<u8>,
    /// What it said on standard error.
    pub said: String,
}

/// Runs the program on these arguments and waits for its end.
///
/// # Errors
/// It cannot be started, or goes beyond the bounds and was ended.
pub(crate) fn run(arguments: &[OsString], bounds: Bounds) -> Result<Ended> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(within(arguments, bounds))
}

async fn within(arguments: &[OsString], bounds: Bounds) -> Result<Ended> {
    let words = program()?;
    let mut child = Command::new(&words[0])
        .args(&words[1..])
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .context("the program cannot be started")?;
    let (out, said) = (child.stdout.take(), child.stderr.take());
    let work = async { tokio::try_join!(up_to(out, bounds.output), up_to(said, bounds.output)) };
    let Ok(read) = tokio::time::timeout(bounds.time, work).await else {
        child.kill().await?;
        bail!("it took longer than {:?} and was stopped", bounds.time);
    };
    let (out, said) = read?;
    if out.len() > bounds.output {
        child.kill().await?;
        bail!("the answer is larger than {} MB: ask for less", bounds.output >> 20);
    }
    Ok(Ended { status: child.wait().await?, out, said: String::from_utf8_lossy(&said).into_owned() })
}

/// What a stream gives, and a byte more than `most` where it is longer.
async fn up_to(stream: Option<impl AsyncRead + Unpin>, most: usize) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if let Some(stream) = stream {
        stream.take(most as u64 + 1).read_to_end(&mut bytes).await?;
    }
    Ok(bytes)
}
