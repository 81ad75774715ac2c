//! GEXF 1.3, the format of Gephi.

use super::attributed::{Attributed, Kind, Style, Value};
use super::xml_text;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};
use std::io::{self, Write};

/// Writes the graph as GEXF 1.3. A value `weight` of edges becomes their weight.
///
/// # Errors
/// The writer fails.
pub fn gexf(graph: &impl Attributed, out: impl Write) -> io::Result<()> {
    let (of_nodes, of_edges) = (graph.node_columns(), graph.edge_columns());
    let mut writer = Writer::new_with_indent(out, b' ', 1);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = [("xmlns", "http://gexf.net/1.3"), ("xmlns:viz", "http://gexf.net/1.3/viz"), ("version", "1.3")];
    writer.create_element("gexf").with_attributes(root).write_inner_content(|w| {
        let direction = if graph.is_directed() { "directed" } else { "undirected" };
        w.create_element("graph")
            // Dates make the timeline of Gephi; without them a graph is as well read so.
            .with_attributes([("defaultedgetype", direction), ("mode", "dynamic"), ("timeformat", "date")])
            .write_inner_content(|w| {
                declare(w, "node", &of_nodes)?;
                declare(w, "edge", &of_edges)?;
                w.create_element("nodes").write_inner_content(|w| {
                    graph.each_node(&mut |node| {
                        let label = xml_text(node.label);
                        w.create_element("node")
                            .with_attributes([("id", node.id), ("label", label.as_str())])
                            .write_inner_content(|w| {
                                values(w, &of_nodes, node.values)?;
                                node.style.map_or(Ok(()), |style| look(w, style))
                            })?;
                        Ok(())
                    })
                })?;
                w.create_element("edges").write_inner_content(|w| edges(graph, &of_edges, w))?;
                Ok(())
            })?;
        Ok(())
    })?;
    writer.get_mut().write_all(b"\n")
}

fn declare<W: Write>(writer: &mut Writer<W>, class: &str, columns: &[(String, Kind)]) -> io::Result<()> {
    writer.create_element("attributes").with_attribute(("class", class)).write_inner_content(|w| {
        for (name, kind) in columns {
            let attributes = [("id", name.as_str()), ("title", name), ("type", kind.name())];
            w.create_element("attribute").with_attributes(attributes).write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

fn edges<W: Write>(graph: &impl Attributed, columns: &[(String, Kind)], writer: &mut Writer<W>) -> io::Result<()> {
    let weight = columns.iter().position(|(name, _)| name == "weight");
    graph.each_edge(&mut |edge| {
        let id = edge.place.to_string();
        let weight = weight.and_then(|w| edge.values[w].written());
        let span = edge.years.map(|(first, last)| (format!("{first:04}-01-01"), format!("{last:04}-12-31")));
        let mut attributes = vec![("id", id.as_str()), ("source", edge.source.0), ("target", edge.target.0)];
        // Gephi tells parallel edges apart by their kind.
        attributes.extend(edge.kind.iter().flat_map(|kind| [("kind", *kind), ("label", *kind)]));
        attributes.extend(weight.iter().map(|w| ("weight", w.as_str())));
        attributes.extend(span.iter().flat_map(|(start, end)| [("start", start.as_str()), ("end", end.as_str())]));
        let inner = |w: &mut Writer<W>| values(w, columns, edge.values);
        writer.create_element("edge").with_attributes(attributes).write_inner_content(inner)?;
        Ok(())
    })
}

/// Colour and size.
fn look<W: Write>(writer: &mut Writer<W>, style: Style) -> io::Result<()> {
    let [red, green, blue] = style.colour.map(|c| c.to_string());
    let colour = [("r", red.as_str()), ("g", green.as_str()), ("b", blue.as_str())];
    writer.create_element("viz:color").with_attributes(colour).write_empty()?;
    let size = format!("{:.1}", style.size);
    writer.create_element("viz:size").with_attribute(("value", size.as_str())).write_empty()?;
    Ok(())
}

fn values<W: Write>(writer: &mut Writer<W>, columns: &[(String, Kind)], values: &[Value]) -> io::Result<()> {
    writer.create_element("attvalues").write_inner_content(|w| {
        for ((name, _), value) in columns.iter().zip(values) {
            if let Some(value) = value.written() {
                let value = xml_text(&value);
                let attributes = [("for", name.as_str()), ("value", value.as_str())];
                w.create_element("attvalue").with_attributes(attributes).write_empty()?;
            }
        }
        Ok(())
    })?;
    Ok(())
}
