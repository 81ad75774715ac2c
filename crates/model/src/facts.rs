//! Resolved facts and the wire format.

use crate::closed_lists::{EntityType, NameReason, Origin, Predicate, Role, Status};
use crate::observation::Observation;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One place at which an entity is named.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MentionRow {
    /// Line of the source, from 1.
    pub line: u32,
    /// First code point in the source.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The name, line breaks mended.
    pub text: String,
}

/// A name of an entity, and why it is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Naming {
    /// The name.
    pub name: String,
    /// Why it is taken for a name of the entity.
    pub reason: NameReason,
    /// The name it was joined to, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// Line of the source on which that shows, from 1.
    pub line: u32,
    /// Id of the rule that found the name there.
    pub rule: String,
}

/// A thing of the real world that the document names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// IRI.
    pub id: String,
    /// Type.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// Every form used in the document, the fullest first.
    pub names: Vec<String>,
    /// Korean and English label of the registry, where it has them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label_ko: Option<String>,
    /// See `label_ko`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label_en: Option<String>,
    /// ISO 3166-1 alpha-2 code of the country it belongs to, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Lines of the source on which it is named, from 1.
    pub lines: Vec<u32>,
    /// Every place at which it is named.
    pub mentions: Vec<MentionRow>,
    /// Why each name is one of this entity's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub namings: Vec<Naming>,
}

/// The words that prove a fact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Path of the section, see `Section::path`.
    pub section: String,
    /// First code point in the source.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// Lines of the source, from 1.
    pub lines: Vec<u32>,
    /// The text of the source from `start` to `end`, line breaks included.
    pub quote: String,
    /// Id of the rule that read it.
    pub rule: String,
    /// Estimated probability that the fact is true as stated.
    pub confidence: f64,
    /// The day on which it happened, if the words give one (ISO 8601), resolved against the date of the section.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// How firmly it is stated.
    pub status: Status,
}

/// The years in which a relation holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validity {
    /// First year.
    pub from: String,
    /// Last year.
    pub to: String,
}

/// A relation between two entities.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    /// IRI of the subject.
    pub s: String,
    /// Predicate.
    pub p: Predicate,
    /// IRI of the object.
    pub o: String,
    /// Every line that states it.
    pub lines: Vec<u32>,
    /// The words of the strongest evidence; empty for background knowledge.
    pub quote: String,
    /// Estimated probability that it is true, from all evidence that agrees with the strongest.
    pub confidence: f64,
    /// Rule of the strongest evidence.
    pub rule: String,
    /// Where it was read.
    pub origin: Origin,
    /// Status of the strongest evidence.
    pub status: Status,
    /// When it holds, where said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid: Option<Validity>,
    /// All evidence, the strongest first.
    pub evidence: Vec<Evidence>,
}

/// A sum of money of a programme or an actor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Budget {
    /// IRI.
    pub id: String,
    /// IRI of the entity it belongs to.
    pub subject: String,
    /// In which role.
    pub role: Role,
    /// In the base unit of the currency, exact.
    #[serde(with = "rust_decimal::serde::arbitrary_precision")]
    pub amount: Decimal,
    /// The upper end, where the text gives a range; `amount` is the lower one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upper: Option<Upper>,
    /// ISO 4217 code.
    pub currency: String,
    /// For when, normalised (`2020`, `2020-2026`, `10 years`).
    pub period: Option<String>,
    /// A word that weakens the amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<String>,
    /// The text's own conversion into another currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub converted: Option<Converted>,
    /// The total that it is a part of, where the text breaks one down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Total>,
    /// The words of the amount, line breaks mended.
    pub surface: String,
    /// Lines that state it, from 1.
    pub lines: Vec<u32>,
    /// The words that prove it.
    pub evidence: Evidence,
}

/// The upper end of a range of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Upper(#[serde(with = "rust_decimal::serde::arbitrary_precision")] pub Decimal);

/// The total of which a budget is a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    /// IRI of the budget that is the total.
    pub id: String,
    /// Whether the text lists all parts, so that they should sum to it; else it gives some (등).
    pub complete: bool,
}

/// An amount in another currency that the text gives beside the original.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Converted {
    /// In the base unit of the currency, exact.
    #[serde(with = "rust_decimal::serde::arbitrary_precision")]
    pub amount: Decimal,
    /// ISO 4217 code.
    pub currency: String,
}

/// A topic or policy instrument that a programme, a law or a section has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tag {
    /// IRI of the programme or law; nothing where it is the section of the evidence that has the concept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// IRI of the technology, field or policy instrument.
    pub concept: String,
    /// The words that prove it.
    pub evidence: Evidence,
}

/// One line of the wire format.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Fact {
    /// An entity.
    Entity(Entity),
    /// A relation.
    Relation(Relation),
    /// A budget.
    Budget(Budget),
    /// A topic or policy instrument.
    Tag(Tag),
    /// A value of a statistical table.
    Observation(Observation),
}

pub mod wire {
    //! The wire format: one JSON object a line, entities first, then relations, budgets, tags and observations.
    //!
    //! ```
    //! use policygraph_model::{wire, Fact};
    //! let line = r#"{"kind":"entity","id":"https://w3id.org/policygraph/id/verizon","type":"Company","names":["버라이즌"],"lines":[1],"mentions":[{"line":1,"start":0,"end":4,"text":"버라이즌"}]}"#;
    //! let fact: Fact = wire::read(line).unwrap();
    //! assert_eq!(wire::line(&fact), line);
    //! ```

    pub use super::Converted;
    use super::Fact;

    /// One line, without the line end.
    #[must_use]
    pub fn line(fact: &Fact) -> String {
        serde_json::to_string(fact).expect("facts have string keys and finite numbers only")
    }

    /// Reads one line.
    ///
    /// # Errors
    /// The line is not JSON, or not a fact.
    pub fn read(line: &str) -> Result<Fact, serde_json::Error> {
        // Not a derived `Deserialize`: serde buffers tagged enums, and buffered numbers of arbitrary precision are lost.
        let value: serde_json::Value = serde_json::from_str(line)?;
        match value.get("kind").and_then(|kind| kind.as_str()) {
            Some("entity") => serde_json::from_value(value).map(Fact::Entity),
            Some("relation") => serde_json::from_value(value).map(Fact::Relation),
            Some("budget") => serde_json::from_value(value).map(Fact::Budget),
            Some("tag") => serde_json::from_value(value).map(Fact::Tag),
            Some("observation") => serde_json::from_value(value).map(Fact::Observation),
            _ => {
                Err(serde::de::Error::custom("`kind` is none of `entity`, `relation`, `budget`, `tag`, `observation`"))
            }
        }
    }
}
