//! Queries of the library with values from the command line.

use super::names;
use crate::output::Rows;
use anyhow::{Result, bail};
use policygraph_queries::{Kind, NamedQuery, all, find};
use policygraph_registry::Registry;
use policygraph_store::{Store, vocabulary};
use serde_json::Value;

/// The text of a query of the library with its parameters filled in.
pub(super) fn text(name: &str, params: &[String], store: &Store, registry: &Registry) -> Result<String> {
    let Some(query) = find(name) else {
        let near = all()
            .into_iter()
            .map(|q| q.name)
            .max_by(|a, b| strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name)));
        bail!(
            "the library has no query `{name}`; did you mean `{}`? `policygraph query --list` lists all",
            near.unwrap_or_default()
        );
    };
    let mut values = Vec::new();
    for param in params {
        match param.split_once('=') {
            Some((name, value)) => values.push((name.to_owned(), value.to_owned())),
            None => bail!("`{param}` given by --param has no `=`: write NAME=VALUE"),
        }
    }
    let resolve = |kind: Kind, value: &str| resolve(kind, value, store, registry);
    Ok(query.fill(&values, resolve)?)
}

/// The IRI of a country, entity or technology.
fn resolve(kind: Kind, value: &str, store: &Store, registry: &Registry) -> Result<String, String> {
    if kind == Kind::Country {
        return registry
            .country(value)
            .or_else(|| registry.country_named(value))
            .map(|c| format!("{}{}", vocabulary::ID, c.id))
            .ok_or_else(|| "use a name (미국, Japan) or an ISO 3166-1 code (US, JP)".to_owned());
    }
    let entities = store.entities().map_err(|e| e.to_string())?;
    match names::find(entities.values(), value).as_slice() {
        [] => Err("it is not in the graph".to_owned()),
        [entity] => Ok(entity.id.clone()),
        several => {
            let ids: Vec<String> = several.iter().map(|e| policygraph_store::shorten(&e.id)).collect();
            Err(format!("it names {}: give one of these ids", ids.join(", ")))
        }
    }
}

/// The queries of the library.
pub(super) fn list() -> Rows {
    let mut rows = Rows::new(["name", "answers", "parameters"]);
    rows.rows = all().into_iter().map(|q| vec![q.name.into(), q.title.into(), parameters(&q)]).collect();
    rows
}

fn parameters(query: &NamedQuery) -> Value {
    let one = |p: &policygraph_queries::Parameter| {
        let need = if p.default.is_none() { " (needed)" } else { "" };
        format!("{} ({}){need}: {}", p.name, p.kind, p.description)
    };
    query.parameters.iter().map(one).collect::<Vec<_>>().join("; ").into()
}
