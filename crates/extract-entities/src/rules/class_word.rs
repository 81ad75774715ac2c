//! A phrase that ends in a class word: ○○위원회, ○○대학, ○○ 종합계획, ○○ 프로젝트.
//!
//! Some class words make any word that ends in them a name (…위원회). Others head generic phrases as often as names
//! ("지원 사업"): these need evidence that the phrase names something, counted in [`naming_evidence`]. The phrase runs
//! left over bare nouns. "국가 양자기술 발전전략을 발표" names a programme, "다양한 지원 전략을 추진" none.

mod edition;
mod evidence;
mod making;
mod start;

pub(super) use evidence::{says_nothing, says_what_topic_is};
pub(crate) use start::{head_start, is_latin_name_word};

use super::Scene;
use crate::candidate::Candidate;
use crate::phrase::{Phrase, Word, opens_quotation};
use crate::shape;
use edition::{has_edition, with_edition};
use evidence::{ENOUGH, naming_evidence};
use policygraph_korean::hangul::{MIDDLE_DOTS, is_word};
use policygraph_model::EntityType;
use policygraph_registry::{ClassWord, Strength};
use start::{maker_start, name_start, table_start};
use std::ops::Range;

pub(crate) const ID: &str = "class-word";

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    for (i, word) in phrase.words.iter().enumerate() {
        let Some((class, end)) = class(scene, word) else { continue };
        let from = behind_dash(scene, word, out);
        let stem = &phrase.text[from..end];
        let original = phrase.original(&(from..end));
        if class.strength != Strength::Head && out.iter().any(|c| c.range == original && c.registry.is_some()) {
            continue;
        }
        // "과학부·해양청": two bodies that a dot joins are no single one.
        let joined = stem.rsplit_once(MIDDLE_DOTS).is_some_and(|(before, _)| {
            let known =
                out.iter().any(|c| c.registry.is_some() && c.range.start == original.start && c.kind.is_organization());
            let lexicon = scene.registry.lexicon();
            let firm = before.rsplit(MIDDLE_DOTS).any(|part| lexicon.company_name(part).is_some());
            known || firm || lexicon.class_of(before).is_some_and(|c| c.kind.is_organization()) || are_bureaus(before)
        });
        if joined && (class.kind.is_organization() || class.kind == EntityType::Place) {
            // "가온전자·누리은행": each by itself.
            for part in phrase.parts(word, &(word.range.start..end)) {
                let name = phrase.slice(&part);
                let own = scene.registry.lexicon().class_of(name).filter(|c| {
                    c.strength == Strength::Name
                        && c.word != name
                        && name.chars().count() >= c.least
                        && c.kind.is_organization()
                });
                let bureau = || are_bureaus(name).then_some(EntityType::GovernmentAgency);
                let range = phrase.original(&part);
                let free = !out.iter().any(|c| c.range == range);
                if let Some(kind) = own.map(|c| c.kind).or_else(bureau).filter(|_| free) {
                    let mut candidate = Candidate::new(range, name, kind, ID, 5);
                    candidate.country = scene.country().map(str::to_owned);
                    out.push(candidate);
                }
            }
            continue;
        }
        // A report on a plan carries its name: the plan is what is named.
        let reports_plan = class.kind == EntityType::Document
            && stem == class.word
            && i > 0
            && !word.opens
            && scene
                .registry
                .lexicon()
                .class_of(phrase.slice(&phrase.words[i - 1].range))
                .is_some_and(|c| c.kind == EntityType::Program);
        if reports_plan {
            continue;
        }
        if class.strength == Strength::Head && scene.is_caption() {
            continue;
        }
        if class.word == "컨소시엄" && stem == class.word {
            companies_of_consortium(scene, i, out);
        }
        let first = match class.strength {
            _ if is_titled_in_capitals(scene, i, stem, class) => i - 1,
            Strength::Quoted if is_law(scene, i, stem, class) => head_start(scene, i, out),
            Strength::Quoted => match maker_start(scene, i, stem, class, out) {
                Some(first) => first,
                None => continue,
            },
            Strength::Name => match name_start(scene, i, stem, class, out) {
                Some(first) => first,
                None => continue,
            },
            Strength::Head => {
                let first = table_start(scene, i, out).unwrap_or_else(|| head_start(scene, i, out));
                if naming_evidence(scene, first, i, class, stem, out) < ENOUGH {
                    continue;
                }
                first
            }
        };
        // "표준 연합체 ○○ 얼라이언스": a description before the name of a known thing of its type.
        let described =
            phrase.words.get(i + 1).filter(|w| phrase.text.get(end..w.range.start) == Some(" ")).is_some_and(|w| {
                let at = phrase.original(&w.range).start;
                out.iter().any(|c| c.range.start == at && c.kind == class.kind && c.registry.is_some())
            });
        if described && class.kind.is_organization() && class.kind != EntityType::GovernmentAgency {
            continue;
        }
        // "회수 프로그램 ‘가온’": says what the name behind is, by a noun that heads names and things in general.
        let behind = scene.str()[phrase.original(&(from..end)).end..].strip_prefix(' ');
        let describes = class.unquoted.is_some() && class.strength == Strength::Head && first < i;
        if describes && class.kind == EntityType::Program && behind.is_some_and(opens_quotation) {
            continue;
        }
        // "○○ 이니셔티브 법": a law about a programme.
        let law = phrase.words.get(i + 1).map(|w| &w.stem).filter(|r| {
            class.kind == EntityType::Program
                && phrase.text.get(end..r.start) == Some(" ")
                && super::registered::LAWS.contains(&phrase.slice(r))
        });
        let (kind, end) = match law {
            Some(stem) => (EntityType::Legislation, stem.end),
            None => (class.kind, with_edition(phrase, i, end, class.kind)),
        };
        // "2026~2027 ○○ 계획": the years that it runs stand at its head.
        let start = if first == i { from } else { phrase.words[first].range.start };
        let years = phrase.text[..start].trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '~' | '’' | '‘'));
        let start = if phrase.text[..start].ends_with('~') { years.len() } else { start };
        // "EU ○○법": a law of the Union is called after it.
        let union = phrase.text[..start].strip_suffix("EU ").filter(|_| kind == EntityType::Legislation);
        let start = union.filter(|u| !u.ends_with(is_word)).map_or(start, str::len);
        let start = behind_ordinal_of_meeting(phrase, i, start..end);
        let range = start..end;
        let original = phrase.original(&range);
        let mut candidate = Candidate::new(original.clone(), &scene.str()[original], kind, ID, 5);
        if joins_nouns(scene, &candidate.name) {
            continue;
        }
        // "스페인은 …, ○○부가": of the country that the text has just named.
        let national = out.iter().any(|c| c.kind == EntityType::Country && c.range.end < candidate.range.start);
        if candidate.kind == EntityType::GovernmentAgency && !national && is_european(scene, &candidate.name) {
            candidate.kind = EntityType::InternationalOrganization;
        }
        // "브라질개발은행": a bank of one country.
        if candidate.kind == EntityType::InternationalOrganization
            && class.word.ends_with("은행")
            && (super::public_body::country_in_front(scene, &candidate.name).is_some()
                || ["국가", "국립", "연방"].iter().any(|n| candidate.name.starts_with(n)))
        {
            candidate.kind = EntityType::Company;
        }
        // The name without a bracket inside it is one of its names.
        let plain = Candidate::new(0..0, phrase.slice(&range), kind, ID, 5).name;
        if plain != candidate.name {
            candidate.aliases.push(std::mem::replace(&mut candidate.name, plain));
        }
        // "인도 해양부": the text speaks of it without its country, too.
        if candidate.kind == EntityType::GovernmentAgency
            && let Some((country, rest)) = candidate.name.split_once(' ')
            && scene.registry.country_named(country).is_some()
            && !rest.contains(' ')
            && !super::ministry::is_of_home_beside(scene, country, rest)
        {
            let rest = rest.to_owned();
            candidate.aliases.push(rest);
        }
        if candidate.kind.is_organization() {
            // The country that the name starts with is its own.
            let start = candidate.range.start;
            let own = out.iter().find(|c| c.kind == EntityType::Country && c.range.start == start);
            candidate.country = own.and_then(|c| c.country.clone()).or_else(|| scene.country().map(str::to_owned));
        }
        out.push(candidate);
    }
}

/// Whether a dash only joins nouns for kinds of things: 지자체-대학.
fn joins_nouns(scene: &Scene<'_>, name: &str) -> bool {
    let noun = |part: &str| {
        let class = scene.registry.lexicon().class_of(part).filter(|c| c.word == part);
        class.is_some() || shape::is_common(scene.registry, part)
    };
    name.contains('-') && !name.contains(' ') && name.split('-').all(noun)
}

/// Where a name starts behind the ordinal of the meeting on it: "2019년도 제3차 ○○보조금 심의위원회".
fn behind_ordinal_of_meeting(phrase: &Phrase, i: usize, name: Range<usize>) -> usize {
    const MEETINGS: &[&str] = &["위원회", "심의회", "협의회", "회의", "간담회", "포럼", "공청회", "설명회", "보고회"];
    let next = phrase.words.get(i + 1).filter(|w| phrase.text.get(name.end..w.range.start) == Some(" "));
    if !next.is_some_and(|w| MEETINGS.iter().any(|m| phrase.stem(w).ends_with(m))) {
        return name.start;
    }
    let inside = phrase.words[..i].iter().filter(|w| w.range.start >= name.start);
    let ordinal = inside.take_while(|w| has_edition(phrase.slice(&w.range))).last();
    ordinal
        .and_then(|w| phrase.words.iter().find(|n| n.range.start >= w.range.end))
        .map_or(name.start, |n| n.range.start)
}

/// Where the part of a word starts that a dash parts from an organization before it: "방위사업청-누리항공".
fn behind_dash(scene: &Scene<'_>, word: &Word, out: &[Candidate]) -> usize {
    let start = scene.phrase.original(&word.range).start;
    let known = out.iter().filter(|c| c.range.start == start && c.kind.is_organization());
    let dashes = known.filter_map(|c| {
        let end = word.range.start + (c.range.end - start);
        let dash = scene.phrase.text.get(end..word.range.end)?.chars().next().filter(|d| matches!(d, '-' | '–'))?;
        Some(end + dash.len_utf8())
    });
    dashes.max().unwrap_or(word.range.start)
}

/// Whether dots join nothing but bureaus: "해양국·산림국".
fn are_bureaus(names: &str) -> bool {
    names.split(MIDDLE_DOTS).all(|name| name.ends_with(['국', '청', '처']) && name.chars().count() >= 3)
}

/// Whether an authority is an organ of the European Union or the United Nations: by its name, or in a section on them.
fn is_european(scene: &Scene<'_>, name: &str) -> bool {
    let title = scene.section.title.as_str();
    let heading = &title[..title.find([',', ':']).unwrap_or(title.len())];
    // "이탈리아 개인정보감독청": of a country, whatever the heading.
    let national = name.split_once(' ').is_some_and(|(first, _)| scene.registry.country_named(first).is_some());
    let headed = (scene.country().is_none() && matches!(heading.trim(), "EU" | "유럽연합" | "유럽"))
        || scene.line_heading().is_some_and(super::is_union);
    ["EU", "유럽", "유엔", "UN "].iter().any(|p| name.starts_with(p)) || headed && !national
}

/// The class word that a word ends in, and where the name ends: with the whole word (제도) or before its particle.
fn class<'a>(scene: &Scene<'a>, word: &Word) -> Option<(&'a ClassWord, usize)> {
    let lexicon = scene.registry.lexicon();
    let class = |r: &Range<usize>| lexicon.class_of(scene.phrase.slice(r)).map(|c| (c, r.end));
    class(&word.range).or_else(|| word.particle.and_then(|_| class(&word.stem)))
}

/// The companies that dots join before the word for a consortium, where one of them is known: "하늘통상·누리산업 컨소시엄".
fn companies_of_consortium(scene: &Scene<'_>, i: usize, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    let Some(before) = i.checked_sub(1).map(|b| &phrase.words[b]) else { return };
    if !start::joins_companies(scene, phrase.slice(&before.range)) {
        return;
    }
    for part in phrase.parts(before, &before.range) {
        let (range, name) = (phrase.original(&part), phrase.slice(&part));
        let free = !out.iter().any(|c| c.range.start < range.end && range.start < c.range.end);
        if free && shape::is_name(scene.registry, name) {
            out.push(Candidate::new(range, name, EntityType::Company, ID, 4));
        }
    }
}

/// Whether a bare word for a law stands behind the capitals that it is called by: "SHANTI 법안".
fn is_titled_in_capitals(scene: &Scene<'_>, i: usize, stem: &str, class: &ClassWord) -> bool {
    let word = &scene.phrase.words[i];
    let Some(before) = i.checked_sub(1).map(|b| &scene.phrase.words[b]).filter(|b| !b.closes && !word.opens) else {
        return false;
    };
    let title = scene.phrase.slice(&before.range);
    let capitals = title.len() >= 4 && title.bytes().all(|b| b.is_ascii_uppercase());
    class.kind == EntityType::Legislation && stem == class.word && matches!(stem, "법" | "법안") && capitals
}

/// Whether a word in 법 is a law rather than a method: it is long enough, and is made, amended or followed.
fn is_law(scene: &Scene<'_>, i: usize, stem: &str, class: &ClassWord) -> bool {
    const LEGAL: &[&str] = &[
        "개정", "제정", "시행", "통과", "발효", "의거", "따라", "따른", "근거", "위반", "폐지", "입법", "발의", "의결",
        "공포", "서명", "초안", "이행", "대체", "가결", "갈음", "보완", "상정", "부결",
    ];
    /// Endings of words for ways of doing something.
    const METHODS: &[&str] = &[
        "방법", "기법", "공법", "문법", "요법", "해법", "용법", "수법", "석법", "료법", "정법", "조법", "산법", "습법",
        "단법", "입법", "사법",
    ];
    // "반도체법은": nothing is done by a technology alone.
    let on_technology = || {
        let before = stem.strip_suffix("법").unwrap_or(stem);
        scene.registry.named(before).any(|e| e.kind == EntityType::Technology)
    };
    class.word == "법"
        && stem.chars().count() >= 4
        && !METHODS.iter().any(|m| stem.ends_with(m))
        && (on_technology()
            || scene.phrase.words[i + 1..]
                .iter()
                .take(2)
                .any(|w| LEGAL.iter().any(|l| scene.phrase.slice(&w.range).starts_with(l))))
}
