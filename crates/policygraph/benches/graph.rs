//! How fast a store becomes a graph: a full decoded scan of the store, the first analysis, which reads by predicate and keeps a copy beside
//! the store, and the second, which reads the copy.
//!
//! `cargo bench --bench graph` prints the table of `docs/performance.md`. `POLICYGRAPH_BENCH_EDGES` sets another number of relations
//! (each makes nine quads, most of them its claim); `POLICYGRAPH_BENCH_FOLDER` another folder for the files, about four gigabytes.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark prints its figures, and ends where something fails"
)]

mod drawn;

use drawn::{EDGES, write};
use oxigraph::store::Store as Oxigraph;
use policygraph_graph::PolicyGraph;
use policygraph_store::{RdfFormat, Store};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Runs of the second analysis; the fastest counts.
const ROUNDS: usize = 5;

fn main() {
    let edges: usize = std::env::var("POLICYGRAPH_BENCH_EDGES").map_or(1_400_000, |n| n.parse().unwrap());
    let folder = std::env::var_os("POLICYGRAPH_BENCH_FOLDER").map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = tempfile::tempdir_in(folder).unwrap();
    let (file, store) = (folder.path().join("quads.nq"), folder.path().join("store"));
    write(edges, &file).unwrap();
    Store::open(&store).unwrap().load(RdfFormat::NQuads, &file, |_| {}).unwrap();

    let library = Oxigraph::open_read_only(store.join(policygraph_store::RDF_FOLDER)).unwrap();
    let mut quads = 0;
    let scan = seconds(|| quads = library.iter().map(Result::unwrap).count());
    drop(library);
    println!("{quads} quads, {edges} relations between {} entities\n", edges / EDGES);
    println!("| | s | ratio to the scan |\n| --- | --- | --- |");
    println!("| all quads, decoded | {scan:.2} | 1.00 |");
    let first = seconds(|| central(&store, &[]));
    println!("| first analysis (`policygraph central`) | {first:.2} | {:.2} |", first / scan);
    let second = (0..ROUNDS).map(|_| seconds(|| central(&store, &[]))).fold(f64::INFINITY, f64::min);
    println!("| second analysis | {second:.2} | {:.3} |", second / scan);
    let read = |name: &str| std::fs::read(store.join(name)).unwrap();
    let start = || PolicyGraph::decode_relations(&read("graph-relations"), &policygraph_store::state(&store).unwrap());
    let start = (0..ROUNDS).map(|_| seconds(|| assert!(start().is_some()))).fold(f64::INFINITY, f64::min);
    println!("| of that until the graph is there | {start:.2} | {:.4} |", start / scan);
    let filter = ["--least-confidence", "0.9"];
    let first = seconds(|| central(&store, &filter));
    println!("| first analysis that looks at statements | {first:.2} | {:.2} |", first / scan);
    let second = (0..ROUNDS).map(|_| seconds(|| central(&store, &filter))).fold(f64::INFINITY, f64::min);
    println!("| second analysis that looks at statements | {second:.2} | {:.3} |", second / scan);
}

fn central(store: &Path, arguments: &[&str]) {
    let program = env!("CARGO_BIN_EXE_policygraph");
    let done =
        Command::new(program).args(["--quiet", "central", "--store"]).arg(store).args(arguments).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

fn seconds(work: impl FnOnce()) -> f64 {
    let started = Instant::now();
    work();
    started.elapsed().as_secs_f64()
}
