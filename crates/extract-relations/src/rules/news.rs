//! A report that a news item is titled with was published by the organization that the item gives as its source.
//!
//! "2030 해운 전망 (가온연구소 / 2020.1.3.)": 가온연구소 announces the document.

use crate::view::{Proposal, View};
use policygraph_model::{EntityType, Predicate, RelationFinding, SectionKind, SectionText, Status};

pub(crate) const ID: &str = "report-source";

pub(crate) fn run(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    if view.section.kind != SectionKind::News {
        return;
    }
    let Some((document, mention)) = view.names(SectionText::TITLE).find(|(_, m)| m.kind == EntityType::Document) else {
        return;
    };
    let publisher = view
        .names(SectionText::PUBLISHER)
        .chain(view.names(SectionText::BLOCKS))
        .find(|(_, m)| m.kind.is_organization() && m.kind != EntityType::MediaOrganization);
    let Some((publisher, _)) = publisher else { return };
    let proposal =
        Proposal { subject: publisher, predicate: Predicate::Announces, object: document, rule: ID, confidence: 0.85 };
    view.propose(&proposal, Some(mention.span), Status::Stated, None, out);
}
