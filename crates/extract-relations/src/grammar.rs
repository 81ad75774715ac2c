//! The grammar of a text with the names in it: analysed once, read by all rules.

use crate::view::View;
use policygraph_frames::{Fillers, Referent};
use policygraph_korean::analysis::Analysis;
use policygraph_model::EntityType;

/// A text's names and words for names, and its words, phrases and clauses.
#[derive(Debug)]
pub(crate) struct Grammar {
    /// What it names, in order.
    pub referents: Vec<Referent>,
    /// Its grammar.
    pub analysis: Analysis,
    /// What its phrases name.
    pub fillers: Fillers,
}

impl Grammar {
    /// Analyses a text of a section.
    pub(crate) fn new(view: &View<'_>, text: usize) -> Self {
        let referents = referents(view, text);
        let frames = view.registry.frames();
        let analysis = Analysis::new(view.str(text), &atoms(&referents), &|noun| frames.is_verbal(noun));
        let fillers = Fillers::new(&analysis);
        Self { referents, analysis, fillers }
    }
}

/// The names of a text, and the words that stand for names before them.
fn referents(view: &View<'_>, text: usize) -> Vec<Referent> {
    let all = view.all_names(text);
    let own = all.filter(|(_, m)| !m.range.is_empty()).map(|(id, m)| Referent {
        id: id.0,
        range: m.range.clone(),
        kind: Some(m.kind),
    });
    let mut referents: Vec<Referent> = own.collect();
    // A technology may stand in the words for a programme.
    let inside = |r: &std::ops::Range<usize>, all: &[Referent]| {
        let other =
            |o: &Referent| o.kind != Some(EntityType::Technology) || r.start > o.range.start || o.range.end > r.end;
        all.iter().any(|o| o.range.start < r.end && r.start < o.range.end && other(o))
    };
    for (range, id, mention) in view.anaphors(text) {
        // 양국 stands for two at one place.
        let beside = referents.iter().any(|r| r.range == range);
        if beside || !inside(&range, &referents) {
            referents.push(Referent { id: id.0, range, kind: Some(mention.kind) });
        }
    }
    referents.sort_by_key(|r| (r.range.start, std::cmp::Reverse(r.range.end)));
    referents
}

/// The names as ranges that do not overlap: a technology inside a longer name is no noun of its own.
fn atoms(referents: &[Referent]) -> Vec<std::ops::Range<usize>> {
    let mut out: Vec<std::ops::Range<usize>> = Vec::new();
    for referent in referents {
        if out.last().is_none_or(|last| last.end <= referent.range.start) && !referent.range.is_empty() {
            out.push(referent.range.clone());
        }
    }
    out
}
