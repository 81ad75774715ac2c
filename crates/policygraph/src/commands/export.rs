//! `policygraph export`: the graph for other tools.

use super::graph;
use super::to_file::to_file;
use crate::cli::{ExportArgs, ExportFormat, Outcome, Streams};
use anyhow::{Context, Result, bail};
use policygraph_graph::{PolicyGraph, export};
use policygraph_registry::Registry;
use policygraph_store::{RdfFormat, Store};
use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;

pub(crate) fn run(args: &ExportArgs, registry: &Registry, streams: &mut Streams<'_>) -> Result<Outcome> {
    let filter = graph::filter(&args.filter, registry)?;
    let rdf = match args.format {
        ExportFormat::Turtle => Some(RdfFormat::Turtle),
        ExportFormat::Nquads => Some(RdfFormat::NQuads),
        ExportFormat::Trig => Some(RdfFormat::TriG),
        ExportFormat::Jsonld => Some(RdfFormat::JsonLd),
        _ => None,
    };
    if rdf.is_some() && filter != policygraph_graph::Filter::default() {
        bail!(
            "--type, --predicate, --without and --country select a part of the graph; RDF formats write the whole store: use `policygraph query 'CONSTRUCT …'` for a part"
        );
    }
    if args.triple_terms && !matches!(rdf, Some(RdfFormat::NQuads | RdfFormat::TriG)) {
        bail!("--triple-terms is for --format nquads and trig");
    }
    let store = Store::open_read_only(&args.store.store)?;
    if let Some(format) = rdf {
        to_file(args.output.as_deref(), streams, |out| {
            let written =
                if args.triple_terms { store.export_triple_terms(format, out) } else { store.export(format, out) };
            Ok(written?)
        })?;
        return Ok(Outcome::Done);
    }
    let graph = filter.apply(&graph::read(&store)?);
    match args.format {
        ExportFormat::Csv => tables(&graph, args.output.as_deref())?,
        ExportFormat::Graphml => to_file(args.output.as_deref(), streams, |out| Ok(export::graphml(&graph, out)?))?,
        ExportFormat::Gexf => to_file(args.output.as_deref(), streams, |out| Ok(export::gexf(&graph, out)?))?,
        ExportFormat::Dot => to_file(args.output.as_deref(), streams, |out| Ok(export::dot(&graph, out)?))?,
        _ => to_file(args.output.as_deref(), streams, |out| Ok(export::node_link(&graph, out)?))?,
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

/// Writes nodes.csv and edges.csv into a folder.
fn tables(graph: &PolicyGraph, output: Option<&Path>) -> Result<()> {
    let Some(folder) = output else {
        bail!("CSV is two files, nodes.csv and edges.csv: give a folder with --output DIR")
    };
    let context = || format!("{}: cannot be written", folder.display());
    fs::create_dir_all(folder).with_context(context)?;
    let file = |name: &str| File::create(folder.join(name)).map(BufWriter::new);
    export::nodes_csv(graph, file("nodes.csv").with_context(context)?).with_context(context)?;
    export::edges_csv(graph, file("edges.csv").with_context(context)?).with_context(context)
}
