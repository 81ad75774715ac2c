//! The written bases of a stem, to which the endings are attached, by the rules of 한글 맞춤법.

use super::endings::Base;
use crate::hangul::is_syllable;

/// The written bases of a stem.
pub(super) fn bases(stem: &str, class: &str) -> Vec<(String, Base)> {
    use jamo::*;
    let Some(last) = stem.chars().next_back().filter(|&c| is_syllable(c)) else { return Vec::new() };
    let head = &stem[..stem.len() - last.len_utf8()];
    let (i, m, f) = parts(last);
    let with = |c: char| format!("{head}{c}");
    let mut out = vec![(stem.to_owned(), Base::Consonant)];
    // Without its final: where it falls before a vowel or ㄴ.
    let open = with(syllable(i, m, 0));
    // What the vowel endings are put to.
    let (linking, nasal) = match (class, f) {
        ("ㅅ", _) => (format!("{open}으"), stem.to_owned()),
        ("ㅂ", _) => (format!("{open}우"), stem.to_owned()),
        ("ㄷ", _) => (format!("{}으", with(syllable(i, m, FINAL_L))), stem.to_owned()),
        (_, 0) => (stem.to_owned(), stem.to_owned()),
        (_, FINAL_L) => (stem.to_owned(), open.clone()),
        _ => (format!("{stem}으"), stem.to_owned()),
    };
    out.push((nasal, Base::Nasal));
    // ㄴ, ㄹ, ㅂ, ㅁ close the last syllable of what stands before them.
    let closing = if f == FINAL_L && class.is_empty() { open } else { linking.clone() };
    let close = |last: u32| {
        let c = closing.chars().next_back().unwrap_or(' ');
        let (i, m, _) = parts(c);
        format!("{}{}", &closing[..closing.len() - c.len_utf8()], syllable(i, m, last))
    };
    out.push((close(FINAL_N), Base::WithN));
    out.push((close(FINAL_L), Base::WithL));
    if f == 0 || f == FINAL_L {
        out.push((close(FINAL_B), Base::WithB));
    }
    out.push((if f == FINAL_L && class.is_empty() { close(FINAL_LM) } else { close(FINAL_M) }, Base::WithM));
    out.push((linking, Base::Linking));
    for infinitive in infinitives(stem, class) {
        let c = infinitive.chars().next_back().unwrap_or(' ');
        let (i, m, _) = parts(c);
        let past = format!("{}{}", &infinitive[..infinitive.len() - c.len_utf8()], syllable(i, m, FINAL_SS));
        out.push((infinitive, Base::Infinitive));
        out.push((past, Base::Past));
    }
    out
}

/// The infinitive in 아/어, contracted and not.
pub(super) fn infinitives(stem: &str, class: &str) -> Vec<String> {
    use jamo::*;
    let last = stem.chars().next_back().unwrap_or(' ');
    let head = &stem[..stem.len() - last.len_utf8()];
    let (i, m, f) = parts(last);
    let with = |m: u32, f: u32| format!("{head}{}", syllable(i, m, f));
    let bright = |m: u32| matches!(m, A | O);
    let vowel = if bright(m) { '아' } else { '어' };
    match (class, m, f) {
        ("ㅅ", ..) => vec![format!("{}{vowel}", with(m, 0))],
        ("ㅂ", ..) => vec![format!("{}{}", with(m, 0), if stem == "돕" { '와' } else { '워' })],
        ("ㄷ", ..) => vec![format!("{}{vowel}", with(m, FINAL_L))],
        ("러", ..) => vec![format!("{stem}러")],
        ("르", ..) => {
            let before = head.chars().next_back().unwrap_or('가');
            let (bi, bm, _) = parts(before);
            let root = &head[..head.len() - before.len_utf8()];
            vec![format!("{root}{}{}", syllable(bi, bm, FINAL_L), if bright(bm) { '라' } else { '러' })]
        }
        _ if last == '하' => vec![format!("{head}해"), format!("{stem}여")],
        (_, A | EO | AE | E | YEO, 0) => vec![stem.to_owned()],
        (_, O, 0) => vec![with(WA, 0), format!("{stem}아")],
        (_, U, 0) => vec![with(WO, 0), format!("{stem}어")],
        (_, I, 0) => vec![with(YEO, 0), format!("{stem}어")],
        (_, OE, 0) => vec![with(WAE, 0), format!("{stem}어")],
        (_, EU, 0) => {
            let bright_before =
                head.chars().next_back().filter(|&c| is_syllable(c)).is_some_and(|c| bright(parts(c).1));
            vec![with(if bright_before { A } else { EO }, 0)]
        }
        _ if stem.ends_with('놓') => vec![format!("{stem}아"), format!("{head}놔")],
        _ => vec![format!("{stem}{vowel}")],
    }
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
