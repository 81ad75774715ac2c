//! What a clause itself names: who acts in it, what is acted on, what it describes.

use crate::Scene;
use crate::fillers::Filler;
use policygraph_korean::analysis::{Clause, Role};

impl Scene<'_> {
    /// Who acts, by the first reading.
    pub(crate) fn acting_in(&self, clause: &Clause) -> Vec<Filler> {
        self.subjects(clause).into_iter().next().map(|a| a.fillers).unwrap_or_default()
    }

    /// What a clause describes.
    pub(crate) fn described(&self, clause: &Clause) -> Vec<Filler> {
        self.modified(clause).map(|a| a.fillers).unwrap_or_default()
    }

    /// Whether a clause describes something that is named.
    pub(crate) fn describes(&self, clause: &Clause) -> bool {
        self.modified(clause).is_some()
    }

    /// Who acts, where the clause itself says it.
    pub(crate) fn own_subjects(&self, clause: &Clause) -> Vec<Filler> {
        self.named(clause, &[Role::Subject, Role::Topic])
    }

    /// What is acted on, where the clause itself says it.
    pub(crate) fn own_objects(&self, clause: &Clause) -> Vec<Filler> {
        self.named(clause, &[Role::Object])
    }
}
