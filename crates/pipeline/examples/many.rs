//! Reads texts (*.txt) of a folder again and again, a thousand in all, on all cores; prints the seconds, the number of facts and that of bytes.
//! `scripts/benchmark-python` compares the Python package with it.

use policygraph_pipeline::Pipeline;
use policygraph_registry::Registry;
use rayon::prelude::*;
use std::error::Error;
use std::io::{Write, stdout};
use std::time::Instant;
use std::{env, fs};

const TEXTS: usize = 1000;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args().nth(1).ok_or("give a folder with texts")?;
    let mut paths: Vec<_> = fs::read_dir(&folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    let texts: Vec<Vec<u8>> = paths.iter().map(fs::read).collect::<Result<_, _>>()?;
    if texts.is_empty() {
        return Err(format!("{folder}: has no *.txt").into());
    }
    let pipeline = Pipeline::new(Registry::builtin());
    let started = Instant::now();
    let read: Vec<(usize, usize)> = (0..TEXTS)
        .into_par_iter()
        .map(|i| {
            let bytes = &texts[i % texts.len()];
            let document = pipeline.lay_out("text", bytes)?;
            Ok((pipeline.facts(&document).len(), bytes.len()))
        })
        .collect::<Result<_, policygraph_pipeline::ReadError>>()?;
    let seconds = started.elapsed().as_secs_f64();
    let (facts, bytes) = read.iter().fold((0, 0), |(facts, bytes), r| (facts + r.0, bytes + r.1));
    writeln!(stdout(), "{seconds} {facts} {bytes}")?;
    Ok(())
}
