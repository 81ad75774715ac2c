//! `policygraph path`: how two entities are connected.

use super::{graph, names, show};
use crate::cli::{Outcome, OutlineFormat, PathArgs, Streams};
use anyhow::{Result, bail};
use indexmap::IndexMap;
use policygraph_graph::{Hop, PolicyGraph, shortest_paths};
use policygraph_registry::Registry;
use policygraph_store::{Store, StoredEdge, StoredEntity};
use serde_json::json;
use std::io::Write;

pub(crate) fn run(args: &PathArgs, registry: &Registry, streams: &mut Streams<'_>) -> Result<Outcome> {
    let filter = graph::filter(&args.filter, registry)?;
    let store = Store::open_read_only(&args.store.store)?;
    let entities = store.entities()?;
    let (Some(from), Some(to)) = (one(&entities, &args.from, streams)?, one(&entities, &args.to, streams)?) else {
        return Ok(Outcome::Incomplete);
    };
    let graph = filter.apply(&graph::read(&store)?);
    let node = |e: &StoredEntity| graph.node(&e.id);
    let paths = match (node(from), node(to)) {
        (Some(a), Some(b)) => shortest_paths(&graph, a, b, args.directed, args.limit as usize),
        _ => bail!("the filter leaves `{}` or `{}` out", args.from, args.to),
    };
    if paths.is_empty() {
        writeln!(
            streams.talk,
            "`{}` and `{}` are not connected{}",
            args.from,
            args.to,
            if from.id == to.id { ": they are one entity" } else { "" }
        )?;
        return Ok(Outcome::Incomplete);
    }
    for (i, path) in paths.iter().enumerate() {
        match args.format {
            OutlineFormat::Json => json_path(&store, &graph, path, streams.out)?,
            OutlineFormat::Text => text_path(&store, &graph, path, i, streams.out)?,
        }
    }
    Ok(Outcome::Done)
}

/// The one entity that a name means; says so if there is none, and fails if there are several.
fn one<'e>(
    entities: &'e IndexMap<String, StoredEntity>,
    name: &str,
    streams: &mut Streams<'_>,
) -> Result<Option<&'e StoredEntity>> {
    match names::find(entities, name)[..] {
        [] => {
            names::say_missing(entities, name, streams.talk)?;
            Ok(None)
        }
        [entity] => Ok(Some(entity)),
        ref several => {
            let choices: Vec<String> = several
                .iter()
                .map(|e| format!("{} ({})", e.id.rsplit('/').next().unwrap_or_default(), e.kinds[0]))
                .collect();
            bail!("`{name}` names {} entities: give the id of one, {}", several.len(), choices.join(", "))
        }
    }
}

/// The stored edges of a hop.
fn edges(graph: &PolicyGraph, hop: &Hop) -> Vec<(StoredEdge, bool)> {
    let g = graph.graph();
    hop.edges
        .iter()
        .filter_map(|&e| {
            let (source, target) = g.edge_endpoints(e)?;
            Some((
                StoredEdge { subject: g[source].id.clone(), predicate: g[e].predicate, object: g[target].id.clone() },
                source == hop.from,
            ))
        })
        .collect()
}

fn text_path(store: &Store, graph: &PolicyGraph, path: &[Hop], i: usize, out: &mut dyn Write) -> Result<()> {
    let g = graph.graph();
    let names: Vec<&str> = path.iter().map(|h| g[h.to].label.as_str()).collect();
    writeln!(out, "{}{}. {} — {}", if i == 0 { "" } else { "\n" }, i + 1, g[path[0].from].label, names.join(" — "))?;
    for hop in path {
        for (edge, forward) in edges(graph, hop) {
            let (a, b) = if forward { (hop.from, hop.to) } else { (hop.to, hop.from) };
            writeln!(out, "   {} {} {}", g[a].label, edge.predicate, g[b].label)?;
            match store.claims(&edge)?.first() {
                Some(claim) if !claim.quote.is_empty() => show::evidence(claim, out)?,
                _ => writeln!(out, "      background knowledge of the registry")?,
            }
        }
    }
    Ok(())
}

fn json_path(store: &Store, graph: &PolicyGraph, path: &[Hop], out: &mut dyn Write) -> Result<()> {
    let g = graph.graph();
    let mut hops = Vec::new();
    for hop in path {
        let mut facts = Vec::new();
        for (edge, _) in edges(graph, hop) {
            let claims: Vec<_> = store.claims(&edge)?.iter().map(graph::claim_json).collect();
            facts.push(json!({"s": edge.subject, "p": edge.predicate, "o": edge.object, "claims": claims}));
        }
        hops.push(json!({"from": g[hop.from].id, "to": g[hop.to].id, "relations": facts}));
    }
    writeln!(out, "{}", json!({"length": path.len(), "hops": hops}))?;
    Ok(())
}
