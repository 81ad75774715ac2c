//! What the documents that were added last brought: entities and relations that no other document states.

use crate::Failure;
use crate::search::Brief;
use crate::subgraph::EdgeRow;
use crate::view::View;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use policygraph_graph::Edge;
use policygraph_model::EntityType;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// How many documents are told of.
const DOCUMENTS: usize = 10;
/// How many entities and relations of each are shown.
const SHOWN: usize = 12;

#[derive(Debug, Serialize)]
pub(crate) struct News {
    document: String,
    issued: Option<String>,
    /// When a build last stored it, in ISO 8601, where that was kept.
    added: Option<String>,
    /// Numbers of entities and relations that only this document states.
    entities: usize,
    relations: usize,
    /// The first of these entities: programmes and laws, then those with most relations.
    names: Vec<Brief>,
    /// The surest of these relations, with both their ends.
    facts: Vec<Fact>,
}

#[derive(Debug, Serialize)]
struct Fact {
    subject: Brief,
    object: Brief,
    #[serde(flatten)]
    edge: EdgeRow,
}

/// The only document that states a relation; nothing where there are several, or none.
fn only_document(edge: &Edge) -> Option<u32> {
    let mut documents = edge.statements().iter().map(|s| s.document);
    let first = documents.next()??;
    documents.all(|d| d == Some(first)).then_some(first)
}

/// The documents that were added last, the newest first, with what each brought; those of one time by date of issue, then by name.
pub(crate) fn news(view: &View, added: &BTreeMap<String, String>) -> Result<Vec<News>, Failure> {
    let mut documents: Vec<(Option<&String>, Option<&String>, &str)> =
        view.outlines()?.iter().map(|d| (added.get(&d.name), d.issued.as_ref(), d.name.as_str())).collect();
    documents.sort_by_key(|&(added, issued, name)| (Reverse((added, issued)), name));
    documents.truncate(DOCUMENTS);
    let told = documents.into_iter().map(|(added, issued, name)| {
        let place = view.graph.documents().iter().position(|d| d == name).and_then(|i| u32::try_from(i).ok());
        of_document(view, place, name, issued.cloned(), added.cloned())
    });
    Ok(told.collect())
}

fn of_document(view: &View, place: Option<u32>, name: &str, issued: Option<String>, added: Option<String>) -> News {
    let g = view.graph.graph();
    let is_new = |edge: &Edge| place.is_some() && only_document(edge) == place;
    let mut facts: Vec<_> = g.edge_references().filter(|e| is_new(e.weight())).collect();
    let ends: BTreeSet<NodeIndex> = facts.iter().flat_map(|e| [e.source(), e.target()]).collect();
    let all_new = |v: NodeIndex| g.edges(v).chain(g.edges_directed(v, petgraph::Incoming)).all(|e| is_new(e.weight()));
    let mut nodes: Vec<NodeIndex> = ends.into_iter().filter(|&v| all_new(v)).collect();
    let is_programme = |v: NodeIndex| matches!(g[v].kind, EntityType::Program | EntityType::Legislation);
    nodes.sort_by_key(|&v| (Reverse(is_programme(v)), Reverse(view.degree(v)), v));
    facts.sort_by(|a, b| b.weight().confidence().total_cmp(&a.weight().confidence()).then(a.id().cmp(&b.id())));
    News {
        document: name.to_owned(),
        issued,
        added,
        entities: nodes.len(),
        relations: facts.len(),
        names: nodes.iter().take(SHOWN).map(|&v| Brief::of(view, v)).collect(),
        facts: facts
            .iter()
            .take(SHOWN)
            .map(|e| Fact {
                subject: Brief::of(view, e.source()),
                object: Brief::of(view, e.target()),
                edge: EdgeRow::of(view, e.source(), e.weight(), e.target()),
            })
            .collect(),
    }
}
