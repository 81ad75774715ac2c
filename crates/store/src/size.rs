//! How much room a store takes.

use crate::bulk::{bytes, threads};
use crate::{RDF_FOLDER, StoreError};
use std::path::Path;

/// What a quad may take, in bytes: a compressed one takes 120 to 190, one that oxigraph has merged takes 280 to 340.
const LARGEST: u64 = 220;

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
    let large = bytes(&rdf)? > SMALL + LARGEST * quads;
    if large {
        policygraph_compaction::compact(&rdf, threads())?;
    }
    Ok(large)
}
