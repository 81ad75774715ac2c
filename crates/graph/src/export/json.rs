//! JSON formats: node-link, Cytoscape JSON, CX2, JSON Graph Format. Each is written row by row.

use super::attributed::{Attributed, Kind, Value};
use super::lines::{holds, write_rows};
use serde_json::{Map, Value as Json, json};
use std::io::{self, Write};

/// An object that is appended to a buffer, member by member; keys are given as [`key`] makes them.
struct Object<'b> {
    buffer: &'b mut Vec<u8>,
    is_empty: bool,
}

impl<'b> Object<'b> {
    fn open(buffer: &'b mut Vec<u8>) -> Self {
        buffer.push(b'{');
        Self { buffer, is_empty: true }
    }

    fn key(&mut self, key: &str) {
        if !self.is_empty {
            self.buffer.push(b',');
        }
        self.is_empty = false;
        self.buffer.extend_from_slice(key.as_bytes());
    }

    fn text(&mut self, key: &str, text: &str) -> io::Result<()> {
        self.key(key);
        if holds(text, |b| (b < b' ') | (b == b'"') | (b == b'\\')) {
            return Ok(serde_json::to_writer(&mut *self.buffer, text)?);
        }
        self.buffer.push(b'"');
        self.buffer.extend_from_slice(text.as_bytes());
        self.buffer.push(b'"');
        Ok(())
    }

    fn number(&mut self, key: &str, x: f64) -> io::Result<()> {
        self.key(key);
        Ok(serde_json::to_writer(&mut *self.buffer, &x)?)
    }

    #[expect(clippy::cast_possible_truncation, reason = "a column of whole numbers has small ones")]
    fn whole(&mut self, key: &str, x: f64) -> io::Result<()> {
        self.key(key);
        Ok(serde_json::to_writer(&mut *self.buffer, &(x as i64))?)
    }

    fn place(&mut self, key: &str, place: usize) -> io::Result<()> {
        self.key(key);
        Ok(serde_json::to_writer(&mut *self.buffer, &place)?)
    }

    /// The values that there are.
    fn values(&mut self, keys: &[(String, Kind)], values: &[Value<'_>]) -> io::Result<()> {
        for ((key, kind), value) in keys.iter().zip(values).filter(|(_, value)| value.is_some()) {
            match value {
                Value::Text(text) => self.text(key, text)?,
                Value::Number(x) if *kind == Kind::Integer => self.whole(key, *x)?,
                Value::Number(x) => self.number(key, *x)?,
            }
        }
        Ok(())
    }

    fn object(&mut self, key: &str, members: impl FnOnce(&mut Object<'_>) -> io::Result<()>) -> io::Result<()> {
        self.key(key);
        let mut inner = Object::open(self.buffer);
        members(&mut inner)?;
        inner.close();
        Ok(())
    }

    fn close(self) {
        self.buffer.push(b'}');
    }

    /// Ends an element of a list, and its line.
    fn end(self) -> io::Result<()> {
        self.buffer.extend_from_slice(b"}\n");
        Ok(())
    }
}

/// A name as it stands before its value.
fn key(name: &str) -> String {
    format!("{}:", json!(name))
}

fn keys(columns: &[(String, Kind)]) -> Vec<(String, Kind)> {
    columns.iter().map(|(name, kind)| (key(name), *kind)).collect()
}

/// Starts an element of a list.
fn element(buffer: &mut Vec<u8>, place: usize) -> Object<'_> {
    separate(buffer, place);
    Object::open(buffer)
}

/// What stands before an element.
fn separate(buffer: &mut Vec<u8>, place: usize) {
    if place > 0 {
        buffer.push(b',');
    }
}

/// Writes the graph as node-link JSON, as NetworkX and D3 read it, one node or link a line.
///
/// # Errors
/// The writer fails.
pub fn node_link(graph: &impl Attributed, mut out: impl Write) -> io::Result<()> {
    let (of_nodes, of_edges) = (keys(&graph.node_columns()), keys(&graph.edge_columns()));
    let directed = graph.is_directed();
    writeln!(out, "{{\"directed\": {directed}, \"multigraph\": {directed}, \"graph\": {{}},\n\"nodes\": [")?;
    write_rows(&mut out, graph.node_count(), |places, buffer| {
        graph.nodes_at(places, &mut |node| {
            let mut row = element(buffer, node.place);
            row.text("\"id\":", node.id)?;
            row.text("\"label\":", node.label)?;
            row.values(&of_nodes, node.values)?;
            row.end()
        })
    })?;
    writeln!(out, "],\n\"links\": [")?;
    write_rows(&mut out, graph.edge_count(), |places, buffer| {
        graph.edges_at(places, &mut |edge| {
            let mut row = element(buffer, edge.place);
            row.text("\"source\":", edge.source.0)?;
            row.text("\"target\":", edge.target.0)?;
            row.place("\"key\":", edge.place)?;
            if let Some(kind) = edge.kind {
                row.text("\"predicate\":", kind)?;
            }
            row.values(&of_edges, edge.values)?;
            row.end()
        })
    })?;
    writeln!(out, "]}}")
}

/// Writes the graph as Cytoscape JSON, which Cytoscape and Cytoscape.js open. Colours and sizes are values of nodes, to be mapped
/// in a style.
///
/// # Errors
/// The writer fails.
pub fn cytoscape(graph: &impl Attributed, mut out: impl Write) -> io::Result<()> {
    let (of_nodes, of_edges) = (keys(&graph.node_columns()), keys(&graph.edge_columns()));
    writeln!(
        out,
        "{{\"format_version\": \"1.0\", \"generated_by\": \"policygraph\", \"data\": {{\"name\": \"policygraph\"}},"
    )?;
    writeln!(out, "\"elements\": {{\"nodes\": [")?;
    write_rows(&mut out, graph.node_count(), |places, buffer| {
        graph.nodes_at(places, &mut |node| {
            let mut row = element(buffer, node.place);
            row.object("\"data\":", |data| {
                data.text("\"id\":", node.id)?;
                data.text("\"name\":", node.label)?;
                if let Some(style) = node.style {
                    data.text("\"colour\":", &style.hex())?;
                    data.number("\"size\":", style.size)?;
                }
                data.values(&of_nodes, node.values)
            })?;
            row.end()
        })
    })?;
    writeln!(out, "],\n\"edges\": [")?;
    write_rows(&mut out, graph.edge_count(), |places, buffer| {
        graph.edges_at(places, &mut |edge| {
            let mut row = element(buffer, edge.place);
            row.object("\"data\":", |data| {
                data.text("\"id\":", &format!("e{}", edge.place))?;
                data.text("\"source\":", edge.source.0)?;
                data.text("\"target\":", edge.target.0)?;
                data.text("\"interaction\":", edge.kind.unwrap_or("tie"))?;
                data.values(&of_edges, edge.values)
            })?;
            row.end()
        })
    })?;
    writeln!(out, "]}}}}")
}

/// Writes the graph as CX2, the format of NDEx and Cytoscape Web, with colours and sizes.
///
/// # Errors
/// The writer fails.
pub fn cx2(graph: &impl Attributed, mut out: impl Write) -> io::Result<()> {
    let (of_nodes, of_edges) = (graph.node_columns(), graph.edge_columns());
    let declared = |columns: &[(String, Kind)], more: &[&str]| -> Map<String, Json> {
        let own = columns.iter().map(|(name, kind)| (name.clone(), json!({"d": kind.name()})));
        more.iter().map(|name| ((*name).to_owned(), json!({"d": "string"}))).chain(own).collect()
    };
    let count = |name: &str, n: usize| json!({"name": name, "elementCount": n});
    writeln!(out, "[{}", json!({"CXVersion": "2.0", "hasFragments": false}))?;
    let counts = [
        count("attributeDeclarations", 1),
        count("networkAttributes", 1),
        count("nodes", graph.node_count()),
        count("edges", graph.edge_count()),
        count("visualProperties", 1),
        count("nodeBypasses", graph.node_count()),
    ];
    writeln!(out, ",{}", json!({"metaData": counts}))?;
    let declarations = json!({
        "networkAttributes": {"name": {"d": "string"}},
        "nodes": declared(&of_nodes, &["name", "represents"]),
        "edges": declared(&of_edges, &["interaction"]),
    });
    writeln!(out, ",{}", json!({"attributeDeclarations": [declarations]}))?;
    writeln!(out, ",{}", json!({"networkAttributes": [{"name": "policygraph"}]}))?;
    let (of_nodes, of_edges) = (keys(&of_nodes), keys(&of_edges));
    writeln!(out, ",{{\"nodes\": [")?;
    write_rows(&mut out, graph.node_count(), |places, buffer| {
        graph.nodes_at(places, &mut |node| {
            let mut row = element(buffer, node.place);
            row.place("\"id\":", node.place)?;
            row.object("\"v\":", |values| {
                values.text("\"name\":", node.label)?;
                values.text("\"represents\":", node.id)?;
                values.values(&of_nodes, node.values)
            })?;
            row.end()
        })
    })?;
    writeln!(out, "]}}\n,{{\"edges\": [")?;
    write_rows(&mut out, graph.edge_count(), |places, buffer| {
        graph.edges_at(places, &mut |edge| {
            let mut row = element(buffer, edge.place);
            row.place("\"id\":", edge.place)?;
            row.place("\"s\":", edge.source.1)?;
            row.place("\"t\":", edge.target.1)?;
            row.object("\"v\":", |values| {
                values.text("\"interaction\":", edge.kind.unwrap_or("tie"))?;
                values.values(&of_edges, edge.values)
            })?;
            row.end()
        })
    })?;
    let label = json!({"type": "PASSTHROUGH", "definition": {"attribute": "name", "type": "string"}});
    let visual = json!({
        "default": {"network": {"NETWORK_BACKGROUND_COLOR": "#FFFFFF"}, "node": {"NODE_SHAPE": "ellipse"}, "edge": {}},
        "nodeMapping": {"NODE_LABEL": label},
        "edgeMapping": {},
    });
    writeln!(out, "]}}\n,{}\n,{{\"nodeBypasses\": [", json!({"visualProperties": [visual]}))?;
    write_rows(&mut out, graph.node_count(), |places, buffer| {
        graph.nodes_at(places, &mut |node| {
            let mut row = element(buffer, node.place);
            row.place("\"id\":", node.place)?;
            row.object("\"v\":", |look| {
                let Some(style) = node.style else { return Ok(()) };
                look.text("\"NODE_BACKGROUND_COLOR\":", &style.hex())?;
                look.number("\"NODE_WIDTH\":", style.size)?;
                look.number("\"NODE_HEIGHT\":", style.size)
            })?;
            row.end()
        })
    })?;
    writeln!(out, "]}}\n,{}]", json!({"status": [{"success": true}]}))
}

/// Writes the graph in the JSON Graph Format, version 2.
///
/// # Errors
/// The writer fails.
pub fn json_graph(graph: &impl Attributed, mut out: impl Write) -> io::Result<()> {
    let (of_nodes, of_edges) = (keys(&graph.node_columns()), keys(&graph.edge_columns()));
    let directed = graph.is_directed();
    writeln!(out, "{{\"graph\": {{\"directed\": {directed}, \"label\": \"policygraph\",\n\"nodes\": {{")?;
    write_rows(&mut out, graph.node_count(), |places, buffer| {
        graph.nodes_at(places, &mut |node| {
            separate(buffer, node.place);
            buffer.extend_from_slice(key(node.id).as_bytes());
            let mut row = Object::open(buffer);
            row.text("\"label\":", node.label)?;
            row.object("\"metadata\":", |metadata| metadata.values(&of_nodes, node.values))?;
            row.end()
        })
    })?;
    writeln!(out, "}},\n\"edges\": [")?;
    write_rows(&mut out, graph.edge_count(), |places, buffer| {
        graph.edges_at(places, &mut |edge| {
            let mut row = element(buffer, edge.place);
            row.text("\"source\":", edge.source.0)?;
            row.text("\"target\":", edge.target.0)?;
            if let Some(kind) = edge.kind {
                row.text("\"relation\":", kind)?;
            }
            row.object("\"metadata\":", |metadata| metadata.values(&of_edges, edge.values))?;
            row.end()
        })
    })?;
    writeln!(out, "]}}}}")
}
