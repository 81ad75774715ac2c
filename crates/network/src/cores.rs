//! Cores.

use crate::Network;
use crate::compact::index;

/// The core number of each node: the largest k for which it is in a part in which each node has k neighbours or more
/// (Seidman 1983; Batagelj and Zaversnik, An O(m) algorithm for cores decomposition, 2003). An edge of a directed network
/// counts for both its ends, two edges between the same nodes twice, loops not at all; as `core_number` of NetworkX.
///
/// # Returns
/// One number a node.
///
/// # Complexity
/// O(nodes + edges).
#[must_use]
pub fn core_numbers(network: &Network) -> Vec<usize> {
    let own = |v: usize| usize::from(network.out.has(v, v));
    let into = network.is_directed().then(|| network.incoming());
    let mut degrees: Vec<u32> = (0..network.nodes())
        .map(|v| index(network.out.degree(v) - own(v) + into.map_or(0, |arcs| arcs.degree(v) - own(v))))
        .collect();
    let mut cores = vec![0; network.nodes()];
    let mut left: Vec<u32> = (0..index(network.nodes())).collect();
    let mut peeled = Vec::new();
    // Each k goes through the nodes that are left: together no more than the sum of the cores, which is below that of the degrees.
    while let Some(k) = left.iter().map(|&v| degrees[v as usize]).min() {
        peeled.extend(left.iter().copied().filter(|&v| degrees[v as usize] == k));
        while let Some(v) = peeled.pop() {
            cores[v as usize] = k as usize;
            let mut peel = |neighbours: &[u32]| {
                for &w in neighbours {
                    let degree = &mut degrees[w as usize];
                    if *degree > k {
                        *degree -= 1;
                        if *degree == k {
                            peeled.push(w);
                        }
                    }
                }
            };
            peel(network.out.of(v as usize));
            if let Some(arcs) = into {
                peel(arcs.of(v as usize));
            }
        }
        left.retain(|&v| degrees[v as usize] > k);
    }
    cores
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{directed, undirected};

    #[test]
    fn a_triangle_with_a_tail() {
        assert_eq!(core_numbers(&undirected(5, &[(0, 1), (1, 2), (2, 0), (2, 3), (3, 3)])), [2, 2, 2, 1, 0]);
        assert_eq!(core_numbers(&directed(3, &[(0, 1), (1, 0), (1, 2)])), [2, 2, 1]);
        assert!(core_numbers(&undirected(0, &[])).is_empty());
    }
}
