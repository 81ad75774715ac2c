//! Titles that follow the name of a person: "○○ 대통령", "○○○ 장관".

/// Titles of heads of state and government, and what is called after them. A single word before one is a name.
pub const HEADS: &[&str] = &["대통령", "총리", "주석", "행정부", "정부"];
/// Other titles: the name before one has two words, or three syllables.
pub const OFFICES: &[&str] = &[
    "장관",
    "차관",
    "위원장",
    "의장",
    "회장",
    "국장",
    "의원",
    "대사",
    "CEO",
    "최고경영자",
    "교수",
    "박사",
    "대표",
    "총재",
    "청장",
    "원장",
    "부총리",
    "부통령",
    "시장",
    "주지사",
    "사장",
    "부회장",
    "이사장",
    "총장",
    "연구원장",
    "CTO",
    "CFO",
    "COO",
    "최고기술책임자",
    "최고운영책임자",
    "최고재무책임자",
    "실장",
    "본부장",
    "보좌관",
    "대변인",
    "국무총리",
    "도지사",
    "부장",
    "총서기",
    "집행위원",
];
/// Titles of firms, before which a foreign name of one word is one.
pub const EXECUTIVES: &[&str] = &["CEO", "CTO", "최고경영자", "집행위원장", "집행위원"];

/// Whether a word without its particle is a title, perhaps with the office before it (상무부장관).
#[must_use]
pub fn is_title(word: &str) -> bool {
    HEADS[..3].contains(&word) || OFFICES.iter().any(|t| word.ends_with(t))
}
