//! `policygraph text`: the text of a file.

use crate::cli::{Outcome, Streams, TextArgs};
use crate::{input, reading};
use anyhow::{Context, Result};
use policygraph_pipeline::Pipeline;

pub(crate) fn run(args: &TextArgs, pipeline: &Pipeline, streams: &mut Streams<'_>) -> Result<Outcome> {
    let (name, bytes) = input::read(&args.file)?;
    let document = reading::document(pipeline, &name, &bytes, None).with_context(|| args.file.display().to_string())?;
    for note in &document.notes {
        writeln!(streams.talk, "note: {note}")?;
    }
    write!(streams.out, "{}", document.source.as_str())?;
    Ok(Outcome::Done)
}
