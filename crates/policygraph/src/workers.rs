//! Commands one after the other in processes that stay: what takes long is ended with its process, and the registry is loaded once a process.

use crate::call::{Outcome, Streams, program};
use crate::failure;
use crate::process::Bounds;
use anyhow::{Context, Result};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::{Mutex, PoisonError, mpsc};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

/// Name of the command that does calls.
pub(crate) const CALLS: &str = "calls";
/// After how many calls a process is replaced, so that what it may leave behind does not grow.
const MOST: usize = 200;

/// What is said of a process that ended on a call.
const BROKE: &str = "the program broke on this request: please report it";

/// Processes that wait for calls.
pub(crate) struct Workers {
    idle: Mutex<Vec<Worker>>,
    command: Vec<PathBuf>,
    bounds: Bounds,
}

struct Worker {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    calls: usize,
}

/// What runs a command in this process: its arguments, where data goes, and where talk goes.
pub(crate) type Call = fn(&[String], &mut dyn Write, &mut dyn Write) -> Result<Outcome>;

/// What a command prints, or says where it fails or finds nothing.
type Answer = Result<String, String>;

impl Workers {
    /// # Errors
    /// The process cannot find itself.
    pub(crate) fn new(bounds: Bounds) -> Result<Self> {
        let mut command = program()?;
        command.push(CALLS.into());
        Ok(Self { idle: Mutex::default(), command, bounds })
    }

    /// Runs a command; gives what it prints on standard output.
    ///
    /// # Errors
    /// What the command says where it fails or finds nothing, or that it went beyond the bounds.
    pub(crate) async fn call(&self, arguments: &[String]) -> Answer {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut worker = match idle {
            Some(worker) => worker,
            None => self.start().map_err(|e| format!("{e:#}"))?,
        };
        match tokio::time::timeout(self.bounds.time, worker.exchange(arguments, self.bounds.output)).await {
            Ok(Ok(answer)) => {
                if worker.calls < MOST {
                    self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
                }
                answer
            }
            Ok(Err(error)) => Err(error),
            Err(_) => {
                // Waited for, so that nothing of it is left when this is told; one that is gone already is no matter.
                let _ = worker.child.kill().await;
                Err(format!("it took longer than {:?} and was stopped: ask for less", self.bounds.time))
            }
        }
    }

    fn start(&self) -> Result<Worker> {
        let mut child = Command::new(&self.command[0])
            .args(&self.command[1..])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .context("the program cannot be started")?;
        let input = child.stdin.take().context("the program cannot be asked")?;
        let output = BufReader::new(child.stdout.take().context("the program cannot answer")?);
        Ok(Worker { child, input, output, calls: 0 })
    }
}

impl Worker {
    async fn exchange(&mut self, arguments: &[String], most: usize) -> Result<Answer, String> {
        self.calls += 1;
        let line = serde_json::to_string(arguments).map_err(|e| e.to_string())? + "\n";
        self.input.write_all(line.as_bytes()).await.map_err(|_| BROKE.to_owned())?;
        let mut answer = Vec::new();
        let limited = &mut (&mut self.output).take(most as u64);
        limited.read_until(b'\n', &mut answer).await.map_err(|_| BROKE.to_owned())?;
        match answer.last() {
            Some(b'\n') => serde_json::from_slice(&answer).map_err(|e| e.to_string()),
            _ if answer.len() == most => Err(format!("the answer is larger than {} MB: ask for less", most >> 20)),
            _ => Err(BROKE.to_owned()),
        }
    }
}

/// The other side: does the calls that standard input gives, each a line of JSON, and answers with a line of JSON.
///
/// # Errors
/// Who asks cannot be read or written to, or asks otherwise.
pub(crate) fn work(call: Call, streams: &mut Streams<'_>) -> Result<Outcome> {
    let (sender, calls) = mpsc::channel();
    std::thread::spawn(move || {
        for line in io::stdin().lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
        // Who asked is gone: nobody waits for what is done.
        std::process::exit(0);
    });
    for line in calls {
        let arguments: Vec<String> = serde_json::from_str(&line)?;
        serde_json::to_writer(&mut *streams.out, &answer(call, &arguments))?;
        writeln!(streams.out)?;
        streams.out.flush()?;
    }
    Ok(Outcome::Done)
}

fn answer(call: Call, arguments: &[String]) -> Answer {
    let (mut out, mut talk) = (Vec::new(), Vec::new());
    match call(arguments, &mut out, &mut talk) {
        Ok(Outcome::Done) => String::from_utf8(out).map_err(|e| e.to_string()),
        Ok(Outcome::Incomplete | Outcome::Interrupted) => Err(String::from_utf8_lossy(&talk).trim().to_owned()),
        Err(e) => Err(failure::told(&e)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    /// The answer of a program that is none of ours.
    fn asked(program: &[&str], bounds: Bounds) -> Answer {
        let workers = Workers { command: program.iter().map(PathBuf::from).collect(), bounds, idle: Mutex::default() };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(workers.call(&["stats".to_owned()]))
    }

    #[cfg(unix)]
    #[test]
    fn what_goes_beyond_the_bounds_is_ended() {
        let short = Bounds { time: Duration::from_millis(50), output: 1 << 20 };
        let long = Bounds { time: Duration::from_secs(600), output: 1 << 20 };
        assert!(asked(&["sleep", "1000"], short).unwrap_err().contains("longer than 50ms"));
        assert!(asked(&["cat", "/dev/zero"], long).unwrap_err().contains("larger than 1 MB"));
        assert_eq!(asked(&["true"], long).unwrap_err(), BROKE);
        assert!(asked(&["no-such-program"], long).unwrap_err().contains("cannot be started"));
        // It waits for the call: one that ends before it is asked is a broken one.
        assert_eq!(asked(&["sh", "-c", r#"read -r call; echo '{"Ok":"가"}'"#], long), Ok("가".to_owned()));
    }

    #[test]
    fn answers_are_what_commands_print_or_say() {
        let said =
            |words: &[&str]| answer(crate::cli::call, &words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>());
        assert!(said(&["query", "--list", "--format=json"]).unwrap().starts_with('['));
        assert!(said(&["search", "--store=missing", "가"]).unwrap_err().contains("hint: "));
        assert!(!said(&["path"]).unwrap_err().contains("Usage:"));
    }
}
