//! `policygraph remove`: a document and what only it states.

use crate::cli::{Outcome, RemoveArgs, Streams};
use anyhow::Result;
use policygraph_store::Store;

pub(crate) fn run(args: &RemoveArgs, streams: &mut Streams<'_>) -> Result<Outcome> {
    // Opened for reading first: removing from a store that is not there must not make one.
    let documents = Store::open_read_only(&args.store.store)?.documents()?;
    if !documents.iter().any(|d| d.name == args.document) {
        let names: Vec<&str> = documents.iter().map(|d| d.name.as_str()).collect();
        writeln!(streams.talk, "error: the store has no document `{}`", args.document)?;
        writeln!(streams.talk, "hint: it has {}", if names.is_empty() { "none".to_owned() } else { names.join(", ") })?;
        return Ok(Outcome::Incomplete);
    }
    let store = Store::open(&args.store.store)?;
    if let Some(change) = store.remove(&args.document).map_err(|e| e.at(&args.store.store))? {
        writeln!(streams.talk, "removed `{}`: {} triples went", args.document, change.removed)?;
    }
    Ok(Outcome::Done)
}
