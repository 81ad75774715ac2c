//! The nouns that head the columns of a table, and what they say of the cells below.

use policygraph_korean::date;
use policygraph_model::Column;

/// The longest noun that heads a column, in characters.
const LONGEST: usize = 12;

/// Nouns that head a column and say what is in it.
const TYPED: &[(Column, &[&str])] = &[
    (
        Column::Country,
        &[
            "국가",
            "국가명",
            "나라",
            "국명",
            "대상국",
            "대상국가",
            "수원국",
            "협력국",
            "협력대상국",
            "진출국",
            "상대국",
            "지원대상국",
            "파트너국",
            "발주국",
            "도입국",
            "투자국",
            "추진국",
            "회원국",
        ],
    ),
    (
        Column::Leader,
        &[
            "주관기관",
            "주관부처",
            "주관",
            "부처",
            "부처명",
            "소관부처",
            "소관",
            "담당부처",
            "담당기관",
            "주무부처",
            "추진기관",
            "추진주체",
            "추진부처",
            "발주기관",
            "시행기관",
            "시행주체",
            "총괄기관",
            "전담기관",
            "관계부처",
            "운영기관",
            "지자체",
            "지자체명",
            "시도",
            "자치단체",
            "주체",
            "사업주체",
            "사업시행자",
            "시행자",
            "총괄부처",
            "총괄주체",
            "소관기관",
            "발주처",
            "사업주관",
            "관리기관",
            "운영주체",
            "전문기관",
            "관리전문기관",
            "공여기관",
            "주관사",
            "주관연구기관",
            "주관대학",
            "주관기업",
            "사업단",
            "정부기관",
            "담당",
            "수행부처",
        ],
    ),
    (
        Column::Participant,
        &[
            "참여기관",
            "참여기업",
            "참여",
            "참여국",
            "참여사",
            "참여업체",
            "수행기관",
            "공동연구기관",
            "공동기관",
            "컨소시엄",
            "협력기관",
            "협력기업",
            "협력지자체",
            "협력지자체·기업",
            "상대기관",
            "상대국기관",
            "현지기관",
            "파트너",
            "협력처",
            "공급기업",
            "수혜기관",
            "선정기관",
            "선정기업",
            "선정대학",
            "참여대학",
            "참여지자체",
            "시공사",
            "공급사",
            "공급업체",
            "협력사",
            "참여연구기관",
            "공동수행기관",
            "협력대학",
            "해외기관",
            "해외파트너",
            "국내파트너",
            "민간파트너",
            "참여주체",
            "출자자",
            "출자기관",
            "수혜기업",
            "수요기관",
            "수요기업",
            "실증기관",
            "실증기업",
            "계약업체",
            "수주기업",
            "수주사",
            "위탁기관",
            "상대기업",
        ],
    ),
    (Column::Organization, &["기관", "기관명", "연구기관", "대학", "단체", "조직", "대학명", "연구소", "기관·단체"]),
    (Column::Company, &["기업", "기업명", "업체", "업체명", "회사", "회사명", "사업자", "제조사", "개발사"]),
    (
        Column::Program,
        &[
            "사업",
            "사업명",
            "세부사업",
            "세부사업명",
            "내역사업",
            "내역사업명",
            "과제",
            "과제명",
            "프로그램",
            "프로그램명",
            "프로젝트",
            "프로젝트명",
            "정책명",
            "계획명",
            "전략명",
            "추진과제",
            "주요사업",
            "사업과제",
            "지원사업",
            "단위사업",
            "신규사업",
            "대상사업",
            "정책사업",
            "협력사업",
            "협력과제",
            "연구과제",
            "연구과제명",
            "실증사업",
            "시범사업",
            "공모사업",
            "재정사업",
            "중점과제",
            "핵심과제",
            "세부과제",
            "이행과제",
            "정책과제",
            "전략과제",
            "제도명",
            "지원제도",
            "펀드명",
            "기금명",
            "ODA사업",
        ],
    ),
    (
        Column::Legislation,
        &[
            "법안",
            "법안명",
            "법률",
            "법률명",
            "법령",
            "법령명",
            "법률안",
            "근거법",
            "근거법률",
            "근거법령",
            "법적근거",
            "관련법령",
            "관련법률",
            "조례",
        ],
    ),
    (Column::Product, &["제품", "제품명", "모델", "모델명"]),
    (
        Column::Place,
        &[
            "지역",
            "위치",
            "소재지",
            "대상지역",
            "사업지역",
            "장소",
            "도시",
            "시행지역",
            "지원지역",
            "선정지역",
            "대상지",
            "사업지",
            "시행지",
            "대상도시",
            "실증지",
            "실증지역",
            "설치지역",
            "입지",
            "사업대상지",
            "건설지",
            "추진지역",
            "시군",
            "시·군",
            "시군구",
            "사업위치",
            "거점지역",
        ],
    ),
    (
        Column::Amount,
        &[
            "예산",
            "예산액",
            "예산안",
            "총예산",
            "사업비",
            "총사업비",
            "투자액",
            "투자금액",
            "투자규모",
            "총투자액",
            "금액",
            "지원액",
            "지원금",
            "지원금액",
            "지원규모",
            "지원예산",
            "국비",
            "부담액",
            "분담금",
            "분담액",
            "우리측부담액",
            "한국측부담액",
            "출연금",
            "보조금",
            "융자금",
            "차관",
            "계약액",
            "계약금액",
            "연구비",
            "총연구비",
            "사업예산",
            "정부예산",
            "한도",
            "금융한도",
            "지원한도",
            "투자비",
            "건설비",
            "사업규모",
            "예산규모",
            "출자액",
            "출연액",
            "공여액",
            "원조액",
            "도비",
            "시비",
            "군비",
            "지방비",
            "민자",
            "민간투자",
            "자부담",
            "수주액",
            "계약규모",
            "비용",
            "요구액",
            "확정액",
            "반영액",
            "배정액",
            "편성액",
            "정부안",
            "본예산",
        ],
    ),
    (
        Column::Period,
        &[
            "기간",
            "사업기간",
            "추진기간",
            "연구기간",
            "지원기간",
            "시행기간",
            "연도",
            "년도",
            "추진시기",
            "시행시기",
            "사업연도",
            "운영기간",
            "목표연도",
            "추진일정",
            "시행연도",
            "도입시기",
        ],
    ),
];

/// Other nouns that head a column.
const OTHERS: &[&str] = &[
    "구분",
    "분류",
    "내용",
    "주요내용",
    "비고",
    "분야",
    "합계",
    "총액",
    "매출",
    "매출액",
    "인구",
    "점유율",
    "순위",
    "번호",
    "연번",
    "목표",
    "개요",
    "특징",
    "현황",
    "명칭",
    "대상",
    "부문",
    "시기",
    "일정",
    "규모",
    "발표일",
    "증감",
    "증감률",
    "수출액",
    "담당부서",
    "세부내용",
    "사업내용",
    "추진내용",
    "추진현황",
    "진행상황",
    "상태",
    "단계",
    "성과",
    "추진방향",
    "핵심내용",
    "상세내용",
    "유형",
    "성격",
    "용도",
];

/// Nouns that head a column of programmes beside one of those who made them; alone they may head anything.
const MEASURES: &[&str] = &[
    "계획",
    "전략",
    "로드맵",
    "대책",
    "주요계획",
    "주요전략",
    "기본계획",
    "정책",
    "제도",
    "시책",
    "구상",
    "펀드",
    "기금",
    "이니셔티브",
    "미션",
    "임무",
    "지원제도",
];

/// Nouns that head a column of those who carry programmes out.
const CARRYING_OUT: &[&str] = &["수행기관", "수행주체", "집행기관", "수행", "수행기업", "수행사", "집행", "시행기업"];

/// What may stand behind the year that heads a column of sums.
const OF_YEAR: &[&str] =
    &["", "예산", "예산안", "안", "요구", "요구액", "확정", "본예산", "결산", "투자", "투자액", "계획", "지원액"];

/// What a heading says of its column; `None` if it heads none.
pub(crate) fn read(text: &str) -> Option<Column> {
    let bare = bare(text);
    if bare.is_empty() || bare.chars().count() > LONGEST {
        return None;
    }
    if let Some((year, len)) = date::read_year(&bare) {
        let rest = bare[len..].trim_start_matches(['년', '도', '.']);
        return (year > 0 && OF_YEAR.contains(&rest)).then_some(Column::Year);
    }
    let typed = TYPED.iter().find(|(_, nouns)| nouns.contains(&bare.as_str())).map(|(column, _)| *column);
    typed.or_else(|| OTHERS.iter().chain(MEASURES).any(|noun| *noun == bare).then_some(Column::Other))
}

/// What the columns of a table hold. An agency leads what stands beside it in the row, if that is a programme.
pub(crate) fn columns<'t>(heading: impl Iterator<Item = &'t str>) -> Vec<Column> {
    let heading: Vec<&str> = heading.collect();
    let mut columns: Vec<Column> = heading.iter().map(|h| read(h).unwrap_or(Column::Other)).collect();
    let made = columns.iter().any(|c| matches!(c, Column::Country | Column::Leader | Column::Organization));
    if made && !columns.contains(&Column::Program) {
        let measures = heading.iter().zip(&mut columns).filter(|(h, _)| MEASURES.contains(&bare(h).as_str()));
        measures.for_each(|(_, column)| *column = Column::Program);
    }
    // Who carries a programme out runs it, where no column says who else does.
    if !columns.contains(&Column::Leader) {
        let carried = heading.iter().zip(&mut columns).find(|(h, _)| CARRYING_OUT.contains(&bare(h).as_str()));
        carried.into_iter().for_each(|(_, column)| *column = Column::Leader);
    }
    // "구분 | 2026 | 수행기관": what has sums and who runs it is a programme.
    let summed = columns.iter().any(|c| matches!(c, Column::Year | Column::Amount));
    if columns.contains(&Column::Leader) && summed && !columns.contains(&Column::Program) {
        let kinds = heading.iter().zip(&mut columns).find(|(h, _)| bare(h) == "구분");
        kinds.into_iter().for_each(|(_, column)| *column = Column::Program);
    }
    // "국가 | 사업명 | 규모": how much it costs.
    if columns.contains(&Column::Program) && !summed {
        let size = heading.iter().zip(&mut columns).find(|(h, _)| bare(h) == "규모");
        size.into_iter().for_each(|(_, column)| *column = Column::Amount);
    }
    if columns.contains(&Column::Program) {
        columns.iter_mut().filter(|c| **c == Column::Organization).for_each(|c| *c = Column::Leader);
    }
    columns
}

/// Whether the cells of a column hold numbers.
pub(crate) fn is_numeric(column: Column) -> bool {
    matches!(column, Column::Amount | Column::Year | Column::Period)
}

/// A heading without its bracket and blanks.
fn bare(text: &str) -> String {
    without_bracket(text).chars().filter(|c| !c.is_whitespace()).collect()
}

fn without_bracket(text: &str) -> &str {
    let text = text.trim().trim_start_matches(['(', '[']);
    text.split(['(', '[']).next().unwrap_or(text).trim_end_matches([')', ']', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_type_their_columns() {
        for (text, column) in [
            ("사 업 명", Some(Column::Program)),
            ("예산(억 원)", Some(Column::Amount)),
            ("2027 요구", Some(Column::Year)),
            ("’26년", Some(Column::Year)),
            ("비고", Some(Column::Other)),
            ("해솔 사업", None),
            ("2026~2030", None),
            ("2026.4.8.", None),
        ] {
            assert_eq!(read(text), column, "{text}");
        }
    }

    #[test]
    fn an_agency_leads_only_beside_a_programme() {
        assert_eq!(columns(["기관", "사업명"].into_iter()), [Column::Leader, Column::Program]);
        assert_eq!(columns(["기관", "예산"].into_iter()), [Column::Organization, Column::Amount]);
        assert_eq!(columns(["기관", "전략"].into_iter()), [Column::Leader, Column::Program]);
        assert_eq!(columns(["시기", "전략"].into_iter()), [Column::Other, Column::Other]);
        assert_eq!(columns(["구분", "2026", "수행기관"].into_iter()), [Column::Program, Column::Year, Column::Leader]);
        assert_eq!(columns(["사업명", "규모"].into_iter()), [Column::Program, Column::Amount]);
        assert_eq!(columns(["구분", "2026"].into_iter()), [Column::Other, Column::Year]);
    }
}
