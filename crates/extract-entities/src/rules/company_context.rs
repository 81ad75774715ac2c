//! Companies that only their clause shows to be some.
//!
//! - "대만 ABCD는", "대만 가온(GAON)은": a Latin name, or one with its Latin form, right behind a country, with a particle.
//! - "핀란드 가로네가 만드는", "핀란드의 가로네는", "핀란드 가로네 인수", "가온은 누리를 인수": a foreign name behind its country,
//!   and who buys a company, is one.
//! - "가온바이오의 백신 ‘나루’": who has a product that is called by a name.
//! - "○○연구소와 가온은 공동으로": who acts together with an organization is one, mostly a company.

use super::Scene;
use crate::candidate::Candidate;
use crate::phrase::{Word, is_adnominal};
use crate::shape;
use policygraph_korean::hangul::{is_all_syllables, is_syllable};
use policygraph_korean::particle::Case;
use policygraph_model::EntityType;

pub(crate) const ID: &str = "company-context";

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    for (i, word) in phrase.words.iter().enumerate() {
        if let Some(start) = company_of_state(scene, i, out) {
            let range = start..word.stem.end;
            let name = &phrase.text[range.clone()];
            out.push(Candidate::new(phrase.original(&range), name, EntityType::Company, ID, 4));
            continue;
        }
        let argument = || {
            word.particle
                .is_some_and(|p| matches!(p.case, Case::Topic | Case::Subject | Case::Object | Case::Comitative))
                || word.particle.is_some_and(|p| p.form == "의") && latin_behind_country(scene, i, out)
                || word.particle.is_none()
                    && phrase.text[word.range.end..].starts_with([',', '('])
                    && latin_behind_country(scene, i, out)
        };
        let acts = word.particle.is_some_and(|p| matches!(p.case, Case::Topic | Case::Subject));
        let shown = || {
            latin_behind_country(scene, i, out)
                || (acts && (buys(scene, i) || acts_with(scene, i, out)))
                || seated(scene, i, out)
                || state_owned(scene, i)
                || of_group(scene, i, out)
        };
        let named = of_country(scene, i, out) || has_product(scene, i) || argument() && is_name(scene, word) && shown();
        if !named {
            continue;
        }
        let original = phrase.original(&word.stem);
        let taken = out.iter().any(|c| c.range.start < original.end && original.start < c.range.end);
        if !taken {
            let name = phrase.stem(word);
            out.push(Candidate::new(original, name, kind(name), ID, 3));
        }
    }
}

/// The type that the end of a name tells: a body of the state in "영국 ○○혁신기구(UKRI)는", else a company.
fn kind(name: &str) -> EntityType {
    let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    if name.ends_with("기구") {
        EntityType::GovernmentAgency
    } else if ends(&["학교", "대학", "연구소", "연구원", "아카데미"]) {
        EntityType::ResearchOrganization
    } else if ends(&["협회", "연합", "연맹", "연합회"]) {
        EntityType::Association
    } else {
        EntityType::Company
    }
}

/// Whether a word says nothing by itself.
fn is_name(scene: &Scene<'_>, word: &Word) -> bool {
    let stem = scene.phrase.stem(word);
    let lexicon = scene.registry.lexicon();
    let abstract_noun =
        ["계", "자", "들", "사", "측", "인", "력", "성", "적", "화", "부", "국", "관", "원", "회", "민", "가"];
    // Two syllables do where the original name stands in brackets.
    let least = if original_name(scene, word) { 2 } else { 3 };
    stem.chars().count() >= least
        && !lexicon.is_generic(stem)
        && !lexicon.is_function(stem)
        && lexicon.class_of(stem).is_none()
        && !is_adnominal(scene.phrase.slice(&word.range))
        && !stem.starts_with(|c: char| c.is_ascii_digit())
        && (!is_all_syllables(stem) || shape::is_foreign(stem) || !abstract_noun.iter().any(|e| stem.ends_with(e)))
}

/// Latin words that stand behind the name of a country without being a company's.
const LATIN_NOUNS: &[&str] =
    &["GDP", "ICT", "R&D", "M&A", "SNS", "CEO", "FTA", "ODA", "PCT", "TV", "SW", "HW", "PC", "LCD", "LED", "OLED"];

fn latin_behind_country(scene: &Scene<'_>, i: usize, out: &[Candidate]) -> bool {
    let stem = scene.phrase.stem(&scene.phrase.words[i]);
    let latin = stem.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '&' | '-' | '.'))
        && stem.starts_with(|c: char| c.is_ascii_uppercase());
    (latin || original_name(scene, &scene.phrase.words[i]))
        && !LATIN_NOUNS.contains(&stem)
        && behind_country(scene, i, out)
}

fn behind_country(scene: &Scene<'_>, i: usize, out: &[Candidate]) -> bool {
    let phrase = scene.phrase;
    let before = i.checked_sub(1).map(|b| &phrase.words[b]).filter(|b| b.particle.is_none() && !b.closes);
    before.is_some_and(|b| {
        let at = phrase.original(&b.range);
        out.iter().any(|c| c.range == at && c.kind == EntityType::Country)
    })
}

/// Whether a word that is shaped like a name acts and is said to be of a place: "새벽시의 가온누리는".
fn seated(scene: &Scene<'_>, i: usize, out: &[Candidate]) -> bool {
    let phrase = scene.phrase;
    let before = i.checked_sub(1).map(|b| &phrase.words[b]).filter(|b| !b.closes && !phrase.words[i].opens);
    let place = before.filter(|b| b.particle.is_some_and(|p| p.form == "의")).is_some_and(|b| {
        let at = phrase.original(&b.stem);
        out.iter().any(|c| c.range.end == at.end && c.kind == EntityType::Place)
    });
    place && shape::is_name(scene.registry, phrase.stem(&phrase.words[i]))
}

/// Whether a word is said to belong to a state: "인도 국영 ABCD는".
fn state_owned(scene: &Scene<'_>, i: usize) -> bool {
    let phrase = scene.phrase;
    let before = i.checked_sub(1).map(|b| phrase.slice(&phrase.words[b].range));
    let stem = phrase.stem(&phrase.words[i]);
    let named = shape::is_latin(stem) && stem.starts_with(|c: char| c.is_ascii_uppercase())
        || shape::is_name(scene.registry, stem);
    matches!(before, Some("국영" | "국유" | "관영")) && named && !phrase.words[i].opens
}

/// Where the name of a state's company starts, behind the country or place whose it is: "자메이카 국영가스회사(JGC)와".
fn company_of_state(scene: &Scene<'_>, i: usize, out: &[Candidate]) -> Option<usize> {
    let phrase = scene.phrase;
    let word = &phrase.words[i];
    let stem = phrase.stem(word);
    let called = stem.starts_with("국영")
        && stem.chars().count() >= 5
        && ["회사", "공사", "항공사", "은행"].iter().any(|e| stem.ends_with(e));
    let before = i.checked_sub(1).filter(|_| called && !word.opens)?;
    let at = phrase.original(&phrase.words[before].range);
    let placed = out.iter().any(|c| c.range == at && matches!(c.kind, EntityType::Country | EntityType::Place));
    let ends = word.particle.is_some() || phrase.bracket_at(word.stem.end).is_some();
    let known = out.iter().any(|c| c.kind == EntityType::Company && c.range.end == phrase.original(&word.stem).end);
    (placed && ends && !known).then_some(phrase.words[before].range.start)
}

/// Whether a word is said to be of a group: "가온그룹 계열의 누리는".
fn of_group(scene: &Scene<'_>, i: usize, out: &[Candidate]) -> bool {
    let phrase = scene.phrase;
    let Some(at) = i.checked_sub(2).filter(|_| !phrase.words[i].opens && !phrase.words[i - 1].closes) else {
        return false;
    };
    let called = matches!(phrase.slice(&phrase.words[i - 1].range), "계열의" | "계열" | "산하의" | "계열사");
    let group = phrase.original(&phrase.words[at].stem);
    called
        && out.iter().any(|c| c.range.end == group.end && c.kind == EntityType::Company)
        && shape::is_name(scene.registry, phrase.stem(&phrase.words[i]))
}

/// Whether a foreign name stands behind a country as who acts or is acted on does, or as what a company has does: "핀란드 ○○가 추진하는",
/// "핀란드의 ○○는", "핀란드 ○○의 지분", "핀란드 ○○ 인수". Two syllables do where the original name stands in brackets. Heads of state are
/// called with their office.
fn of_country(scene: &Scene<'_>, i: usize, out: &[Candidate]) -> bool {
    let phrase = scene.phrase;
    let (behind_country, behind_genitive) = (behind_country(scene, i, out), behind_genitive(scene, i, out));
    if !behind_country && !behind_genitive {
        return false;
    }
    let word = &phrase.words[i];
    let stem = phrase.stem(word);
    let case = word.particle.map(|p| p.case);
    let next = phrase.words.get(i + 1).filter(|n| !word.closes && !n.opens).map(|n| phrase.slice(&n.range));
    let has = |words: &[&str]| next.is_some_and(|n| words.iter().any(|w| n.starts_with(w)));
    let acts = matches!(case, Some(Case::Topic | Case::Subject));
    let owns = match case {
        None => has(&["인수", "지분", "주식", "합병", "측"]) || next == Some("간"),
        Some(Case::Genitive) => {
            has(&["지분", "주식", "제품", "자회사", "계열사", "최대주주", "경영권", "기술", "투자"])
        }
        // "핀란드의 ○○도 인수".
        Some(Case::Auxiliary | Case::Object) => has(&["인수", "합병", "매입"]),
        _ => false,
    };
    // "덴마크 힐레와 미국 홀리의 시설": where something stands.
    let sited = || {
        phrase.words[i + 1..].iter().take(5).any(|w| {
            ["시설", "공장", "캠퍼스", "부지", "생산기지", "생산라인", "항만", "지역"]
                .iter()
                .any(|n| phrase.slice(&w.range).starts_with(n))
        })
    };
    let beside = || acts || owns || matches!(case, Some(Case::Object | Case::Comitative)) && !sited();
    let own_name = || original_name(scene, word) && shape::is_foreign(stem);
    (behind_country && beside() || behind_genitive && (acts || owns))
        && is_name(scene, word)
        && (shape::is_name(scene.registry, stem) || own_name())
        && (shape::is_foreign(stem)
            || shape::foreign_syllables(stem) * 2 >= stem.chars().count()
            || shape::is_called_by_trade(scene.registry, stem))
}

/// Whether a word that is shaped like the name of a company has a product in quotation marks: "가온바이오의 백신 ‘나루’".
fn has_product(scene: &Scene<'_>, i: usize) -> bool {
    let phrase = scene.phrase;
    let word = &phrase.words[i];
    let stem = phrase.stem(word);
    let owns = word.particle.is_some_and(|p| p.form == "의") && !word.closes;
    let lexicon = scene.registry.lexicon();
    let product = |w: &Word| lexicon.class_of(phrase.slice(&w.range)).is_some_and(|c| c.kind == EntityType::Product);
    let called = owns
        && phrase.words[i + 1..].iter().take(3).position(product).is_some_and(|at| {
            let end = phrase.words[i + 1 + at].range.end;
            phrase.text[end..].trim_start().starts_with(['‘', '“', '\'', '"'])
                && phrase.words[i + 1..i + 1 + at].iter().all(|w| w.particle.is_none() && !w.closes)
        });
    called
        && is_name(scene, word)
        && (shape::is_called_by_trade(scene.registry, stem)
            || shape::is_name(scene.registry, stem) && shape::foreign_syllables(stem) * 2 >= stem.chars().count())
}

/// Whether a word stands behind a country with 의.
fn behind_genitive(scene: &Scene<'_>, i: usize, out: &[Candidate]) -> bool {
    let phrase = scene.phrase;
    let before = i.checked_sub(1).map(|b| &phrase.words[b]).filter(|b| !b.closes && !phrase.words[i].opens);
    before.filter(|b| b.particle.is_some_and(|p| p.form == "의")).is_some_and(|b| {
        let at = phrase.original(&b.stem);
        out.iter().any(|c| c.range == at && c.kind == EntityType::Country)
    })
}

/// Whether the first word of a text is the one who buys: its clause ends in 인수 or 합병, with an object before.
fn buys(scene: &Scene<'_>, i: usize) -> bool {
    let phrase = scene.phrase;
    if i != 0 {
        return false;
    }
    let others = &phrase.words[1..];
    let verb = others.iter().position(|w| ["인수", "합병"].iter().any(|v| phrase.slice(&w.range).starts_with(v)));
    verb.is_some_and(|verb| others[..verb].iter().any(|w| w.particle.is_some_and(|p| p.case == Case::Object)))
}

/// Whether the bracket behind a word gives its name in other letters: "가온(GAON)", "가온(嘉溫)".
fn original_name(scene: &Scene<'_>, word: &Word) -> bool {
    let bracket = scene.phrase.bracket_at(word.range.end).or_else(|| scene.phrase.bracket_at(word.stem.end));
    bracket.is_some_and(|b| {
        let inner = &scene.str()[b.inner.clone()];
        inner.starts_with(char::is_alphabetic) && !inner.contains(is_syllable)
    })
}

/// Whether an organization with 와/과 follows, and the two act together: "가온(GAON)은 누리사와 공동으로".
fn joins_later(scene: &Scene<'_>, i: usize, out: &[Candidate]) -> bool {
    const TOGETHER: &[&str] = &["공동", "협력", "손잡", "제휴", "합작", "함께"];
    let phrase = scene.phrase;
    phrase.words[i + 1..].iter().take(4).zip(phrase.words.get(i + 2..).unwrap_or_default()).any(|(w, next)| {
        let at = phrase.original(&w.stem);
        w.particle.is_some_and(|p| p.case == Case::Comitative)
            && out.iter().any(|c| c.range.end == at.end && c.kind.is_organization())
            && TOGETHER.iter().any(|t| phrase.slice(&next.range).starts_with(t))
    })
}

/// Whether an organization with 와/과 stands right before, and both act together.
fn acts_with(scene: &Scene<'_>, i: usize, out: &[Candidate]) -> bool {
    let phrase = scene.phrase;
    let before = i.checked_sub(1).map(|b| &phrase.words[b]);
    if original_name(scene, &phrase.words[i]) && joins_later(scene, i, out) {
        return true;
    }
    let Some(before) = before else { return false };
    let partner = before.particle.is_some_and(|p| p.case == Case::Comitative);
    let at = phrase.original(&before.stem);
    let organization = out.iter().any(|c| c.range.end == at.end && c.kind.is_organization());
    let together = phrase.words[i + 1..].iter().take(2).any(|w| phrase.slice(&w.range).starts_with("공동"));
    partner && organization && together
}
