//! Input files: single ones, folders, archives, standard input.

use anyhow::{Context, Result, bail};
use policygraph_ingest::archive::{self, Packed};
use policygraph_ingest::{Format, IngestError};
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use unicode_normalization::UnicodeNormalization;

/// A file to read, with the name by which the store knows the document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Input {
    pub name: String,
    pub path: PathBuf,
    /// How a user knows it: the path, or that of its archive with the path in it.
    pub shown: String,
}

/// The inputs of a build.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    /// What to read, by name.
    pub files: Vec<Input>,
    /// What could not be taken out of archives, each with the reason.
    pub failed: Vec<String>,
    /// Where archives were unpacked; goes with the inputs.
    unpacked: Option<TempDir>,
}

/// Endings of files that are read from a folder or archive. What a file is, its content tells.
pub const ENDINGS: &[&str] = &[
    "txt", "text", "md", "html", "htm", "hwp", "hwpx", "hml", "docx", "xlsx", "pptx", "odt", "pdf", "zip", "tgz",
    "tar.gz",
];

/// The largest file that is read, in bytes.
const LARGEST: u64 = 512 << 20;

/// The files of the arguments: a file by its name, those of a folder, searched through, by their path below it, those of an archive by their path in
/// it.
///
/// # Errors
/// A path does not exist, a folder has nothing to read, or two inputs have one name.
pub(crate) fn collect(arguments: &[PathBuf]) -> Result<Inputs> {
    let mut inputs = Inputs::default();
    for argument in arguments {
        if argument.is_dir() {
            let before = inputs.files.len() + inputs.failed.len();
            walk(argument, argument, &mut inputs)?;
            if inputs.files.len() + inputs.failed.len() == before {
                bail!("{}: the folder has no files that are read (*.{})", argument.display(), ENDINGS.join(", *."));
            }
        } else if argument.exists() {
            let name = argument.file_name().map(|n| composed(&n.to_string_lossy())).unwrap_or_default();
            inputs.add(name, argument, "")?;
        } else {
            bail!("{}: no such file or folder", argument.display());
        }
    }
    inputs.files.sort();
    // Two forms of one name (a Mac takes syllables apart) are one document, if it is the same.
    inputs.files.dedup_by(|a, b| a.name == b.name && (a.path == b.path || same_content(&a.path, &b.path)));
    if let Some(pair) = inputs.files.windows(2).find(|p| p[0].name == p[1].name) {
        bail!(
            "{} and {} have the same name, by which the store tells documents apart: rename one, or give the folder above them",
            pair[0].shown,
            pair[1].shown
        );
    }
    Ok(inputs)
}

/// A name in Unicode normal form C, as it is typed: file systems may give its Hangul in letters.
#[must_use]
pub fn composed(name: &str) -> String {
    name.nfc().collect()
}

/// Whether two paths that differ only in how their letters are coded have the same bytes.
fn same_content(a: &Path, b: &Path) -> bool {
    let form = |path: &Path| composed(&path.to_string_lossy());
    form(a) == form(b) && matches!((std::fs::read(a), std::fs::read(b)), (Ok(a), Ok(b)) if a == b)
}

/// Whether a file in a folder or archive is one to read, by its ending.
#[must_use]
pub fn is_read(name: &str) -> bool {
    let name = name.to_lowercase();
    // "~$plan.docx" is left by Word while a file is open.
    let file = name.rsplit('/').next().unwrap_or_default();
    !file.starts_with("~$") && ENDINGS.iter().any(|e| file.strip_suffix(e).is_some_and(|stem| stem.ends_with('.')))
}

fn walk(root: &Path, folder: &Path, inputs: &mut Inputs) -> Result<()> {
    let listed = || -> std::io::Result<Vec<PathBuf>> {
        let mut entries: Vec<PathBuf> =
            std::fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<std::io::Result<_>>()?;
        entries.sort();
        Ok(entries)
    };
    for path in listed().with_context(|| format!("{}: cannot list the folder", root.display()))? {
        if path.file_name().is_some_and(|name| archive::is_hidden(&name.to_string_lossy())) {
            continue;
        }
        if path.is_dir() {
            walk(root, &path, inputs)?;
        } else if is_read(&path.to_string_lossy()) {
            let below = path.strip_prefix(root).unwrap_or(&path).components();
            let name = below.map(|c| composed(&c.as_os_str().to_string_lossy())).collect::<Vec<_>>().join("/");
            let inside = format!("{name}/");
            inputs.add(name, &path, &inside)?;
        }
    }
    Ok(())
}

impl Inputs {
    /// The files of an archive that is in memory; `None` if it is none.
    ///
    /// # Errors
    /// Temporary files cannot be written.
    pub(crate) fn of_archive(bytes: &[u8], inside: &str, shown: &str) -> Result<Option<Self>> {
        let Some(format) = archive_format(Cursor::new(bytes)) else { return Ok(None) };
        let mut inputs = Self::default();
        inputs.unpack(Cursor::new(bytes), format, bytes.len() as u64, inside, shown)?;
        Ok(Some(inputs))
    }

    /// Adds a file, or the files of an archive, whose names start with `inside`.
    fn add(&mut self, name: String, path: &Path, inside: &str) -> Result<()> {
        let shown = path.display().to_string();
        let archive = File::open(path).ok().and_then(|file| archive_format(BufReader::new(file)));
        match archive {
            Some(format) => {
                let file = File::open(path).with_context(|| format!("{shown}: cannot be read"))?;
                let size = file.metadata().map_or(0, |m| m.len());
                self.unpack(BufReader::new(file), format, size, inside, &shown)
            }
            None => {
                self.files.push(Input { name, path: path.to_owned(), shown });
                Ok(())
            }
        }
    }

    /// Unpacks an archive into files of the temporary folder.
    fn unpack(
        &mut self,
        archive: impl Read + Seek,
        format: Format,
        size: u64,
        inside: &str,
        archive_shown: &str,
    ) -> Result<()> {
        let folder = match &self.unpacked {
            Some(folder) => folder.path().to_owned(),
            None => self.unpacked.insert(TempDir::new().context("cannot make a temporary folder")?).path().to_owned(),
        };
        let before = self.files.len() + self.failed.len();
        let mut take = |packed: Packed| -> Result<()> {
            let shown = format!("{archive_shown}/{}", packed.name);
            match packed.bytes {
                Ok(bytes) => {
                    let path = folder.join(self.files.len().to_string());
                    File::create(&path)
                        .and_then(|mut f| f.write_all(&bytes))
                        .context("cannot write a temporary file")?;
                    self.files.push(Input { name: composed(&format!("{inside}{}", packed.name)), path, shown });
                }
                Err(e) => self.failed.push(format!("{shown}: {e}")),
            }
            Ok(())
        };
        match archive::each(archive, format, size, &is_read, &mut take) {
            // What is wrong with an archive is no reason to leave the others.
            Err(e) if e.is::<IngestError>() => self.failed.push(format!("{archive_shown}: {e:#}")),
            Err(e) => return Err(e),
            Ok(()) if self.files.len() + self.failed.len() == before => {
                self.failed.push(format!("{archive_shown}: the archive has no files that are read"));
            }
            Ok(()) => {}
        }
        Ok(())
    }
}

/// The format of a file if it is an archive.
fn archive_format(mut file: impl Read + Seek) -> Option<Format> {
    let mut head = Vec::new();
    file.by_ref().take(16).read_to_end(&mut head).ok()?;
    if Format::of(&head) == Ok(Format::TarGz) {
        return Some(Format::TarGz);
    }
    let is_zip = head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06");
    // What a package holds stands at its end.
    let packed = is_zip.then(|| file.rewind().ok().and_then(|()| Format::of_zip(file).ok()))?;
    packed.filter(|format| format.is_archive())
}

/// The bytes of a file.
///
/// # Errors
/// It cannot be read, or is too large.
pub(crate) fn whole(path: &Path) -> Result<Vec<u8>> {
    let size = std::fs::metadata(path).context("cannot be read")?.len();
    if size > LARGEST {
        return Err(IngestError::TooLarge(format!("it has {} MB, more than {}", size >> 20, LARGEST >> 20)).into());
    }
    std::fs::read(path).context("cannot be read")
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
    bytes = whole(path).with_context(|| path.display().to_string())?;
    Ok((path.file_name().map(|n| composed(&n.to_string_lossy())).unwrap_or_default(), bytes))
}
