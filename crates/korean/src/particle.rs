//! Particles (조사): what follows a noun and says its role in the clause.

use crate::hangul::{Final, SyllableSet, final_of, is_syllable};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::sync::LazyLock;

/// The role a particle gives to its noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// 은/는: what the sentence is about.
    Topic,
    /// 이/가, 께서: who does it.
    Subject,
    /// 을/를: what is acted on.
    Object,
    /// 의: whose.
    Genitive,
    /// 에, 에게: where to, to whom.
    Dative,
    /// 에서: where, or the organization that acts.
    Locative,
    /// 으로/로: by what, as what, where to.
    Instrumental,
    /// 으로서/로서: as what.
    As,
    /// 로부터, 에게서: from whom.
    Source,
    /// 와/과: with whom.
    Comitative,
    /// 도, 만, 까지 and others that only colour the noun.
    Auxiliary,
    /// 라는, 이라는: what it is called.
    Quotative,
}

/// Which final consonant the noun must have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    Consonant,
    Vowel,
    VowelOrRieul,
    ConsonantNotRieul,
    Any,
}

/// A particle at the end of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Particle {
    /// As written.
    pub form: &'static str,
    /// Its role.
    pub case: Case,
}

/// A particle with its role, and after what it stands.
type Form = (&'static str, Case, After);

/// Simple and compound particles, each once. Order does not matter: the longest that fits wins.
/// Source: the list of 조사 in 국립국어원, 한국어 어문 규범 and 표준국어대사전, those of written style.
const PARTICLES: &[Form] = {
    use After::*;
    use Case::*;
    &[
        ("은", Topic, Consonant),
        ("는", Topic, Vowel),
        ("이", Subject, Consonant),
        ("가", Subject, Vowel),
        ("께서", Subject, Any),
        ("께서는", Topic, Any),
        ("만이", Subject, Any),
        ("만은", Topic, Any),
        ("까지도", Auxiliary, Any),
        ("마저", Auxiliary, Any),
        ("이든", Auxiliary, Consonant),
        ("에선", Locative, Any),
        ("에겐", Dative, Any),
        ("에서부터", Locative, Any),
        ("에게서", Source, Any),
        ("께", Dative, Any),
        ("에까지", Dative, Any),
        ("에서까지", Locative, Any),
        ("으로선", As, ConsonantNotRieul),
        ("로선", As, VowelOrRieul),
        ("으로서는", As, ConsonantNotRieul),
        ("로서는", As, VowelOrRieul),
        ("으로부터의", Source, ConsonantNotRieul),
        ("로부터의", Source, VowelOrRieul),
        ("만을", Object, Any),
        ("만의", Genitive, Any),
        ("까지를", Object, Any),
        ("와만", Comitative, Vowel),
        ("과만", Comitative, Consonant),
        ("이랑", Comitative, Consonant),
        ("을", Object, Consonant),
        ("를", Object, Vowel),
        ("의", Genitive, Any),
        ("에", Dative, Any),
        ("에게", Dative, Any),
        ("에는", Dative, Any),
        ("에도", Dative, Any),
        ("에만", Dative, Any),
        ("에게는", Dative, Any),
        ("에의", Dative, Any),
        ("에서", Locative, Any),
        ("에서는", Locative, Any),
        ("에서도", Locative, Any),
        ("에서의", Locative, Any),
        ("에서만", Locative, Any),
        ("으로", Instrumental, ConsonantNotRieul),
        ("로", Instrumental, VowelOrRieul),
        ("으로는", Instrumental, ConsonantNotRieul),
        ("로는", Instrumental, VowelOrRieul),
        ("으로도", Instrumental, ConsonantNotRieul),
        ("로도", Instrumental, VowelOrRieul),
        ("으로의", Instrumental, ConsonantNotRieul),
        ("로의", Instrumental, VowelOrRieul),
        ("으로서", As, ConsonantNotRieul),
        ("로서", As, VowelOrRieul),
        ("으로써", Instrumental, ConsonantNotRieul),
        ("로써", Instrumental, VowelOrRieul),
        ("으로부터", Source, ConsonantNotRieul),
        ("로부터", Source, VowelOrRieul),
        ("으로까지", Instrumental, ConsonantNotRieul),
        ("와", Comitative, Vowel),
        ("과", Comitative, Consonant),
        ("와의", Comitative, Vowel),
        ("과의", Comitative, Consonant),
        ("와는", Comitative, Vowel),
        ("과는", Comitative, Consonant),
        ("와도", Comitative, Vowel),
        ("과도", Comitative, Consonant),
        ("이나", Auxiliary, Consonant),
        ("나", Auxiliary, Vowel),
        ("이며", Auxiliary, Any),
        ("며", Auxiliary, Vowel),
        ("이자", Auxiliary, Any),
        ("이고", Auxiliary, Any),
        ("이면서", Auxiliary, Any),
        ("인", Auxiliary, Any),
        ("이다", Auxiliary, Any),
        ("입니다", Auxiliary, Any),
        ("이었다", Auxiliary, Consonant),
        ("였다", Auxiliary, Vowel),
        ("이었으며", Auxiliary, Consonant),
        ("였으며", Auxiliary, Vowel),
        ("이었으나", Auxiliary, Consonant),
        ("였으나", Auxiliary, Vowel),
        ("이었고", Auxiliary, Consonant),
        ("였고", Auxiliary, Vowel),
        ("이지만", Auxiliary, Any),
        ("지만", Auxiliary, Vowel),
        ("인데", Auxiliary, Any),
        ("임", Auxiliary, Any),
        ("도", Auxiliary, Any),
        ("만", Auxiliary, Any),
        ("까지", Auxiliary, Any),
        ("까지의", Auxiliary, Any),
        ("부터", Auxiliary, Any),
        ("보다", Auxiliary, Any),
        ("보다는", Auxiliary, Any),
        ("처럼", Auxiliary, Any),
        ("마다", Auxiliary, Any),
        ("뿐", Auxiliary, Any),
        ("뿐만", Auxiliary, Any),
        ("뿐만이", Auxiliary, Any),
        ("뿐이다", Auxiliary, Any),
        ("뿐이며", Auxiliary, Any),
        ("뿐이라고", Quotative, Any),
        ("뿐이라며", Quotative, Any),
        ("조차", Auxiliary, Any),
        ("이라", Auxiliary, Consonant),
        ("라", Auxiliary, Vowel),
        ("이라는", Quotative, Consonant),
        ("라는", Quotative, Vowel),
        ("이라고", Quotative, Consonant),
        ("라고", Quotative, Vowel),
        ("이라며", Quotative, Consonant),
        ("라며", Quotative, Vowel),
        ("이란", Quotative, Consonant),
        ("란", Quotative, Vowel),
    ]
};

/// The last two syllables of a form, the first of which it may not have.
type End = (Option<char>, char);

/// The particles by their last two syllables, the longest first, and those of one syllable by it alone: words are asked for theirs
/// all the time.
static BY_END: LazyLock<FxHashMap<End, Vec<&'static Form>>> = LazyLock::new(|| {
    let mut by_end: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for particle in PARTICLES {
        let mut back = particle.0.chars().rev();
        let last = back.next().unwrap_or_default();
        by_end.entry((back.next(), last)).or_default().push(particle);
    }
    by_end.values_mut().for_each(|of_end| of_end.sort_by_key(|(form, ..)| Reverse(form.len())));
    by_end
});

/// The last syllables of all particles: most words have none of them.
static LAST: LazyLock<SyllableSet> =
    LazyLock::new(|| PARTICLES.iter().filter_map(|particle| particle.0.chars().next_back()).collect());

/// The particles by their form.
static BY_FORM: LazyLock<FxHashMap<&str, &'static Form>> =
    LazyLock::new(|| PARTICLES.iter().map(|particle| (particle.0, particle)).collect());

fn agrees(after: After, previous: char) -> bool {
    match (after, final_of(previous)) {
        (After::Any, _) | (_, Final::Unknown) => true,
        (After::Consonant, f) => f != Final::None,
        (After::Vowel, f) => f == Final::None,
        (After::VowelOrRieul, f) => f != Final::Other,
        (After::ConsonantNotRieul, f) => f == Final::Other,
    }
}

/// A word with the form of a particle that its last sound asks for; with both forms, as in 을(를), where letters of
/// another script do not tell the sound.
///
/// ```
/// use policygraph_korean::particle::attached;
/// assert_eq!(attached("화웨이", "을", "를"), "화웨이를");
/// assert_eq!(attached("일본", "을", "를"), "일본을");
/// assert_eq!(attached("FCC", "을", "를"), "FCC을(를)");
/// ```
#[must_use]
pub fn attached(word: &str, after_consonant: &str, after_vowel: &str) -> String {
    let last = word.chars().rev().find(|c| c.is_alphanumeric());
    let ends_in_word = last.is_some_and(|c| word.ends_with(c));
    match last {
        Some(c) if is_syllable(c) && ends_in_word => {
            let particle = if final_of(c) == Final::None { after_vowel } else { after_consonant };
            format!("{word}{particle}")
        }
        _ => format!("{word}{after_consonant}({after_vowel})"),
    }
}

/// Splits the longest particle that agrees with the syllable before it off the end of `word`.
///
/// `None` if there is none, or nothing would be left. A word that ends in such a syllable by itself (경기도) is split
/// too: only its other occurrences can tell.
#[must_use]
pub fn split(word: &str) -> Option<(&str, Particle)> {
    let mut back = word.chars().rev();
    let last = back.next().filter(|&last| LAST.contains(last))?;
    let before = back.next()?;
    let ends = [Some(before), None].into_iter().filter_map(|before| BY_END.get(&(before, last)));
    ends.flatten().find_map(|&&(form, case, after)| {
        let stem = word.strip_suffix(form)?;
        agrees(after, stem.chars().next_back()?).then_some((stem, Particle { form, case }))
    })
}

/// `word` without its particle.
#[must_use]
pub fn strip(word: &str) -> &str {
    split(word).map_or(word, |(stem, _)| stem)
}

/// The particle at the start of `rest`, what is written behind a name, and its length: all of `rest`, or what stands before a number where
/// a blank was lost ("계획’에3억"). Behind a name in quotation marks or a bracket a particle counts even if it does not agree with the sound
/// before it: writers go by what they would say.
#[must_use]
pub fn loose(rest: &str) -> Option<(Particle, usize)> {
    let len = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
    let &&(form, case, _) = BY_FORM.get(&rest[..len])?;
    Some((Particle { form, case }, len))
}

/// The particle that `rest`, the remainder of a word after a noun that ends in `previous`, consists of.
#[must_use]
pub fn exact(previous: char, rest: &str) -> Option<Particle> {
    let &&(form, case, after) = BY_FORM.get(rest)?;
    agrees(after, previous).then_some(Particle { form, case })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_agreeing_particle_is_split() {
        for (word, stem, form) in [
            ("과기정통부는", "과기정통부", "는"),
            ("영국에서는", "영국", "에서는"),
            ("NASA의", "NASA", "의"),
            ("서울로", "서울", "로"),
            ("재단으로부터", "재단", "으로부터"),
            ("재단과", "재단", "과"),
        ] {
            let (s, p) = split(word).unwrap();
            assert_eq!((s, p.form), (stem, form));
        }
    }

    #[test]
    fn a_particle_that_does_not_agree_is_part_of_the_word() {
        // 는 stands after a vowel only, 과 after a consonant only.
        assert_eq!(split("연구원는"), None);
        assert_eq!(strip("사과"), "사과");
        assert_eq!(split("은"), None);
    }

    #[test]
    fn exact_needs_the_whole_rest() {
        assert_eq!(exact('부', "는").map(|p| p.case), Some(Case::Topic));
        assert_eq!(exact('부', "는데"), None);
        assert_eq!(exact('국', "를"), None);
    }
}
