//! GEXF 1.3, the format of Gephi.

use super::{attributes, countries, place, quote, xml_text};
use crate::PolicyGraph;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};
use std::io::{self, Write};

/// Writes the graph as GEXF 1.3.
///
/// # Errors
/// The writer fails.
pub fn gexf(graph: &PolicyGraph, out: impl Write) -> io::Result<()> {
    let mut writer = Writer::new_with_indent(out, b' ', 1);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = [("xmlns", "http://gexf.net/1.3"), ("version", "1.3")];
    writer.create_element("gexf").with_attributes(root).write_inner_content(|w| {
        let attributes = [("defaultedgetype", "directed"), ("mode", "static")];
        w.create_element("graph").with_attributes(attributes).write_inner_content(|w| {
            let mut columns = vec![("type", "string"), ("label_en", "string"), ("country", "string")];
            columns.extend(graph.attributes().iter().map(|(name, _)| (name.as_str(), "double")));
            declare(w, "node", &columns)?;
            declare(w, "edge", &[("confidence", "double"), ("quote", "string"), ("document", "string")])?;
            nodes(graph, w)?;
            edges(graph, w)
        })?;
        Ok(())
    })?;
    writer.get_mut().write_all(b"\n")
}

fn declare<W: Write>(writer: &mut Writer<W>, class: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    writer.create_element("attributes").with_attribute(("class", class)).write_inner_content(|w| {
        for &(name, kind) in attributes {
            w.create_element("attribute")
                .with_attributes([("id", name), ("title", name), ("type", kind)])
                .write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

fn nodes<W: Write>(graph: &PolicyGraph, writer: &mut Writer<W>) -> io::Result<()> {
    writer.create_element("nodes").write_inner_content(|w| {
        for (i, node) in graph.graph().node_weights().enumerate() {
            let (label, countries) = (xml_text(&node.label), countries(node));
            let numbers: Vec<(&str, String)> = attributes(graph, i).map(|(name, v)| (name, v.to_string())).collect();
            let mut all = vec![
                ("type", node.kind.as_str()),
                ("label_en", node.label_en.as_deref().unwrap_or_default()),
                ("country", &countries),
            ];
            all.extend(numbers.iter().map(|(name, value)| (*name, value.as_str())));
            w.create_element("node")
                .with_attributes([("id", node.id.as_str()), ("label", label.as_str())])
                .write_inner_content(|w| values(w, &all))?;
        }
        Ok(())
    })?;
    Ok(())
}

fn edges<W: Write>(graph: &PolicyGraph, writer: &mut Writer<W>) -> io::Result<()> {
    let g = graph.graph();
    writer.create_element("edges").write_inner_content(|w| {
        for edge in g.edge_indices() {
            let Some((source, target)) = g.edge_endpoints(edge) else { continue };
            let id = edge.index().to_string();
            let predicate = g[edge].predicate.as_str();
            // Gephi tells parallel edges apart by their kind.
            let attributes = [
                ("id", id.as_str()),
                ("source", g[source].id.as_str()),
                ("target", g[target].id.as_str()),
                ("kind", predicate),
                ("label", predicate),
            ];
            w.create_element("edge").with_attributes(attributes).write_inner_content(|w| {
                values(
                    w,
                    &[
                        ("confidence", &g[edge].confidence().to_string()),
                        ("quote", quote(&g[edge])),
                        ("document", place(&g[edge])),
                    ],
                )
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

fn values<W: Write>(writer: &mut Writer<W>, values: &[(&str, &str)]) -> io::Result<()> {
    writer.create_element("attvalues").write_inner_content(|w| {
        for &(name, value) in values.iter().filter(|(_, v)| !v.is_empty()) {
            let value = xml_text(value);
            w.create_element("attvalue").with_attributes([("for", name), ("value", value.as_str())]).write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}
