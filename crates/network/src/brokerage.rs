//! Who stands between groups.

use crate::compact::{Network, as_f64};
use std::collections::BTreeMap;

/// How often a node stands between two others that have no edge, by the groups of the three (Gould and Fernandez, Structures of mediation, 1989).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Roles {
    /// All three in one group.
    pub coordinator: u64,
    /// The others in one group, the node in another; also called consultant.
    pub itinerant: u64,
    /// From another group into its own.
    pub gatekeeper: u64,
    /// From its own group into another.
    pub representative: u64,
    /// All three in different groups.
    pub liaison: u64,
}

/// The roles of each node: for an edge that leads to it and one that leads on from it, where none leads from the first to the
/// last. Nodes without a group have none and make none.
///
/// # Panics
/// There is not one entry a node.
///
/// # Complexity
/// O(nodes × groups² + the squares of out-degrees).
#[must_use]
pub fn brokerage(network: &Network, groups: &[Option<usize>]) -> Vec<Roles> {
    assert_eq!(groups.len(), network.nodes(), "there must be an entry for each node");
    let mut into: Vec<Vec<usize>> = vec![Vec::new(); network.nodes()];
    for v in 0..network.nodes() {
        network.neighbours(v).filter(|&w| w != v).for_each(|w| into[w].push(v));
    }
    let mut is_out = vec![false; network.nodes()];
    let mut all = Vec::with_capacity(network.nodes());
    for ego in 0..network.nodes() {
        let mut roles = Roles::default();
        if let Some(own) = groups[ego] {
            let out: Vec<usize> = network.neighbours(ego).filter(|&w| w != ego).collect();
            out.iter().for_each(|&w| is_out[w] = true);
            let mut pairs: BTreeMap<(usize, usize), u64> = BTreeMap::new();
            let (from, to) = (sizes(&into[ego], groups), sizes(&out, groups));
            for (&a, &n) in &from {
                for (&c, &m) in &to {
                    *pairs.entry((a, c)).or_default() += n * m;
                }
            }
            for &a in &into[ego] {
                let Some(group) = groups[a] else { continue };
                // The same on both sides, or an edge from one side to the other, is nothing to stand between.
                let closed = network.neighbours(a).filter(|&c| c != a).chain([a]).filter(|&c| is_out[c]);
                for c in closed.filter_map(|c| groups[c]) {
                    if let Some(n) = pairs.get_mut(&(group, c)) {
                        *n -= 1;
                    }
                }
            }
            out.iter().for_each(|&w| is_out[w] = false);
            for ((a, c), n) in pairs {
                let role = match (a == own, c == own, a == c) {
                    (true, true, _) => &mut roles.coordinator,
                    (false, true, _) => &mut roles.gatekeeper,
                    (true, false, _) => &mut roles.representative,
                    (false, false, true) => &mut roles.itinerant,
                    (false, false, false) => &mut roles.liaison,
                };
                *role += n;
            }
        }
        all.push(roles);
    }
    all
}

fn sizes(nodes: &[usize], groups: &[Option<usize>]) -> BTreeMap<usize, u64> {
    let mut sizes = BTreeMap::new();
    nodes.iter().filter_map(|&v| groups[v]).for_each(|g| *sizes.entry(g).or_default() += 1);
    sizes
}

/// How evenly the neighbours of each node spread over groups: 1 less the squares of their shares (Guimerà and Amaral, Functional cartography of complex
/// metabolic networks, 2005). 0 with neighbours in one group only; nothing for a node without neighbours that have a group.
///
/// # Panics
/// There is not one entry a node.
#[must_use]
pub fn participation_coefficient(network: &Network, groups: &[Option<usize>]) -> Vec<Option<f64>> {
    assert_eq!(groups.len(), network.nodes(), "there must be an entry for each node");
    let of = |v: usize| {
        let others: Vec<usize> = network.neighbours(v).filter(|&w| w != v).collect();
        let sizes = sizes(&others, groups);
        let all: u64 = sizes.values().sum();
        let share = |n: u64| {
            as_f64(usize::try_from(n).unwrap_or(usize::MAX)) / as_f64(usize::try_from(all).unwrap_or(usize::MAX))
        };
        (all > 0).then(|| 1.0 - sizes.values().map(|&n| share(n).powi(2)).sum::<f64>())
    };
    (0..network.nodes()).map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{directed, edges, undirected};
    use proptest::prelude::*;

    #[test]
    fn each_role() {
        let network = directed(5, &[(0, 1), (1, 2), (3, 1), (1, 4), (0, 2)]);
        let roles = brokerage(&network, &[Some(0), Some(0), Some(0), Some(1), Some(2)]);
        // 0→1→2 is closed by 0→2; left are 0→1→4, 3→1→2, 3→1→4.
        assert_eq!(roles[1], Roles { representative: 1, gatekeeper: 1, liaison: 1, ..Roles::default() });
        let groups = [Some(0), Some(1), Some(0)];
        assert_eq!(brokerage(&directed(3, &[(0, 1), (1, 2)]), &groups)[1].itinerant, 1);
        assert_eq!(brokerage(&directed(3, &[(0, 1), (1, 2)]), &[Some(0); 3])[1].coordinator, 1);
        let spread = participation_coefficient(&undirected(4, &[(0, 1), (0, 2)]), &[None, Some(0), Some(1), None]);
        assert_eq!(spread, [Some(0.5), None, None, None]);
    }

    proptest! {
        #[test]
        fn roles_are_those_of_all_triads(edges in edges(9), groups in prop::collection::vec(prop::option::of(0_usize..3), 9)) {
            let network = directed(9, &edges);
            let edge = |v: usize, w: usize| network.neighbours(v).any(|x| x == w);
            for (ego, roles) in brokerage(&network, &groups).into_iter().enumerate() {
                let mut expected = Roles::default();
                for a in (0..9).filter(|&a| a != ego && edge(a, ego)) {
                    for c in (0..9).filter(|&c| c != ego && c != a && edge(ego, c) && !edge(a, c)) {
                        let (Some(own), Some(from), Some(to)) = (groups[ego], groups[a], groups[c]) else { continue };
                        *match () {
                            () if from == own && to == own => &mut expected.coordinator,
                            () if to == own => &mut expected.gatekeeper,
                            () if from == own => &mut expected.representative,
                            () if from == to => &mut expected.itinerant,
                            () => &mut expected.liaison,
                        } += 1;
                    }
                }
                prop_assert_eq!(roles, expected);
            }
        }
    }
}
