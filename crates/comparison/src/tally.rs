//! How many programmes of each country have each item, and what follows: sums over pairs of programmes without visiting the pairs.

use crate::layers::{Layer, Weights};
use crate::programmes::Programmes;

/// How much an item counts for two that share it, by how many have it: 1 if only these two, less the more do (Newman, Scientific
/// collaboration networks II, 2001).
pub(crate) fn rarity(degree: u32) -> f64 {
    if degree < 2 { 0.0 } else { 1.0 / f64::from(degree - 1) }
}

/// The pairs of so many countries, the first before the second.
pub(crate) fn pairs(countries: usize) -> Vec<(usize, usize)> {
    (0..countries).flat_map(|a| (a + 1..countries).map(move |b| (a, b))).collect()
}

/// A layer as a list of who has what, for many draws: only programmes of just one of the countries.
#[derive(Debug, Clone)]
pub(crate) struct Incidence {
    pub items: usize,
    countries: usize,
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    programme: u32,
    country: u32,
    item: u32,
    /// That it is true.
    probability: f64,
}

impl Incidence {
    pub(crate) fn new(programmes: &Programmes, layer: Layer, countries: usize) -> Self {
        let place = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut entries = Vec::new();
        for (p, programme) in programmes.all.iter().enumerate() {
            let Some(country) = programme.country() else { continue };
            entries.extend(programme.held(layer).iter().map(|held| Entry {
                programme: place(p),
                country: place(country),
                item: held.item,
                probability: held.support.probability(),
            }));
        }
        Self { items: programmes.items(layer).len(), countries, entries }
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    fn tally(&self, mut country: impl FnMut(&Entry) -> Option<u32>) -> Tally {
        let mut tally = Tally::zero(self.items, self.countries);
        for entry in &self.entries {
            if let Some(country) = country(entry) {
                tally.counts[entry.item as usize * self.countries + country as usize] += 1;
            }
        }
        tally
    }

    /// Counts all.
    pub(crate) fn count(&self) -> Tally {
        self.tally(|e| Some(e.country))
    }

    /// Counts what is true in a draw.
    pub(crate) fn draw(&self, random: &mut fastrand::Rng) -> Tally {
        self.tally(|e| (random.f64() < e.probability).then_some(e.country))
    }

    /// Counts with other countries than the programmes have, by the places of the programmes.
    pub(crate) fn labelled(&self, labels: &[u32]) -> Tally {
        self.tally(|e| Some(labels[e.programme as usize]))
    }
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

    /// Of an item, by country.
    pub(crate) fn item(&self, item: usize) -> &[u32] {
        &self.counts[item * self.countries..(item + 1) * self.countries]
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

/// The sums of several layers, each by its weight.
pub(crate) fn weighted(sums: &[Vec<f64>], weights: &Weights) -> Vec<f64> {
    let mut total = vec![0.0; sums.first().map_or(0, Vec::len)];
    for (layer, sums) in Layer::SHARED.into_iter().zip(sums) {
        total.iter_mut().zip(sums).for_each(|(total, sum)| *total += weights.of(layer) * sum);
    }
    total
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
