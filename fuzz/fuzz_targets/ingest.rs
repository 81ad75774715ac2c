//! Any bytes through the readers of documents: no panic, and places up to the end of the text. The first byte chooses the reader, and the rest is put where its
//! own parser looks, since a fuzzer does not find its way through compression.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        out.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Stored)).unwrap();
        out.write_all(content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// A file of HWP 5 with these records as its text.
fn hwp(records: &[u8]) -> Vec<u8> {
    let mut header = b"HWP Document File".to_vec();
    header.resize(32, 0);
    header.extend([1, 0, 1, 5]);
    header.resize(256, 0);
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_storage("/BodyText").unwrap();
    for (name, content) in [("/FileHeader", header.as_slice()), ("/DocInfo", &[]), ("/BodyText/Section0", records)] {
        file.create_stream(name).unwrap().write_all(content).unwrap();
    }
    file.into_inner().into_inner()
}

const HPF: &[u8] = b"<opf:package xmlns:opf='http://www.idpf.org/2007/opf/'><opf:manifest><opf:item id='section0' href='Contents/section0.xml' media-type='application/xml'/></opf:manifest><opf:spine><opf:itemref idref='section0'/></opf:spine></opf:package>";
const TYPES: &[u8] = b"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='xml' ContentType='application/xml'/><Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>";
const RELATIONS: &[u8] = b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='word/document.xml'/></Relationships>";

const SHEET_TYPES: &[u8] = b"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='xml' ContentType='application/xml'/><Override PartName='/xl/workbook.xml' ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/></Types>";
const SHEET_RELATIONS: &[u8] = b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='xl/workbook.xml'/></Relationships>";
const WORKBOOK: &[u8] = b"<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets><sheet name='a' sheetId='1' r:id='r1'/></sheets></workbook>";
const WORKBOOK_RELATIONS: &[u8] = b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet' Target='sheet1.xml'/></Relationships>";

fuzz_target!(|bytes: &[u8]| {
    let Some((&reader, rest)) = bytes.split_first() else { return };
    let file = match reader {
        b'r' => hwp(rest),
        b'x' => zipped(&[
            ("mimetype", b"application/hwp+zip"),
            ("Contents/content.hpf", HPF),
            ("Contents/header.xml", b"<hh:head xmlns:hh='http://www.hancom.co.kr/hwpml/2011/head'/>"),
            ("Contents/section0.xml", rest),
        ]),
        b'o' => zipped(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", rest)]),
        b'd' => zipped(&[("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", rest)]),
        b's' => zipped(&[
            ("[Content_Types].xml", SHEET_TYPES),
            ("_rels/.rels", SHEET_RELATIONS),
            ("xl/workbook.xml", WORKBOOK),
            ("xl/_rels/workbook.xml.rels", WORKBOOK_RELATIONS),
            ("xl/sheet1.xml", rest),
        ]),
        // HTML and HWPML, and whatever else the bytes say they are.
        _ => rest.to_vec(),
    };
    if file.windows(5).take(1024).any(|w| w == b"%PDF-") {
        // Its reader is a process.
        return;
    }
    if let Ok(ingested) = policygraph_ingest::read(&file) {
        let rendered = ingested.render();
        let end = u32::try_from(rendered.text.chars().count()).unwrap();
        assert!(rendered.places.at(end).is_some());
        assert!(rendered.continued.iter().all(|start| *start < end));
    }
});
