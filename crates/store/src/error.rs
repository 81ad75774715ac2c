//! What can go wrong with a store.

use crate::EndpointError;
use oxigraph::store::{LoaderError, StorageError};
use policygraph_compaction::CompactionError;
use std::io;
use std::path::{Path, PathBuf};

/// Why a store could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no store in the folder.
    #[error("{}: there is no store here", path.display())]
    Missing {
        /// The folder.
        path: PathBuf,
    },
    /// The folder holds other files.
    #[error("{}: the folder holds files, but no policygraph store", path.display())]
    NotAStore {
        /// The folder.
        path: PathBuf,
    },
    /// The store was written by another version.
    #[error("{}: the store has format {found}, this version reads format {}", path.display(), crate::FORMAT)]
    OtherFormat {
        /// The folder.
        path: PathBuf,
        /// Its format.
        found: u32,
    },
    /// Another process writes to the store.
    #[error("{}: the store is locked: another process is writing to it", path.display())]
    Locked {
        /// The folder.
        path: PathBuf,
    },
    /// The files of the store are not what was written.
    #[error("{}: the store is damaged: {detail}", path.display())]
    Damaged {
        /// The folder.
        path: PathBuf,
        /// What does not fit.
        detail: String,
    },
    /// There is no space left, or a limit of it is reached.
    #[error("{}: the disk is full or has a limit: {detail}", path.display())]
    DiskFull {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        detail: String,
    },
    /// The folder cannot be written.
    #[error("{}: cannot be written", path.display())]
    Write {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// The store has no document of a name.
    #[error("the store has no document `{name}`")]
    NoDocument {
        /// The name.
        name: String,
    },
    /// A store behind an endpoint is not written.
    #[error("a store behind a SPARQL endpoint is only read: give a store on this machine")]
    ReadOnly,
    /// An endpoint gives no answer.
    #[error(transparent)]
    Endpoint(#[from] EndpointError),
    /// A dump is loaded into an empty store only.
    #[error("the store is not empty: a dump is loaded into a new one")]
    NotEmpty,
    /// The files of the database could not be merged.
    #[error(transparent)]
    Compaction(#[from] CompactionError),
    /// The database fails.
    #[error("the store fails: {0}")]
    Storage(#[from] StorageError),
    /// A query has a syntax error.
    #[error("the query is malformed: {0}")]
    Query(String),
    /// A query failed while it ran.
    #[error("the query failed: {0}")]
    Evaluation(String),
    /// A query was stopped.
    #[error("the query was stopped: it took too long or too much")]
    Cancelled,
    /// An answer or export cannot be written.
    #[error("cannot write the output")]
    Output(#[from] io::Error),
    /// What is read in place of a store cannot be read.
    #[error(transparent)]
    Elsewhere(Box<dyn std::error::Error + Send + Sync>),
    /// RDF that is read is malformed.
    #[error("the RDF is malformed: {0}")]
    Rdf(String),
}

impl StoreError {
    pub(crate) fn opening(folder: &Path, error: StorageError) -> Self {
        let path = folder.to_owned();
        let text = chain(&error);
        if is_locked(&text) { Self::Locked { path } } else { Self::Storage(error).at(folder) }
    }

    pub(crate) fn loading(error: LoaderError) -> Self {
        match error {
            LoaderError::Parsing(e) => Self::Rdf(e.to_string()),
            LoaderError::Storage(e) => Self::Storage(e),
            other => Self::Rdf(other.to_string()),
        }
    }

    pub(crate) fn writing(folder: &Path, source: io::Error) -> Self {
        if is_full(&source.to_string()) {
            Self::DiskFull { path: folder.to_owned(), detail: source.to_string() }
        } else {
            Self::Write { path: folder.to_owned(), source }
        }
    }

    /// Tells a failure of the database apart by what it says, and names the folder.
    #[must_use]
    pub fn at(self, folder: &Path) -> Self {
        let path = folder.to_owned();
        let error = match self {
            Self::Storage(error) => error,
            Self::Compaction(e) if is_full(&e.to_string()) => {
                return Self::DiskFull { path, detail: e.to_string() };
            }
            Self::Compaction(e) if is_locked(&e.to_string()) => return Self::Locked { path },
            other => return other,
        };
        let text = chain(&error);
        if is_full(&text) {
            return Self::DiskFull { path, detail: text };
        }
        match error {
            StorageError::Corruption(_) => Self::Damaged { path, detail: text },
            // RocksDB reports a missing or broken file of its own as an input error.
            StorageError::Io(e) if !matches!(e.kind(), io::ErrorKind::PermissionDenied) => {
                Self::Damaged { path, detail: text }
            }
            StorageError::Io(source) => Self::Write { path, source },
            other => Self::Damaged { path, detail: chain(&other) },
        }
    }
}

/// Whether what the system says is that there is no room.
fn is_full(text: &str) -> bool {
    let text = text.to_lowercase();
    ["no space left", "quota exceeded", "file too large"].iter().any(|full| text.contains(full))
}

/// Whether what the database says is that another process has it.
fn is_locked(text: &str) -> bool {
    let text = text.to_lowercase();
    text.contains("lock") && ["hold", "unavailable", "lock file"].iter().any(|held| text.contains(held))
}

/// An error with its causes.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text.push_str(": ");
            text.push_str(&cause_text);
        }
        source = cause.source();
    }
    text
}
