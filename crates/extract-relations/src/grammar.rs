//! The grammar of a text with the names in it: analysed once, read by all rules.

use policygraph_frames::{Fillers, Referent};
use policygraph_korean::analysis::Analysis;
use policygraph_registry::Frames;

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
    /// Analyses a text with what it names.
    pub(crate) fn new(text: &str, referents: Vec<Referent>, frames: &Frames) -> Self {
        let analysis = Analysis::new(text, &atoms(&referents), &|noun| frames.is_verbal(noun));
        let fillers = Fillers::new(&analysis);
        Self { referents, analysis, fillers }
    }
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
