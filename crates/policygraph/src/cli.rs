//! The command line: arguments, dispatch, exit codes, and the one place that prints errors.

use crate::call::{Global, INTERRUPTED, Listener, Outcome, Streams};
use crate::commands;
use crate::commands::build::BuildArgs;
use crate::commands::central::CentralArgs;
use crate::commands::communities::CommunitiesArgs;
use crate::commands::compare::CompareArgs;
use crate::commands::diff::DiffArgs;
use crate::commands::evaluate::EvaluateArgs;
use crate::commands::explain::ExplainArgs;
use crate::commands::export::ExportArgs;
use crate::commands::extract::ExtractArgs;
use crate::commands::interchange::{DumpArgs, ImportArgs};
use crate::commands::load::LoadArgs;
use crate::commands::mcp::McpArgs;
use crate::commands::outline::OutlineArgs;
use crate::commands::path::PathArgs;
use crate::commands::query::QueryArgs;
use crate::commands::remove::RemoveArgs;
use crate::commands::search::SearchArgs;
use crate::commands::serve::{ServeArgs, WorkerArgs};
use crate::commands::show::ShowArgs;
use crate::commands::similar::SimilarArgs;
use crate::commands::stats::StatsArgs;
use crate::commands::text::TextArgs;
use crate::commands::validate::ValidateArgs;
use crate::commands::watch::WatchArgs;
use crate::failure::{Failure, hint};
use crate::workers;
use anyhow::{Context, Result};
use clap::{CommandFactory, Parser, Subcommand};
use policygraph_pipeline::Pipeline;
use policygraph_registry::Registry;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::Arc;

const EXIT_CODES: &str = "Exit codes: 0 done; 1 done, but something was not found or failed; 2 could not be done (usage, input, store); 130 stopped by Ctrl-C.";

/// A knowledge graph of policy actors and programmes, built from Korean policy texts.
///
/// Reads press releases, news, briefs, bulletins and tables. Extracts countries, agencies, companies, programmes and budgets with their relations. Keeps the words
/// that prove each fact, and answers questions about the graph.
#[derive(Debug, Parser)]
#[command(name = "policygraph", version, after_help = EXIT_CODES, max_term_width = 110)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print the outline of a text: its title, publisher and date, and its sections with country, source and addresses.
    #[command(
        after_help = "Examples:\n  policygraph outline release.txt\n  policygraph outline bulletin.txt --blocks\n  policygraph outline bulletin.txt --format json\n  echo '환경부는 예산을 늘렸다.' | policygraph outline - --analysis"
    )]
    Outline(OutlineArgs),
    /// Print the text that a file is converted to. Lines and offsets of facts refer to this text.
    #[command(after_help = "Examples:\n  policygraph text release.hwpx\n  policygraph text brief.pdf > brief.txt")]
    Text(TextArgs),
    /// Print the facts of a text as JSON Lines: entities, relations, budgets.
    #[command(
        after_help = "Examples:\n  policygraph extract release.hwpx > facts.jsonl\n  iconv -f cp949 -t utf-8 old.txt | policygraph extract -"
    )]
    Extract(ExtractArgs),
    /// Read texts into a store. Unchanged texts are skipped, changed texts are replaced.
    #[command(
        after_help = "Examples:\n  policygraph build texts/\n  policygraph build release.hwpx brief.pdf 2025.zip --store my.store\n  policygraph build 2025.zip --manifest sources.csv\n  policygraph build archive/ --memory 4GB --json-progress"
    )]
    Build(BuildArgs),
    /// Build a folder, and build it again after each change, until Ctrl-C. Deleted files stay in the store until `policygraph remove`.
    #[command(
        after_help = "Examples:\n  policygraph watch releases/\n  policygraph watch /mnt/share/releases --poll 60 --store my.store"
    )]
    Watch(WatchArgs),
    /// Remove a document and the facts that no other document states. Prints the removed statements.
    #[command(
        after_help = "Examples:\n  policygraph remove 2020-01.txt\n  policygraph remove issues/2020-01.txt --store my.store"
    )]
    Remove(RemoveArgs),
    /// Run a SPARQL query, your own or one from the library. The prefixes pg, id, graph, skos, dct, prov, oa … need no declaration.
    #[command(
        after_help = "Examples:\n  policygraph query 'SELECT ?name WHERE { ?x a pg:Program ; skos:prefLabel ?name }'\n  policygraph query --list\n  policygraph query --named budgets-by-country --param year=2020\n  policygraph query --named largest-budgets --format xlsx > budgets.xlsx\n  policygraph query --inferred 'SELECT ?o WHERE { ?o a pg:Organization }'\n  policygraph query - < question.rq\n  policygraph query --named largest-budgets --endpoint http://localhost:3030/policy/sparql"
    )]
    Query(QueryArgs),
    /// Serve the store over HTTP: the explorer at /, SPARQL 1.1 at /sparql, graphs at /graphs, entities at /id/….
    #[command(
        after_help = "Examples:\n  policygraph serve\n  policygraph serve --edit\n  policygraph serve --port 8080 --timeout 30 --allow-service https://query.wikidata.org/sparql\n  POLICYGRAPH_TOKEN=secret policygraph serve --updates\n  policygraph serve --endpoint http://localhost:3030/policy/sparql"
    )]
    Serve(ServeArgs),
    /// Serve the store to an AI assistant over standard input and output, through the Model Context Protocol.
    #[command(
        after_help = "Examples:\n  policygraph mcp\n  policygraph mcp --store my.store --timeout 10\n  policygraph mcp --store my.store --edit --files releases/"
    )]
    Mcp(McpArgs),
    /// Evaluate queries for a server.
    #[command(hide = true)]
    Worker(WorkerArgs),
    /// Run the calls of a server for assistants.
    #[command(hide = true)]
    Calls,
    /// Find entities by parts of their names.
    #[command(
        after_help = "Examples:\n  policygraph search 화웨이\n  policygraph search ㅎㅇㅇ --type Company --format json"
    )]
    Search(SearchArgs),
    /// Show an entity: its types, names, relations and budgets, with the quotes behind each.
    #[command(after_help = "Examples:\n  policygraph show 화웨이\n  policygraph show us-fcc --format json")]
    Show(ShowArgs),
    /// Explain why names belong to one entity: the registry, brackets in the text, an override. Or print the quotes behind a row of the last
    /// comparison.
    #[command(
        after_help = "Examples:\n  policygraph explain FCC\n  policygraph explain us-fcc --format json\n  policygraph explain D3 row 12"
    )]
    Explain(ExplainArgs),
    /// Rank entities by centrality: degree, betweenness, closeness, eigenvector, PageRank, HITS, cores, structural holes.
    #[command(
        after_help = "Examples:\n  policygraph central\n  policygraph central betweenness constraint --type Company,Program --country CN --limit 20\n  policygraph central pagerank --seen-from 화웨이\n  policygraph central --edges --without hasJurisdiction\n  policygraph central closeness --project actors-by-programs --largest-component --annotate\n  policygraph central pagerank --tables archive.tables"
    )]
    Central(CentralArgs),
    /// Show how two entities are connected, with the evidence for each hop: the shortest paths, longer paths, the most certain
    /// paths, or paths that match a pattern.
    #[command(
        after_help = "Examples:\n  policygraph path 화웨이 '미국 상무부'\n  policygraph path 구글 OECD --limit 3 --without hasJurisdiction,basedIn\n  policygraph path 화웨이 영국 --by confidence --answer en\n  policygraph path 화웨이 --pattern 'Company -participatesIn-> Program -implementedIn-> Country'"
    )]
    Path(PathArgs),
    /// Find groups of entities: Leiden communities, label propagation, components.
    #[command(
        after_help = "Examples:\n  policygraph communities\n  policygraph communities --resolution 2 --members --limit 0 --format csv > members.csv\n  policygraph communities potts --resolution 0.1 --project programs-by-topics\n  policygraph communities --annotate"
    )]
    Communities(CommunitiesArgs),
    /// Find entities that are similar to an entity: those that have relations with the same neighbours.
    #[command(
        after_help = "Examples:\n  policygraph similar 화웨이\n  policygraph similar 화웨이 --measure adamic-adar --same-type\n  policygraph similar 'Society 5.0' --project programs-by-topics --measure pagerank"
    )]
    Similar(SimilarArgs),
    /// Compare countries: links between their programmes, specialities of each country, actors between countries. Shows the claims
    /// behind each number, and tests against chance. docs/comparison.md describes the tables and methods.
    #[command(
        after_help = "Examples:\n  policygraph compare 미국 일본 중국 한국\n  policygraph compare US JP CN KR --report comparison.html\n  policygraph compare 미국 중국 --topic 인공지능 --since 2017\n  policygraph compare US JP CN --table D3 --limit 20\n  policygraph compare US JP CN --explain D4:2\n  policygraph compare US JP CN KR --by quarter --format csv > changes.csv\n  policygraph compare US JP CN KR --format xlsx > comparison.xlsx\n  policygraph compare US JP CN KR --output tables/\n  policygraph compare US JP --tables archive.tables --report comparison.html"
    )]
    Compare(CompareArgs),
    /// Count the documents, entities, relations and budgets of a store, or describe its network.
    #[command(
        after_help = "Examples:\n  policygraph stats\n  policygraph stats --format json\n  policygraph stats --network --random 200\n  policygraph stats --blocks --directed"
    )]
    Stats(StatsArgs),
    /// Write the graph in a format for another tool.
    #[command(
        after_help = "Examples:\n  policygraph export --format graphml --output graph.graphml\n  policygraph export --format xlsx --output graph.xlsx\n  policygraph export --format csv --bom --output tables/\n  policygraph export --format dot --type Company,Program | dot -Tsvg > graph.svg"
    )]
    Export(ExportArgs),
    /// Check a store: document graphs, registry and imports against the SHACL shapes, and total amounts against their parts.
    #[command(
        after_help = "Examples:\n  policygraph validate\n  policygraph validate --store my.store --format json\n  policygraph validate --format report > report.ttl"
    )]
    Validate(ValidateArgs),
    /// Compare two stores, or two documents of one store. Lists the statements that only one of them has, with evidence.
    #[command(
        after_help = "Examples:\n  policygraph diff old.store new.store\n  policygraph diff 2020-01.txt 2020-02.txt --store my.store --format json"
    )]
    Diff(DiffArgs),
    /// Add your own RDF beside the built graph, such as a registry or an extract of Wikidata.
    #[command(
        after_help = "Examples:\n  policygraph import wikidata.ttl\n  policygraph import programmes.jsonld --name my-programmes\n  policygraph import --remove my-programmes"
    )]
    Import(ImportArgs),
    /// Write all graphs of a store as one stream, for stores of any size.
    #[command(
        after_help = "Examples:\n  policygraph dump > store.nq\n  policygraph dump --format trig --output store.trig"
    )]
    Dump(DumpArgs),
    /// Load a dump into a new store, or a dump or store into any graph store by its address.
    #[command(
        after_help = "Examples:\n  policygraph load store.nq --store copy.store\n  policygraph load my.store --endpoint http://localhost:3030/policy/data\n  policygraph load store.nq --endpoint https://graphs.example.org/rdf-graphs/service --default-graph https://w3id.org/policygraph/graph/direct"
    )]
    Load(LoadArgs),
    /// Score facts against gold annotations: precision, recall and F1 by entity type, predicate and budget.
    /// docs/annotation.md explains how to write gold annotations.
    #[command(
        after_help = "Examples:\n  policygraph extract a.txt > facts.jsonl\n  policygraph evaluate --gold a.gold.jsonl facts.jsonl\n  policygraph evaluate --gold part1.jsonl:1-457 --gold part3.jsonl:767-1248 --errors --source bulletin.txt facts.jsonl\n  policygraph evaluate --calibration --gold a.gold.jsonl a.jsonl --gold b.gold.jsonl b.jsonl"
    )]
    Evaluate(EvaluateArgs),
}

/// Runs the program on the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    ExitCode::from(main_of(&std::env::args_os().map(|a| a.to_string_lossy().into_owned()).collect::<Vec<_>>()))
}

/// Runs the program on these arguments, of which the first is its name, on the streams of the process; gives the exit code.
#[must_use]
pub fn main_of(call: &[String]) -> u8 {
    let cli = match Cli::try_parse_from(call) {
        Ok(cli) => cli,
        Err(e) => {
            // Help that nobody reads is no failure.
            let _ = e.print();
            return u8::try_from(e.exit_code()).unwrap_or(2);
        }
    };
    let stdout = io::stdout();
    let terminal = stdout.is_terminal();
    let mut out = BufWriter::new(stdout);
    let quiet = cli.global.quiet;
    let mut stderr = io::stderr();
    let mut sink = io::sink();
    let talk: &mut dyn Write = if quiet { &mut sink } else { &mut stderr };
    let progress = !quiet && io::stderr().is_terminal();
    let mut streams = Streams { out: &mut out, talk, progress, terminal, user: true, quiet, call, listener: None };
    let result = run(cli, &mut streams).and_then(|outcome| {
        streams.out.flush().context("cannot write the output")?;
        Ok(outcome)
    });
    match result {
        Ok(Outcome::Done) => 0,
        Ok(Outcome::Incomplete) => 1,
        Ok(Outcome::Interrupted) => INTERRUPTED,
        Err(e) => match Failure::of(&e) {
            // A reader that closes the pipe has what it wanted.
            Failure::BrokenPipe => 0,
            failure => {
                report(&e);
                if failure == Failure::Stopped { INTERRUPTED } else { 2 }
            }
        },
    }
}

/// The command line, for what documents it.
pub(crate) fn command() -> clap::Command {
    Cli::command()
}

/// Runs a call of the program in this process: its arguments without the name of the program, data to `out` and talk to `talk`.
///
/// # Errors
/// As the program; [`Failure::of`] tells their kinds.
pub fn call(arguments: &[String], out: &mut dyn Write, talk: &mut dyn Write) -> Result<Outcome> {
    call_heard(arguments, out, talk, None)
}

/// The same, with somebody who is told how far a build is and may stop it, which ends it as [`Outcome::Interrupted`].
///
/// # Errors
/// As [`call`].
pub fn call_heard(
    arguments: &[String],
    out: &mut dyn Write,
    talk: &mut dyn Write,
    listener: Option<&Listener<'_>>,
) -> Result<Outcome> {
    let call: Vec<String> = std::iter::once("policygraph".to_owned()).chain(arguments.iter().cloned()).collect();
    let cli = Cli::try_parse_from(&call)?;
    let call = call.as_slice();
    run(cli, &mut Streams { out, talk, progress: false, terminal: false, user: false, quiet: false, call, listener })
}

/// Prints an error and, where one is known, what to do.
fn report(error: &anyhow::Error) {
    let mut stderr = io::stderr().lock();
    // Standard error is the last place to complain to: if it fails too, the exit code still tells.
    let _ = writeln!(stderr, "error: {error:#}");
    if let Some(hint) = hint(error) {
        let _ = writeln!(stderr, "hint: {hint}");
    }
}

fn run(cli: Cli, streams: &mut Streams<'_>) -> Result<Outcome> {
    if let Some(threads) = cli.global.threads {
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads.into())
            .build_global()
            .context("cannot set the number of threads")?;
    }
    let registry = || -> Result<Arc<Registry>> {
        Ok(match &cli.global.seeds {
            Some(folder) => Arc::new(Registry::load(folder)?),
            None => Registry::builtin(),
        })
    };
    let Some(command) = cli.command else { return commands::greet(streams) };
    match command {
        Command::Outline(args) => commands::outline::run(&args, &Pipeline::new(registry()?), streams),
        Command::Text(args) => commands::text::run(&args, &Pipeline::new(registry()?), streams),
        Command::Extract(args) => commands::extract::run(&args, Pipeline::new(registry()?), streams),
        Command::Build(args) => commands::build::run(&args, Pipeline::new(registry()?), streams),
        Command::Watch(args) => commands::watch::run(&args, &registry()?, streams),
        Command::Remove(args) => commands::remove::run(&args, streams),
        Command::Query(args) => commands::query::run(&args, &*registry()?, streams),
        Command::Serve(args) => commands::serve::run(&args, &registry()?, cli.global.seeds.as_deref(), streams),
        Command::Mcp(args) => commands::mcp::run(&args, &registry()?, cli.global.seeds.as_deref(), streams),
        Command::Worker(args) => commands::serve::work(&args, streams),
        Command::Calls => workers::work(call, streams),
        Command::Search(args) => commands::search::run(&args, streams),
        Command::Show(args) => commands::show::run(&args, streams),
        Command::Explain(args) => match commands::compare::row_of(&args.name) {
            Some(row) => commands::compare::explain_last(&args, row, &*registry()?, streams),
            None => commands::explain::run(&args, streams),
        },
        Command::Central(args) => commands::central::run(&args, &*registry()?, streams),
        Command::Path(args) => commands::path::run(&args, &*registry()?, streams),
        Command::Communities(args) => commands::communities::run(&args, &*registry()?, streams),
        Command::Similar(args) => commands::similar::run(&args, &*registry()?, streams),
        Command::Compare(args) => commands::compare::run(&args, &*registry()?, streams),
        Command::Stats(args) => commands::stats::run(&args, &*registry()?, streams),
        Command::Export(args) => commands::export::run(&args, &*registry()?, streams),
        Command::Validate(args) => commands::validate::run(&args, streams),
        Command::Diff(args) => commands::diff::run(&args, streams),
        Command::Import(args) => commands::interchange::import(&args, streams),
        Command::Dump(args) => commands::interchange::dump(&args, streams),
        Command::Load(args) => commands::load::run(&args, streams),
        Command::Evaluate(args) => commands::evaluate::run(&args, streams),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    /// The arguments of a call of the program in a line of shell: words, single quotes, up to a pipe or redirection.
    fn arguments(line: &str) -> Vec<String> {
        let call = &line[line.find("policygraph ").unwrap()..];
        let mut words = vec![String::new()];
        let mut quoted = false;
        for c in call.chars() {
            match c {
                '\'' => quoted = !quoted,
                ' ' if !quoted => words.push(String::new()),
                '|' | '>' | '<' if !quoted => break,
                _ => words.last_mut().unwrap().push(c),
            }
        }
        words.into_iter().filter(|w| !w.is_empty()).collect()
    }

    #[test]
    fn every_command_has_examples_that_parse() {
        for command in Cli::command().get_subcommands().filter(|c| !c.is_hide_set()) {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let examples: Vec<&str> = help.lines().skip(1).collect();
            assert!(examples.len() >= 2, "{}", command.get_name());
            for example in examples {
                Cli::try_parse_from(arguments(example)).unwrap_or_else(|e| panic!("{example}: {e}"));
            }
        }
    }
}
