//! Statistics: values of tables.

use bitcode::{Decode, Encode};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A value of a statistical table, with what it is a value of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Observation {
    /// Line of the first row of the table: identifies the table within the document.
    pub table: u32,
    /// Heading of the table.
    pub title: String,
    /// Where the table says that its values are from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Path of the section, see `Section::path`.
    pub section: String,
    /// What was measured: the heading of the column.
    pub measure: String,
    /// The unit as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// What the value is to be multiplied with to be in the base unit (1000000 for millions).
    #[serde(with = "rust_decimal::serde::arbitrary_precision")]
    pub multiplier: Decimal,
    /// ISO 4217 code, for money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// ISO 3166-1 alpha-2 code of the country that the value is of, where the row or the section gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// What the row is of, the broadest first: product, company, country, kind of firm.
    pub item: Vec<String>,
    /// Of when: an ISO 8601 year, month, or interval of months (`2019-01/2019-11`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// Place of the row in a ranking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
    /// As written, in the unit.
    #[serde(with = "rust_decimal::serde::arbitrary_precision")]
    pub value: Decimal,
    /// Line of the source, from 1.
    pub line: u32,
    /// First code point of the value in the source.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The words of the value.
    pub quote: String,
}

/// A value of a statistical table that is of a country, as a store has it; what the table does not tell is empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub struct CountryObservation {
    /// ISO 3166-1 alpha-2 code of the country.
    pub area: String,
    /// Name of the document.
    pub document: String,
    /// Line of the source, from 1.
    pub line: u32,
    /// Heading of the table.
    pub title: String,
    /// What the row is of.
    pub item: String,
    /// What was measured.
    pub measure: String,
    /// Of when: an ISO 8601 year, month or interval.
    pub period: String,
    /// A decimal number.
    pub value: String,
    /// Its unit, as written.
    pub unit: String,
    /// Where the table has it from.
    pub source: String,
}
