//! Words by which names and facts are known: class words, generic words, fields of government, policy instruments.

use crate::frames::Frames;
use crate::records::rows;
use crate::seeds::SeedError;
use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use policygraph_model::EntityType;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::fmt;
use std::ops::Range;

/// How much a class word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// A word that ends in it is a name (…위원회).
    Name,
    /// It heads a phrase that is a name only with further evidence (… 전략).
    Head,
    /// It types a name in quotation marks beside it (‘…’ 플랫폼).
    Quoted,
}

/// What a class word of programmes says of a phrase without quotation marks that it heads, in a role that programmes fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unquoted {
    /// As often it stands behind what is to be done: a name has it within its last word (… 개편방안).
    Loose,
    /// One of several words before it tells that a programme is meant (… 지원금).
    Plain,
    /// It hardly heads phrases for things in general (… 이니셔티브).
    Firm,
}

/// A word that types the name it ends or stands beside.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ClassWord {
    /// As written.
    pub word: String,
    /// The type it gives.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// How much it says.
    pub strength: Strength,
    /// Syllables a word must have, with the class word, to count.
    pub least: usize,
    /// What it says without quotation marks; nothing if `None`.
    pub unquoted: Option<Unquoted>,
}

/// How much the last word of a company's name says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CompanyWord {
    /// What ends in it is a company (…로보틱스).
    Firm,
    /// An industry, after which companies and things in general are called: the context must speak for a company.
    Vote,
    /// What is made or done, of which there are more things than companies: only the place of the word tells.
    Thing,
}

/// The loaded word lists.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Class words by their last character, the longest first.
    classes: FxHashMap<char, Vec<ClassWord>>,
    generic: FxHashSet<String>,
    function: FxHashSet<String>,
    /// Common nouns in which foreign names of companies and places are not to be seen.
    common: FxHashSet<String>,
    /// What names of companies end in, by their last character, the longest first.
    company_words: FxHashMap<char, Vec<(String, CompanyWord)>>,
    /// Fields of government, and whether one alone makes the name of a ministry.
    fields: FxHashMap<String, bool>,
    instruments: Instruments,
    pub(crate) frames: Frames,
}

/// Words that tell of policy instruments.
#[derive(Default)]
struct Instruments {
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// The IRI of the instrument of each word.
    concepts: Vec<String>,
}

impl fmt::Debug for Instruments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Instruments").field("concepts", &self.concepts).finish_non_exhaustive()
    }
}

/// Base of the IRIs of policy instruments.
const INSTRUMENT: &str = "https://w3id.org/policygraph/instrument/";

/// What a compound of fields of government is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fields {
    /// How many fields it has.
    pub count: usize,
    /// Whether the field, where it is one, is usual as the name of a ministry.
    pub alone: bool,
}

#[derive(Deserialize)]
struct FieldRow {
    word: String,
    alone: Alone,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Alone {
    Yes,
    No,
}

#[derive(Deserialize)]
struct GenericRow {
    word: String,
    kind: GenericKind,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum GenericKind {
    Noun,
    Function,
}

#[derive(Deserialize)]
struct CompanyWordRow {
    word: String,
    strength: CompanyWord,
}

#[derive(Deserialize)]
struct CommonRow {
    word: String,
}

#[derive(Deserialize)]
struct InstrumentRow {
    word: String,
    instrument: String,
}

impl Lexicon {
    pub(crate) fn read_classes(&mut self, file: &str, text: &str) -> Result<(), SeedError> {
        for (line, row) in rows::<ClassWord>(file, text)? {
            let Some(last) = row.word.chars().next_back() else {
                return Err(SeedError::row(file, line, "the word is empty"));
            };
            self.classes.entry(last).or_default().push(row);
        }
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for list in self.classes.values_mut() {
            list.sort_by(|a, b| b.word.len().cmp(&a.word.len()).then_with(|| a.word.cmp(&b.word)));
        }
        Ok(())
    }

    pub(crate) fn read_generic(&mut self, file: &str, text: &str) -> Result<(), SeedError> {
        for (_, GenericRow { word, kind }) in rows::<GenericRow>(file, text)? {
            if kind == GenericKind::Function {
                self.function.insert(word.clone());
            }
            self.generic.insert(word);
        }
        Ok(())
    }

    pub(crate) fn read_company_words(&mut self, file: &str, text: &str) -> Result<(), SeedError> {
        for (line, row) in rows::<CompanyWordRow>(file, text)? {
            let Some(last) = row.word.chars().next_back() else {
                return Err(SeedError::row(file, line, "the word is empty"));
            };
            self.company_words.entry(last).or_default().push((row.word, row.strength));
        }
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for list in self.company_words.values_mut() {
            list.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        }
        Ok(())
    }

    pub(crate) fn read_common(&mut self, file: &str, text: &str) -> Result<(), SeedError> {
        self.common.extend(rows::<CommonRow>(file, text)?.into_iter().map(|(_, row)| row.word));
        Ok(())
    }

    pub(crate) fn read_instruments(&mut self, file: &str, text: &str) -> Result<(), SeedError> {
        let rows = rows::<InstrumentRow>(file, text)?;
        let patterns = rows.iter().map(|(_, row)| row.word.as_str()).zip(0u32..);
        let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .build_with_values(patterns)
            .map_err(|e| SeedError::Index { file: file.to_owned(), message: e.to_string() })?;
        let concepts = rows.iter().map(|(_, row)| format!("{INSTRUMENT}{}", row.instrument)).collect();
        self.instruments = Instruments { automaton: Some(automaton), concepts };
        Ok(())
    }

    pub(crate) fn read_fields(&mut self, file: &str, text: &str) -> Result<(), SeedError> {
        for (_, FieldRow { word, alone }) in rows::<FieldRow>(file, text)? {
            self.fields.insert(word, alone == Alone::Yes);
        }
        Ok(())
    }

    /// The fields of government that `compound` is made of, the fewest; `None` if something else is in it.
    #[must_use]
    pub fn fields_in(&self, compound: &str) -> Option<Fields> {
        if let Some(&alone) = self.fields.get(compound) {
            return Some(Fields { count: 1, alone });
        }
        // A field has two syllables or more.
        let cuts = compound.char_indices().skip(2).map(|(at, _)| at);
        cuts.filter(|&at| self.fields.contains_key(&compound[..at]))
            .filter_map(|at| self.fields_in(&compound[at..]))
            .map(|rest| Fields { count: rest.count + 1, alone: false })
            .min_by_key(|f| f.count)
    }

    /// The lexicon of predicates.
    #[must_use]
    pub fn frames(&self) -> &Frames {
        &self.frames
    }

    /// The longest class word that `word` ends in.
    #[must_use]
    pub fn class_of(&self, word: &str) -> Option<&ClassWord> {
        let last = word.chars().next_back()?;
        self.classes.get(&last)?.iter().find(|c| word.ends_with(c.word.as_str()))
    }

    /// Whether a word says nothing that would make a phrase a name.
    #[must_use]
    pub fn is_generic(&self, word: &str) -> bool {
        self.generic.contains(word)
    }

    /// Whether a word cannot be part of a name at all: an adverb, a conjunction, a determiner.
    #[must_use]
    pub fn is_function(&self, word: &str) -> bool {
        self.function.contains(word)
    }

    /// Whether a noun says of the name behind it that it is a company: 업체, 통신사, 핀테크사.
    #[must_use]
    pub fn describes_company(&self, word: &str) -> bool {
        let listed = |c: &ClassWord| c.kind == EntityType::Company && c.strength == Strength::Quoted;
        self.class_of(word).is_some_and(listed)
            || word.strip_suffix('사').is_some_and(|field| {
                field.chars().count() >= 2 && (self.common.contains(field) || self.fields_in(field).is_some())
            })
    }

    /// What stands before the word that the name of a company ends in, and how much that word says.
    #[must_use]
    pub fn company_name<'w>(&self, word: &'w str) -> Option<(&'w str, CompanyWord)> {
        let last = word.chars().next_back()?;
        self.company_words.get(&last)?.iter().find_map(|(end, strength)| {
            Some((word.strip_suffix(end.as_str())?, *strength)).filter(|(r, _)| !r.is_empty())
        })
    }

    /// Whether a word is a common noun by any of the lists, or made up of two that are.
    #[must_use]
    pub fn is_common(&self, word: &str) -> bool {
        self.is_listed(word)
            || word
                .char_indices()
                .skip(1)
                .any(|(at, _)| at >= 3 && self.is_listed(&word[..at]) && self.is_listed(&word[at..]))
    }

    /// Whether a word stands in the list of common nouns.
    #[must_use]
    pub fn is_common_noun(&self, word: &str) -> bool {
        self.common.contains(word)
    }

    fn is_listed(&self, word: &str) -> bool {
        self.common.contains(word)
            || self.is_generic(word)
            || self.fields_in(word).is_some()
            || self.class_of(word).is_some_and(|c| c.word == word)
    }

    /// The words of a text that tell of policy instruments: where each stands, and the IRI of the instrument.
    pub fn instruments_in<'l, 't>(
        &'l self,
        text: &'t str,
    ) -> impl Iterator<Item = (Range<usize>, &'l str)> + use<'l, 't> {
        let found = self.instruments.automaton.iter().flat_map(move |a| a.leftmost_find_iter(text));
        found.map(|m| (m.start()..m.end(), self.instruments.concepts[m.value() as usize].as_str()))
    }
}
