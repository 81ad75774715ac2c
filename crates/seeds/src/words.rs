//! What is known of words.

use crate::packed::Packed;
use crate::table::{Table, hash};
use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Values by words, each decoded when its word is first asked for.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(serialize = "T: Serialize", deserialize = "'de: 'static"))]
pub(crate) struct Words<T> {
    /// Where each word stands, by its hash: no two have the same.
    places: Table,
    words: Packed<(String, T)>,
}

/// Values by words while they are read.
pub(crate) type WordMap<T> = IndexMap<String, T, FxBuildHasher>;

impl<T> Default for Words<T> {
    fn default() -> Self {
        Self { places: Table::default(), words: Packed::default() }
    }
}

impl<T: DeserializeOwned> Words<T> {
    pub(crate) fn get(&self, word: &str) -> Option<&T> {
        let (known, value) = self.words.get(self.places.get(hash(word))? as usize)?;
        (known == word).then_some(value)
    }

    pub(crate) fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }
}

impl<T: Clone + Serialize + DeserializeOwned> Words<T> {
    /// All words with their values, to be added to.
    pub(crate) fn to_map(&self) -> WordMap<T> {
        (0..self.words.len()).filter_map(|at| self.words.get(at).cloned()).collect()
    }
}

impl<T: Serialize> From<WordMap<T>> for Words<T> {
    fn from(words: WordMap<T>) -> Self {
        let words: Vec<(String, T)> = words.into_iter().collect();
        Self { places: words.iter().map(|(word, _)| hash(word)).zip(0u32..).collect(), words: Packed::pack(&words) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_values() {
        let map: WordMap<u8> =
            [("가", 1), ("나다", 2)].map(|(word, value)| (word.to_owned(), value)).into_iter().collect();
        let words = Words::from(map.clone());
        assert_eq!((words.get("가"), words.get("나다"), words.get("다")), (Some(&1), Some(&2), None));
        assert_eq!(words.to_map(), map);
        assert!(!Words::<u8>::default().contains(""));
    }
}
