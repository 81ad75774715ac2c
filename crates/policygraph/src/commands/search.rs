//! `policygraph search`: entities by parts of their names.

use crate::call::{Outcome, SourceArgs, Streams};
use crate::output::{FormatArgs, LimitArgs, Rows};
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
    /// List only entities of these types.
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',')]
    pub types: Vec<EntityType>,
    #[command(flatten)]
    pub limit: LimitArgs,
    #[command(flatten)]
    pub source: SourceArgs,
    #[command(flatten)]
    pub format: FormatArgs,
}

pub(crate) fn run(args: &SearchArgs, streams: &mut Streams<'_>) -> Result<Outcome> {
    let format = args.format.choose(streams.terminal)?;
    let graph = projection::read(&args.source.location(), false)?;
    let names = Names::of(&graph);
    let found = matches(&graph, &names, &args.text, &args.types);
    let limit = args.limit.of(found.len());
    let mut rows = Rows::of_entities("rank", ["relations"]);
    for (rank, (_, _, node)) in found.into_iter().take(limit).enumerate() {
        rows.push_entity(rank + 1, &graph.graph()[node], [json!(names.degree(node))]);
    }
    rows.write(format, streams.out)?;
    if rows.rows.is_empty() {
        writeln!(streams.talk, "no name has `{}` in it", args.text)?;
        return Ok(Outcome::Incomplete);
    }
    Ok(Outcome::Done)
}
