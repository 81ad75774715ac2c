//! Members of a list behind marks, each with its Latin name: "△가온(GAON) △누리(NURI) 등 2가지 기능".
//!
//! The noun after 등 types them all. Members that end in a word for a programme are programmes.

use super::Scene;
use super::budget_line::is_mark;
use super::class_word::is_latin_name_word;
use crate::candidate::Candidate;
use crate::phrase::Bracket;
use policygraph_korean::particle;
use policygraph_model::EntityType;

pub(crate) const ID: &str = "marked-list";

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    if !phrase.signs.list_marks {
        return;
    }
    programmes(scene, out);
    // Members: from a mark to the bracket with the Latin name, and nothing between but the name.
    let members: Vec<(usize, &Bracket)> = phrase
        .text
        .match_indices(is_mark)
        .filter_map(|(at, mark)| {
            let from = at + mark.len();
            let bracket = phrase.brackets.iter().find(|b| b.at > from)?;
            let name = &phrase.text[from..bracket.at];
            let inner = &scene.str()[bracket.inner.clone()];
            let latin = inner.starts_with(|c: char| c.is_ascii_uppercase()) && inner.split(' ').all(is_latin_name_word);
            (latin && !name.contains(is_mark) && !name.contains([',', '.']) && name.trim().chars().count() <= LONGEST)
                .then_some((from, bracket))
        })
        .collect();
    let Some((_, last)) = members.last().filter(|_| members.len() >= 2) else { return };
    let Some(kind) = kind_after(scene, last.at) else { return };
    for (from, bracket) in members {
        let raw = &phrase.text[from..bracket.at];
        let start = from + (raw.len() - raw.trim_start().len());
        let range = start..start + raw.trim().len();
        let original = phrase.original(&range);
        out.retain(|c| {
            c.kind == EntityType::Technology || c.range.end <= original.start || original.end <= c.range.start
        });
        out.push(Candidate::new(original, phrase.slice(&range), kind, ID, 6));
    }
}

/// Members that each end in the same word for a programme, with what it is called before: "△물길 프로그램(가온 협업) △바람 프로그램(누리 협업)".
fn programmes(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    const NOUNS: &[&str] = &["프로그램", "사업", "프로젝트", "이니셔티브", "펀드", "트랙"];
    let phrase = scene.phrase;
    let text = phrase.text.as_str();
    let marks: Vec<(usize, &str)> = text.match_indices(is_mark).collect();
    let ends = |from: usize| {
        let next = marks.iter().map(|(at, _)| *at).find(|&at| at > from).unwrap_or(text.len());
        phrase.brackets.iter().map(|b| b.at).filter(|&at| from < at && at < next).min().unwrap_or(next)
    };
    let member = |&(at, mark): &(usize, &str)| {
        let from = at + mark.len();
        let raw = &text[from..ends(from)];
        let name = raw.trim();
        let start = from + (raw.len() - raw.trim_start().len());
        let noun = name.rsplit_once(' ').map(|(_, noun)| noun).filter(|noun| NOUNS.contains(noun))?;
        let short = name.chars().count() <= LONGEST && !name.contains([',', '.', ':']);
        short.then_some((start..start + name.len(), noun))
    };
    let members: Vec<_> = marks.iter().filter_map(member).collect();
    let Some((_, noun)) = members.first() else { return };
    if members.len() < 2 || members.iter().any(|(_, other)| other != noun) {
        return;
    }
    for (range, _) in members {
        let original = phrase.original(&range);
        let taken = |c: &Candidate| c.range == original && c.kind != EntityType::Technology;
        if !out.iter().any(taken) {
            out.push(Candidate::new(original, phrase.slice(&range), EntityType::Program, ID, 6));
        }
    }
}

/// The longest name of a member, in characters.
const LONGEST: usize = 20;

/// The type of the class noun after 등, over a count: "등 6가지 기능을".
fn kind_after(scene: &Scene<'_>, at: usize) -> Option<EntityType> {
    let rest = scene.phrase.text[at..].trim_start().strip_prefix('등')?;
    rest.split_whitespace().take(4).find_map(|word| {
        [word, particle::strip(word)]
            .into_iter()
            .find_map(|w| scene.registry.lexicon().class_of(w).filter(|c| c.word == w))
            .map(|c| c.kind)
    })
}
