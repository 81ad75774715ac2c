//! `policygraph stats`: what the store holds.

use crate::cli::{Outcome, StatsArgs, Streams};
use crate::output::{Format, Rows};
use anyhow::Result;
use indexmap::IndexMap;
use policygraph_store::Store;
use serde_json::json;

pub(crate) fn run(args: &StatsArgs, streams: &mut Streams<'_>) -> Result<Outcome> {
    let store = Store::open_read_only(&args.store.store)?;
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
    rows.write(Format::or_default(args.format, streams.terminal), streams.out)?;
    Ok(Outcome::Done)
}
