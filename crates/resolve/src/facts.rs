//! Facts between clusters of mentions.

use crate::cluster::Clusters;
use crate::namings;
use crate::{ID_BASE, Map, Set};
use policygraph_korean::hangul::is_syllable;
use policygraph_korean::{date, name};
use policygraph_model::wire::Converted;
use policygraph_model::{
    Budget, Document, Entity, EntityType, Evidence, Findings, Mention, MentionId, MentionRow, Origin, Relation,
    Section, Span, Status, Upper, Validity,
};
use policygraph_registry::{Confidence, Entry, Registry};
use sha2::{Digest, Sha256};

/// Entities by cluster.
pub(crate) type Entities = Map<usize, Entity>;

/// The entities, one a cluster, in the order in which the clusters first stand in the text.
pub(crate) fn entities(
    document: &Document,
    findings: &[Findings],
    clusters: &Clusters<'_>,
    registry: &Registry,
) -> Entities {
    let mut members: Map<usize, Vec<&Mention>> = Map::default();
    for (s, found) in findings.iter().enumerate() {
        for (i, mention) in found.mentions.iter().enumerate() {
            members.entry(clusters.of(s, i)).or_default().push(mention);
        }
    }
    members.into_iter().map(|(cluster, mentions)| (cluster, entity(document, &mentions, registry))).collect()
}

fn entity(document: &Document, mentions: &[&Mention], registry: &Registry) -> Entity {
    let entry: Option<&Entry> = mentions.iter().find_map(|m| registry.get(m.registry.as_deref()?));
    let kind = entry.map_or(mentions[0].kind, |e| e.kind);
    let country = entry.map_or_else(|| mentions.iter().find_map(|m| m.country.clone()), |e| e.country.clone());
    let names = names(mentions);
    // An id that the registry does not have stands for something whatever its names: a branch, or an override.
    let own = mentions.iter().find_map(|m| m.registry.as_deref());
    let id = match (entry, own) {
        (Some(entry), _) => format!("{ID_BASE}{}", entry.id),
        (None, Some(own)) => format!("{ID_BASE}{own}"),
        (None, None) => minted(kind, country.as_deref(), &names[0]),
    };
    let mut rows: Vec<MentionRow> = mentions
        .iter()
        .map(|m| MentionRow {
            line: document.source.line_of(m.span.start),
            start: m.span.start,
            end: m.span.end,
            text: m.name.clone(),
        })
        .collect();
    rows.sort();
    rows.dedup_by_key(|r| (r.start, r.end));
    let mut lines: Vec<u32> = Vec::with_capacity(mentions.len());
    mentions.iter().for_each(|m| document.source.add_lines_of(m.span, &mut lines));
    lines.sort_unstable();
    lines.dedup();
    Entity {
        id,
        kind,
        names,
        label_ko: entry.map(|e| e.ko.clone()),
        label_en: entry.map(|e| e.en.clone()),
        country,
        lines,
        mentions: rows,
        namings: namings::of(document, mentions, registry),
    }
}

/// All forms used, each once, the fullest first: Korean before Latin, without a bracket inside before with one,
/// longer before shorter.
fn names(mentions: &[&Mention]) -> Vec<String> {
    let mut names: Set<&str> = Set::default();
    for mention in mentions {
        names.insert(&mention.name);
        names.extend(mention.aliases.iter().map(String::as_str));
    }
    let mut names: Vec<&str> = names.into_iter().collect();
    names.sort_by_key(|n| (!n.chars().any(is_syllable), n.contains(['(', '*']), std::cmp::Reverse(n.chars().count())));
    names.into_iter().map(str::to_owned).collect()
}

fn minted(kind: EntityType, country: Option<&str>, fullest: &str) -> String {
    let digest = Sha256::digest(format!("{kind}|{}|{}", country.unwrap_or_default(), name::key(fullest)));
    format!("{ID_BASE}{}-{}", kind.as_str().to_lowercase(), hex(&digest[..6]))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xF]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

fn evidence(
    document: &Document,
    section: &Section,
    span: Span,
    rule: &str,
    confidence: f64,
    status: Status,
) -> Evidence {
    let quote = document.source.slice(span);
    Evidence {
        section: section.path.clone(),
        start: span.start,
        end: span.end,
        lines: document.source.lines_of(span),
        date: date::event(quote, section.context.date.as_deref()).map(|d| d.to_string()),
        quote: quote.to_owned(),
        rule: rule.to_owned(),
        confidence: two_digits(confidence),
        status,
    }
}

/// More digits would pretend to a precision that no estimate has.
pub(crate) fn two_digits(confidence: f64) -> f64 {
    (confidence * 100.0).round() / 100.0
}

/// The relations, each once with all its evidence.
pub(crate) fn relations(
    document: &Document,
    findings: &[Findings],
    clusters: &Clusters<'_>,
    entities: &Entities,
) -> Vec<Relation> {
    let sections = document.flatten();
    let mut by_triple: Map<(&str, _, &str), Relation> = Map::default();
    for (s, found) in findings.iter().enumerate() {
        for r in &found.relations {
            let end = |m: MentionId| &entities[&clusters.of(s, m.0 as usize)];
            let (subject, object) = (end(r.subject), end(r.object));
            if subject.id == object.id || !r.predicate.allows(subject.kind, object.kind) {
                continue;
            }
            let (a, b) = if r.predicate.is_symmetric() && subject.id > object.id {
                (object, subject)
            } else {
                (subject, object)
            };
            let relation = by_triple.entry((a.id.as_str(), r.predicate, b.id.as_str())).or_insert_with(|| Relation {
                s: a.id.clone(),
                p: r.predicate,
                o: b.id.clone(),
                lines: Vec::new(),
                quote: String::new(),
                confidence: 0.0,
                rule: String::new(),
                origin: Origin::Text,
                status: r.status,
                valid: None,
                evidence: Vec::new(),
            });
            relation.valid = relation
                .valid
                .take()
                .or_else(|| r.years.map(|(from, to)| Validity { from: from.to_string(), to: to.to_string() }));
            let same = |e: &Evidence| (e.start, e.end, e.rule.as_str()) == (r.span.start, r.span.end, r.rule);
            if !relation.evidence.iter().any(same) {
                let proof = evidence(document, sections[s], r.span, r.rule, r.confidence, r.status);
                relation.evidence.push(proof);
            }
        }
    }
    let mut relations: Vec<Relation> = by_triple.into_values().collect();
    relations.iter_mut().for_each(summarize);
    relations
}

/// Puts the strongest evidence first and in front. What is a fact in one place and a plan in another is a fact.
fn summarize(relation: &mut Relation) {
    let open = |e: &Evidence| matches!(e.status, Status::Planned | Status::Possible);
    relation
        .evidence
        .sort_by(|a, b| open(a).cmp(&open(b)).then(b.confidence.total_cmp(&a.confidence)).then(a.start.cmp(&b.start)));
    let strongest = &relation.evidence[0];
    relation.quote.clone_from(&strongest.quote);
    // What is planned elsewhere does not make what is done surer.
    let agreeing = relation.evidence.iter().filter(|e| e.status == strongest.status);
    relation.confidence = two_digits(Confidence::combined(agreeing.map(|e| (e.rule.as_str(), e.confidence))));
    relation.rule.clone_from(&strongest.rule);
    relation.status = strongest.status;
    relation.lines = relation.evidence.iter().flat_map(|e| e.lines.iter().copied()).collect();
    relation.lines.sort_unstable();
    relation.lines.dedup();
}

/// The budgets: the same sum of the same thing is stated once, however often it is repeated.
pub(crate) fn budgets(
    document: &Document,
    findings: &[Findings],
    clusters: &Clusters<'_>,
    entities: &Entities,
) -> Vec<Budget> {
    let sections = document.flatten();
    let mut all: Map<(String, String, String), Budget> = Map::default();
    for (s, found) in findings.iter().enumerate() {
        // The shapes forbid a budget of nothing: it says that there is none.
        for b in found.budgets.iter().filter(|b| !b.money.amount.is_zero()) {
            let subject = &entities[&clusters.of(s, b.subject.0 as usize)];
            let amount = b.money.amount.normalize();
            let key = (subject.id.clone(), amount.to_string(), b.money.currency.clone());
            let lines = document.source.lines_of(b.span);
            // Without the document: the same sum of the same thing is one budget, whoever repeats it.
            let digest = Sha256::digest(format!("{}|{}|{}", subject.id, amount, b.money.currency));
            let budget = all.entry(key).or_insert_with(|| Budget {
                id: format!("{ID_BASE}budget-{}", hex(&digest[..6])),
                subject: subject.id.clone(),
                role: b.role,
                amount,
                upper: b.upper.map(|u| Upper(u.normalize())),
                currency: b.money.currency.clone(),
                period: None,
                total: None,
                qualifier: b.qualifier.clone(),
                converted: b
                    .converted
                    .as_ref()
                    .map(|m| Converted { amount: m.amount.normalize(), currency: m.currency.clone() }),
                surface: document.source.slice(b.span).split_whitespace().collect::<Vec<_>>().join(" "),
                lines: Vec::new(),
                evidence: evidence(document, sections[s], b.evidence, b.rule, b.confidence, Status::Stated),
            });
            budget.period = budget.period.take().or_else(|| b.period.clone());
            budget.lines.extend(lines);
            budget.lines.sort_unstable();
            budget.lines.dedup();
        }
    }
    all.into_values().collect()
}

/// The entities that a reader is told of: a technology only where something is about it, a country that only a
/// heading gives only where a fact needs it.
pub(crate) fn named(entities: Entities, relations: &[Relation], budgets: &[Budget]) -> Vec<Entity> {
    let used: Set<&str> = relations
        .iter()
        .flat_map(|r| [r.s.as_str(), r.o.as_str()])
        .chain(budgets.iter().map(|b| b.subject.as_str()))
        .collect();
    let mut out: Vec<Entity> =
        entities.into_values().filter(|e| e.kind != EntityType::Technology || used.contains(e.id.as_str())).collect();
    out.sort_by_key(|e| (e.mentions.first().map_or(u32::MAX, |m| m.start), e.mentions.first().map_or(0, |m| m.end)));
    // Two clusters can lead to one minted IRI when their fullest names have the same key.
    let mut merged: Map<String, Entity> = Map::default();
    for entity in out {
        match merged.get_mut(&entity.id) {
            None => {
                merged.insert(entity.id.clone(), entity);
            }
            Some(known) => {
                known.names.extend(entity.names.into_iter().filter(|n| !known.names.contains(n)).collect::<Vec<_>>());
                known.lines.extend(entity.lines);
                known.lines.sort_unstable();
                known.lines.dedup();
                known.mentions.extend(entity.mentions);
                known.mentions.sort();
                known.mentions.dedup();
                known.namings.extend(entity.namings);
            }
        }
    }
    merged.into_values().collect()
}
