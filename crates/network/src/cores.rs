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
    let n = network.nodes();
    let own = |v: usize| usize::from(network.out.has(v, v));
    let directed = network.is_directed();
    let mut degrees: Vec<u32> = (0..n)
        .map(|v| {
            let out = network.out.degree(v) - own(v);
            index(if directed { out + network.incoming().degree(v) - own(v) } else { out })
        })
        .collect();
    let most = degrees.iter().max().map_or(0, |&d| d as usize);
    // Nodes by degree; for each degree the place of its first node; the place of each node.
    let mut starts = vec![0_u32; most + 2];
    for &d in &degrees {
        starts[d as usize + 1] += 1;
    }
    for d in 0..=most {
        starts[d + 1] += starts[d];
    }
    let mut fill = starts.clone();
    let (mut order, mut places) = (vec![0_u32; n], vec![0_u32; n]);
    for v in 0..n {
        let place = &mut fill[degrees[v] as usize];
        order[*place as usize] = index(v);
        places[v] = *place;
        *place += 1;
    }
    for i in 0..n {
        let v = order[i] as usize;
        let arcs = [Some(&network.out), directed.then(|| network.incoming())];
        for &w in arcs.into_iter().flatten().flat_map(|arcs| arcs.of(v)) {
            let degree = degrees[w as usize];
            if degree <= degrees[v] {
                continue;
            }
            // The node changes places with the first of its degree, and then is the last of the next lower one.
            let first = &mut starts[degree as usize];
            let other = order[*first as usize];
            let place = places[w as usize];
            order[place as usize] = other;
            places[other as usize] = place;
            order[*first as usize] = w;
            places[w as usize] = *first;
            *first += 1;
            degrees[w as usize] -= 1;
        }
    }
    degrees.into_iter().map(|d| d as usize).collect()
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
