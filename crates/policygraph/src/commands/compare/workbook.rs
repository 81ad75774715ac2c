//! Tables of a comparison as a workbook: beside each row its strongest quote and where it stands, and all evidence on a sheet of its own.

use super::{claim_ids, rows};
use crate::evidence::place;
use crate::output::{Rows, on_one_line};
use crate::workbook::Book;
use anyhow::Result;
use indexmap::IndexSet;
use policygraph_comparison::{Language, Table};
use policygraph_model::ClaimId;
use policygraph_store::{Claim, Evidence};
use serde_json::json;
use std::io::Write;

/// Writes the tables, a sheet each.
pub(super) fn write(tables: &[&Table], language: Language, evidence: &dyn Evidence, out: &mut dyn Write) -> Result<()> {
    let heading = |ko: &str, en: &str| if language == Language::Ko { ko } else { en }.to_owned();
    let mut book = Book::new()?;
    let ids: IndexSet<ClaimId> = tables.iter().flat_map(|t| &t.rows).flat_map(|r| &r.claims).copied().collect();
    let ids: Vec<ClaimId> = ids.into_iter().collect();
    let claims = evidence.claims_by_id(&ids)?;
    for table in tables {
        let mut sheet = rows(table, language, true);
        sheet.columns.extend([heading("인용", "quote"), heading("출처", "source"), heading("근거 번호", "claim ids")]);
        for (row, cells) in table.rows.iter().zip(&mut sheet.rows) {
            // What the registry adds is sure, but has no words to show.
            let strength = |claim: &Claim| (!claim.quote.is_empty(), claim.confidence);
            let strongest = row
                .claims
                .iter()
                .filter_map(|id| claims.get(id))
                .reduce(|best, claim| if strength(claim) > strength(best) { claim } else { best });
            cells.push(strongest.map(|c| on_one_line(&c.quote)).into());
            cells.push(strongest.map(place).into());
            cells.push(claim_ids(row).join(" ").into());
        }
        sheet.sheet(&format!("{} {}", table.id, table.title.get(language)), &mut book)?;
    }
    let mut words = Rows::default();
    words.columns.extend([
        heading("근거 번호", "claim id"),
        heading("인용", "quote"),
        heading("출처", "source"),
        heading("신뢰도", "confidence"),
        heading("서술", "status"),
        heading("규칙", "rule"),
    ]);
    words.rows.extend(ids.iter().filter_map(|id| claims.get_key_value(id)).map(|(id, c)| {
        vec![
            json!(format!("claim-{id}")),
            json!(on_one_line(&c.quote)),
            json!(place(c)),
            json!(c.confidence),
            json!(c.status),
            json!(c.rule),
        ]
    }));
    words.sheet(&heading("근거", "evidence"), &mut book)?;
    book.write(out)
}
