//! Programs of others, run as processes with limits of time and memory.

use crate::{Format, IngestError};
use std::io::{Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How much memory a process may take, in kilobytes, as shells count it.
const MEMORY: u64 = 2 << 20;
/// The most bytes that it may say.
const MOST_SAID: u64 = 512 << 20;

/// What a program said, and how it ended.
pub(super) struct Said {
    pub out: Vec<u8>,
    pub err: String,
    pub status: ExitStatus,
}

/// Runs a command line of the shell on these bytes. The shell sets the limits: a safe program cannot set those of its child.
///
/// # Errors
/// It cannot be run, takes more than these seconds, or says too much.
pub(super) fn run(command: &str, bytes: &[u8], seconds: u64) -> Result<Said, IngestError> {
    let limits = format!(
        "ulimit -v {MEMORY} 2>/dev/null; ulimit -t {seconds} 2>/dev/null; export OMP_THREAD_LIMIT=1; exec {command}"
    );
    let failed = |e: std::io::Error| IngestError::damaged(Format::Pdf, format!("its reader cannot be run: {e}"));
    let mut child = Command::new("sh")
        .args(["-c", &limits])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (status, out, err) = thread::scope(|scope| {
        scope.spawn(move || {
            // A reader that gives up closes the pipe; its exit says why.
            let _ = stdin.map(|mut to| to.write_all(bytes));
        });
        let out = scope.spawn(move || all(stdout, MOST_SAID));
        let err = scope.spawn(move || all(stderr, 1 << 16));
        let status = ended(&mut child, seconds);
        (status, out.join().unwrap_or_default(), err.join().unwrap_or_default())
    });
    let Some(status) = status.map_err(failed)? else {
        return Err(IngestError::TimedOut { format: Format::Pdf, seconds });
    };
    if out.len() as u64 > MOST_SAID {
        return Err(IngestError::TooLarge("the PDF has more text than is read".to_owned()));
    }
    Ok(Said { out, err: String::from_utf8_lossy(&err).into_owned(), status })
}

/// All that a pipe says. What is more than the limit is read and thrown away, so that the process is not held up.
fn all(pipe: Option<impl Read>, most: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(mut pipe) = pipe {
        let _ = pipe.by_ref().take(most + 1).read_to_end(&mut bytes);
        let _ = std::io::copy(&mut pipe, &mut std::io::sink());
    }
    bytes
}

/// Waits for a process; ends it, and gives nothing, when its time is over.
fn ended(child: &mut Child, seconds: u64) -> std::io::Result<Option<ExitStatus>> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if start.elapsed() > Duration::from_secs(seconds) {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(3));
    }
}
