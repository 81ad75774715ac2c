//! GraphML (Brandes et al. 2002), with typed attributes; read by NetworkX, igraph, yEd, Gephi and graph-tool.

use super::{attributes, countries, place, quote, xml_text};
use crate::PolicyGraph;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io::{self, Write};

/// Attributes: key, what has it, name, type.
const KEYS: &[(&str, &str, &str, &str)] = &[
    ("label", "node", "label", "string"),
    ("label_en", "node", "label_en", "string"),
    ("type", "node", "type", "string"),
    ("country", "node", "country", "string"),
    ("predicate", "edge", "predicate", "string"),
    ("confidence", "edge", "confidence", "double"),
    ("quote", "edge", "quote", "string"),
    ("document", "edge", "document", "string"),
];

/// Writes the graph as GraphML.
///
/// # Errors
/// The writer fails.
pub fn graphml(graph: &PolicyGraph, out: impl Write) -> io::Result<()> {
    let mut writer = Writer::new_with_indent(out, b' ', 1);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer
        .create_element("graphml")
        .with_attribute(("xmlns", "http://graphml.graphdrawing.org/xmlns"))
        .write_inner_content(|w| {
            for &(id, target, name, kind) in KEYS {
                w.create_element("key")
                    .with_attributes([("id", id), ("for", target), ("attr.name", name), ("attr.type", kind)])
                    .write_empty()?;
            }
            for (name, _) in graph.attributes() {
                w.create_element("key")
                    .with_attributes([
                        ("id", name.as_str()),
                        ("for", "node"),
                        ("attr.name", name),
                        ("attr.type", "double"),
                    ])
                    .write_empty()?;
            }
            w.create_element("graph")
                .with_attributes([("id", "policygraph"), ("edgedefault", "directed")])
                .write_inner_content(|w| {
                    let g = graph.graph();
                    for (i, node) in g.node_weights().enumerate() {
                        w.create_element("node").with_attribute(("id", node.id.as_str())).write_inner_content(|w| {
                            data(w, "label", &node.label)?;
                            data(w, "label_en", node.label_en.as_deref().unwrap_or_default())?;
                            data(w, "type", node.kind.as_str())?;
                            data(w, "country", &countries(node))?;
                            attributes(graph, i).try_for_each(|(name, value)| data(w, name, &value.to_string()))
                        })?;
                    }
                    for edge in g.edge_indices() {
                        let Some((source, target)) = g.edge_endpoints(edge) else { continue };
                        let id = format!("e{}", edge.index());
                        let attributes =
                            [("id", id.as_str()), ("source", g[source].id.as_str()), ("target", g[target].id.as_str())];
                        w.create_element("edge").with_attributes(attributes).write_inner_content(|w| {
                            data(w, "predicate", g[edge].predicate.as_str())?;
                            data(w, "confidence", &g[edge].confidence().to_string())?;
                            data(w, "quote", quote(&g[edge]))?;
                            data(w, "document", place(&g[edge]))
                        })?;
                    }
                    Ok(())
                })?;
            Ok(())
        })?;
    writer.get_mut().write_all(b"\n")
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
