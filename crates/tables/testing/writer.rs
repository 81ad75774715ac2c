//! Writes tables in Parquet, as tests and examples need them.

use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;

/// The values of a column, of which any may be missing.
pub(crate) enum Column {
    Text(Vec<Option<String>>),
    Small(Vec<Option<i32>>),
    Large(Vec<Option<i64>>),
    Number(Vec<Option<f64>>),
    Lists(Vec<Vec<i32>>),
}

/// A column of texts that are all there.
pub(crate) fn texts<T: ToString>(values: impl IntoIterator<Item = T>) -> Column {
    Column::Text(values.into_iter().map(|v| Some(v.to_string())).collect())
}

impl Column {
    fn declared(&self, name: &str) -> String {
        match self {
            Self::Text(_) => format!("optional binary {name} (UTF8);"),
            Self::Small(_) => format!("optional int32 {name};"),
            Self::Large(_) => format!("optional int64 {name};"),
            Self::Number(_) => format!("optional double {name};"),
            Self::Lists(_) => {
                format!("optional group {name} (LIST) {{ repeated group list {{ optional int32 element; }} }}")
            }
        }
    }
}

/// Makes a file, and the folders that it stands in, for columns like these.
pub(crate) fn create(
    path: &Path,
    columns: &[(&str, Column)],
    compression: Compression,
) -> Result<SerializedFileWriter<File>> {
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    let declared: String = columns.iter().map(|(name, column)| column.declared(name)).collect();
    let schema = Arc::new(parse_message_type(&format!("message table {{ {declared} }}"))?);
    let properties = WriterProperties::builder().set_compression(compression).build();
    SerializedFileWriter::new(File::create(path)?, schema, Arc::new(properties))
}

/// Writes rows as a group.
pub(crate) fn write(writer: &mut SerializedFileWriter<File>, columns: Vec<(&str, Column)>) -> Result<()> {
    let mut group = writer.next_row_group()?;
    for (_, column) in columns {
        let Some(mut to) = group.next_column()? else { break };
        match column {
            Column::Text(all) => {
                let all: Vec<Option<ByteArray>> = all.into_iter().map(|v| v.map(|v| v.into_bytes().into())).collect();
                let (levels, values) = split(all);
                to.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None)?;
            }
            Column::Small(all) => {
                let (levels, values) = split(all);
                to.typed::<Int32Type>().write_batch(&values, Some(&levels), None)?;
            }
            Column::Large(all) => {
                let (levels, values) = split(all);
                to.typed::<Int64Type>().write_batch(&values, Some(&levels), None)?;
            }
            Column::Number(all) => {
                let (levels, values) = split(all);
                to.typed::<DoubleType>().write_batch(&values, Some(&levels), None)?;
            }
            Column::Lists(all) => {
                // Of each value whether it is there, and whether it goes on in the list of the one before.
                let (mut present, mut goes_on) = (Vec::new(), Vec::new());
                for list in &all {
                    // An empty list has one level of its own.
                    present.extend(std::iter::repeat_n(if list.is_empty() { 1 } else { 3 }, list.len().max(1)));
                    goes_on.extend((0..list.len().max(1)).map(|i| i16::from(i > 0)));
                }
                to.typed::<Int32Type>().write_batch(&all.concat(), Some(&present), Some(&goes_on))?;
            }
        }
        to.close()?;
    }
    group.close()?;
    Ok(())
}

fn split<T>(all: Vec<Option<T>>) -> (Vec<i16>, Vec<T>) {
    (all.iter().map(|v| i16::from(v.is_some())).collect(), all.into_iter().flatten().collect())
}
