//! `policygraph similar`: who is like an entity by whom it is tied to.

use crate::call::{Outcome, Streams};
use crate::commands::central::{ranked, rounded};
use crate::commands::names;
use crate::monitor::Watch;
use crate::output::{LimitArgs, Rows};
use crate::selection::{AnalysisArgs, Selection};
use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use policygraph_network::{Iteration, Merge, Network, Shared, pagerank, similarity};
use policygraph_registry::Registry;
use serde_json::json;

#[derive(Debug, Args)]
pub(crate) struct SimilarArgs {
    /// A name in any language, or an id.
    pub name: String,
    /// Measure of similarity.
    #[arg(long, value_enum, default_value_t)]
    pub measure: Likeness,
    /// List only entities of the same type.
    #[arg(long)]
    pub same_type: bool,
    #[command(flatten)]
    pub limit: LimitArgs,
    #[command(flatten)]
    pub analysis: AnalysisArgs,
}

/// How likeness is measured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Likeness {
    /// Shared neighbours, divided by all neighbours of either.
    #[default]
    Jaccard,
    /// Shared neighbours, divided by the root of the product of both numbers of neighbours.
    Cosine,
    /// Shared neighbours, with more weight for those with few neighbours.
    AdamicAdar,
    /// Share of time that a random walk with restarts at the entity spends at the other.
    Pagerank,
}

pub(crate) fn run(args: &SimilarArgs, registry: &Registry, streams: &mut Streams<'_>) -> Result<Outcome> {
    let Some(selection) = args.analysis.select(registry, streams)? else { return Ok(Outcome::Incomplete) };
    let Some(entity) = names::one(&selection.graph, &args.name, streams)? else { return Ok(Outcome::Incomplete) };
    let node = selection.place(entity).with_context(|| format!("`{}` is not in this network", args.name))?;
    let network = selection.strengths().undirected(Merge::Sum);
    let shared = |how| similarity(&network, node, how);
    let values = match args.measure {
        Likeness::Jaccard => shared(Shared::Jaccard),
        Likeness::Cosine => shared(Shared::Cosine),
        Likeness::AdamicAdar => shared(Shared::AdamicAdar),
        Likeness::Pagerank => {
            let mut personal = vec![0.0; network.nodes()];
            personal[node] = 1.0;
            pagerank(&network, 0.85, &personal, Iteration::default(), &Watch::new("likeness", streams))?
        }
    };
    let mut rows = Rows::of_entities("rank", ["score", "shared"]);
    let order = ranked(&values, values.len(), |v| &selection.entity(v).id);
    let like = order.into_iter().filter(|&v| v != node && values[v] > 0.0);
    let like = like.filter(|&v| !args.same_type || selection.entity(v).kind == entity.kind);
    for (rank, v) in like.take(args.limit.of(values.len())).enumerate() {
        let shared = between(&selection, &network, node, v);
        rows.push_entity(rank + 1, selection.entity(v), [rounded(values[v]), json!(shared)]);
    }
    args.analysis.write(&rows, streams)?;
    if rows.rows.is_empty() {
        writeln!(streams.talk, "nothing in the graph is like `{}`", args.name)?;
        return Ok(Outcome::Incomplete);
    }
    Ok(Outcome::Done)
}

/// How many shared neighbours are named.
const NAMED: usize = 5;

/// The neighbours that two nodes share.
fn between(selection: &Selection, network: &Network, a: usize, b: usize) -> String {
    let shared: Vec<usize> = network.neighbours(a).filter(|v| network.neighbours(b).any(|w| w == *v)).collect();
    let named: Vec<&str> = shared.iter().take(NAMED).map(|&v| selection.entity(v).label.as_str()).collect();
    let more = shared.len() - named.len();
    if more > 0 { format!("{} +{more}", named.join(", ")) } else { named.join(", ") }
}
