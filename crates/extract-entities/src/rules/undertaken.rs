//! A programme without quotation marks, in a role that a programme fills: "시는 빈집 재생사업을 시행", "철도 현대화 사업에 참여".
//!
//! The class word alone heads phrases for things in general as often as names (see [`class_word`]); who runs it, pays for it, takes
//! part in it or where it is carried out tells that one of them is meant. The predicates are those of the frames, so that `role` asks for it.

use super::{Scene, class_word};
use crate::candidate::Candidate;
use crate::shape;
use policygraph_korean::analysis::{Analysis, Phrase};
use policygraph_model::EntityType;
use policygraph_registry::{ClassWord, Strength};

pub(crate) const ID: &str = "undertaken";

/// Class words that elsewhere type only what stands in quotation marks, and that are undertakings by themselves.
const UNDERTAKINGS: &[&str] = &[
    "감시망",
    "거래제",
    "경진대회",
    "고도화사업",
    "공동사업",
    "공모전",
    "교육과정",
    "국가프로젝트",
    "국책과제",
    "급여",
    "기술개발사업",
    "등록제",
    "로드쇼",
    "리빙랩",
    "메가프로젝트",
    "무상원조",
    "바우처",
    "방지책",
    "벨트",
    "사절단",
    "상한제",
    "샌드박스",
    "세액공제",
    "수당",
    "시범구",
    "시범단지",
    "시범도시",
    "시범사업",
    "시범운영",
    "시범지구",
    "실증단지",
    "실증도시",
    "실증사업",
    "아카데미",
    "안심존",
    "안정자금",
    "의무제",
    "이력제",
    "인증제",
    "인턴십",
    "장학금",
    "정책자금",
    "지원금",
    "지원제도",
    "지원책",
    "책임제",
    "총량제",
    "캠퍼스",
    "쿠폰",
    "클러스터",
    "타운",
    "테스트베드",
    "특구",
    "파트너십",
    "패스트트랙",
    "패키지",
    "펠로십",
    "펠로우십",
    "표시제",
    "할당제",
    "해커톤",
    "허가제",
    "회랑",
    "방안",
    "구상",
    "비전",
    "프레임워크",
    "과제",
    "미션",
    "레지던시",
    "크레디트",
    "크레딧",
    "패스",
    "관리제",
    "공영제",
    "계좌제",
    "제도",
    "플랜",
];

/// A programme that the nouns of a phrase could name.
pub(crate) struct Undertaking {
    pub candidate: Candidate,
    /// Whether its words alone show that one is meant, whatever is said of it.
    pub firm: bool,
}

/// The programme that the nouns of a phrase name, where they could name one.
pub(crate) fn named_by(
    scene: &Scene<'_>,
    analysis: &Analysis,
    phrase: &Phrase,
    names: &[Candidate],
) -> Option<Undertaking> {
    if scene.is_caption() {
        return None;
    }
    let last = phrase.nouns.end.checked_sub(1).filter(|&l| l >= phrase.nouns.start && !analysis.words[l].atom)?;
    let end = analysis.words[last].stem.end;
    let words = &scene.phrase.words;
    let i = words.iter().position(|w| {
        let at = scene.phrase.original(&w.range);
        at.start < end && end <= at.end
    })?;
    let stem = &scene.str()[analysis.words[last].stem.clone()];
    // "가입 문제도": the particle is no part of 제도.
    if stem.ends_with("문제도") {
        return None;
    }
    // "토큰 실증사업 ‘가온’": says what the name behind is.
    if scene.str()[end..]
        .trim_start_matches('인')
        .trim_start()
        .starts_with(['‘', '“', '「', '『', '\'', '"', '<', '《'])
    {
        return None;
    }
    let class = scene.registry.lexicon().class_of(stem).filter(|c| is_undertaking(c))?;
    let first = class_word::head_start(scene, i, names);
    let firm = tells_which(scene, first, i, class, stem)?;
    let start = scene.phrase.original(&words[first].range).start;
    let overlaps = |c: &Candidate| {
        c.kind != EntityType::Technology && c.range.start < end && start < c.range.end && c.kind != EntityType::Place
    };
    if names.iter().any(overlaps) {
        return None;
    }
    let candidate = Candidate::new(start..end, &scene.str()[start..end], EntityType::Program, ID, 4);
    Some(Undertaking { candidate, firm })
}

/// Whether a text may name a programme so.
pub(crate) fn may_be_told(scene: &Scene<'_>) -> bool {
    let (phrase, lexicon) = (scene.phrase, scene.registry.lexicon());
    phrase.words.iter().any(|w| lexicon.class_of(phrase.stem(w)).is_some_and(is_undertaking))
}

fn is_undertaking(class: &ClassWord) -> bool {
    class.kind == EntityType::Program
        && match class.strength {
            Strength::Head => true,
            Strength::Quoted => UNDERTAKINGS.contains(&class.word.as_str()),
            Strength::Name => false,
        }
}

/// Whether the words before the class word tell one programme from others: two of them say something, or one before a word that
/// hardly heads a phrase for things in general. If so, whether they leave no doubt.
fn tells_which(scene: &Scene<'_>, first: usize, last: usize, class: &ClassWord, stem: &str) -> Option<bool> {
    let lexicon = scene.registry.lexicon();
    let phrase = scene.phrase;
    let word = |w: usize| phrase.slice(&phrase.words[w].range);
    if (first..last).any(|w| INDEFINITE.contains(&word(w))) {
        return None;
    }
    let empty = |t: &str| lexicon.is_generic(t) || (t.chars().count() >= 3 && t.ends_with(['적', '별', '화']));
    let own = stem.strip_suffix(class.word.as_str()).unwrap_or(stem);
    let own_content = usize::from(own.chars().count() >= 2 && !lexicon.is_generic(own));
    let content = (first..last).filter(|&w| !empty(word(w))).count() + own_content;
    // "입찰 배제 방안" is done with something; "유통 개편방안" has a name.
    if LOOSE.contains(&class.word.as_str()) && own_content == 0 {
        return None;
    }
    // "슈퍼컴퓨팅 이니셔티브": one word that is no common noun.
    let alone = |w: usize| word(w).chars().count() >= 3 && !shape::is_common(scene.registry, word(w));
    let words = last - first + own_content + usize::from(last == first + 1 && alone(first));
    let distinctive = DISTINCTIVE.contains(&class.word.as_str());
    (content >= 2 || content == 1 && words >= 2 && distinctive).then_some(distinctive || own_content > 0)
}

/// Class words that as often stand behind what is to be done.
const LOOSE: &[&str] = &["방안", "과제", "비전", "제도", "구상", "계획"];

/// Words that say of a programme that it is any of its kind.
const INDEFINITE: &[&str] = &[
    "첫",
    "유사",
    "해외",
    "합동",
    "민관",
    "신규",
    "후속",
    "각종",
    "관련",
    "기타",
    "자체",
    "별도",
    "일부",
    "주요",
    "핵심",
    "대형",
    "추가",
    "동일",
    "인근",
    "현지",
    "전체",
    "향후",
    "중장기",
    "장기",
    "단기",
];

/// Class words that hardly head phrases for things in general.
const DISTINCTIVE: &[&str] = &[
    "이니셔티브",
    "프로그램",
    "프로젝트",
    "챌린지",
    "펀드",
    "바우처",
    "특구",
    "레지던시",
    "로드맵",
    "캠페인",
    "패스",
    "크레디트",
    "기본계획",
    "종합계획",
    "종합대책",
    "종합전략",
    "행동계획",
    "액션플랜",
    "마스터플랜",
    "펠로십",
    "펠로우십",
    "아카데미",
    "공모전",
    "뉴딜",
    "청사진",
    "어젠다",
    "아젠다",
    "시범사업",
    "실증사업",
    "미션",
    "파트너십",
    "패키지",
    "회랑",
    "클러스터",
];

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn programmes_without_quotation_marks() {
        check(None, "새솔시는 구도심 빈집 재생사업을 시행한다.", &["Place:새솔시", "Program:구도심 빈집 재생사업"]);
        check(
            None,
            "새솔시가 신설한 이야기마을 레지던시에 신청이 몰렸다.",
            &["Place:새솔시", "Program:이야기마을 레지던시"],
        );
    }

    #[test]
    fn what_is_done_in_general_is_none() {
        for text in [
            "새솔시는 신규 사업을 시행한다.",
            "새솔시는 해외 유사 사업을 조사한다.",
            "새솔시는 입찰 배제 방안을 검토한다.",
        ] {
            check(None, text, &["Place:새솔시"]);
        }
        // The class word only describes the name behind it.
        check(None, "새솔시는 빈집 재생사업 ‘새집’을 시행한다.", &["Place:새솔시", "Program:새집"]);
    }
}
