//! What became of a document, for programs: a line of JSON.

use policygraph_model::{Document, Fact};
use serde::Serialize;

/// What became of a document.
#[derive(Debug, Default, Serialize)]
pub(super) struct Line<'d> {
    /// Its name in the store; nothing for an archive that was not read.
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'d str>,
    /// `stored`, `unchanged`, `duplicate` or `failed`.
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    read: Option<Read>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    notes: &'d [String],
    /// The document with the same content.
    #[serde(skip_serializing_if = "Option::is_none")]
    same_as: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'d str>,
}

/// What was read, in numbers.
#[derive(Debug, Default, Serialize)]
struct Read {
    pages: u32,
    tables: u32,
    entities: usize,
    relations: usize,
    budgets: usize,
    observations: usize,
}

impl<'d> Line<'d> {
    pub(super) fn stored(document: &'d Document, facts: &[Fact]) -> Self {
        let (pages, tables) = document.places.extent();
        let count = |is: fn(&Fact) -> bool| facts.iter().filter(|f| is(f)).count();
        let read = Read {
            pages,
            tables,
            entities: count(|f| matches!(f, Fact::Entity(_))),
            relations: count(|f| matches!(f, Fact::Relation(_))),
            budgets: count(|f| matches!(f, Fact::Budget(_))),
            observations: count(|f| matches!(f, Fact::Observation(_))),
        };
        Self {
            document: Some(&document.name),
            state: "stored",
            title: document.title.as_ref().map(|t| t.as_str()),
            read: Some(read),
            notes: &document.notes,
            ..Self::default()
        }
    }

    pub(super) fn unchanged(name: &'d str) -> Self {
        Self { document: Some(name), state: "unchanged", ..Self::default() }
    }

    pub(super) fn duplicate(name: &'d str, same_as: &'d str) -> Self {
        Self { document: Some(name), state: "duplicate", same_as: Some(same_as), ..Self::default() }
    }

    pub(super) fn failed(name: Option<&'d str>, error: &'d str) -> Self {
        Self { document: name, state: "failed", error: Some(error), ..Self::default() }
    }
}
