//! The seed files that tell of words, currencies and rules rather than of entries.

use crate::confidence::Confidence;
use crate::currencies::Currencies;
use crate::exchange_rates;
use crate::files::SeedError;
use crate::lexicon::Lexicon;
use crate::packed::Later;
use crate::technology_words::TechnologyWords;
use policygraph_model::ExchangeRate;
use serde::{Deserialize, Serialize};

/// What these files hold.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Lists {
    /// The words by which names and facts are known.
    pub lexicon: Lexicon,
    /// Words by which technologies are known that no list has.
    pub technology_words: TechnologyWords,
    /// Words for currencies; not every text has a sum of money.
    pub currencies: Later<Currencies>,
    /// Mean exchange rates, by currency and year.
    pub exchange_rates: Later<Vec<ExchangeRate>>,
    /// How sure a fact is, by the rule that found it.
    pub confidence: Confidence,
}

/// Reads a file, given its name and text.
type Read = fn(&mut Lists, &str, &str) -> Result<(), SeedError>;

/// What reads which of the files.
const READERS: &[(&str, Read)] = &[
    ("confidence.csv", |lists, file, text| Confidence::read(file, text).map(|read| lists.confidence = read)),
    ("currencies.csv", |lists, file, text| {
        Currencies::read(file, text).map(|read| lists.currencies = Later::pack(&read))
    }),
    ("exchange-rates.csv", |lists, file, text| {
        exchange_rates::read(file, text).map(|read| lists.exchange_rates = Later::pack(&read))
    }),
    ("classes.csv", |lists, file, text| lists.lexicon.read_classes(file, text)),
    ("common-nouns.csv", |lists, file, text| lists.lexicon.read_common(file, text)),
    ("company-words.csv", |lists, file, text| lists.lexicon.read_company_words(file, text)),
    ("fields.csv", |lists, file, text| lists.lexicon.read_fields(file, text)),
    ("generic.csv", |lists, file, text| lists.lexicon.read_generic(file, text)),
    ("instruments.csv", |lists, file, text| lists.lexicon.read_instruments(file, text)),
    ("frames.csv", |lists, file, text| lists.lexicon.frames.read_frames(file, text)),
    ("support-verbs.csv", |lists, file, text| lists.lexicon.frames.read_support(file, text)),
    ("technology-words.csv", |lists, file, text| {
        TechnologyWords::read(file, text).map(|read| lists.technology_words = read)
    }),
];

impl Lists {
    /// Reads a file if it is one of lists, and says whether it is.
    pub(crate) fn read(&mut self, file: &str, text: &str) -> Result<bool, SeedError> {
        let Some((_, read)) = READERS.iter().find(|(name, _)| file.ends_with(name)) else { return Ok(false) };
        read(self, file, text).map(|()| true)
    }
}
