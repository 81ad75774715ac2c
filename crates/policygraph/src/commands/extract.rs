//! `policygraph extract`: the facts of one file as JSON Lines.

use super::overrides;
use crate::call::{Outcome, Streams};
use crate::commands::overrides::OverridesArgs;
use crate::{input, reading};
use anyhow::{Context, Result};
use clap::{Args, ValueHint};
use policygraph_model::wire;
use policygraph_pipeline::Pipeline;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct ExtractArgs {
    /// The file, or - for standard input.
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    #[command(flatten)]
    pub overrides: OverridesArgs,
}

pub(crate) fn run(args: &ExtractArgs, pipeline: Pipeline, streams: &mut Streams<'_>) -> Result<Outcome> {
    let pipeline = pipeline.with_overrides(overrides::read(args.overrides.overrides.as_deref(), None)?);
    let (name, bytes) = input::read(&args.file)?;
    let document = reading::document(&pipeline, &name, &bytes).with_context(|| args.file.display().to_string())?;
    for note in &document.notes {
        writeln!(streams.talk, "note: {note}")?;
    }
    for fact in pipeline.facts(&document) {
        writeln!(streams.out, "{}", wire::line(&fact))?;
    }
    Ok(Outcome::Done)
}
