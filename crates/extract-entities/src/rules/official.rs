//! A person with an office: "○○ 대통령", "○○ 미국 상무장관", "○○사 ○○○ 부사장", "소장은 ○○", and the government called after its
//! head.
//!
//! The name is the one to three words before the title, over the organization between them, or right behind it. The office
//! names its body in its own word: with the person comes the ministry (상무장관), city (부산시장) or institute (새벽연구원장). A minister in Japan
//! (환경상) stands for the ministry also without a name.

mod body;
mod name;

pub(super) use name::{has_surname, is_korean_name};

use super::Scene;
use crate::candidate::Candidate;
use crate::phrase::Word;
use crate::shape;
use body::{body_abroad, in_section, known_body};
use name::{has_two_words, is_body, is_known_as_other, is_name_word, korean_or_foreign, name_start, spelled_in_latin};
use policygraph_korean::hangul::{MIDDLE_DOTS, is_all_syllables, is_syllable};
use policygraph_korean::particle::Case;
use policygraph_korean::substring::range_in;
use policygraph_korean::title::{HEADS, OFFICES, RANKS, body_of, is_doubtful, is_minister, is_title};
use policygraph_model::EntityType;
use policygraph_registry::{HOME, Strength};
use std::ops::Range;

pub(crate) const ID: &str = "official";

/// Most words of an organization between a name and its title.
const LONGEST_BODY: usize = 5;

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    let is_title = |stem: &str| is_title(stem) || HEADS.contains(&stem);
    let has_ministers = scene.country().into_iter().chain(countries(out)).any(|c| MINISTERIAL.contains(&c));
    let titles: Vec<usize> = (0..phrase.words.len())
        .filter(|&i| {
            let stem = phrase.stem(&phrase.words[i]);
            is_title(stem) && (has_ministers || !is_minister(stem))
        })
        .collect();
    for &i in &titles {
        behind_title(scene, i, out);
    }
    before_office(scene, out);
    for &i in &titles {
        called_as_company(scene, i, out);
        let word = &phrase.words[i];
        let stem = phrase.stem(word);
        let mut end = i;
        while end > 0 && i - end < LONGEST_BODY && !phrase.words[end].opens && is_body(out, scene, end - 1) {
            end -= 1;
        }
        // "○○ ○○ EU 외교안보 고위대표": the field of the office stands between.
        if let Some(field) = field_start(scene, i, out).filter(|_| end == i) {
            end = field;
            while end > 0 && !phrase.words[end].opens && is_body(out, scene, end - 1) {
                end -= 1;
            }
        }
        // "카르멘 벨로나 수석 부집행위원장": the rank belongs to the title.
        if end == i && end > 1 && RANKED.contains(&phrase.slice(&phrase.words[end - 1].range)) {
            end -= 1;
        }
        // "○○○ 전 환경부 장관": once, or newly.
        if end > 1 && FORMER.contains(&phrase.slice(&phrase.words[end - 1].range)) {
            end -= 1;
        }
        // "○○ 정부" with a country between is as often that country's alone.
        if stem == "정부" && end < i && end > 0 && !has_two_words(scene, out, end) {
            continue;
        }
        if end == i {
            end = unknown_body(scene, i, stem, out).unwrap_or(i);
        }
        let name = name_start(scene, out, end, stem, end < i).map(|first| (first, end));
        let over = name.is_none_or(|(first, end)| end == first + 1).then(|| over_company(scene, i, end, out)).flatten();
        let Some((first, end)) = over.map(|first| (first, i)).or(name) else {
            // A short one is another noun as often: "올해의 환경상".
            let long = stem.chars().count() >= 5;
            if is_minister(stem) && (long || end < i || scene.country().is_some_and(|c| MINISTERIAL.contains(&c))) {
                office_body(scene, i, true, out);
            }
            continue;
        };
        // "벨로나 카르센이 대통령으로 취임": the title is what somebody becomes.
        let last = &phrase.words[end - 1];
        let becomes = word.particle.is_some_and(|p| matches!(p.form, "으로" | "로"));
        let acts = last.particle.is_some_and(|p| matches!(p.case, Case::Subject | Case::Topic));
        let stop = if becomes && acts { last.stem.end } else { last.range.end };
        let range = phrase.words[first].range.start..stop;
        let government = matches!(stem, "행정부" | "정부");
        company_before(scene, first, stem, out);
        medium_before(scene, first, stem, out);
        country_before_name(scene, first, end..i, out);
        // "○○ 정부" is the government of its country; the full name is a person's too.
        if !government || end - first == 2 {
            add_person(scene, out, &range);
        }
        if government {
            name_government(scene, out, &phrase.words[first], word);
        } else {
            let foreign = end - first >= 2 && !is_korean_name(scene, phrase.slice(&phrase.words[end - 1].range));
            office_body(scene, i, foreign, out);
        }
    }
}

/// A family name that is also a company's is no company between a given name and the company that the person heads: "벨론 가온 하늘전자
/// 최고경영자".
fn called_as_company(scene: &Scene<'_>, title: usize, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    let Some([given, family, company]) = title.checked_sub(3).map(|first| [first, first + 1, first + 2]) else {
        return;
    };
    let is_company = |i: usize, out: &[Candidate]| {
        let at = phrase.original(&phrase.words[i].range);
        out.iter().any(|c| c.kind == EntityType::Company && c.range == at)
    };
    let apart = (family..=title).any(|i| phrase.words[i].opens) || (given..title).any(|i| phrase.words[i].closes);
    if !apart && is_company(family, out) && is_company(company, out) && is_name_word(scene, out, given) {
        let at = phrase.original(&phrase.words[family].range);
        out.retain(|c| c.range != at);
    }
}

/// Korean names whose office stands in the bracket behind them: "○○○(가온연구원장)", "○○○(가온사 대표)".
fn before_office(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    for bracket in &phrase.brackets {
        let inner = scene.str()[bracket.inner.clone()].trim();
        let office = inner.split_whitespace().next_back().filter(|last| is_title(last) && !is_doubtful(last));
        let before = |w: &&Word| [w.range.end, w.stem.end].contains(&bracket.at);
        let Some(name) = phrase.words.iter().find(before).filter(|_| office.is_some()) else { continue };
        let range = name.range.start..bracket.at;
        if !is_korean_name(scene, phrase.slice(&range)) || is_known_as_other(scene, out, name) {
            continue;
        }
        add_person(scene, out, &range);
        // "(가온연구원장)": the body in the word for its head.
        let Some((office, body)) = office.and_then(|o| Some((o, body_of(o)?))) else { continue };
        let class = scene.registry.lexicon().class_of(&body.name).filter(|c| c.kind.is_organization());
        let start = range_in(scene.str(), office).start;
        let body_range = start..start + body.len;
        let known =
            out.iter().any(|c| c.kind.is_organization() && c.range.start < body_range.end && start < c.range.end);
        if let Some(class) =
            class.filter(|c| !known && scene.str().get(body_range.clone()) == Some(&*body.name) && c.word != body.name)
        {
            out.push(Candidate::new(body_range, &body.name, class.kind, ID, 6));
        }
    }
}

/// Countries whose ministers are called after their ministries: 환경상.
const MINISTERIAL: [&str; 2] = ["JP", "KP"];

/// The countries that the text names.
fn countries(found: &[Candidate]) -> impl Iterator<Item = &str> {
    found.iter().filter(|c| c.kind == EntityType::Country).filter_map(|c| c.country.as_deref())
}

/// The first word of the field of an office that stands before its title: "해양 및 산림담당 부총리", and behind a body "EU 외교안보 고위대표".
fn field_start(scene: &Scene<'_>, i: usize, out: &[Candidate]) -> Option<usize> {
    let phrase = scene.phrase;
    let word = |w: usize| phrase.slice(&phrase.words[w].range);
    let last = i.checked_sub(1).filter(|&l| !phrase.words[i].opens && !phrase.words[l].closes)?;
    let Some(noun) = word(last).strip_suffix("담당") else {
        let mut parts = word(last).split(MIDDLE_DOTS);
        let field = parts.all(|part| scene.registry.lexicon().fields_in(part).is_some());
        return Some(last).filter(|&l| field && l > 0 && is_body(out, scene, l - 1));
    };
    let mut first = if noun.is_empty() { last.checked_sub(1)? } else { last };
    while first >= 2 && word(first - 1) == "및" {
        first -= 2;
    }
    Some(first)
}

/// Where a foreign name starts whose last word is also a short name of a company, and no body: "미론 머스크 CEO".
fn over_company(scene: &Scene<'_>, i: usize, end: usize, out: &[Candidate]) -> Option<usize> {
    let phrase = scene.phrase;
    let given = end.checked_sub(1).filter(|_| i == end + 1).map(|g| phrase.slice(&phrase.words[g].range))?;
    let family = phrase.original(&phrase.words[end].range);
    let weak = |c: &Candidate| {
        let entry = c.registry.as_deref().and_then(|id| scene.registry.get(id));
        c.range == family && c.kind == EntityType::Company && entry.is_some_and(|e| scene.registry.is_weak(&c.name, e))
    };
    if !out.iter().any(weak) || is_korean_name(scene, given) {
        return None;
    }
    let others: Vec<Candidate> = out.iter().filter(|c| !weak(c)).cloned().collect();
    name_start(scene, &others, i, phrase.stem(&phrase.words[i]), false).filter(|&first| first < end)
}

/// Ranks that stand before the title that they belong to.
const RANKED: &[&str] = &["수석", "상임", "명예", "선임", "상근"];

/// What tells between a name and its office that it is held no more, or since shortly.
const FORMER: &[&str] = &["전", "현", "신임", "前", "現", "초대"];

/// Adds a person, in place of what other rules saw in parts of the name.
fn add_person(scene: &Scene<'_>, out: &mut Vec<Candidate>, range: &Range<usize>) {
    let original = scene.phrase.original(range);
    out.retain(|c| c.kind == EntityType::Technology || c.range.end <= original.start || original.end <= c.range.start);
    let mut person = Candidate::new(original, scene.phrase.slice(range), EntityType::Person, ID, 6);
    person.country = scene.country().map(str::to_owned);
    out.push(person);
}

/// A name right behind its title: "(장관 ○○○)", "대표 ○○○은", "소장은 ○○ ○○".
fn behind_title(scene: &Scene<'_>, i: usize, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    let title = &phrase.words[i];
    let stem = phrase.stem(title);
    let bare = title.particle.is_none() || phrase.slice(&title.range) == stem;
    let topic = title.particle.is_some_and(|p| p.case == Case::Topic);
    let titled = |t: &str| {
        OFFICES.contains(&t) || HEADS[..3].contains(&t) || RANKS.contains(&t) || is_title(t) && !is_doubtful(t)
    };
    if title.closes || !(titled(stem) && (bare || topic)) || i + 1 >= phrase.words.len() {
        return;
    }
    let name = &phrase.words[i + 1];
    if name.opens || is_known_as_other(scene, out, name) {
        return;
    }
    let text = phrase.stem(name);
    // Only the end of a bracket, a comma or a particle shows that the name is one.
    let bracketed = |w: &Word| {
        let end = phrase.original(&w.range).end;
        scene.str()[end..].trim_start().starts_with('(')
    };
    let ends = |w: &Word| w.closes || bracketed(w) || w.range.end == phrase.text.trim_end().len();
    let argument = name.particle.is_some_and(|p| {
        matches!(p.case, Case::Topic | Case::Subject | Case::Auxiliary | Case::Comitative | Case::Genitive)
    });
    if (bare || topic) && is_korean_name(scene, text) && (ends(name) && bare || argument) {
        company_of_bracket(scene, i, out);
        add_person(scene, out, &name.stem.clone());
        office_body(scene, i, false, out);
        return;
    }
    if bare && is_korean_name(scene, phrase.slice(&name.range)) && ends(name) {
        company_of_bracket(scene, i, out);
        add_person(scene, out, &name.range.clone());
        office_body(scene, i, false, out);
        return;
    }
    // "장관 ○○ ○○(Bellona Karsen)이".
    let spelled = (i + 2..phrase.words.len()).take(2).find(|&l| spelled_in_latin(scene, out, l) == Some(i + 1));
    if let Some(last) = spelled.filter(|_| bare) {
        add_person(scene, out, &(name.range.start..phrase.words[last].stem.end));
        office_body(scene, i, true, out);
        return;
    }
    // "독일 재무장관 벨로나 카르센은".
    if let Some(end) = foreign_behind(scene, i, out).filter(|_| bare) {
        add_person(scene, out, &(name.range.start..end));
        office_body(scene, i, true, out);
        return;
    }
    // "소장은 ○○ ○○, …": who it is stands at the end of the clause.
    if topic {
        let last = (i + 1..phrase.words.len()).take(3).find(|&w| ends(&phrase.words[w]));
        let Some(last) = last.filter(|&l| (i + 1..=l).all(|w| is_name_word(scene, out, w))) else { return };
        let range = phrase.words[i + 1].range.start..phrase.words[last].range.end;
        let syllables = phrase.slice(&range).chars().filter(|c| is_syllable(*c)).count();
        let foreign = last > i + 1 && shape::is_foreign(&phrase.slice(&range).replace(' ', ""));
        if is_korean_name(scene, phrase.slice(&range)) || (foreign && (3..=12).contains(&syllables)) {
            add_person(scene, out, &range);
        }
    }
}

/// Where a foreign name of two or three words ends that stands behind its title, by the particle behind it.
fn foreign_behind(scene: &Scene<'_>, title: usize, out: &[Candidate]) -> Option<usize> {
    let phrase = scene.phrase;
    (title + 2..phrase.words.len().min(title + 4)).find_map(|last| {
        let word = &phrase.words[last];
        let argument = word.particle.is_some_and(|p| {
            matches!(p.case, Case::Topic | Case::Subject | Case::Comitative | Case::Genitive | Case::Object)
        });
        let inner = |w: usize| {
            let word = &phrase.words[w];
            word.particle.is_none() && !word.closes && is_name_word(scene, out, w)
        };
        // "(장관 벨로나 카르센)": the name and its title are all that the bracket says.
        let alone = title == 0 && last + 1 == phrase.words.len();
        // "카르센 하우프트만은": 만 is seldom a particle behind a name, and often its end.
        let own = word.particle.filter(|p| p.form.starts_with('만')).map_or(0, |_| '만'.len_utf8());
        let stem = if alone { word.range.clone() } else { word.stem.start..word.stem.end + own };
        let family = phrase.slice(&stem);
        let range = phrase.words[title + 1].range.start..stem.end;
        let joined = phrase.slice(&range).replace(' ', "");
        let syllables = joined.chars().count();
        let named = (argument || alone)
            && !word.opens
            && (title + 1..last).all(inner)
            && (title + 2..last).all(|w| !phrase.words[w].opens)
            && is_all_syllables(&joined)
            && (4..=12).contains(&syllables)
            && family.chars().count() >= 2
            && !shape::is_common(scene.registry, family)
            && scene.registry.lexicon().class_of(family).is_none()
            && !is_known_as_other(scene, out, word)
            && (shape::is_foreign(&joined) || 2 * shape::foreign_syllables(&joined) >= syllables);
        named.then_some(range.end)
    })
}

/// The company whose head stands in the bracket behind it: "가온누리(대표 ○○○)".
fn company_of_bracket(scene: &Scene<'_>, i: usize, out: &mut Vec<Candidate>) {
    let title = &scene.phrase.words[i];
    let firm = matches!(
        scene.phrase.stem(title),
        "대표" | "대표이사" | "회장" | "사장" | "CEO" | "최고경영자" | "공동대표" | "각자대표"
    );
    let text = scene.str();
    let Some(before) = text[..scene.phrase.original(&title.range).start].strip_suffix('(').filter(|_| firm) else {
        return;
    };
    let start = before.rfind(|c: char| !(is_syllable(c) || c.is_ascii_alphanumeric() || matches!(c, '&' | '-' | '.')));
    let start = start.map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let (range, name) = (start..before.len(), &before[start..]);
    let free =
        !out.iter().any(|c| c.kind != EntityType::Technology && c.range.start < range.end && range.start < c.range.end);
    let class = scene.registry.lexicon().class_of(name);
    let kind = class.map(|c| c.kind).filter(|k| k.is_organization()).unwrap_or(EntityType::Company);
    if free
        && name.chars().count() >= 2
        && !shape::is_common(scene.registry, name)
        && class.is_none_or(|c| c.word != name)
    {
        out.push(Candidate::new(range, name, kind, ID, 5));
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

/// An organization between a name and its title that no rule knows: "○○○ 과학위원회 위원장", "○○○ 가온 대표". Where the name
/// is shaped as one, the word in between can be nothing else.
fn unknown_body(scene: &Scene<'_>, i: usize, title: &str, out: &mut Vec<Candidate>) -> Option<usize> {
    let phrase = scene.phrase;
    let at = i.checked_sub(1).filter(|_| !phrase.words[i].opens)?;
    let word = &phrase.words[at];
    let text = phrase.slice(&word.range);
    let before = at.checked_sub(1)?;
    let university = is_university(text, title);
    if word.opens || word.closes || is_korean_name(scene, text) && !university {
        return None;
    }
    let lexicon = scene.registry.lexicon();
    let class =
        lexicon.class_of(text).filter(|c| c.strength == Strength::Name && c.kind.is_organization() && c.word != text);
    let firm = ["대표", "대표이사", "사장", "부사장", "회장", "CEO", "최고경영자", "창업자", "전무", "상무", "이사"]
        .contains(&title);
    let korean = is_korean_name(scene, phrase.slice(&phrase.words[before].range))
        && phrase.words[before].particle.is_none_or(|p| p.case != Case::Genitive);
    // "○○○ KOTRA 사장": what has a Latin name between is known by nothing but its place.
    if class.is_none() && !firm && korean && shape::is_latin(text) {
        return Some(at);
    }
    if class.is_none() && korean && university && !shape::is_common(scene.registry, text) {
        let kind = EntityType::ResearchOrganization;
        out.push(Candidate::new(phrase.original(&word.range), text, kind, ID, 5));
        return Some(at);
    }
    // "벨로나 카르센 우주부 장관": a ministry that no list knows, behind a foreign name.
    let ministry = matches!(title, "장관" | "차관") && text.ends_with('부') && text.chars().count() >= 3;
    let person = || {
        let word = &phrase.words[before];
        shape::is_foreign(phrase.slice(&word.range)) || word.particle.is_none() && korean_or_foreign(scene, before)
    };
    if class.is_none() && ministry && person() {
        let mut ministry = Candidate::new(phrase.original(&word.range), text, EntityType::GovernmentAgency, ID, 5);
        ministry.country = scene.country().map(str::to_owned);
        out.push(ministry);
        return Some(at);
    }
    let national = ["장관", "차관", "대통령", "총리"].iter().any(|office| title.ends_with(office));
    let local = !national
        && korean_or_foreign(scene, before)
        && text.ends_with(['시', '군', '구', '도', '주'])
        && text.chars().count() >= 3
        && !shape::is_common(scene.registry, text);
    if class.is_none() && local {
        let mut place = Candidate::new(phrase.original(&word.range), text, EntityType::Place, ID, 5);
        place.country = scene.country().map(str::to_owned);
        out.push(place);
        return Some(at);
    }
    let company = firm
        && korean
        && (shape::is_latin(text)
            || is_all_syllables(text) && text.chars().count() >= 2 && !shape::is_common(scene.registry, text));
    let kind = match class {
        Some(class) if korean => class.kind,
        None if company => EntityType::Company,
        _ => return None,
    };
    let mut body = Candidate::new(phrase.original(&word.range), text, kind, ID, 6);
    body.country = scene.country().map(str::to_owned);
    out.push(body);
    Some(at)
}

/// Whether a word before a title is a university by its short name: "○○대 교수".
fn is_university(word: &str, title: &str) -> bool {
    let teaches = matches!(title, "교수" | "총장" | "부총장" | "학장" | "명예교수" | "석좌교수" | "특임교수");
    teaches && word.ends_with('대') && word.chars().count() >= 3
}

/// A company right before the name of who is at its head: "가온누리 ○○○ 대표".
fn company_before(scene: &Scene<'_>, first: usize, title: &str, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    let firm = matches!(title, "대표" | "대표이사" | "사장" | "부사장" | "회장" | "CEO" | "최고경영자" | "창업자");
    let Some(before) = first.checked_sub(1).map(|b| &phrase.words[b]).filter(|_| firm && !phrase.words[first].opens)
    else {
        return;
    };
    let name = phrase.slice(&before.range);
    let at = phrase.original(&before.range);
    let free = !out.iter().any(|c| c.range.start < at.end && at.start < c.range.end);
    if free
        && !before.closes
        && before.particle.is_none_or(|p| p.form.chars().count() == 1)
        && !is_title(phrase.stem(before))
        // "지분은 ○○○ 대표가": a noun with its particle.
        && !shape::is_common(scene.registry, phrase.stem(before))
        && shape::is_name(scene.registry, name)
    {
        let mut company = Candidate::new(at, name, EntityType::Company, ID, 4);
        company.country = scene.country().map(str::to_owned);
        out.push(company);
    }
}

/// The country before the name of who is at the head of a ministry, whose ministry it is: "미국 ○○ ○○ 상무부 장관".
fn country_before_name(scene: &Scene<'_>, first: usize, body: Range<usize>, out: &mut [Candidate]) {
    let phrase = scene.phrase;
    let joined = !phrase.words[first].opens;
    let Some(before) = first.checked_sub(1).map(|b| &phrase.words[b]).filter(|w| joined && !w.closes) else { return };
    let before = phrase.original(&before.range);
    let country = out.iter().find(|c| c.range == before && c.kind == EntityType::Country).cloned();
    let (Some(country), false) = (country, body.is_empty()) else { return };
    let at = phrase.original(&(phrase.words[body.start].range.start..phrase.words[body.end - 1].range.end));
    let ministry = |c: &&mut Candidate| c.range == at && c.kind == EntityType::GovernmentAgency;
    let Some(ministry) = out.iter_mut().find(ministry).filter(|c| c.country != country.country) else { return };
    let full = format!("{} {}", country.name, ministry.name);
    let known = scene.registry.named(&full).find(|e| e.country == country.country && e.kind == ministry.kind);
    ministry.registry = known.map(|e| e.id.clone());
    ministry.country = country.country;
    ministry.aliases.push(std::mem::replace(&mut ministry.name, full));
}

/// The newspaper in a byline: "[한빛일보 ○○○ 기자]", "<한빛일보 ○○○ 기자>".
fn medium_before(scene: &Scene<'_>, first: usize, title: &str, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    let Some(before) = first.checked_sub(1).map(|b| &phrase.words[b]).filter(|_| !phrase.words[first].opens) else {
        return;
    };
    let name = phrase.slice(&before.range);
    let at = phrase.original(&before.range);
    let opens = scene.str()[..at.start].trim_end().ends_with(['[', '<', '(', '【', '=']);
    let overlaps = |c: &Candidate| c.range.start < at.end && at.start < c.range.end;
    let free = !out.iter().any(|c| c.kind != EntityType::Technology && overlaps(c));
    let reports = matches!(title, "기자" | "특파원" | "논설위원");
    if reports && opens && free && name.chars().count() >= 3 && name.chars().all(|c| is_syllable(c) || c.is_ascii()) {
        out.push(Candidate::new(at, name, EntityType::MediaOrganization, ID, 4));
    }
}

/// Adds the body that an office names in its own word: the ministry of 상무장관, the city of 부산시장, the institute of
/// 새벽연구원장. Who has a foreign name holds no office at home.
fn office_body(scene: &Scene<'_>, i: usize, foreign: bool, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    let word = &phrase.words[i];
    let Some(body) = body_of(phrase.stem(word)) else { return };
    let range = phrase.original(&(word.range.start..word.range.start + body.len));
    let taken =
        out.iter().any(|c| c.kind != EntityType::Technology && c.range.start < range.end && range.start < c.range.end);
    // "해양부 국제협력차관": the office of a ministry that stands before it is no other ministry.
    let within = i.checked_sub(1).filter(|_| !word.opens && !phrase.words[i - 1].closes).is_some_and(|b| {
        let at = phrase.original(&phrase.words[b].range);
        out.iter().any(|c| c.range.end == at.end && c.kind == EntityType::GovernmentAgency)
    });
    if taken || within && body.name.ends_with(['부', '국', '과', '실', '팀', '단']) {
        return;
    }
    let before = i.checked_sub(1).filter(|_| !word.opens).map(|b| phrase.original(&phrase.words[b].range));
    let owner = before.and_then(|at| {
        out.iter().find(|c| c.range.end == at.end && matches!(c.kind, EntityType::Country | EntityType::Place))
    });
    let country = owner.and_then(|c| c.country.clone()).or_else(|| scene.country().map(str::to_owned));
    // A minister so called is of one of few countries, whatever the section is about.
    let country = if is_minister(phrase.stem(word)) {
        let known = country.into_iter().chain(countries(out).map(str::to_owned));
        known.into_iter().find(|c| MINISTERIAL.contains(&c.as_str()))
    } else {
        country
    };
    if foreign && owner.is_none() && country.as_deref().is_none_or(|c| c == HOME) && body.name.ends_with('부') {
        if let Some((full, country)) = body_abroad(scene, &body.name) {
            let mut candidate = Candidate::new(range, &full, EntityType::GovernmentAgency, ID, 6);
            candidate.country = Some(country);
            out.push(candidate);
        }
        return;
    }
    let name = body.name.strip_prefix("부집행").map_or(body.name.clone(), |rest| format!("집행{rest}"));
    let entry = known_body(scene, &name, country.as_deref());
    let local = name.ends_with(['시', '군', '구', '도', '주']);
    let class = scene.registry.lexicon().class_of(&name).map(|c| c.kind).filter(|k| k.is_organization());
    let kind =
        entry.map_or(if local { EntityType::Place } else { class.unwrap_or(EntityType::GovernmentAgency) }, |e| e.kind);
    // The minister of another country is of no ministry at home.
    let at_home = |name: &String| scene.registry.named(name).any(|e| e.country.as_deref() == Some(HOME));
    let abroad = country.as_deref().is_some_and(|c| c != HOME);
    let named = in_section(scene, &name).filter(|name| !abroad || !at_home(name));
    let full = match (entry, owner) {
        (Some(entry), Some(owner)) if owner.kind == EntityType::Country && !local => {
            format!("{} {}", owner.name, entry.ko.rsplit(' ').next().unwrap_or(&name))
        }
        (Some(_), _) => name.clone(),
        (None, Some(owner)) if !local => format!("{} {name}", owner.name),
        (None, _) => named.unwrap_or_else(|| name.clone()),
    };
    let mut candidate = Candidate::new(range, &full, kind, ID, 6);
    candidate.registry = entry.map(|e| e.id.clone());
    candidate.country = entry.map_or(country, |e| e.country.clone());
    out.push(candidate);
}
