//! The rows of a seed file.

use crate::seeds::SeedError;
use csv::{Position, StringRecord};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::io::Cursor;
use unicode_normalization::is_nfc;

/// Reads the rows of a CSV file with their lines.
pub(crate) fn rows<T: DeserializeOwned>(file: &str, text: &str) -> Result<Vec<(u64, T)>, SeedError> {
    let mut rows = Rows::new(file, text)?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(row);
    }
    Ok(all)
}

/// The rows of a CSV file, one after the other, so that a row may borrow its fields.
///
/// All seeds are read at each start. Nearly all of their lines are plain: they have no quotation mark, and as many fields as the
/// header. Such a line is cut at its commas; [`csv`] reads the others, and reports what is wrong.
pub(crate) struct Rows<'t> {
    file: &'t str,
    text: &'t str,
    headers: StringRecord,
    record: StringRecord,
    /// Where the next record begins.
    position: Position,
    general: Option<csv::Reader<Cursor<&'t [u8]>>>,
}

impl<'t> Rows<'t> {
    pub(crate) fn new(file: &'t str, text: &'t str) -> Result<Self, SeedError> {
        let (headers, record) = (StringRecord::new(), StringRecord::new());
        let mut rows = Self { file, text, headers, record, position: Position::new(), general: None };
        rows.read().map_err(|e| SeedError::row(file, 1, e.to_string()))?;
        rows.headers = rows.record.clone();
        Ok(rows)
    }

    /// The next row with its line, counted from 1.
    pub(crate) fn next<'r, T: Deserialize<'r>>(&'r mut self) -> Result<Option<(u64, T)>, SeedError> {
        let more = self.read().map_err(|e| {
            let line = e.position().map_or(0, Position::line);
            SeedError::row(self.file, line, e.to_string())
        })?;
        if !more {
            return Ok(None);
        }
        let line = self.record.position().map_or(0, Position::line);
        let plain = is_plain(self.record.as_byte_record().as_slice());
        if let Some(bad) = self.record.iter().find(|f| !(plain || is_plain(f.as_bytes()) || is_nfc(f))) {
            return Err(SeedError::row(self.file, line, format!("`{bad}` is not in Unicode normal form C")));
        }
        let row = self.record.deserialize(Some(&self.headers));
        row.map(|row| Some((line, row))).map_err(|e| SeedError::row(self.file, line, e.to_string()))
    }

    /// Reads the next record; whether there is one.
    fn read(&mut self) -> csv::Result<bool> {
        let at = usize::try_from(self.position.byte()).unwrap_or(usize::MAX);
        let Some(rest) = self.text.get(at..).filter(|rest| !rest.is_empty()) else { return Ok(false) };
        if let Some(len) = self.cut(rest) {
            self.record.set_position(Some(self.position.clone()));
            let (line, record) = (self.position.line(), self.position.record());
            self.position.set_byte((at + len + 1) as u64).set_line(line + 1).set_record(record + 1);
            return Ok(true);
        }
        let reader = self.general.get_or_insert_with(|| csv::Reader::from_reader(Cursor::new(self.text.as_bytes())));
        if at == 0 {
            self.record = reader.headers()?.clone();
        } else {
            reader.seek(self.position.clone())?;
            if !reader.read_record(&mut self.record)? {
                return Ok(false);
            }
        }
        self.position = reader.position().clone();
        Ok(true)
    }

    /// Cuts the first line of a text into the fields of the record, and returns its length; `None` if it is not plain.
    fn cut(&mut self, text: &str) -> Option<usize> {
        self.record.clear();
        let (mut start, mut end) = (0, text.len());
        for (at, byte) in text.bytes().enumerate() {
            match byte {
                b',' => {
                    self.record.push_field(&text[start..at]);
                    start = at + 1;
                }
                b'\n' => {
                    end = at;
                    break;
                }
                b'"' | b'\r' => return None,
                _ => {}
            }
        }
        self.record.push_field(&text[start..end]);
        let whole = self.headers.is_empty() || self.record.len() == self.headers.len();
        (whole && end > 0 && !text.starts_with('\u{feff}')).then_some(end)
    }
}

/// Whether a text is of ASCII and Hangul from U+AC00 on, which are their own normal form C: told by the bytes that open characters,
/// without a look at each character.
fn is_plain(text: &[u8]) -> bool {
    let next = text.iter().skip(1);
    text.iter().zip(next).fold(true, |plain, (&byte, &next)| {
        let hangul = matches!(byte, 0xeb..=0xed) | ((byte == 0xea) & (next >= 0xb0));
        plain & ((byte < 0xc0) | hangul)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What [`csv`] alone reads.
    fn general(text: &str) -> Vec<(u64, Vec<String>)> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let records = reader.records().map(Result::unwrap);
        records.map(|r| (r.position().unwrap().line(), r.iter().map(str::to_owned).collect())).collect()
    }

    #[test]
    fn plain_and_other_lines_are_read_as_by_the_general_reader() {
        for text in [
            "a,b\n1,2\n3,4\n",
            "a,b\n1,2\n\n\n3,4",
            "a,b\r\n1,2\r\n\"3\n,\",4\r\n5,6\r\n",
            "a,b\n1,\"2\"\"\"\n3,4\n\"5\n6\",7\n,\n",
            "\"a\",b\n1,2\n3,4\n",
            "\u{feff}a,b\n1,2\n\"3\",4\n5,6\n",
            "a\n1\n\n\n2\n",
            "a,b\n",
        ] {
            assert_eq!(rows::<Vec<String>>("a.csv", text).unwrap(), general(text), "{text:?}");
        }
    }

    #[test]
    fn what_is_wrong_is_named_by_line() {
        let wrong = |text: &str| rows::<(String, u8)>("a.csv", text).unwrap_err().to_string();
        assert!(wrong("a,b\n1,2\n3\n").starts_with("a.csv:3: CSV error: record 2 (line: 3, byte: 8): found record"));
        assert!(
            wrong("a,b\n\"1\",2\n3,x\n").starts_with("a.csv:3: CSV deserialize error: record 2 (line: 3, byte: 10)")
        );
        assert_eq!(
            wrong("a,b\n1,2\n\u{1100}\u{1161},2\n"),
            "a.csv:3: `\u{1100}\u{1161}` is not in Unicode normal form C"
        );
    }
}
