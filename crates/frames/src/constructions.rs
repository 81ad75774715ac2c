//! Relations that a construction states as a whole, where no frame of its predicate does: who acts together, who founds what with whom,
//! whose help it takes, what takes the place of what.

mod appointments;
mod grounds;
mod joint;
mod listed;
mod money;
mod owners;
mod participation;
mod publishing;
mod running;
mod sites;
mod successors;

pub(crate) use owners::VENTURES;

use crate::fillers::Filler;
use crate::{Found, Scene};
use policygraph_korean::analysis::Clause;
use policygraph_model::{Predicate, Status};

impl Scene<'_> {
    /// The relations of a clause by its construction. What they rest on of its frames is in `out` already.
    pub(crate) fn constructions(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        self.joint_action(clause, status, out);
        self.join_with(clause, status, out);
        self.cooperates(clause, status, out);
        self.becomes_one(clause, status, out);
        self.means(clause, status, out);
        self.recruits(clause, status, out);
        self.falls_to(clause, status, out);
        self.says_chosen(clause, status, out);
        self.chosen_for(clause, status, out);
        self.hosts(clause, status, out);
        self.holds_stake(clause, status, out);
        self.writes(clause, status, out);
        self.shows_own(clause, status, out);
        self.founds(clause, status, out);
        self.passes(clause, status, out);
        self.owns_whole(clause, status, out);
        self.with_help_of(clause, status, out);
        self.spends_money_of(clause, status, out);
        self.puts_up_capital(clause, status, out);
        self.joins_round(clause, status, out);
        self.announced(clause, out);
        self.supplies(clause, status, out);
        self.makes_up_consortium(clause, status, out);
        self.basis(clause, status, out);
        self.site(clause, status, out);
        self.counted_sites(clause, status, out);
        self.seat(clause, status, out);
        self.stands(clause, status, out);
        self.listed(clause, status, out);
        self.office(clause, status, out);
        self.runs_in(clause, status, out);
        self.works_in(clause, status, out);
        self.headline_site(clause, status, out);
        self.takes_on(clause, status, out);
        self.begins_in(clause, status, out);
        self.has_branch(clause, status, out);
        self.follows(clause, status, out);
        self.successor(clause, status, out);
        self.becomes(clause, status, out);
        self.made_of(clause, status, out);
        self.making(clause, status, out);
    }

    /// Adds a relation for each pair that can have it.
    pub(crate) fn put<'f>(
        &self,
        predicate: Predicate,
        pairs: impl Iterator<Item = (&'f Filler, &'f Filler)>,
        (clause, status, confidence): (&Clause, Status, f64),
        out: &mut Vec<Found>,
    ) {
        for (from, to) in pairs {
            let allowed = from.kind.zip(to.kind).is_some_and(|(a, b)| predicate.allows(a, b));
            if allowed && from.id != to.id {
                let (range, carried) = (self.covering(clause, from, to), from.carried || to.carried);
                out.push(Found { from: from.id, predicate, to: to.id, range, status, confidence, carried });
            }
        }
    }
}
