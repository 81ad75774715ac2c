//! `policygraph explain`: why names were taken for one entity.

use super::names;
use crate::call::{Outcome, StoreArgs, Streams, TextOrJson};
use anyhow::Result;
use clap::Args;
use policygraph_model::NameReason;
use policygraph_store::{Store, StoredNaming};
use serde_json::json;

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// A name in any language, an id (`us-fcc`), or a table and row of the last `compare` (D3 row 12).
    #[arg(required = true, num_args = 1.., value_name = "NAME")]
    pub name: Vec<String>,
    #[command(flatten)]
    pub store: StoreArgs,
    /// Output format.
    #[arg(long, value_enum, default_value_t)]
    pub format: TextOrJson,
}

pub(crate) fn run(args: &ExplainArgs, streams: &mut Streams<'_>) -> Result<Outcome> {
    let store = Store::open_read_only(&args.store.store)?;
    let entities = store.entities()?;
    let name = args.name.join(" ");
    let found = names::find(entities.values(), &name);
    if found.is_empty() {
        names::say_missing(entities.values(), &name, streams.talk)?;
        return Ok(Outcome::Incomplete);
    }
    for (i, entity) in found.iter().enumerate() {
        let namings = store.namings(&entity.id)?;
        if args.format == TextOrJson::Json {
            let names: Vec<_> = namings
                .iter()
                .map(|n| json!({"name": n.name, "reason": n.reason, "of": n.of, "document": n.document, "line": n.line, "rule": n.rule}))
                .collect();
            writeln!(streams.out, "{}", json!({"id": entity.id, "label": entity.label, "names": names}))?;
            continue;
        }
        if i > 0 {
            writeln!(streams.out)?;
        }
        let kinds: Vec<&str> = entity.kinds.iter().map(|k| k.as_str()).collect();
        writeln!(streams.out, "{} ({})", entity.label, kinds.join(", "))?;
        writeln!(streams.out, "  id  {}", entity.id)?;
        for naming in &namings {
            writeln!(streams.out, "  {}: {}", naming.name, reason(naming, &entity.id))?;
            writeln!(streams.out, "      {}, line {} · {}", naming.document, naming.line, naming.rule)?;
        }
    }
    Ok(Outcome::Done)
}

fn reason(naming: &StoredNaming, id: &str) -> String {
    let of = naming.of.as_deref().map_or_else(|| "another name".to_owned(), |of| format!("‘{of}’"));
    match naming.reason {
        NameReason::Introduced => "the text introduces it by this name".to_owned(),
        NameReason::Registry => {
            format!("the registry lists it as a name of {}", id.rsplit('/').next().unwrap_or(id))
        }
        NameReason::Bracket => format!("it stands in brackets behind {of}"),
        NameReason::Spelling => format!("it is spelled like {of}, but for blanks, case and marks"),
        NameReason::ShortForm => format!("it is short for {of}, or the other way round"),
        NameReason::Edition => format!("it is {of} with or without the year of its edition, or before it became law"),
        NameReason::Override => "the overrides file says so".to_owned(),
    }
}
