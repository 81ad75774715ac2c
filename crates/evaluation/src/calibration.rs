//! Whether confidence means what it says: of the facts said to be true with probability p, is a share of p right?
//!
//! The reliability table and the expected calibration error of Naeini, Cooper and Hauskrecht, *Obtaining Well Calibrated
//! Probabilities Using Bayesian Binning* (AAAI 2015), in the form of Guo et al., *On Calibration of Modern Neural
//! Networks* (ICML 2017): bins of equal width, each weighted by its number of facts.

/// Bins of the table; ten as in Naeini et al.
const BINS: usize = 10;

/// The facts whose confidence lies between two bounds.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Bin {
    /// How many there are.
    pub facts: u64,
    /// How many of them are right.
    pub right: u64,
    confidence: f64,
}

#[expect(clippy::cast_precision_loss, reason = "counts of rows are far below 2^52")]
impl Bin {
    fn add(&mut self, other: Self) {
        self.facts += other.facts;
        self.right += other.right;
        self.confidence += other.confidence;
    }

    /// Mean confidence; 0 without facts.
    #[must_use]
    pub fn confidence(&self) -> f64 {
        if self.facts == 0 { 0.0 } else { self.confidence / self.facts as f64 }
    }

    /// Share that is right; 0 without facts.
    #[must_use]
    pub fn share(&self) -> f64 {
        if self.facts == 0 { 0.0 } else { self.right as f64 / self.facts as f64 }
    }

    /// By how much confidence exceeds the share that is right; below 0, the facts are better than they say.
    #[must_use]
    pub fn difference(&self) -> f64 {
        self.confidence() - self.share()
    }
}

/// Judged facts by their confidence.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Calibration {
    bins: [Bin; BINS],
}

impl Calibration {
    /// Counts a fact of this confidence, 0 to 1. A bound belongs to the bin above it, 1 to the last.
    pub fn add(&mut self, confidence: f64, right: bool) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the bins")]
        let bin = ((confidence * 10.0).clamp(0.0, 9.0)) as usize;
        self.bins[bin].add(Bin { facts: 1, right: u64::from(right), confidence });
    }

    /// Adds the facts of another.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.bins.iter_mut().zip(other.bins).for_each(|(bin, more)| bin.add(more));
    }

    /// The bins that have facts, each with its bounds.
    pub fn bins(&self) -> impl Iterator<Item = (f64, f64, Bin)> {
        (0_u8..).zip(self.bins).filter(|(_, b)| b.facts > 0).map(|(i, bin)| {
            let tenths = |n: u8| f64::from(n) / 10.0;
            (tenths(i), tenths(i + 1), bin)
        })
    }

    /// All facts in one bin.
    #[must_use]
    pub fn all(&self) -> Bin {
        self.bins.iter().fold(Bin::default(), |mut all, bin| {
            all.add(*bin);
            all
        })
    }

    /// The expected calibration error, 0 to 1: the mean distance of confidence and share over the bins, each weighted by its
    /// number of facts; 0 without facts.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts of rows are far below 2^52")]
    pub fn expected_error(&self) -> f64 {
        let weighted: f64 = self.bins.iter().map(|b| b.facts as f64 * b.difference().abs()).sum();
        weighted / self.all().facts.max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calibration(facts: &[(f64, bool)]) -> Calibration {
        let mut all = Calibration::default();
        facts.iter().for_each(|&(confidence, right)| all.add(confidence, right));
        all
    }

    fn check(facts: &[(f64, bool)], expected: f64) {
        let error = calibration(facts).expected_error();
        assert!((error - expected).abs() < 1e-12, "{error} is not {expected}");
    }

    #[test]
    fn errors_by_hand() {
        check(&[], 0.0);
        check(&[(1.0, true), (0.0, false)], 0.0);
        check(&[(0.9, false)], 0.9);
        // One bin: mean 0.85, half of two right.
        check(&[(0.8, true), (0.89, false)], 0.345);
        // 0.6 to 0.7: mean 0.64, 1 of 2 right; 0.9 to 1: mean 0.95, 2 of 2; so (2 · 0.14 + 2 · 0.05) / 4.
        check(&[(0.6, true), (0.68, false), (0.93, true), (0.97, true)], 0.095);
    }

    #[test]
    fn too_sure_and_too_modest_do_not_make_up_for_each_other() {
        check(&[(0.95, false), (0.05, true)], 0.95);
    }

    #[test]
    fn bounds_belong_to_the_bin_above() {
        let bins: Vec<(f64, f64, u64)> = calibration(&[(0.7, true), (0.79, true), (0.8, true), (1.0, false)])
            .bins()
            .map(|(from, to, bin)| (from, to, bin.facts))
            .collect();
        assert_eq!(bins, [(0.7, 0.8, 2), (0.8, 0.9, 1), (0.9, 1.0, 1)]);
    }

    #[test]
    fn parts_add_up_to_the_whole() {
        let mut sum = calibration(&[(0.65, true)]);
        sum.merge(&calibration(&[(0.75, false), (0.65, false)]));
        assert_eq!(sum, calibration(&[(0.65, true), (0.65, false), (0.75, false)]));
        assert_eq!((sum.all().facts, sum.all().right), (3, 1));
    }
}
