//! Rows of gold and of facts.

use serde::Deserialize;

/// A line of a file with annotations or facts. Fields that only facts have are left out.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Row {
    /// An entity.
    Entity {
        /// Its id within the file.
        id: String,
        /// Its type; a name outside the closed list is kept, and matches nothing.
        #[serde(rename = "type")]
        kind: String,
        /// All its names.
        names: Vec<String>,
        /// Lines of the source, from 1.
        #[serde(default)]
        lines: Vec<u64>,
        /// Further types that are as good.
        #[serde(default)]
        also: Vec<String>,
        /// Whether only one of two annotators has it: right if found, not missed if not.
        #[serde(default)]
        optional: bool,
    },
    /// A relation.
    Relation {
        /// Id of the subject.
        s: String,
        /// The predicate.
        p: String,
        /// Id of the object.
        o: String,
        /// Lines of the source.
        #[serde(default)]
        lines: Vec<u64>,
        /// `registry` for background knowledge, which can earn recall but never costs precision.
        #[serde(default)]
        origin: Option<String>,
        /// Id of the rule that found a fact; gold has none.
        #[serde(default)]
        rule: Option<String>,
        /// See [`Row::Entity`].
        #[serde(default)]
        optional: bool,
    },
    /// A budget.
    Budget {
        /// Id of the subject.
        subject: String,
        /// The amount in the base unit of its currency.
        amount: f64,
        /// ISO 4217 code.
        currency: String,
        /// Lines of the source.
        #[serde(default)]
        lines: Vec<u64>,
        /// The words of the amount.
        #[serde(default)]
        surface: String,
        /// Further subjects that are as good.
        #[serde(default)]
        also_subject: Vec<String>,
        /// See [`Row::Entity`].
        #[serde(default)]
        optional: bool,
    },
    /// A topic or instrument, of which gold has none.
    Tag,
    /// A value of a statistical table, of which gold has none.
    Observation,
}

impl Row {
    /// The lines of the source it stands on.
    #[must_use]
    pub fn lines(&self) -> &[u64] {
        match self {
            Self::Entity { lines, .. } | Self::Relation { lines, .. } | Self::Budget { lines, .. } => lines,
            Self::Tag | Self::Observation => &[],
        }
    }
}

/// A line that is no row.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}: {reason}")]
pub struct RowError {
    file: String,
    line: usize,
    reason: String,
}

/// Reads the rows of a file; blank lines are passed over.
///
/// # Errors
/// A line is not JSON, or no row of a known kind.
pub fn rows(file: &str, text: &str) -> Result<Vec<Row>, RowError> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(i, line)| {
            serde_json::from_str(line).map_err(|e| RowError {
                file: file.to_owned(),
                line: i + 1,
                reason: format!("not a row of annotations or facts: {e}"),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_line_is_named() {
        let error = rows("g.jsonl", "\n{\"kind\":\"entity\"}\n").unwrap_err().to_string();
        assert!(error.starts_with("g.jsonl:2: not a row of annotations or facts: missing field `id`"), "{error}");
        assert!(rows("g.jsonl", "[]").unwrap_err().to_string().starts_with("g.jsonl:1: "));
    }
}
