//! `policygraph build`: texts into a store.

mod dry_run;
mod line;
mod memory;
mod progress;
mod reading;
mod report;
mod writing;

pub(crate) use memory::Memory;

use super::overrides;
use crate::call::{Outcome, StoreArgs, Streams};
use crate::commands::overrides::OverridesArgs;
use crate::input::{self, Input};
use crate::manifest::Manifest;
use crate::reader::{registry_entities, with_options};
use crate::{additions, monitor, projection};
use anyhow::Result;
use clap::{Args, ValueHint};
use line::Line;
use policygraph_pipeline::Pipeline;
use policygraph_store::{BulkWriter, Records, Store, StoreError, compact, merge_leftovers};
use progress::Progress;
use reading::{Contents, Reader};
use report::count;
use serde_json::json;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct BuildArgs {
    /// Files, archives (ZIP, TAR.GZ) or folders: text, HWP, HWPX, DOCX, XLSX, PPTX, ODT, HTML, PDF. Content determines the format.
    #[arg(required = true, value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub options: BuildOptions,
    /// Store nothing; show the statements that each changed document would add and remove.
    #[arg(long, conflicts_with = "json")]
    pub dry_run: bool,
    /// Print one line of JSON per document on standard output as soon as the document is done: what was read, or why it was not read.
    #[arg(long, conflicts_with = "json_progress")]
    pub json: bool,
}

/// How documents are read into a store.
#[derive(Debug, Args)]
pub(crate) struct BuildOptions {
    /// CSV file with the columns file, url, publisher and date, for metadata that the files lack.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub manifest: Option<PathBuf>,
    #[command(flatten)]
    pub store: StoreArgs,
    #[command(flatten)]
    pub overrides: OverridesArgs,
    /// Refuse a file with a damaged character (a control character, or invalid bytes) instead of noting its line.
    #[arg(long)]
    pub strict: bool,
    /// Also store a text that the store already has under another name. Analyses then count its facts twice.
    #[arg(long)]
    pub keep_copies: bool,
    /// Do not store inferred triples (inverse, symmetric, transitive and super-properties, super-classes).
    #[arg(long)]
    pub no_inference: bool,
    /// Approximate memory limit. Documents are stored in batches that fit into it.
    #[arg(long, value_name = "SIZE", default_value = "1GB")]
    pub memory: Memory,
    /// Print progress on standard output as JSON Lines, for other programs.
    #[arg(long)]
    pub json_progress: bool,
}

/// What happened to the documents.
#[derive(Default)]
struct Tally {
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
        let known = Default::default();
        let mut reader = Reader { pipeline: &pipeline, manifest: &manifest, version: &version, known };
        return dry_run::run(&inputs, &mut reader, &options.store.store, streams);
    }
    monitor::catch_interrupts();
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
    let version = crate::reading::version(&overrides);
    Ok((with_options(pipeline, overrides, options.strict), version))
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
    let mut reader = Reader { pipeline, manifest: &manifest, version: &version, known: Default::default() };
    let failed = |e: StoreError| e.at(folder);
    if merge_leftovers(folder) {
        writeln!(streams.talk, "note: merged what an earlier build left unfinished")?;
    }
    let store = Store::open(folder)?;
    let registry = pipeline.registry();
    store.put_registry(&registry_entities(registry), registry.exchange_rates()).map_err(failed)?;
    let mut records = Records::open(folder, &store).map_err(failed)?;
    reader.known = records.documents().into_iter().map(|d| (d.name.clone(), d)).collect();

    let names: Vec<&str> = inputs.files.iter().map(|i| i.name.as_str()).collect();
    let mut tally = Tally { failed: inputs.failed.clone(), ..Tally::default() };
    let unknown = manifest.unknown(&names).map(|file| format!("{file}: is in the manifest, but no file of this build"));
    tally.notes.extend(unknown);
    let size = |input: &Input| std::fs::metadata(&input.path).map_or(0, |m| m.len());
    let mut progress =
        Progress::new((inputs.files.len(), inputs.files.iter().map(size).sum()), options.json_progress, said, streams);
    for failure in &inputs.failed {
        progress.line(&Line::failed(None, failure))?;
    }
    let mut build = writing::Build {
        folder,
        reader: &reader,
        memory: options.memory,
        keep_copies: options.keep_copies,
        contents: Contents::default(),
        tally: &mut tally,
        progress: &mut progress,
    };
    // What the store has is done first: its changes are small transactions, and no batch of new documents has to wait for them.
    let (stored, new): (Vec<&Input>, Vec<&Input>) =
        inputs.files.iter().partition(|i| reader.known.contains_key(&i.name));
    build.change(&store, &stored, &mut records, streams)?;
    drop(store);
    let mut writer = BulkWriter::open(folder)?;
    build.add(&mut writer, &new, &mut records, streams)?;
    progress.finish(streams);
    additions::note(folder, &reader.known, &records.documents())?;
    progress.flush(streams)?;
    if progress.stopped() {
        let left = inputs.files.len() - progress.passed_over();
        progress.tell("stopped", json!({ "left": left }), streams)?;
        writeln!(
            streams.talk,
            "stopped: {} stored, {} unchanged, {left} left → {}\nhint: run the same command again to go on; what is stored is not read again",
            count(progress.stored(), "document"),
            tally.unchanged,
            folder.display()
        )?;
        return Ok(Outcome::Interrupted);
    }
    let triples = records.triples().map_err(failed)?;
    let quads = triples.quads();
    let store = Store::open_read_only(folder)?;
    let inferences = if options.no_inference { store.no_inferences() } else { store.inferences_from(&triples) };
    let mut inferences = inferences.map_err(failed)?;
    drop(store);
    writer.put_inferences(&mut inferences).map_err(failed)?;
    // The database merges by threads of its own.
    let (merged, graph) = rayon::join(|| writer.finish(), || projection::of_records(triples, &mut records));
    merged.map_err(failed)?;
    let (graph, context) = graph?;
    let store = Store::open(folder)?;
    store.put_inferences(&inferences).map_err(failed)?;
    drop(inferences);
    store.flush().map_err(failed)?;
    records.shorten().map_err(failed)?;
    drop(store);
    compact(folder, quads).map_err(failed)?;
    projection::keep_all(folder, &graph, &context)?;
    report::report(
        &tally,
        &progress,
        (said == Said::Summary).then_some((&graph, context.budgets.len())),
        folder,
        streams,
    )?;
    Ok(if tally.failed.is_empty() { Outcome::Done } else { Outcome::Incomplete })
}
