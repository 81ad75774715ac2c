//! A foreign company whose name has several words: "노르웨이의 벨로나 에너지(Bellona Energi)", "부품사 카르멘 케미컬은".
//!
//! Its first word is one that Korean nouns are hardly like, its last is a word that companies are called by, or the bracket behind gives
//! as many Latin words. A country, a place or a description right before shows that somebody is meant.

use super::Scene;
use crate::candidate::Candidate;
use crate::phrase::{Word, is_adnominal};
use crate::shape;
use policygraph_korean::hangul::is_syllable;
use policygraph_korean::particle::Case;
use policygraph_model::EntityType;
use policygraph_registry::CompanyWord;

pub(crate) const ID: &str = "spaced-company";

/// Most words of such a name.
const LONGEST: usize = 4;

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    for last in 1..scene.phrase.words.len() {
        let Some((first, kind)) = by_bracket(scene, last, out).or_else(|| by_last_word(scene, last, out)) else {
            continue;
        };
        let phrase = scene.phrase;
        let range = phrase.words[first].range.start..end(scene, last);
        let original = phrase.original(&range);
        out.retain(|c| c.range.end <= original.start || original.end <= c.range.start);
        let mut candidate = Candidate::new(original, phrase.slice(&range), kind, ID, 6);
        candidate.country = home(scene, first, out).or_else(|| scene.country().map(str::to_owned));
        out.push(candidate);
    }
    corporations(scene, out);
}

/// The corporation of a state, with its acronym, perhaps behind its country: "칠레 전력공사(CPC)". 공사 alone is as often a building site.
fn corporations(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    for (i, word) in phrase.words.iter().enumerate() {
        let acronym = |inner: &str| (2..=7).contains(&inner.len()) && inner.chars().all(|c| c.is_ascii_uppercase());
        let behind = phrase.brackets.iter().find(|b| word.range.start < b.at && b.at <= word.range.end);
        let Some(bracket) = behind.filter(|b| acronym(&scene.str()[b.inner.clone()])) else { continue };
        let name = word.range.start..bracket.at;
        if !phrase.slice(&name).ends_with("공사") || name.len() <= "공사".len() {
            continue;
        }
        let name = phrase.original(&name);
        let owner = i.checked_sub(1).map(|b| &phrase.words[b]).filter(|o| !o.closes && !word.opens);
        let at = owner.map(|o| phrase.original(&o.range).end);
        let country = out.iter().find(|c| Some(c.range.end) == at && c.kind == EntityType::Country);
        let (start, country) = match country {
            Some(country) => (country.range.start, country.country.clone()),
            None => (name.start, scene.country().map(str::to_owned)),
        };
        if out.iter().any(|c| c.range.start < name.end && name.start < c.range.end) {
            continue;
        }
        let range = start..name.end;
        let mut candidate = Candidate::new(range.clone(), &scene.str()[range], EntityType::Company, ID, 6);
        candidate.country = country;
        out.push(candidate);
    }
}

/// Where the name ends whose last word this is: before its particle or its bracket.
fn end(scene: &Scene<'_>, last: usize) -> usize {
    let word = &scene.phrase.words[last];
    let bracket = scene.phrase.brackets.partition_point(|b| b.at <= word.range.start);
    let bracket = scene.phrase.brackets.get(bracket).filter(|b| b.at <= word.range.end);
    bracket.map_or(word.stem.end, |b| b.at)
}

/// By the Latin name in the bracket behind it, which has as many words.
fn by_bracket(scene: &Scene<'_>, last: usize, out: &[Candidate]) -> Option<(usize, EntityType)> {
    let phrase = scene.phrase;
    let bracket = phrase.bracket_at(end(scene, last))?;
    let inner = &scene.str()[bracket.inner.clone()];
    let latin: Vec<&str> = inner.split_whitespace().collect();
    let letters = |w: &&str| w.chars().all(|c| c.is_alphabetic() && !is_syllable(c) || matches!(c, '-' | '.' | '&'));
    let named = (2..=LONGEST).contains(&latin.len())
        && latin.iter().all(letters)
        && latin[0].starts_with(char::is_uppercase)
        && latin[latin.len() - 1].starts_with(char::is_uppercase);
    // The name of a person or place has its own rules.
    let first = (last + 1).checked_sub(latin.len()).filter(|_| named)?;
    // "기업들을 ○○명부(Watch Roll)에 올렸다": no word of a name.
    if phrase.words[first..last].iter().any(|w| w.particle.is_some_and(|p| p.case == Case::Object)) {
        return None;
    }
    let class = scene.registry.lexicon().class_of(latin[latin.len() - 1]);
    let whole = phrase.text[phrase.words[first].range.start..end(scene, last)].replace(' ', "");
    let foreign = shape::is_foreign(phrase.slice(&phrase.words[first].range)) || shape::is_foreign(&whole);
    // "본사를 둔 발로라 리소시스(Ballora Resources)".
    let seated = || before(scene, first).is_some_and(|b| matches!(phrase.slice(&b.range), "둔" | "있는"));
    let trade = LINES_OF_BUSINESS.contains(&latin[latin.len() - 1]);
    (class.is_none() && foreign && joined(scene, first, last, out))
        .then(|| trade || seated() || is_introduced(scene, first, out))
        .filter(|&shown| shown)
        .map(|_| (first, EntityType::Company))
}

/// What names of companies in English end in beside words for a company.
const LINES_OF_BUSINESS: &[&str] = &[
    "Resources",
    "Minerals",
    "Mining",
    "Metals",
    "Lithium",
    "Energy",
    "Power",
    "Electric",
    "Solar",
    "Wind",
    "Hydrogen",
    "Petroleum",
    "Oil",
    "Gas",
    "Refining",
    "Grid",
    "Battery",
    "Batteries",
    "Materials",
    "Chemical",
    "Chemicals",
    "Steel",
    "Foods",
    "Agro",
    "Seeds",
    "Bio",
    "Biotech",
    "Biosciences",
    "Biologics",
    "Pharma",
    "Medical",
    "Health",
    "Diagnostics",
    "Genomics",
    "Vaccines",
    "Shipping",
    "Lines",
    "Marine",
    "Offshore",
    "Airways",
    "Air",
    "Rail",
    "Mobility",
    "Automotive",
    "Aerospace",
    "Dynamics",
    "Logistics",
    "Space",
    "Semiconductors",
    "Photonics",
    "Quantum",
    "Computing",
    "Data",
    "Analytics",
    "Security",
    "Payments",
    "Pay",
    "Finance",
    "Insurance",
    "Studios",
    "Interactive",
    "Automation",
    "Instruments",
    "Engineering",
    "Recycling",
    "Water",
    "Storage",
    "Fusion",
    "AG",
    "SA",
    "SE",
    "NV",
    "AB",
    "ASA",
    "GmbH",
    "PLC",
    "LLC",
    "Tanker",
    "Tankers",
    "Micro",
    "Optics",
    "Sensors",
    "Drive",
    "Trading",
];

/// By the word that it ends in: one that companies are called by, or an abbreviation.
fn by_last_word(scene: &Scene<'_>, last: usize, out: &[Candidate]) -> Option<(usize, EntityType)> {
    let phrase = scene.phrase;
    let first = last - 1;
    let name = phrase.slice(&phrase.words[first].range);
    if !shape::is_foreign(name) {
        return None;
    }
    let word = &phrase.words[last];
    let text = phrase.slice(&(word.range.start..end(scene, last)));
    // What such a word says behind another, as it does at the end of one.
    let strength = scene.registry.lexicon().company_word(text);
    let initials = (2..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase());
    let argument = || {
        word.particle.is_some_and(|p| p.case != Case::Quotative)
            || word.closes
            || phrase.bracket_at(end(scene, last)).is_some()
            || phrase.text[word.range.end..].trim().is_empty()
    };
    // "개발사 벨로나 카르멘은": two foreign words behind a description.
    let both = shape::is_foreign(text)
        && [name, text].iter().all(|w| w.chars().count() >= 2)
        && described(scene, first)
        && !shape::is_common(scene.registry, name)
        && !shape::is_common(scene.registry, text);
    if both && argument() && joined(scene, first, last, out) {
        return Some((first, EntityType::Company));
    }
    if strength.is_none() && !initials {
        return None;
    }
    let own = (name.chars().count() >= 3 || described(scene, first))
        && !shape::is_common(scene.registry, name)
        && scene.registry.lexicon().class_of(name).is_none();
    if !own {
        return None;
    }
    let firm = strength == Some(CompanyWord::Firm);
    let shown = if initials {
        described(scene, first) || seated(scene, first, out)
    } else {
        firm || is_introduced(scene, first, out)
    };
    (shown && argument() && joined(scene, first, last, out)).then_some((first, EntityType::Company))
}

/// Whether the words run into each other, and no other rule has typed one of them.
fn joined(scene: &Scene<'_>, first: usize, last: usize, out: &[Candidate]) -> bool {
    let phrase = scene.phrase;
    (first..=last).all(|i| {
        let word = &phrase.words[i];
        // "A과 B", "가온벤처스가 누리": two names.
        let listed = word.particle.is_some_and(|p| {
            let long = phrase.slice(&word.stem).chars().count();
            let acts = matches!(p.case, Case::Subject | Case::Topic | Case::Object);
            p.case == Case::Comitative && long > 1 || (acts || p.case == Case::Genitive) && long >= 4
        });
        let inner = i == last || !word.closes && !listed && word.particle.is_none_or(|p| p.form.chars().count() == 1);
        let begins = i == first || !word.opens;
        let at = phrase.original(&(word.range.start..if i == last { end(scene, last) } else { word.range.end }));
        let free = !out.iter().any(|c| {
            !(c.kind == EntityType::Company && c.registry.is_none() && i == first)
                && c.kind != EntityType::Technology
                && c.range.start < at.end
                && at.start < c.range.end
        });
        let text = phrase.slice(&word.range);
        inner && begins && free && !is_adnominal(text) && !scene.registry.lexicon().is_function(text)
    })
}

/// Whether a country, a place or a description stands right before a word.
fn is_introduced(scene: &Scene<'_>, i: usize, out: &[Candidate]) -> bool {
    described(scene, i) || before(scene, i).is_some_and(|b| region(scene, b, out).is_some())
}

/// Whether a place with 의 stands right before a word: "가온시의 벨로나 RNA와".
fn seated(scene: &Scene<'_>, i: usize, out: &[Candidate]) -> bool {
    before(scene, i).is_some_and(|b| b.particle.is_some_and(|p| p.form == "의") && region(scene, b, out).is_some())
}

fn before<'a>(scene: &'a Scene<'_>, i: usize) -> Option<&'a Word> {
    let phrase = scene.phrase;
    i.checked_sub(1).map(|b| &phrase.words[b]).filter(|b| !b.closes && !phrase.words[i].opens)
}

/// The country or place that ends with a word, bare or with 의.
fn region<'c>(scene: &Scene<'_>, word: &Word, out: &'c [Candidate]) -> Option<&'c Candidate> {
    let at =
        scene.phrase.original(if word.particle.is_some_and(|p| p.form == "의") { &word.stem } else { &word.range });
    out.iter().find(|c| c.range.end == at.end && matches!(c.kind, EntityType::Country | EntityType::Place))
}

/// Whether a noun for a company stands right before a word: "부품사", "현지 업체".
pub(crate) fn described(scene: &Scene<'_>, i: usize) -> bool {
    before(scene, i).is_some_and(|word| scene.registry.lexicon().describes_company(scene.phrase.slice(&word.range)))
}

/// The country that stands before the name or its description: "독일 부품사 …".
fn home(scene: &Scene<'_>, first: usize, out: &[Candidate]) -> Option<String> {
    let phrase = scene.phrase;
    for word in phrase.words[..first].iter().rev().take(4) {
        if let Some(c) = region(scene, word, out) {
            return c.country.clone();
        }
        if word.closes || word.particle.is_some_and(|p| p.form != "의") {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn names_of_several_words() {
        check(
            None,
            "노르웨이의 벨로나 에너지(Bellona Energi)는 설비를 공급",
            &["Country:노르웨이", "Company:벨로나 에너지=Bellona Energi"],
        );
        check(None, "화학 제조사 카르멘 케미컬은 협의", &["Company:카르멘 케미컬"]);
        check(None, "스타트업 유카리 퓨전은 협의", &["Company:유카리 퓨전"]);
    }

    #[test]
    fn things_in_general_are_none() {
        check(None, "국내 스타트업 바이오 에너지는 협의", &[]);
        check(None, "재생 에너지는 협의", &[]);
    }
}
