//! A line of a budget: "△기초 연구(1,200억 원)", "▲해양 관측 1.2조 원".
//!
//! What carries an amount of its own behind a list mark is a programme of its own.

use super::Scene;
use crate::candidate::Candidate;
use policygraph_korean::number;
use policygraph_model::{EntityType, SectionText};

pub(crate) const ID: &str = "budget-line";

/// Marks that open a member of an inline list.
pub(crate) const MARKS: &[char] = &['△', '▲', '▷'];

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    for (mark, sign) in phrase.text.match_indices(MARKS) {
        let from = mark + sign.len();
        let item = &phrase.text[from..];
        let item = &item[..item.find(MARKS).unwrap_or(item.len())];
        let Some(digit) = item.find(|c: char| c.is_ascii_digit()) else { continue };
        // The amount follows its name at once; a digit inside the name is none.
        let Some(amount) = number::read(&item[digit..]).filter(|n| n.scaled && item[..digit].ends_with(' ')) else {
            continue;
        };
        if scene.registry.currency_at(item[digit + amount.len..].trim_start()).is_some() {
            propose(scene, out, from, digit);
        }
    }
    // ‘해양 관측’ 3억 엔: what is quoted right before its sum.
    for range in super::quoted::quotations(&phrase.text) {
        let after = phrase.text[range.end..].trim_start_matches(|c: char| !c.is_alphanumeric());
        if is_sum(scene, after) && phrase.text[range.end..].len() - after.len() <= 8 {
            propose(scene, out, range.start, range.len());
        }
    }
    // 해양 관측 : (’21) 3억 원: a line that gives a name and its sum.
    if let Some((name, sum)) =
        phrase.text.split_once(" : ").filter(|(n, s)| !n.contains(MARKS) && is_sum(scene, s.trim_start()))
    {
        let whole = sum.trim_start().chars().count() <= 20;
        if whole && SectionText::block(scene.section, scene.number).is_some() {
            propose(scene, out, 0, name.len());
        }
    }
    for bracket in &phrase.brackets {
        let inner = scene.str()[bracket.inner.clone()].trim_start_matches("약 ").trim_start_matches('약');
        let Some(amount) = number::read(inner) else { continue };
        let is_amount = scene.registry.currency_at(inner[amount.len..].trim_start()).is_some();
        let Some(mark) = phrase.text[..bracket.at].rfind(MARKS) else { continue };
        let from = mark + phrase.text[mark..].chars().next().map_or(0, char::len_utf8);
        if is_amount {
            propose(scene, out, from, bracket.at - from);
        }
    }
}

/// Whether a text starts with an amount of money, perhaps behind 약 or 총, or behind that of the year before ("310 → 762억 원").
fn is_sum(scene: &Scene<'_>, text: &str) -> bool {
    let text = text.split_once('→').map_or(text, |(_, now)| now.trim_start());
    let text = text.trim_start_matches("약 ").trim_start_matches("총 ").trim_start_matches('약');
    number::read(text)
        .filter(|n| n.scaled)
        .is_some_and(|n| scene.registry.currency_at(text[n.len..].trim_start()).is_some())
}

/// Proposes the words of `len` bytes behind a list mark as a programme.
fn propose(scene: &Scene<'_>, out: &mut Vec<Candidate>, from: usize, len: usize) {
    let raw = &scene.phrase.text[from..from + len];
    let name = raw.trim();
    if name.is_empty() || name.chars().count() > 30 || name.contains([',', '.']) || name.ends_with("분야") {
        return;
    }
    let start = from + (raw.len() - raw.trim_start().len());
    let original = scene.phrase.original(&(start..start + name.len()));
    let taken = out.iter().any(|c| c.range == original && c.kind != EntityType::Technology);
    if !taken {
        out.push(Candidate::new(original, name, EntityType::Program, ID, 6));
    }
}
