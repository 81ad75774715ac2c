//! How much room a store takes.

use crate::{RDF_FOLDER, StoreError};
use std::fs;
use std::path::Path;
use std::thread::available_parallelism;

/// What a quad may take, in bytes: one that bulk loads have just written takes about 190, a merged and compressed one about 120.
const LARGEST: u64 = 180;

/// What a store takes that has no document, in bytes, and below which it does not matter.
const SMALL: u64 = 24 << 20;

/// Merges and compresses the files of a store, which nothing has open for writing, if they take more room than they need; whether they did.
///
/// # Arguments
/// `quads`: about how many the store has.
///
/// # Errors
/// The store is open for writing, or damaged.
pub fn compact(folder: &Path, quads: u64) -> Result<bool, StoreError> {
    let rdf = folder.join(RDF_FOLDER);
    let entries = fs::read_dir(&rdf).map_err(StoreError::Output)?;
    // A file may go while its folder is read.
    let size: u64 = entries.filter_map(|e| e.ok()?.metadata().ok()).map(|m| m.len()).sum();
    let large = size > SMALL + LARGEST * quads;
    if large {
        let threads = available_parallelism().map_or(1, |n| u32::try_from(n.get()).unwrap_or(u32::MAX));
        policygraph_compaction::compact(&rdf, threads)?;
    }
    Ok(large)
}
