//! `policygraph remove`: a document and what only it states.

use super::diff::statement;
use crate::call::{Outcome, StoreArgs, Streams, document_name};
use anyhow::Result;
use clap::Args;
use policygraph_store::Store;

#[derive(Debug, Args)]
pub(crate) struct RemoveArgs {
    /// Name of the document, as listed by `policygraph stats`.
    #[arg(value_parser = document_name)]
    pub document: String,
    #[command(flatten)]
    pub store: StoreArgs,
}

pub(crate) fn run(args: &RemoveArgs, streams: &mut Streams<'_>) -> Result<Outcome> {
    let folder = &args.store.store;
    // Opened for reading first: removing from a store that is not there must not make one.
    let before = Store::open_read_only(folder)?;
    let documents = before.documents()?;
    if !documents.iter().any(|d| d.name == args.document) {
        let names: Vec<&str> = documents.iter().map(|d| d.name.as_str()).collect();
        writeln!(streams.talk, "error: the store has no document `{}`", args.document)?;
        writeln!(streams.talk, "hint: it has {}", if names.is_empty() { "none".to_owned() } else { names.join(", ") })?;
        return Ok(Outcome::Incomplete);
    }
    let store = Store::open(folder)?;
    let keeps_inferences = store.has_inferences()?;
    let Some(removal) = store.remove(&args.document).map_err(|e| e.at(folder))? else { return Ok(Outcome::Done) };
    let inferred = if keeps_inferences { store.infer().map_err(|e| e.at(folder))?.removed } else { 0 };
    for gone in &removal.gone {
        // What went has its names in the store as it was.
        writeln!(streams.out, "- {}", statement(&before, gone)?)?;
    }
    writeln!(
        streams.talk,
        "removed `{}`: {} statements went, {} are also made by others and stay; {} triples in all, and {inferred} that followed from them",
        args.document,
        removal.gone.len(),
        removal.kept,
        removal.quads
    )?;
    Ok(Outcome::Done)
}
