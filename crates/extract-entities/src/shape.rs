//! Whether a word that no list knows is shaped like a name.

use crate::phrase::is_adnominal;
use policygraph_korean::hangul::{SyllableSet, is_all_syllables, is_syllable};
use policygraph_korean::verb::{self, Ending};
use policygraph_model::EntityType;
use policygraph_registry::Registry;
use std::sync::LazyLock;

/// Syllables that words of Korean and Chinese origin hardly have: they are of names from other languages, and of loan words,
/// which `seeds/common-nouns.csv` lists.
static FOREIGN: LazyLock<SyllableSet> = LazyLock::new(|| {
    SyllableSet::of(
        "크트드스프브르츠즈케켐텍테텔퀄컴콤타토티룽톈쉬웨웰윌튜듀뉴랩텐엑옵릭닉닝링쿠쿨클플블글슬틱빅팜핌펀펜벨멜셀넬델렐팔칼탈잘랄샤셰\
쇼슈쥬챠촹쥔궈베페메네데체폴콜톨롤볼퍼버커더너러저처셔코키카니나노누루리라레로모무미바비보부파피포푸하호후히에이오우워위야요유윈윌알엘엔엠애앤올옥온울월위윙잉징쯔차초추치카쿤탄턴턱틴판펄폭푼핀핑헌헝훙휴힐",
    )
});

/// Syllables that are of foreign names for sure, whatever stands around them.
static SURELY_FOREIGN: LazyLock<SyllableSet> = LazyLock::new(|| {
    SyllableSet::of(
        "크트드츠즈켐텍텔퀄컴콤룽톈쉬웰윌튜듀뉴랩엑옵릭닉닝쿨클플블글슬틱빅팜핌펀펜벨멜셀넬델렐칼탈잘랄샤셰쇼슈쥬챠촹쥔궈베폴콜톨롤볼퍼커쯔쿤턴턱틴펄푼헝훙힐르브프케켈코쿠토티타핼캘맬밸챔탬팸랭탱캥셸쉘쉴숀숄쿼퀸퀀뮌뮐뷔벡겔션뱅랑셋넷렌켓핏멕넥펙젝",
    )
});

/// Syllables that end nouns for things in general: 경쟁력, 생태계, 성장률.
static ABSTRACT: LazyLock<SyllableSet> = LazyLock::new(|| {
    SyllableSet::of(
        "계자들사측인력성적화회민간별률량금점권법안책형용내망품비세액층업론죄식학난감년월일등중상하외및의을를에서며고면지음함됨체",
    )
});

/// Whether a word is a common noun, by the lists or by what it ends in.
pub(crate) fn is_common(registry: &Registry, word: &str) -> bool {
    let lexicon = registry.lexicon();
    lexicon.is_common(word)
        || is_adnominal(word)
        || registry.technology_words().is_thing(word)
        || registry.named(word).any(|e| e.kind == EntityType::Technology)
}

/// Whether a word can be the name of a company, a product or a person's family without more evidence than its place: it has
/// three syllables or more, none of the lists knows it, and it does not end like a noun for things in general.
pub(crate) fn is_name(registry: &Registry, word: &str) -> bool {
    /// Ends of verbs ("제품이더라"), of plurals ("트레이너들"), of money ("호주달러") and of what is signed ("주식매매계약").
    const NO_NAMES: &[&str] = &[
        "더라",
        "들",
        "느냐",
        "달러",
        "유로",
        "파운드",
        "루피",
        "크로네",
        "크로나",
        "헤알",
        "링깃",
        "계약",
        "합의서",
        "각서",
        "어치",
    ];
    if is_latin(word) {
        return word.len() >= 2 && !is_latin_noun(word);
    }
    // Who is called by a word has a word of two syllables or more before it.
    let long = word.chars().nth(2).is_some();
    let named =
        long && (is_called_by_trade(registry, word) || is_mixed_name(registry, word) || is_plain_name(registry, word));
    named
        && !is_trade_with(registry, word)
        && !NO_NAMES.iter().any(|e| word.ends_with(e))
        && !is_numbered(word)
        && !is_branch(registry, word)
}

/// Whether a word says with which country something is: 대러시아, 대중국.
fn is_trade_with(registry: &Registry, word: &str) -> bool {
    word.strip_prefix('대')
        .is_some_and(|country| country.chars().count() >= 2 && registry.country_named(country).is_some())
}

/// Whether a word says no more than in which country somebody has a branch: 베트남법인.
fn is_branch(registry: &Registry, word: &str) -> bool {
    let country = ["법인", "지사", "지점", "공장"].iter().find_map(|branch| word.strip_suffix(branch));
    country.is_some_and(|name| registry.country_named(name).is_some())
}

/// Whether a word is a thing by its number: 제2공장.
fn is_numbered(word: &str) -> bool {
    word.strip_prefix('제').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a word is a name by nothing but being no known word. What costs least is asked first.
fn is_plain_name(registry: &Registry, word: &str) -> bool {
    /// Nouns for how much or how many, in which compounds end: 연구비규모.
    const AMOUNTS: &[&str] = &["규모", "금액", "비용", "예산", "기간", "목표", "현황", "실적", "비중", "건수", "총액"];
    word.starts_with(is_syllable)
        && !AMOUNTS.iter().any(|noun| word.ends_with(noun))
        && word.chars().nth(2).is_some()
        && word.chars().all(|c| is_syllable(c) || c.is_ascii_alphanumeric())
        && (!ABSTRACT.closes(word) || is_foreign(word))
        && registry
            .lexicon()
            .class_of(word)
            .is_none_or(|c| c.word != word && c.strength == policygraph_registry::Strength::Name)
        && !is_common(registry, word)
        // "거래하려": a verb of a verbal noun.
        && !verb::read(word).is_some_and(|v| v.nominal && v.ending != Ending::Adnominal)
}

/// Whether a word is capitals with foreign syllables behind them that are no noun: MP머티리얼스, but not AI반도체.
fn is_mixed_name(registry: &Registry, word: &str) -> bool {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let letters = &word[..word.len() - rest.len()];
    !letters.is_empty() && !is_latin_noun(letters) && is_foreign_word(registry, rest)
}

/// Whether a word is three syllables or more such as only foreign names have, and no noun.
pub(crate) fn is_foreign_word(registry: &Registry, word: &str) -> bool {
    word.chars().count() >= 3
        && is_all_syllables(word)
        && foreign_syllables(word) * 4 >= word.chars().count() * 3
        && is_foreign(word)
        && !is_common(registry, word)
}

/// Whether a word is a proper name with a word for a trade or product behind it: 새론에너지, 에이펙스솔루션, but not 물류로봇.
pub(crate) fn is_called_by_trade(registry: &Registry, word: &str) -> bool {
    let lexicon = registry.lexicon();
    // "스마트의료분야": a field, and nobody in it.
    if word.ends_with("분야") || word.ends_with("부문") {
        return false;
    }
    let trade = lexicon.company_name(word).map(|(rest, _)| rest);
    let product = || {
        let class = lexicon.class_of(word).filter(|c| c.kind == EntityType::Product && c.word != word)?;
        word.strip_suffix(class.word.as_str()).filter(|rest| is_foreign(rest))
    };
    trade.or_else(product).is_some_and(|rest| {
        let long = rest.chars().count();
        long >= 2
            && rest.chars().all(|c| is_syllable(c) || c.is_ascii_alphanumeric())
            && !is_common(registry, rest)
            && !is_common(registry, word)
            && lexicon.class_of(rest).is_none()
            && lexicon.fields_in(rest).is_none()
            && (is_foreign(rest) || long >= 3 && foreign_syllables(rest) * 2 >= long || !ABSTRACT.closes(rest))
    })
}

/// Whether a word opens with the name of a known company before a common noun: 하늘반도체 of 하늘.
pub(crate) fn opens_with_company(registry: &Registry, word: &str) -> bool {
    word.char_indices().skip(2).any(|(at, _)| {
        let (name, rest) = word.split_at(at);
        registry.named(name).any(|e| e.kind == EntityType::Company) && is_common(registry, rest)
    })
}

/// A word of Latin letters that starts with a capital.
pub(crate) fn is_latin(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.chars().all(|c| c.is_ascii_alphanumeric() || "-&.+".contains(c))
}

/// Whether a Latin word is an abbreviation for a thing in general.
pub(crate) fn is_latin_noun(word: &str) -> bool {
    LATIN_NOUNS.contains(&word)
}

/// Latin words that are no names.
const LATIN_NOUNS: &[&str] = &[
    "AI", "GDP", "ICT", "IT", "IP", "R&D", "RD", "M&A", "SNS", "CEO", "CTO", "FTA", "ODA", "PCT", "TV", "SW", "HW",
    "PC", "LCD", "LED", "OLED", "ESG", "OTT", "IPO", "API", "GPU", "CPU", "NPU", "HBM", "DX", "AX", "MOU", "TF", "EV",
    "VR", "AR", "XR", "IoT", "LNG", "SMR", "UAM", "ESS", "PF", "CCUS", "OEM", "ODM", "LLM", "IDC", "VC", "PEF", "B2B",
    "B2C",
];

/// Whether a word has a syllable that Korean nouns hardly have.
pub(crate) fn is_foreign(word: &str) -> bool {
    let (surely, foreign) = (&*SURELY_FOREIGN, &*FOREIGN);
    let (mut syllables, mut all) = (0, true);
    for c in word.chars().filter(|c| is_syllable(*c)) {
        if surely.contains(c) {
            return true;
        }
        syllables += 1;
        all &= foreign.contains(c);
    }
    all && syllables >= 3
}

/// How many syllables of a word are such as foreign names have.
pub(crate) fn foreign_syllables(word: &str) -> usize {
    word.chars().filter(|c| FOREIGN.contains(*c)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_nouns() {
        let registry = Registry::builtin();
        for name in ["벨라트론", "크루젠", "Navira", "하르모니아", "QN리뉴어블스"] {
            assert!(is_name(&registry, name), "{name}");
        }
        for noun in [
            "생태계",
            "경쟁력",
            "스타트업",
            "성장률",
            "GDP",
            "데이터센터",
            "AI반도체",
            "KS인증",
            "제3캠퍼스",
            "트레이너들",
        ] {
            assert!(!is_name(&registry, noun), "{noun}");
        }
    }
}
