//! Arrays of words of bits, written as lists: for `#[serde(with = "crate::bits")]`.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub(crate) fn serialize<const N: usize, S: Serializer>(bits: &[u64; N], serializer: S) -> Result<S::Ok, S::Error> {
    bits.as_slice().serialize(serializer)
}

pub(crate) fn deserialize<'de, const N: usize, D: Deserializer<'de>>(deserializer: D) -> Result<[u64; N], D::Error> {
    let words = Vec::deserialize(deserializer)?;
    words.try_into().map_err(|_| D::Error::custom("a set of bits has another length"))
}
