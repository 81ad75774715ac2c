//! CSV: a file of nodes and a file of edges.

use super::countries;
use crate::PolicyGraph;
use std::io::{self, Write};

/// Writes the nodes: id, label, label_en, type, country.
///
/// # Errors
/// The writer fails.
pub fn nodes_csv(graph: &PolicyGraph, out: impl Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(["id", "label", "label_en", "type", "country"])?;
    for node in graph.graph().node_weights() {
        writer.write_record([
            &node.id,
            &node.label,
            node.label_en.as_deref().unwrap_or_default(),
            node.kind.as_str(),
            &countries(node),
        ])?;
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
            &e.confidence.to_string(),
            &e.quote,
            &e.source,
        ])?;
    }
    writer.flush()
}
