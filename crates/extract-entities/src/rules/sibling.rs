//! Members of a list share a type: what stands beside companies, with a Latin name in brackets, is a company.
//!
//! "○○전자, 가온(GAON), 누리(NURI) 등이 참여": the members that no list knows take the type of those that one does, or
//! of the class noun after 등 ("등 10개 도시").

use super::Scene;
use super::class_word::is_latin_name_word;
use super::counted::ends_clause;
use crate::candidate::Candidate;
use crate::phrase::{Phrase, Word, is_adnominal, is_bare_noun};
use policygraph_korean::hangul::{is_all_syllables, is_syllable, is_word};
use policygraph_korean::substring::range_in;
use policygraph_model::EntityType;
use std::ops::Range;

pub(crate) const ID: &str = "list-sibling";

/// A member of a list, in bytes of the phrase.
struct Member {
    range: Range<usize>,
    /// The last of its words.
    last: usize,
}

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    funded(scene, out);
    for list in lists(scene) {
        let Some(kind) = list_kind(scene, out, &list) else { continue };
        // One stranger among companies that a class noun sums up is a company.
        let known = list
            .iter()
            .filter(|m| {
                let at = scene.phrase.original(&m.range);
                out.iter().any(|c| c.range.end == at.end && c.kind == kind)
            })
            .count();
        let summed = after_list(scene, &list).and_then(|w| class_noun(scene, w)) == Some(kind);
        let firm = kind == EntityType::Company && summed && known + 1 >= list.len();
        for member in &list {
            let original = scene.phrase.original(&member.range);
            let known = out.iter().any(|c| {
                c.kind != EntityType::Technology && c.range.start < original.end && original.start < c.range.end
            });
            let name = scene.phrase.slice(&member.range);
            if kind == EntityType::Company && is_longer(out, &original, name) {
                out.retain(|c| {
                    c.kind == EntityType::Technology || c.range.end <= original.start || original.end <= c.range.start
                });
                out.push(Candidate::new(original, name, kind, ID, 4));
                continue;
            }
            let stranger = firm
                && is_bare_noun(scene.phrase, &scene.phrase.words[member.last])
                && name.chars().count() >= 3
                && is_all_syllables(name)
                && !scene.registry.lexicon().is_generic(name)
                && scene.registry.lexicon().class_of(name).is_none();
            if !known && (stranger || is_name(scene, member, name, kind)) {
                let mut candidate = Candidate::new(original, name, kind, ID, 4);
                candidate.country = if kind == EntityType::Place { scene.country().map(str::to_owned) } else { None };
                out.push(candidate);
            }
        }
    }
}

/// Whether a member in Latin letters is more than the company in it: "Navira Marine Systems" where the registry knows Navira.
fn is_longer(out: &[Candidate], member: &Range<usize>, name: &str) -> bool {
    let overlaps = |c: &&Candidate| c.range.start < member.end && member.start < c.range.end;
    let part = |c: &Candidate| {
        c.kind == EntityType::Company
            && member.start <= c.range.start
            && c.range.end <= member.end
            && c.range != *member
    };
    name.split(' ').all(is_latin_name_word)
        && out.iter().any(part)
        && out.iter().filter(overlaps).all(|c| part(c) || c.kind == EntityType::Technology)
}

/// What money goes into is a programme: "해양 관측 기술 개발, 극지 탐사선 건조 등에 총 3억 원을 투자". Each member is a phrase of
/// bare nouns that ends in a noun for an undertaking.
fn funded(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    let Some(etc) = phrase.words.iter().position(|w| phrase.slice(&w.range) == "등에") else { return };
    let rest = &phrase.text[phrase.words[etc].range.end..];
    let rest: String = rest.chars().take(40).collect();
    let given = ["투자", "투입", "지원", "배정", "편성"].iter().any(|v| rest.contains(v));
    let sum = ["억", "조", "만"].iter().any(|u| rest.contains(u)) && rest.contains(|c: char| c.is_ascii_digit());
    if !given || !sum {
        return;
    }
    let before = &phrase.text[..phrase.words[etc].range.start];
    let list = before.rsplit(['-', '○', '△', '․']).next().unwrap_or(before).trim_end();
    let members: Vec<&str> = list.split(',').collect();
    let undertaking = |m: &str| {
        let last = m.split_whitespace().next_back().unwrap_or_default();
        scene.registry.lexicon().class_of(last).is_some_and(|c| c.kind == EntityType::Program)
            && (6..=25).contains(&m.trim().chars().count())
    };
    if members.len() < 2 || !members.iter().all(|m| undertaking(m)) {
        return;
    }
    for member in members {
        let original = phrase.original(&range_in(&phrase.text, member.trim()));
        out.push(Candidate::new(original, member, EntityType::Program, ID, 6));
    }
}

/// Lists of at least three members of one or two words, or of several Latin ones, joined by commas, and by 및 or a particle before the last.
fn lists(scene: &Scene<'_>) -> Vec<Vec<Member>> {
    let phrase = scene.phrase;
    let mut out = Vec::new();
    let mut list: Vec<Member> = Vec::new();
    let mut start = 0;
    for (i, word) in phrase.words.iter().enumerate() {
        let after = phrase.text[word.range.end..].chars().find(|c| !matches!(c, '*' | '’' | '‘' | '\'' | '”'));
        let comma = matches!(after, Some(',' | '，' | '、'));
        let next_is_end = phrase.words.get(i + 1).is_some_and(|w| phrase.slice(&w.range).starts_with('등'));
        if comma && ends_clause(scene, i) {
            list.clear();
            start = i + 1;
        } else if comma || next_is_end {
            // What leads into a list is none of it: "○○을 통해 가온, 누리 …".
            let first = latin_start(phrase, i)
                .or_else(|| (start..=i).rev().take_while(|&w| w == i || is_bare_noun(phrase, &phrase.words[w])).last());
            list.push(Member { range: phrase.words[first.unwrap_or(i)].range.start..word.range.end, last: i });
            start = i + 1;
        } else if list.len() >= 2 && i == start && !adjoins(phrase, i) {
            // The last of a list that no 등 closes.
            list.push(Member { range: word.stem.clone(), last: i });
            out.push(std::mem::take(&mut list));
            start = i + 1;
        } else if i.saturating_sub(start) >= 2 && latin_start(phrase, i + 1).is_none_or(|first| first > i) {
            // A member of three words is none: the list starts after it.
            list.clear();
            start = i;
        }
        if next_is_end {
            if list.len() >= 3 {
                out.push(std::mem::take(&mut list));
            }
            list.clear();
            start = (i + 2).min(phrase.words.len());
        }
        if start >= phrase.words.len() {
            break;
        }
    }
    out
}

/// The first of the Latin words that run into this one, which all are of one name: "Navira Marine Systems".
fn latin_start(phrase: &Phrase, last: usize) -> Option<usize> {
    let latin = |i: &usize| phrase.words.get(*i).is_some_and(|w| is_latin_name_word(phrase.slice(&w.range)));
    let joined = |i: &usize| *i == last || !phrase.words[*i].closes && !phrase.words[*i + 1].opens;
    (0..=last).rev().take_while(|i| latin(i) && joined(i)).last()
}

/// Whether a word runs into the next: no particle, no sign and no end of the text between.
fn adjoins(phrase: &Phrase, i: usize) -> bool {
    let word = &phrase.words[i];
    word.particle.is_none() && !word.closes && i + 1 < phrase.words.len()
}

fn list_kind(scene: &Scene<'_>, out: &[Candidate], list: &[Member]) -> Option<EntityType> {
    let kinds: Vec<EntityType> = list
        .iter()
        .filter_map(|m| {
            let at = scene.phrase.original(&m.range);
            out.iter().find(|c| c.range.end == at.end && c.kind != EntityType::Technology).map(|c| c.kind)
        })
        .collect();
    let Some(&first) = kinds.first() else { return untyped_kind(scene, list) };
    let agree = kinds.iter().all(|&k| k == first);
    let shares = matches!(first, EntityType::Company | EntityType::Place | EntityType::ResearchOrganization);
    let latin = list.iter().filter(|m| latin_bracket(scene, m)).count();
    // Strangers with foreign syllables beside a company are companies.
    let foreign = first == EntityType::Company
        && list.iter().filter(|m| !known_member(scene, out, m)).all(|m| {
            let name = scene.phrase.slice(&m.range);
            !name.contains(' ')
                && crate::shape::is_name(scene.registry, name)
                && (crate::shape::is_foreign(name) || crate::shape::is_latin(name))
        });
    let enough = kinds.len() >= 2
        || foreign
        || latin + 1 >= list.len()
        || after_list(scene, list).is_some_and(|w| class_noun(scene, w) == Some(first));
    (agree && shares && enough).then_some(first)
}

fn known_member(scene: &Scene<'_>, out: &[Candidate], member: &Member) -> bool {
    let at = scene.phrase.original(&member.range);
    out.iter().any(|c| c.range.end == at.end && c.kind != EntityType::Technology)
}

/// A list of names that none of is known takes the type of the class noun after 등: of programmes behind a count ("A, B, C
/// 등 3대 기금"), of organizations and products where Latin names show that the members are names ("가온(GAON), 누리(NURI) 등
/// 20개 사업자").
fn untyped_kind(scene: &Scene<'_>, list: &[Member]) -> Option<EntityType> {
    let latin = list.iter().filter(|m| latin_bracket(scene, m)).count();
    if latin * 2 >= list.len() {
        let noun = after_list(scene, list).and_then(|w| class_noun(scene, w));
        return noun
            .filter(|k| matches!(k, EntityType::Company | EntityType::Product | EntityType::ResearchOrganization));
    }
    let last = list.last()?.last;
    let after: Vec<&Word> = scene.phrase.words.get(last + 2..)?.iter().take(2).collect();
    let counted = scene.phrase.slice(&after.first()?.range).starts_with(|c: char| c.is_ascii_digit());
    let noun = after.get(usize::from(counted))?;
    let class = scene.registry.lexicon().class_of(scene.phrase.stem(noun))?;
    let named = |m: &&Member| is_name(scene, m, scene.phrase.slice(&m.range), EntityType::Program);
    let names = list.iter().filter(named).count() >= 2;
    (counted && names && class.kind == EntityType::Program && scene.phrase.stem(noun) == class.word)
        .then_some(EntityType::Program)
}

fn latin_bracket(scene: &Scene<'_>, member: &Member) -> bool {
    scene.phrase.bracket_at(member.range.end).is_some_and(|b| {
        let inner = &scene.str()[b.inner.clone()];
        !inner.chars().any(is_syllable) && inner.starts_with(|c: char| c.is_ascii_uppercase())
    })
}

/// The class noun after 등: "등 10개 도시", "등 기업".
fn after_list<'s>(scene: &'s Scene<'_>, list: &[Member]) -> Option<&'s Word> {
    let last = list.last()?.last;
    scene.phrase.words.get(last + 2..)?.iter().take(3).find(|w| class_noun(scene, w).is_some())
}

fn class_noun(scene: &Scene<'_>, word: &Word) -> Option<EntityType> {
    let stem = scene.phrase.stem(word);
    if ["도시", "지역", "대도시", "주", "성"].iter().any(|p| stem.ends_with(p)) {
        return Some(EntityType::Place);
    }
    scene.registry.lexicon().class_of(stem).map(|c| c.kind)
}

/// Whether a member can be a name: a Latin name in brackets, a Latin word, or a place in a list of places.
fn is_name(scene: &Scene<'_>, member: &Member, name: &str, kind: EntityType) -> bool {
    if kind == EntityType::Program {
        return !name.contains(' ')
            && name.chars().count() >= 5
            && name.starts_with(is_syllable)
            && !is_adnominal(name);
    }
    let latin = latin_bracket(scene, member);
    let single = !name.contains(' ');
    let letters = name.chars().filter(|&c| is_word(c)).count();
    let lexicon = scene.registry.lexicon();
    let plain = !lexicon.is_generic(name) && lexicon.class_of(name).is_none();
    let syllables = is_all_syllables(name);
    // Two scripts in one word are a name: 가온X.
    let mixed = single && name.starts_with(is_syllable) && name.ends_with(|c: char| c.is_ascii_uppercase());
    letters >= 2
        && plain
        && (latin
            || mixed
            || (single && syllables && kind == EntityType::Place && letters >= 2)
            || (kind == EntityType::Company
                && single
                && crate::shape::is_name(scene.registry, name)
                && crate::shape::is_foreign(name))
            || (single
                && name.chars().all(|c| c.is_ascii_alphanumeric())
                && name.starts_with(|c: char| c.is_ascii_uppercase())))
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn a_member_is_all_between_two_commas() {
        check(
            None,
            "노키아 외에도 Ericsson Marine Systems, Nokia, Navira, Siemens X 등 12개 회사가 참여",
            &[
                "Company:노키아",
                "Company:Ericsson Marine Systems",
                "Company:Nokia",
                "Company:Navira",
                "Company:Siemens X",
            ],
        );
    }
}
