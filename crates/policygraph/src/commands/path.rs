//! `policygraph path`: how two entities are connected.

use crate::call::{Outcome, SourceArgs, Streams};
use crate::commands::{names, show};
use crate::evidence;
use crate::monitor::Watch;
use crate::output::{Format, Rows};
use crate::projection;
use crate::selection::{self, FilterArgs};
use crate::sentence::{Language, sentence};
use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use petgraph::graph::NodeIndex;
use policygraph_graph::{Hop, Pattern, PolicyGraph, Weight, shortest_around};
use policygraph_network::{Kind, all_shortest_paths, k_shortest_paths, simple_paths};
use policygraph_registry::Registry;
use policygraph_store::{Claim, StoredEdge};
use serde_json::json;
use std::collections::HashMap;
use std::io::Write;

#[derive(Debug, Args)]
pub(crate) struct PathArgs {
    /// A name in any language, or an id.
    pub from: String,
    /// A name in any language, or an id; not needed with --pattern.
    #[arg(required_unless_present = "pattern")]
    pub to: Option<String>,
    /// Count hops only, also through countries and hubs. By default, a path avoids countries and hubs if another path is at most three hops
    /// longer.
    #[arg(long, conflicts_with_all = ["by", "max_hops", "pattern"])]
    pub through_countries: bool,
    /// Follow relations in their direction only.
    #[arg(long)]
    pub directed: bool,
    /// Largest number of paths to show.
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: u32,
    /// Also show longer paths, after the shortest.
    #[arg(long, conflicts_with_all = ["by", "max_hops", "pattern"])]
    pub longer: bool,
    /// Show the cheapest paths instead of those with the fewest hops.
    #[arg(long, value_enum, value_name = "COST", conflicts_with_all = ["max_hops", "pattern"])]
    pub by: Option<Cost>,
    /// Show all paths of at most this many hops.
    #[arg(long, value_name = "N", conflicts_with = "pattern")]
    pub max_hops: Option<u32>,
    /// Show paths that match this pattern of types and relations: 'Company -participatesIn-> Program -implementedIn-> Country'. In it, * is
    /// any type, --> any relation, and -leads- a relation in either direction.
    #[arg(long, value_name = "PATTERN", conflicts_with = "directed")]
    pub pattern: Option<Pattern>,
    /// Answer in sentences in this language, without the evidence.
    #[arg(long, value_enum, value_name = "LANGUAGE", conflicts_with = "format")]
    pub answer: Option<Language>,
    #[command(flatten)]
    pub filter: FilterArgs,
    #[command(flatten)]
    pub source: SourceArgs,
    /// Output format.
    #[arg(long, value_enum, default_value_t)]
    pub format: PathFormat,
}

/// Formats of paths.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum PathFormat {
    /// Plain text, with the quotes.
    #[default]
    Text,
    /// JSON, one object per path.
    Json,
    /// Comma-separated values: one row for each relation of each hop.
    Csv,
    /// Tab-separated values: the same rows.
    Tsv,
}

/// What makes a hop of a path cheap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Cost {
    /// Confidence: prefers paths whose relations are most likely all true.
    Confidence,
    /// Statements: a hop costs the inverse of their number.
    Statements,
    /// Relations: a hop costs the inverse of their number.
    Relations,
}

/// The claims behind relations, the strongest first.
type Claims = HashMap<StoredEdge, Vec<Claim>>;

pub(crate) fn run(args: &PathArgs, registry: &Registry, streams: &mut Streams<'_>) -> Result<Outcome> {
    let statements = matches!(args.by, Some(Cost::Confidence | Cost::Statements)) || args.filter.needs_statements();
    let location = args.source.location();
    let whole = projection::read(&location, statements)?;
    // Names are looked up in the whole graph: what the filter leaves out is no unknown name.
    let Some(from) = names::one(&whole, &args.from, streams)? else { return Ok(Outcome::Incomplete) };
    let from = from.id.clone();
    let to = match &args.to {
        None => None,
        Some(name) => match names::one(&whole, name, streams)? {
            Some(node) => Some((node.id.clone(), name)),
            None => return Ok(Outcome::Incomplete),
        },
    };
    let graph = selection::apply(&args.filter, whole, registry)?;
    let place = |id: &str, name: &str| graph.node(id).with_context(|| format!("the filter leaves `{name}` out"));
    let start = place(&from, &args.from)?;
    let end = to.map(|(id, name)| place(&id, name)).transpose()?;
    let paths = find(args, &graph, start, end, streams)?;
    if paths.is_empty() {
        let same = if end == Some(start) { ": they are one entity" } else { "" };
        match &args.to {
            Some(to) => writeln!(streams.talk, "`{}` and `{to}` are not connected{same}", args.from)?,
            None => writeln!(streams.talk, "no path of this pattern starts at `{}`", args.from)?,
        }
        return Ok(Outcome::Incomplete);
    }
    if let Some(language) = args.answer {
        for path in &paths {
            answer(&graph, path, language, streams.out)?;
        }
        return Ok(Outcome::Done);
    }
    let stated: Vec<StoredEdge> =
        paths.iter().flatten().flat_map(|hop| edges(&graph, hop)).map(|(edge, ..)| edge).collect();
    let claims = location.evidence()?.claims_behind(&stated)?;
    let out = &mut *streams.out;
    match args.format {
        PathFormat::Text => {
            for (i, path) in paths.iter().enumerate() {
                text_path(&claims, &graph, path, i, out)?;
            }
        }
        PathFormat::Json => {
            for path in &paths {
                json_path(&claims, &graph, path, out)?;
            }
        }
        PathFormat::Csv => rows(&claims, &graph, &paths)?.write(Format::Csv, out)?,
        PathFormat::Tsv => rows(&claims, &graph, &paths)?.write(Format::Tsv, out)?,
    }
    Ok(Outcome::Done)
}

fn find(
    args: &PathArgs,
    graph: &PolicyGraph,
    start: NodeIndex,
    end: Option<NodeIndex>,
    streams: &Streams<'_>,
) -> Result<Vec<Vec<Hop>>> {
    let limit = args.limit as usize;
    let watch = Watch::new("paths", streams);
    if let Some(pattern) = &args.pattern {
        return Ok(pattern.paths(graph, start, end, limit, &watch)?);
    }
    let Some(end) = end else { return Ok(Vec::new()) };
    let kind = if args.directed { Kind::Directed } else { Kind::Undirected };
    let network = match args.by {
        None if args.through_countries || args.max_hops.is_some() => graph.network(kind, Weight::One),
        None => graph.detours(kind),
        Some(Cost::Confidence) => graph.network(kind, Weight::Doubt),
        Some(Cost::Statements) => graph.network(kind, Weight::Statements).map_weights(|w| 1.0 / w),
        Some(Cost::Relations) => graph.network(kind, Weight::Relations).map_weights(|w| 1.0 / w),
    };
    let (from, to) = (start.index(), end.index());
    let nodes: Vec<Vec<usize>> = if let Some(hops) = args.max_hops {
        simple_paths(&network, from, to, hops, limit, &watch)?
    } else if args.longer || args.by.is_some() {
        let paths = k_shortest_paths(&network, from, to, limit, &watch)?;
        paths.into_iter().map(|p| p.nodes).collect()
    } else if args.through_countries {
        all_shortest_paths(&network, from, to, limit, &watch)?
    } else {
        shortest_around(&network, from, to, limit, &watch)?
    };
    Ok(nodes.iter().map(|path| graph.hops(path, kind)).collect())
}

/// The relations of a hop as they are stored.
fn edges(graph: &PolicyGraph, hop: &Hop) -> Vec<(StoredEdge, NodeIndex, NodeIndex)> {
    let g = graph.graph();
    hop.edges
        .iter()
        .filter_map(|&e| {
            let (source, target) = g.edge_endpoints(e)?;
            let predicate = g[e].predicate;
            let stored = StoredEdge { subject: g[source].id.clone(), predicate, object: g[target].id.clone() };
            Some((stored, source, target))
        })
        .collect()
}

/// One line: the strongest relation of each hop as a sentence.
fn answer(graph: &PolicyGraph, path: &[Hop], language: Language, out: &mut dyn Write) -> Result<()> {
    let g = graph.graph();
    let mut sentences = Vec::new();
    for hop in path {
        if let Some((edge, source, target)) = edges(graph, hop).into_iter().next() {
            sentences.push(sentence(language, &g[source], edge.predicate, &g[target]));
        }
    }
    let separator = if language == Language::Ko { ", " } else { "; " };
    writeln!(out, "{}.", sentences.join(separator))?;
    Ok(())
}

fn text_path(claims: &Claims, graph: &PolicyGraph, path: &[Hop], i: usize, out: &mut dyn Write) -> Result<()> {
    let g = graph.graph();
    let names: Vec<&str> = path.iter().map(|h| g[h.to].label.as_str()).collect();
    writeln!(out, "{}{}. {} — {}", if i == 0 { "" } else { "\n" }, i + 1, g[path[0].from].label, names.join(" — "))?;
    for hop in path {
        for (edge, source, target) in edges(graph, hop) {
            writeln!(out, "   {} {} {}", g[source].label, edge.predicate, g[target].label)?;
            match claims.get(&edge).and_then(|claims| claims.first()) {
                Some(claim) if !claim.quote.is_empty() => show::evidence(claim, out)?,
                _ => writeln!(out, "      background knowledge of the registry")?,
            }
        }
    }
    Ok(())
}

fn json_path(claims: &Claims, graph: &PolicyGraph, path: &[Hop], out: &mut dyn Write) -> Result<()> {
    let g = graph.graph();
    let mut hops = Vec::new();
    for hop in path {
        let mut facts = Vec::new();
        for (edge, source, _) in edges(graph, hop) {
            let claims = claims.get(&edge).map_or(&[][..], Vec::as_slice);
            let confidence = claims.first().map(|c| c.confidence);
            let claims: Vec<_> = claims.iter().map(Claim::to_json).collect();
            facts.push(json!({"s": edge.subject, "p": edge.predicate, "o": edge.object, "forward": source == hop.from,
                "confidence": confidence, "claims": claims}));
        }
        hops.push(json!({"from": g[hop.from].id, "to": g[hop.to].id, "from_name": g[hop.from].label,
            "to_name": g[hop.to].label, "relations": facts}));
    }
    writeln!(out, "{}", json!({"length": path.len(), "hops": hops}))?;
    Ok(())
}

/// A row for each relation of each hop, with its strongest evidence.
fn rows(claims: &Claims, graph: &PolicyGraph, paths: &[Vec<Hop>]) -> Result<Rows> {
    let mut rows =
        Rows::new(["path", "hop", "subject", "predicate", "object", "forward", "confidence", "source", "quote"]);
    let g = graph.graph();
    for (number, path) in (1..).zip(paths) {
        for (place, hop) in (1..).zip(path) {
            for (edge, source, target) in edges(graph, hop) {
                let claim = claims.get(&edge).and_then(|claims| claims.first()).cloned().unwrap_or_default();
                rows.rows.push(vec![
                    json!(number),
                    json!(place),
                    json!(g[source].label),
                    json!(edge.predicate),
                    json!(g[target].label),
                    json!(source == hop.from),
                    json!(claim.confidence),
                    json!(evidence::place(&claim)),
                    json!(claim.quote),
                ]);
            }
        }
    }
    Ok(rows)
}
