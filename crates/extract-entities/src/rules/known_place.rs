//! Places that are known by another one: the name that the registry knows with the syllable for its kind ("하코다테시"), and the
//! districts that most cities have, behind one of them ("대전 동구·중구").
//!
//! Candidates of this rule have the id of [`super::place`].

use super::Scene;
use super::place::ID;
use crate::candidate::Candidate;
use policygraph_korean::hangul::is_syllable;
use policygraph_model::EntityType;

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    extend_known(scene, out);
    districts(scene, out);
}

/// The name of a place that the registry knows, with the syllable for what kind of place it is: 하코다테시, 시즈오카현.
fn extend_known(scene: &Scene<'_>, out: &mut [Candidate]) {
    const KINDS: &[&str] = &["시", "주", "현", "성", "군", "구"];
    for place in out.iter_mut().filter(|c| c.kind == EntityType::Place && c.registry.is_some()) {
        let rest = &scene.str()[place.range.end..];
        let Some(kind) = KINDS.iter().find(|k| rest.starts_with(**k) && !place.name.ends_with(**k)) else { continue };
        let after = &rest[kind.len()..];
        let tail = &after[..after.find(|c| !is_syllable(c)).unwrap_or(after.len())];
        let last = kind.chars().next().unwrap_or_default();
        let ends = tail.is_empty()
            || policygraph_korean::particle::exact(last, tail).is_some()
            || matches!(tail, "장" | "장은" | "장이");
        if !ends {
            continue;
        }
        place.name.push_str(kind);
        place.range.end += kind.len();
        // The prefecture or province that is called as its city is another place.
        let city = place.registry.as_deref().is_some_and(|id| id.starts_with("geonames-"));
        if city && *kind != "시" {
            place.registry = None;
        }
    }
}

/// The districts of a city that most cities have: "대전 동구·중구". Their names are those of the points of the compass.
fn districts(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    const DISTRICTS: &[&str] = &["동구", "서구", "남구", "북구", "중구"];
    const CITIES: &[&str] = &["서울", "부산", "대구", "인천", "광주", "대전", "울산"];
    let phrase = scene.phrase;
    for (i, word) in phrase.words.iter().enumerate().skip(1) {
        let mut parts = phrase.parts(word, &word.stem);
        if !phrase.stem(word).ends_with('구') || !parts.all(|p| DISTRICTS.contains(&phrase.slice(&p))) {
            continue;
        }
        let before = &phrase.words[i - 1];
        let at = phrase.original(&before.range);
        let city = out.iter().any(|c| {
            let name = c.name.trim_end_matches("시").trim_end_matches("광역").trim_end_matches("특별");
            c.kind == EntityType::Place && c.range.end == at.end && CITIES.contains(&name)
        });
        if !city || before.closes || phrase.words[i].opens {
            continue;
        }
        for part in phrase.parts(word, &word.stem) {
            let mut candidate = Candidate::new(phrase.original(&part), phrase.slice(&part), EntityType::Place, ID, 4);
            candidate.country = Some(policygraph_registry::HOME.to_owned());
            out.push(candidate);
        }
    }
}
