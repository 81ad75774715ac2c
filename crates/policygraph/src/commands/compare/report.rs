//! The HTML report.

use crate::call::Streams;
use crate::commands::to_file::to_file;
use crate::evidence::place;
use crate::output::on_one_line;
use anyhow::Result;
use policygraph_comparison::Comparison;
use policygraph_model::ClaimId;
use policygraph_report::{Quote, Quotes};
use policygraph_store::Evidence;
use std::collections::BTreeSet;
use std::path::Path;

/// The report with the quotes behind the rows that it shows.
pub(crate) fn html(comparison: &Comparison, evidence: &dyn Evidence) -> Result<String> {
    let mut wanted: BTreeSet<ClaimId> = BTreeSet::new();
    for table in &comparison.tables {
        for row in policygraph_report::shown_rows(comparison, table) {
            wanted.extend(table.rows[row].claims.iter().take(policygraph_report::SHOWN));
        }
    }
    let mut quotes = Quotes::new();
    let wanted: Vec<ClaimId> = wanted.into_iter().collect();
    for (id, claim) in evidence.claims_by_id(&wanted)? {
        let text = on_one_line(&claim.quote);
        let place = place(&claim);
        quotes.insert(id, Quote { text, place, rule: claim.rule, confidence: claim.confidence });
    }
    let generator = concat!("policygraph ", env!("CARGO_PKG_VERSION"));
    Ok(policygraph_report::html(comparison, &quotes, generator))
}

pub(super) fn write(
    comparison: &Comparison,
    path: &Path,
    evidence: &dyn Evidence,
    streams: &mut Streams<'_>,
) -> Result<()> {
    let html = html(comparison, evidence)?;
    to_file(Some(path), streams, |out| Ok(out.write_all(html.as_bytes())?))
}
