//! Networks of one kind of node, tied by what they share.

use crate::PolicyGraph;
use indexmap::IndexSet;
use petgraph::graph::NodeIndex;
use policygraph_model::EntityType;
use policygraph_network::{Network, SharedWeight, project};

/// Which nodes are tied by which others. Any relation between the two ties them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OneMode {
    /// Actors by the programmes and laws that they share.
    ActorsByPrograms,
    /// Programmes and laws by the actors that they share.
    ProgramsByActors,
    /// Programmes and laws by the topics that they share.
    ProgramsByTopics,
    /// Countries by the companies that they share.
    CountriesByCompanies,
}

impl OneMode {
    fn is_member(self, kind: EntityType) -> bool {
        match self {
            Self::ActorsByPrograms => kind.is_actor(),
            Self::ProgramsByActors | Self::ProgramsByTopics => is_measure(kind),
            Self::CountriesByCompanies => kind == EntityType::Country,
        }
    }

    fn is_affiliation(self, kind: EntityType) -> bool {
        match self {
            Self::ActorsByPrograms => is_measure(kind),
            Self::ProgramsByActors => kind.is_actor(),
            Self::ProgramsByTopics => kind == EntityType::Technology,
            Self::CountriesByCompanies => kind == EntityType::Company,
        }
    }
}

/// Programmes and laws: what is done by policy.
fn is_measure(kind: EntityType) -> bool {
    matches!(kind, EntityType::Program | EntityType::Legislation)
}

/// A one-mode network, and what its nodes stand for.
#[derive(Debug, Clone)]
pub struct Projection {
    /// Undirected; weights by what is shared.
    pub network: Network,
    /// For each of its nodes that of the graph.
    pub members: Vec<NodeIndex>,
}

impl PolicyGraph {
    /// The one-mode network of the nodes that have a relation with what ties them.
    #[must_use]
    pub fn one_mode(&self, mode: OneMode, weight: SharedWeight) -> Projection {
        let (mut members, mut affiliations) = (IndexSet::new(), IndexSet::new());
        let mut ties = Vec::new();
        for edge in self.graph().edge_indices() {
            let Some((source, target)) = self.graph().edge_endpoints(edge) else { continue };
            for (member, affiliation) in [(source, target), (target, source)] {
                let kind = |v: NodeIndex| self.graph()[v].kind;
                if mode.is_member(kind(member)) && mode.is_affiliation(kind(affiliation)) {
                    let (member, affiliation) =
                        (members.insert_full(member).0, affiliations.insert_full(affiliation).0);
                    ties.push((position(member), position(affiliation)));
                }
            }
        }
        let network = project(members.len(), affiliations.len(), &ties, weight);
        Projection { network, members: members.into_iter().collect() }
    }
}

/// A place among the nodes of a graph, of which there are fewer than 2³².
fn position(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Edge, Node};
    use policygraph_model::Predicate;

    #[test]
    fn companies_tie_programmes() {
        let mut graph = PolicyGraph::default();
        for (id, kind) in [
            ("p", EntityType::Program),
            ("q", EntityType::Program),
            ("c", EntityType::Company),
            ("k", EntityType::Country),
        ] {
            graph.add_node(Node::new(id, kind));
        }
        for (source, target) in [("c", "p"), ("c", "q"), ("k", "q")] {
            graph.add_edge(source, target, Edge::new(Predicate::ParticipatesIn)).unwrap();
        }
        let names = |p: &Projection| p.members.iter().map(|&v| graph.graph()[v].id.clone()).collect::<Vec<_>>();
        let programs = graph.one_mode(OneMode::ProgramsByActors, SharedWeight::Count);
        assert_eq!(
            (names(&programs), programs.network.edges().collect()),
            (vec!["p".into(), "q".into()], vec![(0, 1, 1.0)])
        );
        let actors = graph.one_mode(OneMode::ActorsByPrograms, SharedWeight::Newman);
        assert_eq!((names(&actors), actors.network.edge_count()), (vec!["c".into(), "k".into()], 1));
        assert_eq!(graph.one_mode(OneMode::CountriesByCompanies, SharedWeight::Count).members.len(), 0);
    }
}
