//! Zipped packages: HWPX, DOCX, XLSX, PPTX, ODT, and plain archives.

use crate::{Format, IngestError};
use std::io::{Cursor, Read, Seek};
use zip::ZipArchive;
use zip::result::ZipError;

/// The most bytes that a package may unpack to, without its pictures.
pub(crate) const MOST_UNPACKED: u64 = 256 << 20;
/// The most files in a package.
const MOST_FILES: usize = 20_000;

pub(crate) type Package<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// Opens a package.
pub(crate) fn open(bytes: &[u8], format: Format) -> Result<Package<'_>, IngestError> {
    let package = ZipArchive::new(Cursor::new(bytes)).map_err(|e| IngestError::damaged(format, e))?;
    if package.len() > MOST_FILES {
        return Err(IngestError::TooLarge(format!("it has {} files, more than {MOST_FILES}", package.len())));
    }
    Ok(package)
}

/// What the files in a package show it to be.
pub(crate) fn kind(package: impl Read + Seek) -> Result<Format, IngestError> {
    let mut package = ZipArchive::new(package).map_err(|e| IngestError::damaged(Format::Zip, e))?;
    let has = |name: &str| package.index_for_name(name).is_some();
    if has("Contents/header.xml") || has("Contents/content.hpf") {
        return Ok(Format::Hwpx);
    }
    if has("word/document.xml") {
        return Ok(Format::Docx);
    }
    if has("xl/workbook.xml") {
        return Ok(Format::Xlsx);
    }
    if has("ppt/presentation.xml") {
        return Ok(Format::Pptx);
    }
    let Some(mimetype) = package.index_for_name("mimetype") else { return Ok(Format::Zip) };
    let mut kind = String::new();
    let read = package.by_index(mimetype).map(|f| f.take(200).read_to_string(&mut kind));
    let not_read = |format| Err(IngestError::NotRead { format, instead: "PDF, DOCX or HWPX" });
    match kind.trim() {
        "application/vnd.oasis.opendocument.text" => Ok(Format::Odt),
        "application/hwp+zip" => Ok(Format::Hwpx),
        k if k.starts_with("application/vnd.oasis.opendocument") => not_read("this kind of OpenDocument file"),
        "application/epub+zip" => not_read("EPUB"),
        _ if read.is_err() => Err(IngestError::damaged(Format::Zip, "its mimetype cannot be read")),
        _ => Ok(Format::Zip),
    }
}

/// A file of a package as text; nothing if there is none of this name.
pub(crate) fn text(package: &mut Package<'_>, name: &str, format: Format) -> Result<Option<String>, IngestError> {
    let Some(bytes) = file(package, name, format)? else { return Ok(None) };
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").map(<[u8]>::to_vec).unwrap_or(bytes);
    String::from_utf8(bytes).map(Some).map_err(|_| IngestError::damaged(format, format!("{name} is not UTF-8")))
}

/// A file of a package; nothing if there is none of this name.
pub(crate) fn file(package: &mut Package<'_>, name: &str, format: Format) -> Result<Option<Vec<u8>>, IngestError> {
    let file = match package.by_name(name) {
        Ok(file) => file,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(e) => return Err(of_zip(&e, format)),
    };
    limited(file, MOST_UNPACKED, format, name).map(Some)
}

/// All bytes of a reader, up to a limit.
pub(crate) fn limited(file: impl Read, most: u64, format: Format, name: &str) -> Result<Vec<u8>, IngestError> {
    let mut bytes = Vec::new();
    file.take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| IngestError::damaged(format, format!("{name} cannot be unpacked: {e}")))?;
    if bytes.len() as u64 > most {
        return Err(IngestError::TooLarge(format!("{name} unpacks to more than {} MB", most >> 20)));
    }
    Ok(bytes)
}

/// The error of a file in an archive.
pub(crate) fn of_zip(error: &ZipError, format: Format) -> IngestError {
    match error {
        ZipError::UnsupportedArchive(reason) if *reason == ZipError::PASSWORD_REQUIRED => {
            IngestError::Password(Some(format))
        }
        e => IngestError::damaged(format, e),
    }
}

/// Refuses a package whose text unpacks to more than is read, before a library unpacks it.
pub(crate) fn check(bytes: &[u8], format: Format) -> Result<(), IngestError> {
    let mut package = open(bytes, format)?;
    let mut total = 0_u64;
    for i in 0..package.len() {
        let file = package.by_index(i).map_err(|e| of_zip(&e, format))?;
        let name = file.name().map_err(|e| of_zip(&e, format))?.into_owned();
        if !name.ends_with(".xml") && !name.ends_with(".rels") {
            continue;
        }
        // What the directory says can be a lie: it is unpacked, and thrown away.
        let unpacked = std::io::copy(&mut file.take(MOST_UNPACKED + 1 - total), &mut std::io::sink());
        total += unpacked.map_err(|e| IngestError::damaged(format, format!("{name} cannot be unpacked: {e}")))?;
        if total > MOST_UNPACKED {
            return Err(IngestError::TooLarge(format!("it unpacks to more than {} MB", MOST_UNPACKED >> 20)));
        }
    }
    Ok(())
}
