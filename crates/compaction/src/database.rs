//! A database of RocksDB by its C interface. All calls of C are here.

use oxrocksdb_sys as rocksdb;
use std::ffi::{CStr, CString, c_char, c_int};
use std::path::{Path, PathBuf};
use std::ptr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Also files that are in place already are written again: they may be uncompressed.
const ALL_FILES: u8 = 2;

/// The column family that oxigraph has no quads in.
const DEFAULT_FAMILY: &CStr = c"default";

/// Settings of a database.
pub(crate) struct Options(*mut rocksdb::rocksdb_options_t);

impl Options {
    pub(crate) fn new(threads: u32) -> Self {
        let threads = threads.max(1);
        // SAFETY: the settings are made here, used through this pointer only, and freed once, when `Options` is dropped.
        unsafe {
            let options = rocksdb::rocksdb_options_create();
            // Nothing but what is asked for, and no reports beside the database.
            rocksdb::rocksdb_options_set_disable_auto_compactions(options, 1);
            rocksdb::rocksdb_options_set_info_log_level(options, 4);
            // RocksDB keeps one of its threads for files that come from memory.
            let jobs = c_int::try_from(threads).unwrap_or(c_int::MAX).saturating_add(1);
            rocksdb::rocksdb_options_increase_parallelism(options, jobs);
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

/// A sorted file of a database.
#[derive(Debug)]
pub(crate) struct SortedFile {
    family: CString,
    path: PathBuf,
}

/// An open database.
#[derive(Debug)]
pub(crate) struct Database {
    database: *mut rocksdb::rocksdb_t,
    /// The column families with their names: one an order of the quads, and others.
    families: Vec<(CString, *mut rocksdb::rocksdb_column_family_handle_t)>,
}

// SAFETY: RocksDB locks what several threads use; nothing here belongs to one of them.
unsafe impl Send for Database {}

// SAFETY: as above; methods that take `&self` call functions that RocksDB allows from any thread.
unsafe impl Sync for Database {}

impl Database {
    /// Opens a database for writing.
    pub(crate) fn open(options: &Options, folder: &Path) -> Result<Self, String> {
        Self::open_for(options, folder, true)
    }

    /// Opens a database for reading.
    pub(crate) fn open_read_only(options: &Options, folder: &Path) -> Result<Self, String> {
        Self::open_for(options, folder, false)
    }

    fn open_for(options: &Options, folder: &Path, writing: bool) -> Result<Self, String> {
        let path = c_path(folder)?;
        let names = families(options, &path)?;
        let number = c_int::try_from(names.len()).map_err(|e| e.to_string())?;
        let c_names: Vec<*const c_char> = names.iter().map(|n| n.as_ptr()).collect();
        let of_each: Vec<*const rocksdb::rocksdb_options_t> = names.iter().map(|_| options.0.cast_const()).collect();
        let mut handles = vec![ptr::null_mut(); names.len()];
        let mut error = ptr::null_mut();
        let (options, path, c_names, of_each) = (options.0, path.as_ptr(), c_names.as_ptr(), of_each.as_ptr());
        let (to, failure) = (handles.as_mut_ptr(), &raw mut error);
        // SAFETY: the three lists have `names.len()` entries, which are valid for the call; RocksDB copies the settings.
        let database = unsafe {
            if writing {
                rocksdb::rocksdb_open_column_families(options, path, number, c_names, of_each, to, failure)
            } else {
                rocksdb::rocksdb_open_for_read_only_column_families(
                    options, path, number, c_names, of_each, to, 0, failure,
                )
            }
        };
        message(error)?;
        Ok(Self { database, families: names.into_iter().zip(handles).collect() })
    }

    /// The sorted files of the database, which is in a folder, but for those that hold no quads.
    pub(crate) fn files(&self, folder: &Path) -> Vec<SortedFile> {
        // SAFETY: the database is open until `self` is dropped. The list has as many entries as it says, their strings end with a zero and are copied
        // before the list is freed, once.
        unsafe {
            let list = rocksdb::rocksdb_livefiles(self.database);
            let all = 0..rocksdb::rocksdb_livefiles_count(list);
            let text = |text: *const c_char| CStr::from_ptr(text).to_owned();
            let file = |i| SortedFile {
                family: text(rocksdb::rocksdb_livefiles_column_family_name(list, i)),
                // The name of the file starts with a slash.
                path: folder
                    .join(text(rocksdb::rocksdb_livefiles_name(list, i)).to_string_lossy().trim_start_matches('/')),
            };
            let files = all.map(file).filter(|f| f.family.as_c_str() != DEFAULT_FAMILY).collect();
            rocksdb::rocksdb_livefiles_destroy(list);
            files
        }
    }

    /// How many sorted files are as they came, so that a look for a key may have to go into each.
    pub(crate) fn unmerged(&self) -> usize {
        // SAFETY: the database is open until `self` is dropped; the list has as many entries as it says, and is freed once.
        unsafe {
            let list = rocksdb::rocksdb_livefiles(self.database);
            let all = 0..rocksdb::rocksdb_livefiles_count(list);
            let unmerged = all.filter(|&i| rocksdb::rocksdb_livefiles_level(list, i) == 0).count();
            rocksdb::rocksdb_livefiles_destroy(list);
            unmerged
        }
    }

    /// Moves files that a bulk load wrote into this database, all or none of them.
    pub(crate) fn take_in(&self, files: &[SortedFile]) -> Result<(), String> {
        let paths: Vec<(&CStr, CString)> =
            files.iter().map(|f| Ok((f.family.as_c_str(), c_path(&f.path)?))).collect::<Result<_, String>>()?;
        let of_family = |family: &CString| -> Vec<*const c_char> {
            paths.iter().filter(|(of, _)| *of == family.as_c_str()).map(|(_, path)| path.as_ptr()).collect()
        };
        let lists: Vec<_> = self.families.iter().map(|(name, handle)| (*handle, of_family(name))).collect();
        let mut error = ptr::null_mut();
        // SAFETY: the database and its families are open until `self` is dropped; the lists of paths are valid for the call, and the settings are freed once,
        // after it.
        unsafe {
            let how = rocksdb::rocksdb_ingestexternalfileoptions_create();
            rocksdb::rocksdb_ingestexternalfileoptions_set_move_files(how, 1);
            let arguments: Vec<_> = lists
                .iter()
                .filter(|(_, paths)| !paths.is_empty())
                .map(|(handle, paths)| rocksdb::rocksdb_ingestexternalfilearg_t {
                    column_family: *handle,
                    external_files: paths.as_ptr(),
                    external_files_len: paths.len(),
                    options: how,
                })
                .collect();
            // RocksDB does not take an empty list.
            if !arguments.is_empty() {
                let (list, number) = (arguments.as_ptr(), arguments.len());
                rocksdb::oxrocksdb_ingest_external_files(self.database, list, number, &raw mut error);
            }
            rocksdb::rocksdb_ingestexternalfileoptions_destroy(how);
        }
        message(error)
    }

    /// Merges and compresses all files, those of several column families at a time.
    pub(crate) fn compact(&self, threads: u32) {
        let next = AtomicUsize::new(0);
        thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    while let Some((_, family)) = self.families.get(next.fetch_add(1, Ordering::Relaxed)) {
                        self.compact_family(*family);
                    }
                });
            }
        });
    }

    fn compact_family(&self, family: *mut rocksdb::rocksdb_column_family_handle_t) {
        // SAFETY: the database and its families are open until `self` is dropped; null is "from the first key" and "to the last".
        unsafe {
            let how = rocksdb::rocksdb_compactoptions_create();
            rocksdb::rocksdb_compactoptions_set_bottommost_level_compaction(how, ALL_FILES);
            rocksdb::rocksdb_compactoptions_set_exclusive_manual_compaction(how, 0);
            rocksdb::rocksdb_compact_range_cf_opt(self.database, family, how, ptr::null(), 0, ptr::null(), 0);
            rocksdb::rocksdb_compactoptions_destroy(how);
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // SAFETY: opened in `open_for`, closed nowhere else, the families before the database.
        unsafe {
            for &(_, family) in &self.families {
                rocksdb::rocksdb_column_family_handle_destroy(family);
            }
            rocksdb::rocksdb_close(self.database);
        }
    }
}

fn c_path(path: &Path) -> Result<CString, String> {
    CString::new(path.as_os_str().as_encoded_bytes()).map_err(|e| e.to_string())
}
