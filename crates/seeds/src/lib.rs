//! The seeds: what is known outside any document, read from plain CSV files, checked, and held in the structures in which it is looked up.
//!
//! These structures are packed into bytes when the program is built ([`Seeds::pack`]). At its start it takes them as they lie there
//! ([`Seeds::unpack`]): the few entries and names that a text needs are decoded when they are asked for.

mod confidence;
mod currencies;
mod entry;
mod exchange_rates;
mod field;
mod files;
mod frames;
mod index;
mod lexicon;
mod lists;
mod names;
mod packed;
mod records;
mod table;
mod technology_words;
mod words;

pub use confidence::{Confidence, Feature, Seen};
pub use currencies::Currencies;
pub use entry::{Entries, Entry, EntryId};
pub use files::{HOME, SEED_FILES, SeedError, Succession};
pub use frames::{Force, Frame, FrameRole, Frames, MoneyOwner, Support, SupportUse, WordClass};
pub use index::{Form, Hit, NameIndex};
pub use lexicon::{ClassWord, CompanyWord, Fields, Lexicon, Strength, Unquoted};
pub use lists::Lists;
pub use packed::Later;
pub use technology_words::TechnologyWords;

use entry::EntryMap;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// What the seed files say.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Seeds {
    /// What is known of things.
    pub entries: Entries,
    /// Their names.
    pub names: NameIndex,
    /// Words, currencies and rules.
    pub lists: Lists,
    /// Which bodies followed which.
    pub successions: Vec<Succession>,
    /// Ids of entries that are organs of another, with the id of that.
    pub wholes: FxHashMap<String, String>,
}

impl Seeds {
    /// Reads seed files, each given by its name and text, in the order of [`SEED_FILES`].
    ///
    /// # Errors
    /// A row is not valid.
    pub fn read<'t>(files: impl IntoIterator<Item = (&'t str, &'t str)>) -> Result<Self, SeedError> {
        let (mut entries, mut lists) = (EntryMap::default(), Lists::default());
        let (mut successions, mut wholes) = (Vec::new(), FxHashMap::default());
        for (name, text) in files {
            if lists.read(name, text)? {
                continue;
            }
            // The files of entries stand before those that tell how they hang together.
            if name.ends_with("successions.csv") {
                successions = files::read_successions(name, text, &entries)?;
            } else if name.ends_with("wholes.csv") {
                wholes = files::read_wholes(name, text, &entries)?.into_iter().collect();
            } else if name.ends_with("countries.csv") {
                files::read_countries(name, text, &mut entries)?;
            } else {
                files::read_entries(name, text, &mut entries)?;
            }
        }
        files::add_governments(&mut entries);
        let names = NameIndex::pack(index::names(&entries));
        Ok(Self { entries: Entries::new(&entries), names, lists, successions, wholes })
    }

    /// The seeds as bytes, for [`Self::unpack`].
    #[must_use]
    pub fn pack(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("what is written to memory has room")
    }

    /// Seeds as [`Self::pack`] wrote them.
    ///
    /// # Errors
    /// The bytes are not of seeds.
    pub fn unpack(bytes: &'static [u8]) -> postcard::Result<Self> {
        postcard::from_bytes(bytes)
    }
}

/// The seeds of [`SEED_FILES`], read once.
#[cfg(test)]
fn test_seeds() -> &'static Seeds {
    use std::sync::LazyLock;
    static SEEDS: LazyLock<Seeds> = LazyLock::new(|| Seeds::read(SEED_FILES.iter().copied()).unwrap());
    &SEEDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seed_files_are_sorted_by_id() {
        for (name, text) in SEED_FILES.iter().filter(|(_, t)| t.starts_with("id,type")) {
            let ids: Vec<&str> = text.lines().skip(1).filter_map(|l| l.split(',').next()).collect();
            assert!(ids.is_sorted(), "{name}");
        }
    }

    #[test]
    fn a_bad_list_is_named_by_file_and_line() {
        let error = |name: &str, text: &str| Seeds::read([(name, text)]).unwrap_err().to_string();
        assert_eq!(
            error("my/exchange-rates.csv", "currency,year,per_euro\nXXX,2020,1\nQQQ,2020,1\n"),
            "my/exchange-rates.csv:3: `QQQ` is no currency code of ISO 4217"
        );
        assert!(
            error("my/generic.csv", "word,kind\n것,noun\n등,verb\n").starts_with("my/generic.csv:3: unknown variant")
        );
        assert_eq!(error("my/places.csv", "id,type\nx,Place\n"), "my/places.csv:2: missing field `country`");
    }

    #[test]
    fn a_bad_row_is_named_by_file_and_line() {
        let text = "id,type,country,ko,en,native,aliases,weak\nx,Company,ZZ,엑스,X,,,\n";
        let error = Seeds::read([("bad.csv", text)]).unwrap_err();
        assert_eq!(error.to_string(), "bad.csv:2: `ZZ` is no country code of ISO 3166-1");
    }
}
