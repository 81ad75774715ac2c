//! Node-link JSON, as NetworkX and D3 read it.

use super::{attributes, countries, place, quote};
use crate::PolicyGraph;
use serde_json::json;
use std::io::{self, Write};

/// Writes the graph as node-link JSON, one node or link a line.
///
/// # Errors
/// The writer fails.
pub fn node_link(graph: &PolicyGraph, mut out: impl Write) -> io::Result<()> {
    let g = graph.graph();
    writeln!(out, "{{\"directed\": true, \"multigraph\": true, \"graph\": {{}},\n\"nodes\": [")?;
    for (i, node) in g.node_weights().enumerate() {
        let mut row = json!({"id": node.id, "label": node.label, "label_en": node.label_en, "type": node.kind, "country": countries(node)});
        attributes(graph, i).for_each(|(name, value)| row[name] = json!(value));
        writeln!(out, "{}{row}", if i == 0 { "" } else { "," })?;
    }
    writeln!(out, "],\n\"links\": [")?;
    for edge in g.edge_indices() {
        let Some((source, target)) = g.edge_endpoints(edge) else { continue };
        let e = &g[edge];
        let row = json!({
            "source": g[source].id, "target": g[target].id, "key": edge.index(),
            "predicate": e.predicate, "confidence": e.confidence(), "quote": quote(e), "document": place(e),
        });
        writeln!(out, "{}{row}", if edge.index() == 0 { "" } else { "," })?;
    }
    writeln!(out, "]}}")
}
