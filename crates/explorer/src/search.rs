//! Entities by parts of their names.

use crate::names::{compared, folded, is_unseen};
use crate::view::View;
use memchr::memmem;
use petgraph::graph::NodeIndex;
use policygraph_korean::particle;
use policygraph_model::EntityType;
use serde::Serialize;
use std::cmp::Reverse;
use unicode_normalization::UnicodeNormalization;

/// How well a name answers: the least is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Match {
    Whole,
    Start,
    Inside,
}

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

/// What was typed without the particle at its end (미국의); nothing if it has none.
fn without_particle(text: &str) -> Option<String> {
    let composed: String = text.trim().nfc().filter(|c| !is_unseen(*c)).collect();
    let (stem, _) = particle::split(&composed)?;
    (stem.chars().count() >= 2).then(|| folded(stem))
}

/// The entities whose names have these letters in them: those of whole names first, then those that start so, each with the
/// most relations first.
pub(crate) fn search(view: &View, text: &str, kinds: &[EntityType], limit: usize) -> Vec<Found> {
    let wanted = folded(text);
    let best = matches(view, text, kinds);
    best.into_iter().take(limit).map(|(_, _, v)| found(view, v, &wanted)).collect()
}

/// The entities whose names have these letters in them, the best first.
pub(crate) fn matches(view: &View, text: &str, kinds: &[EntityType]) -> Vec<(Match, Reverse<usize>, NodeIndex)> {
    let wanted = folded(text);
    let mut best = matches_of(view, &wanted, kinds);
    // Only a whole name is worth more than what was typed: 미국 for 미국의, but no part of a name for a name that ends like a particle.
    let whole = |of: &[(Match, Reverse<usize>, NodeIndex)]| of.iter().any(|m| m.0 == Match::Whole);
    if !whole(&best)
        && let Some(stem) = without_particle(text)
    {
        let mut of_stem = matches_of(view, &stem, kinds);
        of_stem.retain(|m| m.0 == Match::Whole);
        best.retain(|m| of_stem.iter().all(|s| s.2 != m.2));
        best.splice(0..0, of_stem);
    }
    best
}

/// The entities with these folded letters in a name, the best first.
fn matches_of(view: &View, wanted: &str, kinds: &[EntityType]) -> Vec<(Match, Reverse<usize>, NodeIndex)> {
    if wanted.is_empty() {
        return Vec::new();
    }
    let g = view.graph.graph();
    let finder = memmem::Finder::new(wanted.as_bytes());
    let mut best: Vec<(Match, Reverse<usize>, NodeIndex)> = Vec::new();
    for (name, v) in &view.names.folded {
        let name = compared(name, wanted);
        let Some(at) = finder.find(name.as_bytes()) else { continue };
        if !kinds.is_empty() && !kinds.contains(&g[*v].kind) {
            continue;
        }
        let how = match at {
            0 if name.len() == wanted.len() => Match::Whole,
            0 => Match::Start,
            _ => Match::Inside,
        };
        best.push((how, Reverse(view.degree(*v)), *v));
    }
    // A node has several names; its best one counts.
    best.sort_unstable_by_key(|&(how, _, v)| (v, how));
    best.dedup_by_key(|(_, _, v)| *v);
    best.sort_unstable();
    best
}

fn found(view: &View, v: NodeIndex, wanted: &str) -> Found {
    let node = &view.graph.graph()[v];
    let answers = |name: &&str| compared(&folded(name), wanted).contains(wanted);
    let in_label = [Some(node.label.as_str()), node.label_en.as_deref()].into_iter().flatten().any(|n| answers(&n));
    let name = if in_label { None } else { node.names().find(answers).map(str::to_owned) };
    Found { entity: Brief::of(view, v), name }
}
