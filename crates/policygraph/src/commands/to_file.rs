//! Output that appears whole or not at all.

use crate::call::Streams;
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

/// Writes to a file, which appears whole or not at all, or to standard output.
pub(in crate::commands) fn to_file(
    output: Option<&Path>,
    streams: &mut Streams<'_>,
    write: impl FnOnce(&mut dyn Write) -> Result<()>,
) -> Result<()> {
    let Some(path) = output.filter(|p| *p != Path::new("-")) else { return write(&mut *streams.out) };
    let context = || format!("{}: cannot be written", path.display());
    if path.is_dir() {
        bail!("{}: is a folder; give a file", path.display());
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    let mut out = BufWriter::new(File::create(&part).with_context(context)?);
    let written = write(&mut out).and_then(|()| Ok(out.flush()?));
    match written {
        Ok(()) => fs::rename(&part, path).with_context(context),
        Err(e) => {
            // The error that matters is the one that is returned.
            let _ = fs::remove_file(&part);
            Err(e).with_context(context)
        }
    }
}
