//! Parquet, for pandas, Polars, DuckDB, R and Spark: a file of nodes and a file of edges, and any other table.

use super::attributed::{Attributed, Kind, Value};
use parquet::basic::{Compression, LogicalType, Repetition, Type as PhysicalType};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use std::io::{self, Write};
use std::sync::Arc;

/// Rows that are kept in memory until they are written as a group.
const GROUP: usize = 1 << 16;

fn failed(error: ParquetError) -> io::Error {
    io::Error::other(error)
}

/// The values of a column in the group that is being filled; those that are missing are none.
enum Column {
    Text(Vec<Option<ByteArray>>),
    Number(Vec<Option<f64>>),
    Integer(Vec<Option<i64>>),
}

/// Writes a table, a group of rows at a time: memory does not grow with the number of rows.
pub struct ParquetTable<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    columns: Vec<Column>,
    rows: usize,
}

impl<W: Write + Send> ParquetTable<W> {
    /// A table with these columns, which may all be empty in a row.
    ///
    /// # Errors
    /// The writer fails.
    pub fn new(out: W, columns: &[(String, Kind)]) -> io::Result<Self> {
        let field = |(name, kind): &(String, Kind)| {
            let physical = match kind {
                Kind::Text => PhysicalType::BYTE_ARRAY,
                Kind::Number => PhysicalType::DOUBLE,
                Kind::Integer => PhysicalType::INT64,
            };
            let logical = (*kind == Kind::Text).then_some(LogicalType::String);
            let built = Type::primitive_type_builder(name, physical)
                .with_repetition(Repetition::OPTIONAL)
                .with_logical_type(logical)
                .build();
            built.map(Arc::new)
        };
        let fields = columns.iter().map(field).collect::<Result<Vec<_>, _>>().map_err(failed)?;
        let schema = Type::group_type_builder("policygraph").with_fields(fields).build().map_err(failed)?;
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let writer = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties)).map_err(failed)?;
        let columns = columns.iter().map(|(_, kind)| match kind {
            Kind::Text => Column::Text(Vec::new()),
            Kind::Number => Column::Number(Vec::new()),
            Kind::Integer => Column::Integer(Vec::new()),
        });
        Ok(Self { writer, columns: columns.collect(), rows: 0 })
    }

    /// Adds a row: a value a column.
    ///
    /// # Errors
    /// The writer fails.
    pub fn row<'v>(&mut self, values: impl IntoIterator<Item = &'v Value<'v>>) -> io::Result<()> {
        for (column, value) in self.columns.iter_mut().zip(values) {
            match (column, value) {
                (Column::Text(texts), Value::Text(text)) => {
                    texts.push((!text.is_empty()).then(|| ByteArray::from(text.as_ref())));
                }
                (Column::Number(numbers), Value::Number(x)) => numbers.push(x.is_finite().then_some(*x)),
                #[expect(clippy::cast_possible_truncation, reason = "a whole number of a column of whole numbers")]
                (Column::Integer(numbers), Value::Number(x)) => numbers.push(x.is_finite().then_some(*x as i64)),
                (Column::Integer(numbers), Value::Text(_)) => numbers.push(None),
                (Column::Text(texts), Value::Number(_)) => texts.push(None),
                (Column::Number(numbers), Value::Text(_)) => numbers.push(None),
            }
        }
        self.rows += 1;
        if self.rows == GROUP { self.write_group() } else { Ok(()) }
    }

    fn write_group(&mut self) -> io::Result<()> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = self.writer.next_row_group().map_err(failed)?;
        for column in &mut self.columns {
            let Some(mut writer) = group.next_column().map_err(failed)? else { break };
            // The level tells whether there is a value.
            let written = match column {
                Column::Text(all) => {
                    let levels: Vec<i16> = all.iter().map(|v| i16::from(v.is_some())).collect();
                    let values: Vec<ByteArray> = all.drain(..).flatten().collect();
                    writer.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None)
                }
                Column::Number(all) => {
                    let levels: Vec<i16> = all.iter().map(|v| i16::from(v.is_some())).collect();
                    let values: Vec<f64> = all.drain(..).flatten().collect();
                    writer.typed::<DoubleType>().write_batch(&values, Some(&levels), None)
                }
                Column::Integer(all) => {
                    let levels: Vec<i16> = all.iter().map(|v| i16::from(v.is_some())).collect();
                    let values: Vec<i64> = all.drain(..).flatten().collect();
                    writer.typed::<Int64Type>().write_batch(&values, Some(&levels), None)
                }
            };
            written.and_then(|_| writer.close()).map_err(failed)?;
        }
        group.close().map_err(failed)?;
        self.rows = 0;
        Ok(())
    }

    /// Writes what is left, and the end of the file.
    ///
    /// # Errors
    /// The writer fails.
    pub fn finish(mut self) -> io::Result<()> {
        self.write_group()?;
        self.writer.close().map(|_| ()).map_err(failed)
    }
}

fn columns(first: &[&str], more: Vec<(String, Kind)>) -> Vec<(String, Kind)> {
    first.iter().map(|name| ((*name).to_owned(), Kind::Text)).chain(more).collect()
}

/// Writes the nodes: id, label, and their values.
///
/// # Errors
/// The writer fails.
pub fn nodes_parquet(graph: &impl Attributed, out: impl Write + Send) -> io::Result<()> {
    let mut table = ParquetTable::new(out, &columns(&["id", "label"], graph.node_columns()))?;
    graph.each_node(&mut |node| {
        let first = [node.id, node.label].map(Value::text);
        table.row(first.iter().chain(node.values))
    })?;
    table.finish()
}

/// Writes the edges: source, target, kind, and their values.
///
/// # Errors
/// The writer fails.
pub fn edges_parquet(graph: &impl Attributed, out: impl Write + Send) -> io::Result<()> {
    let mut table = ParquetTable::new(out, &columns(&["source", "target", "predicate"], graph.edge_columns()))?;
    graph.each_edge(&mut |edge| {
        let first = [edge.source.0, edge.target.0, edge.kind.unwrap_or_default()];
        table.row(first.map(Value::text).iter().chain(edge.values))
    })?;
    table.finish()
}
