//! Pairs of characters that stand side by side.

use serde::{Deserialize, Serialize};

/// A set of pairs of characters, which takes one look to ask. Others may seem to be among them, but none is missed.
///
/// ```
/// use policygraph_korean::pairs::CharacterPairs;
/// let pairs: CharacterPairs = [('로', '봇')].into_iter().collect();
/// assert!(pairs.may_have('로', '봇') && !pairs.may_have('봇', '로'));
/// ```
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CharacterPairs(#[serde(with = "crate::bits")] [u64; CharacterPairs::WORDS]);

impl Default for CharacterPairs {
    /// The set of no pairs.
    fn default() -> Self {
        Self([0; Self::WORDS])
    }
}

impl CharacterPairs {
    const WORDS: usize = 256;

    /// The word that has the bit of a pair, and the bit.
    #[inline]
    fn bit(first: char, second: char) -> (usize, u64) {
        let mixed = u32::from(first).wrapping_mul(37).wrapping_add(u32::from(second)) as usize;
        (mixed / 64 % Self::WORDS, 1 << (mixed % 64))
    }

    /// Adds a pair.
    pub fn insert(&mut self, first: char, second: char) {
        let (word, bit) = Self::bit(first, second);
        self.0[word] |= bit;
    }

    /// Whether a pair may be among them: quick, and sure only where it is not.
    #[must_use]
    #[inline]
    pub fn may_have(&self, first: char, second: char) -> bool {
        let (word, bit) = Self::bit(first, second);
        self.0[word] & bit != 0
    }
}

impl FromIterator<(char, char)> for CharacterPairs {
    fn from_iter<T: IntoIterator<Item = (char, char)>>(pairs: T) -> Self {
        let mut set = Self::default();
        pairs.into_iter().for_each(|(first, second)| set.insert(first, second));
        set
    }
}
