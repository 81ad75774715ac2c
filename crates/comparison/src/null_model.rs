//! What programmes would share by chance.
//!
//! The stochastic degree sequence model (Neal, The backbone of bipartite projections, 2014) in the form of the bipartite configuration model
//! (Saracco et al., Randomizing bipartite networks, 2015), which Neal, Domagalski and Sagan (Comparing alternatives to the fixed degree
//! sequence model, 2021) found to be the most exact: each programme has each item with a probability, such that programmes have as
//! many items, and items as many programmes, as observed in the mean. Probabilities depend on these two numbers only.

use std::collections::{BTreeMap, HashMap};

/// Probabilities of having, by the number of items of the programme and of programmes of the item.
#[derive(Debug, Clone)]
pub(crate) struct NullModel {
    /// Number of programmes and how many items have so many.
    columns: BTreeMap<u32, usize>,
    probabilities: HashMap<(u32, u32), f64>,
}

/// Programmes or items of one degree while the model is fitted.
struct Class {
    degree: u32,
    count: f64,
    /// What is left of the degree when those with a certain value are taken out.
    left: f64,
    fitness: f64,
    /// All (1) or nothing (0) of what was open in a round.
    certain: Option<(usize, f64)>,
}

const ROUNDS: usize = 10_000;
const TOLERANCE: f64 = 1e-10;

impl NullModel {
    /// The model of programmes and items with so many ties.
    pub(crate) fn fit(row_degrees: &[u32], column_degrees: &[u32]) -> Self {
        let count = |degrees: &[u32]| {
            let mut classes: BTreeMap<u32, usize> = BTreeMap::new();
            degrees.iter().for_each(|d| *classes.entry(*d).or_default() += 1);
            classes
        };
        let (rows, columns) = (count(row_degrees), count(column_degrees));
        let mut r = classes(&rows);
        let mut c = classes(&columns);
        take_out_certain(&mut r, &mut c);
        let total: f64 = open(&r).map(|x| x.left * x.count).sum();
        for class in r.iter_mut().chain(&mut c) {
            class.fitness = class.left / total.sqrt().max(1.0);
        }
        for _ in 0..ROUNDS {
            let change = improve(&mut r, &c).max(improve(&mut c, &r));
            if change < TOLERANCE {
                break;
            }
        }
        let mut probabilities = HashMap::new();
        for row in &r {
            for column in &c {
                let product = row.fitness * column.fitness;
                // What was settled first left nothing open for the other.
                let certain = [row.certain, column.certain].into_iter().flatten().min_by_key(|c| c.0);
                let p = certain.map_or(product / (1.0 + product), |c| c.1);
                probabilities.insert((row.degree, column.degree), p);
            }
        }
        Self { columns, probabilities }
    }

    /// The probability that a programme with so many items has an item of so many programmes.
    pub(crate) fn probability(&self, row: u32, column: u32) -> f64 {
        self.probabilities.get(&(row, column)).copied().unwrap_or(0.0)
    }

    /// The probability that two programmes with so many items share so many or more: the upper tail of a Poisson binomial distribution, exact.
    pub(crate) fn tail(&self, row: u32, other: u32, shared: usize) -> f64 {
        // How many are shared, up to the number in question, which takes in all above.
        let mut distribution = vec![0.0; shared + 1];
        distribution[0] = 1.0;
        for (&column, &count) in &self.columns {
            let p = self.probability(row, column) * self.probability(other, column);
            for _ in 0..count {
                for s in (0..=shared).rev() {
                    let stays = if s == shared { 1.0 } else { 1.0 - p };
                    let comes = if s == 0 { 0.0 } else { distribution[s - 1] * p };
                    distribution[s] = distribution[s] * stays + comes;
                }
            }
        }
        distribution[shared].min(1.0)
    }
}

fn classes(degrees: &BTreeMap<u32, usize>) -> Vec<Class> {
    let class = |(&degree, &count): (&u32, &usize)| Class {
        degree,
        count: count as f64,
        left: f64::from(degree),
        fitness: 0.0,
        certain: None,
    };
    degrees.iter().map(class).collect()
}

fn open(classes: &[Class]) -> impl Iterator<Item = &Class> {
    classes.iter().filter(|c| c.certain.is_none())
}

/// Those that have all or none have no finite fitness: they are set, and taken from what is left of the others.
fn take_out_certain(rows: &mut [Class], columns: &mut [Class]) {
    for round in 0.. {
        let mut changed = false;
        for (half, by_row) in [(0, true), (1, false)] {
            let (these, others) = if by_row { (&mut *rows, &mut *columns) } else { (&mut *columns, &mut *rows) };
            let all: f64 = open(others).map(|o| o.count).sum();
            for class in these.iter_mut().filter(|c| c.certain.is_none()) {
                if class.left > 0.0 && class.left < all {
                    continue;
                }
                let has = if class.left > 0.0 { 1.0 } else { 0.0 };
                class.certain = Some((2 * round + half, has));
                changed = true;
                for other in others.iter_mut().filter(|o| o.certain.is_none()) {
                    other.left -= has * class.count;
                }
            }
        }
        if !changed {
            return;
        }
    }
}

/// One round of the fixed-point iteration for the fitness of some classes; the largest relative change.
fn improve(these: &mut [Class], others: &[Class]) -> f64 {
    let mut change: f64 = 0.0;
    for class in these.iter_mut().filter(|c| c.certain.is_none()) {
        let sum: f64 = open(others).map(|o| o.count * o.fitness / (1.0 + class.fitness * o.fitness)).sum();
        let next = class.left / sum;
        change = change.max((next - class.fitness).abs() / next);
        class.fitness = next;
    }
    change
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The degrees of the rows and columns of a table.
    fn degrees(table: &[Vec<bool>]) -> (Vec<u32>, Vec<u32>) {
        let rows = table.iter().map(|row| row.iter().map(|&x| u32::from(x)).sum()).collect();
        let columns = (0..table[0].len()).map(|j| table.iter().map(|row| u32::from(row[j])).sum()).collect();
        (rows, columns)
    }

    #[test]
    fn tails_are_those_of_all_cases() {
        let model = NullModel::fit(&[1, 2, 2, 3], &[1, 2, 2, 3]);
        let columns: Vec<u32> = model.columns.iter().flat_map(|(&d, &n)| vec![d; n]).collect();
        for shared in 0..=4 {
            let mut expected = 0.0;
            for case in 0_u32..1 << columns.len() {
                if case.count_ones() as usize >= shared {
                    let p = |j: usize| model.probability(2, columns[j]) * model.probability(3, columns[j]);
                    expected +=
                        (0..columns.len()).map(|j| if case >> j & 1 == 1 { p(j) } else { 1.0 - p(j) }).product::<f64>();
                }
            }
            assert!((model.tail(2, 3, shared) - expected).abs() < 1e-12, "{shared}");
        }
    }

    proptest! {
        /// Probabilities give the observed degrees in the mean, also where some have all or nothing.
        #[test]
        fn degrees_are_kept_in_the_mean(table in prop::collection::vec(prop::collection::vec(any::<bool>(), 6), 2..8)) {
            let (rows, columns) = degrees(&table);
            let model = NullModel::fit(&rows, &columns);
            for &row in &rows {
                let mean: f64 = columns.iter().map(|&c| model.probability(row, c)).sum();
                prop_assert!((mean - f64::from(row)).abs() < 1e-3, "{mean} for {row}");
            }
            for &column in model.columns.keys() {
                let mean: f64 = rows.iter().map(|&r| model.probability(r, column)).sum();
                prop_assert!((mean - f64::from(column)).abs() < 1e-3, "{mean} for {column}");
            }
        }
    }
}
