//! The quotes behind a row.

use super::{RowId, table_json};
use crate::call::{Outcome, Streams};
use crate::evidence::place;
use crate::output::{Format, on_one_line};
use anyhow::{Result, bail};
use policygraph_comparison::{Comparison, Language};
use policygraph_store::Evidence;
use serde_json::{Value, json};

pub(super) fn run(
    comparison: &Comparison,
    wanted: RowId,
    language: Language,
    format: Option<Format>,
    evidence: &dyn Evidence,
    streams: &mut Streams<'_>,
) -> Result<Outcome> {
    let Some(table) = comparison.table(wanted.table) else {
        bail!("there is no table {}: they are D1 to D{}", wanted.table, comparison.tables.len());
    };
    let Some(row) = table.rows.get(wanted.row - 1) else {
        bail!("{} has {} rows", table.id, table.rows.len());
    };
    let mut claims: Vec<_> = evidence.claims_by_id(&row.claims)?.into_iter().collect();
    claims.sort_by(|(_, a), (_, b)| a.strongest_first(b));
    if format == Some(Format::Json) {
        let all: Vec<Value> = claims
            .iter()
            .map(|(id, claim)| {
                let mut json = claim.to_json();
                json["claim"] = json!(format!("claim-{id}"));
                json
            })
            .collect();
        let row = table_json(table, language)["rows"][wanted.row - 1].clone();
        writeln!(streams.out, "{}", serde_json::to_string_pretty(&json!({"row": row, "evidence": all}))?)?;
        return Ok(Outcome::Done);
    }
    writeln!(streams.out, "{} {}, {}", table.id, table.title.get(language), wanted.row)?;
    for (column, cell) in table.columns.iter().zip(&row.cells) {
        let written = cell.written(language);
        if !written.is_empty() {
            writeln!(streams.out, "  {}: {written}", column.title.get(language))?;
        }
    }
    for (id, claim) in claims {
        let quote =
            if claim.quote.is_empty() { "—".to_owned() } else { format!("“{}”", on_one_line(&claim.quote)) };
        writeln!(
            streams.out,
            "\n  {quote}\n      {} · {} · {:.2} · claim-{id}",
            place(&claim),
            claim.rule,
            claim.confidence
        )?;
    }
    Ok(Outcome::Done)
}
