//! `policygraph extract`: the facts of one file as JSON Lines.

use super::overrides;
use crate::cli::{ExtractArgs, Outcome, Streams};
use crate::input;
use policygraph_pipeline::Pipeline;
use anyhow::{Context, Result};
use policygraph_model::wire;

pub(crate) fn run(args: &ExtractArgs, pipeline: Pipeline, streams: &mut Streams<'_>) -> Result<Outcome> {
    let pipeline = pipeline.with_overrides(overrides::read(args.overrides.overrides.as_deref(), None)?);
    let (name, bytes) = input::read(&args.file)?;
    let document = pipeline.lay_out(&name, &bytes).with_context(|| args.file.display().to_string())?;
    for fact in pipeline.facts(&document) {
        writeln!(streams.out, "{}", wire::line(&fact))?;
    }
    Ok(Outcome::Done)
}
