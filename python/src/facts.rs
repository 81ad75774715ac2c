//! Documents to facts.

use crate::calls::{BROKE, kind};
use crate::tables::{self, Table, rows};
use policygraph_model::{Document, Fact, wire};
use policygraph_pipeline::Pipeline;
use policygraph_registry::Registry;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyIterator;
use rayon::prelude::*;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

/// How many documents a thread is given at once: few enough that memory stays small, enough that no thread waits.
const WINDOW: usize = 32;

/// The facts of a document, or the kind and the words of an error.
type Read = Result<Facts, (&'static str, String)>;

/// The same as Python takes it: one of the two.
type Parts = (Option<Facts>, Option<(&'static str, String)>);

/// The pipeline of this process.
pub(crate) fn pipeline() -> &'static Pipeline {
    static PIPELINE: OnceLock<Pipeline> = OnceLock::new();
    PIPELINE.get_or_init(|| Pipeline::new(Registry::builtin()))
}

fn read(name: &str, bytes: &[u8]) -> Read {
    let work = || {
        let pipeline = pipeline();
        let document = policygraph::read_document(pipeline, name, bytes)?;
        let facts = pipeline.facts(&document);
        Ok(Facts { document, facts })
    };
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(facts)) => Ok(facts),
        Ok(Err(e)) => {
            let e: anyhow::Error = e;
            Err((kind(&e), format!("{name}: {}", policygraph::told(&e))))
        }
        Err(_) => Err(("broken", format!("{name}: {BROKE}"))),
    }
}

/// The facts of one document.
#[pyclass(frozen)]
pub(crate) struct Facts {
    document: Document,
    facts: Vec<Fact>,
}

#[pymethods]
impl Facts {
    #[getter]
    fn name(&self) -> &str {
        &self.document.name
    }

    #[getter]
    fn notes(&self) -> Vec<String> {
        self.document.notes.iter().map(ToString::to_string).collect()
    }

    /// The facts as JSON Lines, as the command line prints them.
    fn lines(&self) -> String {
        self.facts.iter().map(|f| wire::line(f) + "\n").collect()
    }

    fn entities(&self) -> PyResult<Table> {
        tables::table(tables::entities(&rows(&self.document, &self.facts, tables::entity)))
    }

    fn relations(&self) -> PyResult<Table> {
        tables::table(tables::relations(&rows(&self.document, &self.facts, tables::relation)))
    }

    fn budgets(&self) -> PyResult<Table> {
        tables::table(tables::budgets(&rows(&self.document, &self.facts, tables::budget))?)
    }

    fn observations(&self) -> PyResult<Table> {
        tables::table(tables::observations(&rows(&self.document, &self.facts, tables::observation))?)
    }
}

/// Reads one document; the end of an error is its kind and its words.
#[pyfunction]
pub(crate) fn extract(py: Python<'_>, name: String, bytes: Vec<u8>) -> Parts {
    parts(py.detach(|| read(&name, &bytes)))
}

fn parts(read: Read) -> Parts {
    match read {
        Ok(facts) => (Some(facts), None),
        Err(e) => (None, Some(e)),
    }
}

/// Reads many documents, a window of them at a time on all threads, and gives them in their order.
#[pyclass]
pub(crate) struct Extraction {
    /// Of pairs of name and bytes.
    source: Py<PyIterator>,
    threads: rayon::ThreadPool,
    ready: VecDeque<Read>,
}

#[pymethods]
impl Extraction {
    /// `threads`: 0 for one a core.
    #[new]
    fn new(source: &Bound<'_, PyAny>, threads: usize) -> PyResult<Self> {
        let threads = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .map_err(|e| PyValueError::new_err(format!("threads={threads}: {e}")))?;
        Ok(Self { source: source.try_iter()?.unbind(), threads, ready: VecDeque::new() })
    }

    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__(&mut self, py: Python<'_>) -> PyResult<Option<Parts>> {
        if self.ready.is_empty() {
            let mut window: Vec<(String, Vec<u8>)> = Vec::new();
            let mut source = self.source.bind(py).clone();
            while window.len() < WINDOW * self.threads.current_num_threads() {
                let Some(next) = source.next() else { break };
                window.push(next?.extract()?);
            }
            let threads = &self.threads;
            let read: Vec<Read> =
                py.detach(|| threads.install(|| window.par_iter().map(|(name, bytes)| read(name, bytes)).collect()));
            self.ready = read.into();
            py.check_signals()?;
        }
        Ok(self.ready.pop_front().map(parts))
    }
}
