//! The rules by which relations are found, one a file.

pub(crate) mod adjacent;
pub(crate) mod alone;
pub(crate) mod basis;
pub(crate) mod bracket_roles;
pub(crate) mod clause_frames;
pub(crate) mod competition;
pub(crate) mod contact;
pub(crate) mod cover;
pub(crate) mod funding;
pub(crate) mod heading;
pub(crate) mod membership;
pub(crate) mod news;
pub(crate) mod part;
pub(crate) mod position;
pub(crate) mod purpose;
pub(crate) mod restriction;
pub(crate) mod row;
pub(crate) mod seat;
pub(crate) mod table;
pub(crate) mod topic;
pub(crate) mod under_topic;

use crate::view::View;
use policygraph_model::RelationFinding;

/// A rule that adds relations of a section.
pub(crate) type Rule = fn(&View<'_>, &mut Vec<RelationFinding>);

/// All rules. Later ones see what earlier ones found: what is replaced is no part, who leads a programme tells whose it
/// is.
pub(crate) const ALL: &[Rule] = &[
    adjacent::run,
    membership::run,
    bracket_roles::run,
    cover::run,
    clause_frames::run,
    funding::run,
    news::run,
    basis::run,
    part::run,
    topic::run,
    purpose::run,
    competition::run,
    position::run,
    contact::run,
    restriction::run,
    row::run,
    table::run,
    seat::run,
    under_topic::run,
    heading::run,
    alone::run,
];
