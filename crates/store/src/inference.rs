//! What follows from the ontology: inverse, symmetric, transitive and sub-property facts, and super-classes.
//!
//! The rules are those of OWL 2 RL that concern these axioms (cax-sco, prp-inv, prp-symp, prp-trp, prp-spo1). What follows
//! is kept in a graph of its own, so that it is never taken for what a document states, and a query sees it only when it
//! asks for it. A triple that is stated is not inferred again.

use crate::documents::Change;
use crate::vocabulary as v;
use crate::{Store, StoreError};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphNameRef, NamedNode, NamedOrBlankNode, Quad, Term};
use policygraph_ontology::{ONTOLOGY, Terms};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

const OWL: &str = "http://www.w3.org/2002/07/owl#";
const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";

/// A triple of IRIs.
type Triple = (String, String, String);

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

    /// Everything that follows from these triples and is not among them.
    fn close(&self, stated: &HashSet<Triple>) -> HashSet<Triple> {
        let mut all: HashSet<Triple> = stated.clone();
        let mut todo: Vec<Triple> = stated.iter().cloned().collect();
        // For each transitive property who points to whom, and back.
        let mut forward: HashMap<(String, String), Vec<String>> = HashMap::new();
        let mut backward: HashMap<(String, String), Vec<String>> = HashMap::new();
        while let Some((s, p, o)) = todo.pop() {
            let mut follows: Vec<Triple> = Vec::new();
            if p == rdf::TYPE.as_str() {
                let classes = self.above.get(&o).into_iter().flatten();
                follows.extend(classes.map(|class| (s.clone(), p.clone(), class.clone())));
            } else {
                let properties = self.above.get(&p).into_iter().flatten();
                follows.extend(properties.map(|property| (s.clone(), property.clone(), o.clone())));
                if let Some(inverse) = self.inverse.get(&p) {
                    follows.push((o.clone(), inverse.clone(), s.clone()));
                }
                if self.symmetric.contains(&p) {
                    follows.push((o.clone(), p.clone(), s.clone()));
                }
                if self.transitive.contains(&p) {
                    let after = forward.get(&(p.clone(), o.clone())).into_iter().flatten();
                    follows.extend(after.map(|end| (s.clone(), p.clone(), end.clone())));
                    let before = backward.get(&(p.clone(), s.clone())).into_iter().flatten();
                    follows.extend(before.map(|start| (start.clone(), p.clone(), o.clone())));
                    forward.entry((p.clone(), s.clone())).or_default().push(o.clone());
                    backward.entry((p, o)).or_default().push(s);
                }
            }
            for triple in follows {
                if all.insert(triple.clone()) {
                    todo.push(triple);
                }
            }
        }
        all.retain(|t| !stated.contains(t));
        all
    }
}

impl Store {
    /// Brings the graph of inferred triples up to date with the default graph, in one transaction.
    ///
    /// # Errors
    /// The store cannot be read or written.
    pub fn infer(&self) -> Result<Change, StoreError> {
        let axioms = Axioms::new();
        let mut stated: HashSet<Triple> = HashSet::new();
        let properties = axioms.above.keys().chain(axioms.inverse.keys()).chain(&axioms.symmetric);
        let properties: BTreeSet<&str> = properties.map(String::as_str).chain([rdf::TYPE.as_str()]).collect();
        for property in properties {
            let property = NamedNode::new_unchecked(property);
            for quad in
                self.rdf.quads_for_pattern(None, Some(property.as_ref()), None, Some(GraphNameRef::DefaultGraph))
            {
                let quad = quad?;
                if let (NamedOrBlankNode::NamedNode(s), Term::NamedNode(o)) = (quad.subject, quad.object) {
                    stated.insert((s.into_string(), property.as_str().to_owned(), o.into_string()));
                }
            }
        }
        let graph = v::named(v::INFERRED_GRAPH);
        let quad = |(s, p, o): Triple| Quad::new(v::named(&s), v::named(&p), v::named(&o), graph.clone());
        self.replace_graph(&graph, &axioms.close(&stated).into_iter().map(quad).collect())
    }

    /// Whether anything inferred is kept.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn has_inferences(&self) -> Result<bool, StoreError> {
        self.has_graph(&v::named(v::INFERRED_GRAPH))
    }

    /// Drops the graph of inferred triples.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn forget_inferences(&self) -> Result<Change, StoreError> {
        self.replace_graph(&v::named(v::INFERRED_GRAPH), &HashSet::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pg(local: &str) -> String {
        format!("{}{local}", v::ONTOLOGY)
    }

    fn closure(stated: &[(&str, &str, &str)]) -> BTreeSet<(String, String, String)> {
        let property = |p: &str| if p == "a" { rdf::TYPE.as_str().to_owned() } else { pg(p) };
        let object = |p: &str, o: &str| if p == "a" { pg(o) } else { o.to_owned() };
        let stated = stated.iter().map(|(s, p, o)| ((*s).to_owned(), property(p), object(p, o))).collect();
        Axioms::new().close(&stated).into_iter().collect()
    }

    fn has(closure: &BTreeSet<Triple>, s: &str, p: &str, o: &str) -> bool {
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
