//! What the heading says about the names below it: an agency, company, place or programme under "일본" is of Japan.
//!
//! Names that the registry places in another country are left out: the text speaks of them as foreign. A company is of
//! the country of the heading only if nothing else is known of it.

use crate::view::{Proposal, View};
use policygraph_model::{EntityType, Mention, Predicate, RelationFinding, SectionText, Status};
use std::collections::BTreeSet;

pub(crate) const ID: &str = "heading-country";

pub(crate) fn run(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    let Some(country) = view.heading_country() else { return };
    let code = view.section.context.country.as_deref();
    let mut done = BTreeSet::new();
    for (text, _) in SectionText::all(view.section) {
        for (id, mention) in view.names(text) {
            let Some((predicate, confidence)) = predicate(mention) else { continue };
            let foreign = mention.country.is_some() && mention.country.as_deref() != code;
            if foreign || !done.insert((mention.kind, mention.name.clone())) {
                continue;
            }
            let proposal = Proposal { subject: id, predicate, object: country, rule: ID, confidence };
            view.propose(&proposal, Some(mention.span), Status::Stated, None, out);
        }
    }
}

fn predicate(mention: &Mention) -> Option<(Predicate, f64)> {
    let known = mention.registry.is_some();
    Some(match mention.kind {
        EntityType::GovernmentAgency => (Predicate::HasJurisdiction, 0.9),
        EntityType::Program => (Predicate::ImplementedIn, 0.8),
        // A continent or region of the world lies in no country.
        EntityType::Place if known && mention.country.is_none() => return None,
        EntityType::Place if known => (Predicate::LocatedIn, 0.95),
        EntityType::Place => (Predicate::LocatedIn, 0.7),
        EntityType::Company | EntityType::ResearchOrganization | EntityType::Association => {
            (Predicate::BasedIn, if known { 0.9 } else { 0.7 })
        }
        _ => return None,
    })
}
