//! Names given on the command line to entities of the store or graph.

use crate::call::Streams;
use anyhow::{Result, bail};
use policygraph_graph::{Node, PolicyGraph};
use policygraph_korean::name;
use policygraph_store::StoredEntity;
use policygraph_store::vocabulary::ID;
use std::io::Write;

/// How alike a name must be to be offered, from 0 to 1.
const NEAR: f64 = 0.75;
/// How many near names are offered.
const OFFERED: usize = 5;

/// What has an id, a type and names.
pub(crate) trait Named {
    fn id(&self) -> &str;
    fn kind(&self) -> String;
    fn names(&self) -> impl Iterator<Item = &str>;
}

impl Named for StoredEntity {
    fn id(&self) -> &str {
        &self.id
    }

    fn kind(&self) -> String {
        self.kinds[0].to_string()
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }
}

impl Named for Node {
    fn id(&self) -> &str {
        &self.id
    }

    fn kind(&self) -> String {
        self.kind.to_string()
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        Node::names(self)
    }
}

/// The entities that a name or id means, in the order given.
pub(crate) fn find<'e, E: Named>(entities: impl IntoIterator<Item = &'e E>, wanted: &str) -> Vec<&'e E> {
    let id = format!("{ID}{}", wanted.strip_prefix("id:").unwrap_or(wanted));
    let key = name::key(wanted);
    let mut named = Vec::new();
    for entity in entities {
        if entity.id() == wanted || entity.id() == id {
            return vec![entity];
        }
        if entity.names().any(|n| name::key(n) == key) {
            named.push(entity);
        }
    }
    named
}

/// The one node that a name means; says so if there is none, and fails if there are several.
pub(crate) fn one<'g>(graph: &'g PolicyGraph, name: &str, streams: &mut Streams<'_>) -> Result<Option<&'g Node>> {
    let nodes = || graph.graph().node_weights();
    match find(nodes(), name)[..] {
        [] => {
            say_missing(nodes(), name, streams.talk)?;
            Ok(None)
        }
        [node] => Ok(Some(node)),
        ref several => {
            let choices: Vec<String> = several
                .iter()
                .map(|e| format!("{} ({})", e.id().rsplit('/').next().unwrap_or_default(), e.kind()))
                .collect();
            bail!("`{name}` names {} entities: give the id of one, {}", several.len(), choices.join(", "))
        }
    }
}

/// Names that are like the one wanted, the likest first.
fn near<'e, E: Named + 'e>(entities: impl IntoIterator<Item = &'e E>, wanted: &str) -> Vec<String> {
    let key = name::key(wanted);
    let mut scored: Vec<(f64, &str)> = entities
        .into_iter()
        .flat_map(|e| e.names())
        .map(|n| {
            let other = name::key(n);
            let contained = key.chars().count() >= 2
                && (other.contains(&*key) || key.contains(&*other))
                && other.chars().count() >= 2;
            let score = strsim::jaro_winkler(&key, &other);
            (if contained { score.max(NEAR) } else { score }, n)
        })
        .filter(|(score, _)| *score >= NEAR)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.dedup_by(|a, b| a.1 == b.1);
    scored.into_iter().take(OFFERED).map(|(_, n)| n.to_owned()).collect()
}

/// Says that a name is not there, and which are like it.
pub(crate) fn say_missing<'e, E: Named + 'e>(
    entities: impl IntoIterator<Item = &'e E>,
    wanted: &str,
    talk: &mut dyn Write,
) -> std::io::Result<()> {
    writeln!(talk, "error: `{wanted}` is not in the graph")?;
    let near = near(entities, wanted);
    if near.is_empty() {
        writeln!(talk, "hint: `policygraph central --limit 30` lists names that are")
    } else {
        writeln!(talk, "hint: did you mean {}?", near.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", "))
    }
}
