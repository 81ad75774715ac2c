//! A ministry or agency that no list knows, by what its name is made of: nouns for fields of government and the word
//! for an authority ("전자정보통신부", "에너지자원청").
//!
//! The fields are those of `seeds/fields.csv`. A single field makes a name only where it is usual by itself (교육부).

use super::Scene;
use crate::candidate::Candidate;
use policygraph_model::EntityType;
use policygraph_registry::Entry;

pub(crate) const ID: &str = "ministry";

/// Words for an authority, with the fields that must stand before.
const AUTHORITIES: &[(&str, usize)] = &[("부", 1), ("청", 1), ("처", 1), ("성", 2), ("국", 2)];

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    let lexicon = scene.registry.lexicon();
    for (i, word) in phrase.words.iter().enumerate() {
        let named = [&word.range, &word.stem].into_iter().find(|range| {
            let name = phrase.slice(range);
            AUTHORITIES.iter().any(|&(authority, least)| {
                // 성 is a ministry in Japan; elsewhere it makes a property of a noun (안전성).
                let here = authority != "성" || scene.country().is_none_or(|c| c == "JP");
                name.strip_suffix(authority)
                    .filter(|_| here)
                    .and_then(|fields| lexicon.fields_in(fields))
                    .is_some_and(|fields| fields.count >= least && (fields.count > 1 || fields.alone))
            })
        });
        let Some(range) = named else { continue };
        let original = phrase.original(range);
        if out.iter().any(|c| c.range.start < original.end && original.start < c.range.end && c.registry.is_some()) {
            continue;
        }
        let mut candidate = Candidate::new(original.clone(), phrase.slice(range), EntityType::GovernmentAgency, ID, 5);
        candidate.country = scene.country().map(str::to_owned);
        candidate.registry = misspelled(scene, &candidate.name);
        // The country right before it belongs to the name.
        let country = i.checked_sub(1).map(|b| &phrase.words[b]).filter(|b| !b.closes && !word.opens).and_then(|b| {
            let at = phrase.original(&b.range);
            out.iter().find(|c| c.range == at && c.kind == EntityType::Country)
        });
        if let Some(country) = country {
            candidate.aliases.push(candidate.name.clone());
            candidate.country.clone_from(&country.country);
            candidate.range = country.range.start..original.end;
            candidate.name = format!("{} {}", country.name, candidate.name);
        }
        out.push(candidate);
    }
}

/// The ministry of the section's country whose fields the name gives in another order: a slip that is often made.
fn misspelled(scene: &Scene<'_>, name: &str) -> Option<String> {
    let sorted = |s: &str| {
        let mut chars: Vec<char> = s.chars().filter(|c| !c.is_whitespace()).collect();
        chars.sort_unstable();
        chars
    };
    let wanted = sorted(name);
    let same = |e: &&Entry| {
        e.kind == EntityType::GovernmentAgency && e.country.as_deref() == scene.country() && sorted(&e.ko) == wanted
    };
    (wanted.len() >= 5).then(|| scene.registry.entries().find(same)).flatten().map(|e| e.id.clone())
}
