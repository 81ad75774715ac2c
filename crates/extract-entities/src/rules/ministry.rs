//! A ministry or agency that no list knows, by what its name is made of: nouns for fields of government and the word
//! for an authority ("전자정보통신부", "에너지자원청").
//!
//! The fields are those of `seeds/fields.csv`. A single field makes a name only where it is usual by itself (교육부).

use super::Scene;
use crate::candidate::Candidate;
use policygraph_korean::hangul::{SyllableSet, is_all_syllables};
use policygraph_model::{EntityType, SectionText};
use policygraph_registry::HOME;
use std::sync::LazyLock;

pub(crate) const ID: &str = "ministry";

/// The last syllables of all names that this rule finds.
static LAST: LazyLock<SyllableSet> = LazyLock::new(|| SyllableSet::of("부청처성국실"));

/// Words for an authority, with the fields that must stand before.
const AUTHORITIES: &[(&str, usize)] = &[("부", 1), ("청", 1), ("처", 1), ("성", 2), ("국", 2)];

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    let lexicon = scene.registry.lexicon();
    let last = &*LAST;
    for (i, word) in phrase.words.iter().enumerate() {
        if !last.closes(phrase.slice(&word.range)) && !last.closes(phrase.stem(word)) {
            continue;
        }
        let named = [&word.range, &word.stem].into_iter().find(|range| {
            let name = phrase.slice(range);
            AUTHORITIES.iter().any(|&(authority, least)| {
                // 성 is a ministry in Japan; elsewhere it makes a property of a noun (안전성).
                let here = authority != "성" || scene.country().is_none_or(|c| c == "JP");
                name.strip_suffix(authority)
                    .filter(|_| here)
                    .and_then(|fields| lexicon.fields_in(fields))
                    .is_some_and(|fields| fields.count >= least && (fields.count > 1 || fields.alone))
            })
        });
        // "○○국 외무부의": the country right before shows what the word is.
        let of_country = || {
            const PARTS: &[&str] = &[
                "북부", "남부", "동부", "서부", "중부", "내부", "외부", "일부", "전부", "군부", "간부", "본부", "지부",
            ];
            let name = phrase.slice(&word.stem);
            if !name.ends_with(['부', '청']) {
                return false;
            }
            let before = i.checked_sub(1).map(|b| &phrase.words[b]).filter(|b| !b.closes && !word.opens);
            let country = before.is_some_and(|b| {
                let genitive = b.particle.is_some_and(|p| p.form == "의");
                let at = phrase.original(if genitive { &b.stem } else { &b.range });
                out.iter().any(|c| c.range == at && c.kind == EntityType::Country)
            });
            country
                && !lexicon.is_generic(name)
                && !name.ends_with("정부")
                && name.chars().count() >= 3
                && is_all_syllables(name)
                && !PARTS.iter().any(|p| name.ends_with(p))
                && !crate::shape::is_common(scene.registry, name)
        };
        let Some(range) = named.or_else(|| {
            let shown =
                of_country() || acting(scene, i) || created(scene, i) || bureau(scene, i, out) || headed(scene, i);
            shown.then_some(&word.stem)
        }) else {
            continue;
        };
        let original = phrase.original(range);
        let overlaps = |c: &Candidate| c.range.start < original.end && original.start < c.range.end;
        if out.iter().any(|c| overlaps(c) && c.registry.is_some() && c.kind != EntityType::Technology) {
            continue;
        }
        let mut candidate = Candidate::new(original.clone(), phrase.slice(range), EntityType::GovernmentAgency, ID, 5);
        candidate.country = scene.country().map(str::to_owned);
        candidate.registry = misspelled(scene, &candidate.name);
        // The country right before it belongs to the name.
        let country = i.checked_sub(1).map(|b| &phrase.words[b]).filter(|b| !b.closes && !word.opens).and_then(|b| {
            let at = phrase.original(&b.range);
            out.iter().find(|c| c.range == at && c.kind == EntityType::Country)
        });
        // "독일의 ○○부": of it, by its own name.
        let owner = i.checked_sub(1).map(|b| &phrase.words[b]).filter(|b| b.particle.is_some_and(|p| p.form == "의"));
        let owner = owner.and_then(|b| {
            let at = phrase.original(&b.stem);
            out.iter().find(|c| c.range == at && c.kind == EntityType::Country)
        });
        if let Some(owner) = owner {
            candidate.country.clone_from(&owner.country);
        }
        if let Some(country) = country {
            // Where Korea's own ministry of that name speaks, the short name is its.
            if !is_of_home_beside(scene, &country.name, &candidate.name) && !is_shared(scene, &candidate.name) {
                candidate.aliases.push(candidate.name.clone());
            }
            candidate.country.clone_from(&country.country);
            candidate.range = country.range.start..original.end;
            candidate.name = format!("{} {}", country.name, candidate.name);
        }
        out.push(candidate);
    }
}

/// Whether the section names ministries of several countries by the same word: "케냐 교통부와 가나 교통부".
fn is_shared(scene: &Scene<'_>, name: &str) -> bool {
    let mut owners: Vec<&str> = SectionText::all(scene.section)
        .flat_map(|(_, text)| {
            let text = text.as_str();
            text.match_indices(name).filter_map(|(at, _)| text[..at].strip_suffix(' ')?.split_whitespace().next_back())
        })
        .filter(|word| scene.registry.country_named(word).is_some())
        .collect();
    owners.sort_unstable();
    owners.dedup();
    owners.len() > 1
}

/// Whether a bare name is that of Korea's ministry, though the section names one of another country by it, too: "외교부는 … 몽골 외교부와".
pub(super) fn is_of_home_beside(scene: &Scene<'_>, country: &str, name: &str) -> bool {
    let first = || {
        SectionText::all(scene.section).find_map(|(_, text)| {
            let text = text.as_str();
            text.find(name).map(|at| text[..at].trim_end().ends_with(country))
        })
    };
    let home = scene.registry.named(name).any(|e| e.country.as_deref() == Some(HOME));
    home && (is_of_home(scene, name) || first() == Some(false))
}

/// Whether the section shows that a ministry's bare name is that of Korea: "외교부 보도자료", "우리 외교부".
pub(super) fn is_of_home(scene: &Scene<'_>, name: &str) -> bool {
    let home = scene.registry.named(name).any(|e| e.country.as_deref() == Some(HOME));
    home && SectionText::all(scene.section).any(|(_, text)| {
        text.as_str().match_indices(name).any(|(at, _)| {
            let before = text.as_str()[..at].trim_end();
            let after = text.as_str()[at + name.len()..].trim_start();
            text.as_str().trim() == name
                || after.starts_with("보도자료")
                || after.starts_with("보도참고자료")
                || before.ends_with("우리")
                || before.ends_with("한국")
        })
    })
}

/// Words that end like an authority and are none.
const NO_AUTHORITIES: &[&str] = &[
    "사업부",
    "영업부",
    "상층부",
    "중심부",
    "지도부",
    "수뇌부",
    "집행부",
    "후반부",
    "전반부",
    "사령부",
    "내부",
    "외부",
    "일부",
    "전부",
    "본부",
    "간부",
    "학부",
    "하부",
    "상부",
    "세부",
    "동부",
    "서부",
    "남부",
    "북부",
    "중부",
    "심장부",
    "상반부",
    "편집부",
    "관리부",
    "신청",
    "요청",
    "시청",
    "초청",
    "하청",
    "원청",
    "도청",
    "구청",
    "청부",
    "납부",
    "기부",
    "첨부",
    "여부",
    "공부",
    "거부",
    "승부",
];

/// Whether a word can be the name of an authority: …부 or …청 of three syllables or more, in Japan also …성 of four.
fn is_authority(scene: &Scene<'_>, name: &str) -> bool {
    let syllables = name.chars().count();
    let japan = scene.country() == Some("JP") && syllables >= 4 && name.ends_with('성');
    syllables >= 3
        && is_all_syllables(name)
        && (name.ends_with(['부', '청']) || japan)
        && !NO_AUTHORITIES.iter().any(|n| name.ends_with(n))
        && !scene.registry.lexicon().is_generic(name)
}

/// Whether a word that no list knows acts as an authority, where a country is in sight: a particle makes it the one who
/// acts or with whom somebody does. A ministry in 성 opens its sentence, as a property of something (안전성) rarely does.
fn acting(scene: &Scene<'_>, i: usize) -> bool {
    let word = &scene.phrase.words[i];
    let name = scene.phrase.stem(word);
    // "(네덜란드) 해양청, …": in a headline only a comma marks who acts.
    let cell = scene.phrase.words.len() == 1 && super::table_cell::column(scene).is_some() && name.chars().count() >= 4;
    let heads = !name.ends_with('성')
        && i == 0
        && scene.phrase.text[word.range.end..].starts_with(',')
        && name == scene.phrase.slice(&word.range);
    let acts = heads
        || cell
        || word.particle.is_some_and(|p| matches!(p.form, "은" | "는" | "이" | "가" | "와" | "과" | "에서는"));
    acts && (scene.country().is_some() || behind_country(scene, i))
        && is_authority(scene, name)
        && (i == 0 || !name.ends_with('성'))
}

/// Whether the words behind a name make it an authority's: "수리부 장관과".
fn headed(scene: &Scene<'_>, i: usize) -> bool {
    let phrase = scene.phrase;
    let next = phrase.words.get(i + 1).filter(|n| !n.opens && !phrase.words[i].closes);
    let head = next.is_some_and(|n| matches!(phrase.slice(&n.stem), "장관" | "차관" | "부장관" | "장·차관"));
    let name = phrase.slice(&phrase.words[i].range);
    head && is_authority(scene, name) && !name.ends_with('성')
}

/// Whether the name of a country stands right before a word: "캄보디아 수리부와".
fn behind_country(scene: &Scene<'_>, i: usize) -> bool {
    let phrase = scene.phrase;
    let before = i.checked_sub(1).map(|b| &phrase.words[b]).filter(|b| !b.closes && !phrase.words[i].opens);
    before.is_some_and(|b| {
        let name = phrase.slice(&b.range);
        name.chars().count() >= 2 && scene.registry.country_named(name).is_some()
    })
}

/// Whether an authority is set up: "○○청을 내년에 출범".
fn created(scene: &Scene<'_>, i: usize) -> bool {
    let phrase = scene.phrase;
    let word = &phrase.words[i];
    let object = word.particle.is_some_and(|p| matches!(p.form, "을" | "를"));
    object
        && is_authority(scene, phrase.stem(word))
        && phrase.words[i + 1..]
            .iter()
            .take(4)
            .any(|w| ["출범", "설립", "신설", "설치"].iter().any(|v| phrase.slice(&w.range).starts_with(v)))
}

/// Whether a word names a part of the authority right before it: "○○부 ○○국(ABC)은".
fn bureau(scene: &Scene<'_>, i: usize, out: &[Candidate]) -> bool {
    let phrase = scene.phrase;
    let word = &phrase.words[i];
    let name = phrase.stem(word);
    let part = name.chars().count() >= 4 && name.ends_with(['국', '실']) || name.ends_with("본부") && name != "본부";
    let whole = i.checked_sub(1).map(|b| &phrase.words[b]).filter(|b| !b.closes && b.particle.is_none());
    part && is_all_syllables(name)
        && !scene.registry.lexicon().is_generic(name)
        && whole.is_some_and(|w| {
            let at = phrase.original(&w.range);
            out.iter().any(|c| c.range.end == at.end && c.kind == EntityType::GovernmentAgency)
        })
}

/// The ministry of the section's country whose fields the name gives in another order: a slip that is often made.
fn misspelled(scene: &Scene<'_>, name: &str) -> Option<String> {
    let letters = name.chars().filter(|c| !c.is_whitespace()).count();
    let agency = || scene.registry.agency_of_letters(name, scene.country());
    (letters >= 5).then(agency).flatten().map(|agency| agency.id.clone())
}
