//! Workbooks with what is seldom in them: gaps between rows, sheets without words or a name, and more columns than are read.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail with the test")]

#[expect(dead_code, reason = "the makers also serve the tests of the program")]
#[path = "../../../tests/cli/documents/makers.rs"]
mod makers;

use policygraph_ingest::{IngestError, Ingested, read};

fn cell(name: &str, text: &str) -> String {
    format!("<c r='{name}' t='inlineStr'><is><t>{text}</t></is></c>")
}

fn sheets(sheets: &[(&str, String)]) -> Result<Ingested, IngestError> {
    let sheets: Vec<(&str, &str)> = sheets.iter().map(|(name, rows)| (*name, rows.as_str())).collect();
    read(&makers::workbook(&sheets))
}

/// The text, and the cell of each line of it.
fn lines(ingested: &Ingested) -> Vec<(String, String)> {
    let rendered = ingested.render();
    let mut start = 0;
    let mut lines = Vec::new();
    for line in rendered.text.split_inclusive('\n') {
        let place = rendered.places.at(start + 2).or(rendered.places.at(0)).unwrap();
        lines.push((line.trim_end().to_owned(), place.to_string()));
        start += u32::try_from(line.chars().count()).unwrap();
    }
    lines
}

#[test]
fn cells_keep_their_rows() {
    let rows = format!(
        "<row r='1' ht='20'/><row r='2'/><row r='3'>{}</row><row r='4'/><row r='6'>{}{}</row><row r='7'>{}{}</row>",
        cell("B3", "해솔시는 물길을 정비한다."),
        cell("B6", "사업명"),
        cell("C6", "2026"),
        cell("B7", "해솔 사업"),
        cell("C7", "12")
    );
    let read = sheets(&[("차트", String::new()), ("", cell("A1", "미르시")), ("예산", rows)]).unwrap();
    let lines = lines(&read);
    let at = |text: &str| &lines.iter().find(|(line, _)| line.contains(text)).unwrap().1;
    assert_eq!((at("해솔시는"), at("해솔 사업")), (&"시트 2, B3".to_owned(), &"시트 2, B7".to_owned()));
    // A sheet without words is not named, and one without a name is none.
    assert!(!lines.iter().any(|(line, _)| line.contains("차트") || line.contains("미르시")), "{lines:?}");
}

#[test]
fn columns_that_are_not_read_are_told() {
    let row = |far: &str| format!("<row r='1'>{}{}</row>", cell("A1", "해솔시"), cell(far, "미르시"));
    assert_eq!(sheets(&[("가", row("SR1"))]).unwrap().notes, Vec::<String>::new());
    let read = sheets(&[("가", row("A1")), ("나", row("TA1"))]).unwrap();
    assert_eq!(read.notes, ["sheet 2: cells beyond its first 512 columns were not read"]);
}

#[test]
fn rows_that_are_filled_to_their_ends_are_too_large() {
    let rows: String =
        (1..300).map(|row| format!("<row r='{row}'>{}</row>", cell(&format!("XFD{row}"), "1"))).collect();
    assert!(matches!(sheets(&[("가", rows)]), Err(IngestError::TooLarge(_))));
}
