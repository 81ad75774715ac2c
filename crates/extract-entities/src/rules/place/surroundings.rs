//! What stands around a word and speaks for a place: the larger place before it, places beside it, words that are said of places.

use crate::candidate::Candidate;
use crate::phrase::Word;
use crate::rules::Scene;
use policygraph_korean::particle::Case;
use policygraph_korean::word_list::WordList;
use policygraph_model::EntityType;
use std::ops::Range;

/// Nouns that are said of places.
const OF_PLACES: &[&str] = &[
    "시범도시",
    "실증도시",
    "대상지",
    "후보지",
    "시험지",
    "사업지",
    "지자체",
    "도시로",
    "도시에",
    "거점",
    "일대",
    "입지",
    "특구로",
    "소재",
    "들어서",
    "들어선",
    "들어설",
    "짓는",
    "짓고",
    "건립",
    "착공",
    "지역으로",
    "곳을",
    "곳에",
    "곳이",
    "곳으로",
    "자치단체",
    "공장을",
    "공장이",
    "센터를",
    "시장은",
    "시민",
    "주민",
    "청사",
    "선도지구",
    "시범지역",
    "시범지구",
    "특구",
];

/// The place right before a word, or before the part of it that the word lies in: "네팔 서부 카르가주".
pub(super) fn larger_before<'c>(scene: &Scene<'_>, i: usize, out: &'c [Candidate]) -> Option<&'c Candidate> {
    let phrase = scene.phrase;
    let i = behind_part(scene, i);
    let before = &phrase.words[i.checked_sub(1).filter(|_| !phrase.words[i].opens)?];
    let at = phrase.original(&before.range);
    out.iter().find(|c| !before.closes && c.range.end == at.end && c.kind == EntityType::Place)
}

/// Nouns for a part of a country.
pub(super) static PARTS: WordList = WordList::new(&[
    "북부",
    "남부",
    "동부",
    "서부",
    "중부",
    "북동부",
    "북서부",
    "남동부",
    "남서부",
    "동북부",
    "서북부",
    "동남부",
    "서남부",
    "내륙",
]);

/// What stands between a country and its chief city.
pub(super) const CAPITAL: &str = "수도";

/// The word for a part of a country or its chief city right before a word, or that word.
pub(super) fn behind_part(scene: &Scene<'_>, i: usize) -> usize {
    let words = &scene.phrase.words;
    let leads = |word: &str| PARTS.has(word) || word == CAPITAL;
    let part = |b: &usize| leads(scene.phrase.slice(&words[*b].range)) && !words[*b].closes && !words[i].opens;
    i.checked_sub(1).filter(part).unwrap_or(i)
}

/// Whether a place stands right before or behind in the same list.
pub(super) fn beside_place(scene: &Scene<'_>, out: &[Candidate], at: &Range<usize>) -> bool {
    let joins = |gap: &str| matches!(gap.trim(), "와" | "과" | "," | "·" | "ㆍ" | "･" | "・" | "및" | "∙" | "•");
    out.iter().filter(|c| c.kind == EntityType::Place).any(|c| {
        let (from, to) = if c.range.end <= at.start { (c.range.end, at.start) } else { (at.end, c.range.start) };
        scene.str().get(from..to).is_some_and(|g| !g.trim().is_empty() && joins(g))
    })
}

/// Whether words that are said of places follow within a few words, or one in whose list the word stands.
pub(super) fn said_of_places(scene: &Scene<'_>, i: usize) -> bool {
    let words = &scene.phrase.words;
    let near = words[i + 1..].iter().take(5).chain(words[..i].iter().rev().take(3));
    near.into_iter().any(|w| OF_PLACES.iter().any(|p| scene.phrase.slice(&w.range).starts_with(p)))
}

/// Whether a particle makes a city one who acts or the place where something is.
pub(super) fn acts_or_holds(word: &Word) -> bool {
    word.particle.is_some_and(|p| {
        matches!(p.case, Case::Topic | Case::Subject | Case::Comitative | Case::Locative)
            || matches!(p.form, "에" | "의")
    }) && !matches!(word.particle.map(|p| p.form), Some("에는" | "에도" | "에만"))
}
