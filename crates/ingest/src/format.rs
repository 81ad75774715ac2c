//! What a file is, by its bytes.

use crate::IngestError;
use crate::package;
use std::io::{Read, Seek};

/// A format that is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Text in any encoding, Markdown too: what is nothing else.
    #[default]
    Text,
    /// A web page.
    Html,
    /// Hangul word processor, binary.
    Hwp,
    /// Hangul word processor, zipped XML.
    Hwpx,
    /// Hangul word processor, one XML file.
    Hwpml,
    /// Word.
    Docx,
    /// Excel.
    Xlsx,
    /// PowerPoint.
    Pptx,
    /// OpenDocument text.
    Odt,
    /// Portable document format.
    Pdf,
    /// An archive of files.
    Zip,
    /// A compressed archive of files.
    TarGz,
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Text => "text",
            Self::Html => "HTML",
            Self::Hwp => "HWP",
            Self::Hwpx => "HWPX",
            Self::Hwpml => "HWPML",
            Self::Docx => "DOCX",
            Self::Xlsx => "XLSX",
            Self::Pptx => "PPTX",
            Self::Odt => "ODT",
            Self::Pdf => "PDF",
            Self::Zip => "ZIP",
            Self::TarGz => "TAR.GZ",
        })
    }
}

/// Beginnings of files that are known and not read, each with what to save them as.
const NOT_READ: &[(&[u8], &str, &str)] = &[
    (b"HWP Document File V", "HWP 3 (Hangul 97 and before)", "HWP 5, HWPX or PDF"),
    (b"{\\rtf", "RTF", "DOCX"),
    (b"\x89PNG", "PNG (a picture)", "text"),
    (b"\xff\xd8\xff", "JPEG (a picture)", "text"),
    (b"GIF8", "GIF (a picture)", "text"),
    (b"II*\0", "TIFF (a picture)", "text"),
    (b"MM\0*", "TIFF (a picture)", "text"),
    (b"Rar!\x1a\x07", "RAR", "ZIP"),
    (b"7z\xbc\xaf\x27\x1c", "7z", "ZIP"),
    (b"EGGA", "EGG (ALZip)", "ZIP"),
    (b"ALZ\x01", "ALZ (ALZip)", "ZIP"),
    (b"BZh", "bzip2", "ZIP or TAR.GZ"),
    (b"\xfd7zXZ", "xz", "ZIP or TAR.GZ"),
    (b"\x28\xb5\x2f\xfd", "Zstandard", "ZIP or TAR.GZ"),
];

/// Beginnings of files that programs of rights management (DRM) have locked: those of Fasoo, SoftCamp and NASCA.
const LOCKED: &[&[u8]] = &[b"\x9b DRMONE", b"SCDSA00", b"<## NASCA DRM FILE"];

/// The first bytes of an OLE compound file: HWP 5, and the formats of Office before 2007.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// What stands at the beginning of a page or an XML file, searched for its kind.
const HEAD: usize = 4096;

impl Format {
    /// What the bytes are.
    ///
    /// # Errors
    /// There are none, or they are of a format that is known and not read.
    pub fn of(bytes: &[u8]) -> Result<Self, IngestError> {
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(IngestError::Empty);
        }
        if let Some(&(_, format, instead)) = NOT_READ.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
            return Err(IngestError::NotRead { format, instead });
        }
        if LOCKED.iter().any(|mark| bytes.starts_with(mark)) {
            return Err(IngestError::RightsManaged(None));
        }
        // A reader of PDF lets other bytes stand before the header.
        if bytes[..bytes.len().min(1024)].windows(5).any(|w| w == b"%PDF-") {
            return Ok(Self::Pdf);
        }
        if bytes.starts_with(OLE) {
            return ole(bytes);
        }
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            return Self::of_zip(std::io::Cursor::new(bytes));
        }
        if bytes.starts_with(b"\x1f\x8b") {
            return Ok(Self::TarGz);
        }
        // The mark of an archive stands behind the name of its first file.
        if bytes.get(257..262).is_some_and(|mark| mark == b"ustar") {
            return Err(IngestError::NotRead { format: "TAR", instead: "TAR.GZ or ZIP" });
        }
        Ok(marked_up(&bytes[..bytes.len().min(HEAD)]))
    }

    /// What a zipped file is, of which only the names of the files in it are read.
    ///
    /// # Errors
    /// It is damaged, or of a format that is known and not read.
    pub fn of_zip(package: impl Read + Seek) -> Result<Self, IngestError> {
        package::kind(package)
    }

    /// Whether it holds other files.
    #[must_use]
    pub fn is_archive(self) -> bool {
        matches!(self, Self::Zip | Self::TarGz)
    }
}

/// Names of directory entries of compound files stand in UTF-16.
fn ole(bytes: &[u8]) -> Result<Format, IngestError> {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|w| w == name)
    };
    let not_read = |format, instead| Err(IngestError::NotRead { format, instead });
    if has("FileHeader") || bytes.windows(17).any(|w| w == b"HWP Document File") {
        Ok(Format::Hwp)
    } else if has("EncryptedPackage") {
        // DOCX, XLSX or PPTX: which of them is encrypted with it.
        Err(IngestError::Password(None))
    } else if has("WordDocument") {
        not_read("DOC (Word before 2007)", "DOCX")
    } else if has("Workbook") {
        not_read("XLS (Excel before 2007)", "XLSX")
    } else if has("PowerPoint Document") {
        not_read("PPT (PowerPoint before 2007)", "PPTX")
    } else {
        not_read("this kind of OLE compound file", "HWPX, DOCX or PDF")
    }
}

/// HWPML and HTML by their first element, in any encoding that keeps ASCII or is UTF-16.
fn marked_up(head: &[u8]) -> Format {
    let text: String = head.iter().filter(|&&b| b != 0).map(|&b| char::from(b).to_ascii_lowercase()).collect();
    let text = text.trim_start_matches(|c: char| !c.is_ascii() || c.is_whitespace());
    if !text.starts_with('<') {
        return Format::Text;
    }
    if text.contains("<hwpml") {
        return Format::Hwpml;
    }
    let opens = |tag: &str| {
        text.match_indices(tag).any(|(at, _)| !text[at + tag.len()..].starts_with(|c: char| c.is_alphanumeric()))
    };
    let page = text.starts_with("<!doctype html")
        || ["<html", "<head", "<body", "<table", "<div", "<meta"].iter().any(|t| opens(t));
    if page { Format::Html } else { Format::Text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_tells_the_format() {
        for (bytes, format) in [
            (&b"%PDF-1.7\n"[..], Format::Pdf),
            (b"<!DOCTYPE html><html>", Format::Html),
            (b"\xef\xbb\xbf<?xml version=\"1.0\"?><HWPML Version=\"2.8\">", Format::Hwpml),
            (b"<\xed\x91\x9c 1> \xed\x98\x84\xed\x99\xa9", Format::Text),
            (b"# title\n", Format::Text),
            ("NASCA DRM FILE과 DRMONE: 문서 보안 정책".as_bytes(), Format::Text),
            (b"\x1f\x8b\x08", Format::TarGz),
        ] {
            assert_eq!(Format::of(bytes), Ok(format), "{bytes:?}");
        }
    }

    #[test]
    fn what_is_not_read_is_named() {
        let line = |bytes: &[u8]| Format::of(bytes).unwrap_err().to_string();
        assert!(line(b"HWP Document File V3.00 \x1a\x01").starts_with("HWP 3"));
        assert!(line(b"\x89PNG\r\n").contains("picture"));
        for locked in
            [&b"\x9b DRMONE  This Document is encrypted"[..], b"SCDSA004\0", b"<## NASCA DRM FILE - VER1.00 ##>"]
        {
            assert_eq!(line(locked), "the file is locked by rights management (DRM): save it without");
        }
        // An encrypted file of Office does not tell whether it is a text, a workbook or slides.
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(line(&[OLE, &name].concat()), "the file has a password: save it without one");
        let tar = [&[b'a'; 257][..], b"ustar\0"].concat();
        assert_eq!(line(&tar), "TAR is not read: save it as TAR.GZ or ZIP");
        assert_eq!(line(b" \n"), "the file is empty");
    }
}
