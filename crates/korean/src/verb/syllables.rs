//! Words of a few syllables as numbers, which are compared, cut and looked up without a look at their letters.

use crate::hangul::is_syllable;

/// Up to nine syllables in one number, fourteen bits each, the last in the lowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Syllables(u128);

impl Syllables {
    pub(super) const NONE: Self = Self(0);
    /// How many syllables there is room for.
    const MOST: usize = 9;
    const BITS: usize = 14;

    /// The syllables of a word; `None` if it has other characters or too many of them.
    pub(super) fn of(word: &str) -> Option<Self> {
        let fits = word.len() <= Self::MOST * '가'.len_utf8();
        fits.then(|| word.chars().try_fold(Self::NONE, |all, c| is_syllable(c).then(|| all.with(c))))?
    }

    /// These syllables and one more.
    pub(super) fn with(self, syllable: char) -> Self {
        Self(self.0 << Self::BITS | u128::from(u32::from(syllable) - u32::from('가') + 1))
    }

    /// The last syllable.
    pub(super) fn last(self) -> Option<char> {
        let place = u32::try_from(self.0 % (1 << Self::BITS)).ok()?.checked_sub(1)?;
        char::from_u32(u32::from('가') + place)
    }

    /// All but the last syllables.
    pub(super) fn without_last(self, count: usize) -> Self {
        Self(self.0 >> (Self::BITS * count))
    }

    /// The last syllables.
    pub(super) fn only_last(self, count: usize) -> Self {
        Self(self.0 % (1 << (Self::BITS * count)))
    }
}
