//! `policygraph import` and `dump`: RDF in and out.

use super::to_file::to_file;
use crate::call::{Outcome, StoreArgs, Streams};
use anyhow::{Context, Result, anyhow, bail};
use clap::{Args, ValueEnum, ValueHint};
use policygraph_store::{RdfFormat, Store, vocabulary};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

const ENDINGS: &str = "ttl, nt, nq, trig, rdf, xml, owl or jsonld";

#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// Turtle, N-Triples, N-Quads, TriG, RDF/XML or JSON-LD file; the file extension determines the format.
    #[arg(value_hint = ValueHint::FilePath, required_unless_present = "remove")]
    pub file: Option<PathBuf>,
    /// Name of the import; by default the file name without its extension. The graph is https://w3id.org/policygraph/graph/import/NAME.
    /// An import of the same name is replaced.
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Remove this import.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["file", "name"])]
    pub remove: Option<String>,
    #[command(flatten)]
    pub store: StoreArgs,
}

/// Formats of a dump.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum DumpFormat {
    /// N-Quads, the fastest to load.
    #[default]
    Nquads,
    /// TriG.
    Trig,
}

#[derive(Debug, Args)]
pub(crate) struct DumpArgs {
    /// Output format.
    #[arg(long, value_enum, default_value_t)]
    pub format: DumpFormat,
    /// Output file; by default standard output.
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub store: StoreArgs,
}

pub(crate) fn import(args: &ImportArgs, streams: &mut Streams<'_>) -> Result<Outcome> {
    let folder = &args.store.store;
    // Opened for reading first: neither importing nor removing makes a store.
    Store::open_read_only(folder)?;
    let store = Store::open(folder)?;
    if let Some(name) = &args.remove {
        if store.remove_import(name).map_err(|e| e.at(folder))? {
            writeln!(streams.talk, "removed the import `{name}`")?;
            return Ok(Outcome::Done);
        }
        let names = store.imports()?;
        writeln!(streams.talk, "error: the store has no import `{name}`")?;
        writeln!(streams.talk, "hint: it has {}", if names.is_empty() { "none".to_owned() } else { names.join(", ") })?;
        return Ok(Outcome::Incomplete);
    }
    let Some(file) = &args.file else { bail!("give a file") };
    let format = format_of(file)?;
    let name = match &args.name {
        Some(name) => name.clone(),
        None => file.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
    };
    let context = || format!("{}: cannot be imported", file.display());
    let reader = BufReader::new(File::open(file).with_context(context)?);
    let imported = store.import(&name, format, reader).map_err(|e| e.at(folder)).with_context(context)?;
    if let Some(first) = imported.ill_typed.first() {
        let all = imported.ill_typed.len();
        writeln!(
            streams.talk,
            "note: values that are none of their type, taken as they are: {all}, the first is {first}"
        )?;
    }
    let count = imported.triples;
    writeln!(streams.talk, "{count} triples → GRAPH {}", vocabulary::import_graph(&name))?;
    Ok(Outcome::Done)
}

pub(crate) fn dump(args: &DumpArgs, streams: &mut Streams<'_>) -> Result<Outcome> {
    let store = Store::open_read_only(&args.store.store)?;
    let format = match args.format {
        DumpFormat::Nquads => RdfFormat::NQuads,
        DumpFormat::Trig => RdfFormat::TriG,
    };
    let mut count = 0;
    to_file(args.output.as_deref(), streams, |out| {
        count = store.dump(format, out)?;
        Ok(())
    })?;
    writeln!(streams.talk, "{count} quads")?;
    Ok(Outcome::Done)
}

/// The format that the ending of a file's name tells.
pub(super) fn format_of(file: &Path) -> Result<RdfFormat> {
    file.extension().and_then(|e| RdfFormat::from_extension(&e.to_string_lossy())).ok_or_else(|| {
        anyhow!("{}: the ending of the name tells no RDF format; it is one of {ENDINGS}", file.display())
    })
}
