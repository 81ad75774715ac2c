//! A clause and the names in it, each in its role.

use crate::roles::{self, Role};
use policygraph_model::{EntityType, Mention, MentionId};
use std::ops::Range;

/// A mention in its clause, or a word that stands for one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part<'a> {
    pub id: MentionId,
    pub mention: &'a Mention,
    pub role: Role,
    /// Number of the text in which it stands.
    pub text: usize,
    /// Bytes of that text: the mention's own, unless an anaphor stands for it.
    pub start: usize,
    pub end: usize,
    /// Where the list of names ends that it is a member of: its own end, if it stands alone.
    pub list_end: usize,
}

impl<'a> Part<'a> {
    pub(crate) fn new(id: MentionId, mention: &'a Mention, role: Role) -> Self {
        let Range { start, end } = mention.range;
        Self { id, mention, role, text: mention.text, start, end, list_end: end }
    }

    /// Whether both name the same thing, as far as the section tells.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        same_thing(self.mention, other.mention)
    }
}

/// Whether two mentions name the same thing, as far as the section tells.
pub(crate) fn same_thing(a: &Mention, b: &Mention) -> bool {
    match (&a.registry, &b.registry) {
        (Some(x), Some(y)) => x == y,
        _ => a.kind == b.kind && a.name == b.name,
    }
}

/// A clause with its names.
#[derive(Debug)]
pub(crate) struct Clause<'a> {
    /// Number of the text in which it stands.
    pub text: usize,
    /// Bytes of that text.
    pub range: Range<usize>,
    pub parts: Vec<Part<'a>>,
    /// Its technologies, which are no names beside the others.
    pub technologies: Vec<Part<'a>>,
    /// What the bracket that opens the bullet names: "(○○사) …".
    pub topic: Option<Part<'a>>,
    /// The actor that heads its table row.
    pub row: Option<Part<'a>>,
    /// Who acts: named in the clause, or carried from what precedes.
    pub subjects: Vec<Part<'a>>,
    /// Whether the subjects were carried over rather than named.
    pub carried: bool,
}

/// Who acts in a clause that names nobody: the subjects carried over, or, where what the clause is about is one of
/// them, who acted before.
pub(crate) fn other_than<'a>(parts: &[Part<'a>], subjects: &[Part<'a>], history: &[Part<'a>]) -> Vec<Part<'a>> {
    let named = |s: &Part<'a>| parts.iter().any(|p| p.is_same(s) && matches!(p.role, Role::Object | Role::Bare));
    if !subjects.iter().any(named) {
        return subjects.to_vec();
    }
    history.iter().rfind(|h| !named(h)).map_or_else(|| subjects.to_vec(), |h| vec![*h])
}

/// Whether two names with nothing but a blank between are a list that lost its dots: cities, countries, companies.
/// Agencies in a row are each a part of the one before.
pub(crate) fn is_listed(a: &Part<'_>, b: &Part<'_>) -> bool {
    a.mention.kind == b.mention.kind
        && matches!(a.mention.kind, EntityType::Place | EntityType::Country | EntityType::Company)
}

/// Whether two names can be members of one list.
pub(crate) fn same_class(a: &Part<'_>, b: &Part<'_>) -> bool {
    let measure =
        |p: &Part<'_>| matches!(p.mention.kind, EntityType::Program | EntityType::Legislation | EntityType::Document);
    a.mention.kind == b.mention.kind
        || (a.mention.kind.is_organization() && b.mention.kind.is_organization())
        || (measure(a) && measure(b))
}

/// Whether a part is the one who acts in its clause.
pub(crate) fn acts(part: &Part<'_>) -> bool {
    let measure = matches!(
        part.mention.kind,
        EntityType::Program | EntityType::Product | EntityType::Legislation | EntityType::Document
    );
    match part.role {
        // A city that is said to do something does it, and nobody who was named before.
        Role::Subject => part.mention.kind.is_actor() || measure || part.mention.kind == EntityType::Place,
        Role::Also => part.mention.kind.is_organization() || part.mention.kind == EntityType::Country,
        _ => false,
    }
}

/// Whether a subject belongs to a relative clause: "A는 B가 보유한 C를 인수", where B only has what is bought.
pub(crate) fn is_embedded(string: &str, part: &Part<'_>) -> bool {
    let after = &string[roles::skip_closers(string, part.end)..];
    let mut words = after.split_whitespace();
    let marked = words.next().is_some_and(|w| matches!(w, "이" | "가"));
    let verb = words.next().unwrap_or_default();
    marked && ["한", "된", "는", "던", "온"].iter().any(|e| verb.ends_with(e)) && verb.chars().count() >= 2
}
