//! Parts of the graph: the most central entities, the neighbours of some, the paths between two.

use crate::search::Brief;
use crate::view::View;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use policygraph_graph::{Edge, Filter, PolicyGraph, Weight};
use policygraph_model::{Predicate, Status};
use policygraph_network::{Kind, all_shortest_paths, k_shortest_paths};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

#[derive(Debug, Serialize)]
pub(crate) struct NodeRow {
    #[serde(flatten)]
    entity: Brief,
    /// PageRank in the whole graph.
    rank: f64,
}

#[derive(Debug, Serialize)]
pub(crate) struct EdgeRow {
    source: String,
    target: String,
    predicate: Predicate,
    confidence: f64,
    /// Number of statements.
    statements: usize,
    status: Option<Status>,
    years: Option<(i16, i16)>,
}

impl EdgeRow {
    pub(crate) fn of(view: &View, source: NodeIndex, edge: &Edge, target: NodeIndex) -> Self {
        let g = view.graph.graph();
        let statements = edge.statements();
        Self {
            source: g[source].id.clone(),
            target: g[target].id.clone(),
            predicate: edge.predicate,
            confidence: edge.confidence(),
            statements: statements.len(),
            status: statements.iter().max_by(|a, b| a.confidence.total_cmp(&b.confidence)).map(|s| s.status),
            years: years(edge),
        }
    }
}

/// The first and last year for which an edge is stated.
pub(crate) fn years(edge: &Edge) -> Option<(i16, i16)> {
    edge.statements().iter().filter_map(|s| s.years).reduce(|(a, b), (from, to)| (a.min(from), b.max(to)))
}

/// A part of the graph.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Subgraph {
    nodes: Vec<NodeRow>,
    edges: Vec<EdgeRow>,
    /// How many nodes were left out for the limit.
    more: usize,
}

/// The nodes given, and the edges between them that pass.
fn induced(view: &View, filter: &Filter, nodes: Vec<NodeIndex>, more: usize) -> Subgraph {
    let test = filter.test(&view.graph);
    let g = view.graph.graph();
    let inside: HashSet<NodeIndex> = nodes.iter().copied().collect();
    // An edge is found from its end with fewer edges, so that those of a hub are not all looked at.
    let order = |v: NodeIndex| (view.degree(v), v);
    let mut edges: BTreeMap<EdgeIndex, (NodeIndex, Edge, NodeIndex)> = BTreeMap::new();
    for &v in &nodes {
        let out = g.edges(v).map(|e| (e, e.target()));
        let into = g.edges_directed(v, petgraph::Direction::Incoming).map(|e| (e, e.source()));
        for (e, other) in out.chain(into) {
            if inside.contains(&other)
                && order(v) <= order(other)
                && let Some(edge) = test.edge(e.id())
            {
                edges.insert(e.id(), (e.source(), edge, e.target()));
            }
        }
    }
    Subgraph {
        nodes: nodes
            .into_iter()
            .map(|v| NodeRow { entity: Brief::of(view, v), rank: view.ranks()[v.index()] })
            .collect(),
        edges: edges.into_values().map(|(source, edge, target)| EdgeRow::of(view, source, &edge, target)).collect(),
        more,
    }
}

/// The entities that pass and are the most central by PageRank, and what ties them.
pub(crate) fn central(view: &View, filter: &Filter, limit: usize) -> Subgraph {
    let g = view.graph.graph();
    let test = filter.test(&view.graph);
    let ranks = view.ranks();
    // Those without an edge that passes show nothing.
    let tied = |v: NodeIndex| {
        g.edges(v).chain(g.edges_directed(v, petgraph::Direction::Incoming)).any(|e| test.edge(e.id()).is_some())
    };
    let mut nodes: Vec<NodeIndex> = g.node_indices().filter(|&v| test.node(v)).collect();
    nodes.sort_by(|&a, &b| ranks[b.index()].total_cmp(&ranks[a.index()]).then(a.cmp(&b)));
    let passing = nodes.len();
    let kept: Vec<NodeIndex> = nodes.into_iter().filter(|&v| tied(v)).take(limit).collect();
    let more = if kept.len() < limit { 0 } else { passing - kept.len() };
    induced(view, filter, kept, more)
}

/// Entities, their neighbours by edges that pass (those with the most relations first), and what ties all of these.
pub(crate) fn neighbourhood(
    view: &View,
    filter: &Filter,
    around: &[NodeIndex],
    known: &[NodeIndex],
    limit: usize,
) -> Subgraph {
    let test = filter.test(&view.graph);
    let g = view.graph.graph();
    let mut nodes: Vec<NodeIndex> = Vec::new();
    let mut seen: HashSet<NodeIndex> = HashSet::new();
    for &v in around.iter().chain(known) {
        if seen.insert(v) {
            nodes.push(v);
        }
    }
    let mut neighbours: Vec<(Reverse<usize>, NodeIndex, EdgeIndex)> = Vec::new();
    for &v in around {
        let out = g.edges(v).map(|e| (e.target(), e.id()));
        let into = g.edges_directed(v, petgraph::Direction::Incoming).map(|e| (e.source(), e.id()));
        neighbours.extend(out.chain(into).map(|(other, e)| (Reverse(view.degree(other)), other, e)));
    }
    neighbours.sort_unstable();
    let mut more = 0;
    let mut taken = 0;
    for (_, other, e) in neighbours {
        if seen.contains(&other) || test.edge(e).is_none() {
            continue;
        }
        seen.insert(other);
        if taken < limit {
            nodes.push(other);
            taken += 1;
        } else {
            more += 1;
        }
    }
    // Nodes of the picture stay whatever is filtered; edges between them are asked for by the filter.
    induced(view, filter, nodes, more)
}

/// The steps of paths between two entities, directions left out: all that are shortest, or with `longer` those that follow them.
#[derive(Debug, Serialize)]
pub(crate) struct Paths {
    /// The entities of each path, from one end to the other.
    paths: Vec<Vec<String>>,
    #[serde(flatten)]
    part: Subgraph,
}

pub(crate) fn paths(view: &View, filter: &Filter, from: NodeIndex, to: NodeIndex, longer: bool, limit: usize) -> Paths {
    let g = view.graph.graph();
    let find = |network: &policygraph_network::Network, from: usize, to: usize| -> Vec<Vec<usize>> {
        if longer {
            let found = k_shortest_paths(network, from, to, limit, &()).unwrap_or_default();
            return found.into_iter().map(|p| p.nodes).collect();
        }
        all_shortest_paths(network, from, to, limit, &()).unwrap_or_default()
    };
    let ids = |graph: &PolicyGraph, paths: Vec<Vec<usize>>| -> Vec<Vec<String>> {
        let id = |v: usize| graph.graph()[NodeIndex::new(v)].id.clone();
        paths.into_iter().map(|path| path.into_iter().map(id).collect()).collect()
    };
    let paths = if *filter == Filter::default() {
        ids(&view.graph, find(view.network(), from.index(), to.index()))
    } else {
        let part = filter.apply(view.graph.clone());
        match (part.node(&g[from].id), part.node(&g[to].id)) {
            (Some(from), Some(to)) => {
                let network = part.network(Kind::Undirected, Weight::One);
                ids(&part, find(&network, from.index(), to.index()))
            }
            _ => Vec::new(),
        }
    };
    let mut nodes: Vec<NodeIndex> = paths.iter().flatten().filter_map(|id| view.graph.node(id)).collect();
    nodes.sort_unstable();
    nodes.dedup();
    Paths { paths, part: induced(view, filter, nodes, 0) }
}
