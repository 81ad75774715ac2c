//! The verb endings, each with the base of the stem that it follows.

use super::form::Ending;
use super::syllables::Syllables;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a base of a stem can be followed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Base {
    /// Before consonants: 만들(고), 짓(지).
    Consonant,
    /// Before ㄴ of a full syllable, where ㄹ falls: 만드(는).
    Nasal,
    /// Before 면, 며, 려: 만들(며), 지으(며).
    Linking,
    /// With the 아/어 of the infinitive: 만들어, 지어.
    Infinitive,
    /// The past: 만들었, 지었.
    Past,
    /// With ㄴ: 만든, 지은.
    WithN,
    /// With ㄹ: 만들, 지을.
    WithL,
    /// With ㅂ: 만듭(니다).
    WithB,
    /// With ㅁ: 만듦, 지음.
    WithM,
}

/// What a form is as the ending after a base, and whether it tells of will; `None` if it is no ending there.
pub(super) fn read(base: Base, form: Syllables) -> Option<(Ending, bool)> {
    ENDING.get(&(form, base)).copied()
}

/// The syllables in which the endings end.
pub(super) fn lasts() -> impl Iterator<Item = char> {
    ENDINGS.iter().filter_map(|(_, form, ..)| form.chars().next_back())
}

/// What the forms of endings on each kind of base are, and whether they tell of will.
type Endings = FxHashMap<(Syllables, Base), (Ending, bool)>;

/// The endings by form and base.
static ENDING: LazyLock<Endings> = LazyLock::new(|| {
    let known = |&(base, form, ending, intended): &_| Some(((Syllables::of(form)?, base), (ending, intended)));
    ENDINGS.iter().filter_map(known).collect()
});

/// The endings after each base. Source: 어미 of the 표준국어대사전, those of written style.
const ENDINGS: &[(Base, &str, Ending, bool)] = {
    use Base::*;
    use Ending::*;
    &[
        (Consonant, "고", Connective, false),
        (Consonant, "고는", Connective, false),
        (Consonant, "고도", Connective, false),
        (Consonant, "고서", Connective, false),
        (Consonant, "고자", Purpose, false),
        (Consonant, "거나", Connective, false),
        (Consonant, "거니와", Connective, false),
        (Consonant, "자", Connective, false),
        (Consonant, "자마자", Connective, false),
        (Consonant, "자고", Quotative, false),
        (Consonant, "자는", QuotativeAdnominal, false),
        (Consonant, "지", Negatable, false),
        (Consonant, "지는", Negatable, false),
        (Consonant, "지도", Negatable, false),
        (Consonant, "지를", Negatable, false),
        (Consonant, "지만", Connective, false),
        (Consonant, "기", Nominal, false),
        (Consonant, "기로", Nominal, false),
        (Consonant, "기를", Nominal, false),
        (Consonant, "기도", Nominal, false),
        (Consonant, "기에", Nominal, false),
        (Consonant, "기까지", Nominal, false),
        (Consonant, "기만", Nominal, false),
        (Consonant, "기는", Nominal, false),
        (Consonant, "기가", Nominal, false),
        (Consonant, "게", Connective, false),
        (Consonant, "도록", Purpose, false),
        (Consonant, "던", Adnominal, false),
        (Consonant, "다", Final, false),
        (Consonant, "다가", Connective, false),
        // Of adjectives: 위험하다고, 있다는.
        (Consonant, "다고", Quotative, false),
        (Consonant, "다며", Quotative, false),
        (Consonant, "다면", Connective, false),
        (Consonant, "다는", QuotativeAdnominal, false),
        (Consonant, "습니다", Final, false),
        (Consonant, "소", Final, false),
        (Consonant, "겠다", Final, true),
        (Consonant, "겠습니다", Final, true),
        (Consonant, "겠다고", Quotative, true),
        (Consonant, "겠다며", Quotative, true),
        (Consonant, "겠다는", QuotativeAdnominal, true),
        (Consonant, "겠으며", Connective, true),
        (Consonant, "겠지만", Connective, true),
        (Consonant, "더라도", Connective, false),
        (Consonant, "듯", Connective, false),
        (Nasal, "는", Adnominal, false),
        (Nasal, "는데", Connective, false),
        (Nasal, "는지", Nominal, false),
        (Nasal, "느라", Connective, false),
        (Nasal, "니", Connective, false),
        (Consonant, "는다", Final, false),
        (Consonant, "는다고", Quotative, false),
        (Consonant, "는다며", Quotative, false),
        (Consonant, "는다면", Connective, false),
        (Consonant, "는다는", QuotativeAdnominal, false),
        (Linking, "면", Connective, false),
        (Linking, "면서", Connective, false),
        (Linking, "면서도", Connective, false),
        (Linking, "며", Connective, false),
        (Linking, "므로", Connective, false),
        (Linking, "나", Connective, false),
        (Linking, "려", Purpose, false),
        (Linking, "려고", Purpose, false),
        (Linking, "려다", Purpose, false),
        (Linking, "려다가", Purpose, false),
        (Linking, "려면", Connective, false),
        (Linking, "려", Purpose, false),
        (Linking, "려는", Prospective, false),
        (Linking, "려던", Prospective, false),
        (Linking, "라고", Quotative, false),
        (Linking, "라는", QuotativeAdnominal, false),
        (Infinitive, "", Connective, false),
        (Infinitive, "서", Connective, false),
        (Infinitive, "서는", Connective, false),
        (Infinitive, "도", Connective, false),
        (Infinitive, "야", Connective, false),
        (Infinitive, "라", Final, false),
        (Past, "다", Final, false),
        (Past, "습니다", Final, false),
        (Past, "다고", Quotative, false),
        (Past, "다며", Quotative, false),
        (Past, "다면", Connective, false),
        (Past, "다가", Connective, false),
        (Past, "다는", QuotativeAdnominal, false),
        (Past, "다던", QuotativeAdnominal, false),
        (Past, "고", Connective, false),
        (Past, "으며", Connective, false),
        (Past, "으나", Connective, false),
        (Past, "으면", Connective, false),
        (Past, "으므로", Connective, false),
        (Past, "지만", Connective, false),
        (Past, "는데", Connective, false),
        (Past, "는지", Nominal, false),
        (Past, "던", Adnominal, false),
        (Past, "을", Prospective, false),
        (Past, "음", Final, false),
        (Past, "음을", Nominal, false),
        (Past, "음에도", Nominal, false),
        (Past, "기", Nominal, false),
        (Past, "기에", Nominal, false),
        (Past, "었다", Final, false),
        (Past, "었던", Adnominal, false),
        (WithN, "", Adnominal, false),
        (WithN, "다", Final, false),
        (WithN, "다고", Quotative, false),
        (WithN, "다며", Quotative, false),
        (WithN, "다면", Connective, false),
        (WithN, "다는", QuotativeAdnominal, false),
        (WithN, "다던", QuotativeAdnominal, false),
        (WithN, "데", Connective, false),
        (WithN, "데다", Connective, false),
        (WithN, "지", Nominal, false),
        (WithL, "", Prospective, false),
        (WithL, "지", Nominal, false),
        (WithL, "수록", Connective, false),
        (WithB, "니다", Final, false),
        (WithM, "", Final, false),
        (WithM, "을", Nominal, false),
        (WithM, "에", Nominal, false),
        (WithM, "으로써", Connective, false),
    ]
};
