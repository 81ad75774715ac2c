//! The networks of groups on which the Leiden algorithm goes on.

use crate::compact::{counting_sort, index};
use rayon::prelude::*;

/// A network whose nodes stand for groups of nodes, without loops.
pub(super) struct Level {
    starts: Vec<u32>,
    ends: Vec<u32>,
    weights: Vec<f64>,
    /// What a node counts against the resolution: its strength, or how many nodes it stands for.
    pub(super) sizes: Vec<f64>,
}

/// In how many parts a level is summed. The sums do not depend on it.
const PARTS: usize = 8;

impl Level {
    pub(super) fn with_capacity(nodes: usize) -> Self {
        let mut starts = Vec::with_capacity(nodes + 1);
        starts.push(0);
        Self { starts, ends: Vec::new(), weights: Vec::new(), sizes: Vec::with_capacity(nodes) }
    }

    /// Adds the next node.
    pub(super) fn push(&mut self, arcs: impl Iterator<Item = (u32, f64)>, size: f64) {
        for (end, weight) in arcs {
            self.ends.push(end);
            self.weights.push(weight);
        }
        self.starts.push(index(self.ends.len()));
        self.sizes.push(size);
    }

    pub(super) fn nodes(&self) -> usize {
        self.sizes.len()
    }

    pub(super) fn arcs(&self, v: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let range = self.starts[v] as usize..self.starts[v + 1] as usize;
        self.ends[range.clone()].iter().zip(&self.weights[range]).map(|(&w, &weight)| (w as usize, weight))
    }
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
pub(super) fn aggregate(level: &Level, parts: &[u32], count: usize) -> Level {
    let (starts, members) = counting_sort(count, parts.len(), |v| parts[v], |v| v);
    let all: Vec<u32> = (0..index(count)).collect();
    let chunks: Vec<Level> = all
        .par_chunks(count.div_ceil(PARTS))
        .map_init(
            || Sums::new(count),
            |sums, chunk| {
                let mut rows = Level::with_capacity(chunk.len());
                for &part in chunk {
                    let part = part as usize;
                    let mut size = 0.0;
                    for &v in &members[starts[part] as usize..starts[part + 1] as usize] {
                        size += level.sizes[v as usize];
                        for (w, weight) in level.arcs(v as usize).filter(|(w, _)| parts[*w] as usize != part) {
                            sums.add(parts[w], weight);
                        }
                    }
                    rows.push(sums.touched.iter().map(|&other| (other, sums.weights[other as usize])), size);
                    sums.clear();
                }
                rows
            },
        )
        .collect();
    let mut next = Level::with_capacity(count);
    for chunk in chunks {
        let first = index(next.ends.len());
        next.starts.extend(chunk.starts[1..].iter().map(|start| first + start));
        next.ends.extend(chunk.ends);
        next.weights.extend(chunk.weights);
        next.sizes.extend(chunk.sizes);
    }
    next
}
