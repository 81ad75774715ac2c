//! Words for currencies.

use crate::files::SeedError;
use crate::names;
use crate::records::rows;
use iso_currency::{Currency, IntoEnumIterator};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Currency words with their codes.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Currencies {
    /// By their first character, the longest first.
    words: FxHashMap<char, Vec<(String, String)>>,
    /// Units of several countries (크로네, 루피, 디나르) by their first character: the unit, then each country with the code of its own.
    units: FxHashMap<char, Vec<Unit>>,
}

/// A unit with the countries whose it is, each with the code of its own.
type Unit = (String, Vec<(String, String)>);

/// Units that mean one currency wherever they stand, though others bear the name.
const SETTLED: &[&str] = &["달러", "원", "엔", "위안", "유로"];

#[derive(Deserialize)]
struct Row {
    code: String,
    aliases: String,
}

impl Currencies {
    /// All currencies of ISO 4217 by code and Korean name of CLDR, and the colloquial words of the seed file.
    pub(crate) fn read(file: &str, text: &str) -> Result<Self, SeedError> {
        let mut words: Vec<(String, String)> = Vec::new();
        let mut units: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for currency in Currency::iter().filter(|c| !c.is_special() && !c.is_fund()) {
            let code = currency.code();
            words.push((code.to_owned(), code.to_owned()));
            let Some(name) = names::currency_ko(code) else { continue };
            if let Some((country, unit)) = name.rsplit_once(' ') {
                words.push((name.replace(' ', ""), code.to_owned()));
                if !SETTLED.contains(&unit) {
                    units.entry(unit.to_owned()).or_default().push((country.to_owned(), code.to_owned()));
                }
            }
            words.push((name, code.to_owned()));
        }
        for (line, row) in rows::<Row>(file, text)? {
            if Currency::from_code(&row.code).is_none() {
                return Err(SeedError::row(file, line, format!("`{}` is no currency code of ISO 4217", row.code)));
            }
            words.extend(row.aliases.split('|').filter(|a| !a.is_empty()).map(|a| (a.to_owned(), row.code.clone())));
        }
        words.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        words.dedup();
        let mut by_first: FxHashMap<char, Vec<(String, String)>> = FxHashMap::default();
        for (word, code) in words {
            let Some(first) = word.chars().next() else { continue };
            by_first.entry(first).or_default().push((word, code));
        }
        let mut units_by_first: FxHashMap<char, Vec<Unit>> = FxHashMap::default();
        for unit in units {
            let Some(first) = unit.0.chars().next() else { continue };
            units_by_first.entry(first).or_default().push(unit);
        }
        Ok(Self { words: by_first, units: units_by_first })
    }

    /// The currency word at the start of `text`: its length in bytes and its ISO 4217 code.
    #[must_use]
    pub fn at(&self, text: &str) -> Option<(usize, &str)> {
        self.words
            .get(&text.chars().next()?)?
            .iter()
            .find(|(word, _)| text.starts_with(word.as_str()))
            .map(|(word, code)| (word.len(), code.as_str()))
    }

    /// As [`Self::at`]; a unit of several countries (크로네, 루피) is that of the country which the `contexts` name.
    #[must_use]
    pub fn near(&self, text: &str, contexts: &[&str]) -> Option<(usize, &str)> {
        let found = self.at(text);
        let unit = self
            .units
            .get(&text.chars().next()?)
            .into_iter()
            .flatten()
            .filter(|(unit, _)| {
                text.starts_with(unit.as_str()) && found.is_none_or(|(len, _)| len <= unit.len() + '화'.len_utf8())
            })
            .max_by_key(|(unit, _)| unit.len());
        let Some((unit, countries)) = unit else { return found };
        // The usual one stays where its own country is named too.
        let usual = countries.iter().find(|(_, code)| found.is_some_and(|(_, c)| c == code));
        let named = |(country, _): &&(String, String)| contexts.iter().any(|c| c.contains(country.as_str()));
        match usual.filter(named).or_else(|| countries.iter().find(named)) {
            Some((_, code)) => Some((found.map_or(unit.len(), |(len, _)| len), code.as_str())),
            None => found,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_several_countries() {
        let currencies = Currencies::read("currencies.csv", include_str!("../../../seeds/currencies.csv")).unwrap();
        let code = |text, context| currencies.near(text, &[context]).map(|(_, code)| code.to_owned());
        assert_eq!(code("크로네를", "노르웨이 정부는 5억").as_deref(), Some("NOK"));
        assert_eq!(code("페소를", "필리핀은 5억").as_deref(), Some("PHP"));
        assert_eq!(code("페소를", "정부는 5억").as_deref(), Some("MXN"));
        assert_eq!(code("동을", "베트남은 5조").as_deref(), Some("VND"));
        assert_eq!(code("동을", "정부는 5조"), None);
        assert_eq!(code("디르함", "").as_deref(), Some("AED"));
        assert_eq!(code("달러를", "캐나다는 5억").as_deref(), Some("USD"));
        assert_eq!(code("싱가포르달러를", "").as_deref(), Some("SGD"));
        assert_eq!(code("US$", "").as_deref(), Some("USD"));
    }
}
