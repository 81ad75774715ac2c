//! Queries where a graph stands for the default graph.

use oxigraph::model::NamedNode;
use spargebra::algebra::GraphPattern;
use spargebra::term::NamedNodePattern;

/// Asks a pattern of a graph. What orders, cuts and counts solutions stays outside of it.
pub(super) fn put_into(graph: &NamedNode, pattern: &mut GraphPattern) {
    let groups = leads_to_group(pattern);
    match pattern {
        GraphPattern::Slice { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Group { inner, .. } => put_into(graph, inner),
        GraphPattern::Extend { inner, .. } | GraphPattern::Filter { inner, .. } if groups => put_into(graph, inner),
        _ => {
            let inner = Box::new(std::mem::take(pattern));
            *pattern = GraphPattern::Graph { name: NamedNodePattern::NamedNode(graph.clone()), inner };
        }
    }
}

/// Whether it is about groups: what SELECT computes, or HAVING.
fn leads_to_group(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Group { .. } => true,
        GraphPattern::Extend { inner, .. } | GraphPattern::Filter { inner, .. } => leads_to_group(inner),
        _ => false,
    }
}
