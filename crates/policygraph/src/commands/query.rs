//! `policygraph query`: SPARQL.

use crate::cli::{Outcome, QueryArgs, Streams};
use crate::input;
use crate::output::{Format, Rows};
use anyhow::{Context, Result};
use policygraph_store::{Answer, Store, Table, write_turtle};
use serde_json::Value;
use std::path::Path;

pub(crate) fn run(args: &QueryArgs, streams: &mut Streams<'_>) -> Result<Outcome> {
    let sparql = match (&args.file, args.query.as_deref()) {
        (Some(file), _) => text(file)?,
        (None, Some("-") | None) => text(Path::new("-"))?,
        (None, Some(query)) => query.to_owned(),
    };
    let store = Store::open_read_only(&args.store.store)?;
    let format = Format::or_default(args.format, streams.terminal);
    match store.query(&sparql)? {
        Answer::Boolean(answer) if format == Format::Json => {
            writeln!(streams.out, "{{\"head\":{{}},\"boolean\":{answer}}}")?;
        }
        Answer::Boolean(answer) => writeln!(streams.out, "{answer}")?,
        Answer::Triples(triples) => write_turtle(&triples, &mut *streams.out)?,
        Answer::Table(table) if format == Format::Json => {
            table.write_json(&mut *streams.out)?;
            writeln!(streams.out)?;
        }
        Answer::Table(table) => {
            let rows = Rows {
                rows: table
                    .rows
                    .iter()
                    .map(|row| {
                        row.iter().map(|t| t.as_ref().map_or(Value::Null, |t| Table::display(t).into())).collect()
                    })
                    .collect(),
                columns: table.variables,
            };
            rows.write(format, streams.out)?;
            if format == Format::Table {
                writeln!(streams.talk, "{} solutions", rows.rows.len())?;
            }
        }
    }
    Ok(Outcome::Done)
}

fn text(file: &Path) -> Result<String> {
    let (_, bytes) = input::read(file)?;
    String::from_utf8(bytes).with_context(|| format!("{}: the query is not UTF-8", file.display()))
}
