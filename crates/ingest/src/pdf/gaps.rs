//! What words leave free beside each other, which parts the columns of a table.

use super::boxes::Word;

/// A gap that parts columns by itself, in widths of a syllable.
pub(super) const WIDE: f32 = 1.2;
/// A gap that parts columns if others do so too, or a line: a blank is narrower.
pub(super) const GAP: f32 = 0.6;
/// The height between rows above which they are of two tables, in widths of a syllable.
pub(super) const APART: f32 = 4.5;

/// What stays free of words, from left to right.
pub(super) type Gap = (f32, f32);

/// What words, which come by their left sides, leave free between these two places: what is before and behind them, and what is wider between them than
/// `least` says of the word behind it.
pub(super) fn free<'w>(
    words: impl IntoIterator<Item = &'w Word>,
    (from, to): Gap,
    least: impl Fn(&Word) -> f32,
) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut right = from;
    for word in words {
        if right == from || word.left - right > least(word) {
            gaps.push((right, word.left));
        }
        right = right.max(word.right);
    }
    gaps.push((right, to));
    gaps
}

/// Each gap with those of other words that overlap it. Both come from left to right.
pub(super) fn overlapping<'g>(gaps: &'g [Gap], others: &'g [Gap]) -> impl Iterator<Item = (Gap, Gap)> + 'g {
    gaps.iter().flat_map(|gap| {
        let from = others.partition_point(|other| other.1 <= gap.0);
        others[from..].iter().take_while(|other| other.0 < gap.1).map(|other| (*gap, *other))
    })
}

/// What two gaps that overlap have in common.
pub(super) fn common((gap, other): (Gap, Gap)) -> Gap {
    (gap.0.max(other.0), gap.1.min(other.1))
}

#[cfg(test)]
mod tests {
    use super::super::lines::testing::word;
    use super::*;

    #[test]
    fn gaps_of_rows_overlap() {
        let rows = [
            [word(10.0, 0.0, "가나"), word(60.0, 0.0, "다"), word(72.0, 0.0, "라")],
            [word(0.0, 20.0, "마"), word(50.0, 20.0, "바"), word(90.0, 20.0, "사")],
        ];
        let gaps = rows.each_ref().map(|row| free(row, (0.0, 110.0), |w| GAP * w.em()));
        assert_eq!(gaps[0], [(0.0, 10.0), (30.0, 60.0), (82.0, 110.0)]);
        let shared: Vec<Gap> = overlapping(&gaps[0], &gaps[1]).map(common).collect();
        assert_eq!(shared, [(30.0, 50.0), (82.0, 90.0), (100.0, 110.0)]);
    }
}
