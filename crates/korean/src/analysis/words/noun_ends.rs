//! Nouns whose end is spelled like a particle: 국가, 회의, 제도.

use crate::hangul::is_syllable;
use crate::particle::Particle;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Whether what looks like a particle is the end of the noun that the whole word is: 국가, 회의, 제도, 차이.
pub(super) fn is_end_of_noun(core: &str, particle: Particle) -> bool {
    let numeral = core.starts_with(|c: char| c.is_ascii_digit()) && particle.form == "만";
    ALL.contains(core)
        || numeral
        || core.ends_with("년도")
        || (particle.form == "의" && ["회의", "협의", "합의", "심의", "논의", "주의"].iter().any(|w| core.ends_with(w)))
        || (particle.form == "과"
            && core.chars().count() <= 4
            && ["성과", "결과", "효과"].iter().any(|w| core.ends_with(w)))
        || (particle.form == "도"
            && ["속도", "제도", "정도", "용도", "한도"].iter().any(|w| core.ends_with(w))
            // "가입 문제도", "짓는 내용도": no 제도, no 용도.
            && !NO_NOUNS.iter().any(|w| core.ends_with(w)))
        || (particle.form == "가" && ["전문가", "국가", "평가", "허가", "인가"].iter().any(|w| core.ends_with(w)))
        || (particle.form == "로" && core.ends_with("유로") && core.starts_with(|c: char| c.is_numeric()))
        || !core.chars().next_back().is_some_and(is_syllable)
}

/// Ends of nouns with 도 behind them that only look like a longer noun.
const NO_NOUNS: &[&str] =
    &["문제도", "과제도", "경제도", "규제도", "통제도", "결제도", "주제도", "내용도", "비용도", "고용도", "채용도"];

static ALL: LazyLock<FxHashSet<&str>> = LazyLock::new(|| WHOLE.iter().copied().collect());

/// Such nouns that are known by a list.
const WHOLE: &[&str] = &[
    "회의",
    "합의",
    "협의",
    "논의",
    "심의",
    "건의",
    "주의",
    "민주주의",
    "동의",
    "의의",
    "결의",
    "정의",
    "강의",
    "문의",
    "유의",
    "국가",
    "증가",
    "참가",
    "평가",
    "추가",
    "전문가",
    "투자가",
    "물가",
    "주가",
    "원가",
    "인가",
    "허가",
    "제도",
    "정도",
    "속도",
    "온도",
    "강도",
    "태도",
    "용도",
    "수도",
    "철도",
    "반도",
    "보도",
    "지도",
    "주도",
    "시도",
    "유도",
    "한도",
    "고도",
    "이도",
    "전도",
    "난이도",
    "신뢰도",
    "만족도",
    "인지도",
    "의존도",
    "차이",
    "사이",
    "아이",
    "나이",
    "놀이",
    "먹거리",
    "대로",
    "도로",
    "진로",
    "경로",
    "선로",
    "활로",
    "통로",
    "회로",
    "원자로",
    "고로",
    "효과",
    "결과",
    "성과",
    "학과",
    "사과",
    "과과",
    "경과",
    "통과",
    "부과",
    "초과",
    "여과",
    "연구과",
    "정책과",
    "산업과",
    "담당과",
    "문화",
    "미국",
    "연도",
    "년도",
    "지은",
    "은행",
    "기은",
    "인도",
    "제주도",
    "경기도",
    "강원도",
    "전라도",
    "경상도",
    "충청도",
    "홋카이도",
    "자카르타",
    "사회",
    "우라",
    "오만",
    "대만",
    "만",
    "불만",
    "이란",
    "란",
    "혼란",
    "논란",
    "로",
    "이",
    "가",
    "은",
    "는",
    "도",
    "나",
    "하나",
    "와이파이",
    "시나",
    "중국",
    "우크라이나",
    "차이나",
    "코리아",
    "아르헨티나",
    "캐롤라이나",
    "라",
    "나라",
    "우리나라",
    "독과점",
    "고용보험",
    "미만",
    "프로",
    "제로",
    "유로",
    "마이크로",
    "메이커",
    "캘리포니아",
];
