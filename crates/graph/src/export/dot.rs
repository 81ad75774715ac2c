//! DOT, the language of Graphviz.

use crate::PolicyGraph;
use std::io::{self, Write};

/// Writes the graph as DOT.
///
/// # Errors
/// The writer fails.
pub fn dot(graph: &PolicyGraph, mut out: impl Write) -> io::Result<()> {
    let g = graph.graph();
    writeln!(out, "digraph policygraph {{")?;
    writeln!(out, "  node [shape=box, style=rounded, fontname=\"sans-serif\"];")?;
    writeln!(out, "  edge [fontname=\"sans-serif\", fontsize=10];")?;
    for (index, node) in g.node_indices().zip(g.node_weights()) {
        writeln!(out, "  n{} [label={}, tooltip={}];", index.index(), quoted(&node.label), quoted(node.kind.as_str()))?;
    }
    for edge in g.edge_indices() {
        let Some((source, target)) = g.edge_endpoints(edge) else { continue };
        writeln!(out, "  n{} -> n{} [label={}];", source.index(), target.index(), quoted(g[edge].predicate.as_str()))?;
    }
    writeln!(out, "}}")
}

/// A quoted string: only the quotation mark and the backslash need escaping.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
