//! Which body an office means, by the registry and by what else the section names.

use crate::rules::Scene;
use policygraph_korean::hangul::is_syllable;
use policygraph_model::{EntityType, SectionText};
use policygraph_registry::{Entry, HOME};

/// The entry of a body: of the country in sight, at home, or the only one that has the name; else one that the section
/// names with more before (유럽연합 집행위원회 for 집행위원회).
pub(super) fn known_body<'a>(scene: &Scene<'a>, name: &str, country: Option<&str>) -> Option<&'a Entry> {
    let fits = |e: &&Entry| e.kind.is_organization() || e.kind == EntityType::Place;
    let of = |c: &str| scene.registry.named(name).filter(fits).find(|e| e.country.as_deref() == Some(c));
    // The longer name goes before: a body that the section names is meant.
    let named = naming(scene, name).find_map(|text| {
        scene.registry.find(text).into_iter().find_map(|hit| {
            let entry = scene.registry.entry(hit.forms.first()?.entry);
            let same = entry.country.as_deref() == country || country.is_none();
            (text[hit.range].ends_with(name) && fits(&entry) && same).then_some(entry)
        })
    });
    named.or_else(|| country.map_or_else(|| of(HOME), of))
}

/// The ministry of another country that the section names with it: 몽골 외교부 for 외교부.
pub(super) fn body_abroad(scene: &Scene<'_>, name: &str) -> Option<(String, String)> {
    naming(scene, name).find_map(|text| {
        let words: Vec<&str> = text.split_whitespace().collect();
        words.windows(2).filter(|w| w[1].starts_with(name)).find_map(|w| {
            let country = scene.registry.country_named(w[0]).and_then(|e| e.country.clone()).filter(|c| c != HOME)?;
            Some((format!("{} {name}", w[0]), country))
        })
    })
}

/// The longer name of a ministry that the section has: 연방디지털우정부 for 우정부.
pub(super) fn in_section(scene: &Scene<'_>, name: &str) -> Option<String> {
    naming(scene, name).find_map(|text| {
        text.split(|c: char| !is_syllable(c)).find_map(|word| {
            let stem = policygraph_korean::particle::strip(word);
            [word, stem]
                .into_iter()
                .find(|w| w.ends_with(name) && w.chars().count() > name.chars().count() + 1)
                .map(str::to_owned)
        })
    })
}

/// The texts of the section that contain a name.
fn naming<'s>(scene: &Scene<'s>, name: &'s str) -> impl Iterator<Item = &'s str> {
    SectionText::all(scene.section).map(|(_, text)| text.as_str()).filter(move |text| text.contains(name))
}
