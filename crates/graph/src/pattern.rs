//! Paths by a pattern of types and predicates: meta-paths (Sun et al., PathSim, 2011).

use crate::{Hop, PolicyGraph};
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use policygraph_model::{EntityType, Predicate};
use policygraph_network::{Monitor, Stopped};
use std::str::FromStr;

/// A pattern of a path, as `Company -participatesIn-> Program -implementedIn-> Country`.
///
/// Nodes are types, or `*` for any. A step is `-predicate->`, `<-predicate-` or, in either direction, `-predicate-`; without a predicate
/// (`-->`, `<--`, `--`) it is any relation. Long dashes and arrows (–, →, ←) are read as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    nodes: Vec<Option<EntityType>>,
    steps: Vec<Step>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step {
    predicate: Option<Predicate>,
    forward: bool,
    backward: bool,
}

/// A pattern that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// It is no sequence of nodes and steps.
    #[error("`{0}` is no pattern like `Company -participatesIn-> Program -implementedIn-> Country`")]
    Shape(String),
    /// A name in it is not known.
    #[error(transparent)]
    Name(#[from] policygraph_model::UnknownName),
}

impl FromStr for Pattern {
    type Err = PatternError;

    fn from_str(text: &str) -> Result<Self, PatternError> {
        let plain = text.replace(['–', '—', '−'], "-").replace('→', "->").replace('←', "<-");
        let shape = || PatternError::Shape(text.to_owned());
        let (mut nodes, mut steps) = (Vec::new(), Vec::new());
        let mut rest = plain.as_str();
        loop {
            let end = rest.find(['-', '<']).unwrap_or(rest.len());
            let (node, after) = rest.split_at(end);
            nodes.push(match node.trim() {
                name if name.is_empty() || name.contains(char::is_whitespace) => return Err(shape()),
                "*" => None,
                name => Some(name.parse()?),
            });
            if after.is_empty() {
                break;
            }
            let (backward, after) = after.strip_prefix('<').map_or((false, after), |a| (true, a));
            let after = after.strip_prefix('-').ok_or_else(shape)?;
            let (predicate, after) = after.split_once('-').ok_or_else(shape)?;
            let (forward, after) = after.strip_prefix('>').map_or((false, after), |a| (true, a));
            let predicate = match predicate.trim() {
                "" => None,
                name => Some(name.parse()?),
            };
            let either = forward == backward;
            steps.push(Step { predicate, forward: forward || either, backward: backward || either });
            rest = after;
        }
        if steps.is_empty() { Err(shape()) } else { Ok(Self { nodes, steps }) }
    }
}

impl Pattern {
    /// The simple paths of this pattern from a node to another, or to any if none is given, at most `limit`, in the order of the
    /// nodes' indices.
    ///
    /// # Errors
    /// The monitor stopped it.
    pub fn paths(
        &self,
        graph: &PolicyGraph,
        from: NodeIndex,
        to: Option<NodeIndex>,
        limit: usize,
        monitor: &dyn Monitor,
    ) -> Result<Vec<Vec<Hop>>, Stopped> {
        let mut walk = Walk { pattern: self, graph, to, limit, monitor, path: Vec::new(), found: Vec::new() };
        if self.fits(graph, 0, from) {
            walk.go_on(from)?;
        }
        Ok(walk.found)
    }

    fn fits(&self, graph: &PolicyGraph, place: usize, node: NodeIndex) -> bool {
        self.nodes[place].is_none_or(|kind| graph.graph()[node].kind == kind)
    }

    fn neighbours(&self, graph: &PolicyGraph, place: usize, node: NodeIndex) -> Vec<(NodeIndex, Vec<EdgeIndex>)> {
        let (step, g) = (self.steps[place], graph.graph());
        let fits = |e: EdgeIndex| step.predicate.is_none_or(|p| g[e].predicate == p);
        let mut found: Vec<(NodeIndex, EdgeIndex)> = Vec::new();
        if step.forward {
            found.extend(g.edges(node).filter(|e| fits(e.id())).map(|e| (e.target(), e.id())));
        }
        if step.backward {
            let into = g.edges_directed(node, petgraph::Incoming);
            found.extend(into.filter(|e| fits(e.id())).map(|e| (e.source(), e.id())));
        }
        found.retain(|(next, _)| self.fits(graph, place + 1, *next));
        found.sort_unstable();
        let mut grouped: Vec<(NodeIndex, Vec<EdgeIndex>)> = Vec::new();
        for (next, edge) in found {
            match grouped.last_mut() {
                Some((last, edges)) if *last == next => edges.push(edge),
                _ => grouped.push((next, vec![edge])),
            }
        }
        grouped
    }
}

/// A search for the paths of a pattern.
struct Walk<'w> {
    pattern: &'w Pattern,
    graph: &'w PolicyGraph,
    to: Option<NodeIndex>,
    limit: usize,
    monitor: &'w dyn Monitor,
    path: Vec<Hop>,
    found: Vec<Vec<Hop>>,
}

impl Walk<'_> {
    /// Goes on from the end of the path; as deep as the pattern is long.
    fn go_on(&mut self, end: NodeIndex) -> Result<(), Stopped> {
        let place = self.path.len();
        if place == self.pattern.steps.len() {
            if self.to.is_none_or(|to| to == end) {
                self.found.push(self.path.clone());
            }
            return Ok(());
        }
        for (next, edges) in self.pattern.neighbours(self.graph, place, end) {
            if self.found.len() == self.limit {
                return Ok(());
            }
            if self.monitor.stopped() {
                return Err(Stopped);
            }
            if self.path.iter().any(|hop| hop.from == next) || next == end {
                continue;
            }
            self.path.push(Hop { from: end, to: next, edges });
            self.go_on(next)?;
            self.path.pop();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Edge, Node};
    use proptest::prelude::*;

    fn graph() -> PolicyGraph {
        let mut graph = PolicyGraph::default();
        for (id, kind) in [
            ("c", EntityType::Company),
            ("p", EntityType::Program),
            ("q", EntityType::Program),
            ("k", EntityType::Country),
        ] {
            graph.add_node(Node::new(id, kind));
        }
        for (source, predicate, target) in [
            ("c", Predicate::ParticipatesIn, "p"),
            ("c", Predicate::ParticipatesIn, "q"),
            ("p", Predicate::ImplementedIn, "k"),
            ("k", Predicate::Leads, "q"),
        ] {
            graph.add_edge(source, target, Edge::new(predicate)).unwrap();
        }
        graph
    }

    fn check(pattern: &str, expected: &[&[usize]]) {
        let pattern: Pattern = pattern.parse().unwrap();
        let paths = pattern.paths(&graph(), NodeIndex::new(0), None, 9, &()).unwrap();
        let nodes: Vec<Vec<usize>> = paths
            .iter()
            .map(|p| std::iter::once(p[0].from).chain(p.iter().map(|h| h.to)).map(NodeIndex::index).collect())
            .collect();
        assert_eq!(nodes, expected, "{pattern:?}");
    }

    #[test]
    fn steps_have_predicates_and_directions() {
        check("Company -participatesIn-> Program -implementedIn-> Country", &[&[0, 1, 3]]);
        check("Company –participatesIn→ Program ←leads– Country", &[&[0, 2, 3]]);
        check("company-->*--Country", &[&[0, 1, 3], &[0, 2, 3]]);
        check("Company <-participatesIn- Program", &[]);
        check("Company -participatesIn- Program", &[&[0, 1], &[0, 2]]);
    }

    #[test]
    fn what_is_no_pattern() {
        for text in ["", "Company", "Company ->", "Company -leads Program", "Company => Program"] {
            assert!(matches!(text.parse::<Pattern>(), Err(PatternError::Shape(_) | PatternError::Name(_))), "{text}");
        }
        let error = "Firm --> Program".parse::<Pattern>().unwrap_err();
        assert!(error.to_string().contains("`Firm` is not an entity type"), "{error}");
    }

    proptest! {
        #[test]
        fn any_text_is_a_pattern_or_an_error(text in "[A-Za-z가-힣*<>=–→← -]{0,40}") {
            if let Ok(pattern) = text.parse::<Pattern>() {
                prop_assert_eq!(pattern.nodes.len(), pattern.steps.len() + 1);
            }
        }
    }
}
