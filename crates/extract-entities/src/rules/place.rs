//! A place that no list knows, by its last syllable (시, 군, 구, 현, 성, 주, 도, 면, 읍, 동 …) and what stands around it.
//!
//! Many nouns end in these syllables (필요시, 안전성, 정책도), so the context must speak for a place: the larger place or the
//! country right before ("쓰촨성 몐양시"), another place in the same list ("해밀시와 두온군"), a word for what is done with places
//! (시범도시, 대상지), or, for a city, the particle of one who acts or of where something is.

mod endings;
mod look_alikes;
mod surroundings;

use super::Scene;
use super::company_form::country_before;
use crate::candidate::Candidate;
use crate::phrase::{Word, is_bare_noun};
use crate::shape;
use endings::{Shaped, fits_below, fits_country, own, shaped};
use policygraph_korean::hangul::is_all_syllables;
use policygraph_korean::verb;
use policygraph_model::EntityType;
use surroundings::{CAPITAL, PARTS, acts_or_holds, behind_part, beside_place, larger_before, said_of_places};

pub(crate) const ID: &str = "place";

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let shaped: Vec<(usize, Vec<Shaped>)> = scene
        .phrase
        .words
        .iter()
        .enumerate()
        .map(|(i, w)| (i, shaped(scene, w)))
        .filter(|(_, s)| !s.is_empty())
        .collect();
    let used = could_be_used(scene);
    // Three times: the places of a list speak for each other.
    for round in 0..3 {
        let mut found = Vec::new();
        for (i, parts) in &shaped {
            found.extend(places_of(scene, *i, parts, out, round > 0));
        }
        found.extend(by_use(scene, &used, out));
        // What one more look finds rests on what the last one found.
        if found.is_empty() && round > 0 {
            break;
        }
        for candidate in found {
            out.retain(|c| {
                c.kind == EntityType::Technology
                    || c.range.end <= candidate.range.start
                    || candidate.range.end <= c.range.start
            });
            out.push(candidate);
        }
    }
}

fn places_of(scene: &Scene<'_>, i: usize, shaped: &[Shaped], out: &[Candidate], again: bool) -> Vec<Candidate> {
    let phrase = scene.phrase;
    let word = &phrase.words[i];
    let mut found: Vec<Candidate> = Vec::new();
    for whole in [false, true] {
        for Shaped { part, ending, first, .. } in shaped.iter().filter(|s| s.whole == whole) {
            let (name, ending, first) = (phrase.slice(part), *ending, *first);
            let original = phrase.original(part);
            let taken = out.iter().chain(&found).any(|c: &Candidate| {
                c.range.start < original.end
                    && original.start < c.range.end
                    && c.kind != EntityType::Technology
                    // A known city inside the name of another place is no name of its own.
                    && !(c.kind == EntityType::Place && original.start <= c.range.start && c.range.end <= original.end && c.range.len() < original.len())
            });
            if taken {
                continue;
            }
            let larger = if first { larger_before(scene, i, out) } else { None };
            let country = if first { country_before(scene, behind_part(scene, i), out) } else { None };
            let home = country.clone().or_else(|| larger.as_ref().and_then(|l| l.country.clone()));
            let evident = larger.is_some() && fits_below(ending)
                || country.is_some() && fits_country(ending, country.as_deref()) && shape::is_foreign(name)
                || country.is_some()
                    && fits_country(ending, country.as_deref())
                    && matches!(ending, "성" | "주" | "현" | "시")
                    && !shape::is_common(scene.registry, name)
                || beside_place(scene, out, &original) && (again || ending != "성")
                || (matches!(ending, "시" | "군" | "구" | "산단" | "밸리" | "시티") && said_of_places(scene, i))
                || ending == "셔"
                || (matches!(ending, "주" | "현") && far_away(scene, name, word))
                || (ending == "시" && acts_or_holds(word) && own(scene, name, ending))
                || matches!(ending, "특별자치도" | "특별자치시" | "경제특구" | "기술개발구" | "산업단지" | "준주")
                || (ending == "항" && shape::is_foreign(name));
            if evident {
                // "○○ 경제기술개발구": the word before names it.
                let zone = matches!(ending, "경제특구" | "기술개발구" | "산업단지");
                let before = i.checked_sub(1).map(|b| &phrase.words[b]).filter(|b| {
                    zone && first
                        && !word.opens
                        && is_bare_noun(phrase, b)
                        && verb::read(phrase.slice(&b.range)).is_none()
                        && !shape::is_common(scene.registry, phrase.slice(&b.range))
                });
                let whole = before.map_or(part.clone(), |b| b.range.start..part.end);
                let (original, name) = (phrase.original(&whole), phrase.slice(&whole));
                // "물결미르산업단지", but not "노후산업단지".
                let rest = name.strip_suffix(ending).unwrap_or_default();
                if zone && before.is_none() && (rest.chars().count() < 2 || shape::is_common(scene.registry, rest)) {
                    continue;
                }
                let mut candidate = Candidate::new(original, name, EntityType::Place, ID, 5);
                candidate.country = home.or_else(|| scene.country().map(str::to_owned));
                found.push(candidate);
            }
        }
        if !found.is_empty() {
            break;
        }
    }
    found
}

/// Whether a long word that ends in 주 is a province in a text on a country abroad: most of its syllables are of foreign names.
fn far_away(scene: &Scene<'_>, name: &str, word: &Word) -> bool {
    let foreign = shape::foreign_syllables(name);
    let long = name.chars().count();
    let abroad = scene.country().is_some_and(|c| c != policygraph_registry::HOME);
    // Nothing at home is called so.
    let evident = long >= 6 && shape::is_foreign(name) && acts_or_holds(word);
    long >= 5 && 2 * foreign >= long && word.particle.is_some() && (abroad || evident)
}

/// What is built or done somewhere.
const SITED: &[&str] = &[
    "공장",
    "짓",
    "지을",
    "건설",
    "건립",
    "세우",
    "세운",
    "들어서",
    "착공",
    "조성",
    "지정",
    "설립",
    "개소",
    "본사",
    "거점",
    "데이터센터",
    "연구소",
    "센터",
    "캠퍼스",
    "단지",
    "항만",
    "발전소",
    "기지",
    "진출",
    "법인",
    "지사",
    "인근",
    "일대",
    "부지",
    "공항",
    "항구",
    "위치",
];

/// What is done with goods or money of a company, which then stands in 에서.
const TAKEN: &[&str] = &[
    "수입",
    "들여",
    "공급받",
    "분사",
    "독립",
    "구매",
    "조달",
    "투자받",
    "사들",
    "인수",
    "받",
    "도입",
    "넘겨받",
    "출자",
];

/// A word that its surroundings could make a place.
struct Used {
    /// Number of the word.
    word: usize,
    /// Whether something is, or is done, there.
    here: bool,
}

/// The words that stand where the names of places do, and those that are shaped like foreign names.
fn could_be_used(scene: &Scene<'_>) -> Vec<Used> {
    let phrase = scene.phrase;
    let used = |(i, word): (usize, &Word)| {
        let here = word.particle.is_some_and(|p| matches!(p.form, "에" | "에서" | "에서는" | "에서도" | "에는"))
            || word.particle.is_some() && is_capital(scene, i);
        let name = phrase.slice(if here { &word.stem } else { &word.range });
        (!word.opens
            && (here || word.particle.is_none() && !word.closes)
            && (2..=6).contains(&(name.len() / '가'.len_utf8()))
            && is_all_syllables(name)
            && (here || shape::is_foreign(name) || has_plant(scene, i)))
        .then_some(Used { word: i, here })
    };
    phrase.words.iter().enumerate().filter_map(used).collect()
}

/// Whether the word behind one is for a plant, which is called after where it stands: "박닌성 옌퐁 공장".
fn has_plant(scene: &Scene<'_>, i: usize) -> bool {
    let next = scene.phrase.words.get(i + 1).map(|w| scene.phrase.stem(w));
    next.is_some_and(|noun| matches!(noun, "공장" | "제철소" | "제련소" | "조선소" | "광산" | "발전소"))
}

/// Whether a word stands where the name of a capital does: "피지 수도 ○○".
fn is_capital(scene: &Scene<'_>, i: usize) -> bool {
    let before = i.checked_sub(1).map(|b| &scene.phrase.words[b]);
    before.is_some_and(|b| scene.phrase.slice(&b.range) == CAPITAL)
}

/// A place without a syllable for its kind, by where it stands: right behind a larger one ("홋카이도 벨토세 공장"), or as the
/// place where something is built ("벨톤에 공장을 짓는다").
fn by_use(scene: &Scene<'_>, used: &[Used], out: &[Candidate]) -> Vec<Candidate> {
    let phrase = scene.phrase;
    let mut found = Vec::new();
    for &Used { word: i, here } in used {
        let word = &phrase.words[i];
        let range = if here { &word.stem } else { &word.range };
        let name = phrase.slice(range);
        let original = phrase.original(range);
        let larger = larger_before(scene, i, out)
            .map(|l| l.country.clone())
            .or_else(|| country_before(scene, behind_part(scene, i), out).map(Some));
        let taken = out.iter().any(|c| c.range.start < original.end && original.start < c.range.end);
        let least = if larger.is_some() { 2 } else { 3 };
        // Right behind a country abroad a name need not look foreign: "호주 질롱에 공장을".
        let abroad = || larger.as_ref().is_some_and(|l| l.as_deref().is_some_and(|c| c != policygraph_registry::HOME));
        let plain = name.chars().count() >= least
            && (shape::is_foreign(name) || (here || has_plant(scene, i)) && abroad() && !PARTS.has(name))
            && !shape::is_common(scene.registry, name)
            && scene.registry.lexicon().company_name(name).is_none()
            && scene.registry.lexicon().class_of(name).is_none();
        if taken || !plain || !(here || larger.is_some()) {
            continue;
        }
        let next = phrase.words[i + 1..].iter().take(if here { 5 } else { 1 });
        let sited = next.into_iter().any(|w| SITED.iter().any(|s| phrase.slice(&w.range).starts_with(s)));
        // "노르웨이 벨로나에서는": where something is done, unless it is brought from there.
        let held = larger.is_some()
            && (shape::is_foreign(name) && name.chars().count() >= 3 || abroad() && !PARTS.has(name))
            && word.particle.is_some_and(|p| matches!(p.form, "에서" | "에서는" | "에는" | "에서도"))
            && !phrase.words[i + 1..]
                .iter()
                .take(4)
                .any(|w| TAKEN.iter().any(|t| phrase.slice(&w.range).starts_with(t)));
        let built = sited
            && (larger.is_some()
                || here && word.particle.is_some_and(|p| p.form != "에" || phrase.words.len() > i + 2));
        if held || built || larger.is_some() && is_capital(scene, i) {
            let mut candidate = Candidate::new(original, name, EntityType::Place, ID, 4);
            candidate.country = larger.flatten().or_else(|| scene.country().map(str::to_owned));
            found.push(candidate);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn places_by_what_stands_around() {
        check(None, "해밀시와 두온군을 시범도시로 지정", &["Place:해밀시", "Place:두온군"]);
        check(None, "중국 쓰촨성 몐주시에 공장", &["Country:중국", "Place:쓰촨성", "Place:몐주시"]);
        check(None, "피지 수도 벨로나로 간다", &["Country:피지", "Place:벨로나"]);
        check(None, "필요시 안전성을 검토하고 정책도 개선", &[]);
    }
}
