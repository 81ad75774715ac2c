//! The seed files: their format and its checks.

use crate::entry::{Entry, EntryMap};
use crate::names::RegionNames;
use crate::records::rows;
use indexmap::IndexMap;
use indexmap::map::Entry::{Occupied, Vacant};
use policygraph_model::EntityType;
use serde::{Deserialize, Serialize};

/// The seed files by name, as built in.
pub const SEED_FILES: &[(&str, &str)] = &[
    ("countries.csv", include_str!("../../../seeds/countries.csv")),
    ("confidence.csv", include_str!("../../../seeds/confidence.csv")),
    ("currencies.csv", include_str!("../../../seeds/currencies.csv")),
    ("exchange-rates.csv", include_str!("../../../seeds/exchange-rates.csv")),
    ("agencies.csv", include_str!("../../../seeds/agencies.csv")),
    ("international.csv", include_str!("../../../seeds/international.csv")),
    ("companies.csv", include_str!("../../../seeds/companies.csv")),
    ("research.csv", include_str!("../../../seeds/research.csv")),
    ("associations.csv", include_str!("../../../seeds/associations.csv")),
    ("media.csv", include_str!("../../../seeds/media.csv")),
    ("places.csv", include_str!("../../../seeds/places.csv")),
    ("successions.csv", include_str!("../../../seeds/successions.csv")),
    ("wholes.csv", include_str!("../../../seeds/wholes.csv")),
    ("classes.csv", include_str!("../../../seeds/classes.csv")),
    ("common-nouns.csv", include_str!("../../../seeds/common-nouns.csv")),
    ("company-words.csv", include_str!("../../../seeds/company-words.csv")),
    ("fields.csv", include_str!("../../../seeds/fields.csv")),
    ("generic.csv", include_str!("../../../seeds/generic.csv")),
    ("instruments.csv", include_str!("../../../seeds/instruments.csv")),
    ("frames.csv", include_str!("../../../seeds/frames.csv")),
    ("support-verbs.csv", include_str!("../../../seeds/support-verbs.csv")),
    ("programmes.csv", include_str!("../../../seeds/programmes.csv")),
    ("technologies.csv", include_str!("../../../seeds/technologies.csv")),
    ("technology-words.csv", include_str!("../../../seeds/technology-words.csv")),
];

/// The country of the readers: these bulletins are written in Korea.
pub const HOME: &str = "KR";

/// What is wrong with a seed file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SeedError {
    /// The file cannot be read.
    #[error("{file}: cannot be read")]
    Read {
        /// Path of the file.
        file: String,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
    /// A row is not valid.
    #[error("{file}:{line}: {message}")]
    Row {
        /// Path of the file.
        file: String,
        /// Line, from 1.
        line: u64,
        /// What is wrong.
        message: String,
    },
    /// The words of a file cannot be looked for together.
    #[error("{file}: the words cannot be indexed: {message}")]
    Index {
        /// Path of the file.
        file: String,
        /// What is wrong.
        message: String,
    },
}

impl SeedError {
    pub(crate) fn row(file: &str, line: u64, message: impl Into<String>) -> Self {
        Self::Row { file: file.to_owned(), line, message: message.into() }
    }
}

fn list(field: &str) -> Vec<String> {
    field.split('|').map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned).collect()
}

fn insert(file: &str, line: u64, entry: Entry, entries: &mut EntryMap) -> Result<(), SeedError> {
    match entries.entry(entry.id.clone()) {
        Vacant(free) => {
            free.insert(entry);
            Ok(())
        }
        Occupied(taken) => Err(SeedError::row(file, line, format!("the id `{}` is there already", taken.key()))),
    }
}

#[derive(Deserialize)]
struct CountryRow {
    code: String,
    aliases: String,
    native: String,
    hanja: String,
    weak: String,
}

/// Adds all countries of ISO 3166 with the names of CLDR and the aliases of the file.
pub(crate) fn read_countries(file: &str, text: &str, entries: &mut EntryMap) -> Result<(), SeedError> {
    let names = RegionNames::new();
    let mut aliases: IndexMap<String, CountryRow> = IndexMap::new();
    for (line, row) in rows::<CountryRow>(file, text)? {
        if rust_iso3166::from_alpha2(&row.code).is_none() {
            return Err(SeedError::row(file, line, format!("`{}` is no country code of ISO 3166-1", row.code)));
        }
        aliases.insert(row.code.clone(), row);
    }
    for country in rust_iso3166::ALL {
        let code = country.alpha2;
        let (ko, en) = names
            .of(code)
            .ok_or_else(|| SeedError::row(file, 0, format!("CLDR has no Korean and English name for `{code}`")))?;
        let row = aliases.get(code);
        let mut all = row.map(|r| list(&r.aliases)).unwrap_or_default();
        all.extend(row.map(|r| list(&r.hanja)).unwrap_or_default());
        let country = Entry {
            id: format!("country-{}", code.to_lowercase()),
            kind: EntityType::Country,
            country: Some(code.to_owned()),
            ko: ko.to_owned(),
            en: en.to_owned(),
            native: row.map(|r| r.native.clone()).unwrap_or_default(),
            aliases: all,
            weak: row.map(|r| list(&r.weak)).unwrap_or_default(),
        };
        insert(file, 0, country, entries)?;
    }
    Ok(())
}

/// A row of the files of actors, places and technologies.
#[derive(Deserialize)]
struct EntryRow {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    country: String,
    ko: String,
    en: String,
    native: String,
    aliases: String,
    weak: String,
}

/// Adds the actors, places or technologies of a file.
pub(crate) fn read_entries(file: &str, text: &str, entries: &mut EntryMap) -> Result<(), SeedError> {
    for (line, EntryRow { id, kind, country, ko, en, native, aliases, weak }) in rows::<EntryRow>(file, text)? {
        let wrong = |message: String| Err(SeedError::row(file, line, message));
        let Some(&kind) = EntityType::ALL.iter().find(|known| known.as_str() == kind) else {
            return wrong(format!("`{kind}` is no type of an entity"));
        };
        let country = Some(country).filter(|code| !code.is_empty());
        if let Some(code) = country.as_ref().filter(|code| rust_iso3166::from_alpha2(code).is_none()) {
            return wrong(format!("`{code}` is no country code of ISO 3166-1"));
        }
        if ko.is_empty() || en.is_empty() {
            return wrong(format!("`{id}` needs a Korean and an English name"));
        }
        if id.is_empty() || !id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
            return wrong(format!("the id `{id}` may have only a-z, 0-9 and `-`"));
        }
        let (aliases, weak) = (list(&aliases), list(&weak));
        insert(file, line, Entry { id, kind, country, ko, en, native, aliases, weak }, entries)?;
    }
    Ok(())
}

/// A body that another follows, as governments are reorganised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Succession {
    /// Id of the later entry.
    pub entry: String,
    /// Id of the earlier one, of which the later took over duties or all.
    pub predecessor: String,
    /// The year of the change.
    pub year: i16,
}

#[derive(Deserialize)]
struct SuccessionRow {
    entry: String,
    predecessor: String,
    year: i16,
}

/// Reads which entry follows which; both must be there.
pub(crate) fn read_successions(file: &str, text: &str, entries: &EntryMap) -> Result<Vec<Succession>, SeedError> {
    rows::<SuccessionRow>(file, text)?
        .into_iter()
        .map(|(line, SuccessionRow { entry, predecessor, year })| {
            known([&entry, &predecessor], entries).map_err(|e| SeedError::row(file, line, e))?;
            Ok(Succession { entry, predecessor, year })
        })
        .collect()
}

/// Refuses ids that are none of an entry.
fn known(ids: [&String; 2], entries: &EntryMap) -> Result<(), String> {
    match ids.into_iter().find(|id| !entries.contains_key(id.as_str())) {
        Some(unknown) => Err(format!("`{unknown}` is no entry")),
        None => Ok(()),
    }
}

#[derive(Deserialize)]
struct WholeRow {
    entry: String,
    whole: String,
}

/// Reads which entry is an organ of which other; both must be there.
pub(crate) fn read_wholes(file: &str, text: &str, entries: &EntryMap) -> Result<Vec<(String, String)>, SeedError> {
    rows::<WholeRow>(file, text)?
        .into_iter()
        .map(|(line, WholeRow { entry, whole })| {
            known([&entry, &whole], entries).map_err(|e| SeedError::row(file, line, e))?;
            Ok((entry, whole))
        })
        .collect()
}

/// Words by which a text calls a government when its country is clear.
const GOVERNMENT_WORDS: &[&str] = &["정부", "행정부", "연방정부", "중앙정부", "연방 정부", "중앙 정부"];

/// Adds the government of each country, an actor of its own beside the country.
pub(crate) fn add_governments(entries: &mut EntryMap) {
    let countries = entries.values().filter(|entry| entry.kind == EntityType::Country);
    let governments: Vec<Entry> = countries.map(government).collect();
    for government in governments {
        match entries.entry(government.id.clone()) {
            // The seeds may name a government in its own way; it is called as all are, too.
            Occupied(known) => {
                let known = known.into_mut();
                known.aliases.extend(government.aliases.into_iter().chain([government.ko]));
                known.weak.extend(government.weak);
            }
            Vacant(free) => {
                free.insert(government);
            }
        }
    }
}

/// The government of a country.
fn government(country: &Entry) -> Entry {
    let mut aliases = Vec::new();
    for name in country.country_names() {
        aliases.extend(["정부", "행정부", "연방정부"].map(|word| [name, word].join(" ")));
    }
    let mut weak: Vec<String> = GOVERNMENT_WORDS.iter().map(|&word| word.to_owned()).collect();
    if country.country.as_deref() == Some(HOME) {
        aliases.push("우리정부".to_owned());
        // Readers live in no federation.
        weak.retain(|w| !w.starts_with("연방"));
    }
    weak.retain(|w| !aliases.contains(w));
    Entry {
        id: format!("{}-government", country.country.as_deref().unwrap_or_default().to_lowercase()),
        kind: EntityType::GovernmentAgency,
        country: country.country.clone(),
        ko: [&*country.ko, "정부"].join(" "),
        en: ["Government of", &*country.en].join(" "),
        native: String::new(),
        aliases,
        weak,
    }
}
