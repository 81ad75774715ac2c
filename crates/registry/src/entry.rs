//! What the registry knows of one thing.

use indexmap::IndexMap;
use policygraph_korean::hangul::{is_hanja, is_syllable};
use policygraph_model::EntityType;
use rustc_hash::FxBuildHasher;

/// The entries by their ids, in the order of the seeds.
pub(crate) type Entries = IndexMap<String, Entry, FxBuildHasher>;

/// Index of an entry in a registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

/// A thing that is known outside any document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Identifies it; also the last part of its IRI.
    pub id: String,
    /// Its type.
    pub kind: EntityType,
    /// ISO 3166-1 alpha-2 code of the country it belongs to, or is.
    pub country: Option<String>,
    /// Korean name.
    pub ko: String,
    /// English name.
    pub en: String,
    /// Name in its own script, or empty.
    pub native: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Those of the names that are also something else: they count only where the context supports them.
    pub weak: Vec<String>,
}

impl Entry {
    /// All names, the Korean one first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [&self.ko, &self.en, &self.native]
            .into_iter()
            .chain(&self.aliases)
            .chain(&self.weak)
            .map(String::as_str)
            .filter(|n| !n.is_empty())
    }

    /// The Korean names of a country, with its first syllable (미 for 미국) and its ideograph (美).
    pub(crate) fn country_names(&self) -> Vec<&str> {
        let short = self.ko.strip_suffix('국').filter(|s| s.chars().count() == 1);
        let korean = |s: &&str| s.chars().all(|c| is_syllable(c) || is_hanja(c));
        [self.ko.as_str()]
            .into_iter()
            .chain(self.aliases.iter().map(String::as_str))
            .filter(korean)
            .chain(short)
            .collect()
    }
}
