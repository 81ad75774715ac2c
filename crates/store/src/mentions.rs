//! Where a document names an entity, and why by these names: one value an entity and document, for there are thousands of such places and few are asked for.
//!
//! Its first line has the lines and the spans of characters, each further one a name, its reason, the line on which that shows, the name it was joined
//! to (or nothing) and the rule, separated by tabs:
//!
//! ```text
//! line=12,15;char=340,345;char=402,405
//! FCC⇥bracket⇥12⇥연방통신위원회⇥registered-name
//! ```

use crate::value::literal;
use crate::vocabulary::{self as v, terms};
use crate::{SpanOfMention, Store, StoreError};
use oxigraph::model::{GraphName, GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode};
use policygraph_model::{Entity, NameReason};

/// A name of an entity in a document, and why it is one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct StoredNaming {
    /// Name of the document.
    pub document: String,
    /// Line of the source on which the reason shows, from 1.
    pub line: u32,
    /// The name.
    pub name: String,
    /// Why it is one of the entity's.
    pub reason: NameReason,
    /// The name it was joined to, where there is one.
    pub of: Option<String>,
    /// Id of the rule that found it.
    pub rule: String,
}

/// The value of an entity of a document; nothing for one of the registry, which no document names.
pub(crate) fn packed(entity: &Entity) -> Option<String> {
    if entity.lines.is_empty() && entity.mentions.is_empty() && entity.namings.is_empty() {
        return None;
    }
    let lines: Vec<String> = entity.lines.iter().map(u32::to_string).collect();
    let spans = entity.mentions.iter().map(|m| v::fragment(m.start, m.end));
    let places: Vec<String> = std::iter::once(format!("line={}", lines.join(","))).chain(spans).collect();
    let mut rows = vec![places.join(";")];
    rows.extend(entity.namings.iter().map(|naming| {
        let (line, of) = (naming.line.to_string(), naming.of.as_deref().unwrap_or_default());
        // A name is of one line, and has no tab.
        [&naming.name, naming.reason.as_str(), &line, of, &naming.rule].map(|t| t.replace(['\t', '\n'], " ")).join("\t")
    }));
    Some(rows.join("\n"))
}

/// The lines of a value.
fn lines(packed: &str) -> Vec<u32> {
    let places = packed.lines().next().unwrap_or_default().split(';');
    let lines = places.filter_map(|place| place.strip_prefix("line="));
    lines.flat_map(|lines| lines.split(',')).filter_map(|line| line.parse().ok()).collect()
}

/// The spans of a value: first code point, and one past the last.
fn spans(packed: &str) -> impl Iterator<Item = (u32, u32)> {
    packed.lines().next().unwrap_or_default().split(';').filter_map(v::span)
}

/// A name from its row in the value.
fn naming(row: &str, document: &str) -> Option<StoredNaming> {
    let [name, reason, line, of, rule] = <[&str; 5]>::try_from(row.split('\t').collect::<Vec<_>>()).ok()?;
    Some(StoredNaming {
        document: document.to_owned(),
        line: line.parse().ok()?,
        name: name.to_owned(),
        reason: reason.parse().ok()?,
        of: (!of.is_empty()).then(|| of.to_owned()),
        rule: rule.to_owned(),
    })
}

impl Store {
    /// The documents that name an entity, each with the lines on which it does, in order.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn mentions(&self, id: &str) -> Result<Vec<(String, Vec<u32>)>, StoreError> {
        let packed = self.packed_mentions(id)?;
        let mut mentions: Vec<(String, Vec<u32>)> =
            packed.into_iter().map(|(document, packed)| (document, lines(&packed))).collect();
        mentions.iter_mut().for_each(|(_, lines)| lines.sort_unstable());
        mentions.sort();
        Ok(mentions)
    }

    /// Why the names of an entity are its, by document and line.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn namings(&self, id: &str) -> Result<Vec<StoredNaming>, StoreError> {
        let mut namings = Vec::new();
        for (document, packed) in self.packed_mentions(id)? {
            namings.extend(packed.lines().skip(1).filter_map(|row| naming(row, &document)));
        }
        namings.sort();
        Ok(namings)
    }

    /// Where a document names entities, in the order of the text.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn spans_of_mentions(&self, document: &str) -> Result<Vec<SpanOfMention>, StoreError> {
        let graph = v::document_graph(document);
        let graph = Some(GraphNameRef::NamedNode(graph.as_ref()));
        let mut found = Vec::new();
        for quad in self.rdf.quads_for_pattern(None, Some(v::pg("mentions").as_ref()), None, graph) {
            let quad = quad?;
            if let NamedOrBlankNode::NamedNode(entity) = &quad.subject {
                let packed = literal(&quad.object);
                let of = |(start, end)| SpanOfMention { start, end, entity: entity.as_str().to_owned() };
                found.extend(spans(&packed).map(of));
            }
        }
        found.sort();
        Ok(found)
    }

    /// The values of an entity, with the names of the documents.
    fn packed_mentions(&self, id: &str) -> Result<Vec<(String, String)>, StoreError> {
        let entity = NamedNodeRef::new_unchecked(id);
        let mut packed = Vec::new();
        for quad in self.rdf.quads_for_pattern(Some(entity.into()), Some(v::pg("mentions").as_ref()), None, None) {
            let quad = quad?;
            let GraphName::NamedNode(graph) = &quad.graph_name else { continue };
            let Some(name) = graph.as_str().strip_prefix(v::DOCUMENT_GRAPH) else { continue };
            let document = NamedNode::new_unchecked(format!("{}{name}", v::DOCUMENT));
            let name = self.values(&document, terms::IDENTIFIER)?.first().map(literal).unwrap_or_default();
            packed.push((name, literal(&quad.object)));
        }
        Ok(packed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use policygraph_model::{EntityType, MentionRow, Naming};

    #[test]
    fn what_is_packed_is_read_back() {
        let naming_of = |name: &str, of: Option<&str>| Naming {
            name: name.into(),
            reason: NameReason::Bracket,
            of: of.map(str::to_owned),
            line: 12,
            rule: "r".into(),
        };
        let entity = Entity {
            id: String::new(),
            kind: EntityType::GovernmentAgency,
            names: vec!["가온부".into()],
            label_ko: None,
            label_en: None,
            country: None,
            lines: vec![12, 15],
            mentions: vec![
                MentionRow { line: 12, start: 340, end: 345, text: String::new() },
                MentionRow { line: 15, start: 402, end: 405, text: String::new() },
            ],
            namings: vec![naming_of("가온부", None), naming_of("GO", Some("가온부"))],
        };
        let packed = packed(&entity).unwrap();
        assert_eq!(lines(&packed), [12, 15]);
        assert_eq!(spans(&packed).collect::<Vec<_>>(), [(340, 345), (402, 405)]);
        let read: Vec<StoredNaming> = packed.lines().skip(1).map(|row| naming(row, "d").unwrap()).collect();
        assert_eq!(read.iter().map(|n| (n.name.as_str(), n.line)).collect::<Vec<_>>(), [("가온부", 12), ("GO", 12)]);
        assert_eq!((read[0].of.as_deref(), read[1].of.as_deref()), (None, Some("가온부")));
        let none = Entity { lines: Vec::new(), mentions: Vec::new(), namings: Vec::new(), ..entity };
        assert_eq!(super::packed(&none), None);
    }
}
