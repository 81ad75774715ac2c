//! Corrections: rows of the overrides file.

use serde::{Deserialize, Serialize};

/// A row of the overrides file, see `docs/overrides.md`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// What to do: `same-as`, `rename`, `confirm`, …
    pub action: String,
    /// Name or id of an entity.
    pub name: String,
    /// A second one, or what the action says.
    pub value: String,
    /// Of a relation: its predicate.
    #[serde(default)]
    pub predicate: String,
    /// Of a relation that is corrected: the predicate that is right.
    #[serde(default)]
    pub correction: String,
}

/// A correction that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct CorrectionError(pub String);
