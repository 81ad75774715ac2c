//! `policygraph export`: the graph for other tools.

use super::graph;
use crate::cli::{ExportArgs, ExportFormat, Outcome, Streams};
use anyhow::{Context, Result, bail};
use policygraph_graph::{PolicyGraph, export};
use policygraph_registry::Registry;
use policygraph_store::{RdfExport, Store};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

pub(crate) fn run(args: &ExportArgs, registry: &Registry, streams: &mut Streams<'_>) -> Result<Outcome> {
    let filter = graph::filter(&args.filter, registry)?;
    let rdf = match args.format {
        ExportFormat::Turtle => Some(RdfExport::Turtle),
        ExportFormat::Nquads => Some(RdfExport::NQuads),
        ExportFormat::Trig => Some(RdfExport::TriG),
        ExportFormat::Jsonld => Some(RdfExport::JsonLd),
        _ => None,
    };
    if rdf.is_some() && filter != policygraph_graph::Filter::default() {
        bail!(
            "--type, --predicate, --without and --country select a part of the graph; RDF formats write the whole store: use `policygraph query 'CONSTRUCT …'` for a part"
        );
    }
    let store = Store::open_read_only(&args.store.store)?;
    if let Some(format) = rdf {
        to(args.output.as_deref(), streams, |out| Ok(store.export(format, out)?))?;
        return Ok(Outcome::Done);
    }
    let graph = filter.apply(&graph::read(&store)?);
    match args.format {
        ExportFormat::Csv => tables(&graph, args.output.as_deref())?,
        ExportFormat::Graphml => to(args.output.as_deref(), streams, |out| Ok(export::graphml(&graph, out)?))?,
        ExportFormat::Gexf => to(args.output.as_deref(), streams, |out| Ok(export::gexf(&graph, out)?))?,
        ExportFormat::Dot => to(args.output.as_deref(), streams, |out| Ok(export::dot(&graph, out)?))?,
        _ => to(args.output.as_deref(), streams, |out| Ok(export::node_link(&graph, out)?))?,
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

/// Writes to a file, which appears whole or not at all, or to standard output.
fn to(
    output: Option<&Path>,
    streams: &mut Streams<'_>,
    write: impl FnOnce(&mut dyn Write) -> Result<()>,
) -> Result<()> {
    let Some(path) = output.filter(|p| *p != Path::new("-")) else { return write(&mut *streams.out) };
    let context = || format!("{}: cannot be written", path.display());
    if path.is_dir() {
        bail!("{}: is a folder; give a file", path.display());
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    let mut out = BufWriter::new(File::create(&part).with_context(context)?);
    let written = write(&mut out).and_then(|()| Ok(out.flush()?));
    match written {
        Ok(()) => fs::rename(&part, path).with_context(context),
        Err(e) => {
            // The error that matters is the one that is returned.
            let _ = fs::remove_file(&part);
            Err(e).with_context(context)
        }
    }
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
