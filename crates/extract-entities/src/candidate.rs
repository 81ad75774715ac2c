//! Candidates for mentions, and the choice among those that overlap.

use policygraph_model::EntityType;
use std::borrow::Borrow;
use std::ops::Range;

/// A name that a rule proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// Bytes of the text.
    pub range: Range<usize>,
    pub name: String,
    pub kind: EntityType,
    pub registry: Option<String>,
    pub aliases: Vec<String>,
    pub country: Option<String>,
    pub rule: &'static str,
    /// Which rule wins where two propose the same words; higher wins.
    pub priority: u8,
}

impl Candidate {
    pub(crate) fn new(range: Range<usize>, name: &str, kind: EntityType, rule: &'static str, priority: u8) -> Self {
        let spaced = name;
        let mut name = String::with_capacity(spaced.len());
        for word in spaced.split_whitespace() {
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(word);
        }
        Self { range, name, kind, registry: None, aliases: Vec::new(), country: None, rule, priority }
    }

    /// Takes a measure of sanctions for the legal act that it is, whatever its name ends in: "제재 패키지".
    pub(crate) fn retype_sanctions(&mut self) {
        let sanctions = self.name.split(' ').any(|word| word.ends_with("제재"));
        if self.kind == EntityType::Program && self.registry.is_none() && sanctions {
            self.kind = EntityType::Legislation;
        }
    }
}

/// Chooses candidates that do not overlap: a longer name swallows what lies inside it.
///
/// A technology is what something is about, not a name beside it, so it may lie inside another name.
pub(crate) fn choose<C: Borrow<Candidate>>(mut candidates: Vec<C>) -> Vec<C> {
    // Quotation marks around nothing.
    candidates.retain(|c| !c.borrow().name.is_empty());
    candidates.sort_by(|a, b| {
        let (a, b) = (a.borrow(), b.borrow());
        let length = |c: &Candidate| c.range.end - c.range.start;
        length(b).cmp(&length(a)).then(b.priority.cmp(&a.priority)).then(a.range.start.cmp(&b.range.start))
    });
    let mut chosen: Vec<C> = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let Candidate { range, kind, .. } = candidate.borrow();
        let technology = *kind == EntityType::Technology;
        let clash = chosen.iter().map(C::borrow).any(|c: &Candidate| {
            (c.kind == EntityType::Technology) == technology && c.range.start < range.end && range.start < c.range.end
        });
        if !clash {
            chosen.push(candidate);
        }
    }
    chosen.sort_by_key(|c| (c.borrow().range.start, c.borrow().range.end));
    chosen
}
