//! Measures on scale-free graphs beside those of other libraries, in one run: ours and each peer's in turn, the fastest of some
//! rounds of each. `scripts/benchmark-network` installs the peers and runs it; without them it prints our times alone.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::visit::Bfs;
use policygraph_network::*;
use std::collections::{HashMap, HashSet};
use std::env;
use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::io::{BufRead, BufReader, Write};
use std::path::Path as File;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Edges that each new node brings.
const EDGES: usize = 5;
const PAIRS: usize = 1000;
/// Those of the peers.
const SOURCES: [usize; 10] = [0, 17, 34, 51, 68, 85, 102, 119, 136, 153];

/// A graph to measure on.
struct Graph {
    name: String,
    nodes: usize,
    edges: Vec<(u32, u32)>,
    /// Whole, 1 to 20.
    weights: Vec<u32>,
    pairs: Vec<(usize, usize)>,
}

impl Graph {
    /// Each new node is tied to five others, drawn in proportion to their degree (Barabási and Albert 1999).
    fn new(nodes: usize) -> Result<Self> {
        let mut random = fastrand::Rng::with_seed(nodes as u64);
        let mut ends: Vec<u32> = (0..EDGES as u32).collect();
        let mut edges = Vec::new();
        for v in EDGES as u32..u32::try_from(nodes)? {
            let mut others = HashSet::new();
            let mut drawn = Vec::new();
            while drawn.len() < EDGES {
                let other = ends[random.usize(..ends.len())];
                if others.insert(other) {
                    drawn.push(other);
                }
            }
            for other in drawn {
                edges.push((v, other));
                ends.extend([v, other]);
            }
        }
        Ok(Self::weighted(format!("{} k", nodes / 1000), nodes, edges, &mut random))
    }

    /// The graph of a CSV file whose first two columns are sources and targets, as `policygraph export` writes edges.
    fn read(file: &File) -> Result<Self> {
        let text = fs::read_to_string(file)?;
        let mut ids = HashMap::new();
        let mut edges = Vec::new();
        // Quotes in further columns may go on over several lines, which have no addresses at their start.
        for line in text.lines().skip(1).filter(|l| l.starts_with("http")) {
            let mut ends = line.splitn(3, ',').map(|id| {
                let next = ids.len() as u32;
                *ids.entry(id.to_owned()).or_insert(next)
            });
            if let (Some(a), Some(b)) = (ends.next(), ends.next()) {
                edges.push((a, b));
            }
        }
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self::weighted(name, ids.len(), edges, &mut fastrand::Rng::with_seed(1)))
    }

    fn weighted(name: String, nodes: usize, edges: Vec<(u32, u32)>, random: &mut fastrand::Rng) -> Self {
        let weights = edges.iter().map(|_| random.u32(1..=20)).collect();
        // Between nodes that are connected: some libraries take the others for an error.
        let network = Network::from_edges(nodes, &edges, &[], Kind::Undirected, Merge::Sum);
        let together = largest_component(&network);
        let mut draw = || together[random.usize(..together.len())];
        let pairs = (0..PAIRS).map(|_| (draw(), draw())).collect();
        Self { name, nodes, edges, weights, pairs }
    }

    fn network(&self, length: impl Fn(u32) -> Option<f64>) -> Network {
        let lengths: Vec<f64> = self.weights.iter().filter_map(|&w| length(w)).collect();
        Network::from_edges(self.nodes, &self.edges, &lengths, Kind::Undirected, Merge::Sum)
    }

    fn write(&self, folder: &File) -> Result<Vec<String>> {
        let bytes = |numbers: &mut dyn Iterator<Item = u32>| numbers.flat_map(u32::to_le_bytes).collect::<Vec<u8>>();
        let pairs: Vec<u32> = self.pairs.iter().flat_map(|&(a, b)| [a as u32, b as u32]).collect();
        let files = [
            ("edges", bytes(&mut self.edges.iter().flat_map(|&(a, b)| [a, b]))),
            ("weights", bytes(&mut self.weights.iter().copied())),
            ("pairs", bytes(&mut pairs.into_iter())),
        ];
        let mut paths = Vec::new();
        for (name, bytes) in files {
            let path = folder.join(format!("{name}-{}", self.nodes));
            fs::write(&path, bytes)?;
            paths.push(path.display().to_string());
        }
        Ok(paths)
    }
}

/// Another library, in a process of its own with the graph in memory.
struct Peer {
    name: String,
    process: Child,
    ask: ChildStdin,
    answer: BufReader<ChildStdout>,
}

impl Peer {
    fn start(name: &str, python: &str, files: &[String]) -> Result<Self> {
        let script = File::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers.py");
        let mut process = Command::new(python)
            .arg(script)
            .arg(name)
            .args(files)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let (Some(ask), Some(answer)) = (process.stdin.take(), process.stdout.take()) else {
            return Err("no pipes".into());
        };
        let mut peer = Self { name: name.to_owned(), process, ask, answer: BufReader::new(answer) };
        if peer.line()? != "ready" {
            return Err(format!("{name} does not start").into());
        }
        Ok(peer)
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        self.answer.read_line(&mut line)?;
        Ok(line.trim().to_owned())
    }

    /// Seconds of a measure, and what it gives.
    fn time(&mut self, measure: &str) -> Result<Option<(f64, f64)>> {
        writeln!(self.ask, "{measure}")?;
        let line = self.line()?;
        if line == "none" {
            return Ok(None);
        }
        let (seconds, value) = line.split_once(' ').ok_or_else(|| format!("{} ended", self.name))?;
        Ok(Some((seconds.parse()?, value.parse()?)))
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

struct Row<'g> {
    measure: &'static str,
    rounds: usize,
    ours: Box<dyn Fn() -> Result<f64> + 'g>,
    /// The same with petgraph.
    petgraph: Option<Box<dyn Fn() -> f64 + 'g>>,
}

fn row<'g>(measure: &'static str, rounds: usize, ours: impl Fn() -> Result<f64> + 'g) -> Row<'g> {
    Row { measure, rounds, ours: Box::new(ours), petgraph: None }
}

fn total(values: &[f64]) -> f64 {
    values.iter().sum()
}

fn main() -> Result<()> {
    let nodes: Vec<usize> = match env::var("POLICYGRAPH_BENCH_NODES") {
        Ok(list) => list.split(',').map(str::parse).collect::<std::result::Result<_, _>>()?,
        Err(_) => vec![10_000, 200_000, 1_000_000],
    };
    let folder = env::temp_dir().join("policygraph-peers");
    fs::create_dir_all(&folder)?;
    println!(
        "| graph | measure | ours, ms | fastest peer | its ms | ratio | all |\n| --- | --- | --- | --- | --- | --- | --- |"
    );
    if let Some(file) = env::var_os("POLICYGRAPH_BENCH_GRAPH") {
        run(&Graph::read(File::new(&file))?, &folder)?;
    }
    for nodes in nodes {
        run(&Graph::new(nodes)?, &folder)?;
    }
    fs::remove_dir_all(&folder)?;
    Ok(())
}

fn run(graph: &Graph, folder: &File) -> Result<()> {
    let files = graph.write(folder)?;
    let mut peers = Vec::new();
    // `name=python` for each, with the interpreter that has it.
    for peer in env::var("POLICYGRAPH_PEERS").unwrap_or_default().split_whitespace() {
        let (name, python) = peer.split_once('=').ok_or("POLICYGRAPH_PEERS is a list of name=python")?;
        if graph.nodes <= 200_000 || name != "networkx" {
            peers.push(Peer::start(name, python, &files)?);
        }
    }
    let (bare, whole) = (graph.network(|_| None), graph.network(|w| Some(w.into())));
    let real = graph.network(|w| Some(f64::from(w) / 7.0));
    let edges = |w: &u32| f64::from(*w) / 7.0;
    let petgraph: UnGraph<(), f64> =
        UnGraph::from_edges(graph.edges.iter().zip(&graph.weights).map(|(&(a, b), w)| (a, b, edges(w))));
    for row in rows(graph, &bare, &whole, &real, &petgraph) {
        time(graph, &row, &mut peers)?;
    }
    println!(
        "| {} | compact form | {:.1} bytes an edge, {:.1} with weights | | | | |",
        graph.name,
        bare.bytes() as f64 / graph.edges.len() as f64,
        real.bytes() as f64 / graph.edges.len() as f64
    );
    Ok(())
}

fn rows<'g>(
    graph: &'g Graph,
    bare: &'g Network,
    whole: &'g Network,
    real: &'g Network,
    petgraph: &'g UnGraph<(), f64>,
) -> Vec<Row<'g>> {
    // The tolerances of the peers are for all nodes together.
    let tolerance = 1e-9 / graph.nodes as f64;
    let iteration = Iteration { tolerance, ..Iteration::default() };
    let exact = BetweennessOptions::default();
    let mut rows = vec![row("compact form from petgraph", 3, move || {
        Ok(Network::weighted(petgraph, Kind::Undirected, Merge::Sum, |e| *e.weight()).edge_count() as f64)
    })];
    rows.push(row("pagerank", 7, move || Ok(total(&pagerank(bare, 0.85, &[], iteration, &())?))));
    rows.push(row("hits", 5, move || Ok(total(&hits(bare, iteration, &())?.hubs))));
    rows.push(row("eigenvector", 5, move || Ok(total(&eigenvector(bare, iteration, &())?))));
    rows.push(row("cores", 7, move || Ok(core_numbers(bare).iter().sum::<usize>() as f64)));
    rows.push(row("leiden", 3, move || {
        Ok(modularity(bare, &leiden(bare, LeidenOptions { rounds: 2, ..LeidenOptions::default() }, &())?, 1.0))
    }));
    if graph.nodes <= 10_000 {
        rows.push(row("betweenness", 3, move || Ok(total(&betweenness(bare, exact, &())?))));
        rows.push(row("closeness", 5, move || Ok(total(&closeness(bare, &())?))));
        rows.push(row("harmonic", 5, move || Ok(total(&harmonic(bare, &())?))));
        rows.push(row("several paths", 5, move || {
            let several: std::result::Result<Vec<_>, _> =
                graph.pairs[..20].iter().map(|&(a, b)| k_shortest_paths(bare, a, b, 10, &())).collect();
            Ok(several?.iter().flatten().map(|p| p.nodes.len() as f64).sum())
        }));
    } else {
        let sampled = BetweennessOptions { sources: Some(256), ..exact };
        rows.push(row("sampled betweenness", 2, move || Ok(total(&betweenness(bare, sampled, &())?))));
    }
    let searches = move || {
        SOURCES
            .iter()
            .map(|&s| {
                let mut search = Bfs::new(petgraph, NodeIndex::new(s));
                std::iter::from_fn(|| search.next(petgraph)).count() as f64
            })
            .sum()
    };
    rows.push(Row {
        petgraph: Some(Box::new(searches)),
        ..row("breadth-first search", 5, move || {
            Ok(hops(bare, &SOURCES).iter().map(|h| f64::from(h[h.len() - 1])).sum())
        })
    });
    rows.push(row("whole lengths", 5, move || Ok(distances(whole, &SOURCES).iter().map(|d| d[d.len() - 1]).sum())));
    rows.push(row("real lengths", 5, move || Ok(distances(real, &SOURCES).iter().map(|d| d[d.len() - 1]).sum())));
    rows.push(row("pairs by hops", 5, move || {
        Ok(shortest_paths(bare, &graph.pairs).iter().flatten().map(|p| p.length).sum())
    }));
    let pairs = move || {
        graph
            .pairs
            .iter()
            .filter_map(|&(a, b)| {
                petgraph::algo::bidirectional_dijkstra(petgraph, NodeIndex::new(a), NodeIndex::new(b), |e| *e.weight())
            })
            .sum()
    };
    rows.push(Row {
        petgraph: Some(Box::new(pairs)),
        ..row("pairs by length", 3, move || {
            Ok(shortest_paths(real, &graph.pairs).iter().flatten().map(|p| p.length).sum())
        })
    });
    rows
}

fn time(graph: &Graph, row: &Row<'_>, peers: &mut [Peer]) -> Result<()> {
    let (mut ours, mut value) = (f64::INFINITY, 0.0);
    let mut theirs: Vec<(String, f64, f64)> = Vec::new();
    // What takes long varies little.
    let rounds = if graph.nodes < 1_000_000 { row.rounds } else { 1 };
    for _ in 0..rounds {
        // Threads of peers wait for more work in a loop for a while.
        std::thread::sleep(Duration::from_millis(100));
        let started = Instant::now();
        value = black_box((row.ours)()?);
        ours = ours.min(started.elapsed().as_secs_f64());
        let petgraph = row.petgraph.as_ref().map(|p| {
            let started = Instant::now();
            let value = black_box(p());
            ("petgraph".to_owned(), started.elapsed().as_secs_f64(), value)
        });
        let mut found: Vec<(String, f64, f64)> = petgraph.into_iter().collect();
        for peer in &mut *peers {
            // One that takes minutes is asked once.
            let slow = theirs.iter().any(|(name, seconds, _)| *name == peer.name && *seconds > 20.0);
            if slow {
                continue;
            }
            if let Some((seconds, value)) = peer.time(row.measure)? {
                found.push((peer.name.clone(), seconds, value));
            }
        }
        for (name, seconds, value) in found {
            match theirs.iter_mut().find(|t| t.0 == name) {
                Some(known) if known.1 <= seconds => {}
                Some(known) => *known = (name, seconds, value),
                None => theirs.push((name, seconds, value)),
            }
        }
    }
    theirs.sort_by(|a, b| a.1.total_cmp(&b.1));
    let quality =
        |value: f64| if row.measure == "leiden" { format!(" (modularity {value:.4})") } else { String::new() };
    let (fastest, milliseconds, ratio) = theirs
        .first()
        .map_or_else(Default::default, |t| (t.0.clone(), format!("{:.1}", t.1 * 1e3), format!("{:.2}", ours / t.1)));
    let all: Vec<String> = theirs.iter().map(|t| format!("{} {:.0}{}", t.0, t.1 * 1e3, quality(t.2))).collect();
    println!(
        "| {} | {} | {:.1}{} | {fastest} | {milliseconds} | {ratio} | {} |",
        graph.name,
        row.measure,
        ours * 1e3,
        quality(value),
        all.join(", ")
    );
    Ok(())
}
