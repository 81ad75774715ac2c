//! How fast a graph is written, beside igraph (GraphML) and rustworkx (node-link JSON), which write the same graph in the same run.
//!
//! `scripts/benchmark-exports` prints the table of `docs/performance.md`. `POLICYGRAPH_BENCH_EDGES` sets another number of edges. What is
//! written is what the peers are given: a label and a type a node, a predicate, a confidence and a weight an edge.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark prints its figures, and ends where something fails"
)]

use policygraph_graph::export::{self, Attributed, EachEdge, EachNode, EdgeRow, Kind, NodeRow, Value};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

/// Edges that each node has on average.
const EDGES: usize = 10;
/// Runs of ours; the fastest counts, as of the peers.
const ROUNDS: usize = 3;

/// Writes the graph in a format.
type WriteTo<'g> = dyn Fn(BufWriter<File>) + 'g;

fn main() {
    let edges: usize = std::env::var("POLICYGRAPH_BENCH_EDGES").map_or(1_000_000, |n| n.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let rows = graph(edges);
    let ours = |write: &WriteTo<'_>| {
        let once = || {
            let started = Instant::now();
            write(BufWriter::new(File::create(folder.path().join("ours")).unwrap()));
            started.elapsed().as_secs_f64()
        };
        (0..ROUNDS).map(|_| once()).fold(f64::INFINITY, f64::min)
    };
    println!("{edges} edges between {} nodes\n", rows.nodes.len());
    println!("| format | peer | s | ours, s | ratio |\n| --- | --- | --- | --- | --- |");
    let graphml = ours(&|out| export::graphml(&rows, out).unwrap());
    let node_link = ours(&|out| export::node_link(&rows, out).unwrap());
    let file = folder.path().join("edges.csv");
    let mut out = BufWriter::new(File::create(&file).unwrap());
    rows.edges.iter().for_each(|(a, b)| writeln!(out, "{a},{b}").unwrap());
    drop(out);
    for (format, peer, ours) in [("GraphML", "igraph", graphml), ("node-link JSON", "rustworkx", node_link)] {
        match peer_seconds(peer, &file) {
            Some(theirs) => println!("| {format} | {peer} | {theirs:.2} | {ours:.2} | {:.2} |", ours / theirs),
            None => println!("| {format} | {peer} | not there | {ours:.2} | |"),
        }
    }
    let rest: [(&str, &WriteTo<'_>); 5] = [
        ("GEXF", &|out| export::gexf(&rows, out).unwrap()),
        ("Cytoscape JSON", &|out| export::cytoscape(&rows, out).unwrap()),
        ("Pajek", &|out| export::pajek(&rows, out).unwrap()),
        ("CSV", &|out| export::edges_csv(&rows, export::Columns::Plain, export::ReadBy::Program, out).unwrap()),
        ("Parquet", &|out| export::edges_parquet(&rows, out).unwrap()),
    ];
    for (format, write) in rest {
        println!("| {format} | | | {:.2} | |", ours(write));
    }
}

/// A graph whose edges all have the same values, as those that the peers are given.
struct Ties {
    nodes: Vec<(String, String)>,
    edges: Vec<(usize, usize)>,
}

impl Attributed for Ties {
    fn node_count(&self) -> usize {
        self.nodes.len()
    }

    fn edge_count(&self) -> usize {
        self.edges.len()
    }

    fn node_columns(&self) -> Vec<(String, Kind)> {
        vec![("type".to_owned(), Kind::Text)]
    }

    fn edge_columns(&self) -> Vec<(String, Kind)> {
        let number = |name: &str| (name.to_owned(), Kind::Number);
        vec![("relation".to_owned(), Kind::Text), number("confidence"), number("weight")]
    }

    fn nodes_at(&self, places: Range<usize>, take: &mut EachNode<'_>) -> io::Result<()> {
        let values = [Value::text("Company")];
        places.into_iter().try_for_each(|place| {
            let (id, label) = &self.nodes[place];
            take(NodeRow { place, id, label, values: &values, style: None })
        })
    }

    fn edges_at(&self, places: Range<usize>, take: &mut EachEdge<'_>) -> io::Result<()> {
        let values = [Value::text("participatesIn"), Value::Number(0.85), Value::Number(2.0)];
        let end = |node: usize| (self.nodes[node].0.as_str(), node);
        places.into_iter().try_for_each(|place| {
            let (source, target) = self.edges[place];
            take(EdgeRow { place, source: end(source), target: end(target), kind: None, values: &values, years: None })
        })
    }
}

fn graph(edges: usize) -> Ties {
    let nodes = edges / EDGES;
    let mut random = fastrand::Rng::with_seed(7);
    Ties {
        nodes: (0..nodes).map(|i| (format!("https://w3id.org/policygraph/id/n{i}"), format!("기관 {i}"))).collect(),
        edges: (0..edges).map(|_| (random.usize(..nodes), random.usize(..nodes))).collect(),
    }
}

/// The seconds that a peer takes, in the Python given by `POLICYGRAPH_PYTHON`.
fn peer_seconds(peer: &str, edges: &PathBuf) -> Option<f64> {
    let python = std::env::var_os("POLICYGRAPH_PYTHON")?;
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers.py");
    let output = Command::new(python).args([script, peer]).arg(edges).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().parse().ok()
}
