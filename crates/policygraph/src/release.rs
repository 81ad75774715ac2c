//! What a release has beside the program: man pages and completions.

use crate::cli;
use anyhow::{Context, Result};
use clap_complete::{Shell, generate_to};
use std::fs;
use std::path::Path;

/// Writes a man page for the program and each command into `man/`, and completions for the usual shells into `completions/`.
///
/// # Errors
/// The folder cannot be written.
pub fn write_manuals(folder: &Path) -> Result<()> {
    let (man, completions) = (folder.join("man"), folder.join("completions"));
    for sub in [&man, &completions] {
        fs::create_dir_all(sub).with_context(|| format!("{}: cannot be made", sub.display()))?;
    }
    let mut command = cli::command();
    clap_mangen::generate_to(command.clone(), &man).with_context(|| format!("{}: cannot be written", man.display()))?;
    for shell in [Shell::Bash, Shell::Zsh, Shell::Fish] {
        generate_to(shell, &mut command, "policygraph", &completions)
            .with_context(|| format!("{}: cannot be written", completions.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manuals_tell_of_every_command() {
        let folder = tempfile::tempdir().unwrap();
        write_manuals(folder.path()).unwrap();
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(read("man/policygraph.1").contains("policygraph\\-central"));
        assert!(read("man/policygraph-central.1").contains("betweenness"));
        assert!(read("completions/policygraph.bash").contains("communities"));
    }
}
