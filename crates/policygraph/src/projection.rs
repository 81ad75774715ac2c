//! The store as a graph, and the copy of it beside the store.

use anyhow::Result;
use policygraph_graph::{Edge, Node, PolicyGraph, Statement};
use policygraph_model::EntityType;
use policygraph_store::{Annotation, Store, state};
use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// Files in the folder of the store; each is good for one state of the store, and made anew for another.
const RELATIONS: &str = "graph-relations";
const STATEMENTS: &str = "graph-statements";

/// All entities and relations of a store, with the statements of each if they are wanted.
pub(crate) fn read(folder: &Path, statements: bool) -> Result<PolicyGraph> {
    let now = state(folder)?;
    let kept = fs::read(folder.join(RELATIONS)).ok().and_then(|bytes| PolicyGraph::decode_relations(&bytes, &now));
    let mut graph = match kept {
        Some(graph) => graph,
        None => {
            let graph = read_relations(&Store::open_read_only(folder)?)?;
            keep(folder, RELATIONS, &now, || graph.encode_relations(&now));
            graph
        }
    };
    if statements {
        let kept = fs::read(folder.join(STATEMENTS)).is_ok_and(|bytes| graph.decode_statements(&bytes, &now));
        if !kept {
            read_statements(&Store::open_read_only(folder)?, &mut graph)?;
            keep(folder, STATEMENTS, &now, || graph.encode_statements(&now));
        }
    }
    Ok(graph)
}

/// What a file beside the store keeps; made and kept anew where it is of another state.
pub(crate) fn kept<T>(
    folder: &Path,
    name: &str,
    decode: impl FnOnce(&[u8], &str) -> Option<T>,
    encode: impl FnOnce(&T, &str) -> Vec<u8>,
    make: impl FnOnce() -> Result<T>,
) -> Result<T> {
    let now = state(folder)?;
    if let Some(kept) = fs::read(folder.join(name)).ok().and_then(|bytes| decode(&bytes, &now)) {
        return Ok(kept);
    }
    let made = make()?;
    keep(folder, name, &now, || encode(&made, &now));
    Ok(made)
}

/// Keeps a copy, unless the store was written meanwhile. A folder that cannot be written is no error: the next analysis
/// reads the store again.
fn keep(folder: &Path, name: &str, then: &str, encode: impl FnOnce() -> Vec<u8>) {
    if state(folder).is_ok_and(|now| now == then) {
        let temporary = folder.join(format!("{name}-{}", std::process::id()));
        let written = fs::write(&temporary, encode()).and_then(|()| fs::rename(&temporary, folder.join(name)));
        if written.is_err() {
            let _ = fs::remove_file(&temporary);
        }
    }
}

/// Writes values of entities into a graph of the store; the copies beside it stay good, for relations do not change.
pub(crate) fn annotate(folder: &Path, graph: &str, description: &str, values: &[(&str, Annotation)]) -> Result<()> {
    let before = state(folder)?;
    let relations = fs::read(folder.join(RELATIONS)).ok().and_then(|b| PolicyGraph::decode_relations(&b, &before));
    Store::open(folder)?.annotate(graph, description, values)?;
    if let Some(mut relations) = relations {
        let now = state(folder)?;
        keep(folder, RELATIONS, &now, || relations.encode_relations(&now));
        if fs::read(folder.join(STATEMENTS)).is_ok_and(|bytes| relations.decode_statements(&bytes, &before)) {
            keep(folder, STATEMENTS, &now, || relations.encode_statements(&now));
        }
    }
    Ok(())
}

/// All entities and relations of an open store.
pub(crate) fn read_relations(store: &Store) -> Result<PolicyGraph> {
    let mut graph = PolicyGraph::default();
    let entities = store.entities()?;
    let places: HashMap<&str, u32> = entities.keys().map(String::as_str).zip(0..).collect();
    let relations = store.relations(&places)?;
    let mut nodes = Vec::with_capacity(entities.len());
    for entity in entities.into_values() {
        nodes.push(
            graph.add_node(Node {
                // Where documents disagree on a type, the first in the order of the closed list stands in the graph.
                kind: entity.kinds.iter().copied().min().unwrap_or(EntityType::Document),
                id: entity.id,
                other_names: entity
                    .names
                    .into_iter()
                    .filter(|n| *n != entity.label && Some(n) != entity.label_en.as_ref())
                    .collect(),
                label: entity.label,
                label_en: entity.label_en,
                countries: entity.countries,
            }),
        );
    }
    for (source, target, predicate) in relations {
        graph.connect(nodes[source as usize], nodes[target as usize], Edge::new(predicate));
    }
    Ok(graph)
}

fn read_statements(store: &Store, graph: &mut PolicyGraph) -> Result<()> {
    let mut statements = store.statements()?;
    let mut documents: Vec<String> = statements.values().flatten().map(|s| s.document.clone()).collect();
    let mut sections: Vec<String> = statements.values().flatten().map(|s| s.section.clone()).collect();
    for names in [&mut documents, &mut sections] {
        names.sort();
        names.dedup();
        names.retain(|d| !d.is_empty());
    }
    let numbers = |names: &[String]| names.iter().cloned().zip(0..).collect::<HashMap<String, u32>>();
    let (document, section) = (numbers(&documents), numbers(&sections));
    graph.set_statements(documents, sections, |source, predicate, target| {
        let of = statements.remove(&(source.id.clone(), predicate, target.id.clone())).unwrap_or_default();
        of.iter()
            .map(|s| Statement {
                claim: s.claim,
                document: document.get(&s.document).copied(),
                section: section.get(&s.section).copied(),
                status: s.status,
                confidence: s.confidence,
                years: s.years,
            })
            .collect()
    });
    Ok(())
}
