//! What a term says.

use oxigraph::model::Term;
use std::borrow::Cow;

/// The text of a literal, or the IRI of a node.
pub(crate) fn text(term: &Term) -> Cow<'_, str> {
    match term {
        Term::Literal(l) => l.value().into(),
        Term::NamedNode(n) => n.as_str().into(),
        other => other.to_string().into(),
    }
}

/// As [`text`], to keep.
pub(crate) fn literal(term: &Term) -> String {
    text(term).into_owned()
}
