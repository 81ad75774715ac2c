//! Names given on the command line to entities of the store.

use indexmap::IndexMap;
use policygraph_korean::name;
use policygraph_store::StoredEntity;
use policygraph_store::vocabulary::ID;
use std::io::Write;

/// How alike a name must be to be offered, from 0 to 1.
const NEAR: f64 = 0.75;
/// How many near names are offered.
const OFFERED: usize = 5;

/// The entities that a name or id means, in the order of their ids.
pub(crate) fn find<'e>(entities: &'e IndexMap<String, StoredEntity>, wanted: &str) -> Vec<&'e StoredEntity> {
    let id = wanted.strip_prefix("id:").unwrap_or(wanted);
    if let Some(entity) = entities.get(wanted).or_else(|| entities.get(&format!("{ID}{id}"))) {
        return vec![entity];
    }
    let key = name::key(wanted);
    entities.values().filter(|e| e.names.iter().any(|n| name::key(n) == key)).collect()
}

/// Names of the store that are like the one wanted, the likest first.
fn near(entities: &IndexMap<String, StoredEntity>, wanted: &str) -> Vec<String> {
    let key = name::key(wanted);
    let mut scored: Vec<(f64, &str)> = entities
        .values()
        .flat_map(|e| &e.names)
        .map(|n| {
            let other = name::key(n);
            let contained = key.chars().count() >= 2
                && (other.contains(&key) || key.contains(&other))
                && other.chars().count() >= 2;
            let score = strsim::jaro_winkler(&key, &other);
            (if contained { score.max(NEAR) } else { score }, n.as_str())
        })
        .filter(|(score, _)| *score >= NEAR)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.dedup_by(|a, b| a.1 == b.1);
    scored.into_iter().take(OFFERED).map(|(_, n)| n.to_owned()).collect()
}

/// Says that a name is not there, and which are like it.
pub(crate) fn say_missing(
    entities: &IndexMap<String, StoredEntity>,
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
