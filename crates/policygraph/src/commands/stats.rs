//! `policygraph stats`: what the store holds, and how its graph is built.

use crate::call::{Outcome, Streams};
use crate::commands::central::{normalized, rounded};
use crate::monitor::Watch;
use crate::output::Rows;
use crate::selection::{AnalysisArgs, Selection};
use anyhow::{Result, bail};
use clap::Args;
use indexmap::IndexMap;
use policygraph_network::{self as network, Centralised, Ends, Merge, Network};
use policygraph_registry::Registry;
use policygraph_store::Store;
use serde_json::{Value, json};

#[derive(Debug, Args)]
pub(crate) struct StatsArgs {
    /// Describe the network instead: size, density, reciprocity, transitivity, components, mixing of countries and types,
    /// centralisation.
    #[arg(long)]
    pub network: bool,
    /// Count the ties between entity types instead.
    #[arg(long, conflicts_with = "network")]
    pub blocks: bool,
    /// With --network: compare with this many random networks in which each entity keeps its number of ties.
    #[arg(long, value_name = "N", requires = "network", value_parser = clap::value_parser!(u32).range(1..))]
    pub random: Option<u32>,
    /// Seed for random numbers.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u64,
    #[command(flatten)]
    pub analysis: AnalysisArgs,
}

pub(crate) fn run(args: &StatsArgs, registry: &Registry, streams: &mut Streams<'_>) -> Result<Outcome> {
    let rows = if args.network || args.blocks {
        let Some(selection) = args.analysis.select(registry, streams)? else { return Ok(Outcome::Incomplete) };
        if args.blocks { blocks(&selection) } else { describe(args, &selection, streams)? }
    } else {
        if !args.analysis.filter.is_empty() {
            bail!("a filter is for --network and --blocks");
        }
        let location = args.analysis.source.location();
        counts(&location.open_for("`stats` without --network or --blocks")?)?
    };
    args.analysis.write(&rows, streams)?;
    Ok(Outcome::Done)
}

fn counts(store: &Store) -> Result<Rows> {
    let mut rows = Rows::new(["what", "name", "count"]);
    for document in store.documents()? {
        rows.rows.push(vec![json!("document"), json!(document.name), json!(1)]);
    }
    let mut kinds: IndexMap<_, usize> = IndexMap::new();
    for entity in store.entities()?.values() {
        for kind in &entity.kinds {
            *kinds.entry(*kind).or_default() += 1;
        }
    }
    kinds.sort_keys();
    rows.rows.extend(kinds.iter().map(|(kind, n)| vec![json!("entity"), json!(kind), json!(n)]));
    let mut predicates: IndexMap<_, usize> = IndexMap::new();
    for edge in store.edges()? {
        *predicates.entry(edge.predicate).or_default() += 1;
    }
    predicates.sort_keys();
    rows.rows.extend(predicates.iter().map(|(p, n)| vec![json!("relation"), json!(p), json!(n)]));
    let mut currencies: IndexMap<String, usize> = IndexMap::new();
    for budget in store.budgets()? {
        *currencies.entry(budget.currency).or_default() += 1;
    }
    currencies.sort_keys();
    rows.rows.extend(currencies.iter().map(|(c, n)| vec![json!("budget"), json!(c), json!(n)]));
    Ok(rows)
}

/// A figure of a network, which networks at random can be compared by.
type Figure<'f> = (&'static str, Box<dyn Fn(&Network) -> Option<f64> + Sync + 'f>);

/// What is a number, and cheap enough to be computed again for each network at random.
fn figures(countries: &[Option<usize>], types: &[Option<usize>]) -> Vec<Figure<'static>> {
    let (c, t) = (countries.to_vec(), types.to_vec());
    let (c2, t2) = (c.clone(), t.clone());
    vec![
        ("reciprocity", Box::new(network::reciprocity)),
        ("transitivity", Box::new(|n| Some(network::transitivity(n)))),
        (
            "mean clustering",
            Box::new(|n| mean(&network::clustering(&n.undirected(Merge::Sum).unweighted(), &()).ok()?)),
        ),
        ("degree assortativity", Box::new(network::degree_assortativity)),
        ("assortativity by country", Box::new(move |n| network::group_assortativity(n, &c))),
        ("assortativity by type", Box::new(move |n| network::group_assortativity(n, &t))),
        ("E-I index by country", Box::new(move |n| network::e_i_index(&n.unweighted(), &c2))),
        ("E-I index by type", Box::new(move |n| network::e_i_index(&n.unweighted(), &t2))),
    ]
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// Betweenness of networks of more entities is estimated, from this many of them: all would take hours.
const EXACT: usize = 20_000;
const SAMPLES: u32 = 1000;

fn describe(args: &StatsArgs, selection: &Selection, streams: &Streams<'_>) -> Result<Rows> {
    let n = selection.lengths();
    let mut rows = Rows::new(["figure", "value", "at random", "deviation", "z", "p"]);
    let optional = |value: Option<f64>| value.map_or(Value::Null, rounded);
    let mut add = |name: &str, value: Value| {
        rows.rows.push(vec![json!(name), value, Value::Null, Value::Null, Value::Null, Value::Null]);
    };
    add("entities", json!(n.nodes()));
    add("ties", json!(n.edge_count()));
    add("density", rounded(network::density(n)));
    let components = network::components(n);
    add("components", json!(components.iter().max().map_or(0, |m| m + 1)));
    add("entities in the largest component", json!(components.iter().filter(|&&c| c == 0).count()));
    let cuts = network::cuts(n);
    add("articulation points", json!(cuts.nodes.len()));
    add("bridges", json!(cuts.edges.len()));
    // Freeman's index is defined for networks without directions and weights.
    let bare = n.undirected(Merge::Sum).unweighted();
    let watch = Watch::new("centralisation", streams);
    let samples = (bare.nodes() > EXACT).then_some(SAMPLES);
    let betweenness = network::betweenness(&bare, normalized(samples, args.seed), &watch)?;
    let by_betweenness = match samples {
        None => "centralisation by betweenness",
        Some(_) => "centralisation by betweenness (estimate)",
    };
    for (name, values, of) in [
        ("centralisation by degree", network::degree_centrality(&bare, Ends::Both), Centralised::Degree),
        (by_betweenness, betweenness, Centralised::Betweenness),
        ("centralisation by closeness", network::closeness(&bare, &watch)?, Centralised::Closeness),
    ] {
        add(name, optional(network::centralisation(&values, of)));
    }
    drop(watch);
    let of_graph = |groups: Vec<Option<usize>>| -> Vec<Option<usize>> {
        selection.members.iter().map(|m| groups[m.index()]).collect()
    };
    let (countries, types) = (of_graph(selection.graph.countries().0), of_graph(selection.graph.types().0));
    for (name, figure) in figures(&countries, &types) {
        let value = figure(n);
        let mut row = vec![json!(name), optional(value)];
        let random = match (args.random, value) {
            (Some(samples), Some(_)) => {
                let watch = Watch::new(name, streams);
                let of = |n: &Network| figure(n).unwrap_or_default();
                let c = network::compare_with_null_model(n, of, samples as usize, args.seed, &watch)?;
                [rounded(c.mean), rounded(c.deviation), optional(c.z()), rounded(c.p)]
            }
            _ => [Value::Null, Value::Null, Value::Null, Value::Null],
        };
        row.extend(random);
        rows.rows.push(row);
    }
    Ok(rows)
}

/// The ties from entities of each type to those of each.
fn blocks(selection: &Selection) -> Rows {
    let (types, names) = selection.graph.types();
    let groups: Vec<usize> = selection.members.iter().filter_map(|m| types[m.index()]).collect();
    let mut rows = Rows::new(["from", "to", "ties", "weight", "density"]);
    for (from, row) in network::blocks(selection.strengths(), &groups).into_iter().enumerate() {
        for (to, block) in row.into_iter().enumerate().filter(|(_, b)| b.edges > 0) {
            rows.rows.push(vec![
                json!(names[from]),
                json!(names[to]),
                json!(block.edges),
                rounded(block.weight),
                rounded(block.density),
            ]);
        }
    }
    rows
}
