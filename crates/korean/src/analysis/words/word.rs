//! The types of a word and of the words of a text.

use crate::particle::Particle;
use crate::verb::{Ending, Light};
use std::ops::Range;

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A noun, perhaps with a particle.
    Noun(Option<Particle>),
    /// A noun with the copula (기업이다, 기업인).
    Copula(Ending),
    /// A verb.
    Verb {
        /// Whether its lemma is a verbal noun.
        nominal: bool,
        /// How it is used.
        light: Light,
        /// Its ending.
        ending: Ending,
        /// Whether the ending tells of will or the future.
        intended: bool,
    },
    /// A word that modifies a noun and has no form of its own: 이, 그, 새, 각.
    Determiner,
    /// A word between clauses or nouns: 및, 또는, 그리고, 한편.
    Conjunction,
    /// A word that modifies a verb: 함께, 최근, 이미.
    Adverb,
}

/// A word: what stands between blanks, cut at punctuation, quotation marks and middle dots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Bytes of the word, without punctuation around it, with the quotation marks of a name.
    pub range: Range<usize>,
    /// Bytes without particle or ending, quotation marks and brackets: the noun, or the lemma of a verb as far as it is written.
    pub stem: Range<usize>,
    /// What it is.
    pub form: Form,
    /// The lemma of a native verb; empty for all else, whose lemma is the stem.
    pub lemma: &'static str,
    /// Whether it is a name or a quotation that must not be looked into.
    pub atom: bool,
    /// Whether a comma follows, a colon or a semicolon.
    pub comma: bool,
    /// Whether a colon follows it, which also counts as a comma.
    pub colon: bool,
    /// Whether a middle dot or slash joins it to the next word.
    pub dot: bool,
    /// Whether it ends a sentence.
    pub stop: bool,
}

/// The words of a text, with the text that they are written in.
#[derive(Clone, Copy)]
pub(crate) struct Words<'a> {
    /// The text.
    pub(crate) text: &'a str,
    /// All its words in order.
    pub(crate) all: &'a [Word],
}

impl<'a> Words<'a> {
    /// The word at a place; `None` behind the last.
    pub(crate) fn get(self, at: usize) -> Option<&'a Word> {
        self.all.get(at)
    }

    /// A word as it is written, with its particle or ending.
    pub(crate) fn written(self, word: &Word) -> &'a str {
        &self.text[word.range.clone()]
    }

    /// The stem of the word at a place; empty behind the last.
    pub(crate) fn stem(self, at: usize) -> &'a str {
        self.get(at).map_or("", |w| &self.text[w.stem.clone()])
    }

    /// The lemma of the word at a place; empty behind the last.
    pub(crate) fn lemma(self, at: usize) -> &'a str {
        match self.get(at) {
            Some(w) if !w.lemma.is_empty() => w.lemma,
            _ => self.stem(at),
        }
    }
}
