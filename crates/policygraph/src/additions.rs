//! When documents came into a store: a table beside it, which the explorer shows. It is no part of the store's content, which is the same
//! whenever it is built.

use anyhow::{Context, Result};
use policygraph_store::DocumentState;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

/// Name of the table in the folder of a store: `document`, `added`.
const IN_STORE: &str = "additions.csv";

/// The documents of a store whose time is known, each with the time at which a build last stored it, in ISO 8601 and UTC.
///
/// # Errors
/// The table cannot be read, or is none.
pub(crate) fn read(folder: &Path) -> Result<BTreeMap<String, String>> {
    let path = folder.join(IN_STORE);
    if !path.is_file() {
        return Ok(BTreeMap::new());
    }
    let wrong = || format!("{}: is no table of documents and times: remove it", path.display());
    csv::Reader::from_path(&path).with_context(wrong)?.deserialize().collect::<Result<_, _>>().with_context(wrong)
}

/// Notes the time for what the store holds now and did not hold before in this form.
///
/// # Errors
/// The table cannot be read or written.
pub(crate) fn note(folder: &Path, before: &HashMap<String, DocumentState>, now: &[DocumentState]) -> Result<()> {
    let known = read(folder)?;
    let time = jiff::Timestamp::from_second(jiff::Timestamp::now().as_second())?.to_string();
    let path = folder.join(IN_STORE);
    let part = path.with_extension("csv.part");
    let mut writer = csv::Writer::from_path(&part).with_context(|| part.display().to_string())?;
    writer.write_record(["document", "added"])?;
    for document in now {
        let is_new = before.get(&document.name).is_none_or(|d| d.digest != document.digest);
        let added = if is_new { Some(&time) } else { known.get(&document.name) };
        if let Some(added) = added {
            writer.write_record([&document.name, added])?;
        }
    }
    writer.flush()?;
    drop(writer);
    fs::rename(&part, &path).with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(name: &str, digest: &str) -> DocumentState {
        DocumentState { name: name.into(), digest: digest.into(), program_version: "1".into() }
    }

    #[test]
    fn a_document_keeps_its_time_until_it_changes_or_goes() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(IN_STORE), "document,added\na,2020-01-01T00:00:00Z\nb,2020-01-01T00:00:00Z\n")
            .unwrap();
        let before = HashMap::from([("a".to_owned(), document("a", "1")), ("b".to_owned(), document("b", "1"))]);
        note(folder.path(), &before, &[document("a", "1"), document("b", "2"), document("c", "1")]).unwrap();
        let added = read(folder.path()).unwrap();
        assert_eq!(added["a"], "2020-01-01T00:00:00Z");
        assert!(added["b"] > added["a"] && added["b"] == added["c"]);
        note(folder.path(), &HashMap::new(), &[]).unwrap();
        assert!(read(folder.path()).unwrap().is_empty());
    }
}
