//! All relations at once, for analyses of the whole graph.
//!
//! The database is read by predicate, several at once: reading all quads and passing over most takes several times as long.

use crate::marker::digest;
use crate::vocabulary as v;
use crate::{Store, StoreError};
use oxigraph::model::{GraphNameRef, NamedOrBlankNode, Term};
use policygraph_model::Predicate;
use rayon::prelude::*;
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

/// Relations of the default graph between entities, as places in a list of entities.
pub type Relations = Vec<(u32, u32, Predicate)>;

/// Tells the state of the store in a folder: it changes whenever something is written.
///
/// # Errors
/// There is no store, or it cannot be read.
pub fn state(folder: &Path) -> Result<String, StoreError> {
    crate::expect_store(folder)?;
    let mut files = Vec::new();
    for entry in fs::read_dir(folder.join(crate::RDF_FOLDER)).map_err(StoreError::Output)? {
        let entry = entry.map_err(StoreError::Output)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // Tables, their list, and the log of what is not in tables yet; readers write other files.
        if !name.ends_with(".sst") && !name.ends_with(".log") && !name.starts_with("MANIFEST") {
            continue;
        }
        // A file may go while its folder is read.
        let Ok(data) = entry.metadata() else { continue };
        let changed = data.modified().ok().and_then(|t| t.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
        files.push(format!("{name} {} {}", data.len(), changed.as_nanos()));
    }
    files.sort();
    Ok(digest(files))
}

impl Store {
    /// All direct relations between some entities, in the order of the entities' places and the predicates.
    ///
    /// # Arguments
    /// `places`: for the IRI of each entity its place.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn relations(&self, places: &HashMap<&str, u32>) -> Result<Relations, StoreError> {
        let of_predicate = |&predicate: &Predicate| -> Result<Relations, StoreError> {
            let mut found = Vec::new();
            let property = v::property(predicate);
            let pattern =
                self.rdf.quads_for_pattern(None, Some(property.as_ref()), None, Some(GraphNameRef::DefaultGraph));
            for quad in pattern {
                let quad = quad?;
                if let (NamedOrBlankNode::NamedNode(s), Term::NamedNode(o)) = (&quad.subject, &quad.object)
                    && let (Some(&s), Some(&o)) = (places.get(s.as_str()), places.get(o.as_str()))
                {
                    found.push((s, o, predicate));
                }
            }
            Ok(found)
        };
        let all: Result<Vec<Relations>, StoreError> = Predicate::ALL.par_iter().map(of_predicate).collect();
        let mut relations = all?.concat();
        relations.par_sort_unstable();
        Ok(relations)
    }
}
