//! JSON formats: node-link, Cytoscape JSON, CX2, JSON Graph Format. Each is written element by element.

use super::attributed::{Attributed, Kind, Value};
use serde_json::{Map, Value as Json, json};
use std::io::{self, Write};

/// The values that there are, by their names.
fn object(columns: &[(String, Kind)], values: &[Value]) -> Map<String, Json> {
    let some = columns.iter().zip(values).filter_map(|((name, _), value)| {
        let value = match value {
            Value::Text(text) if !text.is_empty() => json!(text),
            Value::Number(x) if x.is_finite() => json!(x),
            _ => return None,
        };
        Some((name.clone(), value))
    });
    some.collect()
}

fn separator(place: usize) -> &'static str {
    if place == 0 { "" } else { "," }
}

/// Writes the graph as node-link JSON, as NetworkX and D3 read it, one node or link a line.
///
/// # Errors
/// The writer fails.
pub fn node_link(graph: &impl Attributed, mut out: impl Write) -> io::Result<()> {
    let (of_nodes, of_edges) = (graph.node_columns(), graph.edge_columns());
    let directed = graph.is_directed();
    writeln!(out, "{{\"directed\": {directed}, \"multigraph\": {directed}, \"graph\": {{}},\n\"nodes\": [")?;
    graph.each_node(&mut |node| {
        let mut row = object(&of_nodes, node.values);
        row.insert("id".to_owned(), json!(node.id));
        row.insert("label".to_owned(), json!(node.label));
        writeln!(out, "{}{}", separator(node.place), Json::Object(row))
    })?;
    writeln!(out, "],\n\"links\": [")?;
    graph.each_edge(&mut |edge| {
        let mut row = object(&of_edges, edge.values);
        row.insert("source".to_owned(), json!(edge.source.0));
        row.insert("target".to_owned(), json!(edge.target.0));
        row.insert("key".to_owned(), json!(edge.place));
        if let Some(kind) = edge.kind {
            row.insert("predicate".to_owned(), json!(kind));
        }
        writeln!(out, "{}{}", separator(edge.place), Json::Object(row))
    })?;
    writeln!(out, "]}}")
}

/// Writes the graph as Cytoscape JSON, which Cytoscape and Cytoscape.js open. Colours and sizes are values of nodes, to be mapped
/// in a style.
///
/// # Errors
/// The writer fails.
pub fn cytoscape(graph: &impl Attributed, mut out: impl Write) -> io::Result<()> {
    let (of_nodes, of_edges) = (graph.node_columns(), graph.edge_columns());
    writeln!(
        out,
        "{{\"format_version\": \"1.0\", \"generated_by\": \"policygraph\", \"data\": {{\"name\": \"policygraph\"}},"
    )?;
    writeln!(out, "\"elements\": {{\"nodes\": [")?;
    graph.each_node(&mut |node| {
        let mut data = object(&of_nodes, node.values);
        data.insert("id".to_owned(), json!(node.id));
        data.insert("name".to_owned(), json!(node.label));
        if let Some(style) = node.style {
            data.insert("colour".to_owned(), json!(style.hex()));
            data.insert("size".to_owned(), json!(style.size));
        }
        writeln!(out, "{}{}", separator(node.place), json!({"data": data}))
    })?;
    writeln!(out, "],\n\"edges\": [")?;
    graph.each_edge(&mut |edge| {
        let mut data = object(&of_edges, edge.values);
        data.insert("id".to_owned(), json!(format!("e{}", edge.place)));
        data.insert("source".to_owned(), json!(edge.source.0));
        data.insert("target".to_owned(), json!(edge.target.0));
        data.insert("interaction".to_owned(), json!(edge.kind.unwrap_or("tie")));
        writeln!(out, "{}{}", separator(edge.place), json!({"data": data}))
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
    writeln!(out, ",{{\"nodes\": [")?;
    graph.each_node(&mut |node| {
        let mut values = object(&of_nodes, node.values);
        values.insert("name".to_owned(), json!(node.label));
        values.insert("represents".to_owned(), json!(node.id));
        writeln!(out, "{}{}", separator(node.place), json!({"id": node.place, "v": values}))
    })?;
    writeln!(out, "]}}\n,{{\"edges\": [")?;
    graph.each_edge(&mut |edge| {
        let mut values = object(&of_edges, edge.values);
        values.insert("interaction".to_owned(), json!(edge.kind.unwrap_or("tie")));
        let row = json!({"id": edge.place, "s": edge.source.1, "t": edge.target.1, "v": values});
        writeln!(out, "{}{row}", separator(edge.place))
    })?;
    let label = json!({"type": "PASSTHROUGH", "definition": {"attribute": "name", "type": "string"}});
    let visual = json!({
        "default": {"network": {"NETWORK_BACKGROUND_COLOR": "#FFFFFF"}, "node": {"NODE_SHAPE": "ellipse"}, "edge": {}},
        "nodeMapping": {"NODE_LABEL": label},
        "edgeMapping": {},
    });
    writeln!(out, "]}}\n,{}\n,{{\"nodeBypasses\": [", json!({"visualProperties": [visual]}))?;
    graph.each_node(&mut |node| {
        let look = node.style.map_or_else(
            || json!({}),
            |style| json!({"NODE_BACKGROUND_COLOR": style.hex(), "NODE_WIDTH": style.size, "NODE_HEIGHT": style.size}),
        );
        writeln!(out, "{}{}", separator(node.place), json!({"id": node.place, "v": look}))
    })?;
    writeln!(out, "]}}\n,{}]", json!({"status": [{"success": true}]}))
}

/// Writes the graph in the JSON Graph Format, version 2.
///
/// # Errors
/// The writer fails.
pub fn json_graph(graph: &impl Attributed, mut out: impl Write) -> io::Result<()> {
    let (of_nodes, of_edges) = (graph.node_columns(), graph.edge_columns());
    let directed = graph.is_directed();
    writeln!(out, "{{\"graph\": {{\"directed\": {directed}, \"label\": \"policygraph\",\n\"nodes\": {{")?;
    graph.each_node(&mut |node| {
        let row = json!({"label": node.label, "metadata": object(&of_nodes, node.values)});
        writeln!(out, "{}{}: {row}", separator(node.place), json!(node.id))
    })?;
    writeln!(out, "}},\n\"edges\": [")?;
    graph.each_edge(&mut |edge| {
        let mut row =
            json!({"source": edge.source.0, "target": edge.target.0, "metadata": object(&of_edges, edge.values)});
        if let Some(kind) = edge.kind {
            row["relation"] = json!(kind);
        }
        writeln!(out, "{}{row}", separator(edge.place))
    })?;
    writeln!(out, "]}}}}")
}
