//! Several who are each put into an office of their own: "A원장에 갑, B원장에 을이 선임됐다", "갑을 A원 원장, 을을 B원 원장으로 선임했다".

use crate::fillers::Filler;
use crate::{Found, Scene};
use policygraph_korean::analysis::{Clause, Role};
use policygraph_model::{EntityType, Predicate};

/// What a phrase names in a list of appointments.
enum Named {
    Person(Filler),
    Body(Filler),
}

impl Scene<'_> {
    /// Puts each of several persons into its own office, in place of what the frames say of all of them together.
    pub(crate) fn appointments(&self, sentence: usize, out: &mut Vec<Found>) {
        for clause in self.analysis.clauses_in(sentence) {
            let each = self.appointed_each(clause);
            let is_mixed = |f: &Found| {
                f.predicate == Predicate::HoldsPosition
                    && each.iter().any(|(person, _)| person.id == f.from)
                    && each.iter().any(|(_, body)| body.id == f.to)
            };
            out.retain(|f| !is_mixed(f));
            let pairs = each.iter().map(|(person, body)| (person, body));
            self.put(Predicate::HoldsPosition, pairs, (clause, self.status(clause), 0.85), out);
        }
    }

    /// The persons of such a clause, each with the body in whose office it is put; nothing where there are not at least two.
    fn appointed_each(&self, clause: &Clause) -> Vec<(Filler, Filler)> {
        if !self.frames_of(clause).any(|f| f.predicate == Predicate::HoldsPosition) {
            return Vec::new();
        }
        let mut phrases: Vec<usize> = clause.arguments.clone();
        phrases.sort_unstable();
        let outer = phrases.into_iter().filter(|&p| !self.analysis.phrases[p].inner);
        let mut named: Vec<Named> = outer.filter_map(|p| self.named_in_list(p)).collect();
        // Who appoints stands before them.
        if named.len() % 2 == 1 && matches!(named[0], Named::Body(_)) {
            named.remove(0);
        }
        let mut out = Vec::new();
        for pair in named.chunks(2) {
            match pair {
                [Named::Person(person), Named::Body(body)] | [Named::Body(body), Named::Person(person)] => {
                    out.push((person.clone(), body.clone()));
                }
                _ => return Vec::new(),
            }
        }
        // All in one order: the offices first, or the persons.
        let one_order =
            named.chunks(2).all(|p| matches!(p[0], Named::Person(_)) == matches!(named[0], Named::Person(_)));
        if out.len() > 1 && one_order { out } else { Vec::new() }
    }

    /// The person that a phrase names, perhaps with a former office; else the body of its office, or the one that it is about.
    fn named_in_list(&self, p: usize) -> Option<Named> {
        let phrase = &self.analysis.phrases[p];
        let referents = || self.named_within(phrase);
        if let Some(person) = referents().find(|r| r.kind == Some(EntityType::Person)) {
            return Some(Named::Person(Filler::from(person)));
        }
        let holds =
            matches!(phrase.role, Role::Dative | Role::Direction | Role::As | Role::Topic | Role::Bare | Role::Subject);
        let body = referents().filter(|_| holds).rfind(|r| r.kind.is_some_and(EntityType::is_organization))?;
        Some(Named::Body(Filler::from(body)))
    }
}
