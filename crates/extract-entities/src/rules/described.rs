//! What a measure is said to be about, whether a list has it or not: "토큰화 시범사업 ‘가온’", "밭작물 정밀관개를 다루는 ‘가온 사업’".
//!
//! The nouns right before the class word that introduces a name, without what is done with them (시범, 보급); the object of a verb of
//! dealing with.

use super::Scene;
use super::made::is_noun;
use crate::candidate::Candidate;
use crate::phrase::Word;
use policygraph_korean::particle::Case;
use policygraph_korean::word_list::WordList;
use policygraph_model::EntityType;
use std::ops::Range;

pub(crate) const ID: &str = "described-topic";

/// Most words of a topic.
const LONGEST: usize = 3;
/// What is done with the topic of a measure.
const ACTIONS: &[&str] = &[
    "실증",
    "시범",
    "보급",
    "구축",
    "지원",
    "육성",
    "개발",
    "양성",
    "확산",
    "도입",
    "촉진",
    "활성화",
    "강화",
    "조성",
    "연구",
    "진흥",
    "전환",
    "확대",
    "개선",
    "관리",
];
/// Class words of measures.
const MEASURES: &[&str] = &["사업", "캠페인", "단지", "코호트", "프로그램", "프로젝트", "과제"];
/// Verbs that say what a law, programme or report deals with.
static DEALING: WordList = WordList::new(&["다루", "다룬", "다룸", "다뤘", "조망", "규율"]);

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for measure in out.iter().filter(|c| c.kind == EntityType::Program) {
        // "토큰화 시범사업 ‘가온’": the class word stands right before the quotation marks.
        let before = phrase.words.iter().rposition(|w| phrase.original(&w.range).end < measure.range.start);
        let Some(class) = before.filter(|_| scene.str()[..measure.range.start].ends_with(['‘', '“', '「', '\'']))
        else {
            continue;
        };
        let noun = phrase.slice(&phrase.words[class].range).trim_end_matches('인');
        let gap = &phrase.text[phrase.words[class].range.end..];
        let joined = gap.trim_start().starts_with(['‘', '“', '「', '\'']);
        let Some(kind) = MEASURES.iter().find_map(|m| noun.strip_suffix(m)).filter(|_| joined) else { continue };
        if kind.is_empty() || ACTIONS.contains(&kind) {
            ranges.extend(topic_before(scene, class, out));
        }
    }
    for (i, pair) in phrase.words.windows(2).enumerate() {
        let object = pair[0].particle.is_some_and(|p| p.case == Case::Object) && !pair[0].closes;
        if object && DEALING.opens(phrase.slice(&pair[1].range)) {
            ranges.extend(topic_at(scene, i, out));
        }
    }
    for range in ranges {
        let known = out.iter().any(|c| c.range.start < range.end && range.start < c.range.end);
        if !known {
            out.push(Candidate::new(range.clone(), &scene.str()[range], EntityType::Technology, ID, 1));
        }
    }
}

/// The topic before a class word, behind which may stand what is done with it.
fn topic_before(scene: &Scene<'_>, class: usize, out: &[Candidate]) -> Option<Range<usize>> {
    let text = |w: usize| scene.phrase.slice(&scene.phrase.words[w].range);
    let mut last = class.checked_sub(1)?;
    while last > 0 && ACTIONS.contains(&text(last)) {
        last -= 1;
    }
    let word = &scene.phrase.words[last];
    if word.particle.is_some() || word.closes || scene.phrase.words[class].opens {
        return None;
    }
    topic_at(scene, last, out)
}

/// The topic whose last word is the stem of this one.
fn topic_at(scene: &Scene<'_>, last: usize, out: &[Candidate]) -> Option<Range<usize>> {
    let phrase = scene.phrase;
    let plain = |w: usize, range: &Range<usize>| {
        let (word, text): (&Word, &str) = (&phrase.words[w], phrase.slice(range));
        let at = phrase.original(&word.range);
        let free = !out.iter().any(|c| c.range.start < at.end && at.start < c.range.end);
        free && text.chars().count() >= 2 && is_noun(text) && is_telling(scene, text)
    };
    let end = phrase.words[last].stem.clone();
    let lexicon = scene.registry.lexicon();
    // A single common noun says too little: "정책을 다루는".
    let alone = phrase.slice(&end);
    let own = !lexicon.is_common_noun(alone)
        && !lexicon.is_generic(alone)
        && lexicon.class_of(alone).is_none_or(|c| c.word != alone);
    if !plain(last, &end) {
        return None;
    }
    let mut first = last;
    while first > 0 && last - first + 1 < LONGEST && !phrase.words[first].opens {
        let before = &phrase.words[first - 1];
        if before.particle.is_some() || before.closes || !plain(first - 1, &before.range) {
            break;
        }
        first -= 1;
    }
    let several = first < last;
    let range = phrase.words[first].range.start..end.end;
    (several || own && alone.chars().count() >= 3).then(|| phrase.original(&range))
}

/// Whether a word tells what something is about, not whose or how it is.
fn is_telling(scene: &Scene<'_>, word: &str) -> bool {
    let lexicon = scene.registry.lexicon();
    !scene.registry.technology_words().is_general(word)
        && !lexicon.is_generic(word)
        && !lexicon.is_function(word)
        && !policygraph_korean::title::is_title(word)
}
