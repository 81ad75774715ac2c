//! Arcs in compressed sparse rows with 32-bit indices.

use super::{as_f64, index};
use std::ops::Range;

/// What becomes of the weights of parallel edges, which the compact form holds as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merge {
    /// They are added: for weights that tell how strong a tie is.
    Sum,
    /// The least counts: for weights that tell how long an edge is.
    Least,
}

/// The arcs of one direction: those of a node lie together, in the order of the nodes at their other end.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Arcs {
    /// Where the arcs of each node start, and one place more.
    pub(super) starts: Vec<u32>,
    pub(super) ends: Vec<u32>,
    /// Empty where the network has no weights.
    pub(super) weights: Vec<f64>,
}

impl Arcs {
    /// Sorts `count` arcs by counting: first by their ends, then by their starts. Without weights if `weight` gives none.
    pub(super) fn new(
        nodes: usize,
        count: usize,
        arc: impl Fn(usize) -> (u32, u32),
        weight: impl Fn(usize) -> Option<f64>,
        merge: Merge,
    ) -> Self {
        let (_, by_end) = counting_sort(nodes, count, |i| arc(i).1, |i| i);
        let (_, order) = counting_sort(nodes, count, |i| arc(by_end[i] as usize).0, |i| by_end[i] as usize);
        drop(by_end);
        let weights = if count > 0 && weight(0).is_some() { count } else { 0 };
        let mut built = Self {
            starts: Vec::with_capacity(nodes + 1),
            ends: Vec::with_capacity(count),
            weights: Vec::with_capacity(weights),
        };
        built.starts.push(0);
        let mut node = 0;
        let mut last = None;
        for &i in &order {
            let (start, end) = arc(i as usize);
            while node < start {
                built.starts.push(index(built.ends.len()));
                node += 1;
            }
            let weight = weight(i as usize);
            if last == Some((start, end)) {
                if let (Some(kept), Some(weight)) = (built.weights.last_mut(), weight) {
                    *kept = if merge == Merge::Sum { *kept + weight } else { kept.min(weight) };
                }
            } else {
                built.ends.push(end);
                built.weights.extend(weight);
                last = Some((start, end));
            }
        }
        built.starts.resize(nodes + 1, index(built.ends.len()));
        built
    }

    pub(super) fn bytes(&self) -> usize {
        size_of_val(&*self.starts) + size_of_val(&*self.ends) + size_of_val(&*self.weights)
    }

    /// Where the arcs of each node start, the nodes at their other ends, and their weights, which are none without weights.
    pub(crate) fn rows(&self) -> (&[u32], &[u32], &[f64]) {
        (&self.starts, &self.ends, &self.weights)
    }

    pub(crate) fn range(&self, node: usize) -> Range<usize> {
        self.starts[node] as usize..self.starts[node + 1] as usize
    }

    /// The node at the other end of the arc at a place.
    pub(crate) fn end(&self, place: usize) -> usize {
        self.ends[place] as usize
    }

    /// The nodes at the other ends of a node's arcs, ascending.
    pub(crate) fn of(&self, node: usize) -> &[u32] {
        &self.ends[self.range(node)]
    }

    /// The weights of a node's arcs, in the order of [`Arcs::of`]; empty without weights.
    pub(crate) fn weights_of(&self, node: usize) -> &[f64] {
        if self.weights.is_empty() { &[] } else { &self.weights[self.range(node)] }
    }

    /// The weights of all arcs; empty without weights.
    pub(crate) fn all_weights(&self) -> &[f64] {
        &self.weights
    }

    /// Whether there is an arc.
    pub(crate) fn has(&self, node: usize, end: usize) -> bool {
        self.of(node).binary_search(&index(end)).is_ok()
    }

    /// The arcs of a node with their weights.
    pub(crate) fn weighted_of(&self, node: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let weights = self.weights_of(node);
        self.of(node).iter().enumerate().map(move |(i, &w)| (w as usize, weights.get(i).copied().unwrap_or(1.0)))
    }

    pub(crate) fn degree(&self, node: usize) -> usize {
        self.range(node).len()
    }

    /// The sum of the weights of a node's arcs.
    pub(crate) fn strength(&self, node: usize) -> f64 {
        if self.weights.is_empty() { as_f64(self.degree(node)) } else { self.weights_of(node).iter().sum() }
    }
}

/// The positions 0 to `count` in the order of their keys, those of one key in the order given; and where those of each key begin,
/// with the count behind the last.
pub(crate) fn counting_sort(
    keys: usize,
    count: usize,
    key: impl Fn(usize) -> u32,
    value: impl Fn(usize) -> usize,
) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; keys + 1];
    for i in 0..count {
        starts[key(i) as usize + 1] += 1;
    }
    for k in 0..keys {
        starts[k + 1] += starts[k];
    }
    let mut sorted = vec![0; count];
    for i in 0..count {
        let place = &mut starts[key(i) as usize];
        sorted[*place as usize] = index(value(i));
        *place += 1;
    }
    // Each start is the next one's now.
    starts.rotate_right(1);
    starts[0] = 0;
    (starts, sorted)
}
