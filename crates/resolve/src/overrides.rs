//! What a user knows better: names that are the same thing, that are not, that are called or typed otherwise.
//!
//! A CSV file with the columns `action,name,value`, honoured whenever a document is read:
//!
//! | action | name | value |
//! | --- | --- | --- |
//! | `same-as` | a name or id | the name or id of what it is |
//! | `different-from` | a name or id | the name or id of what it is not |
//! | `rename` | a name or id | the label to show |
//! | `retype` | a name or id | an entity type |
//!
//! ```
//! use policygraph_resolve::Overrides;
//! let overrides = Overrides::read("own.csv", "action,name,value\nretype,가온,Company\n").unwrap();
//! assert_eq!(overrides.len(), 1);
//! let error = Overrides::read("own.csv", "action,name,value\nretype,가온,Firm\n").unwrap_err();
//! assert!(error.to_string().starts_with("own.csv:2: "));
//! ```

use policygraph_korean::hangul::is_syllable;
use policygraph_korean::name;
use policygraph_model::{Entity, EntityType, Findings, Mention};
use policygraph_registry::Registry;
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// Start of the ids of entities that an override makes.
const PREFIX: &str = "corrected-";

/// Whether an id was made by an override.
pub(crate) fn is_override(id: &str) -> bool {
    id.starts_with(PREFIX)
}

/// A row that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {reason}")]
pub struct OverrideError {
    file: String,
    line: u64,
    reason: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Action {
    SameAs,
    DifferentFrom,
    Rename,
    Retype,
}

#[derive(Deserialize)]
struct Row {
    action: Action,
    name: String,
    value: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Override {
    SameAs(String, String),
    DifferentFrom(String, String),
    Rename(String, String),
    Retype(String, EntityType),
}

/// The overrides of a user.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overrides {
    rows: Vec<Override>,
    digest: String,
}

impl Overrides {
    /// Reads the rows of a file; `file` is named in errors.
    ///
    /// # Errors
    /// A row is no CSV of three columns, has an unknown action or type, or an empty field.
    pub fn read(file: &str, text: &str) -> Result<Self, OverrideError> {
        let mut rows = Vec::new();
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
        let mut records = reader.deserialize::<Row>();
        while let Some(row) = records.next() {
            let line = records.reader().position().line().saturating_sub(1).max(1);
            let fail = |reason: String| OverrideError { file: file.to_owned(), line, reason };
            let Row { action, name, value } = row.map_err(|e| {
                let line = e.position().map_or(line, csv::Position::line);
                OverrideError { file: file.to_owned(), line, reason: reason_of(&e) }
            })?;
            if name.is_empty() || value.is_empty() {
                return Err(fail("name and value must not be empty".to_owned()));
            }
            rows.push(match action {
                Action::SameAs => Override::SameAs(name, value),
                Action::DifferentFrom => Override::DifferentFrom(name, value),
                Action::Rename => Override::Rename(name, value),
                Action::Retype => Override::Retype(name, value.parse().map_err(|e| fail(format!("{e}")))?),
            });
        }
        let digest = Sha256::digest(text).iter().take(6).fold(String::new(), |hex, b| hex + &format!("{b:02x}"));
        Ok(Self { rows, digest })
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Tells one set of overrides from another; empty without any.
    #[must_use]
    pub fn digest(&self) -> &str {
        if self.is_empty() { "" } else { &self.digest }
    }

    /// Corrects the mentions of a section, before relations are read between them.
    pub fn apply(&self, found: &mut Findings, registry: &Registry) {
        for row in &self.rows {
            for mention in &mut found.mentions {
                match row {
                    Override::Retype(name, kind) if names(mention, name) => {
                        mention.kind = *kind;
                        // The registry's entry is of another type.
                        mention.registry = Some(corrected(name));
                    }
                    Override::SameAs(a, b) if names(mention, a) || names(mention, b) => {
                        mention.registry = Some(identity(a, b, registry));
                    }
                    Override::DifferentFrom(a, b) if names(mention, a) && (names(mention, b) || shares(mention, b)) => {
                        mention.aliases.retain(|alias| name::key(alias) != name::key(b));
                        mention.registry = Some(corrected(a));
                    }
                    Override::DifferentFrom(a, b) if names(mention, b) => {
                        mention.aliases.retain(|alias| name::key(alias) != name::key(a));
                    }
                    _ => {}
                }
            }
        }
    }

    /// Gives an entity the label that the user wants.
    pub(crate) fn rename(&self, entity: &mut Entity) {
        for row in &self.rows {
            let Override::Rename(name, label) = row else { continue };
            let is_it = entity.id.ends_with(&format!("/{name}"))
                || entity.names.iter().any(|n| name::key(n) == name::key(name));
            if is_it && label.chars().any(is_syllable) {
                entity.label_ko = Some(label.clone());
            } else if is_it {
                entity.label_en = Some(label.clone());
            }
        }
    }
}

/// What is wrong with a row, without the position that the caller gives.
fn reason_of(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Deserialize { err, .. } => {
            format!("{}: give action,name,value with one of same-as, different-from, rename, retype", err.kind())
        }
        _ => error.to_string(),
    }
}

/// Whether a mention is of this name or id.
fn names(mention: &Mention, name: &str) -> bool {
    mention.registry.as_deref() == Some(name) || name::key(&mention.name) == name::key(name)
}

/// Whether a mention would be joined with this name by one of its aliases.
fn shares(mention: &Mention, name: &str) -> bool {
    mention.registry.is_some() || mention.aliases.iter().any(|a| name::key(a) == name::key(name))
}

/// The id of two names that are one thing: that of the registry, where one of them has it.
fn identity(a: &str, b: &str, registry: &Registry) -> String {
    let known = |s: &str| registry.get(s).or_else(|| registry.named(s).next()).map(|e| e.id.clone());
    known(b).or_else(|| known(a)).unwrap_or_else(|| corrected(b))
}

/// An id made of a name, the same in every document.
fn corrected(name: &str) -> String {
    let digest = Sha256::digest(name::key(name));
    digest.iter().take(6).fold(PREFIX.to_owned(), |hex, b| hex + &format!("{b:02x}"))
}
