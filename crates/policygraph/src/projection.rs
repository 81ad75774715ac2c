//! Documents as a graph, and the copy of it beside a store.

use crate::call::Location;
use crate::comparing;
use anyhow::Result;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use policygraph_comparison::Context;
use policygraph_graph::{Edge, Node, PolicyGraph, Statement};
use policygraph_model::{EntityType, Predicate};
use policygraph_store::{Annotation, DirectFacts, Facts, FoldedTriples, PlainClaim, Records, Store, state};
use policygraph_tables::Tables;
use rayon::prelude::*;
use std::collections::HashMap;
use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::iter::successors;
use std::num::NonZeroU32;
use std::path::Path;
use std::sync::Arc;

/// Files in the folder of the store; each is good for one state of the store, and made anew for another.
const RELATIONS: &str = "graph-relations";
const STATEMENTS: &str = "graph-statements";
const CONTEXT: &str = "graph-context";

/// All entities and relations, with the statements of each if they are wanted.
pub(crate) fn read(location: &Location, statements: bool) -> Result<PolicyGraph> {
    let (graph, _) = read_with(location, statements, false)?;
    Ok(graph)
}

/// All entities and relations with their statements, and the budgets, tags and sections.
pub(crate) fn read_with_context(location: &Location) -> Result<(PolicyGraph, Context)> {
    read_with(location, true, true)
}

fn read_with(location: &Location, statements: bool, context: bool) -> Result<(PolicyGraph, Context)> {
    match location {
        Location::Store(folder) => read_store(folder, statements, context),
        Location::Endpoint(_) => of(&location.open()?, statements, context),
        Location::Tables(folder) => of(&Tables::open(folder)?, statements, context),
    }
}

/// From the copies beside a store, which are made where they are missing.
fn read_store(folder: &Path, statements: bool, context: bool) -> Result<(PolicyGraph, Context)> {
    let now = state(folder)?;
    let kept = |name: &str| fs::read(folder.join(name)).unwrap_or_default();
    let mut graph = match PolicyGraph::decode_relations(&kept(RELATIONS), &now) {
        Some(graph) => graph,
        None => {
            let graph = read_relations(&Store::open_read_only(folder)?)?;
            keep(folder, RELATIONS, &now, || graph.encode_relations(&now));
            graph
        }
    };
    if !statements {
        return Ok((graph, Context::default()));
    }
    let has_statements = graph.decode_statements(&kept(STATEMENTS), &now);
    let kept_context = if context { Context::decode(&kept(CONTEXT), &now) } else { Some(Context::default()) };
    if let (true, Some(context)) = (has_statements, kept_context) {
        return Ok((graph, context));
    }
    // Claims take long to read, so all that is made of them is made at once.
    let store = Store::open_read_only(folder)?;
    let (claims, context) = comparing::read(&store, || store.budgets())?;
    set_statements(&mut graph, &claims.relations);
    keep(folder, STATEMENTS, &now, || graph.encode_statements(&now));
    keep(folder, CONTEXT, &now, || context.encode(&now));
    Ok((graph, context))
}

/// What commands take from documents, so that none has to read the store for it: the relations, with their statements and with the budgets, tags
/// and sections if they are wanted.
pub(crate) fn of(documents: &impl Facts, statements: bool, context: bool) -> Result<(PolicyGraph, Context)> {
    let mut graph = read_relations(documents)?;
    if context {
        let (claims, context) = comparing::read(documents, || documents.budgets())?;
        set_statements(&mut graph, &claims.relations);
        return Ok((graph, context));
    }
    if statements {
        set_statements(&mut graph, &documents.all_claims()?.relations);
    }
    Ok((graph, Context::default()))
}

/// As [`of`], with all, from the records of a store: an archive's triples are given back before its claims are read.
pub(crate) fn of_records(triples: FoldedTriples, records: &mut Records) -> Result<(PolicyGraph, Context)> {
    let mut graph = read_relations(&triples)?;
    let budgets = triples.budgets()?;
    drop(triples);
    let claims = records.claims()?;
    let (claims, context) = comparing::read(&claims, || Ok(budgets))?;
    set_statements(&mut graph, &claims.relations);
    Ok((graph, context))
}

/// Keeps copies beside a store that nothing has open for writing.
pub(crate) fn keep_all(folder: &Path, graph: &PolicyGraph, context: &Context) -> Result<()> {
    let now = state(folder)?;
    keep(folder, RELATIONS, &now, || graph.encode_relations(&now));
    keep(folder, STATEMENTS, &now, || graph.encode_statements(&now));
    keep(folder, CONTEXT, &now, || context.encode(&now));
    Ok(())
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
        if let Some(context) = fs::read(folder.join(CONTEXT)).ok().and_then(|bytes| Context::decode(&bytes, &before)) {
            keep(folder, CONTEXT, &now, || context.encode(&now));
        }
    }
    Ok(())
}

/// All entities and relations.
pub(crate) fn read_relations(store: &impl DirectFacts) -> Result<PolicyGraph> {
    let mut graph = PolicyGraph::default();
    let entities = store.entities()?;
    let places: HashMap<&str, u32> = entities.keys().map(String::as_str).zip(0..).collect();
    let relations = store.relations(&places)?;
    drop(places);
    graph.reserve(entities.len(), relations.len());
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

/// Gives each relation its statements, the strongest first.
fn set_statements(graph: &mut PolicyGraph, claims: &[(Predicate, PlainClaim)]) {
    let names = |of: fn(&PlainClaim) -> &Arc<str>| {
        let mut names: Vec<&str> = claims.iter().map(|(_, c)| &**of(c)).filter(|n| !n.is_empty()).collect();
        names.par_sort_unstable();
        names.dedup();
        names.into_iter().map(str::to_owned).collect::<Vec<String>>()
    };
    let (documents, sections) = (names(|c| &c.document), names(|c| &c.section));
    let places = |names: &[String]| names.iter().cloned().zip(0..).collect::<HashMap<String, u32>>();
    let (document, section) = (places(&documents), places(&sections));
    let statement = |claim: &PlainClaim| Statement {
        claim: claim.id,
        document: document.get(&*claim.document).copied(),
        section: section.get(&*claim.section).copied(),
        status: claim.status,
        confidence: claim.confidence,
        years: claim.years,
    };
    let by_relation = ByRelation::of(claims);
    graph.set_statements(documents, sections, |source, predicate, target| {
        by_relation.claims(&source.id, predicate, &target.id).map(statement).collect()
    });
}

/// Claims by the relation that they state. There are millions, so no relation is copied, and each claim takes only the place of the next.
struct ByRelation<'c> {
    claims: &'c [(Predicate, PlainClaim)],
    hasher: RandomState,
    /// The first claim of each relation.
    first: HashTable<u32>,
    /// The next claim of the same relation.
    next: Vec<Option<NonZeroU32>>,
}

impl<'c> ByRelation<'c> {
    fn of(claims: &'c [(Predicate, PlainClaim)]) -> Self {
        let mut by_relation =
            Self { claims, hasher: RandomState::new(), first: HashTable::new(), next: vec![None; claims.len()] };
        // The last first, so that each is put before those behind it.
        (0..u32::try_from(claims.len()).unwrap_or(u32::MAX)).rev().for_each(|place| by_relation.put(place));
        by_relation
    }

    fn put(&mut self, place: u32) {
        let (claims, hasher) = (self.claims, &self.hasher);
        let of = |place: u32| stated(&claims[place as usize]);
        let relation = of(place);
        let entry = self.first.entry(
            hasher.hash_one(relation),
            |&first| of(first) == relation,
            |&first| hasher.hash_one(of(first)),
        );
        match entry {
            Entry::Occupied(mut first) => {
                self.next[place as usize] = NonZeroU32::new(std::mem::replace(first.get_mut(), place));
            }
            Entry::Vacant(free) => {
                free.insert(place);
            }
        }
    }

    /// The claims that state a relation, in order.
    fn claims(&self, subject: &str, predicate: Predicate, object: &str) -> impl Iterator<Item = &'c PlainClaim> {
        let relation = (subject, predicate, object);
        let is_of = |&first: &u32| stated(&self.claims[first as usize]) == relation;
        let first = self.first.find(self.hasher.hash_one(relation), is_of).copied();
        let places = successors(first, |&place| self.next[place as usize].map(NonZeroU32::get));
        places.map(|place| &self.claims[place as usize].1)
    }
}

/// What a claim states.
fn stated((predicate, claim): &(Predicate, PlainClaim)) -> (&str, Predicate, &str) {
    (&claim.subject, *predicate, &claim.object)
}
