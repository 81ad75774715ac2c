//! The rules by which relations are found, one a file.

pub(crate) mod adjacent;
pub(crate) mod frame;
pub(crate) mod funding;
pub(crate) mod heading;
pub(crate) mod news;
pub(crate) mod part;
pub(crate) mod topic;

use crate::view::View;
use policygraph_model::RelationFinding;

/// A rule that adds relations of a section.
pub(crate) type Rule = fn(&View<'_>, &mut Vec<RelationFinding>);

/// All rules; they do not depend on each other.
pub(crate) const ALL: &[Rule] =
    &[heading::run, adjacent::run, frame::run, funding::run, news::run, part::run, topic::run];
