//! Words of the name of a programme that stand for it later: 로봇 실증 for 밭작물 로봇 실증.

use policygraph_korean::hangul::{is_syllable, is_word, words};
use policygraph_korean::particle::{self, Case};
use policygraph_model::{EntityType, Mention, MentionId};
use policygraph_registry::Lexicon;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// The parts of the names of a section's programmes.
#[derive(Debug)]
pub(crate) struct PartialNames<'a> {
    /// The first mention of each programme, in order.
    programmes: Vec<(MentionId, &'a Mention)>,
    /// The parts by the two characters they begin with: the programme, and the place among its parts.
    parts: FxHashMap<[char; 2], Vec<Part<'a>>>,
}

#[derive(Debug, Clone, Copy)]
struct Part<'a> {
    programme: usize,
    place: usize,
    words: &'a str,
}

impl<'a> PartialNames<'a> {
    /// Collects the parts of all programmes among the names of a section, in order, that are no names of their own.
    pub(crate) fn new(all: impl Iterator<Item = (MentionId, &'a Mention)>, lexicon: &Lexicon) -> Self {
        let (mut names, mut titles): (FxHashSet<&'a str>, FxHashSet<&'a str>) = Default::default();
        let mut programmes: Vec<(MentionId, &'a Mention)> = Vec::new();
        for (id, mention) in all {
            names.insert(&mention.name);
            if mention.kind == EntityType::Program && titles.insert(&mention.name) {
                programmes.push((id, mention));
            }
        }
        let mut parts: FxHashMap<[char; 2], Vec<Part<'a>>> = FxHashMap::default();
        for (programme, (_, mention)) in programmes.iter().enumerate() {
            for (place, words) in of(&mention.name, lexicon).into_iter().enumerate() {
                if let Some(head) = head(words).filter(|_| !names.contains(words)) {
                    parts.entry(head).or_default().push(Part { programme, place, words });
                }
            }
        }
        Self { programmes, parts }
    }

    /// Where parts of programmes named before stand in a text, with what they stand for.
    pub(crate) fn find(&self, string: &str, text: usize) -> Vec<(Range<usize>, MentionId, &'a Mention)> {
        if self.parts.is_empty() {
            return Vec::new();
        }
        let named = self.programmes.partition_point(|(_, p)| p.text <= text);
        let mut found: Vec<(usize, usize, usize, &str)> = Vec::new();
        for word in words(string) {
            let rest = &string[word.start..];
            for part in head(rest).and_then(|h| self.parts.get(&h)).into_iter().flatten() {
                if part.programme < named
                    && rest.starts_with(part.words)
                    && is_noun(string, word.start + part.words.len())
                {
                    found.push((part.programme, part.place, word.start, part.words));
                }
            }
        }
        found.sort_unstable();
        found.retain(|&(programme, _, start, words)| {
            let programme = self.programmes[programme].1;
            let from = if programme.text == text { programme.range.end } else { 0 };
            let several = self.programmes[..named].iter().filter(|(_, p)| p.name.contains(words)).nth(1).is_some();
            start >= from && !several
        });
        let mention = |(programme, _, start, words): (usize, usize, usize, &str)| {
            let (id, mention) = self.programmes[programme];
            (start..start + words.len(), id, mention)
        };
        found.into_iter().map(mention).collect()
    }
}

/// The two characters that a text begins with.
fn head(text: &str) -> Option<[char; 2]> {
    let mut chars = text.chars();
    Some([chars.next()?, chars.next()?])
}

/// Parts of a name that are long enough to stand for it: two of its words, or one that is no common noun. The longest first.
fn of<'n>(name: &'n str, lexicon: &Lexicon) -> Vec<&'n str> {
    let words: Vec<Range<usize>> = words(name).collect();
    let mut out: Vec<&'n str> = Vec::new();
    for first in 0..words.len() {
        for last in (first..words.len()).rev() {
            let part = &name[words[first].start..words[last].end];
            let whole = first == 0 && last + 1 == words.len();
            let syllables = part.chars().filter(|c| is_syllable(*c)).count();
            let plain = || {
                first == last
                    && (lexicon.is_common(part)
                        || lexicon.is_generic(part)
                        || lexicon.class_of(part).is_some()
                        || lexicon.frames().is_verbal(part))
            };
            if !whole && syllables >= 4 && !plain() {
                out.push(part);
            }
        }
    }
    out.sort_by_key(|part| std::cmp::Reverse(part.len()));
    out
}

/// Whether what ends here is a noun with a particle behind it.
fn is_noun(string: &str, end: usize) -> bool {
    let last = string[..end].chars().next_back().unwrap_or(' ');
    let rest = &string[end..];
    let rest = &rest[..rest.find(|c: char| !is_word(c)).unwrap_or(rest.len())];
    particle::exact(last, rest)
        .is_some_and(|p| matches!(p.case, Case::Topic | Case::Subject | Case::Object | Case::Dative | Case::Genitive))
}
