//! Words with their particle or ending.

mod forms;
mod function_words;
mod in_context;
mod noun_ends;
mod quotations;
mod suffix;
mod word;

pub(super) use word::Words;
pub use word::{Form, Word};

use crate::date;
use crate::hangul::{first_word, is_middle_dot, is_syllable, is_word, other_characters};
use forms::{form_of, noun_form};
use std::ops::Range;

/// About how many bytes a word takes with the blank behind it.
const WORD: usize = 8;

/// Reads the words of a text and the brackets between them.
pub(super) fn read(text: &str, names: &[Range<usize>]) -> (Vec<Word>, Vec<Range<usize>>) {
    let words = Vec::with_capacity(text.len() / WORD + 1);
    let mut reader = Reader { text, names, next_name: 0, label_end: 0, words, asides: Vec::new() };
    let mut at = 0;
    while at < text.len() {
        at = reader.next(at);
    }
    in_context::reread(text, &mut reader.words);
    (reader.words, reader.asides)
}

struct Reader<'a> {
    text: &'a str,
    names: &'a [Range<usize>],
    /// The first name that starts where the text is being read, or behind it.
    next_name: usize,
    /// Where the bracket of a label closes: "(주관기관) …".
    label_end: usize,
    words: Vec<Word>,
    asides: Vec<Range<usize>>,
}

impl Reader<'_> {
    /// Reads what starts at `at` and returns where the next starts.
    fn next(&mut self, at: usize) -> usize {
        let text = self.text;
        let Some(c) = text[at..].chars().next() else { return text.len() };
        let after = at + c.len_utf8();
        // Nothing begins with a blank.
        if c == ' ' {
            return after;
        }
        while self.names.get(self.next_name).is_some_and(|n| n.start < at) {
            self.next_name += 1;
        }
        if let Some(name) = self.names.get(self.next_name).filter(|n| n.start == at && n.end > at) {
            return self.atom(at, name.clone(), name.end);
        }
        // Most of a text are words.
        if is_syllable(c) {
            return self.word(at);
        }
        if let Some(end) = self.date_end(at) {
            return self.date(at, end);
        }
        if !is_word(c)
            && let Some(quotation) = quotations::at(text, at)
        {
            // What somebody says is read like the rest.
            return if quotation.speech { after } else { self.atom(at, quotation.inner, quotation.end) };
        }
        match c {
            '(' | '（' | '[' => {
                let close = match c {
                    '(' => ')',
                    '（' => '）',
                    _ => ']',
                };
                let end = bracket_end(&text[at..], c, close).map(|e| at + e);
                if let Some(end) = end.filter(|&end| self.is_label(after, end)) {
                    self.label_end = end;
                    return after;
                }
                if let Some(end) = end {
                    self.asides.push(after..end);
                    let next = end + close.len_utf8();
                    return self.tail(next);
                }
                after
            }
            '”' | '"' => after + quotations::close_speech(&text[after..], self.words.last_mut()),
            ',' | '，' | ';' | '、' => {
                self.mark(|w| w.comma = true);
                after
            }
            ')' if at == self.label_end => {
                self.mark(|w| (w.comma, w.colon) = (true, true));
                after
            }
            ':' | '：' => {
                self.mark(|w| (w.comma, w.colon) = (true, true));
                after
            }
            '.' | '。' | '?' | '!' | '…' => {
                self.mark(|w| w.stop = true);
                after
            }
            '/' => {
                // "총괄: A / 협력: B".
                let parted = text[..at].ends_with(' ') && text[after..].starts_with(' ');
                let labelled = self.words.iter().rev().take_while(|w| !w.stop).any(|w| w.colon);
                self.mark(|w| if parted && labelled { w.stop = true } else { w.dot = true });
                after
            }
            // "환경부-서울시, …": who acts together in a headline.
            '-' | '–' if self.joins_names(at, after) => {
                self.mark(|w| w.dot = true);
                after
            }
            // "X에 3억 원···Y도 협의": several of them are an ellipsis.
            _ if is_middle_dot(c) && text[..at].ends_with(is_middle_dot) => {
                self.mark(|w| w.stop = true);
                after
            }
            _ if is_middle_dot(c) => {
                self.mark(|w| w.dot = true);
                after
            }
            _ if is_word(c) || c == '$' || c == '€' || c == '£' || c == '¥' || c == '￦' || c == '₩' => {
                self.word(at)
            }
            _ => after,
        }
    }

    /// Whether a name ends at one byte and another, or a word that is long enough for one, starts at the other.
    fn joins_names(&self, end: usize, start: usize) -> bool {
        let long = || self.text[start..].chars().take_while(|&c| is_syllable(c)).count() >= 4;
        self.words.last().is_some_and(|w| w.atom && w.range.end == end) && (self.name_at(start).is_some() || long())
    }

    fn mark(&mut self, set: impl Fn(&mut Word)) {
        if let Some(word) = self.words.last_mut() {
            set(word);
        }
    }

    /// Whether a bracket with these bytes opens a text or sentence as the label of what follows: "(주관기관) …".
    fn is_label(&self, from: usize, to: usize) -> bool {
        let inner = &self.text[from..to];
        let opens = self.words.last().is_none_or(|w| w.stop);
        let named = || self.names.iter().any(|n| n.start < to && from < n.end);
        let syllables = || inner.chars().filter(|&c| is_syllable(c)).count();
        opens
            && self.text[to..].starts_with(") ")
            && inner.chars().all(|c| is_syllable(c) || c == ' ')
            && (2..=8).contains(&syllables())
            && !named()
    }

    /// The name that starts at a byte, quotation marks before it passed over.
    fn name_at(&self, at: usize) -> Option<Range<usize>> {
        self.name_from(at).filter(|n| n.start == at && n.end > at).cloned()
    }

    /// The first name that starts at a byte or behind it.
    fn name_from(&self, at: usize) -> Option<&Range<usize>> {
        self.names.get(self.names.partition_point(|n| n.start < at))
    }

    /// Adds a name or quotation whose content is `inner` and which ends at `end`, with the particle behind it.
    fn atom(&mut self, at: usize, inner: Range<usize>, end: usize) -> usize {
        // What closes the name, stars and footnote marks.
        let end = end + suffix::closing_len(&self.text[end..]);
        self.words.push(Word {
            range: at..end,
            stem: inner,
            form: Form::Noun(None),
            lemma: "",
            atom: true,
            comma: false,
            colon: false,
            dot: false,
            stop: false,
        });
        if self.text[end..].starts_with(['(', '（']) {
            return end;
        }
        self.tail(end)
    }

    /// Reads what is written without blank behind a name, quotation or bracket: its particle or copula, or a further noun.
    fn tail(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        let len = first_word(rest).len();
        if len == 0 || self.name_from(at).is_some_and(|n| n.start < at + len) {
            return at;
        }
        let Some(word) = self.words.last_mut().filter(|w| w.atom || w.range.end < at) else { return at };
        let tail = &rest[..len];
        let Some((form, used)) = suffix::form(tail) else { return at };
        word.form = form;
        word.range.end = at + used;
        at + used
    }

    /// Where a date in figures ends that starts at a byte: "2022. 6. 3.", whose dots end no sentence.
    fn date_end(&self, at: usize) -> Option<usize> {
        let rest = &self.text[at..];
        rest.starts_with(|c: char| c.is_ascii_digit() || date::APOSTROPHES.contains(&c)).then_some(())?;
        let (date, len) = date::read(rest)?;
        let crosses = || self.names.iter().any(|n| n.start < at + len && at < n.end);
        (date.month.is_some() && rest[..len].contains('.') && !crosses()).then_some(at + len)
    }

    /// Adds a date with the particle behind it. One that opens a sentence stands before it, as in a chronicle.
    fn date(&mut self, at: usize, end: usize) -> usize {
        let opens = self.words.last().is_none_or(|w| w.stop);
        let stem = at..at + self.text[at..end].trim_end_matches(['.', ' ']).len();
        self.words.push(Word {
            range: stem.clone(),
            stem,
            form: Form::Adverb,
            lemma: "",
            atom: false,
            comma: false,
            colon: false,
            dot: false,
            stop: opens,
        });
        let next = self.tail(end);
        self.mark(|w| w.stop &= next == end);
        next
    }

    /// Reads a word of letters from `at`.
    fn word(&mut self, at: usize) -> usize {
        let text = self.text;
        let behind = self.names.get(self.next_name..).unwrap_or_default();
        let name = behind.iter().find(|n| n.start > at && !n.is_empty()).map_or(text.len(), |n| n.start);
        let within = text.get(at..name).unwrap_or(&text[at..]);
        let (mut read, mut previous) = (at, ' ');
        // Whether it has nothing but letters.
        let mut plain = true;
        let stop = other_characters(within).find(|&(i, c)| {
            let here = at + i;
            // Syllables stand between.
            if here > read {
                previous = '가';
            }
            let letter = is_word(c);
            let inner = letter
                || matches!(c, '+' | '&' | '-' | '%' | '~' | '∼' | '_' | '$' | '€' | '£' | '¥' | '￦' | '₩')
                || (matches!(c, '.' | ',')
                    && previous.is_ascii_digit()
                    && text[here + 1..].starts_with(|n: char| n.is_ascii_digit()))
                || (c == '.'
                    && previous.is_ascii_alphabetic()
                    && text[here + 1..].starts_with(|n: char| n.is_ascii_alphabetic()))
                || (c == '/'
                    && previous.is_ascii_alphanumeric()
                    && text[here + 1..].starts_with(|n: char| n.is_ascii_alphanumeric()));
            plain &= letter || !inner;
            (read, previous) = (here + c.len_utf8(), c);
            !inner
        });
        let end = at + stop.map_or(within.len(), |(len, _)| len);
        let raw = &text[at..end];
        let core = if plain { raw } else { raw.trim_end_matches(|c: char| !is_word(c) && !matches!(c, '+' | '%')) };
        if core.is_empty() {
            return at + text[at..].chars().next().map_or(1, char::len_utf8);
        }
        let range = at..at + core.len();
        let followed_by_bracket = text[range.end..].starts_with(['(', '（']);
        // What is written without blank behind a name goes on with it: 중국산.
        let suffix = self.words.last().is_some_and(|w| w.atom && w.range.end == at);
        let (form, stem, lemma) = if followed_by_bracket {
            (Form::Noun(None), core.len(), "")
        } else if suffix {
            noun_form(core)
        } else {
            form_of(core)
        };
        self.words.push(Word {
            stem: at..at + stem,
            range,
            form,
            lemma,
            atom: false,
            comma: false,
            colon: false,
            dot: false,
            stop: false,
        });
        end
    }
}

fn bracket_end(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}
