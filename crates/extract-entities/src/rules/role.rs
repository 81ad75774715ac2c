//! A name that no list knows, in a role that only one type can fill: "구글은 누리온을 인수했다" makes 누리온 a company.
//!
//! The roles are those of the frames in `seeds/frames.csv`; what fills one is read from the grammar of the text. Only words that are
//! shaped like names count, so that "지분을 인수" names nothing. This is selectional preference as evidence for types (Resnik 1996).

use super::Scene;
use crate::candidate::{Candidate, choose};
use crate::shape;
use policygraph_frames::{Context, Referent};
use policygraph_korean::analysis::{Analysis, Phrase};
use policygraph_model::EntityType;
use std::ops::Range;

pub(crate) const ID: &str = "role";

/// Most words of such a name.
const LONGEST: usize = 3;

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let text = scene.str();
    let frames = scene.registry.frames();
    let names = choose(out.clone());
    let known: Vec<Range<usize>> =
        names.iter().filter(|c| c.kind != EntityType::Technology).map(|c| c.range.clone()).collect();
    let analysis = Analysis::new(text, &known, &|noun| frames.is_verbal(noun));
    let mut referents: Vec<Referent> = Vec::new();
    let mut add = |range: Range<usize>, kind: Option<EntityType>| {
        let id = u32::try_from(referents.len()).unwrap_or(u32::MAX);
        referents.push(Referent { id, range, kind });
    };
    for name in &names {
        add(name.range.clone(), Some(name.kind));
    }
    for phrase in analysis.phrases.iter().filter(|p| !p.inner) {
        if let Some(range) = unknown(scene, &analysis, phrase) {
            add(range, None);
        }
    }
    referents.sort_by_key(|r| (r.range.start, r.range.end));
    let context = Context::default();
    let reading = policygraph_frames::Scene { text, analysis: &analysis, referents: &referents, frames, context: &context };
    let mut typed: Vec<u32> = Vec::new();
    for (id, kind) in reading.types() {
        let Some(referent) = referents.iter().find(|r| r.id == id).filter(|_| !typed.contains(&id)) else { continue };
        typed.push(id);
        out.push(Candidate::new(referent.range.clone(), &text[referent.range.clone()], kind, ID, 3));
    }
}

/// The words at the end of a phrase that could be a name: shaped like one, behind what describes it.
fn unknown(scene: &Scene<'_>, analysis: &Analysis, phrase: &Phrase) -> Option<Range<usize>> {
    let lexicon = scene.registry.lexicon();
    let frames = scene.registry.frames();
    let word = |w: usize| &scene.str()[analysis.words[w].stem.clone()];
    let is_name = |w: usize| {
        let noun = word(w);
        !analysis.words[w].atom
            && shape::is_name(scene.registry, noun)
            && lexicon.class_of(noun).is_none_or(|c| c.word != noun)
            && !frames.is_verbal(noun)
            && !frames.is_relational(noun)
    };
    let last = phrase.nouns.end.checked_sub(1).filter(|&l| l >= phrase.nouns.start && is_name(l))?;
    let mut first = last;
    while first > phrase.nouns.start && last - first + 1 < LONGEST && is_name(first - 1) {
        first -= 1;
    }
    Some(analysis.words[first].stem.start..analysis.words[last].stem.end)
}
