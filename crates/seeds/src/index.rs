//! The alias index: all names matched at once.

use crate::entry::{EntryId, EntryMap};
use crate::packed::Packed;
use crate::table::Table;
use indexmap::IndexMap;
use policygraph_korean::hangul::{Final, final_of, first_word, is_hanja, is_middle_dot, is_syllable, is_word};
use policygraph_korean::{name, particle};
use policygraph_model::EntityType;
use rustc_hash::{FxBuildHasher, FxHashMap};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// One reading of a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The entry it may name.
    pub entry: EntryId,
    /// The type of that entry.
    pub kind: EntityType,
    /// The name as the registry writes it.
    pub name: String,
    /// Whether the context must support it: the name is also something else, or was made by leaving the country out.
    pub weak: bool,
}

/// A name that stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit<'i> {
    /// Bytes of the text, without particle.
    pub range: Range<usize>,
    /// What it may name, firm readings first.
    pub forms: Vec<&'i Form>,
}

/// Names that are found all at once: only where a word begins, and there by the lengths of names that begin so.
///
/// The registry has one; a document's own names can be given another. No automaton is needed: of the ways in which names begin, a text
/// has a few, and of the names of the registry, only those that begin so are decoded.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct NameIndex {
    /// Where the readings are of the names that begin with a head.
    heads: Table,
    readings: Packed<Readings>,
}

/// The names that begin alike.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Readings {
    /// The readings of each key, see [`name::key`]. Hardly a key has several.
    forms: FxHashMap<String, SmallVec<[Form; 1]>>,
    /// The lengths of the keys in bytes.
    lengths: SmallVec<[u16; 8]>,
}

/// What may follow the name of a country or organization within a word: of its make, inside it, on its side,
/// its head.
const COUNTRY_SUFFIXES: &[&str] = &["산", "제", "내", "측", "발", "계", "식", "産", "製", "인"];
const ORGANIZATION_SUFFIXES: &[&str] = &["측", "사", "내", "장", "장관", "차관", "총재"];

impl NameIndex {
    /// Indexes names; forms with the same key become readings of one name. A name of more than 64 KB is none.
    #[must_use]
    pub fn new(names: impl IntoIterator<Item = Form>) -> Self {
        let (heads, readings): (Vec<Head>, Vec<Readings>) = by_beginning(names).into_iter().unzip();
        Self { heads: heads.into_iter().zip(0u32..).collect(), readings: readings.into_iter().collect() }
    }

    /// As [`Self::new`], for names of which few are looked for.
    pub(crate) fn pack(names: impl IntoIterator<Item = Form>) -> Self {
        let names = by_beginning(names);
        Self { heads: names.keys().copied().zip(0u32..).collect(), readings: Packed::pack(names.values()) }
    }

    /// The names that begin so.
    fn readings(&self, head: Head) -> Option<&Readings> {
        self.readings.get(self.heads.get(head)? as usize)
    }

    /// The readings of `text` as a whole.
    #[must_use]
    pub fn exact(&self, text: &str) -> &[Form] {
        // Most texts begin as no name does.
        let readings = self.readings(name::key_start::<HEAD>(text).fold(EMPTY, longer));
        readings.and_then(|readings| readings.forms.get(&*name::key(text))).map_or(&[], SmallVec::as_slice)
    }

    /// Every name that stands in `text` at word boundaries, the longest at each place, in order; technologies also inside
    /// other names.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Hit<'_>> {
        if self.readings.is_empty() {
            return Vec::new();
        }
        let squeezed = Squeezed::new(text);
        let mut hits: Vec<Hit<'_>> = Vec::new();
        for &start in &squeezed.words {
            let mut head = EMPTY;
            // Short names end within what longer ones begin with.
            for c in squeezed.text[start..].chars().take(HEAD) {
                head = longer(head, c);
                let Some(readings) = self.readings(head) else { continue };
                for length in &readings.lengths {
                    let end = start + usize::from(*length);
                    let key = squeezed.text.get(start..end);
                    let Some(forms) = key.and_then(|key| readings.forms.get(key)) else { continue };
                    let range = squeezed.original(start, end);
                    let forms = fitting(text, &range, forms);
                    if !forms.is_empty() {
                        hits.push(Hit { range, forms });
                    }
                }
            }
        }
        // The longest at each place: sort by start, longer first, then drop what lies inside or overlaps. A technology is
        // what a name is about, and stays inside it.
        hits.sort_by(|a, b| a.range.start.cmp(&b.range.start).then(b.range.end.cmp(&a.range.end)));
        let (mut name_end, mut technology_end) = (0, 0);
        hits.retain(|h| {
            let technology = h.forms.iter().all(|f| f.kind == EntityType::Technology);
            let end = if technology { &mut technology_end } else { &mut name_end };
            let keep = h.range.start >= *end;
            if keep {
                *end = h.range.end;
            }
            keep
        });
        hits
    }
}

/// The names that begin alike, by how they begin.
fn by_beginning(names: impl IntoIterator<Item = Form>) -> IndexMap<Head, Readings, FxBuildHasher> {
    let mut all: IndexMap<Head, Readings, FxBuildHasher> = IndexMap::default();
    for form in names {
        let key = name::key(&form.name);
        let Ok(length) = u16::try_from(key.len()) else { continue };
        let head = key.chars().take(HEAD).fold(EMPTY, longer);
        if head != EMPTY {
            all.entry(head).or_default().add(key.into_owned(), length, form);
        }
    }
    for forms in all.values_mut().flat_map(|readings| readings.forms.values_mut()).filter(|forms| forms.len() > 1) {
        forms.sort_by_key(|form| form.weak);
    }
    all
}

impl Readings {
    fn add(&mut self, key: String, length: u16, form: Form) {
        if let Err(at) = self.lengths.binary_search(&length) {
            self.lengths.insert(at, length);
        }
        let forms = self.forms.entry(key).or_default();
        match forms.iter_mut().find(|known| known.entry == form.entry) {
            Some(known) => known.weak &= form.weak,
            None => forms.push(form),
        }
    }
}

/// The first characters of a key, of 21 bits each.
type Head = u64;

/// How many characters of a key are looked at first.
const HEAD: usize = 3;

/// What no key begins with.
const EMPTY: Head = 0;

/// The head with a character more, if it is not long enough.
fn longer(head: Head, c: char) -> Head {
    if head >> (21 * (HEAD - 1)) == 0 { head << 21 | u64::from(u32::from(c)) } else { head }
}

/// The names of entries.
pub(crate) fn names(entries: &EntryMap) -> Vec<Form> {
    let countries = entries.values().filter(|e| e.kind == EntityType::Country);
    let countries: FxHashMap<&str, Vec<&str>> =
        countries.filter_map(|e| Some((e.country.as_deref()?, e.country_names()))).collect();
    let mut names = Vec::new();
    for (entry, id) in entries.values().zip(0u32..) {
        let form = |name: String, weak| Form { entry: EntryId(id), kind: entry.kind, name, weak };
        names.extend(entry.names().map(|name| form(name.to_owned(), entry.weak.iter().any(|weak| weak == name))));
        if entry.kind == EntityType::GovernmentAgency
            && let Some(country) = entry.country.as_deref().and_then(|code| countries.get(code))
        {
            for name in entry.korean_names() {
                // "미국 X" and "미 X" for an agency X, and X for an agency "미국 X".
                if let Some(short) = country.iter().find_map(|c| name.strip_prefix(c)?.strip_prefix(' ')) {
                    names.push(form(short.to_owned(), true));
                } else if !country.iter().any(|c| name.starts_with(c)) {
                    names.extend(country.iter().map(|country| form([country, name.as_str()].join(" "), false)));
                }
            }
        }
    }
    names
}

/// The readings that fit the name at `range`.
fn fitting<'i>(text: &str, range: &Range<usize>, forms: &'i [Form]) -> Vec<&'i Form> {
    let mut last: Option<(&Form, bool)> = None;
    let fits = |form: &&'i Form| {
        // 정부 is a name of every country's.
        let alike = |f: &Form| f.kind == form.kind && f.weak == form.weak && f.name == form.name;
        let fits = match last.filter(|(f, _)| alike(f)) {
            Some((_, fits)) => fits,
            None => fits(text, range, form),
        };
        last = Some((form, fits));
        fits
    };
    let mut fitting = Vec::new();
    for form in forms.iter().filter(fits) {
        if fitting.is_empty() {
            // If one fits, most do.
            fitting.reserve_exact(forms.len());
        }
        fitting.push(form);
    }
    fitting
}

/// Whether the name at `range` is a word of its own, spelled as the registry does.
fn fits(text: &str, range: &Range<usize>, form: &Form) -> bool {
    let found = &text[range.clone()];
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    let (Some(first), Some(last)) = (found.chars().next(), found.chars().next_back()) else { return false };
    // A country that is spelled like a particle (이란) is one behind a closing quotation mark or bracket.
    if before.is_some_and(|c| "’”'\"」』)>".contains(c)) && particle::exact('\0', found).is_some() {
        return false;
    }
    // "중 국내": a short name is not parted by a blank.
    if found.contains(' ') && !form.name.contains(' ') && form.name.chars().count() <= 3 {
        return false;
    }
    // Latin names: capitals tell a name from a word ("IT", "WHO" against "it", "who").
    if found.chars().any(|c| c.is_ascii_alphabetic()) {
        let same = found == form.name
            || (found.len() > 3 && !found.chars().all(|c| c.is_ascii_lowercase() || !c.is_ascii_alphabetic()));
        if !same && found != form.name.to_uppercase() {
            return false;
        }
    }
    // A single ideograph names a country only before a blank or a Korean word.
    if found.chars().count() == 1 && (after.is_some_and(is_hanja) || (is_syllable(first) && after.is_some_and(is_word)))
    {
        return false;
    }
    let Some(after) = after.filter(|&c| is_word(c)) else { return true };
    // "가온T" is what 가온 sells: one letter makes another name.
    let letters = text[range.end..].chars().take_while(char::is_ascii_alphanumeric).count();
    if is_syllable(last) && after.is_ascii_uppercase() && letters == 1 {
        return false;
    }
    // Where the script changes, a word ends: "○○PC", "AI기술".
    if last.is_ascii_alphanumeric() || after.is_ascii_uppercase() {
        return is_syllable(after) || after.is_ascii_uppercase() && !last.is_ascii_alphanumeric();
    }
    if found.chars().count() == 1 {
        return false;
    }
    let rest = first_word(&text[range.end..]);
    // "주관부처는 환경부다": after a vowel the copula is 다 alone.
    if particle::exact(last, rest).is_some() || (rest == "다" && final_of(last) == Final::None) {
        return true;
    }
    // "시드니서 서비스 개시": 에서 as headlines write it.
    if rest == "서" && !form.weak && matches!(form.kind, EntityType::Place | EntityType::Country) {
        return true;
    }
    // "환경부1)는", "환경부²는": the mark of a footnote is no part of the word.
    if is_footnote_mark(&text[range.end..]) {
        return true;
    }
    // "환경부은": a slip in the particle does not hide a long name.
    if found.chars().count() >= 3
        && !form.weak
        && matches!(rest, "은" | "는" | "이" | "가" | "을" | "를" | "와" | "과")
        && (form.kind.is_organization() || form.kind == EntityType::Country)
    {
        return true;
    }
    let suffixes = match form.kind {
        EntityType::Country => COUNTRY_SUFFIXES,
        k if k.is_organization() => ORGANIZATION_SUFFIXES,
        EntityType::Place => &["시", "주", "현"],
        EntityType::Technology => return rest.chars().count() >= 2,
        _ => return false,
    };
    suffixes.iter().any(|s| {
        rest.strip_prefix(s)
            .is_some_and(|r| r.is_empty() || particle::exact(s.chars().next_back().unwrap_or(last), r).is_some())
    })
}

/// Whether a text starts with the mark of a footnote, with a particle or nothing of the word behind it.
fn is_footnote_mark(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let raised = text.trim_start_matches(|c: char| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹'));
    let rest = match digits.strip_prefix(')') {
        Some(rest) if (1..=2).contains(&(text.len() - digits.len())) => rest,
        _ if raised.len() < text.len() => raised,
        _ => return false,
    };
    let tail = first_word(rest);
    tail.is_empty() || particle::exact('\0', tail).is_some()
}

/// Text without what does not tell names apart, and the way back.
struct Squeezed {
    text: String,
    pieces: Vec<Piece>,
    /// The bytes of `text` where a word begins, or where the script changes to capitals: "○○PC".
    words: Vec<usize>,
}

/// A part of a squeezed text that stands together in the original.
struct Piece {
    /// Where it begins in the squeezed text.
    at: usize,
    /// Where it begins in the original.
    original: usize,
    /// The length in the original of a character that has another form, which may be longer; `None` for what stands there as it is.
    replaced: Option<usize>,
}

impl Squeezed {
    fn new(original: &str) -> Self {
        let mut squeezed = Self {
            text: String::with_capacity(original.len()),
            pieces: Vec::with_capacity(original.len() / 6),
            words: Vec::with_capacity(original.len() / 6),
        };
        let mut previous = None;
        // Where the piece began that is being read.
        let mut piece = None;
        for (at, c) in original.char_indices() {
            let before = previous.replace(c);
            // Nothing begins or ends between two syllables.
            if is_syllable(c) && before.is_some_and(is_syllable) {
                continue;
            }
            let plain = is_syllable(c) || c.is_ascii() && !c.is_whitespace();
            if !plain {
                squeezed.push(original, piece.take(), at);
            }
            if !plain && (c.is_whitespace() || is_middle_dot(c)) {
                continue;
            }
            if before.is_none_or(|p| !is_word(p) || c.is_ascii_uppercase() && is_syllable(p)) {
                squeezed.words.push(squeezed.text.len() + piece.map_or(0, |from| at - from));
            }
            if plain {
                piece.get_or_insert(at);
            } else {
                let replaced = Some(c.len_utf8());
                squeezed.pieces.push(Piece { at: squeezed.text.len(), original: at, replaced });
                squeezed.text.extend(std::iter::once(c).nfkc().flat_map(char::to_lowercase));
            }
        }
        squeezed.push(original, piece, original.len());
        squeezed.text.make_ascii_lowercase();
        squeezed
    }

    /// Adds a piece that stands as it is, if one has begun.
    #[inline]
    fn push(&mut self, original: &str, from: Option<usize>, to: usize) {
        let Some(from) = from else { return };
        self.pieces.push(Piece { at: self.text.len(), original: from, replaced: None });
        self.text.push_str(&original[from..to]);
    }

    /// The bytes of the original that a part of the squeezed text covers.
    fn original(&self, start: usize, end: usize) -> Range<usize> {
        let (first, last) = (self.piece(start), self.piece(end - 1));
        let start = first.original + if first.replaced.is_some() { 0 } else { start - first.at };
        start..last.original + last.replaced.unwrap_or(end - last.at)
    }

    /// The piece that has a byte of the squeezed text.
    fn piece(&self, at: usize) -> &Piece {
        &self.pieces[self.pieces.partition_point(|p| p.at <= at) - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_begin_alike_are_told_apart() {
        let names = ["가온", "가온테크", "Gaon", "가온 테크", "가"];
        let form = |(name, id): (&'static str, u32)| Form {
            entry: EntryId(id),
            kind: EntityType::Company,
            name: name.into(),
            weak: name == "가온테크",
        };
        let index = NameIndex::new(names.into_iter().zip(0..).map(form));
        let ids = |forms: &[Form]| forms.iter().map(|f| f.entry.0).collect::<Vec<_>>();
        for (name, expected) in [
            ("가", &[4][..]),
            ("가온", &[0]),
            ("가온테크", &[3, 1]),
            ("가온·테크", &[3, 1]),
            ("GAON", &[2]),
            ("가온테", &[]),
        ] {
            assert_eq!(ids(index.exact(name)), expected, "{name}");
        }
        let text = "가온 테크와 가온은";
        let found: Vec<&str> = index.find(text).into_iter().map(|hit| &text[hit.range]).collect();
        assert_eq!(found, ["가온 테크", "가온"]);
    }
}
