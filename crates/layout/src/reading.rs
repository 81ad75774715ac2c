//! Encodings: bytes to text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_KR, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use sha2::{Digest, Sha256};

/// The text of a file.
#[derive(Debug, Clone)]
pub struct Decoded {
    /// Its characters, without byte order mark.
    pub text: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub digest: String,
    /// Oddities met while decoding.
    pub notes: Vec<String>,
    /// Whether each line is known to be a whole paragraph, so that none goes on in the next.
    pub whole_paragraphs: bool,
}

/// Why bytes are no text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// There is nothing in the file.
    #[error("the file is empty")]
    Empty,
    /// The file has bytes that no text has.
    #[error("the file is binary, not text: line {line} has the control character U+{control:04X}")]
    Binary {
        /// Line, from 1.
        line: usize,
        /// The character.
        control: u32,
    },
    /// The bytes are valid in none of the encodings read.
    #[error("the encoding is not known: read are UTF-8, UTF-16 and CP949 (EUC-KR), and line {line} is none of them")]
    UnknownEncoding {
        /// Line of the first bytes that do not fit, from 1.
        line: usize,
    },
}

/// Decodes UTF-8 (with or without byte order mark), UTF-16 (either order, with or without mark) or CP949.
///
/// # Errors
/// The file is empty, binary or in another encoding.
pub fn read(bytes: &[u8]) -> Result<Decoded, ReadError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    let (encoding, body) = match Encoding::for_bom(bytes) {
        Some((encoding, len)) => (encoding, &bytes[len..]),
        None => (guess(bytes), bytes),
    };
    let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(body) else {
        return Err(ReadError::UnknownEncoding { line: line_of_error(encoding, body) });
    };
    if let Some((at, control)) = text
        .char_indices()
        .find(|&(_, c)| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{b}' | '\u{85}'))
    {
        return Err(ReadError::Binary { line: text[..at].matches('\n').count() + 1, control: control.into() });
    }
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let mut notes = Vec::new();
    if encoding != UTF_8 {
        notes.push(format!("decoded from {}", encoding.name()));
    }
    let lost = text.matches('\u{fffd}').count();
    if lost > 0 {
        notes.push(format!("{lost} characters were lost before this file was written (U+FFFD)"));
    }
    let digest = digest(bytes);
    Ok(Decoded { text: text.into_owned(), digest, notes, whole_paragraphs: false })
}

/// SHA-256 of bytes, in hexadecimal.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

/// The encoding of bytes without a byte order mark.
fn guess(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    // Text in UTF-16 has line ends and blanks with a zero byte on one side, and no zero pairs.
    let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if bytes.len().is_multiple_of(2) && even.max(odd) * 50 > bytes.len() && even.min(odd) * 10 < even.max(odd) {
        return if even > odd { UTF_16BE } else { UTF_16LE };
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    // Anything else than Korean is decoded as the broken UTF-8 that it is, so that the error names its line.
    let guessed = detector.guess(Some(b"kr"), Utf8Detection::Allow);
    if guessed == EUC_KR { EUC_KR } else { UTF_8 }
}

/// The line of the first malformed bytes.
fn line_of_error(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len()));
    let (_, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    bytes[..read.min(bytes.len())].iter().filter(|&&b| b == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "Ⅰ 동향\n○ 과학기술 정책을 발표함\n";

    #[test]
    fn all_encodings_give_the_same_text() {
        let utf16 = |order: fn(u16) -> [u8; 2]| TEXT.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        let little = utf16(u16::to_le_bytes);
        let with_mark = [&[0xff, 0xfe][..], &little].concat();
        for bytes in [
            TEXT.as_bytes().to_vec(),
            format!("\u{feff}{TEXT}").into_bytes(),
            little,
            utf16(u16::to_be_bytes),
            with_mark,
            EUC_KR.encode(TEXT).0.into_owned(),
        ] {
            assert_eq!(read(&bytes).unwrap().text, TEXT, "{bytes:?}");
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(read(b"").unwrap_err(), ReadError::Empty);
        assert_eq!(read(b" \n\n").unwrap_err(), ReadError::Empty);
        assert!(matches!(read(b"\x7fELF\x02\x01\x01\0\0").unwrap_err(), ReadError::Binary { line: 1, .. }));
        assert_eq!(read(b"ok\n\xff\xff\xff\x80 text\n").unwrap_err(), ReadError::UnknownEncoding { line: 2 });
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes);
        }
    }
}
