//! Words by which names and facts are known: class words, generic words, fields of government, policy instruments.

use crate::files::SeedError;
use crate::frames::Frames;
use crate::packed::Later;
use crate::records::rows;
use crate::words::Words;
use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use policygraph_korean::hangul::{SyllableSet, is_syllable};
use policygraph_korean::pairs::CharacterPairs;
use policygraph_model::EntityType;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Range;

/// How much a class word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CompanyWord {
    /// What ends in it is a company (…로보틱스).
    Firm,
    /// An industry, after which companies and things in general are called: the context must speak for a company.
    Vote,
    /// What is made or done, of which there are more things than companies: only the place of the word tells.
    Thing,
}

/// The last two characters of an ending, the first of which it may not have.
type End = [char; 2];

/// What words end in, found by the last two characters.
#[derive(Debug, Serialize, Deserialize)]
#[serde(from = "ByEnd<T>")]
struct Endings<T> {
    by_end: ByEnd<T>,
    /// The last characters, as far as they are syllables: most words have none of them.
    #[serde(skip)]
    lasts: SyllableSet,
    /// The ends: most words have none of them.
    #[serde(skip)]
    ends: CharacterPairs,
}

type ByEnd<T> = FxHashMap<End, Vec<(String, T)>>;

impl<T> From<ByEnd<T>> for Endings<T> {
    fn from(by_end: ByEnd<T>) -> Self {
        let lasts = by_end.keys().map(|[_, last]| *last).collect();
        let ends = by_end.keys().map(|[before, last]| (*before, *last)).collect();
        Self { by_end, lasts, ends }
    }
}

impl<T> Default for Endings<T> {
    fn default() -> Self {
        Self { by_end: FxHashMap::default(), lasts: SyllableSet::default(), ends: CharacterPairs::default() }
    }
}

impl<T> Endings<T> {
    fn add(&mut self, ending: String, value: T) -> Result<(), &'static str> {
        let mut back = ending.chars().rev();
        let last = back.next().ok_or("the word is empty")?;
        let end = [back.next().unwrap_or_default(), last];
        self.ends.insert(end[0], end[1]);
        self.lasts.extend([last]);
        self.by_end.entry(end).or_default().push((ending, value));
        Ok(())
    }

    fn sort(&mut self) {
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for list in self.by_end.values_mut() {
            list.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        }
    }

    /// The longest ending of a word that leaves what fits before it: that, and the value of the ending.
    fn longest<'w>(&self, word: &'w str, fits: impl Fn(&str) -> bool) -> Option<(&'w str, &T)> {
        if !self.lasts.may_close(word) {
            return None;
        }
        let mut back = word.chars().rev();
        let last = back.next()?;
        // An ending of one character is shorter than all of two.
        [[back.next().unwrap_or_default(), last], [char::default(), last]].iter().find_map(|end| {
            self.ends.may_have(end[0], end[1]).then_some(())?;
            self.by_end.get(end)?.iter().find_map(|(ending, value)| {
                let rest = word.strip_suffix(ending.as_str()).filter(|rest| fits(rest))?;
                Some((rest, value))
            })
        })
    }
}

/// What the lists say of a word. A class word is listed, too.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct Listed {
    /// A common noun in which foreign names of companies and places are not to be seen.
    common: bool,
    generic: bool,
    function: bool,
    /// A field of government, and whether it alone makes the name of a ministry.
    field: Option<bool>,
}

/// The loaded word lists.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Lexicon {
    classes: Endings<ClassWord>,
    /// The words of all lists that tell common nouns.
    listed: Words<Listed>,
    /// The first syllables of fields of government.
    field_openings: SyllableSet,
    /// What names of companies end in.
    company_words: Endings<CompanyWord>,
    instruments: Later<Instruments>,
    pub(crate) frames: Frames,
}

/// Words that tell of policy instruments.
#[derive(Default, Serialize, Deserialize)]
struct Instruments {
    #[serde(with = "automaton")]
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// The IRI of the instrument of each word.
    concepts: Vec<String>,
}

impl fmt::Debug for Instruments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Instruments").field("concepts", &self.concepts).finish_non_exhaustive()
    }
}

/// An automaton as the bytes that it reads itself from.
mod automaton {
    use daachorse::CharwiseDoubleArrayAhoCorasick as Automaton;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use zerovec::ZeroVec;

    pub(super) fn serialize<S: Serializer>(
        automaton: &Option<Automaton<u32>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let bytes: Option<ZeroVec<'_, u8>> = automaton.as_ref().map(|automaton| automaton.serialize().into());
        bytes.serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Automaton<u32>>, D::Error> {
        let Some(bytes) = Option::<ZeroVec<'_, u8>>::deserialize(deserializer)? else { return Ok(None) };
        Automaton::deserialize(bytes.as_bytes()).map(|(automaton, _)| Some(automaton)).map_err(D::Error::custom)
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

impl ClassWord {
    /// Whether it says of the name behind it that it is a company.
    #[must_use]
    pub fn describes_company(&self) -> bool {
        self.kind == EntityType::Company && self.strength == Strength::Quoted
    }
}

impl Lexicon {
    pub(crate) fn read_classes(&mut self, file: &str, text: &str) -> Result<(), SeedError> {
        let mut listed = self.listed.to_map();
        for (line, row) in rows::<ClassWord>(file, text)? {
            listed.entry(row.word.clone()).or_default();
            self.classes.add(row.word.clone(), row).map_err(|message| SeedError::row(file, line, message))?;
        }
        self.classes.sort();
        self.listed = listed.into();
        Ok(())
    }

    pub(crate) fn read_generic(&mut self, file: &str, text: &str) -> Result<(), SeedError> {
        let mut listed = self.listed.to_map();
        for (_, GenericRow { word, kind }) in rows::<GenericRow>(file, text)? {
            let listed = listed.entry(word).or_default();
            listed.generic = true;
            listed.function |= kind == GenericKind::Function;
        }
        self.listed = listed.into();
        Ok(())
    }

    pub(crate) fn read_company_words(&mut self, file: &str, text: &str) -> Result<(), SeedError> {
        for (line, row) in rows::<CompanyWordRow>(file, text)? {
            let added = self.company_words.add(row.word, row.strength);
            added.map_err(|message| SeedError::row(file, line, message))?;
        }
        self.company_words.sort();
        Ok(())
    }

    pub(crate) fn read_common(&mut self, file: &str, text: &str) -> Result<(), SeedError> {
        let mut listed = self.listed.to_map();
        for (_, row) in rows::<CommonRow>(file, text)? {
            listed.entry(row.word).or_default().common = true;
        }
        self.listed = listed.into();
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
        self.instruments = Later::pack(&Instruments { automaton: Some(automaton), concepts });
        Ok(())
    }

    pub(crate) fn read_fields(&mut self, file: &str, text: &str) -> Result<(), SeedError> {
        let rows = rows::<FieldRow>(file, text)?;
        self.field_openings = rows.iter().filter_map(|(_, row)| row.word.chars().next()).collect();
        let mut listed = self.listed.to_map();
        for (_, FieldRow { word, alone }) in rows {
            listed.entry(word).or_default().field = Some(alone == Alone::Yes);
        }
        self.listed = listed.into();
        Ok(())
    }

    /// The fields of government that `compound` is made of, the fewest; `None` if something else is in it.
    #[must_use]
    pub fn fields_in(&self, compound: &str) -> Option<Fields> {
        let field = self.field(compound).map(|alone| Fields { count: 1, alone });
        field.or_else(|| self.fields_joined_in(compound))
    }

    /// Whether a word is a field of government, and whether it alone makes the name of a ministry.
    fn field(&self, word: &str) -> Option<bool> {
        self.listed.get(word)?.field
    }

    fn fields_joined_in(&self, compound: &str) -> Option<Fields> {
        let first = compound.chars().next()?;
        if is_syllable(first) && !self.field_openings.contains(first) {
            return None;
        }
        // A field has two syllables or more.
        let cuts = compound.char_indices().skip(2).map(|(at, _)| at);
        cuts.filter(|&at| self.field(&compound[..at]).is_some())
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
        // URTF does not end in TF.
        let latin = word.ends_with(|c: char| c.is_ascii_alphabetic());
        let ends = |rest: &str| !(latin && rest.ends_with(|c: char| c.is_ascii_alphabetic()));
        self.classes.longest(word, ends).map(|(_, class)| class)
    }

    /// Whether a word says nothing that would make a phrase a name.
    #[must_use]
    pub fn is_generic(&self, word: &str) -> bool {
        self.listed.get(word).is_some_and(|l| l.generic)
    }

    /// Whether a word cannot be part of a name at all: an adverb, a conjunction, a determiner.
    #[must_use]
    pub fn is_function(&self, word: &str) -> bool {
        self.listed.get(word).is_some_and(|l| l.function)
    }

    /// Whether a noun says of the name behind it that it is a company: 업체, 통신사, 핀테크사.
    #[must_use]
    pub fn describes_company(&self, word: &str) -> bool {
        self.class_of(word).is_some_and(ClassWord::describes_company) || self.describes_company_of_trade(word)
    }

    /// Whether a noun says by its trade of the name behind it that it is a company: 핀테크사.
    #[must_use]
    pub fn describes_company_of_trade(&self, word: &str) -> bool {
        word.strip_suffix('사').is_some_and(|field| {
            let trade = || self.company_word(field).is_some() || self.company_name(field).is_some();
            field.chars().count() >= 2
                && (self.is_common_noun(field)
                    || self.fields_in(field).is_some()
                    || field.chars().count() >= 4 && (trade() || self.is_common(field)))
        })
    }

    /// What stands before the word that the name of a company ends in, and how much that word says.
    #[must_use]
    pub fn company_name<'w>(&self, word: &'w str) -> Option<(&'w str, CompanyWord)> {
        self.company_words.longest(word, |rest| !rest.is_empty()).map(|(rest, &strength)| (rest, strength))
    }

    /// How much a word says of the names of companies that end in it, if they do.
    #[must_use]
    pub fn company_word(&self, word: &str) -> Option<CompanyWord> {
        self.company_words.longest(word, |_| true).filter(|(rest, _)| rest.is_empty()).map(|(_, &strength)| strength)
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
        self.listed.get(word).is_some_and(|l| l.common)
    }

    fn is_listed(&self, word: &str) -> bool {
        self.listed.contains(word) || self.fields_joined_in(word).is_some()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_seeds;

    #[test]
    fn the_longest_ending_counts() {
        let mut endings = Endings::default();
        for ending in ["원", "연구원", "과학원"] {
            endings.add(ending.to_owned(), ending.len()).unwrap();
        }
        endings.sort();
        assert_eq!(endings.longest("가온연구원", |_| true), Some(("가온", &"연구원".len())));
        assert_eq!(endings.longest("연구원", |rest| !rest.is_empty()), Some(("연구", &"원".len())));
        assert_eq!(endings.longest("원", |_| true), Some(("", &"원".len())));
        assert!(endings.add(String::new(), 0).is_err());
    }

    #[test]
    fn words_by_which_companies_are_called() {
        let seeds = test_seeds();
        let lexicon = &seeds.lists.lexicon;
        assert_eq!(lexicon.company_name("가온로보틱스"), Some(("가온", CompanyWord::Firm)));
        assert_eq!(lexicon.company_word("로보틱스"), Some(CompanyWord::Firm));
        assert_eq!(lexicon.company_word("가온로보틱스"), None);
    }
}
