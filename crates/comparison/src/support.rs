//! The claims behind something.

use policygraph_graph::Statement;
use policygraph_model::ClaimId;

/// A claim behind something.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Backing {
    pub claim: ClaimId,
    pub confidence: f64,
    /// Place in the list of sections.
    pub section: Option<u32>,
}

/// The claims behind something.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Support(pub Vec<Backing>);

impl Support {
    pub(crate) fn of(statements: &[Statement]) -> Self {
        let backing = |s: &Statement| Backing { claim: s.claim, confidence: s.confidence, section: s.section };
        Self(statements.iter().map(backing).collect())
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.0.extend_from_slice(&other.0);
    }

    /// The probability that one of them is true, if they are independent; 1 for what rests on no claim.
    pub(crate) fn probability(&self) -> f64 {
        if self.0.is_empty() { 1.0 } else { 1.0 - self.0.iter().map(|b| 1.0 - b.confidence).product::<f64>() }
    }

    pub(crate) fn claims(&self) -> impl Iterator<Item = ClaimId> + '_ {
        self.0.iter().map(|b| b.claim)
    }
}
