//! Network analysis on petgraph graphs: centrality, paths, communities, similarity.
//!
//! A [`Network`] is the compact form of any petgraph graph; measures take it and return a value a node or edge, in the order of
//! the node indices or of [`Network::edges`]. Definitions and normalisation are those of NetworkX, with which every measure is
//! compared in tests; each names its paper. Results are the same for any number of threads.
//!
//! ```
//! use petgraph::graph::DiGraph;
//! use policygraph_network::{Iteration, Kind, Network, pagerank};
//! let graph = DiGraph::<&str, ()>::from_edges([(0, 1), (2, 1)]);
//! let network = Network::new(&graph, Kind::Directed);
//! let ranks = pagerank(&network, 0.85, &[], Iteration::default(), &()).unwrap();
//! assert!(ranks[1] > ranks[0]);
//! ```

mod between_two;
mod betweenness;
mod brokerage;
mod closeness;
mod clustering;
mod communities;
mod compact;
mod connectivity;
mod cores;
mod degree;
mod mixing;
mod monitor;
mod null_model;
mod partitions;
mod paths;
mod projection;
mod random;
mod search;
mod similarity;
mod spectral;
mod structural_holes;

pub use between_two::{Path, shortest_paths};
pub use betweenness::{BetweennessOptions, betweenness, betweenness_error, edge_betweenness};
pub use brokerage::{Roles, brokerage, participation_coefficient};
pub use closeness::{closeness, harmonic};
pub use clustering::{clustering, transitivity};
pub use communities::{LeidenOptions, Quality, label_propagation, leiden, modularity, potts_quality};
pub use compact::{Kind, Merge, Network};
pub use connectivity::{Cuts, components, cuts, density, largest_component, reciprocity, strong_components};
pub use cores::core_numbers;
pub use degree::{Ends, degree_centrality, strength};
pub use mixing::{Block, Centralised, blocks, centralisation, degree_assortativity, e_i_index, group_assortativity};
pub use monitor::{Monitor, Stopped};
pub use null_model::{Comparison, compare_with_null_model, rewired};
pub use partitions::{adjusted_rand_index, bipartite_modularity, normalized_mutual_information};
pub use paths::{all_shortest_paths, k_shortest_paths, simple_paths};
pub use projection::{SharedWeight, project};
pub use random::random;
pub use search::{UNREACHED, distances, hops};
pub use similarity::{Shared, similarity};
pub use spectral::{Hits, Iteration, IterationError, eigenvector, hits, katz, pagerank};
pub use structural_holes::{constraint, effective_size};

#[cfg(test)]
pub(crate) mod testing {
    use super::*;
    use proptest::prelude::*;

    pub(crate) fn undirected(nodes: usize, edges: &[(u32, u32)]) -> Network {
        Network::from_edges(nodes, edges, &[], Kind::Undirected, Merge::Sum)
    }

    pub(crate) fn directed(nodes: usize, edges: &[(u32, u32)]) -> Network {
        Network::from_edges(nodes, edges, &[], Kind::Directed, Merge::Sum)
    }

    /// An undirected network; the weights of parallel edges are added.
    pub(crate) fn weighted(nodes: usize, edges: &[(u32, u32, f64)]) -> Network {
        let (ends, weights): (Vec<_>, Vec<_>) = edges.iter().map(|&(a, b, w)| ((a, b), w)).unzip();
        Network::from_edges(nodes, &ends, &weights, Kind::Undirected, Merge::Sum)
    }

    /// Up to 60 edges between so many nodes.
    pub(crate) fn edges(nodes: u32) -> impl Strategy<Value = Vec<(u32, u32)>> {
        prop::collection::vec((0..nodes, 0..nodes), 0..60)
    }
}
