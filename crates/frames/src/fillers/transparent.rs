//! Transparent nouns: those behind a name that leave it what it is, as 시장 in "베트남 시장" and 측 in "가온사 측".

use crate::makers::PLANTS;
use policygraph_korean::analysis::Role;
use policygraph_korean::title;
use policygraph_korean::word_list::WordList;
use policygraph_model::EntityType;

/// Nouns behind a name that leave it what it is, whatever it is.
static TRANSPARENT: WordList = WordList::new(&[
    "측",
    "등",
    "쪽",
    "자체",
    "역시",
    "스스로",
    "당국",
    "관계자",
    "본사",
    "양측",
    "모두",
    "각각",
    "전체",
    "간",
    "사이",
    "안",
    "내",
    "산하",
    "밑",
]);
/// Nouns that before the verbal noun of a headline say how or where: "‘X’ 공동 추진", "「X법」 본회의 의결".
static ADVERBIAL: WordList = WordList::new(&[
    "공동",
    "최종",
    "본회의",
    "추가",
    "긴급",
    "본격",
    "전면",
    "신규",
    "단독",
    "조기",
    "잠정",
    "만장일치",
    "공식",
    "정식",
    "시범",
    "집중",
    "대폭",
    "직접",
    "연내",
    "내년",
    "올해",
    "하반기",
    "상반기",
    "내달",
    "우선",
    "지속",
    "적극",
    "전격",
    "확대",
    "단계적",
    "첫",
    "전국",
]);
/// Nouns for a programme, in which longer ones end: 시범사업, 종합계획.
static FORMS_OF_PROGRAMMES: WordList = WordList::new(&["사업", "프로젝트", "프로그램", "계획", "전략", "대책"]);
/// Further nouns behind a programme, law or document that leave it what it is.
static OF_MEASURES: WordList = WordList::new(&[
    "정책",
    "과제",
    "공모",
    "제도",
    "방안",
    "구상",
    "이니셔티브",
    "챌린지",
    "훈련",
    "도상훈련",
    "모의훈련",
    "펀드",
    "기금",
    "추진",
    "시행",
    "보고서",
    "백서",
    "법안",
    "법",
    "개정안",
    "전부개정안",
    "일부개정안",
    "제정안",
    "시행령",
    "시행규칙",
    "조항",
    "개정",
    "협정",
    "초안",
    "최종안",
    "로드맵",
    "캠페인",
    "미션",
    "패키지",
    "공동연구",
    "연구",
    "사무국",
    "노선",
    "구간",
]);
/// Nouns for making a programme, into which money goes as into the programme.
static OF_MAKING: WordList = WordList::new(&[
    "구축",
    "조성",
    "건립",
    "건설",
    "운영",
    "도입",
    "확대",
    "고도화",
    "증설",
    "개발",
    "설립",
    "예산",
    "재원",
    "실증",
    "시공",
    "공모",
    "입찰",
    "컨소시엄",
    "명단",
    "본선",
    "결선",
    "사업단",
    "협의체",
]);
/// Nouns behind a company that stand for it where it is bought, restricted or invested in.
pub(super) static OF_COMPANIES: WordList = WordList::new(&[
    "지분",
    "주식",
    "경영권",
    "사",
    "그룹",
    "코리아",
    "재팬",
    "아메리카",
    "차이나",
    "법인",
    "컨소시엄",
    "연합",
    "연합체",
    "이사회",
    "경영진",
    "자산",
    "계좌",
    "손",
    "품",
]);
/// Nouns behind a research organization that stand for it.
static OF_RESEARCH: WordList =
    WordList::new(&["연구진", "연구팀", "공동연구팀", "공동연구진", "연구단", "산학협력단", "교수팀"]);
/// Nouns for a group that is called by who leads it.
const OF_GROUPS: &[&str] = &["컨소시엄", "연합", "연합체"];
/// Nouns behind a country or place that leave it what it is.
static OF_PLACES: WordList = WordList::new(&[
    "시장",
    "지역",
    "전역",
    "내",
    "현지",
    "일대",
    "일원",
    "등지",
    "인근",
    "도심",
    "정부",
    "시내",
    "본토",
    "북부",
    "남부",
    "동부",
    "서부",
    "중부",
    "국내",
    "전국",
    "국경",
    "앞바다",
    "산간",
    "연안",
    "외곽",
    "교외",
    "해역",
    "곳곳",
    "권역",
    "항만",
    "항구",
    "공항",
    "산업단지",
    "캠퍼스",
    "공장",
    "단지",
]);
/// Heads of bodies, whose acts are those of the body.
static TITLES: WordList = WordList::new(&["장관", "차관", "위원장", "청장", "처장", "원장", "총재", "의장", "장"]);
/// Nouns for what a company makes.
pub(super) static OF_MAKERS: WordList = WordList::new(&[
    "장비",
    "제품",
    "칩",
    "기술",
    "서비스",
    "부품",
    "소프트웨어",
    "스마트폰",
    "노광장비",
    "반도체",
    "통신장비",
    "앱",
    "드론",
    "차량",
    "기기",
    "설비",
]);

/// Whether the nouns behind a programme say for what in it something is chosen: "‘X’ 2차 조성 지역으로".
pub(super) fn are_members(nouns: &[&str], role: Role) -> bool {
    static MEMBERS: WordList = WordList::new(&["지역", "대상지", "지자체", "도시", "마을", "단지", "후보지"]);
    matches!(role, Role::Direction | Role::As) && nouns.len() <= 3 && nouns.last().is_some_and(|n| MEMBERS.closes(n))
}

/// Whether the nouns behind a place name a site in it, where something is done: "여수 북쪽 3일반산업단지에", "항만배후단지 5만㎡에".
pub(super) fn are_of_site(nouns: &[&str], role: Role) -> bool {
    static SITES: WordList = WordList::new(&[
        "산업단지",
        "산단",
        "단지",
        "부지",
        "공단",
        "지구",
        "특구",
        "밸리",
        "클러스터",
        "㎡",
        "헥타르",
    ]);
    let placed = matches!(role, Role::Dative | Role::Locative);
    placed && nouns.len() <= 3 && nouns.last().is_some_and(|last| SITES.closes(last))
}

/// Whether a noun behind a name of this type leaves it what it is in this role.
pub(super) fn leaves(kind: Option<EntityType>, noun: &str, role: Role) -> bool {
    use EntityType::*;
    if TRANSPARENT.has(noun) || is_count(noun) || role == Role::Bare && ADVERBIAL.has(noun) {
        return true;
    }
    // 시장 is a mayor only behind a name of somebody.
    if noun == "시장" && kind == Some(Country) {
        return true;
    }
    if is_office(noun) {
        // "오세림 교수가": the title belongs to the name. "환경부 장관에 취임": the office is one of the organization.
        let office = matches!(role, Role::Direction | Role::As | Role::Dative);
        // What its head does, the body does.
        let acts = matches!(role, Role::Topic | Role::Subject | Role::Comitative)
            && TITLES.has(noun)
            && matches!(kind, Some(GovernmentAgency | InternationalOrganization));
        return kind == Some(Person)
            || acts
            || office && kind.is_some_and(|k| k.is_organization() || k == Place && !title::is_doubtful(noun));
    }
    match kind {
        Some(Legislation) if is_article(noun) => true,
        // "A, ‘X’ 5천억 원 조성": its size.
        Some(Program) if role == Role::Bare && is_sum(noun) => true,
        Some(Program | Legislation | Document) => {
            OF_MEASURES.has(noun)
                || FORMS_OF_PROGRAMMES.closes(noun)
                || noun.ends_with("단계")
                || matches!(noun, "준비" | "상황" | "현황")
                || noun.ends_with("차년도")
                || noun.starts_with(|c: char| c.is_ascii_digit()) && noun.ends_with(['기', '호', '차'])
                || (role == Role::Dative && OF_MAKING.has(noun))
                || (role == Role::Object && matches!(noun, "예산" | "재원"))
        }
        // "‘누리이음’ 협회를".
        Some(Association) if matches!(noun, "협회" | "연맹" | "협의회" | "얼라이언스" | "동맹" | "조합") => {
            true
        }
        Some(Company | Association) => {
            OF_COMPANIES.has(noun) || (matches!(role, Role::Object | Role::Bare | Role::About) && OF_MAKERS.has(noun))
        }
        Some(ResearchOrganization) => OF_RESEARCH.has(noun) || OF_GROUPS.contains(&noun),
        // "동남아 7개국에서".
        Some(Place) if noun.starts_with(|c: char| c.is_ascii_digit()) => {
            ["개국", "개주", "개시", "개도시", "곳", "개소", "개지역", "개섬"].iter().any(|e| noun.ends_with(e))
        }
        // "양국 정상은", "한-캐나다 양국은".
        Some(Country) if matches!(noun, "정상" | "양국") => true,
        // "여수와 나주 두 개 지역을".
        Some(Place | Country) if matches!(noun, "두" | "세" | "네" | "개" | "양") => true,
        // "베트남 생산공장", as 베트남 공장.
        Some(Place | Country) => OF_PLACES.has(noun) || PLANTS.iter().any(|plant| noun.ends_with(plant)),
        Some(Product) => OF_MAKERS.has(noun) || matches!(noun, "플랫폼" | "시스템" | "로봇" | "모델"),
        Some(Technology) => matches!(
            noun,
            "기술"
                | "분야"
                | "산업"
                | "연구"
                | "개발"
                | "연구개발"
                | "생산"
                | "상용화"
                | "보급"
                | "인프라"
                | "생태계"
                | "육성"
                | "역량"
                | "강화"
                | "확대"
        ),
        Some(GovernmentAgency | InternationalOrganization) => {
            matches!(
                noun,
                "관계자"
                    | "당국자"
                    | "본부"
                    | "사무국"
                    | "본회의"
                    | "전체회의"
                    | "총회"
                    | "상임위"
                    | "이사회"
                    | "정상회의"
            ) || ["소위", "소위원회"].iter().any(|e| noun.ends_with(e))
        }
        Some(Person | MediaOrganization) | None => false,
    }
}

/// Whether nouns behind a programme say what it is for: "‘X’ 쌀가루 산업화 사업".
pub(super) fn are_of_programme(nouns: &[&str]) -> bool {
    const LONGEST: usize = 4;
    static OTHERS: WordList =
        WordList::new(&["후속", "관련", "연계", "유사", "하위", "세부", "대체", "기존", "다른", "본", "추가", "신규"]);
    let last = nouns.last().is_some_and(|noun| FORMS_OF_PROGRAMMES.closes(noun));
    last && nouns.len() <= LONGEST && !nouns.iter().any(|noun| OTHERS.has(noun))
}

/// Whether a noun is the title of who heads a body.
pub(super) fn is_head_of_body(noun: &str) -> bool {
    TITLES.has(noun)
}

/// Whether a noun is an office: a title, or what makes one of the name that it is written to (통계청장, 남해군수).
pub(crate) fn is_office(noun: &str) -> bool {
    title::is_title(noun) || matches!(noun, "장" | "수")
}

/// Whether a noun cites a part of a law: 제12조, 제3조제1항.
fn is_article(noun: &str) -> bool {
    noun.starts_with('제') && noun.ends_with(['조', '항', '호', '장']) && noun.contains(|c: char| c.is_ascii_digit())
}

/// Whether a noun counts what is named before it: 두 곳, 3개사, 2사.
fn is_count(noun: &str) -> bool {
    static NUMBERS: WordList =
        WordList::new(&["한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "여러"]);
    static COUNTERS: WordList = WordList::new(&["곳", "개사", "개국", "나라", "개", "군데"]);
    // Of things: "로봇 1천200대를".
    static PIECES: WordList =
        WordList::new(&["대", "기", "척", "량", "세트", "대분", "개", "문", "정", "발", "권", "장"]);
    let noun = noun.strip_suffix('뿐').unwrap_or(noun);
    let unit = noun.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '천' | '만' | '백'));
    let counted = noun.starts_with(|c: char| c.is_ascii_digit());
    NUMBERS.has(noun) || COUNTERS.has(noun) || counted && (COUNTERS.has(unit) || PIECES.has(unit) || unit == "사")
}

/// Whether a noun is a sum of money, or one of the two words of one: 5천억원, 5천억 원.
fn is_sum(noun: &str) -> bool {
    static MONEY: WordList = WordList::new(&["원", "달러", "유로", "엔", "위안", "파운드"]);
    let unit = noun.trim_start_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, ',' | '.' | '십' | '백' | '천' | '만' | '억' | '조')
    });
    let counted = noun.starts_with(|c: char| c.is_ascii_digit());
    MONEY.closes(noun) && (counted || MONEY.has(noun))
        || counted && unit.is_empty() && noun.ends_with(['만', '억', '조'])
}
