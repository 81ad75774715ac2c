//! What the default graph holds, read back: entities, edges, budgets.

use crate::value::{literal, text};
use crate::vocabulary as v;
use crate::{AllClaims, Budgets, Entities, Relations, Store, StoreError, StoredSection};
use indexmap::IndexMap;
use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, TermRef};
use policygraph_model::{CountryObservation, EntityType, Predicate};
use std::borrow::Cow;
use std::collections::HashMap;

/// An entity of the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEntity {
    /// IRI.
    pub id: String,
    /// Types: more than one where documents disagree.
    pub kinds: Vec<EntityType>,
    /// Korean label, or the name as the text has it.
    pub label: String,
    /// English label, where the registry has one.
    pub label_en: Option<String>,
    /// All names, labels included.
    pub names: Vec<String>,
    /// ISO 3166-1 alpha-2 codes of the countries it belongs to.
    pub countries: Vec<String>,
}

/// A direct triple between entities.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoredEdge {
    /// IRI of the subject.
    pub subject: String,
    /// Predicate.
    pub predicate: Predicate,
    /// IRI of the object.
    pub object: String,
}

/// A budget of the store.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoredBudget {
    /// IRI.
    pub id: String,
    /// IRI of its subject.
    pub subject: String,
    /// Exact amount as written in the store.
    pub amount: String,
    /// ISO 4217 code.
    pub currency: String,
    /// Period, or empty.
    pub period: String,
    /// The words of the amount.
    pub surface: String,
    /// IRI of the budget that is the total of which it is a part, or empty.
    pub total: String,
    /// Whether the text lists all parts of that total.
    pub complete: bool,
    /// `program` or `actor`.
    pub role: String,
}

const DEFAULT: Option<GraphNameRef<'_>> = Some(GraphNameRef::DefaultGraph);

/// The direct triples of documents, wherever they are read from.
pub(crate) trait DirectTriples {
    /// Shows subject and object of each triple of a predicate, in any order. An archive has millions, so none is kept here.
    fn each(&self, predicate: NamedNodeRef<'_>, show: impl FnMut(&str, TermRef<'_>)) -> Result<(), StoreError>;
}

impl DirectTriples for Store {
    fn each(&self, predicate: NamedNodeRef<'_>, mut show: impl FnMut(&str, TermRef<'_>)) -> Result<(), StoreError> {
        for quad in self.rdf.quads_for_pattern(None, Some(predicate), None, DEFAULT) {
            let quad = quad?;
            if let NamedOrBlankNode::NamedNode(subject) = &quad.subject {
                show(subject.as_str(), quad.object.as_ref());
            }
        }
        Ok(())
    }
}

/// The entities, relations and budgets of documents, without what states them: of a store, or of the records beside it.
pub trait DirectFacts: Sync {
    /// All entities, by IRI.
    ///
    /// # Errors
    /// What holds them cannot be read.
    fn entities(&self) -> Result<IndexMap<String, StoredEntity>, StoreError>;

    /// All direct relations between some entities, in the order of the entities' places and the predicates.
    ///
    /// # Errors
    /// As [`DirectFacts::entities`].
    fn relations(&self, places: &HashMap<&str, u32>) -> Result<Relations, StoreError>;

    /// All budgets, by IRI.
    ///
    /// # Errors
    /// As [`DirectFacts::entities`].
    fn budgets(&self) -> Result<Vec<StoredBudget>, StoreError>;
}

/// The claims of documents, and where they stand.
pub trait StatedFacts: Sync {
    /// All claims. An archive has millions, so what holds them lends them.
    ///
    /// # Errors
    /// What holds them cannot be read.
    fn all_claims(&self) -> Result<Cow<'_, AllClaims>, StoreError>;

    /// The sections of all documents, in the order of documents and IRIs.
    ///
    /// # Errors
    /// As [`StatedFacts::all_claims`].
    fn sections(&self) -> Result<Vec<StoredSection>, StoreError>;

    /// The values of statistical tables that are of a country, by country, document and line.
    ///
    /// # Errors
    /// As [`StatedFacts::all_claims`].
    fn observations(&self) -> Result<Vec<CountryObservation>, StoreError>;
}

/// All that analyses take from documents.
pub trait Facts: DirectFacts + StatedFacts {}

impl<T: DirectFacts + StatedFacts> Facts for T {}

impl DirectFacts for Store {
    fn entities(&self) -> Result<IndexMap<String, StoredEntity>, StoreError> {
        self.entities()
    }

    fn relations(&self, places: &HashMap<&str, u32>) -> Result<Relations, StoreError> {
        self.relations(places)
    }

    fn budgets(&self) -> Result<Vec<StoredBudget>, StoreError> {
        self.budgets()
    }
}

impl StatedFacts for Store {
    fn all_claims(&self) -> Result<Cow<'_, AllClaims>, StoreError> {
        self.all_claims().map(Cow::Owned)
    }

    fn sections(&self) -> Result<Vec<StoredSection>, StoreError> {
        self.sections()
    }

    fn observations(&self) -> Result<Vec<CountryObservation>, StoreError> {
        self.observations()
    }
}

impl Store {
    /// All entities, by IRI.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn entities(&self) -> Result<IndexMap<String, StoredEntity>, StoreError> {
        entities(self)
    }

    /// All direct triples between entities, in a fixed order.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn edges(&self) -> Result<Vec<StoredEdge>, StoreError> {
        let mut edges = Vec::new();
        for &predicate in Predicate::ALL {
            self.each(v::property(predicate).as_ref(), |subject, object| {
                edges.push(StoredEdge { subject: subject.to_owned(), predicate, object: text(object).into_owned() });
            })?;
        }
        edges.sort();
        Ok(edges)
    }

    /// The relations of one predicate from an entity.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn edges_from(&self, subject: &str, predicate: Predicate) -> Result<Vec<StoredEdge>, StoreError> {
        let objects = self.values(&NamedNode::new_unchecked(subject), v::property(predicate).as_ref())?;
        let mut edges: Vec<StoredEdge> =
            objects.iter().map(|o| StoredEdge { subject: subject.to_owned(), predicate, object: literal(o) }).collect();
        edges.sort();
        edges.dedup();
        Ok(edges)
    }

    /// All budgets, by IRI.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn budgets(&self) -> Result<Vec<StoredBudget>, StoreError> {
        budgets(self)
    }
}

/// All entities, by IRI.
pub(crate) fn entities(triples: &impl DirectTriples) -> Result<IndexMap<String, StoredEntity>, StoreError> {
    let mut entities = Entities::default();
    for property in Entities::properties() {
        triples.each(NamedNodeRef::new_unchecked(&property), |id, object| entities.put(id, &property, object))?;
    }
    Ok(entities.finish())
}

/// All budgets, by IRI.
pub(crate) fn budgets(triples: &impl DirectTriples) -> Result<Vec<StoredBudget>, StoreError> {
    let mut budgets = Budgets::default();
    for property in Budgets::properties() {
        triples.each(NamedNodeRef::new_unchecked(&property), |id, object| budgets.put(id, &property, object))?;
    }
    Ok(budgets.finish())
}
