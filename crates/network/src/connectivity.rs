//! Components, and what holds them together.

use crate::Network;
use crate::compact::{as_f64, index};
use crate::search::UNREACHED;
use petgraph::unionfind::UnionFind;

/// The component of each node, without regard to directions: numbered from the one with most nodes, of equal ones from that
/// with the lowest node.
///
/// # Complexity
/// O(nodes + edges).
#[must_use]
pub fn components(network: &Network) -> Vec<usize> {
    let mut sets = UnionFind::<u32>::new(network.nodes());
    for v in 0..network.nodes() {
        for &w in network.out.of(v) {
            sets.union(index(v), w);
        }
    }
    by_size(&sets.into_labeling())
}

/// The strongly connected component of each node, in which each node reaches each other along the directions; numbered
/// as in [`components`].
///
/// # Complexity
/// O(nodes + edges), by petgraph's `kosaraju_scc`.
#[must_use]
pub fn strong_components(network: &Network) -> Vec<usize> {
    let mut labels = vec![0; network.nodes()];
    for (label, component) in petgraph::algo::kosaraju_scc(network).into_iter().enumerate() {
        for node in component {
            labels[node.index()] = index(label);
        }
    }
    by_size(&labels)
}

/// Numbers groups anew, from the largest, of equal ones from that with the lowest node.
pub(crate) fn by_size(labels: &[u32]) -> Vec<usize> {
    let groups = labels.iter().max().map_or(0, |&l| l as usize + 1);
    let mut sizes = vec![0_usize; groups];
    let mut first = vec![usize::MAX; groups];
    for (v, &label) in labels.iter().enumerate() {
        sizes[label as usize] += 1;
        first[label as usize] = first[label as usize].min(v);
    }
    let mut order: Vec<usize> = (0..groups).filter(|&g| sizes[g] > 0).collect();
    order.sort_by_key(|&g| (std::cmp::Reverse(sizes[g]), first[g]));
    let mut number = vec![0; groups];
    for (i, &g) in order.iter().enumerate() {
        number[g] = i;
    }
    labels.iter().map(|&l| number[l as usize]).collect()
}

/// The nodes of the largest component, ascending.
#[must_use]
pub fn largest_component(network: &Network) -> Vec<usize> {
    components(network).into_iter().enumerate().filter(|&(_, c)| c == 0).map(|(v, _)| v).collect()
}

/// Nodes and edges without which a component falls apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cuts {
    /// Articulation points, ascending.
    pub nodes: Vec<usize>,
    /// Bridges, the lower node first, ascending.
    pub edges: Vec<(usize, usize)>,
}

/// Articulation points and bridges, without regard to directions (Hopcroft and Tarjan, Algorithm 447, 1973). As
/// `articulation_points` and `bridges` of NetworkX; the bridges are those of the network, in which parallel edges are one.
///
/// # Complexity
/// O(nodes + edges), without recursion.
#[must_use]
pub fn cuts(network: &Network) -> Cuts {
    let bare = network.undirected(crate::Merge::Sum);
    let n = bare.nodes();
    // When each node was entered, and the earliest that it or what lies below it has an edge to.
    let (mut entered, mut earliest) = (vec![UNREACHED; n], vec![UNREACHED; n]);
    let mut is_cut = vec![false; n];
    let mut edges = Vec::new();
    let mut clock = 0;
    for root in 0..n {
        if entered[root] != UNREACHED {
            continue;
        }
        // The nodes on the way down, each with the one above it and the arc that comes next.
        let mut way = vec![(root, root, 0)];
        let mut below_root = 0;
        entered[root] = clock;
        earliest[root] = clock;
        clock += 1;
        while let Some((v, above, arc)) = way.last_mut() {
            let (v, above) = (*v, *above);
            if let Some(&w) = bare.out.of(v).get(*arc) {
                *arc += 1;
                let w = w as usize;
                if entered[w] == UNREACHED {
                    entered[w] = clock;
                    earliest[w] = clock;
                    clock += 1;
                    way.push((w, v, 0));
                } else if w != above {
                    earliest[v] = earliest[v].min(entered[w]);
                }
                continue;
            }
            way.pop();
            if v == root {
                continue;
            }
            earliest[above] = earliest[above].min(earliest[v]);
            if above == root {
                below_root += 1;
            } else if earliest[v] >= entered[above] {
                is_cut[above] = true;
            }
            if earliest[v] > entered[above] {
                edges.push((v.min(above), v.max(above)));
            }
        }
        is_cut[root] = below_root > 1;
    }
    edges.sort_unstable();
    Cuts { nodes: (0..n).filter(|&v| is_cut[v]).collect(), edges }
}

/// Density: the edges over those possible without loops; 0 with fewer than two nodes. As `density` of NetworkX.
#[must_use]
pub fn density(network: &Network) -> f64 {
    let n = as_f64(network.nodes());
    let possible = if network.is_directed() { n * (n - 1.0) } else { n * (n - 1.0) / 2.0 };
    if possible > 0.0 { as_f64(network.edge_count()) / possible } else { 0.0 }
}

/// Reciprocity: which share of the edges of a directed network has one back; loops have not. `None` without edges or directions.
/// As `overall_reciprocity` of NetworkX on networks without loops.
#[must_use]
pub fn reciprocity(network: &Network) -> Option<f64> {
    if !network.is_directed() || network.edge_count() == 0 {
        return None;
    }
    let back = network.edges().filter(|&(v, w, _)| v != w && network.out.has(w, v)).count();
    Some(as_f64(back) / as_f64(network.edge_count()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{directed, undirected};
    use proptest::prelude::*;

    #[test]
    fn components_are_numbered_by_size() {
        let edges = [(1, 2), (2, 3), (3, 1), (4, 3)];
        assert_eq!(components(&undirected(6, &edges)), [1, 0, 0, 0, 0, 2]);
        assert_eq!(strong_components(&directed(6, &edges)), [1, 0, 0, 0, 2, 3]);
        assert_eq!(largest_component(&undirected(6, &edges)), [1, 2, 3, 4]);
        assert!(components(&undirected(0, &[])).is_empty());
    }

    #[test]
    fn what_holds_together() {
        let two = undirected(6, &[(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 3), (0, 0)]);
        assert_eq!(cuts(&two), Cuts { nodes: vec![2, 3], edges: vec![(2, 3)] });
    }

    #[test]
    fn shares_of_edges() {
        let g = directed(3, &[(0, 1), (1, 0), (1, 2)]);
        assert_eq!((density(&g), reciprocity(&g)), (0.5, Some(2.0 / 3.0)));
        assert_eq!((density(&undirected(1, &[])), reciprocity(&undirected(2, &[(0, 1)]))), (0.0, None));
    }

    proptest! {
        /// A cut is what leaves more components when it goes.
        #[test]
        fn cuts_part_components(edges in crate::testing::edges(12)) {
            let g = undirected(12, &edges);
            let count = |g: &Network| components(g).into_iter().max().map_or(0, |m| m + 1);
            let expected: Vec<usize> = (0..12)
                .filter(|&v| {
                    let rest: Vec<usize> = (0..12).filter(|&w| w != v).collect();
                    let alone = g.out.of(v).iter().all(|&w| w as usize == v);
                    count(&g.part(&rest)) > count(&g) - usize::from(alone)
                })
                .collect();
            prop_assert_eq!(cuts(&g).nodes, expected);
        }
    }
}
