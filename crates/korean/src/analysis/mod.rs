//! The grammar of a text, made once and read by all rules: words, noun phrases, clauses.
//!
//! [`Analysis::new`] cuts a text into [`Word`]s with their particle or ending, puts nouns together to [`Phrase`]s with a
//! [`Role`], and gives these to the [`Clause`] whose predicate takes them. It knows no policy: names come in as ranges that it
//! must not look into, verbal nouns by a function. All ranges are bytes of the text.
//!
//! The method is that of a deterministic chunk parser for a head-final language: phrases wait until a predicate takes them, a
//! modifying predicate takes fewer of them than one that ends a clause (Abney 1991, Parsing by Chunks; Korean clause structure
//! by 국립국어원, 한국어 문법 총론).
//!
//! ```
//! use policygraph_korean::analysis::{Analysis, Role};
//! let text = "환경부는 하늘연구원이 개발한 장비를 사들였다.";
//! let analysis = Analysis::new(text, &[], &|_| false);
//! let main = analysis.clauses.last().unwrap();
//! assert_eq!(main.lemma, "사들이");
//! let roles: Vec<Role> = main.arguments.iter().map(|&p| analysis.phrases[p].role).collect();
//! assert_eq!(roles, [Role::Topic, Role::Object]);
//! assert_eq!(analysis.clauses[0].lemma, "개발");
//! ```

mod clauses;
pub(crate) mod phrases;
mod words;

pub use clauses::{Clause, ClauseKind, Modality};
pub use phrases::{Joint, Phrase, Role};
pub use words::{Form, Word};

use std::ops::Range;

/// The grammar of one text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Analysis {
    /// The words in order; what stands in round brackets is left out of them.
    pub words: Vec<Word>,
    /// What stands in round brackets: bytes between them.
    pub asides: Vec<Range<usize>>,
    /// The noun phrases in order.
    pub phrases: Vec<Phrase>,
    /// The clauses in the order of their predicates; those of nouns inside phrases last.
    pub clauses: Vec<Clause>,
    /// The words of each sentence.
    pub sentences: Vec<Range<usize>>,
    /// How many of the clauses are none of nouns inside phrases.
    outer: usize,
    /// The clauses of each sentence: those, and those of nouns inside phrases.
    by_sentence: Vec<(Range<usize>, Range<usize>)>,
}

impl Analysis {
    /// Analyses a text. `names` are ranges in order that are one noun each whatever stands in them; `is_verbal` tells whether a noun
    /// names an action (개발, 인수), which ends a clause by itself in headlines and official style.
    #[must_use]
    pub fn new(text: &str, names: &[Range<usize>], is_verbal: &dyn Fn(&str) -> bool) -> Self {
        let (words, asides) = words::read(text, names);
        let mut analysis = Self { words, asides, ..Self::default() };
        phrases::read(text, &mut analysis);
        clauses::read(text, &mut analysis, is_verbal);
        analysis.by_sentence = analysis.find_clauses();
        analysis
    }

    /// The clauses of each sentence.
    fn find_clauses(&self) -> Vec<(Range<usize>, Range<usize>)> {
        let last = self.clauses.iter().map(|c| c.sentence).max();
        let (mut outer, mut inner) = (0, self.outer);
        let run = |at: &mut usize, end: usize, sentence: usize| {
            let start = *at;
            *at += self.clauses[start..end].iter().take_while(|c| c.sentence == sentence).count();
            start..*at
        };
        (0..last.map_or(0, |last| last + 1))
            .map(|sentence| (run(&mut outer, self.outer, sentence), run(&mut inner, self.clauses.len(), sentence)))
            .collect()
    }

    /// The sentence in which a word stands.
    #[must_use]
    pub fn sentence_of(&self, word: usize) -> usize {
        self.sentences.partition_point(|s| s.end <= word)
    }

    /// The clauses of a sentence, in the order of `clauses`.
    pub fn clauses_in(&self, sentence: usize) -> impl DoubleEndedIterator<Item = &Clause> {
        let (outer, inner) = self.by_sentence.get(sentence).cloned().unwrap_or_default();
        self.clauses[outer].iter().chain(&self.clauses[inner])
    }

    /// The numbers of the phrases of a sentence, without those that are part of others.
    #[must_use]
    pub fn phrases_in(&self, sentence: usize) -> Range<usize> {
        let outer = &self.phrases[..self.phrases.partition_point(|p| !p.inner)];
        let words = self.sentences.get(sentence).cloned().unwrap_or_default();
        let from = |word: usize| outer.partition_point(|p| p.words.start < word);
        from(words.start)..from(words.end)
    }

    /// The bytes from the first to the last of these words.
    #[must_use]
    pub fn bytes(&self, words: &Range<usize>) -> Range<usize> {
        if words.is_empty() {
            return 0..0;
        }
        match (self.words.get(words.start), words.end.checked_sub(1).and_then(|w| self.words.get(w))) {
            (Some(first), Some(last)) => first.range.start..last.range.end,
            _ => 0..0,
        }
    }
}

#[cfg(test)]
mod tests;
