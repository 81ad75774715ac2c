//! Words that stand for a name mentioned before: 양사, 이 회사, 동 프로젝트, 상기 TF.

use policygraph_korean::hangul::{SyllableSet, words};
use policygraph_korean::particle::{self, Case};
use policygraph_korean::verb::{self, Ending};
use policygraph_korean::word_list::WordList;
use policygraph_model::EntityType;
use policygraph_registry::Lexicon;
use std::ops::Range;
use std::sync::LazyLock;

/// What an anaphor stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Antecedent {
    /// The two companies named last.
    TwoCompanies,
    /// As many companies named last: 3사.
    Companies(usize),
    /// The organization named last, whatever its type: 이 기관.
    Organization,
    /// What was named last of this type.
    Last(EntityType),
    /// The joint venture named last.
    Venture,
    /// The programme, law or document named last.
    Measure,
    /// The same, in the same text: 여기에.
    Here,
    /// The plan that the text is about: "…이 수립하는 법정계획".
    Plan,
    /// The sanctions named last: "명단에 올랐다".
    Sanctions,
    /// The country named last: 현지에.
    Abroad,
    /// What was named last by a name that ends in the word: 센터 for ○○○센터.
    EndsIn(String),
    /// The city, province or county named last by a name that ends in the syllable: 시 for ○○시.
    Municipality(char),
    /// The two countries named last.
    TwoCountries,
    /// The two organizations named last.
    TwoOrganizations,
    /// The two authorities named last.
    TwoAuthorities,
    /// The two universities or institutes named last.
    TwoInstitutes,
    /// The two programmes named last.
    TwoProgrammes,
}

/// An anaphor with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Anaphor {
    /// Bytes of the text, without particle.
    pub range: Range<usize>,
    pub antecedent: Antecedent,
}

/// Determiners that point back.
static POINTING: WordList = WordList::new(&["동", "상기", "해당", "이", "이번", "본", "동일", "두", "양"]);

/// What follows 이를 where it stands for a clause, or for nothing: "이를 위해", "이를 바탕으로".
static ADJUNCTS: WordList = WordList::new(&["위", "통", "바탕", "토대", "계기", "기반", "활용", "근거"]);

/// What a sentence says of a measure that 이는 stands for: on what it rests, or of what it is a part or the successor.
static GROUNDS: WordList = WordList::new(&["근거", "바탕", "토대", "일환", "후속", "대체", "따른 것"]);

/// Nouns that stand for a company by themselves, where they are what the sentence is about.
static THE_COMPANY: WordList = WordList::new(&["회사", "업체"]);
/// Nouns for a joint venture, and for the money it starts with: "자본금은 두 회사가 반씩 낸다".
pub(crate) static VENTURES: WordList = WordList::new(&["합작사", "합작법인", "합작회사", "합작기업"]);
static CAPITAL: WordList = WordList::new(&["자본금", "출자금"]);
/// Nouns that stand for a product by themselves, where they are what the sentence is about.
static THE_PRODUCT: WordList =
    WordList::new(&["앱", "서비스", "시스템", "제품", "로봇", "위성", "백신", "기기", "칩", "모델", "챗봇"]);
/// Nouns that stand by themselves for what was named with them at its end.
static SHORT_FORMS: WordList = WordList::new(&[
    "센터",
    "연구소",
    "연구원",
    "연구단",
    "재단",
    "위원회",
    "협의체",
    "포럼",
    "컨소시엄",
    "진흥원",
    "기구",
    "기관",
    "펀드",
    "기금",
    "사업",
    "프로젝트",
    "프로그램",
    "계획",
    "전략",
    "협정",
    "법",
    "법안",
    "시행계획",
    "기본계획",
    "제도",
    "연구",
    "협약",
    "구상",
    "대책",
    "로드맵",
    "단지",
    "플랫폼",
    "시범사업",
    "실증사업",
    "지원사업",
    "보급사업",
    "조성사업",
    "구축사업",
    "공모사업",
    "협력사업",
    "공동연구",
    "규약",
    "헌장",
    "약정",
    "합의문",
    "가이드라인",
    "시행규칙",
    "기본법",
    "특례법",
    "이행계획",
    "추진계획",
    "공사",
    "공단",
    "은행",
    "그룹",
    "대학",
    "법률",
    "규정",
    "규칙",
    "지침",
    "고시",
    "조례",
    "시행령",
    "기준",
    "이니셔티브",
    "미션",
    "파트너십",
    "협력체",
    "협의회",
    "연합",
    "얼라이언스",
    "트랙",
    "챌린지",
    "바우처",
    "클러스터",
    "캠퍼스",
    "허브",
    "방안",
    "패키지",
    "특별법",
    "특별법안",
    "개정안",
    "지원단",
    "추진단",
    "사업단",
    "특구",
    "캠페인",
    "동맹",
    "연합체",
    "성명",
    "선언",
    "의정서",
    "조약",
    "종합계획",
    "실행계획",
    "행동계획",
    "마스터플랜",
    "청사진",
    "전담반",
    "안내서",
    "보고서",
    "백서",
    "학회",
    "협회",
    "연맹",
    "연합회",
    "조합",
    "대학교",
    "병원",
    "공항",
]);
/// Drafts of a law, which stand by themselves for the law that was spoken of.
pub(crate) static DRAFTS: WordList = WordList::new(&["제정안", "개정안", "법안", "법률안", "법", "동법"]);

static PLAN: WordList = WordList::new(&["계획"]);

/// The nouns that stand by themselves for something named before.
static ALONE: [&WordList; 6] = [&SHORT_FORMS, &THE_PRODUCT, &DRAFTS, &THE_COMPANY, &VENTURES, &CAPITAL];

/// The first syllables of all words that an anaphor can begin with.
static OPENINGS: LazyLock<SyllableSet> = LazyLock::new(|| {
    let listed = ALONE.iter().copied().chain([&POINTING]).flat_map(|list| list.words().iter().copied());
    let words = listed
        .chain(["이를", "이는", "여기", "현지", "회사", "명단", "계획", "법정", "양", "동", "시", "도", "군", "구"]);
    words.filter_map(|word| word.chars().next()).collect()
});

/// All anaphors of a text.
pub(crate) fn find(text: &str, lexicon: &Lexicon) -> Vec<Anaphor> {
    let mut found = Vec::new();
    let mut pointing: Option<(Range<usize>, bool)> = None;
    for word in words(text) {
        let whole = &text[word.clone()];
        if pointing.is_none() && !whole.starts_with(|c: char| OPENINGS.contains(c) || c.is_ascii_digit()) {
            continue;
        }
        // Few words can be part of an anaphor: the particle is looked for in these only.
        let marked = || particle::split(whole);
        let points = POINTING.has(whole);
        let alone = pointing.is_none() && ALONE.iter().any(|nouns| nouns.may_open(whole));
        let about = alone.then(marked).flatten().filter(|(_, p)| {
            matches!(p.case, Case::Topic | Case::Subject | Case::Genitive | Case::Dative | Case::Object)
        });
        if let Some((noun, particle)) = about {
            let opens = matches!(particle.case, Case::Topic | Case::Subject);
            let antecedent = match noun {
                _ if opens && THE_COMPANY.has(noun) => Some(Antecedent::Last(EntityType::Company)),
                _ if VENTURES.has(noun) || opens && CAPITAL.has(noun) => Some(Antecedent::Venture),
                _ if opens && THE_PRODUCT.has(noun) => Some(Antecedent::Last(EntityType::Product)),
                _ if DRAFTS.has(noun) => Some(Antecedent::Last(EntityType::Legislation)),
                _ if SHORT_FORMS.has(noun) => Some(Antecedent::EndsIn(noun.to_owned())),
                _ => None,
            };
            if let Some(antecedent) = antecedent.filter(|_| stands_alone(&text[..word.start])) {
                found.push(Anaphor { range: word.start..word.start + noun.len(), antecedent });
                continue;
            }
        }
        // "센터 구축은 …": the noun before what is done with it.
        let opens = || text[..word.start].trim().is_empty() || text[..word.start].trim_end().ends_with('.');
        if alone && text[word.end..].starts_with(' ') && opens() && SHORT_FORMS.has(whole) {
            found.push(Anaphor { range: word.clone(), antecedent: Antecedent::EndsIn(whole.to_owned()) });
            continue;
        }
        // "자본금 100억 원은".
        if alone && CAPITAL.has(whole) && opens() {
            found.push(Anaphor { range: word.clone(), antecedent: Antecedent::Venture });
            continue;
        }
        if whole == "회사" && text[word.end..].starts_with(" 측") {
            found.push(Anaphor { range: word.clone(), antecedent: Antecedent::Last(EntityType::Company) });
            continue;
        }
        // "이는 「X법」에 근거한다": what the sentence before brought up.
        if whole == "이는" && opens() {
            let rest = text[word.end..].split(". ").next().unwrap_or_default();
            if GROUNDS.is_in(rest) {
                let range = word.start..word.start + "이".len();
                found.push(Anaphor { range, antecedent: Antecedent::Measure });
                continue;
            }
        }
        // "○○시는 … 밝혔다. 시는 …".
        if matches!(whole, "시는" | "시가" | "도는" | "도가" | "군은" | "군이" | "구는" | "구가") && opens()
        {
            let municipality = whole.chars().next().map(Antecedent::Municipality);
            found.extend(municipality.map(|antecedent| {
                let range = word.start..word.start + "시".len();
                Anaphor { range, antecedent }
            }));
            continue;
        }
        // "이 사업은 여기에 흡수된다".
        if matches!(whole, "여기에" | "여기에는" | "여기로" | "여기서") {
            let range = word.start..word.start + "여기".len();
            found.push(Anaphor { range, antecedent: Antecedent::Here });
            continue;
        }
        // "산림청이 수립하는 법정 계획", "이를 대신할 5개년 계획을".
        let plan = PLAN.found_in(whole).next().map(|(at, plan)| (&whole[..at], at + plan.len()));
        if let Some((own, end)) = plan {
            let before = text[..word.start].trim_end();
            let previous = before.split_whitespace().next_back().unwrap_or_default();
            let says_what = |w: &str| w == "법정" || w.ends_with("개년");
            let start = match own {
                "" if says_what(previous) => Some(before.len() - previous.len()),
                own if says_what(own) => Some(word.start),
                _ => None,
            };
            let named = |start: usize| !stands_behind_noun(&text[..start]);
            if let Some(start) = start.filter(|&start| named(start)) {
                found.push(Anaphor { range: start..word.start + end, antecedent: Antecedent::Plan });
                continue;
            }
        }
        // "제재 명단에 올랐다", "명단에는 …".
        if matches!(whole, "명단에" | "명단에는" | "명단에도") {
            let before = &text[..word.start];
            let start = before.trim_end().strip_suffix("제재").map_or(word.start, str::len);
            if stands_alone(&text[..start]) {
                let range = start..word.start + "명단".len();
                found.push(Anaphor { range, antecedent: Antecedent::Sanctions });
                continue;
            }
        }
        // "현지에 공장을 둔 …".
        if whole.strip_prefix("현지").is_some_and(|p| matches!(p, "에" | "에서" | "에도" | "에는" | "에선" | "에서도"))
        {
            let range = word.start..word.start + "현지".len();
            found.push(Anaphor { range, antecedent: Antecedent::Abroad });
            continue;
        }
        // "3사는", "4사가".
        let numbered = whole.starts_with(|c: char| c.is_ascii_digit());
        let counted = numbered.then(marked).flatten().and_then(|(stem, _)| stem.strip_suffix('사'));
        if let Some(n @ 3..=9) = counted.and_then(|n| n.parse::<usize>().ok()) {
            let range = word.start..word.start + n.to_string().len() + "사".len();
            found.push(Anaphor { range, antecedent: Antecedent::Companies(n) });
            continue;
        }
        if pointing.is_none() && !whole.starts_with(['양', '동']) && whole != "이를" && !points {
            continue;
        }
        let stem = marked().map_or(whole, |(stem, _)| stem);
        let range = |from: usize| from..word.start + stem.len();
        if whole == "이를" {
            let next = text[word.end..].trim_start();
            if !ADJUNCTS.opens(next) {
                found.push(Anaphor { range: range(word.start), antecedent: Antecedent::Measure });
            }
        } else if stem == "양사" {
            found.push(Anaphor { range: range(word.start), antecedent: Antecedent::TwoCompanies });
        } else if stem == "양측" {
            found.push(Anaphor { range: range(word.start), antecedent: Antecedent::TwoOrganizations });
        } else if stem == "양국" && !is_named_pair(&text[..word.start]) {
            found.push(Anaphor { range: range(word.start), antecedent: Antecedent::TwoCountries });
        } else if matches!(stem, "동사") && stem.len() < whole.len() {
            found.push(Anaphor { range: range(word.start), antecedent: Antecedent::Last(EntityType::Company) });
        } else if let Some((determiner, two)) = pointing.take()
            && text[determiner.end..word.start].chars().all(|c| c == ' ')
        {
            // The class word itself: "동 프로젝트", not "이 지원사업" of another kind.
            let class = [stem, whole].into_iter().find_map(|w| lexicon.class_of(w).filter(|c| c.word == w));
            let antecedent = match class.map(|c| c.kind) {
                _ if !two && VENTURES.has(stem) => Some(Antecedent::Venture),
                _ if !two && THE_PRODUCT.has(stem) => Some(Antecedent::Last(EntityType::Product)),
                Some(EntityType::Company) if two => Some(Antecedent::TwoCompanies),
                _ if two && (whole.starts_with("나라") || whole.starts_with("국가")) => {
                    Some(Antecedent::TwoCountries)
                }
                _ if two && stem == "부처" => Some(Antecedent::TwoAuthorities),
                _ if two && matches!(stem, "기관" | "단체") => Some(Antecedent::TwoOrganizations),
                _ if two && matches!(stem, "대학" | "대학교" | "연구소" | "연구원") => {
                    Some(Antecedent::TwoInstitutes)
                }
                Some(EntityType::Program) if two => Some(Antecedent::TwoProgrammes),
                _ if !two && stem == "기관" => Some(Antecedent::Organization),
                _ if !two && stem == "부처" => Some(Antecedent::Last(EntityType::GovernmentAgency)),
                // "이번 사업", "동 연구": what is called so, else what is of its kind.
                Some(_) | None if !two && SHORT_FORMS.has(stem) => Some(Antecedent::EndsIn(stem.to_owned())),
                Some(kind) if !two => Some(Antecedent::Last(kind)),
                // "‘○○ 치유캠프’는 …. 이 캠프는": a noun that no list has, but the name.
                None if matches!(&text[determiner.clone()], "이" | "이번" | "해당")
                    && stem.len() < whole.len()
                    && stem.chars().count() >= 2 =>
                {
                    Some(Antecedent::EndsIn(stem.to_owned()))
                }
                _ => None,
            };
            found.extend(antecedent.map(|antecedent| Anaphor { range: range(determiner.start), antecedent }));
        }
        if points {
            pointing = Some((word.clone(), matches!(whole, "두" | "양")));
        }
    }
    found
}

/// Whether the noun behind these words stands alone: "센터는", not "체험 센터는".
fn stands_alone(before: &str) -> bool {
    let before = before.trim_end();
    let previous = before.split_whitespace().next_back().unwrap_or_default();
    // "합작사를 세우는 방안을": what a clause describes; "같은 사업에는" points back.
    let points = matches!(previous, "같은" | "이런" | "이러한" | "그런");
    if !points && is_adnominal(previous) {
        return false;
    }
    // "‘○○ 돌봄’ 사업은": the noun of the name before it.
    let ends = || particle::split(previous).is_some_and(|(_, p)| p.case != Case::Genitive && p.case != Case::Auxiliary);
    before.is_empty() || before.ends_with([',', '.', '”', ':', '：']) || ends()
}

/// Whether the words end in a bare noun, which what follows belongs to: "경제개발 5개년 계획".
fn stands_behind_noun(before: &str) -> bool {
    let previous = before.split_whitespace().next_back().unwrap_or_default();
    let marked = particle::split(previous).is_some();
    !(previous.is_empty() || is_adnominal(previous) || marked || previous.ends_with([',', '.', ')', '」', '’']))
}

/// Whether a word is a verb that describes the noun behind it: 세우는.
fn is_adnominal(word: &str) -> bool {
    verb::read(word).is_some_and(|v| !v.nominal && matches!(v.ending, Ending::Adnominal | Ending::Prospective))
}

/// Whether the words before 양국 name the two: "한-캐나다 양국이".
fn is_named_pair(before: &str) -> bool {
    before.ends_with(' ') && before.split_whitespace().next_back().is_some_and(|word| word.contains(['-', '·', '–']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use policygraph_registry::Registry;

    fn check(text: &str, expected: &[(&str, Antecedent)]) {
        let registry = Registry::builtin();
        let found: Vec<(&str, Antecedent)> =
            find(text, registry.lexicon()).into_iter().map(|a| (&text[a.range], a.antecedent)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn anaphors() {
        check("양사는 협력", &[("양사", Antecedent::TwoCompanies)]);
        check("두 회사가 합병", &[("두 회사", Antecedent::TwoCompanies)]);
        check("동 프로젝트를 추진", &[("동 프로젝트", Antecedent::EndsIn("프로젝트".to_owned()))]);
        check("이 회사는 논의", &[("이 회사", Antecedent::Last(EntityType::Company))]);
        check("이를 추진", &[("이", Antecedent::Measure)]);
        check("이를 위해 협력", &[]);
        check("3사는 협력", &[("3사", Antecedent::Companies(3))]);
        check("이 기관은 논의", &[("이 기관", Antecedent::Organization)]);
        check("이 캠프는 시작", &[("이 캠프", Antecedent::EndsIn("캠프".to_owned()))]);
        check("두 사업은 시작", &[("두 사업", Antecedent::TwoProgrammes)]);
        check("동 시장은 성장", &[]);
        check("활동 프로젝트를 추진", &[]);
        check("합작사를 세우는 방안을 제안", &[("합작사", Antecedent::Venture)]);
    }
}
