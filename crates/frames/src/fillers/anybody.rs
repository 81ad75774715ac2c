//! Nouns for whoever may be meant, which name nobody.

use policygraph_korean::word_list::WordList;

static ANYBODY: WordList = WordList::new(&[
    "기업",
    "업체",
    "회사",
    "기관",
    "대학",
    "사람",
    "청년",
    "학생",
    "농가",
    "지자체",
    "국가",
    "나라",
    "사업자",
    "연구자",
    "개발자",
    "가구",
    "주민",
    "국민",
    "소상공인",
    "스타트업",
    "단체",
    "인력",
    "인재",
    "전문가",
    "도시",
    "지역",
    "곳",
    "참가자",
    "지원자",
    "신청자",
    "농민",
    "어민",
    "근로자",
    "조직",
    "소비자",
    "이용자",
    "환자",
    "회원사",
    "협력사",
    "컨소시엄",
    "병원",
    "학교",
    "연구실",
    "연구팀",
    "팀",
]);

/// Whether a noun is for whoever may be meant: 기업, 중소기업.
pub(crate) fn is_anybody(noun: &str) -> bool {
    ANYBODY.closes(noun)
}
