//! `policygraph mcp`: the store for an assistant.

use super::named_queries;
use super::serve::LimitArgs;
use crate::call::{Location, Outcome, StoreArgs, Streams};
use crate::editing::Edits;
use crate::failure;
use crate::process::Bounds;
use crate::workers::Workers;
use anyhow::Result;
use clap::{Args, ValueHint};
use policygraph_mcp::{Config, Edit, Folder, Program};
use policygraph_registry::Registry;
use policygraph_resolve::OverrideRow;
use policygraph_store::Store;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::runtime::Handle;

#[derive(Debug, Args)]
pub(crate) struct McpArgs {
    #[command(flatten)]
    pub store: StoreArgs,
    #[command(flatten)]
    pub limits: LimitArgs,
    /// Let the assistant add and remove documents, and write corrections to the overrides file of the store. The next build applies corrections.
    #[arg(long)]
    pub edit: bool,
    /// Folder whose files the assistant may add; without it, only texts passed in a call.
    #[arg(long, value_name = "DIR", requires = "edit", value_hint = ValueHint::DirPath)]
    pub files: Option<PathBuf>,
    /// Largest file or text that the assistant may add, in MB.
    #[arg(long, value_name = "MB", default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=512))]
    pub max_file: u32,
}

/// The commands of this program on one store.
struct Commands {
    store: PathBuf,
    seeds: Option<PathBuf>,
    registry: Arc<Registry>,
    workers: Workers,
    edits: Edits,
}

impl Program for Commands {
    fn call(&self, arguments: &[String]) -> Result<String, String> {
        let Some((command, others)) = arguments.split_first() else { return Err("there is no command".to_owned()) };
        let mut call = vec![command.clone(), format!("--store={}", self.store.display())];
        call.extend(self.seeds.as_ref().map(|s| format!("--seeds={}", s.display())));
        call.extend_from_slice(others);
        Handle::current().block_on(self.workers.call(&call))
    }

    fn named_query(&self, name: &str, parameters: &[String]) -> Result<String, String> {
        let store = Store::open_read_only(&self.store).map_err(|e| e.to_string())?;
        named_queries::text(name, parameters, &store, &self.registry).map_err(|e| failure::told(&e))
    }

    fn add(&self, name: &str, bytes: &[u8]) -> Result<Vec<Value>, String> {
        self.edits.add(name, bytes).map_err(|e| failure::told(&e))
    }

    fn remove(&self, document: &str) -> Result<Vec<String>, String> {
        self.edits.remove(document).map_err(|e| failure::told(&e))
    }

    fn corrections(&self) -> Result<Vec<OverrideRow>, String> {
        self.edits.corrections().map_err(|e| failure::told(&e))
    }

    fn correct(&self, row: OverrideRow) -> Result<Vec<OverrideRow>, String> {
        self.edits.correct(row).map_err(|e| failure::told(&e))
    }

    fn withdraw(&self, row: &OverrideRow) -> Result<Vec<OverrideRow>, String> {
        self.edits.withdraw(row).map_err(|e| failure::told(&e))
    }
}

pub(crate) fn run(
    args: &McpArgs,
    registry: &Arc<Registry>,
    seeds: Option<&Path>,
    streams: &mut Streams<'_>,
) -> Result<Outcome> {
    let folder = &args.store.store;
    // Serving makes no store.
    Store::open_read_only(folder)?;
    let queries = args.limits.of(&Location::Store(folder.clone()), &[])?;
    let edit = match args.edit {
        false => None,
        true => Some(Edit {
            folder: args.files.as_deref().map(Folder::open).transpose()?,
            largest: (args.max_file as usize) << 20,
        }),
    };
    let mode = if args.edit { "with changes" } else { "read-only" };
    writeln!(streams.talk, "serving {} to an assistant, {mode}, until the input ends", folder.display())?;
    let seeds = seeds.map(Path::to_owned);
    let program = Commands {
        store: folder.clone(),
        seeds: seeds.clone(),
        registry: Arc::clone(registry),
        workers: Workers::new(Bounds { time: queries.timeout, output: queries.max_answer })?,
        edits: Edits::new(folder.clone(), seeds),
    };
    policygraph_mcp::serve(Arc::new(program), Config { store: folder.clone(), queries, edit })?;
    Ok(Outcome::Done)
}
