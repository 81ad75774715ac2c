//! Marks that are put into a copy of a file before a library reads it, so that footnotes and captions, which the library gives as
//! ordinary text, are found again in what it read.
//!
//! A mark is written in characters that no text has: Unicode keeps them free for use within a program.

use crate::content::Prose;

/// Opens the mark of a footnote.
const NOTE: char = '\u{fdef}';
/// Opens the mark of a caption.
const CAPTION: char = '\u{fdee}';
/// Stand for the digits of a number in base 16.
const DIGITS: std::ops::RangeInclusive<char> = '\u{fdd0}'..='\u{fddf}';

/// What was taken out of a file.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    /// Footnotes and endnotes.
    pub notes: Vec<String>,
    /// Captions of tables.
    pub captions: Vec<String>,
}

impl Marks {
    /// The mark of a footnote by its number.
    pub(crate) fn note(number: usize) -> String {
        mark(NOTE, number)
    }

    /// Keeps a caption; its mark.
    pub(crate) fn caption(&mut self, text: String) -> String {
        self.captions.push(text);
        mark(CAPTION, self.captions.len() - 1)
    }

    /// The text without marks: the words with their footnotes, and the caption whose mark it had.
    pub(crate) fn read(&self, text: &str) -> (Prose, Option<String>) {
        let mut prose = Prose::default();
        let mut caption = None;
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            if c != NOTE && c != CAPTION {
                if !DIGITS.contains(&c) {
                    prose.text.push(c);
                }
                continue;
            }
            let mut number = 0;
            for _ in 0..4 {
                let Some(digit) = chars.next_if(|d| DIGITS.contains(d)) else { break };
                number = number * 16 + (u32::from(digit) - u32::from(*DIGITS.start())) as usize;
            }
            if c == CAPTION {
                caption = caption.or_else(|| self.captions.get(number).cloned());
            } else if let Some(note) = self.notes.get(number).filter(|n| !n.trim().is_empty()) {
                prose.footnotes.push((prose.text.len(), note.trim().to_owned()));
            }
        }
        (prose, caption)
    }
}

fn mark(kind: char, number: usize) -> String {
    let digit = |shift: u32| char::from_u32(u32::from(*DIGITS.start()) + (number as u32 >> shift & 15)).unwrap_or(kind);
    [kind, digit(12), digit(8), digit(4), digit(0)].iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_again() {
        let mut marks =
            Marks { notes: vec![String::new(), "해솔시의 산하 기관".to_owned()], ..Marks::default() };
        let caption = marks.caption("표 1".to_owned());
        let text = format!("{caption}해솔연구원{}은 밝혔다.", Marks::note(1));
        let (prose, caption) = marks.read(&text);
        assert_eq!(prose.text, "해솔연구원은 밝혔다.");
        assert_eq!(prose.footnotes, [("해솔연구원".len(), "해솔시의 산하 기관".to_owned())]);
        assert_eq!(caption.as_deref(), Some("표 1"));
    }
}
