//! CSV: a file of nodes and a file of edges, for spreadsheets, for Gephi, and for the bulk import of Neo4j.

use super::attributed::{Attributed, Kind, Value};
use std::borrow::Cow;
use std::io::{self, Write};

/// How the columns are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Columns {
    /// In small letters.
    Plain,
    /// As Gephi's import of spreadsheets knows them: Id, Label; Source, Target, Type, Weight.
    Gephi,
    /// As `neo4j-admin database import` wants them: with types, `:ID`, `:LABEL`, `:START_ID`, `:END_ID`, `:TYPE`.
    Neo4j,
}

/// For whom CSV is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ReadBy {
    /// Programs: every value as it is.
    #[default]
    Program,
    /// Spreadsheets: the file begins with a byte order mark, and no cell is computed: an apostrophe stands before it.
    Spreadsheet,
}

/// The mark by which Excel knows UTF-8, also on Korean Windows.
const MARK: &str = "\u{feff}";

impl ReadBy {
    /// A text as this reader gets it.
    #[must_use]
    pub fn cell(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Program => Cow::Borrowed(text),
            Self::Spreadsheet => uncomputed(text),
        }
    }

    /// Writes what stands before the first row.
    ///
    /// # Errors
    /// The writer fails.
    pub fn begin(self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(if self == Self::Spreadsheet { MARK.as_bytes() } else { b"" })
    }
}

/// A cell with an apostrophe before it where a spreadsheet would compute it: one that begins with `=`, `+`, `-`, `@`, a tab or a carriage return and is no
/// number.
#[must_use]
fn uncomputed(cell: &str) -> Cow<'_, str> {
    let is_number = || cell.parse::<f64>().is_ok_and(f64::is_finite);
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number() {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// The heading of a column of values.
fn heading(columns: Columns, name: &str, kind: Kind) -> String {
    match (columns, kind) {
        (Columns::Neo4j, Kind::Number) => format!("{name}:double"),
        (Columns::Neo4j, Kind::Integer) => format!("{name}:int"),
        (Columns::Neo4j, Kind::Text) => name.to_owned(),
        (Columns::Gephi, _) if name == "weight" => "Weight".to_owned(),
        _ => name.to_owned(),
    }
}

fn fields<'v>(
    writer: &mut csv::Writer<impl Write>,
    values: impl IntoIterator<Item = &'v Value<'v>>,
    reader: ReadBy,
) -> io::Result<()> {
    for value in values {
        writer.write_field(reader.cell(&value.written()).as_bytes())?;
    }
    Ok(())
}

fn end(writer: &mut csv::Writer<impl Write>) -> io::Result<()> {
    Ok(writer.write_record(None::<&[u8]>)?)
}

/// Writes the nodes: id, label, and their values.
///
/// # Errors
/// The writer fails.
pub fn nodes_csv(graph: &impl Attributed, columns: Columns, reader: ReadBy, mut out: impl Write) -> io::Result<()> {
    reader.begin(&mut out)?;
    let mut writer = csv::Writer::from_writer(out);
    let of_nodes = graph.node_columns();
    let kind = of_nodes.iter().position(|(name, _)| name == "type").filter(|_| columns == Columns::Neo4j);
    let first = match columns {
        Columns::Plain => ["id", "label"],
        Columns::Gephi => ["Id", "Label"],
        Columns::Neo4j => ["id:ID", "label"],
    };
    let mut header: Vec<String> = first.map(str::to_owned).to_vec();
    header.extend(of_nodes.iter().map(|(name, kind)| heading(columns, name, *kind)));
    if kind.is_some() {
        header.push(":LABEL".to_owned());
    }
    writer.write_record(header)?;
    graph.each_node(&mut |node| {
        writer.write_field(node.id)?;
        writer.write_field(reader.cell(node.label).as_bytes())?;
        fields(&mut writer, node.values, reader)?;
        fields(&mut writer, kind.map(|kind| &node.values[kind]), reader)?;
        end(&mut writer)
    })?;
    writer.flush()
}

/// Writes the edges: source, target, kind, and their values.
///
/// # Errors
/// The writer fails.
pub fn edges_csv(graph: &impl Attributed, columns: Columns, reader: ReadBy, mut out: impl Write) -> io::Result<()> {
    reader.begin(&mut out)?;
    let mut writer = csv::Writer::from_writer(out);
    let of_edges = graph.edge_columns();
    let first: &[&str] = match columns {
        Columns::Plain => &["source", "target", "predicate"],
        Columns::Gephi => &["Source", "Target", "Type", "Kind", "Label"],
        Columns::Neo4j => &[":START_ID", ":END_ID", ":TYPE"],
    };
    let header = first.iter().map(|name| (*name).to_owned());
    writer.write_record(header.chain(of_edges.iter().map(|(name, kind)| heading(columns, name, *kind))))?;
    let direction = if graph.is_directed() { "Directed" } else { "Undirected" };
    graph.each_edge(&mut |edge| {
        let kind = edge.kind.unwrap_or("tie");
        writer.write_field(edge.source.0)?;
        writer.write_field(edge.target.0)?;
        match columns {
            Columns::Plain | Columns::Neo4j => writer.write_field(kind)?,
            Columns::Gephi => [direction, kind, kind].into_iter().try_for_each(|field| writer.write_field(field))?,
        }
        fields(&mut writer, edge.values, reader)?;
        end(&mut writer)
    })?;
    writer.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_would_be_computed_is_kept_from_it() {
        for cell in ["=1+1", "+82-2-123", "-제목", "@SUM(A1)", "\tx", "\rx", "-", "-inf"] {
            assert_eq!(uncomputed(cell), format!("'{cell}"));
        }
        for cell in ["-3", "+4.5", "-1e9", "가나", "a=b", "", "'x"] {
            assert_eq!(uncomputed(cell), cell);
        }
    }
}
