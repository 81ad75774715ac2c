//! The claims, sections and statistics of a document, found again in its quads.

use crate::value::text;
use crate::vocabulary::{self as v, terms};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNodeRef, NamedOrBlankNode, Quad, Term};
use policygraph_model::{ClaimId, CountryObservation, Source};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// A property that is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Property {
    Subject,
    Predicate,
    Object,
    Confidence,
    Status,
    DerivedFrom,
    ValidFrom,
    ValidTo,
    EventDate,
    AmountYear,
    PartOf,
    Issued,
    LineCount,
    Country,
    Text,
    Slice,
    Area,
    Period,
    Item,
    Measure,
    Value,
    Unit,
    Observation,
    GeneratedBy,
    /// Of tables; other things have titles and sources too.
    Title,
    Source,
    SectionPath,
    Rule,
    Origin,
    Quote,
    Line,
    Page,
    Place,
}

use Property as P;

/// What every record is made of.
pub(crate) const OF_RECORDS: &[Property] = &[
    P::Subject,
    P::Predicate,
    P::Object,
    P::Confidence,
    P::Status,
    P::DerivedFrom,
    P::ValidFrom,
    P::ValidTo,
    P::EventDate,
    P::AmountYear,
    P::PartOf,
    P::Issued,
    P::LineCount,
    P::Country,
    P::Text,
    P::Slice,
    P::Area,
    P::Period,
    P::Item,
    P::Measure,
    P::Value,
    P::Unit,
    P::Observation,
    P::GeneratedBy,
    P::Title,
    P::Source,
];

/// What tables have beside that.
pub(crate) const OF_TABLES: &[Property] = &[P::SectionPath, P::Rule, P::Origin, P::Quote, P::Line, P::Page, P::Place];

impl Property {
    fn iri(self) -> String {
        let pg = |local: &str| v::pg(local).into_string();
        let term = |t: NamedNodeRef<'_>| t.as_str().to_owned();
        match self {
            Self::Subject => term(rdf::SUBJECT),
            Self::Predicate => term(rdf::PREDICATE),
            Self::Object => term(rdf::OBJECT),
            Self::Confidence => pg("confidence"),
            Self::Status => pg("status"),
            Self::DerivedFrom => term(terms::WAS_DERIVED_FROM),
            Self::ValidFrom => pg("validFrom"),
            Self::ValidTo => pg("validTo"),
            Self::EventDate => pg("eventDate"),
            Self::AmountYear => pg("amountYear"),
            Self::PartOf => term(terms::IS_PART_OF),
            Self::Issued => term(terms::ISSUED),
            Self::LineCount => pg("lineCount"),
            Self::Country => pg("countryCode"),
            Self::Text => pg("sourceText"),
            Self::Slice => term(terms::HAS_SLICE),
            Self::Area => term(terms::REF_AREA),
            Self::Period => term(terms::REF_PERIOD),
            Self::Item => pg("statisticsItem"),
            Self::Measure => pg("statisticsMeasure"),
            Self::Value => term(terms::OBS_VALUE),
            Self::Unit => term(terms::UNIT_MEASURE),
            Self::Observation => term(terms::HAS_OBSERVATION),
            Self::GeneratedBy => term(terms::WAS_GENERATED_BY),
            Self::Title => term(terms::TITLE),
            Self::Source => term(terms::SOURCE),
            Self::SectionPath => pg("sectionPath"),
            Self::Rule => pg("rule"),
            Self::Origin => pg("origin"),
            Self::Quote => pg("quote"),
            Self::Line => pg("line"),
            Self::Page => pg("page"),
            Self::Place => pg("place"),
        }
    }
}

/// The values of the properties of a subject, in the order in which they come.
type Node<'q> = Vec<(Property, &'q Term)>;

/// The subjects of a document.
pub(crate) struct Nodes<'q> {
    of: FxHashMap<&'q str, Node<'q>>,
    /// The IRI of the document.
    document: String,
}

/// A claim with one of the places that state it and one of the activities that found it there.
pub(crate) struct ClaimNode<'q> {
    pub id: ClaimId,
    pub subject: Cow<'q, str>,
    pub predicate: Cow<'q, str>,
    pub object: Cow<'q, str>,
    /// The node of its words, or the graph of the registry.
    pub source: Cow<'q, str>,
    /// Empty for background knowledge.
    pub section: Cow<'q, str>,
    pub activity: Cow<'q, str>,
    pub status: Cow<'q, str>,
    pub confidence: f64,
    pub years: Option<(i16, i16)>,
    pub amount_year: Option<i16>,
}

/// A section.
pub(crate) struct SectionNode<'q> {
    pub id: &'q str,
    pub country: Option<Cow<'q, str>>,
    pub lines: u32,
    pub issued: Option<Cow<'q, str>>,
}

impl<'q> Nodes<'q> {
    /// The subjects of the graph of a document, with these properties.
    pub(crate) fn new(name: &str, quads: &'q [Quad], properties: &[&[Property]]) -> Self {
        let index: FxHashMap<String, Property> = properties.iter().copied().flatten().map(|&p| (p.iri(), p)).collect();
        let mut of: FxHashMap<&str, Node<'_>> = FxHashMap::default();
        for quad in quads {
            if let (Some(&property), NamedOrBlankNode::NamedNode(subject)) =
                (index.get(quad.predicate.as_str()), &quad.subject)
            {
                let node = of.entry(subject.as_str()).or_default();
                if !node.contains(&(property, &quad.object)) {
                    node.push((property, &quad.object));
                }
            }
        }
        Self { of, document: format!("{}{}", v::DOCUMENT, v::encoded(name)) }
    }

    /// The subjects in an order of their own, for they are kept in that of hashes.
    pub(crate) fn subjects(&self) -> Vec<&'q str> {
        let mut subjects: Vec<&str> = self.of.keys().copied().collect();
        subjects.sort_unstable();
        subjects
    }

    /// The text of the document.
    pub(crate) fn source(&self) -> Source {
        Source::new(self.text(&self.document, P::Text).unwrap_or_default().into_owned())
    }

    pub(crate) fn all(&self, node: &str, property: Property) -> impl Iterator<Item = &'q Term> {
        self.of.get(node).into_iter().flatten().filter(move |(p, _)| *p == property).map(|(_, o)| *o)
    }

    pub(crate) fn text(&self, node: &str, property: Property) -> Option<Cow<'q, str>> {
        self.all(node, property).next().map(text)
    }

    fn year(&self, node: &str, property: Property) -> Option<i16> {
        self.text(node, property)?.get(..4)?.parse().ok()
    }

    /// The claim of this IRI: several where the document says several things of it.
    pub(crate) fn claims(&self, claim: &str) -> Vec<ClaimNode<'q>> {
        let mut claims = Vec::new();
        let Some(id) = v::claim_id(claim) else { return claims };
        let (Some(subject), Some(predicate), Some(object)) =
            (self.text(claim, P::Subject), self.text(claim, P::Predicate), self.text(claim, P::Object))
        else {
            return claims;
        };
        for source in self.all(claim, P::DerivedFrom).map(text) {
            let sections: Vec<Cow<'_, str>> = if source == v::REGISTRY_GRAPH {
                vec![Cow::default()]
            } else {
                self.all(&source, P::PartOf).map(text).collect()
            };
            for section in sections {
                let came_out = || self.year(&section, P::Issued).or_else(|| self.year(&self.document, P::Issued));
                let years = match (self.year(claim, P::ValidFrom), self.year(claim, P::ValidTo)) {
                    (Some(from), Some(to)) => Some((from, to)),
                    _ => self.year(claim, P::EventDate).or_else(came_out).map(|y| (y, y)),
                };
                for activity in self.all(claim, P::GeneratedBy).map(text) {
                    let confidence = self.text(&activity, P::Confidence).and_then(|c| c.parse().ok());
                    let (Some(confidence), Some(status)) = (confidence, self.text(&activity, P::Status)) else {
                        continue;
                    };
                    claims.push(ClaimNode {
                        id,
                        subject: subject.clone(),
                        predicate: predicate.clone(),
                        object: object.clone(),
                        source: source.clone(),
                        section: section.clone(),
                        activity,
                        status,
                        confidence,
                        years,
                        amount_year: self.year(claim, P::AmountYear),
                    });
                }
            }
        }
        claims
    }

    /// The section of this IRI, if it is one.
    pub(crate) fn section(&self, section: &'q str) -> Option<SectionNode<'q>> {
        Some(SectionNode {
            id: section,
            lines: self.text(section, P::LineCount)?.parse().unwrap_or_default(),
            country: self.text(section, P::Country),
            issued: self.text(section, P::Issued).or_else(|| self.text(&self.document, P::Issued)),
        })
    }

    /// The values of a table that are of a country.
    pub(crate) fn observations(&self, name: &str, table: &str, source: &Source) -> Vec<CountryObservation> {
        let mut observations = Vec::new();
        for slice in self.all(table, P::Slice).map(text) {
            for node in self.all(&slice, P::Observation).map(text) {
                // What values share is said of their slice.
                let value = |property| {
                    let value = self.text(&node, property).or_else(|| self.text(&slice, property)).unwrap_or_default();
                    if value == v::pg("notStated").as_str() { String::new() } else { value.into_owned() }
                };
                let (area, Some(start)) = (value(P::Area), v::observation_start(&node)) else { continue };
                let Some((_, code)) = area.split_once("country-") else { continue };
                let of_table = |property| self.text(table, property).unwrap_or_default().into_owned();
                observations.push(CountryObservation {
                    area: code.to_uppercase(),
                    document: name.to_owned(),
                    line: source.line_of(start),
                    title: of_table(P::Title),
                    item: value(P::Item),
                    measure: value(P::Measure),
                    period: value(P::Period),
                    value: value(P::Value),
                    unit: value(P::Unit),
                    source: of_table(P::Source),
                });
            }
        }
        observations
    }
}
