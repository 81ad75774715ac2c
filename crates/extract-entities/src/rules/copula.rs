//! A name behind a noun that says what it is: "합작사 ○○를", "배달 앱인 ○○와 ○○".
//!
//! The copula 인, or a noun that only ever stands before a name, makes what follows a name of its type.

use super::Scene;
use super::company_form::acts;
use crate::candidate::Candidate;
use crate::phrase::{Phrase, Word, is_adnominal};
use crate::shape;
use policygraph_korean::hangul::{is_all_syllables, is_syllable};
use policygraph_korean::particle::Case;
use policygraph_korean::word_list::WordList;
use policygraph_model::EntityType;
use policygraph_registry::{ClassWord, Strength};

pub(crate) const ID: &str = "copula";

/// Nouns for a company that need no copula before its name.
static RELATIVES: WordList = WordList::new(&[
    "합작사",
    "합작회사",
    "합작법인",
    "자회사",
    "모회사",
    "계열사",
    "경쟁사",
    "지주회사",
    "현지법인",
    "국영기업",
    "손자회사",
]);

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    described_in_bracket(scene, out);
    for (i, word) in phrase.words.iter().enumerate() {
        let Some(kind) = described(scene, i).or_else(|| introduced(scene, i, out)) else { continue };
        if dotted(scene, i + 1, kind, out) {
            continue;
        }
        // The names that 와/과 or a comma joins.
        for next in phrase.words.iter().skip(i + 1) {
            let original = phrase.original(&next.stem);
            // What is called a company is no city, though it ends like one.
            let place = |c: &Candidate| {
                kind == EntityType::Company
                    && c.kind == EntityType::Place
                    && c.registry.is_none()
                    && c.range == original
            };
            let taken = out.iter().any(|c| {
                c.range.start < original.end
                    && original.start < c.range.end
                    && c.kind != EntityType::Technology
                    && !place(c)
            });
            let least = if RELATIVES.has(phrase.stem(word)) || phrase.stem(next).is_ascii() { 2 } else { 3 };
            if taken || phrase.stem(next).chars().count() < least || !is_name(scene, next) {
                break;
            }
            out.retain(|c| !place(c));
            let mut candidate = Candidate::new(original, phrase.stem(next), kind, ID, 4);
            candidate.country = country(scene, i, out);
            out.push(candidate);
            let joined = next.particle.is_some_and(|p| p.case == Case::Comitative)
                || phrase.text[next.range.end..].starts_with([',', '·', '･']);
            if !joined {
                break;
            }
        }
    }
}

/// Adds the names that dots join in one word: "유제품 업체 하노카제·미쿠모는". Returns whether there are some.
fn dotted(scene: &Scene<'_>, i: usize, kind: EntityType, out: &mut Vec<Candidate>) -> bool {
    let Some(word) = scene.phrase.words.get(i) else { return false };
    let parts: Vec<_> = scene.phrase.parts(word, &word.stem).collect();
    if parts.len() < 2 || !parts.iter().all(|p| shape::is_name(scene.registry, scene.phrase.slice(p))) {
        return false;
    }
    for part in parts {
        let original = scene.phrase.original(&part);
        if !out.iter().any(|c| c.range.start < original.end && original.start < c.range.end) {
            let mut candidate = Candidate::new(original, scene.phrase.slice(&part), kind, ID, 4);
            candidate.country = country(scene, i - 1, out);
            out.push(candidate);
        }
    }
    true
}

/// A name with what it is in brackets: "가온42(우주 스타트업)".
fn described_in_bracket(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    for bracket in &phrase.brackets {
        let inner = &scene.str()[bracket.inner.clone()];
        let last = inner.split_whitespace().next_back().unwrap_or_default();
        let class = scene.registry.lexicon().class_of(last).filter(|c| c.word == last && c.kind == EntityType::Company);
        let Some(word) =
            class.and_then(|_| phrase.words.iter().find(|w| w.range.end == bracket.at || w.stem.end == bracket.at))
        else {
            continue;
        };
        let name = &phrase.text[word.range.start..bracket.at];
        let original = phrase.original(&(word.range.start..bracket.at));
        let taken = out.iter().any(|c| c.range.start < original.end && original.start < c.range.end);
        let lexicon = scene.registry.lexicon();
        let plain =
            name.chars().count() >= 2 && !shape::is_common(scene.registry, name) && lexicon.class_of(name).is_none();
        if !taken && plain && !name.starts_with(|c: char| c.is_ascii_digit()) {
            out.push(Candidate::new(original, name, EntityType::Company, ID, 4));
        }
    }
}

/// The country that opens the description that ends in a word: "일본 중견 통신사".
fn country(scene: &Scene<'_>, i: usize, out: &[Candidate]) -> Option<String> {
    let phrase = scene.phrase;
    for word in phrase.words[..i].iter().rev().take(4) {
        let at = phrase.original(&word.stem);
        if let Some(c) = out.iter().find(|c| c.range.end == at.end && c.kind == EntityType::Country) {
            return c.country.clone();
        }
        if word.closes || word.particle.is_some_and(|p| !matches!(p.form, "의" | "로" | "가" | "이" | "도")) {
            return None;
        }
    }
    None
}

/// The type that a description gives to the name behind it without a copula: "드론 제조사 가온드론은", "환경단체 ABC는". What is
/// described bare is as often a thing in general (기업 생태계를): the name must be shaped as one.
fn introduced(scene: &Scene<'_>, i: usize, out: &[Candidate]) -> Option<EntityType> {
    let phrase = scene.phrase;
    let word = &phrase.words[i];
    let stem = phrase.slice(&word.range);
    let next = phrase.words.get(i + 1).filter(|n| !word.closes && !n.opens)?;
    let lexicon = scene.registry.lexicon();
    let class = lexicon.class_of(stem);
    // "국영 가온은": whose it is says that it is a company, where it is called by a name.
    let owner = matches!(stem, "국영" | "국유" | "민영" | "관영");
    let describes = class.is_some_and(ClassWord::describes_company)
        || lexicon.describes_company_of_trade(stem)
        || owner && shape::is_foreign(phrase.stem(next));
    // "가상자산 거래소 ○○": a word that ends names of companies says of another that it is one.
    let class = class.filter(|c| {
        c.strength == Strength::Quoted && c.kind.is_organization() || c.kind == EntityType::Company && c.word == stem
    });
    let kind = class.map(|c| c.kind).or(describes.then_some(EntityType::Company))?;
    let first = phrase.parts(next, &next.stem).next()?;
    let name = phrase.slice(&first);
    let more = i > 0 && !phrase.words[i].opens && phrase.words[i - 1].particle.is_none() && !phrase.words[i - 1].closes
        || class.is_none_or(|c| stem != c.word)
        || country(scene, i, out).is_some();
    // "스타트업 누리인에": no noun stands bare behind such a word but a name.
    let certain =
        class.is_some_and(|c| c.word == stem && !matches!(stem, "기업" | "회사" | "그룹" | "은행" | "거래소"));
    let unknown = || {
        name.chars().count() >= 3
            && is_all_syllables(name)
            && next.particle.is_some()
            && !shape::is_common(scene.registry, name)
            && lexicon.class_of(name).is_none()
            && !lexicon.frames().has_verbal(name)
    };
    let described = kind == EntityType::Company && has_shares(scene, next)
        || kind == EntityType::Company && certain && unknown()
        || shape::is_name(scene.registry, name) && (more || shape::is_latin(name) || shape::is_foreign(name))
        || more && (is_called_as_company(scene, name) || is_called_apart(scene, next, name));
    let original = phrase.bracket_at(next.range.end).or_else(|| phrase.bracket_at(next.stem.end)).is_some_and(|b| {
        let inner = &scene.str()[b.inner.clone()];
        inner.starts_with(char::is_alphabetic) && !inner.contains(is_syllable)
    });
    (described || original && name.chars().count() >= 2 && !shape::is_common(scene.registry, name)).then_some(kind)
}

/// Whether a word ends as names of companies do, with something before that is no noun.
fn is_called_as_company(scene: &Scene<'_>, name: &str) -> bool {
    let rest = scene.registry.lexicon().company_name(name).map(|(rest, _)| rest);
    rest.is_some_and(|r| {
        r.chars().count() >= 2 && !shape::is_common(scene.registry, r) && !shape::is_common(scene.registry, name)
    })
}

/// Whether a word that acts is made of two common nouns, the last of which companies are called by, and is none itself: "통신사 라인모바일이".
fn is_called_apart(scene: &Scene<'_>, word: &Word, name: &str) -> bool {
    let lexicon = scene.registry.lexicon();
    acts(word)
        && name.chars().count() >= 4
        && lexicon.company_name(name).is_some_and(|(own, _)| own.chars().count() >= 2)
        && !lexicon.is_common_noun(name)
        && !lexicon.is_generic(name)
        && lexicon.class_of(name).is_none()
        && lexicon.fields_in(name).is_none()
        && !scene.registry.technology_words().is_thing(name)
        && scene.registry.named(name).next().is_none()
}

/// The type that a word gives to the name behind it.
fn described(scene: &Scene<'_>, i: usize) -> Option<EntityType> {
    let phrase = scene.phrase;
    let word = &phrase.words[i];
    let stem = phrase.stem(word);
    if word.closes {
        return None;
    }
    if word.particle.is_none() && RELATIVES.has(stem) {
        return Some(EntityType::Company);
    }
    // "설계 기업 ABC를": a Latin name needs no copula.
    let latin = phrase.words.get(i + 1).is_some_and(|w| {
        let next = phrase.slice(&w.range);
        next.starts_with(|c: char| c.is_ascii_uppercase()) && phrase.text[word.range.end..w.range.start] == *" "
    });
    let said = word.particle.is_some_and(|p| p.form == "인");
    let bare = latin && word.particle.is_none();
    let class = Some(stem).filter(|_| said || bare).and_then(|stem| scene.registry.lexicon().class_of(stem))?;
    if !said && class.kind != EntityType::Company {
        return None;
    }
    use EntityType::{Association, Company, Product, ResearchOrganization};
    matches!(class.kind, Company | Product | ResearchOrganization | Association).then_some(class.kind)
}

/// The word behind another.
fn next<'p>(phrase: &'p Phrase, word: &Word) -> Option<&'p Word> {
    phrase.words.get(phrase.words.partition_point(|w| w.range.start <= word.range.start))
}

/// Whether a word for what a company has follows a name: "가온누리 지분 30%".
fn owned_after(phrase: &Phrase, word: &Word) -> bool {
    const OWNED: &[&str] = &["지분", "주식", "경영권", "인수", "매각", "합병"];
    next(phrase, word).is_some_and(|n| {
        !word.closes && word.particle.is_none() && OWNED.iter().any(|o| phrase.slice(&n.range).starts_with(o))
    })
}

/// Whether a word follows that stands behind the names of bodies: "가온누리 측", "가온누리 간", "가온누리 등".
fn stands_for_a_body(phrase: &Phrase, word: &Word) -> bool {
    next(phrase, word).is_some_and(|n| {
        !word.closes
            && word.particle.is_none()
            && matches!(phrase.stem(n), "측" | "간" | "등" | "및" | "관계자" | "대표" | "사이")
    })
}

/// Whether a word names what there are shares of: a company, whatever words its name is made of.
fn has_shares(scene: &Scene<'_>, word: &Word) -> bool {
    let stem = scene.phrase.stem(word);
    let lexicon = scene.registry.lexicon();
    owned_after(scene.phrase, word)
        && stem.chars().count() >= 4
        && !lexicon.frames().has_verbal(stem)
        && lexicon.class_of(stem).is_none_or(|c| c.word != stem)
}

/// Whether a word can be the name: it has a particle that makes it an argument, and says nothing by itself.
fn is_name(scene: &Scene<'_>, word: &Word) -> bool {
    let phrase: &Phrase = scene.phrase;
    let stem = phrase.stem(word);
    let lexicon = scene.registry.lexicon();
    let argument = word.particle.is_some_and(|p| !matches!(p.case, Case::Quotative | Case::Instrumental))
        || phrase.text[word.range.end..].starts_with([',', '·', '･', '('])
        || owned_after(phrase, word)
        || stands_for_a_body(phrase, word);
    let words = phrase.slice(&word.range);
    if has_shares(scene, word) {
        return true;
    }
    argument
        && (stem.is_ascii() || !lexicon.frames().has_verbal(stem))
        && !lexicon.is_generic(stem)
        && (lexicon.class_of(stem).is_none_or(|c| c.strength == Strength::Name && c.word != stem)
            || shape::is_name(scene.registry, stem))
        && !is_adnominal(words)
        && (!shape::is_common(scene.registry, stem) || is_called_apart(scene, word, stem))
        && !shape::is_latin_noun(stem)
        && !stem.starts_with(|c: char| c.is_ascii_digit())
        && (is_called_as_company(scene, stem)
            || !stem.ends_with(['적', '들', '간', '별', '성', '력', '률', '화', '자', '량', '금', '점', '권']))
}
