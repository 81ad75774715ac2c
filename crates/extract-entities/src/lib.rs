//! Names in a section: their places, types, links to the registry and aliases.
//!
//! Two extractors run one after the other. [`Names`] reads each section by itself, by the rules in `rules/`.
//! [`KnownNames`] then finds, in every section, the names that any section introduced ("one sense a document").
//!
//! ```
//! use policygraph_extract_entities::Names;
//! use policygraph_model::{EntityType, Extractor, Findings};
//! # use policygraph_model::{Block, BlockKind, Context, Section, SectionKind, Text};
//! # let mut text = Text::default();
//! # text.push("미국 연방통신위원회(FCC)는 5G 전략을 발표", 0);
//! # let section = Section { kind: SectionKind::Item, number: "1".into(), path: "1".into(), title: Text::default(),
//! #     context: Context { country: Some("US".into()), ..Context::default() },
//! #     blocks: vec![Block { kind: BlockKind::Bullet, depth: 0, text }], tables: vec![], children: vec![] };
//! let registry = policygraph_registry::Registry::builtin();
//! let mut found = Findings::default();
//! Names::new(&registry).extract(&section, &mut found);
//! let agency = found.mentions.iter().find(|m| m.kind == EntityType::GovernmentAgency).unwrap();
//! assert_eq!((agency.name.as_str(), agency.registry.as_deref()), ("미국 연방통신위원회", Some("us-fcc")));
//! assert_eq!(agency.aliases, ["연방통신위원회", "FCC"]);
//! ```

mod acting_country;
mod aliases;
mod candidate;
mod known;
mod phrase;
mod rules;
mod sections;
mod shape;
mod sum;
mod trim;

pub use known::KnownNames;

use candidate::{Candidate, choose};
use phrase::Phrase;
use policygraph_korean::clause;
use policygraph_korean::hangul::{is_all_syllables, is_syllable};
use policygraph_model::{EntityType, Extractor, Findings, Mention, Section, SectionText, Span, Text};
use policygraph_registry::{Entry, HOME, Registry};
use rules::Scene;

/// Finds the names of each section by itself.
#[derive(Debug)]
pub struct Names<'a> {
    registry: &'a Registry,
}

impl<'a> Names<'a> {
    /// An extractor that links to this registry.
    #[must_use]
    pub fn new(registry: &'a Registry) -> Self {
        Self { registry }
    }

    fn text(&self, section: &Section, (number, text): (usize, &Text), heading: Option<&str>, found: &mut Findings) {
        let phrase = Phrase::new(text.as_str());
        let scene = Scene::new(self.registry, section, (number, text), &phrase, heading);
        let mut candidates = Vec::new();
        for rule in rules::ALL {
            rule(&scene, &mut candidates);
        }
        // What brackets say beside a name: "(1위 ○○ 연구소 및 2위 ○○ 위원회 등)".
        for bracket in &phrase.brackets {
            let inner = &text.as_str()[bracket.inner.clone()];
            if inner.split(' ').filter(|w| w.chars().any(is_syllable)).count() >= 2 {
                let phrase = Phrase::within(text.as_str(), bracket.inner.clone());
                let scene = Scene { phrase: &phrase, ..scene };
                for rule in rules::IN_BRACKETS {
                    rule(&scene, &mut candidates);
                }
            }
        }
        candidates.retain(|c| !sum::is_sum(self.registry, &c.name));
        let mut chosen = choose(candidates);
        aliases::attach(&scene, &mut chosen);
        aliases::unite(&mut chosen);
        chosen.retain(|c| !trim::is_common(text.as_str(), c) && !trim::is_meeting(text.as_str(), c));
        chosen.iter_mut().for_each(|c| trim::without_year(text.as_str(), c));
        chosen.iter_mut().for_each(Candidate::retype_sanctions);
        for c in chosen {
            let Some(span) = text.span(c.range.clone()) else { continue };
            found.add(Mention {
                text: number,
                range: c.range,
                span,
                name: c.name,
                kind: c.kind,
                registry: c.registry,
                aliases: c.aliases,
                country: c.country,
                rule: c.rule,
            });
        }
    }
}

impl Names<'_> {
    /// Adds the country that a heading gives without naming it ("국내").
    fn heading_country(&self, section: &Section, found: &mut Findings) {
        let (Some(code), Some(words)) = (&section.context.country, &section.context.country_text) else { return };
        let (Some(entry), Some(span)) = (self.registry.country(code), words.full_span()) else { return };
        let named = found.mentions.iter().any(|m| {
            matches!(m.text, SectionText::TITLE | SectionText::LABEL)
                && m.registry.as_deref() == Some(entry.id.as_str())
        });
        if !named {
            found.add(unnamed_country(entry, span));
        }
    }

    /// Adds Korea to a section that no heading gives to a country and in which an agency of Korea acts: readers know whose it is.
    fn home_of_agencies(&self, section: &Section, found: &mut Findings) {
        let home = |m: &Mention| m.country.as_deref() == Some(HOME);
        let agency = found.mentions.iter().find(|m| {
            m.kind == EntityType::GovernmentAgency
                && m.registry.is_some()
                && home(m)
                && m.text != SectionText::PUBLISHER
                && !is_quoted(section, m)
        });
        let named = found.mentions.iter().any(|m| m.kind == EntityType::Country && home(m));
        let (Some(agency), Some(entry)) = (agency, self.registry.country(HOME)) else { return };
        if named || section.context.country.is_some() {
            return;
        }
        let span = agency.span;
        found.add(unnamed_country(entry, span));
    }
}

/// Whether a name is only the source of what is told: "○○부 ○○센터에 따르면".
fn is_quoted(section: &Section, mention: &Mention) -> bool {
    let text = SectionText::get(section, mention.text).map_or("", |t| t.as_str());
    text.get(mention.range.end..).is_some_and(clause::cites)
}

/// A country that a section is about without naming it, and the words that say so.
fn unnamed_country(entry: &Entry, span: Span) -> Mention {
    Mention {
        text: SectionText::LABEL,
        range: 0..0,
        span,
        name: short_name(entry).to_owned(),
        kind: EntityType::Country,
        registry: Some(entry.id.clone()),
        aliases: Vec::new(),
        country: entry.country.clone(),
        rule: HEADING_COUNTRY,
    }
}

/// Adds the countries that organizations are called after, which no mention of their own names: 미국 in "미국 상무부".
fn countries_in_names(section: &Section, registry: &Registry, found: &mut Findings) {
    let mut homes: Vec<Mention> = Vec::new();
    let called = |m: &&Mention| m.kind.is_organization();
    for agency in found.mentions.iter().filter(called) {
        let Some((word, _)) = agency.name.split_once(' ') else { continue };
        let country = registry.country_named(word).filter(|c| c.country.is_some() && c.country == agency.country);
        // "EU 집행위원회": the body of which it is an organ.
        let whole =
            || registry.whole(agency.registry.as_deref()?).filter(|w| registry.named(word).any(|e| e.id == w.id));
        let Some(entry) = country.or_else(whole) else { continue };
        let known = homes
            .iter()
            .chain(&found.mentions)
            // The country of the heading has another name there: 우리나라 beside 한국.
            .filter(|m| m.rule != HEADING_COUNTRY || m.name == word)
            .any(|m| m.kind == entry.kind && m.registry.as_deref() == Some(entry.id.as_str()));
        let text = SectionText::get(section, agency.text);
        let at = agency.range.start..agency.range.start + word.len();
        let names = text.is_some_and(|t| t.as_str().get(at.clone()) == Some(word));
        let Some(span) = text.filter(|_| names && !known).and_then(|t| t.span(at)) else { continue };
        homes.push(Mention {
            // Beside the texts, as what stands in the words of another name.
            text: SectionText::LABEL,
            range: 0..0,
            span,
            name: word.to_owned(),
            kind: entry.kind,
            registry: Some(entry.id.clone()),
            aliases: Vec::new(),
            country: entry.country.clone(),
            rule: IN_NAME,
        });
    }
    for home in homes {
        found.add(home);
    }
}

/// Adds the places and parliaments that other names start with, which no mention of their own names: the state in "해밀주 의회", 국회
/// in "국회 해양위원회", the city of a programme ("나이로비 급행버스 사업").
fn wholes_in_names(section: &Section, registry: &Registry, found: &mut Findings) {
    let mut wholes: Vec<Mention> = Vec::new();
    for mention in &found.mentions {
        let Some((word, rest)) = mention.name.split_once(' ') else { continue };
        let council = mention.kind == EntityType::GovernmentAgency && rest == "의회";
        let committee = mention.kind == EntityType::GovernmentAgency && word == "국회" && rest.ends_with("위원회");
        let sited = mention.kind == EntityType::Program;
        let kind = match (council || sited, committee) {
            (true, _) => EntityType::Place,
            (_, true) => EntityType::GovernmentAgency,
            _ => continue,
        };
        let entry = registry.named(word).find(|e| {
            let home = e.country.as_deref() == mention.country.as_deref().or(Some(HOME)) || sited;
            e.kind == kind && home && !(sited && e.weak.iter().any(|w| w == word))
        });
        let shaped = council && word.ends_with(['주', '현', '성', '도']) && word.chars().count() >= 3;
        if entry.is_none() && !shaped || council && registry.country_named(word).is_some() {
            continue;
        }
        let id = entry.map(|e| e.id.clone());
        let known = wholes.iter().chain(&found.mentions).any(|m| m.kind == kind && m.name == word);
        let text = SectionText::get(section, mention.text);
        let at = mention.range.start..mention.range.start + word.len();
        let names = text.is_some_and(|t| t.as_str().get(at.clone()) == Some(word));
        let Some(span) = text.filter(|_| names && !known).and_then(|t| t.span(at)) else { continue };
        wholes.push(Mention {
            text: SectionText::LABEL,
            range: 0..0,
            span,
            name: word.to_owned(),
            kind,
            registry: id,
            aliases: Vec::new(),
            country: entry.map_or_else(|| mention.country.clone(), |e| e.country.clone()),
            rule: IN_NAME,
        });
    }
    for whole in wholes {
        found.add(whole);
    }
}

/// Id of the rule that takes a country from the name of an agency.
const IN_NAME: &str = "country-in-name";

/// The name by which a text would speak of a country: the shortest Korean one (한국 for 대한민국).
fn short_name(country: &Entry) -> &str {
    let korean = |name: &&str| is_all_syllables(name) && name.chars().count() >= 2;
    country.names().filter(korean).min_by_key(|name| name.chars().count()).unwrap_or(&country.ko)
}

/// Id of the rule that takes the country of a section from its heading.
const HEADING_COUNTRY: &str = "heading-country";

impl Extractor for Names<'_> {
    fn extract(&self, section: &Section, found: &mut Findings) {
        let mut heading = None;
        for (number, text) in SectionText::all(section) {
            self.text(section, (number, text), heading, found);
            let block = SectionText::block(section, number);
            heading = block.and_then(|b| rules::line_heading(self.registry, b)).or(heading);
        }
        acting_country::link(section, self.registry, found);
        acting_country::share_in_lists(section, found);
        acting_country::share_offices(section, self.registry, found);
        self.heading_country(section, found);
        self.home_of_agencies(section, found);
        countries_in_names(section, self.registry, found);
        wholes_in_names(section, self.registry, found);
        sections::introduced_abbreviations(found);
        sections::abbreviated_nouns(section, self.registry, found);
        sections::short_forms(self.registry, found);
        sections::short_companies(section, self.registry, found);
        sections::family_names(found);
        sections::state_governments(found);
        sections::footnotes(section, self.registry, found);
    }
}

#[cfg(test)]
mod tests;
