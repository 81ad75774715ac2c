//! Finds the listed stem and the ending that a word consists of, among all forms of the stems.

use super::conjugation::{bases, infinitives};
use super::endings::{self, Base};
use super::form::Ending;
use super::stems;
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
    find(&NATIVE, word)
}

/// A word as a light verb: what stands behind a verbal noun.
pub(super) fn light(word: &str) -> Option<Parsed<'_>> {
    find(&LIGHT, word)
}

/// A written base with the stem whose it is.
type Bases = FxHashMap<String, Vec<Written>>;

/// A stem in one of its bases, and whether it is the passive in 아/어지다 of the stem.
type Written = (&'static str, Base, bool);

static NATIVE: LazyLock<Bases> = LazyLock::new(|| bases_of(stems::NATIVE.split_whitespace()));
static LIGHT: LazyLock<Bases> = LazyLock::new(|| bases_of(stems::LIGHT.iter().copied()));

fn bases_of(stems: impl IntoIterator<Item = &'static str>) -> Bases {
    let mut all: Bases = FxHashMap::default();
    for entry in stems {
        let (stem, class) = entry.split_once('/').unwrap_or((entry, ""));
        let mut add = |form: String, base: Base, passive: bool| {
            let of = all.entry(form).or_default();
            if !of.contains(&(stem, base, passive)) {
                of.push((stem, base, passive));
            }
        };
        for (form, base) in bases(stem, class) {
            add(form, base, false);
        }
        // 맡기다, 맡겨지다.
        if stem.chars().count() >= 2 && !stem.ends_with('하') && !stem.ends_with('지') {
            for infinitive in infinitives(stem, class) {
                for (form, base) in bases(&format!("{infinitive}지"), "") {
                    add(form, base, true);
                }
            }
        }
    }
    all
}

fn find<'w>(bases: &Bases, word: &'w str) -> Option<Parsed<'w>> {
    let mut best: Option<Parsed<'w>> = None;
    for end in word.char_indices().skip(1).map(|(at, _)| at).chain([word.len()]) {
        let (base, rest) = word.split_at(end);
        for &(stem, kind, passive) in bases.get(base).into_iter().flatten() {
            if let Some((ending, intended)) = endings::read(kind, rest) {
                // The longer base says more: 들어서(고) before 들(어서고).
                if best.is_none_or(|b| b.stem.len() < stem.len()) {
                    best = Some(Parsed { stem, ending, intended, passive, base });
                }
            }
        }
    }
    best
}
