//! `build --dry-run`: what each changed document would change in the store.

use super::reading::Reader;
use crate::call::{Outcome, Streams, TextOrJson};
use crate::commands::diff;
use crate::input::Inputs;
use anyhow::Result;
use policygraph_model::{Document, Fact};
use policygraph_store::{Side, Store, StoreError};
use std::path::Path;

pub(super) fn run(
    inputs: &Inputs,
    reader: &mut Reader<'_>,
    folder: &Path,
    streams: &mut Streams<'_>,
) -> Result<Outcome> {
    let store = match Store::open_read_only(folder) {
        Ok(store) => store,
        // Nothing is stored yet: all is new.
        Err(StoreError::Missing { .. }) => Store::in_memory()?,
        Err(e) => return Err(e.into()),
    };
    reader.known = store.documents()?.into_iter().map(|d| (d.name.clone(), d)).collect();
    let mut outcome = if inputs.failed.is_empty() { Outcome::Done } else { Outcome::Incomplete };
    for failure in &inputs.failed {
        writeln!(streams.talk, "error: {failure}")?;
    }
    for input in &inputs.files {
        let extracted = match reader.open(input) {
            Ok(file) if reader.is_unchanged(&file) => {
                writeln!(streams.talk, "{}: unchanged", input.name)?;
                continue;
            }
            Ok(file) => reader.extract(&file),
            Err(e) => Err(e.context(input.shown.clone())),
        };
        let new = match extracted {
            Ok(new) => new,
            Err(e) => {
                writeln!(streams.talk, "error: {e:#}")?;
                outcome = Outcome::Incomplete;
                continue;
            }
        };
        let name = Some(input.name.as_str());
        let (alone, empty) = (alone(&new.document, &new.facts, reader.version)?, Store::in_memory()?);
        let from = if reader.known.contains_key(&input.name) {
            Side { store: &store, document: name }
        } else {
            Side { store: &empty, document: None }
        };
        let to = Side { store: &alone, document: name };
        let (added, removed) = diff::print(from, to, TextOrJson::Text, streams)?;
        writeln!(streams.talk, "{}: {added} statements would be added, {removed} removed", input.name)?;
    }
    Ok(outcome)
}

/// A store of one document.
fn alone(document: &Document, facts: &[Fact], version: &str) -> Result<Store> {
    let store = Store::in_memory()?;
    store.put(document, facts, version)?;
    Ok(store)
}
