//! Brackets after a name introduce further names of the same thing: 한글(ABBR), 한글(Latin), Latin(한글), 한글(漢字).

use crate::candidate::Candidate;
use crate::phrase::Bracket;
use crate::rules::Scene;
use policygraph_korean::hangul::{is_all_syllables, is_hanja, is_syllable, is_word};
use policygraph_korean::{date, number};
use policygraph_model::EntityType;
use policygraph_registry::HOME;
use std::ops::Range;

/// Adds to each candidate the aliases in the bracket right after it, and drops candidates inside such brackets that
/// would be a second entity of the same thing.
pub(crate) fn attach(scene: &Scene<'_>, candidates: &mut Vec<Candidate>) {
    let mut absorbed: Vec<Range<usize>> = Vec::new();
    for bracket in &scene.phrase.brackets {
        let inner = &scene.str()[bracket.inner.clone()];
        if let Some(counterpart) = counterpart(bracket, candidates) {
            absorbed.push(counterpart);
            continue;
        }
        let mut names = alias_names(inner);
        if names.is_empty() && is_abbreviation(scene, inner.trim(), bracket.open) {
            names.push(inner.trim().to_owned());
        }
        if names.is_empty() {
            continue;
        }
        let closing = |c: &Candidate| {
            // Only a quotation mark or a footnote star may stand between the name and its bracket.
            c.range.end <= bracket.open
                && scene.str()[c.range.end..bracket.open].chars().all(|g| !is_word(g) && !g.is_whitespace())
        };
        let Some(owner) = candidates.iter().position(|c| closing(c) && c.kind != EntityType::Technology) else {
            continue;
        };
        let inside = candidates.iter().position(|c| {
            c.range.start >= bracket.inner.start
                && c.range.end <= bracket.inner.end
                && !matches!(c.kind, EntityType::Technology | EntityType::Person)
        });
        if let Some(inside) = inside {
            let (a, b) = (&candidates[owner], &candidates[inside]);
            // "○○추진위원회(질병관리청)": whose committee it is.
            let whose = a.registry.is_none()
                && b.registry.is_some()
                && [a, b].iter().all(|c| c.kind == EntityType::GovernmentAgency)
                && b.range == bracket.inner
                && is_all_syllables(inner)
                && !is_abbreviation(scene, inner, bracket.open);
            if whose {
                continue;
            }
            // A known name inside a longer one (a company in the name of its product) is no second thing either.
            let part = names.len() == 1 && b.range.len() < names[0].len();
            // "○○진흥원(원장 ○○○, 이하 ○○)".
            let introduced = b.registry.is_none() && inner.contains("이하");
            let same = part || introduced || a.registry.is_none() && a.kind == b.kind || a.registry == b.registry;
            let abbreviation = names.iter().all(|n| n.chars().all(|c| c.is_ascii_alphanumeric()));
            if !same && !abbreviation {
                continue;
            }
            if !part && a.registry.is_none() && a.kind == b.kind {
                candidates[owner].registry = candidates[inside].registry.clone();
            }
            absorbed.push(candidates[inside].range.clone());
        }
        candidates[owner].aliases.extend(names);
    }
    candidates.retain(|c| !absorbed.contains(&c.range));
}

/// What a bracket says for readers at home beside a body abroad, which is no second body: "각료회의(국무회의)".
fn counterpart(bracket: &Bracket, candidates: &[Candidate]) -> Option<Range<usize>> {
    let body = |c: &&Candidate| c.kind == EntityType::GovernmentAgency && c.registry.is_some();
    let abroad = |c: &&Candidate| c.country.as_deref().is_some_and(|c| c != HOME);
    let inside = candidates.iter().filter(body).find(|c| c.range == bracket.inner && !abroad(c))?;
    let before = candidates.iter().filter(body).find(|c| c.range.end == bracket.open && abroad(c));
    before.map(|_| inside.range.clone())
}

/// Gives what a text calls by the alias of an organization the type of that: it is no second thing.
pub(crate) fn unite(candidates: &mut [Candidate]) {
    let owners: Vec<Candidate> =
        candidates.iter().filter(|c| c.kind.is_organization() && !c.aliases.is_empty()).cloned().collect();
    for candidate in candidates.iter_mut().filter(|c| c.registry.is_none() && c.kind.is_organization()) {
        if let Some(owner) = owners.iter().find(|o| o.aliases.contains(&candidate.name)) {
            candidate.kind = owner.kind;
            candidate.registry.clone_from(&owner.registry);
            candidate.country.clone_from(&owner.country);
        }
    }
}

/// Whether what a bracket holds is made of syllables of the word before it, in their order: 대한가온협회(가협).
fn is_abbreviation(scene: &Scene<'_>, inner: &str, open: usize) -> bool {
    let before = &scene.str()[..open];
    let word = before.rsplit(|c: char| !is_word(c)).next().unwrap_or_default();
    let mut rest = word.chars();
    (2..=4).contains(&inner.chars().count())
        && word.chars().count() >= inner.chars().count() + 2
        && inner.chars().all(|c| is_syllable(c) && rest.any(|w| w == c))
}

/// The names in a bracket: `FCC`, `Federal Communications Commission`, `CNAP: Cybersecurity National Action Plan`, `沃土计划`.
fn alias_names(inner: &str) -> Vec<String> {
    let parts: Vec<&str> = inner.split([':', '：']).map(str::trim).collect();
    let parts = if parts.len() == 2 && parts[0].chars().count() <= 12 { parts } else { vec![inner.trim()] };
    let is_name = |p: &&str| {
        let foreign = !p.chars().any(is_syllable) && p.starts_with(|c: char| c.is_ascii_uppercase() || is_hanja(c));
        let korean = is_all_syllables(p) && p.chars().count() >= 2;
        let long = p.split_whitespace().count() > 9 || p.contains(',') || p.contains('/');
        (foreign || (korean && parts.len() == 1 && !is_remark(p)))
            && !long
            && date::read(p).is_none()
            && number::read(p).is_none()
    };
    let introduced = inner.split_once("이하").map(|(_, after)| after.trim()).and_then(|after| {
        // "(이하 ‘○○’)", "(장관 ○○○, 이하 ○○)": what the text will call it.
        let name = after.trim_matches(|c: char| !is_word(c));
        (!name.is_empty() && name.chars().count() <= 20 && !name.contains(',')).then(|| name.to_owned())
    });
    introduced.map_or_else(|| parts.iter().filter(|p| is_name(p)).map(|p| (*p).to_owned()).collect(), |name| vec![name])
}

/// Korean in a bracket is more often a remark than a name.
fn is_remark(text: &str) -> bool {
    !(text.ends_with('부') || text.ends_with('처') || text.ends_with('청') || text.ends_with("위"))
        || text.chars().count() > 6
}
