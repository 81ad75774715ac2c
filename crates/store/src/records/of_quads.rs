//! The record of a document from its quads.

use super::{ClaimRecord, Kind, ObservationRecord, Place, Record, SectionRecord};
use crate::documents::DocumentState;
use crate::strings::Strings;
use crate::value::text;
use crate::vocabulary::{self as v, terms};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedOrBlankNode, Quad, Term};
use policygraph_model::{ClaimId, Source};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// The properties that a record is made of.
struct Properties([String; 24]);

const SUBJECT: usize = 0;
const PREDICATE: usize = 1;
const OBJECT: usize = 2;
const CONFIDENCE: usize = 3;
const STATUS: usize = 4;
const DERIVED_FROM: usize = 5;
const VALID_FROM: usize = 6;
const VALID_TO: usize = 7;
const EVENT_DATE: usize = 8;
const AMOUNT_YEAR: usize = 9;
const PART_OF: usize = 10;
const ISSUED: usize = 11;
const LINE_COUNT: usize = 12;
const COUNTRY: usize = 13;
const TEXT: usize = 14;
const SLICE: usize = 15;
const AREA: usize = 16;
const PERIOD: usize = 17;
const ITEM: usize = 18;
const MEASURE: usize = 19;
const VALUE: usize = 20;
const UNIT: usize = 21;
const OBSERVATION: usize = 22;
const GENERATED_BY: usize = 23;
/// Of tables; other things have titles and sources too.
const TITLE: usize = 24;
const SOURCE: usize = 25;

impl Properties {
    fn new() -> Self {
        let pg = |local: &str| v::pg(local).into_string();
        let term = |t: oxigraph::model::NamedNodeRef<'_>| t.as_str().to_owned();
        Self([
            term(rdf::SUBJECT),
            term(rdf::PREDICATE),
            term(rdf::OBJECT),
            pg("confidence"),
            pg("status"),
            term(terms::WAS_DERIVED_FROM),
            pg("validFrom"),
            pg("validTo"),
            pg("eventDate"),
            pg("amountYear"),
            term(terms::IS_PART_OF),
            term(terms::ISSUED),
            pg("lineCount"),
            pg("countryCode"),
            pg("sourceText"),
            term(terms::HAS_SLICE),
            term(terms::REF_AREA),
            term(terms::REF_PERIOD),
            pg("statisticsItem"),
            pg("statisticsMeasure"),
            term(terms::OBS_VALUE),
            term(terms::UNIT_MEASURE),
            term(terms::HAS_OBSERVATION),
            term(terms::WAS_GENERATED_BY),
        ])
    }

    fn index(&self) -> FxHashMap<&str, usize> {
        let mut index: FxHashMap<&str, usize> = self.0.iter().map(String::as_str).zip(0..).collect();
        index.insert(terms::TITLE.as_str(), TITLE);
        index.insert(terms::SOURCE.as_str(), SOURCE);
        index
    }
}

/// The values of the properties of a subject, in the order in which they come.
type Node<'q> = Vec<(usize, &'q Term)>;

/// The subjects of a document.
struct Nodes<'q>(FxHashMap<&'q str, Node<'q>>);

impl<'q> Nodes<'q> {
    fn all(&self, node: &str, property: usize) -> impl Iterator<Item = &'q Term> {
        self.0.get(node).into_iter().flatten().filter(move |(p, _)| *p == property).map(|(_, o)| *o)
    }

    fn text(&self, node: &str, property: usize) -> Option<Cow<'q, str>> {
        self.all(node, property).next().map(text)
    }

    fn year(&self, node: &str, property: usize) -> Option<i16> {
        self.text(node, property)?.get(..4)?.parse().ok()
    }
}

/// The record of a document.
///
/// # Arguments
/// - `quads`: those of its graph.
/// - `direct`: its triples in the default graph.
pub(crate) fn record(state: &DocumentState, quads: &[Quad], direct: &[Quad]) -> Record {
    let properties = Properties::new();
    let index = properties.index();
    let mut nodes = Nodes(FxHashMap::default());
    for quad in quads {
        if let (Some(&property), NamedOrBlankNode::NamedNode(subject)) =
            (index.get(quad.predicate.as_str()), &quad.subject)
        {
            let node = nodes.0.entry(subject.as_str()).or_default();
            if !node.contains(&(property, &quad.object)) {
                node.push((property, &quad.object));
            }
        }
    }
    let mut strings = Strings::default();
    let document = format!("{}{}", v::DOCUMENT, v::encoded(&state.name));
    // In an order of its own, for the nodes are in that of hashes.
    let mut subjects: Vec<&str> = nodes.0.keys().copied().collect();
    subjects.sort_unstable();
    let mut record = Record {
        name: state.name.clone(),
        digest: state.digest.clone(),
        program_version: state.program_version.clone(),
        quads: (quads.len() + direct.len()) as u64,
        ..Record::default()
    };
    let source = Source::new(nodes.text(&document, TEXT).unwrap_or_default().into_owned());
    for subject in subjects {
        record.claims.extend(claims(&nodes, subject, &document, &mut strings));
        record.sections.extend(section(&nodes, subject, &document, &mut strings));
        record.observations.extend(observations(&nodes, subject, &source, &mut strings));
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

/// The claim of this IRI: several where the document says several things of it.
fn claims(nodes: &Nodes<'_>, claim: &str, document: &str, strings: &mut Strings) -> Vec<ClaimRecord> {
    let mut claims = Vec::new();
    let Some(id) = claim.strip_prefix(v::CLAIM).and_then(|id| id.parse::<ClaimId>().ok()) else { return claims };
    let (Some(subject), Some(predicate), Some(object)) =
        (nodes.text(claim, SUBJECT), nodes.text(claim, PREDICATE), nodes.text(claim, OBJECT))
    else {
        return claims;
    };
    for source in nodes.all(claim, DERIVED_FROM) {
        let source = text(source);
        let sections: Vec<Cow<'_, str>> = if source == v::REGISTRY_GRAPH {
            vec![Cow::default()]
        } else {
            nodes.all(&source, PART_OF).map(text).collect()
        };
        for section in sections {
            let came_out = || nodes.year(&section, ISSUED).or_else(|| nodes.year(document, ISSUED));
            let years = match (nodes.year(claim, VALID_FROM), nodes.year(claim, VALID_TO)) {
                (Some(from), Some(to)) => Some((from, to)),
                _ => nodes.year(claim, EVENT_DATE).or_else(came_out).map(|y| (y, y)),
            };
            for activity in nodes.all(claim, GENERATED_BY).map(text) {
                let confidence = nodes.text(&activity, CONFIDENCE).and_then(|c| c.parse().ok());
                let (Some(confidence), Some(status)) = (confidence, nodes.text(&activity, STATUS)) else { continue };
                claims.push(ClaimRecord {
                    id: id.0,
                    predicate: strings.number(&predicate),
                    subject: strings.number(&subject),
                    object: strings.number(&object),
                    section: strings.number(&section),
                    status: strings.number(&status),
                    confidence,
                    years,
                    amount_year: nodes.year(claim, AMOUNT_YEAR),
                });
            }
        }
    }
    claims
}

fn section(nodes: &Nodes<'_>, section: &str, document: &str, strings: &mut Strings) -> Option<SectionRecord> {
    let lines = nodes.text(section, LINE_COUNT)?.parse().unwrap_or_default();
    let issued = nodes.text(section, ISSUED).or_else(|| nodes.text(document, ISSUED));
    Some(SectionRecord {
        id: strings.number(section),
        country: nodes.text(section, COUNTRY).map(|c| strings.number(&c)),
        lines,
        issued: issued.map(|i| strings.number(&i)),
    })
}

/// The values of a table that are of a country.
fn observations(nodes: &Nodes<'_>, table: &str, source: &Source, strings: &mut Strings) -> Vec<ObservationRecord> {
    let mut observations = Vec::new();
    for slice in nodes.all(table, SLICE).map(text) {
        for node in nodes.all(&slice, OBSERVATION).map(text) {
            // What values share is said of their slice.
            let value = |property| {
                let value = nodes.text(&node, property).or_else(|| nodes.text(&slice, property)).unwrap_or_default();
                if value == v::pg("notStated").as_str() { Cow::default() } else { value }
            };
            let (area, Some(start)) = (value(AREA), v::observation_start(&node)) else { continue };
            let Some((_, code)) = area.split_once("country-") else { continue };
            let of_table = |property| nodes.text(table, property).unwrap_or_default();
            observations.push(ObservationRecord {
                line: source.line_of(start),
                area: strings.number(&code.to_uppercase()),
                title: strings.number(&of_table(TITLE)),
                item: strings.number(&value(ITEM)),
                measure: strings.number(&value(MEASURE)),
                period: strings.number(&value(PERIOD)),
                value: strings.number(&value(VALUE)),
                unit: strings.number(&value(UNIT)),
                source: strings.number(&of_table(SOURCE)),
            });
        }
    }
    observations
}
