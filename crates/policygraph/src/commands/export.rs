//! `policygraph export`: the graph for other tools.

mod workbook;

use super::central::{Measure, MeasureOptions, measure, normalized};
use super::to_file::to_file;
use crate::call::{Outcome, SourceArgs, Streams};
use crate::evidence;
use crate::monitor::Watch;
use crate::selection::{FilterArgs, NetworkArgs, Selection};
use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum, ValueHint};
use policygraph_graph::PolicyGraph;
use policygraph_graph::export::{self, Columns, Kind, ParquetTable, ReadBy, Value};
use policygraph_network::{LeidenOptions, leiden};
use policygraph_registry::Registry;
use policygraph_store::vocabulary::CLAIM;
use policygraph_store::{RdfFormat, Store, StoredEdge};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

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
    /// The same, with the column names of Gephi's spreadsheet import.
    GephiCsv,
    /// The same, with the headers of `neo4j-admin database import`.
    Neo4j,
    /// An Excel workbook with the sheets entities, relations, budgets, evidence and documents.
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
    /// Output format.
    #[arg(long, value_enum)]
    pub format: ExportFormat,
    /// With N-Quads and TriG: write RDF 1.2 triple terms (rdf:reifies) instead of rdf:subject, rdf:predicate and rdf:object.
    #[arg(long)]
    pub triple_terms: bool,
    /// In the formats of graph tools: add these centralities to the entities as attributes.
    #[arg(long = "with", value_name = "MEASURE", value_delimiter = ',')]
    pub measures: Vec<Measure>,
    /// In the formats of graph tools: add the number of the Leiden community to each entity.
    #[arg(long)]
    pub communities: bool,
    /// With CSV: write a byte order mark, so that Excel reads Hangul correctly, and an apostrophe before cells that Excel would compute.
    #[arg(long)]
    pub bom: bool,
    /// Output file, or output folder for CSV; by default standard output.
    #[arg(long, short, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub filter: FilterArgs,
    #[command(flatten)]
    pub source: SourceArgs,
}

pub(crate) fn run(args: &ExportArgs, registry: &Registry, streams: &mut Streams<'_>) -> Result<Outcome> {
    let rdf = match args.format {
        ExportFormat::Turtle => Some(RdfFormat::Turtle),
        ExportFormat::Nquads => Some(RdfFormat::NQuads),
        ExportFormat::Trig => Some(RdfFormat::TriG),
        ExportFormat::Jsonld => Some(RdfFormat::JsonLd),
        _ => None,
    };
    if rdf.is_some() && !args.filter.is_empty() {
        bail!(
            "--type, --predicate, --country and the like select a part of the graph; RDF formats write the whole store: use `policygraph query 'CONSTRUCT …'` for a part"
        );
    }
    if rdf.is_some() && (!args.measures.is_empty() || args.communities) {
        bail!(
            "--with and --communities are for the formats of graph tools: use --annotate of `policygraph central` and `communities` for RDF"
        );
    }
    if args.triple_terms && !matches!(rdf, Some(RdfFormat::NQuads | RdfFormat::TriG)) {
        bail!("--triple-terms is for --format nquads and trig");
    }
    if args.bom && !matches!(args.format, ExportFormat::Csv | ExportFormat::GephiCsv) {
        bail!("--bom is for --format csv and gephi-csv");
    }
    if args.format == ExportFormat::Xlsx && streams.terminal && args.output.is_none() {
        bail!("a workbook is no text for a terminal: give a file with --output FILE.xlsx");
    }
    let location = args.source.location();
    let store = || {
        let format = args.format.to_possible_value().map(|v| format!("--format {}", v.get_name()));
        location.open_for(&format.unwrap_or_default())
    };
    if let Some(format) = rdf {
        let store = store()?;
        to_file(args.output.as_deref(), streams, |out| {
            let written =
                if args.triple_terms { store.export_triple_terms(format, out) } else { store.export(format, out) };
            Ok(written?)
        })?;
        return Ok(Outcome::Done);
    }
    let graph = graph(args, registry, streams)?;
    let reader = if args.bom { ReadBy::Spreadsheet } else { ReadBy::Program };
    match args.format {
        ExportFormat::Csv => tables(&graph, Columns::Plain, reader, args.output.as_deref())?,
        ExportFormat::GephiCsv => tables(&graph, Columns::Gephi, reader, args.output.as_deref())?,
        ExportFormat::Xlsx => {
            let store = store()?;
            to_file(args.output.as_deref(), streams, |out| workbook::write(&graph, &store, out))?;
        }
        ExportFormat::Parquet => parquet(&graph, &store()?, args.output.as_deref())?,
        ExportFormat::Neo4j => tables(&graph, Columns::Neo4j, reader, args.output.as_deref())?,
        format => to_file(args.output.as_deref(), streams, |out| Ok(one_file(format, &graph, out)?))?,
    }
    if let Some(output) = &args.output {
        writeln!(
            streams.talk,
            "{} nodes and {} edges → {}",
            graph.graph().node_count(),
            graph.graph().edge_count(),
            output.display()
        )?;
    }
    Ok(Outcome::Done)
}

/// Writes a format that is one file.
fn one_file(format: ExportFormat, graph: &PolicyGraph, out: &mut dyn Write) -> io::Result<()> {
    match format {
        ExportFormat::Graphml => export::graphml(graph, out),
        ExportFormat::Gexf => export::gexf(graph, out),
        ExportFormat::Pajek => export::pajek(graph, out),
        ExportFormat::Dot => export::dot(graph, out),
        ExportFormat::Cytoscape => export::cytoscape(graph, out),
        ExportFormat::Cx2 => export::cx2(graph, out),
        ExportFormat::JsonGraph => export::json_graph(graph, out),
        _ => export::node_link(graph, out),
    }
}

/// The part asked for, with the words of its relations and the attributes asked for.
fn graph(args: &ExportArgs, registry: &Registry, streams: &Streams<'_>) -> Result<PolicyGraph> {
    let network = NetworkArgs::default();
    let location = args.source.location();
    let mut selection = Selection::read(&location, &args.filter, true, &network, registry)?;
    let options = MeasureOptions { betweenness: normalized(None, 0), ..MeasureOptions::default() };
    let mut attributes = Vec::new();
    for &of in &args.measures {
        attributes.push((of.name(), measure(&selection, of, &options, &Watch::new(&of.name(), streams))?));
    }
    if args.communities {
        let options = LeidenOptions { starts: 20, ..LeidenOptions::default() };
        let groups = leiden(selection.strengths(), options, &Watch::new("communities", streams))?;
        let numbers = groups.into_iter().map(|g| u32::try_from(g + 1).map_or(f64::NAN, f64::from));
        attributes.push(("community".to_owned(), numbers.collect()));
    }
    for (name, values) in attributes {
        selection.graph.set_attribute(name, values);
    }
    evidence::attach(&*location.evidence()?, &mut selection.graph)?;
    Ok(selection.graph)
}

/// The folder for several files.
fn folder<'f>(output: Option<&'f Path>, files: &str) -> Result<&'f Path> {
    let Some(folder) = output else { bail!("this format is several files, {files}: give a folder with --output DIR") };
    fs::create_dir_all(folder).with_context(|| format!("{}: cannot be written", folder.display()))?;
    Ok(folder)
}

/// Writes nodes.csv and edges.csv into a folder.
fn tables(graph: &PolicyGraph, columns: Columns, reader: ReadBy, output: Option<&Path>) -> Result<()> {
    let folder = folder(output, "nodes.csv and edges.csv")?;
    let context = || format!("{}: cannot be written", folder.display());
    let file = |name: &str| File::create(folder.join(name)).map(BufWriter::new);
    export::nodes_csv(graph, columns, reader, file("nodes.csv").with_context(context)?).with_context(context)?;
    export::edges_csv(graph, columns, reader, file("edges.csv").with_context(context)?).with_context(context)
}

/// Whether a statement is of a relation of the graph.
fn states(graph: &PolicyGraph, edge: &StoredEdge) -> bool {
    let ends = graph.node(&edge.subject).zip(graph.node(&edge.object));
    ends.is_some_and(|(a, b)| graph.graph().edges_connecting(a, b).any(|e| e.weight().predicate == edge.predicate))
}

/// Writes nodes.parquet, edges.parquet and evidence.parquet, a row for each place that states one of the relations, into a folder.
fn parquet(graph: &PolicyGraph, store: &Store, output: Option<&Path>) -> Result<()> {
    let folder = folder(output, "nodes.parquet, edges.parquet and evidence.parquet")?;
    let context = || format!("{}: cannot be written", folder.display());
    let file = |name: &str| File::create(folder.join(name)).map(BufWriter::new);
    export::nodes_parquet(graph, file("nodes.parquet").with_context(context)?).with_context(context)?;
    export::edges_parquet(graph, file("edges.parquet").with_context(context)?).with_context(context)?;
    let texts =
        ["claim", "source", "predicate", "target", "document", "section", "lines", "quote", "rule", "status", "origin"];
    let columns = texts.map(|name| (name.to_owned(), Kind::Text));
    let numbers = [("start", Kind::Integer), ("end", Kind::Integer), ("confidence", Kind::Number)]
        .map(|(name, kind)| (name.to_owned(), kind));
    let columns: Vec<(String, Kind)> = columns.into_iter().chain(numbers).collect();
    let mut table =
        ParquetTable::new(file("evidence.parquet").with_context(context)?, &columns).with_context(context)?;
    store.each_claim::<anyhow::Error>(|edge, claim| {
        if !states(graph, &edge) {
            return Ok(());
        }
        let id = format!("{CLAIM}{}", claim.id);
        let lines: Vec<String> = claim.lines.iter().map(u32::to_string).collect();
        let lines = lines.join(" ");
        let texts = [
            id.as_str(),
            &edge.subject,
            edge.predicate.as_str(),
            &edge.object,
            &claim.document,
            &claim.section,
            &lines,
            &claim.quote,
            &claim.rule,
            &claim.status,
            &claim.origin,
        ]
        .map(Value::text);
        let numbers = [f64::from(claim.start), f64::from(claim.end), claim.confidence].map(Value::Number);
        table.row(texts.iter().chain(&numbers)).with_context(context)
    })?;
    table.finish().with_context(context)
}
