//! Nouns whose last syllable looks like a particle, a copula or the ending of a verb: 승인, 초전도, 교차로, 인프라, 책임, 잠수함.

use crate::hangul::SyllableSet;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Such nouns that longer ones end in, too: 사업승인, 저온초전도.
const ENDS: &str = "승인 확인 할인 법인 외국인 내국인 온라인 오프라인 가이드라인 파이프라인 블록체인 밸류체인 디자인 코인 캠페인 장애인 \
    농업인 어업인 소상공인 직장인 정치인 언론인 도메인 콤바인 크레인 트레인 드레인 로그인 체크인 유통체인 커피체인 초전도 상수도 하수도 밀도 순도 궤도 빈도 농도 습도 원자로 용광로 활주로 철도 \
    교차로 매크로 고부가 발의 제의 질의 항만 인프라 카메라 안테나 게임 프레임 패러다임 책임 취임 연임 퇴임 잠수함 구축함 호위함 경비함 \
    항공모함 생분해 수전해 무공해 무제한";

/// Such nouns that are no end of others, or whose syllables end other words by chance: 연구원인, 대상인.
const WHOLE: &str = "원인 요인 개인 라인 체인 견인 유인 무인 군인 노인 상인 경제인 예술인 의료인 법조인 공인 부인 용인 묵인 주인 시인 \
    와인 사인 본인 타인 성인 대변인 민간인 미국인 중국인 일본인 한국인 브레인 구도 별도 선도 위도 경도 각도 감도 심도 척도 양도 의도 기술지도 군도 \
    열도 전기로 수로 철로 폐로 솔로 메트로 대가 재가 호가 유가 휴가 여가 저가 고가 매매가 종이 어린이 높이 길이 깊이 편의 토의 고의 \
    함의 창의 임의 예의 상의 항의 비만 라이다 코로나 울트라 선임 부임 사임 신임 위임 후임 전임 재임 운임 날 달 물 불 돌 안 건 편 돈 문 분 일 틀 인";

static ALL: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| ENDS.split_whitespace().chain(WHOLE.split_whitespace()).collect());
static AT_END: LazyLock<FxHashSet<&str>> = LazyLock::new(|| ENDS.split_whitespace().collect());

/// The last syllables of all of them.
static LAST: LazyLock<SyllableSet> = LazyLock::new(|| ALL.iter().filter_map(|noun| noun.chars().next_back()).collect());

/// Whether a word is such a noun as a whole, or a compound that ends in one.
///
/// ```
/// use policygraph_korean::noun::is_whole;
/// assert!(is_whole("승인") && is_whole("사업승인") && is_whole("원인"));
/// assert!(!is_whole("연구원인") && !is_whole("회사인"));
/// ```
#[must_use]
pub fn is_whole(word: &str) -> bool {
    if !LAST.closes(word) {
        return false;
    }
    let starts = word.char_indices().rev().map(|(at, _)| at).skip(1);
    ALL.contains(word) || starts.take(4).any(|at| at > 0 && AT_END.contains(&word[at..]))
}
