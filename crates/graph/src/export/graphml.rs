//! GraphML (Brandes et al. 2002), with typed attributes; read by NetworkX, igraph, yEd, Gephi and graph-tool.

use super::attributed::{Attributed, Kind, Value};
use super::lines::write_rows;
use super::xml::{DECLARATION, Markup, xml};
use std::io::{self, Write};

/// Writes the graph as GraphML. The kind of an edge is its `predicate`.
///
/// # Errors
/// The writer fails.
pub fn graphml(graph: &impl Attributed, mut out: impl Write) -> io::Result<()> {
    let (of_nodes, of_edges) = (graph.node_columns(), graph.edge_columns());
    writeln!(out, "{DECLARATION}\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
    key(&mut out, "label", "node", Kind::Text)?;
    of_nodes.iter().try_for_each(|(name, kind)| key(&mut out, name, "node", *kind))?;
    if graph.is_directed() {
        key(&mut out, "predicate", "edge", Kind::Text)?;
    }
    of_edges.iter().try_for_each(|(name, kind)| key(&mut out, name, "edge", *kind))?;
    let direction = if graph.is_directed() { "directed" } else { "undirected" };
    writeln!(out, " <graph id=\"policygraph\" edgedefault=\"{direction}\">")?;
    let (of_nodes, of_edges) = (starts(&of_nodes), starts(&of_edges));
    write_rows(&mut out, graph.node_count(), |places, line| {
        graph.nodes_at(places, &mut |node| {
            line.raw("  <node id=\"").text(node.id).raw("\"><data key=\"label\">").text(node.label).raw("</data>");
            all_data(line, &of_nodes, node.values);
            line.raw("</node>\n");
            Ok(())
        })
    })?;
    write_rows(&mut out, graph.edge_count(), |places, line| {
        graph.edges_at(places, &mut |edge| {
            line.raw("  <edge id=\"e").display(&edge.place).raw("\" source=\"").text(edge.source.0);
            line.raw("\" target=\"").text(edge.target.0).raw("\">");
            if let Some(kind) = edge.kind {
                line.raw("<data key=\"predicate\">").text(kind).raw("</data>");
            }
            all_data(line, &of_edges, edge.values);
            line.raw("</edge>\n");
            Ok(())
        })
    })?;
    writeln!(out, " </graph>\n</graphml>")
}

/// A key is called by its name, so no value of nodes may be called as one of edges.
fn key(out: &mut impl Write, name: &str, of: &str, kind: Kind) -> io::Result<()> {
    let (name, kind) = (xml(name), kind.name());
    writeln!(out, " <key id=\"{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")
}

/// The start of the element of each column.
fn starts(columns: &[(String, Kind)]) -> Vec<String> {
    columns.iter().map(|(name, _)| format!("<data key=\"{}\">", xml(name))).collect()
}

fn all_data(line: &mut Vec<u8>, starts: &[String], values: &[Value<'_>]) {
    for (start, value) in starts.iter().zip(values).filter(|(_, value)| value.is_some()) {
        line.raw(start).value(value).raw("</data>");
    }
}
