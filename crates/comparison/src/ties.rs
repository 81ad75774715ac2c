//! Relations between things of different countries.

use crate::layers::Layer;
use crate::programmes::{Programmes, countries_of};
use crate::support::Support;
use crate::tally::pairs;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use policygraph_graph::PolicyGraph;
use policygraph_model::{EntityType, Predicate};
use std::collections::{BTreeMap, HashMap};

/// A relation whose ends belong to a country each.
#[derive(Debug, Clone)]
pub(crate) struct Tie {
    pub predicate: Predicate,
    /// Places among the compared countries.
    pub from: usize,
    pub to: usize,
    pub support: Support,
}

/// The layer of relations with this predicate.
pub(crate) fn layer_of(predicate: Predicate) -> Option<Layer> {
    use Predicate::{
        Acquires, BasedOn, CompetesWith, Funds, InvestsIn, MergesWith, OperatesIn, ParticipatesIn, PartnersWith,
        Replaces, Restricts,
    };
    match predicate {
        ParticipatesIn | Funds | InvestsIn | PartnersWith | OperatesIn | Acquires | MergesWith => Some(Layer::Direct),
        Restricts | CompetesWith => Some(Layer::Restrictions),
        BasedOn | Replaces => Some(Layer::References),
        _ => None,
    }
}

/// The only compared country of each node that has just one: that of a programme by what places it, of another thing by where
/// it is.
pub(crate) fn homes(graph: &PolicyGraph, programmes: &Programmes, codes: &[String]) -> Vec<Option<usize>> {
    let places: HashMap<&str, usize> = codes.iter().enumerate().map(|(i, c)| (c.as_str(), i)).collect();
    let home = |node: NodeIndex| {
        if matches!(graph.graph()[node].kind, EntityType::Program | EntityType::Legislation) {
            return programmes.all[*programmes.by_node.get(&node)?].country();
        }
        let countries = countries_of(graph, node);
        let mut all = countries.keys();
        match (all.next(), all.next()) {
            (Some(code), None) => places.get(code.as_str()).copied(),
            _ => None,
        }
    };
    graph.graph().node_indices().map(home).collect()
}

/// All relations of the layers between things that belong to a compared country each, also to the same one.
pub(crate) fn collect(graph: &PolicyGraph, homes: &[Option<usize>]) -> Vec<Tie> {
    let mut ties = Vec::new();
    for edge in graph.graph().edge_references() {
        let predicate = edge.weight().predicate;
        let ends = (homes[edge.source().index()], homes[edge.target().index()]);
        if let (Some(_), (Some(from), Some(to))) = (layer_of(predicate), ends) {
            let support = Support::of(edge.weight().statements());
            ties.push(Tie { predicate, from, to, support });
        }
    }
    ties
}

/// For each pair of countries the number of relations between them, in either direction.
pub(crate) fn counts(ends: impl IntoIterator<Item = (usize, usize)>, countries: usize) -> Vec<f64> {
    let mut table = vec![0.0; countries * countries];
    ends.into_iter().for_each(|(from, to)| table[from * countries + to] += 1.0);
    pairs(countries).into_iter().map(|(a, b)| table[a * countries + b] + table[b * countries + a]).collect()
}

/// Relations at random: each keeps its predicate and where it comes from, where it leads to is exchanged with others of its predicate.
pub(crate) struct Shuffle {
    /// By predicate where relations come from and lead to.
    ends: Vec<(Vec<usize>, Vec<usize>)>,
}

impl Shuffle {
    pub(crate) fn new(ties: &[&Tie]) -> Self {
        let mut by_predicate: BTreeMap<Predicate, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for tie in ties {
            let (from, to) = by_predicate.entry(tie.predicate).or_default();
            from.push(tie.from);
            to.push(tie.to);
        }
        Self { ends: by_predicate.into_values().collect() }
    }

    pub(crate) fn draw(&self, random: &mut fastrand::Rng) -> Vec<(usize, usize)> {
        let mut all = Vec::new();
        for (from, to) in &self.ends {
            let mut to = to.clone();
            random.shuffle(&mut to);
            all.extend(from.iter().copied().zip(to));
        }
        all
    }
}
