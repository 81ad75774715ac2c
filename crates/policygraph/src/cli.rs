//! The command line: arguments, dispatch, exit codes, and the one place that prints errors.

use crate::commands;
use crate::commands::build::Memory;
use crate::commands::central::{CentralArgs, Measure};
use crate::commands::communities::CommunitiesArgs;
use crate::commands::compare::CompareArgs;
use crate::commands::diff::DiffArgs;
use crate::commands::evaluate::GoldFile;
use crate::commands::interchange::{DumpArgs, ImportArgs, LoadArgs};
use crate::commands::path::PathArgs;
use crate::commands::serve::{ServeArgs, WorkerArgs};
use crate::commands::similar::SimilarArgs;
use crate::commands::stats::StatsArgs;
use crate::output::FormatArgs;
use crate::selection::FilterArgs;
use anyhow::{Context, Result};
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use policygraph_ingest::IngestError;
use policygraph_network::Stopped;
use policygraph_pipeline::Pipeline;
use policygraph_registry::Registry;
use policygraph_store::StoreError;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

const EXIT_CODES: &str = "Exit codes: 0 done; 1 done, but something was not found or failed; 2 could not be done (usage, input, store); 130 stopped by Ctrl-C.";

/// The exit code of a process that was stopped by Ctrl-C, as shells have it.
pub(crate) const INTERRUPTED: u8 = 130;

/// A knowledge graph of policy actors and programmes, built from Korean policy texts.
///
/// Reads press releases, news, briefs, bulletins and tables, extracts countries, agencies, companies, programmes and budgets with their relations, each with the
/// words that prove it, and answers questions about them.
#[derive(Debug, Parser)]
#[command(name = "policygraph", version, after_help = EXIT_CODES, max_term_width = 110)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Args)]
struct Global {
    /// Folder with seed files that replace the built-in ones of the same name.
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    seeds: Option<PathBuf>,
    /// Number of threads; by default one a core. The output is the same for any number.
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    /// No progress and no summary on standard error.
    #[arg(short, long, global = true)]
    quiet: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print the outline of a text: its title, publisher and date, and its sections with country, source and addresses.
    #[command(
        after_help = "Examples:\n  policygraph outline release.txt\n  policygraph outline bulletin.txt --blocks\n  policygraph outline bulletin.txt --format json\n  echo '환경부는 예산을 늘렸다.' | policygraph outline - --analysis"
    )]
    Outline(OutlineArgs),
    /// Print the text that a file is read into: lines and offsets of facts count in it.
    #[command(after_help = "Examples:\n  policygraph text release.hwpx\n  policygraph text brief.pdf > brief.txt")]
    Text(TextArgs),
    /// Print the facts of a text as JSON Lines: entities, relations, budgets.
    #[command(
        after_help = "Examples:\n  policygraph extract release.hwpx > facts.jsonl\n  iconv -f cp949 -t utf-8 old.txt | policygraph extract -"
    )]
    Extract(ExtractArgs),
    /// Read texts into a store. Unchanged ones are passed over, changed ones replaced.
    #[command(
        after_help = "Examples:\n  policygraph build texts/\n  policygraph build release.hwpx brief.pdf 2025.zip --store my.store\n  policygraph build 2025.zip --manifest sources.csv\n  policygraph build archive/ --memory 4GB --json-progress"
    )]
    Build(BuildArgs),
    /// Build a folder, and again whenever a file in it is new or changed, until Ctrl-C. What is deleted stays in the store: `remove` takes it out.
    #[command(
        after_help = "Examples:\n  policygraph watch releases/\n  policygraph watch /mnt/share/releases --poll 60 --store my.store"
    )]
    Watch(WatchArgs),
    /// Remove a document, and the facts that no other document states; print what went.
    #[command(
        after_help = "Examples:\n  policygraph remove 2020-01.txt\n  policygraph remove issues/2020-01.txt --store my.store"
    )]
    Remove(RemoveArgs),
    /// Answer a SPARQL query, one's own or one of the library. The prefixes pg, id, graph, skos, dct, prov, oa … are known.
    #[command(
        after_help = "Examples:\n  policygraph query 'SELECT ?name WHERE { ?x a pg:Program ; skos:prefLabel ?name }'\n  policygraph query --list\n  policygraph query --named budgets-by-country --param year=2020\n  policygraph query --named largest-budgets --format xlsx > budgets.xlsx\n  policygraph query --inferred 'SELECT ?o WHERE { ?o a pg:Organization }'\n  policygraph query - < question.rq"
    )]
    Query(QueryArgs),
    /// Serve the store over HTTP: the explorer at /, SPARQL 1.1 at /sparql, graphs at /graphs, entities at /id/….
    #[command(
        after_help = "Examples:\n  policygraph serve\n  policygraph serve --edit\n  policygraph serve --port 8080 --timeout 30 --allow-service https://query.wikidata.org/sparql\n  POLICYGRAPH_TOKEN=secret policygraph serve --updates"
    )]
    Serve(ServeArgs),
    /// Evaluate queries for a server.
    #[command(hide = true)]
    Worker(WorkerArgs),
    /// Show an entity: its types, names, relations and budgets, with the quotes behind each.
    #[command(after_help = "Examples:\n  policygraph show 화웨이\n  policygraph show us-fcc --format json")]
    Show(ShowArgs),
    /// Say why names were taken for one entity: by the registry, by brackets in the text, by an override. Or print the quotes behind a row of the last
    /// comparison.
    #[command(
        after_help = "Examples:\n  policygraph explain FCC\n  policygraph explain us-fcc --format json\n  policygraph explain D3 row 12"
    )]
    Explain(ExplainArgs),
    /// Rank the entities by centralities: degree, betweenness, closeness, eigenvector, PageRank, HITS, cores, structural holes.
    #[command(
        after_help = "Examples:\n  policygraph central\n  policygraph central betweenness constraint --type Company,Program --country CN --limit 20\n  policygraph central pagerank --seen-from 화웨이\n  policygraph central --edges --without hasJurisdiction\n  policygraph central closeness --project actors-by-programs --largest-component --annotate"
    )]
    Central(CentralArgs),
    /// Show how two entities are connected: the shortest paths, longer ones, the most certain, or those of a pattern, with the
    /// evidence of each hop.
    #[command(
        after_help = "Examples:\n  policygraph path 화웨이 '미국 상무부'\n  policygraph path 구글 OECD --limit 3 --without hasJurisdiction,basedIn\n  policygraph path 화웨이 영국 --by confidence --answer en\n  policygraph path 화웨이 --pattern 'Company -participatesIn-> Program -implementedIn-> Country'"
    )]
    Path(PathArgs),
    /// Find the groups that form: Leiden communities, label propagation, components.
    #[command(
        after_help = "Examples:\n  policygraph communities\n  policygraph communities --resolution 2 --members --limit 0 --format csv > members.csv\n  policygraph communities potts --resolution 0.1 --project programs-by-topics\n  policygraph communities --annotate"
    )]
    Communities(CommunitiesArgs),
    /// List what is like an entity: what has relations with the same others.
    #[command(
        after_help = "Examples:\n  policygraph similar 화웨이\n  policygraph similar 화웨이 --measure adamic-adar --same-type\n  policygraph similar 'Society 5.0' --project programs-by-topics --measure pagerank"
    )]
    Similar(SimilarArgs),
    /// Compare countries: what their programmes share, what each has alone, who stands between them, against chance and with the
    /// claims behind each number. The tables and methods are described in docs/comparison.md.
    #[command(
        after_help = "Examples:\n  policygraph compare 미국 일본 중국 한국\n  policygraph compare US JP CN KR --report comparison.html\n  policygraph compare 미국 중국 --topic 인공지능 --since 2017\n  policygraph compare US JP CN --table D3 --limit 20\n  policygraph compare US JP CN --explain D4:2\n  policygraph compare US JP CN KR --by quarter --format csv > changes.csv\n  policygraph compare US JP CN KR --format xlsx > comparison.xlsx\n  policygraph compare US JP CN KR --output tables/"
    )]
    Compare(CompareArgs),
    /// Count what the store holds: documents, entities, relations and budgets; or describe its network.
    #[command(
        after_help = "Examples:\n  policygraph stats\n  policygraph stats --format json\n  policygraph stats --network --random 200\n  policygraph stats --blocks --directed"
    )]
    Stats(StatsArgs),
    /// Write the graph in the format of another tool.
    #[command(
        after_help = "Examples:\n  policygraph export --format graphml --output graph.graphml\n  policygraph export --format xlsx --output graph.xlsx\n  policygraph export --format csv --bom --output tables/\n  policygraph export --format dot --type Company,Program | dot -Tsvg > graph.svg"
    )]
    Export(ExportArgs),
    /// Check a store: the graphs of documents, the registry and imports against the SHACL shapes, and totals of money against their parts.
    #[command(
        after_help = "Examples:\n  policygraph validate\n  policygraph validate --store my.store --format json\n  policygraph validate --format report > report.ttl"
    )]
    Validate(ValidateArgs),
    /// Compare two stores, or two documents of one store: the statements that only one of them has, with their evidence.
    #[command(
        after_help = "Examples:\n  policygraph diff old.store new.store\n  policygraph diff 2020-01.txt 2020-02.txt --store my.store --format json"
    )]
    Diff(DiffArgs),
    /// Read RDF of one's own beside the built graph: registries, extracts of Wikidata.
    #[command(
        after_help = "Examples:\n  policygraph import wikidata.ttl\n  policygraph import programmes.jsonld --name my-programmes\n  policygraph import --remove my-programmes"
    )]
    Import(ImportArgs),
    /// Write the whole store, all graphs, as it is read: for stores of any size.
    #[command(
        after_help = "Examples:\n  policygraph dump > store.nq\n  policygraph dump --format trig --output store.trig"
    )]
    Dump(DumpArgs),
    /// Load a dump into a new store.
    #[command(
        after_help = "Examples:\n  policygraph load store.nq --store copy.store\n  policygraph load store.trig --store copy.store"
    )]
    Load(LoadArgs),
    /// Score facts against gold annotations: precision, recall and F1 by entity type, predicate and budget. How to write
    /// gold is told in docs/annotation.md.
    #[command(
        after_help = "Examples:\n  policygraph extract a.txt > facts.jsonl\n  policygraph evaluate --gold a.gold.jsonl facts.jsonl\n  policygraph evaluate --gold part1.jsonl:1-457 --gold part3.jsonl:767-1248 --errors --source bulletin.txt facts.jsonl\n  policygraph evaluate --calibration --gold a.gold.jsonl a.jsonl --gold b.gold.jsonl b.jsonl"
    )]
    Evaluate(EvaluateArgs),
}

#[derive(Debug, Args)]
pub(crate) struct OutlineArgs {
    /// The text, or - for standard input.
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// How to print the tree.
    #[arg(long, value_enum, default_value_t)]
    pub format: OutlineFormat,
    /// Print the text of each section too, its lines joined.
    #[arg(long)]
    pub blocks: bool,
    /// Print the grammar of each text in place of the outline: its phrases with their roles, and its clauses.
    #[arg(long, conflicts_with = "blocks")]
    pub analysis: bool,
}

/// Formats of the outline.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutlineFormat {
    /// An indented tree.
    #[default]
    Text,
    /// One JSON object for the document and one a section; with --analysis one a text.
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct TextArgs {
    /// The file, or - for standard input.
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct ExtractArgs {
    /// The text, or - for standard input.
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    #[command(flatten)]
    pub overrides: OverridesArgs,
}

#[derive(Debug, Args)]
pub(crate) struct OverridesArgs {
    /// What you know better than the program: a CSV file with the columns action,name,value, where the action is
    /// same-as, different-from, rename or retype (see docs/overrides.md).
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub overrides: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct StoreArgs {
    /// Folder of the store.
    #[arg(long, value_name = "DIR", default_value = "policygraph.store", value_hint = ValueHint::DirPath)]
    pub store: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct BuildArgs {
    /// Files, archives (ZIP, TAR.GZ), or folders searched through: text, HWP, HWPX, DOCX, ODT, HTML, PDF, told apart by their content.
    #[arg(required = true, value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub options: BuildOptions,
    /// Store nothing: show what each changed document would add and remove.
    #[arg(long, conflicts_with = "json")]
    pub dry_run: bool,
    /// Print for each document, as soon as it is done, a line of JSON on standard output: what was read of it, or why it was not.
    #[arg(long, conflicts_with = "json_progress")]
    pub json: bool,
}

/// How documents are read into a store.
#[derive(Debug, Args)]
pub(crate) struct BuildOptions {
    /// CSV file with the columns file, url, publisher and date: what files do not say themselves.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub manifest: Option<PathBuf>,
    #[command(flatten)]
    pub store: StoreArgs,
    #[command(flatten)]
    pub overrides: OverridesArgs,
    /// Refuse a file with any damaged character (a control character, bytes that do not fit its encoding) instead of noting its line.
    #[arg(long)]
    pub strict: bool,
    /// Store a text that the store has under another name too: analyses then count what it says twice.
    #[arg(long)]
    pub keep_copies: bool,
    /// Do not keep what follows from the ontology (inverse, symmetric, transitive and super-properties, super-classes).
    #[arg(long)]
    pub no_inference: bool,
    /// How much memory to take, about: documents are stored in batches that fit.
    #[arg(long, value_name = "SIZE", default_value = "1GB")]
    pub memory: Memory,
    /// Print the progress on standard output as JSON Lines, for other programs.
    #[arg(long)]
    pub json_progress: bool,
}

#[derive(Debug, Args)]
pub(crate) struct WatchArgs {
    /// Folder that is watched, with all in it.
    #[arg(value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
    #[command(flatten)]
    pub options: BuildOptions,
    /// Look every so many seconds, in place of being told by the system: for network drives, whose changes it does not tell.
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..))]
    pub poll: Option<u64>,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// A name in any language, or an id (`us-fcc`); or a table of `compare` and a row: D3 row 12.
    #[arg(required = true, num_args = 1.., value_name = "NAME")]
    pub name: Vec<String>,
    #[command(flatten)]
    pub store: StoreArgs,
    /// How to print the names.
    #[arg(long, value_enum, default_value_t)]
    pub format: OutlineFormat,
}

/// The name of a document as the store has it, however its letters were typed.
pub(crate) fn document_name(name: &str) -> Result<String, std::convert::Infallible> {
    Ok(crate::input::composed(name))
}

#[derive(Debug, Args)]
pub(crate) struct RemoveArgs {
    /// The document's name, as `policygraph stats` lists it.
    #[arg(value_parser = document_name)]
    pub document: String,
    #[command(flatten)]
    pub store: StoreArgs,
}

#[derive(Debug, Args)]
pub(crate) struct QueryArgs {
    /// The query, or - to read it from standard input.
    #[arg(required_unless_present_any = ["file", "named", "list"])]
    pub query: Option<String>,
    /// Read the query from a file.
    #[arg(long, value_name = "FILE", conflicts_with = "query", value_hint = ValueHint::FilePath)]
    pub file: Option<PathBuf>,
    /// Run a query of the library.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["query", "file"])]
    pub named: Option<String>,
    /// A parameter of that query: `year=2020`, `country=일본`.
    #[arg(long = "param", value_name = "NAME=VALUE", requires = "named")]
    pub params: Vec<String>,
    /// List the queries of the library with their parameters.
    #[arg(long, conflicts_with_all = ["query", "file", "named"])]
    pub list: bool,
    /// Also query what follows from the ontology: inverse and super-properties, super-classes.
    #[arg(long)]
    pub inferred: bool,
    #[command(flatten)]
    pub store: StoreArgs,
    #[command(flatten)]
    pub format: FormatArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// A name in any language, or an id (`us-fcc`).
    pub name: String,
    #[command(flatten)]
    pub store: StoreArgs,
    /// How to print the entity.
    #[arg(long, value_enum, default_value_t)]
    pub format: OutlineFormat,
}

/// Formats of the export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// GraphML: NetworkX, igraph, yEd, Gephi.
    Graphml,
    /// GEXF 1.3: Gephi.
    Gexf,
    /// Pajek NET: Pajek, NetworkX, igraph.
    Pajek,
    /// DOT: Graphviz.
    Dot,
    /// Cytoscape JSON: Cytoscape, Cytoscape.js.
    Cytoscape,
    /// CX2: NDEx, Cytoscape Web.
    Cx2,
    /// JSON Graph Format, version 2.
    JsonGraph,
    /// Node-link JSON: NetworkX, D3.
    NodeLink,
    /// Two CSV files, nodes.csv and edges.csv, in the folder given by --output.
    Csv,
    /// The same with the column names of Gephi's import of spreadsheets.
    GephiCsv,
    /// The same with the headers of `neo4j-admin database import`.
    Neo4j,
    /// A workbook of Excel with the sheets entities, relations, budgets, evidence and documents.
    Xlsx,
    /// Parquet: nodes, edges and evidence (every place that states a relation) in the folder given by --output.
    Parquet,
    /// Turtle: the direct triples.
    Turtle,
    /// N-Quads: everything, with claims and evidence.
    Nquads,
    /// TriG: everything.
    Trig,
    /// JSON-LD: everything.
    Jsonld,
}

#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// The format.
    #[arg(long, value_enum)]
    pub format: ExportFormat,
    /// With N-Quads and TriG: RDF 1.2 triple terms (rdf:reifies) in place of rdf:subject, rdf:predicate and rdf:object.
    #[arg(long)]
    pub triple_terms: bool,
    /// In the formats of graph tools: give entities these centralities as attributes.
    #[arg(long = "with", value_name = "MEASURE", value_delimiter = ',')]
    pub measures: Vec<Measure>,
    /// In the formats of graph tools: give entities the number of their Leiden community.
    #[arg(long)]
    pub communities: bool,
    /// With CSV: begin with the byte order mark by which Excel knows Hangul, and put an apostrophe before cells that it would compute.
    #[arg(long)]
    pub bom: bool,
    /// File to write, or folder for CSV; by default standard output.
    #[arg(long, short, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub filter: FilterArgs,
    #[command(flatten)]
    pub store: StoreArgs,
}

/// Formats of what is wrong with a store.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// For reading.
    #[default]
    Text,
    /// One JSON object a finding.
    Json,
    /// A SHACL report graph in Turtle; sums are not part of it.
    Report,
}

#[derive(Debug, Args)]
pub(crate) struct ValidateArgs {
    #[command(flatten)]
    pub store: StoreArgs,
    /// How to print what is wrong.
    #[arg(long, value_enum, default_value_t)]
    pub format: ReportFormat,
}

#[derive(Debug, Args)]
pub(crate) struct EvaluateArgs {
    /// A file with gold annotations, and the lines of the text that it annotates; can be given several times.
    #[arg(long, required = true, value_name = "FILE[:FIRST-LAST]")]
    pub gold: Vec<GoldFile>,
    /// The facts to score, as `policygraph extract` prints them, or - for standard input: of one document with all gold, or of as
    /// many documents as there is gold, in its order.
    #[arg(required = true, value_name = "FACTS", value_hint = ValueHint::FilePath)]
    pub facts: Vec<PathBuf>,
    /// List what was missed and what is not in the gold.
    #[arg(long)]
    pub errors: bool,
    /// The text: lists the errors with the text of their lines.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub source: Option<PathBuf>,
    /// Any two types of actors match.
    #[arg(long)]
    pub lenient: bool,
    /// Also print the precision of each rule that found relations.
    #[arg(long)]
    pub by_rule: bool,
    /// Also print whether confidence means what it says: for relations, budgets with their subject, and both, how many facts of
    /// each tenth of confidence are right, and the expected calibration error.
    #[arg(long)]
    pub calibration: bool,
    /// How to print the scores.
    #[arg(long, value_enum, default_value_t)]
    pub format: OutlineFormat,
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Done.
    Done,
    /// Done, but something was not found or failed; what it was has been said.
    Incomplete,
    /// Stopped by Ctrl-C with what was done kept; how to go on has been said.
    Interrupted,
}

/// What a command may write to: data goes to `out`, talk to `talk`.
pub(crate) struct Streams<'a> {
    pub out: &'a mut dyn Write,
    pub talk: &'a mut dyn Write,
    /// Whether progress may be drawn on standard error.
    pub progress: bool,
    /// Whether standard output is a terminal.
    pub terminal: bool,
}

/// Runs the program on the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let stdout = io::stdout();
    let terminal = stdout.is_terminal();
    let mut out = BufWriter::new(stdout.lock());
    let quiet = cli.global.quiet;
    let mut stderr = io::stderr();
    let mut sink = io::sink();
    let talk: &mut dyn Write = if quiet { &mut sink } else { &mut stderr };
    let progress = !quiet && io::stderr().is_terminal();
    let mut streams = Streams { out: &mut out, talk, progress, terminal };
    let result = run(cli, &mut streams).and_then(|outcome| {
        streams.out.flush().context("cannot write the output")?;
        Ok(outcome)
    });
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Incomplete) => ExitCode::from(1),
        Ok(Outcome::Interrupted) => ExitCode::from(INTERRUPTED),
        // A reader that closes the pipe has what it wanted.
        Err(e) if is_broken_pipe(&e) => ExitCode::SUCCESS,
        Err(e) if e.chain().any(|cause| cause.is::<Stopped>()) => {
            report(&e);
            ExitCode::from(INTERRUPTED)
        }
        Err(e) => {
            report(&e);
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        // An error of the CSV writer does not give the one behind it as its source.
        let csv = cause.downcast_ref::<csv::Error>().map(csv::Error::kind);
        let io = match csv {
            Some(csv::ErrorKind::Io(e)) => Some(e),
            _ => cause.downcast_ref::<io::Error>(),
        };
        io.is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
    })
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

fn hint(error: &anyhow::Error) -> Option<String> {
    let store = error.chain().find_map(|cause| cause.downcast_ref::<StoreError>());
    if let Some(store) = store {
        return Some(match store {
            StoreError::Missing { .. } => {
                "make one with `policygraph build INPUT...`, or name another with --store".to_owned()
            }
            StoreError::NotAStore { .. } => "give the folder of a store, or one that does not exist yet".to_owned(),
            StoreError::OtherFormat { .. } => {
                "build it again into a new folder from the texts, or use the version that wrote it".to_owned()
            }
            StoreError::Locked { .. } => {
                "wait until the other process is done; reading commands work meanwhile".to_owned()
            }
            StoreError::Damaged { .. } => {
                "move the folder away and build again from the texts; nothing else is needed".to_owned()
            }
            StoreError::NotEmpty => "name a folder that does not exist yet with --store".to_owned(),
            StoreError::NoDocument { .. } => "`policygraph stats` lists the documents of a store".to_owned(),
            StoreError::DiskFull { .. } => {
                "free some space and run the same command again; whole documents in the store are kept".to_owned()
            }
            StoreError::Query(_) => {
                "the prefixes pg, id, skos, dct … need no declaration; `policygraph query --help` has examples"
                    .to_owned()
            }
            _ => return None,
        });
    }
    // The others say themselves what to do.
    let unknown =
        |e: &IngestError| matches!(e, IngestError::Empty | IngestError::NotRead { .. } | IngestError::Damaged { .. });
    if error.chain().any(|cause| {
        cause.downcast_ref::<policygraph_pipeline::ReadError>().is_some() || cause.downcast_ref().is_some_and(unknown)
    }) {
        return Some("docs/documents.md lists the formats that are read, docs/input.md the texts".to_owned());
    }
    None
}

/// The arguments of a call of `compare`; nothing if it is none.
pub(crate) fn compare_arguments(call: &[String]) -> Option<CompareArgs> {
    match Cli::try_parse_from(call).ok()?.command? {
        Command::Compare(args) => Some(args),
        _ => None,
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
        Command::Worker(args) => commands::serve::work(&args, streams),
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
        Command::Load(args) => commands::interchange::load(&args, streams),
        Command::Evaluate(args) => commands::evaluate::run(&args, streams),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

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
