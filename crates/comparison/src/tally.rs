//! How many programmes of each country have each item, and what follows: sums over pairs of programmes without visiting the pairs.

use crate::layers::Layer;
use crate::programmes::Programmes;
use crate::support::Support;

/// How much an item counts for two that share it, by how many have it: 1 if only these two, less the more do (Newman, Scientific
/// collaboration networks II, 2001).
pub(crate) fn rarity(degree: u32) -> f64 {
    if degree < 2 { 0.0 } else { 1.0 / f64::from(degree - 1) }
}

/// The pairs of so many countries, the first before the second.
pub(crate) fn pairs(countries: usize) -> Vec<(usize, usize)> {
    (0..countries).flat_map(|a| (a + 1..countries).map(move |b| (a, b))).collect()
}

/// For each item how many programmes of each country have it; only programmes of just one of the countries count.
#[derive(Debug, Clone)]
pub(crate) struct Tally {
    countries: usize,
    /// By item, then country.
    counts: Vec<u32>,
}

impl Tally {
    pub(crate) fn zero(items: usize, countries: usize) -> Self {
        Self { countries, counts: vec![0; items * countries] }
    }

    /// Counts what passes.
    pub(crate) fn of(
        programmes: &Programmes,
        layer: Layer,
        countries: usize,
        mut keep: impl FnMut(&Support) -> bool,
    ) -> Self {
        let labels: Vec<Option<usize>> = programmes.all.iter().map(|p| p.country()).collect();
        Self::labelled(programmes, layer, countries, &labels, &mut keep)
    }

    /// Counts with other countries than the programmes have.
    pub(crate) fn labelled(
        programmes: &Programmes,
        layer: Layer,
        countries: usize,
        labels: &[Option<usize>],
        keep: &mut impl FnMut(&Support) -> bool,
    ) -> Self {
        let mut tally = Self::zero(programmes.items(layer).len(), countries);
        for (programme, label) in programmes.all.iter().zip(labels) {
            let Some(country) = label else { continue };
            for held in programme.held(layer) {
                if keep(&held.support) {
                    tally.counts[held.item as usize * countries + country] += 1;
                }
            }
        }
        tally
    }

    /// Counts of rows of items.
    pub(crate) fn of_rows(rows: &[Vec<u32>], labels: &[usize], items: usize, countries: usize) -> Self {
        let mut tally = Self::zero(items, countries);
        for (row, country) in rows.iter().zip(labels) {
            for &item in row {
                tally.counts[item as usize * countries + country] += 1;
            }
        }
        tally
    }

    /// All items, by country.
    pub(crate) fn items(&self) -> impl Iterator<Item = &[u32]> {
        self.counts.chunks_exact(self.countries.max(1))
    }

    /// How many programmes have each item.
    pub(crate) fn degrees(&self) -> Vec<u32> {
        self.items().map(|item| item.iter().sum()).collect()
    }

    /// For each pair of countries the shared items of all pairs of their programmes, each counted by its rarity.
    pub(crate) fn linkages(&self, rarity: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.countries * self.countries.saturating_sub(1) / 2];
        for (item, &rarity) in self.items().zip(rarity) {
            if rarity > 0.0 {
                add_pairs(item, rarity, &mut sums);
            }
        }
        sums
    }

    /// The shared items of pairs of programmes within each country, and of pairs with programmes of others.
    pub(crate) fn internal_external(&self, rarity: &[f64]) -> Vec<(f64, f64)> {
        let mut sums = vec![(0.0, 0.0); self.countries];
        for (item, rarity) in self.items().zip(rarity) {
            let degree = f64::from(item.iter().sum::<u32>());
            for (sum, &n) in sums.iter_mut().zip(item) {
                let n = f64::from(n);
                sum.0 += rarity * n * (n - 1.0) / 2.0;
                sum.1 += rarity * n * (degree - n);
            }
        }
        sums
    }
}

/// Adds what an item ties together to the sums of all pairs of countries.
pub(crate) fn add_pairs(item: &[u32], rarity: f64, sums: &mut [f64]) {
    let mut place = 0;
    for (a, &n) in item.iter().enumerate() {
        for &m in &item[a + 1..] {
            if n > 0 && m > 0 {
                sums[place] += rarity * f64::from(n) * f64::from(m);
            }
            place += 1;
        }
    }
}
