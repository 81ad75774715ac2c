//! Files to rows of Arrow, one a document, whose columns are the tables of the document: what the workers of Spark do.

use crate::calls::{BROKE, kind};
use crate::facts::pipeline;
use crate::tables::{self, Columns, Rows, Table, integers, lines, numbers, page, some_text, table, text, wrong};
use arrow_array::{Array, ArrayRef, BinaryArray, Int16Array, Int64Array, ListArray, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{Field, Fields};
use flate2::Compression;
use flate2::write::GzEncoder;
use policygraph::{Described, ENDINGS, Found, Manifest, Reader, composed, is_read};
use policygraph_model::{Document, Entity, Fact, MentionRow, Tag, Text};
use policygraph_store::{ClaimRow, DocumentRows, Rules, StoreError, vocabulary};
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyIterator};
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

/// Bytes of documents above which a batch is handed over.
const BATCH: usize = 256 << 10;

/// Documents of a batch at most.
const DOCUMENTS: usize = 64;

/// How hard N-Quads are compressed: they shrink to a fortieth by little effort.
const LEVEL: Compression = Compression::new(3);

/// A file that is given: name of the document, how a user knows it, start of the names of the files in it if it is an archive, bytes, or why there are
/// none, rows of the manifest, and of the documents that are known their names with digest and version.
type File = (String, String, String, Option<Vec<u8>>, Option<String>, Vec<ManifestRow>, Vec<(String, String, String)>);

/// A row of a manifest: file, address, publisher, date.
type ManifestRow = (String, Option<String>, Option<String>, Option<String>);

/// What became of a document.
enum State {
    Read(Box<Done>),
    Unchanged,
    Failed(&'static str, String),
    /// A file that is no document, or an archive without one.
    Passed,
}

struct Done {
    document: Document,
    facts: Vec<Fact>,
    /// Nothing in them where only facts are wanted.
    rows: DocumentRows,
    /// The graph as N-Quads, compressed by gzip.
    quads: Option<Vec<u8>>,
}

struct Row {
    name: String,
    /// The file that it is, or is in.
    file: String,
    /// Nothing where there are no bytes.
    digest: Option<String>,
    state: State,
}

impl Row {
    fn done(&self) -> Option<&Done> {
        if let State::Read(done) = &self.state { Some(done) } else { None }
    }
}

/// A file that is being read.
struct Open {
    shown: String,
    manifest: Manifest,
    known: HashMap<String, (String, String)>,
    /// The name, until a document was found in it.
    empty: Option<String>,
    documents: Box<dyn Iterator<Item = Found> + Send + Sync>,
}

/// Reads files and gives batches of rows, one a document.
#[pyclass]
pub(crate) struct Documents {
    reader: Reader,
    files: Py<PyIterator>,
    open: Option<Open>,
    /// Whether only facts are wanted.
    facts_only: bool,
}

fn reader(overrides: Option<(String, String)>, strict: bool, longest: usize) -> PyResult<Reader> {
    let overrides = overrides.as_ref().map(|(file, text)| (file.as_str(), text.as_str()));
    Reader::new(pipeline().clone(), overrides, strict, longest)
        .map_err(|e| PyValueError::new_err(policygraph::told(&e)))
}

#[pymethods]
impl Documents {
    #[new]
    fn new(
        files: &Bound<'_, PyAny>,
        overrides: Option<(String, String)>,
        strict: bool,
        longest: usize,
        facts_only: bool,
    ) -> PyResult<Self> {
        let reader = reader(overrides, strict, longest)?;
        Ok(Self { reader, files: files.try_iter()?.unbind(), open: None, facts_only })
    }

    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__(&mut self, py: Python<'_>) -> PyResult<Option<Table>> {
        let (mut rows, mut size) = (Vec::new(), 0);
        while size < BATCH && rows.len() < DOCUMENTS {
            let Some(found) = self.next_document(py, &mut rows)? else { break };
            let Some(file) = &self.open else { break };
            size += found.bytes.as_ref().map_or(0, Vec::len);
            rows.push(py.detach(|| row(&self.reader, file, found, self.facts_only)));
        }
        py.check_signals()?;
        if rows.is_empty() { Ok(None) } else { py.detach(|| batch(&rows, self.reader.version())).map(Some) }
    }
}

impl Documents {
    /// The next document; the files that have none become rows.
    fn next_document(&mut self, py: Python<'_>, rows: &mut Vec<Row>) -> PyResult<Option<Found>> {
        loop {
            if let Some(file) = &mut self.open {
                if let Some(found) = file.documents.next() {
                    file.empty = None;
                    return Ok(Some(found));
                }
                rows.extend(file.empty.take().map(|name| passed(name, &file.shown)));
            }
            let Some(file) = self.files.bind(py).clone().next() else { return Ok(None) };
            let (name, shown, inside, bytes, missing, manifest, known): File = file?.extract()?;
            let name = composed(&name);
            if !is_read(&name) {
                rows.push(passed(name, &shown));
                continue;
            }
            let Some(bytes) = bytes else {
                let message = format!("{shown}: {}", missing.unwrap_or_else(|| "cannot be read".to_owned()));
                rows.push(Row { name, file: shown, digest: None, state: State::Failed("document", message) });
                continue;
            };
            match py.detach(|| Reader::documents(&name, &shown, &inside, bytes)) {
                Ok(documents) => {
                    let described = |(file, url, publisher, date)| Described { file, url, publisher, date };
                    self.open = Some(Open {
                        shown,
                        manifest: Manifest::of_rows(manifest.into_iter().map(described).collect()),
                        known: known.into_iter().map(|(name, digest, version)| (name, (digest, version))).collect(),
                        empty: Some(name),
                        documents,
                    });
                }
                Err(e) => {
                    let state = State::Failed(kind(&e), format!("{shown}: {}", policygraph::told(&e)));
                    rows.push(Row { name, file: shown, digest: None, state });
                }
            }
        }
    }
}

fn passed(name: String, file: &str) -> Row {
    Row { name, file: file.to_owned(), digest: None, state: State::Passed }
}

/// What becomes of a document. One that breaks the program breaks no other.
fn row(reader: &Reader, file: &Open, found: Found, facts_only: bool) -> Row {
    let Found { name, bytes, shown } = found;
    let failed = |e: &anyhow::Error| {
        let told = policygraph::told(e);
        State::Failed(kind(e), if shown.is_empty() { told } else { format!("{shown}: {told}") })
    };
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(e) => return Row { state: failed(&e), name, file: file.shown.clone(), digest: None },
    };
    let digest = Reader::digest(&name, &bytes, &file.manifest);
    let is_known = file.known.get(&name).is_some_and(|(d, version)| *d == digest && version == reader.version());
    let work = || {
        let (document, facts) = reader.read(&name, &bytes, &file.manifest)?;
        if facts_only {
            return Ok(Box::new(Done { document, facts, rows: DocumentRows::default(), quads: None }));
        }
        let mut quads = GzEncoder::new(Vec::new(), LEVEL);
        let rows = DocumentRows::of(&document, &facts, reader.version(), &mut quads)?;
        Ok(Box::new(Done { document, facts, rows, quads: Some(quads.finish()?) }))
    };
    let state = if is_known {
        State::Unchanged
    } else {
        match catch_unwind(AssertUnwindSafe(work)) {
            Ok(Ok(done)) => State::Read(done),
            Ok(Err(e)) => failed(&e),
            Err(_) => State::Failed("broken", format!("{shown}: {BROKE}")),
        }
    };
    Row { name, file: file.shown.clone(), digest: Some(digest), state }
}

fn batch(rows: &[Row], version: &str) -> PyResult<Table> {
    let state = |row: &Row| match &row.state {
        State::Read(_) => "read",
        State::Failed(..) => "failed",
        State::Unchanged => "unchanged",
        State::Passed => "passed",
    };
    let failure = |row: &Row| match &row.state {
        State::Failed(kind, message) => (Some(*kind), Some(message.clone())),
        _ => (None, None),
    };
    let (kinds, messages): (Vec<_>, Vec<_>) = rows.iter().map(failure).unzip();
    table(vec![
        ("document", text(rows.iter().map(|row| row.name.as_str()))),
        ("file", text(rows.iter().map(|row| row.file.as_str()))),
        ("state", text(rows.iter().map(state))),
        ("digest", some_text(rows.iter().map(|row| row.digest.as_deref()))),
        ("kind", some_text(kinds.into_iter())),
        ("message", some_text(messages.iter().map(Option::as_deref))),
        ("graph", some_text(rows.iter().map(|row| row.done().map(|done| done.rows.graph.as_str())))),
        ("quads", Arc::new(BinaryArray::from_iter(rows.iter().map(|row| row.done()?.quads.as_deref())))),
        ("documents", one_each(rows, |done| vec![done], |done| Ok(documents(done, version)))?),
        (
            "sections",
            one_each(
                rows,
                |done| done.rows.sections.iter().collect(),
                |rows| {
                    Ok(vec![
                        ("id", text(rows.iter().map(|(s, _)| s.id.as_str()))),
                        ("path", text(rows.iter().map(|(_, path)| path.as_str()))),
                        ("country", some_text(rows.iter().map(|(s, _)| s.country.as_deref()))),
                        ("lines", integers(rows.iter().map(|(s, _)| Some(s.lines)))),
                        ("issued", some_text(rows.iter().map(|(s, _)| s.issued.as_deref()))),
                    ])
                },
            )?,
        ),
        (
            "entities",
            one_each(rows, |d| tables::rows(&d.document, &d.facts, tables::entity), |r| Ok(tables::entities(r)))?,
        ),
        ("mentions", one_each(rows, mentions_of, |rows| Ok(mentions(rows)))?),
        (
            "relations",
            one_each(rows, |d| tables::rows(&d.document, &d.facts, tables::relation), |r| Ok(tables::relations(r)))?,
        ),
        ("budgets", one_each(rows, |d| tables::rows(&d.document, &d.facts, tables::budget), tables::budgets)?),
        (
            "observations",
            one_each(rows, |d| tables::rows(&d.document, &d.facts, tables::observation), tables::observations)?,
        ),
        ("tags", one_each(rows, |d| tables::rows(&d.document, &d.facts, tag), |rows| Ok(tags(rows)))?),
        ("claims", one_each(rows, |done| done.rows.claims.iter().collect(), |rows| Ok(claims(rows)))?),
        (
            "triples",
            one_each(
                rows,
                |done| done.rows.triples.iter().collect(),
                |rows| {
                    Ok(vec![
                        ("subject", text(rows.iter().map(|[s, _, _]| s.as_str()))),
                        ("predicate", text(rows.iter().map(|[_, p, _]| p.as_str()))),
                        ("object", text(rows.iter().map(|[_, _, o]| o.as_str()))),
                    ])
                },
            )?,
        ),
        (
            "values",
            one_each(
                rows,
                |done| done.rows.values.iter().collect(),
                |rows| {
                    Ok(vec![
                        ("line", integers(rows.iter().map(|o| Some(o.line)))),
                        ("area", text(rows.iter().map(|o| o.area.as_str()))),
                        ("title", text(rows.iter().map(|o| o.title.as_str()))),
                        ("item", text(rows.iter().map(|o| o.item.as_str()))),
                        ("measure", text(rows.iter().map(|o| o.measure.as_str()))),
                        ("period", text(rows.iter().map(|o| o.period.as_str()))),
                        ("value", text(rows.iter().map(|o| o.value.as_str()))),
                        ("unit", text(rows.iter().map(|o| o.unit.as_str()))),
                        ("source", text(rows.iter().map(|o| o.source.as_str()))),
                    ])
                },
            )?,
        ),
    ])
}

/// A table as a column: of each document the list of its rows.
fn one_each<'r, T>(
    rows: &'r [Row],
    of: impl Fn(&'r Done) -> Vec<T>,
    columns: impl Fn(&Vec<T>) -> PyResult<Columns>,
) -> PyResult<ArrayRef> {
    let (mut all, mut lengths) = (Vec::new(), Vec::new());
    for row in rows {
        let own = row.done().map_or_else(Vec::new, &of);
        lengths.push(own.len());
        all.extend(own);
    }
    let columns = columns(&all)?;
    let fields: Fields =
        columns.iter().map(|(name, array)| Field::new(*name, array.data_type().clone(), true)).collect();
    let values = StructArray::try_new(fields, columns.into_iter().map(|(_, array)| array).collect(), None);
    let values = values.map_err(|e| wrong(&e))?;
    let field = Field::new("row", values.data_type().clone(), true);
    let lists = ListArray::try_new(Arc::new(field), OffsetBuffer::from_lengths(lengths), Arc::new(values), None);
    Ok(Arc::new(lists.map_err(|e| wrong(&e))?))
}

fn documents(done: &[&Done], version: &str) -> Columns {
    fn said(words: Option<&Text>) -> Option<&str> {
        words.map(Text::as_str).filter(|words| !words.is_empty())
    }
    let of = || done.iter().map(|done| &done.document);
    let characters = |d: &Document| u32::try_from(d.source.as_str().chars().count()).ok();
    vec![
        ("digest", text(of().map(|d| d.digest.as_str()))),
        ("program_version", text(of().map(|_| version))),
        ("title", some_text(of().map(|d| said(d.title.as_ref())))),
        ("publisher", some_text(of().map(|d| said(d.publisher.as_ref())))),
        ("department", some_text(of().map(|d| said(d.author.as_ref())))),
        ("issued", some_text(of().map(|d| d.issued.as_deref()))),
        ("language", text(of().map(policygraph_store::language))),
        ("url", some_text(of().map(|d| d.url.as_deref()))),
        ("characters", integers(of().map(characters))),
        (
            "quads",
            Arc::new(Int64Array::from_iter_values(
                done.iter().map(|d| i64::try_from(d.rows.quads).unwrap_or(i64::MAX)),
            )),
        ),
    ]
}

/// A place at which a document names an entity.
type Mention<'d> = (&'d Document, &'d Entity, &'d MentionRow);

fn mentions_of(done: &Done) -> Vec<Mention<'_>> {
    let entities = done.facts.iter().filter_map(tables::entity);
    entities.flat_map(|e| e.mentions.iter().map(move |m| (&done.document, e, m))).collect()
}

fn mentions(rows: &[Mention<'_>]) -> Columns {
    vec![
        ("entity", text(rows.iter().map(|(_, e, _)| e.id.as_str()))),
        ("line", integers(rows.iter().map(|(_, _, m)| Some(m.line)))),
        ("start", integers(rows.iter().map(|(_, _, m)| Some(m.start)))),
        ("end", integers(rows.iter().map(|(_, _, m)| Some(m.end)))),
        ("text", text(rows.iter().map(|(_, _, m)| m.text.as_str()))),
        ("page", integers(rows.iter().map(|(d, _, m)| page(d, Some(m.start))))),
    ]
}

fn tag(fact: &Fact) -> Option<&Tag> {
    if let Fact::Tag(tag) = fact { Some(tag) } else { None }
}

fn tags(rows: &Rows<'_, Tag>) -> Columns {
    let of = || rows.iter().map(|(_, t)| t);
    vec![
        ("subject", some_text(of().map(|t| t.subject.as_deref()))),
        ("concept", text(of().map(|t| t.concept.as_str()))),
        ("section", text(of().map(|t| t.evidence.section.as_str()))),
        ("quote", text(of().map(|t| t.evidence.quote.as_str()))),
        ("lines", lines(of().map(|t| t.evidence.lines.as_slice()))),
        ("page", integers(rows.iter().map(|(d, t)| page(d, Some(t.evidence.start))))),
        ("confidence", numbers(of().map(|t| t.evidence.confidence))),
        ("rule", text(of().map(|t| t.evidence.rule.as_str()))),
    ]
}

fn claims(rows: &[&ClaimRow]) -> Columns {
    let years =
        |of: fn(&ClaimRow) -> Option<i16>| -> ArrayRef { Arc::new(Int16Array::from_iter(rows.iter().map(|c| of(c)))) };
    vec![
        ("id", text(rows.iter().map(|c| c.id.as_str()))),
        ("subject", text(rows.iter().map(|c| c.subject.as_str()))),
        ("predicate", text(rows.iter().map(|c| c.predicate.as_str()))),
        ("object", text(rows.iter().map(|c| c.object.as_str()))),
        ("section", some_text(rows.iter().map(|c| c.section.as_deref()))),
        ("status", text(rows.iter().map(|c| c.status.as_str()))),
        ("confidence", numbers(rows.iter().map(|c| c.confidence))),
        ("year_from", years(|c| c.years.map(|(from, _)| from))),
        ("year_to", years(|c| c.years.map(|(_, to)| to))),
        ("amount_year", years(|c| c.amount_year)),
        ("rule", text(rows.iter().map(|c| c.rule.as_str()))),
        ("origin", text(rows.iter().map(|c| c.origin.as_str()))),
        ("quote", some_text(rows.iter().map(|c| c.quote.as_deref()))),
        ("lines", lines(rows.iter().map(|c| c.lines.as_slice()))),
        ("start", integers(rows.iter().map(|c| c.span.map(|(start, _)| start)))),
        ("end", integers(rows.iter().map(|c| c.span.map(|(_, end)| end)))),
        ("page", integers(rows.iter().map(|c| c.page))),
        ("place", some_text(rows.iter().map(|c| c.place.as_deref()))),
    ]
}

/// A batch without rows, for its columns.
#[pyfunction]
pub(crate) fn no_documents() -> PyResult<Table> {
    batch(&[], "")
}

/// The version that documents are read by, after a look at the overrides.
#[pyfunction]
pub(crate) fn reader_version(overrides: Option<(String, String)>) -> PyResult<String> {
    Ok(reader(overrides, false, usize::MAX)?.version().to_owned())
}

/// Endings of the files that are read from a folder.
#[pyfunction]
pub(crate) fn endings() -> Vec<&'static str> {
    ENDINGS.to_vec()
}

/// The rows of a manifest.
#[pyfunction]
pub(crate) fn manifest(path: PathBuf) -> PyResult<Vec<ManifestRow>> {
    let manifest = Manifest::read(&path).map_err(|e| PyValueError::new_err(policygraph::told(&e)))?;
    Ok(manifest.into_rows().map(|row| (row.file, row.url, row.publisher, row.date)).collect())
}

/// IRI of the graph of a document.
#[pyfunction]
pub(crate) fn document_graph(name: &str) -> String {
    vocabulary::document_graph(name).into_string()
}

/// IRI of the graph of what follows from the ontology.
#[pyfunction]
pub(crate) fn inferred_graph() -> &'static str {
    vocabulary::INFERRED_GRAPH
}

/// The graphs of the registry and the ontology as lines of N-Quads.
#[pyfunction]
pub(crate) fn base_quads(py: Python<'_>) -> PyResult<Bound<'_, PyBytes>> {
    let lines = policygraph::base_lines(pipeline().registry());
    let lines = lines.map_err(|e: StoreError| PyRuntimeError::new_err(e.to_string()))?;
    Ok(PyBytes::new(py, &lines))
}

/// A rule about properties: premise, conclusion, and whether subject and object change places.
type PropertyRule = (String, String, bool);

/// The rules of inference: those of properties, classes with their super-classes, and transitive properties.
#[pyfunction]
pub(crate) fn inference_rules() -> (Vec<PropertyRule>, Vec<(String, String)>, Vec<String>) {
    let Rules { properties, classes, transitive } = Rules::of_ontology();
    let properties = properties.into_iter().map(|rule| (rule.premise, rule.conclusion, rule.swapped)).collect();
    (properties, classes.into_iter().collect(), transitive.into_iter().collect())
}

/// The ids of entities of the registry.
#[pyfunction]
pub(crate) fn registry_ids() -> Vec<String> {
    pipeline().registry().entries().map(|e| format!("{}{}", vocabulary::ID, e.id)).collect()
}
