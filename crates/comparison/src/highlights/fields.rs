//! Who leads a field, and who has one alone.

use super::{EXAMPLES, Highlight, count, rows, text, verdict};
use crate::Comparison;
use crate::table::{Bilingual, Cell, Table};
use statrs::distribution::{DiscreteCDF, Hypergeometric};
use std::collections::BTreeMap;

/// Fields with fewer programmes lead nowhere.
const LEAST_PROGRAMMES: u64 = 2;

/// How many programmes each country has in each field, from D2.
pub(super) struct Fields<'c> {
    table: &'c Table,
    /// Programmes of each country in the field, by field; places of rows beside.
    fields: BTreeMap<Bilingual, Vec<(usize, Bilingual, u64)>>,
    /// Programmes of each country, from D1.
    programmes: BTreeMap<Bilingual, u64>,
    /// How many pairs of a country and a field were looked at.
    looked_at: usize,
}

impl<'c> Fields<'c> {
    pub(super) fn of(of: &'c Comparison) -> Option<Self> {
        let (profile, all) = rows(of, 1)?;
        let programmes = all
            .filter(|(_, r)| profile.key(r, "measure") == "programmes and laws")
            .map(|(_, r)| (text(profile, r, "country"), count(profile, r, "value")))
            .collect();
        let (table, all) = rows(of, 2)?;
        let mut fields: BTreeMap<Bilingual, Vec<(usize, Bilingual, u64)>> = BTreeMap::new();
        for (place, row) in all {
            // The rows on diversity are of no field: they count fields, and have no budget.
            if let (Cell::Count(n), Cell::Amount(_)) = (table.cell(row, "programmes"), table.cell(row, "budget")) {
                fields.entry(text(table, row, "field")).or_default().push((place, text(table, row, "country"), *n));
            }
        }
        let looked_at = fields.values().map(Vec::len).sum();
        Some(Self { table, fields, programmes, looked_at })
    }

    /// How often chance would put so many programmes of a field into one country, over all that was looked at (Bonferroni).
    fn chance(&self, country: &Bilingual, of_country: u64, of_all: u64) -> Option<f64> {
        let all: u64 = self.programmes.values().sum();
        let own = *self.programmes.get(country)?;
        let draws = Hypergeometric::new(all.max(of_all), own, of_all).ok()?;
        let at_least = of_country.checked_sub(1).map_or(1.0, |below| draws.sf(below));
        Some((at_least * self.looked_at as f64).min(1.0))
    }

    /// The field that a country leads most clearly.
    pub(super) fn leader(&self) -> Option<Highlight> {
        let mut best: Option<(f64, usize, Highlight)> = None;
        for (field, counts) in &self.fields {
            let of_all: u64 = counts.iter().map(|c| c.2).sum();
            let Some((place, country, n)) = counts.iter().max_by(|a, b| a.2.cmp(&b.2).then(b.0.cmp(&a.0))) else {
                continue;
            };
            let ahead = counts.iter().filter(|c| c.2 == *n).count() == 1;
            if *n < LEAST_PROGRAMMES || !ahead || *n == of_all {
                continue;
            }
            let Some(p) = self.chance(country, *n, of_all) else { continue };
            let share = n * 100 / self.programmes.get(country).copied().unwrap_or(0).max(1);
            if best
                .as_ref()
                .is_some_and(|(least, most, _)| (*least, usize::MAX - most) <= (p, usize::MAX - *n as usize))
            {
                continue;
            }
            let text = Bilingual::new(
                &format!(
                    "‘{}’ 분야에 가장 많은 프로그램을 둔 국가: {} — {of_all}개 중 {n}개(자국 프로그램의 {share}%).",
                    field.ko, country.ko
                ),
                &format!("{} leads in {}: {n} of {of_all} programmes ({share} % of its own).", country.en, field.en),
            );
            let found = Highlight { text, chance: Some(verdict(Some(p))), table: self.table.id, row: *place };
            best = Some((p, *n as usize, found));
        }
        best.map(|b| b.2)
    }

    /// The field with the most programmes that one country alone has, but for a row that is told already.
    pub(super) fn alone(&self, told: Option<usize>) -> Option<Highlight> {
        let mut only: Vec<(u64, usize, &Bilingual, &Bilingual)> = Vec::new();
        for (field, counts) in &self.fields {
            let mut having = counts.iter().filter(|c| c.2 > 0);
            if let (Some((place, country, n)), None) = (having.next(), having.next())
                && Some(*place) != told
            {
                only.push((*n, *place, country, field));
            }
        }
        only.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let &(n, place, country, _) = only.first()?;
        let parts: Vec<Bilingual> = only
            .iter()
            .take(EXAMPLES)
            .map(|(n, _, country, field)| {
                Bilingual::new(
                    &format!("{} — {}({n}개)", country.ko, field.ko),
                    &format!("{} ({}, {n})", field.en, country.en),
                )
            })
            .collect();
        let parts = Bilingual::joined(&parts, "; ");
        Some(Highlight {
            text: Bilingual::new(
                &format!("한 국가에만 프로그램이 있는 분야: {}.", parts.ko),
                &format!("Fields with programmes of one country only: {}.", parts.en),
            ),
            chance: Some(verdict(self.chance(country, n, n))),
            table: self.table.id,
            row: place,
        })
    }
}
