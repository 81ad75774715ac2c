//! Words by which a technology is known that no list has: what its name ends in and what makes it a kind of its own.

use crate::files::SeedError;
use crate::records::rows;
use policygraph_korean::hangul::{SyllableSet, is_syllable};
use policygraph_korean::pairs::CharacterPairs;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

/// What a word does in the name of a technology.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum TechnologyWord {
    /// What ends in it is a technology or field, where something tells which (물류로봇).
    Head,
    /// What is made, where the text says that somebody makes it (감속기).
    Thing,
    /// It tells which also where it stands apart (수중 로봇).
    Modifier,
    /// It tells whose or how good, not which (국가, 첨단).
    General,
    /// What a measure does with a technology: the noun before it in its name is one (국산화, 양산).
    Action,
}

/// The words of `seeds/technology-words.csv`.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct TechnologyWords {
    heads: FxHashSet<String>,
    things: FxHashSet<String>,
    modifiers: FxHashSet<String>,
    general: FxHashSet<String>,
    actions: Vec<String>,
    /// The first syllables of heads and of general words: most words are told by them.
    head_openings: SyllableSet,
    /// The first two syllables of heads.
    head_pairs: CharacterPairs,
    general_openings: SyllableSet,
    thing_openings: SyllableSet,
    head_closings: SyllableSet,
    /// The last syllables of heads and of things.
    made_closings: SyllableSet,
}

#[derive(Deserialize)]
struct Row {
    word: String,
    kind: TechnologyWord,
}

fn openings(words: &FxHashSet<String>) -> SyllableSet {
    SyllableSet::of(&words.iter().filter_map(|word| word.chars().next()).collect::<String>())
}

impl TechnologyWords {
    pub(crate) fn read(file: &str, text: &str) -> Result<Self, SeedError> {
        let mut words = Self::default();
        for (line, Row { word, kind }) in rows::<Row>(file, text)? {
            if word.is_empty() {
                return Err(SeedError::row(file, line, "the word is empty"));
            }
            match kind {
                TechnologyWord::Head => words.heads.insert(word),
                TechnologyWord::Thing => words.things.insert(word),
                TechnologyWord::Modifier => words.modifiers.insert(word),
                TechnologyWord::General => words.general.insert(word),
                TechnologyWord::Action => {
                    words.actions.push(word);
                    true
                }
            };
        }
        words.head_openings = openings(&words.heads);
        let pair = |head: &String| head.chars().next().zip(head.chars().nth(1));
        words.head_pairs = words.heads.iter().filter_map(pair).collect();
        words.general_openings = openings(&words.general);
        words.thing_openings = openings(&words.things);
        words.head_closings = words.heads.iter().filter_map(|w| w.chars().next_back()).collect();
        words.made_closings = words.heads.iter().chain(&words.things).filter_map(|w| w.chars().next_back()).collect();
        Ok(words)
    }

    /// Whether a word names a technology or field where something before it tells which.
    #[must_use]
    pub fn is_head(&self, word: &str) -> bool {
        self.heads.contains(word)
    }

    /// Whether a head starts with a syllable.
    #[must_use]
    #[inline]
    pub fn opens_head(&self, syllable: char) -> bool {
        self.head_openings.contains(syllable)
    }

    /// Whether a head may start with two syllables: quick, and sure only where none does.
    #[must_use]
    #[inline]
    pub fn may_open_head(&self, first: char, second: char) -> bool {
        self.head_pairs.may_have(first, second)
    }

    /// Whether a head ends in a syllable.
    #[must_use]
    #[inline]
    pub fn closes_head(&self, syllable: char) -> bool {
        self.head_closings.contains(syllable)
    }

    /// Whether a general word starts with a syllable.
    #[must_use]
    #[inline]
    pub fn opens_general(&self, syllable: char) -> bool {
        self.general_openings.contains(syllable)
    }

    /// Whether a word is listed as a thing that can be made.
    #[must_use]
    pub fn is_thing(&self, word: &str) -> bool {
        self.things.contains(word)
    }

    /// Whether a word names what can be made: it ends in a head or in a thing, or as machines do (분광기).
    #[must_use]
    pub fn is_made(&self, word: &str) -> bool {
        let machine = word.ends_with('기') && word.chars().count() >= 3;
        if !machine && !self.made_closings.may_close(word) {
            return false;
        }
        // The sets tell of syllables only.
        let may_be = |set: &SyllableSet, c: char| set.contains(c) || !is_syllable(c);
        let is_listed = |(at, c): (usize, char)| {
            may_be(&self.thing_openings, c) && self.things.contains(&word[at..])
                || may_be(&self.head_openings, c) && self.heads.contains(&word[at..])
        };
        machine || word.char_indices().any(is_listed)
    }

    /// Whether a word that stands before a head makes it a technology of its own: listed, or one that ends as adjectives of kind do
    /// (부유식, 산업용, 생성형).
    #[must_use]
    pub fn is_modifier(&self, word: &str) -> bool {
        let kind = word.ends_with(['식', '용', '형']) && word.chars().count() >= 3;
        !self.is_general(word) && (kind || self.modifiers.contains(word))
    }

    /// Whether a word starts with what a measure does with a technology: 국산화, 양산사업.
    #[must_use]
    pub fn is_action(&self, word: &str) -> bool {
        self.actions.iter().any(|a| word.starts_with(a.as_str()))
    }

    /// Whether a word tells whose a technology is, or how good, but not which.
    #[must_use]
    pub fn is_general(&self, word: &str) -> bool {
        self.general.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use crate::test_seeds;

    #[test]
    fn kinds_of_words() {
        let seeds = test_seeds();
        let words = &seeds.lists.technology_words;
        assert!(words.is_head("로봇") && !words.is_head("국가"));
        assert!(words.is_action("양산사업") && !words.is_action("사업"));
        assert!(
            words.is_made("감속기") && words.is_made("협동로봇") && words.is_made("세척기") && !words.is_made("제도")
        );
        assert!(words.is_modifier("수중") && words.is_modifier("수직형") && !words.is_modifier("한국형"));
    }
}
