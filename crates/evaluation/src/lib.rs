//! Scores extracted facts against gold annotations: precision, recall and F1 by entity type and predicate.
//!
//! Entities match one to one when the types agree and one name of each is the same. A relation matches when both its
//! ends match and the predicate is the same; a budget by amount and currency, and in a row of its own by its subject
//! too. `docs/annotation.md` says how gold is written.
//!
//! ```
//! use policygraph_evaluation::{Options, Part, Report, rows};
//! let gold = rows("gold.jsonl", r#"{"kind":"entity","id":"e1","type":"Company","names":["노키아"],"lines":[3]}"#).unwrap();
//! let facts = rows("facts.jsonl", r#"{"kind":"entity","id":"x","type":"Company","names":["노키아"],"lines":[3]}"#).unwrap();
//! let report = Report::new(&[Part { name: "gold.jsonl".into(), lines: 1..=u64::MAX, gold }], &facts, Options::default());
//! assert_eq!(report.summary["entity"].f1(), 1.0);
//! ```

mod calibration;
mod matching;
mod report;
mod rows;

pub use calibration::{Bin, Calibration};
pub use matching::{Error, Judgement, Tally};
pub use report::{Options, Part, Report, judge};
pub use rows::{Evidence, Row, RowError, rows};
