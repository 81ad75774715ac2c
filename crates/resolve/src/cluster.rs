//! Which mentions are the same thing.

use crate::Map;
use policygraph_korean::{date, name, number};
use policygraph_model::{EntityType, Findings, Mention};
use policygraph_registry::Registry;
use std::borrow::Cow;

/// What makes two mentions the same at once.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key<'m> {
    Registry(&'m str),
    /// Type and key of a name.
    Name(EntityType, Cow<'m, str>),
    /// Key and country of the name of an agency that those of several countries have: 보건부, 의회.
    Homonym(Cow<'m, str>, &'m str),
}

/// The year of an edition, if the name gives it, and its node.
type Edition = (Option<i16>, usize);

/// The clusters of the mentions of a document.
#[derive(Debug)]
pub(crate) struct Clusters<'m> {
    keys: Map<Key<'m>, usize>,
    parent: Vec<usize>,
    /// Whether the root of a set holds a registry entry: two such sets never merge.
    registered: Vec<bool>,
    /// The root of each mention, by section and index.
    of: Vec<Vec<usize>>,
}

impl<'m> Clusters<'m> {
    pub(crate) fn new(findings: &'m [Findings], registry: &Registry) -> Self {
        let mut clusters = Self { keys: Map::default(), parent: Vec::new(), registered: Vec::new(), of: Vec::new() };
        let all = || findings.iter().flat_map(|f| &f.mentions);
        // The countries of those that the registry knows by a name: "캐나다 산림청" is not called 산림청 where the one at home is.
        let known = all().filter(|m| m.registry.is_some());
        let known: Map<Key<'_>, &str> =
            known.filter_map(|m| Some((named(m.kind, &m.name), m.country.as_deref()?))).collect();
        let homonyms = homonyms(all());
        let key_of = |mention: &'m Mention| match (&mention.registry, named(mention.kind, &mention.name)) {
            (Some(id), _) => Key::Registry(id),
            (None, key) => homonyms.split(key, mention),
        };
        // The node of each mention, by section and index.
        let mut nodes: Vec<usize> = Vec::new();
        for mention in all() {
            let own = clusters.node(key_of(mention));
            nodes.push(own);
            let of_another = |alias: &str| {
                let own = mention.country.as_deref().filter(|_| mention.registry.is_none());
                own.is_some_and(|own| known.get(&named(mention.kind, alias)).is_some_and(|home| *home != own))
            };
            for alias in mention.aliases.iter().filter(|alias| !of_another(alias)) {
                let other = clusters.node(named(mention.kind, alias));
                clusters.union(own, other);
            }
            // An unlinked mention with this name later means the same.
            let named = clusters.node(homonyms.split(named(mention.kind, &mention.name), mention));
            clusters.union(own, named);
        }
        clusters.join_editions();
        clusters.join_spellings();
        clusters.join_short_forms(all().zip(nodes.iter().copied()), registry);
        let mut nodes = nodes.into_iter();
        clusters.of = findings
            .iter()
            .map(|f| nodes.by_ref().take(f.mentions.len()).map(|node| clusters.root(node)).collect())
            .collect();
        clusters
    }

    /// The cluster of a mention.
    pub(crate) fn of(&self, section: usize, mention: usize) -> usize {
        self.of[section][mention]
    }

    fn node(&mut self, key: Key<'m>) -> usize {
        let registered = matches!(key, Key::Registry(_));
        if let Some(&node) = self.keys.get(&key) {
            return node;
        }
        let node = self.parent.len();
        self.parent.push(node);
        self.registered.push(registered);
        self.keys.insert(key, node);
        node
    }

    fn root(&self, mut node: usize) -> usize {
        while self.parent[node] != node {
            node = self.parent[node];
        }
        node
    }

    fn union(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if a == b || (self.registered[a] && self.registered[b]) {
            return;
        }
        let (keep, drop) = if a < b { (a, b) } else { (b, a) };
        self.parent[drop] = keep;
        self.registered[keep] |= self.registered[drop];
    }

    /// Joins a plan named without the year or number of its edition to the one edition that the document names.
    fn join_editions(&mut self) {
        let mut editions: Map<(EntityType, String), Vec<Edition>> = Map::default();
        for (key, &node) in &self.keys {
            if let Key::Name(kind @ (EntityType::Program | EntityType::Document | EntityType::Legislation), text) = key
            {
                let (year, core) = split_edition(text);
                if core.chars().count() >= 5 {
                    editions.entry((*kind, core.to_owned())).or_default().push((year, node));
                }
                // "이번 ○○ 계획" of "제1차 ○○ 기본계획".
                if let Some(field) = core.strip_suffix("기본계획").filter(|f| f.chars().count() >= 4) {
                    editions.entry((*kind, format!("{field}계획"))).or_default().push((year, node));
                }
                // The syllable behind the year may be of the name: 2026년 도심….
                if let Some(core) =
                    text.split_once("년도").map(|(_, rest)| format!("도{rest}")).filter(|_| year.is_some())
                {
                    editions.entry((*kind, core)).or_default().push((year, node));
                }
            }
        }
        for variants in editions.into_values() {
            let mut years: Vec<i16> = variants.iter().filter_map(|v| v.0).collect();
            years.sort_unstable();
            years.dedup();
            if years.len() == 1 {
                for pair in variants.windows(2) {
                    self.union(pair[0].1, pair[1].1);
                }
            }
        }
    }
}

impl Clusters<'_> {
    /// Joins programmes that are called the same in two spellings.
    fn join_spellings(&mut self) {
        let mut spelled: Map<String, usize> = Map::default();
        let programmes = self.keys.iter().filter_map(|(key, &node)| match key {
            Key::Name(EntityType::Program, text) => Some((spelling(text)?, node)),
            _ => None,
        });
        let mut joins = Vec::new();
        for (spelling, node) in programmes {
            let first = *spelled.entry(spelling).or_insert(node);
            joins.push((first, node));
        }
        joins.into_iter().for_each(|(a, b)| self.union(a, b));
    }

    /// Joins a short form to the one full form of its type that the document has.
    fn join_short_forms<'m>(&mut self, mentions: impl Iterator<Item = (&'m Mention, usize)>, registry: &Registry) {
        let mut named: Map<(EntityType, &str), (usize, Option<&str>)> = Map::default();
        for (mention, node) in mentions {
            named.entry((mention.kind, mention.name.as_str())).or_insert((node, mention.country.as_deref()));
        }
        // Only names of one type are compared, and each is taken apart once.
        let mut by_kind: Map<EntityType, Vec<Full<'_>>> = Map::default();
        for (&(kind, name), &(node, country)) in &named {
            if matches!(kind, EntityType::Place | EntityType::Company | EntityType::GovernmentAgency) {
                let own = if kind == EntityType::GovernmentAgency { own_words(name, registry) } else { String::new() };
                by_kind.entry(kind).or_default().push(Full { name, own, node, country });
            }
        }
        let mut joins: Vec<(usize, usize)> = Vec::new();
        for (kind, names) in &by_kind {
            for short in names {
                let mut full = names.iter().filter(|full| {
                    let agree = short.country == full.country || short.country.is_none() || full.country.is_none();
                    agree && shortens(*kind, short, full) && self.root(full.node) != self.root(short.node)
                });
                // Two full forms leave the short one alone.
                if let (Some(one), None) = (full.next(), full.next()) {
                    joins.push((short.node, one.node));
                }
            }
        }
        for (a, b) in joins {
            self.union(a, b);
        }
    }
}

/// A programme's key without the noun for what it is, and with the Korean name of what texts write in Latin letters as often: "마을협업 AI 확산" and
/// "마을 협업 인공지능 확산 사업". Short ones may be of two things.
fn spelling(key: &str) -> Option<String> {
    let core = ["조성사업", "구축사업", "건립사업", "프로그램", "프로젝트", "사업", "조성", "구축", "건립"]
        .iter()
        .find_map(|noun| key.strip_suffix(noun))
        .unwrap_or(key);
    let core =
        if ai_stands_alone(core) { Cow::Owned(core.replacen("ai", "인공지능", 1)) } else { Cow::Borrowed(core) };
    (core.chars().count() >= 5).then(|| core.into_owned())
}

/// Whether a key has AI once, as no part of a longer Latin word.
fn ai_stands_alone(key: &str) -> bool {
    key.split_once("ai").is_some_and(|(before, after)| {
        !before.ends_with(|c: char| c.is_ascii_alphanumeric())
            && !after.starts_with(|c: char| c.is_ascii_alphanumeric())
    })
}

/// A name of a document with what its short forms are told by.
struct Full<'a> {
    name: &'a str,
    /// The key of an agency's name without its country and 연방.
    own: String,
    node: usize,
    country: Option<&'a str>,
}

/// The key of an agency's name without its country and 연방.
fn own_words(name: &str, registry: &Registry) -> String {
    let bare = name.split_once(' ').filter(|(first, _)| registry.country_named(first).is_some());
    name::key(bare.map_or(name, |(_, rest)| rest).trim_start_matches("연방")).into_owned()
}

/// Whether a name is a short form of another: a city without its syllable (해밀, 해밀시), a group's company, a ministry without its
/// country, without 연방, or with a word of its name left out (산림수산부, 연방산림수산보호부).
fn shortens(kind: EntityType, short: &Full<'_>, full: &Full<'_>) -> bool {
    if short.name.len() >= full.name.len() || short.name.chars().count() < 2 {
        return false;
    }
    let rest = || full.name.strip_prefix(short.name);
    match kind {
        EntityType::Place => rest().is_some_and(|rest| matches!(rest, "시" | "군")),
        EntityType::Company => rest().is_some_and(|rest| matches!(rest, "그룹" | "㈜")),
        EntityType::GovernmentAgency => {
            let (a, b) = (&short.own, &full.own);
            let last = |s: &str| s.chars().next_back();
            let office = || last(a) == last(b) && matches!(last(a), Some('부' | '청' | '처'));
            let long = || office() && a.chars().count() >= 4 && a.chars().take(2).eq(b.chars().take(2));
            a == b || long() && name::abbreviates(a, b)
        }
        _ => false,
    }
}

/// The names that agencies of several countries have in a document, each with the country that has it first.
struct Homonyms<'m>(Map<Key<'m>, &'m str>);

impl<'m> Homonyms<'m> {
    /// The key of a name, apart by country where it is such.
    fn split(&self, key: Key<'m>, mention: &'m Mention) -> Key<'m> {
        match (self.0.get(&key).copied(), key) {
            (Some(first), Key::Name(_, name)) => Key::Homonym(name, mention.country.as_deref().unwrap_or(first)),
            (_, key) => key,
        }
    }
}

fn homonyms<'m>(mentions: impl Iterator<Item = &'m Mention>) -> Homonyms<'m> {
    let mut countries: Map<Key<'m>, &str> = Map::default();
    let mut several = Map::default();
    for mention in mentions.filter(|m| m.kind == EntityType::GovernmentAgency) {
        let Some(country) = mention.country.as_deref() else { continue };
        let key = named(mention.kind, &mention.name);
        let first = *countries.entry(key.clone()).or_insert(country);
        if first != country {
            several.insert(key, first);
        }
    }
    Homonyms(several)
}

/// The key of a name. A bill and the law it became are one: ○○법안, ○○법.
fn named(kind: EntityType, name: &str) -> Key<'_> {
    let key = name::key(name);
    let law = key.strip_suffix('안').filter(|k| kind == EntityType::Legislation && k.ends_with('법'));
    let law = law.map(|law| Cow::Owned(law.to_owned()));
    Key::Name(kind, law.unwrap_or(key))
}

/// Splits the year or number off a name's key: "20년…" after the apostrophe was dropped, "2020년도…", "…2020", "제2차…", "제2차국가…".
fn split_edition(key: &str) -> (Option<i16>, &str) {
    if let Some((number, core)) = number::edition(key) {
        return (Some(number), core.strip_prefix("국가").unwrap_or(core));
    }
    let digits = key.bytes().take_while(u8::is_ascii_digit).count();
    let year = match digits {
        4 => date::read_year(key).map(|(y, _)| y),
        2 => key[..2].parse::<i16>().ok().map(|y| 2000 + y),
        _ => None,
    };
    let rest = &key[digits..];
    if let (Some(year), Some(core)) = (year, rest.strip_prefix("년도").or_else(|| rest.strip_prefix('년'))) {
        return (Some(year), core);
    }
    let core = key.trim_end_matches(|c: char| c.is_ascii_digit());
    match date::read_year(&key[core.len()..]).filter(|(_, len)| *len == 4 && key.len() - core.len() == 4) {
        Some((year, _)) => (Some(year), core),
        None => (None, key),
    }
}
