//! Departments: "해양부 항만정책과", "담당: 항만정책과 (과장 …)", "항만정책과가 맡는다". The syllable 과 reads like a particle: what follows
//! must show that it is none.
//!
//! Candidates of this rule have the id of [`super::organ`].

use super::Scene;
use super::organ::ID;
use crate::candidate::Candidate;
use policygraph_korean::hangul::{is_all_syllables, is_syllable};
use policygraph_model::EntityType;

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    const DESKS: &[&str] = &["과장", "사무관", "서기관", "주무관", "담당관", "팀장"];
    let phrase = scene.phrase;
    for (i, word) in phrase.words.iter().enumerate() {
        let whole = phrase.slice(&word.range);
        let stem = phrase.stem(word);
        let behind = &whole[stem.len()..];
        // Most words have no such syllable where it can be.
        if !(whole.ends_with(['과', '관']) || stem.ends_with('과') || behind.starts_with('과')) {
            continue;
        }
        let desk = |name: &str| {
            (name.ends_with('과') || name.ends_with("담당관")) && name.chars().count() >= 4 && is_all_syllables(name)
        };
        // "항만정책과는": read as 항만정책 with two particles.
        let read_in = behind.strip_prefix('과').filter(|particle| !particle.is_empty());
        let of_stem = Some(stem).filter(|s| *s != whole && s.ends_with('과'));
        let before_particle = read_in.and_then(|particle| whole.strip_suffix(particle)).or(of_stem);
        let marked = before_particle.is_some();
        let name = before_particle.unwrap_or(whole);
        if !desk(name) || scene.registry.lexicon().is_common(name) {
            continue;
        }
        let range = word.range.start..word.range.start + name.len();
        let rest = phrase.text[range.end..].trim_start();
        let bracket = phrase
            .bracket_at(range.end)
            .is_some_and(|b| DESKS.iter().any(|d| scene.str()[b.inner.clone()].starts_with(d)));
        let ends = rest.is_empty() || rest.starts_with('/') || DESKS.iter().any(|d| rest.starts_with(d));
        let within = i.checked_sub(1).filter(|_| !word.opens && !phrase.words[i - 1].closes).is_some_and(|b| {
            let w = &phrase.words[b];
            let at = phrase.original(&w.range);
            out.iter().any(|c| c.range.end == at.end && c.kind == EntityType::GovernmentAgency)
                || matches!(phrase.slice(&w.range), "소속" | "산하")
        });
        let contact = phrase.text.trim_start_matches(|c: char| !is_syllable(c)).starts_with("담당")
            || phrase.text.contains("문의");
        let original = phrase.original(&range);
        let free = !out
            .iter()
            .any(|c| c.kind != EntityType::Technology && c.range.start < original.end && original.start < c.range.end);
        if free && (marked && within || bracket || ends && (within || contact)) {
            let mut candidate = Candidate::new(original, name, EntityType::GovernmentAgency, ID, 5);
            candidate.country = scene.country().map(str::to_owned);
            out.push(candidate);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn departments_end_like_a_particle() {
        check(
            Some("KR"),
            "해양수산부 연안안전과 / 담당자",
            &["GovernmentAgency:해양수산부", "GovernmentAgency:연안안전과"],
        );
        check(Some("KR"), "해양수산부 연안안전과 함께", &["GovernmentAgency:해양수산부"]);
    }
}
