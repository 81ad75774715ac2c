//! `policygraph load`: a dump into a new store, or a dump or store into a graph store behind an address.

mod journal;

use super::interchange::format_of;
use crate::call::{EndpointArgs, Outcome, StoreArgs, Streams};
use anyhow::{Context, Result, bail};
use clap::{Args, ValueHint};
use indicatif::ProgressBar;
use journal::{Journal, State};
use policygraph_endpoint::GraphStore;
use policygraph_store::vocabulary::DOCUMENT_GRAPH;
use policygraph_store::{RdfFormat, Store};
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Bytes of triples that are sent at once.
const LARGEST: usize = 16 << 20;

#[derive(Debug, Args)]
pub(crate) struct LoadArgs {
    /// The dump: N-Quads, TriG or another RDF format; the file extension determines the format. With --endpoint also the folder of a store.
    #[arg(value_hint = ValueHint::AnyPath)]
    pub file: PathBuf,
    #[command(flatten)]
    pub store: StoreArgs,
    /// Here the address of a Graph Store (SPARQL 1.1 Graph Store HTTP Protocol), into which each graph is loaded. What was loaded before is not loaded
    /// again; --default-graph names the graph that takes the direct triples.
    #[command(flatten)]
    pub endpoint: EndpointArgs,
}

pub(crate) fn run(args: &LoadArgs, streams: &mut Streams<'_>) -> Result<Outcome> {
    if let Some(address) = &args.endpoint.endpoint {
        return into_endpoint(&args.file, address, &args.endpoint, streams);
    }
    if args.file.is_dir() {
        bail!("{}: is a folder: a dump is loaded into a store", args.file.display());
    }
    let folder = &args.store.store;
    let store = Store::open(folder)?;
    load(&store, &args.file, folder, streams)?;
    writeln!(streams.talk, "{} → {}", args.file.display(), folder.display())?;
    Ok(Outcome::Done)
}

/// Loads a dump into an empty store.
fn load(store: &Store, file: &Path, folder: &Path, streams: &Streams<'_>) -> Result<()> {
    let format = format_of(file)?;
    let context = || format!("{}: cannot be loaded", file.display());
    File::open(file).with_context(context)?;
    let bar = if streams.progress { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
    let shown = bar.clone();
    let progress = move |quads: u64| shown.set_message(format!("{quads} quads"));
    store.load(format, file, progress).map_err(|e| e.at(folder)).with_context(context)?;
    bar.finish_and_clear();
    Ok(())
}

/// A store that is sent, and the folder that ends with it if it was made of a dump.
struct Sent {
    store: Store,
    _folder: Option<TempDir>,
}

impl Sent {
    /// A dump is loaded into a store at first: nothing of a damaged file is sent, and its graphs come one after the other.
    fn open(path: &Path, streams: &Streams<'_>) -> Result<Self> {
        if path.is_dir() {
            return Ok(Self { store: Store::open_read_only(path)?, _folder: None });
        }
        let folder = tempfile::tempdir()?;
        let inside = folder.path().join("store");
        let store = Store::open(&inside)?;
        load(&store, path, &inside, streams)?;
        Ok(Self { store, _folder: Some(folder) })
    }

    /// The graphs in the order in which they are sent: those of documents first, the direct triples last, so that who asks meanwhile sees no fact without
    /// the words that prove it.
    fn graphs(&self) -> Result<Vec<Option<String>>> {
        let mut graphs = self.store.graphs()?;
        graphs.sort_by_key(|graph| (!graph.starts_with(DOCUMENT_GRAPH), graph.clone()));
        Ok(graphs.into_iter().map(Some).chain([None]).collect())
    }

    /// A digest of a graph, and the number of its triples.
    fn digest(&self, graph: Option<&str>) -> Result<(String, u64)> {
        let mut digest = Counting { digest: Sha256::new(), lines: 0 };
        self.store.write_graph(graph, RdfFormat::NTriples, &mut digest)?;
        let hex = digest.digest.finalize().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
        Ok((hex, digest.lines))
    }
}

struct Counting {
    digest: Sha256,
    lines: u64,
}

impl Write for Counting {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.digest.update(bytes);
        self.lines += bytes.iter().filter(|b| **b == b'\n').count() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn into_endpoint(path: &Path, address: &str, endpoint: &EndpointArgs, streams: &mut Streams<'_>) -> Result<Outcome> {
    let target = GraphStore::new(address, endpoint.settings())?;
    let sent = Sent::open(path, streams)?;
    let mut journal = Journal::open(path, target.address(), endpoint.default_graph.as_deref())?;
    let graphs = sent.graphs()?;
    let bar = if streams.progress { ProgressBar::new(graphs.len() as u64) } else { ProgressBar::hidden() };
    let (mut loaded, mut same, mut triples) = (0_usize, 0_usize, 0);
    for graph in &graphs {
        bar.inc(1);
        // The default graph may be one that has a name there.
        let name = graph.as_deref().or(endpoint.default_graph.as_deref());
        let (digest, lines) = sent.digest(graph.as_deref())?;
        if journal.state(name) == Some(&State::Loaded(digest.clone())) {
            same += 1;
            continue;
        }
        journal.note(name, State::Started)?;
        let mut chunks = Chunks { target: &target, graph: name, triples: Vec::new(), begun: false };
        let written = sent.store.write_graph(graph.as_deref(), RdfFormat::NTriples, &mut chunks);
        let done = written.map_err(anyhow::Error::from).and_then(|_| Ok(chunks.finish()?));
        done.with_context(|| {
            format!(
                "{loaded} of {} graphs were loaded, {same} more are there from before; {} is not whole there: run the same command again to go on",
                graphs.len(),
                name.unwrap_or("the default graph")
            )
        })?;
        journal.note(name, State::Loaded(digest))?;
        loaded += 1;
        triples += lines;
    }
    let wanted: HashSet<Option<&str>> =
        graphs.iter().map(|graph| graph.as_deref().or(endpoint.default_graph.as_deref())).collect();
    let gone = journal.others(|name| wanted.contains(&name));
    for name in &gone {
        target.delete(name)?;
        journal.note(Some(name), State::Removed)?;
    }
    bar.finish_and_clear();
    writeln!(
        streams.talk,
        "{loaded} graphs with {triples} triples → {}; {same} unchanged, {} removed",
        target.address(),
        gone.len()
    )?;
    Ok(Outcome::Done)
}

/// Sends a graph in parts that end with a line: the first replaces what is there, the others are added.
struct Chunks<'t> {
    target: &'t GraphStore,
    graph: Option<&'t str>,
    triples: Vec<u8>,
    begun: bool,
}

impl Chunks<'_> {
    fn send(&mut self, length: usize) -> io::Result<()> {
        let part = &self.triples[..length];
        let sent = if self.begun { self.target.post(self.graph, part) } else { self.target.put(self.graph, part) };
        sent.map_err(io::Error::other)?;
        self.begun = true;
        self.triples.drain(..length);
        Ok(())
    }

    fn finish(mut self) -> io::Result<()> {
        if self.begun && self.triples.is_empty() { Ok(()) } else { self.send(self.triples.len()) }
    }
}

impl Write for Chunks<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.triples.extend_from_slice(bytes);
        if self.triples.len() >= LARGEST
            && let Some(end) = self.triples.iter().rposition(|b| *b == b'\n')
        {
            self.send(end + 1)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
