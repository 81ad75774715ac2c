//! The written bases of a stem, to which the endings are attached, by the rules of 한글 맞춤법.

use super::endings::Base;
use super::syllables::Syllables;

/// Adds the written bases of a stem.
pub(super) fn bases(stem: Syllables, class: &str, mut add: impl FnMut(Syllables, Base)) {
    use jamo::*;
    let Some(last) = stem.last() else { return };
    let head = stem.without_last(1);
    let (i, m, f) = parts(last);
    add(stem, Base::Consonant);
    // Without its final: where it falls before a vowel or ㄴ.
    let open = head.with(syllable(i, m, 0));
    // What the vowel endings are put to.
    let (linking, nasal) = match (class, f) {
        ("ㅅ", _) => (open.with('으'), stem),
        ("ㅂ", _) => (open.with('우'), stem),
        ("ㄷ", _) => (head.with(syllable(i, m, FINAL_L)).with('으'), stem),
        (_, 0) => (stem, stem),
        (_, FINAL_L) => (stem, open),
        _ => (stem.with('으'), stem),
    };
    add(nasal, Base::Nasal);
    // ㄴ, ㄹ, ㅂ, ㅁ close the last syllable of what stands before them.
    let closing = if f == FINAL_L && class.is_empty() { open } else { linking };
    add(closed(closing, FINAL_N), Base::WithN);
    add(closed(closing, FINAL_L), Base::WithL);
    if f == 0 || f == FINAL_L {
        add(closed(closing, FINAL_B), Base::WithB);
    }
    add(closed(closing, if f == FINAL_L && class.is_empty() { FINAL_LM } else { FINAL_M }), Base::WithM);
    add(linking, Base::Linking);
    for infinitive in infinitives(stem, class) {
        add(infinitive, Base::Infinitive);
        add(closed(infinitive, FINAL_SS), Base::Past);
    }
}

/// The infinitive in 아/어, contracted and not.
pub(super) fn infinitives(stem: Syllables, class: &str) -> impl Iterator<Item = Syllables> {
    use jamo::*;
    let last = stem.last().unwrap_or('가');
    let head = stem.without_last(1);
    let (i, m, f) = parts(last);
    let with = |m: u32, f: u32| head.with(syllable(i, m, f));
    let bright = |m: u32| matches!(m, A | O);
    let vowel = if bright(m) { '아' } else { '어' };
    let (first, second) = match (class, m, f) {
        ("ㅅ", ..) => (with(m, 0).with(vowel), None),
        ("ㅂ", ..) => (with(m, 0).with(if last == '돕' { '와' } else { '워' }), None),
        ("ㄷ", ..) => (with(m, FINAL_L).with(vowel), None),
        ("러", ..) => (stem.with('러'), None),
        ("르", ..) => {
            let (bi, bm, _) = parts(head.last().unwrap_or('가'));
            let root = head.without_last(1).with(syllable(bi, bm, FINAL_L));
            (root.with(if bright(bm) { '라' } else { '러' }), None)
        }
        _ if last == '하' => (head.with('해'), Some(stem.with('여'))),
        (_, A | EO | AE | E | YEO, 0) => (stem, None),
        (_, O, 0) => (with(WA, 0), Some(stem.with('아'))),
        (_, U, 0) => (with(WO, 0), Some(stem.with('어'))),
        (_, I, 0) => (with(YEO, 0), Some(stem.with('어'))),
        (_, OE, 0) => (with(WAE, 0), Some(stem.with('어'))),
        (_, EU, 0) => {
            let bright_before = head.last().is_some_and(|c| bright(parts(c).1));
            (with(if bright_before { A } else { EO }, 0), None)
        }
        _ if last == '놓' => (stem.with('아'), Some(head.with('놔'))),
        _ => (stem.with(vowel), None),
    };
    std::iter::once(first).chain(second)
}

/// A word with this final consonant in its last syllable.
fn closed(word: Syllables, last: u32) -> Syllables {
    let (i, m, _) = parts(word.last().unwrap_or('가'));
    word.without_last(1).with(syllable(i, m, last))
}

/// Initial, medial and final of a syllable as numbers in the order of the Unicode block.
fn parts(c: char) -> (u32, u32, u32) {
    let n = u32::from(c) - u32::from('가');
    (n / 588, n % 588 / 28, n % 28)
}

fn syllable(initial: u32, medial: u32, last: u32) -> char {
    char::from_u32(u32::from('가') + initial * 588 + medial * 28 + last).unwrap_or('가')
}

/// Numbers of vowels and final consonants in the Unicode block.
mod jamo {
    pub(super) const A: u32 = 0;
    pub(super) const AE: u32 = 1;
    pub(super) const EO: u32 = 4;
    pub(super) const E: u32 = 5;
    pub(super) const YEO: u32 = 6;
    pub(super) const O: u32 = 8;
    pub(super) const WA: u32 = 9;
    pub(super) const WAE: u32 = 10;
    pub(super) const OE: u32 = 11;
    pub(super) const U: u32 = 13;
    pub(super) const WO: u32 = 14;
    pub(super) const EU: u32 = 18;
    pub(super) const I: u32 = 20;
    pub(super) const FINAL_N: u32 = 4;
    pub(super) const FINAL_L: u32 = 8;
    pub(super) const FINAL_M: u32 = 16;
    pub(super) const FINAL_LM: u32 = 10;
    pub(super) const FINAL_B: u32 = 17;
    pub(super) const FINAL_SS: u32 = 20;
}
