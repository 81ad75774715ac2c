//! The records of a section: footnotes, running heads and captions taken out, and marks left in their place.

use crate::content::push_words;
use crate::marks::Marks;
use std::collections::HashMap;

/// Tags of records: the characters of a paragraph, a control, the head of a list of paragraphs, a table.
const PARA_TEXT: u32 = 67;
const CTRL_HEADER: u32 = 71;
const TABLE: u32 = 77;

/// Kinds of controls, as their four letters stand in the file: backwards.
const FOOTNOTE: &[u8] = b"  nf";
const ENDNOTE: &[u8] = b"  ne";
const HEADER: &[u8] = b"daeh";
const FOOTER: &[u8] = b"toof";
const HIDDEN_COMMENT: &[u8] = b"tmct";
const TABLE_CONTROL: &[u8] = b" lbt";

/// The character that stands for a footnote or endnote, and that for a number which the word processor counts.
const NOTE_CHARACTER: u16 = 17;
const NUMBER_CHARACTER: u16 = 18;

struct Record<'d> {
    tag: u32,
    level: u32,
    data: &'d [u8],
}

/// The records of a stream. A head of four bytes holds tag (10 bits), level (10) and size (12); a size of 4095 is followed by the true one.
fn read(mut data: &[u8]) -> Result<Vec<Record<'_>>, String> {
    let mut records = Vec::new();
    while !data.is_empty() {
        let cut = || "a record is cut off".to_owned();
        let (head, rest) = data.split_first_chunk::<4>().ok_or_else(cut)?;
        let head = u32::from_le_bytes(*head);
        let (mut size, mut rest) = (head >> 20, rest);
        if size == 0xfff {
            let (long, after) = rest.split_first_chunk::<4>().ok_or_else(cut)?;
            (size, rest) = (u32::from_le_bytes(*long), after);
        }
        let (body, after) = rest.split_at_checked(size as usize).ok_or_else(cut)?;
        records.push(Record { tag: head & 0x3ff, level: head >> 10 & 0x3ff, data: body });
        data = after;
    }
    Ok(records)
}

fn write(out: &mut Vec<u8>, tag: u32, level: u32, data: &[u8]) {
    let size = u32::try_from(data.len()).unwrap_or(u32::MAX);
    out.extend((tag | level << 10 | size.min(0xfff) << 20).to_le_bytes());
    if size >= 0xfff {
        out.extend(size.to_le_bytes());
    }
    out.extend(data);
}

/// The section without footnotes, running heads and captions, which go to `marks`.
pub(super) fn mark(data: &[u8], marks: &mut Marks) -> Result<Vec<u8>, String> {
    let records = read(data)?;
    let mut out = Vec::with_capacity(data.len());
    // Numbers of the notes that the characters of a paragraph announced, by the level of its controls.
    let mut announced: HashMap<u32, std::collections::VecDeque<usize>> = HashMap::new();
    let mut caption = String::new();
    let mut at = 0;
    while let Some(record) = records.get(at) {
        let below = records[at + 1..].iter().take_while(|r| r.level > record.level).count();
        let inner = &records[at + 1..at + 1 + below];
        match record.data.get(..4).filter(|_| record.tag == CTRL_HEADER) {
            Some(FOOTNOTE | ENDNOTE) => {
                if let Some(number) = announced.get_mut(&record.level).and_then(std::collections::VecDeque::pop_front) {
                    marks.notes[number] = text(inner, None);
                }
                at += 1 + below;
                continue;
            }
            Some(HEADER | FOOTER | HIDDEN_COMMENT) => {
                at += 1 + below;
                continue;
            }
            Some(TABLE_CONTROL) => {
                // Its caption stands between the control and the table.
                let len = inner.iter().position(|r| r.tag == TABLE).unwrap_or(0);
                let words = text(&inner[..len], Some(marks.captions.len() + 1));
                write(&mut out, record.tag, record.level, record.data);
                at += 1 + len;
                if !words.trim().is_empty() {
                    caption = marks.caption(words);
                }
                continue;
            }
            _ => {}
        }
        if record.tag == PARA_TEXT {
            let queue = announced.entry(record.level).or_default();
            let body = characters(record.data, &std::mem::take(&mut caption), queue, &mut marks.notes);
            write(&mut out, record.tag, record.level, &body);
        } else {
            write(&mut out, record.tag, record.level, record.data);
        }
        at += 1;
    }
    Ok(out)
}

/// How many units of UTF-16 a character takes: those that stand for a control take eight.
fn width(unit: u16) -> usize {
    match unit {
        0 | 10 | 13 | 24..=31 => 1,
        0..=31 => 8,
        _ => 1,
    }
}

fn units(data: &[u8]) -> Vec<u16> {
    data.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect()
}

/// The characters of a paragraph behind a mark, with marks in the place of its notes.
fn characters(
    data: &[u8],
    before: &str,
    announced: &mut std::collections::VecDeque<usize>,
    notes: &mut Vec<String>,
) -> Vec<u8> {
    let units = units(data);
    let mut out: Vec<u16> = before.encode_utf16().collect();
    announced.clear();
    let mut at = 0;
    while let Some(&unit) = units.get(at) {
        let end = (at + width(unit)).min(units.len());
        if unit == NOTE_CHARACTER {
            out.extend(Marks::note(notes.len()).encode_utf16());
            announced.push_back(notes.len());
            notes.push(String::new());
        } else {
            out.extend(&units[at..end]);
        }
        at = end;
    }
    out.into_iter().flat_map(u16::to_le_bytes).collect()
}

/// The plain words of paragraphs. A counted number is left out, or is `number`.
fn text(records: &[Record<'_>], number: Option<usize>) -> String {
    let mut out = String::new();
    for record in records.iter().filter(|r| r.tag == PARA_TEXT) {
        let units = units(record.data);
        let mut kept: Vec<u16> = Vec::new();
        let mut at = 0;
        while let Some(&unit) = units.get(at) {
            match unit {
                NUMBER_CHARACTER => {
                    kept.extend(number.into_iter().flat_map(|n| n.to_string().encode_utf16().collect::<Vec<_>>()));
                }
                9 | 10 | 30 | 31 => kept.push(u16::from(b' ')),
                24 => kept.push(u16::from(b'-')),
                0..=31 => {}
                _ => kept.push(unit),
            }
            at += width(unit);
        }
        let words = String::from_utf16_lossy(&kept);
        push_words(&mut out, words.trim());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(out: &mut Vec<u8>, level: u32, text: &str) {
        write(out, 66, level, &[0; 22]);
        let data: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        write(out, PARA_TEXT, level + 1, &data);
    }

    fn control(character: u16) -> String {
        String::from_utf16_lossy(&[character, 0, 0, 0, 0, 0, 0, character])
    }

    #[test]
    fn notes_and_heads_are_taken_out() {
        let mut data = Vec::new();
        paragraph(&mut data, 0, &format!("해솔연구원{}은 밝혔다.\r", control(NOTE_CHARACTER)));
        write(&mut data, CTRL_HEADER, 1, HEADER);
        paragraph(&mut data, 2, "머리말\r");
        write(&mut data, CTRL_HEADER, 1, FOOTNOTE);
        paragraph(&mut data, 2, &format!("{} 해솔시의 산하 기관\r", control(NUMBER_CHARACTER)));
        let mut marks = Marks::default();
        let marked = mark(&data, &mut marks).unwrap();
        assert_eq!(marks.notes, ["해솔시의 산하 기관"]);
        let words = text(&read(&marked).unwrap(), None);
        assert_eq!(marks.read(&words).0.text, "해솔연구원은 밝혔다.");
        assert_eq!(marks.read(&words).0.footnotes.len(), 1);
    }

    #[test]
    fn a_record_that_is_cut_off_is_said() {
        assert!(mark(&[67, 0, 0xf0, 0x0f, 1], &mut Marks::default()).is_err());
    }
}
