//! The grammar of a text with the names in it: analysed once, where a rule asks for it, and read by all rules.

use policygraph_frames::{Fillers, Referent};
use policygraph_korean::analysis::Analysis;
use policygraph_registry::Frames;
use std::cell::OnceCell;

/// A text's names and words for names, and its words, phrases and clauses.
#[derive(Debug)]
pub(crate) struct Grammar<'a> {
    text: &'a str,
    frames: &'a Frames,
    /// What it names, in order.
    pub referents: Vec<Referent>,
    analysed: OnceCell<(Analysis, Fillers)>,
}

impl<'a> Grammar<'a> {
    /// That of a text with what it names.
    pub(crate) fn new(text: &'a str, referents: Vec<Referent>, frames: &'a Frames) -> Self {
        Self { text, frames, referents, analysed: OnceCell::new() }
    }

    /// Its words, phrases and clauses.
    pub(crate) fn analysis(&self) -> &Analysis {
        &self.analysed().0
    }

    /// What its phrases name.
    pub(crate) fn fillers(&self) -> &Fillers {
        &self.analysed().1
    }

    fn analysed(&self) -> &(Analysis, Fillers) {
        self.analysed.get_or_init(|| {
            let is_verbal = |noun: &str| self.frames.is_verbal(noun);
            let analysis = Analysis::new(self.text, &atoms(&self.referents), &is_verbal);
            let fillers = Fillers::new(&analysis);
            (analysis, fillers)
        })
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
