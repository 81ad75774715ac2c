//! A technology or field that no list has, by the word it ends in: 물류로봇, 수중 로봇, 산업용 배터리.
//!
//! A head word (`seeds/technology-words.csv`) alone is too wide to be a topic of its own; with a modifier it names one. The modifier
//! stands before it in the same word, or is a word of kind or medium that stands apart. Words that only tell whose it is or how good
//! (국가수소전략, 첨단 배터리) are no part of its name. A Korean compound is a kind of what its last part names (국립국어원, 표준국어문법론:
//! 종속 합성어), which is why the head tells that it is a technology.
//!
//! In the name of a measure, what is made, tried or brought to market is one whatever it ends in: "인공고막 국산화 사업".

use super::Scene;
use crate::candidate::Candidate;
use policygraph_korean::hangul::{self, is_all_syllables, is_word};
use policygraph_korean::particle;
use policygraph_model::EntityType;
use policygraph_registry::TechnologyWords;
use std::ops::Range;

pub(crate) const ID: &str = "technology-head";

/// Fewest syllables of a modifier or head within one word, so that no chance syllable counts.
const LEAST: usize = 2;

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let text = scene.str();
    let words = scene.registry.technology_words();
    let found: Vec<Candidate> = hangul::words(text)
        .filter_map(|word| {
            let (range, registry) = named(scene, words, text, &word)?;
            let range = widened(words, text, range);
            let bare = registry.is_none() && range.start == word.start && words.is_head(&text[range.clone()]);
            (!bare).then(|| {
                let mut candidate = Candidate::new(range.clone(), &text[range.clone()], EntityType::Technology, ID, 2);
                let known = registry.filter(|_| range.start >= word.start);
                candidate.registry = known.or_else(|| technology(scene, &candidate.name));
                candidate
            })
        })
        .filter(|c| !in_other_name(&c.range, out))
        .collect();
    out.extend(found);
    let measures: Vec<Range<usize>> = out.iter().filter(|c| is_measure(c.kind)).map(|c| c.range.clone()).collect();
    for measure in measures {
        let known = out.iter().any(|c| c.kind == EntityType::Technology && overlaps(&c.range, &measure));
        if let Some(range) = undertaken(scene, words, &measure).filter(|r| !known && !in_other_name(r, out)) {
            out.push(Candidate::new(range.clone(), &text[range], EntityType::Technology, ID, 2));
        }
    }
}

/// The noun in the name of a measure that stands before the word for what is done with it.
fn undertaken(scene: &Scene<'_>, words: &TechnologyWords, measure: &Range<usize>) -> Option<Range<usize>> {
    let name = &scene.str()[measure.clone()];
    let all: Vec<Range<usize>> = hangul::words(name).collect();
    let action = all.iter().position(|w| words.is_action(&name[w.clone()]))?;
    let noun = all.get(action.checked_sub(1)?)?;
    // "소재의 국산화".
    let noun = noun.start..noun.end - if name[noun.clone()].ends_with('의') { '의'.len_utf8() } else { 0 };
    let word = &name[noun.clone()];
    let lexicon = scene.registry.lexicon();
    let own = (3..=7).contains(&word.chars().count())
        && is_all_syllables(word)
        && matches!(name[noun.end..all[action].start].trim(), "" | "의")
        && !words.is_general(word)
        && !lexicon.is_generic(word)
        && lexicon.class_of(word).is_none()
        && !word.ends_with(NO_THINGS);
    own.then(|| measure.start + noun.start..measure.start + noun.end)
}

/// Syllables that end nouns for people, places, branches and features, which are made by nobody.
const NO_THINGS: &[char] =
    &['업', '자', '인', '력', '성', '적', '지', '역', '권', '층', '년', '형', '화', '학', '간', '장', '별'];

/// What a word names at its beginning: a head, with what modifies it in the word; or, behind a word that is no part of the name, a
/// technology of the registry with its id.
fn named(
    scene: &Scene<'_>,
    words: &TechnologyWords,
    text: &str,
    word: &Range<usize>,
) -> Option<(Range<usize>, Option<String>)> {
    let whole = &text[word.clone()];
    if !is_all_syllables(whole) {
        return None;
    }
    // Most words are told by pairs of their syllables.
    let (mut may_be_law, mut may_have_head) = (false, false);
    let mut previous = '\0';
    for c in whole.chars() {
        may_be_law |= c == '법';
        may_have_head |= words.may_open_head(previous, c);
        previous = c;
    }
    // "국가수소전략": what stands behind the general word is what it is about.
    let may_be_general = whole.starts_with(|c| words.opens_general(c));
    let cuts = whole.char_indices().map(|(at, _)| at).skip(LEAST);
    let mut general = cuts.filter(|&cut| words.is_general(&whole[..cut]));
    let mut behind = || {
        general.find_map(|cut| {
            let hits = scene.registry.find(&whole[cut..]);
            let hit = hits.iter().find(|h| h.range.start == 0)?;
            let form = hit.forms.iter().find(|f| f.kind == EntityType::Technology)?;
            let range = word.start + cut..word.start + cut + hit.range.end;
            Some((range, Some(scene.registry.entry(form.entry).id.clone())))
        })
    };
    if may_be_general && let Some(behind) = behind() {
        return Some(behind);
    }
    // "전자투표법": a law and what it is about in one word.
    let law = || [whole, particle::strip(whole)].into_iter().find_map(|w| w.strip_suffix('법'));
    let law = may_be_law.then(law).flatten();
    if let Some((topic, entry)) = law.and_then(|topic| Some((topic, technology(scene, topic)?))) {
        return Some((word.start..word.start + topic.len(), Some(entry)));
    }
    if !may_have_head {
        return None;
    }
    let syllables = whole.char_indices().enumerate();
    let froms = syllables.filter(|&(n, (_, c))| (n == 0 || n >= LEAST) && words.opens_head(c));
    let ends = froms.filter_map(|(_, (from, _))| head_at(words, whole, from));
    ends.max().map(|end| (word.start..word.start + end, None))
}

/// The id of the technology of the registry that a name is of.
fn technology(scene: &Scene<'_>, name: &str) -> Option<String> {
    scene.registry.named(name).find(|e| e.kind == EntityType::Technology).map(|e| e.id.clone())
}

/// Where the longest head ends that stands at a byte of a word, with nothing behind it but a particle or another noun.
fn head_at(words: &TechnologyWords, word: &str, from: usize) -> Option<usize> {
    let ends = word[from..].char_indices().skip(LEAST - 1).filter(|&(_, c)| words.closes_head(c));
    ends.map(|(at, c)| from + at + c.len_utf8())
        .filter(|&end| words.is_head(&word[from..end]))
        .filter(|&end| {
            let rest = &word[end..];
            let last = word[..end].chars().next_back().unwrap_or_default();
            // "충전소", "방송국": the place where it is done.
            let place = rest.chars().next().filter(|c| matches!(c, '소' | '국' | '장')).map_or(0, char::len_utf8);
            let tail = |rest: &str| rest.is_empty() || particle::exact(last, rest).is_some();
            tail(rest) || tail(&rest[place..]) || rest.chars().count() >= LEAST
        })
        .last()
}

/// The name with the modifier before it: "수중 로봇".
fn widened(words: &TechnologyWords, text: &str, range: Range<usize>) -> Range<usize> {
    let before = text[..range.start].strip_suffix(' ').unwrap_or_default();
    let start =
        before.rfind(|c: char| !is_word(c)).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    if words.is_modifier(&before[start..]) { start..range.end } else { range }
}

/// Whether a range lies in a name that is no measure: what a company or agency is called after is not what anything is about.
fn in_other_name(range: &Range<usize>, out: &[Candidate]) -> bool {
    out.iter().any(|c| overlaps(&c.range, range) && !is_measure(c.kind) && c.kind != EntityType::Technology)
}

fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn is_measure(kind: EntityType) -> bool {
    matches!(kind, EntityType::Program | EntityType::Legislation | EntityType::Document)
}

#[cfg(test)]
mod tests {
    use crate::tests::{found, section};
    use policygraph_model::{EntityType, SectionKind};

    fn technologies(sentence: &str) -> Vec<String> {
        let found = found(&section(None, SectionKind::Item, "", &[sentence]));
        let technologies = found.mentions.into_iter().filter(|m| m.kind == EntityType::Technology);
        technologies.map(|m| m.name).collect()
    }

    #[test]
    fn a_head_with_its_modifier() {
        assert_eq!(technologies("정부는 청소로봇을 보급한다"), ["청소로봇"]);
        assert_eq!(technologies("정부는 무공해 트럭을 보급한다"), ["무공해 트럭"]);
        assert_eq!(technologies("교체식 전지를 시험한다"), ["교체식 전지"]);
        assert_eq!(technologies("‘국가수소도약전략’을 수립했다"), ["수소"]);
        assert_eq!(technologies("「전자투표법」을 고쳤다"), ["전자투표"]);
        assert_eq!(technologies("‘인공고막 국산화 사업’을 시작했다"), ["인공고막"]);
    }

    #[test]
    fn a_head_alone_is_none() {
        for sentence in ["철도를 놓는다", "첨단 어선을 만든다", "새 공항을 짓는다"] {
            assert_eq!(technologies(sentence), Vec::<String>::new(), "{sentence}");
        }
    }
}
