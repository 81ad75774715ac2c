//! What a programme, law or document is about.
//!
//! A technology inside its name is its topic ("5G 혁신 전략"), and so is one that the title of its section names, or that
//! heads a bullet below it ("(1) 인공지능 : …").

use crate::view::{Proposal, View};
use policygraph_model::{EntityType, Mention, MentionId, Predicate, RelationFinding, SectionText, Status};

pub(crate) const ID: &str = "topic";

pub(crate) fn run(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    for (text, _) in SectionText::all(view.section) {
        for (id, mention) in view.names(text) {
            for topic in in_name(view, text, mention) {
                add(view, id, topic, mention.span, 0.7, out);
            }
        }
    }
    let Some((main, _)) = view.main_measure() else { return };
    for block in 0..view.section.blocks.len() {
        let text = SectionText::BLOCKS + block;
        for (topic, range) in technologies(view, text) {
            if heads_bullet(view.str(text), &range) {
                add(view, main, topic, view.found.mention(topic).span, 0.7, out);
            }
        }
    }
}

/// The technologies that a name is about: those inside it, less one that only follows another ("배터리 소재 사업" is about the first).
fn in_name(view: &View<'_>, text: usize, mention: &Mention) -> Vec<MentionId> {
    let string = view.str(text);
    let mut out = Vec::new();
    // 수출통제법, 저작권법: what one word is made of says how the law is called. In the gold annotations no more than two in five are topics.
    if !string[mention.range.clone()].contains(' ') {
        return out;
    }
    let mut last = None;
    for (topic, range) in technologies(view, text) {
        let inside = mention.range.start <= range.start && range.end <= mention.range.end;
        if !inside || range.len() == mention.range.len() || is_translation(string, mention, &range) {
            continue;
        }
        let follows = last
            .is_some_and(|end: usize| string.get(end..range.start).is_some_and(|between| between.trim().is_empty()));
        last = Some(range.end);
        if !follows {
            out.push(topic);
        }
    }
    out
}

/// Whether a range stands in a bracket of a name, which says the same in another language.
fn is_translation(string: &str, mention: &Mention, range: &std::ops::Range<usize>) -> bool {
    string[mention.range.start..range.start].contains('(') || string[..mention.range.start].ends_with('(')
}

fn technologies<'v>(view: &'v View<'_>, text: usize) -> impl Iterator<Item = (MentionId, std::ops::Range<usize>)> + 'v {
    view.all_names(text).filter(|(_, m)| m.kind == EntityType::Technology).map(|(id, m)| (id, m.range.clone()))
}

/// Whether a name is the head of its bullet: after a number, before a colon, or in the opening bracket.
fn heads_bullet(text: &str, range: &std::ops::Range<usize>) -> bool {
    let before = text[..range.start].trim_end();
    let after = text[range.end..].trim_start();
    let numbered = before.ends_with(')') && before.len() <= 5 && before.chars().any(|c| c.is_ascii_digit());
    (numbered && after.starts_with([':', '：'])) || (before == "(" && after.starts_with(')'))
}

fn add(
    view: &View<'_>,
    measure: MentionId,
    topic: MentionId,
    span: policygraph_model::Span,
    confidence: f64,
    out: &mut Vec<RelationFinding>,
) {
    let proposal = Proposal { subject: measure, predicate: Predicate::HasTopic, object: topic, rule: ID, confidence };
    view.propose(&proposal, Some(span), Status::Stated, None, out);
}
