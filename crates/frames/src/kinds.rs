//! Which relations the types of some things allow between them: most sentences name too little for most relations, and need not be
//! read for them.

use crate::{Context, Referent};
use policygraph_model::{EntityType, Predicate};
use policygraph_registry::Frame;
use std::sync::LazyLock;

/// The types of the things that a text names and of those that were spoken of before.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Kinds {
    /// The types that are known.
    known: Set,
    /// Whether one has a type that is not known: it may be any.
    any: bool,
    /// One of the things.
    first: Option<u32>,
    /// Whether there is another.
    several: bool,
}

impl Kinds {
    /// Those of what a text names and what was spoken of before.
    pub(crate) fn of(referents: &[Referent], context: &Context) -> Self {
        let mut kinds = Self::default();
        let one = [&context.programme, &context.measure, &context.founded].into_iter().flatten();
        let before = context.subjects.iter().chain(one).map(|f| (f.id, f.kind));
        for (id, kind) in referents.iter().map(|r| (r.id, r.kind)).chain(before) {
            kinds.several |= *kinds.first.get_or_insert(id) != id;
            match kind {
                Some(kind) => kinds.known = kinds.known.with(kind),
                None => kinds.any = true,
            }
        }
        kinds
    }

    /// Whether any relation can hold between two of the things.
    pub(crate) fn can_be_related(&self) -> bool {
        self.can(Predicate::ALL)
    }

    /// Whether one of some relations can hold between two of the things.
    pub(crate) fn can(&self, relations: &[Predicate]) -> bool {
        let allowed = |relation: Predicate| {
            let of = &OBJECTS[relation as usize];
            self.known.types().any(|subject| of[subject as usize].0 & self.known.0 != 0)
        };
        self.several && (self.any || relations.iter().any(|&relation| allowed(relation)))
    }

    /// Whether two of the things can fill the roles of a frame.
    pub(crate) fn can_fill(&self, frame: &Frame) -> bool {
        self.can(&[frame.predicate]) && (self.any || self.known.types().any(|object| self.can_act(frame, object)))
    }

    /// Whether one of the things can fill the first role of a frame where something of this type fills the other.
    pub(crate) fn can_act(&self, frame: &Frame, object: EntityType) -> bool {
        self.any || self.known.types().any(|subject| frame.allows(subject, object))
    }
}

/// A set of types: a bit for each.
#[derive(Debug, Clone, Copy, Default)]
struct Set(u32);

impl Set {
    fn with(self, kind: EntityType) -> Self {
        Self(self.0 | 1 << kind as u32)
    }

    fn types(self) -> impl Iterator<Item = EntityType> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let kind = EntityType::ALL.get(rest.trailing_zeros() as usize)?;
            rest &= rest - 1;
            Some(*kind)
        })
    }
}

/// The types of which the object of a relation may be, by the relation and the type of its subject.
static OBJECTS: LazyLock<Vec<Vec<Set>>> = LazyLock::new(|| {
    let types = || EntityType::ALL.iter().copied();
    let objects = |relation: Predicate, subject: EntityType| {
        types().filter(|&object| relation.allows(subject, object)).fold(Set::default(), Set::with)
    };
    let of = |&relation: &Predicate| types().map(|subject| objects(relation, subject)).collect();
    Predicate::ALL.iter().map(of).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_tell_what_the_closed_lists_allow() {
        for &relation in Predicate::ALL {
            for (&subject, &object) in EntityType::ALL.iter().flat_map(|a| EntityType::ALL.iter().map(move |b| (a, b)))
            {
                let referent = |id: u32, kind| Referent { id, range: 0..0, kind: Some(kind) };
                let of = |other: u32| Kinds::of(&[referent(0, subject), referent(other, object)], &Context::default());
                let pairs = [(subject, object), (object, subject), (subject, subject), (object, object)];
                let allowed = pairs.into_iter().any(|(a, b)| relation.allows(a, b));
                assert_eq!(of(1).can(&[relation]), allowed, "{subject} {relation} {object}");
                assert!(!of(0).can(&[relation]));
            }
        }
    }
}
