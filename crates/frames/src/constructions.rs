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
use crate::kinds::Kinds;
use crate::{Found, Scene};
use policygraph_korean::analysis::Clause;
use policygraph_model::{Predicate, Status};

/// What a construction may state, and how it is read.
type Construction = (&'static [Predicate], fn(&Scene<'_>, &Clause, Status, &mut Vec<Found>));

/// All constructions, in the order in which they are looked for. What several state may also rest on what those before stated.
const CONSTRUCTIONS: &[Construction] = {
    use Predicate::{
        Acquires, Announces, BasedIn, BasedOn, Develops, Enacts, Funds, ImplementedIn, InvestsIn, Leads, MergesWith,
        OperatesIn, ParticipatesIn, PartnersWith, Replaces, Restricts, SubsidiaryOf,
    };
    &[
        (&[PartnersWith], |s, clause, status, out| s.joint_action(clause, status, out)),
        (&[ParticipatesIn], |s, clause, status, out| s.join_with(clause, status, out)),
        (&[PartnersWith], |s, clause, status, out| s.cooperates(clause, status, out)),
        (&[MergesWith], |s, clause, status, out| s.becomes_one(clause, status, out)),
        (&[Leads, ParticipatesIn], |s, clause, status, out| s.means(clause, status, out)),
        (&[Leads, ParticipatesIn], |s, clause, status, out| s.recruits(clause, status, out)),
        (&[Leads], |s, clause, status, out| s.falls_to(clause, status, out)),
        (&[ParticipatesIn], |s, clause, status, out| s.says_chosen(clause, status, out)),
        (&[ParticipatesIn], |s, clause, status, out| s.chosen_for(clause, status, out)),
        (&[Leads], |s, clause, status, out| s.hosts(clause, status, out)),
        (&[Acquires, InvestsIn, SubsidiaryOf], |s, clause, status, out| s.holds_stake(clause, status, out)),
        (&[Announces], |s, clause, status, out| s.writes(clause, status, out)),
        (&[Develops], |s, clause, status, out| s.shows_own(clause, status, out)),
        (&[BasedIn, PartnersWith, SubsidiaryOf], |s, clause, status, out| s.founds(clause, status, out)),
        (&[Enacts], |s, clause, status, out| s.passes(clause, status, out)),
        (&[SubsidiaryOf], |s, clause, status, out| s.owns_whole(clause, status, out)),
        (&[Funds], |s, clause, status, out| s.with_help_of(clause, status, out)),
        (&[Funds, InvestsIn], |s, clause, status, out| s.spends_money_of(clause, status, out)),
        (&[InvestsIn], |s, clause, status, out| s.puts_up_capital(clause, status, out)),
        (&[InvestsIn], |s, clause, status, out| s.joins_round(clause, status, out)),
        (&[Leads], |s, clause, _, out| s.announced(clause, out)),
        (&[ImplementedIn, Leads, ParticipatesIn], |s, clause, status, out| s.supplies(clause, status, out)),
        (&[ParticipatesIn], |s, clause, status, out| s.makes_up_consortium(clause, status, out)),
        (&[BasedOn, ParticipatesIn, Restricts], |s, clause, status, out| s.basis(clause, status, out)),
        (&[ImplementedIn], |s, clause, status, out| s.site(clause, status, out)),
        (&[ImplementedIn], |s, clause, status, out| s.counted_sites(clause, status, out)),
        (&[BasedIn], |s, clause, status, out| s.seat(clause, status, out)),
        (&[BasedIn], |s, clause, status, out| s.stands(clause, status, out)),
        (&[Restricts], |s, clause, status, out| s.listed(clause, status, out)),
        (&[ImplementedIn], |s, clause, status, out| s.office(clause, status, out)),
        (&[ImplementedIn], |s, clause, status, out| s.runs_in(clause, status, out)),
        (&[ImplementedIn], |s, clause, status, out| s.works_in(clause, status, out)),
        (&[ImplementedIn], |s, clause, status, out| s.headline_site(clause, status, out)),
        (&[ParticipatesIn], |s, clause, status, out| s.takes_on(clause, status, out)),
        (&[ImplementedIn], |s, clause, status, out| s.begins_in(clause, status, out)),
        (&[OperatesIn], |s, clause, status, out| s.has_branch(clause, status, out)),
        (&[Replaces], |s, clause, status, out| s.follows(clause, status, out)),
        (&[Leads, Replaces], |s, clause, status, out| s.successor(clause, status, out)),
        (&[Replaces], |s, clause, status, out| s.becomes(clause, status, out)),
        (&[Replaces], |s, clause, status, out| s.made_of(clause, status, out)),
        (&[Develops], |s, clause, status, out| s.making(clause, status, out)),
    ]
};

impl Scene<'_> {
    /// The relations of a clause by its construction. What they rest on of its frames is in `out` already.
    pub(crate) fn constructions(&self, clause: &Clause, status: Status, kinds: &Kinds, out: &mut Vec<Found>) {
        for (relations, state) in CONSTRUCTIONS {
            if kinds.can(relations) {
                state(self, clause, status, out);
            }
        }
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
