//! A name with its Latin form in brackets: the brackets show that it is one. What types it is, in this order, that the
//! Latin name starts with that of a company before it ("○○사 하늘(Company Haneul)", a product), a class word in the Latin
//! name ("○○법(Ocean Act of 2020)"), or a class noun before it ("○○ 업체 가온(GAON)", "카메라인 새별(SaeByeol)").

use super::Scene;
use super::class_word::{head_start, is_latin_name_word};
use crate::candidate::Candidate;
use policygraph_model::EntityType;
use policygraph_registry::Strength;

pub(crate) const ID: &str = "apposition";

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    for word in &phrase.words {
        bill(scene, word, out);
    }
    for (i, word) in phrase.words.iter().enumerate() {
        let Some(bracket) = phrase.bracket_at(word.range.end).or_else(|| phrase.bracket_at(word.stem.end)) else {
            continue;
        };
        let inner = &scene.str()[bracket.inner.clone()];
        let end = bracket.at;
        let latin = inner.len() > 2
            && inner.starts_with(|c: char| c.is_ascii_uppercase())
            && inner.split(' ').all(|w| is_latin_name_word(w) || w.starts_with(|c: char| c.is_ascii_digit()));
        if !latin || word.opens {
            continue;
        }
        let range = word.range.start..end;
        let original = phrase.original(&range);
        let known = out.iter().any(|c| c.range.start < original.end && original.start < c.range.end);
        if known && of_maker(scene, out, i, end, inner).is_none() {
            continue;
        }
        let lexicon = scene.registry.lexicon();
        // The class word of a Latin name is its last, but for an edition: "Ocean Act of 2020".
        let own = inner
            .split(' ')
            .rev()
            .filter_map(|w| lexicon.class_of(w).filter(|c| c.word == w))
            .find(|c| c.kind != EntityType::Technology);
        let before = i
            .checked_sub(1)
            .map(|p| &phrase.words[p])
            .filter(|w| !w.closes && w.particle.is_none_or(|p| p.form == "인"));
        let class = before
            .and_then(|w| lexicon.class_of(phrase.stem(w)))
            .filter(|c| matches!(c.kind, EntityType::Company | EntityType::Product));
        if let Some(product) = of_maker(scene, out, i, end, inner) {
            out.push(product);
            continue;
        }
        // "○○사의 가온(GAON)": what a company has and calls by a name is a product.
        let owned = i.checked_sub(1).is_some_and(|p| {
            let at = phrase.original(&phrase.words[p].stem);
            phrase.words[p].particle.is_some_and(|p| p.form == "의")
                && out.iter().any(|c| c.range.end == at.end && c.kind == EntityType::Company)
        });
        // "해양관측연구장치(HOT)", "해양보전규정(MCR)": a long word with its abbreviation is what its last syllables say.
        let abbreviated = inner.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-');
        let word_class = lexicon.class_of(phrase.slice(&range)).filter(|c| {
            abbreviated
                && c.strength == Strength::Quoted
                && matches!(c.kind, EntityType::Product | EntityType::Legislation)
                && phrase.slice(&range).chars().count() >= c.word.chars().count() + 3
        });
        // "물길청(HIA)", "해운협회(HSA)": a body that is called by what it does, with the abbreviation of its name.
        let body = lexicon.class_of(phrase.slice(&range)).filter(|c| {
            abbreviated && c.strength == Strength::Name && c.kind.is_organization() && c.word != phrase.slice(&range)
        });
        // "사회적대화청(ARPE)": an authority by its last syllable.
        let authority = abbreviated && {
            let name = phrase.slice(&range);
            name.chars().count() >= 4 && name.ends_with(['청', '처', '국', '부']) && !lexicon.is_common(name)
        };
        let authority = authority.then_some(EntityType::GovernmentAgency);
        // "HFWG(Harbour Finance Working Group)": people who work on something.
        let group = inner.ends_with(" Working Group") || inner.ends_with(" Expert Group");
        let authority = authority.or(group.then_some(EntityType::GovernmentAgency));
        let (own, class) = if group { (None, None) } else { (own, class) };
        let kind = own.or(class).or(word_class).or(body).map(|c| c.kind).or(authority);
        let kind = kind.or(owned.then_some(EntityType::Product));
        // "○○청 산하 가온솔루션(KASO)": what is below a body is one itself.
        let below = i.checked_sub(1).is_some_and(|p| ["산하", "소속"].contains(&phrase.stem(&phrase.words[p])));
        let kind = kind.map(|k| if below && k == EntityType::Product { EntityType::Company } else { k });
        // "프랑스아그리온(FranceAgrion)이 담당": what is called after its country and carries out a measure is an agency of it.
        let national = super::public_body::country_in_front(scene, phrase.slice(&range)).is_some()
            && !inner.contains(' ')
            && phrase.words[i..].iter().take(4).any(|w| {
                ["담당", "집행", "주관", "총괄", "맡", "관리", "시행"]
                    .iter()
                    .any(|v| phrase.slice(&w.range).starts_with(v))
            });
        let kind = kind.or(national.then_some(EntityType::GovernmentAgency));
        let Some(kind) = kind else { continue };
        let name = phrase.slice(&range);
        let plain = body.is_none() && lexicon.is_generic(name)
            || kind.is_organization() && lexicon.is_common_noun(name)
            || lexicon.class_of(name).is_some_and(|c| c.word == name);
        if plain {
            // "포장재 관리 규정(PMR)": a rule with its abbreviation is called by the nouns before it.
            let rule = abbreviated && lexicon.class_of(name).is_some_and(|c| c.kind == EntityType::Legislation);
            let first = head_start(scene, i, out);
            if rule && first < i {
                let range = phrase.words[first].range.start..end;
                out.push(Candidate::new(phrase.original(&range), phrase.slice(&range), EntityType::Legislation, ID, 4));
            }
            continue;
        }
        // A measure is named by all the nouns before its bracket, an organization by the last.
        let measure = matches!(kind, EntityType::Program | EntityType::Legislation | EntityType::Document);
        let first = if measure && word_class.is_none() { head_start(scene, i, out) } else { i };
        let range = phrase.words[first].range.start..end;
        let mut candidate = Candidate::new(phrase.original(&range), phrase.slice(&range), kind, ID, 4);
        if kind.is_organization() {
            candidate.country = scene.country().map(str::to_owned);
        }
        out.push(candidate);
    }
}

/// A bill by its number: AB5, SB-327, HR 1234 (legislatures of the United States), PL 2338 (Brazil).
fn bill(scene: &Scene<'_>, word: &crate::phrase::Word, out: &mut Vec<Candidate>) {
    let name = scene.phrase.slice(&word.stem);
    let number = ["AB", "SB", "HB", "HR", "PL"].iter().find_map(|p| name.strip_prefix(p));
    let number = number.map(|n| n.trim_start_matches('-')).filter(|n| (1..=5).contains(&n.len()));
    if !number.is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit())) {
        return;
    }
    let range = scene.phrase.original(&word.stem);
    if !out.iter().any(|c| c.range.start < range.end && range.start < c.range.end) {
        out.push(Candidate::new(range, name, EntityType::Legislation, ID, 4));
    }
}

/// A product called after its maker: "○○사 하늘(Company Haneul)", where the Latin name starts with that of the company.
fn of_maker(scene: &Scene<'_>, out: &[Candidate], i: usize, end: usize, inner: &str) -> Option<Candidate> {
    let phrase = scene.phrase;
    let (maker, rest) = inner.split_once(' ')?;
    let company = scene.registry.named(maker).find(|e| e.kind == EntityType::Company)?;
    let first = (0..=i).rev().take(4).find(|&w| {
        let at = phrase.original(&phrase.words[w].range);
        out.iter().any(|c| c.range.start == at.start && c.registry.as_deref() == Some(company.id.as_str()))
    })?;
    let range = phrase.words[first].range.start..end;
    (first < i && !rest.is_empty())
        .then(|| Candidate::new(phrase.original(&range), phrase.slice(&range), EntityType::Product, ID, 6))
}
