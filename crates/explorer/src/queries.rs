//! The library of queries for the editor.

use crate::view::View;
use policygraph_graph::search::{Match, matches};
use policygraph_model::EntityType;
use policygraph_queries::Kind;
use policygraph_store::vocabulary::PREFIXES;
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub(crate) fn library() -> Value {
    let queries: Vec<Value> = policygraph_queries::all()
        .iter()
        .map(|q| {
            let parameters: Vec<Value> = q
                .parameters
                .iter()
                .map(|p| json!({"name": p.name, "kind": p.kind.to_string(), "default": p.default, "description": p.description}))
                .collect();
            json!({"name": q.name, "en": q.title, "ko": q.title_ko, "parameters": parameters})
        })
        .collect();
    let prefixes: BTreeMap<&str, &str> = PREFIXES.iter().copied().collect();
    json!({"queries": queries, "prefixes": prefixes})
}

/// A query with values for its parameters; entities are meant by a name or their IRI.
pub(crate) fn filled(view: &View, name: &str, values: BTreeMap<String, String>) -> Result<String, String> {
    let query = policygraph_queries::find(name).ok_or_else(|| format!("the library has no query `{name}`"))?;
    let values: Vec<(String, String)> = values.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    query.fill(&values, |kind, value| entity(view, kind, value)).map_err(|e| e.to_string())
}

fn entity(view: &View, kind: Kind, value: &str) -> Result<String, String> {
    if let Some(v) = view.graph.node(value) {
        return Ok(view.graph.graph()[v].id.clone());
    }
    let kinds: &[EntityType] = match kind {
        Kind::Country => &[EntityType::Country],
        Kind::Technology => &[EntityType::Technology],
        _ => &[],
    };
    let g = view.graph.graph();
    if let Some((Match::Whole, _, v)) = matches(&view.graph, &view.names, value, kinds).first() {
        return Ok(g[*v].id.clone());
    }
    let code = format!("{}country-{}", policygraph_store::vocabulary::ID, value.to_lowercase());
    match view.graph.node(&code) {
        Some(v) if kind == Kind::Country => Ok(g[v].id.clone()),
        _ => Err("the graph has nothing of this name".to_owned()),
    }
}
