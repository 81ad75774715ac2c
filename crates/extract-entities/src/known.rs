//! Names that the document introduced, wherever else they stand.

use indexmap::IndexMap;
use policygraph_korean::hangul::is_all_syllables;
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

impl Known {
    /// What a mention stands for, by this full name if it is short for one.
    fn of(mention: &Mention, full: Option<String>) -> Self {
        Self { full, kind: mention.kind, registry: mention.registry.clone(), country: mention.country.clone() }
    }
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
        let mut known: Vec<(String, Known)> = Vec::new();
        let mut senses = FxHashMap::default();
        let mut shorts = FxHashMap::default();
        for (name, kinds) in votes {
            let most = kinds.values().map(|v| v.0).max().unwrap_or_default();
            let Some((_, mention)) = kinds.values().find(|v| v.0 == most) else { continue };
            senses.insert(name.to_owned(), mention.kind);
            known.push((name.to_owned(), Known::of(mention, None)));
        }
        // A measure is called without its first word once it was introduced: "5G 보조금 프로그램".
        let full: Vec<(String, EntityType)> =
            known.iter().filter(|(_, k)| is_measure(k.kind)).map(|(name, k)| (name.clone(), k.kind)).collect();
        for (name, kind) in full {
            let Some((_, short)) = name.split_once(' ').filter(|(_, s)| s.split(' ').count() >= 3) else { continue };
            if !senses.contains_key(short) {
                let short = short.to_owned();
                known.push((short, Known { full: Some(name), kind, registry: None, country: None }));
            }
        }
        for (short, firm) in first_words(sections).into_iter().chain(beginnings(sections, &senses)) {
            known.push((short.to_owned(), Known::of(firm, Some(firm.name.clone()))));
            shorts.insert(short.to_owned(), firm.name.clone());
        }
        let form = |((name, known), id): (&(String, Known), u32)| Form {
            entry: EntryId(id),
            kind: known.kind,
            name: name.clone(),
            weak: false,
        };
        let index = NameIndex::new(known.iter().zip(0..).map(form));
        let known = known.into_iter().map(|(_, known)| known).collect();
        Self { index, known, senses, shorts }
    }
}

/// A company with what it is called for short.
type Short<'m> = (&'m str, &'m Mention);

/// The first words of the companies of several words that the document introduced, where only one starts with the word and it is of
/// foreign syllables: "벨로나" for 벨로나 에너지.
fn first_words(sections: &[Findings]) -> Vec<Short<'_>> {
    let mut firms: Map<&str, Vec<&Mention>> = Map::default();
    let spaced = |m: &&Mention| m.kind == EntityType::Company && m.registry.is_none();
    for mention in sections.iter().flat_map(|f| &f.mentions).filter(spaced) {
        let Some((short, _)) = mention.name.split_once(' ') else { continue };
        if short.chars().count() >= 3 && crate::shape::foreign_syllables(short) >= 1 {
            add(&mut firms, short, mention);
        }
    }
    of_one(firms).collect()
}

/// The beginnings of the companies of one long word, where only one starts so and nothing else is called so: 한빛에어로 for
/// 한빛에어로스페이스.
fn beginnings<'m>(sections: &'m [Findings], senses: &FxHashMap<String, EntityType>) -> Vec<Short<'m>> {
    /// The shortest, in syllables; the whole has two more at least.
    const SHORTEST: usize = 4;
    let all = || sections.iter().flat_map(|f| &f.mentions);
    let names: FxHashSet<&str> = all().map(|m| m.name.as_str()).collect();
    let mut firms: Map<&str, Vec<&Mention>> = Map::default();
    for firm in all().filter(|m| m.kind == EntityType::Company && is_all_syllables(&m.name)) {
        let ends: Vec<usize> = firm.name.char_indices().map(|(at, _)| at).collect();
        for &end in ends.iter().take(ends.len().saturating_sub(1)).skip(SHORTEST) {
            add(&mut firms, &firm.name[..end], firm);
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
    of_one(firms).filter(|(short, _)| own(short)).collect()
}

/// Adds a company to those that start so.
fn add<'m>(firms: &mut Map<&'m str, Vec<&'m Mention>>, short: &'m str, firm: &'m Mention) {
    let all = firms.entry(short).or_default();
    if all.iter().all(|m| m.name != firm.name) {
        all.push(firm);
    }
}

/// What only one company starts with.
fn of_one<'m>(firms: Map<&'m str, Vec<&'m Mention>>) -> impl Iterator<Item = Short<'m>> {
    firms.into_iter().filter_map(|(short, all)| match all[..] {
        [one] => Some((short, one)),
        _ => None,
    })
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
