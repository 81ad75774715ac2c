//! What somebody makes, that no list has: "가온사는 정밀 감속기를 개발", "가온사의 배터리 공장".
//!
//! The noun for a thing ([`TechnologyWords::is_made`]) alone is in every text; only where a predicate, a genitive or a plant says who
//! makes it does it name a technology. The predicates are those of the frames, so that `role` asks for it.
//!
//! [`TechnologyWords::is_made`]: policygraph_registry::TechnologyWords::is_made

use super::Scene;
use crate::candidate::Candidate;
use crate::phrase::{Word, is_adnominal};
use policygraph_frames::{PLANTS, UNDERTAKINGS};
use policygraph_korean::analysis::{Analysis, Phrase, Role};
use policygraph_korean::hangul::is_word;
use policygraph_korean::verb::{self, Ending};
use policygraph_model::{EntityType, Predicate};
use std::ops::Range;

pub(crate) const ID: &str = "made";

/// Most words of such a name.
const LONGEST: usize = 4;

/// Nouns behind what they are about: "메탄 포집 기술".
const TECHNIQUES: &[&str] = &["기술", "공정", "공법", "기법"];

/// What a text says that somebody makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Made {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// The name without the word for a technique.
    pub alias: Option<String>,
}

impl Made {
    pub(crate) fn candidate(&self, scene: &Scene<'_>) -> Candidate {
        let text = scene.str();
        let mut candidate =
            Candidate::new(self.range.clone(), &text[self.range.clone()], EntityType::Technology, ID, 2);
        // "정밀 감속기" is called by its last word, too, where that is no word of two syllables.
        let last = candidate.name.split_once(' ').and_then(|_| candidate.name.rsplit(' ').next());
        // "리튬황 배터리" is one of the batteries that the registry knows.
        let known = |l: &&str| scene.registry.named(l).any(|e| e.kind == EntityType::Technology);
        let head = last.filter(|l| l.chars().count() >= 3 && self.alias.is_none() && !known(l)).map(str::to_owned);
        candidate.aliases.extend(self.alias.clone().or(head));
        candidate
    }
}

/// The things before the nouns for where they are made, or for their being made: "배터리 공장", "배터리 개발".
pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let words = &scene.phrase.words;
    let made = |w: &&str| PLANTS.contains(w) || UNDERTAKINGS.contains(w);
    let nouns = (1..words.len()).filter(|&w| made(&scene.phrase.stem(&words[w])) && !words[w].opens);
    let things: Vec<Range<usize>> = nouns.filter_map(|w| before(scene, w, out)).collect();
    out.extend(things.into_iter().map(|range| Made { range, alias: None }.candidate(scene)));
}

/// The thing that the words before a noun name.
fn before(scene: &Scene<'_>, noun: usize, out: &[Candidate]) -> Option<Range<usize>> {
    let phrase = scene.phrase;
    let words = scene.registry.technology_words();
    let plain = |w: usize| {
        let word: &Word = &phrase.words[w];
        let at = phrase.original(&word.range);
        let free =
            !out.iter().any(|c| c.kind != EntityType::Technology && c.range.start < at.end && at.start < c.range.end);
        free && !word.closes && word.particle.is_none() && is_noun(phrase.slice(&word.range))
    };
    let last = noun.checked_sub(1)?;
    let text = |w: usize| phrase.slice(&phrase.words[w].range);
    if !plain(last) || !words.is_made(text(last)) {
        return None;
    }
    let first = first_word(last, 0, |w| !phrase.words[w + 1].opens && plain(w) && tells_which(scene, text(w)));
    if first == last && !is_named_alone(scene, text(last)) {
        return None;
    }
    Some(phrase.original(&(phrase.words[first].range.start..phrase.words[last].range.end)))
}

/// Whether a text may say that somebody makes something.
pub(crate) fn may_be_told(scene: &Scene<'_>) -> bool {
    let (phrase, frames) = (scene.phrase, scene.registry.frames());
    let words = scene.registry.technology_words();
    let thing = |w: &Word| words.is_made(phrase.stem(w)) || TECHNIQUES.contains(&phrase.stem(w));
    phrase.words.iter().any(thing)
        && phrase.words.iter().any(|w| frames.opens_with(phrase.slice(&w.range), Predicate::Develops))
}

/// The thing that the nouns of a phrase name, where they name one.
pub(crate) fn named_by(scene: &Scene<'_>, analysis: &Analysis, phrase: &Phrase) -> Option<Made> {
    let words = scene.registry.technology_words();
    let noun = |w: usize| &scene.str()[analysis.words[w].stem.clone()];
    let last = phrase.nouns.end.checked_sub(1).filter(|&l| l >= phrase.nouns.start && !analysis.words[l].atom)?;
    let technique = TECHNIQUES.contains(&noun(last)) && last > phrase.nouns.start;
    if !technique && !words.is_made(noun(last)) {
        return None;
    }
    // "하늘두레(Skydure) 플랫폼": a bracket parts what is called so from what it is.
    let bracket = |w: usize| {
        let (end, next) = (analysis.words[w].range.end, analysis.words.get(w + 1).map(|n| n.range.start));
        next.is_some_and(|next| analysis.asides.iter().any(|a| end <= a.start && a.end <= next))
    };
    let joined = |w: usize| !analysis.words[w].comma && !analysis.words[w].dot && !bracket(w);
    let belongs = |w: usize| !analysis.words[w].atom && joined(w) && is_noun(noun(w)) && tells_which(scene, noun(w));
    let first = first_word(last, phrase.nouns.start, belongs);
    if first == last && (technique || !is_named_alone(scene, noun(last))) {
        return None;
    }
    let start = analysis.words[first].stem.start;
    let core = start..analysis.words[last - usize::from(technique)].stem.end;
    let alias = technique.then(|| scene.str()[core].to_owned());
    Some(Made { range: start..analysis.words[last].stem.end, alias })
}

/// Whether a phrase says what a company has: "가온사의 감속기는".
pub(crate) fn is_owned(analysis: &Analysis, phrase: &Phrase, names: &[Candidate]) -> bool {
    let owner = |p: &&Phrase| p.role == Role::Genitive && p.words.end == phrase.words.start;
    let last = analysis.phrases.iter().find(owner).and_then(|p| p.nouns.end.checked_sub(1));
    last.is_some_and(|l| {
        let end = analysis.words[l].stem.end;
        names.iter().any(|c| c.kind == EntityType::Company && c.range.end == end)
    })
}

/// The first word of the name that ends in the word `last`, at `from` or later.
fn first_word(last: usize, from: usize, belongs: impl Fn(usize) -> bool) -> usize {
    let longest = from.max((last + 1).saturating_sub(LONGEST));
    (longest..last).rev().take_while(|&w| belongs(w)).last().unwrap_or(last)
}

/// Whether a word before the noun for a thing tells which it is: nothing general, no time, no use that it is put to.
fn tells_which(scene: &Scene<'_>, word: &str) -> bool {
    const RELATING: &[&str] = &["기반", "관련", "활용", "이용", "적용", "연계", "등", "및"];
    let lexicon = scene.registry.lexicon();
    let general = lexicon.is_generic(word) || lexicon.is_function(word) || RELATING.contains(&word);
    !general && !word.ends_with('용') && !scene.registry.technology_words().is_general(word)
}

/// Whether the noun for a thing says enough alone: a compound of words that are known (협동로봇), or a word that is long and no head of
/// many things. What ends like a thing may be a company: 한울세라믹.
fn is_named_alone(scene: &Scene<'_>, word: &str) -> bool {
    /// Fewest syllables.
    const LEAST: usize = 3;
    let (words, lexicon) = (scene.registry.technology_words(), scene.registry.lexicon());
    let known = |part: &str| {
        let topic = || scene.registry.named(part).any(|e| e.kind == EntityType::Technology);
        lexicon.is_common(part) || words.is_modifier(part) || words.is_made(part) || topic()
    };
    let compound = || word.char_indices().skip(2).any(|(at, _)| words.is_made(&word[at..]) && known(&word[..at]));
    let company = lexicon.company_name(word).is_some();
    word.chars().count() >= LEAST
        && !words.is_head(word)
        && (compound() || !company && (words.is_thing(word) || word.ends_with('기')))
}

/// Whether a word can stand in the name of a thing: no number, no verb.
pub(super) fn is_noun(word: &str) -> bool {
    let connects = word.ends_with(['여', '해', '고', '며', '서', '아', '어', '려', '워', '와', '켜'])
        && verb::read(word).is_some_and(|v| v.ending == Ending::Connective);
    word.chars().all(|c| is_word(c) || c == '-')
        && !word.starts_with(|c: char| c.is_ascii_digit())
        && !is_adnominal(word)
        && !connects
}
