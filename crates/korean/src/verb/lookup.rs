//! Finds the listed stem and the ending that a word consists of, among all forms of the stems.

use super::conjugation::{bases, infinitives};
use super::endings::{self, Base};
use super::form::Ending;
use super::stems;
use super::syllables::Syllables;
use crate::hangul::SyllableSet;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A word taken apart.
#[derive(Clone, Copy)]
pub(super) struct Parsed<'w> {
    pub(super) stem: &'static str,
    pub(super) ending: Ending,
    pub(super) intended: bool,
    pub(super) passive: bool,
    /// Its written base.
    pub(super) base: &'w str,
}

/// A word as a native verb.
pub(super) fn native(word: &str) -> Option<Parsed<'_>> {
    NATIVE.find(word)
}

/// A word as a light verb: what stands behind a verbal noun.
pub(super) fn light(word: &str) -> Option<Parsed<'_>> {
    LIGHT.find(word)
}

// A native verb of one syllable with another behind it is more often a noun: 대가, 보온.
static NATIVE: LazyLock<Bases> = LazyLock::new(|| Bases::new(stems::NATIVE.split_whitespace(), Some(2)));
static LIGHT: LazyLock<Bases> = LazyLock::new(|| Bases::new(stems::LIGHT.iter().copied(), Some(1)));
static AUXILIARY: LazyLock<Bases> = LazyLock::new(|| Bases::new(stems::AUXILIARY.iter().copied(), None));

/// The written bases of some stems.
struct Bases {
    /// All of them, in the order of their stems.
    all: Vec<Written>,
    /// The first in `all` of each spelling.
    first: FxHashMap<Syllables, usize>,
    /// The syllables in which their forms end.
    lasts: SyllableSet,
    /// How many syllables an infinitive has at least that an auxiliary verb may be written to; `None` where none may.
    joined: Option<usize>,
}

/// A stem in one of its bases.
struct Written {
    spelling: Syllables,
    stem: &'static str,
    base: Base,
    /// Whether it is the passive in 아/어지다 of the stem.
    passive: bool,
    /// The next in `all` with this spelling.
    next: Option<usize>,
}

impl Bases {
    fn new(stems: impl Iterator<Item = &'static str>, joined: Option<usize>) -> Self {
        let mut all = Vec::new();
        for entry in stems {
            let (stem, class) = entry.split_once('/').unwrap_or((entry, ""));
            let Some(syllables) = Syllables::of(stem) else { continue };
            let mut add = |spelling, base, passive| all.push(Written { spelling, stem, base, passive, next: None });
            bases(syllables, class, |form, base| add(form, base, false));
            // 맡기다, 맡겨지다.
            if stem.chars().nth(1).is_some() && !stem.ends_with(['하', '지']) {
                for infinitive in infinitives(syllables, class) {
                    bases(infinitive.with('지'), "", |form, base| add(form, base, true));
                }
            }
        }
        let mut first = FxHashMap::with_capacity_and_hasher(all.len(), rustc_hash::FxBuildHasher);
        for (at, written) in all.iter_mut().enumerate().rev() {
            written.next = first.insert(written.spelling, at);
        }
        let whole = all.iter().filter(|w| endings::read(w.base, Syllables::NONE).is_some());
        let lasts = whole.filter_map(|w| w.spelling.last()).chain(endings::lasts());
        let auxiliary = joined.map(|_| AUXILIARY.all.iter().filter_map(|w| w.spelling.last()));
        let lasts = lasts.chain(auxiliary.into_iter().flatten()).collect();
        Self { all, first, lasts, joined }
    }

    /// The bases of this spelling.
    fn of(&self, spelling: Syllables) -> impl Iterator<Item = &Written> {
        let first = self.first.get(&spelling).map(|&at| &self.all[at]);
        std::iter::successors(first, |written| written.next.map(|at| &self.all[at]))
    }

    fn find<'w>(&self, word: &'w str) -> Option<Parsed<'w>> {
        word.chars().next_back().filter(|&c| self.lasts.contains(c))?;
        let whole = Syllables::of(word)?;
        let width = '가'.len_utf8();
        let count = word.len() / width;
        let mut best: Option<Parsed<'w>> = None;
        // "추진해왔다", "키워온": the infinitive before an auxiliary.
        let mut before: Option<(&Written, usize)> = None;
        for behind in (0..count).rev() {
            for written in self.of(whole.without_last(behind)) {
                let &Written { stem, base, passive, .. } = written;
                if base == Base::Infinitive && behind > 0 && self.joined.is_some_and(|least| count - behind >= least) {
                    before = Some((written, behind));
                }
                // The longer base says more: 들어서(고) before 들(어서고).
                if best.is_none_or(|b| b.stem.len() < stem.len())
                    && let Some((ending, intended)) = endings::read(base, whole.only_last(behind))
                {
                    let base = &word[..word.len() - behind * width];
                    best = Some(Parsed { stem, ending, intended, passive, base });
                }
            }
        }
        best.or_else(|| {
            let (&Written { stem, passive, .. }, behind) = before?;
            let (base, rest) = word.split_at(word.len() - behind * width);
            let Parsed { ending, intended, .. } = AUXILIARY.find(rest)?;
            // One syllable is clear only where it modifies a noun: 온, 갈.
            let clear = behind > 1 || matches!(ending, Ending::Adnominal | Ending::Prospective);
            clear.then_some(Parsed { stem, ending, intended, passive, base })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stem_is_found() {
        for entry in stems::NATIVE.split_whitespace() {
            let stem = entry.split('/').next().unwrap_or_default();
            let word = format!("{stem}겠습니다");
            assert!(native(&word).is_some_and(|parsed| parsed.stem.len() >= stem.len()), "{word}");
        }
    }
}
