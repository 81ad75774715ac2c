//! Footnotes: small lines at the foot of a page or column that begin with a mark, bound to the mark in the text.

use super::boxes::{Word, median};
use super::lines::{Region, has_blank};
use crate::content::Prose;
use super::lines::Line;

/// A mark stands this much smaller than the word that it touches, ...
const SMALL: f32 = 0.85;
/// ... and notes are set this much smaller than the text.
const SMALLER: f32 = 0.93;

/// A footnote.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Note {
    mark: String,
    text: String,
}

/// What is the same in the marks of a text and its note: "1)", "1", "¹".
fn key(mark: &str) -> String {
    mark.trim_matches(['(', ')', '.', ' ']).to_owned()
}

/// Whether a text is the mark of a footnote.
fn is_mark(text: &str) -> bool {
    let inner = key(text);
    let digits = !inner.is_empty() && inner.len() <= 2 && inner.bytes().all(|b| b.is_ascii_digit());
    let stars = !inner.is_empty() && inner.chars().count() <= 3 && inner.chars().all(|c| matches!(c, '*' | '†' | '‡' | '※'));
    digits || stars
}

/// Takes marks that stand high out of the words of a page, and ties them to the words that they touch.
pub(super) fn tie_marks(words: Vec<Word>) -> Vec<Word> {
    let is_small = |mark: &Word, word: &Word| {
        mark.height() < SMALL * word.height()
            && mark.middle() < word.middle()
            && mark.bottom > word.top
            && !is_mark(&word.text)
    };
    let mut left: Vec<Word> = Vec::with_capacity(words.len());
    let (marks, others): (Vec<Word>, Vec<Word>) = words.into_iter().partition(|w| is_mark(&w.text));
    left.extend(others);
    let texts = left.len();
    for mark in marks {
        let near = |distance: f32, word: &Word| distance.abs() < 0.35 * word.em() && is_small(&mark, word);
        if let Some(word) = left[..texts].iter_mut().find(|w| near(mark.left - w.right, w)) {
            word.behind = Some(mark.text);
        } else if let Some(word) = left[..texts].iter_mut().find(|w| near(w.left - mark.right, w)) {
            word.before = Some(mark.text);
        } else {
            left.push(mark);
        }
    }
    left
}

/// Takes the footnotes out of the foot of a region; `em` is the size of the text.
pub(super) fn take(region: &mut Region, em: f32, page_height: f32) -> Vec<Note> {
    let is_low = |l: &Line| l.middle > 0.5 * page_height && l.em < SMALLER * em;
    let small = region.iter().rev().take_while(|l| is_low(l)).count();
    let start = region.len() - small;
    // Other small text may stand above the notes: a source below a table.
    let Some(first) = region[start..].iter().position(|l| opening(l).is_some()) else { return Vec::new() };
    let mut notes: Vec<Note> = Vec::new();
    for line in region.drain(start + first..) {
        match (opening(&line), notes.last_mut()) {
            (None, Some(note)) => {
                note.text.push(' ');
                note.text.push_str(&line.text());
            }
            (Some((mark, text)), _) => notes.push(Note { mark: key(&mark), text }),
            (None, None) => {}
        }
    }
    notes
}

/// The mark with which a line opens, and its words.
fn opening(line: &Line) -> Option<(String, String)> {
    if let Some(mark) = &line.words[0].before {
        return Some((mark.clone(), line.text()));
    }
    let text = line.text();
    let (first, rest) = text.split_once(' ').unwrap_or((&text, ""));
    if is_mark(first) && !rest.is_empty() {
        return Some((first.to_owned(), rest.to_owned()));
    }
    // "1)해솔연구원"
    let end = text.find(')')?;
    is_mark(&text[..=end]).then(|| (text[..=end].to_owned(), text[end + 1..].trim().to_owned()))
}

/// The words of a line with the notes whose marks stand in it, which are used up. A mark without a note stays as it is printed.
pub(super) fn bound(line: &Line, notes: &mut Vec<Note>) -> Prose {
    let mut prose = Prose::default();
    let mut right: Option<f32> = None;
    let mut bind = |prose: &mut Prose, mark: &str| match notes.iter().position(|n| n.mark == key(mark)) {
        Some(at) => prose.footnotes.push((prose.text.len(), notes.remove(at).text)),
        None => prose.text.push_str(mark),
    };
    for word in &line.words {
        let blank = right.is_some_and(|r| has_blank(r, word, line.em));
        if let Some(mark) = &word.before {
            bind(&mut prose, mark);
        }
        // A mark takes room between two words that touch.
        if blank && word.before.is_none() {
            prose.text.push(' ');
        }
        prose.text.push_str(&word.text);
        right = Some(word.right);
        if let Some(mark) = &word.behind {
            bind(&mut prose, mark);
            right = Some(word.right + median([mark.chars().count() as f32 * 0.45 * line.em].into_iter()));
        }
    }
    prose
}

/// What is left of notes whose mark was not found, as text.
pub(super) fn text(note: &Note) -> String {
    format!("* {}", note.text)
}

#[cfg(test)]
mod tests {
    use super::super::lines::testing::word;
    use super::*;

    fn small(left: f32, top: f32, text: &str) -> Word {
        let right = left + 4.0 * text.chars().count() as f32;
        Word { left, right, top, bottom: top + 6.0, text: text.to_owned(), ..Word::default() }
    }

    #[test]
    fn notes_are_bound_to_their_marks() {
        let words = vec![word(0.0, 100.0, "해솔연구원"), small(50.0, 93.0, "1)"), word(58.0, 100.0, "과"), word(75.0, 100.0, "협력")];
        let line = Line::of(tie_marks(words));
        assert_eq!(line.words[0].behind.as_deref(), Some("1)"));
        let note = |text: &str, at: f32, em: f32| Line { em, ..Line::of(vec![word(0.0, at, text)]) };
        let mut region = vec![line.clone(), note("자료: 해솔시", 700.0, 8.0), note("1) 미르시의", 740.0, 8.0), note("기관", 750.0, 8.0)];
        let mut notes = take(&mut region, 10.0, 800.0);
        assert_eq!((region.len(), notes.len()), (2, 1));
        let prose = bound(&line, &mut notes);
        assert_eq!(prose.text, "해솔연구원과 협력");
        assert_eq!(prose.footnotes, [("해솔연구원".len(), "미르시의 기관".to_owned())]);
        assert!(notes.is_empty());
    }
}
