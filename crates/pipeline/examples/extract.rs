//! The facts of a file as JSON Lines, without store or server: `cargo run --release -p policygraph-pipeline --example extract -- extract FILE`.
//! Takes the arguments of `policygraph extract`, so that the measures of extraction can be run on it.

use policygraph_model::wire;
use policygraph_pipeline::Pipeline;
use policygraph_registry::Registry;
use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(2).ok_or("usage: extract extract FILE")?;
    let pipeline = Pipeline::new(Registry::builtin());
    let document = pipeline.lay_out(&path, &std::fs::read(&path)?)?;
    let mut out = std::io::stdout().lock();
    for fact in pipeline.facts(&document) {
        writeln!(out, "{}", wire::line(&fact))?;
    }
    Ok(())
}
