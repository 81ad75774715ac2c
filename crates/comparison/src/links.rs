//! What ties two programmes, part by part.

use crate::layers::{Layer, Weights};
use crate::programmes::{Held, Item, Programmes, label};
use crate::support::Support;
use crate::table::Bilingual;
use crate::tally::rarity;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use policygraph_graph::PolicyGraph;
use policygraph_model::{EntityType, Predicate};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Pairs are looked for among the programmes that have an item if at most so many do: what more share ties two of them by
/// less than a two-hundredth. In the score of a pair that is found, all items count.
const COMMON: u32 = 200;

/// A relation between actors is shared out among the pairs of their programmes, if there are at most so many pairs.
const SPREAD: usize = 10_000;

/// What two programmes share, or what relation ties them.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub layer: Layer,
    pub label: Bilingual,
    /// What it adds to the score, before the weight of its layer.
    pub value: f64,
    pub support: Support,
    /// How the one leads to the other over it.
    pub path: Bilingual,
}

/// A pair of programmes with how much ties them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Link {
    /// Places of the programmes, the first before the second.
    pub a: usize,
    pub b: usize,
    pub score: f64,
    /// How many items they share, by the place of the shared layer.
    pub shared: [u16; Layer::SHARED.len()],
}

/// Ties of pairs that are relations in the graph.
type Relations = BTreeMap<(usize, usize), Vec<Part>>;

/// The pairs of programmes and what ties them.
pub(crate) struct Links<'p> {
    programmes: &'p Programmes,
    graph: &'p PolicyGraph,
    weights: Weights,
    /// How many programmes have each item, by shared layer.
    pub degrees: Vec<Vec<u32>>,
    relations: Relations,
    /// All pairs that something ties, in the order of their places.
    pub all: Vec<Link>,
}

impl<'p> Links<'p> {
    pub(crate) fn new(programmes: &'p Programmes, graph: &'p PolicyGraph, weights: Weights) -> Self {
        let degrees: Vec<Vec<u32>> = Layer::SHARED.iter().map(|&l| programmes.degrees(l)).collect();
        let relations = relations(programmes, graph);
        let mut found: Vec<(u32, u32)> = relations.keys().map(|&(a, b)| (place(a), place(b))).collect();
        for (layer, degrees) in Layer::SHARED.into_iter().zip(&degrees) {
            let mut holders: Vec<Vec<u32>> = vec![Vec::new(); degrees.len()];
            for (p, programme) in programmes.all.iter().enumerate() {
                for held in programme.held(layer) {
                    if (2..=COMMON).contains(&degrees[held.item as usize]) {
                        holders[held.item as usize].push(place(p));
                    }
                }
            }
            for of_item in holders {
                for (i, &a) in of_item.iter().enumerate() {
                    found.extend(of_item[i + 1..].iter().map(|&b| (a, b)));
                }
            }
            found.par_sort_unstable();
            found.dedup();
        }
        let mut links = Self { programmes, graph, weights, degrees, relations, all: Vec::new() };
        links.all =
            found.par_iter().map(|&(a, b)| links.link(a as usize, b as usize)).filter(|l| l.score > 0.0).collect();
        links
    }

    /// The items that two programmes share in a layer, and what each has it by.
    fn shared(&self, a: usize, b: usize, layer: Layer) -> impl Iterator<Item = (&'p Held, &'p Held)> {
        let (a, b) = (self.programmes.all[a].held(layer), self.programmes.all[b].held(layer));
        a.iter().filter_map(move |held| {
            let other = b.binary_search_by_key(&held.item, |h| h.item).ok()?;
            Some((held, &b[other]))
        })
    }

    fn link(&self, a: usize, b: usize) -> Link {
        let mut link = Link { a, b, score: 0.0, shared: [0; Layer::SHARED.len()] };
        for layer in Layer::SHARED {
            let degrees = &self.degrees[layer as usize];
            for (held, _) in self.shared(a, b, layer) {
                link.score += self.weights.of(layer) * rarity(degrees[held.item as usize]);
                link.shared[layer as usize] += 1;
            }
        }
        for part in self.relations.get(&(a, b)).into_iter().flatten() {
            link.score += self.weights.of(part.layer) * part.value;
        }
        link
    }

    /// Everything that ties two programmes, what adds most first.
    pub(crate) fn parts(&self, a: usize, b: usize) -> Vec<Part> {
        let mut parts = self.relations.get(&(a, b)).cloned().unwrap_or_default();
        for layer in Layer::SHARED {
            for (held, other) in self.shared(a, b, layer) {
                let item = &self.programmes.items(layer)[held.item as usize];
                let mut support = held.support.clone();
                support.add(&other.support);
                parts.push(Part {
                    layer,
                    label: item.label.clone(),
                    value: rarity(self.degrees[layer as usize][held.item as usize]),
                    support,
                    path: self.over(a, layer, item, b),
                });
            }
        }
        let weighed = |p: &Part| self.weights.of(p.layer) * p.value;
        parts.sort_by(|x, y| {
            weighed(y).total_cmp(&weighed(x)).then_with(|| (x.layer, &x.label).cmp(&(y.layer, &y.label)))
        });
        parts
    }

    /// The way from one programme to another over what they share.
    fn over(&self, a: usize, layer: Layer, item: &Item, b: usize) -> Bilingual {
        let (a, b) = (&self.programmes.all[a], &self.programmes.all[b]);
        let arrow = |node: NodeIndex| {
            let item = item.node?;
            let g = self.graph.graph();
            let predicate = g
                .edges_connecting(item, node)
                .chain(g.edges_connecting(node, item))
                .map(|e| e.weight().predicate)
                .next()?;
            Some(predicate.as_str())
        };
        // What is no relation of the graph stands in the words about the programme, or in its name.
        let by_words = if layer == Layer::Purpose { "name" } else { "taggedWith" };
        let step = |node| arrow(node).unwrap_or(by_words);
        let write = |x: &str, item: &str, y: &str| format!("{x} –{}– {item} –{}– {y}", step(a.node), step(b.node));
        Bilingual {
            ko: write(&a.label.ko, &item.label.ko, &b.label.ko),
            en: write(&a.label.en, &item.label.en, &b.label.en),
        }
    }

    /// How alike two programmes are in a layer: shared over all that either has (Jaccard), and the cosine of vectors in
    /// which each item counts the logarithm of all programmes over those that have it.
    pub(crate) fn similarity(&self, a: usize, b: usize, layer: Layer) -> (Option<f64>, Option<f64>) {
        let (n, degrees) = (self.programmes.all.len() as f64, &self.degrees[layer as usize]);
        let square = |held: &Held| (n / f64::from(degrees[held.item as usize])).ln().powi(2);
        let shared: Vec<&Held> = self.shared(a, b, layer).map(|(held, _)| held).collect();
        let (of_a, of_b) = (self.programmes.all[a].held(layer), self.programmes.all[b].held(layer));
        let either = of_a.len() + of_b.len() - shared.len();
        let norm = |held: &[Held]| held.iter().map(square).sum::<f64>().sqrt();
        let product: f64 = shared.iter().map(|h| square(h)).sum();
        let norms = norm(of_a) * norm(of_b);
        ((either > 0).then(|| shared.len() as f64 / either as f64), (norms > 0.0).then(|| product / norms))
    }
}

fn place(p: usize) -> u32 {
    u32::try_from(p).unwrap_or(u32::MAX)
}

/// What ties pairs of programmes beside what they share: references from one to the other, and relations between their actors.
fn relations(programmes: &Programmes, graph: &PolicyGraph) -> Relations {
    let g = graph.graph();
    let mut relations = Relations::new();
    let mut of_actor: BTreeMap<NodeIndex, Vec<usize>> = BTreeMap::new();
    let actors = programmes.items(Layer::Actors);
    for (p, programme) in programmes.all.iter().enumerate() {
        for held in programme.held(Layer::Actors) {
            if let Some(node) = actors[held.item as usize].node {
                of_actor.entry(node).or_default().push(p);
            }
        }
    }
    for edge in g.edge_references() {
        let predicate = edge.weight().predicate;
        let (source, target) = (edge.source(), edge.target());
        let path = || {
            let (s, t) = (label(&g[source]), label(&g[target]));
            let write = |s: &str, t: &str| format!("{s} –{predicate}→ {t}");
            Bilingual { ko: write(&s.ko, &t.ko), en: write(&s.en, &t.en) }
        };
        let support = || Support::of(edge.weight().statements());
        let ends = (programmes.by_node.get(&source), programmes.by_node.get(&target));
        if let (Predicate::BasedOn | Predicate::Replaces, (Some(&p), Some(&q))) = (predicate, ends) {
            if p != q {
                let path = path();
                let part = Part { layer: Layer::References, label: path.clone(), value: 1.0, support: support(), path };
                relations.entry((p.min(q), p.max(q))).or_default().push(part);
            }
            continue;
        }
        let ties = crate::ties::layer_of(predicate) == Some(Layer::Direct);
        let (Some(of_source), Some(of_target)) = (of_actor.get(&source), of_actor.get(&target)) else { continue };
        let pairs = of_source.len() * of_target.len();
        if !ties || pairs > SPREAD || g[source].kind == EntityType::Country {
            continue;
        }
        for &p in of_source {
            for &q in of_target {
                if p == q {
                    continue;
                }
                let write = |x: &str, way: &str, y: &str| format!("{x} – {way} – {y}");
                let (x, y, way) = (&programmes.all[p].label, &programmes.all[q].label, path());
                let part = Part {
                    layer: Layer::Direct,
                    path: Bilingual { ko: write(&x.ko, &way.ko, &y.ko), en: write(&x.en, &way.en, &y.en) },
                    label: way,
                    value: 1.0 / pairs as f64,
                    support: support(),
                };
                relations.entry((p.min(q), p.max(q))).or_default().push(part);
            }
        }
    }
    relations
}
