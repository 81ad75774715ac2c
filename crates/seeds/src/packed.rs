//! Values that are decoded when they are first asked for.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::ops::Deref;
use std::sync::OnceLock;
use zerovec::VarZeroVec;
use zerovec::vecs::Index32;

/// The values as written, one after the other.
type Records = VarZeroVec<'static, [u8], Index32>;

/// Values, all of which are there from the start, of which a document needs a few.
#[derive(Debug)]
pub(crate) struct Packed<T> {
    /// What the values are decoded from; empty if none has to be.
    records: Records,
    values: Box<[OnceLock<Box<T>>]>,
}

impl<T> Packed<T> {
    fn new(records: Records) -> Self {
        let values = records.iter().map(|_| OnceLock::new()).collect();
        Self { records, values }
    }

    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}

impl<T: Serialize> Packed<T> {
    /// Packs values, see [`Self::from_iter`] for those that are soon asked for.
    pub(crate) fn pack<'t>(values: impl IntoIterator<Item = &'t T>) -> Self
    where
        T: 't,
    {
        let record = |value| postcard::to_allocvec(value).expect("what is written to memory has room");
        let records: Vec<Vec<u8>> = values.into_iter().map(record).collect();
        Self::new(Records::from(records.as_slice()))
    }
}

impl<T: DeserializeOwned> Packed<T> {
    pub(crate) fn get(&self, at: usize) -> Option<&T> {
        let value = || {
            let value = postcard::from_bytes(&self.records[at]);
            Box::new(value.expect("the records are what values were packed to"))
        };
        Some(self.values.get(at)?.get_or_init(value))
    }
}

impl<T> FromIterator<T> for Packed<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let values = values.into_iter().map(|value| OnceLock::from(Box::new(value))).collect();
        Self { records: Records::new(), values }
    }
}

impl<T> Default for Packed<T> {
    fn default() -> Self {
        Self::new(Records::new())
    }
}

impl<T: Serialize> Serialize for Packed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.records.len() == self.values.len() {
            return self.records.serialize(serializer);
        }
        let values = self.values.iter().filter_map(OnceLock::get).map(|value| &**value);
        Self::pack(values).records.serialize(serializer)
    }
}

impl<'de: 'static, T> Deserialize<'de> for Packed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Records::deserialize(deserializer).map(Self::new)
    }
}

/// A value that is decoded when it is first asked for.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(serialize = "T: Serialize", deserialize = "'de: 'static"))]
pub struct Later<T>(Packed<T>);

impl<T: Serialize> Later<T> {
    pub(crate) fn pack(value: &T) -> Self {
        Self(Packed::pack([value]))
    }
}

impl<T: Default> Default for Later<T> {
    fn default() -> Self {
        Self(Packed::from_iter([T::default()]))
    }
}

impl<T: DeserializeOwned> Deref for Later<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.get(0).expect("one value is packed")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_as_they_were_packed_or_given() {
        let values = ["가".to_owned(), String::new(), "나다".to_owned()];
        let given: Packed<String> = values.iter().cloned().collect();
        let written = postcard::to_allocvec(&given).unwrap().leak();
        let read: Packed<String> = postcard::from_bytes(written).unwrap();
        for packed in [Packed::pack(&values), given, read] {
            let all: Vec<&String> = (0..packed.len()).filter_map(|at| packed.get(at)).collect();
            assert_eq!(all, values.iter().collect::<Vec<_>>());
            assert!(!packed.is_empty() && packed.get(values.len()).is_none());
        }
        assert!(Packed::<String>::default().is_empty());
    }
}
