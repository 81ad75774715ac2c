//! "국내 로봇 기업 가온테크": the country of the readers, where a description with a name behind it is said to be of it.
//!
//! Korean texts call Korea 국내; the mention carries the name 한국.

use super::Scene;
use crate::candidate::Candidate;
use policygraph_model::EntityType;
use policygraph_registry::HOME;

pub(crate) const ID: &str = "domestic";

/// Most words of the description.
const LONGEST: usize = 4;

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    for (i, word) in phrase.words.iter().enumerate() {
        if phrase.slice(&word.range) != "국내" || word.closes {
            continue;
        }
        let name = (i + 1..phrase.words.len()).take(LONGEST + 1).find(|&w| {
            let at = phrase.original(&phrase.words[w].range).start;
            out.iter().any(|c| c.range.start <= at && at < c.range.end && c.kind != EntityType::Technology)
        });
        let Some(name) = name.filter(|&n| n >= i + 2) else { continue };
        let at = phrase.original(&phrase.words[name].range).start;
        let company = out.iter().any(|c| {
            c.range.start == at
                && c.kind == EntityType::Company
                && c.country.as_deref().is_none_or(|country| country == HOME)
        });
        let described = phrase.words[i + 1..name].iter().all(|w| w.particle.is_none() && !w.closes)
            && super::spaced_company::described(scene, name);
        let original = phrase.original(&word.range);
        let free = !out.iter().any(|c| c.range.start < original.end && original.start < c.range.end);
        if let Some(korea) = scene.registry.country(HOME).filter(|_| company && described && free) {
            let mut candidate = Candidate::new(original, "한국", EntityType::Country, ID, 5);
            candidate.registry = Some(korea.id.clone());
            candidate.country = Some(HOME.to_owned());
            out.push(candidate);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn companies_of_the_country() {
        check(None, "국내 물류로봇 기업 벨로티온이 진출", &["Country:한국", "Company:벨로티온"]);
        check(None, "국내 시장은 성장", &[]);
    }
}
