//! GraphML (Brandes et al. 2002), with typed attributes; read by NetworkX, igraph, yEd, Gephi and graph-tool.

use super::attributed::{Attributed, Value};
use super::xml_text;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io::{self, Write};

/// Writes the graph as GraphML. The kind of an edge is its `predicate`.
///
/// # Errors
/// The writer fails.
pub fn graphml(graph: &impl Attributed, out: impl Write) -> io::Result<()> {
    let (of_nodes, of_edges) = (graph.node_columns(), graph.edge_columns());
    let mut writer = Writer::new_with_indent(out, b' ', 1);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer
        .create_element("graphml")
        .with_attribute(("xmlns", "http://graphml.graphdrawing.org/xmlns"))
        .write_inner_content(|w| {
            key(w, "label", "node", "string")?;
            of_nodes.iter().try_for_each(|(name, kind)| key(w, name, "node", kind.name()))?;
            if graph.is_directed() {
                key(w, "predicate", "edge", "string")?;
            }
            of_edges.iter().try_for_each(|(name, kind)| key(w, name, "edge", kind.name()))?;
            let direction = if graph.is_directed() { "directed" } else { "undirected" };
            w.create_element("graph")
                .with_attributes([("id", "policygraph"), ("edgedefault", direction)])
                .write_inner_content(|w| {
                    graph.each_node(&mut |node| {
                        w.create_element("node").with_attribute(("id", node.id)).write_inner_content(|w| {
                            data(w, "label", node.label)?;
                            all_data(w, &of_nodes, node.values)
                        })?;
                        Ok(())
                    })?;
                    graph.each_edge(&mut |edge| {
                        let id = format!("e{}", edge.place);
                        let ends = [("id", id.as_str()), ("source", edge.source.0), ("target", edge.target.0)];
                        w.create_element("edge").with_attributes(ends).write_inner_content(|w| {
                            data(w, "predicate", edge.kind.unwrap_or_default())?;
                            all_data(w, &of_edges, edge.values)
                        })?;
                        Ok(())
                    })
                })?;
            Ok(())
        })?;
    writer.get_mut().write_all(b"\n")
}

/// A key is called by its name, so no value of nodes may be called as one of edges.
fn key<W: Write>(writer: &mut Writer<W>, name: &str, of: &str, kind: &str) -> io::Result<()> {
    let attributes = [("id", name), ("for", of), ("attr.name", name), ("attr.type", kind)];
    writer.create_element("key").with_attributes(attributes).write_empty()?;
    Ok(())
}

fn all_data<W: Write>(writer: &mut Writer<W>, columns: &[(String, super::Kind)], values: &[Value]) -> io::Result<()> {
    columns
        .iter()
        .zip(values)
        .try_for_each(|((name, _), value)| data(writer, name, &value.written().unwrap_or_default()))
}

fn data<W: Write>(writer: &mut Writer<W>, key: &str, value: &str) -> io::Result<()> {
    if !value.is_empty() {
        writer
            .create_element("data")
            .with_attribute(("key", key))
            .write_text_content(BytesText::new(&xml_text(value)))?;
    }
    Ok(())
}
