//! Links to the registry that the extractors left open: a name that the registry has is never minted a second time.
//!
//! A quoted programme, a law or a company that a rule found by its form is looked up by its whole name. The entry must be of the
//! type and not of another country; a name that is also something else (a weak one) links only where the countries agree, and the
//! name of an agency without its country also where the text names the country.
//! The short name of a company that is its group's too (삼성) means the group in a text that names two other companies of it
//! (삼성물산, 삼성SDS) and never the company in full (삼성전자).

use crate::Set;
use policygraph_model::{EntityType, Findings, Mention};
use policygraph_registry::{Entry, HOME, Registry};

/// The findings with the links that can be added.
pub(crate) fn link(findings: &[Findings], registry: &Registry) -> Vec<Findings> {
    let countries: Set<&str> = findings
        .iter()
        .flat_map(|f| &f.mentions)
        .filter(|m| m.kind == EntityType::Country)
        .filter_map(|m| m.country.as_deref())
        .collect();
    let mut linked = findings.to_vec();
    for mention in linked.iter_mut().flat_map(|f| &mut f.mentions) {
        if mention.registry.is_some() || mention.kind == EntityType::Technology {
            continue;
        }
        if let Some(entry) = entry(mention, registry, &countries) {
            mention.registry = Some(entry.id.clone());
            mention.country.clone_from(&entry.country);
        }
    }
    for (mention, group) in groups(&linked, registry) {
        for mention in linked.iter_mut().flat_map(|f| &mut f.mentions).filter(|m| is_named(m, &mention)) {
            mention.registry = Some(group.clone());
        }
    }
    linked
}

/// A company by the name and entry that a mention has.
type Named = (String, String);

fn is_named(mention: &Mention, (name, entry): &Named) -> bool {
    mention.name == *name && mention.registry.as_deref() == Some(entry)
}

/// The companies named by what is their group's name in this text, with the entry of the group.
fn groups(findings: &[Findings], registry: &Registry) -> Vec<(Named, String)> {
    let companies: Set<(&str, &str)> = findings
        .iter()
        .flat_map(|f| &f.mentions)
        .filter(|m| m.kind == EntityType::Company)
        .filter_map(|m| Some((m.name.as_str(), m.registry.as_deref()?)))
        .collect();
    let mut groups = Vec::new();
    for &(short, id) in &companies {
        let shortened = registry.get(id).is_some_and(|e| e.ko.len() > short.len() && e.ko.starts_with(short));
        if !shortened {
            continue;
        }
        let Some(group) = registry.named(&format!("{short}그룹")).find(|e| e.kind == EntityType::Company) else {
            continue;
        };
        let in_full = companies.iter().any(|&(name, other)| other == id && name.starts_with(short) && name != short);
        let others: Set<&str> = companies
            .iter()
            .filter(|&&(name, other)| other != id && other != group.id && name.starts_with(short))
            .map(|&(_, other)| other)
            .collect();
        if group.id != id && !in_full && others.len() >= 2 {
            groups.push(((short.to_owned(), id.to_owned()), group.id.clone()));
        }
    }
    groups
}

/// The one entry that a mention names, by its name or by that of the group it calls itself (○○그룹).
fn entry<'r>(mention: &Mention, registry: &'r Registry, countries: &Set<&str>) -> Option<&'r Entry> {
    let group = mention.name.strip_suffix("그룹").filter(|_| mention.kind == EntityType::Company);
    [Some(mention.name.as_str()), group].into_iter().flatten().find_map(|name| {
        let mut fitting = registry.named(name).filter(|e| {
            let agrees = e.country == mention.country;
            // "해양부" is that of Greece in a text that names Greece.
            let abroad = e.kind == EntityType::GovernmentAgency && !e.weak.iter().any(|w| w == name);
            let named = || abroad && e.country.as_deref().is_some_and(|c| countries.contains(c));
            let weak = registry.is_weak(name, e) && !named();
            // A programme or law has its name for itself, at home.
            let measure = matches!(e.kind, EntityType::Program | EntityType::Legislation | EntityType::Document);
            let home = measure && mention.country.is_none() && e.country.as_deref() == Some(HOME);
            e.kind == mention.kind && (agrees || home || !weak && (mention.country.is_none() || e.country.is_none()))
        });
        fitting.next().filter(|_| fitting.next().is_none())
    })
}
