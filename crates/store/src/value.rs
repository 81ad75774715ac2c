//! What a term says.

use oxigraph::model::{Term, TermRef};
use std::borrow::Cow;

/// The text of a literal, or the IRI of a node.
pub(crate) fn text<'t>(term: impl Into<TermRef<'t>>) -> Cow<'t, str> {
    match term.into() {
        TermRef::Literal(l) => l.value().into(),
        TermRef::NamedNode(n) => n.as_str().into(),
        other => other.to_string().into(),
    }
}

/// As [`text`], to keep.
pub(crate) fn literal(term: &Term) -> String {
    text(term).into_owned()
}
