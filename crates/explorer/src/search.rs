//! Entities by parts of their names.

use crate::view::View;
use petgraph::graph::NodeIndex;
use policygraph_graph::search::{compared, folded, matches};
use policygraph_model::EntityType;
use serde::Serialize;

/// An entity that was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Found {
    #[serde(flatten)]
    pub entity: Brief,
    /// The name that answers, where that is no label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// An entity in few words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Brief {
    pub id: String,
    pub label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
    #[serde(rename = "type")]
    pub kind: EntityType,
    pub countries: Vec<String>,
    /// Number of its relations.
    pub degree: usize,
}

impl Brief {
    pub(crate) fn of(view: &View, v: NodeIndex) -> Self {
        let node = &view.graph.graph()[v];
        Self {
            id: node.id.clone(),
            label: node.label.clone(),
            en: node.label_en.clone(),
            kind: node.kind,
            countries: view.countries(v).into_iter().map(str::to_owned).collect(),
            degree: view.degree(v),
        }
    }
}

/// The entities whose names have these letters in them: those of whole names first, then those that start so, each with the
/// most relations first.
pub(crate) fn search(view: &View, text: &str, kinds: &[EntityType], limit: usize) -> Vec<Found> {
    let wanted = folded(text);
    let best = matches(&view.graph, &view.names, text, kinds);
    best.into_iter().take(limit).map(|(_, _, v)| found(view, v, &wanted)).collect()
}

fn found(view: &View, v: NodeIndex, wanted: &str) -> Found {
    let node = &view.graph.graph()[v];
    let answers = |name: &&str| compared(&folded(name), wanted).contains(wanted);
    let in_label = [Some(node.label.as_str()), node.label_en.as_deref()].into_iter().flatten().any(|n| answers(&n));
    let name = if in_label { None } else { node.names().find(answers).map(str::to_owned) };
    Found { entity: Brief::of(view, v), name }
}
