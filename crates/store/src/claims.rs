//! The evidence behind a direct triple or a budget.

use crate::documents::literal;
use crate::facts::StoredEdge;
use crate::vocabulary::{self as v, terms};
use crate::{Store, StoreError};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, NamedOrBlankNode, Term};
use std::collections::{BTreeMap, HashMap};

/// One place that states something.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Claim {
    /// Name of the document; empty for background knowledge.
    pub document: String,
    /// Path of the section.
    pub section: String,
    /// Lines of the source, from 1.
    pub lines: Vec<u32>,
    /// The words, line breaks included; empty for background knowledge.
    pub quote: String,
    /// Id of the rule.
    pub rule: String,
    /// Estimated probability that it is true as stated.
    pub confidence: f64,
    /// How firmly it is stated.
    pub status: String,
    /// `text` or `registry`.
    pub origin: String,
}

impl Store {
    /// The claims behind a direct triple, the strongest first.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn claims(&self, edge: &StoredEdge) -> Result<Vec<Claim>, StoreError> {
        let (subject, object) = (NamedNode::new_unchecked(&edge.subject), NamedNode::new_unchecked(&edge.object));
        let predicate = Term::from(v::property(edge.predicate));
        let mut claims = Vec::new();
        for quad in self.rdf.quads_for_pattern(None, Some(rdf::SUBJECT), Some(subject.as_ref().into()), None) {
            let quad = quad?;
            let NamedOrBlankNode::NamedNode(claim) = quad.subject else { continue };
            let is = |property: NamedNodeRef<'_>, value: &Term| -> Result<bool, StoreError> {
                Ok(self.values(&claim, property)?.contains(value))
            };
            if is(rdf::PREDICATE, &predicate)? && is(rdf::OBJECT, &Term::from(object.clone()))? {
                claims.push(self.evidence(&claim)?);
            }
        }
        sort(&mut claims);
        Ok(claims)
    }

    /// For each direct triple its strongest claim, read in one pass over the claims.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn strongest_claims(&self) -> Result<HashMap<StoredEdge, Claim>, StoreError> {
        let mut strongest: HashMap<StoredEdge, Claim> = HashMap::new();
        for quad in self.rdf.quads_for_pattern(None, Some(rdf::SUBJECT), None, None) {
            let quad = quad?;
            let NamedOrBlankNode::NamedNode(node) = quad.subject else { continue };
            let first = |property: NamedNodeRef<'_>| -> Result<Option<Term>, StoreError> {
                Ok(self.values(&node, property)?.into_iter().next())
            };
            let (Some(Term::NamedNode(predicate)), Some(object)) = (first(rdf::PREDICATE)?, first(rdf::OBJECT)?) else {
                continue;
            };
            let Some(predicate) = v::local_name(predicate.as_ref()).and_then(|l| l.parse().ok()) else { continue };
            let edge = StoredEdge { subject: literal(&quad.object), predicate, object: literal(&object) };
            let claim = self.evidence(&node)?;
            let order = |c: &Claim| (c.document.clone(), c.lines.clone());
            match strongest.get(&edge) {
                Some(known)
                    if known.confidence > claim.confidence
                        || (known.confidence == claim.confidence && order(known) <= order(&claim)) => {}
                _ => {
                    strongest.insert(edge, claim);
                }
            }
        }
        Ok(strongest)
    }

    /// The claims behind a budget, the strongest first.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn budget_claims(&self, id: &str) -> Result<Vec<Claim>, StoreError> {
        let budget = NamedNode::new_unchecked(id);
        let mut claims = Vec::new();
        for quad in self.rdf.quads_for_pattern(None, Some(rdf::SUBJECT), Some(budget.as_ref().into()), None) {
            if let NamedOrBlankNode::NamedNode(claim) = quad?.subject {
                claims.push(self.evidence(&claim)?);
            }
        }
        sort(&mut claims);
        Ok(claims)
    }

    /// The documents that name an entity, each with the lines on which it does, in order.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn mentions(&self, id: &str) -> Result<Vec<(String, Vec<u32>)>, StoreError> {
        let entity = NamedNode::new_unchecked(id);
        let mut mentions: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        let found =
            self.rdf.quads_for_pattern(Some(entity.as_ref().into()), Some(v::pg("mentionLine").as_ref()), None, None);
        for quad in found {
            let quad = quad?;
            let GraphName::NamedNode(graph) = &quad.graph_name else { continue };
            let Some(name) = graph.as_str().strip_prefix(v::DOCUMENT_GRAPH) else { continue };
            let document = v::named(&format!("{}{name}", v::DOCUMENT));
            let title = self.values(&document, terms::TITLE)?.first().map(literal).unwrap_or_default();
            mentions.entry(title).or_default().extend(literal(&quad.object).parse::<u32>());
        }
        mentions.values_mut().for_each(|lines| lines.sort_unstable());
        Ok(mentions.into_iter().collect())
    }

    pub(crate) fn values(&self, subject: &NamedNode, property: NamedNodeRef<'_>) -> Result<Vec<Term>, StoreError> {
        self.rdf
            .quads_for_pattern(Some(subject.as_ref().into()), Some(property), None, None)
            .map(|q| q.map(|q| q.object).map_err(StoreError::from))
            .collect()
    }

    fn evidence(&self, node: &NamedNode) -> Result<Claim, StoreError> {
        let text = |property: NamedNode| -> Result<String, StoreError> {
            Ok(self.values(node, property.as_ref())?.first().map(literal).unwrap_or_default())
        };
        let mut lines: Vec<u32> =
            self.values(node, v::pg("line").as_ref())?.iter().filter_map(|l| literal(l).parse().ok()).collect();
        lines.sort_unstable();
        let mut claim = Claim {
            quote: text(v::pg("quote"))?,
            rule: text(v::pg("rule"))?,
            confidence: text(v::pg("confidence"))?.parse().unwrap_or_default(),
            status: text(v::pg("status"))?,
            origin: text(v::pg("origin"))?,
            lines,
            ..Claim::default()
        };
        if let Some(Term::NamedNode(section)) = self.values(node, terms::WAS_DERIVED_FROM)?.first() {
            claim.section =
                self.values(section, v::pg("sectionPath").as_ref())?.first().map(literal).unwrap_or_default();
            if let Some(Term::NamedNode(document)) = self.values(section, terms::IS_PART_OF)?.first() {
                claim.document = self.values(document, terms::TITLE)?.first().map(literal).unwrap_or_default();
            }
        }
        Ok(claim)
    }
}

/// The strongest first, then in the order of documents and lines.
fn sort(claims: &mut [Claim]) {
    let place = |c: &Claim| (c.document.clone(), c.lines.clone());
    claims.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then_with(|| place(a).cmp(&place(b))));
}
