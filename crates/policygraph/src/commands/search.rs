//! `policygraph search`: entities by parts of their names.

use crate::call::{Outcome, StoreArgs, Streams};
use crate::output::{FormatArgs, Rows};
use crate::projection;
use anyhow::Result;
use clap::Args;
use policygraph_graph::search::{Names, matches};
use policygraph_model::EntityType;
use serde_json::json;

#[derive(Debug, Args)]
pub(crate) struct SearchArgs {
    /// Letters of a name, Korean initial consonants (ㅎㅇㅇ), or a country's code.
    pub text: String,
    /// Only entities of these types.
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',')]
    pub types: Vec<EntityType>,
    /// How many to list; 0 for all.
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub limit: usize,
    #[command(flatten)]
    pub store: StoreArgs,
    #[command(flatten)]
    pub format: FormatArgs,
}

pub(crate) fn run(args: &SearchArgs, streams: &mut Streams<'_>) -> Result<Outcome> {
    let format = args.format.choose(streams.terminal)?;
    let graph = projection::read(&args.store.store, false)?;
    let names = Names::of(&graph);
    let found = matches(&graph, &names, &args.text, &args.types);
    let limit = if args.limit == 0 { found.len() } else { args.limit };
    let mut rows = Rows::new(["rank", "name", "english", "type", "country", "relations", "id"]);
    for (rank, (_, _, node)) in found.into_iter().take(limit).enumerate() {
        let n = &graph.graph()[node];
        rows.rows.push(vec![
            json!(rank + 1),
            json!(n.label),
            json!(n.label_en),
            json!(n.kind),
            json!(n.countries.join(" ")),
            json!(names.degree(node)),
            json!(n.id),
        ]);
    }
    rows.write(format, streams.out)?;
    if rows.rows.is_empty() {
        writeln!(streams.talk, "no name has `{}` in it", args.text)?;
        return Ok(Outcome::Incomplete);
    }
    Ok(Outcome::Done)
}
