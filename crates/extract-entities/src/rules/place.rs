//! A place that no list knows, by its last syllable (시, 군, 구, 현, 성, 주, 도, 면, 읍, 동 …) and what stands around it.
//!
//! Many nouns end in these syllables (필요시, 안전성, 정책도), so the context must speak for a place: the larger place or the
//! country right before ("쓰촨성 몐양시"), another place in the same list ("해밀시와 두온군"), a word for what is done with places
//! (시범도시, 대상지), or, for a city, the particle of one who acts or of where something is.

use super::Scene;
use super::company_form::country_before;
use crate::candidate::Candidate;
use crate::phrase::Word;
use crate::shape;
use policygraph_korean::hangul::is_syllable;
use policygraph_korean::particle::Case;
use policygraph_model::EntityType;
use std::ops::Range;
use std::sync::LazyLock;

pub(crate) const ID: &str = "place";

/// What names of places end in, with the syllables that the whole word must have.
const ENDINGS: &[(&str, usize)] = &[
    ("특별자치도", 6),
    ("특별자치시", 6),
    ("경제특구", 5),
    ("기술개발구", 5),
    ("개발구", 4),
    ("신구", 3),
    ("산업단지", 6),
    ("산단", 4),
    ("밸리", 4),
    ("자치구", 5),
    ("시티", 4),
    ("시", 3),
    ("군", 3),
    ("구", 3),
    ("현", 3),
    ("성", 2),
    ("주", 3),
    ("도", 3),
    ("면", 3),
    ("읍", 3),
    ("동", 3),
    ("정", 4),
    ("항", 3),
    ("준주", 4),
    ("섬", 3),
    ("셔", 4),
];

/// The last syllables of the endings: a word without one is no such place, which is all that most words are asked.
static LAST_SYLLABLES: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut all: Vec<char> = ENDINGS.iter().filter_map(|(ending, _)| ending.chars().next_back()).collect();
    all.sort_unstable();
    all.dedup();
    all
});

/// Endings of nouns that are no places.
const NO_PLACES: &[&str] = &[
    "공항",
    "취항",
    "운항",
    "출항",
    "입항",
    "대항",
    "저항",
    "사항",
    "조항",
    "반항",
    "결항",
    "회항",
    "기항",
    "귀항",
    "순항",
    "난항",
    "표시",
    "제시",
    "실시",
    "감시",
    "무시",
    "고시",
    "공시",
    "도시",
    "전시",
    "동시",
    "당시",
    "출시",
    "지시",
    "명시",
    "게시",
    "응시",
    "중시",
    "즉시",
    "수시",
    "상시",
    "임시",
    "일시",
    "평시",
    "암시",
    "필요시",
    "비상시",
    "유사시",
    "발생시",
    "위반시",
    "장군",
    "해군",
    "공군",
    "육군",
    "우주군",
    "연합군",
    "동맹군",
    "제품군",
    "후보군",
    "직업군",
    "산업군",
    "기업군",
    "위험군",
    "미군",
    "국군",
    "전투군",
    "반군",
    "연구",
    "기구",
    "요구",
    "도구",
    "가구",
    "지구",
    "친구",
    "입구",
    "출구",
    "영구",
    "복구",
    "추구",
    "촉구",
    "탐구",
    "강구",
    "항구",
    "창구",
    "전구",
    "인구",
    "문구",
    "청구",
    "야구",
    "축구",
    "농구",
    "배구",
    "시범구",
    "실현",
    "표현",
    "구현",
    "재현",
    "출현",
    "발현",
    "시현",
    "발주",
    "수주",
    "입주",
    "거주",
    "우주",
    "위주",
    "매주",
    "금주",
    "업주",
    "주주",
    "소유주",
    "고용주",
    "민주",
    "자주",
    "화주",
    "선주",
    "건물주",
    "성장주",
    "기술주",
    "관련주",
    "반도체주",
    "제조",
    "측면",
    "반면",
    "화면",
    "전면",
    "지면",
    "수면",
    "표면",
    "방면",
    "장면",
    "이면",
    "단면",
    "직면",
    "대면",
    "비대면",
    "외면",
    "노동",
    "활동",
    "행동",
    "운동",
    "이동",
    "변동",
    "공동",
    "아동",
    "연동",
    "작동",
    "가동",
    "자동",
    "진동",
    "구동",
    "중동",
    "유동",
    "시동",
    "기동",
    "감동",
    "협동",
    "재정",
    "규정",
    "결정",
    "협정",
    "조정",
    "개정",
    "제정",
    "수정",
    "선정",
    "지정",
    "인정",
    "안정",
    "행정",
    "공정",
    "과정",
    "일정",
    "특정",
    "측정",
    "산정",
    "설정",
    "확정",
    "판정",
    "가정",
    "사정",
    "여정",
    "추정",
    "예정",
    "검정",
    "동항",
    "정도",
    "제도",
    "온도",
    "속도",
    "태도",
    "한도",
    "강도",
    "밀도",
    "빈도",
    "농도",
    "정확도",
    "만족도",
    "신뢰도",
    "선호도",
    "의존도",
    "성숙도",
    "인지도",
    "완성도",
    "활용도",
    "중요도",
    "기여도",
    "투명도",
    "고도",
    "각도",
    "궤도",
    "철도",
    "수도",
    "선도",
    "주도",
    "유도",
    "시도",
    "지도",
    "보도",
    "인도",
    "용도",
    "회계연도",
    "연도",
    "년도",
    "별도",
    "획득",
    "전도",
    "초전도",
    "반도",
    "난이도",
    "해상도",
    "노출도",
    "점도",
    "순도",
    "습도",
    "경도",
    "위도",
    "차도",
    "인증제도",
    "도도",
    "부도",
    "매도",
    "양도",
    "지식도",
    "소재지",
    "바이올린",
    "소시",
    "다시",
    "역시",
    "혹시",
    "잠시",
    "몹시",
    "적시",
];

/// Endings of nouns in 성 and 주 that are no provinces.
const PROVINCE_COUNTRIES: &[(&str, &[&str])] = &[
    ("성", &["CN", "VN", "KH", "LA", "TH", "AF", "TR"]),
    ("주", &["US", "CA", "AU", "DE", "IN", "BR", "MX", "MY", "AT", "NG", "CH", "FR", "IT", "ES"]),
    ("현", &["JP", "TW", "CN"]),
    ("도", &["KR", "JP", "IT"]),
    ("정", &["JP"]),
];

/// Nouns that are said of places.
const OF_PLACES: &[&str] = &[
    "시범도시",
    "실증도시",
    "대상지",
    "후보지",
    "시험지",
    "사업지",
    "지자체",
    "도시로",
    "도시에",
    "거점",
    "일대",
    "입지",
    "특구로",
    "소재",
    "들어서",
    "들어선",
    "들어설",
    "짓는",
    "짓고",
    "건립",
    "착공",
    "지역으로",
    "곳을",
    "곳에",
    "곳이",
    "곳으로",
    "자치단체",
    "공장을",
    "공장이",
    "센터를",
    "시장은",
    "시민",
    "주민",
    "청사",
    "선도지구",
    "시범지역",
    "시범지구",
    "특구",
];

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    extend_known(scene, out);
    districts(scene, out);
    let shaped: Vec<(usize, Vec<Shaped>)> = scene
        .phrase
        .words
        .iter()
        .enumerate()
        .map(|(i, w)| (i, shaped(scene, w)))
        .filter(|(_, s)| !s.is_empty())
        .collect();
    // Three times: the places of a list speak for each other.
    for round in 0..3 {
        let mut found = Vec::new();
        for (i, parts) in &shaped {
            found.extend(places_of(scene, *i, parts, out, round > 0));
        }
        found.extend(by_use(scene, out));
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

/// The name of a place that the registry knows, with the syllable for what kind of place it is: 하코다테시, 시즈오카현.
fn extend_known(scene: &Scene<'_>, out: &mut [Candidate]) {
    const KINDS: &[&str] = &["시", "주", "현", "성", "군", "구"];
    for place in out.iter_mut().filter(|c| c.kind == EntityType::Place && c.registry.is_some()) {
        let rest = &scene.str()[place.range.end..];
        let Some(kind) = KINDS.iter().find(|k| rest.starts_with(**k) && !place.name.ends_with(**k)) else { continue };
        let after = &rest[kind.len()..];
        let tail = &after[..after.find(|c| !is_syllable(c)).unwrap_or(after.len())];
        let last = kind.chars().next().unwrap_or_default();
        let ends = tail.is_empty()
            || policygraph_korean::particle::exact(last, tail).is_some()
            || matches!(tail, "장" | "장은" | "장이");
        if !ends {
            continue;
        }
        place.name.push_str(kind);
        place.range.end += kind.len();
        // The prefecture or province that is called as its city is another place.
        let city = place.registry.as_deref().is_some_and(|id| id.starts_with("geonames-"));
        if city && *kind != "시" {
            place.registry = None;
        }
    }
}

/// The districts of a city that most cities have: "대전 동구·중구". Their names are those of the points of the compass.
fn districts(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    const DISTRICTS: &[&str] = &["동구", "서구", "남구", "북구", "중구"];
    const CITIES: &[&str] = &["서울", "부산", "대구", "인천", "광주", "대전", "울산"];
    let phrase = scene.phrase;
    let words: Vec<_> = phrase.words.iter().map(|w| shape::parts(&phrase.text, &w.stem)).collect();
    for (i, parts) in words.iter().enumerate().skip(1) {
        if !parts.iter().all(|p| DISTRICTS.contains(&phrase.slice(p))) {
            continue;
        }
        let before = &phrase.words[i - 1];
        let at = phrase.original(&before.range);
        let city = out.iter().any(|c| {
            let name = c.name.trim_end_matches("시").trim_end_matches("광역").trim_end_matches("특별");
            c.kind == EntityType::Place && c.range.end == at.end && CITIES.contains(&name)
        });
        if !city || before.closes || phrase.words[i].opens {
            continue;
        }
        for part in parts {
            let mut candidate = Candidate::new(phrase.original(part), phrase.slice(part), EntityType::Place, ID, 4);
            candidate.country = Some(policygraph_registry::HOME.to_owned());
            out.push(candidate);
        }
    }
}

/// A part of a word that is shaped like the name of a place.
struct Shaped {
    /// Bytes of the phrase.
    part: Range<usize>,
    ending: &'static str,
    /// Whether it is the first of those that dots join.
    first: bool,
    /// Whether it is of the word with its particle.
    whole: bool,
}

/// The parts of a word that are shaped like names of places, of its stem and of the whole word.
fn shaped(scene: &Scene<'_>, word: &Word) -> Vec<Shaped> {
    let phrase = scene.phrase;
    let mut out = Vec::new();
    if !phrase.slice(&word.range).contains(LAST_SYLLABLES.as_slice()) {
        return out;
    }
    for (range, whole) in [(&word.stem, false), (&word.range, true)] {
        if whole && word.stem == word.range {
            break;
        }
        for (n, part) in shape::parts(&phrase.text, range).into_iter().enumerate() {
            if let Some(ending) = ending(scene, phrase.slice(&part)) {
                out.push(Shaped { part, ending, first: n == 0, whole });
            }
        }
    }
    out
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
            let country = if first { country_before(scene, i, out) } else { None };
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
                        && !b.closes
                        && b.particle.is_none_or(|p| p.form.chars().count() == 1)
                        && !shape::is_common(scene.registry, phrase.slice(&b.range))
                });
                let whole = before.map_or(part.clone(), |b| b.range.start..part.end);
                let (original, name) = (phrase.original(&whole), phrase.slice(&whole));
                if zone && before.is_none() {
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

/// A place without a syllable for its kind, by where it stands: right behind a larger one ("홋카이도 벨토세 공장"), or as the
/// place where something is built ("벨톤에 공장을 짓는다").
fn by_use(scene: &Scene<'_>, out: &[Candidate]) -> Vec<Candidate> {
    let phrase = scene.phrase;
    let mut found = Vec::new();
    for (i, word) in phrase.words.iter().enumerate() {
        let here = word.particle.is_some_and(|p| matches!(p.form, "에" | "에서" | "에서는" | "에서도" | "에는"));
        let range = if here { &word.stem } else { &word.range };
        let name = phrase.slice(range);
        let original = phrase.original(range);
        // Most words are told apart without looking around.
        if word.opens
            || !(here || word.particle.is_none() && !word.closes)
            || !(2..=6).contains(&name.chars().count())
            || !name.chars().all(is_syllable)
        {
            continue;
        }
        if !(shape::is_foreign(name) || here && shape::foreign_syllables(name) >= 1) {
            continue;
        }
        let larger =
            larger_before(scene, i, out).map(|l| l.country.clone()).or_else(|| country_before(scene, i, out).map(Some));
        let taken = out.iter().any(|c| c.range.start < original.end && original.start < c.range.end);
        let least = if larger.is_some() { 2 } else { 3 };
        let plain = name.chars().count() >= least
            && (shape::is_foreign(name)
                || here
                    && shape::foreign_syllables(name) >= 1
                    && larger.as_ref().is_some_and(|l| l.as_deref().is_some_and(|c| c != policygraph_registry::HOME)))
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
            && shape::is_foreign(name)
            && name.chars().count() >= 3
            && word.particle.is_some_and(|p| matches!(p.form, "에서" | "에서는" | "에는" | "에서도"))
            && !phrase.words[i + 1..]
                .iter()
                .take(4)
                .any(|w| TAKEN.iter().any(|t| phrase.slice(&w.range).starts_with(t)));
        let built = sited
            && (larger.is_some()
                || here && word.particle.is_some_and(|p| p.form != "에" || phrase.words.len() > i + 2));
        if held || built {
            let mut candidate = Candidate::new(original, name, EntityType::Place, ID, 4);
            candidate.country = larger.flatten().or_else(|| scene.country().map(str::to_owned));
            found.push(candidate);
        }
    }
    found
}

/// The ending of a word that can be a place.
fn ending(scene: &Scene<'_>, name: &str) -> Option<&'static str> {
    let syllables = name.chars().count();
    let (ending, _) = ENDINGS.iter().find(|(e, least)| name.ends_with(e) && syllables >= *least)?;
    if matches!(*ending, "특별자치도" | "특별자치시" | "경제특구" | "기술개발구" | "산업단지")
        && name.chars().all(is_syllable)
    {
        return Some(*ending);
    }
    let plain = name.chars().all(is_syllable)
        && !NO_PLACES.iter().any(|n| name.ends_with(n))
        && !shape::is_common(scene.registry, name)
        && own(scene, name, ending);
    plain.then_some(*ending)
}

/// Whether what stands before the ending is nobody's word.
fn own(scene: &Scene<'_>, name: &str, ending: &str) -> bool {
    let rest = name.strip_suffix(ending).unwrap_or(name);
    !rest.is_empty() && !shape::is_common(scene.registry, rest) && !scene.registry.frames().has_verbal(rest)
}

/// What can lie in a larger place.
fn fits_below(ending: &str) -> bool {
    !matches!(ending, "도" | "성" | "주" | "특별자치도")
}

/// Whether a country has places of this kind.
fn fits_country(ending: &str, country: Option<&str>) -> bool {
    match PROVINCE_COUNTRIES.iter().find(|(e, _)| *e == ending) {
        // Most countries have provinces that Korean calls 주.
        Some(("주", _)) => country.is_some_and(|c| !matches!(c, "KR" | "JP" | "CN" | "TW" | "GB")),
        Some((_, countries)) => country.is_some_and(|c| countries.contains(&c)),
        None => !matches!(ending, "면" | "동" | "읍"),
    }
}

/// The place right before a word.
fn larger_before<'c>(scene: &Scene<'_>, i: usize, out: &'c [Candidate]) -> Option<&'c Candidate> {
    let phrase = scene.phrase;
    let before = &phrase.words[i.checked_sub(1).filter(|_| !phrase.words[i].opens)?];
    let at = phrase.original(&before.range);
    out.iter().find(|c| !before.closes && c.range.end == at.end && c.kind == EntityType::Place)
}

/// Whether a place stands right before or behind in the same list.
fn beside_place(scene: &Scene<'_>, out: &[Candidate], at: &Range<usize>) -> bool {
    let joins = |gap: &str| matches!(gap.trim(), "와" | "과" | "," | "·" | "ㆍ" | "･" | "・" | "및" | "∙" | "•");
    out.iter().filter(|c| c.kind == EntityType::Place).any(|c| {
        let (from, to) = if c.range.end <= at.start { (c.range.end, at.start) } else { (at.end, c.range.start) };
        scene.str().get(from..to).is_some_and(|g| !g.trim().is_empty() && joins(g))
    })
}

/// Whether words that are said of places follow within a few words, or one in whose list the word stands.
fn said_of_places(scene: &Scene<'_>, i: usize) -> bool {
    let words = &scene.phrase.words;
    let near = words[i + 1..].iter().take(5).chain(words[..i].iter().rev().take(3));
    near.into_iter().any(|w| OF_PLACES.iter().any(|p| scene.phrase.slice(&w.range).starts_with(p)))
}

/// Whether a particle makes a city one who acts or the place where something is.
fn acts_or_holds(word: &Word) -> bool {
    word.particle.is_some_and(|p| {
        matches!(p.case, Case::Topic | Case::Subject | Case::Comitative | Case::Locative)
            || matches!(p.form, "에" | "의")
    }) && !matches!(word.particle.map(|p| p.form), Some("에는" | "에도" | "에만"))
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn places_by_what_stands_around() {
        check(None, "해밀시와 두온군을 시범도시로 지정", &["Place:해밀시", "Place:두온군"]);
        check(None, "중국 쓰촨성 몐주시에 공장", &["Country:중국", "Place:쓰촨성", "Place:몐주시"]);
        check(None, "필요시 안전성을 검토하고 정책도 개선", &[]);
    }
}
