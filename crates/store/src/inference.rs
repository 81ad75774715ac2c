//! What follows from the ontology: inverse, symmetric, transitive and sub-property facts, and super-classes.
//!
//! The rules are those of OWL 2 RL that concern these axioms (cax-sco, prp-inv, prp-symp, prp-trp, prp-spo1). What follows
//! is kept in a graph of its own, so that it is never taken for what a document states, and a query sees it only when it
//! asks for it. A triple that is stated is not inferred again. Rules are data ([`Rules`]), which engines of many machines apply as joins.

use crate::documents::Change;
use crate::facts::DirectTriples;
use crate::strings::Strings;
use crate::vocabulary as v;
use crate::{FoldedTriples, Store, StoreError};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphNameRef, NamedNodeRef, NamedOrBlankNode, Quad, Term, TermRef};
use policygraph_ontology::{ONTOLOGY, Terms};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

const OWL: &str = "http://www.w3.org/2002/07/owl#";
const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";

/// From a triple of one property to a triple of another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PropertyRule {
    /// IRI of the property that is stated.
    pub premise: String,
    /// IRI of the property that follows.
    pub conclusion: String,
    /// Whether subject and object change places.
    pub swapped: bool,
}

/// The rules that the axioms of the ontology come to, as data: whoever infers applies these, on one machine or many.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules {
    /// What follows from a triple by inverse, symmetric and super-properties, at once or in several steps.
    pub properties: BTreeSet<PropertyRule>,
    /// Classes with their super-classes, the indirect ones too.
    pub classes: BTreeSet<(String, String)>,
    /// Transitive properties.
    pub transitive: BTreeSet<String>,
}

impl Rules {
    /// Those of the ontology.
    #[must_use]
    pub fn of_ontology() -> Self {
        let terms = Terms::of(ONTOLOGY);
        let (mut classes, mut properties): (Above<'_>, Above<'_>) = Default::default();
        let mut transitive = BTreeSet::new();
        for triple in terms.triples() {
            let (subject, object) = (triple.subject.as_str(), triple.object.as_str());
            if triple.predicate == format!("{RDFS}subClassOf") {
                classes.entry(subject).or_default().insert((object, false));
            } else if triple.predicate == format!("{RDFS}subPropertyOf") {
                properties.entry(subject).or_default().insert((object, false));
            } else if triple.predicate == format!("{OWL}inverseOf") {
                properties.entry(subject).or_default().insert((object, true));
                properties.entry(object).or_default().insert((subject, true));
            } else if object == format!("{OWL}SymmetricProperty") {
                properties.entry(subject).or_default().insert((subject, true));
            } else if object == format!("{OWL}TransitiveProperty") {
                transitive.insert(subject.to_owned());
            }
        }
        let rule = |(premise, conclusion, swapped): (&str, &str, bool)| PropertyRule {
            premise: premise.to_owned(),
            conclusion: conclusion.to_owned(),
            swapped,
        };
        Self {
            properties: reached(&properties).into_iter().map(rule).collect(),
            classes: reached(&classes).into_iter().map(|(c, above, _)| (c.to_owned(), above.to_owned())).collect(),
            transitive,
        }
    }

    /// The properties of the triples from which anything follows.
    fn premises(&self) -> BTreeSet<&str> {
        let properties = self.properties.iter().map(|rule| rule.premise.as_str());
        properties.chain(self.transitive.iter().map(String::as_str)).chain([rdf::TYPE.as_str()]).collect()
    }

    /// The rules with numbers in place of their terms.
    fn numbered(&self, terms: &mut Strings) -> Numbered {
        let mut numbered = Numbered { kind: terms.number(rdf::TYPE.as_str()), ..Numbered::default() };
        for PropertyRule { premise, conclusion, swapped } in &self.properties {
            let conclusion = (terms.number(conclusion), *swapped);
            numbered.properties.entry(terms.number(premise)).or_default().push(conclusion);
        }
        for (class, above) in &self.classes {
            let above = terms.number(above);
            numbered.classes.entry(terms.number(class)).or_default().push(above);
        }
        numbered.transitive = self.transitive.iter().map(|property| terms.number(property)).collect();
        numbered
    }
}

/// What is directly above each term, and whether the way there turns a triple round.
type Above<'t> = BTreeMap<&'t str, BTreeSet<(&'t str, bool)>>;

/// What is reached from each term, with whether the triple is turned round on the way; a term does not reach itself as it is.
fn reached<'t>(above: &Above<'t>) -> BTreeSet<(&'t str, &'t str, bool)> {
    let mut all = BTreeSet::new();
    for &start in above.keys() {
        let mut todo = vec![(start, false)];
        while let Some((term, swapped)) = todo.pop() {
            for &(next, turns) in above.get(term).into_iter().flatten() {
                let next = (next, swapped != turns);
                if next != (start, false) && all.insert((start, next.0, next.1)) {
                    todo.push(next);
                }
            }
        }
    }
    all
}

/// A triple of numbers of IRIs.
type Triple = [u32; 3];

#[derive(Default)]
struct Numbered {
    properties: FxHashMap<u32, Vec<(u32, bool)>>,
    classes: FxHashMap<u32, Vec<u32>>,
    transitive: FxHashSet<u32>,
    /// That of `rdf:type`.
    kind: u32,
}

impl Numbered {
    /// Everything that follows from these triples and is not among them, in order.
    ///
    /// # Arguments
    /// `stated`: triples in order, each once.
    fn close(&self, stated: &[Triple]) -> Vec<Triple> {
        // What does not lead to chains needs no memory of what was seen: rules are closed, so nothing follows from their conclusions.
        let (chains, others): (Vec<Triple>, Vec<Triple>) =
            stated.iter().partition(|[_, p, _]| self.leads_to_chains(*p));
        let mut new = self.chained(chains);
        for triple in others {
            self.conclude(triple, &mut new);
        }
        new.sort_unstable();
        new.dedup();
        new.retain(|triple| stated.binary_search(triple).is_err());
        new
    }

    /// Whether a property is transitive, or a transitive one follows from it.
    fn leads_to_chains(&self, property: u32) -> bool {
        let conclusions = self.properties.get(&property).into_iter().flatten().map(|&(conclusion, _)| conclusion);
        conclusions.chain([property]).any(|p| self.transitive.contains(&p))
    }

    /// Adds what follows from a triple alone.
    fn conclude(&self, [s, p, o]: Triple, follows: &mut Vec<Triple>) {
        if p == self.kind {
            follows.extend(self.classes.get(&o).into_iter().flatten().map(|&class| [s, p, class]));
        } else {
            let rules = self.properties.get(&p).into_iter().flatten();
            follows.extend(rules.map(|&(q, swapped)| if swapped { [o, q, s] } else { [s, q, o] }));
        }
    }

    /// Everything that follows from these triples by way of transitive properties too.
    fn chained(&self, stated: Vec<Triple>) -> Vec<Triple> {
        let mut all: FxHashSet<Triple> = stated.iter().copied().collect();
        let mut todo = stated;
        let mut new = Vec::new();
        // For each transitive property who points to whom, and back.
        let mut forward: FxHashMap<(u32, u32), Vec<u32>> = FxHashMap::default();
        let mut backward: FxHashMap<(u32, u32), Vec<u32>> = FxHashMap::default();
        let mut follows: Vec<Triple> = Vec::new();
        while let Some([s, p, o]) = todo.pop() {
            self.conclude([s, p, o], &mut follows);
            if self.transitive.contains(&p) {
                follows.extend(forward.get(&(p, o)).into_iter().flatten().map(|&end| [s, p, end]));
                follows.extend(backward.get(&(p, s)).into_iter().flatten().map(|&start| [start, p, o]));
                forward.entry((p, s)).or_default().push(o);
                backward.entry((p, o)).or_default().push(s);
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
        if self.removed.is_empty() {
            self.terms = Strings::default();
        }
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
    pub fn inferences_from(&self, documents: &FoldedTriples) -> Result<Inferences, StoreError> {
        self.inferences(documents)
    }

    fn inferences(&self, triples: &impl DirectTriples) -> Result<Inferences, StoreError> {
        let rules = Rules::of_ontology();
        let mut terms = Strings::default();
        let mut stated: Vec<Triple> = Vec::new();
        for property in rules.premises() {
            triples.each(NamedNodeRef::new_unchecked(property), |subject, object| {
                if let TermRef::NamedNode(object) = object {
                    stated.push([terms.number(subject), terms.number(property), terms.number(object.as_str())]);
                }
            })?;
        }
        stated.sort_unstable();
        stated.dedup();
        let mut added = rules.numbered(&mut terms).close(&stated);
        drop(stated);
        let kept = self.inferred(&mut terms)?;
        let removed = kept.iter().filter(|triple| added.binary_search(triple).is_err()).copied().collect();
        added.retain(|triple| kept.binary_search(triple).is_err());
        Ok(Inferences { terms, added, removed })
    }

    /// The triples that are kept as inferred, in order.
    fn inferred(&self, terms: &mut Strings) -> Result<Vec<Triple>, StoreError> {
        let graph = v::named(v::INFERRED_GRAPH);
        let mut kept = Vec::new();
        for quad in self.rdf.quads_for_pattern(None, None, None, Some(GraphNameRef::NamedNode(graph.as_ref()))) {
            if let Quad { subject: NamedOrBlankNode::NamedNode(s), predicate, object: Term::NamedNode(o), .. } = quad? {
                kept.push([terms.number(s.as_str()), terms.number(predicate.as_str()), terms.number(o.as_str())]);
            }
        }
        kept.sort_unstable();
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
        let removed = self.inferred(&mut terms)?;
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
        let mut stated: Vec<Triple> = stated.collect();
        stated.sort_unstable();
        let closed = Rules::of_ontology().numbered(&mut terms).close(&stated);
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
    fn rules_are_closed() {
        let rules = Rules::of_ontology();
        for first in &rules.properties {
            for second in rules.properties.iter().filter(|rule| rule.premise == first.conclusion) {
                let both = PropertyRule {
                    premise: first.premise.clone(),
                    conclusion: second.conclusion.clone(),
                    swapped: first.swapped != second.swapped,
                };
                let is_trivial = both.premise == both.conclusion && !both.swapped;
                assert!(is_trivial || rules.properties.contains(&both), "{both:?}");
            }
        }
        assert!(rules.transitive.contains(&pg("locatedIn")) && !rules.classes.is_empty());
    }

    #[test]
    fn classes_climb() {
        let all = closure(&[("a", "a", "Company")]);
        for class in [pg("Organization"), pg("Actor"), "http://xmlns.com/foaf/0.1/Agent".to_owned()] {
            assert!(has(&all, "a", rdf::TYPE.as_str(), &class), "{class}");
        }
    }
}
