//! The record of a document from its quads.

use super::nodes::{Nodes, OF_RECORDS};
use super::{ClaimRecord, Kind, ObservationRecord, Place, Record, SectionRecord};
use crate::documents::DocumentState;
use crate::strings::Strings;
use crate::value::text;
use oxigraph::model::{NamedOrBlankNode, Quad, Term};

/// The record of a document.
///
/// # Arguments
/// - `quads`: those of its graph.
/// - `direct`: its triples in the default graph.
pub(crate) fn record(state: &DocumentState, quads: &[Quad], direct: &[Quad]) -> Record {
    let nodes = Nodes::new(&state.name, quads, &[OF_RECORDS]);
    let source = nodes.source();
    let mut strings = Strings::default();
    let mut record = Record {
        name: state.name.clone(),
        digest: state.digest.clone(),
        program_version: state.program_version.clone(),
        quads: (quads.len() + direct.len()) as u64,
        ..Record::default()
    };
    for subject in nodes.subjects() {
        record.claims.extend(nodes.claims(subject).into_iter().map(|claim| ClaimRecord {
            id: claim.id.0,
            predicate: strings.number(&claim.predicate),
            subject: strings.number(&claim.subject),
            object: strings.number(&claim.object),
            section: strings.number(&claim.section),
            status: strings.number(&claim.status),
            confidence: claim.confidence,
            years: claim.years,
            amount_year: claim.amount_year,
        }));
        record.sections.extend(nodes.section(subject).map(|section| SectionRecord {
            id: strings.number(section.id),
            country: section.country.map(|c| strings.number(&c)),
            lines: section.lines,
            issued: section.issued.map(|i| strings.number(&i)),
        }));
        record.observations.extend(nodes.observations(&state.name, subject, &source).into_iter().map(|o| {
            ObservationRecord {
                line: o.line,
                area: strings.number(&o.area),
                title: strings.number(&o.title),
                item: strings.number(&o.item),
                measure: strings.number(&o.measure),
                period: strings.number(&o.period),
                value: strings.number(&o.value),
                unit: strings.number(&o.unit),
                source: strings.number(&o.source),
            }
        }));
    }
    let mut triples: Vec<_> = direct.iter().filter_map(|quad| triple(quad, &mut strings)).collect();
    triples.sort_unstable();
    triples.dedup();
    record.direct = triples;
    record.strings = strings.into_all();
    record
}

fn triple(quad: &Quad, strings: &mut Strings) -> Option<(Place, Place, Place, Kind)> {
    let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { return None };
    let kind = match &quad.object {
        Term::NamedNode(_) => Kind::Iri,
        Term::Literal(l) => match l.language() {
            Some("ko") => Kind::Korean,
            Some("en") => Kind::English,
            _ => Kind::Plain,
        },
        _ => return None,
    };
    let (s, p) = (strings.number(subject.as_str()), strings.number(quad.predicate.as_str()));
    Some((s, p, strings.number(&text(&quad.object)), kind))
}
