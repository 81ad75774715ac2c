//! A comparison of countries as one HTML page: no script, no network, both languages, opens from disk and prints.
//!
//! Each row of each table opens to the quotes that it rests on; marks of charts lead to the rows.

mod charts;
mod highlights;
mod page;
mod row;
mod svg;

pub use charts::{Chart, charts};
pub use page::{html, shown_rows};

use policygraph_model::ClaimId;
use std::collections::HashMap;

/// The words of a claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote {
    /// The words, line breaks mended; empty for background knowledge.
    pub text: String,
    /// Document and lines.
    pub place: String,
    /// Id of the rule that read it.
    pub rule: String,
    /// Estimated probability that it is true.
    pub confidence: f64,
}

/// The words of claims by their ids.
pub type Quotes = HashMap<ClaimId, Quote>;

/// How many quotes a row shows; more are a command away.
pub const SHOWN: usize = 12;

/// How many rows a long table shows.
pub const ROWS: usize = 60;
