//! Pajek NET (Batagelj and Mrvar); read by Pajek, NetworkX, igraph.

use super::attributed::Attributed;
use std::collections::HashMap;
use std::io::{self, Write};

/// Writes the graph as Pajek NET: labels, ties with their weight and, as label, their kind. Pajek knows a vertex by its number, but readers know it by its label, so a
/// label that is not the only one of its kind has its number behind it.
///
/// # Errors
/// The writer fails.
pub fn pajek(graph: &impl Attributed, mut out: impl Write) -> io::Result<()> {
    let mut times: HashMap<String, usize> = HashMap::new();
    graph.each_node(&mut |node| {
        *times.entry(plain(node.label)).or_default() += 1;
        Ok(())
    })?;
    writeln!(out, "*Vertices {}", graph.node_count())?;
    graph.each_node(&mut |node| {
        let (number, label) = (node.place + 1, plain(node.label));
        if times.get(&label).is_some_and(|n| *n > 1) {
            writeln!(out, "{number} \"{label} ({number})\"")
        } else {
            writeln!(out, "{number} \"{label}\"")
        }
    })?;
    writeln!(out, "{}", if graph.is_directed() { "*Arcs" } else { "*Edges" })?;
    let weight = graph.edge_columns().iter().position(|(name, _)| name == "weight");
    graph.each_edge(&mut |edge| {
        let weight = weight.map(|w| edge.values[w].written()).filter(|w| !w.is_empty());
        let weight = weight.as_deref().unwrap_or("1");
        let (source, target) = (edge.source.1 + 1, edge.target.1 + 1);
        match edge.kind {
            Some(kind) => writeln!(out, "{source} {target} {weight} l \"{}\"", plain(kind)),
            None => writeln!(out, "{source} {target} {weight}"),
        }
    })
}

/// A label on one line without quotation marks, for which the format has no escape.
fn plain(label: &str) -> String {
    let label: String = label
        .chars()
        .map(|c| {
            if c == '"' {
                '\''
            } else if c.is_control() {
                ' '
            } else {
                c
            }
        })
        .collect();
    label.split_whitespace().collect::<Vec<_>>().join(" ")
}
