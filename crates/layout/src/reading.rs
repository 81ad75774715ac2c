//! Encodings: bytes to text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_KR, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use policygraph_korean::hangul::is_syllable;
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
    /// Where paragraphs are known: the code points, in their order, at which lines start that go on with the one above. Nothing for a text, where that has
    /// to be found out.
    pub paragraphs: Option<Vec<u32>>,
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
    #[error(
        "the encoding is not known: read are UTF-8, UTF-16, UTF-32 and CP949 (EUC-KR), and line {line} is none of them"
    )]
    UnknownEncoding {
        /// Line of the first bytes that do not fit, from 1.
        line: usize,
    },
}

/// What is done with a text that has a few characters that no text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Damage {
    /// It is read, and a note names their lines.
    #[default]
    Noted,
    /// It is refused.
    Refused,
}

/// One damaged character in so many is a slip of a converter; with more, the file is something else than text.
const CHARACTERS_PER_SLIP: usize = 100;

/// Decodes UTF-8 (with or without byte order mark), UTF-16 and UTF-32 (either order, with or without mark) or CP949.
///
/// A few bytes that do not fit become U+FFFD and a few control characters U+200B, which is not seen: either is one code point, so that
/// offsets stay.
///
/// # Errors
/// The file is empty, binary or in another encoding.
pub fn read(bytes: &[u8], damage: Damage) -> Result<Decoded, ReadError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    let mut notes = Vec::new();
    let (name, mut text) = match utf_32(bytes) {
        Some(text) => ("UTF-32", text),
        None => decode(bytes, damage, &mut notes)?,
    };
    let mut slips: Vec<(usize, char)> = Vec::new();
    if may_have_slips(&text) {
        slips.extend(text.char_indices().filter(|&(_, c)| is_no_text(c)));
    }
    if let Some(&(at, control)) = slips.first() {
        let line = line_of(&text, at);
        if damage == Damage::Refused || slips.len() * CHARACTERS_PER_SLIP > text.chars().count() {
            return Err(ReadError::Binary { line, control: control.into() });
        }
        notes.push(format!(
            "control characters left out: {}, the first is U+{:04X} in line {line}",
            slips.len(),
            u32::from(control)
        ));
        text = text.chars().map(|c| if is_no_text(c) { '\u{200b}' } else { c }).collect();
    }
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    if name != "UTF-8" {
        notes.push(format!("decoded from {name}"));
    }
    let lost = text.matches('\u{fffd}').count();
    if lost > 0 && notes.iter().all(|n| !n.starts_with(MALFORMED)) {
        notes.push(format!("{lost} characters were lost before this file was written (U+FFFD)"));
    }
    let digest = digest(bytes);
    Ok(Decoded { text, digest, notes, paragraphs: None })
}

/// SHA-256 of bytes, in hexadecimal.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

/// How the note on bytes that do not fit the encoding starts.
const MALFORMED: &str = "bytes that do not fit";

/// Whether a text never has this character.
fn is_no_text(c: char) -> bool {
    // Most characters are told by their range.
    !is_syllable(c)
        && !(' '..='~').contains(&c)
        && c.is_control()
        && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{b}' | '\u{85}')
}

/// Whether a text has bytes of control characters that no text has: of those of ASCII, or of those right above it, which U+0085 is among.
///
/// All are counted, which the processor does for many bytes at once.
fn may_have_slips(text: &str) -> bool {
    let bytes = text.as_bytes();
    let of_ascii = bytes.iter().filter(|byte| matches!(byte, 0..=8 | 0xe..=0x1f | 0x7f)).count();
    let above = bytes.iter().zip(bytes.iter().skip(1));
    let above = above.filter(|&(&first, &second)| first == 0xc2 && (0x80..0xa0).contains(&second)).count();
    of_ascii + above > 0
}

/// The line of a byte, from 1.
fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// Text that is not in UTF-32, with the name of its encoding.
fn decode(bytes: &[u8], damage: Damage, notes: &mut Vec<String>) -> Result<(&'static str, String), ReadError> {
    let (encoding, body) = match Encoding::for_bom(bytes) {
        Some((encoding, len)) => (encoding, &bytes[len..]),
        None => (guess(bytes), bytes),
    };
    if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(body) {
        return Ok((encoding.name(), text.into_owned()));
    }
    let line = line_of_error(encoding, body);
    if damage == Damage::Noted {
        // Broken UTF-8 may look like another encoding to the guess.
        for encoding in [UTF_8, encoding] {
            let text = encoding.decode_without_bom_handling(body).0;
            let slips = text.matches('\u{fffd}').count();
            if slips * CHARACTERS_PER_SLIP <= text.chars().count() {
                let line = line_of_error(encoding, body);
                notes.push(format!(
                    "{MALFORMED} {}: {slips}, the first in line {line} (read as U+FFFD)",
                    encoding.name()
                ));
                return Ok((encoding.name(), text.into_owned()));
            }
        }
    }
    Err(ReadError::UnknownEncoding { line })
}

/// The text of bytes in UTF-32, in either order, with or without a byte order mark; `None` if they are something else, as all text in other
/// encodings is: two of its characters make no code point.
fn utf_32(bytes: &[u8]) -> Option<String> {
    let (words, rest) = bytes.as_chunks::<4>();
    if words.len() < 2 || !rest.is_empty() {
        return None;
    }
    let read = |order: fn([u8; 4]) -> u32| words.iter().map(|&w| char::from_u32(order(w))).collect::<Option<String>>();
    let text = read(u32::from_le_bytes).or_else(|| read(u32::from_be_bytes))?;
    Some(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned())
}

/// The encoding of bytes without a byte order mark.
fn guess(bytes: &[u8]) -> &'static Encoding {
    if Encoding::utf8_valid_up_to(bytes) == bytes.len() {
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
        let utf32 = |order: fn(u32) -> [u8; 4], mark: &str| {
            format!("{mark}{TEXT}").chars().flat_map(|c| order(c.into())).collect::<Vec<u8>>()
        };
        let with_mark = [&[0xff, 0xfe][..], &little].concat();
        for bytes in [
            TEXT.as_bytes().to_vec(),
            format!("\u{feff}{TEXT}").into_bytes(),
            little,
            utf16(u16::to_be_bytes),
            with_mark,
            utf32(u32::to_le_bytes, ""),
            utf32(u32::to_be_bytes, ""),
            utf32(u32::to_le_bytes, "\u{feff}"),
            utf32(u32::to_be_bytes, "\u{feff}"),
            EUC_KR.encode(TEXT).0.into_owned(),
        ] {
            assert_eq!(read(&bytes, Damage::Noted).unwrap().text, TEXT, "{bytes:?}");
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(read(b"", Damage::Noted).unwrap_err(), ReadError::Empty);
        assert_eq!(read(b" \n\n", Damage::Noted).unwrap_err(), ReadError::Empty);
        assert!(matches!(
            read(b"\x7fELF\x02\x01\x01\0\0", Damage::Noted).unwrap_err(),
            ReadError::Binary { line: 1, .. }
        ));
        assert_eq!(
            read(b"ok\n\xff\xff\xff\x80 text\n", Damage::Noted).unwrap_err(),
            ReadError::UnknownEncoding { line: 2 }
        );
    }

    #[test]
    fn a_damaged_character_in_a_long_text_is_noted() {
        let good = TEXT.repeat(20);
        let cases: [(&[u8], char, &str); 5] = [
            ("\u{90}".as_bytes(), '\u{200b}', "control characters left out: 1, the first is U+0090 in line 41"),
            ("\u{85}".as_bytes(), '\u{85}', ""),
            (b"\x02", '\u{200b}', "control characters left out: 1, the first is U+0002 in line 41"),
            (b"\xff", '\u{fffd}', "bytes that do not fit UTF-8: 1, the first in line 41 (read as U+FFFD)"),
            (b"\x0b", '\u{b}', ""),
        ];
        for (slip, read_as, note) in cases {
            let bytes = [good.as_bytes(), slip, TEXT.as_bytes()].concat();
            let decoded = read(&bytes, Damage::Noted).unwrap();
            assert_eq!(decoded.text, format!("{good}{read_as}{TEXT}"));
            assert_eq!(decoded.notes.concat(), note);
            assert_eq!(read(&bytes, Damage::Refused).is_err(), !note.is_empty());
        }
        let (mut korean, slip) = (EUC_KR.encode(&good).0.into_owned(), EUC_KR.encode(TEXT).0);
        korean.push(0xff);
        korean.extend(slip.iter());
        let decoded = read(&korean, Damage::Noted).unwrap();
        assert!(decoded.notes[0].starts_with("bytes that do not fit EUC-KR: 1"), "{:?}", decoded.notes);
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes, Damage::Noted);
        }
    }
}
