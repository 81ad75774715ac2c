//! The overrides of a user: those of a file, or those kept in the store.

use crate::input;
use anyhow::{Context, Result};
use clap::{Args, ValueHint};
use policygraph_resolve::Overrides;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(crate) struct OverridesArgs {
    /// CSV file with corrections, in the columns action,name,value. Actions on entities are same-as, different-from, rename and
    /// retype; docs/overrides.md also describes corrections of facts.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub overrides: Option<PathBuf>,
}

/// Name of the overrides file in the folder of a store: honoured by every build into it.
pub(crate) const IN_STORE: &str = "overrides.csv";

/// Reads the file that was given, else the one in the store, else none.
pub(crate) fn read(given: Option<&Path>, store: Option<&Path>) -> Result<Overrides> {
    let kept = store.map(|s| s.join(IN_STORE)).filter(|p| p.is_file());
    let Some(path) = given.map(Path::to_owned).or(kept) else { return Ok(Overrides::default()) };
    let (_, bytes) = input::read(&path)?;
    let text = String::from_utf8(bytes).with_context(|| format!("{}: is not UTF-8", path.display()))?;
    Ok(Overrides::read(&path.display().to_string(), &text)?)
}
