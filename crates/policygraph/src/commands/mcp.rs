//! `policygraph mcp`: the store for an assistant.

use super::named_queries;
use super::serve::LimitArgs;
use crate::call::{Outcome, StoreArgs, Streams};
use crate::{cli, failure};
use anyhow::Result;
use clap::Args;
use policygraph_mcp::Program;
use policygraph_registry::Registry;
use policygraph_store::Store;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Debug, Args)]
pub(crate) struct McpArgs {
    #[command(flatten)]
    pub store: StoreArgs,
    #[command(flatten)]
    pub limits: LimitArgs,
}

/// The commands of this program on one store.
struct Commands {
    store: PathBuf,
    seeds: Option<PathBuf>,
    registry: Arc<Registry>,
}

impl Program for Commands {
    fn call(&self, arguments: &[String]) -> Result<String, String> {
        let Some((command, others)) = arguments.split_first() else { return Err("there is no command".to_owned()) };
        let mut call = vec![command.clone(), format!("--store={}", self.store.display())];
        call.extend(self.seeds.as_ref().map(|s| format!("--seeds={}", s.display())));
        call.extend_from_slice(others);
        let (mut out, mut talk) = (Vec::new(), Vec::new());
        match cli::call(&call, &mut out, &mut talk) {
            Ok(Outcome::Done) => String::from_utf8(out).map_err(|e| e.to_string()),
            Ok(Outcome::Incomplete | Outcome::Interrupted) => Err(String::from_utf8_lossy(&talk).trim().to_owned()),
            Err(e) => Err(failure::told(&e)),
        }
    }

    fn named_query(&self, name: &str, parameters: &[String]) -> Result<String, String> {
        let store = Store::open_read_only(&self.store).map_err(|e| e.to_string())?;
        named_queries::text(name, parameters, &store, &self.registry).map_err(|e| failure::told(&e))
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
    writeln!(streams.talk, "serving {} to an assistant, read-only, until the input ends", folder.display())?;
    let program = Commands { store: folder.clone(), seeds: seeds.map(Path::to_owned), registry: Arc::clone(registry) };
    policygraph_mcp::serve(Arc::new(program), &args.limits.of(folder, &[])?)?;
    Ok(Outcome::Done)
}
