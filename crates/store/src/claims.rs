//! The evidence behind a direct triple or a budget.

use crate::dataset::Dataset;
use crate::facts::StoredEdge;
use crate::value::literal;
use crate::vocabulary::{self as v, terms};
use crate::{Store, StoreError};
use indexmap::IndexMap;
use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use policygraph_model::{ClaimId, Place};
use serde_json::{Value, json};
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

/// Claims whose evidence is read together.
const TOGETHER: usize = 400;

/// One place that states something.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Claim {
    /// Its id.
    pub id: ClaimId,
    /// Name of the document; empty for background knowledge.
    pub document: String,
    /// Path of the section.
    pub section: String,
    /// Lines of the source, from 1.
    pub lines: Vec<u32>,
    /// Where the words stand in the file, if it is no text itself.
    pub place: Option<Place>,
    /// The words, line breaks included; empty for background knowledge.
    pub quote: String,
    /// First code point of the words in the source.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// Id of the rule.
    pub rule: String,
    /// Estimated probability that it is true as stated.
    pub confidence: f64,
    /// How firmly it is stated.
    pub status: String,
    /// `text` or `registry`.
    pub origin: String,
}

impl Claim {
    /// Which of two claims comes first: the stronger one, then in the order of documents and lines.
    #[must_use]
    pub fn strongest_first(&self, other: &Self) -> Ordering {
        let place = (&self.document, &self.lines, self.id);
        let by_place = || place.cmp(&(&other.document, &other.lines, other.id));
        other.confidence.total_cmp(&self.confidence).then_with(by_place)
    }

    /// The claim in JSON, as all commands print it: its words and where they stand.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut json = json!({"document": self.document, "section": self.section, "lines": self.lines, "quote": self.quote, "rule": self.rule,
           "confidence": self.confidence, "status": self.status, "origin": self.origin});
        if let Some(place) = self.place {
            json["place"] = json!({"page": place.page, "paragraph": place.paragraph, "table": place.table, "cell": place.cell, "label": place.to_string()});
        }
        json
    }
}

/// The words behind facts, wherever they are read from.
pub trait Evidence {
    /// The claims with these ids; those that are not there are left out.
    ///
    /// # Errors
    /// What holds them cannot be read.
    fn claims_by_id(&self, ids: &[ClaimId]) -> Result<IndexMap<ClaimId, Claim>, StoreError>;

    /// The claims behind direct triples, the strongest first.
    ///
    /// # Errors
    /// As [`Evidence::claims_by_id`].
    fn claims_behind(&self, edges: &[StoredEdge]) -> Result<HashMap<StoredEdge, Vec<Claim>>, StoreError>;

    /// For each direct triple its strongest claim.
    ///
    /// # Errors
    /// As [`Evidence::claims_by_id`].
    fn strongest_claims(&self) -> Result<HashMap<StoredEdge, Claim>, StoreError>;
}

impl Evidence for Store {
    fn claims_by_id(&self, ids: &[ClaimId]) -> Result<IndexMap<ClaimId, Claim>, StoreError> {
        self.expect_evidence(&ids.iter().map(|id| v::claim(*id)).collect::<Vec<_>>())?;
        let mut claims = IndexMap::new();
        for &id in ids {
            if !claims.contains_key(&id) {
                claims.extend(self.claim(id)?.map(|claim| (id, claim)));
            }
        }
        Ok(claims)
    }

    fn claims_behind(&self, edges: &[StoredEdge]) -> Result<HashMap<StoredEdge, Vec<Claim>>, StoreError> {
        edges.iter().map(|edge| Ok((edge.clone(), self.claims(edge)?))).collect()
    }

    fn strongest_claims(&self) -> Result<HashMap<StoredEdge, Claim>, StoreError> {
        self.strongest_claims()
    }
}

impl Store {
    /// The claim with an id; nothing if there is none.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn claim(&self, id: ClaimId) -> Result<Option<Claim>, StoreError> {
        let node = v::claim(id);
        if self.node(&node, rdf::PREDICATE)?.is_none() {
            return Ok(None);
        }
        self.evidence(&node).map(Some)
    }

    /// The claims behind a direct triple, the strongest first.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn claims(&self, edge: &StoredEdge) -> Result<Vec<Claim>, StoreError> {
        let (subject, object) = (NamedNode::new_unchecked(&edge.subject), NamedNode::new_unchecked(&edge.object));
        let predicate = Term::from(v::property(edge.predicate));
        let mut found = Vec::new();
        for claim in self.claims_about_node(&subject)? {
            let is = |property: NamedNodeRef<'_>, value: &Term| -> Result<bool, StoreError> {
                Ok(self.values(&claim, property)?.contains(value))
            };
            if is(rdf::PREDICATE, &predicate)? && is(rdf::OBJECT, &Term::from(object.clone()))? {
                found.push(claim);
            }
        }
        self.sorted_evidence(&found)
    }

    /// The claims whose subject is a node.
    fn claims_about_node(&self, node: &NamedNode) -> Result<Vec<NamedNode>, StoreError> {
        // The graph of each document that led to it has a claim of the registry.
        let mut claims = BTreeSet::new();
        for quad in self.rdf.quads_for_pattern(None, Some(rdf::SUBJECT), Some(node.as_ref().into()), None) {
            if let NamedOrBlankNode::NamedNode(claim) = quad?.subject {
                claims.insert(claim);
            }
        }
        let claims: Vec<NamedNode> = claims.into_iter().collect();
        self.expect(&claims)?;
        Ok(claims)
    }

    /// For each direct triple its strongest claim, read in one pass over the claims.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn strongest_claims(&self) -> Result<HashMap<StoredEdge, Claim>, StoreError> {
        let mut strongest: HashMap<StoredEdge, Claim> = HashMap::new();
        self.each_claim::<StoreError>(|edge, claim| {
            match strongest.get(&edge) {
                Some(known) if known.strongest_first(&claim).is_le() => {}
                _ => {
                    strongest.insert(edge, claim);
                }
            }
            Ok(())
        })?;
        Ok(strongest)
    }

    /// Gives the claims of relations one by one, in no order.
    ///
    /// # Errors
    /// The store cannot be read, or `take` fails.
    pub fn each_claim<E: From<StoreError>>(
        &self,
        mut take: impl FnMut(StoredEdge, Claim) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut quads = self.rdf.quads_for_pattern(None, Some(rdf::SUBJECT), None, None);
        loop {
            let some: Vec<Quad> = quads.by_ref().take(TOGETHER).collect::<Result<_, _>>()?;
            let claims: Vec<(NamedNode, Term)> = some
                .into_iter()
                .filter_map(|quad| match quad.subject {
                    NamedOrBlankNode::NamedNode(claim) => Some((claim, quad.object)),
                    NamedOrBlankNode::BlankNode(_) => None,
                })
                .collect();
            if claims.is_empty() {
                return Ok(());
            }
            self.expect_evidence(&claims.iter().map(|(claim, _)| claim.clone()).collect::<Vec<_>>())?;
            for (claim, subject) in claims {
                let first = |property: NamedNodeRef<'_>| -> Result<Option<Term>, StoreError> {
                    Ok(self.values(&claim, property)?.into_iter().next())
                };
                let (Some(Term::NamedNode(predicate)), Some(object)) = (first(rdf::PREDICATE)?, first(rdf::OBJECT)?)
                else {
                    continue;
                };
                let Some(predicate) = v::local_name(predicate.as_ref()).and_then(|l| l.parse().ok()) else { continue };
                let edge = StoredEdge { subject: literal(&subject), predicate, object: literal(&object) };
                take(edge, self.evidence(&claim)?)?;
            }
        }
    }

    /// The claims behind a budget, the strongest first.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn budget_claims(&self, id: &str) -> Result<Vec<Claim>, StoreError> {
        self.sorted_evidence(&self.claims_about_node(&NamedNode::new_unchecked(id))?)
    }

    /// The evidence of claims, the strongest first.
    fn sorted_evidence(&self, claims: &[NamedNode]) -> Result<Vec<Claim>, StoreError> {
        self.expect_evidence(claims)?;
        let mut claims: Vec<Claim> = claims.iter().map(|claim| self.evidence(claim)).collect::<Result<_, _>>()?;
        claims.sort_by(Claim::strongest_first);
        Ok(claims)
    }

    /// Says that what these nodes have will be read one after the other: an endpoint is asked for all at once.
    fn expect(&self, nodes: &[NamedNode]) -> Result<(), StoreError> {
        match &self.rdf {
            Dataset::Database(_) => Ok(()),
            Dataset::Endpoint(remote) => remote.expect(nodes),
        }
    }

    /// The same of claims and of what they are derived from.
    pub(crate) fn expect_evidence(&self, claims: &[NamedNode]) -> Result<(), StoreError> {
        if matches!(self.rdf, Dataset::Database(_)) {
            return Ok(());
        }
        self.expect(claims)?;
        let mut origins = Vec::new();
        for claim in claims {
            for property in [terms::WAS_GENERATED_BY, terms::WAS_DERIVED_FROM] {
                // Background knowledge is derived from a graph.
                let origin = self.node(claim, property)?;
                origins.extend(origin.filter(|o| o.as_str() != v::REGISTRY_GRAPH));
            }
        }
        origins.sort();
        origins.dedup();
        self.expect(&origins)
    }

    pub(crate) fn values(&self, subject: &NamedNode, property: NamedNodeRef<'_>) -> Result<Vec<Term>, StoreError> {
        self.rdf
            .quads_for_pattern(Some(subject.as_ref().into()), Some(property), None, None)
            .map(|q| q.map(|q| q.object))
            .collect()
    }

    fn evidence(&self, node: &NamedNode) -> Result<Claim, StoreError> {
        let mut claim = Claim { id: v::claim_id(node.as_str()).unwrap_or_default(), ..Claim::default() };
        if let Some(activity) = self.node(node, terms::WAS_GENERATED_BY)? {
            claim.rule = self.text(&activity, v::pg("rule").as_ref())?;
            claim.confidence = self.text(&activity, v::pg("confidence").as_ref())?.parse().unwrap_or_default();
            claim.status = self.text(&activity, v::pg("status").as_ref())?;
            claim.origin = self.text(&activity, v::pg("origin").as_ref())?;
        }
        let Some(words) = self.node(node, terms::WAS_DERIVED_FROM)? else { return Ok(claim) };
        // Background knowledge is derived from a graph, which has no place.
        let Some((start, end)) = v::span(words.as_str()) else { return Ok(claim) };
        (claim.start, claim.end) = (start, end);
        claim.lines =
            self.values(&words, v::pg("line").as_ref())?.iter().filter_map(|l| literal(l).parse().ok()).collect();
        claim.lines.sort_unstable();
        let page = self.text(&words, v::pg("page").as_ref())?.parse().ok();
        claim.place = Place::located(page, &self.text(&words, v::pg("place").as_ref())?);
        claim.quote = self.text(&words, v::pg("quote").as_ref())?;
        if let Some(section) = self.node(&words, terms::IS_PART_OF)? {
            claim.section = self.text(&section, v::pg("sectionPath").as_ref())?;
            if let Some(document) = self.node(&section, terms::IS_PART_OF)? {
                claim.document = self.text(&document, terms::IDENTIFIER)?;
            }
        }
        Ok(claim)
    }

    /// The first value of a property as text, or nothing.
    fn text(&self, subject: &NamedNode, property: NamedNodeRef<'_>) -> Result<String, StoreError> {
        Ok(self.values(subject, property)?.first().map(literal).unwrap_or_default())
    }

    /// The first value of a property that is an IRI.
    fn node(&self, subject: &NamedNode, property: NamedNodeRef<'_>) -> Result<Option<NamedNode>, StoreError> {
        Ok(self.values(subject, property)?.into_iter().find_map(|t| match t {
            Term::NamedNode(n) => Some(n),
            _ => None,
        }))
    }
}
