//! Why each name of an entity is taken for one of its names.

use crate::overrides::is_override;
use policygraph_korean::name;
use policygraph_model::{Document, Mention, NameReason, Naming};
use policygraph_registry::{Entry, Registry};

/// The names of the mentions of one entity, each once, with the reason at its first place.
pub(crate) fn of(document: &Document, mentions: &[&Mention], registry: &Registry) -> Vec<Naming> {
    let mut namings: Vec<Naming> = Vec::new();
    for mention in mentions {
        let line = document.source.line_of(mention.span.start);
        let add = |namings: &mut Vec<Naming>, name: &str, reason: NameReason, of: Option<&str>| {
            let of = of.filter(|o| *o != name).map(str::to_owned);
            namings.push(Naming { name: name.to_owned(), reason, of, line, rule: mention.rule.to_owned() });
        };
        // The reason of a name is looked for once, however often it stands in the text.
        if !has(&namings, &mention.name) {
            let (reason, of) = reason(mention, mentions, registry);
            add(&mut namings, &mention.name, reason, of);
        }
        for alias in &mention.aliases {
            if has(&namings, alias) {
                continue;
            }
            let reason = if in_bracket(document, mention, alias) { NameReason::Bracket } else { NameReason::ShortForm };
            add(&mut namings, alias, reason, Some(&mention.name));
        }
    }
    namings
}

/// Whether a name is among them.
fn has(namings: &[Naming], name: &str) -> bool {
    namings.iter().any(|n| n.name == name)
}

/// Why the name of a mention is one, and the name that it was joined to.
fn reason<'m>(mention: &'m Mention, all: &[&'m Mention], registry: &Registry) -> (NameReason, Option<&'m str>) {
    if let Some(id) = &mention.registry {
        let as_written = |entry: &Entry| entry.names().any(|n| n == mention.name);
        let by_key = |entry: &Entry| {
            let own = name::key(&mention.name);
            entry.names().any(|n| name::key(n) == own)
        };
        let reason = match registry.get(id) {
            _ if is_override(id) => NameReason::Override,
            Some(entry) if as_written(entry) || by_key(entry) => NameReason::Registry,
            // A name that the text introduced for a known thing.
            _ => NameReason::Bracket,
        };
        let of =
            all.iter().find(|m| m.name != mention.name && m.aliases.contains(&mention.name)).map(|m| m.name.as_str());
        return (reason, of);
    }
    // A longer name that this one is short for is among the aliases of the mention.
    if let Some(full) = mention.aliases.iter().find(|a| a.chars().count() > mention.name.chars().count()) {
        return (NameReason::ShortForm, Some(full));
    }
    let Some(first) = all.iter().find(|m| m.name != mention.name) else { return (NameReason::Introduced, None) };
    if first.span.start > mention.span.start {
        return (NameReason::Introduced, None);
    }
    if let Some(other) = all.iter().find(|m| m.aliases.contains(&mention.name)) {
        return (NameReason::Bracket, Some(other.name.as_str()));
    }
    let same = name::key(&first.name) == name::key(&mention.name);
    (if same { NameReason::Spelling } else { NameReason::Edition }, Some(first.name.as_str()))
}

/// Whether an alias stands in a bracket right behind the mention.
fn in_bracket(document: &Document, mention: &Mention, alias: &str) -> bool {
    let text = document.source.as_str();
    let start = document.source.byte_of(mention.span.end);
    let after = &text[start..];
    let near = after.char_indices().take(5).find(|(_, c)| matches!(c, '(' | '（'));
    let Some((open, _)) = near else { return false };
    let bracket: String =
        after[open..].chars().take(alias.chars().count() * 2 + 40).filter(|c| !c.is_whitespace()).collect();
    let wanted: String = alias.chars().filter(|c| !c.is_whitespace()).collect();
    bracket.contains(&wanted)
}
