//! The rows of a seed file.

use crate::field::Field;
use crate::files::SeedError;
use csv::Position;
use serde::de::DeserializeOwned;
use serde::de::value::MapDeserializer;
use unicode_normalization::is_nfc;

/// Reads the rows of a CSV file with their lines.
pub(crate) fn rows<T: DeserializeOwned>(file: &str, text: &str) -> Result<Vec<(u64, T)>, SeedError> {
    let wrong = |e: csv::Error| SeedError::row(file, e.position().map_or(1, Position::line), e.to_string());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().map_err(wrong)?.clone();
    let mut all = Vec::new();
    for record in reader.records() {
        let record = record.map_err(wrong)?;
        let line = record.position().map_or(0, Position::line);
        if let Some(bad) = record.iter().find(|field| !is_nfc(field)) {
            return Err(SeedError::row(file, line, format!("`{bad}` is not in Unicode normal form C")));
        }
        let row = T::deserialize(MapDeserializer::new(headers.iter().zip(record.iter().map(Field))));
        all.push((line, row.map_err(|e| SeedError::row(file, line, e.to_string()))?));
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

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
