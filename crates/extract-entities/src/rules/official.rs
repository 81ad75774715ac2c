//! A person with an office: "○○ 대통령", "○○ 미국 상무부장관", and the government called after its head.
//!
//! The name is the one or two bare words before the title, over the country or ministry between them.

use super::Scene;
use crate::candidate::Candidate;
use crate::phrase::{Phrase, Word, is_adnominal, is_bare_noun};
use policygraph_korean::hangul::is_syllable;
use policygraph_model::EntityType;

pub(crate) const ID: &str = "official";

/// Titles of heads of state and government, before which a single word is a name.
const HEADS: &[&str] = &["대통령", "총리", "주석", "행정부", "정부"];
/// Other titles: the name has two words, or three syllables.
const TITLES: &[&str] =
    &["장관", "차관", "위원장", "의장", "회장", "국장", "의원", "대사", "CEO", "최고경영자", "교수", "박사"];

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    for (i, word) in phrase.words.iter().enumerate() {
        let stem = phrase.stem(word);
        let head = HEADS.contains(&stem);
        let title = TITLES.iter().any(|t| stem.ends_with(t));
        if !head && !title {
            continue;
        }
        let mut end = i;
        while end > 0 && is_known(scene, out, &phrase.words[end - 1]) && !phrase.words[end].opens {
            end -= 1;
        }
        let Some(first) = name_start(scene, out, end, head) else { continue };
        let range = phrase.words[first].range.start..phrase.words[end - 1].range.end;
        let mut person = Candidate::new(phrase.original(&range), phrase.slice(&range), EntityType::Person, ID, 6);
        person.country = scene.country().map(str::to_owned);
        out.push(person);
        if matches!(stem, "행정부" | "정부") {
            name_government(scene, out, &phrase.words[first], word);
        }
    }
}

/// A government called after its head is that of the country: its full name is one of its names.
fn name_government(scene: &Scene<'_>, out: &mut [Candidate], first: &Word, word: &Word) {
    let phrase = scene.phrase;
    let full = phrase.slice(&(first.range.start..word.stem.end)).to_owned();
    let at = phrase.original(&word.stem);
    if let Some(government) = out.iter_mut().find(|c| c.kind == EntityType::GovernmentAgency && c.range.end == at.end) {
        government.aliases.push(full);
    }
}

fn name_start(scene: &Scene<'_>, out: &[Candidate], end: usize, head: bool) -> Option<usize> {
    let phrase = scene.phrase;
    let is_name = |w: &Word| {
        let text = phrase.slice(&w.range);
        text.chars().all(is_syllable)
            && (2..=5).contains(&text.chars().count())
            && is_bare_noun(phrase, w)
            && !is_known(scene, out, w)
            && !scene.registry.lexicon().is_generic(text)
            && !looks_like_common_noun(scene, phrase, w)
    };
    let last = end.checked_sub(1).filter(|&l| is_name(&phrase.words[l]))?;
    // Two words are one name only where nothing before could be part of a longer noun.
    let starts = |f: usize| f.checked_sub(1).is_none_or(|b| !is_bare_noun(phrase, &phrase.words[b]));
    let two = last.checked_sub(1).filter(|&f| is_name(&phrase.words[f]) && !phrase.words[last].opens && starts(f));
    match two {
        Some(first) => Some(first),
        // A single word before a lesser title is as often a department as a name.
        None if head && last < end && end - last == 1 => Some(last),
        None => None,
    }
}

/// Words with particles or class words are no personal names.
fn looks_like_common_noun(scene: &Scene<'_>, phrase: &Phrase, word: &Word) -> bool {
    let lexicon = scene.registry.lexicon();
    [phrase.slice(&word.range), phrase.stem(word)]
        .iter()
        .any(|w| lexicon.class_of(w).is_some() || lexicon.is_generic(w))
        || is_adnominal(phrase.slice(&word.range))
        || word.particle.is_some_and(|p| !matches!(p.form, "로" | "이" | "가" | "나" | "도" | "인" | "라" | "의"))
        || ["적", "간", "내", "별", "등", "상", "관"].iter().any(|e| phrase.slice(&word.range).ends_with(e))
}

fn is_known(scene: &Scene<'_>, out: &[Candidate], word: &Word) -> bool {
    let at = scene.phrase.original(&word.range);
    out.iter().any(|c| c.range.start <= at.start && at.end <= c.range.end)
}
