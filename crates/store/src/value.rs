//! What a term says.

use oxigraph::model::Term;

/// The text of a literal, or the IRI of a node.
pub(crate) fn literal(term: &Term) -> String {
    match term {
        Term::Literal(l) => l.value().to_owned(),
        Term::NamedNode(n) => n.as_str().to_owned(),
        other => other.to_string(),
    }
}
