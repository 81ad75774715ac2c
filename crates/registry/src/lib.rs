//! What is known outside any document: countries, currencies, agencies, companies and other actors, with their
//! names in Korean, English and the native script.
//!
//! The lists are plain CSV files in `seeds/`, built into the library; [`Registry::load`] reads another folder instead.
//! Names of countries and currencies come from CLDR, their codes from ISO 3166 and ISO 4217.
//!
//! ```
//! use policygraph_registry::Registry;
//! let registry = Registry::builtin();
//! let hits = registry.find("연방통신위원회(FCC)는 미국에서");
//! let ids: Vec<_> = hits.iter().map(|h| registry.entry(h.forms[0].entry).id.as_str()).collect();
//! assert_eq!(ids, ["us-fcc", "us-fcc", "country-us"]);
//! ```

mod confidence;
mod currencies;
mod entry;
mod exchange_rates;
mod frames;
mod index;
mod lexicon;
mod names;
mod records;
mod seeds;
mod technology_words;

pub use confidence::{Confidence, Feature, Seen};
use entry::Entries;
pub use entry::{Entry, EntryId};
pub use frames::{Force, Frame, FrameRole, Frames, MoneyOwner, Support, SupportUse, WordClass};
pub use index::{Form, Hit, NameIndex};
pub use lexicon::{ClassWord, CompanyWord, Fields, Lexicon, Strength, Unquoted};
pub use seeds::{HOME, SEED_FILES, SeedError, Succession};
pub use technology_words::TechnologyWords;

use currencies::Currencies;
use policygraph_model::ExchangeRate;
use rustc_hash::FxHashMap;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::thread::{self, ScopedJoinHandle};

/// The loaded seeds with their indices.
#[derive(Debug)]
pub struct Registry {
    entries: Entries,
    index: NameIndex,
    lexicon: Lexicon,
    technology_words: TechnologyWords,
    currencies: Currencies,
    exchange_rates: Vec<ExchangeRate>,
    successions: Vec<Succession>,
    /// Entries that are organs of another, with that.
    wholes: FxHashMap<String, String>,
    confidence: Confidence,
}

/// A thread that reads the rows of a file of entries.
type ReadBeside<'s> = ScopedJoinHandle<'s, Result<Vec<(u64, Entry)>, SeedError>>;

/// What a thread has read, once it is done.
pub(crate) fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}

impl Registry {
    /// The registry of the seeds that are built in, loaded once.
    ///
    /// # Panics
    /// Never with the seeds as released: a test loads them.
    #[must_use]
    pub fn builtin() -> Arc<Self> {
        static BUILTIN: LazyLock<Arc<Registry>> = LazyLock::new(|| {
            Arc::new(Registry::from_files(SEED_FILES.iter().copied()).expect("the built-in seeds are tested"))
        });
        Arc::clone(&BUILTIN)
    }

    /// Loads the seed files of a folder; a file that is not there is taken from the built-in ones.
    ///
    /// # Errors
    /// A file cannot be read, or a row is not valid.
    pub fn load(folder: &Path) -> Result<Self, SeedError> {
        let mut files = Vec::new();
        for &(name, builtin) in SEED_FILES {
            let path = folder.join(name);
            let text = if path.exists() {
                std::fs::read_to_string(&path)
                    .map_err(|source| SeedError::Read { file: path.display().to_string(), source })?
            } else {
                builtin.to_owned()
            };
            files.push((path.display().to_string(), text));
        }
        Self::from_files(files.iter().map(|(name, text)| (name.as_str(), text.as_str())))
    }

    /// Reads seed files, each given by its name and text. Those of entries, by far the largest, are read beside the others.
    fn from_files<'t>(files: impl Iterator<Item = (&'t str, &'t str)>) -> Result<Self, SeedError> {
        thread::scope(|scope| {
            let read_beside = |(name, text)| {
                let rows = seeds::has_entries(text).then(|| scope.spawn(move || seeds::read_entries(name, text)));
                (name, text, rows)
            };
            Self::from_read(files.map(read_beside).collect())
        })
    }

    /// Puts together what the files hold.
    ///
    /// # Arguments
    /// `files`: the name, the text and, where they are being read already, the entries of each.
    fn from_read(files: Vec<(&str, &str, Option<ReadBeside<'_>>)>) -> Result<Self, SeedError> {
        let mut entries = Entries::default();
        let mut currencies = Currencies::default();
        let mut exchange_rates = Vec::new();
        let mut lexicon = Lexicon::default();
        let mut technology_words = TechnologyWords::default();
        let mut successions = Vec::new();
        let mut wholes = FxHashMap::default();
        let mut confidence = Confidence::default();
        for (name, text, beside) in files {
            if name.ends_with("currencies.csv") {
                currencies = Currencies::read(name, text)?;
            } else if name.ends_with("exchange-rates.csv") {
                exchange_rates = exchange_rates::read(name, text)?;
            } else if name.ends_with("successions.csv") {
                // The files of entries stand before this one.
                successions = seeds::read_successions(name, text, &entries)?;
            } else if name.ends_with("wholes.csv") {
                wholes = seeds::read_wholes(name, text, &entries)?.into_iter().collect();
            } else if name.ends_with("confidence.csv") {
                confidence = Confidence::read(name, text)?;
            } else if name.ends_with("classes.csv") {
                lexicon.read_classes(name, text)?;
            } else if name.ends_with("generic.csv") {
                lexicon.read_generic(name, text)?;
            } else if name.ends_with("common-nouns.csv") {
                lexicon.read_common(name, text)?;
            } else if name.ends_with("company-words.csv") {
                lexicon.read_company_words(name, text)?;
            } else if name.ends_with("fields.csv") {
                lexicon.read_fields(name, text)?;
            } else if name.ends_with("technology-words.csv") {
                technology_words = TechnologyWords::read(name, text)?;
            } else if name.ends_with("instruments.csv") {
                lexicon.read_instruments(name, text)?;
            } else if name.ends_with("support-verbs.csv") {
                lexicon.frames.read_support(name, text)?;
            } else if name.ends_with("frames.csv") {
                lexicon.frames.read_frames(name, text)?;
            } else if name.ends_with("countries.csv") {
                seeds::read_countries(name, text, &mut entries)?;
            } else {
                let rows = beside.map_or_else(|| seeds::read_entries(name, text), joined)?;
                seeds::add_entries(name, rows, &mut entries)?;
            }
        }
        seeds::add_governments(&mut entries);
        let index = NameIndex::new(index::forms(&entries));
        Ok(Self {
            entries,
            index,
            lexicon,
            technology_words,
            currencies,
            exchange_rates,
            successions,
            wholes,
            confidence,
        })
    }

    /// All entries, in the order of the seed files.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }

    /// The bodies that an entry followed, as governments were reorganised, with the year.
    ///
    /// ```
    /// let registry = policygraph_registry::Registry::builtin();
    /// let before: Vec<_> = registry.predecessors("kr-mofe").map(|(e, year)| (e.ko.as_str(), year)).collect();
    /// assert_eq!(before, [("기획재정부", 2026)]);
    /// ```
    pub fn predecessors(&self, id: &str) -> impl Iterator<Item = (&Entry, i16)> {
        self.successions.iter().filter(move |s| s.entry == id).filter_map(|s| Some((self.get(&s.predecessor)?, s.year)))
    }

    /// The bodies that followed an entry, with the year.
    pub fn successors(&self, id: &str) -> impl Iterator<Item = (&Entry, i16)> {
        self.successions.iter().filter(move |s| s.predecessor == id).filter_map(|s| Some((self.get(&s.entry)?, s.year)))
    }

    /// The body of which an entry is an organ, whatever a text says: the European Union of its parliament.
    ///
    /// ```
    /// let registry = policygraph_registry::Registry::builtin();
    /// assert_eq!(registry.whole("eu-parliament").map(|e| e.id.as_str()), Some("eu"));
    /// ```
    #[must_use]
    pub fn whole(&self, id: &str) -> Option<&Entry> {
        self.get(self.wholes.get(id)?)
    }

    /// Mean exchange rates, by currency and year.
    #[must_use]
    pub fn exchange_rates(&self) -> &[ExchangeRate] {
        &self.exchange_rates
    }

    /// The entry at an index that this registry gave out.
    #[must_use]
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    /// The entry with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.entries.get(id)
    }

    /// The country with this ISO 3166-1 alpha-2 code, in either case.
    #[must_use]
    pub fn country(&self, code: &str) -> Option<&Entry> {
        self.get(&format!("country-{}", code.to_lowercase()))
    }

    /// The country that `name` names as a whole, in any language of the registry.
    #[must_use]
    pub fn country_named(&self, name: &str) -> Option<&Entry> {
        self.named(name).find(|e| e.kind == policygraph_model::EntityType::Country)
    }

    /// The entries that `name` names as a whole.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &Entry> {
        self.index.exact(name).iter().map(|form| self.entry(form.entry))
    }

    /// Whether the context must support that `name` names an entry: the name is also something else, or leaves the country out.
    #[must_use]
    pub fn is_weak(&self, name: &str, entry: &Entry) -> bool {
        self.index.exact(name).iter().any(|form| form.weak && self.entry(form.entry).id == entry.id)
    }

    /// Every name of an entry that stands in `text` at word boundaries, the longest at each place, in order.
    ///
    /// Names are found across blanks and middle dots that one of text and registry has and the other has not.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Hit<'_>> {
        self.index.find(text)
    }

    /// Words by which technologies are known that no list has.
    #[must_use]
    pub fn technology_words(&self) -> &TechnologyWords {
        &self.technology_words
    }

    /// The lexicon of predicates: verbs, verbal and relational nouns with their roles.
    #[must_use]
    pub fn frames(&self) -> &Frames {
        self.lexicon.frames()
    }

    /// The words by which names and facts are known: class words, generic words, predicates.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// How sure a fact is, by the rule that found it.
    #[must_use]
    pub fn confidence(&self) -> &Confidence {
        &self.confidence
    }

    /// The registry with other weights of confidence.
    #[must_use]
    pub fn with_confidence(self, confidence: Confidence) -> Self {
        Self { confidence, ..self }
    }

    /// The currency word at the start of `text`: its length in bytes and its ISO 4217 code.
    #[must_use]
    pub fn currency_at(&self, text: &str) -> Option<(usize, &str)> {
        self.currencies.at(text)
    }

    /// As [`Self::currency_at`]; a unit of several countries (크로네, 루피) is that of the country which the `contexts` name.
    #[must_use]
    pub fn currency_near(&self, text: &str, contexts: &[&str]) -> Option<(usize, &str)> {
        self.currencies.near(text, contexts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use policygraph_model::EntityType;

    fn ids(text: &str) -> Vec<String> {
        let registry = Registry::builtin();
        registry.find(text).iter().map(|h| registry.entry(h.forms[0].entry).id.clone()).collect()
    }

    #[test]
    fn all_countries_have_both_names() {
        let registry = Registry::builtin();
        let countries: Vec<_> = registry.entries().filter(|e| e.kind == EntityType::Country).collect();
        assert_eq!(countries.len(), rust_iso3166::ALL.len());
        assert!(countries.iter().all(|c| !c.ko.is_empty() && !c.en.is_empty() && c.ko != c.en));
        assert_eq!(registry.country("kr").unwrap().ko, "대한민국");
        assert_eq!(registry.country_named("우리나라").unwrap().id, "country-kr");
    }

    #[test]
    fn names_are_found_at_word_boundaries_only() {
        assert_eq!(ids("인도네시아와 인도"), ["country-id", "country-in"]);
        assert_eq!(ids("확인도"), Vec::<String>::new());
        assert_eq!(ids("캔자스 시티에서"), ["geonames-4393217"]);
        assert_eq!(ids("美 기업"), ["country-us"]);
        assert_eq!(ids("美 정부"), ["us-government"]);
        assert_eq!(ids("중국산 제품"), ["country-cn"]);
        assert_eq!(ids("CISCO와 Cisco"), ["cisco", "cisco"]);
    }

    #[test]
    fn names_are_found_in_other_letters() {
        let text = "【ＣＩＳＣＯ】와 캔자스 시티, 과학·기술";
        let registry = Registry::builtin();
        let found: Vec<&str> = registry.find(text).iter().map(|h| &text[h.range.clone()]).collect();
        assert!(found.starts_with(&["ＣＩＳＣＯ", "캔자스 시티"]), "{found:?}");
    }

    #[test]
    fn a_country_name_before_an_agency_belongs_to_it() {
        let registry = Registry::builtin();
        let hits = registry.find("미국 연방통신위원회는");
        assert_eq!(hits.len(), 1);
        assert_eq!(registry.entry(hits[0].forms[0].entry).id, "us-fcc");
    }

    #[test]
    fn a_short_agency_name_has_candidates_by_country() {
        let registry = Registry::builtin();
        let hits = registry.find("교육부는");
        let countries: Vec<_> =
            hits[0].forms.iter().filter_map(|f| registry.entry(f.entry).country.as_deref()).collect();
        assert!(countries.contains(&"KR") && countries.contains(&"CN"), "{countries:?}");
    }

    #[test]
    fn currencies_by_any_word() {
        let registry = Registry::builtin();
        assert_eq!(registry.currency_at("달러를 투자"), Some(("달러".len(), "USD")));
        assert_eq!(registry.currency_at("미국 달러"), Some(("미국 달러".len(), "USD")));
        assert_eq!(registry.currency_at("스위스 프랑"), Some(("스위스 프랑".len(), "CHF")));
        assert_eq!(registry.currency_at("명"), None);
    }

    #[test]
    fn a_firm_name_names_one_thing_of_a_type_and_country() {
        // Bodies of different countries may share a name: the context decides between them.
        let registry = Registry::builtin();
        for entry in registry.entries() {
            for name in entry.names().filter(|n| !entry.weak.iter().any(|w| w == n)) {
                for form in registry.index.exact(name).iter().filter(|f| !f.weak && f.kind == entry.kind) {
                    let other = registry.entry(form.entry);
                    assert!(
                        other.id == entry.id || other.country != entry.country,
                        "`{name}` names {} and {}",
                        entry.id,
                        other.id
                    );
                }
            }
        }
    }

    #[test]
    fn seed_files_are_sorted_by_id() {
        for (name, text) in SEED_FILES.iter().filter(|(_, t)| t.starts_with("id,type")) {
            let ids: Vec<&str> = text.lines().skip(1).filter_map(|l| l.split(',').next()).collect();
            assert!(ids.is_sorted(), "{name}");
        }
    }

    #[test]
    fn a_bad_row_is_named_by_file_and_line() {
        let text = "id,type,country,ko,en,native,aliases,weak\nx,Company,ZZ,엑스,X,,,\n";
        let error = Registry::from_files([("bad.csv", text)].into_iter()).unwrap_err();
        assert_eq!(error.to_string(), "bad.csv:2: `ZZ` is no country code of ISO 3166-1");
    }
}
