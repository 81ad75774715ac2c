//! Titles beside the name of a person: "○○ 대통령", "○○○ 장관", "소장은 ○○○", and the body that an office names.

use crate::word_list::WordList;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

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
    "고위대표",
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
    "주임위원",
    "부위원장",
    "전권위원",
    "전권대표",
    "상임위원",
    "사무총장",
    "사무국장",
    "소장",
    "센터장",
    "법인장",
    "지사장",
    "지점장",
    "지부장",
    "지국장",
    "무역관장",
    "단장",
    "군수",
    "구청장",
    "처장",
    "과장",
    "팀장",
    "연구위원",
    "부사장",
    "대표이사",
    "공동대표",
    "당서기",
    "원내대표",
    "학장",
    "부총장",
    "행장",
    "은행장",
    "부총재",
    "심의관",
    "정책관",
    "조정관",
    "통제관",
    "기획관",
    "협력관",
    "비서관",
    "관방장관",
    "기자",
    "특파원",
    "상원의원",
    "하원의원",
];
/// Ranks, which no office before them makes one word with: 새벽연구원 is an institute.
pub const RANKS: &[&str] = &[
    "주임",
    "지사",
    "차장",
    "제1차장",
    "제2차장",
    "제3차장",
    "전무",
    "상무",
    "이사",
    "총괄",
    "수석",
    "위원",
    "서기",
    "연구원",
    "책임자",
    "외상",
    "창업자",
    "공동창업자",
    "사무관",
    "서기관",
    "주무관",
    "애널리스트",
    "책임연구원",
    "수석연구원",
    "선임연구원",
    "감독관",
    "조정관",
    "당수",
    "연구관",
    "입법조사관",
    "조사관",
    "선임연구위원",
    "연구사",
    "지도사",
    "선임기자",
    "논설위원",
    "집행이사",
    "공동의장",
    "책임연구위원",
    "부연구위원",
    "전문위원",
    "부교수",
    "조교수",
    "명예교수",
    "교육감",
    "고문",
    "특사",
    "왕세자",
    "국왕",
    "총통",
    "부시장",
    "행정부시장",
    "경제부시장",
    "정무부시장",
    "부지사",
    "행정부지사",
    "경제부지사",
    "정무부지사",
    "공장장",
    "특보",
    "비서실장",
    "씨",
    "총독",
];
/// Ministers in Japan, and in North Korea, who are called by their ministry with 상 in place of 성.
const MINISTERS: &[&str] = &[
    "경제산업상",
    "경산상",
    "외무상",
    "방위상",
    "국방상",
    "총무상",
    "재무상",
    "법무상",
    "환경상",
    "후생노동상",
    "후생상",
    "문부과학상",
    "문부상",
    "문과상",
    "국토교통상",
    "국교상",
    "농림수산상",
    "농수상",
];
/// Titles of firms, before which a foreign name of one word is one.
pub const EXECUTIVES: &[&str] = &["CEO", "CTO", "최고경영자", "집행위원장", "집행위원"];

/// Words that end like a title and are none: 시장 of goods, 이사 of a house.
const NO_TITLES: &[&str] = &[
    "위원",
    "시장",
    "이사",
    "상무",
    "대표",
    "연구원",
    "총괄",
    "수석",
    "대사",
    "지사",
    "주임",
    "책임자",
    "창업자",
    "전무",
    "서기",
    "의장",
    "부장",
];

/// Whether a word without its particle is a title, perhaps with the office before it (상무부장관).
#[must_use]
pub fn is_title(word: &str) -> bool {
    let word = of_whom_it_stands_for(word);
    let Some(last) = word.chars().next_back() else { return false };
    BY_LAST.get(&last).is_some_and(|t| t.offices.iter().any(|o| word.ends_with(o)) || t.whole.contains(&word))
}

/// Titles that end in one syllable.
#[derive(Default)]
struct Titles {
    /// Those that may end a longer word.
    offices: Vec<&'static str>,
    /// Those that are words by themselves.
    whole: Vec<&'static str>,
}

static BY_LAST: LazyLock<FxHashMap<char, Titles>> = LazyLock::new(|| {
    let mut by_last: FxHashMap<char, Titles> = FxHashMap::default();
    let mut of = |title: &'static str, office: bool| {
        let Some(last) = title.chars().next_back() else { return };
        let titles = by_last.entry(last).or_default();
        if office { titles.offices.push(title) } else { titles.whole.push(title) }
    };
    OFFICES.iter().for_each(|t| of(t, true));
    HEADS[..3].iter().chain(RANKS).chain(MINISTERS).for_each(|t| of(t, false));
    by_last
});

/// The title of the one for whom somebody stands in: 원장 in 원장직무대행.
fn of_whom_it_stands_for(title: &str) -> &str {
    let stands_in = ["직무대행", "직무대리", "권한대행"].iter().find_map(|acting| title.strip_suffix(acting));
    stands_in.filter(|of| !of.is_empty()).unwrap_or(title)
}

/// Whether a title is as often another noun: "반도체 시장", "연구원", "이사". Only a Korean name of three syllables right before it
/// shows that a person holds it.
#[must_use]
pub fn is_doubtful(title: &str) -> bool {
    NO_TITLES.contains(&title)
}

/// Whether a title is that of a minister in Japan or North Korea. Some of them are other nouns elsewhere: 환경상, a prize.
#[must_use]
pub fn is_minister(title: &str) -> bool {
    MINISTERS.contains(&title)
}

/// The body that an office names in its own word: 부산시 for 부산시장, 새벽연구원 for 새벽연구원장, 상무부 for 상무장관, 환경성 for 환경상.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeBody {
    /// The name of the body.
    pub name: String,
    /// How many bytes of the title the body's own words take.
    pub len: usize,
}

/// What ends the name of a body whose head is called by the name and 장 or the like.
const BODIES: &[&str] = &[
    "연구원",
    "연구소",
    "진흥원",
    "과학원",
    "위원회",
    "청",
    "처",
    "시",
    "구청",
    "군",
    "은행",
    "공사",
    "과",
    "공단",
    "협회",
    "재단",
    "센터",
    "원",
    "국",
    "회의소",
    "협의회",
    "연합회",
    "학회",
    "진흥회",
    "중앙회",
    "연맹",
    "병원",
    "박물관",
    "도서관",
    "미술관",
    "평가원",
    "대학",
    "지청",
    "경찰서",
    "소방서",
    "보건소",
    "사무소",
];

/// What says of a chair who holds it, not of which body it is: 민간위원장, 공동위원장.
const CHAIRS: &[&str] =
    &["민간", "공동", "수석", "명예", "상임", "비상임", "당연직", "초대", "신임", "전임", "임시", "실무"];

/// The body of an office that is one word with its title.
///
/// ```
/// use policygraph_korean::title::body_of;
/// assert_eq!(body_of("새벽연구원장").unwrap().name, "새벽연구원");
/// assert_eq!(body_of("상무장관").unwrap().name, "상무부");
/// assert_eq!(body_of("재건위원장").unwrap().name, "재건위원회");
/// assert_eq!(body_of("해운대구청장").unwrap().name, "해운대구");
/// assert!(body_of("장관").is_none() && body_of("위원장").is_none());
/// ```
#[must_use]
pub fn body_of(title: &str) -> Option<OfficeBody> {
    let own = |name: String, len: usize| Some(OfficeBody { name, len });
    let long = |s: &str, least: usize| s.chars().count() >= least;
    if OFFICES.contains(&title) || RANKS.contains(&title) {
        return None;
    }
    if let Some(rest) = title.strip_suffix('상').filter(|_| is_minister(title)) {
        return own(format!("{rest}성"), title.len());
    }
    for end in ["부장관", "부차관"] {
        if let Some(rest) = title.strip_suffix(end).filter(|r| long(r, 2)) {
            return own(format!("{rest}부"), rest.len() + "부".len());
        }
    }
    for end in ["장관", "차관"] {
        if let Some(rest) =
            title.strip_suffix(end).filter(|r| long(r, 2) && *r != "관방" && !r.ends_with(|c: char| c.is_ascii_digit()))
        {
            return own(format!("{rest}부"), rest.len());
        }
    }
    for end in ["부위원장", "위원장"] {
        if let Some(rest) = title.strip_suffix(end).filter(|r| long(r, 2) && !CHAIRS.contains(r)) {
            // "수석부집행위원장": a rank among those who head it.
            let body = rest.strip_prefix("수석").unwrap_or(rest);
            let body = if body == "부집행" { "집행" } else { body };
            return own(format!("{body}위원회"), rest.len() + "위원".len());
        }
    }
    if let Some(rest) = title.strip_suffix("구청장").filter(|r| long(r, 1)) {
        return own(format!("{rest}구"), rest.len() + "구".len());
    }
    if let Some(rest) = title.strip_suffix("군수").filter(|r| long(r, 1)) {
        return own(format!("{rest}군"), rest.len());
    }
    for end in ["도지사", "주지사"] {
        if let Some(rest) = title.strip_suffix(end).filter(|r| long(r, 1)) {
            let kind = &end[..3];
            return own(format!("{rest}{kind}"), rest.len() + kind.len());
        }
    }
    let body = title.strip_suffix('장')?;
    let ending = BODIES.iter().find(|b| body.ends_with(**b))?;
    let rest = body.strip_suffix(ending)?;
    long(rest, 2).then(|| OfficeBody { name: body.to_owned(), len: body.len() })
}

/// What the contact lines of a press release say beside names.
static CONTACTS: WordList = WordList::new(&[
    "담당 부서",
    "담당부서",
    "담당과",
    "책임자",
    "담당자",
    "협조 기관",
    "협조기관",
    "협조 부서",
    "협조부서",
    "문의",
    "배포 부서",
    "배포부서",
    "작성:",
    "작성자",
]);

/// Whether a text is a line that says who answers for a press release.
pub fn is_contact(text: &str) -> bool {
    CONTACTS.is_in(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_name_their_bodies() {
        for (title, body) in [
            ("안동시장", Some("안동시")),
            ("경기도지사", Some("경기도")),
            ("통계청장", Some("통계청")),
            ("노동장관", Some("노동부")),
            ("경제장관", Some("경제부")),
            ("국방차관", Some("국방부")),
            ("관방장관", None),
            ("제2차관", None),
            ("부위원장", None),
            ("수석부집행위원장", Some("집행위원회")),
            ("상무부장관", Some("상무부")),
            ("과학기술위원장", Some("과학기술위원회")),
            ("경제산업상", Some("경제산업성")),
            ("시장", None),
            ("성장", None),
            ("대상", None),
            ("국장", None),
        ] {
            assert_eq!(body_of(title).map(|b| b.name).as_deref(), body, "{title}");
        }
    }
}
