//! Merges the files of a RocksDB database that oxigraph made, and compresses them.
//!
//! oxigraph opens RocksDB with settings under which the two levels that a database of some gigabytes has are not compressed, and gives no way to say otherwise: once the
//! sorted files of a bulk load are merged, in the background or by its `optimize`, they take twice their room. What a file is compressed with stands in the file,
//! so here the same database is opened by the same library for a moment, merged with LZ4, and closed.

use oxrocksdb_sys as rocksdb;
use std::ffi::{CStr, CString, c_char, c_int};
use std::path::{Path, PathBuf};
use std::ptr;

/// The database could not be compacted; it is as it was.
#[derive(Debug, thiserror::Error)]
#[error("{}: cannot be compacted: {message}", path.display())]
pub struct CompactionError {
    path: PathBuf,
    message: String,
}

/// Also files that are in place already are written again: they may be uncompressed.
const ALL_FILES: u8 = 2;

/// Merges and compresses all files of the database in a folder, which no other process and nothing in this one may have open for writing. It takes a second for
/// some million quads, and for a time as much room again as the largest of the nine orders in which the quads are kept.
///
/// # Arguments
/// `threads`: how many may work.
///
/// # Errors
/// There is no database, it is locked, or it is damaged.
pub fn compact(folder: &Path, threads: u32) -> Result<(), CompactionError> {
    let failed = |message: String| CompactionError { path: folder.to_owned(), message };
    let path = CString::new(folder.as_os_str().as_encoded_bytes()).map_err(|e| failed(e.to_string()))?;
    let options = Options::new(threads);
    let names = families(&options, &path).map_err(failed)?;
    let database = Database::open(&options, &path, &names).map_err(failed)?;
    database.compact();
    Ok(())
}

/// Settings of a database.
struct Options(*mut rocksdb::rocksdb_options_t);

impl Options {
    fn new(threads: u32) -> Self {
        let threads = threads.max(1);
        // SAFETY: the settings are made here, used through this pointer only, and freed once, when `Options` is dropped.
        unsafe {
            let options = rocksdb::rocksdb_options_create();
            // Nothing but what is asked for, and no reports beside the database.
            rocksdb::rocksdb_options_set_disable_auto_compactions(options, 1);
            rocksdb::rocksdb_options_set_info_log_level(options, 4);
            rocksdb::rocksdb_options_increase_parallelism(options, c_int::try_from(threads).unwrap_or(c_int::MAX));
            rocksdb::rocksdb_options_set_max_subcompactions(options, threads);
            rocksdb::rocksdb_options_set_compression(options, rocksdb::rocksdb_lz4_compression as c_int);
            Self(options)
        }
    }
}

impl Drop for Options {
    fn drop(&mut self) {
        // SAFETY: made by `rocksdb_options_create`, freed nowhere else; a database keeps a copy.
        unsafe { rocksdb::rocksdb_options_destroy(self.0) }
    }
}

/// The message that RocksDB gives, if there is one.
fn message(error: *mut c_char) -> Result<(), String> {
    if error.is_null() {
        return Ok(());
    }
    // SAFETY: RocksDB gives a string that ends with a zero and is the caller's to free.
    unsafe {
        let text = CStr::from_ptr(error).to_string_lossy().into_owned();
        rocksdb::rocksdb_free(error.cast());
        Err(text)
    }
}

/// The names of the column families: one an order of the quads, and others.
fn families(options: &Options, path: &CStr) -> Result<Vec<CString>, String> {
    let (mut length, mut error) = (0, ptr::null_mut());
    // SAFETY: all pointers are valid for the call; the list has `length` strings that end with a zero, and is freed once, after they are copied.
    unsafe {
        let list = rocksdb::rocksdb_list_column_families(options.0, path.as_ptr(), &raw mut length, &raw mut error);
        message(error)?;
        let names = (0..length).map(|i| CStr::from_ptr(*list.add(i)).to_owned()).collect();
        rocksdb::rocksdb_list_column_families_destroy(list, length);
        Ok(names)
    }
}

/// A database that is open for writing.
struct Database {
    database: *mut rocksdb::rocksdb_t,
    families: Vec<*mut rocksdb::rocksdb_column_family_handle_t>,
}

impl Database {
    fn open(options: &Options, path: &CStr, names: &[CString]) -> Result<Self, String> {
        let names: Vec<*const c_char> = names.iter().map(|n| n.as_ptr()).collect();
        let of_each: Vec<*const rocksdb::rocksdb_options_t> = names.iter().map(|_| options.0.cast_const()).collect();
        let mut families = vec![ptr::null_mut(); names.len()];
        let mut error = ptr::null_mut();
        // SAFETY: the three lists have `names.len()` entries, which are valid for the call; RocksDB copies the settings.
        let database = unsafe {
            rocksdb::rocksdb_open_column_families(
                options.0,
                path.as_ptr(),
                c_int::try_from(names.len()).map_err(|e| e.to_string())?,
                names.as_ptr(),
                of_each.as_ptr(),
                families.as_mut_ptr(),
                &raw mut error,
            )
        };
        message(error)?;
        Ok(Self { database, families })
    }

    fn compact(&self) {
        // SAFETY: the database and its families are open until `self` is dropped; null is "from the first key" and "to the last".
        unsafe {
            let how = rocksdb::rocksdb_compactoptions_create();
            rocksdb::rocksdb_compactoptions_set_bottommost_level_compaction(how, ALL_FILES);
            for &family in &self.families {
                rocksdb::rocksdb_compact_range_cf_opt(self.database, family, how, ptr::null(), 0, ptr::null(), 0);
            }
            rocksdb::rocksdb_compactoptions_destroy(how);
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // SAFETY: opened in `open`, closed nowhere else, the families before the database.
        unsafe {
            self.families.iter().for_each(|&family| rocksdb::rocksdb_column_family_handle_destroy(family));
            rocksdb::rocksdb_close(self.database);
        }
    }
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

    #[test]
    fn a_compacted_store_is_smaller_and_holds_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let node = |i: u32| NamedNode::new(format!("http://e/{i}")).unwrap();
        let quad = |i: u32| Quad::new(node(i / 8), node(i % 8), Literal::from(i), GraphName::from(node(i / 4096)));
        let store = Store::open(folder.path()).unwrap();
        for part in 0..4 {
            let mut loader = store.bulk_loader();
            loader.load_quads((0..20_000).map(|i| quad(4 * i + part))).unwrap();
            loader.commit().unwrap();
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
    fn what_is_no_database_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(compact(folder.path(), 1).is_err());
    }
}
