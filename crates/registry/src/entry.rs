//! What the registry knows of one thing.

use indexmap::IndexMap;
use policygraph_korean::hangul::{is_hanja, is_syllable};
use policygraph_model::EntityType;
use rustc_hash::FxBuildHasher;
use std::borrow::Cow;
use std::sync::OnceLock;

/// A text of the seeds. What is built in is borrowed: all of it is read at each start, and little of it is asked for.
pub(crate) type Text = Cow<'static, str>;

/// The entries by their ids, in the order of the seeds.
pub(crate) type Entries = IndexMap<Text, Known, FxBuildHasher>;

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
}

/// What the seeds say of an entry, in their own words: of fifteen thousand entries, a document names a few.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) kind: EntityType,
    /// Empty for what belongs to no country.
    pub(crate) country: Text,
    pub(crate) ko: Text,
    pub(crate) en: Text,
    pub(crate) native: Text,
    pub(crate) aliases: Vec<Text>,
    pub(crate) weak: Vec<Text>,
    /// The entry, made when it is first asked for.
    pub(crate) entry: OnceLock<Box<Entry>>,
}

impl Known {
    /// The entry with this id.
    pub(crate) fn entry(&self, id: &str) -> &Entry {
        let owned = |texts: &[Text]| texts.iter().map(|t| t.to_string()).collect();
        self.entry.get_or_init(|| {
            Box::new(Entry {
                id: id.to_owned(),
                kind: self.kind,
                country: (!self.country.is_empty()).then(|| self.country.to_string()),
                ko: self.ko.to_string(),
                en: self.en.to_string(),
                native: self.native.to_string(),
                aliases: owned(&self.aliases),
                weak: owned(&self.weak),
            })
        })
    }

    /// All names, in the order of [`Entry::names`].
    pub(crate) fn names(&self) -> impl Iterator<Item = &Text> {
        let own = [&self.ko, &self.en, &self.native].into_iter();
        own.chain(&self.aliases).chain(&self.weak).filter(|n| !n.is_empty())
    }

    /// The names in Korean alone, of three syllables or more.
    pub(crate) fn korean_names(&self) -> impl Iterator<Item = &Text> {
        let korean = |name: &&Text| name.chars().all(|c| is_syllable(c) || c == ' ') && name.chars().count() >= 3;
        [&self.ko].into_iter().chain(&self.aliases).chain(&self.weak).filter(korean)
    }

    /// The Korean names of a country, with its first syllable (미 for 미국) and its ideograph (美).
    pub(crate) fn country_names(&self) -> Vec<&str> {
        let short = self.ko.strip_suffix('국').filter(|s| s.chars().count() == 1);
        let korean = |s: &&str| s.chars().all(|c| is_syllable(c) || is_hanja(c));
        [&self.ko].into_iter().chain(&self.aliases).map(|name| &**name).filter(korean).chain(short).collect()
    }
}
