//! Input files: single ones, folders, standard input.

use anyhow::{Context, Result, bail};
use std::io::Read;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// A file to read, with the name by which the store knows the document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Input {
    pub name: String,
    pub path: PathBuf,
}

/// Endings of files that are read from a folder.
const TEXT_FILES: &[&str] = &["txt", "text", "md"];

/// The files of the arguments: a file by its name, those of a folder, searched through, by their path below it.
///
/// # Errors
/// A path does not exist, a folder has no text files, or two inputs have one name.
pub(crate) fn collect(arguments: &[PathBuf]) -> Result<Vec<Input>> {
    let mut inputs = Vec::new();
    for argument in arguments {
        if argument.is_dir() {
            let before = inputs.len();
            walk(argument, argument, &mut inputs)
                .with_context(|| format!("{}: cannot list the folder", argument.display()))?;
            if inputs.len() == before {
                bail!("{}: the folder has no text files (read are *.{})", argument.display(), TEXT_FILES.join(", *."));
            }
        } else if argument.exists() {
            let name = argument.file_name().map(|n| composed(&n.to_string_lossy())).unwrap_or_default();
            inputs.push(Input { name, path: argument.clone() });
        } else {
            bail!("{}: no such file or folder", argument.display());
        }
    }
    inputs.sort();
    // Two forms of one name (a Mac takes syllables apart) are one document, if it is the same.
    inputs.dedup_by(|a, b| a.name == b.name && (a.path == b.path || same_content(&a.path, &b.path)));
    if let Some(pair) = inputs.windows(2).find(|p| p[0].name == p[1].name) {
        bail!(
            "{} and {} have the same name, by which the store tells documents apart: rename one, or give the folder above them",
            pair[0].path.display(),
            pair[1].path.display()
        );
    }
    Ok(inputs)
}

/// A name in Unicode normal form C, as it is typed: file systems may give its Hangul in letters.
pub(crate) fn composed(name: &str) -> String {
    name.nfc().collect()
}

/// Whether two paths that differ only in how their letters are coded have the same bytes.
fn same_content(a: &Path, b: &Path) -> bool {
    let form = |path: &Path| composed(&path.to_string_lossy());
    form(a) == form(b) && matches!((std::fs::read(a), std::fs::read(b)), (Ok(a), Ok(b)) if a == b)
}

fn walk(root: &Path, folder: &Path, inputs: &mut Vec<Input>) -> std::io::Result<()> {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<std::io::Result<_>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            walk(root, &path, inputs)?;
        } else if path
            .extension()
            .and_then(|e| e.to_str())
            .is_some_and(|e| TEXT_FILES.contains(&e.to_lowercase().as_str()))
        {
            let name = path
                .strip_prefix(root)
                .unwrap_or(&path)
                .components()
                .map(|c| composed(&c.as_os_str().to_string_lossy()))
                .collect::<Vec<_>>()
                .join("/");
            inputs.push(Input { name, path });
        }
    }
    Ok(())
}

/// The bytes of a file, or of standard input for `-`, with a name.
///
/// # Errors
/// The file cannot be read.
pub(crate) fn read(path: &Path) -> Result<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().read_to_end(&mut bytes).context("cannot read standard input")?;
        return Ok(("stdin".to_owned(), bytes));
    }
    if path.is_dir() {
        bail!("{}: is a folder; this command reads one file", path.display());
    }
    bytes = std::fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    Ok((path.file_name().map(|n| composed(&n.to_string_lossy())).unwrap_or_default(), bytes))
}
