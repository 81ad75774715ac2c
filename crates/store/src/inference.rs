//! What follows from the ontology: inverse, symmetric, transitive and sub-property facts, and super-classes.
//!
//! The rules are those of OWL 2 RL that concern these axioms (cax-sco, prp-inv, prp-symp, prp-trp, prp-spo1). What follows
//! is kept in a graph of its own, so that it is never taken for what a document states, and a query sees it only when it
//! asks for it. A triple that is stated is not inferred again.

use crate::documents::Change;
use crate::facts::DirectTriples;
use crate::strings::Strings;
use crate::vocabulary as v;
use crate::{Folded, Store, StoreError};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphNameRef, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use policygraph_ontology::{ONTOLOGY, Terms};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

const OWL: &str = "http://www.w3.org/2002/07/owl#";
const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";

/// The axioms of the ontology.
struct Axioms {
    /// Super-classes and super-properties of each term, the indirect ones too.
    above: BTreeMap<String, BTreeSet<String>>,
    /// The inverse of each property, both ways.
    inverse: BTreeMap<String, String>,
    symmetric: BTreeSet<String>,
    transitive: BTreeSet<String>,
}

impl Axioms {
    fn new() -> Self {
        let terms = Terms::of(ONTOLOGY);
        let mut above: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut inverse = BTreeMap::new();
        let (mut symmetric, mut transitive) = (BTreeSet::new(), BTreeSet::new());
        for triple in terms.triples() {
            let (subject, object) = (triple.subject.clone(), triple.object.clone());
            if triple.predicate == format!("{RDFS}subClassOf") || triple.predicate == format!("{RDFS}subPropertyOf") {
                above.entry(subject).or_default().insert(object);
            } else if triple.predicate == format!("{OWL}inverseOf") {
                inverse.insert(subject.clone(), object.clone());
                inverse.insert(object, subject);
            } else if object == format!("{OWL}SymmetricProperty") {
                symmetric.insert(subject);
            } else if object == format!("{OWL}TransitiveProperty") {
                transitive.insert(subject);
            }
        }
        // The hierarchy is a few levels deep: each pass adds one.
        loop {
            let added: Vec<(String, String)> = above
                .iter()
                .flat_map(|(term, parents)| {
                    parents.iter().filter_map(|p| above.get(p)).flatten().map(move |p| (term, p))
                })
                .filter(|(term, parent)| !above[*term].contains(*parent))
                .map(|(term, parent)| (term.clone(), parent.clone()))
                .collect();
            if added.is_empty() {
                return Self { above, inverse, symmetric, transitive };
            }
            for (term, parent) in added {
                above.entry(term).or_default().insert(parent);
            }
        }
    }

    /// The axioms with numbers in place of their terms.
    fn numbered(&self, terms: &mut Strings) -> Numbered {
        let mut number = |term: &String| terms.number(term);
        Numbered {
            above: self.above.iter().map(|(t, above)| (number(t), above.iter().map(&mut number).collect())).collect(),
            inverse: self.inverse.iter().map(|(a, b)| (number(a), number(b))).collect(),
            symmetric: self.symmetric.iter().map(&mut number).collect(),
            transitive: self.transitive.iter().map(&mut number).collect(),
            kind: number(&rdf::TYPE.as_str().to_owned()),
        }
    }
}

/// A triple of numbers of IRIs.
type Triple = [u32; 3];

struct Numbered {
    above: FxHashMap<u32, Vec<u32>>,
    inverse: FxHashMap<u32, u32>,
    symmetric: FxHashSet<u32>,
    transitive: FxHashSet<u32>,
    /// That of `rdf:type`.
    kind: u32,
}

impl Numbered {
    /// Everything that follows from these triples and is not among them, in any order.
    fn close(&self, stated: &FxHashSet<Triple>) -> Vec<Triple> {
        let mut all = stated.clone();
        let mut todo: Vec<Triple> = stated.iter().copied().collect();
        let mut new = Vec::new();
        // For each transitive property who points to whom, and back.
        let mut forward: FxHashMap<(u32, u32), Vec<u32>> = FxHashMap::default();
        let mut backward: FxHashMap<(u32, u32), Vec<u32>> = FxHashMap::default();
        let mut follows: Vec<Triple> = Vec::new();
        while let Some([s, p, o]) = todo.pop() {
            if p == self.kind {
                follows.extend(self.above.get(&o).into_iter().flatten().map(|&class| [s, p, class]));
            } else {
                follows.extend(self.above.get(&p).into_iter().flatten().map(|&property| [s, property, o]));
                follows.extend(self.inverse.get(&p).map(|&inverse| [o, inverse, s]));
                if self.symmetric.contains(&p) {
                    follows.push([o, p, s]);
                }
                if self.transitive.contains(&p) {
                    follows.extend(forward.get(&(p, o)).into_iter().flatten().map(|&end| [s, p, end]));
                    follows.extend(backward.get(&(p, s)).into_iter().flatten().map(|&start| [start, p, o]));
                    forward.entry((p, s)).or_default().push(o);
                    backward.entry((p, o)).or_default().push(s);
                }
            }
            for triple in follows.drain(..) {
                if all.insert(triple) {
                    todo.push(triple);
                    new.push(triple);
                }
            }
        }
        new
    }
}

/// What is to be added to the graph of inferred triples, and what removed, for it to hold what follows. An archive has millions: they
/// are numbers until they are written.
#[derive(Debug, Default)]
pub struct Inferences {
    terms: Strings,
    added: Vec<Triple>,
    removed: Vec<Triple>,
}

impl Inferences {
    fn quads<'a>(&'a self, triples: &'a [Triple]) -> impl Iterator<Item = Quad> + 'a {
        let graph = v::named(v::INFERRED_GRAPH);
        let node = |number: u32| v::named(self.terms.of(number));
        triples.iter().map(move |&[s, p, o]| Quad::new(node(s), node(p), node(o), graph.clone()))
    }

    /// How many are to be added.
    pub(crate) fn added(&self) -> usize {
        self.added.len()
    }

    /// Those that are to be added, by parts of so many.
    pub(crate) fn added_by(&self, number: usize) -> impl Iterator<Item = Vec<Quad>> {
        self.added.chunks(number).map(|part| self.quads(part).collect())
    }

    /// Takes those that are to be added as added.
    pub(crate) fn set_added(&mut self) {
        self.added = Vec::new();
    }
}

impl Store {
    /// Brings the graph of inferred triples up to date with the default graph.
    ///
    /// # Errors
    /// The store cannot be read or written.
    pub fn infer(&self) -> Result<Change, StoreError> {
        self.put_inferences(&self.inferences(self)?)
    }

    /// What follows from the records of all documents that the graph of inferred triples does not hold, and what it holds that does not follow.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn inferences_from(&self, documents: &Folded) -> Result<Inferences, StoreError> {
        self.inferences(documents)
    }

    fn inferences(&self, triples: &impl DirectTriples) -> Result<Inferences, StoreError> {
        let axioms = Axioms::new();
        let mut terms = Strings::default();
        let mut stated = FxHashSet::default();
        let properties = axioms.above.keys().chain(axioms.inverse.keys()).chain(&axioms.symmetric);
        let properties: BTreeSet<&str> = properties.map(String::as_str).chain([rdf::TYPE.as_str()]).collect();
        for property in properties {
            for (subject, object) in triples.of_predicate(NamedNodeRef::new_unchecked(property))? {
                if let Term::NamedNode(object) = object {
                    stated.insert([terms.number(&subject), terms.number(property), terms.number(object.as_str())]);
                }
            }
        }
        let mut added = axioms.numbered(&mut terms).close(&stated);
        drop(stated);
        let mut kept = self.inferred(&mut terms)?;
        added.retain(|triple| !kept.remove(triple));
        let mut removed: Vec<Triple> = kept.into_iter().collect();
        added.sort_unstable();
        removed.sort_unstable();
        Ok(Inferences { terms, added, removed })
    }

    /// The triples that are kept as inferred.
    fn inferred(&self, terms: &mut Strings) -> Result<FxHashSet<Triple>, StoreError> {
        let graph = v::named(v::INFERRED_GRAPH);
        let mut kept = FxHashSet::default();
        for quad in self.rdf.quads_for_pattern(None, None, None, Some(GraphNameRef::NamedNode(graph.as_ref()))) {
            if let Quad { subject: NamedOrBlankNode::NamedNode(s), predicate, object: Term::NamedNode(o), .. } = quad? {
                kept.insert([terms.number(s.as_str()), terms.number(predicate.as_str()), terms.number(o.as_str())]);
            }
        }
        Ok(kept)
    }

    /// Brings the graph of inferred triples up to date, in one transaction.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn put_inferences(&self, inferences: &Inferences) -> Result<Change, StoreError> {
        let change = Change { added: inferences.added.len(), removed: inferences.removed.len() };
        if change != Change::default() {
            let mut transaction = self.rdf.database()?.start_transaction()?;
            inferences.quads(&inferences.removed).for_each(|quad| transaction.remove(&quad));
            inferences.quads(&inferences.added).for_each(|quad| transaction.insert(&quad));
            transaction.commit()?;
        }
        Ok(change)
    }

    /// Whether anything inferred is kept.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn has_inferences(&self) -> Result<bool, StoreError> {
        self.has_graph(&v::named(v::INFERRED_GRAPH))
    }

    /// What empties the graph of inferred triples.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn no_inferences(&self) -> Result<Inferences, StoreError> {
        let mut terms = Strings::default();
        let removed = self.inferred(&mut terms)?.into_iter().collect();
        Ok(Inferences { terms, added: Vec::new(), removed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pg(local: &str) -> String {
        format!("{}{local}", v::ONTOLOGY)
    }

    fn closure(stated: &[(&str, &str, &str)]) -> BTreeSet<(String, String, String)> {
        let mut terms = Strings::default();
        let property = |p: &str| if p == "a" { rdf::TYPE.as_str().to_owned() } else { pg(p) };
        let object = |p: &str, o: &str| if p == "a" { pg(o) } else { o.to_owned() };
        let stated =
            stated.iter().map(|(s, p, o)| [terms.number(s), terms.number(&property(p)), terms.number(&object(p, o))]);
        let stated = stated.collect();
        let closed = Axioms::new().numbered(&mut terms).close(&stated);
        let text = |number: u32| terms.of(number).to_owned();
        closed.into_iter().map(|[s, p, o]| (text(s), text(p), text(o))).collect()
    }

    fn has(closure: &BTreeSet<(String, String, String)>, s: &str, p: &str, o: &str) -> bool {
        closure.contains(&(s.to_owned(), p.to_owned(), o.to_owned()))
    }

    #[test]
    fn inverse_symmetric_and_super_properties_follow() {
        let all = closure(&[("a", "leads", "p"), ("a", "partnersWith", "b"), ("c", "subsidiaryOf", "d")]);
        assert!(has(&all, "p", &pg("ledBy"), "a"));
        assert!(has(&all, "b", &pg("partnersWith"), "a"));
        assert!(has(&all, "b", "http://www.w3.org/ns/org#linkedTo", "a"));
        assert!(has(&all, "c", &pg("partOf"), "d") && has(&all, "d", &pg("hasPart"), "c"));
        assert!(!has(&all, "a", &pg("leads"), "p"), "what is stated is not inferred");
    }

    #[test]
    fn transitive_chains_close_in_any_order() {
        for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0]] {
            let chain = [("a", "locatedIn", "b"), ("b", "locatedIn", "c"), ("c", "locatedIn", "d")];
            let all = closure(&order.map(|i| chain[i]));
            for (s, o) in [("a", "c"), ("a", "d"), ("b", "d")] {
                assert!(has(&all, s, &pg("locatedIn"), o) && has(&all, o, &pg("contains"), s), "{s} {o}");
            }
        }
        // A circle ends.
        assert!(has(&closure(&[("a", "partOf", "b"), ("b", "partOf", "a")]), "a", &pg("partOf"), "a"));
    }

    #[test]
    fn classes_climb() {
        let all = closure(&[("a", "a", "Company")]);
        for class in [pg("Organization"), pg("Actor"), "http://xmlns.com/foaf/0.1/Agent".to_owned()] {
            assert!(has(&all, "a", rdf::TYPE.as_str(), &class), "{class}");
        }
    }
}
