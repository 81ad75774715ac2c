//! The store as a graph.

use crate::cli::FilterArgs;
use anyhow::{Result, bail};
use policygraph_graph::{Edge, Filter, Node, PolicyGraph};
use policygraph_model::Predicate;
use policygraph_registry::Registry;
use policygraph_store::{Claim, Store};
use serde_json::{Value, json};

/// Reads all entities and relations of a store, each with its strongest evidence.
pub(crate) fn read(store: &Store) -> Result<PolicyGraph> {
    let mut graph = PolicyGraph::default();
    for entity in store.entities()?.into_values() {
        graph.add_node(Node {
            // Where documents disagree on a type, the first in the order of the closed list stands in the graph.
            kind: entity.kinds.iter().copied().min().unwrap_or(policygraph_model::EntityType::Document),
            id: entity.id,
            label: entity.label,
            label_en: entity.label_en,
            countries: entity.countries,
        });
    }
    let mut claims = store.strongest_claims()?;
    for edge in store.edges()? {
        let claim = claims.remove(&edge).unwrap_or_default();
        let weight =
            Edge { predicate: edge.predicate, confidence: claim.confidence, source: place(&claim), quote: claim.quote };
        graph.add_edge(&edge.subject, &edge.object, weight)?;
    }
    Ok(graph)
}

/// Where a claim stands: document and lines, or the registry.
pub(crate) fn place(claim: &Claim) -> String {
    match (claim.lines.first(), claim.lines.last()) {
        (Some(first), Some(last)) if first == last => format!("{}:{first}", claim.document),
        (Some(first), Some(last)) => format!("{}:{first}-{last}", claim.document),
        _ => "registry".to_owned(),
    }
}

/// A claim in JSON, as all commands print it.
pub(crate) fn claim_json(claim: &Claim) -> Value {
    json!({"document": claim.document, "section": claim.section, "lines": claim.lines, "quote": claim.quote, "rule": claim.rule,
           "confidence": claim.confidence, "status": claim.status, "origin": claim.origin})
}

/// The filter that the arguments give.
pub(crate) fn filter(args: &FilterArgs, registry: &Registry) -> Result<Filter> {
    let mut countries = Vec::new();
    for name in &args.countries {
        match registry.country(name).or_else(|| registry.country_named(name)).and_then(|c| c.country.clone()) {
            Some(code) => countries.push(code),
            None => bail!(
                "`{name}` given by --country is no country: use a name (미국, Japan) or an ISO 3166-1 code (US, JP)"
            ),
        }
    }
    let predicates = if args.without.is_empty() {
        args.predicates.clone()
    } else {
        Predicate::ALL.iter().copied().filter(|p| !args.without.contains(p)).collect()
    };
    Ok(Filter { types: args.types.clone(), predicates, countries })
}
