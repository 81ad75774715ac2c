//! `policygraph extract`: the facts of one file as JSON Lines.

use super::overrides;
use crate::cli::{ExtractArgs, Outcome, Streams};
use crate::{input, reading};
use anyhow::{Context, Result};
use policygraph_model::wire;
use policygraph_pipeline::Pipeline;

pub(crate) fn run(args: &ExtractArgs, pipeline: Pipeline, streams: &mut Streams<'_>) -> Result<Outcome> {
    let pipeline = pipeline.with_overrides(overrides::read(args.overrides.overrides.as_deref(), None)?);
    let (name, bytes) = input::read(&args.file)?;
    let document =
        reading::document(&pipeline, &name, &bytes, None).with_context(|| args.file.display().to_string())?;
    for note in &document.notes {
        writeln!(streams.talk, "note: {note}")?;
    }
    for fact in pipeline.facts(&document) {
        writeln!(streams.out, "{}", wire::line(&fact))?;
    }
    Ok(Outcome::Done)
}
