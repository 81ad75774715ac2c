//! Facts to quads.

mod claims;
mod statistics;

use crate::mentions;
use crate::vocabulary::{self as v, terms};
use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term};
use policygraph_model::{
    Budget, Document, Entity, ExchangeRate, Fact, Places, Section, SectionText, Source, Span, Text,
};
use rust_decimal::Decimal;
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;

/// The quads of a document; one can be there several times.
pub(crate) struct Statements {
    /// Those of its own graph.
    pub all: Vec<Quad>,
    /// The triples that go into the default graph.
    pub direct: Vec<Quad>,
}

struct Writer<'v> {
    graph: GraphName,
    program_version: &'v str,
    places: &'v Places,
    statements: Statements,
    /// What many claims share: places and activities that are written already.
    shared: FxHashSet<NamedNode>,
}

/// Claims of less confidence are kept, but do not make a direct triple.
pub(crate) const LEAST_CONFIDENCE: f64 = 0.5;

/// The quads of a document: of its graph, and of the default graph.
pub(crate) fn document(document: &Document, facts: &[Fact], program_version: &str) -> Statements {
    let name = v::encoded(&document.name);
    let node = v::named(&format!("{}{name}", v::DOCUMENT));
    let graph = v::document_graph(&document.name);
    let mut writer = Writer::new(&graph, program_version, &document.places);
    writer.source(&node, document);
    for fact in facts {
        match fact {
            Fact::Entity(e) => writer.entity(e),
            Fact::Relation(r) => writer.relation(r, &node),
            Fact::Budget(b) => writer.budget(b, &node, amount_year(b, document)),
            Fact::Tag(t) => writer.tag(t, &node),
            Fact::Observation(_) => {}
        }
    }
    writer.statistics(facts, &node);
    writer.statements
}

/// The quads of what the registry knows, in its graph.
pub(crate) fn registry(entities: &[Entity], rates: &[ExchangeRate], graph: &NamedNode) -> Vec<Quad> {
    let places = Places::default();
    let mut writer = Writer::new(graph, "", &places);
    entities.iter().for_each(|e| writer.entity(e));
    rates.iter().for_each(|r| writer.exchange_rate(r));
    writer.statements.all
}

/// The language of a text by its letters, in ISO 639-1: Korean where one in ten is Hangul, for Korean texts name much in Latin letters and ideographs.
pub(crate) fn language(text: &str) -> &'static str {
    let (mut all, mut hangul, mut kana, mut han) = (0_usize, 0, 0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        all += 1;
        match c {
            '가'..='힣' | 'ㄱ'..='ㆎ' => hangul += 1,
            '\u{3040}'..='\u{30ff}' => kana += 1,
            '\u{4e00}'..='\u{9fff}' => han += 1,
            _ => {}
        }
    }
    match () {
        () if hangul * 10 >= all => "ko",
        () if kana * 10 >= all => "ja",
        () if han * 2 >= all => "zh",
        () => "en",
    }
}

/// The year whose money an amount is in: that in which it was stated, or that in which its period began if that is
/// earlier. What is planned for later years is in the money of today.
fn amount_year(budget: &Budget, document: &Document) -> Option<i16> {
    let evidence = &budget.evidence;
    let section = document.flatten().into_iter().find(|s| s.path == evidence.section);
    let stated = evidence.date.as_deref().or_else(|| section?.context.date.as_deref()).or(document.issued.as_deref());
    let year = |date: &str| date.get(..4)?.parse().ok();
    let (stated, began) = (stated.and_then(year), budget.period.as_deref().and_then(year));
    stated.into_iter().chain(began).min()
}

/// The lines of the source on which the text of a section stands, without that of its children.
fn line_count(section: &Section, source: &Source) -> u32 {
    let lines: BTreeSet<u32> = SectionText::own(section)
        .filter_map(|(_, text)| text.full_span())
        .flat_map(|span| source.lines_of(span))
        .collect();
    u32::try_from(lines.len()).unwrap_or(u32::MAX)
}

/// The sections in the order of the text, each with its part of the source: from the line on which it starts to that on which
/// the next one does. So the parts together are the source, whatever their layout left out.
fn sections_with_text(document: &Document) -> Vec<(&Section, Option<Span>)> {
    let source = &document.source;
    let lines: Vec<u32> = source.lines().map(|(start, _)| start).collect();
    let line_start = |span: Span| lines[source.line_of(span.start) as usize - 1];
    let starts = document.flatten().into_iter().map(|section| {
        // Its country and label may stand in a section before it.
        let own = std::iter::once(&section.title).chain(section.blocks.iter().map(|b| &b.text));
        let first = own.filter_map(Text::full_span).min_by_key(|s| s.start);
        (section, first.map(line_start))
    });
    let mut all: Vec<(&Section, Option<u32>)> = starts.collect();
    all.sort_by_key(|(_, start)| start.unwrap_or(u32::MAX));
    if let Some((_, Some(first))) = all.first_mut() {
        *first = 0;
    }
    let length = u32::try_from(source.as_str().chars().count()).unwrap_or(u32::MAX);
    let next = |i: usize| all.get(i + 1).and_then(|(_, start)| *start).unwrap_or(length);
    all.iter()
        .enumerate()
        .map(|(i, (section, start))| (*section, start.map(|start| Span { start, end: next(i) })))
        .collect()
}

/// The node of a section of a document.
fn section_node(document: &NamedNode, path: &str) -> NamedNode {
    v::named(&format!("{}#{}", document.as_str(), v::encoded(path)))
}

impl<'v> Writer<'v> {
    fn new(graph: &NamedNode, program_version: &'v str, places: &'v Places) -> Self {
        let statements = Statements { all: Vec::new(), direct: Vec::new() };
        Self { graph: graph.clone().into(), program_version, places, statements, shared: FxHashSet::default() }
    }

    fn add(&mut self, subject: &NamedNode, predicate: impl Into<NamedNode>, object: impl Into<Term>) {
        self.statements.all.push(Quad::new(
            NamedOrBlankNode::from(subject.clone()),
            predicate,
            object,
            self.graph.clone(),
        ));
    }

    /// Adds a triple to the document's graph and to the default graph.
    fn state(&mut self, subject: &NamedNode, predicate: impl Into<NamedNode>, object: impl Into<Term>) {
        let (predicate, object) = (predicate.into(), object.into());
        self.statements.direct.push(Quad::new(
            subject.clone(),
            predicate.clone(),
            object.clone(),
            GraphName::DefaultGraph,
        ));
        self.add(subject, predicate, object);
    }

    fn source(&mut self, node: &NamedNode, document: &Document) {
        self.add(node, rdf::TYPE, v::pg("SourceDocument"));
        if let Some(date) = &document.issued {
            self.add(node, terms::ISSUED, date_literal(date));
        }
        self.add(node, terms::IDENTIFIER, Literal::new_simple_literal(&document.name));
        if let Some(title) = document.title.as_ref().filter(|t| !t.is_empty()) {
            self.add(node, terms::TITLE, korean(title.as_str()));
        }
        if let Some(publisher) = document.publisher.as_ref().filter(|t| !t.is_empty()) {
            self.add(node, terms::PUBLISHER, korean(publisher.as_str()));
        }
        if let Some(author) = document.author.as_ref().filter(|t| !t.is_empty()) {
            self.add(node, terms::CREATOR, korean(author.as_str()));
        }
        if let Some(url) = &document.url {
            self.add(node, terms::SOURCE, address(url));
        }
        self.add(node, v::pg("digest"), Literal::new_simple_literal(&document.digest));
        self.add(node, v::pg("sourceText"), Literal::new_simple_literal(document.source.as_str()));
        self.add(node, terms::LANGUAGE, Literal::new_simple_literal(language(document.source.as_str())));
        self.add(node, v::pg("programVersion"), Literal::new_simple_literal(self.program_version));
        for (section, own) in sections_with_text(document) {
            let part = section_node(node, &section.path);
            if let Some(own) = own {
                self.add(&part, v::pg("textSpan"), Literal::new_simple_literal(v::fragment(own.start, own.end)));
                self.add(&part, v::pg("line"), integer(document.source.line_of(own.start)));
            }
            self.add(&part, rdf::TYPE, v::pg("Section"));
            self.add(&part, terms::IS_PART_OF, node.clone());
            self.add(&part, v::pg("sectionPath"), Literal::new_simple_literal(&section.path));
            if !section.title.is_empty() {
                self.add(&part, terms::TITLE, korean(section.title.as_str()));
            }
            if let Some(country) = &section.context.country {
                self.add(&part, v::pg("countryCode"), Literal::new_simple_literal(country));
            }
            self.add(&part, v::pg("lineCount"), integer(line_count(section, &document.source)));
            if let Some(publisher) = &section.context.publisher {
                self.add(&part, terms::PUBLISHER, korean(publisher.as_str()));
            }
            if let Some(date) = &section.context.date {
                self.add(&part, terms::ISSUED, date_literal(date));
            }
            for url in &section.context.urls {
                self.add(&part, terms::SOURCE, address(url));
            }
        }
    }

    fn entity(&mut self, entity: &Entity) {
        let node = v::named(&entity.id);
        self.state(&node, rdf::TYPE, v::class(entity.kind));
        match (&entity.label_ko, &entity.label_en) {
            (None, None) => self.state(&node, terms::PREF_LABEL, label(&entity.names[0])),
            (ko, en) => {
                if let Some(ko) = ko {
                    self.state(&node, terms::PREF_LABEL, Literal::new_language_tagged_literal_unchecked(ko, "ko"));
                }
                if let Some(en) = en {
                    self.state(&node, terms::PREF_LABEL, Literal::new_language_tagged_literal_unchecked(en, "en"));
                }
            }
        }
        let preferred = [entity.label_ko.as_deref(), entity.label_en.as_deref()];
        for name in &entity.names {
            let is_label =
                preferred.contains(&Some(name.as_str())) || (preferred == [None, None] && *name == entity.names[0]);
            if !is_label {
                self.state(&node, terms::ALT_LABEL, label(name));
            }
        }
        if let Some(mentions) = mentions::packed(entity) {
            self.add(&node, v::pg("mentions"), Literal::new_simple_literal(mentions));
        }
        if let Some(country) = &entity.country {
            self.state(&node, v::pg("countryCode"), Literal::new_simple_literal(country));
        }
    }

    fn exchange_rate(&mut self, rate: &ExchangeRate) {
        let node = v::named(&format!("{}rate-{}-{}", v::ID, rate.currency, rate.year));
        self.add(&node, rdf::TYPE, v::pg("ExchangeRate"));
        self.add(&node, v::pg("currencyCode"), Literal::new_simple_literal(&rate.currency));
        self.add(&node, v::pg("rateYear"), year(rate.year));
        self.add(&node, v::pg("perEuro"), decimal(rate.per_euro));
        self.add(&node, terms::SOURCE, v::named(v::EXCHANGE_RATES));
    }

    /// Says where in its file stands what starts at a code point of the text, where the file is no text itself.
    fn locate(&mut self, node: &NamedNode, start: u32) {
        let Some(place) = self.places.at(start) else { return };
        if let Some(page) = place.page {
            self.add(node, v::pg("page"), integer(page));
        }
        if let Some(locator) = place.locator() {
            self.add(node, v::pg("place"), Literal::new_simple_literal(locator));
        }
    }
}

/// An address; one that a converter broke is kept as text.
fn address(url: &str) -> Term {
    NamedNode::new(url).map_or_else(|_| Literal::new_simple_literal(url).into(), Term::from)
}

fn korean(text: &str) -> Literal {
    Literal::new_language_tagged_literal_unchecked(text, "ko")
}

/// A name with the language that its script shows, if it shows one.
fn label(name: &str) -> Literal {
    if name.chars().any(|c| ('가'..='힣').contains(&c)) { korean(name) } else { Literal::new_simple_literal(name) }
}

fn integer(value: u32) -> Literal {
    Literal::new_typed_literal(value.to_string(), xsd::INTEGER)
}

fn decimal(value: Decimal) -> Literal {
    Literal::new_typed_literal(value.normalize().to_string(), xsd::DECIMAL)
}

fn year(value: i16) -> Literal {
    Literal::new_typed_literal(format!("{value:04}"), xsd::G_YEAR)
}

/// An ISO 8601 date with the datatype of its precision.
fn date_literal(date: &str) -> Literal {
    let datatype = match date.len() {
        4 => xsd::G_YEAR,
        7 => xsd::G_YEAR_MONTH,
        _ => xsd::DATE,
    };
    Literal::new_typed_literal(date, datatype)
}
