//! Archives: ZIP and TAR.GZ, with names in CP949 as Windows in Korean writes them, and archives in archives once.
//!
//! Nothing is written to disk, and names are only names: they may not lead out of the archive all the same, since the store keeps them.

use crate::package::{limited, of_zip};
use crate::{Format, IngestError};
use encoding_rs::EUC_KR;
use flate2::read::GzDecoder;
use std::io::{Cursor, Read, Seek};
use unicode_normalization::UnicodeNormalization;
use zip::ZipArchive;

/// The most files in an archive.
const MOST_FILES: usize = 20_000;
/// The most bytes of a file in it.
const MOST_OF_FILE: u64 = 512 << 20;
/// The most bytes of all files in it.
const MOST_UNPACKED: u64 = 4 << 30;
/// Text shrinks to a tenth, tables to a fiftieth: what shrinks further than this is made to fill the disk, ...
const LARGEST_RATIO: u64 = 400;
/// ... if it is large at all.
const SMALL: u64 = 64 << 20;

/// A file in an archive.
#[derive(Debug, PartialEq, Eq)]
pub struct Packed {
    /// Its path in the archive.
    pub name: String,
    /// Its bytes, or why there are none.
    pub bytes: Result<Vec<u8>, ArchiveError>,
}

/// Why a file in an archive was left out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ArchiveError {
    /// Its name leads out of the archive.
    #[error("its name leads out of the archive: it is left out")]
    Outside,
    /// It is an archive in an archive in an archive.
    #[error("archives are read one in another, not deeper: unpack it")]
    TooDeep,
    /// It cannot be unpacked.
    #[error(transparent)]
    File(#[from] IngestError),
}

/// Gives the files of an archive one by one to `take`, of those whose name `wanted` takes.
///
/// # Errors
/// The archive is damaged or a bomb, or `take` fails. What came before was given.
pub fn each<E: From<IngestError>>(
    archive: impl Read + Seek,
    format: Format,
    size: u64,
    wanted: &dyn Fn(&str) -> bool,
    take: &mut dyn FnMut(Packed) -> Result<(), E>,
) -> Result<(), E> {
    let mut reading =
        Reading { wanted, take, files: 0, unpacked: 0, most: (size * LARGEST_RATIO).clamp(SMALL, MOST_UNPACKED) };
    reading.archive(archive, format, "")
}

struct Reading<'t, E> {
    wanted: &'t dyn Fn(&str) -> bool,
    take: &'t mut dyn FnMut(Packed) -> Result<(), E>,
    files: usize,
    unpacked: u64,
    /// The most bytes that all files may take together.
    most: u64,
}

impl<E: From<IngestError>> Reading<'_, E> {
    /// Reads an archive, whose files are named below `inside`.
    fn archive(&mut self, archive: impl Read + Seek, format: Format, inside: &str) -> Result<(), E> {
        match format {
            Format::TarGz => self.tar(archive, inside),
            _ => self.zip(archive, inside),
        }
    }

    fn zip(&mut self, archive: impl Read + Seek, inside: &str) -> Result<(), E> {
        let mut archive = ZipArchive::new(archive).map_err(|e| IngestError::damaged(Format::Zip, e))?;
        for i in 0..archive.len() {
            let raw = archive.by_index_raw(i).map_err(|e| of_zip(&e, Format::Zip))?;
            let name = decoded(raw.name_raw());
            let skipped = raw.is_dir();
            drop(raw);
            if skipped || !self.counts(&name)? {
                continue;
            }
            let bytes = match archive.by_index(i) {
                Ok(file) => self.bytes(file, Format::Zip, &name)?,
                Err(e) => Err(of_zip(&e, Format::Zip)),
            };
            self.give(&name, bytes, inside)?;
        }
        Ok(())
    }

    fn tar(&mut self, archive: impl Read, inside: &str) -> Result<(), E> {
        let mut archive = tar::Archive::new(GzDecoder::new(archive));
        let damaged = |e: std::io::Error| IngestError::damaged(Format::TarGz, e);
        for (number, entry) in archive.entries().map_err(damaged)?.enumerate() {
            let entry = entry.map_err(|e| if number == 0 { no_archive(e) } else { damaged(e) })?;
            // Links and devices are no files.
            if !entry.header().entry_type().is_file() {
                continue;
            }
            let name = decoded(&entry.path_bytes());
            if self.counts(&name)? {
                let bytes = self.bytes(entry, Format::TarGz, &name)?;
                self.give(&name, bytes, inside)?;
            }
        }
        Ok(())
    }

    /// Counts a file; whether it is wanted.
    fn counts(&mut self, name: &str) -> Result<bool, IngestError> {
        self.files += 1;
        if self.files > MOST_FILES {
            return Err(IngestError::TooLarge(format!("the archive has more than {MOST_FILES} files")));
        }
        Ok(!name.split('/').any(is_hidden) && (self.wanted)(name))
    }

    /// The bytes of a file. That all together are too many ends the reading.
    fn bytes(
        &mut self,
        file: impl Read,
        format: Format,
        name: &str,
    ) -> Result<Result<Vec<u8>, IngestError>, IngestError> {
        let left = self.most - self.unpacked;
        let bytes = limited(file, MOST_OF_FILE.min(left), format, name);
        self.unpacked += bytes.as_ref().map_or(0, |b| b.len() as u64);
        match bytes {
            Err(IngestError::TooLarge(_)) if left < MOST_OF_FILE => Err(IngestError::TooLarge(format!(
                "the archive unpacks to more than {} MB, far more than it takes",
                self.most >> 20
            ))),
            bytes => Ok(bytes),
        }
    }

    fn give(&mut self, name: &str, bytes: Result<Vec<u8>, IngestError>, inside: &str) -> Result<(), E> {
        let give = |bytes| Packed { name: format!("{inside}{name}"), bytes };
        if is_outside(name) {
            return (self.take)(give(Err(ArchiveError::Outside)));
        }
        let format = bytes.as_ref().ok().and_then(|b| Format::of(b).ok()).filter(|f| f.is_archive());
        match (format, bytes) {
            (Some(_), Ok(_)) if !inside.is_empty() => (self.take)(give(Err(ArchiveError::TooDeep))),
            (Some(format), Ok(bytes)) => self.archive(Cursor::new(bytes), format, &format!("{name}/")),
            (_, bytes) => (self.take)(give(bytes.map_err(ArchiveError::from))),
        }
    }
}

/// Whether systems leave files of this name, or in a folder of this name, beside those of a user.
#[must_use]
pub fn is_hidden(name: &str) -> bool {
    name == "__MACOSX" || name.starts_with('.') && name != ".."
}

/// What is wrong where not even the first file of a TAR.GZ can be read: it may be another file that gzip made small.
fn no_archive(error: std::io::Error) -> IngestError {
    match error.kind() {
        std::io::ErrorKind::Other => IngestError::NotRead {
            format: "a single file that is compressed by gzip",
            instead: "it is, or as TAR.GZ or ZIP",
        },
        // Its compression is at fault.
        _ => IngestError::damaged(Format::TarGz, error),
    }
}

/// A name in UTF-8 or CP949, composed as the names of other systems are, with the strokes of Unix.
fn decoded(raw: &[u8]) -> String {
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.into(),
        Err(_) => EUC_KR.decode_without_bom_handling(raw).0,
    };
    name.replace('\\', "/").trim_start_matches("./").nfc().collect()
}

/// Whether a name leads out of the folder in which it is looked up.
fn is_outside(name: &str) -> bool {
    let drive = name.as_bytes().get(1) == Some(&b':');
    name.is_empty() || name.starts_with('/') || drive || name.contains('\0') || name.split('/').any(|part| part == "..")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            out.start_file(*name, SimpleFileOptions::default()).unwrap();
            out.write_all(bytes).unwrap();
        }
        out.finish().unwrap().into_inner()
    }

    fn names(bytes: &[u8], format: Format) -> Result<Vec<(String, bool)>, IngestError> {
        let mut found = Vec::new();
        each(Cursor::new(bytes), format, bytes.len() as u64, &|_| true, &mut |p: Packed| {
            found.push((p.name, p.bytes.is_ok()));
            Ok::<(), IngestError>(())
        })?;
        Ok(found)
    }

    #[test]
    fn files_are_named_by_their_path() {
        let inner = zip(&[("둘.txt", b"2"), ("deep.zip", &zip(&[("x.txt", b"3")]))]);
        let outer = zip(&[("가/하나.txt", b"1"), ("안.zip", &inner), ("../밖.txt", b"4"), ("__MACOSX/._x.txt", b"5")]);
        let expected =
            [("가/하나.txt", true), ("안.zip/둘.txt", true), ("안.zip/deep.zip", false), ("../밖.txt", false)];
        let found = names(&outer, Format::Zip).unwrap();
        assert_eq!(found, expected.map(|(n, ok)| (n.to_owned(), ok)));
    }

    #[test]
    fn names_of_windows_are_cp949() {
        let mut bytes = zip(&[("ABCDEF.txt", b"1")]);
        let korean = EUC_KR.encode("해솔시").0.into_owned();
        let places: Vec<usize> = (0..bytes.len() - 6).filter(|&i| bytes[i..].starts_with(b"ABCDEF")).collect();
        assert_eq!(places.len(), 2);
        places.iter().for_each(|&i| bytes[i..i + 6].copy_from_slice(&korean));
        assert_eq!(names(&bytes, Format::Zip).unwrap(), [("해솔시.txt".to_owned(), true)]);
    }

    #[test]
    fn compressed_tars_are_read() {
        let mut out = tar::Builder::new(flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast()));
        let mut header = tar::Header::new_gnu();
        header.set_size(2);
        header.set_cksum();
        out.append_data(&mut header, "폴더/하나.txt", &b"ok"[..]).unwrap();
        let bytes = out.into_inner().unwrap().finish().unwrap();
        assert_eq!(names(&bytes, Format::TarGz).unwrap(), [("폴더/하나.txt".to_owned(), true)]);
        assert!(names(&bytes[..bytes.len() / 2], Format::TarGz).is_err());
    }

    #[test]
    fn a_file_that_is_no_archive_is_told_from_a_damaged_one() {
        let gzip = |bytes: &[u8]| {
            let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            out.write_all(bytes).unwrap();
            out.finish().unwrap()
        };
        for text in ["해솔시", &"해솔시는 물길을 정비한다. ".repeat(100)] {
            assert!(matches!(names(&gzip(text.as_bytes()), Format::TarGz), Err(IngestError::NotRead { .. })), "{text}");
        }
        assert!(matches!(names(b"\x1f\x8b\x08\0\0", Format::TarGz), Err(IngestError::Damaged { .. })));
    }

    #[test]
    fn a_bomb_is_refused() {
        let zeros = vec![0; 80 << 20];
        let bomb = zip(&[("bomb.txt", &zeros)]);
        assert!(bomb.len() < 1 << 20);
        assert!(matches!(names(&bomb, Format::Zip), Err(IngestError::TooLarge(_))));
    }
}
