//! A person with an office: "○○ 대통령", "○○ 미국 상무부장관", and the government called after its head.
//!
//! The name is the one or two bare words before the title, over the country or ministry between them.

use super::Scene;
use crate::candidate::Candidate;
use crate::phrase::{Phrase, Word, is_adnominal, is_bare_noun};
use policygraph_korean::hangul::is_syllable;
use policygraph_korean::particle::Case;
use policygraph_korean::title::{EXECUTIVES, HEADS, OFFICES, is_title};
use policygraph_model::EntityType;

pub(crate) const ID: &str = "official";

/// The most frequent Korean surnames (통계청, 2015 인구주택총조사, 성씨별 인구), of nine in ten Koreans.
const SURNAMES: &[char] = &[
    '김', '이', '박', '최', '정', '강', '조', '윤', '장', '임', '한', '오', '서', '신', '권', '황', '안', '송', '류',
    '전', '홍', '고', '문', '양', '손', '배', '백', '허', '유', '남', '심', '노', '하', '곽', '성', '차', '주', '우',
    '구', '민', '진', '나', '엄', '채', '원', '천', '방', '공', '현', '함', '변', '염', '여', '추', '도', '소', '석',
    '선', '설', '마', '길', '연', '위', '표', '명', '기', '반', '왕', '금', '옥', '육', '인', '맹', '제', '모', '탁',
    '국', '어', '은', '편', '용',
];

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    after_title(scene, out);
    for (i, word) in phrase.words.iter().enumerate() {
        let stem = phrase.stem(word);
        let head = HEADS.contains(&stem);
        let title = is_title(stem);
        if !head && !title {
            continue;
        }
        let mut end = i;
        while end > 0 && is_known(scene, out, &phrase.words[end - 1]) && !phrase.words[end].opens {
            end -= 1;
        }
        // "○○ 정부" with a country between is as often that country's alone.
        if stem == "정부" && end < i && end > 0 && !has_two_words(scene, out, end) {
            continue;
        }
        let executive = EXECUTIVES.contains(&stem);
        let Some(first) = name_start(scene, out, end, head, executive) else { continue };
        let range = phrase.words[first].range.start..phrase.words[end - 1].range.end;
        let mut person = Candidate::new(phrase.original(&range), phrase.slice(&range), EntityType::Person, ID, 6);
        person.country = scene.country().map(str::to_owned);
        let government = matches!(stem, "행정부" | "정부");
        // "○○ 정부" is the government of its country; the full name is a person's too.
        if !government || end - first == 2 {
            out.push(person);
        }
        if government {
            name_government(scene, out, &phrase.words[first], word);
        }
    }
}

/// A Korean name behind its title: "(장관 ○○○)", "대표 ○○○은".
fn after_title(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    for pair in phrase.words.windows(2) {
        let [title, name] = pair else { continue };
        let titled = OFFICES.iter().chain(HEADS).any(|t| phrase.slice(&title.range) == *t);
        let text = phrase.stem(name);
        let plain = text.chars().count() == 3
            && text.starts_with(SURNAMES)
            && text.chars().all(is_syllable)
            && !scene.registry.lexicon().is_generic(text)
            && scene.registry.lexicon().class_of(text).is_none();
        // Only the end of a bracket, a comma or a particle of the subject shows that the name is one.
        let closed = name.closes || name.range.end == phrase.text.trim_end().len();
        let subject = name.particle.is_some_and(|p| matches!(p.case, Case::Topic | Case::Subject));
        if titled && plain && !title.closes && (closed || subject) && !is_known(scene, out, name) {
            let mut person = Candidate::new(phrase.original(&name.stem), text, EntityType::Person, ID, 6);
            person.country = scene.country().map(str::to_owned);
            out.push(person);
        }
    }
}

/// A government called after its head is that of the country: its full name is one of its names.
fn name_government(scene: &Scene<'_>, out: &mut [Candidate], first: &Word, word: &Word) {
    let phrase = scene.phrase;
    let full = phrase.slice(&(first.range.start..word.stem.end)).to_owned();
    let at = phrase.original(&word.stem);
    if let Some(government) = out.iter_mut().find(|c| c.kind == EntityType::GovernmentAgency && c.range.end == at.end) {
        government.aliases.push(full);
    }
}

fn has_two_words(scene: &Scene<'_>, out: &[Candidate], end: usize) -> bool {
    name_start(scene, out, end, true, false).is_some_and(|first| end - first == 2)
}

fn name_start(scene: &Scene<'_>, out: &[Candidate], end: usize, head: bool, executive: bool) -> Option<usize> {
    let phrase = scene.phrase;
    let is_name = |w: &Word| {
        let text = phrase.slice(&w.range);
        text.chars().all(is_syllable)
            && (1..=7).contains(&text.chars().count())
            && (is_bare_noun(phrase, w) || w.particle.is_some_and(|p| p.form == "라"))
            && !is_known(scene, out, w)
            && !scene.registry.lexicon().is_generic(text)
            && !looks_like_common_noun(scene, phrase, w)
    };
    let syllables = |i: usize| phrase.slice(&phrase.words[i].range).chars().count();
    let last = end.checked_sub(1).filter(|&l| is_name(&phrase.words[l]))?;
    // Two words are one name only where nothing before could be part of a longer noun.
    let starts = |f: usize| {
        f.checked_sub(1).is_none_or(|b| {
            let date = phrase.slice(&phrase.words[b].range).contains(|c: char| c.is_ascii_digit());
            date || !is_bare_noun(phrase, &phrase.words[b])
                || is_known(scene, out, &phrase.words[b])
                || phrase.words[f].opens
        })
    };
    let two = last.checked_sub(1).filter(|&f| {
        is_name(&phrase.words[f]) && !phrase.words[last].opens && starts(f) && syllables(f) + syllables(last) >= 3
    });
    if let Some(first) = two {
        return Some(first);
    }
    // A single word before a lesser title is as often a department as a name, unless it is shaped as a Korean one.
    let korean = syllables(last) == 3
        && phrase.slice(&phrase.words[last].range).starts_with(SURNAMES)
        && !["단", "회", "원", "부", "청", "국", "실", "장", "업", "학", "력", "성", "화", "계", "책", "망"]
            .iter()
            .any(|e| phrase.slice(&phrase.words[last].range).ends_with(e));
    let single = (head && syllables(last) >= 2) || (executive && syllables(last) >= 3) || korean;
    (single && last < end && end - last == 1 && starts(last)).then_some(last)
}

/// Words with particles or class words are no personal names.
fn looks_like_common_noun(scene: &Scene<'_>, phrase: &Phrase, word: &Word) -> bool {
    let lexicon = scene.registry.lexicon();
    [phrase.slice(&word.range), phrase.stem(word)]
        .iter()
        .any(|w| lexicon.class_of(w).is_some() || lexicon.is_generic(w))
        || is_adnominal(phrase.slice(&word.range))
        || word.particle.is_some_and(|p| !matches!(p.form, "로" | "이" | "가" | "나" | "도" | "인" | "라" | "의"))
        || ["적", "간", "내", "별", "등", "상", "관"].iter().any(|e| phrase.slice(&word.range).ends_with(e))
}

fn is_known(scene: &Scene<'_>, out: &[Candidate], word: &Word) -> bool {
    let at = scene.phrase.original(&word.range);
    out.iter().any(|c| c.range.start <= at.start && at.end <= c.range.end)
}
