//! A name that the registry knows.
//!
//! A registered name is a vote, not a verdict: where several entries share a name, the country named before it or
//! that of the section decides; a name that is also a common word counts only with such support.
//!
//! "중국 교육부는 …" names the ministry of China, "교육부" in a section on Korea that of Korea.

mod surroundings;

use super::Scene;
use crate::candidate::Candidate;
use crate::shape;
use policygraph_korean::hangul::{first_word, is_all_syllables, is_syllable, is_word};
use policygraph_korean::particle;
use policygraph_korean::verb;
use policygraph_model::{Column, EntityType, SectionText};
use policygraph_registry::{Form, HOME, Hit, Strength};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::cell::OnceCell;
use std::ops::Range;
use surroundings::{is_among_places, is_exertion, is_verb, spoken_of};

pub(crate) const ID: &str = "registered-name";

/// Words after a company's name that make it a national branch, with the country.
const BRANCHES: &[(&str, &str)] = &[
    ("UK", "GB"),
    ("US", "US"),
    ("USA", "US"),
    ("Korea", "KR"),
    ("Japan", "JP"),
    ("China", "CN"),
    ("코리아", "KR"),
    ("재팬", "JP"),
    ("차이나", "CN"),
];

/// Nouns for a law that may follow the name of the programme that it is about.
pub(crate) const LAWS: &[&str] = &["법", "법안", "법률"];

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let hits = scene.registry.find(scene.str());
    let families = OnceCell::new();
    for (i, hit) in hits.iter().enumerate() {
        let technology = hit.forms.iter().any(|f| f.kind == EntityType::Technology);
        if !technology && is_part_of_gloss(scene.str(), &hit.range) {
            continue;
        }
        let Some(form) = reading(scene, &hits, i, &families) else { continue };
        let entry = scene.registry.entry(form.entry);
        if entry.kind == EntityType::Company && is_part_of_name(scene, &hit.range) {
            continue;
        }
        if technology && (is_company_noun(scene, &hit.range) || is_inside_body(&hits, i)) {
            continue;
        }
        if entry.kind == EntityType::Place && (is_exertion(scene.str(), &hit.range) || is_verb(scene.str(), &hit.range))
        {
            continue;
        }
        if entry.kind == EntityType::GovernmentAgency
            && (is_counted(scene.str(), &hit.range) || is_attribute(scene.str(), &hit.range))
        {
            continue;
        }
        if entry.kind == EntityType::Country && form.weak && !is_country(scene, &hits, i) {
            continue;
        }
        let name = &scene.str()[hit.range.clone()];
        // "핀테크 기업 ○○": who has the name of its product.
        if entry.kind == EntityType::Product && is_behind_company_noun(scene, hit.range.start) {
            out.push(Candidate::new(hit.range.clone(), name, EntityType::Company, ID, 7));
            continue;
        }
        let mut candidate = Candidate::new(hit.range.clone(), name, entry.kind, ID, 7);
        candidate.registry = Some(entry.id.clone());
        candidate.country.clone_from(&entry.country);
        // "스페인 발렌시아": no city of another country that is called so.
        let before = i
            .checked_sub(1)
            .map(|b| &hits[b])
            .filter(|b| entry.kind == EntityType::Place && scene.str().get(b.range.end..hit.range.start) == Some(" "));
        let home = before.and_then(|b| b.forms.iter().find(|f| f.kind == EntityType::Country && !f.weak));
        let home = home.and_then(|f| scene.registry.entry(f.entry).country.clone());
        if let Some(home) = home.filter(|h| entry.country.as_ref().is_some_and(|c| c != h)) {
            (candidate.registry, candidate.country) = (None, Some(home));
        }
        // "인도 신재생에너지부": the text speaks of it without its country, too.
        if let Some((country, rest)) = name.split_once(' ')
            && entry.kind == EntityType::GovernmentAgency
            && scene.registry.country_named(country).is_some()
            && !super::ministry::is_of_home_beside(scene, country, rest)
        {
            candidate.aliases.push(rest.to_owned());
        }
        if let Some(place) = local_government(scene, &hits, i) {
            let range = place.range.start..hit.range.end;
            candidate = Candidate::new(range.clone(), &scene.str()[range], entry.kind, ID, 8);
            candidate.country = place.forms.first().and_then(|f| scene.registry.entry(f.entry).country.clone());
        }
        if entry.kind == EntityType::Program
            && let Some(len) = law_noun(scene, hit.range.end)
        {
            // The law about a programme has no entry of its own.
            let range = hit.range.start..hit.range.end + len;
            candidate = Candidate::new(range.clone(), &scene.str()[range], EntityType::Legislation, ID, 7);
        } else if entry.kind == EntityType::Program
            && let Some(len) = class_noun(scene, hit.range.end)
        {
            let range = hit.range.start..hit.range.end + len;
            candidate = Candidate::new(range.clone(), &scene.str()[range], entry.kind, ID, 7);
            candidate.registry = Some(entry.id.clone());
            candidate.country.clone_from(&entry.country);
        }
        if entry.kind == EntityType::Company
            && let Some((len, country)) = branch(&scene.str()[hit.range.end..])
        {
            candidate = Candidate::new(
                hit.range.start..hit.range.end + len,
                &scene.str()[hit.range.start..hit.range.end + len],
                entry.kind,
                ID,
                7,
            );
            // No entry of its own, but one thing however its name is written.
            candidate.registry = Some(format!("{}-{}", entry.id, country.to_lowercase()));
            candidate.country = Some(country.to_owned());
        }
        // "프라운호퍼 ABCD": an institute of a society of institutes is called by its abbreviation behind it.
        if entry.kind == EntityType::ResearchOrganization
            && let Some(len) = abbreviation(&scene.str()[hit.range.end..])
        {
            let range = hit.range.start..hit.range.end + len;
            candidate = Candidate::new(range.clone(), &scene.str()[range], entry.kind, ID, 7);
            candidate.country.clone_from(&entry.country);
        }
        out.push(candidate);
    }
}

/// Whether the word before a name, bare but for 인, is a noun for companies: "핀테크 기업 ○○", "스타트업인 ○○".
fn is_behind_company_noun(scene: &Scene<'_>, start: usize) -> bool {
    let before = scene.str()[..start].trim_end_matches(['‘', '“', '\'', '"']);
    let word = before.strip_suffix(' ').and_then(|b| b.rsplit(|c| !is_word(c)).next()).unwrap_or_default();
    ["기업", "업체", "회사", "스타트업"].iter().any(|noun| word.trim_end_matches('인').ends_with(noun))
}

/// Whether the name of a policy field is but a noun for companies here (스타트업). As an object, in a compound or before what is done in
/// the field ("스타트업 육성") it is the field.
fn is_company_noun(scene: &Scene<'_>, range: &Range<usize>) -> bool {
    let lexicon = scene.registry.lexicon();
    let class = |word: &str| lexicon.class_of(word).map(|c| c.kind);
    let name = &scene.str()[range.clone()];
    // ‘스타트업 새물결’: a word of another name.
    let quoted = scene.str()[..range.start].ends_with(['‘', '“', '\'', '"', '「', '『']);
    if quoted || !lexicon.is_generic(name) || class(name) != Some(EntityType::Company) {
        return false;
    }
    let rest = &scene.str()[range.end..];
    let mut words = rest.split(|c| !is_word(c));
    let (attached, next) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    match attached {
        "을" | "를" => false,
        "" => {
            let of_next = class(particle::strip(next));
            let field = of_next == Some(EntityType::Program)
                || of_next != Some(EntityType::Company) && scene.registry.frames().opens_with_verbal(next);
            !(field && rest.starts_with(' '))
        }
        particle => particle::loose(particle).is_some(),
    }
}

/// Whether a hit only is the beginning of the name of a body: 우주항 in 우주항공청.
fn is_inside_body(hits: &[Hit<'_>], i: usize) -> bool {
    // Of those that start at one place the longer come first.
    let longer = hits[..i].iter().rev().take_while(|h| h.range.start == hits[i].range.start);
    longer.flat_map(|h| &h.forms).any(|f| f.kind.is_organization())
}

/// Whether the capitals of a company are only a part of the name of another: SSE in SSE리뉴어블스, IDC in 트루IDC.
fn is_part_of_name(scene: &Scene<'_>, range: &Range<usize>) -> bool {
    let text = scene.str();
    if !text[range.clone()].chars().all(|c| c.is_ascii_alphanumeric()) {
        return false;
    }
    let other = |c: char| !is_syllable(c);
    let behind = text[range.end..].split(other).next().unwrap_or_default();
    let stem = particle::split(behind).map_or(behind, |(stem, _)| stem);
    let before = text[..range.start].rsplit(other).next().unwrap_or_default();
    let own = !before.is_empty()
        && shape::is_foreign(before)
        && !shape::is_common(scene.registry, before)
        && scene.registry.named(before).next().is_none();
    // "LS그린링크": more syllables than a particle, and no noun.
    let longer = stem.chars().count() >= 3
        && is_all_syllables(stem)
        && particle::loose(behind).is_none()
        && !shape::is_common(scene.registry, stem)
        && scene.registry.lexicon().class_of(stem).is_none()
        && scene.registry.named(stem).next().is_none()
        && verb::read(behind).is_none();
    own || longer || [stem, behind].iter().any(|word| shape::is_foreign_word(scene.registry, word))
}

/// The length of a blank and of capitals that stand behind a name.
fn abbreviation(after: &str) -> Option<usize> {
    let rest = after.strip_prefix(' ')?;
    let letters = rest.bytes().take_while(u8::is_ascii_uppercase).count();
    let ends = !rest[letters..].starts_with(|c: char| c.is_ascii_alphanumeric());
    ((3..=6).contains(&letters) && ends).then_some(1 + letters)
}

/// Whether a short word for a government stands behind one that makes it any: "많은 정부에서", "각 의회".
fn is_counted(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].split_whitespace().next_back().unwrap_or_default();
    text[range.clone()].chars().count() <= 3
        && matches!(before, "많은" | "여러" | "각" | "모든" | "일부" | "다른" | "몇몇")
}

/// Whether 정부 only says what kind of thing the next noun is: "정부 조달", "정부 예산".
fn is_attribute(text: &str, range: &Range<usize>) -> bool {
    const NOUNS: &[&str] = &[
        "조달",
        "출연",
        "과제",
        "입찰",
        "기관",
        "부처",
        "차원",
        "조직",
        "인증",
        "보조금",
        "주도",
        "정책",
        "규제",
        "납품",
    ];
    // "양국 정부": that of neither alone.
    // "지난 정부": not the one that is.
    let of_several = ["양국", "각국", "주요국", "두 나라", "양측", "회원국", "지난", "이전", "전임", "역대"];
    let before = text[..range.start].trim_end();
    if &text[range.clone()] == "정부" && of_several.iter().any(|w| before.ends_with(w)) {
        return true;
    }
    &text[range.clone()] == "정부"
        && text[range.end..].strip_prefix(' ').is_some_and(|rest| NOUNS.iter().any(|n| rest.starts_with(n)))
        && !text[..range.start].trim_end().ends_with(|c: char| policygraph_korean::hangul::is_hanja(c))
}

/// Whether a name that is also a common word (수단, 가나, 이란) is the country here: it stands beside other countries, before a word
/// for its government, or, where it is spelled as a particle is, as an argument of its own.
fn is_country(scene: &Scene<'_>, hits: &[Hit<'_>], i: usize) -> bool {
    const GOVERNING: &[&str] = &[
        "정부",
        "대통령",
        "총리",
        "의회",
        "당국",
        "외교",
        "국민",
        "수도",
        "군부",
        "중앙은행",
        "내전",
        "반군",
        "공화국",
        "핵",
        "원유",
        "제재",
        "석유",
        "대사",
    ];
    let text = scene.str();
    let hit = &hits[i];
    let rest = &text[hit.range.end..];
    if GOVERNING.iter().any(|g| rest.trim_start().starts_with(g)) {
        return true;
    }
    // "가나 통신사 …", "오만의 걸프텔은": whose company it is.
    let behind = rest.strip_prefix('의').unwrap_or(rest).strip_prefix(' ').and_then(|r| r.split(' ').next());
    let firm = behind.is_some_and(|word| {
        scene.registry.lexicon().describes_company(word)
            || particle::split(word)
                .is_some_and(|(stem, _)| shape::is_foreign(stem) && shape::is_name(scene.registry, stem))
    });
    if firm {
        return true;
    }
    let before = text[..hit.range.start].trim_end();
    let word_before = before.rsplit(' ').next().unwrap_or_default();
    let compound = before.ends_with(is_word) && particle::split(word_before).is_none();
    // "가나 교육부는": whose ministry it is.
    let of_ministry = behind.is_some_and(|word| {
        let stem = particle::split(word).map_or(word, |(stem, _)| stem);
        let registered = scene.registry.named(stem).any(|e| e.kind == EntityType::GovernmentAgency);
        let class = scene.registry.lexicon().class_of(stem);
        registered || class.is_some_and(|c| c.kind == EntityType::GovernmentAgency && c.strength == Strength::Name)
    });
    if of_ministry && !compound {
        return true;
    }
    // "한국은 가나와 협정을": with what a country deals.
    let dealt_with = ["와 ", "과 ", "에 ", "에서 ", "에게 "].iter().any(|p| rest.starts_with(p))
        && !["과 방법", "과 편견"].iter().any(|idiom| rest.starts_with(idiom));
    let country_acts = i.checked_sub(1).map(|p| &hits[p]).is_some_and(|p| {
        p.forms.iter().any(|f| f.kind == EntityType::Country && !f.weak)
            && text.get(p.range.end..hit.range.start).is_some_and(|gap| matches!(gap, "은 " | "는 " | "이 " | "가 "))
    });
    if dealt_with && country_acts {
        return true;
    }
    let listed = [i.checked_sub(1), Some(i + 1)].into_iter().flatten().filter_map(|n| hits.get(n)).any(|h| {
        let (from, to) = if h.range.end <= hit.range.start {
            (h.range.end, hit.range.start)
        } else {
            (hit.range.end, h.range.start)
        };
        let country = h.forms.iter().any(|f| f.kind == EntityType::Country);
        country && text.get(from..to).is_some_and(|g| g.chars().count() <= 3 && !g.contains(['의', '는', '은']))
    });
    if listed {
        return true;
    }
    // "미국은 이란과 협상": a word before it with a particle shows that it is no particle itself.
    if &text[hit.range.clone()] == "이란" {
        let before = text[..hit.range.start].trim_end();
        let marked = before.is_empty()
            || before
                .split(' ')
                .next_back()
                .is_some_and(|w| particle::split(w).is_some() || w.ends_with([',', '.', '…']));
        let particle = rest.starts_with(is_word);
        let told = ["용어", "말", "무엇", "이름", "표현", "개념", "단어", "것", "뜻"]
            .iter()
            .any(|n| rest.trim_start().starts_with(n));
        return marked && particle && !told;
    }
    false
}

/// Whether a Latin name is but a word of a longer one in the same bracket: "(National Science and Technology Policy Act)".
fn is_part_of_gloss(text: &str, range: &Range<usize>) -> bool {
    let Some(open) = text[..range.start].rfind('(') else { return false };
    let Some(close) = text[range.end..].find(')').map(|c| range.end + c) else { return false };
    let inner = &text[open + 1..close];
    let element = |c: char| matches!(c, ',' | '/' | ';' | ':' | '·');
    let from = text[open + 1..range.start].rfind(element).map_or(open + 1, |at| open + 2 + at);
    let to = text[range.end..close].find(element).map_or(close, |at| range.end + at);
    inner.is_ascii() && text[from..to].trim() != &text[range.clone()]
}

/// Chooses among the readings of a name by the country in sight.
fn reading<'h>(
    scene: &Scene<'h>,
    hits: &[Hit<'h>],
    i: usize,
    families: &OnceCell<FxHashSet<&'h str>>,
) -> Option<&'h Form> {
    let hit = &hits[i];
    let country_of = |f: &Form| scene.registry.entry(f.entry).country.as_deref();
    let before = i.checked_sub(1).map(|p| &hits[p]).filter(|p| {
        // A technology may lie inside the next name.
        scene.str().get(p.range.end..hit.range.start).is_some_and(|gap| gap.trim().is_empty())
    });
    let named =
        before.and_then(|p| p.forms.first().copied()).filter(|f| f.kind == EntityType::Country).and_then(country_of);
    let place =
        |h: &Hit<'_>| h.forms.iter().any(|f| matches!(f.kind, EntityType::Place | EntityType::Country) && !f.weak);
    let beside_place = [i.checked_sub(1), Some(i + 1)].into_iter().flatten().filter_map(|n| hits.get(n)).any(|h| {
        let gap =
            if h.range.start < hit.range.start { h.range.end..hit.range.start } else { hit.range.end..h.range.start };
        let gap = scene.str().get(gap);
        // "서산과 나주를".
        let joins = |g: &str| {
            let list = g.strip_prefix(['와', '과']).unwrap_or(g);
            list.trim_matches([' ', ',', '·', '･', '/', '、']).is_empty()
        };
        place(h) && gap.is_some_and(joins)
    });
    let other_company =
        hits.iter().any(|h| h.range != hit.range && h.forms.iter().any(|f| f.kind == EntityType::Company && !f.weak));
    // An organ is called by its common noun (집행위) where the text is about what it is an organ of.
    let family = |f: &Form| {
        let id = &scene.registry.entry(f.entry).id;
        let parent = id.split('-').next().unwrap_or(id);
        families.get_or_init(|| families_in(scene, hits)).contains(parent)
    };
    let of_here = |f: &Form| country_of(f).is_some() && country_of(f) == named.or(scene.country()).or(Some(HOME));
    // "(○○) …": the topic of a bullet is a name.
    let is_label =
        hit.range.start == 1 && scene.str().starts_with('(') && scene.str()[hit.range.end..].starts_with(')');
    let supported = |f: &Form| match f.kind {
        EntityType::InternationalOrganization => family(f),
        EntityType::Country => is_country(scene, hits, i),
        EntityType::Place => {
            let rest = &scene.str()[hit.range.end..];
            super::table_cell::column(scene) == Some(Column::Place)
                || beside_place
                || is_among_places(scene.str(), hits, i)
                // "(예산) 3억 원" is a field.
                || is_label && !shape::is_common(scene.registry, &scene.str()[hit.range.clone()])
                || rest.starts_with('시')
                || is_site(rest)
        }
        EntityType::Company => is_label || other_company || of_here(f),
        _ => of_here(f),
    };
    // Of two bodies of a country that are called alike (산업부), the one that the section names in full is meant.
    if hit.forms.len() > 1 && hit.forms.iter().any(|f| f.weak && f.kind == EntityType::GovernmentAgency) {
        // 정부 is a form of every country: each with each would be forty thousand pairs.
        let mut of_country: FxHashMap<Option<&str>, usize> =
            FxHashMap::with_capacity_and_hasher(hit.forms.len(), FxBuildHasher);
        hit.forms.iter().for_each(|f| *of_country.entry(country_of(f)).or_default() += 1);
        let alike = |f: &&Form| {
            f.weak && f.kind == EntityType::GovernmentAgency && of_country.get(&country_of(f)).is_some_and(|&n| n > 1)
        };
        if let Some(form) = hit.forms.iter().copied().filter(alike).find(|f| is_named_in_full(scene, f)) {
            return Some(form);
        }
    }
    let firm: Vec<&Form> = hit.forms.iter().copied().filter(|f| !f.weak).collect();
    let by_country =
        |wanted: &str| hit.forms.iter().copied().find(|f| country_of(f) == Some(wanted) && (!f.weak || supported(f)));
    // A name that a country and a place share is the place in a list of places of this country.
    let place_here = hit.forms.iter().copied().find(|f| {
        f.kind == EntityType::Place && beside_place && scene.country().is_some() && country_of(f) == scene.country()
    });
    if let Some(place) = place_here.filter(|_| hit.forms.iter().any(|f| f.kind == EntityType::Country)) {
        return Some(place);
    }
    match (named, scene.country()) {
        (Some(country), _) if by_country(country).is_some() => by_country(country),
        // "우리나라는 어떤가. 산업부의 …" in a section on another country.
        (None, Some(here)) if spoken_of(scene, hits, i).is_some_and(|c| c != here && by_country(c).is_some()) => {
            spoken_of(scene, hits, i).and_then(by_country)
        }
        (_, Some(country)) if by_country(country).is_some() => by_country(country),
        // "베트남 정보통신부": the ministry of another country than the one that has an entry.
        (Some(country), _)
            if firm
                .iter()
                .all(|f| f.kind == EntityType::GovernmentAgency && country_of(f).is_some_and(|c| c != country)) =>
        {
            None
        }
        _ if firm.len() == 1 => firm.first().copied().filter(|f| is_plausible(scene, f)),
        _ => by_country(HOME)
            .filter(|_| scene.country().is_none())
            .or(firm.first().copied())
            .or_else(|| hit.forms.iter().copied().find(|f| supported(f))),
    }
}

/// What opens the identifiers of whatever a text and the title of its section name in full: `eu` of `eu-commission`.
fn families_in<'h>(scene: &Scene<'h>, hits: &[Hit<'h>]) -> FxHashSet<&'h str> {
    let family = |f: &&Form| {
        let id = scene.registry.entry(f.entry).id.as_str();
        id.split('-').next().unwrap_or(id)
    };
    let title = scene.registry.find(scene.section.title.as_str());
    let all = hits.iter().chain(&title).flat_map(|h| h.forms.iter().copied());
    all.filter(|f| !f.weak).map(|f| family(&f)).collect()
}

/// Whether what follows says that something is run or built there: "○○에서 버스를 운영", "○○에 공장을".
fn is_site(rest: &str) -> bool {
    const SITED: &[&str] = &["운영", "공장", "착공", "개소", "본사", "사업장", "캠퍼스", "운행", "시범"];
    let place = rest.strip_prefix("에서 ").or_else(|| rest.strip_prefix("에 "));
    place.is_some_and(|p| {
        let near: String = p.chars().take(16).collect();
        SITED.iter().any(|s| near.contains(s))
    })
}

fn is_named_in_full(scene: &Scene<'_>, form: &Form) -> bool {
    let full = scene.registry.entry(form.entry).ko.as_str();
    full != form.name && SectionText::all(scene.section).any(|(_, text)| text.as_str().contains(full))
}

/// A ministry of one country is not meant in a section on another when its name is but a class word with a field
/// (과학기술부), which any country may have.
fn is_plausible(scene: &Scene<'_>, form: &Form) -> bool {
    let entry = scene.registry.entry(form.entry);
    let elsewhere = scene.country().is_some() && entry.country.is_some() && scene.country() != entry.country.as_deref();
    let common =
        form.name.chars().count() <= 3 && entry.kind == EntityType::GovernmentAgency && form.name.ends_with('부');
    !(elsewhere && common && !super::ministry::is_of_home(scene, &form.name))
}

/// The place right before a word for a government, which then is that of the place: "○○주 정부".
fn local_government<'h, 'i>(scene: &Scene<'_>, hits: &'h [Hit<'i>], i: usize) -> Option<&'h Hit<'i>> {
    let government = hits[i].forms.iter().any(|f| scene.registry.entry(f.entry).id.ends_with("-government"));
    let before = &hits[i.checked_sub(1).filter(|_| government)?];
    let place = before.forms.first().is_some_and(|f| f.kind == EntityType::Place);
    // "선전시 정부": the syllable for what kind of place it is may stand between.
    let gap = scene.str().get(before.range.end..hits[i].range.start)?;
    let gap = gap.strip_prefix(['시', '주', '현', '성', '군', '구', '도']).unwrap_or(gap);
    (place && gap == " ").then_some(before)
}

/// The length of a blank and the noun for a programme that stands behind the name of one: "○○ 4.0 전략".
fn class_noun(scene: &Scene<'_>, end: usize) -> Option<usize> {
    let rest = scene.str()[end..].strip_prefix(' ')?;
    let word = first_word(rest);
    [word, particle::strip(word)].into_iter().find_map(|w| {
        let class = scene.registry.lexicon().class_of(w)?;
        (class.kind == EntityType::Program && class.word == w && class.strength == Strength::Head)
            .then_some(1 + w.len())
    })
}

/// The length of a blank and the noun for a law behind the name of a programme.
fn law_noun(scene: &Scene<'_>, end: usize) -> Option<usize> {
    let rest = scene.str()[end..].strip_prefix(' ')?;
    let word = first_word(rest);
    [word, particle::strip(word)].into_iter().find(|w| LAWS.contains(w)).map(|w| 1 + w.len())
}

fn branch(after: &str) -> Option<(usize, &'static str)> {
    let rest = after.strip_prefix(' ')?;
    BRANCHES.iter().find_map(|&(word, country)| {
        let tail = rest.strip_prefix(word)?;
        (!tail.starts_with(|c: char| c.is_ascii_alphanumeric())).then_some((1 + word.len(), country))
    })
}
