//! How fast the explorer answers over a million statements: the time from a request to its whole answer, over HTTP, one request after
//! the other.
//!
//! `cargo bench --bench explorer` prints the table of `docs/performance.md`. `POLICYGRAPH_BENCH_EDGES` sets another number of relations,
//! `POLICYGRAPH_BENCH_FOLDER` another folder for the files, about three gigabytes, and `POLICYGRAPH_BENCH_STORE` a store of this bench that was
//! kept.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark prints its figures, and ends where something fails"
)]

mod drawn;

use drawn::{EDGES, write};
use policygraph_store::vocabulary::ID;
use policygraph_store::{RdfFormat, Store};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

/// Requests of each kind.
const REQUESTS: usize = 2000;

fn main() {
    let edges: usize = std::env::var("POLICYGRAPH_BENCH_EDGES").map_or(1_000_000, |n| n.parse().unwrap());
    let folder = std::env::var_os("POLICYGRAPH_BENCH_FOLDER").map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = tempfile::tempdir_in(folder).unwrap();
    let kept = std::env::var_os("POLICYGRAPH_BENCH_STORE").map(PathBuf::from);
    let store = kept.unwrap_or_else(|| folder.path().join("store"));
    if !store.exists() {
        let file = folder.path().join("quads.nq");
        write(edges, &file).unwrap();
        Store::open(&store).unwrap().load(RdfFormat::NQuads, &file, |_| {}).unwrap();
    }
    let (mut server, address) = serve(&store);
    let started = Instant::now();
    ask(&format!("{address}/explorer/overview"));
    println!("{edges} relations between {} entities\n", edges / EDGES);
    println!("first request, which reads the graph: {:.1} s\n", started.elapsed().as_secs_f64());
    println!("| | median, ms | 99 %, ms | longest, ms |\n| --- | --- | --- | --- |");
    let mut random = fastrand::Rng::with_seed(11);
    let mut entity = || random.usize(..edges / EDGES);
    let row = |what: &str, path: &mut dyn FnMut() -> String| {
        let mut times: Vec<f64> = (0..REQUESTS)
            .map(|_| {
                let url = format!("{address}/explorer/{}", path());
                let started = Instant::now();
                ask(&url);
                started.elapsed().as_secs_f64() * 1000.0
            })
            .collect();
        times.sort_by(f64::total_cmp);
        let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize];
        println!("| {what} | {:.1} | {:.1} | {:.1} |", at(0.5), at(0.99), at(1.0));
    };
    row("neighbourhood", &mut || format!("graph?id={ID}e{}", entity()));
    // The generator draws entities with small numbers more often.
    let mut hub = 0;
    row("neighbourhood of the largest hubs", &mut || {
        hub = (hub + 1) % 50;
        format!("graph?id={ID}e{hub}")
    });
    row("neighbourhood, filtered by confidence and type", &mut || {
        hub = (hub + 1) % 50;
        format!("graph?id={ID}e{hub}&confidence=0.8&types=Company,Program")
    });
    row("search", &mut || {
        hub = (hub + 1) % 50;
        format!("search?q=name%20{hub}")
    });
    row("path", &mut || {
        hub = (hub + 1) % 50;
        format!("graph?from={ID}e{}&to={ID}e{}", 1000 + hub * 7, 90_000 + hub * 13)
    });
    server.kill().unwrap();
    server.wait().unwrap();
}

fn serve(store: &Path) -> (Child, String) {
    let program = env!("CARGO_BIN_EXE_policygraph");
    let mut server = Command::new(program)
        .args(["serve", "--port", "0", "--store"])
        .arg(store)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(server.stderr.take().unwrap()).read_line(&mut line).unwrap();
    let rest = line.split("http://").nth(1).unwrap();
    let address = format!("http://{}", rest.split('/').next().unwrap());
    (server, address)
}

fn ask(url: &str) {
    let mut answer = ureq::get(url).call().unwrap();
    answer.body_mut().with_config().limit(1 << 30).read_to_vec().unwrap();
}
