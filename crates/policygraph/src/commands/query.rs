//! `policygraph query`: SPARQL.

use super::named_queries;
use crate::call::{AnyStoreArgs, Outcome, Streams};
use crate::evidence;
use crate::input;
use crate::output::FormatArgs;
use crate::output::{Format, Rows, on_one_line};
use anyhow::{Context, Result, bail};
use clap::{Args, ValueHint};
use policygraph_registry::Registry;
use policygraph_store::vocabulary::CLAIM;
use policygraph_store::{Answer, ParsedQuery, QueryOptions, Store, Table, Term, write_turtle};
use serde_json::Value;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(crate) struct QueryArgs {
    /// The query, or - to read it from standard input.
    #[arg(required_unless_present_any = ["file", "named", "list"])]
    pub query: Option<String>,
    /// Read the query from a file.
    #[arg(long, value_name = "FILE", conflicts_with = "query", value_hint = ValueHint::FilePath)]
    pub file: Option<PathBuf>,
    /// Run this query from the library.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["query", "file"])]
    pub named: Option<String>,
    /// Parameter of the named query: `year=2020`, `country=일본`.
    #[arg(long = "param", value_name = "NAME=VALUE", requires = "named")]
    pub params: Vec<String>,
    /// List the queries of the library with their parameters.
    #[arg(long, conflicts_with_all = ["query", "file", "named"])]
    pub list: bool,
    /// Also query the inferred triples: inverse and super-properties, super-classes.
    #[arg(long)]
    pub inferred: bool,
    #[command(flatten)]
    pub source: AnyStoreArgs,
    #[command(flatten)]
    pub format: FormatArgs,
}

pub(crate) fn run(args: &QueryArgs, registry: &Registry, streams: &mut Streams<'_>) -> Result<Outcome> {
    let format = args.format.choose(streams.terminal)?;
    if args.list {
        named_queries::list().write(format, streams.out)?;
        return Ok(Outcome::Done);
    }
    let (sparql, store) = match (&args.named, &args.file, args.query.as_deref()) {
        (Some(name), _, _) => {
            let store = args.source.location().open()?;
            (named_queries::text(name, &args.params, &store, registry)?, store)
        }
        (None, file, query) => {
            let sparql = match (file, query) {
                (Some(file), _) => text(file)?,
                (None, Some("-") | None) => text(Path::new("-"))?,
                (None, Some(query)) => query.to_owned(),
            };
            (sparql, args.source.location().open()?)
        }
    };
    let options = QueryOptions { inferred: args.inferred, ..QueryOptions::default() };
    match store.query_with(&ParsedQuery::new(&sparql, None)?, &options)? {
        Answer::Boolean(answer) if format == Format::Json => {
            writeln!(streams.out, "{{\"head\":{{}},\"boolean\":{answer}}}")?;
        }
        Answer::Boolean(_) | Answer::Triples(_) if format == Format::Xlsx => {
            bail!("--format xlsx is for queries that give rows: SELECT")
        }
        Answer::Boolean(answer) => writeln!(streams.out, "{answer}")?,
        Answer::Triples(triples) => write_turtle(&triples, &mut *streams.out)?,
        Answer::Table(table) if format == Format::Json => {
            table.write_json(&mut *streams.out)?;
            writeln!(streams.out)?;
        }
        Answer::Table(table) if format == Format::Xlsx => {
            let claims = claims(&table);
            let mut rows = typed(table);
            if claims.iter().any(Option::is_some) {
                prove(&mut rows, &claims, &store)?;
            }
            rows.write(format, streams.out)?;
        }
        Answer::Table(table) => {
            let amounts = (0..table.variables.len()).filter(|&i| holds_numbers(&table, i)).collect();
            let rows = Rows { amounts, ..rows_of(table, |term| Table::display(term).into()) };
            rows.write(format, streams.out)?;
            if format == Format::Table {
                writeln!(streams.talk, "{} solutions", rows.rows.len())?;
            }
        }
    }
    Ok(Outcome::Done)
}

/// Solutions as rows whose numbers are numbers.
pub(super) fn typed(table: Table) -> Rows {
    rows_of(table, |term| {
        let text = Table::display(term);
        let number = Table::is_number(term).then(|| text.parse().ok()).flatten();
        number.map_or(Value::String(text), Value::Number)
    })
}

/// Solutions as rows.
fn rows_of(table: Table, value: impl Fn(&Term) -> Value) -> Rows {
    let value = |term: &Option<Term>| term.as_ref().map_or(Value::Null, &value);
    Rows {
        rows: table.rows.iter().map(|row| row.iter().map(value).collect()).collect(),
        columns: table.variables,
        ..Rows::default()
    }
}

/// Whether a column of solutions holds numbers only.
fn holds_numbers(table: &Table, column: usize) -> bool {
    let mut terms = table.rows.iter().filter_map(|row| row[column].as_ref()).peekable();
    terms.peek().is_some() && terms.all(Table::is_number)
}

/// The claim in each row, by its IRI.
fn claims(table: &Table) -> Vec<Option<String>> {
    let claim = |row: &Vec<_>| {
        let iris = row.iter().flatten().filter_map(Table::iri);
        iris.filter_map(|iri| iri.strip_prefix(CLAIM).map(str::to_owned)).next()
    };
    table.rows.iter().map(claim).collect()
}

/// Puts the words of its claim and where they stand beside each row.
fn prove(rows: &mut Rows, claims: &[Option<String>], store: &Store) -> Result<()> {
    rows.columns.extend(["quote", "source"].map(str::to_owned));
    for (row, id) in rows.rows.iter_mut().zip(claims) {
        let id = id.as_deref().and_then(|id| id.parse().ok());
        let claim = id.map(|id| store.claim(id)).transpose()?.flatten();
        row.push(claim.as_ref().map(|c| on_one_line(&c.quote)).into());
        row.push(claim.as_ref().map(evidence::place).into());
    }
    Ok(())
}

fn text(file: &Path) -> Result<String> {
    let (_, bytes) = input::read(file)?;
    String::from_utf8(bytes).with_context(|| format!("{}: the query is not UTF-8", file.display()))
}
