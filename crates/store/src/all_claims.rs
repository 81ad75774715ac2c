//! All claims at once, for analyses of the whole graph.
//!
//! They are asked for by predicate, several at once: a query joins the parts of a claim by numbers, and only its answer is turned into text, which is what
//! takes long.

use crate::value::literal;
use crate::vocabulary::{self as v, terms};
use crate::{Store, StoreError};
use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, NamedOrBlankNode, Term};
use policygraph_model::{ClaimId, Predicate, Status};
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// A claim without its words. An archive has millions, which share their strings.
#[derive(Debug, Clone, PartialEq)]
pub struct PlainClaim {
    /// Its id.
    pub id: ClaimId,
    /// IRI of the subject.
    pub subject: Arc<str>,
    /// IRI of the object.
    pub object: Arc<str>,
    /// Name of the document that states it, or on occasion of which background knowledge was added.
    pub document: Arc<str>,
    /// IRI of the section in which its words stand; empty for background knowledge.
    pub section: Arc<str>,
    /// How firmly it is stated.
    pub status: Status,
    /// Estimated probability that it is true as stated.
    pub confidence: f64,
    /// The first and last year for which it is stated; else the year of the event; else that in which the section or document came out.
    pub years: Option<(i16, i16)>,
    /// The year whose money the amount of a budget is in.
    pub amount_year: Option<i16>,
}

/// The claims of a store, the strongest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AllClaims {
    /// About relations.
    pub relations: Vec<(Predicate, PlainClaim)>,
    /// That a budget is somebody's: its subject is the budget.
    pub budgets: Vec<PlainClaim>,
    /// That a programme, law or section has a topic or instrument.
    pub tags: Vec<PlainClaim>,
}

impl AllClaims {
    /// Adds a claim about the property with this IRI, if analyses look at claims about it.
    pub fn add(&mut self, property: &str, claim: PlainClaim) {
        match property.strip_prefix(v::ONTOLOGY) {
            Some("budgetOf") => self.budgets.push(claim),
            Some("taggedWith") => self.tags.push(claim),
            Some(local) => self.relations.extend(local.parse::<Predicate>().map(|p| (p, claim))),
            None => {}
        }
    }

    /// Puts the strongest claims first; those about relations by predicate. Whatever the order before, it is the same after.
    pub fn sort(&mut self) {
        let order = |a: &PlainClaim, b: &PlainClaim| {
            let rest = |c: &PlainClaim| (c.status, c.years);
            (b.confidence.total_cmp(&a.confidence).then(a.id.cmp(&b.id)).then_with(|| a.document.cmp(&b.document)))
                .then_with(|| a.section.cmp(&b.section))
                .then_with(|| rest(a).cmp(&rest(b)))
        };
        self.relations.sort_unstable_by(|(p, a), (q, b)| p.cmp(q).then_with(|| order(a, b)));
        self.budgets.sort_unstable_by(order);
        self.tags.sort_unstable_by(order);
    }
}

/// What a claim is about.
#[derive(Debug, Clone, Copy)]
enum About {
    Relation(Predicate),
    Budget,
    Tag,
}

/// What few claims have, and what documents and sections have.
struct Details {
    from: HashMap<String, String>,
    to: HashMap<String, String>,
    events: HashMap<String, String>,
    amount_years: HashMap<String, String>,
    issued: HashMap<String, String>,
    names: HashMap<String, String>,
}

impl Store {
    /// All claims.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn all_claims(&self) -> Result<AllClaims, StoreError> {
        let properties = [
            v::pg("validFrom"),
            v::pg("validTo"),
            v::pg("eventDate"),
            v::pg("amountYear"),
            terms::ISSUED.into_owned(),
            terms::IDENTIFIER.into_owned(),
        ];
        let read: Result<Vec<HashMap<String, String>>, StoreError> =
            properties.par_iter().map(|property| self.in_documents(property.as_ref())).collect();
        let [from, to, events, amount_years, issued, names] = <[_; 6]>::try_from(read?).unwrap_or_default();
        let details = Details { from, to, events, amount_years, issued, names };
        let mut about: Vec<(About, NamedNode)> =
            Predicate::ALL.iter().map(|&p| (About::Relation(p), v::property(p))).collect();
        about.extend([(About::Budget, v::pg("budgetOf")), (About::Tag, v::pg("taggedWith"))]);
        let read: Result<Vec<(About, Vec<PlainClaim>)>, StoreError> =
            about.par_iter().map(|(about, property)| Ok((*about, self.claims_about(property, &details)?))).collect();
        let mut all = AllClaims::default();
        for (about, claims) in read? {
            match about {
                About::Relation(predicate) => all.relations.extend(claims.into_iter().map(|c| (predicate, c))),
                About::Budget => all.budgets = claims,
                About::Tag => all.tags = claims,
            }
        }
        all.sort();
        Ok(all)
    }

    /// The claims about a property.
    fn claims_about(&self, property: &NamedNode, details: &Details) -> Result<Vec<PlainClaim>, StoreError> {
        let parts = format!(
            "?claim rdf:predicate {property} ; rdf:subject ?s ; rdf:object ?o ; prov:wasGeneratedBy ?made . ?made pg:confidence ?confidence ; pg:status ?status"
        );
        let from = [
            format!("{parts} . ?claim prov:wasDerivedFrom/dct:isPartOf ?section"),
            format!("{parts} . ?claim prov:wasDerivedFrom <{}>", v::REGISTRY_GRAPH),
        ];
        let mut claims = Vec::new();
        for pattern in from {
            let query =
                format!("SELECT ?claim ?g ?s ?o ?confidence ?status ?section WHERE {{ GRAPH ?g {{ {pattern} }} }}");
            claims.extend(self.all_rows(&query)?.iter().filter_map(|row| plain(row, details)));
        }
        Ok(claims)
    }

    /// The values of a property in the graphs of documents, by subject.
    pub(crate) fn in_documents(&self, property: NamedNodeRef<'_>) -> Result<HashMap<String, String>, StoreError> {
        let mut values = HashMap::new();
        for quad in self.rdf.quads_for_pattern(None, Some(property), None, None) {
            let quad = quad?;
            if let (NamedOrBlankNode::NamedNode(subject), GraphName::NamedNode(_)) = (quad.subject, quad.graph_name) {
                values.insert(subject.into_string(), literal(&quad.object));
            }
        }
        Ok(values)
    }
}

/// A claim from its row: claim, graph, subject, object, confidence, status, section.
fn plain(row: &[Option<Term>], details: &Details) -> Option<PlainClaim> {
    let value = |i: usize| row[i].as_ref().map(literal).unwrap_or_default();
    let (claim, section) = (value(0), value(6));
    let document = value(1).strip_prefix(v::DOCUMENT_GRAPH).map(|name| format!("{}{name}", v::DOCUMENT));
    let year_of = |years: &HashMap<String, String>, node: &str| years.get(node).and_then(|d| year(d));
    let came_out = || {
        year_of(&details.issued, &section)
            .or_else(|| document.as_ref().and_then(|document| year_of(&details.issued, document)))
    };
    let years = match (year_of(&details.from, &claim), year_of(&details.to, &claim)) {
        (Some(from), Some(to)) => Some((from, to)),
        _ => year_of(&details.events, &claim).or_else(came_out).map(|y| (y, y)),
    };
    Some(PlainClaim {
        id: v::claim_id(&claim).unwrap_or_default(),
        subject: value(2).into(),
        object: value(3).into(),
        document: document.as_ref().and_then(|d| details.names.get(d)).map(String::as_str).unwrap_or_default().into(),
        status: value(5).parse().ok()?,
        confidence: value(4).parse().ok()?,
        years,
        amount_year: year_of(&details.amount_years, &claim),
        section: section.into(),
    })
}

/// The year of an ISO 8601 date.
fn year(date: &str) -> Option<i16> {
    date.get(..4)?.parse().ok()
}
