//! `policygraph serve`
use crate::cli::{Outcome, StoreArgs, Streams};
use anyhow::Result;
use clap::Args;
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    pub store: StoreArgs,
}
pub(crate) fn run(_args: &ServeArgs, _streams: &mut Streams<'_>) -> Result<Outcome> {
    Ok(Outcome::Done)
}
