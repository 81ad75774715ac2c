//! A company by its legal form or by the word its name ends in.
//!
//! - "㈜가온", "가온(주)", "주식회사 가온", "(사)가온협회": the legal form says it outright.
//! - "룽산(龍山)항만관리회사": a noun for a company that goes on behind the Chinese characters of a name.
//! - "가온로보틱스", "누리전자": what ends in such a word (`seeds/company-words.csv`, firm) is a company.
//! - "일본 가온수소", "가온수소와 누리통신": words for an industry end names of companies and of things in general; a country or a
//!   company right beside, or a foreign syllable before the word, speaks for a company.

use super::Scene;
use crate::candidate::Candidate;
use crate::phrase::Word;
use crate::shape;
use policygraph_korean::hangul::{first_word, is_syllable, is_word};
use policygraph_korean::particle::{self, Case};
use policygraph_model::EntityType;
use policygraph_registry::CompanyWord;
use std::ops::Range;

pub(crate) const ID: &str = "company-form";

/// Legal forms in brackets, with the type of what has them.
const BRACKETED: &[(&str, EntityType)] = &[
    ("주", EntityType::Company),
    ("유", EntityType::Company),
    ("사", EntityType::Association),
    ("재", EntityType::ResearchOrganization),
];
/// Legal forms that are words.
const FORMS: &[(&str, EntityType)] = &[
    ("주식회사", EntityType::Company),
    ("유한회사", EntityType::Company),
    ("유한책임회사", EntityType::Company),
    ("농업회사법인", EntityType::Company),
    ("사단법인", EntityType::Association),
    ("재단법인", EntityType::ResearchOrganization),
];

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    signed(scene, out);
    formed(scene, out);
    interrupted(scene, out);
    let called = called_by_trade(scene);
    // Twice: what stands beside a company that the first pass found is one, too.
    for _ in 0..2 {
        ended(scene, &called, out);
    }
}

/// Adds a name, in place of shorter ones within it.
fn add(
    scene: &Scene<'_>,
    out: &mut Vec<Candidate>,
    range: Range<usize>,
    name: &str,
    kind: EntityType,
    form: Option<String>,
) {
    let known = out
        .iter()
        .find(|c| c.name == name && c.registry.is_some() && range.start <= c.range.start && c.range.end <= range.end);
    let registry = known.and_then(|c| c.registry.clone());
    let kind = known.map_or_else(|| of_class(scene, name, kind), |c| c.kind);
    let country = known.and_then(|c| c.country.clone());
    out.retain(|c| c.kind == EntityType::Technology || c.range.end <= range.start || range.end <= c.range.start);
    let mut candidate = Candidate::new(range, name, kind, ID, 8);
    candidate.country = country.or_else(|| scene.country().filter(|_| registry.is_none()).map(str::to_owned));
    candidate.registry = registry;
    candidate.aliases.extend(form);
    out.push(candidate);
}

/// What a foundation or society is, by its last word (…연구원, …협회).
fn of_class(scene: &Scene<'_>, name: &str, kind: EntityType) -> EntityType {
    let class = scene.registry.lexicon().class_of(name).map(|c| c.kind).filter(|k| k.is_organization());
    class.filter(|_| kind != EntityType::Company).unwrap_or(kind)
}

/// The name of a company in a word that may end in 로, which reads as a particle: "가람프로는", "가람프로 대표".
fn signed_name(scene: &Scene<'_>, word: &Word) -> Range<usize> {
    const RENAMED: &[&str] = &["변경", "바꾸", "바꿨", "개명", "흡수", "합병", "매각", "넘기", "넘어"];
    let phrase = scene.phrase;
    let Some(particle) = word.particle.filter(|p| p.form.starts_with('로')) else { return word.stem.clone() };
    let behind = phrase.text[word.range.end..].trim_start();
    match particle.form {
        "로" if RENAMED.iter().any(|verb| behind.starts_with(verb)) => word.stem.clone(),
        "로" | "로는" | "로도" | "로만" | "로의" => word.stem.start..word.stem.end + '로'.len_utf8(),
        _ => word.stem.clone(),
    }
}

/// ㈜ and (주), before or behind a name.
fn signed(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    let written = phrase.text.contains('㈜');
    for word in phrase.words.iter().filter(|_| written) {
        let lead = phrase.text[..word.range.start].trim_end();
        // ㈜ behind a name is that name's.
        let before = lead.strip_suffix('㈜').filter(|l| !l.ends_with(is_word)).map(str::len);
        let after = &phrase.text[word.range.end..];
        if let Some(from) = before {
            let own = signed_name(scene, word);
            let name = phrase.slice(&own).to_owned();
            let range = phrase.original(&(from..own.end));
            add(scene, out, range, &name, EntityType::Company, Some(format!("㈜{name}")));
        } else if after.starts_with('㈜')
            && !after['㈜'.len_utf8()..].starts_with(|c: char| is_word(c) && !starts_particle(after))
        {
            let name = phrase.slice(&word.range).to_owned();
            let range = phrase.original(&(word.range.start..word.range.end + '㈜'.len_utf8()));
            add(scene, out, range, &name, EntityType::Company, Some(format!("{name}㈜")));
        }
    }
    for bracket in &phrase.brackets {
        let inner = scene.str()[bracket.inner.clone()].trim();
        let Some(&(form, kind)) = BRACKETED.iter().find(|(form, _)| *form == inner) else { continue };
        let close = bracket.inner.end + scene.str()[bracket.inner.end..].chars().next().map_or(0, char::len_utf8);
        if let Some(word) = phrase.words.iter().find(|w| w.range.start < bracket.at && bracket.at <= w.range.end) {
            // "가온(주)는": what follows the bracket is the particle.
            let name = phrase.slice(&(word.range.start..bracket.at)).to_owned();
            let start = phrase.original(&word.range).start;
            if name.chars().count() >= 2 {
                add(scene, out, start..close, &name, kind, Some(format!("{name}({form})")));
            }
        } else if let Some(word) = phrase
            .words
            .iter()
            .find(|w| w.range.start >= bracket.at && phrase.text[bracket.at..w.range.start].trim().is_empty())
        {
            let own = signed_name(scene, word);
            let name = phrase.slice(&own).to_owned();
            let range = bracket.open..phrase.original(&own).end;
            add(scene, out, range, &name, kind, Some(format!("({form}){name}")));
        }
    }
}

/// Whether what stands behind ㈜ is a particle.
fn starts_particle(after: &str) -> bool {
    let rest = &after['㈜'.len_utf8()..];
    let end = first_word(rest).len();
    particle::exact('\0', &rest[..end]).is_some()
}

/// "주식회사 가온", "가온 주식회사".
fn formed(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    for (i, word) in phrase.words.iter().enumerate() {
        let stem = phrase.stem(word);
        let Some(&(form, kind)) = FORMS.iter().find(|(f, _)| *f == stem) else { continue };
        let next = phrase.words.get(i + 1).filter(|_| !word.closes && word.particle.is_none());
        if let Some(next) = next.filter(|n| !n.opens && !shape::is_common(scene.registry, phrase.stem(n))) {
            let name = phrase.stem(next).to_owned();
            let range = phrase.original(&(word.range.start..next.stem.end));
            add(scene, out, range, &name, kind, Some(format!("{form} {name}")));
        } else if let Some(before) = i.checked_sub(1).map(|b| &phrase.words[b]).filter(|b| {
            !word.opens
                && !b.closes
                && b.particle.is_none()
                && !shape::is_common(scene.registry, phrase.slice(&b.range))
        }) {
            let name = phrase.slice(&before.range).to_owned();
            let range = phrase.original(&(before.range.start..word.stem.end));
            add(scene, out, range, &name, kind, Some(format!("{name} {form}")));
        }
    }
}

/// A company with Chinese characters within its name: "룽산(龍山)항만관리회사".
fn interrupted(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    for bracket in phrase.brackets.iter().filter(|b| b.is_chinese(scene.str())) {
        let within = |w: &&Word| w.stem.start < bracket.at && bracket.at < w.stem.end;
        let Some(word) = phrase.words.iter().find(within) else { continue };
        let name = phrase.stem(word).to_owned();
        if scene.registry.lexicon().class_of(&name).is_some_and(|c| c.kind == EntityType::Company) {
            let range = phrase.original(&word.stem);
            let written = scene.str()[range.clone()].to_owned();
            add(scene, out, range, &name, EntityType::Company, Some(written));
        }
    }
}

/// A word that has the name of a company in it, by what that ends in.
struct Called {
    /// Number of the word.
    word: usize,
    /// Bytes of the phrase: the word with its particle, or without.
    range: Range<usize>,
}

/// The words of which a part ends as names of companies do.
fn called_by_trade(scene: &Scene<'_>) -> Vec<Called> {
    let phrase = scene.phrase;
    let is_called = |part: &Range<usize>| scene.registry.lexicon().company_name(phrase.slice(part)).is_some();
    let called = |word: &Word, range: &Range<usize>| {
        if word.dotted { phrase.parts(word, range).any(|part| is_called(&part)) } else { is_called(range) }
    };
    let range = |word: &Word| {
        let stem = || Some(&word.stem).filter(|stem| **stem != word.range && called(word, stem));
        Some(&word.range).filter(|range| called(word, range)).or_else(stem).cloned()
    };
    phrase.words.iter().enumerate().filter_map(|(word, w)| Some(Called { word, range: range(w)? })).collect()
}

/// A name by the word that it ends in.
fn ended(scene: &Scene<'_>, called: &[Called], out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    for &Called { word: i, ref range } in called {
        let word = &phrase.words[i];
        for part in phrase.parts(word, range) {
            let name = phrase.slice(&part);
            let Some((rest, strength)) = scene.registry.lexicon().company_name(name) else { continue };
            let original = phrase.original(&part);
            let inside = |c: &Candidate| {
                original.start <= c.range.start && c.range.end <= original.end && c.range.len() < original.len()
            };
            let taken = out.iter().any(|c| {
                c.kind != EntityType::Technology
                    && c.range.start < original.end
                    && original.start < c.range.end
                    && !inside(c)
            });
            if taken
                || !is_own(scene, rest)
                || shape::is_common(scene.registry, name)
                || name.starts_with(|c: char| c.is_ascii_digit())
            {
                continue;
            }
            let evident = match strength {
                _ if is_of_group(scene, name, rest) => is_noun_place(scene, word),
                CompanyWord::Firm => is_noun_place(scene, word),
                CompanyWord::Vote | CompanyWord::Thing => {
                    let foreign = strength == CompanyWord::Vote && shape::is_foreign(rest);
                    is_noun_place(scene, word)
                        && (beside_country(scene, i, out) && !is_trade(scene, i)
                            || beside_company(scene, out, &original)
                            || foreign
                            || is_headed(scene, i)
                            || strength == CompanyWord::Vote
                                && acts(word)
                                && shape::is_called_by_trade(scene.registry, name)
                                && scene.registry.lexicon().company_word(name).is_none())
                }
            };
            // A group and its company of that name are one: ○○그룹.
            let same = out.iter().find(|c| {
                inside(c) && c.kind == EntityType::Company && name.strip_suffix("그룹") == Some(c.name.as_str())
            });
            let (registry, home) = same.map_or((None, None), |c| (c.registry.clone(), c.country.clone()));
            if evident || registry.is_some() {
                out.retain(|c| !(inside(c) && c.kind != EntityType::Technology));
                let mut candidate = Candidate::new(original, name, EntityType::Company, ID, 4);
                candidate.country =
                    home.or_else(|| country_before(scene, i, out)).or_else(|| scene.country().map(str::to_owned));
                candidate.registry = registry;
                out.push(candidate);
            }
        }
    }
}

/// Whether a name is that of a known company with a word for what it does, if it is written in capitals, or for where: "KT임업", "인텔코리아".
fn is_of_group(scene: &Scene<'_>, name: &str, rest: &str) -> bool {
    let capitals = rest.len() >= 2 && rest.bytes().all(|b| b.is_ascii_uppercase());
    let abroad = || matches!(&name[rest.len()..], "코리아" | "재팬" | "차이나" | "아메리카");
    (capitals || abroad()) && scene.registry.named(rest).any(|e| e.kind == EntityType::Company)
}

/// Whether what stands before the word for an industry is nobody's word: 가온 in 가온전자, but not 차세대 in 차세대반도체.
fn is_own(scene: &Scene<'_>, rest: &str) -> bool {
    let long = rest.chars().count();
    long >= 2
        && rest.chars().all(|c| is_syllable(c) || c.is_ascii_alphanumeric())
        && !shape::is_common(scene.registry, rest)
        && !rest.ends_with(['용', '형', '의', '식', '체', '별', '간', '급', '적', '화', '성'])
        && !scene.registry.named(rest).any(|e| e.kind == EntityType::Country)
}

/// Whether the word behind tells that a whole trade is meant: "일본 돌봄로봇 시장".
fn is_trade(scene: &Scene<'_>, i: usize) -> bool {
    let words = &scene.phrase.words;
    let next = words.get(i + 1).filter(|_| words[i].particle.is_none() && !words[i].closes);
    next.is_some_and(|n| ["시장", "산업", "업계", "분야", "수요"].contains(&scene.phrase.stem(n)))
}

/// Whether a word stands where a name can: it has a particle of an argument, or nothing that runs into it.
fn is_noun_place(scene: &Scene<'_>, word: &Word) -> bool {
    let argument = word.particle.is_some_and(|p| p.case != Case::Quotative);
    argument
        || word.closes
        || word.particle.is_none() && !scene.phrase.text[word.range.end..].trim().is_empty()
        || word.opens
        || scene.phrase.text[word.range.end..].trim().is_empty()
}

/// Whether a word has the particle of who does or has something.
pub(super) fn acts(word: &Word) -> bool {
    word.particle.is_some_and(|p| matches!(p.case, Case::Topic | Case::Subject | Case::Genitive))
}

/// The country that stands right before a word.
pub(crate) fn country_before(scene: &Scene<'_>, i: usize, out: &[Candidate]) -> Option<String> {
    let phrase = scene.phrase;
    let before = phrase.words.get(i.checked_sub(1)?).filter(|b| !phrase.words[i].opens && !b.closes)?;
    // "대만의 ○○": whose it is. The end of a name can look like a particle (스페인).
    let whose = before.particle.is_none_or(|p| p.form == "의");
    let ends = |range: &Range<usize>| phrase.original(range).end;
    let country = out.iter().find(|c| {
        c.kind == EntityType::Country
            && (c.range.end == ends(&before.range) || whose && c.range.end == ends(&before.stem))
    });
    country.and_then(|c| c.country.clone())
}

/// Whether the title of the head of a firm follows: "○○바이오 대표 ○○○".
fn is_headed(scene: &Scene<'_>, i: usize) -> bool {
    const TITLES: &[&str] = &["대표", "대표이사", "최고경영자", "CEO", "창업자", "회장", "사장"];
    let phrase = scene.phrase;
    let word = &phrase.words[i];
    let next = phrase.words.get(i + 1).filter(|n| word.particle.is_none() && !word.closes && !n.opens);
    next.is_some_and(|n| TITLES.contains(&phrase.slice(&n.range)) && phrase.words.len() > i + 2)
}

fn beside_country(scene: &Scene<'_>, i: usize, out: &[Candidate]) -> bool {
    country_before(scene, i, out).is_some()
}

/// Whether a company stands right before or behind in the same list.
fn beside_company(scene: &Scene<'_>, out: &[Candidate], at: &Range<usize>) -> bool {
    let joins = |gap: &str| {
        let gap = gap.trim();
        matches!(gap, "와" | "과" | "," | "·" | "ㆍ" | "･" | "・" | "및" | "∙" | "•" | "/")
    };
    out.iter().filter(|c| c.kind == EntityType::Company).any(|c| {
        let (from, to) = if c.range.end <= at.start { (c.range.end, at.start) } else { (at.end, c.range.start) };
        scene.str().get(from..to).is_some_and(joins)
    })
}
