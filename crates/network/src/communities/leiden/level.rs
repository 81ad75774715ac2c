//! The networks of groups on which the Leiden algorithm goes on.

use crate::Network;
use crate::compact::{counting_sort, index};
use rayon::prelude::*;
use std::borrow::Cow;

/// A network whose nodes stand for groups of nodes; the first one is the network itself, whose arcs are not copied.
pub(super) struct Level<'n> {
    starts: Cow<'n, [u32]>,
    ends: Cow<'n, [u32]>,
    /// Empty where each arc weighs 1.
    weights: Cow<'n, [f64]>,
    /// What a node counts against the resolution: its strength, or how many nodes it stands for.
    pub(super) sizes: Vec<f64>,
}

/// In how many parts a level is summed. The sums do not depend on it.
const PARTS: usize = 8;

impl<'n> Level<'n> {
    pub(super) fn of(network: &'n Network, sizes: Vec<f64>) -> Self {
        let (starts, ends, weights) = network.out.rows();
        Self { starts: starts.into(), ends: ends.into(), weights: weights.into(), sizes }
    }

    pub(super) fn nodes(&self) -> usize {
        self.sizes.len()
    }

    /// The arcs of a node to others.
    pub(super) fn arcs(&self, v: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let range = self.starts[v] as usize..self.starts[v + 1] as usize;
        let weights = if self.weights.is_empty() { &[] } else { &self.weights[range.clone()] };
        let arcs = self.ends[range].iter().enumerate();
        let arcs = arcs.map(|(i, &w)| (w as usize, weights.get(i).copied().unwrap_or(1.0)));
        arcs.filter(move |(w, _)| *w != v)
    }
}

/// Nodes of a level with their arcs.
struct Rows {
    degrees: Vec<u32>,
    ends: Vec<u32>,
    weights: Vec<f64>,
    sizes: Vec<f64>,
}

/// Sums of weights by group, in a buffer that serves for many.
pub(super) struct Sums {
    pub(super) weights: Vec<f64>,
    pub(super) touched: Vec<u32>,
}

impl Sums {
    pub(super) fn new(groups: usize) -> Self {
        Self { weights: vec![0.0; groups], touched: Vec::new() }
    }

    pub(super) fn add(&mut self, group: u32, weight: f64) {
        let sum = &mut self.weights[group as usize];
        if *sum == 0.0 {
            self.touched.push(group);
        }
        *sum += weight;
    }

    pub(super) fn clear(&mut self) {
        for group in self.touched.drain(..) {
            self.weights[group as usize] = 0.0;
        }
    }
}

/// The level whose nodes are the parts.
pub(super) fn aggregate(level: &Level<'_>, parts: &[u32], count: usize) -> Level<'static> {
    let (starts, members) = counting_sort(count, parts.len(), |v| parts[v], |v| v);
    let all: Vec<u32> = (0..index(count)).collect();
    let chunks: Vec<Rows> = all
        .par_chunks(count.div_ceil(PARTS))
        .map_init(
            || Sums::new(count),
            |sums, chunk| {
                let mut rows = Rows { degrees: Vec::new(), ends: Vec::new(), weights: Vec::new(), sizes: Vec::new() };
                for &part in chunk {
                    let part = part as usize;
                    let mut size = 0.0;
                    for &v in &members[starts[part] as usize..starts[part + 1] as usize] {
                        size += level.sizes[v as usize];
                        for (w, weight) in level.arcs(v as usize).filter(|(w, _)| parts[*w] as usize != part) {
                            sums.add(parts[w], weight);
                        }
                    }
                    rows.degrees.push(index(sums.touched.len()));
                    rows.ends.extend(&sums.touched);
                    rows.weights.extend(sums.touched.iter().map(|&other| sums.weights[other as usize]));
                    rows.sizes.push(size);
                    sums.clear();
                }
                rows
            },
        )
        .collect();
    let arcs = chunks.iter().map(|rows| rows.ends.len()).sum();
    let (mut next_starts, mut sizes) = (Vec::with_capacity(count + 1), Vec::with_capacity(count));
    let (mut ends, mut weights) = (Vec::with_capacity(arcs), Vec::with_capacity(arcs));
    let mut start = 0;
    next_starts.push(start);
    for rows in chunks {
        for degree in rows.degrees {
            start += degree;
            next_starts.push(start);
        }
        ends.extend(rows.ends);
        weights.extend(rows.weights);
        sizes.extend(rows.sizes);
    }
    Level { starts: next_starts.into(), ends: ends.into(), weights: weights.into(), sizes }
}
