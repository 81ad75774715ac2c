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

pub use policygraph_seeds::{
    ClassWord, CompanyWord, Confidence, Entry, EntryId, Feature, Fields, Force, Form, Frame, FrameRole, Frames, HOME,
    Hit, Lexicon, MoneyOwner, NameIndex, SEED_FILES, SeedError, Seen, Strength, Succession, Support, SupportUse,
    TechnologyWords, Unquoted, WordClass,
};

use policygraph_model::{EntityType, ExchangeRate};
use policygraph_seeds::Seeds;
use std::borrow::Cow;
use std::path::Path;
use std::sync::{Arc, LazyLock};

/// The loaded seeds.
#[derive(Debug)]
pub struct Registry {
    seeds: Seeds,
}

/// The seeds as the build script packed them.
const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/seeds.postcard"));

impl Registry {
    /// The registry of the seeds that are built in, loaded once.
    ///
    /// # Panics
    /// Never: the build packs what this takes.
    #[must_use]
    pub fn builtin() -> Arc<Self> {
        static BUILTIN: LazyLock<Arc<Registry>> = LazyLock::new(|| {
            let seeds = Seeds::unpack(PACKED).expect("the seeds were packed by the same crate");
            Arc::new(Registry { seeds })
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
                let read = std::fs::read_to_string(&path);
                Cow::Owned(read.map_err(|source| SeedError::Read { file: path.display().to_string(), source })?)
            } else {
                Cow::Borrowed(builtin)
            };
            files.push((path.display().to_string(), text));
        }
        let seeds = Seeds::read(files.iter().map(|(name, text)| (name.as_str(), text.as_ref())))?;
        Ok(Self { seeds })
    }

    /// All entries, in the order of the seed files.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.seeds.entries.iter()
    }

    /// The bodies that an entry followed, as governments were reorganised, with the year.
    ///
    /// ```
    /// let registry = policygraph_registry::Registry::builtin();
    /// let before: Vec<_> = registry.predecessors("kr-mofe").map(|(e, year)| (e.ko.as_str(), year)).collect();
    /// assert_eq!(before, [("기획재정부", 2026)]);
    /// ```
    pub fn predecessors(&self, id: &str) -> impl Iterator<Item = (&Entry, i16)> {
        self.seeds
            .successions
            .iter()
            .filter(move |s| s.entry == id)
            .filter_map(|s| Some((self.get(&s.predecessor)?, s.year)))
    }

    /// The bodies that followed an entry, with the year.
    pub fn successors(&self, id: &str) -> impl Iterator<Item = (&Entry, i16)> {
        self.seeds
            .successions
            .iter()
            .filter(move |s| s.predecessor == id)
            .filter_map(|s| Some((self.get(&s.entry)?, s.year)))
    }

    /// The body of which an entry is an organ, whatever a text says: the European Union of its parliament.
    ///
    /// ```
    /// let registry = policygraph_registry::Registry::builtin();
    /// assert_eq!(registry.whole("eu-parliament").map(|e| e.id.as_str()), Some("eu"));
    /// ```
    #[must_use]
    pub fn whole(&self, id: &str) -> Option<&Entry> {
        self.get(self.seeds.wholes.get(id)?)
    }

    /// Mean exchange rates, by currency and year.
    #[must_use]
    pub fn exchange_rates(&self) -> &[ExchangeRate] {
        &self.seeds.lists.exchange_rates
    }

    /// The entry at an index that this registry gave out.
    #[inline]
    #[must_use]
    pub fn entry(&self, id: EntryId) -> &Entry {
        self.seeds.entries.at(id).expect("the registry gave out the index")
    }

    /// The entry with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.seeds.entries.get(id)
    }

    /// The first agency of a country (by its code) whose Korean name has the letters of `name`, in whatever order and with other blanks.
    ///
    /// ```
    /// let registry = policygraph_registry::Registry::builtin();
    /// let agency = registry.agency_of_letters("정보통신과학 기술부", Some("KR"));
    /// assert_eq!(agency.map(|e| e.ko.as_str()), Some("과학기술정보통신부"));
    /// ```
    #[must_use]
    pub fn agency_of_letters(&self, name: &str, country: Option<&str>) -> Option<&Entry> {
        self.seeds.entries.agency_of_letters(name, country)
    }

    /// The country with this ISO 3166-1 alpha-2 code, in either case.
    #[must_use]
    pub fn country(&self, code: &str) -> Option<&Entry> {
        self.get(&format!("country-{}", code.to_lowercase()))
    }

    /// The country that `name` names as a whole, in any language of the registry.
    #[must_use]
    pub fn country_named(&self, name: &str) -> Option<&Entry> {
        let forms = self.seeds.names.exact(name);
        forms.iter().find(|form| form.kind == EntityType::Country).map(|form| self.entry(form.entry))
    }

    /// The entries that `name` names as a whole.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &Entry> {
        self.seeds.names.exact(name).iter().map(|form| self.entry(form.entry))
    }

    /// Whether the context must support that `name` names an entry: the name is also something else, or leaves the country out.
    #[must_use]
    pub fn is_weak(&self, name: &str, entry: &Entry) -> bool {
        self.seeds.names.exact(name).iter().any(|form| form.weak && self.entry(form.entry).id == entry.id)
    }

    /// Every name of an entry that stands in `text` at word boundaries, the longest at each place, in order.
    ///
    /// Names are found across blanks and middle dots that one of text and registry has and the other has not.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Hit<'_>> {
        self.seeds.names.find(text)
    }

    /// Words by which technologies are known that no list has.
    #[inline]
    #[must_use]
    pub fn technology_words(&self) -> &TechnologyWords {
        &self.seeds.lists.technology_words
    }

    /// The lexicon of predicates: verbs, verbal and relational nouns with their roles.
    #[inline]
    #[must_use]
    pub fn frames(&self) -> &Frames {
        self.seeds.lists.lexicon.frames()
    }

    /// The words by which names and facts are known: class words, generic words, predicates.
    #[inline]
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.seeds.lists.lexicon
    }

    /// How sure a fact is, by the rule that found it.
    #[must_use]
    pub fn confidence(&self) -> &Confidence {
        &self.seeds.lists.confidence
    }

    /// The registry with other weights of confidence.
    #[must_use]
    pub fn with_confidence(mut self, confidence: Confidence) -> Self {
        self.seeds.lists.confidence = confidence;
        self
    }

    /// The currency word at the start of `text`: its length in bytes and its ISO 4217 code.
    #[must_use]
    pub fn currency_at(&self, text: &str) -> Option<(usize, &str)> {
        self.seeds.lists.currencies.at(text)
    }

    /// As [`Self::currency_at`]; a unit of several countries (크로네, 루피) is that of the country which the `contexts` name.
    #[must_use]
    pub fn currency_near(&self, text: &str, contexts: &[&str]) -> Option<(usize, &str)> {
        self.seeds.lists.currencies.near(text, contexts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
                for form in registry.seeds.names.exact(name).iter().filter(|f| !f.weak && f.kind == entry.kind) {
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
    fn seeds_of_a_folder_are_read_as_those_built_in() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
        let (loaded, builtin) = (Registry::load(&folder).unwrap(), Registry::builtin());
        assert!(loaded.entries().eq(builtin.entries()));
        assert!(!builtin.exchange_rates().is_empty());
        assert_eq!(loaded.exchange_rates(), builtin.exchange_rates());
        let text = "미국 상무부와 과학기술정보통신부, FCC가 5억 달러를";
        assert_eq!(loaded.find(text), builtin.find(text));
    }
}
