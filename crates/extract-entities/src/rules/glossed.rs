//! A product that the text gives its Latin name in a bracket, before the noun for what it is: "하늘두레(Skydure) 플랫폼을".

use super::{Scene, role};
use crate::candidate::Candidate;
use policygraph_model::EntityType;

pub(crate) const ID: &str = "glossed-product";

/// What only a thing is, beside the class words of products.
const THINGS: &[&str] = &["인공지능", "챗봇", "알고리즘", "소프트웨어"];

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let lexicon = scene.registry.lexicon();
    let is_thing = |noun: &str| {
        let class = || lexicon.class_of(noun).is_some_and(|c| c.word == noun && c.kind == EntityType::Product);
        THINGS.contains(&noun) || class()
    };
    for pair in scene.phrase.words.windows(2) {
        let name = scene.phrase.original(&pair[0].range);
        let apart = pair[0].particle.is_none() && scene.str()[name.end..].starts_with('(');
        let known = || out.iter().any(|c| c.registry.is_some() && c.range.start < name.end && name.start < c.range.end);
        if apart && is_thing(scene.phrase.stem(&pair[1])) && role::is_glossed(scene, &name) && !known() {
            out.push(Candidate::new(name.clone(), &scene.str()[name], EntityType::Product, ID, 5));
        }
    }
}
