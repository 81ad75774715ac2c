//! The rows of a seed file.

use crate::field::Field;
use crate::files::SeedError;
use csv::{Position, StringRecord};
use policygraph_korean::name::is_normal;
use serde::de::DeserializeOwned;
use serde::de::value::MapDeserializer;
use std::borrow::Cow;
use std::io::Cursor;
use unicode_normalization::is_nfc;

/// Reads the rows of a CSV file with their lines.
pub(crate) fn rows<T: DeserializeOwned>(file: &str, text: &str) -> Result<Vec<(u64, T)>, SeedError> {
    let mut rows = Rows::new(file, text)?;
    let headers = rows.headers.clone();
    let mut all = Vec::new();
    while let Some((line, fields)) = rows.next()? {
        let row = headers.iter().map(|name| &**name).zip(fields.iter().map(|field| Field(field)));
        let row = T::deserialize(MapDeserializer::new(row));
        all.push((line, row.map_err(|e| SeedError::row(file, line, e.to_string()))?));
    }
    Ok(all)
}

/// The line of a row, counted from 1, and its fields.
pub(crate) type Row<'r, 't> = (u64, &'r mut [Cow<'t, str>]);

/// The rows of a CSV file, one after the other.
///
/// Nearly all lines of the seeds are plain: each is a record of as many fields as the header, and its quotation marks only stand
/// around fields. Such a line is cut here; [`csv`] reads the others, and reports what is wrong.
pub(crate) struct Rows<'f, 't> {
    file: &'f str,
    text: &'t str,
    headers: Vec<Cow<'t, str>>,
    fields: Vec<Cow<'t, str>>,
    /// The line of the record that was read last.
    line: u64,
    /// Where the next one begins.
    next: Position,
    /// Whether that record is surely in Unicode normal form C.
    plain: bool,
    general: Option<csv::Reader<Cursor<&'t [u8]>>>,
}

impl<'f, 't> Rows<'f, 't> {
    pub(crate) fn new(file: &'f str, text: &'t str) -> Result<Self, SeedError> {
        let (headers, fields) = (Vec::new(), Vec::new());
        let mut rows =
            Self { file, text, headers, fields, line: 1, next: Position::new(), plain: false, general: None };
        rows.read().map_err(|e| SeedError::row(file, 1, e.to_string()))?;
        rows.headers = rows.fields.clone();
        Ok(rows)
    }

    /// The place of a column.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.headers.iter().position(|header| header == name)
    }

    /// The next row.
    pub(crate) fn next(&mut self) -> Result<Option<Row<'_, 't>>, SeedError> {
        let more = self.read().map_err(|e| {
            let line = e.position().map_or(0, Position::line);
            SeedError::row(self.file, line, e.to_string())
        })?;
        if !more {
            return Ok(None);
        }
        let line = self.line;
        if let Some(bad) = self.fields.iter().find(|f| !(self.plain || f.chars().all(is_normal) || is_nfc(f))) {
            return Err(SeedError::row(self.file, line, format!("`{bad}` is not in Unicode normal form C")));
        }
        Ok(Some((line, &mut self.fields)))
    }

    /// Reads the next record; whether there is one.
    fn read(&mut self) -> csv::Result<bool> {
        let at = usize::try_from(self.next.byte()).unwrap_or(usize::MAX);
        let Some(rest) = self.text.get(at..).filter(|rest| !rest.is_empty()) else { return Ok(false) };
        self.fields.clear();
        let length = cut(rest, &mut self.fields);
        if let Some(length) = length.filter(|_| self.headers.is_empty() || self.fields.len() == self.headers.len()) {
            self.plain = is_plain(&rest.as_bytes()[..length]);
            self.line = self.next.line();
            let record = self.next.record();
            self.next.set_byte((at + length + 1) as u64).set_line(self.line + 1).set_record(record + 1);
            return Ok(true);
        }
        let reader = self.general.get_or_insert_with(|| csv::Reader::from_reader(Cursor::new(self.text.as_bytes())));
        let mut record = StringRecord::new();
        if at == 0 {
            record = reader.headers()?.clone();
        } else {
            reader.seek(self.next.clone())?;
            if !reader.read_record(&mut record)? {
                return Ok(false);
            }
        }
        self.plain = false;
        self.fields = record.iter().map(|field| Cow::Owned(field.to_owned())).collect();
        self.line = record.position().unwrap_or(&self.next).line();
        self.next = reader.position().clone();
        Ok(true)
    }
}

/// Cuts the first line of a text into the fields of a record, and returns its length; `None` if more than a look at its commas and
/// quotation marks is needed.
fn cut<'t>(text: &'t str, fields: &mut Vec<Cow<'t, str>>) -> Option<usize> {
    if text.starts_with(['\n', '\u{feff}']) {
        return None;
    }
    let bytes = text.as_bytes();
    let (mut start, mut at) = (0, 0);
    // All marks are below, and hardly a letter.
    while let Some(length) = bytes[at..].iter().position(|&byte| byte <= b',') {
        at += length;
        match bytes[at] {
            b',' => {
                fields.push(Cow::Borrowed(&text[start..at]));
                start = at + 1;
            }
            b'\n' => {
                fields.push(Cow::Borrowed(&text[start..at]));
                return Some(at);
            }
            b'"' => return cut_quoted(text, fields),
            b'\r' => return None,
            _ => {}
        }
        at += 1;
    }
    fields.push(Cow::Borrowed(&text[start..]));
    Some(text.len())
}

/// As [`cut`], of a line with quotation marks.
fn cut_quoted<'t>(text: &'t str, fields: &mut Vec<Cow<'t, str>>) -> Option<usize> {
    fields.clear();
    let line = &text[..text.find('\n').unwrap_or(text.len())];
    let mut rest = line;
    loop {
        let (field, after) = match rest.strip_prefix('"') {
            Some(inside) => inside.split_once('"')?,
            None => rest.split_at(rest.find(',').unwrap_or(rest.len())),
        };
        if field.contains(['"', '\r']) {
            return None;
        }
        fields.push(Cow::Borrowed(field));
        if after.is_empty() {
            return Some(line.len());
        }
        rest = after.strip_prefix(',')?;
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
    use serde::Deserialize;

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
            "a,b\n\"1,1\",2\n3,\"4\"\n\"\",\"\"\n5\"6\",7\n",
            "a,b\n",
        ] {
            let mut rows = Rows::new("a.csv", text).unwrap();
            let mut read = Vec::new();
            while let Some((line, fields)) = rows.next().unwrap() {
                read.push((line, fields.iter().map(|field| field.to_string()).collect()));
            }
            assert_eq!(read, general(text), "{text:?}");
        }
    }

    #[test]
    fn what_is_wrong_is_named_by_line() {
        #[derive(Debug, Deserialize)]
        #[expect(dead_code, reason = "it is not read")]
        struct Numbered {
            a: String,
            b: u64,
        }
        let wrong = |text: &str| rows::<Numbered>("a.csv", text).unwrap_err().to_string();
        assert!(wrong("a,b\n1,2\n3\n").starts_with("a.csv:3: CSV error: record 2 (line: 3, byte: 8): found record"));
        assert_eq!(wrong("a,b\n\"1\",2\n3,x\n"), "a.csv:3: `x`: invalid digit found in string");
        assert_eq!(wrong("a,c\n1,2\n"), "a.csv:2: missing field `b`");
        assert_eq!(
            wrong("a,b\n1,2\n\u{1100}\u{1161},2\n"),
            "a.csv:3: `\u{1100}\u{1161}` is not in Unicode normal form C"
        );
    }
}
