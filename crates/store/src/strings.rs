//! Strings by number: each is kept once, and asked for by a number that is small to keep and quick to compare.

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

/// Strings, each once.
#[derive(Debug, Default)]
pub(crate) struct Strings(IndexSet<String, FxBuildHasher>);

impl Strings {
    /// The number of a string, which gets one if it has none.
    pub(crate) fn number(&mut self, text: &str) -> u32 {
        let number = self.0.get_index_of(text).unwrap_or_else(|| self.0.insert_full(text.to_owned()).0);
        u32::try_from(number).unwrap_or(u32::MAX)
    }

    /// The string that has a number which [`Strings::number`] gave.
    pub(crate) fn of(&self, number: u32) -> &str {
        &self.0[number as usize]
    }

    /// All of them, by their numbers.
    pub(crate) fn into_all(self) -> Vec<String> {
        self.0.into_iter().collect()
    }
}
