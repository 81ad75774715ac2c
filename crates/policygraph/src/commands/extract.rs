//! `policygraph extract`: the facts of one file as JSON Lines.

use crate::cli::ExtractArgs;
use crate::input;
use crate::pipeline::Pipeline;
use anyhow::{Context, Result};
use policygraph_model::wire;
use std::io::Write;

pub(crate) fn run(args: &ExtractArgs, pipeline: &Pipeline, out: &mut impl Write) -> Result<()> {
    let (name, bytes) = input::read(&args.file)?;
    let document = pipeline.lay_out(&name, &bytes).with_context(|| args.file.display().to_string())?;
    for fact in pipeline.facts(&document) {
        writeln!(out, "{}", wire::line(&fact))?;
    }
    Ok(())
}
