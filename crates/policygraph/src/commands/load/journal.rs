//! What was loaded into a graph store, kept beside what is loaded: so that a load that was broken off goes on, and a later one sends what changed.

use anyhow::{Context, Result, bail};
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

/// What became of a graph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum State {
    /// Some of it may be there.
    Started,
    /// All of it is there; its digest.
    Loaded(String),
    /// It was removed.
    Removed,
}

/// A line of the journal; the default graph has no name.
#[derive(Serialize, Deserialize)]
struct Entry {
    graph: Option<String>,
    state: State,
}

/// The last state of each graph.
pub(super) struct Journal {
    path: PathBuf,
    file: File,
    states: IndexMap<Option<String>, State>,
}

impl Journal {
    /// The journal of what is loaded from a file or folder into an address.
    pub(super) fn open(source: &Path, address: &str, default_graph: Option<&str>) -> Result<Self> {
        let target = Sha256::digest(format!("{address}\n{}", default_graph.unwrap_or_default()));
        let name: String = target.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        let path = if source.is_dir() {
            source.join(format!("loaded-{name}.jsonl"))
        } else {
            let mut beside = source.file_name().unwrap_or_default().to_owned();
            beside.push(format!(".loaded-{name}.jsonl"));
            source.with_file_name(beside)
        };
        let context = || format!("{}: what was loaded cannot be noted", path.display());
        let mut states = IndexMap::new();
        if path.exists() {
            for (number, line) in (1..).zip(BufReader::new(File::open(&path).with_context(context)?).lines()) {
                let line = line.with_context(context)?;
                match serde_json::from_str::<Entry>(&line) {
                    Ok(entry) => states.insert(entry.graph, entry.state),
                    // The last line of a load that was killed may be cut: its graph is loaded again.
                    Err(_) if !line.ends_with('}') => None,
                    Err(e) => bail!("{}:{number}: {e}: delete the file to load all graphs again", path.display()),
                };
            }
        }
        let mut file = OpenOptions::new().create(true).append(true).open(&path).with_context(context)?;
        // After a cut line.
        writeln!(file).with_context(context)?;
        Ok(Self { path, file, states })
    }

    pub(super) fn state(&self, graph: Option<&str>) -> Option<&State> {
        self.states.get(&graph.map(str::to_owned))
    }

    pub(super) fn note(&mut self, graph: Option<&str>, state: State) -> Result<()> {
        let entry = Entry { graph: graph.map(str::to_owned), state };
        let context = || format!("{}: what was loaded cannot be noted", self.path.display());
        writeln!(self.file, "{}", serde_json::to_string(&entry)?).with_context(context)?;
        self.states.insert(entry.graph, entry.state);
        Ok(())
    }

    /// Names of graphs that may be there and are not wanted any more.
    pub(super) fn others(&self, wanted: impl Fn(Option<&str>) -> bool) -> Vec<String> {
        let there = self.states.iter().filter(|(graph, state)| **state != State::Removed && !wanted(graph.as_deref()));
        there.filter_map(|(graph, _)| graph.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn the_last_state_counts_and_a_cut_line_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let source = folder.path().join("a.nq");
        let open = || Journal::open(&source, "http://127.0.0.1/store", None).unwrap();
        let mut journal = open();
        journal.note(Some("a"), State::Started).unwrap();
        journal.note(Some("a"), State::Loaded("1".into())).unwrap();
        journal.note(None, State::Started).unwrap();
        let path = journal.path.clone();
        fs::write(&path, fs::read_to_string(&path).unwrap() + "{\"graph\":\"b\",\"sta").unwrap();
        let mut journal = open();
        assert_eq!(journal.state(Some("a")), Some(&State::Loaded("1".into())));
        assert_eq!((journal.state(None), journal.state(Some("b"))), (Some(&State::Started), None));
        assert_eq!(journal.others(|name| name.is_none()), ["a"]);
        journal.note(Some("a"), State::Removed).unwrap();
        assert!(open().others(|name| name.is_none()).is_empty());
        // Another address has a journal of its own.
        assert!(Journal::open(&source, "http://127.0.0.1/other", None).unwrap().states.is_empty());
        fs::write(&path, "{\"graph\":1}\n").unwrap();
        let error = Journal::open(&source, "http://127.0.0.1/store", None).err().unwrap();
        assert!(error.to_string().contains(":1: "), "{error}");
    }
}
