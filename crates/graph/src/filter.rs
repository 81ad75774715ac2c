//! A part of the graph.

use crate::{Edge, PolicyGraph, Statement};
use petgraph::Direction::Incoming;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use policygraph_model::{EntityType, Predicate, Status};
use std::collections::HashSet;

/// What to keep; an empty list keeps all.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Types of nodes.
    pub types: Vec<EntityType>,
    /// Predicates of edges.
    pub predicates: Vec<Predicate>,
    /// ISO 3166-1 alpha-2 codes: nodes that belong to one of them.
    pub countries: Vec<String>,
    /// IRIs of technologies and fields: these, what is about them, and what has relations with that.
    pub topics: Vec<String>,
    /// Edges with a statement of one of these.
    pub statuses: Vec<Status>,
    /// Edges with a statement for one of the years from the first to the last; a statement without a year is left out.
    pub years: Option<(i16, i16)>,
    /// Names of documents: edges with a statement of one of them.
    pub documents: Vec<String>,
    /// Edges with a statement of at least this confidence.
    pub least_confidence: Option<f64>,
}

impl Filter {
    /// Whether it looks at statements, which then must have been read.
    #[must_use]
    pub fn needs_statements(&self) -> bool {
        !self.statuses.is_empty()
            || self.years.is_some()
            || !self.documents.is_empty()
            || self.least_confidence.is_some()
    }

    /// The graph of the nodes and edges that pass. Edges go where one of their nodes goes, and statements that do not pass
    /// go. A filter that looks at topics or statements keeps only nodes that have an edge left.
    #[must_use]
    pub fn apply(&self, graph: PolicyGraph) -> PolicyGraph {
        if *self == Self::default() {
            return graph;
        }
        let test = self.test(&graph);
        let mut edges = Vec::new();
        for edge in graph.graph.edge_indices() {
            let Some((source, target)) = graph.graph.edge_endpoints(edge) else { continue };
            if let Some(kept) = test.edge(edge) {
                edges.push((source, target, kept));
            }
        }
        let tied: HashSet<NodeIndex> = edges.iter().flat_map(|(a, b, _)| [*a, *b]).collect();
        let only_tied = test.near_topic.is_some() || self.needs_statements();
        let (documents_of, sections) = (graph.documents.clone(), graph.sections.clone());
        let mut part = PolicyGraph { documents: documents_of, sections, ..PolicyGraph::default() };
        let mut places = vec![None; graph.graph.node_count()];
        for v in graph.graph.node_indices().filter(|&v| test.node(v) && (!only_tied || tied.contains(&v))) {
            places[v.index()] = Some(part.add_node(graph.graph[v].clone()));
        }
        for (source, target, edge) in edges {
            if let (Some(source), Some(target)) = (places[source.index()], places[target.index()]) {
                part.connect(source, target, edge);
            }
        }
        part
    }

    /// The filter made ready for asking about single nodes and edges of a graph.
    #[must_use]
    pub fn test<'g>(&'g self, graph: &'g PolicyGraph) -> Test<'g> {
        let documents = (0_u32..).zip(&graph.documents).filter(|(_, name)| self.documents.contains(name));
        Test {
            filter: self,
            graph,
            near_topic: self.near_topics(graph),
            documents: documents.map(|(i, _)| Some(i)).collect(),
        }
    }

    /// The topics, what is about them, and the neighbours of that.
    fn near_topics(&self, graph: &PolicyGraph) -> Option<HashSet<NodeIndex>> {
        if self.topics.is_empty() {
            return None;
        }
        let topics: HashSet<NodeIndex> = self.topics.iter().filter_map(|id| graph.node(id)).collect();
        let of_topics = topics.iter().flat_map(|&topic| graph.graph.edges_directed(topic, Incoming));
        let about: Vec<NodeIndex> =
            of_topics.filter(|e| e.weight().predicate == Predicate::HasTopic).map(|e| e.source()).collect();
        let around = about.iter().flat_map(|&v| graph.graph.neighbors_undirected(v));
        Some(topics.iter().copied().chain(about.iter().copied()).chain(around).collect())
    }
}

/// A filter for a graph, see [`Filter::test`].
#[derive(Debug)]
pub struct Test<'g> {
    filter: &'g Filter,
    graph: &'g PolicyGraph,
    near_topic: Option<HashSet<NodeIndex>>,
    documents: Vec<Option<u32>>,
}

impl Test<'_> {
    /// Whether a node passes.
    #[must_use]
    pub fn node(&self, v: NodeIndex) -> bool {
        let (filter, node) = (self.filter, &self.graph.graph[v]);
        (filter.types.is_empty() || filter.types.contains(&node.kind))
            && (filter.countries.is_empty() || node.countries.iter().any(|c| filter.countries.contains(c)))
            && self.near_topic.as_ref().is_none_or(|near| near.contains(&v))
    }

    /// The edge with the statements that pass, if it and both of its nodes do.
    #[must_use]
    pub fn edge(&self, e: EdgeIndex) -> Option<Edge> {
        let (filter, edge) = (self.filter, &self.graph.graph[e]);
        let (source, target) = self.graph.graph.edge_endpoints(e)?;
        let passes = (filter.predicates.is_empty() || filter.predicates.contains(&edge.predicate))
            && self.node(source)
            && self.node(target);
        if !passes {
            return None;
        }
        if !filter.needs_statements() {
            return Some(edge.clone());
        }
        let kept: Vec<Statement> = edge.statements().iter().filter(|s| self.statement(s)).copied().collect();
        (!kept.is_empty()).then(|| {
            let mut edge = edge.clone();
            edge.set_statements(kept);
            edge
        })
    }

    fn statement(&self, s: &Statement) -> bool {
        let filter = self.filter;
        let overlap = |(from, to): (i16, i16)| s.years.is_some_and(|(a, b)| a <= to && b >= from);
        (filter.statuses.is_empty() || filter.statuses.contains(&s.status))
            && filter.years.is_none_or(overlap)
            && (filter.documents.is_empty() || self.documents.contains(&s.document))
            && filter.least_confidence.is_none_or(|least| s.confidence >= least)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Node;
    use policygraph_model::ClaimId;

    fn graph() -> PolicyGraph {
        let mut graph = PolicyGraph { documents: vec!["a".into(), "b".into()], ..PolicyGraph::default() };
        for (id, kind) in [
            ("c", EntityType::Company),
            ("d", EntityType::Company),
            ("p", EntityType::Program),
            ("q", EntityType::Program),
            ("5g", EntityType::Technology),
        ] {
            graph.add_node(Node {
                countries: vec![if id == "d" { "KR" } else { "US" }.to_owned()],
                ..Node::new(id, kind)
            });
        }
        for (source, predicate, target, document, status, years) in [
            ("c", Predicate::ParticipatesIn, "p", 0, Status::Stated, Some((2018, 2020))),
            ("d", Predicate::ParticipatesIn, "q", 1, Status::Planned, Some((2021, 2021))),
            ("p", Predicate::HasTopic, "5g", 0, Status::Stated, None),
        ] {
            let statement = Statement {
                claim: ClaimId::default(),
                document: Some(document),
                section: None,
                status,
                confidence: 0.8,
                years,
            };
            graph.add_edge(source, target, Edge::stated(predicate, vec![statement])).unwrap();
        }
        graph
    }

    fn check(filter: &Filter, nodes: &[&str], edges: usize) {
        let part = filter.apply(graph());
        let ids: Vec<&str> = part.graph().node_weights().map(|n| n.id.as_str()).collect();
        assert_eq!((ids.as_slice(), part.graph().edge_count()), (nodes, edges), "{filter:?}");
        assert!(nodes.iter().all(|id| part.node(id).is_some()));
    }

    #[test]
    fn each_filter_keeps_its_part() {
        let all = Filter::default;
        check(&all(), &["c", "d", "p", "q", "5g"], 3);
        check(&Filter { types: vec![EntityType::Company], ..all() }, &["c", "d"], 0);
        check(&Filter { predicates: vec![Predicate::HasTopic], ..all() }, &["c", "d", "p", "q", "5g"], 1);
        check(&Filter { countries: vec!["KR".into()], ..all() }, &["d"], 0);
        check(&Filter { topics: vec!["5g".into()], ..all() }, &["c", "p", "5g"], 2);
        check(&Filter { statuses: vec![Status::Planned], ..all() }, &["d", "q"], 1);
        check(&Filter { years: Some((2020, 2020)), ..all() }, &["c", "p"], 1);
        check(&Filter { documents: vec!["b".into()], ..all() }, &["d", "q"], 1);
        check(&Filter { least_confidence: Some(0.9), ..all() }, &[], 0);
    }
}
