//! Links to the registry that the extractors left open: a name that the registry has is never minted a second time.
//!
//! A quoted programme, a law or a company that a rule found by its form is looked up by its whole name. The entry must be of the
//! type and not of another country; a name that is also something else (a weak one) links only where the countries agree.

use policygraph_model::{EntityType, Findings, Mention};
use policygraph_registry::{Entry, HOME, Registry};

/// The findings with the links that can be added.
pub(crate) fn link(findings: &[Findings], registry: &Registry) -> Vec<Findings> {
    let mut linked = findings.to_vec();
    for mention in linked.iter_mut().flat_map(|f| &mut f.mentions) {
        if mention.registry.is_some() || mention.kind == EntityType::Technology {
            continue;
        }
        if let Some(entry) = entry(mention, registry) {
            mention.registry = Some(entry.id.clone());
            mention.country.clone_from(&entry.country);
        }
    }
    linked
}

/// The one entry that a mention names, by its name or by that of the group it calls itself (○○그룹).
fn entry<'r>(mention: &Mention, registry: &'r Registry) -> Option<&'r Entry> {
    let group = mention.name.strip_suffix("그룹").filter(|_| mention.kind == EntityType::Company);
    [Some(mention.name.as_str()), group].into_iter().flatten().find_map(|name| {
        let mut fitting = registry.named(name).filter(|e| {
            let agrees = e.country == mention.country;
            let weak = e.weak.iter().any(|w| w == name);
            // A programme or law has its name for itself, at home.
            let measure = matches!(e.kind, EntityType::Program | EntityType::Legislation | EntityType::Document);
            let home = measure && mention.country.is_none() && e.country.as_deref() == Some(HOME);
            e.kind == mention.kind && (agrees || home || !weak && (mention.country.is_none() || e.country.is_none()))
        });
        fitting.next().filter(|_| fitting.next().is_none())
    })
}
