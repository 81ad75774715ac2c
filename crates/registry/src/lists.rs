//! The seed files that tell of words, currencies and rules rather than of entries.

use crate::confidence::Confidence;
use crate::currencies::Currencies;
use crate::entry::Text;
use crate::exchange_rates;
use crate::lexicon::Lexicon;
use crate::seeds::SeedError;
use crate::technology_words::TechnologyWords;
use policygraph_model::ExchangeRate;
use std::borrow::Cow;
use std::ops::Deref;
use std::sync::LazyLock;

/// What these files hold.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    pub(crate) lexicon: Lexicon,
    pub(crate) technology_words: TechnologyWords,
    pub(crate) currencies: Later<Currencies>,
    pub(crate) exchange_rates: Later<Vec<ExchangeRate>>,
    pub(crate) confidence: Confidence,
}

/// What is read when it is first asked for, if it is built in: not every text has a sum of money.
#[derive(Debug)]
pub(crate) struct Later<T>(LazyLock<T, Box<dyn FnOnce() -> T + Send>>);

impl<T: Default + 'static> Default for Later<T> {
    fn default() -> Self {
        Self(LazyLock::new(Box::new(T::default)))
    }
}

impl<T: Send + 'static> Later<T> {
    fn read(file: &str, text: &Text, read: fn(&str, &str) -> Result<T, SeedError>) -> Result<Self, SeedError> {
        let value: Box<dyn FnOnce() -> T + Send> = match text {
            Cow::Borrowed(text) => {
                let (file, text) = (file.to_owned(), *text);
                Box::new(move || read(&file, text).expect("the built-in seeds are tested"))
            }
            Cow::Owned(text) => {
                let value = read(file, text)?;
                Box::new(move || value)
            }
        };
        Ok(Self(LazyLock::new(value)))
    }
}

impl<T> Deref for Later<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Reads a file, given its name and text.
type Read = fn(&mut Lists, &str, &Text) -> Result<(), SeedError>;

/// What reads which of the files.
const READERS: &[(&str, Read)] = &[
    ("confidence.csv", |lists, file, text| Confidence::read(file, text).map(|read| lists.confidence = read)),
    ("currencies.csv", |lists, file, text| {
        Later::read(file, text, Currencies::read).map(|read| lists.currencies = read)
    }),
    ("exchange-rates.csv", |lists, file, text| {
        Later::read(file, text, exchange_rates::read).map(|read| lists.exchange_rates = read)
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

/// What reads a file, if it is one of lists.
fn reader(file: &str) -> Option<Read> {
    READERS.iter().find(|(name, _)| file.ends_with(name)).map(|(_, read)| *read)
}

/// Whether a file is one of lists, by its name.
pub(crate) fn has_list(file: &str) -> bool {
    reader(file).is_some()
}

impl Lists {
    /// Reads those of the seed files, given by name and text, that are lists.
    pub(crate) fn read(files: &[(String, Text)]) -> Result<Self, SeedError> {
        let mut lists = Self::default();
        for (file, text) in files {
            if let Some(read) = reader(file) {
                read(&mut lists, file, text)?;
            }
        }
        Ok(lists)
    }
}
