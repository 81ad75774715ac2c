//! Words for currencies.

use crate::names;
use crate::seeds::{SeedError, rows};
use iso_currency::{Currency, IntoEnumIterator};
use serde::Deserialize;
use std::collections::HashMap;

/// Currency words with their codes, by their first character, the longest first.
#[derive(Debug, Default)]
pub(crate) struct Currencies {
    words: HashMap<char, Vec<(String, String)>>,
}

#[derive(Deserialize)]
struct Row {
    code: String,
    aliases: String,
}

impl Currencies {
    /// All currencies of ISO 4217 by code and Korean name of CLDR, and the colloquial words of the seed file.
    pub(crate) fn read(file: &str, text: &str) -> Result<Self, SeedError> {
        let mut words: Vec<(String, String)> = Vec::new();
        for currency in Currency::iter().filter(|c| !c.is_special() && !c.is_fund()) {
            let code = currency.code();
            words.push((code.to_owned(), code.to_owned()));
            words.extend(names::currency_ko(code).map(|name| (name, code.to_owned())));
        }
        for (line, row) in rows::<Row>(file, text)? {
            if Currency::from_code(&row.code).is_none() {
                return Err(SeedError::row(file, line, format!("`{}` is no currency code of ISO 4217", row.code)));
            }
            words.extend(row.aliases.split('|').filter(|a| !a.is_empty()).map(|a| (a.to_owned(), row.code.clone())));
        }
        words.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        words.dedup();
        let mut by_first: HashMap<char, Vec<(String, String)>> = HashMap::new();
        for (word, code) in words {
            let Some(first) = word.chars().next() else { continue };
            by_first.entry(first).or_default().push((word, code));
        }
        Ok(Self { words: by_first })
    }

    pub(crate) fn at(&self, text: &str) -> Option<(usize, &str)> {
        self.words
            .get(&text.chars().next()?)?
            .iter()
            .find(|(word, _)| text.starts_with(word.as_str()))
            .map(|(word, code)| (word.len(), code.as_str()))
    }
}
