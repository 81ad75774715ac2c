//! A table: the Parquet files below a folder.

use crate::TablesError;
use crate::batch::{Batch, Column, Kind};
use bytes::Bytes;
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, FileReader, Length, SerializedFileReader};
use rayon::prelude::*;
use std::fs::{self, File};
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// Rows that are decoded at once.
const ROWS: usize = 1 << 13;

/// The files of a table, in the order of their paths.
pub(crate) struct Table {
    files: Vec<PathBuf>,
}

impl Table {
    /// The table of a name in a folder of tables; it may be empty, but must have its folder.
    pub(crate) fn find(folder: &Path, name: &'static str) -> Result<Self, TablesError> {
        let below = folder.join(name);
        if !below.is_dir() {
            return Err(TablesError::NoTable { folder: folder.to_owned(), name });
        }
        let mut files = Vec::new();
        collect(&below, &mut files).map_err(|source| TablesError::Unreadable { path: below, source })?;
        files.sort();
        Ok(Self { files })
    }

    /// Gives the rows of all files to a function, some at a time and in any order: row groups are read side by side.
    ///
    /// # Arguments
    /// `columns`: those that are read, with what they should hold.
    pub(crate) fn scan(
        &self,
        columns: &[(&'static str, Kind)],
        take: impl Fn(&Batch<'_>) -> Result<(), TablesError> + Sync,
    ) -> Result<(), TablesError> {
        self.files.par_iter().try_for_each(|path| {
            let length =
                fs::metadata(path).map_err(|source| TablesError::Unreadable { path: path.clone(), source })?.len();
            let file = Parallel { path: path.clone(), length };
            let damaged = |source| TablesError::Damaged { path: path.clone(), source };
            let reader = SerializedFileReader::new(file).map_err(damaged)?;
            (0..reader.num_row_groups()).into_par_iter().try_for_each(|group| {
                let group = reader.get_row_group(group).map_err(damaged)?;
                let opened: Result<Vec<Column>, TablesError> =
                    columns.iter().map(|&(name, kind)| Column::open(&*group, path, name, kind)).collect();
                let mut opened = opened?;
                let mut left = usize::try_from(group.metadata().num_rows()).unwrap_or_default();
                while left > 0 {
                    let batch = Batch::read(path, &mut opened, left.min(ROWS)).map_err(damaged)?;
                    left -= batch.rows();
                    take(&batch)?;
                }
                Ok(())
            })
        })
    }
}

/// A file that several threads read, each at a place of its own: opened files that are copies of another share its place.
struct Parallel {
    path: PathBuf,
    length: u64,
}

impl Length for Parallel {
    fn len(&self) -> u64 {
        self.length
    }
}

impl ChunkReader for Parallel {
    type T = BufReader<File>;

    fn get_read(&self, start: u64) -> parquet::errors::Result<Self::T> {
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(start))?;
        Ok(BufReader::new(file))
    }

    fn get_bytes(&self, start: u64, length: usize) -> parquet::errors::Result<Bytes> {
        let mut bytes = Vec::with_capacity(length.min(usize::try_from(self.length).unwrap_or(usize::MAX)));
        self.get_read(start)?.take(length as u64).read_to_end(&mut bytes)?;
        if bytes.len() == length {
            Ok(bytes.into())
        } else {
            Err(ParquetError::EOF("the file ends too early".to_owned()))
        }
    }
}

/// The Parquet files below a folder. Writers begin the names of what is not yet or no longer theirs with `_` or `.`.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let (path, name) = entry.map(|e| (e.path(), e.file_name()))?;
        if name.as_encoded_bytes().starts_with(b"_") || name.as_encoded_bytes().starts_with(b".") {
            continue;
        }
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|e| e == "parquet") {
            files.push(path);
        }
    }
    Ok(())
}
