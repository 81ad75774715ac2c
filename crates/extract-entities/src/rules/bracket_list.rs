//! Organizations that a bracket lists: "항만 로봇(가온전자·누리벨텍·한빛해양연구원)", "해외 기업(핀란드의 가온전자 및 칠레의 Navira)", or a label:
//! "참여기업: 가온온, 누리벨".
//!
//! Beside a company that is known, or behind a noun for companies, the members that no list knows are companies, or what their last word
//! says (…연구원). A common noun among them shows that things are listed.

use super::Scene;
use super::role::CHOSEN;
use crate::candidate::Candidate;
use crate::shape;
use policygraph_korean::field;
use policygraph_korean::hangul::{is_middle_dot, is_syllable};
use policygraph_korean::substring::range_in;
use policygraph_korean::word_list::WordList;
use policygraph_model::{BlockKind, EntityType, SectionText};
use policygraph_registry::Strength;
use std::ops::Range;

pub(crate) const ID: &str = "bracket-list";

/// Fewest members of such a list in a bracket.
const FEWEST: usize = 3;

/// Labels of a field that only companies fill, beside what they are chosen for and the nouns that describe them.
static LABELS: WordList = WordList::new(&[
    "시공",
    "공급",
    "납품",
    "제작",
    "납품사",
    "제작사",
    "개발사",
    "설계사",
    "운용사",
    "참여사",
    "수행사",
    "주관사",
    "투자사",
]);

/// Labels of a field that bodies of any kind fill.
static LABELS_OF_BODIES: WordList = WordList::new(&[
    "참여",
    "수행",
    "참여기관",
    "수행기관",
    "협력기관",
    "공동기관",
    "공동연구기관",
    "공동수행기관",
    "컨소시엄",
]);

/// What the noun before a list says of its members.
#[derive(Clone, Copy, PartialEq)]
enum Listed {
    Companies,
    /// Organizations of any kind: those that nothing else tells are companies.
    Bodies,
    Unknown,
}

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    let describes = |noun: &str| scene.registry.lexicon().describes_company(noun);
    for bracket in &phrase.brackets {
        let noun = phrase.words.iter().find(|w| w.range.end == bracket.at || w.stem.end == bracket.at);
        let noun = noun.map(|w| &phrase.text[w.range.start..bracket.at]);
        // "기업 세 곳(A, B, C)".
        let counted = noun.is_some_and(|noun| noun.ends_with("곳") || noun.ends_with("개사"));
        let before = phrase.words.iter().rev().filter(|w| w.range.end < bracket.at).take(2);
        let of_companies =
            noun.is_some_and(describes) || counted && before.into_iter().any(|w| describes(phrase.slice(&w.range)));
        let members = members(scene, &bracket.inner);
        if members.len() >= FEWEST {
            list(scene, &members, if of_companies { Listed::Companies } else { Listed::Unknown }, out);
        }
    }
    for (value, listed) in labelled(scene) {
        list(scene, &members(scene, &value), listed, out);
    }
}

/// The values of the labels in a text that organizations fill: "참여기업: A, B", "수행: C / 시공: D", "(시공사) E".
fn labelled(scene: &Scene<'_>) -> Vec<(Range<usize>, Listed)> {
    let text = scene.str();
    if !SectionText::block(scene.section, scene.number).is_some_and(|b| b.kind == BlockKind::Bullet) {
        return Vec::new();
    }
    let listed = |label: &str| {
        let noun = label.split_whitespace().next_back()?;
        if LABELS.has(noun) || CHOSEN.has(noun) || scene.registry.lexicon().describes_company(noun) {
            return Some(Listed::Companies);
        }
        LABELS_OF_BODIES.has(noun).then_some(Listed::Bodies)
    };
    let fields = text.split(" / ").filter_map(|part| {
        let (label, value) = field::split(part.trim())?;
        Some((range_in(text, value), listed(label)?)).filter(|(value, _)| !value.is_empty())
    });
    fields.collect()
}

/// Adds the members of a list that no list knows, where the others say that it is one of organizations.
fn list(scene: &Scene<'_>, members: &[Range<usize>], listed: Listed, out: &mut Vec<Candidate>) {
    let of_companies = listed == Listed::Companies;
    let known = |member: &Range<usize>| {
        // Among companies, what is also the name of a place is one.
        let read = |c: &&Candidate| c.kind != EntityType::Technology && !(of_companies && c.kind == EntityType::Place);
        out.iter().filter(read).find(|c| c.range == *member).map(|c| c.kind)
    };
    let kinds: Vec<EntityType> = members.iter().filter_map(known).collect();
    let strangers: Vec<&Range<usize>> = members.iter().filter(|m| known(m).is_none()).collect();
    let firms = kinds.iter().filter(|&&k| k == EntityType::Company).count() + usize::from(of_companies);
    let told = firms > 0 || listed == Listed::Bodies && !kinds.is_empty();
    let agree = told && kinds.iter().all(|k| k.is_organization());
    // Many words of two syllables are also names of places and persons.
    let least = if firms > 1 { 2 } else { 3 };
    let named = |m: &&Range<usize>| {
        let name = &scene.str()[(*m).clone()];
        name.chars().count() >= least && is_name(scene, name)
    };
    if !agree || !strangers.iter().all(named) {
        return;
    }
    for member in strangers {
        let name = &scene.str()[member.clone()];
        let class = scene.registry.lexicon().class_of(name).filter(|c| c.strength == Strength::Name);
        let kind = class.map(|c| c.kind).filter(|k| k.is_organization()).unwrap_or(EntityType::Company);
        out.retain(|c| c.kind == EntityType::Technology || c.range.end <= member.start || member.end <= c.range.start);
        out.push(Candidate::new(member.clone(), name, kind, ID, 4));
    }
}

/// The members that dots, commas or 및 part in a bracket, without the country whose each is.
fn members(scene: &Scene<'_>, inner: &Range<usize>) -> Vec<Range<usize>> {
    let text = scene.str();
    let listed = text[inner.clone()].trim_end();
    let listed = listed.strip_suffix(" 등").unwrap_or(listed);
    let parts = listed.split(|c: char| is_middle_dot(c) || matches!(c, ',' | '、')).flat_map(|part| part.split(" 및 "));
    let own = |part: &'_ str| -> Range<usize> {
        let part = part.trim();
        let name = part.split_once(' ').filter(|(country, _)| {
            scene.registry.country_named(country.strip_suffix('의').unwrap_or(country)).is_some()
        });
        range_in(text, name.map_or(part, |(_, name)| name))
    };
    parts.map(own).collect()
}

/// Whether a word can be the name of an organization: no common noun and nothing else that is known.
fn is_name(scene: &Scene<'_>, name: &str) -> bool {
    let lexicon = scene.registry.lexicon();
    name.chars().count() <= 15
        && name.chars().all(|c| is_syllable(c) || c.is_ascii_alphanumeric() || matches!(c, '&' | '-' | '.'))
        && !name.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_lowercase())
        && !name.ends_with("들")
        && !shape::is_latin_noun(name)
        && !shape::is_common(scene.registry, name)
        && !lexicon.is_generic(name)
        && lexicon.fields_in(name).is_none()
        && lexicon.class_of(name).is_none_or(|c| c.word != name)
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn members_are_of_one_kind() {
        check(
            None,
            "▲항만 로봇(노키아·벨로텍스·한빛해양연구원) ▲조선",
            &["Company:노키아", "Company:벨로텍스", "ResearchOrganization:한빛해양연구원"],
        );
    }

    #[test]
    fn a_noun_for_companies_types_the_members() {
        check(
            None,
            "해외 기업(핀란드의 벨로텍스, 누리온 및 칠레의 Navira, KVR)과 협정",
            &["Country:핀란드", "Company:벨로텍스", "Company:누리온", "Country:칠레", "Company:Navira", "Company:KVR"],
        );
    }

    #[test]
    fn labels_type_what_fills_them() {
        let check = |text: &str, names: &[&str]| crate::tests::check(None, text, names);
        check("참여기업: 누리온, 벨로텍스", &["Company:누리온", "Company:벨로텍스"]);
        check("(시공사) 누리온", &["Company:누리온"]);
        check("수행기관: 한길대학교, 누리온", &["ResearchOrganization:한길대학교", "Company:누리온"]);
        check("수행기관: 누리온", &[]);
        check("참여기업: 중소기업", &[]);
        check("참여기업: 중소기업, 누리온", &[]);
    }

    #[test]
    fn things_are_no_names() {
        check(None, "항만 로봇(노키아·반도체·자동차)을 논의", &["Company:노키아"]);
        check(None, "항만 로봇(벨로텍스·누리온·다솔)을 논의", &[]);
        check(None, "동네(노키아·솔미·다온)를 논의", &["Company:노키아"]);
    }
}
