//! Why names are taken for those of an entity, read back.

use crate::documents::literal;
use crate::vocabulary::{self as v, terms};
use crate::{Store, StoreError};
use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode};
use policygraph_model::NameReason;

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

impl Store {
    /// Why the names of an entity are its, by document and line.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn namings(&self, id: &str) -> Result<Vec<StoredNaming>, StoreError> {
        let entity = NamedNode::new_unchecked(id);
        let mut namings = Vec::new();
        for quad in
            self.rdf.quads_for_pattern(None, Some(v::pg("namingOf").as_ref()), Some(entity.as_ref().into()), None)
        {
            let quad = quad?;
            let (NamedOrBlankNode::NamedNode(node), GraphName::NamedNode(graph)) = (&quad.subject, &quad.graph_name)
            else {
                continue;
            };
            let Some(name) = graph.as_str().strip_prefix(v::DOCUMENT_GRAPH) else { continue };
            let first = |property: NamedNode| -> Result<Option<String>, StoreError> {
                Ok(self.values(node, property.as_ref())?.first().map(literal))
            };
            let Some(reason) = first(v::pg("nameReason"))?.and_then(|r| r.parse().ok()) else { continue };
            let document = v::named(&format!("{}{name}", v::DOCUMENT));
            namings.push(StoredNaming {
                document: self.values(&document, terms::IDENTIFIER)?.first().map(literal).unwrap_or_default(),
                line: first(v::pg("line"))?.and_then(|l| l.parse().ok()).unwrap_or_default(),
                name: first(v::pg("nameForm"))?.unwrap_or_default(),
                reason,
                of: first(v::pg("nameJoinedTo"))?,
                rule: first(v::pg("rule"))?.unwrap_or_default(),
            });
        }
        namings.sort();
        Ok(namings)
    }
}
