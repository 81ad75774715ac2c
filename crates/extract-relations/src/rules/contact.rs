//! Who answers for a press release: the persons of its contact lines belong to the office that the line names, which belongs to the
//! body before it. "담당 부서 고용노동부 기업훈련지원과 책임자 과장 ○○○", "담당자 사무관 ○○○".

use crate::mention_rules::CONTACT_OFFICE;
use crate::view::{Proposal, View};
use policygraph_korean::title::is_contact;
use policygraph_model::{EntityType, Mention, MentionId, Predicate, RelationFinding, SectionText, Status};

pub(crate) const ID: &str = "contact";

pub(crate) fn run(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    let texts = [SectionText::PUBLISHER, SectionText::TITLE].into_iter().flat_map(|t| view.names(t));
    let publisher = texts.into_iter().find(|(_, m)| m.kind == EntityType::GovernmentAgency && m.registry.is_some());
    let mut office: Option<(MentionId, &Mention)> = None;
    for (text, string) in SectionText::own(view.section).map(|(text, t)| (text, t.as_str())) {
        let names = || view.names(text).filter(|(_, m)| !m.range.is_empty());
        // Where no office was named, only a line with a body tells anything.
        if office.is_none() && !names().any(|(_, m)| m.kind.is_organization()) {
            continue;
        }
        if !is_contact(string) {
            office = None;
            continue;
        }
        let mut before: Option<(MentionId, &Mention)> = None;
        for (id, mention) in names() {
            let mut add = |subject: MentionId, predicate: Predicate, object: MentionId| {
                let proposal = Proposal { subject, predicate, object, rule: ID, confidence: 0.8 };
                view.propose(&proposal, Some(mention.span), Status::Stated, None, out);
            };
            if mention.kind == EntityType::Person {
                if let Some((office, _)) = office {
                    add(id, Predicate::HoldsPosition, office);
                }
            } else if mention.kind.is_organization() {
                // "○○부 ○○정책관 ○○과": the unit between has no name of its own.
                let adjoins = |b: &Mention| {
                    let between = string.get(b.range.end..mention.range.start).map(str::trim);
                    between.is_some_and(|unit| {
                        unit.is_empty()
                            || !unit.contains([' ', ',', '/', ':', '(']) && unit.ends_with(['관', '국', '실', '단'])
                    })
                };
                let beside = before.filter(|(_, b)| adjoins(b));
                // "담당 부서: 물길정책관 물길과": of who published it.
                let is_office = mention.rule == CONTACT_OFFICE && mention.registry.is_none();
                if let Some((body, _)) = beside.or_else(|| publisher.filter(|_| is_office && before.is_none())) {
                    add(id, Predicate::PartOf, body);
                }
                (office, before) = (Some((id, mention)), Some((id, mention)));
            }
        }
    }
}
