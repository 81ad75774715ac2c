//! `policygraph central`: who is central, and which relations hold the graph together.

use crate::call::{Outcome, Streams};
use crate::commands::names;
use crate::monitor::Watch;
use crate::output::{LimitArgs, Rows};
use crate::projection;
use crate::selection::{AnalysisArgs, Selection};
use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use policygraph_network as network;
use policygraph_network::{BetweennessOptions, Ends, Iteration, Monitor};
use policygraph_registry::Registry;
use policygraph_store::Annotation;
use serde_json::{Value, json};

#[derive(Debug, Args)]
pub(crate) struct CentralArgs {
    /// Measures; the first one ranks the entities.
    #[arg(value_enum, default_value = "degree")]
    pub measures: Vec<Measure>,
    /// Direction of the relations that degree and strength count.
    #[arg(long, value_enum, default_value_t)]
    pub direction: DegreeOf,
    /// Rank relations instead, by betweenness, and mark bridges: relations whose removal disconnects the graph.
    #[arg(long)]
    pub edges: bool,
    /// Estimate betweenness from this many randomly chosen entities, for large graphs.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub samples: Option<u32>,
    /// Seed for random numbers.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u64,
    /// With pagerank: rank entities as seen from this entity.
    #[arg(long, value_name = "NAME")]
    pub seen_from: Option<String>,
    #[command(flatten)]
    pub limit: LimitArgs,
    /// Also write the values into the store, as pg:score in the graph graph:analysis-MEASURE.
    #[arg(long, conflicts_with = "tables-folder")]
    pub annotate: bool,
    #[command(flatten)]
    pub analysis: AnalysisArgs,
}

/// Measures of centrality. Definitions and papers are in the documentation of `policygraph-network`, and those of NetworkX.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Measure {
    /// Number of relations, divided by the number of other entities.
    Degree,
    /// Total weight of the relations.
    Strength,
    /// Share of the shortest paths between other entities that run through the entity.
    Betweenness,
    /// Inverse of the mean distance to the other entities.
    Closeness,
    /// Sum of the inverse distances to the other entities; for graphs with several components.
    Harmonic,
    /// High for entities tied to central entities.
    Eigenvector,
    /// Number of walks that end at the entity, with more weight for short walks.
    Katz,
    /// Share of time that a random walk along the relations spends at the entity.
    Pagerank,
    /// HITS: high for entities with relations to good authorities.
    Hubs,
    /// HITS: high for entities to which good hubs have relations.
    Authorities,
    /// Number of its k-core: the density of its surroundings.
    Core,
    /// Share of pairs of its neighbours that are tied to each other.
    Clustering,
    /// Burt: the extent to which its contacts are tied to each other. A low value means freedom to broker.
    Constraint,
    /// Burt: number of contacts, less their redundancy.
    EffectiveSize,
    /// 1 for an entity whose removal disconnects the graph.
    Articulation,
}

impl Measure {
    /// Its name on the command line, in exports and in the store.
    pub(crate) fn name(self) -> String {
        self.to_possible_value().map(|v| v.get_name().to_owned()).unwrap_or_default()
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum DegreeOf {
    /// Relations to and from the entity.
    #[default]
    Both,
    /// Relations to the entity.
    In,
    /// Relations from the entity.
    Out,
}

impl From<DegreeOf> for Ends {
    fn from(d: DegreeOf) -> Self {
        match d {
            DegreeOf::Both => Self::Both,
            DegreeOf::In => Self::In,
            DegreeOf::Out => Self::Out,
        }
    }
}

/// How a measure is computed.
#[derive(Debug, Clone, Default)]
pub(crate) struct MeasureOptions {
    pub ends: Ends,
    pub betweenness: BetweennessOptions,
    /// For PageRank: how often each node is jumped to; empty: all alike.
    pub personal: Vec<f64>,
}

/// A share of all shortest paths; the estimate of it, if there is one, by so many sources.
pub(crate) fn normalized(samples: Option<u32>, seed: u64) -> BetweennessOptions {
    BetweennessOptions { normalized: true, sources: samples.map(|n| n as usize), seed }
}

/// The attenuation of Katz centrality against its limit, the inverse of the largest eigenvalue.
const BELOW_LIMIT: f64 = 0.9;

/// A value for each node of a selection.
pub(crate) fn measure(
    selection: &Selection,
    measure: Measure,
    options: &MeasureOptions,
    monitor: &dyn Monitor,
) -> Result<Vec<f64>> {
    // Each is made when it is first asked for.
    let (directed, strengths, lengths) = (|| selection.directed(), || selection.strengths(), || selection.lengths());
    let iteration = Iteration::default();
    let name = || format!("{} cannot be computed", measure.name());
    Ok(match measure {
        Measure::Degree => network::degree_centrality(directed(), options.ends),
        Measure::Strength => network::strength(directed(), options.ends),
        Measure::Betweenness => network::betweenness(lengths(), options.betweenness, monitor)?,
        Measure::Closeness => network::closeness(lengths(), monitor)?,
        Measure::Harmonic => network::harmonic(lengths(), monitor)?,
        Measure::Eigenvector => network::eigenvector(strengths(), iteration, monitor).with_context(name)?,
        Measure::Katz => {
            // No eigenvalue is larger than the largest sum of a row.
            let most = network::strength(strengths(), Ends::In).into_iter().fold(1.0, f64::max);
            network::katz(strengths(), BELOW_LIMIT / most, iteration, monitor).with_context(name)?
        }
        Measure::Pagerank => {
            network::pagerank(directed(), 0.85, &options.personal, iteration, monitor).with_context(name)?
        }
        Measure::Hubs => network::hits(directed(), iteration, monitor).with_context(name)?.hubs,
        Measure::Authorities => network::hits(directed(), iteration, monitor).with_context(name)?.authorities,
        Measure::Core => {
            let cores = network::core_numbers(&strengths().undirected(network::Merge::Sum));
            cores.into_iter().map(|k| u32::try_from(k).map_or(f64::INFINITY, f64::from)).collect()
        }
        Measure::Clustering => network::clustering(&lengths().undirected(network::Merge::Sum).unweighted(), monitor)?,
        Measure::Constraint => network::constraint(strengths(), monitor)?,
        Measure::EffectiveSize => network::effective_size(strengths(), monitor)?,
        Measure::Articulation => {
            let mut values = vec![0.0; strengths().nodes()];
            network::cuts(strengths()).nodes.into_iter().for_each(|v| values[v] = 1.0);
            values
        }
    })
}

pub(crate) fn run(args: &CentralArgs, registry: &Registry, streams: &mut Streams<'_>) -> Result<Outcome> {
    let Some(selection) = args.analysis.select(registry, streams)? else { return Ok(Outcome::Incomplete) };
    if args.edges {
        return edges(args, &selection, streams);
    }
    let mut options = MeasureOptions {
        ends: args.direction.into(),
        betweenness: normalized(args.samples, args.seed),
        ..Default::default()
    };
    if let Some(name) = &args.seen_from {
        if !args.measures.contains(&Measure::Pagerank) {
            bail!("--seen-from is for the measure pagerank");
        }
        let Some(entity) = names::one(&selection.graph, name, streams)? else { return Ok(Outcome::Incomplete) };
        let place = selection.place(entity).with_context(|| format!("`{name}` is not in this network"))?;
        options.personal = vec![0.0; selection.members.len()];
        options.personal[place] = 1.0;
    }
    let mut columns = Vec::new();
    for &of in &args.measures {
        let watch = Watch::new(&of.name(), streams);
        columns.push(measure(&selection, of, &options, &watch)?);
    }
    if let (Some(samples), true) = (args.samples, args.measures.contains(&Measure::Betweenness)) {
        let error = network::betweenness_error(selection.members.len(), samples as usize, 0.05);
        writeln!(streams.talk, "betweenness is an estimate: with 95 % no value is off by more than {error:.3}")?;
    }
    if args.annotate {
        annotate(args, &selection, &columns, streams)?;
    }
    list(args, &selection, &columns, streams)?;
    Ok(Outcome::Done)
}

/// The places of the largest values, those without a value last, equal ones in the order of their ids; at most `limit`.
pub(crate) fn ranked<'s>(values: &[f64], limit: usize, id: impl Fn(usize) -> &'s str) -> Vec<usize> {
    let key = |v: usize| if values[v].is_nan() { f64::NEG_INFINITY } else { values[v] };
    let order = |&a: &usize, &b: &usize| key(b).total_cmp(&key(a)).then_with(|| id(a).cmp(id(b))).then(a.cmp(&b));
    let mut places: Vec<usize> = (0..values.len()).collect();
    if limit < places.len() {
        places.select_nth_unstable_by(limit, order);
        places.truncate(limit);
    }
    places.sort_unstable_by(order);
    places
}

/// A value with twelve digits, which tell ranks apart; more would show the order of additions. Nothing for one that is not
/// defined.
pub(crate) fn rounded(value: f64) -> Value {
    if value.is_finite() { json!((value * 1e12).round() / 1e12) } else { Value::Null }
}

fn list(args: &CentralArgs, selection: &Selection, columns: &[Vec<f64>], streams: &mut Streams<'_>) -> Result<()> {
    let scores: Vec<String> = match args.measures.as_slice() {
        [_] => vec!["score".to_owned()],
        several => several.iter().map(|m| m.name()).collect(),
    };
    let mut rows = Rows::of_entities("rank", scores.iter().map(String::as_str));
    let order = ranked(&columns[0], args.limit.of(columns[0].len()), |v| &selection.entity(v).id);
    for (rank, &v) in order.iter().enumerate() {
        rows.push_entity(rank + 1, selection.entity(v), columns.iter().map(|values| rounded(values[v])));
    }
    args.analysis.write(&rows, streams)
}

fn annotate(args: &CentralArgs, selection: &Selection, columns: &[Vec<f64>], streams: &Streams<'_>) -> Result<()> {
    let location = args.analysis.source.location();
    for (of, values) in args.measures.iter().zip(columns) {
        let defined = values.iter().enumerate().filter(|(_, v)| v.is_finite());
        let values: Vec<_> = defined.map(|(v, &x)| (selection.entity(v).id.as_str(), Annotation::Score(x))).collect();
        projection::annotate(location.store("--annotate")?, &of.name(), &streams.described(), &values)?;
    }
    Ok(())
}

fn edges(args: &CentralArgs, selection: &Selection, streams: &mut Streams<'_>) -> Result<Outcome> {
    if args.annotate {
        bail!("--annotate is for entities: leave out --edges");
    }
    let options = normalized(args.samples, args.seed);
    let values =
        network::edge_betweenness(selection.lengths(), options, &Watch::new("betweenness of relations", streams))?;
    let bridges = network::cuts(selection.lengths()).edges;
    let ends: Vec<(usize, usize)> = selection.lengths().edges().map(|(v, w, _)| (v, w)).collect();
    let mut rows = Rows::new(["rank", "from", "predicates", "to", "score", "bridge"]);
    // Edges are in the order of the ids of their ends.
    let order = ranked(&values, args.limit.of(values.len()), |_| "");
    for (rank, &edge) in order.iter().enumerate() {
        let (v, w) = ends[edge];
        rows.rows.push(vec![
            json!(rank + 1),
            json!(selection.entity(v).label),
            json!(predicates(selection, v, w)),
            json!(selection.entity(w).label),
            rounded(values[edge]),
            json!(bridges.binary_search(&(v.min(w), v.max(w))).is_ok()),
        ]);
    }
    args.analysis.write(&rows, streams)?;
    Ok(Outcome::Done)
}

/// The predicates between two entities; an arrow back for those that lead to the first.
fn predicates(selection: &Selection, v: usize, w: usize) -> String {
    let (v, w) = (selection.members[v], selection.members[w]);
    let g = selection.graph.graph();
    let there = g.edges_connecting(v, w).map(|e| e.weight().predicate.to_string());
    let back = g.edges_connecting(w, v).map(|e| format!("←{}", e.weight().predicate));
    there.chain(back).collect::<Vec<_>>().join(" ")
}
