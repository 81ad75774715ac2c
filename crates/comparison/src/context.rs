//! What a comparison needs beside the graph: budgets, tags, sections, statistics.

use bitcode::{Decode, Encode};
use policygraph_model::CountryObservation;

/// Budgets, tags, sections and statistics of a store.
#[derive(Debug, Clone, Default, PartialEq, Encode, Decode)]
pub struct Context {
    /// Budgets.
    pub budgets: Vec<Budget>,
    /// Topics and instruments of programmes.
    pub tags: Vec<Tag>,
    /// Sections of documents.
    pub sections: Vec<Section>,
    /// Values of statistical tables that are of a country.
    pub observations: Vec<CountryObservation>,
}

/// A budget.
#[derive(Debug, Clone, Default, PartialEq, Encode, Decode)]
pub struct Budget {
    /// IRI.
    pub id: String,
    /// IRI of its subject.
    pub subject: String,
    /// Amount in the base unit of the currency, a decimal number.
    pub amount: String,
    /// ISO 4217 code.
    pub currency: String,
    /// The year whose money it is in.
    pub year: Option<i16>,
    /// For when, or empty.
    pub period: String,
    /// The words of the amount.
    pub surface: String,
    /// How firmly it is stated.
    pub status: String,
    /// IRI of the section in which its words stand.
    pub section: String,
    /// Whether it is a part of a total that is a budget too.
    pub part: bool,
    /// Its claims with their confidence.
    pub claims: Vec<([u8; 10], f64)>,
}

/// A topic or instrument of a programme.
#[derive(Debug, Clone, Default, PartialEq, Encode, Decode)]
pub struct Tag {
    /// IRI of the programme or law.
    pub subject: String,
    /// IRI of the concept.
    pub concept: String,
    /// The claim.
    pub claim: [u8; 10],
    /// Its confidence.
    pub confidence: f64,
    /// IRI of the section in which its words stand.
    pub section: String,
}

/// A section of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
pub struct Section {
    /// IRI.
    pub id: String,
    /// Name of its document.
    pub document: String,
    /// ISO 3166-1 alpha-2 code of the country that it is about.
    pub country: Option<String>,
    /// Lines of text.
    pub lines: u32,
    /// When it came out: an ISO 8601 date, month or year.
    pub issued: Option<String>,
}

impl Section {
    /// The year in which it came out.
    #[must_use]
    pub fn year(&self) -> Option<i16> {
        self.issued.as_ref()?.get(..4)?.parse().ok()
    }
}

/// Of what is encoded; bytes of another format are not read.
const FORMAT: u32 = 4;

#[derive(Encode, Decode)]
struct Kept {
    format: u32,
    state: String,
    /// Encoded by itself, so that no copy of it has to be made.
    context: Vec<u8>,
}

impl Context {
    /// As bytes, to be kept beside the store.
    ///
    /// # Arguments
    /// `state`: tells the state of the store that it was read from.
    #[must_use]
    pub fn encode(&self, state: &str) -> Vec<u8> {
        bitcode::encode(&Kept { format: FORMAT, state: state.to_owned(), context: bitcode::encode(self) })
    }

    /// The context of the bytes; nothing if they are of another state or format, or damaged.
    #[must_use]
    pub fn decode(bytes: &[u8], state: &str) -> Option<Self> {
        let kept: Kept = bitcode::decode(bytes).ok()?;
        if kept.format != FORMAT || kept.state != state {
            return None;
        }
        bitcode::decode(&kept.context).ok()
    }

    /// Without what is of other years; what has no year goes too.
    pub fn keep_years(&mut self, first: i16, last: i16) {
        let within = |year: Option<i16>| year.is_some_and(|y| (first..=last).contains(&y));
        self.sections.retain(|s| within(s.year()));
        let kept: std::collections::HashSet<&str> = self.sections.iter().map(|s| s.id.as_str()).collect();
        self.tags.retain(|t| kept.contains(t.section.as_str()));
        self.budgets.retain(|b| within(b.year));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_what_was_written() {
        let context = Context { tags: vec![Tag { confidence: 0.5, ..Tag::default() }], ..Context::default() };
        let bytes = context.encode("now");
        assert_eq!(Context::decode(&bytes, "now"), Some(context));
        assert_eq!((Context::decode(&bytes, "later"), Context::decode(&bytes[1..], "now")), (None, None));
    }
}
