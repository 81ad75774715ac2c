//! The sorted files of a RocksDB database that oxigraph made: takes in those of a bulk load as they are, merges and compresses all.
//!
//! oxigraph opens RocksDB with settings under which any two files that a bulk load puts in place are merged with all that is there, again for each load, and under
//! which the two levels that a database of some gigabytes has are not compressed. It gives no way to say otherwise. What a file is compressed with stands in the file,
//! and files can be moved from one database into another. So here the same database is opened by the same library for a moment, takes in the
//! files of many loads without merging any, and merges them once, with LZ4.

mod database;

use database::{Database, Options};
use std::path::{Path, PathBuf};

/// The database could not take in files, or be compacted; it is as it was.
#[derive(Debug, thiserror::Error)]
#[error("{}: {message}", path.display())]
pub struct CompactionError {
    path: PathBuf,
    message: String,
}

/// A database that takes in the files of bulk loads. Nothing else may have it open for writing.
#[derive(Debug)]
pub struct BulkDatabase {
    database: Database,
    folder: PathBuf,
    threads: u32,
}

impl BulkDatabase {
    /// Opens the database in a folder, which oxigraph made.
    ///
    /// # Arguments
    /// `threads`: how many may merge.
    ///
    /// # Errors
    /// There is no database, it is locked, or it is damaged.
    pub fn open(folder: &Path, threads: u32) -> Result<Self, CompactionError> {
        let database = Database::open(&Options::new(threads), folder);
        let database = database.map_err(|message| failed(folder, message))?;
        Ok(Self { database, folder: folder.to_owned(), threads: threads.max(1) })
    }

    /// Moves the files that bulk loads have put into another database into this one, all or none of them, as they are: no key is read. What the other
    /// holds beside such files is left. It must not be open, and is of no use afterwards.
    ///
    /// # Errors
    /// A file cannot be read or moved. Then none was taken in.
    pub fn take_in(&self, other: &Path) -> Result<(), CompactionError> {
        let files = Database::open_read_only(&Options::new(1), other)
            .map(|loaded| loaded.files(other))
            .map_err(|message| failed(other, message))?;
        self.database.take_in(&files).map_err(|message| failed(&self.folder, message))
    }

    /// How many files of loads and changes were not merged with the rest. Each slows down reading.
    #[must_use]
    pub fn unmerged_files(&self) -> usize {
        self.database.unmerged()
    }

    /// Merges and compresses all files. It takes a second for some million quads, and for a time as much room again as the largest of the nine orders
    /// in which the quads are kept.
    pub fn compact(&self) {
        self.database.compact(self.threads);
    }
}

/// Merges and compresses all files of the database in a folder, as [`BulkDatabase::compact`] does.
///
/// # Errors
/// There is no database, it is locked, or it is damaged.
pub fn compact(folder: &Path, threads: u32) -> Result<(), CompactionError> {
    BulkDatabase::open(folder, threads)?.compact();
    Ok(())
}

fn failed(path: &Path, message: String) -> CompactionError {
    CompactionError { path: path.to_owned(), message }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::{GraphName, Literal, NamedNode, Quad};
    use oxigraph::store::Store;

    fn size(folder: &Path) -> u64 {
        let entries = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().metadata().unwrap().len());
        entries.sum()
    }

    fn sorted_files(folder: &Path) -> usize {
        let paths = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
        paths.filter(|p| p.extension().is_some_and(|e| e == "sst")).count()
    }

    fn quad(i: u32) -> Quad {
        let node = |i: u32| NamedNode::new(format!("http://e/{i}")).unwrap();
        Quad::new(node(i / 8), node(i % 8), Literal::from(i), GraphName::from(node(i / 4096)))
    }

    fn load(store: &Store, quad: impl Fn(u32) -> Quad) {
        let mut loader = store.bulk_loader();
        loader.load_quads((0..20_000).map(quad)).unwrap();
        loader.commit().unwrap();
    }

    #[test]
    fn a_compacted_store_is_smaller_and_holds_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        for part in 0..4 {
            load(&store, |i| quad(4 * i + part));
        }
        store.optimize().unwrap();
        assert!(compact(folder.path(), 1).unwrap_err().to_string().contains("lock"), "it is open");
        drop(store);
        let before = size(folder.path());
        compact(folder.path(), 2).unwrap();
        assert!(size(folder.path()) < before * 2 / 3, "{} of {before} bytes", size(folder.path()));
        let store = Store::open(folder.path()).unwrap();
        assert!((0..80_000).all(|i| store.contains(&quad(i)).unwrap()));
        assert_eq!(store.len().unwrap(), 80_000);
    }

    #[test]
    fn files_of_loads_are_taken_in_as_they_are() {
        let folder = tempfile::tempdir().unwrap();
        let (whole, part) = (folder.path().join("whole"), folder.path().join("part"));
        drop(Store::open(&whole).unwrap());
        let database = BulkDatabase::open(&whole, 1).unwrap();
        let own = sorted_files(&whole);
        for number in 0..3 {
            let store = Store::open(&part).unwrap();
            load(&store, |i| quad(3 * i + number));
            drop(store);
            database.take_in(&part).unwrap();
            std::fs::remove_dir_all(&part).unwrap();
        }
        assert!(database.take_in(&part).unwrap_err().to_string().contains("part"), "there is none");
        drop(database);
        // Three loads of six orders of quads, the terms and the graphs, and nothing was merged.
        assert_eq!(sorted_files(&whole) - own, 3 * 8);
        let database = BulkDatabase::open(&whole, 1).unwrap();
        assert!(database.unmerged_files() > 8, "{}", database.unmerged_files());
        database.compact();
        assert_eq!(database.unmerged_files(), 0);
        drop(database);
        let store = Store::open(&whole).unwrap();
        store.validate().unwrap();
        assert_eq!(store.len().unwrap(), 60_000);
        assert!((0..60_000).all(|i| store.contains(&quad(i)).unwrap()));
    }

    #[test]
    fn what_is_no_database_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(compact(folder.path(), 1).is_err());
    }
}
