//! Numbers by keys, found where they lie.

use rustc_hash::FxBuildHasher;
use serde::{Deserialize, Serialize};
use std::hash::{BuildHasher, Hash};
use zerovec::ZeroVec;

/// Numbers by keys of 64 bits: a hash table that is used as it was written, without being built or read before.
///
/// The keys are sorted by their hashes. A bit tells whether any key has a hash; most that are asked for have none.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(crate) struct Table {
    /// How far a key that was mixed is shifted to become a hash.
    shift: u32,
    /// A bit for each hash.
    hashes: ZeroVec<'static, u64>,
    /// Where the keys begin whose hashes are in each word of `hashes`, and where the last end.
    starts: ZeroVec<'static, u32>,
    keys: ZeroVec<'static, u64>,
    /// The number of each key.
    numbers: ZeroVec<'static, u32>,
}

/// The key of a value, the same in the program as when it was built.
pub(crate) fn hash(value: impl Hash) -> u64 {
    FxBuildHasher.hash_one(value)
}

/// How many keys share a word of 64 hashes, at most.
const SHARE: usize = 8;

impl Table {
    /// The word of `hashes` that has the bit of a key, and the bit.
    fn place(key: u64, shift: u32) -> (usize, u64) {
        let hash = key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> shift;
        ((hash / 64) as usize, 1 << (hash % 64))
    }

    /// The number of a key.
    pub(crate) fn get(&self, key: u64) -> Option<u32> {
        let (word, bit) = Self::place(key, self.shift);
        if self.hashes.get(word)? & bit == 0 {
            return None;
        }
        let mut keys = self.starts.get(word)? as usize..self.starts.get(word + 1)? as usize;
        self.numbers.get(keys.find(|&at| self.keys.get(at) == Some(key))?)
    }
}

impl Default for Table {
    fn default() -> Self {
        Self::from_iter([])
    }
}

impl FromIterator<(u64, u32)> for Table {
    fn from_iter<I: IntoIterator<Item = (u64, u32)>>(numbers: I) -> Self {
        let mut numbers: Vec<(u64, u32)> = numbers.into_iter().collect();
        let words = numbers.len().div_ceil(SHARE).next_power_of_two();
        let shift = u64::BITS - (words * 64).ilog2();
        numbers.sort_unstable_by_key(|&(key, number)| (Self::place(key, shift).0, key, number));
        let (mut hashes, mut starts) = (vec![0; words], vec![0; words + 1]);
        for &(key, _) in &numbers {
            let (word, bit) = Self::place(key, shift);
            hashes[word] |= bit;
            starts[word + 1] += 1;
        }
        for word in 0..words {
            starts[word + 1] += starts[word];
        }
        Self {
            shift,
            hashes: hashes.into_iter().collect(),
            starts: starts.into_iter().collect(),
            keys: numbers.iter().map(|(key, _)| *key).collect(),
            numbers: numbers.iter().map(|(_, number)| *number).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_has_its_number() {
        for size in [0, 1, 8, 9, 1000] {
            let key = |number: u32| u64::from(number) * 3 + 1;
            let table: Table = (0..size).map(|number| (key(number), number)).collect();
            assert!((0..size).all(|number| table.get(key(number)) == Some(number)));
            assert!((0..size).all(|number| table.get(key(number) + 1).is_none()), "{size}");
        }
        assert_eq!(Table::default().get(0), None);
    }
}
