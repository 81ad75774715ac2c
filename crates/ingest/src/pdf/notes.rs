//! Footnotes: small lines at the foot of a page or column that begin with a mark, bound to the mark in the text.

use super::boxes::{Word, is_syllable};
use super::lines::{Line, Region, has_blank};
use crate::content::Prose;
use std::collections::BTreeSet;

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
    let stars =
        !inner.is_empty() && inner.chars().count() <= 3 && inner.chars().all(|c| matches!(c, '*' | '†' | '‡' | '※'));
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

/// The marks that stand in lines.
pub(super) fn marks(lines: &[Line]) -> BTreeSet<String> {
    let of_word = |word: &Word| {
        let inner = within(&word.text).map(|(at, end)| word.text[at..end].to_owned());
        [word.before.clone(), word.behind.clone(), inner]
            .into_iter()
            .flatten()
            .map(|mark| key(&mark))
            .collect::<Vec<_>>()
    };
    lines.iter().flat_map(|l| &l.words).flat_map(of_word).collect()
}

/// The bytes of a number that stands behind a syllable: a mark that is not parted from the word before.
fn within(text: &str) -> Option<(usize, usize)> {
    let mut last = None;
    let at = text.char_indices().find_map(|(at, c)| {
        let here = c.is_ascii_digit() && last.is_some_and(|l| is_syllable(l) || matches!(l, '’' | '”' | ')' | '」'));
        last = Some(c);
        here.then_some(at)
    })?;
    let digits = text[at..].chars().take_while(char::is_ascii_digit).count();
    let end = at + digits + usize::from(text[at + digits..].starts_with(')'));
    (digits <= 2 && text[end..].chars().next().is_none_or(|c| is_syllable(c) || matches!(c, ',' | '.')))
        .then_some((at, end))
}

/// Takes the footnotes out of the foot of a region; `em` is the size of the text, `marks` are those of the page.
pub(super) fn take(region: &mut Region, em: f32, page_height: f32, marks: &BTreeSet<String>) -> Vec<Note> {
    // What ruling lines bound is a table.
    let is_low = |l: &Line| l.part().is_none() && l.middle > 0.5 * page_height && l.em < SMALLER * em;
    let small = region.iter().rev().take_while(|l| is_low(l)).count();
    let start = region.len() - small;
    // Notes may be as large as the text: then they are lowest on the page, and their marks stand in it.
    let of_page = |l: &Line| {
        l.part().is_none()
            && l.middle > 0.75 * page_height
            && opening(l).is_some_and(|(mark, _)| marks.contains(&key(&mark)))
    };
    let first = region.iter().position(of_page);
    // Other small text may stand above the notes: a source below a table.
    let first_small = region[start..].iter().position(|l| opening(l).is_some()).map(|at| start + at);
    let Some(first) = first_small.into_iter().chain(first).min() else { return Vec::new() };
    let mut notes: Vec<Note> = Vec::new();
    let (cells, lines): (Vec<Line>, Vec<Line>) = region.drain(first..).partition(|l| l.part().is_some());
    region.extend(cells);
    for line in lines {
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

/// Binds the note of a mark to the end of words, and uses it up. A mark without a note stays as it is printed.
pub(super) fn bind(prose: &mut Prose, mark: &str, notes: &mut Vec<Note>) {
    match notes.iter().position(|n| n.mark == key(mark)) {
        Some(at) => prose.footnotes.push((prose.text.len(), notes.remove(at).text)),
        None => prose.text.push_str(mark),
    }
}

/// The words of a line with the notes whose marks stand in it.
pub(super) fn bound(line: &Line, notes: &mut Vec<Note>) -> Prose {
    let mut prose = Prose::default();
    let mut right: Option<f32> = None;
    for word in &line.words {
        let blank = right.is_some_and(|r| has_blank(r, word, line.em));
        if let Some(mark) = &word.before {
            bind(&mut prose, mark, notes);
        }
        // A mark takes room between two words that touch.
        if blank && word.before.is_none() {
            prose.text.push(' ');
        }
        match within(&word.text).filter(|(at, end)| notes.iter().any(|n| n.mark == key(&word.text[*at..*end]))) {
            Some((at, end)) => {
                prose.text.push_str(&word.text[..at]);
                bind(&mut prose, &word.text[at..end], notes);
                prose.text.push_str(&word.text[end..]);
            }
            None => prose.text.push_str(&word.text),
        }
        right = Some(word.right);
        if let Some(mark) = &word.behind {
            bind(&mut prose, mark, notes);
            right = Some(word.right + 0.45 * line.em * mark.chars().count() as f32);
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
        let words = vec![
            word(0.0, 100.0, "해솔연구원"),
            small(50.0, 93.0, "1)"),
            word(58.0, 100.0, "과"),
            word(75.0, 100.0, "협력"),
        ];
        let line = Line::of(tie_marks(words));
        assert_eq!(line.words[0].behind.as_deref(), Some("1)"));
        let note = |text: &str, at: f32, em: f32| Line { em, ..Line::of(vec![word(0.0, at, text)]) };
        let mut region = vec![
            line.clone(),
            note("자료: 해솔시", 700.0, 8.0),
            note("1) 미르시의", 740.0, 8.0),
            note("기관", 750.0, 8.0),
        ];
        let mut notes = take(&mut region, 10.0, 800.0, &BTreeSet::new());
        assert_eq!((region.len(), notes.len()), (2, 1));
        let prose = bound(&line, &mut notes);
        assert_eq!(prose.text, "해솔연구원과 협력");
        assert_eq!(prose.footnotes, [("해솔연구원".len(), "미르시의 기관".to_owned())]);
        assert!(notes.is_empty());
    }

    #[test]
    fn notes_as_large_as_the_text_have_their_mark_in_it() {
        let mut region = vec![
            Line::of(vec![word(0.0, 100.0, "해솔연구원1과"), word(75.0, 100.0, "3일"), word(100.0, 100.0, "협력")]),
            Line::of(vec![word(0.0, 760.0, "1"), word(15.0, 760.0, "미르시의"), word(60.0, 760.0, "기관")]),
        ];
        let marks = marks(&region);
        assert_eq!(marks.iter().collect::<Vec<_>>(), ["1"]);
        let mut notes = take(&mut region, 10.0, 800.0, &marks);
        let prose = bound(&region[0], &mut notes);
        assert_eq!(prose.text, "해솔연구원과 3일 협력");
        assert_eq!(prose.footnotes, [("해솔연구원".len(), "미르시의 기관".to_owned())]);
    }
}
