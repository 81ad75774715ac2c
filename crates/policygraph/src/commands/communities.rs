//! `policygraph communities`: which groups form.

use crate::call::{Outcome, Streams};
use crate::commands::central::ranked;
use crate::monitor::Watch;
use crate::output::{LimitArgs, Rows};
use crate::projection;
use crate::selection::{AnalysisArgs, Selection};
use anyhow::Result;
use clap::{Args, ValueEnum};
use policygraph_network::{
    self as network, Ends, Kind, LeidenOptions, Quality, components, label_propagation, leiden, strong_components,
};
use policygraph_registry::Registry;
use policygraph_store::Annotation;
use serde_json::json;

#[derive(Debug, Args)]
pub(crate) struct CommunitiesArgs {
    /// Method.
    #[arg(value_enum, default_value_t)]
    pub method: Method,
    /// With leiden, usually 1; larger values give smaller groups. With potts, the minimum density of a group.
    #[arg(long, value_name = "R", default_value_t = 1.0)]
    pub resolution: f64,
    /// Number of runs of leiden and potts; the best partition is used.
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    pub starts: u32,
    /// Seed for random numbers.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u64,
    /// List each entity with its community, instead of each community with its size and first members.
    #[arg(long)]
    pub members: bool,
    #[command(flatten)]
    pub limit: LimitArgs,
    /// Also write the communities into the store, as pg:community in the graph graph:analysis-communities.
    #[arg(long, conflicts_with = "tables-folder")]
    pub annotate: bool,
    #[command(flatten)]
    pub analysis: AnalysisArgs,
}

/// How groups are found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Method {
    /// Leiden algorithm, by modularity.
    #[default]
    Leiden,
    /// Leiden algorithm, by the constant Potts model.
    Potts,
    /// Label propagation.
    Labels,
    /// Connected components.
    Components,
    /// Strongly connected components, along the direction of relations.
    Strong,
}

/// How many members of a community are named.
const NAMED: usize = 5;

pub(crate) fn run(args: &CommunitiesArgs, registry: &Registry, streams: &mut Streams<'_>) -> Result<Outcome> {
    let Some(selection) = args.analysis.select(registry, streams)? else { return Ok(Outcome::Incomplete) };
    let selection = if args.method == Method::Strong { selection } else { selection.with_strengths_alone() };
    let groups = find(args, &selection, streams)?;
    if args.annotate {
        let location = args.analysis.source.location();
        let number = |g: usize| Annotation::Community(u32::try_from(g + 1).unwrap_or(u32::MAX));
        let values: Vec<_> =
            groups.iter().enumerate().map(|(v, &g)| (selection.entity(v).id.as_str(), number(g))).collect();
        projection::annotate(location.store("--annotate")?, "communities", &streams.described(), &values)?;
    }
    let rows = if args.members { members(args, &selection, &groups) } else { communities(args, &selection, &groups) };
    args.analysis.write(&rows, streams)?;
    let count = groups.iter().max().map_or(0, |m| m + 1);
    let quality = network::modularity(selection.strengths(), &groups, 1.0);
    writeln!(streams.talk, "{count} communities of {} entities, modularity {quality:.4}", groups.len())?;
    Ok(Outcome::Done)
}

/// The community of each node, numbered from the largest.
fn find(args: &CommunitiesArgs, selection: &Selection, streams: &Streams<'_>) -> Result<Vec<usize>> {
    let quality = match args.method {
        Method::Leiden => Quality::Modularity,
        Method::Potts => Quality::Potts,
        Method::Labels => return Ok(label_propagation(selection.strengths(), args.seed)),
        Method::Components => return Ok(components(selection.strengths())),
        Method::Strong => return Ok(strong_components(selection.directed())),
    };
    let options = LeidenOptions {
        quality,
        resolution: args.resolution,
        seed: args.seed,
        starts: args.starts as usize,
        ..LeidenOptions::default()
    };
    Ok(leiden(selection.strengths(), options, &Watch::new("communities", streams))?)
}

fn communities(args: &CommunitiesArgs, selection: &Selection, groups: &[usize]) -> Rows {
    let mut rows = Rows::new(["community", "size", "density", "countries", "types", "members"]);
    let count = groups.iter().max().map_or(0, |m| m + 1);
    let network = selection.strengths();
    let strengths = network::strength(network, Ends::Both);
    let mut members = vec![Vec::new(); count];
    groups.iter().enumerate().for_each(|(v, &group)| members[group].push(v));
    let mut ties = vec![0.0; count];
    network.edges().filter(|(v, w, _)| v != w && groups[*v] == groups[*w]).for_each(|(v, _, _)| ties[groups[v]] += 1.0);
    let ways = if network.kind() == Kind::Directed { 1.0 } else { 2.0 };
    for (group, inside) in members.into_iter().enumerate().take(args.limit.of(count)) {
        let values: Vec<f64> = inside.iter().map(|&v| strengths[v]).collect();
        let order = ranked(&values, NAMED, |i| &selection.entity(inside[i]).id);
        let first: Vec<&str> = order.iter().map(|&i| selection.entity(inside[i]).label.as_str()).collect();
        let size = inside.len() as f64;
        let density = if size > 1.0 { ways * ties[group] / (size * (size - 1.0)) } else { 0.0 };
        rows.rows.push(vec![
            json!(group + 1),
            json!(inside.len()),
            json!((density * 1e4).round() / 1e4),
            json!(counted(inside.iter().map(|&v| selection.entity(v).countries.join(" ")))),
            json!(counted(inside.iter().map(|&v| selection.entity(v).kind.to_string()))),
            json!(first.join(", ")),
        ]);
    }
    rows
}

/// The three most frequent values with their counts; empty ones do not count.
fn counted(values: impl Iterator<Item = String>) -> String {
    let mut counts = std::collections::BTreeMap::<String, usize>::new();
    values.filter(|v| !v.is_empty()).for_each(|v| *counts.entry(v).or_default() += 1);
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    counts.iter().take(3).map(|(value, n)| format!("{value} {n}")).collect::<Vec<_>>().join(", ")
}

fn members(args: &CommunitiesArgs, selection: &Selection, groups: &[usize]) -> Rows {
    let mut rows = Rows::of_entities("community", []);
    let shown = args.limit.of(groups.iter().max().map_or(0, |m| m + 1));
    let mut order: Vec<usize> = (0..groups.len()).filter(|&v| groups[v] < shown).collect();
    order.sort_by_key(|&v| (groups[v], &selection.entity(v).id));
    for v in order {
        rows.push_entity(groups[v] + 1, selection.entity(v), []);
    }
    rows
}
