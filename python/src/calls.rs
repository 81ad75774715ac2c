//! Calls of the program in this process.

use policygraph::{Failure, Outcome, Step};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};
use std::cell::RefCell;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// How often Ctrl-C is looked for.
const LOOK: Duration = Duration::from_millis(50);

/// What is said of a panic: it is a bug.
pub(crate) const BROKE: &str = "policygraph broke on this: please report it, with what was asked";

/// How a call ended: its kind, what it printed, and what it said; or what who listens raised.
type Ended = PyResult<(&'static str, Vec<u8>, String)>;

fn perform(arguments: &[String], progress: Option<&Py<PyAny>>) -> Ended {
    let (mut out, mut talk) = (Vec::new(), Vec::new());
    let raised = RefCell::new(None);
    let listener = |step: Step| match progress.map_or(Ok(()), |told| tell(told, step)) {
        Ok(()) => ControlFlow::Continue(()),
        Err(e) => {
            *raised.borrow_mut() = Some(e);
            ControlFlow::Break(())
        }
    };
    let ended = policygraph::cli::call_heard(arguments, &mut out, &mut talk, Some(&listener));
    if let Some(e) = raised.into_inner() {
        return Err(e);
    }
    Ok(match ended {
        Ok(outcome) => {
            let kind = match outcome {
                Outcome::Done => "done",
                Outcome::Incomplete => "incomplete",
                Outcome::Interrupted => "interrupted",
            };
            (kind, out, String::from_utf8_lossy(&talk).into_owned())
        }
        Err(e) => (kind(&e), out, policygraph::told(&e)),
    })
}

/// Calls a function of Python with a step of a build.
fn tell(progress: &Py<PyAny>, step: Step) -> PyResult<()> {
    Python::attach(|py| {
        let told = PyDict::new(py);
        told.set_item("documents", step.documents)?;
        told.set_item("of", step.of)?;
        told.set_item("bytes", step.bytes)?;
        told.set_item("of_bytes", step.of_bytes)?;
        told.set_item("facts", step.facts)?;
        told.set_item("stored", step.stored)?;
        progress.call1(py, (told,)).map(drop)
    })
}

/// The kind of an error, for the exceptions of the package.
pub(crate) fn kind(error: &anyhow::Error) -> &'static str {
    match Failure::of(error) {
        Failure::Usage => "usage",
        Failure::Locked => "locked",
        Failure::Store => "store",
        Failure::Query => "query",
        Failure::Document => "document",
        Failure::Stopped => "interrupted",
        _ => "other",
    }
}

/// Runs a command: its kind of end, the bytes that it printed, and what it said. Other threads of Python run meanwhile; Ctrl-C stops it. `progress` is
/// called by the thread that builds; what it raises stops the build and is raised here.
#[pyfunction]
#[pyo3(signature = (arguments, progress=None))]
pub(crate) fn call<'py>(
    py: Python<'py>,
    arguments: Vec<String>,
    progress: Option<Py<PyAny>>,
) -> PyResult<(&'static str, Bound<'py, PyBytes>, String)> {
    let (sender, mut ended) = channel();
    let worker = std::thread::Builder::new().stack_size(16 << 20).spawn(move || {
        // Nobody waits any more only where this process ends.
        let _ = sender.send(perform(&arguments, progress.as_ref()));
    })?;
    let mut interrupted = None;
    let ended = loop {
        let waited;
        (waited, ended) = py.detach(move || (ended.recv_timeout(LOOK), ended));
        match waited {
            Ok(ended) => break ended,
            Err(RecvTimeoutError::Disconnected) => break Ok(("broken", Vec::new(), BROKE.to_owned())),
            Err(RecvTimeoutError::Timeout) => {
                if let Err(e) = py.check_signals() {
                    interrupted = Some(e);
                    policygraph::interrupt();
                }
            }
        }
    };
    // A panic was told by the end of the channel.
    let _ = worker.join();
    if let Some(e) = interrupted {
        policygraph::resume();
        return Err(e);
    }
    let (kind, out, talk) = ended?;
    Ok((kind, PyBytes::new(py, &out), talk))
}

/// Runs the program on its arguments, the first of which is its name, on the streams of the process; gives the exit code.
#[pyfunction]
pub(crate) fn run(py: Python<'_>, arguments: Vec<String>) -> u8 {
    py.detach(|| policygraph::cli::main_of(&arguments))
}

/// Says how the program is started in a process of its own, as servers do.
#[pyfunction]
pub(crate) fn set_program(words: Vec<PathBuf>) {
    policygraph::set_program(words);
}
