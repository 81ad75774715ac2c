//! The types of a clause: a predicate with the phrases that it takes.

use crate::verb::{Ending, Light};
use std::ops::Range;

/// What the predicate of a clause is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClauseKind {
    /// A verb.
    Verb,
    /// A verbal noun that ends its clause as a verb would: headlines, official style (사업을 추진).
    Noun,
    /// A verbal noun inside a phrase (누리사 인수를).
    Phrase,
    /// A noun with the copula.
    Copula,
}

/// How firmly the verb states its clause, by its own ending and auxiliaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Modality {
    /// Done or being done.
    Stated,
    /// Meant to be done: -겠-, -기로, -ㄹ 계획.
    Intended,
    /// Thought to be so: -ㄹ 전망, -ㄹ 수, 것으로 보이다.
    Possible,
}

/// A predicate with what it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// What its predicate is.
    pub kind: ClauseKind,
    /// The words of the predicate with its auxiliaries.
    pub predicate: Range<usize>,
    /// The verbal noun, the stem of the native verb, or the noun of the copula.
    pub lemma: String,
    /// How a verbal noun is used.
    pub light: Light,
    /// The ending of the whole predicate.
    pub ending: Ending,
    /// Whether it is negated.
    pub negative: bool,
    /// Whether somebody is kept from it: 수출하지 못하게 하다.
    pub prevented: bool,
    /// How firmly it is stated.
    pub modality: Modality,
    /// The phrases that it takes, in order.
    pub arguments: Vec<usize>,
    /// What the sentence is about at this place, where the clause itself does not say: a phrase with 은/는.
    pub topic: Option<usize>,
    /// The phrase that it modifies (누리사가 개발한 X: X), or, of a noun inside a phrase, that phrase.
    pub head: Option<usize>,
    /// Number of the sentence.
    pub sentence: usize,
    /// Bytes from its first phrase to the end of its predicate.
    pub range: Range<usize>,
}
