//! Frames: which roles a predicate has, and which relation holds between those who fill them.

use crate::files::SeedError;
use crate::records::rows;
use crate::words::{WordMap, Words};
use policygraph_korean::hangul::{SyllableSet, is_syllable};
use policygraph_model::{EntityType, Predicate};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

/// What kind of word a predicate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WordClass {
    /// A verbal noun (인수), a verb with 하다, 되다, 받다.
    Noun,
    /// A native verb (사들이다).
    Verb,
    /// A noun that relates what it refers to with its possessor (자회사).
    Relational,
}

/// A role of a frame, by its deep case: that which it has in the active sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FrameRole {
    /// Who acts.
    Subject,
    /// What is acted on.
    Object,
    /// To what, to whom, into what.
    Dative,
    /// With whom.
    Comitative,
    /// From whom.
    Source,
    /// Where.
    Locative,
    /// As what, into what.
    As,
    /// On what ground.
    Basis,
    /// What for.
    Purpose,
    /// What a relational noun refers to.
    #[serde(rename = "self")]
    Itself,
    /// The possessor of a relational noun.
    Of,
}

/// A predicate with two of its roles and the relation between them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// The word.
    pub word: String,
    /// What it is.
    pub class: WordClass,
    /// The relation.
    pub predicate: Predicate,
    /// The role of its subject.
    pub from: FrameRole,
    /// The role of its object.
    pub to: FrameRole,
    /// The types that the subject may have; empty for all that the predicate allows.
    pub from_types: Vec<EntityType>,
    /// The types that the object may have; empty for all that the predicate allows.
    pub to_types: Vec<EntityType>,
    /// Whose a sum of money in the clause is.
    pub money: Option<MoneyOwner>,
}

impl Frame {
    /// Whether things of these types can stand in the relation here.
    #[must_use]
    pub fn allows(&self, from: EntityType, to: EntityType) -> bool {
        let fits = |types: &[EntityType], kind| types.is_empty() || types.contains(&kind);
        fits(&self.from_types, from) && fits(&self.to_types, to) && self.predicate.allows(from, to)
    }
}

/// Whose a sum of money in the clause of a frame is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MoneyOwner {
    /// That of the relation's subject.
    From,
    /// That of its object.
    To,
}

/// What a support verb does for the verbal noun that it carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SupportUse {
    /// It lends its subject: 인수를 추진하다.
    Active,
    /// Its subject undergoes what the noun says, or is the noun: 지원을 받다, 인수가 마무리되다.
    Passive,
    /// It puts somebody into a role: 대상지로 선정하다.
    Select,
    /// It reports what its content clause says: 밝히다.
    Say,
}

/// How firm a support verb makes what it carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Force {
    /// Done or being done.
    Stated,
    /// To be done.
    Planned,
    /// Thought of.
    Possible,
    /// Ended, denied, taken back.
    Denied,
}

/// One use of a support verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Support {
    /// What it does.
    pub usage: SupportUse,
    /// How firm it makes it.
    pub force: Force,
}

/// The lexicon of predicates.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Frames {
    by_word: Words<Vec<Frame>>,
    support: Words<Vec<Support>>,
    verbal: Words<()>,
    /// The first syllables of all these words: most places of a text are told by them.
    openings: SyllableSet,
    /// The verbs of idioms: 잡 of "손 잡".
    idiomatic: FxHashSet<String>,
    /// The last syllables of relational nouns.
    relational_ends: FxHashSet<char>,
}

#[derive(Deserialize)]
struct FrameRow {
    word: String,
    class: WordClass,
    predicate: Predicate,
    from: FrameRole,
    to: FrameRole,
    from_types: String,
    to_types: String,
    money: Option<MoneyOwner>,
}

#[derive(Deserialize)]
struct SupportRow {
    word: String,
    class: WordClass,
    #[serde(rename = "use")]
    usage: SupportUse,
    status: Force,
}

impl Frames {
    pub(crate) fn read_frames(&mut self, file: &str, text: &str) -> Result<(), SeedError> {
        let (mut by_word, mut verbal) = (WordMap::<Vec<Frame>>::default(), self.verbal.to_map());
        for (line, row) in rows::<FrameRow>(file, text)? {
            let types = |list: &str| -> Result<Vec<EntityType>, SeedError> {
                list.split('|')
                    .filter(|t| !t.is_empty())
                    .map(|t| t.parse().map_err(|e| SeedError::row(file, line, format!("{e}"))))
                    .collect()
            };
            let (from_types, to_types) = (types(&row.from_types)?, types(&row.to_types)?);
            let word = key(&row.word, row.class);
            if row.class == WordClass::Noun {
                verbal.insert(word.clone(), ());
            }
            self.openings.extend(word.chars().next());
            self.idiomatic.extend(word.rsplit_once(' ').map(|(_, verb)| verb.to_owned()));
            self.relational_ends.extend(word.chars().next_back().filter(|_| row.class == WordClass::Relational));
            let FrameRow { class, predicate, from, to, money, .. } = row;
            let frame = Frame { word: word.clone(), class, predicate, from, to, from_types, to_types, money };
            by_word.entry(word).or_default().push(frame);
        }
        (self.by_word, self.verbal) = (by_word.into(), verbal.into());
        Ok(())
    }

    pub(crate) fn read_support(&mut self, file: &str, text: &str) -> Result<(), SeedError> {
        let (mut support, mut verbal) = (WordMap::<Vec<Support>>::default(), self.verbal.to_map());
        for (_, SupportRow { word, class, usage, status }) in rows::<SupportRow>(file, text)? {
            let word = key(&word, class);
            if class == WordClass::Noun {
                verbal.insert(word.clone(), ());
            }
            self.openings.extend(word.chars().next());
            support.entry(word).or_default().push(Support { usage, force: status });
        }
        (self.support, self.verbal) = (support.into(), verbal.into());
        Ok(())
    }

    /// The frames of a verbal noun, a native verb (its stem) or a relational noun.
    #[must_use]
    pub fn of(&self, word: &str) -> &[Frame] {
        self.by_word.get(word).map_or(&[], Vec::as_slice)
    }

    /// The frames of a verb with its noun: 손(을) 잡(다).
    #[must_use]
    pub fn of_idiom(&self, noun: &str, verb: &str) -> &[Frame] {
        if self.has_idiom(verb) { self.of(&[noun, verb].join(" ")) } else { &[] }
    }

    /// Whether a verb has frames with some noun: 잡 of "손 잡".
    #[must_use]
    pub fn has_idiom(&self, verb: &str) -> bool {
        self.idiomatic.contains(verb)
    }

    /// The uses of a support verb: a verbal noun or the stem of a native verb.
    #[must_use]
    pub fn support(&self, word: &str) -> &[Support] {
        self.support.get(word).map_or(&[], Vec::as_slice)
    }

    /// Whether a noun names an action.
    #[must_use]
    pub fn is_verbal(&self, noun: &str) -> bool {
        self.verbal.contains(noun)
    }

    /// Whether a word opens with a noun for an action, whatever ending follows: 발표했다.
    #[must_use]
    pub fn opens_with_verbal(&self, word: &str) -> bool {
        self.may_open(word) && prefixes(word).any(|noun| self.verbal.contains(noun))
    }

    /// Whether a word may open with one that has frames or carries others: quick, and sure only where it does not.
    fn may_open(&self, word: &str) -> bool {
        word.starts_with(|c| self.openings.contains(c) || !is_syllable(c))
    }

    /// Whether a word opens with a predicate that states a relation: 개발했다, 만든.
    #[must_use]
    pub fn opens_with(&self, word: &str, relation: Predicate) -> bool {
        let states = |f: &Frame| f.predicate == relation && f.class != WordClass::Relational;
        self.may_open(word) && prefixes(word).any(|p| self.of(p).iter().any(states))
    }

    /// Whether a noun for an action opens or closes a compound (개발자, 공동투자), so that the compound is hardly a name.
    #[must_use]
    pub fn has_verbal(&self, compound: &str) -> bool {
        let is_verbal = |at: usize| self.may_open(&compound[at..]) && self.verbal.contains(&compound[at..]);
        self.opens_with_verbal(compound) || compound.char_indices().any(|(at, _)| is_verbal(at))
    }

    /// Whether a noun ends as one that relates what it refers to with its possessor may end.
    #[must_use]
    pub fn ends_as_relational(&self, noun: &str) -> bool {
        noun.chars().next_back().is_some_and(|c| self.relational_ends.contains(&c))
    }

    /// Whether a noun relates what it refers to with its possessor.
    #[must_use]
    pub fn is_relational(&self, noun: &str) -> bool {
        self.ends_as_relational(noun) && self.of(noun).iter().any(|f| f.class == WordClass::Relational)
    }
}

fn prefixes(word: &str) -> impl Iterator<Item = &str> {
    word.char_indices().map(|(at, c)| &word[..at + c.len_utf8()])
}

/// A native verb is known by its stem.
fn key(word: &str, class: WordClass) -> String {
    match class {
        WordClass::Verb => word.strip_suffix('다').unwrap_or(word).to_owned(),
        WordClass::Noun | WordClass::Relational => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::test_seeds;
    use policygraph_model::{EntityType, Predicate};

    #[test]
    fn words_have_their_frames() {
        let seeds = test_seeds();
        let frames = seeds.lists.lexicon.frames();
        let acquires = |w: &str| frames.of(w).iter().any(|f| f.predicate == Predicate::Acquires);
        assert!(acquires("인수") && acquires("사들이"));
        assert!(frames.is_verbal("인수") && !frames.is_verbal("정부"));
        assert!(frames.opens_with_verbal("발표했다") && !frames.opens_with_verbal("재발표"));
        assert!(frames.has_verbal("개발자") && frames.has_verbal("공동투자") && !frames.has_verbal("정부안"));
        assert!(frames.is_relational("자회사"));
        assert!(!frames.of_idiom("손", "잡").is_empty() && frames.of_idiom("손", "인수").is_empty());
        let frame = frames.of("인수").iter().find(|f| f.predicate == Predicate::Acquires).unwrap();
        assert!(frame.allows(EntityType::Company, EntityType::Company));
        assert!(!frame.allows(EntityType::Company, EntityType::Program));
        assert!(!frames.support("철회").is_empty());
    }
}
