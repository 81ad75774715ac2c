//! What follows from the relations of a whole document: who holds an office of a department belongs to its ministry; a programme
//! of which nothing says where it runs is carried out where the programme is that it belongs to, replaces or is replaced by, or in the
//! country of the authorities that run and pay for it.
//!
//! Each such relation has the evidence of the relation that it follows from, a little less sure.

use crate::facts::{Entities, two_digits};
use crate::{Map, Set};
use policygraph_model::{Entity, EntityType, Predicate, Relation, Status};

/// Ids of the rules, as evidence names them.
const OFFICE: &str = "implied-office";
const COUNTRY: &str = "implied-country";

/// Ends of the names of bodies whose heads hold no office of what the body belongs to.
const BODIES: &[&str] = &["위원회", "진흥원", "연구원", "관리원", "평가원", "정보원", "공단", "공사", "재단", "청"];

/// How much less sure what follows is than what it follows from.
const LESS: f64 = 0.9;

pub(crate) fn add(entities: &Entities, relations: &mut Vec<Relation>) {
    let graph = Graph::new(entities, relations);
    let mut added = graph.offices();
    added.extend(graph.countries());
    relations.extend(added);
}

/// The relations of a document by their ends.
struct Graph<'a> {
    entities: Map<&'a str, &'a Entity>,
    from: Map<(&'a str, Predicate), Vec<&'a Relation>>,
    to: Map<(&'a str, Predicate), Vec<&'a Relation>>,
}

impl<'a> Graph<'a> {
    fn new(entities: &'a Entities, relations: &'a [Relation]) -> Self {
        let mut graph = Self {
            entities: entities.values().map(|e| (e.id.as_str(), e)).collect(),
            from: Map::default(),
            to: Map::default(),
        };
        for relation in relations.iter().filter(|r| r.status != Status::Denied) {
            graph.from.entry((&relation.s, relation.p)).or_default().push(relation);
            graph.to.entry((&relation.o, relation.p)).or_default().push(relation);
        }
        graph
    }

    fn from(&self, id: &'a str, predicate: Predicate) -> &[&'a Relation] {
        self.from.get(&(id, predicate)).map_or(&[], Vec::as_slice)
    }

    fn to(&self, id: &'a str, predicate: Predicate) -> &[&'a Relation] {
        self.to.get(&(id, predicate)).map_or(&[], Vec::as_slice)
    }

    fn kind(&self, id: &str) -> Option<EntityType> {
        self.entities.get(id).map(|e| e.kind)
    }

    /// Who heads a department holds a position in the ministry that it is part of.
    fn offices(&self) -> Vec<Relation> {
        let mut added: Map<(&str, &str), Relation> = Map::default();
        for ((person, _), positions) in self.from.iter().filter(|((_, p), _)| *p == Predicate::HoldsPosition) {
            for &position in positions {
                // Who chairs a committee of a parliament holds no office of the parliament, nor does the head of a body of its own.
                let department = self.entities.get(position.o.as_str()).is_some_and(|body| {
                    let independent = |name: &String| BODIES.iter().any(|end| name.ends_with(end));
                    body.kind == EntityType::GovernmentAgency && !body.names.iter().any(independent)
                });
                if !department {
                    continue;
                }
                for whole in self.from(&position.o, Predicate::PartOf) {
                    let held = positions.iter().any(|p| p.o == whole.o);
                    if !held && self.kind(&whole.o) == Some(EntityType::GovernmentAgency) {
                        let relation = following(position, person, Predicate::HoldsPosition, &whole.o, OFFICE);
                        added.entry((*person, &whole.o)).or_insert(relation);
                    }
                }
            }
        }
        added.into_values().collect()
    }

    /// The country of each programme that is said to run nowhere.
    fn countries(&self) -> Vec<Relation> {
        let programmes = self.entities.values().filter(|e| e.kind == EntityType::Program);
        let placeless = programmes.filter(|e| self.from(&e.id, Predicate::ImplementedIn).is_empty());
        placeless.filter_map(|programme| self.country(&programme.id)).collect()
    }

    fn country(&self, programme: &'a str) -> Option<Relation> {
        use Predicate::{Funds, HasJurisdiction, ImplementedIn, Leads, PartOf, ParticipatesIn, Replaces};
        let is_country = |r: &&&Relation| self.kind(&r.o) == Some(EntityType::Country);
        let wholes = [PartOf, Replaces].into_iter().flat_map(|p| self.from(programme, p)).map(|r| &r.o);
        let parts = [PartOf, Replaces].into_iter().flat_map(|p| self.to(programme, p)).map(|r| &r.s);
        let relatives = wholes.chain(parts).flat_map(|other| self.from(other, ImplementedIn)).filter(is_country);
        let of_relatives: Vec<(&str, &Relation)> = relatives.map(|&r| (r.o.as_str(), r)).collect();
        let of_authorities = |predicates: &[Predicate]| -> Vec<(&str, &Relation)> {
            let authorities = predicates.iter().flat_map(|&p| self.to(programme, p));
            let countries = authorities.flat_map(|act| {
                self.from(&act.s, HasJurisdiction).iter().filter(is_country).map(move |r| (r.o.as_str(), *act))
            });
            countries.collect()
        };
        let running = of_authorities(&[Leads, Funds]);
        let every: Set<&str> = of_relatives
            .iter()
            .chain(&running)
            .chain(&of_authorities(&[ParticipatesIn]))
            .map(|(country, _)| *country)
            .collect();
        let led = running.iter().any(|(_, act)| act.p == Leads) && running.iter().any(|(_, act)| act.p == Funds);
        let (country, ground) = of_relatives.first().or_else(|| running.first().filter(|_| led))?;
        (every.len() == 1).then(|| following(ground, programme, ImplementedIn, country, COUNTRY))
    }
}

/// A relation that follows from another, with its evidence.
fn following(ground: &Relation, s: &str, p: Predicate, o: &str, rule: &str) -> Relation {
    let mut relation = Relation {
        s: s.to_owned(),
        p,
        o: o.to_owned(),
        confidence: two_digits(ground.confidence * LESS),
        rule: rule.to_owned(),
        ..ground.clone()
    };
    for evidence in &mut relation.evidence {
        evidence.rule = rule.to_owned();
        evidence.confidence = two_digits(evidence.confidence * LESS);
    }
    relation
}
