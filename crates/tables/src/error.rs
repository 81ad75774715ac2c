//! What can be wrong with tables.

use parquet::errors::ParquetError;
use policygraph_store::StoreError;
use std::io;
use std::path::PathBuf;

/// Why tables could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TablesError {
    /// There is no such folder.
    #[error("{}: there is no such folder of tables", folder.display())]
    NoFolder {
        /// The folder.
        folder: PathBuf,
    },
    /// The folder has no table of a name.
    #[error("{}: there is no table `{name}` in this folder", folder.display())]
    NoTable {
        /// The folder.
        folder: PathBuf,
        /// The name of the table, and of its folder.
        name: &'static str,
    },
    /// A folder or file cannot be read.
    #[error("{}: cannot be read", path.display())]
    Unreadable {
        /// The folder or file.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// A file is no Parquet, was cut off, or is damaged.
    #[error("{}: this is no Parquet file, or it is damaged", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What the reader says.
        #[source]
        source: ParquetError,
    },
    /// A file has no column of a name.
    #[error("{}: there is no column `{column}`", path.display())]
    NoColumn {
        /// The file.
        path: PathBuf,
        /// The name.
        column: &'static str,
    },
    /// A column is of another type.
    #[error("{}: the column `{column}` is {found}, not {expected}", path.display())]
    WrongType {
        /// The file.
        path: PathBuf,
        /// The name of the column.
        column: &'static str,
        /// What it should hold.
        expected: &'static str,
        /// What it holds.
        found: String,
    },
    /// A value is none that the column can have.
    #[error("{}: the column `{column}` has {detail}", path.display())]
    WrongValue {
        /// The file.
        path: PathBuf,
        /// The name of the column.
        column: &'static str,
        /// What it has.
        detail: String,
    },
}

impl TablesError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NoFolder { .. } | Self::NoTable { .. } => {
                "give --tables the folder that has a folder for each table; docs/analysis.md lists them"
            }
            Self::Unreadable { .. } => "see that the files are there and may be read",
            Self::Damaged { .. } => "delete this file and write the tables of its documents again",
            Self::NoColumn { .. } | Self::WrongType { .. } | Self::WrongValue { .. } => {
                "write the tables again with this version; docs/analysis.md lists their columns"
            }
        }
    }
}

impl From<TablesError> for StoreError {
    fn from(error: TablesError) -> Self {
        Self::Elsewhere(Box::new(error))
    }
}
