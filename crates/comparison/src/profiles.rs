//! Country profiles with a column a country.

use crate::Comparison;
use crate::table::{Bilingual, Cell, Row, Table, TableId};

/// A measure of D1 for all countries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// What was measured, with what tells it apart from others.
    pub name: Bilingual,
    /// The place of its row in D1, by country.
    pub rows: Vec<Option<usize>>,
}

impl Comparison {
    /// The measures of D1; those that measure alike stand together.
    #[must_use]
    pub fn profiles(&self) -> Vec<Profile> {
        let Some(table) = self.table(TableId(1)) else { return Vec::new() };
        let mut profiles: Vec<(Bilingual, Profile)> = Vec::new();
        for (i, row) in table.rows.iter().enumerate() {
            let Some(country) = self.countries.iter().position(|c| *table.cell(row, "country") == Cell::text(&c.label))
            else {
                continue;
            };
            let (measure, name) = names(table, row);
            let place = profiles.iter().position(|(_, p)| p.name == name).unwrap_or_else(|| {
                let behind = profiles.iter().rposition(|(m, _)| *m == measure).map_or(profiles.len(), |p| p + 1);
                profiles.insert(behind, (measure, Profile { name, rows: vec![None; self.countries.len()] }));
                behind
            });
            profiles[place].1.rows[country] = Some(i);
        }
        profiles.into_iter().map(|(_, p)| p).collect()
    }
}

/// What a row measures, and its whole name.
fn names(table: &Table, row: &Row) -> (Bilingual, Bilingual) {
    let text = |column| match table.cell(row, column) {
        Cell::Text(text) => text.clone(),
        _ => Bilingual::default(),
    };
    let (measure, detail, unit) = (text("measure"), text("detail"), text("unit"));
    // Units that are the same in both languages are currencies, without which an amount says nothing.
    let currency = Some(unit).filter(|u| u.ko == u.en && !u.en.is_empty());
    let more: Vec<Bilingual> = currency.into_iter().chain(Some(detail).filter(|d| !d.en.is_empty())).collect();
    let name = if more.is_empty() {
        measure.clone()
    } else {
        let more = Bilingual::joined(&more, ", ");
        Bilingual::new(&format!("{} ({})", measure.ko, more.ko), &format!("{} ({})", measure.en, more.en))
    };
    (measure, name)
}
