//! `policygraph build`: texts into a store.

mod line;

use super::overrides;
use crate::cli::{BuildArgs, BuildOptions, Outcome, OutlineFormat, Streams};
use crate::input::{self, Input, Inputs};
use crate::manifest::Manifest;
use crate::{projection, reading};
use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};
use line::Line;
use policygraph_graph::Weight;
use policygraph_model::{Document, Entity, EntityType, Fact};
use policygraph_network::{Ends, Kind, shortest_paths, strength};
use policygraph_pipeline::{Damage, Pipeline};
use policygraph_registry::Registry;
use policygraph_resolve::Overrides;
use policygraph_store::{Difference, DocumentState, Side, Store, StoreError, difference};
use rayon::prelude::*;
use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Version of the program and of the overrides, stored with each document: where either is another, the document is read
/// again.
fn version(overrides: &Overrides) -> String {
    let program = env!("CARGO_PKG_VERSION");
    if overrides.is_empty() { program.to_owned() } else { format!("{program}+{}", overrides.digest()) }
}

/// Documents that are read at once, before they are stored in order: bounds the memory.
const BATCH: usize = 16;

/// What happened to the documents.
#[derive(Default)]
struct Tally {
    stored: usize,
    unchanged: usize,
    /// Files whose bytes another one of this build has.
    duplicates: usize,
    failed: Vec<String>,
    notes: Vec<String>,
}

pub(crate) fn run(args: &BuildArgs, pipeline: Pipeline, streams: &mut Streams<'_>) -> Result<Outcome> {
    let options = &args.options;
    if args.dry_run {
        let (inputs, manifest) = (input::collect(&args.inputs)?, manifest(options)?);
        let (pipeline, version) = prepared(options, pipeline)?;
        return dry_run(&inputs, &manifest, &options.store.store, &pipeline, &version, streams);
    }
    let said = if args.json { Said::Lines } else { Said::Summary };
    build(&args.inputs, options, said, pipeline, streams)
}

/// What is said of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::commands) enum Said {
    /// What the store holds in the end, and what to try next.
    Summary,
    /// How many documents were stored.
    Counts,
    /// The same, and a line of JSON a document.
    Lines,
}

fn manifest(options: &BuildOptions) -> Result<Manifest> {
    Ok(options.manifest.as_deref().map(Manifest::read).transpose()?.unwrap_or_default())
}

/// The pipeline with what the options say of it, and the version of both.
fn prepared(options: &BuildOptions, pipeline: Pipeline) -> Result<(Pipeline, String)> {
    let overrides = overrides::read(options.overrides.overrides.as_deref(), Some(&options.store.store))?;
    let version = version(&overrides);
    let damage = if options.strict { Damage::Refused } else { Damage::Noted };
    Ok((pipeline.with_overrides(overrides).with_damage(damage), version))
}

/// Reads files and folders into the store.
pub(in crate::commands) fn build(
    inputs: &[PathBuf],
    options: &BuildOptions,
    said: Said,
    pipeline: Pipeline,
    streams: &mut Streams<'_>,
) -> Result<Outcome> {
    let inputs = input::collect(inputs)?;
    let manifest = manifest(options)?;
    let folder = &options.store.store;
    let (pipeline, version) = prepared(options, pipeline)?;
    let pipeline = &pipeline;
    let store = Store::open(folder)?;
    let failed = |e: StoreError| e.at(folder);
    let registry = pipeline.registry();
    store.put_registry(&registry_entities(registry), registry.exchange_rates()).map_err(failed)?;
    let known = store.documents().map_err(failed)?;
    let progress = progress(inputs.files.len(), streams.progress);
    let mut tally = Tally { failed: inputs.failed.clone(), ..Tally::default() };
    let names: Vec<&str> = inputs.files.iter().map(|i| i.name.as_str()).collect();
    tally
        .notes
        .extend(manifest.unknown(&names).map(|file| format!("{file}: is in the manifest, but no file of this build")));
    let mut print = |line: Line<'_>| if said == Said::Lines { line.print(streams.out) } else { Ok(()) };
    for failure in &inputs.failed {
        print(Line::failed(None, failure))?;
    }
    let mut contents = Contents::default();
    // What this build reads may have changed; the rest of the store has not.
    known.iter().filter(|d| !names.contains(&d.name.as_str())).for_each(|d| contents.add(&d.digest, &d.name));
    for batch in inputs.files.chunks(BATCH) {
        let read: Vec<Result<Option<Extracted>>> =
            batch.par_iter().map(|i| extract(i, &manifest, pipeline, &known, &version)).collect();
        for (input, result) in batch.iter().zip(read) {
            match result {
                Ok(Some((document, _)))
                    if !options.keep_copies && contents.twin(&document.digest, &document.name).is_some() =>
                {
                    let twin = contents.twin(&document.digest, &document.name).unwrap_or_default();
                    tally.notes.push(format!(
                        "{}: the same text as `{twin}`, so it is left out and counts once (`--keep-copies` stores it too)",
                        input.shown
                    ));
                    print(Line::duplicate(&document.name, twin))?;
                    tally.duplicates += 1;
                }
                Ok(Some((document, facts))) => {
                    contents.add(&document.digest, &document.name);
                    if known.iter().any(|d| d.name == document.name) {
                        let new = alone(&document, &facts, &version)?;
                        let name = Some(document.name.as_str());
                        let Difference { added, removed } =
                            difference(Side { store: &store, document: name }, Side { store: &new, document: name })?;
                        let (added, removed) = (count(added.len(), "new statement"), removed.len());
                        progress.suspend(|| {
                            writeln!(streams.talk, "{}: read again, {added}, {removed} no longer stated", document.name)
                        })?;
                    }
                    store.put(&document, &facts, &version).map_err(failed)?;
                    print(Line::stored(&document, &facts))?;
                    tally.notes.extend(document.notes.iter().map(|n| format!("{}: {n}", input.shown)));
                    tally.stored += 1;
                }
                Ok(None) => {
                    print(Line::unchanged(&input.name))?;
                    tally.unchanged += 1;
                    known.iter().filter(|d| d.name == input.name).for_each(|d| contents.add(&d.digest, &d.name));
                }
                Err(e) => {
                    print(Line::failed(Some(&input.name), &format!("{e:#}")))?;
                    tally.failed.push(format!("{}: {e:#}", input.shown));
                }
            }
            progress.inc(1);
        }
        store.flush().map_err(failed)?;
    }
    progress.finish_and_clear();
    if options.no_inference { store.forget_inferences() } else { store.infer() }.map_err(failed)?;
    store.flush().map_err(failed)?;
    report(&tally, &store, folder, said, streams)?;
    // Reading claims takes as long as all documents do that state them: worth it now where most are new, for the first analysis then is fast.
    let most_are_new = 2 * tally.stored >= store.documents().map_err(failed)?.len();
    drop(store);
    if tally.stored > 0 && most_are_new {
        projection::read_with_context(folder)?;
    }
    Ok(if tally.failed.is_empty() { Outcome::Done } else { Outcome::Incomplete })
}

/// The documents of a build by their content.
#[derive(Default)]
struct Contents(HashMap<String, String>);

impl Contents {
    /// The document with the same content under another name.
    fn twin(&self, digest: &str, name: &str) -> Option<&str> {
        self.0.get(digest).map(String::as_str).filter(|n| *n != name)
    }

    fn add(&mut self, digest: &str, name: &str) {
        self.0.insert(digest.to_owned(), name.to_owned());
    }
}

/// Shows what each changed document would change in the store.
fn dry_run(
    inputs: &Inputs,
    manifest: &Manifest,
    folder: &Path,
    pipeline: &Pipeline,
    version: &str,
    streams: &mut Streams<'_>,
) -> Result<Outcome> {
    let store = match Store::open_read_only(folder) {
        Ok(store) => store,
        // Nothing is stored yet: all is new.
        Err(StoreError::Missing { .. }) => Store::in_memory()?,
        Err(e) => return Err(e.into()),
    };
    let known = store.documents()?;
    let mut outcome = if inputs.failed.is_empty() { Outcome::Done } else { Outcome::Incomplete };
    for failure in &inputs.failed {
        writeln!(streams.talk, "error: {failure}")?;
    }
    for input in &inputs.files {
        match extract(input, manifest, pipeline, &known, version) {
            Ok(None) => writeln!(streams.talk, "{}: unchanged", input.name)?,
            Ok(Some((document, facts))) => {
                let new = alone(&document, &facts, version)?;
                let empty = Store::in_memory()?;
                let stored = known.iter().any(|d| d.name == document.name);
                let from = if stored {
                    Side { store: &store, document: Some(&document.name) }
                } else {
                    Side { store: &empty, document: None }
                };
                let to = Side { store: &new, document: Some(&document.name) };
                let (added, removed) = super::diff::print(from, to, OutlineFormat::Text, streams)?;
                writeln!(streams.talk, "{}: {added} statements would be added, {removed} removed", input.name)?;
            }
            Err(e) => {
                writeln!(streams.talk, "error: {}: {e:#}", input.shown)?;
                outcome = Outcome::Incomplete;
            }
        }
    }
    Ok(outcome)
}

/// A store of one document.
fn alone(document: &Document, facts: &[Fact], version: &str) -> Result<Store> {
    let store = Store::in_memory()?;
    store.put(document, facts, version)?;
    Ok(store)
}

/// A document with its facts.
type Extracted = (Document, Vec<Fact>);

/// Reads one document; `None` if the store has it as it is.
fn extract(
    input: &Input,
    manifest: &Manifest,
    pipeline: &Pipeline,
    known: &[DocumentState],
    version: &str,
) -> Result<Option<Extracted>> {
    let (bytes, described) = (input::whole(&input.path)?, manifest.of(&input.name));
    let digest = reading::digest(&bytes, described);
    if known.iter().any(|d| d.name == input.name && d.digest == digest && d.program_version == version) {
        return Ok(None);
    }
    let document = reading::document(pipeline, &input.name, &bytes, described)?;
    let facts = pipeline.facts(&document);
    Ok(Some((document, facts)))
}

/// The entries of the registry as entities, for their graph.
fn registry_entities(registry: &Registry) -> Vec<Entity> {
    registry
        .entries()
        .map(|e| Entity {
            id: format!("{}{}", policygraph_store::vocabulary::ID, e.id),
            kind: e.kind,
            names: e.names().map(str::to_owned).collect(),
            label_ko: Some(e.ko.clone()),
            label_en: Some(e.en.clone()),
            country: e.country.clone(),
            lines: Vec::new(),
            mentions: Vec::new(),
            namings: Vec::new(),
        })
        .collect()
}

fn progress(total: usize, shown: bool) -> ProgressBar {
    if !shown {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} documents, {eta} left")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(total as u64).with_style(style)
}

fn report(tally: &Tally, store: &Store, folder: &Path, said: Said, streams: &mut Streams<'_>) -> Result<()> {
    let talk = &mut streams.talk;
    for note in &tally.notes {
        writeln!(talk, "note: {note}")?;
    }
    writeln!(
        talk,
        "{} stored, {} unchanged, {}{} failed → {}",
        count(tally.stored, "document"),
        tally.unchanged,
        if tally.duplicates > 0 { format!("{}, ", count(tally.duplicates, "duplicate")) } else { String::new() },
        tally.failed.len(),
        folder.display()
    )?;
    if said == Said::Summary {
        summary(store, folder, talk)?;
    }
    // Failures go last, where they are seen; also with --quiet, since they are no talk.
    if !tally.failed.is_empty() {
        let mut stderr = std::io::stderr().lock();
        writeln!(stderr, "error: {} could not be read; the others are stored:", count(tally.failed.len(), "document"))?;
        for failure in &tally.failed {
            writeln!(stderr, "  {failure}")?;
        }
    }
    Ok(())
}

/// A number with its noun, in the plural that English makes with an s or, for `…y`, with `…ies`.
fn count(n: usize, noun: &str) -> String {
    match noun.strip_suffix('y') {
        _ if n == 1 => format!("1 {noun}"),
        Some(stem) => format!("{n} {stem}ies"),
        None => format!("{n} {noun}s"),
    }
}

/// What the store holds now, who is central in it, and what to try next.
fn summary(store: &Store, folder: &Path, talk: &mut dyn Write) -> Result<()> {
    let graph = projection::read_relations(store)?;
    let g = graph.graph();
    if g.node_count() == 0 {
        return Ok(());
    }
    let of = |kind: EntityType| g.node_weights().filter(|n| n.kind == kind).count();
    writeln!(
        talk,
        "\nThe graph has {}, {} and {}:",
        count(g.node_count(), "entity"),
        count(g.edge_count(), "relation"),
        count(store.budgets()?.len(), "budget")
    )?;
    let kinds: Vec<String> =
        EntityType::ALL.iter().filter(|&&k| of(k) > 0).map(|&k| format!("{k} {}", of(k))).collect();
    writeln!(talk, "  {}", kinds.join(" · "))?;
    let network = graph.network(Kind::Undirected, Weight::Relations);
    let scores = strength(&network, Ends::Both);
    let hops = network.unweighted();
    let mut central: Vec<_> =
        g.node_indices().filter(|&n| g[n].kind.is_actor() && g[n].kind != EntityType::Country).collect();
    central.sort_by(|&a, &b| scores[b.index()].total_cmp(&scores[a.index()]).then(a.cmp(&b)));
    writeln!(talk, "\nMost central actors:")?;
    for &node in central.iter().take(5) {
        let english = g[node].label_en.as_deref().map(|e| format!(" ({e})")).unwrap_or_default();
        writeln!(talk, "  {}{english}, {}", g[node].label, g[node].kind)?;
    }
    let store =
        if folder == Path::new("policygraph.store") { String::new() } else { format!(" --store {}", folder.display()) };
    // As the program was called, so that the lines can be pasted.
    let program = std::env::args().next().unwrap_or_else(|| "policygraph".to_owned());
    writeln!(talk, "\nNext:")?;
    if let Some((&first, others)) = central.split_first() {
        writeln!(talk, "  {program} show '{}'{store}", g[first].label)?;
        let connected = others.iter().find(|n| shortest_paths(&hops, &[(first.index(), n.index())])[0].is_some());
        if let Some(&second) = connected {
            writeln!(talk, "  {program} path '{}' '{}'{store}", g[first].label, g[second].label)?;
        }
    }
    writeln!(talk, "  {program} central betweenness{store}")?;
    writeln!(
        talk,
        "  {program} query 'SELECT ?programme ?amount ?currency WHERE {{ ?b pg:budgetOf/skos:prefLabel ?programme ; pg:amountValue ?amount ; pg:currencyCode ?currency }}'{store}"
    )?;
    writeln!(talk, "  {program} export --format graphml --output graph.graphml{store}")?;
    writeln!(talk, "  {program} serve{store}")?;
    Ok(())
}
