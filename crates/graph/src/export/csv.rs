//! CSV: a file of nodes and a file of edges.

use super::{countries, place, quote};
use crate::PolicyGraph;
use std::io::{self, Write};

/// Writes the nodes: id, label, label_en, type, country, and their attributes.
///
/// # Errors
/// The writer fails.
pub fn nodes_csv(graph: &PolicyGraph, out: impl Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    let mut columns = vec!["id", "label", "label_en", "type", "country"];
    columns.extend(graph.attributes().iter().map(|(name, _)| name.as_str()));
    writer.write_record(columns)?;
    for (i, node) in graph.graph().node_weights().enumerate() {
        let label_en = node.label_en.clone().unwrap_or_default();
        let mut row = vec![node.id.clone(), node.label.clone(), label_en, node.kind.to_string(), countries(node)];
        let number = |value: f64| if value.is_finite() { value.to_string() } else { String::new() };
        row.extend(graph.attributes().iter().map(|(_, values)| number(values[i])));
        writer.write_record(row)?;
    }
    writer.flush()
}

/// Writes the edges: source, target, predicate, confidence, quote, document.
///
/// # Errors
/// The writer fails.
pub fn edges_csv(graph: &PolicyGraph, out: impl Write) -> io::Result<()> {
    let g = graph.graph();
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(["source", "target", "predicate", "confidence", "quote", "document"])?;
    for edge in g.edge_indices() {
        let Some((source, target)) = g.edge_endpoints(edge) else { continue };
        let e = &g[edge];
        writer.write_record([
            &g[source].id,
            &g[target].id,
            e.predicate.as_str(),
            &e.confidence().to_string(),
            quote(e),
            place(e),
        ])?;
    }
    writer.flush()
}
