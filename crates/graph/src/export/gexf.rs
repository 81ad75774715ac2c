//! GEXF 1.3, the format of Gephi.

use super::attributed::{Attributed, Kind, Style, Value};
use super::lines::write_rows;
use super::xml::{DECLARATION, Markup, xml};
use std::io::{self, Write};

/// Writes the graph as GEXF 1.3. A value `weight` of edges becomes their weight.
///
/// # Errors
/// The writer fails.
pub fn gexf(graph: &impl Attributed, mut out: impl Write) -> io::Result<()> {
    let (of_nodes, of_edges) = (graph.node_columns(), graph.edge_columns());
    let direction = if graph.is_directed() { "directed" } else { "undirected" };
    writeln!(
        out,
        "{DECLARATION}\n<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">"
    )?;
    // Dates make the timeline of Gephi; without them a graph is as well read so.
    writeln!(out, " <graph defaultedgetype=\"{direction}\" mode=\"dynamic\" timeformat=\"date\">")?;
    declare(&mut out, "node", &of_nodes)?;
    let weight = of_edges.iter().position(|(name, _)| name == "weight");
    let others: Vec<(String, Kind)> = without(&of_edges, weight).cloned().collect();
    declare(&mut out, "edge", &others)?;
    let (node_starts, edge_starts) = (starts(&of_nodes), starts(&others));
    writeln!(out, "  <nodes>")?;
    write_rows(&mut out, graph.node_count(), |places, line| {
        graph.nodes_at(places, &mut |node| {
            line.raw("   <node id=\"").text(node.id).raw("\" label=\"").text(node.label).raw("\">");
            attributes(line, &node_starts, node.values.iter());
            if let Some(style) = node.style {
                look(line, style);
            }
            line.raw("</node>\n");
            Ok(())
        })
    })?;
    writeln!(out, "  </nodes>\n  <edges>")?;
    write_rows(&mut out, graph.edge_count(), |places, line| {
        graph.edges_at(places, &mut |edge| {
            line.raw("   <edge id=\"").display(&edge.place).raw("\" source=\"").text(edge.source.0);
            line.raw("\" target=\"").text(edge.target.0).raw("\"");
            // Gephi tells parallel edges apart by their kind.
            if let Some(kind) = edge.kind {
                line.raw(" kind=\"").text(kind).raw("\" label=\"").text(kind).raw("\"");
            }
            if let Some(weight) = weight.map(|w| &edge.values[w]).filter(|w| w.is_some()) {
                line.raw(" weight=\"").value(weight).raw("\"");
            }
            if let Some((first, last)) = edge.years {
                line.display(&format_args!(" start=\"{first:04}-01-01\" end=\"{last:04}-12-31\""));
            }
            line.raw(">");
            attributes(line, &edge_starts, without(edge.values, weight));
            line.raw("</edge>\n");
            Ok(())
        })
    })?;
    writeln!(out, "  </edges>\n </graph>\n</gexf>")
}

fn declare(out: &mut impl Write, class: &str, columns: &[(String, Kind)]) -> io::Result<()> {
    writeln!(out, "  <attributes class=\"{class}\">")?;
    for (name, kind) in columns {
        let (name, kind) = (xml(name), kind.name());
        writeln!(out, "   <attribute id=\"{name}\" title=\"{name}\" type=\"{kind}\"/>")?;
    }
    writeln!(out, "  </attributes>")
}

/// The start of the element of each column.
fn starts(columns: &[(String, Kind)]) -> Vec<String> {
    columns.iter().map(|(name, _)| format!("<attvalue for=\"{}\" value=\"", xml(name))).collect()
}

/// Colour and size.
fn look(line: &mut Vec<u8>, style: Style) {
    let [red, green, blue] = style.colour;
    line.display(&format_args!(
        "<viz:color r=\"{red}\" g=\"{green}\" b=\"{blue}\"/><viz:size value=\"{:.1}\"/>",
        style.size
    ));
}

/// All but the one at a place: the weight of an edge is an attribute of its own and no second one.
fn without<T>(all: &[T], left_out: Option<usize>) -> impl Iterator<Item = &T> {
    all.iter().enumerate().filter(move |(i, _)| Some(*i) != left_out).map(|(_, one)| one)
}

fn attributes<'v>(line: &mut Vec<u8>, starts: &[String], values: impl Iterator<Item = &'v Value<'v>>) {
    line.raw("<attvalues>");
    for (start, value) in starts.iter().zip(values).filter(|(_, value)| value.is_some()) {
        line.raw(start).value(value).raw("\"/>");
    }
    line.raw("</attvalues>");
}
