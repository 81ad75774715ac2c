//! Topics and policy instruments of programmes, laws and sections, each with the words that prove it.
//!
//! A technology that stands in the words about a programme is its topic, and a word that tells of a kind of support or rule is its
//! instrument (`seeds/instruments.csv`, after the taxonomy of the EC-OECD STIP Compass). The words about a programme are its name, the clause and the bullet in
//! which it stands, and what stands below a title that names no other; what stands in the names of other things says nothing.
//!
//! Tags are weaker than relations: that a programme *has* a topic is said by `hasTopic`.

use policygraph_korean::clause;
use policygraph_model::{Document, Entity, EntityType, Evidence, Fact, Section, SectionText, Span, Status, Tag, Text};
use policygraph_registry::Registry;
use std::collections::BTreeMap;

/// Id of the rule for what stands in the name.
const NAME: &str = "tag-name";
/// Id of the rule for what stands in the same clause.
const CLAUSE: &str = "tag-clause";
/// Id of the rule for what stands in the same bullet, paragraph or title.
const BLOCK: &str = "tag-block";
/// Id of the rule for what stands below a title that names the programme.
const TITLE: &str = "tag-title";
/// Id of the rule for sections.
const SECTION: &str = "tag-section";

/// How often a tag by each rule was right; counted on the bulletins, as told in `docs/comparison.md`.
fn confidence(rule: &str) -> f64 {
    match rule {
        NAME => 0.9,
        CLAUSE => 0.75,
        _ => 0.6,
    }
}

/// A bullet that names more programmes is a list: what stands beside one name is not said of the others.
const LIST: usize = 3;

/// A concept at a place of a text.
struct Cue<'a> {
    concept: &'a str,
    span: Span,
}

/// A name at a place of the source.
struct Named<'a> {
    entity: &'a Entity,
    span: Span,
}

/// The tags of a document, in the order of the text.
///
/// # Arguments
/// `facts`: what was resolved of the document; entities with their mentions are needed.
#[must_use]
pub fn tags(document: &Document, facts: &[Fact], registry: &Registry) -> Vec<Tag> {
    let mut names: Vec<Named<'_>> = Vec::new();
    for fact in facts {
        let Fact::Entity(entity) = fact else { continue };
        let spans = entity.mentions.iter().map(|m| Span { start: m.start, end: m.end });
        names.extend(spans.map(|span| Named { entity, span }));
    }
    names.sort_by_key(|n| (n.span.start, std::cmp::Reverse(n.span.end)));
    let tagger = Tagger { registry, names };
    let mut found = Found::default();
    for section in document.flatten() {
        tagger.section(section, &mut found);
    }
    found.into_tags(document)
}

/// The rule by which something has a tag, and the words that say so.
#[derive(Clone, Copy)]
struct Reason {
    rule: &'static str,
    span: Span,
}

/// The strongest reason for each tag, by its subject (a section has none), its section and its concept.
#[derive(Default)]
struct Found<'a>(BTreeMap<(Option<&'a str>, &'a str, &'a str), Reason>);

impl<'a> Found<'a> {
    fn add(&mut self, subject: Option<&'a str>, section: &'a Section, concept: &'a str, reason: Reason) {
        let known = self.0.entry((subject, &section.path, concept)).or_insert(reason);
        if confidence(known.rule) < confidence(reason.rule) {
            *known = reason;
        }
    }

    fn into_tags(self, document: &Document) -> Vec<Tag> {
        let tag = |((subject, section, concept), reason): ((Option<&str>, &str, &str), Reason)| Tag {
            subject: subject.map(str::to_owned),
            concept: concept.to_owned(),
            evidence: evidence(document, section, reason),
        };
        let mut tags: Vec<Tag> = self.0.into_iter().map(tag).collect();
        tags.sort_by(|a, b| {
            let place = |t: &Tag| (t.evidence.start, t.evidence.end);
            place(a).cmp(&place(b)).then_with(|| (&a.subject, &a.concept).cmp(&(&b.subject, &b.concept)))
        });
        tags
    }
}

struct Tagger<'a> {
    registry: &'a Registry,
    /// By place.
    names: Vec<Named<'a>>,
}

fn is_programme(entity: &Entity) -> bool {
    matches!(entity.kind, EntityType::Program | EntityType::Legislation)
}

fn inside(inner: Span, outer: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

impl<'a> Tagger<'a> {
    /// The names that stand within a span.
    fn names_in(&self, span: Span) -> impl Iterator<Item = &Named<'a>> {
        let from = self.names.partition_point(|n| n.span.start < span.start);
        self.names[from..].iter().take_while(move |n| n.span.start < span.end).filter(move |n| inside(n.span, span))
    }

    fn section(&self, section: &'a Section, found: &mut Found<'a>) {
        let titled = self.titled(section);
        let mut of_section: BTreeMap<&str, (usize, Reason)> = BTreeMap::new();
        for (number, text) in SectionText::own(section) {
            let Some(whole) = text.full_span() else { continue };
            let cues = self.cues(text, whole);
            if cues.is_empty() {
                continue;
            }
            let clauses: Vec<Span> = clause::split(text.as_str()).into_iter().filter_map(|r| text.span(r)).collect();
            let programmes: Vec<&Named<'_>> = self.names_in(whole).filter(|n| is_programme(n.entity)).collect();
            let mut others: Vec<&str> = programmes.iter().map(|p| p.entity.id.as_str()).collect();
            others.sort_unstable();
            others.dedup();
            for cue in &cues {
                let clause = clauses.iter().copied().find(|c| inside(cue.span, *c)).unwrap_or(cue.span);
                let mut add = |subject: Option<&'a str>, rule: &'static str, span: Span| {
                    found.add(subject, section, cue.concept, Reason { rule, span });
                };
                for programme in &programmes {
                    if inside(cue.span, programme.span) {
                        add(Some(&programme.entity.id), NAME, programme.span);
                    } else if others.len() < LIST && !self.in_name(cue, &programmes) {
                        let rule = if inside(programme.span, clause) { CLAUSE } else { BLOCK };
                        add(Some(&programme.entity.id), rule, clause.cover(programme.span));
                    }
                }
                // Who says that a section is about a programme says so of what stands below, unless that names another.
                if let (Some(titled), true) = (titled, programmes.is_empty() && number != SectionText::TITLE) {
                    add(Some(&titled.id), TITLE, clause);
                }
                let weight = if number == SectionText::TITLE { 2 } else { 1 };
                let entry = of_section.entry(cue.concept).or_insert((0, Reason { rule: SECTION, span: clause }));
                entry.0 += weight;
            }
        }
        // What is named once in passing is not what a section is about.
        for (concept, (weight, reason)) in of_section {
            if weight > 1 {
                found.add(None, section, concept, reason);
            }
        }
    }

    /// The only programme or law that the title of a section names.
    fn titled(&self, section: &Section) -> Option<&'a Entity> {
        let span = section.title.full_span()?;
        let mut programmes = self.names_in(span).filter(|n| is_programme(n.entity)).map(|n| n.entity);
        let first = programmes.next()?;
        programmes.all(|p| p.id == first.id).then_some(first)
    }

    /// Whether a cue is part of the name of a programme: it then says what that one is.
    fn in_name(&self, cue: &Cue<'_>, programmes: &[&Named<'_>]) -> bool {
        programmes.iter().any(|p| inside(cue.span, p.span))
    }

    /// The concepts that a text speaks of.
    fn cues(&self, text: &Text, whole: Span) -> Vec<Cue<'a>> {
        let mut cues = Vec::new();
        for name in self.names_in(whole).filter(|n| n.entity.kind == EntityType::Technology) {
            cues.push(Cue { concept: &name.entity.id, span: name.span });
        }
        for (range, concept) in self.registry.lexicon().instruments_in(text.as_str()) {
            // "전략적" is of no strategy.
            if text.as_str()[range.end..].starts_with('적') {
                continue;
            }
            let Some(span) = text.span(range) else { continue };
            // The name of an agency, a company or a product tells nothing of what is done.
            let named = |n: &Named<'_>| {
                !is_programme(n.entity) && n.entity.kind != EntityType::Technology && inside(span, n.span)
            };
            if !self.names_in(whole).any(named) {
                cues.push(Cue { concept, span });
            }
        }
        cues
    }
}

fn evidence(document: &Document, section: &str, Reason { rule, span }: Reason) -> Evidence {
    Evidence {
        section: section.to_owned(),
        start: span.start,
        end: span.end,
        lines: document.source.lines_of(span),
        quote: document.source.slice(span).to_owned(),
        rule: rule.to_owned(),
        confidence: confidence(rule),
        date: None,
        status: Status::Stated,
    }
}
