//! What a build says at its end: what was stored, what failed, what took longest, what the store holds and what to try next.

use super::{Progress, Tally};
use crate::call::Streams;
use anyhow::Result;
use policygraph_graph::{PolicyGraph, Weight};
use policygraph_model::EntityType;
use policygraph_network::{Ends, Kind, shortest_paths, strength};
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;

/// Documents above which it is told which of them took longest.
const MANY: usize = 10;

/// # Arguments
/// `holds`: the graph of the store and the number of its budgets, where they are to be told.
pub(super) fn report(
    tally: &Tally,
    progress: &Progress,
    holds: Option<(&PolicyGraph, usize)>,
    folder: &Path,
    streams: &mut Streams<'_>,
) -> Result<()> {
    let slowest: Vec<Value> = progress.slowest().map(|(name, s)| json!({ "document": name, "seconds": s })).collect();
    let done = json!({ "unchanged": tally.unchanged, "duplicates": tally.duplicates, "failed": tally.failed, "slowest": slowest });
    progress.tell("done", done, streams)?;
    let talk = &mut streams.talk;
    for note in &tally.notes {
        writeln!(talk, "note: {note}")?;
    }
    writeln!(
        talk,
        "{} stored, {} unchanged, {}{} failed → {}",
        count(progress.stored(), "document"),
        tally.unchanged,
        if tally.duplicates > 0 { format!("{}, ", count(tally.duplicates, "duplicate")) } else { String::new() },
        tally.failed.len(),
        folder.display()
    )?;
    if progress.stored() >= MANY {
        let slowest: Vec<String> = progress.slowest().map(|(name, s)| format!("{name} ({s:.2} s)")).collect();
        writeln!(talk, "Slowest to read: {}", slowest.join(", "))?;
    }
    if let Some((graph, budgets)) = holds {
        summary(graph, budgets, folder, streams.call, talk)?;
    }
    // Failures go last, where they are seen; also with --quiet, since they are no talk.
    if !tally.failed.is_empty() {
        let mut stderr = std::io::stderr();
        let out: &mut dyn Write = if streams.quiet { &mut stderr } else { talk };
        writeln!(out, "error: {} could not be read; the others are stored:", count(tally.failed.len(), "document"))?;
        for failure in &tally.failed {
            writeln!(out, "  {failure}")?;
        }
    }
    Ok(())
}

/// A number with its noun, in the plural that English makes with an s or, for `…y`, with `…ies`.
pub(super) fn count(n: usize, noun: &str) -> String {
    match noun.strip_suffix('y') {
        _ if n == 1 => format!("1 {noun}"),
        Some(stem) => format!("{n} {stem}ies"),
        None => format!("{n} {noun}s"),
    }
}

/// What the store holds now, who is central in it, and what to try next.
fn summary(graph: &PolicyGraph, budgets: usize, folder: &Path, call: &[String], talk: &mut dyn Write) -> Result<()> {
    let g = graph.graph();
    if g.node_count() == 0 {
        return Ok(());
    }
    let of = |kind: EntityType| g.node_weights().filter(|n| n.kind == kind).count();
    writeln!(
        talk,
        "\nThe graph has {}, {} and {}:",
        count(g.node_count(), "entity"),
        count(g.edge_count(), "relation"),
        count(budgets, "budget")
    )?;
    let kinds: Vec<String> =
        EntityType::ALL.iter().filter(|&&k| of(k) > 0).map(|&k| format!("{k} {}", of(k))).collect();
    writeln!(talk, "  {}", kinds.join(" · "))?;
    let network = graph.network(Kind::Undirected, Weight::Relations);
    let scores = strength(&network, Ends::Both);
    let hops = network.unweighted();
    let mut central: Vec<_> =
        g.node_indices().filter(|&n| g[n].kind.is_actor() && g[n].kind != EntityType::Country).collect();
    central.sort_by(|&a, &b| scores[b.index()].total_cmp(&scores[a.index()]).then(a.cmp(&b)));
    writeln!(talk, "\nMost central actors:")?;
    for &node in central.iter().take(5) {
        let english = g[node].label_en.as_deref().map(|e| format!(" ({e})")).unwrap_or_default();
        writeln!(talk, "  {}{english}, {}", g[node].label, g[node].kind)?;
    }
    let store =
        if folder == Path::new("policygraph.store") { String::new() } else { format!(" --store {}", folder.display()) };
    // As the program was called, so that the lines can be pasted.
    let program = call.first().map_or("policygraph", String::as_str);
    writeln!(talk, "\nNext:")?;
    if let Some((&first, others)) = central.split_first() {
        writeln!(talk, "  {program} show '{}'{store}", g[first].label)?;
        let connected = others.iter().find(|n| shortest_paths(&hops, &[(first.index(), n.index())])[0].is_some());
        if let Some(&second) = connected {
            writeln!(talk, "  {program} path '{}' '{}'{store}", g[first].label, g[second].label)?;
        }
    }
    writeln!(talk, "  {program} central betweenness{store}")?;
    writeln!(
        talk,
        "  {program} query 'SELECT ?programme ?amount ?currency WHERE {{ ?b pg:budgetOf/skos:prefLabel ?programme ; pg:amountValue ?amount ; pg:currencyCode ?currency }}'{store}"
    )?;
    writeln!(talk, "  {program} export --format graphml --output graph.graphml{store}")?;
    writeln!(talk, "  {program} serve{store}")?;
    Ok(())
}
