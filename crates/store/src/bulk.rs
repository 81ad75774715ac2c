//! Many new documents: each batch is sorted by the bulk loader of the database into files that the store takes in as they are, and all are merged once, in the end.
//!
//! A batch is loaded into a database of its own first. The store's would merge the files of every two loads with all that it holds, and so
//! write an archive many times over.

use crate::marker::Marker;
use crate::{Batch, Inferences, RDF_FOLDER, Records, StoreError};
use oxigraph::model::Quad;
use oxigraph::store::Store as Rdf;
use policygraph_compaction::BulkDatabase;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread::available_parallelism;

/// Name of the folder, in that of a store, in which a batch is loaded.
const LOADING: &str = "loading";

/// How many sorted files a batch is written as, side by side.
const PARTS: usize = 2;

/// A batch of fewer quads is one file: sorting it takes no time, and each file is looked into by every query.
const FEW: usize = 100_000;

/// How many inferred quads are written at a time.
const PART: usize = 300_000;

/// More files than these that are not merged, all orders together, are what a killed build left.
const LEFT: usize = 200;

/// Files are merged if they make up at least one part in so many of the store. Otherwise writing all again would take longer than it saves.
const MERGED_PART: u64 = 4;

/// Takes new documents into a store, which nothing else has open for writing.
#[derive(Debug)]
pub struct BulkWriter {
    folder: PathBuf,
    database: BulkDatabase,
    /// Bytes of the database before, and how many sorted files of each order were taken in since.
    size: u64,
    files: usize,
}

impl BulkWriter {
    /// Opens a store that is there, and removes what a killed build left of a batch.
    ///
    /// # Errors
    /// There is no store, another process writes to it, or it is damaged.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let rdf = folder.join(RDF_FOLDER);
        let database = BulkDatabase::open(&rdf, threads()).map_err(|e| StoreError::from(e).at(folder))?;
        let writer = Self { folder: folder.to_owned(), database, size: bytes(&rdf)?, files: 0 };
        writer.remove_loaded().map_err(|e| StoreError::writing(folder, e))?;
        Ok(writer)
    }

    /// Writes documents that the store does not have, all or none of them.
    ///
    /// # Errors
    /// The store cannot be written; it then is as it was before.
    pub fn put(&mut self, batch: Batch, records: &mut Records) -> Result<(), StoreError> {
        let (quads, new_records) = batch.into_parts();
        self.put_quads(quads)?;
        // Killed in between, the records are made again from the graphs.
        records.append(&new_records)
    }

    /// Adds the inferred triples that are new, unless they are so few that [`crate::Store::put_inferences`] does it as fast. Killed in between, some of them are there;
    /// the next build adds the others.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn put_inferences(&mut self, inferences: &mut Inferences) -> Result<(), StoreError> {
        if inferences.added() >= FEW {
            for quads in inferences.added_by(PART) {
                self.put_quads(quads)?;
            }
            inferences.set_added();
        }
        Ok(())
    }

    fn put_quads(&mut self, quads: Vec<Quad>) -> Result<(), StoreError> {
        let loading = self.folder.join(LOADING);
        let parts = if quads.len() < FEW { 1 } else { PARTS };
        let loaded = Rdf::open(&loading).map_err(StoreError::from).and_then(|rdf| load(&rdf, quads, parts));
        let written = loaded.and_then(|()| Ok(self.database.take_in(&loading)?));
        let removed = self.remove_loaded();
        written?;
        removed.map_err(|e| StoreError::writing(&self.folder, e))?;
        self.files += parts;
        Ok(())
    }

    /// Merges what was taken in with the rest, if it pays.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn finish(self) -> Result<(), StoreError> {
        let new = bytes(&self.folder.join(RDF_FOLDER))?.saturating_sub(self.size);
        if self.files > 1 && MERGED_PART * new >= self.size {
            self.database.compact();
        }
        Ok(())
    }

    fn remove_loaded(&self) -> io::Result<()> {
        match fs::remove_dir_all(self.folder.join(LOADING)) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => Err(e),
            _ => Ok(()),
        }
    }
}

/// Merges what a killed build left of many batches, for to look into each of their files takes longer than to merge them; whether there was any.
/// A store that cannot be opened is left as it is: whoever opens it next is told why.
#[must_use]
pub fn merge_leftovers(folder: &Path) -> bool {
    let rdf = folder.join(RDF_FOLDER);
    let is_sorted = |entry: &fs::DirEntry| entry.path().extension().is_some_and(|e| e == "sst");
    let files = fs::read_dir(&rdf).map_or(0, |entries| entries.filter_map(Result::ok).filter(is_sorted).count());
    if files <= LEFT || !matches!(Marker::read(folder), Ok(Some(_))) {
        return false;
    }
    let database = BulkDatabase::open(&rdf, threads()).ok().filter(|d| d.unmerged_files() > LEFT);
    database.inspect(BulkDatabase::compact).is_some()
}

/// Adds quads to a database by its bulk loader, all or none of them, as so many sorted files of each order.
pub(crate) fn load(rdf: &Rdf, quads: Vec<Quad>, parts: usize) -> Result<(), StoreError> {
    // The loader counts a thousand quads as a megabyte.
    let megabytes = quads.len().div_ceil(1000) + parts;
    let mut loader = rdf.bulk_loader().with_num_threads(parts).with_max_memory_size_in_megabytes(megabytes);
    loader.load_quads(quads)?;
    Ok(loader.commit()?)
}

/// Bytes of the files of a database.
pub(crate) fn bytes(rdf: &Path) -> Result<u64, StoreError> {
    let entries = fs::read_dir(rdf).map_err(StoreError::Output)?;
    // A file may go while its folder is read.
    Ok(entries.filter_map(|e| e.ok()?.metadata().ok()).map(|m| m.len()).sum())
}

/// How many threads may merge.
pub(crate) fn threads() -> u32 {
    available_parallelism().map_or(1, |n| u32::try_from(n.get()).unwrap_or(u32::MAX))
}
