//! `policygraph diff`: what one store or document states and another does not.

use crate::call::{Outcome, StoreArgs, Streams, TextOrJson};
use crate::evidence::place;
use crate::output::on_one_line;
use anyhow::{Result, bail};
use clap::{Args, ValueHint};
use policygraph_store::{Claim, Side, Statement, Store, difference};
use serde_json::{Value, json};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    /// Folder of a store, or name of a document in the store.
    #[arg(value_hint = ValueHint::DirPath)]
    pub from: PathBuf,
    /// Store or document to compare it with, of the same kind as the first.
    #[arg(value_hint = ValueHint::DirPath)]
    pub to: PathBuf,
    #[command(flatten)]
    pub store: StoreArgs,
    /// Output format.
    #[arg(long, value_enum, default_value_t)]
    pub format: TextOrJson,
}

pub(crate) fn run(args: &DiffArgs, streams: &mut Streams<'_>) -> Result<Outcome> {
    let folders = (args.from.is_dir(), args.to.is_dir());
    let (from, to) = match folders {
        (true, true) => (Store::open_read_only(&args.from)?, Store::open_read_only(&args.to)?),
        (false, false) => {
            let store = Store::open_read_only(&args.store.store)?;
            (store.clone(), store)
        }
        _ => bail!(
            "{} is a folder and {} is not: give two stores, or two documents of the store given by --store",
            if folders.0 { &args.from } else { &args.to }.display(),
            if folders.0 { &args.to } else { &args.from }.display()
        ),
    };
    let (names, documents) = ((args.from.to_string_lossy(), args.to.to_string_lossy()), !folders.0);
    let from = Side { store: &from, document: documents.then_some(&*names.0) };
    let to = Side { store: &to, document: documents.then_some(&*names.1) };
    let (added, removed) = print(from, to, args.format, streams)?;
    writeln!(streams.talk, "{added} statements added, {removed} removed")?;
    // As with `diff`, 1 says that there are differences.
    Ok(if added + removed == 0 { Outcome::Done } else { Outcome::Incomplete })
}

/// Prints the differences, those that are gone first; returns how many were added and removed.
pub(super) fn print(
    from: Side<'_>,
    to: Side<'_>,
    format: TextOrJson,
    streams: &mut Streams<'_>,
) -> Result<(usize, usize)> {
    let difference = difference(from, to)?;
    for (sign, change, side, statements) in
        [('-', "removed", from, &difference.removed), ('+', "added", to, &difference.added)]
    {
        for item in statements {
            let claims = side.evidence(item)?;
            match format {
                TextOrJson::Json => {
                    let evidence: Vec<Value> = claims.iter().map(Claim::to_json).collect();
                    writeln!(
                        streams.out,
                        "{}",
                        json!({"change": change, "statement": as_json(item), "text": statement(side.store, item)?, "evidence": evidence})
                    )?;
                }
                TextOrJson::Text => {
                    writeln!(streams.out, "{sign} {}", statement(side.store, item)?)?;
                    for claim in claims.iter().filter(|c| !c.quote.is_empty()).take(1) {
                        writeln!(streams.out, "      {}: “{}”", place(claim), on_one_line(&claim.quote))?;
                    }
                }
            }
        }
    }
    Ok((difference.added.len(), difference.removed.len()))
}

/// A statement in words.
pub(super) fn statement(store: &Store, statement: &Statement) -> Result<String> {
    Ok(match statement {
        Statement::Entity { id, kind } => format!("{} is a {kind}", store.label(id)?),
        Statement::Relation(e) => format!("{} {} {}", store.label(&e.subject)?, e.predicate, store.label(&e.object)?),
        Statement::Budget { subject, sum, .. } => format!("{} has a budget of {sum}", store.label(subject)?),
    })
}

fn as_json(statement: &Statement) -> Value {
    match statement {
        Statement::Entity { id, kind } => json!({"kind": "entity", "id": id, "type": kind}),
        Statement::Relation(e) => json!({"kind": "relation", "s": e.subject, "p": e.predicate, "o": e.object}),
        Statement::Budget { subject, sum, id } => json!({"kind": "budget", "id": id, "subject": subject, "sum": sum}),
    }
}
