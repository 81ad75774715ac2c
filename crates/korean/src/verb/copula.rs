//! The conjugated copula after a noun (이다).

use super::form::Ending;
use super::nouns;
use crate::hangul::{final_of, is_syllable, is_word};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The forms of the copula that are written in full.
const FORMS: &[(&str, Ending)] = {
    use Ending::*;
    &[
        ("이라고", Quotative),
        ("이라며", Quotative),
        ("이라는", QuotativeAdnominal),
        ("이었으며", Connective),
        ("이었으나", Connective),
        ("이었다", Final),
        ("이었던", Adnominal),
        ("였으며", Connective),
        ("이었고", Connective),
        ("였고", Connective),
        ("였으나", Connective),
        ("이었지만", Connective),
        ("였지만", Connective),
        ("였다", Final),
        ("였던", Adnominal),
        ("입니다", Final),
        ("이면서", Connective),
        ("이지만", Connective),
        ("이므로", Connective),
        ("이다", Final),
        ("이며", Connective),
        ("이고", Connective),
        ("이자", Connective),
        ("이던", Adnominal),
        ("인데", Connective),
        ("임을", Nominal),
        ("임", Final),
        ("인", Adnominal),
    ]
};

static BY_FORM: LazyLock<FxHashMap<&str, Ending>> = LazyLock::new(|| FORMS.iter().copied().collect());

/// Most syllables of these forms.
const LONGEST: usize = 4;

/// The ending of a copula that is written in full and by itself, as behind a name in quotation marks.
pub(crate) fn whole_copula(word: &str) -> Option<Ending> {
    BY_FORM.get(word).copied()
}

/// The endings of the copula after a noun (기업이다, 자회사다, 기업인, 기관이며), and the part of the word before it.
#[must_use]
pub fn copula(word: &str) -> Option<(&str, Ending)> {
    use Ending::*;
    let starts = word.char_indices().rev().map(|(at, _)| at).take(LONGEST);
    let mut full = starts.filter_map(|at| Some((&word[..at], whole_copula(&word[at..])?)));
    let is_noun = || nouns::contains(word) || crate::noun::is_whole(word);
    if let Some(found) = full.find(|(noun, _)| noun.ends_with(is_word)).filter(|_| !is_noun()) {
        return Some(found);
    }
    // After a vowel 이 falls: 자회사다, 자회사며.
    for (form, ending) in
        [("다", Final), ("며", Connective), ("지만", Connective), ("라고", Quotative), ("라는", QuotativeAdnominal)]
    {
        if let Some(noun) = word.strip_suffix(form)
            && noun.chars().count() >= 2
            && !word.ends_with("마다")
            && !word.ends_with("보다")
            && noun.chars().next_back().is_some_and(|c| is_syllable(c) && final_of(c) == crate::hangul::Final::None)
        {
            return Some((noun, ending));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copulas() {
        assert_eq!(copula("자회사다"), Some(("자회사", Ending::Final)));
        assert_eq!(copula("기업인"), Some(("기업", Ending::Adnominal)));
        assert_eq!(copula("계획입니다"), Some(("계획", Ending::Final)));
        assert_eq!(copula("개인"), None);
    }
}
