//! One file a command.

pub(crate) mod build;
pub(crate) mod central;
pub(crate) mod communities;
pub(crate) mod compare;
pub(crate) mod diff;
pub(crate) mod evaluate;
pub(crate) mod explain;
pub(crate) mod export;
pub(crate) mod extract;
pub(crate) mod interchange;
pub(crate) mod load;
pub(crate) mod mcp;
pub(crate) mod outline;
pub(crate) mod path;
pub(crate) mod query;
pub(crate) mod remove;
pub(crate) mod search;
pub(crate) mod serve;
pub(crate) mod show;
pub(crate) mod similar;
pub(crate) mod stats;
pub(crate) mod text;
pub(crate) mod validate;
pub(crate) mod watch;

mod named_queries;
pub(crate) mod names;
pub(crate) mod overrides;
mod to_file;

use crate::call::{Outcome, Streams};
use anyhow::Result;

/// What the program says when it is called without a command.
pub(crate) fn greet(streams: &mut Streams<'_>) -> Result<Outcome> {
    write!(
        streams.out,
        "policygraph builds a knowledge graph of policy actors and programmes from Korean policy texts.\n\n\
         Start with one of these:\n  \
         policygraph outline FILE        the outline of a text\n  \
         policygraph build INPUT...      read texts into a store\n  \
         policygraph show NAME           an entity with the quotes behind its facts\n  \
         policygraph --help              all commands\n"
    )?;
    Ok(Outcome::Done)
}
