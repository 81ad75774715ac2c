//! Some rows of a Parquet file, by columns.

use crate::TablesError;
use parquet::basic::Type as PhysicalType;
use parquet::column::reader::{ColumnReader, ColumnReaderImpl, get_typed_column_reader};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::{ParquetError, Result as ParquetResult};
use parquet::file::reader::RowGroupReader;
use std::path::Path;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    /// Of 32 or 64 bits.
    Integer,
    Number,
    /// A list of integers a row.
    Integers,
}

impl Kind {
    fn described(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "a whole number",
            Self::Number => "a double",
            Self::Integers => "a list of whole numbers",
        }
    }
}

/// A column of a row group, of which the next values can be read.
pub(crate) struct Column {
    name: &'static str,
    reader: Reader,
    /// The level that says that there is a value.
    present: i16,
}

enum Reader {
    Text(ColumnReaderImpl<ByteArrayType>),
    Small(ColumnReaderImpl<Int32Type>),
    Large(ColumnReaderImpl<Int64Type>),
    Number(ColumnReaderImpl<DoubleType>),
    SmallList(ColumnReaderImpl<Int32Type>),
    LargeList(ColumnReaderImpl<Int64Type>),
}

enum Values {
    Text(Vec<Option<ByteArray>>),
    Integer(Vec<Option<i64>>),
    Number(Vec<Option<f64>>),
    Integers(Vec<Vec<i64>>),
}

impl Column {
    pub(crate) fn open(
        group: &dyn RowGroupReader,
        path: &Path,
        name: &'static str,
        kind: Kind,
    ) -> Result<Self, TablesError> {
        let schema = group.metadata().schema_descr();
        // The values of a list stand below its name.
        let of_name = |i: &usize| schema.column(*i).path().parts().first().is_some_and(|first| first == name);
        let Some(place) = (0..schema.num_columns()).find(of_name) else {
            return Err(TablesError::NoColumn { path: path.to_owned(), column: name });
        };
        let leaf = schema.column(place);
        let reader = group.get_column_reader(place);
        let reader = reader.map_err(|source| TablesError::Damaged { path: path.to_owned(), source })?;
        let reader = match (kind, leaf.max_rep_level(), reader) {
            (Kind::Text, 0, reader @ ColumnReader::ByteArrayColumnReader(_)) => {
                Reader::Text(get_typed_column_reader(reader))
            }
            (Kind::Integer, 0, reader @ ColumnReader::Int32ColumnReader(_)) => {
                Reader::Small(get_typed_column_reader(reader))
            }
            (Kind::Integer, 0, reader @ ColumnReader::Int64ColumnReader(_)) => {
                Reader::Large(get_typed_column_reader(reader))
            }
            (Kind::Number, 0, reader @ ColumnReader::DoubleColumnReader(_)) => {
                Reader::Number(get_typed_column_reader(reader))
            }
            (Kind::Integers, 1, reader @ ColumnReader::Int32ColumnReader(_)) => {
                Reader::SmallList(get_typed_column_reader(reader))
            }
            (Kind::Integers, 1, reader @ ColumnReader::Int64ColumnReader(_)) => {
                Reader::LargeList(get_typed_column_reader(reader))
            }
            (expected, lists, _) => {
                return Err(TablesError::WrongType {
                    path: path.to_owned(),
                    column: name,
                    expected: expected.described(),
                    found: found(leaf.physical_type(), lists > 0),
                });
            }
        };
        Ok(Self { name, reader, present: leaf.max_def_level() })
    }

    fn read(&mut self, rows: usize) -> ParquetResult<Values> {
        let present = self.present;
        Ok(match &mut self.reader {
            Reader::Text(reader) => Values::Text(values(reader, rows, present)?),
            Reader::Small(reader) => {
                let small = values(reader, rows, present)?;
                Values::Integer(small.into_iter().map(|v| v.map(i64::from)).collect())
            }
            Reader::Large(reader) => Values::Integer(values(reader, rows, present)?),
            Reader::Number(reader) => Values::Number(values(reader, rows, present)?),
            Reader::SmallList(reader) => Values::Integers(lists(reader, rows, present)?),
            Reader::LargeList(reader) => Values::Integers(lists(reader, rows, present)?),
        })
    }
}

fn found(physical: PhysicalType, list: bool) -> String {
    let physical = physical.to_string();
    if list { format!("a list of {physical}") } else { physical }
}

/// The values of the next rows; none where a row has none.
fn values<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    rows: usize,
    present: i16,
) -> ParquetResult<Vec<Option<T::T>>> {
    let (mut read, mut levels) = (Vec::with_capacity(rows), Vec::new());
    reader.read_records(rows, (present > 0).then_some(&mut levels), None, &mut read)?;
    if present == 0 {
        return Ok(read.into_iter().map(Some).collect());
    }
    let mut read = read.into_iter();
    Ok(levels.into_iter().map(|level| if level == present { read.next() } else { None }).collect())
}

/// The lists of the next rows; empty where a row has none.
fn lists<T: DataType>(reader: &mut ColumnReaderImpl<T>, rows: usize, present: i16) -> ParquetResult<Vec<Vec<i64>>>
where
    T::T: Into<i64>,
{
    let (mut read, mut levels, mut continued) = (Vec::new(), Vec::new(), Vec::new());
    reader.read_records(rows, Some(&mut levels), Some(&mut continued), &mut read)?;
    let mut read = read.into_iter();
    let mut lists: Vec<Vec<i64>> = Vec::with_capacity(rows);
    for (level, repeated) in levels.into_iter().zip(continued) {
        if repeated == 0 {
            lists.push(Vec::new());
        }
        if level == present
            && let (Some(list), Some(value)) = (lists.last_mut(), read.next())
        {
            list.push(value.into());
        }
    }
    Ok(lists)
}

/// Some rows of a file.
pub(crate) struct Batch<'p> {
    path: &'p Path,
    columns: Vec<(&'static str, Values)>,
    rows: usize,
}

impl<'p> Batch<'p> {
    /// Reads so many rows of all columns, which then stand at the rows behind.
    pub(crate) fn read(path: &'p Path, columns: &mut [Column], rows: usize) -> ParquetResult<Self> {
        let mut read = Vec::with_capacity(columns.len());
        for column in columns {
            let values = column.read(rows)?;
            if values.len() != rows {
                return Err(ParquetError::EOF(format!("the column `{}` ends too early", column.name)));
            }
            read.push((column.name, values));
        }
        Ok(Self { path, columns: read, rows })
    }

    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    fn column(&self, name: &str) -> Option<&Values> {
        self.columns.iter().find(|(n, _)| *n == name).map(|(_, values)| values)
    }

    /// The values of a column that was read as text.
    pub(crate) fn texts(&self, name: &'static str) -> Texts<'_> {
        let values = if let Some(Values::Text(values)) = self.column(name) { values } else { &[][..] };
        Texts { path: self.path, name, values }
    }

    /// The values of a column that was read as integers.
    pub(crate) fn integers(&self, name: &str) -> Integers<'_> {
        Integers(if let Some(Values::Integer(values)) = self.column(name) { values } else { &[] })
    }

    /// The value of a row of a column that was read as numbers.
    pub(crate) fn number(&self, name: &str, row: usize) -> Option<f64> {
        if let Some(Values::Number(values)) = self.column(name) { values[row] } else { None }
    }

    /// The list of a row of a column that was read as lists.
    pub(crate) fn list(&self, name: &str, row: usize) -> &[i64] {
        if let Some(Values::Integers(values)) = self.column(name) { &values[row] } else { &[] }
    }
}

impl Values {
    fn len(&self) -> usize {
        match self {
            Self::Text(values) => values.len(),
            Self::Integer(values) => values.len(),
            Self::Number(values) => values.len(),
            Self::Integers(values) => values.len(),
        }
    }
}

/// The texts of a column.
pub(crate) struct Texts<'b> {
    path: &'b Path,
    name: &'static str,
    values: &'b [Option<ByteArray>],
}

impl<'b> Texts<'b> {
    /// The text of a row, which must have one.
    pub(crate) fn get(&self, row: usize) -> Result<&'b str, TablesError> {
        self.optional(row)?.ok_or_else(|| self.wrong("no value in a row".to_owned()))
    }

    /// The text of a row.
    pub(crate) fn optional(&self, row: usize) -> Result<Option<&'b str>, TablesError> {
        let Some(value) = &self.values[row] else { return Ok(None) };
        match std::str::from_utf8(value.data()) {
            Ok(text) => Ok(Some(text)),
            Err(e) => Err(self.wrong(format!("a text that is no UTF-8: {e}"))),
        }
    }

    /// Says that a value is none that the column can have.
    pub(crate) fn wrong(&self, detail: String) -> TablesError {
        TablesError::WrongValue { path: self.path.to_owned(), column: self.name, detail }
    }
}

/// The integers of a column.
pub(crate) struct Integers<'b>(&'b [Option<i64>]);

impl Integers<'_> {
    /// The number of a row; nothing if it has none, or one that does not fit.
    pub(crate) fn number<N: TryFrom<i64>>(&self, row: usize) -> Option<N> {
        self.0[row].and_then(|n| n.try_into().ok())
    }
}
