//! What a store or a document of it states, as statements that can be compared.

use crate::value::literal;
use crate::vocabulary::{self as v, terms};
use crate::{Claim, Store, StoreError, StoredEdge};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, GraphNameRef, NamedNode, NamedOrBlankNode, Quad, Term};
use policygraph_model::{EntityType, Predicate};
use std::collections::{BTreeMap, BTreeSet};

/// Something stated: that an entity is of a type, a relation, or a budget.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Statement {
    /// An entity with its type.
    Entity {
        /// IRI.
        id: String,
        /// Type.
        kind: EntityType,
    },
    /// A relation.
    Relation(StoredEdge),
    /// A budget.
    Budget {
        /// IRI of whom it belongs to.
        subject: String,
        /// Amount, currency and period in words: `22000000000 GBP 2020`.
        sum: String,
        /// IRI of the budget.
        id: String,
    },
}

/// What one side has and the other has not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// Statements of the second side only.
    pub added: Vec<Statement>,
    /// Statements of the first side only.
    pub removed: Vec<Statement>,
}

/// One side of a comparison: a store, or a document of it.
#[derive(Debug, Clone, Copy)]
pub struct Side<'s> {
    /// The store.
    pub store: &'s Store,
    /// Name of the document; the whole store without one.
    pub document: Option<&'s str>,
}

/// Compares two sides.
///
/// # Errors
/// A store cannot be read, or has no document of the name.
pub fn difference(from: Side<'_>, to: Side<'_>) -> Result<Difference, StoreError> {
    let (old, new) = (from.statements()?, to.statements()?);
    Ok(Difference { added: new.difference(&old).cloned().collect(), removed: old.difference(&new).cloned().collect() })
}

impl Side<'_> {
    /// The claims behind a statement on this side, the strongest first; none for the type of an entity.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn evidence(&self, statement: &Statement) -> Result<Vec<Claim>, StoreError> {
        let mut claims = match statement {
            Statement::Entity { .. } => Vec::new(),
            Statement::Relation(edge) => self.store.claims(edge)?,
            Statement::Budget { id, .. } => self.store.budget_claims(id)?,
        };
        claims.retain(|c| self.document.is_none_or(|d| d == c.document));
        Ok(claims)
    }

    fn statements(&self) -> Result<BTreeSet<Statement>, StoreError> {
        let Some(name) = self.document else {
            return self.store.statements_in(GraphNameRef::DefaultGraph);
        };
        let graph = v::document_graph(name);
        if !self.store.has_graph(&graph)? {
            return Err(StoreError::NoDocument { name: name.to_owned() });
        }
        self.store.statements_in(GraphNameRef::NamedNode(graph.as_ref()))
    }
}

impl Store {
    /// The name of an entity to show: its Korean label, another one, or its IRI with a prefix.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn label(&self, iri: &str) -> Result<String, StoreError> {
        let labels = self.values(&NamedNode::new_unchecked(iri), terms::PREF_LABEL)?;
        let korean = labels.iter().find(|l| matches!(l, Term::Literal(l) if l.language() == Some("ko")));
        Ok(korean.or(labels.first()).map_or_else(|| crate::shorten(iri), literal))
    }

    pub(crate) fn statements_in(&self, graph: GraphNameRef<'_>) -> Result<BTreeSet<Statement>, StoreError> {
        let mut out = BTreeSet::new();
        let quads = |property: NamedNode| {
            self.rdf.quads_for_pattern(None, Some(property.as_ref()), None, Some(graph)).filter_map(|quad| match quad {
                Ok(Quad { subject: NamedOrBlankNode::NamedNode(s), object, .. }) => Some(Ok((s.into_string(), object))),
                Ok(_) => None,
                Err(e) => Some(Err(e)),
            })
        };
        for entry in quads(rdf::TYPE.into_owned()) {
            let (id, class) = entry?;
            let Term::NamedNode(class) = class else { continue };
            if let Some(kind) = v::local_name(class.as_ref()).and_then(|l| l.parse().ok()) {
                out.insert(Statement::Entity { id, kind });
            }
        }
        for &predicate in Predicate::ALL {
            for entry in quads(v::property(predicate)) {
                let (subject, object) = entry?;
                out.insert(Statement::Relation(StoredEdge { subject, predicate, object: literal(&object) }));
            }
        }
        let mut sums: BTreeMap<String, [String; 4]> = BTreeMap::new();
        for (i, property) in ["budgetOf", "amountValue", "currencyCode", "period"].into_iter().enumerate() {
            for entry in quads(v::pg(property)) {
                let (id, value) = entry?;
                sums.entry(id).or_default()[i] = literal(&value);
            }
        }
        for (id, [subject, amount, currency, period]) in sums {
            let sum = format!("{amount} {currency} {period}").trim_end().to_owned();
            out.insert(Statement::Budget { subject, sum, id });
        }
        Ok(out)
    }

    /// Those of the statements that the default graph does not have.
    pub(crate) fn without_stated(&self, statements: BTreeSet<Statement>) -> Result<Vec<Statement>, StoreError> {
        let mut gone = Vec::new();
        for statement in statements {
            let (subject, property, object) = match &statement {
                Statement::Entity { id, kind } => (id, rdf::TYPE.into_owned(), v::class(*kind).into_string()),
                Statement::Relation(e) => (&e.subject, v::property(e.predicate), e.object.clone()),
                Statement::Budget { subject, id, .. } => (id, v::pg("budgetOf"), subject.clone()),
            };
            let quad = Quad::new(v::named(subject), property, v::named(&object), GraphName::DefaultGraph);
            if !self.rdf.contains(&quad)? {
                gone.push(statement);
            }
        }
        Ok(gone)
    }
}
