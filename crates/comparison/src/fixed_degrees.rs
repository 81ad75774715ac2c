//! Random networks of programmes and items in which each keeps its degree (the fixed degree sequence model).
//!
//! Two programmes drawn at random exchange what only one of them has, each keeping as many, again and again (Strona et al., A fast and unbiased procedure to
//! randomize ecological binary matrices with fixed row and column totals, 2014: the curveball algorithm; that all such networks are equally likely is shown by
//! Carstens, Proof of uniform sampling of binary matrices with fixed row sums and column sums for the fast curveball algorithm, 2015).

/// Exchanges a programme, as Strona et al. found to be enough.
const EXCHANGES: usize = 5;

/// About how many steps a network takes.
pub(crate) fn steps(rows: &[Vec<u32>]) -> usize {
    2 * EXCHANGES * rows.iter().map(|r| r.len() + 1).sum::<usize>()
}

/// Makes a network random.
///
/// # Arguments
/// - `rows`: the items of each programme.
/// - `items`: how many items there are.
pub(crate) fn randomize(rows: &mut [Vec<u32>], items: usize, random: &mut fastrand::Rng) {
    // Programmes without items exchange nothing.
    let some: Vec<usize> = (0..rows.len()).filter(|&r| !rows[r].is_empty()).collect();
    if some.len() < 2 {
        return;
    }
    let mut in_first = vec![false; items];
    let mut in_both = vec![false; items];
    let (mut free, mut kept_a, mut kept_b) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..EXCHANGES * some.len() {
        let a = random.usize(..some.len());
        let b = (a + 1 + random.usize(..some.len() - 1)) % some.len();
        let (a, b) = (some[a], some[b]);
        rows[a].iter().for_each(|&i| in_first[i as usize] = true);
        free.clear();
        kept_a.clear();
        kept_b.clear();
        for &i in &rows[b] {
            if in_first[i as usize] {
                in_both[i as usize] = true;
                kept_b.push(i);
            } else {
                free.push(i);
            }
        }
        for &i in &rows[a] {
            in_first[i as usize] = false;
            if in_both[i as usize] {
                in_both[i as usize] = false;
                kept_a.push(i);
            } else {
                free.push(i);
            }
        }
        random.shuffle(&mut free);
        let first = rows[a].len() - kept_a.len();
        rows[a].clear();
        rows[a].extend(kept_a.iter().chain(&free[..first]));
        rows[b].clear();
        rows[b].extend(kept_b.iter().chain(&free[first..]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    proptest! {
        #[test]
        fn degrees_are_kept(rows in prop::collection::vec(prop::collection::btree_set(0_u32..12, 0..6), 1..10), seed in 0_u64..99) {
            let mut random = policygraph_network::random(seed, 0);
            let mut changed: Vec<Vec<u32>> = rows.iter().map(|r| r.iter().copied().collect()).collect();
            randomize(&mut changed, 12, &mut random);
            let mut degrees = [0_i32; 12];
            for (before, after) in rows.iter().zip(&changed) {
                let distinct: BTreeSet<u32> = after.iter().copied().collect();
                prop_assert_eq!((distinct.len(), after.len()), (before.len(), before.len()));
                before.iter().for_each(|&i| degrees[i as usize] += 1);
                after.iter().for_each(|&i| degrees[i as usize] -= 1);
            }
            prop_assert_eq!(degrees, [0; 12]);
        }
    }

    #[test]
    fn all_networks_are_equally_likely() {
        // Three programmes with one, one and two of three items, which two, one and one have: five networks.
        let mut seen: BTreeMap<Vec<Vec<u32>>, u32> = BTreeMap::new();
        for draw in 0..5000 {
            let mut rows = vec![vec![0], vec![1], vec![0, 2]];
            randomize(&mut rows, 3, &mut policygraph_network::random(1, draw));
            rows.iter_mut().for_each(|r| r.sort_unstable());
            *seen.entry(rows).or_default() += 1;
        }
        assert_eq!(seen.len(), 5, "{seen:?}");
        assert!(seen.values().all(|n| (850..1150).contains(n)), "{seen:?}");
    }
}
