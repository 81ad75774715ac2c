//! The seed files: their format and its checks.

use crate::entry::{Entries, Known, Text};
use crate::names::RegionNames;
use crate::records::{Rows, rows};
use indexmap::IndexMap;
use indexmap::map::Entry::{Occupied, Vacant};
use policygraph_model::EntityType;
use serde::Deserialize;
use std::borrow::Cow;
use std::mem::take;
use std::sync::OnceLock;

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

fn list(field: &Text) -> Vec<Text> {
    fn parts(field: &str) -> impl Iterator<Item = &str> {
        field.split('|').map(str::trim).filter(|s| !s.is_empty())
    }
    match field {
        field if field.is_empty() => Vec::new(),
        Cow::Borrowed(field) => parts(field).map(Cow::Borrowed).collect(),
        Cow::Owned(field) => parts(field).map(|part| Cow::Owned(part.to_owned())).collect(),
    }
}

fn insert(file: &str, line: u64, id: Text, known: Known, entries: &mut Entries) -> Result<(), SeedError> {
    match entries.entry(id) {
        Vacant(free) => {
            free.insert(known);
            Ok(())
        }
        Occupied(taken) => Err(SeedError::row(file, line, format!("the id `{}` is there already", taken.key()))),
    }
}

#[derive(Deserialize)]
struct CountryRow {
    code: String,
    aliases: Text,
    native: Text,
    hanja: Text,
    weak: Text,
}

/// Adds all countries of ISO 3166 with the names of CLDR and the aliases of the file.
pub(crate) fn read_countries(file: &str, text: &str, entries: &mut Entries) -> Result<(), SeedError> {
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
        let known = Known {
            kind: EntityType::Country,
            ko: ko.to_owned().into(),
            en: en.to_owned().into(),
            native: row.map(|r| r.native.clone()).unwrap_or_default(),
            aliases: all,
            weak: row.map(|r| list(&r.weak)).unwrap_or_default(),
            entry: OnceLock::new(),
            country: country.alpha2.into(),
        };
        insert(file, 0, format!("country-{}", code.to_lowercase()).into(), known, entries)?;
    }
    Ok(())
}

/// The columns of the files of actors, places and technologies.
const COLUMNS: [&str; 8] = ["id", "type", "country", "ko", "en", "native", "aliases", "weak"];

/// First columns of these files.
const ENTRY_COLUMNS: &str = "id,type,";

/// Whether a text is a file of actors, places or technologies, as it is usually written.
pub(crate) fn has_entries(text: &str) -> bool {
    text.starts_with(ENTRY_COLUMNS)
}

/// What a file says of actors, places or technologies: the line, the id and the rest of each row.
pub(crate) type EntryRows = Vec<(u64, Text, Known)>;

/// Reads the rows of a file of actors, places or technologies.
pub(crate) fn read_entries(file: &str, text: &Text) -> Result<EntryRows, SeedError> {
    match text {
        Cow::Borrowed(text) => entry_rows(file, text, |field| field),
        Cow::Owned(text) => entry_rows(file, text, |field| Cow::Owned(field.into_owned())),
    }
}

/// As [`read_entries`], given what makes a field a text that may be kept.
fn entry_rows<'t>(file: &str, text: &'t str, keep: impl Fn(Cow<'t, str>) -> Text) -> Result<EntryRows, SeedError> {
    let mut rows = Rows::new(file, text)?;
    let missing = COLUMNS.iter().find(|name| rows.column(name).is_none());
    let columns = COLUMNS.map(|name| rows.column(name).unwrap_or_default());
    let mut entries = Vec::new();
    let mut checked = Text::default();
    while let Some((line, fields)) = rows.next()? {
        let wrong = |message: String| Err(SeedError::row(file, line, message));
        if let Some(name) = missing {
            return wrong(format!("missing field `{name}`"));
        }
        let [id, kind, country, ko, en, native, aliases, weak] = columns.map(|at| keep(take(&mut fields[at])));
        let Some(&kind) = EntityType::ALL.iter().find(|known| known.as_str() == kind) else {
            return wrong(format!("`{kind}` is no type of an entity"));
        };
        // Most stand next to others of their country.
        if !country.is_empty() && country != checked {
            if rust_iso3166::from_alpha2(&country).is_none() {
                return wrong(format!("`{country}` is no country code of ISO 3166-1"));
            }
            checked.clone_from(&country);
        }
        if ko.is_empty() || en.is_empty() {
            return wrong(format!("`{id}` needs a Korean and an English name"));
        }
        if id.is_empty() || !id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
            return wrong(format!("the id `{id}` may have only a-z, 0-9 and `-`"));
        }
        let (aliases, weak) = (list(&aliases), list(&weak));
        entries.push((line, id, Known { kind, country, ko, en, native, aliases, weak, entry: OnceLock::new() }));
    }
    Ok(entries)
}

/// Adds the rows of a file.
pub(crate) fn add_entries(file: &str, rows: EntryRows, entries: &mut Entries) -> Result<(), SeedError> {
    entries.reserve(rows.len());
    rows.into_iter().try_for_each(|(line, id, known)| insert(file, line, id, known, entries))
}

/// A body that another follows, as governments are reorganised.
#[derive(Debug, Clone, PartialEq, Eq)]
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
pub(crate) fn read_successions(file: &str, text: &str, entries: &Entries) -> Result<Vec<Succession>, SeedError> {
    rows::<SuccessionRow>(file, text)?
        .into_iter()
        .map(|(line, SuccessionRow { entry, predecessor, year })| {
            known([&entry, &predecessor], entries).map_err(|e| SeedError::row(file, line, e))?;
            Ok(Succession { entry, predecessor, year })
        })
        .collect()
}

/// Refuses ids that are none of an entry.
fn known(ids: [&String; 2], entries: &Entries) -> Result<(), String> {
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
pub(crate) fn read_wholes(file: &str, text: &str, entries: &Entries) -> Result<Vec<(String, String)>, SeedError> {
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
pub(crate) fn add_governments(entries: &mut Entries) {
    let countries = entries.values().filter(|known| known.kind == EntityType::Country);
    let governments: Vec<(String, Known)> = countries.map(government).collect();
    for (id, government) in governments {
        match entries.get_mut(id.as_str()) {
            // The seeds may name a government in its own way; it is called as all are, too.
            Some(known) => {
                known.aliases.extend(government.aliases.into_iter().chain([government.ko]));
                known.weak.extend(government.weak);
            }
            None => {
                entries.insert(id.into(), government);
            }
        }
    }
}

/// The government of a country, with its id.
fn government(country: &Known) -> (String, Known) {
    let mut aliases: Vec<Text> = Vec::new();
    for name in country.country_names() {
        aliases.extend(["정부", "행정부", "연방정부"].map(|word| Cow::Owned([name, word].join(" "))));
    }
    let mut weak: Vec<Text> = GOVERNMENT_WORDS.iter().map(|&w| Cow::Borrowed(w)).collect();
    if country.country == HOME {
        aliases.push("우리정부".into());
        // Readers live in no federation.
        weak.retain(|w| !w.starts_with("연방"));
    }
    weak.retain(|w| !aliases.contains(w));
    let government = Known {
        kind: EntityType::GovernmentAgency,
        country: country.country.clone(),
        ko: Cow::Owned([&*country.ko, "정부"].join(" ")),
        en: Cow::Owned(["Government of", &*country.en].join(" ")),
        native: Text::default(),
        aliases,
        weak,
        entry: OnceLock::new(),
    };
    (format!("{}-government", country.country.to_lowercase()), government)
}
