//! `policygraph query`: SPARQL.

use super::named_queries;
use crate::cli::{Outcome, QueryArgs, Streams};
use crate::input;
use crate::output::{Format, Rows};
use anyhow::{Context, Result};
use policygraph_registry::Registry;
use policygraph_store::{Answer, ParsedQuery, QueryOptions, Store, Table, write_turtle};
use serde_json::Value;
use std::path::Path;

pub(crate) fn run(args: &QueryArgs, registry: &Registry, streams: &mut Streams<'_>) -> Result<Outcome> {
    let format = Format::or_default(args.format, streams.terminal);
    if args.list {
        named_queries::list().write(format, streams.out)?;
        return Ok(Outcome::Done);
    }
    let (sparql, store) = match (&args.named, &args.file, args.query.as_deref()) {
        (Some(name), _, _) => {
            let store = Store::open_read_only(&args.store.store)?;
            (named_queries::text(name, &args.params, &store, registry)?, store)
        }
        (None, file, query) => {
            let sparql = match (file, query) {
                (Some(file), _) => text(file)?,
                (None, Some("-") | None) => text(Path::new("-"))?,
                (None, Some(query)) => query.to_owned(),
            };
            (sparql, Store::open_read_only(&args.store.store)?)
        }
    };
    let options = QueryOptions { inferred: args.inferred, ..QueryOptions::default() };
    match store.query_with(&ParsedQuery::new(&sparql, None)?, &options)? {
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
