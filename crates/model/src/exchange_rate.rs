//! What currencies were worth.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The mean rate of a currency in a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExchangeRate {
    /// ISO 4217 code.
    pub currency: String,
    /// Calendar year.
    pub year: i16,
    /// Units of the currency for one euro: the mean of the reference rates that the European Central Bank set on the days of
    /// the year.
    #[serde(with = "rust_decimal::serde::str")]
    pub per_euro: Decimal,
}
