//! Rows of gold and of facts.

use serde::{Deserialize, Deserializer};
use serde_json::Number;

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
        /// Estimated probability that a fact is true; gold has none.
        #[serde(default, deserialize_with = "optional_number")]
        confidence: Option<f64>,
        /// See [`Row::Entity`].
        #[serde(default)]
        optional: bool,
    },
    /// A budget.
    Budget {
        /// Id of the subject.
        subject: String,
        /// The amount in the base unit of its currency.
        #[serde(deserialize_with = "number")]
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
        /// What proves a fact; gold has none.
        #[serde(default)]
        evidence: Option<Evidence>,
        /// See [`Row::Entity`].
        #[serde(default)]
        optional: bool,
    },
    /// A topic or instrument, of which gold has none.
    Tag,
    /// A value of a statistical table, of which gold has none.
    Observation,
}

/// A number as JSON has it: `serde_json` may be built to keep the digits of floats, and then hands no `f64` to a row, whose tag is
/// read first.
fn optional_number<'de, D: Deserializer<'de>>(number: D) -> Result<Option<f64>, D::Error> {
    Ok(Option::<Number>::deserialize(number)?.and_then(|n| n.as_f64()))
}

fn number<'de, D: Deserializer<'de>>(number: D) -> Result<f64, D::Error> {
    Ok(Number::deserialize(number)?.as_f64().unwrap_or(f64::NAN))
}

/// What proves a budget.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Evidence {
    /// Estimated probability that amount and subject are right.
    #[serde(deserialize_with = "number")]
    pub confidence: f64,
}

impl Row {
    /// Estimated probability that it is true, of a relation or budget that has one.
    #[must_use]
    pub fn confidence(&self) -> Option<f64> {
        match self {
            Self::Relation { confidence, .. } => *confidence,
            Self::Budget { evidence, .. } => evidence.as_ref().map(|e| e.confidence),
            Self::Entity { .. } | Self::Tag | Self::Observation => None,
        }
    }

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
    fn numbers_may_have_a_fraction() {
        let row = r#"{"kind":"budget","subject":"a","amount":0.5,"currency":"USD","evidence":{"confidence":0.75}}"#;
        let row = rows("g.jsonl", row).unwrap().remove(0);
        assert_eq!(row.confidence(), Some(0.75));
        assert!(matches!(row, Row::Budget { amount, .. } if amount == 0.5), "{row:?}");
    }

    #[test]
    fn a_bad_line_is_named() {
        let error = rows("g.jsonl", "\n{\"kind\":\"entity\"}\n").unwrap_err().to_string();
        assert!(error.starts_with("g.jsonl:2: not a row of annotations or facts: missing field `id`"), "{error}");
        assert!(rows("g.jsonl", "[]").unwrap_err().to_string().starts_with("g.jsonl:1: "));
    }
}
