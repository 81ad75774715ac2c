//! `policygraph central`: who is central.

use super::graph;
use crate::cli::{CentralArgs, Measure, Outcome, Streams};
use crate::output::{Format, Rows};
use anyhow::Result;
use policygraph_graph::{betweenness, degree, pagerank};
use policygraph_registry::Registry;
use policygraph_store::Store;
use serde_json::json;

pub(crate) fn run(args: &CentralArgs, registry: &Registry, streams: &mut Streams<'_>) -> Result<Outcome> {
    let filter = graph::filter(&args.filter, registry)?;
    let store = Store::open_read_only(&args.store.store)?;
    let graph = filter.apply(&graph::read(&store)?);
    let scores = match args.measure {
        Measure::Degree => degree(&graph, args.direction.into()),
        Measure::Pagerank => pagerank(&graph),
        Measure::Betweenness => betweenness(&graph, args.directed),
    };
    let g = graph.graph();
    let mut ranked: Vec<_> = g.node_indices().collect();
    ranked.sort_by(|&a, &b| scores[b.index()].total_cmp(&scores[a.index()]).then_with(|| g[a].id.cmp(&g[b].id)));
    let mut rows = Rows::new(["rank", "name", "english", "type", "country", "score", "id"]);
    for (rank, &node) in ranked.iter().take(args.limit).enumerate() {
        let n = &g[node];
        // Twelve digits tell ranks apart; more would show the order of additions.
        let score = (scores[node.index()] * 1e12).round() / 1e12;
        rows.rows.push(vec![
            json!(rank + 1),
            json!(n.label),
            json!(n.label_en),
            json!(n.kind),
            json!(n.countries.join(" ")),
            json!(score),
            json!(n.id),
        ]);
    }
    let format = Format::or_default(args.format, streams.terminal);
    rows.write(format, streams.out)?;
    if rows.rows.is_empty() {
        writeln!(streams.talk, "no entity passes the filter")?;
        return Ok(Outcome::Incomplete);
    }
    Ok(Outcome::Done)
}
