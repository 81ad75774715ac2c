//! Changes to a store that others ask for: the explorer's page, an assistant.

use crate::commands::overrides;
use crate::process::{self, Bounds, Ended};
use anyhow::{Result, bail};
use policygraph_resolve::{OverrideRow, Overrides};
use serde_json::Value;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// A file of hundreds of pages is read in minutes; what takes longer never ends.
const READING: Bounds = Bounds { time: Duration::from_secs(3600), output: 64 << 20 };

/// A store that may be changed.
pub(crate) struct Edits {
    folder: PathBuf,
    /// Seeds that replace the built-in ones.
    seeds: Option<PathBuf>,
    /// Held by who changes corrections.
    correcting: Mutex<()>,
    /// Held by who changes documents: a store has one writer.
    writing: Mutex<()>,
}

impl Edits {
    pub(crate) fn new(folder: PathBuf, seeds: Option<PathBuf>) -> Self {
        Self { folder, seeds, correcting: Mutex::default(), writing: Mutex::default() }
    }

    /// A command on the store, in a process of its own: what breaks a reader does not end the server.
    fn run(&self, command: &str, flags: &[&str], word: &Path) -> Result<Ended> {
        let mut arguments: Vec<OsString> = vec![command.into(), "--store".into(), self.folder.clone().into()];
        if let Some(seeds) = &self.seeds {
            arguments.extend(["--seeds".into(), seeds.into()]);
        }
        arguments.extend(flags.iter().map(Into::into));
        arguments.extend(["--".into(), word.into()]);
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        process::run(&arguments, READING)
    }

    /// Reads a file, which may be an archive, into the store: for each document in it what became of it, as `policygraph build --json` prints it.
    /// `name` leads to no place above where it starts; the document is known by it.
    ///
    /// # Errors
    /// Nothing could be built.
    pub(crate) fn add(&self, name: &str, bytes: &[u8]) -> Result<Vec<Value>> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap_or(folder.path()))?;
        fs::write(&path, bytes)?;
        // Documents below a folder are known by their path in it.
        let input = if name.contains('/') { folder.path() } else { &path };
        let ended = self.run("build", &["--quiet", "--json"], input)?;
        let place = folder.path().display();
        let said = |text: &str| text.replace(&format!("{place}/"), "").replace(&format!("{place}: "), "");
        let out = said(&String::from_utf8_lossy(&ended.out));
        let lines: Vec<Value> = out.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
        if lines.is_empty() {
            bail!("{}", said(&ended.said).trim().trim_start_matches("error: "));
        }
        Ok(lines)
    }

    /// Takes a document out; gives the statements that no other document makes, a line each.
    ///
    /// # Errors
    /// The store has no such document, or cannot be written to.
    pub(crate) fn remove(&self, document: &str) -> Result<Vec<String>> {
        let ended = self.run("remove", &[], Path::new(document))?;
        if !ended.status.success() {
            bail!("{}", ended.said.trim().trim_start_matches("error: "));
        }
        Ok(String::from_utf8_lossy(&ended.out).lines().map(str::to_owned).collect())
    }

    /// The rows of the overrides file that builds honour.
    ///
    /// # Errors
    /// It cannot be read.
    pub(crate) fn corrections(&self) -> Result<Vec<OverrideRow>> {
        let path = self.folder.join(overrides::IN_STORE);
        if !path.is_file() {
            return Ok(Vec::new());
        }
        Ok(Overrides::rows(&path.display().to_string(), &fs::read_to_string(&path)?)?)
    }

    /// Adds a row; a later word on the same thing replaces the earlier one. Gives all rows.
    ///
    /// # Errors
    /// [`OverrideError`](policygraph_resolve::OverrideError) where it cannot be used; the file is then as it was.
    pub(crate) fn correct(&self, row: OverrideRow) -> Result<Vec<OverrideRow>> {
        self.change(move |all| {
            let same = |c: &OverrideRow| (&c.name, &c.value, &c.predicate) == (&row.name, &row.value, &row.predicate);
            let replaces =
                |c: &OverrideRow| c.action == row.action || (is_verdict(&c.action) && is_verdict(&row.action));
            all.retain(|c| !(same(c) && replaces(c)));
            all.push(row);
        })
    }

    /// Takes a row back. Gives all that are left.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub(crate) fn withdraw(&self, row: &OverrideRow) -> Result<Vec<OverrideRow>> {
        self.change(|all| all.retain(|c| c != row))
    }

    fn change(&self, change: impl FnOnce(&mut Vec<OverrideRow>)) -> Result<Vec<OverrideRow>> {
        let _correcting = self.correcting.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all = self.corrections()?;
        change(&mut all);
        let mut writer = csv::Writer::from_writer(Vec::new());
        // The heading stands also where no row is left.
        writer.write_record(["action", "name", "value", "predicate", "correction"])?;
        for c in &all {
            writer.write_record([&c.action, &c.name, &c.value, &c.predicate, &c.correction])?;
        }
        let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
        Overrides::read(overrides::IN_STORE, &String::from_utf8_lossy(&bytes))?;
        let path = self.folder.join(overrides::IN_STORE);
        let part = path.with_extension("csv.part");
        fs::write(&part, bytes)?;
        fs::rename(&part, &path)?;
        Ok(all)
    }
}

/// Whether a correction says that a relation is right or wrong.
fn is_verdict(action: &str) -> bool {
    matches!(action, "confirm" | "correct" | "reject")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(line: &str) -> OverrideRow {
        let text = format!("action,name,value,predicate,correction\n{line}\n");
        Overrides::rows("test.csv", &text).unwrap().remove(0)
    }

    #[test]
    fn a_later_word_replaces_the_earlier_one_on_the_same_thing() {
        let folder = tempfile::tempdir().unwrap();
        let edits = Edits::new(folder.path().to_owned(), None);
        assert_eq!(edits.corrections().unwrap(), []);
        let (confirmed, rejected) = (row("confirm,가,나,leads,"), row("reject,가,나,leads,"));
        let other = row("rename,가,다,,");
        edits.correct(confirmed).unwrap();
        edits.correct(other.clone()).unwrap();
        assert_eq!(edits.correct(rejected.clone()).unwrap(), [other.clone(), rejected.clone()]);
        assert_eq!(edits.correct(other.clone()).unwrap(), [rejected.clone(), other.clone()]);
        assert_eq!(edits.withdraw(&other).unwrap(), [rejected]);
        assert_eq!(edits.corrections().unwrap().len(), 1);
    }

    #[test]
    fn what_cannot_be_used_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let edits = Edits::new(folder.path().to_owned(), None);
        edits.correct(row("rename,가,다,,")).unwrap();
        let wrong = OverrideRow { action: "retype".to_owned(), ..row("rename,가,없는 종류,,") };
        assert!(edits.correct(wrong).unwrap_err().to_string().contains("없는 종류"));
        assert_eq!(edits.corrections().unwrap(), [row("rename,가,다,,")]);
    }
}
