//! The claims, without their words.

use crate::batch::{Kind, Texts};
use crate::table::Table;
use crate::{TablesError, locked};
use policygraph_model::ClaimId;
use policygraph_store::{AllClaims, PlainClaim};
use rustc_hash::FxHashSet;
use std::sync::{Arc, Mutex, PoisonError};

pub(crate) const TABLE: &str = "claims";

/// Claims with the strings that they share.
#[derive(Default)]
struct Collected {
    claims: AllClaims,
    strings: FxHashSet<Arc<str>>,
}

impl Collected {
    fn shared(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.strings.get(text) {
            return Arc::clone(known);
        }
        let new: Arc<str> = text.into();
        self.strings.insert(Arc::clone(&new));
        new
    }
}

/// All claims, the strongest first.
pub(crate) fn all(table: &Table) -> Result<AllClaims, TablesError> {
    let texts = ["document", "id", "subject", "predicate", "object", "section", "status"];
    let integers = ["year_from", "year_to", "amount_year"];
    let mut columns: Vec<_> = texts.map(|name| (name, Kind::Text)).to_vec();
    columns.extend(integers.map(|name| (name, Kind::Integer)));
    columns.push(("confidence", Kind::Number));
    let all = Mutex::new(Collected::default());
    table.scan(&columns, |batch| {
        let [document, ids, subject, predicate, object, section, status] = texts.map(|name| batch.texts(name));
        let [from, to, amount_year] = integers.map(|name| batch.integers(name));
        for row in 0..batch.rows() {
            let Ok(status) = status.get(row)?.parse() else { continue };
            let Some(confidence) = batch.number("confidence", row) else { continue };
            let (id, predicate) = (id(&ids, row)?, predicate.get(row)?);
            let (document, section) = (document.get(row)?, section.optional(row)?.unwrap_or_default());
            let (subject, object) = (subject.get(row)?, object.get(row)?);
            let years = from.number(row).zip(to.number(row));
            let amount_year = amount_year.number(row);
            locked(&all, |all| {
                let claim = PlainClaim {
                    id,
                    subject: all.shared(subject),
                    object: all.shared(object),
                    document: all.shared(document),
                    section: all.shared(section),
                    status,
                    confidence,
                    years,
                    amount_year,
                };
                all.claims.add(predicate, claim);
            });
        }
        Ok(())
    })?;
    let mut claims = all.into_inner().unwrap_or_else(PoisonError::into_inner).claims;
    claims.sort();
    Ok(claims)
}

/// The id of the claim of a row.
pub(crate) fn id(ids: &Texts<'_>, row: usize) -> Result<ClaimId, TablesError> {
    let text = ids.get(row)?;
    text.strip_prefix("claim-").unwrap_or(text).parse().map_err(|e| ids.wrong(format!("{e}")))
}
