//! Parts of the graph: the most central entities, the neighbours of some, the paths between two.

use crate::search::Brief;
use crate::view::View;
use petgraph::Direction::Incoming;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use policygraph_graph::{Edge, Filter, Node, PolicyGraph, Weight, shortest_around};
use policygraph_model::{EntityType, Predicate, Status};
use policygraph_network::{Kind, Network, all_shortest_paths, k_shortest_paths};
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
    /// How many edges between these nodes were left out for the limit.
    #[serde(rename = "moreEdges")]
    more_edges: usize,
}

/// An edge with both its ends.
type Tie = (NodeIndex, Edge, NodeIndex);

/// The nodes given, and the edges between them that pass: at most so many, those of paths first and then those that are stated most often.
fn induced(view: &View, filter: &Filter, nodes: Vec<NodeIndex>, paths: &[Vec<String>], most: usize) -> Subgraph {
    let test = filter.test(&view.graph);
    let g = view.graph.graph();
    let inside: HashSet<NodeIndex> = nodes.iter().copied().collect();
    // An edge is found from its end with fewer edges, so that those of a hub are not all looked at.
    let order = |v: NodeIndex| (view.degree(v), v);
    let mut edges: BTreeMap<EdgeIndex, Tie> = BTreeMap::new();
    for &v in &nodes {
        let out = g.edges(v).map(|e| (e, e.target()));
        let into = g.edges_directed(v, Incoming).map(|e| (e, e.source()));
        for (e, other) in out.chain(into) {
            if inside.contains(&other)
                && order(v) <= order(other)
                && let Some(edge) = test.edge(e.id())
            {
                edges.insert(e.id(), (e.source(), edge, e.target()));
            }
        }
    }
    let more_edges = edges.len().saturating_sub(most);
    if more_edges > 0 {
        keep_strongest(&mut edges, view, paths, most);
    }
    Subgraph {
        nodes: nodes
            .into_iter()
            .map(|v| NodeRow { entity: Brief::of(view, v), rank: view.ranks()[v.index()] })
            .collect(),
        edges: edges.into_values().map(|(source, edge, target)| EdgeRow::of(view, source, &edge, target)).collect(),
        more: 0,
        more_edges,
    }
}

/// Keeps the edges of paths, and then those with the most statements, the surest first.
fn keep_strongest(edges: &mut BTreeMap<EdgeIndex, Tie>, view: &View, paths: &[Vec<String>], most: usize) {
    let steps = paths.iter().flat_map(|path| path.windows(2));
    let steps: HashSet<(NodeIndex, NodeIndex)> = steps
        .filter_map(|pair| Some((view.graph.node(&pair[0])?, view.graph.node(&pair[1])?)))
        .flat_map(|(a, b)| [(a, b), (b, a)])
        .collect();
    let mut ranked: Vec<(bool, usize, f64, EdgeIndex)> = edges
        .iter()
        .map(|(id, (s, edge, t))| (steps.contains(&(*s, *t)), edge.statements().len(), edge.confidence(), *id))
        .collect();
    ranked.sort_by(|a, b| (b.0, b.1).cmp(&(a.0, a.1)).then(b.2.total_cmp(&a.2)).then(a.3.cmp(&b.3)));
    for (.., id) in ranked.into_iter().skip(most) {
        edges.remove(&id);
    }
}

/// What a picture of the graph shows.
#[derive(Debug, Default)]
pub(crate) struct Asked<'a> {
    /// This many entities that are the most central by PageRank.
    pub top: usize,
    /// Entities with their neighbours.
    pub around: &'a [NodeIndex],
    /// How many neighbours of these are shown; those with the most relations first.
    pub neighbours: usize,
    /// Two entities with the paths between them, directions left out.
    pub ends: Option<(NodeIndex, NodeIndex)>,
    /// Also paths that are longer than the shortest.
    pub longer: bool,
    /// Paths through countries, and through what much of the graph touches, as readily as through anything else.
    pub through_countries: bool,
    /// Countries as nodes too, and not only those that are named or on a path.
    pub country_nodes: bool,
    /// How many paths.
    pub paths: usize,
    /// How many edges are shown at most.
    pub edges: usize,
}

impl Asked<'_> {
    /// Whether a node may come along that is not named: countries tie nearly all to nearly all, and hide what else does.
    fn takes(&self, node: &Node) -> bool {
        self.country_nodes || node.kind != EntityType::Country
    }
}

/// A part of the graph, and the entities of each path in it, from one end to the other.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Picture {
    #[serde(flatten)]
    part: Subgraph,
    paths: Vec<Vec<String>>,
}

/// Nodes in the order in which they were chosen, each once.
#[derive(Default)]
struct Chosen {
    nodes: Vec<NodeIndex>,
    seen: HashSet<NodeIndex>,
}

impl Chosen {
    fn add(&mut self, v: NodeIndex) {
        if self.seen.insert(v) {
            self.nodes.push(v);
        }
    }
}

/// All that is asked for, and what ties it. Entities that are named stay whatever the filter says; ties have to pass it.
pub(crate) fn picture(view: &View, filter: &Filter, asked: &Asked<'_>) -> Picture {
    let mut chosen = Chosen::default();
    asked.around.iter().for_each(|&v| chosen.add(v));
    let paths = asked.ends.map_or_else(Vec::new, |(from, to)| {
        chosen.add(from);
        chosen.add(to);
        paths(view, filter, from, to, asked)
    });
    paths.iter().flatten().filter_map(|id| view.graph.node(id)).for_each(|v| chosen.add(v));
    let mut more = add_neighbours(view, filter, asked, &mut chosen);
    more += add_central(view, filter, asked, &mut chosen);
    let part = induced(view, filter, chosen.nodes, &paths, asked.edges);
    Picture { part: Subgraph { more, ..part }, paths }
}

/// Adds the neighbours by edges that pass; gives the number of those that the limit left out.
fn add_neighbours(view: &View, filter: &Filter, asked: &Asked<'_>, chosen: &mut Chosen) -> usize {
    let (g, test) = (view.graph.graph(), filter.test(&view.graph));
    let mut neighbours: Vec<(Reverse<usize>, NodeIndex, EdgeIndex)> = Vec::new();
    for &v in asked.around {
        let out = g.edges(v).map(|e| (e.target(), e.id()));
        let into = g.edges_directed(v, Incoming).map(|e| (e.source(), e.id()));
        neighbours.extend(out.chain(into).map(|(other, e)| (Reverse(view.degree(other)), other, e)));
    }
    neighbours.sort_unstable();
    let (mut taken, mut left_out) = (0, HashSet::new());
    for (_, other, e) in neighbours {
        if chosen.seen.contains(&other)
            || left_out.contains(&other)
            || !asked.takes(&g[other])
            || test.edge(e).is_none()
        {
            continue;
        }
        if taken < asked.neighbours {
            chosen.add(other);
            taken += 1;
        } else {
            left_out.insert(other);
        }
    }
    left_out.len()
}

/// Adds the most central of those that pass and have a tie that does; gives the number of those that pass and were left out.
fn add_central(view: &View, filter: &Filter, asked: &Asked<'_>, chosen: &mut Chosen) -> usize {
    if asked.top == 0 {
        return 0;
    }
    let (g, test, ranks) = (view.graph.graph(), filter.test(&view.graph), view.ranks());
    let is_tied = |v: NodeIndex| g.edges(v).chain(g.edges_directed(v, Incoming)).any(|e| test.edge(e.id()).is_some());
    let mut nodes: Vec<NodeIndex> = g.node_indices().filter(|&v| test.node(v) && asked.takes(&g[v])).collect();
    nodes.sort_by(|&a, &b| ranks[b.index()].total_cmp(&ranks[a.index()]).then(a.cmp(&b)));
    let mut tied = nodes.into_iter().filter(|&v| is_tied(v));
    tied.by_ref().take(asked.top).for_each(|v| chosen.add(v));
    tied.count()
}

fn paths(view: &View, filter: &Filter, from: NodeIndex, to: NodeIndex, asked: &Asked<'_>) -> Vec<Vec<String>> {
    let find = |graph: &PolicyGraph, network: &Network, from: NodeIndex, to: NodeIndex| -> Vec<Vec<String>> {
        let (from, to) = (from.index(), to.index());
        let found = if asked.longer {
            let found = k_shortest_paths(network, from, to, asked.paths, &()).unwrap_or_default();
            found.into_iter().map(|p| p.nodes).collect()
        } else if asked.through_countries {
            all_shortest_paths(network, from, to, asked.paths, &()).unwrap_or_default()
        } else {
            shortest_around(network, from, to, asked.paths, &()).unwrap_or_default()
        };
        let id = |v: usize| graph.graph()[NodeIndex::new(v)].id.clone();
        found.into_iter().map(|path| path.into_iter().map(id).collect()).collect()
    };
    if *filter == Filter::default() {
        let network = if asked.through_countries { view.network() } else { view.detours() };
        return find(&view.graph, network, from, to);
    }
    let g = view.graph.graph();
    let part = filter.apply(view.graph.clone());
    let (Some(from), Some(to)) = (part.node(&g[from].id), part.node(&g[to].id)) else { return Vec::new() };
    let kind = Kind::Undirected;
    let network = if asked.through_countries { part.network(kind, Weight::One) } else { part.detours(kind) };
    find(&part, &network, from, to)
}
