//! What names of places end in, the words that are shaped so, and where places of that kind can lie.

use super::look_alikes::is_look_alike;
use crate::phrase::Word;
use crate::rules::Scene;
use crate::shape;
use policygraph_korean::hangul::{SyllableSet, is_all_syllables};
use std::ops::Range;
use std::sync::LazyLock;

/// What names of places end in, with the syllables that the whole word must have.
const ENDINGS: &[(&str, usize)] = &[
    ("특별자치도", 6),
    ("특별자치시", 6),
    ("경제특구", 5),
    ("기술개발구", 5),
    ("개발구", 4),
    ("신구", 3),
    ("산업단지", 6),
    ("산단", 4),
    ("밸리", 4),
    ("자치구", 5),
    ("시티", 4),
    ("시", 3),
    ("군", 3),
    ("구", 3),
    ("현", 3),
    ("성", 2),
    ("주", 3),
    ("도", 3),
    ("면", 3),
    ("읍", 3),
    ("동", 3),
    ("정", 4),
    ("항", 3),
    ("준주", 4),
    ("섬", 3),
    ("셔", 4),
];

/// The last syllables of the endings: a word without one is no such place, which is all that most words are asked.
static LAST_SYLLABLES: LazyLock<SyllableSet> = LazyLock::new(|| {
    let last: String = ENDINGS.iter().filter_map(|(ending, _)| ending.chars().next_back()).collect();
    SyllableSet::of(&last)
});

/// The countries whose places are of a kind that is called so.
const PROVINCE_COUNTRIES: &[(&str, &[&str])] = &[
    ("성", &["CN", "VN", "KH", "LA", "TH", "AF", "TR"]),
    ("주", &["US", "CA", "AU", "DE", "IN", "BR", "MX", "MY", "AT", "NG", "CH", "FR", "IT", "ES"]),
    ("현", &["JP", "TW", "CN"]),
    ("도", &["KR", "JP", "IT"]),
    ("정", &["JP"]),
];

/// A part of a word that is shaped like the name of a place.
pub(super) struct Shaped {
    /// Bytes of the phrase.
    pub(super) part: Range<usize>,
    pub(super) ending: &'static str,
    /// Whether it is the first of those that dots join.
    pub(super) first: bool,
    /// Whether it is of the word with its particle.
    pub(super) whole: bool,
}

/// The parts of a word that are shaped like names of places, of its stem and of the whole word.
pub(super) fn shaped(scene: &Scene<'_>, word: &Word) -> Vec<Shaped> {
    let phrase = scene.phrase;
    let mut out = Vec::new();
    // Most words are told by their last syllable.
    if !word.dotted && !LAST_SYLLABLES.closes(phrase.stem(word)) && !LAST_SYLLABLES.closes(phrase.slice(&word.range)) {
        return out;
    }
    for (range, whole) in [(&word.stem, false), (&word.range, true)] {
        if whole && (word.stem == word.range || word.parted) {
            break;
        }
        for (n, part) in phrase.parts(word, range).enumerate() {
            if let Some(ending) = ending(scene, phrase.slice(&part)) {
                out.push(Shaped { part, ending, first: n == 0, whole });
            }
        }
    }
    out
}

/// The ending of a word that can be a place.
fn ending(scene: &Scene<'_>, name: &str) -> Option<&'static str> {
    if !LAST_SYLLABLES.closes(name) {
        return None;
    }
    let syllables = name.chars().count();
    let (ending, _) = ENDINGS.iter().find(|(e, least)| name.ends_with(e) && syllables >= *least)?;
    if matches!(*ending, "특별자치도" | "특별자치시" | "경제특구" | "기술개발구" | "산업단지") && is_all_syllables(name)
    {
        return Some(*ending);
    }
    let plain = is_all_syllables(name)
        && !is_look_alike(name)
        && !shape::is_common(scene.registry, name)
        && own(scene, name, ending);
    plain.then_some(*ending)
}

/// Whether what stands before the ending is nobody's word.
pub(super) fn own(scene: &Scene<'_>, name: &str, ending: &str) -> bool {
    let rest = name.strip_suffix(ending).unwrap_or(name);
    !rest.is_empty() && !shape::is_common(scene.registry, rest) && !scene.registry.frames().has_verbal(rest)
}

/// What can lie in a larger place.
pub(super) fn fits_below(ending: &str) -> bool {
    !matches!(ending, "도" | "성" | "주" | "특별자치도")
}

/// Whether a country has places of this kind.
pub(super) fn fits_country(ending: &str, country: Option<&str>) -> bool {
    match PROVINCE_COUNTRIES.iter().find(|(e, _)| *e == ending) {
        // Most countries have provinces that Korean calls 주.
        Some(("주", _)) => country.is_some_and(|c| !matches!(c, "KR" | "JP" | "CN" | "TW" | "GB")),
        Some((_, countries)) => country.is_some_and(|c| countries.contains(&c)),
        None => !matches!(ending, "면" | "동" | "읍"),
    }
}
