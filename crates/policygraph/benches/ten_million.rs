//! Loading ten million quads and asking the query library, against the oxigraph library itself on the same data.
//!
//! `cargo bench --bench ten_million` prints the table of `docs/performance.md`. `POLICYGRAPH_BENCH_QUADS` sets another
//! number of quads; `POLICYGRAPH_BENCH_FOLDER` another folder for the files, about seven gigabytes.
//!
//! The data are copies of the store of the bundled bulletin: each copy has documents, claims, programmes and budgets of its
//! own, and shares countries, topics and all else that the registry knows.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark prints its figures, and ends where something fails"
)]

use oxigraph::io::{RdfFormat as Format, RdfSerializer};
use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{CancellationToken, QueryEvaluationError, QueryResults, SparqlEvaluator};
use oxigraph::store::Store as Oxigraph;
use policygraph_store::vocabulary::{ID, INFERRED_GRAPH, ONTOLOGY_GRAPH, PREFIXES, REGISTRY_GRAPH};
use policygraph_store::{AnswerFormat, ParsedQuery, QueryOptions, RdfFormat, ResultsFormat, Store, StoreError};
use std::collections::HashSet;
use std::fs::File;
use std::io::{BufWriter, sink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// Threads of the library's loader that are tried.
const THREADS: [usize; 3] = [1, 2, 4];
/// How often a query is asked of each, unless it takes long; the fastest counts.
const ROUNDS: usize = 3;
/// After one round of this, no further ones.
const LONG: Duration = Duration::from_secs(5);
/// A query that takes longer is stopped.
const LONGEST: Duration = Duration::from_secs(120);
/// Values for the parameters that have no default.
const VALUES: [(&str, &str); 6] = [
    ("entity", "미국"),
    ("from", "bulletin-2021-03.txt-0"),
    ("to", "bulletin-2021-03.txt-1"),
    ("year", "2021"),
    ("topic", "topic-artificial-intelligence"),
    ("country", "미국"),
];

fn main() {
    let wanted: usize = std::env::var("POLICYGRAPH_BENCH_QUADS").map_or(10_000_000, |n| n.parse().unwrap());
    let folder = std::env::var_os("POLICYGRAPH_BENCH_FOLDER").map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = tempfile::tempdir_in(folder).unwrap();
    let file = folder.path().join("quads.nq");
    let written = write_copies(&example(folder.path()), wanted, &file);
    println!("{written} quads, {} MB as N-Quads\n", file.metadata().unwrap().len() >> 20);

    println!("| loader | s | ratio to the best of the library |\n| --- | --- | --- |");
    let mut best = f64::INFINITY;
    let store = folder.path().join("store");
    let mut rows = Vec::new();
    for threads in THREADS {
        let target = folder.path().join("library");
        let taken = seconds(|| load_with_library(&file, &target, threads));
        std::fs::remove_dir_all(&target).unwrap();
        best = best.min(taken);
        rows.push((format!("oxigraph, {threads} threads"), taken));
        // In between, so that a machine that becomes slower does so for both.
        if store.exists() {
            std::fs::remove_dir_all(&store).unwrap();
        }
        let ours = seconds(|| Store::open(&store).unwrap().load(RdfFormat::NQuads, &file, |_| {}).unwrap());
        rows.push(("policygraph load".to_owned(), ours));
    }
    for (name, taken) in rows {
        println!("| {name} | {taken:.1} | {:.2} |", taken / best);
    }

    println!("\n| query | rows | oxigraph, ms | policygraph, ms | ratio |\n| --- | --- | --- | --- | --- |");
    let policygraph = Store::open_read_only(&store).unwrap();
    let library = Oxigraph::open_read_only(store.join(policygraph_store::RDF_FOLDER)).unwrap();
    let mut totals = (0.0, 0.0);
    for query in policygraph_queries::all() {
        let values: Vec<(String, String)> = VALUES
            .iter()
            .filter(|(name, _)| query.parameters.iter().any(|p| p.name == *name && p.default.is_none()))
            .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()))
            .collect();
        let text = query.fill(&values, |_, _| Ok(format!("{ID}country-us"))).unwrap();
        let mut taken = (f64::INFINITY, f64::INFINITY);
        let mut rows = Some(0);
        for _ in 0..ROUNDS {
            let mut counts = (None, None);
            taken.0 = taken.0.min(seconds(|| counts.0 = ask_library(&library, &text)));
            taken.1 = taken.1.min(seconds(|| counts.1 = ask_policygraph(&policygraph, &text)));
            assert_eq!(counts.0.is_some(), counts.1.is_some(), "{}: only one was stopped", query.name);
            assert_eq!(counts.0, counts.1, "{}: other numbers of rows", query.name);
            rows = counts.0;
            if rows.is_none() || taken.0 > LONG.as_secs_f64() {
                break;
            }
        }
        let (library, ours) = (taken.0 * 1000.0, taken.1 * 1000.0);
        match rows {
            None => println!("| {} | | stopped after {} s | stopped | |", query.name, LONGEST.as_secs()),
            Some(rows) => {
                totals = (totals.0 + library, totals.1 + ours);
                println!("| {} | {rows} | {library:.1} | {ours:.1} | {:.2} |", query.name, ours / library);
            }
        }
    }
    println!("| all that ended | | {:.0} | {:.0} | {:.2} |", totals.0, totals.1, totals.1 / totals.0);
}

fn seconds(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

/// The quads of a store of the bundled bulletin.
fn example(folder: &Path) -> Vec<Quad> {
    let store = folder.join("example");
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let status = Command::new(env!("CARGO_BIN_EXE_policygraph"))
        .args(["--quiet", "build"])
        .arg(examples)
        .arg("--store")
        .arg(&store)
        .status()
        .unwrap();
    assert!(status.success());
    let library = Oxigraph::open_read_only(store.join(policygraph_store::RDF_FOLDER)).unwrap();
    library.iter().map(Result::unwrap).collect()
}

/// Writes the quads once, and then copies with names of their own until there are `wanted`; returns how many there are.
fn write_copies(quads: &[Quad], wanted: usize, file: &Path) -> usize {
    let in_graph = |q: &Quad, iri: &str| matches!(&q.graph_name, GraphName::NamedNode(g) if g.as_str() == iri);
    let background = |q: &Quad| in_graph(q, REGISTRY_GRAPH) || in_graph(q, ONTOLOGY_GRAPH);
    let shared: HashSet<String> = quads.iter().filter(|q| background(q)).map(|q| q.subject.to_string()).collect();
    let mut out = RdfSerializer::from_format(Format::NQuads).for_writer(BufWriter::new(File::create(file).unwrap()));
    let mut count = 0;
    for quad in quads.iter().filter(|q| background(q)) {
        out.serialize_quad(quad).unwrap();
        count += 1;
    }
    let own =
        |iri: &str| (iri.starts_with(ID) || iri.contains("/graph/document/")) && !shared.contains(&format!("<{iri}>"));
    let mut copy = 0;
    while count < wanted {
        let rename = |node: &NamedNode| match own(node.as_str()) {
            true => NamedNode::new_unchecked(format!("{}-{copy}", node.as_str())),
            false => node.clone(),
        };
        for quad in quads.iter().filter(|q| !background(q)) {
            let subject = match &quad.subject {
                NamedOrBlankNode::NamedNode(n) => rename(n).into(),
                other => other.clone(),
            };
            let object = match &quad.object {
                Term::NamedNode(n) => rename(n).into(),
                other => other.clone(),
            };
            let graph = match &quad.graph_name {
                GraphName::NamedNode(n) if n.as_str() != INFERRED_GRAPH => rename(n).into(),
                other => other.clone(),
            };
            // What only shared things take part in is the same in each copy.
            if copy > 0 && subject == quad.subject && object == quad.object && graph == quad.graph_name {
                continue;
            }
            out.serialize_quad(&Quad::new(subject, quad.predicate.clone(), object, graph)).unwrap();
            count += 1;
        }
        copy += 1;
    }
    out.finish().unwrap();
    count
}

fn load_with_library(file: &Path, folder: &Path, threads: usize) {
    let store = Oxigraph::open(folder).unwrap();
    let mut loader = store.bulk_loader().with_num_threads(threads);
    loader.parallel_load_from_file(Format::NQuads, file).unwrap();
    loader.commit().unwrap();
}

/// Number of rows that the library writes; `None` if it was stopped.
fn ask_library(store: &Oxigraph, text: &str) -> Option<u64> {
    let stop = stop_later();
    let mut evaluator = SparqlEvaluator::new().with_cancellation_token(stop);
    for (prefix, iri) in PREFIXES {
        evaluator = evaluator.with_prefix(*prefix, *iri).unwrap();
    }
    let results = match evaluator.parse_query(text).unwrap().on_store(store).execute() {
        Ok(QueryResults::Solutions(solutions)) => solutions,
        Err(QueryEvaluationError::Cancelled) => return None,
        _ => panic!("the library has SELECT queries only"),
    };
    let mut writer = QueryResultsSerializer::from_format(QueryResultsFormat::Csv)
        .serialize_solutions_to_writer(sink(), results.variables().to_vec())
        .unwrap();
    let mut count = 0;
    for solution in results {
        match solution {
            Ok(solution) => writer.serialize(&solution).unwrap(),
            Err(QueryEvaluationError::Cancelled) => return None,
            Err(e) => panic!("{e}"),
        }
        count += 1;
    }
    writer.finish().unwrap();
    Some(count)
}

fn ask_policygraph(store: &Store, text: &str) -> Option<u64> {
    let options = QueryOptions { cancellation: stop_later(), ..QueryOptions::default() };
    let query = ParsedQuery::new(text, None).unwrap();
    match store.write_answer(&query, &options, AnswerFormat::Results(ResultsFormat::Csv), sink()) {
        Ok(count) => Some(count),
        Err(StoreError::Cancelled) => None,
        Err(e) => panic!("{e}"),
    }
}

/// A token that is cancelled when the longest time is over.
fn stop_later() -> CancellationToken {
    let token = CancellationToken::new();
    let stop = token.clone();
    std::thread::spawn(move || {
        std::thread::sleep(LONGEST);
        stop.cancel();
    });
    token
}
