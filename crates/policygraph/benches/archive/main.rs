//! Archives of many documents: how fast they are built, what room they take, and how much memory.
//!
//! `cargo bench --bench archive` prints the table of `docs/performance.md` for 100 and 1,000 documents; `POLICYGRAPH_BENCH_DOCUMENTS=10000` for another number (or
//! several, with commas), `POLICYGRAPH_BENCH_FOLDER` puts the files elsewhere. `cargo bench --bench archive -- write FOLDER NUMBER` writes the documents only.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark prints its figures, and ends where something fails"
)]

mod documents;

use policygraph_pipeline::Pipeline;
use policygraph_registry::Registry;
use policygraph_store::Store;
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How often the memory of a process is looked at; its highest mark is kept by the system.
const LOOK: Duration = Duration::from_millis(20);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    if let [command, folder, number] = arguments.as_slice()
        && command == "write"
    {
        documents::write(number.parse().unwrap(), Path::new(folder)).unwrap();
        return;
    }
    let counts = std::env::var("POLICYGRAPH_BENCH_DOCUMENTS").unwrap_or_else(|_| "100,1000".to_owned());
    let folder = std::env::var_os("POLICYGRAPH_BENCH_FOLDER").map_or_else(std::env::temp_dir, PathBuf::from);
    println!(
        "| documents | MB | build, s | documents/s | MB/s | quads | bytes a quad | peak, MB | extraction alone, s | load, s | build to their sum |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for count in counts.split(',') {
        let folder = tempfile::tempdir_in(&folder).unwrap();
        measure(count.trim().parse().unwrap(), folder.path());
    }
}

fn measure(count: usize, folder: &Path) {
    let (texts, store, dump) = (folder.join("texts"), folder.join("store"), folder.join("dump.nq"));
    let bytes = documents::write(count, &texts).unwrap();
    let extraction = seconds(|| extract(&texts));
    let mut peak = 0;
    let build = seconds(|| peak = run(&["build", text(&texts), "--store", text(&store)]));
    let quads = Store::open_read_only(&store).unwrap().len().unwrap();
    let size = size_of(&store.join(policygraph_store::RDF_FOLDER));
    run(&["dump", "--store", text(&store), "--output", text(&dump)]);
    std::fs::remove_dir_all(&store).unwrap();
    let load = seconds(|| {
        run(&["load", text(&dump), "--store", text(&store)]);
    });
    let megabytes = bytes as f64 / 1e6;
    println!(
        "| {count} | {megabytes:.1} | {build:.1} | {:.1} | {:.2} | {quads} | {:.0} | {} | {extraction:.1} | {load:.1} | {:.2} |",
        count as f64 / build,
        megabytes / build,
        size as f64 / quads as f64,
        peak >> 10,
        build / (extraction + load)
    );
}

fn seconds(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Reads the facts of all texts, as a build does, and forgets them.
fn extract(texts: &Path) {
    let pipeline = Pipeline::new(Registry::builtin());
    let paths: Vec<PathBuf> = std::fs::read_dir(texts).unwrap().map(|e| e.unwrap().path()).collect();
    let facts: usize = paths
        .par_iter()
        .map(|path| pipeline.facts(&pipeline.lay_out(text(path), &std::fs::read(path).unwrap()).unwrap()).len())
        .sum();
    assert!(facts > 0);
}

/// Runs the program; returns the most memory that it took, in kilobytes, where the system tells it.
fn run(arguments: &[&str]) -> u64 {
    let mut child = Command::new(env!("CARGO_BIN_EXE_policygraph")).arg("--quiet").args(arguments).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    loop {
        let read = std::fs::read_to_string(&status).unwrap_or_default();
        let line = read.lines().find_map(|l| l.strip_prefix("VmHWM:"));
        peak = line.and_then(|l| l.split_whitespace().next()?.parse().ok()).unwrap_or(peak);
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success(), "{arguments:?}");
            return peak;
        }
        sleep(LOOK);
    }
}

fn size_of(folder: &Path) -> u64 {
    std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().metadata().unwrap().len()).sum()
}
