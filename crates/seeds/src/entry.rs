//! What the registry knows of one thing.

use crate::packed::Packed;
use crate::table::{Table, hash};
use indexmap::IndexMap;
use policygraph_korean::hangul::{is_hanja, is_syllable};
use policygraph_model::EntityType;
use rustc_hash::FxBuildHasher;
use serde::{Deserialize, Serialize};

/// Index of an entry in a registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntryId(pub u32);

/// A thing that is known outside any document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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

    /// The names in Korean alone, of three syllables or more.
    pub(crate) fn korean_names(&self) -> impl Iterator<Item = &String> {
        let korean = |name: &&String| name.chars().all(|c| is_syllable(c) || c == ' ') && name.chars().count() >= 3;
        [&self.ko].into_iter().chain(&self.aliases).chain(&self.weak).filter(korean)
    }

    /// The Korean names of a country, with its first syllable (미 for 미국) and its ideograph (美).
    pub(crate) fn country_names(&self) -> Vec<&str> {
        let short = self.ko.strip_suffix('국').filter(|s| s.chars().count() == 1);
        let korean = |s: &&str| s.chars().all(|c| is_syllable(c) || is_hanja(c));
        [&self.ko].into_iter().chain(&self.aliases).map(|name| &**name).filter(korean).chain(short).collect()
    }
}

/// The entries as they are read, by their ids.
pub(crate) type EntryMap = IndexMap<String, Entry, FxBuildHasher>;

/// The entries in the order of the seeds: of fifteen thousand, a document names a few.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Entries {
    entries: Packed<Entry>,
    /// Where each stands, by the hash of its id: no two have the same.
    places: Table,
    /// Where the agencies stand, by the hash of country and letters.
    agencies: Table,
}

/// The letters of a name in an order of their own, so that names with the same letters are the same.
fn letters(name: &str) -> Vec<char> {
    let mut letters: Vec<char> = name.chars().filter(|c| !c.is_whitespace()).collect();
    letters.sort_unstable();
    letters
}

impl Entries {
    pub(crate) fn new(entries: &EntryMap) -> Self {
        let places = entries.keys().map(hash).zip(0u32..).collect();
        let agencies = entries.values().zip(0u32..).filter(|(entry, _)| entry.kind == EntityType::GovernmentAgency);
        let agencies = agencies.map(|(entry, place)| (hash((entry.country.as_deref(), letters(&entry.ko))), place));
        Self { entries: Packed::pack(entries.values()), places, agencies: agencies.collect() }
    }

    /// The entry at an index that is of these.
    #[must_use]
    pub fn at(&self, id: EntryId) -> Option<&Entry> {
        self.entries.get(id.0 as usize)
    }

    /// The entry with an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.at(EntryId(self.places.get(hash(id))?)).filter(|entry| entry.id == id)
    }

    /// The first agency of a country whose Korean name has the letters of `name`, in whatever order.
    #[must_use]
    pub fn agency_of_letters(&self, name: &str, country: Option<&str>) -> Option<&Entry> {
        let wanted = letters(name);
        let agency = self.at(EntryId(self.agencies.get(hash((country, &wanted)))?))?;
        (agency.country.as_deref() == country && letters(&agency.ko) == wanted).then_some(agency)
    }

    /// All entries.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        (0..self.entries.len()).filter_map(|at| self.entries.get(at))
    }
}
