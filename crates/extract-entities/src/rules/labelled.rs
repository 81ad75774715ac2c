//! A programme in the bracket that opens a bullet: "▸ (연안선박 전환 바우처) 한국해양진흥공사가 집행".

use super::Scene;
use crate::candidate::Candidate;
use policygraph_model::{BlockKind, EntityType, SectionText};
use policygraph_registry::Strength;

pub(crate) const ID: &str = "bullet-label";

/// Fewest and most words of such a name: a single one is a field ("(예산)"), more are a remark.
const WORDS: std::ops::RangeInclusive<usize> = 2..=7;

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let text = scene.str();
    let bullet = SectionText::block(scene.section, scene.number).is_some_and(|b| b.kind == BlockKind::Bullet);
    let lead = text.len() - text.trim_start().len();
    let Some(rest) = text.trim_start().strip_prefix('(').filter(|_| bullet) else { return };
    let Some(name) = rest.split_once(')').map(|(inner, _)| inner.trim()) else { return };
    let last = name.split_whitespace().next_back().unwrap_or_default();
    let class = scene.registry.lexicon().class_of(last);
    let programme = class.is_some_and(|c| c.kind == EntityType::Program && c.strength != Strength::Quoted)
        || last.ends_with("바우처");
    if !programme || !WORDS.contains(&name.split_whitespace().count()) || name.contains([',', ':', '(']) {
        return;
    }
    let start = lead + "(".len();
    out.push(Candidate::new(start..start + name.len(), name, EntityType::Program, ID, 8));
}
