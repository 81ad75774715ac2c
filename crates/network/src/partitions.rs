//! How alike two groupings are, and how well a grouping fits a bipartite network.

use crate::compact::as_f64;
use std::collections::{BTreeMap, HashMap};

/// How many members are in each group of the one and of the other, and in both.
struct Contingency {
    cells: BTreeMap<(usize, usize), usize>,
    rows: BTreeMap<usize, usize>,
    columns: BTreeMap<usize, usize>,
    members: f64,
}

/// # Panics
/// The groupings are not equally long.
fn contingency(a: &[usize], b: &[usize]) -> Contingency {
    assert_eq!(a.len(), b.len(), "both must group the same members");
    let mut c = Contingency {
        cells: BTreeMap::new(),
        rows: BTreeMap::new(),
        columns: BTreeMap::new(),
        members: as_f64(a.len()),
    };
    for (&x, &y) in a.iter().zip(b) {
        *c.cells.entry((x, y)).or_default() += 1;
        *c.rows.entry(x).or_default() += 1;
        *c.columns.entry(y).or_default() += 1;
    }
    c
}

/// The share of pairs of members on which two groupings agree, less what they would agree on by chance, over what they could (Hubert and
/// Arabie, Comparing partitions, 1985): 1 if they are the same, about 0 at random. Nothing with fewer than two members.
///
/// # Panics
/// The groupings are not equally long.
#[must_use]
pub fn adjusted_rand_index(a: &[usize], b: &[usize]) -> Option<f64> {
    if a.len() < 2 {
        return None;
    }
    let c = contingency(a, b);
    let pairs = |n: &usize| as_f64(*n) * (as_f64(*n) - 1.0) / 2.0;
    let both: f64 = c.cells.values().map(pairs).sum();
    let (rows, columns): (f64, f64) = (c.rows.values().map(pairs).sum(), c.columns.values().map(pairs).sum());
    let expected = rows * columns / pairs(&a.len());
    let most = f64::midpoint(rows, columns);
    // Both are one group, or both all apart: the same.
    Some(if most == expected { 1.0 } else { (both - expected) / (most - expected) })
}

/// What two groupings tell of each other, over the mean of what each tells (Strehl and Ghosh, Cluster ensembles, 2002, with the arithmetic mean): 0 to 1.
/// Nothing without members.
///
/// # Panics
/// The groupings are not equally long.
#[must_use]
pub fn normalized_mutual_information(a: &[usize], b: &[usize]) -> Option<f64> {
    if a.is_empty() {
        return None;
    }
    let c = contingency(a, b);
    let entropy = |sizes: &BTreeMap<usize, usize>| {
        -sizes.values().map(|&n| as_f64(n) / c.members).map(|p| p * p.ln()).sum::<f64>()
    };
    let mutual: f64 = c
        .cells
        .iter()
        .map(|((x, y), &n)| {
            let n = as_f64(n);
            n / c.members * (n * c.members / (as_f64(c.rows[x]) * as_f64(c.columns[y]))).ln()
        })
        .sum();
    let mean = f64::midpoint(entropy(&c.rows), entropy(&c.columns));
    Some(if mean == 0.0 { 1.0 } else { (mutual / mean).clamp(0.0, 1.0) })
}

/// The modularity of a grouping of both kinds of nodes of a bipartite network (Barber, Modularity and community detection in
/// bipartite networks, 2007). Nothing without ties.
///
/// # Arguments
/// - `ties`: places among the one kind and the other.
/// - `groups`, `other_groups`: the group of each.
///
/// # Panics
/// A tie leads out of the groups.
#[must_use]
pub fn bipartite_modularity(ties: &[(usize, usize)], groups: &[usize], other_groups: &[usize]) -> Option<f64> {
    if ties.is_empty() {
        return None;
    }
    let m = as_f64(ties.len());
    let mut within = 0.0;
    // Ties of each group's members of either kind.
    let mut of_group: HashMap<usize, (f64, f64)> = HashMap::new();
    for &(v, w) in ties {
        within += f64::from(u8::from(groups[v] == other_groups[w]));
        of_group.entry(groups[v]).or_default().0 += 1.0;
        of_group.entry(other_groups[w]).or_default().1 += 1.0;
    }
    let mut expected: Vec<f64> = of_group.into_values().map(|(a, b)| a * b / m).collect();
    expected.sort_by(f64::total_cmp);
    Some((within - expected.into_iter().sum::<f64>()) / m)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_scikit_learn_has_it() {
        // adjusted_rand_score and normalized_mutual_info_score of scikit-learn 1.5.
        let (a, b) = ([0, 0, 1, 2], [0, 0, 1, 1]);
        assert!((adjusted_rand_index(&a, &b).unwrap() - 0.571_428_571).abs() < 1e-9);
        assert!((normalized_mutual_information(&a, &b).unwrap() - 0.8).abs() < 1e-9);
        assert_eq!(adjusted_rand_index(&[0, 1, 0], &[5, 3, 5]), Some(1.0));
        assert_eq!((adjusted_rand_index(&[0], &[0]), normalized_mutual_information(&[], &[])), (None, None));
    }

    #[test]
    fn two_blocks_fit() {
        let ties = [(0, 0), (1, 0), (2, 1), (3, 1)];
        assert_eq!(bipartite_modularity(&ties, &[0, 0, 1, 1], &[0, 1]), Some(0.5));
        assert_eq!(bipartite_modularity(&ties, &[0; 4], &[0; 2]), Some(0.0));
    }
}
