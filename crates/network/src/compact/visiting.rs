//! The network as a graph of petgraph, so that its algorithms run on it.

use super::Network;
use fixedbitset::FixedBitSet;
use petgraph::graph::NodeIndex;
use petgraph::visit::{
    GraphBase, GraphProp, IntoNeighbors, IntoNeighborsDirected, IntoNodeIdentifiers, NodeCompactIndexable, NodeCount,
    NodeIndexable, Visitable,
};
use petgraph::{Directed, Direction, Incoming};
use std::iter::Copied;
use std::ops::Range;
use std::slice;

impl GraphBase for Network {
    type NodeId = NodeIndex;
    type EdgeId = (NodeIndex, NodeIndex);
}

impl GraphProp for Network {
    type EdgeType = Directed;

    fn is_directed(&self) -> bool {
        self.into.is_some()
    }
}

impl NodeCount for Network {
    fn node_count(&self) -> usize {
        self.nodes()
    }
}

impl NodeIndexable for Network {
    fn node_bound(&self) -> usize {
        self.nodes()
    }

    fn to_index(&self, node: NodeIndex) -> usize {
        node.index()
    }

    fn from_index(&self, i: usize) -> NodeIndex {
        NodeIndex::new(i)
    }
}

impl NodeCompactIndexable for Network {}

impl IntoNodeIdentifiers for &Network {
    type NodeIdentifiers = std::iter::Map<Range<usize>, fn(usize) -> NodeIndex>;

    fn node_identifiers(self) -> Self::NodeIdentifiers {
        (0..self.nodes()).map(NodeIndex::new)
    }
}

impl<'a> IntoNeighbors for &'a Network {
    type Neighbors = std::iter::Map<Copied<slice::Iter<'a, u32>>, fn(u32) -> NodeIndex>;

    fn neighbors(self, node: NodeIndex) -> Self::Neighbors {
        self.out.of(node.index()).iter().copied().map(NodeIndex::from)
    }
}

impl<'a> IntoNeighborsDirected for &'a Network {
    type NeighborsDirected = <&'a Network as IntoNeighbors>::Neighbors;

    fn neighbors_directed(self, node: NodeIndex, direction: Direction) -> Self::NeighborsDirected {
        let arcs = if direction == Incoming { self.incoming() } else { &self.out };
        arcs.of(node.index()).iter().copied().map(NodeIndex::from)
    }
}

impl Visitable for Network {
    type Map = FixedBitSet;

    fn visit_map(&self) -> FixedBitSet {
        FixedBitSet::with_capacity(self.nodes())
    }

    fn reset_map(&self, map: &mut FixedBitSet) {
        map.clear();
        map.grow(self.nodes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Kind, Merge};

    #[test]
    fn petgraph_runs_on_it() {
        let network = Network::from_edges(4, &[(0, 1), (1, 2), (2, 0), (2, 3)], &[], Kind::Directed, Merge::Sum);
        assert_eq!(petgraph::algo::kosaraju_scc(&network).len(), 2);
        assert!(petgraph::algo::has_path_connecting(&network, NodeIndex::new(0), NodeIndex::new(3), None));
    }
}
