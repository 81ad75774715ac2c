//! Lengths by which a path avoids what ties everything to everything: countries, and entities that much of the graph touches.

use crate::PolicyGraph;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use policygraph_model::EntityType;
use policygraph_network::{Kind, Merge, Monitor, Network, Stopped, k_shortest_paths};
use std::collections::HashSet;

/// What it costs to pass a country, or an entity that touches half of the graph, in hops: a path around it that is up to three hops longer is
/// taken instead. That two actors belong to one country is true of most pairs and tells nobody anything.
const DETOUR: f64 = 3.0;
/// An entity that touches no more others than this is no hub, however small the graph.
const FEW: usize = 10;

impl PolicyGraph {
    /// The graph as a network of lengths in hops: each hop is 1 long, and passing an entity costs as much as [`Self::detour`] says. Both ends of
    /// a hop bear half of that, so that a path bears all of it where it passes, and half of it, the same for each path, where it ends.
    #[must_use]
    pub fn detours(&self, kind: Kind) -> Network {
        let costs: Vec<f64> = self.graph().node_indices().map(|v| self.detour(v) / 2.0).collect();
        let length = |a: NodeIndex, b: NodeIndex| 1.0 + costs[a.index()] + costs[b.index()];
        Network::weighted(self.graph(), kind, Merge::Least, |edge| length(edge.source(), edge.target()))
    }

    /// What it costs a path to pass a node, in hops, from 0 to 3: 3 for a country, nothing for an entity that touches ten others or fewer,
    /// else by the share of the nodes that it touches, 3 from half of them on.
    #[must_use]
    pub fn detour(&self, node: NodeIndex) -> f64 {
        let g = self.graph();
        if g[node].kind == EntityType::Country {
            return DETOUR;
        }
        let touched: HashSet<NodeIndex> = g.neighbors_undirected(node).filter(|&other| other != node).collect();
        if touched.len() <= FEW {
            return 0.0;
        }
        DETOUR * (2.0 * touched.len() as f64 / g.node_count() as f64).min(1.0)
    }
}

/// The paths of a network of [`PolicyGraph::detours`] that are less than a hop longer than the shortest, which are about as good; shortest first,
/// at most `limit`.
///
/// # Errors
/// The monitor stopped it.
pub fn shortest_around(
    network: &Network,
    from: usize,
    to: usize,
    limit: usize,
    monitor: &dyn Monitor,
) -> Result<Vec<Vec<usize>>, Stopped> {
    let found = k_shortest_paths(network, from, to, limit, monitor)?;
    let least = found.first().map_or(0.0, |path| path.length);
    Ok(found.into_iter().take_while(|path| path.length < least + 1.0).map(|path| path.nodes).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Edge, Node};
    use policygraph_model::Predicate;

    /// A ministry and a company of one country, which a programme with a topic of its own ties too, and a hub that touches all.
    fn graph() -> PolicyGraph {
        let mut graph = PolicyGraph::default();
        let many: Vec<String> = (0..20).map(|i| format!("p{i}")).collect();
        for (id, kind) in [
            ("ministry", EntityType::GovernmentAgency),
            ("company", EntityType::Company),
            ("country", EntityType::Country),
            ("programme", EntityType::Program),
            ("agency", EntityType::GovernmentAgency),
            ("hub", EntityType::Technology),
        ] {
            graph.add_node(Node::new(id, kind));
        }
        for id in &many {
            graph.add_node(Node::new(id, EntityType::Program));
        }
        let mut tie = |a: &str, p, b: &str| graph.add_edge(a, b, Edge::stated(p, Vec::new())).map(|_| ()).unwrap();
        tie("ministry", Predicate::HasJurisdiction, "country");
        tie("company", Predicate::BasedIn, "country");
        tie("ministry", Predicate::Leads, "programme");
        tie("agency", Predicate::ParticipatesIn, "programme");
        tie("agency", Predicate::Funds, "company");
        for id in &many {
            tie(id, Predicate::HasTopic, "hub");
        }
        tie("ministry", Predicate::HasTopic, "hub");
        tie("company", Predicate::HasTopic, "hub");
        graph
    }

    #[test]
    fn a_path_goes_around_countries_and_hubs() {
        let graph = graph();
        let at = |id: &str| graph.node(id).unwrap().index();
        let paths = |network: &Network| -> Vec<Vec<String>> {
            let found = k_shortest_paths(network, at("ministry"), at("company"), 3, &()).unwrap();
            let id = |v: usize| graph.graph()[NodeIndex::new(v)].id.clone();
            found.into_iter().map(|p| p.nodes.into_iter().map(id).collect()).collect()
        };
        assert_eq!(paths(&graph.detours(Kind::Undirected))[0], ["ministry", "programme", "agency", "company"]);
        assert_eq!(paths(&graph.network(Kind::Undirected, crate::Weight::One))[0].len(), 3);
    }

    #[test]
    fn what_it_costs_to_pass() {
        let graph = graph();
        let cost = |id: &str| graph.detour(graph.node(id).unwrap());
        assert!((cost("country") - 3.0).abs() < 1e-9 && (cost("hub") - 3.0).abs() < 1e-9);
        assert!(cost("programme").abs() < 1e-9);
    }
}
