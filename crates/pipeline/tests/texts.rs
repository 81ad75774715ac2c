//! What texts of several lines state, end to end: labels, tasks of a plan, tables, countries as headings, and single sentences.

#![expect(clippy::unwrap_used, reason = "a test fails by it")]

use policygraph_model::{Fact, Predicate};
use policygraph_pipeline::Pipeline;
use policygraph_registry::Registry;

/// Sentences, each with the relations that it states, and perhaps such that it does not.
const SENTENCES: &str = include_str!("sentences.tsv");

/// A relation by all names of its sides.
type Stated = (Vec<String>, Predicate, Vec<String>);

fn relations(text: &str) -> Vec<Stated> {
    let pipeline = Pipeline::new(Registry::builtin());
    let document = pipeline.lay_out("a.txt", text.as_bytes()).unwrap();
    let facts = pipeline.facts(&document);
    let names = |id: &str| -> Vec<String> {
        let entity = facts.iter().find_map(|f| match f {
            Fact::Entity(e) if e.id == id => Some(e),
            _ => None,
        });
        entity.map_or_else(Vec::new, |e| e.names.iter().chain(&e.label_ko).cloned().collect())
    };
    let relation = |f: &Fact| match f {
        Fact::Relation(r) => Some((names(&r.s), r.p, names(&r.o))),
        _ => None,
    };
    facts.iter().filter_map(relation).collect()
}

/// Whether a relation is `가온부 leads 누리 사업`, in either direction where it has none.
fn is(stated: &Stated, expected: &str) -> bool {
    let (from, predicate, to) = stated;
    let Some((a, b)) = expected.split_once(&format!(" {predicate} ")) else { return false };
    let names = |x: &[String], y: &[String]| x.iter().any(|n| n == a) && y.iter().any(|n| n == b);
    names(from, to) || predicate.is_symmetric() && names(to, from)
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let found = relations(text);
    for wanted in expected {
        assert!(found.iter().any(|r| is(r, wanted)), "{text}\nno `{wanted}` in {found:?}");
    }
}

#[track_caller]
fn check_absent(text: &str, unwanted: &str) {
    let found = relations(text);
    assert!(!found.iter().any(|r| is(r, unwanted)), "{text}\n`{unwanted}` in {found:?}");
}

#[test]
fn sentences_state_what_they_say() {
    let mut wrong: Vec<String> = Vec::new();
    for line in SENTENCES.lines() {
        let mut columns = line.split('\t');
        let sentence = columns.next().unwrap();
        let found = relations(sentence);
        let is_found = |wanted: &&str| found.iter().any(|r| is(r, wanted));
        let mut relations = columns.map(|c| c.split("; ").collect::<Vec<_>>());
        let missing = relations.next().unwrap().into_iter().filter(|w| !is_found(w));
        wrong.extend(missing.map(|w| format!("{sentence}: no {w}")));
        let false_ones = relations.next().unwrap_or_default().into_iter().filter(is_found);
        wrong.extend(false_ones.map(|w| format!("{sentence}: {w}")));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

const PLAN: &str = "디지털 농업 전환 전략(2026~2030) 주요 내용
관계부처 합동

Ⅱ. 추진 과제
1. ‘스마트팜 누리’ 전국 보급 (농림축산식품부)
 ▲ 2030년까지 1,730억 원
 ▲ 수행: 농업기술진흥원 / 기기 공급: 케어팜테크, ㈜백두농기
 ▲ 김제시·밀양시에서 먼저 시행하고 2027년부터 모든 시·군·구로 확대
2. 농업로봇 국산화 사업 (산업통상부)
 ▲ 한국로봇산업진흥원이 총괄, 경북대학교가 참여
 ▲ 세종시와 강릉시가 시범 지역
 - 참여 기업 : 누리온, 하람전자
 - (지원대상) 전주시
";

#[test]
fn the_tasks_of_a_plan_have_who_answers_for_them() {
    check(
        PLAN,
        &[
            "농림축산식품부 leads 스마트팜 누리",
            "스마트팜 누리 partOf 디지털 농업 전환 전략",
            "산업통상부 leads 농업로봇 국산화 사업",
            "농업로봇 국산화 사업 partOf 디지털 농업 전환 전략",
        ],
    );
}

#[test]
fn labels_say_who_does_what() {
    check(
        PLAN,
        &[
            "농업기술진흥원 leads 스마트팜 누리",
            "케어팜테크 participatesIn 스마트팜 누리",
            "누리온 participatesIn 농업로봇 국산화 사업",
            "하람전자 participatesIn 농업로봇 국산화 사업",
            "전주시 participatesIn 농업로봇 국산화 사업",
        ],
    );
}

#[test]
fn what_stands_under_a_programme_is_of_it() {
    check(
        PLAN,
        &[
            "스마트팜 누리 implementedIn 김제시",
            "한국로봇산업진흥원 leads 농업로봇 국산화 사업",
            "경북대학교 participatesIn 농업로봇 국산화 사업",
            "강릉시 participatesIn 농업로봇 국산화 사업",
            "농업로봇 국산화 사업 implementedIn 강릉시",
        ],
    );
}

#[test]
fn countries_that_stand_alone_are_headings() {
    let text = "전지 규제의 국제 비교\n\n◆ 일본\n • 전지누리협의회(BASC)는 이력 공유 체계를 제안함\n◆ 우리나라\n • 한국전지산업협회는 개선을 요구함\n";
    check(text, &["전지누리협의회 basedIn 일본", "한국전지산업협회 basedIn 우리나라"]);
}

#[test]
fn who_carries_out_leads_where_no_column_says_who_else() {
    let text = "문화 사업 현황\n\n| 사업명 | 수행기관 | 협력기관 |\n|---|---|---|\n| 누리 마을 재생 | 한국관광공사 | 고창군, 물결필름 |\n";
    check(
        text,
        &[
            "한국관광공사 leads 누리 마을 재생",
            "고창군 participatesIn 누리 마을 재생",
            "물결필름 participatesIn 누리 마을 재생",
        ],
    );
    let text =
        "지역 사업 현황\n\n| 지자체 | 사업명 | 사업비(억 원) |\n|---|---|---|\n| 부산광역시 | 누리 배움터 | 310 |\n";
    check(text, &["부산광역시 leads 누리 배움터", "누리 배움터 implementedIn 부산광역시"]);
}

#[test]
fn what_has_ended_is_no_longer_spoken_of() {
    let text =
        "‘푸른 누리 사업’은 올해 시작한다. 그동안의 ‘옛 누리 사업’은 올해 말 종료된다. 총괄은 한길진흥원이 맡는다.\n";
    check(text, &["한길진흥원 leads 푸른 누리 사업"]);
    check_absent(text, "한길진흥원 leads 옛 누리 사업");
}

#[test]
fn companies_are_called_by_their_short_name() {
    let text = "㈜가론반도체는 대전에 본사를 둔 기업이다. 가론은 ‘누리 사업’에 참여한다.\n";
    check(text, &["가론반도체 basedIn 대전", "가론반도체 participatesIn 누리 사업"]);
}

#[test]
fn a_joint_venture_belongs_to_those_who_found_it() {
    let text = "다온전자는 하람전자와 합작사 ‘누리온테크’를 전남 여수에 세우기로 했다.\n";
    check(
        text,
        &[
            "누리온테크 subsidiaryOf 다온전자",
            "누리온테크 subsidiaryOf 하람전자",
            "다온전자 partnersWith 하람전자",
            "누리온테크 basedIn 여수",
        ],
    );
}

#[test]
fn what_was_left_out_is_no_part_of_a_plan() {
    let text = "제3차 누리 기본계획\n\n1. ‘누리 마을 사업’ 추진 (환경부)\n2. 그 밖의 것\n ※ ‘누리 공연장 구축사업’은 심의 과정에서 제외\n";
    check(text, &["누리 마을 사업 partOf 제3차 누리 기본계획"]);
    let found = relations(text);
    assert!(!found.iter().any(|(from, ..)| from.iter().any(|n| n == "누리 공연장 구축사업")), "{found:?}");
}

/// A plan whose runner only its cover names, with tasks of several depths.
const SEA_PLAN: &str = "해양수산부

제3차 연안 나루 기본계획(2027~2031)

Ⅰ. 추진 배경
- 「해양환경관리법」 제10조에 따라 수립하는 법정계획
- 제2차 연안 나루 기본계획이 끝남에 따라 이를 이어받아 마련

Ⅱ. 주요 과제
전략 1. 갯벌 복원
 ▸ (염생식물 나루 프로젝트) 산림청과 공동, 한국해양과학기술원과 포스코 참여, 2031년까지 1,210억 원 투입
 ▸ (갯벌나루 바우처) 어촌계 대상, 한국어촌어항공단이 집행
전략 2. 인력
 ▸ ‘바다나루 캠퍼스’ 3개소 조성
";

#[test]
fn the_cover_of_a_plan_names_who_runs_it() {
    check(
        SEA_PLAN,
        &[
            "해양수산부 leads 제3차 연안 나루 기본계획",
            "제3차 연안 나루 기본계획 basedOn 해양환경관리법",
            "제3차 연안 나루 기본계획 replaces 제2차 연안 나루 기본계획",
            "염생식물 나루 프로젝트 partOf 제3차 연안 나루 기본계획",
            "갯벌나루 바우처 partOf 제3차 연안 나루 기본계획",
            "바다나루 캠퍼스 partOf 제3차 연안 나루 기본계획",
        ],
    );
}

#[test]
fn tasks_that_nobody_else_runs_are_of_who_runs_the_plan() {
    check(SEA_PLAN, &["한국어촌어항공단 leads 갯벌나루 바우처", "해양수산부 leads 바다나루 캠퍼스"]);
    check_absent(SEA_PLAN, "해양수산부 leads 갯벌나루 바우처");
}

const TABLE: &str = "2027년도 해양 분야 예산안

가. 해양수산부 소관 (단위: 억 원)
| 사업명 | 2027년 | 참여기관 | 비고 |
| 갯녹음 나루 사업 | 145 | 부경대학교, ㈜바다나루 | 한국수산자원공단 주관, 포스코 참여 |
| 새섬 나루 사업 | 88 | 목포대학교 | ‘섬 나루 사업’의 후속 |
* 근거법: 「해양생태계법」
";

#[test]
fn remarks_and_notes_of_a_table_are_of_its_programmes() {
    check(
        TABLE,
        &[
            "해양수산부 leads 갯녹음 나루 사업",
            "해양수산부 leads 새섬 나루 사업",
            "한국수산자원공단 leads 갯녹음 나루 사업",
            "포스코 participatesIn 갯녹음 나루 사업",
            "새섬 나루 사업 replaces 섬 나루 사업",
            "갯녹음 나루 사업 basedOn 해양생태계법",
            "새섬 나루 사업 basedOn 해양생태계법",
        ],
    );
    check_absent(TABLE, "포스코 participatesIn 새섬 나루 사업");
}

const FIELDS: &str = "□ 사업 개요
 ○ (사업명) 새나루 항만 혁신 사업
 ○ (참여기관) 부산항만공사, ㈜다온로봇
 ○ (사업지역) 전라남도 광양시
 ○ (근거) 「항만법」 제9조

□ 추진체계
 ○ 전담기관: 해양수산과학기술진흥원
 ○ 수행기관: 다온로봇 컨소시엄(다온로봇, 한국해양대학교)

□ ‘푸른나루 프로젝트’
 ○ 참여기업: 누리온
";

#[test]
fn fields_are_of_the_programme_whose_name_is_one_of_them() {
    check(
        FIELDS,
        &[
            "부산항만공사 participatesIn 새나루 항만 혁신 사업",
            "다온로봇 participatesIn 새나루 항만 혁신 사업",
            "새나루 항만 혁신 사업 implementedIn 광양시",
            "새나루 항만 혁신 사업 basedOn 항만법",
            "해양수산과학기술진흥원 leads 새나루 항만 혁신 사업",
            "한국해양대학교 participatesIn 새나루 항만 혁신 사업",
            "누리온 participatesIn 푸른나루 프로젝트",
        ],
    );
    check_absent(FIELDS, "누리온 participatesIn 새나루 항만 혁신 사업");
}

#[test]
fn the_sides_of_a_meeting_are_those_who_met() {
    let text = "제목: 제5차 한-브라질 나루협의회 개최 결과

1. 외교부 정하람 차관은 9월 22일 브라질리아에서 마우리시오 카르발류 브라질 외교부 사무총장과 협의회를 개최하였다.

2. 양측은 ‘한-브라질 바이오항공유 공동연구’를 출범시키기로 하였다.
";
    check(text, &["정하람 holdsPosition 외교부", "마우리시오 카르발류 holdsPosition 브라질 외교부"]);
    assert!(!relations(text).iter().any(|(from, predicate, _)| {
        *predicate == Predicate::PartOf && from.iter().any(|n| n.ends_with("나루협의회"))
    }));
}

#[test]
fn countries_behind_numbers_are_headings() {
    let text = "해외 나루 산업 동향\n\n① 미국\n - 상무부는 ‘나루 칩 사업’을 시작\n② 영국\n - 과학부는 ‘나루 데이터 전략’을 발표\n";
    check(
        text,
        &[
            "상무부 leads 나루 칩 사업",
            "나루 칩 사업 implementedIn 미국",
            "과학부 leads 나루 데이터 전략",
            "나루 데이터 전략 implementedIn 영국",
        ],
    );
    check_absent(text, "과학부 hasJurisdiction 미국");
}

#[test]
fn a_programme_in_two_spellings_is_one() {
    let text = "환경부는 인공지능 나루 바우처 사업을 추진한다. AI 나루 바우처 사업에는 하늘전자가 참여한다.\n";
    check(text, &["환경부 leads AI 나루 바우처 사업", "하늘전자 participatesIn 인공지능 나루 바우처 사업"]);
}

#[test]
fn fields_that_get_sums_are_no_programmes() {
    let text = "환경부의 올해 보조금을 보면 △자동차 210억 원(기업 8개) △화장품 150억 원(5개) 등이다.\n";
    assert_eq!(relations(text).iter().filter(|(_, p, _)| *p == Predicate::Leads).count(), 0, "{:?}", relations(text));
}

#[test]
fn a_joint_venture_is_neither_of_those_who_agreed() {
    let text = "하늘전자는 다온전자와 협약을 맺었다. 합작법인은 베트남에서 변압기를 생산할 예정이다.\n";
    check(text, &["하늘전자 partnersWith 다온전자"]);
    check_absent(text, "다온전자 operatesIn 베트남");
}

#[test]
fn those_of_a_consortium_work_together() {
    let text = "선정 컨소시엄 현황\n\n| 사업명 | 주관기관 | 참여기관 |\n|---|---|---|\n| 누리 등대 사업 | 다온로봇 (전북 김제) | 한국해양대학교 |\n";
    check(
        text,
        &[
            "다온로봇 leads 누리 등대 사업",
            "한국해양대학교 participatesIn 누리 등대 사업",
            "다온로봇 partnersWith 한국해양대학교",
        ],
    );
    check_absent(text, "김제 leads 누리 등대 사업");
}

#[test]
fn homonyms_of_two_countries_are_two() {
    let text = "프랑스와 호주의 법제 비교\n\n1. 프랑스\n 보건부는 ‘푸른 사업’을 시행한다. 의회는 「해저누리법」을 통과시켰다.\n\n2. 호주\n 보건부는 ‘누리 사업’을 시행한다. 의회는 「새벽투기법」을 통과시켰다.\n";
    check(
        text,
        &["보건부 leads 푸른 사업", "의회 enacts 해저누리법", "보건부 leads 누리 사업", "의회 enacts 새벽투기법"],
    );
    let pipeline = Pipeline::new(Registry::builtin());
    let document = pipeline.lay_out("a.txt", text.as_bytes()).unwrap();
    let facts = pipeline.facts(&document);
    let countries = |name: &str| -> Vec<String> {
        let named = facts.iter().filter_map(|f| match f {
            Fact::Entity(e) if e.names.iter().any(|n| n == name) => e.country.clone(),
            _ => None,
        });
        named.collect()
    };
    assert_eq!(countries("보건부"), ["FR", "AU"]);
    assert_eq!(countries("의회"), ["FR", "AU"]);
}

#[test]
fn a_notice_calls_for_those_of_the_programme_that_it_is_titled_by() {
    let text = "2031년 「푸른 갯벌 실증사업」 참여기관 모집 공고\n\n해양수산부와 한국해양과학기술원은 다음과 같이 참여기관을 모집합니다.\n\n1. 사업개요\n □ 추진체계: 해양수산부(총괄) - 한국해양과학기술원(전담) - 한국농어촌공사(용수)\n\n2. 2031년도 선정 과제 현황\n 주관기관 | 참여기관 | 과제명 | 지원금\n 다온로봇 | 여수시 | 갯벌로봇 다어가 실증 | 6억 원\n";
    check(
        text,
        &[
            "해양수산부 leads 푸른 갯벌 실증사업",
            "한국해양과학기술원 leads 푸른 갯벌 실증사업",
            "한국농어촌공사 participatesIn 푸른 갯벌 실증사업",
            "갯벌로봇 다어가 실증 partOf 푸른 갯벌 실증사업",
            "다온로봇 participatesIn 푸른 갯벌 실증사업",
        ],
    );
}
