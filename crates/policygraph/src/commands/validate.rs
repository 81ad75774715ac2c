//! `policygraph validate`: what breaks the shapes or does not add up in a store.

mod shapes;

use crate::call::{Outcome, StoreArgs, Streams};
use crate::evidence;
use crate::output::{grouped, on_one_line};
use anyhow::Result;
use clap::{Args, ValueEnum};
use indexmap::IndexMap;
use policygraph_store::{Store, StoredBudget, StoredEntity};
use rust_decimal::Decimal;
use serde_json::json;

/// Formats of what is wrong with a store.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// Plain text.
    #[default]
    Text,
    /// JSON, one object per finding.
    Json,
    /// A SHACL report graph in Turtle, without the check of sums.
    Report,
}

#[derive(Debug, Args)]
pub(crate) struct ValidateArgs {
    #[command(flatten)]
    pub store: StoreArgs,
    /// Output format.
    #[arg(long, value_enum, default_value_t)]
    pub format: ReportFormat,
}

/// How far a sum may be from its total: a thousandth, for parts that the text rounds.
const ROUNDING: Decimal = Decimal::from_parts(1, 0, 0, false, 3);

/// Parts that do not sum to their total.
struct Mismatch<'b> {
    total: &'b StoredBudget,
    amount: Decimal,
    parts: Vec<&'b StoredBudget>,
    sum: Decimal,
}

pub(crate) fn run(args: &ValidateArgs, streams: &mut Streams<'_>) -> Result<Outcome> {
    let store = Store::open_read_only(&args.store.store)?;
    let violations = shapes::check(&store, args.format, streams)?;
    let budgets = store.budgets()?;
    let entities = store.entities()?;
    let (checked, mismatches) = check(&budgets);
    for mismatch in &mismatches {
        match args.format {
            ReportFormat::Json => writeln!(streams.out, "{}", as_json(mismatch))?,
            ReportFormat::Text => text(mismatch, &store, &entities, streams)?,
            ReportFormat::Report => {}
        }
    }
    writeln!(
        streams.talk,
        "totals checked against their parts: {checked}, of which do not add up: {}",
        mismatches.len()
    )?;
    Ok(if mismatches.is_empty() && violations == 0 { Outcome::Done } else { Outcome::Incomplete })
}

/// The number of totals with parts, and those that the parts do not sum to. Parts of which the text gives only some may
/// sum to less.
fn check(budgets: &[StoredBudget]) -> (usize, Vec<Mismatch<'_>>) {
    let amount = |b: &StoredBudget| b.amount.parse::<Decimal>().ok();
    let mut parts: IndexMap<&str, Vec<&StoredBudget>> = IndexMap::new();
    for budget in budgets.iter().filter(|b| !b.total.is_empty()) {
        parts.entry(&budget.total).or_default().push(budget);
    }
    let checked = parts.len();
    let mismatches = parts
        .into_iter()
        .filter_map(|(id, parts)| {
            let total = budgets.iter().find(|b| b.id == id)?;
            let whole = amount(total)?;
            let sum: Decimal = parts.iter().filter_map(|b| amount(b)).sum();
            let tolerance = whole * ROUNDING;
            let complete = parts.iter().all(|p| p.complete);
            let wrong = sum > whole + tolerance || (complete && sum < whole - tolerance);
            wrong.then_some(Mismatch { total, amount: whole, parts, sum })
        })
        .collect();
    (checked, mismatches)
}

fn text(
    mismatch: &Mismatch<'_>,
    store: &Store,
    entities: &IndexMap<String, StoredEntity>,
    streams: &mut Streams<'_>,
) -> Result<()> {
    let label = |b: &StoredBudget| entities.get(&b.subject).map_or(b.subject.clone(), |e| e.label.clone());
    let currency = &mismatch.total.currency;
    writeln!(
        streams.out,
        "{}: the parts sum to {} {currency}, the total is {} {currency}",
        label(mismatch.total),
        grouped(&mismatch.sum.to_string()),
        grouped(&mismatch.amount.to_string())
    )?;
    for budget in [&mismatch.total].into_iter().chain(&mismatch.parts) {
        writeln!(streams.out, "  {} {currency}  {}", grouped(&budget.amount), label(budget))?;
        for claim in store.budget_claims(&budget.id)?.iter().take(1) {
            writeln!(streams.out, "      {}: “{}”", evidence::place(claim), on_one_line(&claim.quote))?;
        }
    }
    Ok(())
}

fn as_json(mismatch: &Mismatch<'_>) -> serde_json::Value {
    json!({
        "check": "parts-sum-to-total",
        "total": mismatch.total.id,
        "amount": mismatch.amount.to_string(),
        "sum": mismatch.sum.to_string(),
        "currency": mismatch.total.currency,
        "parts": mismatch.parts.iter().map(|b| b.id.as_str()).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn budget(id: &str, amount: &str, total: &str, complete: bool) -> StoredBudget {
        StoredBudget { id: id.into(), amount: amount.into(), total: total.into(), complete, ..StoredBudget::default() }
    }

    #[test]
    fn sums_are_checked() {
        let wrong = |rows: &[StoredBudget]| check(rows).1.len();
        let total = budget("t", "100", "", false);
        assert_eq!(wrong(&[total.clone(), budget("a", "60", "t", true), budget("b", "40", "t", true)]), 0);
        assert_eq!(wrong(&[total.clone(), budget("a", "60", "t", true), budget("b", "30", "t", true)]), 1);
        // Of an open list only too much is wrong.
        assert_eq!(wrong(&[total.clone(), budget("a", "60", "t", false), budget("b", "30", "t", false)]), 0);
        assert_eq!(wrong(&[total, budget("a", "60", "t", false), budget("b", "50", "t", false)]), 1);
    }
}
