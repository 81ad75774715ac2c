//! The country of a text whose headings name none, by the agencies that it names.
//!
//! A text of Korean ministries and no foreign ones is about Korea; a text whose lead is about an agency of one country, and
//! that names no agency and no country beside it, is about that country. In doubt there is none: a wrong country makes
//! many wrong facts.

use policygraph_korean::clause;
use policygraph_korean::hangul::is_word;
use policygraph_model::{BlockKind, Context, CountrySource, EntityType, Section, SectionText, Text};
use policygraph_registry::{HOME, Registry};

/// How the words end that name an agency, behind the name of a country: "노르웨이 교육부".
const AGENCIES: &[&str] = &["부", "성", "청", "처", "위원회", "의회", "정부", "하원", "상원", "행정부", "당국", "원"];

/// Texts that make up the lead.
const TEXTS_OF_LEAD: usize = 2;

/// What speaks for a country.
#[derive(Debug)]
struct Sign {
    code: String,
    words: Text,
}

/// What the names of a text say of countries.
#[derive(Debug, Default)]
struct Signs {
    /// Agencies by the country that they belong to, and whether their name says so for sure.
    agencies: Vec<(Sign, bool)>,
    /// Countries named, with the number of the text.
    countries: Vec<Sign>,
    /// Whether an agency stands in the lead: the title, or the first text below it.
    agency_leads: bool,
    /// Texts read.
    texts: usize,
}

/// Gives the sections the country of their agencies, if no heading says a country.
pub(crate) fn infer(sections: &mut [Section], registry: &Registry) {
    let mut signs = Signs::default();
    if !read_all(sections, registry, &mut signs) {
        return;
    }
    if let Some((code, words)) = signs.country() {
        give(sections, &code, &words);
    }
}

impl Signs {
    fn country(&self) -> Option<(String, Text)> {
        let (first, _) = self.agencies.first()?;
        let home = first.code == HOME;
        let sure = self.agencies.iter().any(|(_, sure)| *sure);
        let one = self.agencies.iter().all(|(a, _)| a.code == first.code);
        let foreign = self.countries.iter().any(|c| c.code != first.code);
        // A ministry of Korea is named as such without its country; abroad the text must say which.
        let said = if home { sure || !foreign } else { sure && !foreign && self.agency_leads };
        if !one || !said {
            return None;
        }
        let words = self.countries.iter().find(|c| c.code == first.code).map_or(&first.words, |c| &c.words);
        Some((first.code.clone(), words.clone()))
    }
}

/// Reads the names of all sections; `false` if a heading says a country.
fn read_all(sections: &[Section], registry: &Registry, signs: &mut Signs) -> bool {
    sections.iter().all(|section| {
        if section.context.country.is_some() {
            return false;
        }
        for (number, text) in SectionText::all(section) {
            // Who published a figure does not act in the text.
            let source = SectionText::block(section, number).is_some_and(|b| b.kind == BlockKind::Source);
            if number != SectionText::PUBLISHER && !source {
                read(text, registry, signs);
            }
        }
        read_all(&section.children, registry, signs)
    })
}

fn read(text: &Text, registry: &Registry, signs: &mut Signs) {
    let string = text.as_str();
    signs.texts += usize::from(!string.is_empty());
    for hit in registry.find(string) {
        let words = || text.slice(hit.range.clone());
        let code = |entry| registry.entry(entry).country.clone();
        let agency = |f: &&&policygraph_registry::Form| f.kind == EntityType::GovernmentAgency;
        let of_home = hit.forms.iter().filter(agency).find(|f| code(f.entry).as_deref() == Some(HOME));
        let Some(form) = hit.forms.iter().filter(agency).find(|f| !f.weak).or(of_home).or(hit.forms.first()) else {
            continue;
        };
        let Some(code) = code(form.entry) else { continue };
        // 정부 alone is that of whatever country the text is about.
        if form.weak && registry.entry(form.entry).id.ends_with("-government") {
            continue;
        }
        let sign = Sign { code, words: words() };
        let lead = signs.texts <= TEXTS_OF_LEAD;
        match form.kind {
            // "외교부 ○○센터에 따르면": who is quoted on another country does not act.
            EntityType::GovernmentAgency if clause::cites(&string[hit.range.end..]) => {}
            EntityType::GovernmentAgency => {
                signs.agency_leads |= lead;
                signs.agencies.push((sign, !form.weak));
            }
            EntityType::Country if !form.weak || hit.range.len() > 3 => {
                // An agency that no list knows, of a country that is named.
                let after = string[hit.range.end..].trim_start();
                let word = &after[..after.find(|c: char| !is_word(c)).unwrap_or(after.len())];
                let word = policygraph_korean::particle::strip(word);
                let named = word.chars().count() >= 2 && AGENCIES.iter().any(|a| word.ends_with(a));
                if named {
                    signs.agency_leads |= lead;
                    signs.agencies.push((Sign { code: sign.code.clone(), words: sign.words.clone() }, true));
                }
                signs.countries.push(sign);
            }
            _ => {}
        }
    }
}

fn give(sections: &mut [Section], code: &str, words: &Text) {
    for section in sections {
        section.context = Context {
            country: Some(code.to_owned()),
            country_text: Some(words.clone()),
            country_source: CountrySource::Agencies,
            ..std::mem::take(&mut section.context)
        };
        give(&mut section.children, code, words);
    }
}
