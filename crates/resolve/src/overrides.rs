//! What a user knows better: names that are the same thing, that are not, that are called or typed otherwise; facts that are
//! right, wrong or of another predicate.
//!
//! A CSV file with the columns `action,name,value` and, for facts, `predicate,correction`, honoured whenever a document is read:
//!
//! | action | name | value | predicate | correction |
//! | --- | --- | --- | --- | --- |
//! | `same-as` | a name or id | the name or id of what it is | | |
//! | `different-from` | a name or id | the name or id of what it is not | | |
//! | `rename` | a name or id | the label to show | | |
//! | `retype` | a name or id | an entity type | | |
//! | `confirm` | the subject | the object | the predicate | |
//! | `reject` | the subject | the object | the predicate | |
//! | `correct` | the subject | the object | the predicate | the right one, `^` before it turns the relation round |
//!
//! A budget is confirmed and rejected by its entity, the words of its amount, and the predicate `budgetOf`.
//!
//! ```
//! use policygraph_resolve::Overrides;
//! let overrides = Overrides::read("own.csv", "action,name,value\nretype,가온,Company\n").unwrap();
//! assert_eq!(overrides.len(), 1);
//! let error = Overrides::read("own.csv", "action,name,value\nretype,가온,Firm\n").unwrap_err();
//! assert!(error.to_string().starts_with("own.csv:2: "));
//! ```

use crate::facts::hex;
use crate::verdicts::{self, Says, Verdict};
use indexmap::IndexMap;
use petgraph::unionfind::UnionFind;
use policygraph_korean::hangul::is_syllable;
use policygraph_korean::name;
use policygraph_model::{Entity, EntityType, Fact, Findings, Mention};
use policygraph_registry::Registry;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

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
    Confirm,
    Reject,
    Correct,
}

/// A row of the file; `A` is the action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverrideRow<A = String> {
    /// What to do.
    pub action: A,
    /// A name or id.
    pub name: String,
    /// A second one, or what the action says.
    pub value: String,
    /// Of a fact: its predicate.
    #[serde(default)]
    pub predicate: String,
    /// Of a fact that is corrected: the predicate that is right.
    #[serde(default)]
    pub correction: String,
}

/// The rows of a file, each with its line.
fn rows<A: DeserializeOwned>(file: &str, text: &str) -> Result<Vec<(u64, OverrideRow<A>)>, OverrideError> {
    let failed = |e: &csv::Error| OverrideError {
        file: file.to_owned(),
        line: e.position().map_or(1, csv::Position::line),
        reason: reason_of(e),
    };
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(text.as_bytes());
    let columns = reader.headers().map_err(|e| failed(&e))?.clone();
    let mut rows = Vec::new();
    for record in reader.records() {
        let mut record = record.map_err(|e| failed(&e))?;
        let line = record.position().map_or(1, csv::Position::line);
        // Rows on names need not have the fields of those on facts.
        while record.len() < columns.len() {
            record.push_field("");
        }
        let row = record.deserialize(Some(&columns)).map_err(|e| OverrideError { line, ..failed(&e) })?;
        rows.push((line, row));
    }
    Ok(rows)
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Override {
    /// All names and ids of one thing, those that no row calls otherwise first.
    SameAs(Vec<String>),
    DifferentFrom(String, String),
    Rename(String, String),
    Retype(String, EntityType),
}

/// The overrides of a user.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overrides {
    rows: Vec<Override>,
    verdicts: Vec<Verdict>,
    digest: String,
}

impl Overrides {
    /// Reads the rows of a file; `file` is named in errors.
    ///
    /// # Errors
    /// A row is no CSV of three columns, has an unknown action or type, or an empty field.
    pub fn read(file: &str, text: &str) -> Result<Self, OverrideError> {
        let (mut overrides, mut verdicts) = (Vec::new(), Vec::new());
        for (line, row) in rows(file, text)? {
            let fail = |reason: String| OverrideError { file: file.to_owned(), line, reason };
            let OverrideRow { action, name, value, predicate, correction } = row;
            if name.is_empty() || value.is_empty() {
                return Err(fail("name and value must not be empty".to_owned()));
            }
            let mut verdict = |says: Says| -> Result<(), OverrideError> {
                verdicts.push(Verdict::read(says, name.clone(), value.clone(), &predicate).map_err(fail)?);
                Ok(())
            };
            match action {
                Action::SameAs => overrides.push(Override::SameAs(vec![name, value])),
                Action::DifferentFrom => overrides.push(Override::DifferentFrom(name, value)),
                Action::Rename => overrides.push(Override::Rename(name, value)),
                Action::Retype => {
                    let kind = value.parse().map_err(|e| fail(format!("{e}")))?;
                    overrides.push(Override::Retype(name, kind));
                }
                Action::Confirm => verdict(Says::Right)?,
                Action::Reject => verdict(Says::Wrong)?,
                Action::Correct => verdict(verdicts::otherwise(&correction).map_err(fail)?)?,
            }
        }
        chain(&mut overrides);
        let digest = hex(&Sha256::digest(text)[..6]);
        Ok(Self { rows: overrides, verdicts, digest })
    }

    /// The rows of a file as they stand there.
    ///
    /// # Errors
    /// As [`Overrides::read`].
    pub fn rows(file: &str, text: &str) -> Result<Vec<OverrideRow>, OverrideError> {
        Self::read(file, text)?;
        Ok(rows(file, text)?.into_iter().map(|(_, row)| row).collect())
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len() + self.verdicts.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
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
                    Override::SameAs(all) if all.iter().any(|name| names(mention, name)) => {
                        mention.registry = Some(identity(all, registry));
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

    /// Does what the user says of facts.
    pub(crate) fn judge(&self, facts: Vec<Fact>) -> Vec<Fact> {
        verdicts::apply(&self.verdicts, facts)
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
            format!(
                "{}: give action,name,value with one of same-as, different-from, rename, retype, confirm, reject, correct",
                err.kind()
            )
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

/// Makes one row of those that are about the same thing: `a,b` and `b,c` say that all three are one.
fn chain(rows: &mut Vec<Override>) {
    // By the key of each name how it is written, and whether a row calls it otherwise.
    let mut names: IndexMap<String, (String, bool)> = IndexMap::new();
    let mut pairs = Vec::new();
    for row in &*rows {
        if let Override::SameAs(pair) = row
            && let [name, value] = pair.as_slice()
        {
            // The value comes first, as the better name.
            let better = names.entry(name::key(value).into_owned());
            let better_place = better.index();
            better.or_insert_with(|| (value.clone(), false));
            let other = names.entry(name::key(name).into_owned());
            let other_place = other.index();
            other.or_insert_with(|| (name.clone(), false)).1 = true;
            pairs.push((other_place, better_place));
        }
    }
    let mut things = UnionFind::new(names.len());
    for &(name, value) in &pairs {
        things.union(name, value);
    }
    let mut chains: HashMap<usize, Vec<(String, bool)>> = HashMap::new();
    for (place, name) in names.into_values().enumerate() {
        chains.entry(things.find(place)).or_default().push(name);
    }
    let mut places = pairs.into_iter().map(|(name, _)| name);
    rows.retain_mut(|row| {
        let Override::SameAs(all) = row else { return true };
        // The first row of a chain becomes all of it.
        let Some(mut chain) = places.next().and_then(|place| chains.remove(&things.find(place))) else { return false };
        chain.sort_by_key(|(_, otherwise)| *otherwise);
        *all = chain.into_iter().map(|(name, _)| name).collect();
        true
    });
}

/// The id of names that are one thing: that of the registry, where one of them has it.
fn identity(names: &[String], registry: &Registry) -> String {
    let known = |s: &String| registry.get(s).or_else(|| registry.named(s).next()).map(|e| e.id.clone());
    names.iter().find_map(known).unwrap_or_else(|| corrected(names.first().map_or("", String::as_str)))
}

/// An id made of a name, the same in every document.
fn corrected(name: &str) -> String {
    PREFIX.to_owned() + &hex(&Sha256::digest(name::key(name).as_bytes())[..6])
}
