//! A line of a budget: "△기초 연구(1,200억 원)", "‘○○ 사업’(300억 원)".
//!
//! What carries an amount of its own in brackets behind a list mark is a programme of its own.

use super::Scene;
use crate::candidate::Candidate;
use policygraph_korean::number;
use policygraph_model::EntityType;

pub(crate) const ID: &str = "budget-line";

/// Marks that open a member of an inline list.
const MARKS: &[char] = &['△', '▲', '▷'];

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    for bracket in &phrase.brackets {
        let inner = scene.str()[bracket.inner.clone()].trim_start_matches("약 ").trim_start_matches('약');
        let Some(amount) = number::read(inner) else { continue };
        let is_amount = scene.registry.currency_at(inner[amount.len..].trim_start()).is_some();
        let Some(mark) = phrase.text[..bracket.at].rfind(MARKS) else { continue };
        let from = mark + phrase.text[mark..].chars().next().map_or(0, char::len_utf8);
        let raw = &phrase.text[from..bracket.at];
        let name = raw.trim();
        if !is_amount || name.is_empty() || name.chars().count() > 30 || name.contains([',', '.']) {
            continue;
        }
        let start = from + (raw.len() - raw.trim_start().len());
        let original = phrase.original(&(start..start + name.len()));
        let taken = out.iter().any(|c| c.range == original && c.kind != EntityType::Technology);
        if !taken {
            out.push(Candidate::new(original, name, EntityType::Program, ID, 6));
        }
    }
}
