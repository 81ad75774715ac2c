//! Topics and policy instruments, with the fields above them.

use crate::table::Bilingual;
use indexmap::IndexMap;

/// A topic or instrument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concept {
    /// IRI.
    pub id: String,
    /// Its name.
    pub label: Bilingual,
    /// IRI of the next broader concept.
    pub broader: Option<String>,
    /// Whether it is a policy instrument.
    pub instrument: bool,
}

/// The schemes of topics and of policy instruments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Concepts(IndexMap<String, Concept>);

impl FromIterator<Concept> for Concepts {
    fn from_iter<I: IntoIterator<Item = Concept>>(concepts: I) -> Self {
        Self(concepts.into_iter().map(|c| (c.id.clone(), c)).collect())
    }
}

impl Concepts {
    /// Whether a concept is a policy instrument.
    #[must_use]
    pub fn is_instrument(&self, id: &str) -> bool {
        self.0.get(id).is_some_and(|c| c.instrument)
    }

    /// The name of a concept; its IRI where it is not known.
    #[must_use]
    pub fn label(&self, id: &str) -> Bilingual {
        self.0.get(id).map_or_else(|| Bilingual::same(id), |c| c.label.clone())
    }

    /// The broadest concept above one, or itself.
    #[must_use]
    pub fn top(&self, id: &str) -> Option<&Concept> {
        self.chain(self.0.get(id)?).last()
    }

    /// A concept and those above it, one after the other.
    fn chain<'c>(&'c self, concept: &'c Concept) -> impl Iterator<Item = &'c Concept> {
        let broader = |c: &&'c Concept| self.0.get(c.broader.as_ref()?);
        // A scheme without cycles has no longer chain.
        std::iter::successors(Some(concept), broader).take(self.0.len())
    }

    /// A concept and all below it.
    #[must_use]
    pub fn narrower(&self, id: &str) -> Vec<String> {
        self.0.values().filter(|c| self.chain(c).any(|above| above.id == id)).map(|c| c.id.clone()).collect()
    }

    /// All concepts.
    pub fn iter(&self) -> impl Iterator<Item = &Concept> {
        self.0.values()
    }
}
