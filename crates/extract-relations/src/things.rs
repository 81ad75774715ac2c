//! Things by their mentions: what is known of a thing is looked up, not searched for among all.

use policygraph_model::{EntityType, Mention};
use rustc_hash::FxHashMap;

/// A value for each thing, of which the first stays; things are the same as [`crate::parts::same_thing`] says.
#[derive(Debug)]
pub(crate) struct Things<'a, T> {
    by_entry: FxHashMap<&'a str, T>,
    /// By type and name, of mentions that are linked to no entry.
    unlinked: FxHashMap<(EntityType, &'a str), T>,
    /// By type and name, of all mentions.
    named: FxHashMap<(EntityType, &'a str), T>,
}

impl<'a, T: Clone> Things<'a, T> {
    pub(crate) fn new(all: impl IntoIterator<Item = (&'a Mention, T)>) -> Self {
        let mut things =
            Self { by_entry: FxHashMap::default(), unlinked: FxHashMap::default(), named: FxHashMap::default() };
        for (mention, value) in all {
            let name = (mention.kind, mention.name.as_str());
            match mention.registry.as_deref() {
                Some(id) => things.by_entry.entry(id).or_insert_with(|| value.clone()),
                None => things.unlinked.entry(name).or_insert_with(|| value.clone()),
            };
            things.named.entry(name).or_insert(value);
        }
        things
    }

    /// The value of the thing that a mention names.
    pub(crate) fn get<'s>(&'s self, mention: &'s Mention) -> Option<&'s T> {
        let name = (mention.kind, mention.name.as_str());
        match mention.registry.as_deref() {
            Some(id) => self.by_entry.get(id).or_else(|| self.unlinked.get(&name)),
            None => self.named.get(&name),
        }
    }

    pub(crate) fn contains(&self, mention: &Mention) -> bool {
        self.get(mention).is_some()
    }
}
