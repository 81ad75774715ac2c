//! The file that marks a folder as a store: its format, and what the graphs hold that are no document's.

use crate::{RDF_FOLDER, StoreError};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Layout of the folder and of the RDF; a store of another format is not opened.
pub const FORMAT: u32 = 6;

/// Name of the file.
pub(crate) const MARKER: &str = "policygraph-store.json";

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Marker {
    pub format: u32,
    /// The digest of what a graph was made from, by its IRI: one that has it already need not be read to be compared.
    #[serde(default)]
    pub graphs: BTreeMap<String, String>,
}

impl Marker {
    /// The marker of a folder; none if there is no such file.
    ///
    /// # Errors
    /// It is damaged, or that of another format.
    pub(crate) fn read(folder: &Path) -> Result<Option<Self>, StoreError> {
        let path = folder.join(MARKER);
        if !path.exists() {
            return Ok(None);
        }
        let damaged = |detail: String| StoreError::Damaged { path: folder.to_owned(), detail };
        let text = fs::read_to_string(&path).map_err(|e| damaged(format!("{}: {e}", path.display())))?;
        let marker: Self = serde_json::from_str(&text).map_err(|e| damaged(format!("{}: {e}", path.display())))?;
        if marker.format == FORMAT {
            Ok(Some(marker))
        } else {
            Err(StoreError::OtherFormat { path: folder.to_owned(), found: marker.format })
        }
    }

    /// Makes the folder. The marker is put in place whole, so that a folder killed half-way is empty or a store.
    pub(crate) fn create(folder: &Path) -> Result<(), StoreError> {
        fs::create_dir_all(folder).map_err(|e| StoreError::writing(folder, e))?;
        Self { format: FORMAT, graphs: BTreeMap::new() }.write(folder)
    }

    /// Puts the marker in the place of the one that is there.
    pub(crate) fn write(&self, folder: &Path) -> Result<(), StoreError> {
        let failed = |source| StoreError::writing(folder, source);
        let text = serde_json::to_string(self).map_err(|e| failed(e.into()))?;
        let temporary = folder.with_extension("policygraph-new");
        fs::write(&temporary, text).map_err(failed)?;
        fs::rename(&temporary, folder.join(MARKER)).map_err(failed)
    }
}

/// Fails unless the folder is a store of this format.
pub(crate) fn expect_store(folder: &Path) -> Result<(), StoreError> {
    if Marker::read(folder)?.is_none() {
        return Err(if folder.is_dir() && !is_empty(folder) {
            StoreError::NotAStore { path: folder.to_owned() }
        } else {
            StoreError::Missing { path: folder.to_owned() }
        });
    }
    if folder.join(RDF_FOLDER).exists() { Ok(()) } else { Err(StoreError::Missing { path: folder.to_owned() }) }
}

pub(crate) fn is_empty(folder: &Path) -> bool {
    !folder.exists() || (folder.is_dir() && fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none()))
}

/// The SHA-256 of parts, each with a line end behind it, in hexadecimal digits.
pub(crate) fn digest(parts: impl IntoIterator<Item = impl AsRef<[u8]>>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
        hash.update("\n");
    }
    hash.finalize().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}
