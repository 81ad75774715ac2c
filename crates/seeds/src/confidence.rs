//! The probability that a fact is true, from what the rule saw that found it.
//!
//! A log-linear model (logistic regression): the log odds of a fact are the sum of the weights of its features, kept in
//! `seeds/confidence.csv` as `scripts/train-confidence` fits them. The features are
//! - `all`: every fact has it;
//! - `figure`: the log odds of the figure that the rule itself gives, which tells a carried subject from a named one, say; its
//!   weight is a factor;
//! - `kind`: a relation, or a budget;
//! - `rule`: the rule, and the family that its name begins with before a `/`. A rule with few facts stays near its family, and one
//!   without near all;
//! - `status`: how firmly the fact is stated.

use crate::files::SeedError;
use crate::records::rows;
use indexmap::IndexMap;
use policygraph_model::Status;
use rustc_hash::FxBuildHasher;
use serde::{Deserialize, Serialize};

/// No fact is surer, whatever its rule and however many places state it: readers of one text do not agree on more.
const MOST: f64 = 0.97;

/// Figures of rules are held within this distance of 0 and 1, where log odds have no end.
const MARGIN: f64 = 0.05;

/// Weights by feature, empty where there is no file: then a rule's own figure is what it says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Confidence {
    weights: IndexMap<(Feature, String), f64>,
}

/// What a rule saw.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seen<'a> {
    /// Whether it is a sum of money; else a relation.
    pub budget: bool,
    /// Id of the rule.
    pub rule: &'a str,
    /// How firmly it is stated.
    pub status: Status,
    /// The probability that the rule itself gives.
    pub figure: f64,
}

impl<'a> Seen<'a> {
    /// The features with their values: those whose weights make the log odds.
    #[must_use]
    pub fn features(&self) -> Vec<(Feature, &'a str, f64)> {
        let figure = self.figure.clamp(MARGIN, 1.0 - MARGIN);
        let family = self.rule.split_once('/').map(|(family, _)| (Feature::Rule, family, 1.0));
        let own = [
            (Feature::All, "", 1.0),
            (Feature::Figure, "", (figure / (1.0 - figure)).ln()),
            (Feature::Kind, if self.budget { "budget" } else { "relation" }, 1.0),
            (Feature::Rule, self.rule, 1.0),
            (Feature::Status, self.status.as_str(), 1.0),
        ];
        own.into_iter().chain(family).collect()
    }
}

/// What a weight is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Feature {
    /// Every fact.
    All,
    /// The log odds of the rule's own figure.
    Figure,
    /// `relation` or `budget`.
    Kind,
    /// The name of a rule, or of its family.
    Rule,
    /// How firmly the fact is stated.
    Status,
}

impl Feature {
    /// Its name in the file.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Figure => "figure",
            Self::Kind => "kind",
            Self::Rule => "rule",
            Self::Status => "status",
        }
    }
}

/// A row of the file; how many facts had the feature and how many of them were right is for people.
#[derive(Deserialize)]
struct Row {
    feature: Feature,
    value: String,
    weight: f64,
    facts: u64,
    right: u64,
}

impl Confidence {
    /// Reads `confidence.csv`; `file` is its name in messages.
    ///
    /// # Errors
    /// A row is not valid, or not in order.
    pub fn read(file: &str, text: &str) -> Result<Self, SeedError> {
        let mut weights = IndexMap::new();
        let mut last = None;
        for (line, Row { feature, value, weight, facts, right }) in rows::<Row>(file, text)? {
            let wrong = |message: String| Err(SeedError::row(file, line, message));
            if !weight.is_finite() || right > facts {
                return wrong(format!("`{value}` has no finite weight, or more right facts than facts"));
            }
            let known = match feature {
                Feature::All | Feature::Figure => value.is_empty(),
                Feature::Kind => matches!(value.as_str(), "budget" | "relation"),
                Feature::Rule => !value.is_empty(),
                Feature::Status => value.parse::<Status>().is_ok(),
            };
            if !known {
                return wrong(format!("`{value}` is no value of this feature"));
            }
            let key = (feature, value);
            if last.replace(key.clone()).is_some_and(|before| before >= key) {
                return wrong(format!("`{}` is there twice or out of order", key.1));
            }
            weights.insert(key, weight);
        }
        Ok(Self { weights })
    }

    /// The probability that what a rule saw is true.
    #[must_use]
    pub fn of(&self, seen: &Seen<'_>) -> f64 {
        if self.weights.is_empty() {
            return seen.figure;
        }
        let weight = |feature: Feature, value: &str| {
            let at = self.weights.binary_search_by(|(f, v), _| (*f, v.as_str()).cmp(&(feature, value)));
            at.ok().map_or(0.0, |at| self.weights[at])
        };
        let log_odds: f64 = seen.features().iter().map(|(f, v, x)| weight(*f, v) * x).sum();
        (1.0 / (1.0 + (-log_odds).exp())).clamp(1.0 - MOST, MOST)
    }

    /// The probability of a fact that several places state, each with its rule and probability: that not all of them err (noisy
    /// or). What one rule reads twice it may misread twice for one reason, so each rule counts once, where it is surest.
    #[must_use]
    pub fn combined<'a>(places: impl IntoIterator<Item = (&'a str, f64)>) -> f64 {
        let mut surest: IndexMap<&str, f64, FxBuildHasher> = IndexMap::default();
        for (rule, confidence) in places {
            let known = surest.entry(rule).or_insert(confidence);
            *known = known.max(confidence);
        }
        match surest.len() {
            // A figure of its own may be above what several are held to.
            1 => surest[0],
            _ => (1.0 - surest.values().map(|c| 1.0 - c).product::<f64>()).min(MOST),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_seeds;

    fn read(rows: &str) -> Result<Confidence, SeedError> {
        Confidence::read("c.csv", &format!("feature,value,weight,facts,right\n{rows}"))
    }

    fn seen(rule: &str, status: Status, figure: f64) -> Seen<'_> {
        Seen { budget: false, rule, status, figure }
    }

    fn check(actual: f64, expected: f64) {
        assert!((actual - expected).abs() < 5e-4, "{actual} is not {expected}");
    }

    #[test]
    fn without_weights_a_rule_says_its_own_figure() {
        check(Confidence::default().of(&seen("seat", Status::Stated, 0.8)), 0.8);
    }

    #[test]
    fn weights_add_up_to_log_odds() {
        let weights = read(
            "all,,0.5,9,7\nfigure,,0.5,9,7\nkind,budget,-1.1931,1,0\nrule,frame,1,4,4\nrule,frame/leads,-0.5,2,1\nstatus,planned,-1,3,1\n",
        );
        let weights = weights.unwrap();
        // 1 / (1 + e^-x), with x = 0.5 + 0.5 · ln(0.8 / 0.2) = 1.1931 and what rule and status add.
        check(weights.of(&seen("seat", Status::Stated, 0.8)), 0.7673);
        check(weights.of(&seen("frame/leads", Status::Stated, 0.8)), 0.8446);
        check(weights.of(&seen("frame/funds", Status::Stated, 0.8)), 0.8996);
        check(weights.of(&seen("seat", Status::Planned, 0.8)), 0.5482);
        check(weights.of(&seen("frame/funds", Status::Stated, 1.0)), 0.9513);
        let budget = Seen { budget: true, ..seen("seat", Status::Stated, 0.8) };
        check(weights.of(&budget), 0.5);
    }

    #[test]
    fn agreeing_rules_make_a_fact_surer_and_repetition_does_not() {
        check(Confidence::combined([("seat", 0.6)]), 0.6);
        check(Confidence::combined([("seat", 0.6), ("seat", 0.7)]), 0.7);
        check(Confidence::combined([("seat", 0.6), ("office", 0.5)]), 0.8);
        check(Confidence::combined([("seat", 0.9), ("office", 0.9)]), MOST);
    }

    #[test]
    fn rows_are_checked() {
        assert!(read("all,,0.5,9,7\nrule,seat,-1,3,2\nstatus,stated,0,9,7\n").is_ok());
        let line = |rows: &str| read(rows).unwrap_err().to_string();
        assert_eq!(line("rule,seat,0,1,2\n"), "c.csv:2: `seat` has no finite weight, or more right facts than facts");
        assert_eq!(line("rule,,0,2,1\n"), "c.csv:2: `` is no value of this feature");
        assert_eq!(line("status,sure,0,2,1\n"), "c.csv:2: `sure` is no value of this feature");
        assert_eq!(line("rule,b,0,2,1\nrule,a,0,2,1\n"), "c.csv:3: `a` is there twice or out of order");
        assert!(line("colour,red,0,2,1\n").starts_with("c.csv:2: "));
    }

    #[test]
    fn the_weights_built_in_give_probabilities() {
        let seeds = test_seeds();
        let weights = &seeds.lists.confidence;
        let rules = weights.weights.keys().filter(|(f, _)| *f == Feature::Rule).map(|(_, rule)| rule.as_str());
        for rule in rules.chain(["unknown"]) {
            for status in Status::ALL {
                let [low, high] = [0.5, 0.9].map(|figure| weights.of(&seen(rule, *status, figure)));
                assert!(0.0 < low && low <= high && high < 1.0, "{rule} {status}: {low} {high}");
            }
        }
    }
}
