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
        let (label, kind) = (quoted(&node.label), quoted(node.kind.as_str()));
        write!(out, "  n{} [label={label}, tooltip={kind}", index.index())?;
        let numbers = graph.attributes().iter().map(|(name, values)| (name, values[index.index()]));
        for (name, value) in numbers.filter(|(_, v)| v.is_finite()) {
            // Names with a hyphen are no identifiers of DOT.
            write!(out, ", {}={value}", name.replace('-', "_"))?;
        }
        writeln!(out, "];")?;
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
