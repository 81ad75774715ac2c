//! Names that the document introduced, wherever else they stand.

use indexmap::IndexMap;
use policygraph_korean::hangul::is_syllable;
use policygraph_model::{EntityType, Extractor, Findings, Mention, Section, SectionText};
use policygraph_registry::{EntryId, Form, NameIndex};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::collections::BTreeMap;

pub(crate) const ID: &str = "known-name";

/// A map in the order in which its keys came.
type Map<K, V> = IndexMap<K, V, FxBuildHasher>;

/// What a name that the document introduced stands for.
#[derive(Debug, Clone)]
struct Known {
    /// The full name, where this one leaves its first word out.
    full: Option<String>,
    kind: EntityType,
    registry: Option<String>,
    country: Option<String>,
}

/// Finds the names that any section of a document introduced.
#[derive(Debug)]
pub struct KnownNames {
    index: NameIndex,
    known: Vec<Known>,
    /// The type of each name, see [`KnownNames::new`].
    senses: FxHashMap<String, EntityType>,
    /// The full name of a company by its first word.
    shorts: FxHashMap<String, String>,
}

impl KnownNames {
    /// Collects the names of all sections. A name that different rules typed differently keeps its most frequent
    /// type, the first of these in the text.
    #[must_use]
    pub fn new(sections: &[Findings]) -> Self {
        let mut votes: Map<&str, Map<EntityType, (usize, &Mention)>> = Map::default();
        for mention in sections.iter().flat_map(|f| &f.mentions) {
            let introduced = mention.registry.is_none()
                && mention.kind != EntityType::Person
                // Lines of a budget are called as things in general are.
                && mention.rule != crate::rules::budget_line::ID;
            let own = introduced.then_some(mention.name.as_str());
            for name in own.into_iter().chain(mention.aliases.iter().map(String::as_str)) {
                if name.chars().count() >= 2 && mention.kind != EntityType::Technology {
                    // A source that only its place types is whatever else the document calls it.
                    let vote = usize::from(mention.rule != crate::rules::publisher::UNTYPED);
                    votes.entry(name).or_default().entry(mention.kind).or_insert((0, mention)).0 += vote;
                }
            }
        }
        let mut known = Vec::new();
        let mut forms = Vec::new();
        let mut senses = FxHashMap::default();
        let mut shorts = FxHashMap::default();
        for (name, kinds) in votes {
            let most = kinds.values().map(|v| v.0).max().unwrap_or_default();
            let Some((_, mention)) = kinds.values().find(|v| v.0 == most) else { continue };
            let id = EntryId(u32::try_from(known.len()).unwrap_or(u32::MAX));
            senses.insert(name.to_owned(), mention.kind);
            forms.push(Form { entry: id, kind: mention.kind, name: name.to_owned(), weak: false });
            known.push(Known {
                full: None,
                kind: mention.kind,
                registry: mention.registry.clone(),
                country: mention.country.clone(),
            });
        }
        // A measure is called without its first word once it was introduced: "5G 보조금 프로그램".
        let full: Vec<(String, EntityType)> =
            forms.iter().filter(|f| is_measure(f.kind)).map(|f| (f.name.clone(), f.kind)).collect();
        for (name, kind) in full {
            let Some((_, short)) = name.split_once(' ').filter(|(_, s)| s.split(' ').count() >= 3) else { continue };
            if !senses.contains_key(short) {
                let id = EntryId(u32::try_from(known.len()).unwrap_or(u32::MAX));
                forms.push(Form { entry: id, kind, name: short.to_owned(), weak: false });
                known.push(Known { full: Some(name), kind, registry: None, country: None });
            }
        }
        // A company of several words is called by its first: "벨로나" for 벨로나 에너지.
        let firms: Vec<(String, String, Option<String>)> = votes_of_firms(sections);
        for (name, short, country) in firms {
            let id = EntryId(u32::try_from(known.len()).unwrap_or(u32::MAX));
            forms.push(Form { entry: id, kind: EntityType::Company, name: short.clone(), weak: false });
            known.push(Known { full: Some(name.clone()), kind: EntityType::Company, registry: None, country });
            shorts.insert(short, name);
        }
        for Cut { short, firm } in cut_names(sections, &senses) {
            let id = EntryId(u32::try_from(known.len()).unwrap_or(u32::MAX));
            forms.push(Form { entry: id, kind: EntityType::Company, name: short.to_owned(), weak: false });
            known.push(Known {
                full: Some(firm.name.clone()),
                kind: EntityType::Company,
                registry: firm.registry.clone(),
                country: firm.country.clone(),
            });
            shorts.insert(short.to_owned(), firm.name.clone());
        }
        let index = NameIndex::new(forms);
        Self { index, known, senses, shorts }
    }
}

/// The companies of several words that the document introduced, with the first word where only one starts with it and that word is of
/// foreign syllables.
fn votes_of_firms(sections: &[Findings]) -> Vec<(String, String, Option<String>)> {
    let mut firms: Map<&str, Vec<&Mention>> = Map::default();
    let spaced = |m: &&Mention| m.kind == EntityType::Company && m.registry.is_none();
    for mention in sections.iter().flat_map(|f| &f.mentions).filter(spaced) {
        let Some((short, _)) = mention.name.split_once(' ') else { continue };
        let own = short.chars().count() >= 3 && crate::shape::foreign_syllables(short) >= 1;
        let all = firms.entry(short).or_default();
        if own && all.iter().all(|m| m.name != mention.name) {
            all.push(mention);
        }
    }
    let single = firms.into_iter().filter_map(|(short, all)| match all[..] {
        [one] => Some((one.name.clone(), short.to_owned(), one.country.clone())),
        _ => None,
    });
    single.collect()
}

/// The beginning of the long name of a company, which is called so for short: 한빛에어로 of 한빛에어로스페이스.
struct Cut<'m> {
    short: &'m str,
    firm: &'m Mention,
}

/// Such beginnings of the companies of one word, where only one starts so and nothing else is called so.
fn cut_names<'m>(sections: &'m [Findings], senses: &FxHashMap<String, EntityType>) -> Vec<Cut<'m>> {
    let all = || sections.iter().flat_map(|f| &f.mentions);
    let names: FxHashSet<&str> = all().map(|m| m.name.as_str()).collect();
    let mut cuts: Map<&str, Vec<&Mention>> = Map::default();
    let long = |m: &&Mention| m.kind == EntityType::Company && m.name.chars().all(is_syllable);
    for firm in all().filter(long) {
        let ends: Vec<usize> = firm.name.char_indices().map(|(at, _)| at).collect();
        for &end in ends.iter().take(ends.len().saturating_sub(1)).skip(4) {
            let short = &firm.name[..end];
            let firms = cuts.entry(short).or_default();
            if firms.iter().all(|f| f.name != firm.name) {
                firms.push(firm);
            }
        }
    }
    // 누리텍이 of 누리텍이엔지 may be another with its particle.
    let particle =
        |short: &str| short.ends_with(['은', '는', '이', '가', '을', '를', '의', '에', '와', '과', '도', '만']);
    let own = |short: &str| {
        !names.contains(short)
            && !senses.contains_key(short)
            && !particle(short)
            && crate::shape::foreign_syllables(short) >= 2
    };
    let single = cuts.into_iter().filter_map(|(short, firms)| match firms[..] {
        [firm] if own(short) => Some(Cut { short, firm }),
        _ => None,
    });
    single.collect()
}

fn is_measure(kind: EntityType) -> bool {
    matches!(kind, EntityType::Program | EntityType::Legislation | EntityType::Document)
}

impl Extractor for KnownNames {
    fn extract(&self, section: &Section, found: &mut Findings) {
        for mention in found.mentions.iter_mut().filter(|m| m.registry.is_none() && m.kind != EntityType::Technology) {
            if let Some(&kind) = self.senses.get(&mention.name) {
                mention.kind = kind;
            }
            if let Some(full) = self.shorts.get(&mention.name).filter(|_| mention.kind == EntityType::Company) {
                mention.aliases.push(full.clone());
            }
        }
        let mut by_text: BTreeMap<usize, Vec<Mention>> = BTreeMap::new();
        for mention in found.mentions.drain(..) {
            by_text.entry(mention.text).or_default().push(mention);
        }
        for (number, text) in SectionText::all(section) {
            let mentions = by_text.entry(number).or_default();
            for hit in self.index.find(text.as_str()) {
                let Some(span) = text.span(hit.range.clone()) else { continue };
                let known = &self.known[hit.forms[0].entry.0 as usize];
                let overlaps = |m: &Mention| m.range.start < hit.range.end && hit.range.start < m.range.end;
                // A longer name found here swallows shorter ones, but never a name of the same length.
                let inside = |m: &Mention| {
                    m.range.start >= hit.range.start && m.range.end <= hit.range.end && m.range.len() < hit.range.len()
                };
                // A person in the name of a government stays one.
                let blocked = mentions.iter().any(|m| {
                    overlaps(m) && m.kind != EntityType::Technology && (!inside(m) || m.kind == EntityType::Person)
                });
                if blocked {
                    continue;
                }
                // What is a name is no technology, though it ends like one: 가온반도체.
                let same = |m: &Mention| m.range == hit.range;
                mentions.retain(|m| !(same(m) || overlaps(m) && m.kind != EntityType::Technology));
                mentions.push(Mention {
                    text: number,
                    range: hit.range.clone(),
                    span,
                    name: text.as_str()[hit.range.clone()].to_owned(),
                    kind: known.kind,
                    registry: known.registry.clone(),
                    aliases: known.full.iter().cloned().collect(),
                    country: known.country.clone(),
                    rule: ID,
                });
            }
        }
        found.mentions.extend(by_text.into_values().flatten());
        found.mentions.sort_by_key(|m| (m.text, m.range.start, m.range.end));
    }
}
