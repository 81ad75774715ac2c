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

use oxigraph::store::Store as Oxigraph;
use policygraph_graph::PolicyGraph;
use policygraph_model::{EntityType, Predicate};
use policygraph_store::vocabulary::{DOCUMENT_GRAPH, ID, ONTOLOGY};
use policygraph_store::{RdfFormat, Store};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Relations that each entity has on average.
const EDGES: usize = 7;
/// Statements a document.
const STATEMENTS: usize = 1000;
/// Runs of the second analysis; the fastest counts.
const ROUNDS: usize = 5;
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const DERIVED: &str = "http://www.w3.org/ns/prov#wasDerivedFrom";
const PART: &str = "http://purl.org/dc/terms/isPartOf";
const LABEL: &str = "http://www.w3.org/2004/02/skos/core#prefLabel";

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

/// Entities with types and labels; relations drawn among them, some entities more often than others, each with a claim.
fn write(edges: usize, file: &Path) -> std::io::Result<()> {
    let mut out = BufWriter::new(File::create(file)?);
    let mut random = 1_u64;
    let mut draw = |below: usize| {
        // Knuth's MMIX generator; the upper bits are the good ones.
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(random >> 33).unwrap() % below
    };
    let nodes = edges / EDGES;
    for v in 0..nodes {
        let kind = EntityType::ALL[draw(EntityType::ALL.len())];
        writeln!(out, "<{ID}e{v}> <{RDF}type> <{ONTOLOGY}{kind}> .")?;
        writeln!(out, "<{ID}e{v}> <{LABEL}> \"이름 {v}\"@ko .\n<{ID}e{v}> <{LABEL}> \"name {v}\"@en .")?;
    }
    for edge in 0..edges {
        let (s, o) = (draw(nodes), draw(nodes).min(draw(nodes)));
        let p = Predicate::ALL[draw(Predicate::ALL.len()).min(draw(Predicate::ALL.len()))];
        let (graph, claim) = (format!("{DOCUMENT_GRAPH}d{}", edge / STATEMENTS), format!("{ID}claim-{edge:020x}"));
        writeln!(out, "<{ID}e{s}> <{ONTOLOGY}{p}> <{ID}e{o}> .\n<{ID}e{s}> <{ONTOLOGY}{p}> <{ID}e{o}> <{graph}> .")?;
        writeln!(
            out,
            "<{claim}> <{RDF}subject> <{ID}e{s}> <{graph}> .\n<{claim}> <{RDF}predicate> <{ONTOLOGY}{p}> <{graph}> ."
        )?;
        writeln!(out, "<{claim}> <{RDF}object> <{ID}e{o}> <{graph}> .")?;
        writeln!(
            out,
            "<{claim}> <{ONTOLOGY}confidence> \"0.{}\"^^<http://www.w3.org/2001/XMLSchema#decimal> <{graph}> .",
            5 + draw(5)
        )?;
        writeln!(out, "<{claim}> <{ONTOLOGY}status> \"stated\" <{graph}> .")?;
        let (span, section) = (format!("{graph}-span-{edge}"), format!("{graph}-section"));
        writeln!(out, "<{claim}> <{DERIVED}> <{span}> <{graph}> .\n<{span}> <{PART}> <{section}> <{graph}> .")?;
    }
    out.flush()
}

fn seconds(work: impl FnOnce()) -> f64 {
    let started = Instant::now();
    work();
    started.elapsed().as_secs_f64()
}
