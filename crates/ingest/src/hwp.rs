//! HWP 5: the binary format of the Hangul word processor, a compound file of compressed streams of records.
//!
//! `unhwp` reads it, but gives the text of footnotes, running heads and captions as paragraphs among the others. So it reads a copy of the file in
//! which these are taken out and marked ([`Marks`]). The copy of a distribution document (배포용 문서) has its text decrypted.
//!
//! The format is published by Hancom: "한글 문서 파일 구조 5.0" and "한글 문서 파일 형식 배포용 문서".

mod distribution;
mod records;

use crate::content::Ingested;
use crate::marks::Marks;
use crate::package::{MOST_UNPACKED, limited};
use crate::{Format, IngestError, by_unhwp};
use cfb::CompoundFile;
use flate2::Compression;
use flate2::read::{DeflateDecoder, DeflateEncoder};
use std::io::{Cursor, Read, Write};
use unhwp::hwp5::FileHeader;

type File = CompoundFile<Cursor<Vec<u8>>>;

/// The flags of the header that tell of locks.
const CERTIFICATE: u32 = 1 << 8;
const CERTIFICATE_DRM: u32 = 1 << 10;

pub(crate) fn read(bytes: &[u8]) -> Result<Ingested, IngestError> {
    let damaged = |reason: &dyn std::fmt::Display| IngestError::damaged(Format::Hwp, reason);
    let mut file = CompoundFile::open(Cursor::new(bytes.to_vec())).map_err(|e| damaged(&e))?;
    let header = FileHeader::parse(&stream(&mut file, "/FileHeader")?).map_err(|e| damaged(&e))?;
    if header.is_encrypted() || header.properties & CERTIFICATE != 0 {
        return Err(IngestError::Password(Some(Format::Hwp)));
    }
    if header.is_drm_protected() || header.properties & CERTIFICATE_DRM != 0 {
        return Err(IngestError::RightsManaged(Some(Format::Hwp)));
    }
    let compressed = header.is_compressed();
    // What a library unpacks later must be no bomb.
    unpacked(&stream(&mut file, "/DocInfo")?, compressed)?;
    let mut marks = Marks::default();
    let mut section = 0;
    loop {
        let (target, source) = (format!("/BodyText/Section{section}"), format!("/ViewText/Section{section}"));
        let raw = if header.is_distribution() && file.exists(&source) {
            distribution::decrypt(&stream(&mut file, &source)?).map_err(|e| damaged(&e))?
        } else if header.is_distribution() {
            // What stands in its place only says so.
            return Err(damaged(&"it is a distribution document (배포용) without its text"));
        } else if file.exists(&target) {
            stream(&mut file, &target)?
        } else {
            break;
        };
        let marked = records::mark(&unpacked(&raw, compressed)?, &mut marks).map_err(|e| damaged(&e))?;
        replace(&mut file, &target, &packed(&marked, compressed)).map_err(|e| damaged(&e))?;
        section += 1;
        if header.is_distribution() && !file.exists(format!("/ViewText/Section{section}")) {
            break;
        }
    }
    if section == 0 {
        return Err(damaged(&"it has no text"));
    }
    let copy = file.into_inner().into_inner();
    by_unhwp::read(&copy, Format::Hwp, &marks)
}

fn stream(file: &mut File, name: &str) -> Result<Vec<u8>, IngestError> {
    let stream = file.open_stream(name).map_err(|e| IngestError::damaged(Format::Hwp, format!("{name}: {e}")))?;
    limited(stream, MOST_UNPACKED, Format::Hwp, name)
}

fn replace(file: &mut File, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    if !file.exists("/BodyText") {
        file.create_storage("/BodyText")?;
    }
    let mut stream = file.create_stream(name)?;
    stream.write_all(bytes)?;
    stream.flush()
}

fn unpacked(bytes: &[u8], compressed: bool) -> Result<Vec<u8>, IngestError> {
    if !compressed {
        return Ok(bytes.to_vec());
    }
    limited(DeflateDecoder::new(bytes), MOST_UNPACKED, Format::Hwp, "its text")
}

fn packed(bytes: &[u8], compressed: bool) -> Vec<u8> {
    if !compressed {
        return bytes.to_vec();
    }
    let mut out = Vec::new();
    // Reading from memory does not fail.
    let _ = DeflateEncoder::new(bytes, Compression::fast()).read_to_end(&mut out);
    out
}
