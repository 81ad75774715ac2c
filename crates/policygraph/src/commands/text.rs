//! `policygraph text`: the text of a file.

use crate::call::{Outcome, Streams};
use crate::{input, reading};
use anyhow::{Context, Result};
use clap::{Args, ValueHint};
use policygraph_pipeline::Pipeline;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct TextArgs {
    /// The file, or - for standard input.
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
}

pub(crate) fn run(args: &TextArgs, pipeline: &Pipeline, streams: &mut Streams<'_>) -> Result<Outcome> {
    let (name, bytes) = input::read(&args.file)?;
    let document = reading::document(pipeline, &name, &bytes).with_context(|| args.file.display().to_string())?;
    for note in &document.notes {
        writeln!(streams.talk, "note: {note}")?;
    }
    write!(streams.out, "{}", document.source.as_str())?;
    Ok(Outcome::Done)
}
