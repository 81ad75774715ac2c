//! Relations and budgets from a text through the entity extractor.

use super::*;
use policygraph_extract_entities::Names;
use policygraph_model::{Block, BlockKind, Context, Predicate, SectionKind, Status, Text};

fn text(s: &str) -> Text {
    let mut t = Text::default();
    t.push(s, 0);
    t
}

pub(crate) fn read(country: Option<&str>, title: &str, blocks: &[(u8, &str)]) -> Findings {
    let registry = Registry::builtin();
    let block = |&(depth, s): &(u8, &str)| match s.strip_prefix("* ") {
        Some(note) => Block { kind: BlockKind::Footnote, depth, text: text(note) },
        None => Block { kind: BlockKind::Bullet, depth, text: text(s) },
    };
    let section = Section {
        kind: SectionKind::Item,
        number: "1".into(),
        path: "1".into(),
        title: text(title),
        context: Context {
            country: country.map(str::to_owned),
            country_text: country.map(|_| text("이 나라")),
            ..Context::default()
        },
        blocks: blocks.iter().map(block).collect(),
        ..Section::default()
    };
    let mut found = Findings::default();
    let extractors: [&dyn Extractor; 2] = [&Names::new(&registry), &Facts::new(&registry)];
    for extractor in extractors {
        extractor.extract(&section, &mut found);
    }
    found
}

fn relations(found: &Findings) -> Vec<String> {
    found
        .relations
        .iter()
        .map(|r| format!("{} {} {}", found.mention(r.subject).name, r.predicate, found.mention(r.object).name))
        .collect()
}

fn check(country: Option<&str>, blocks: &[(u8, &str)], expected: &[&str]) {
    let found = relations(&read(country, "", blocks));
    for e in expected {
        assert!(found.iter().any(|f| f == e), "{blocks:?}: no `{e}` in {found:?}");
    }
    if expected.is_empty() {
        assert_eq!(found, Vec::<String>::new());
    }
}

#[test]
fn heading_country() {
    check(Some("JP"), &[(0, "총무성은 회의를 개최")], &["총무성 hasJurisdiction 일본"]);
    check(Some("US"), &[(0, "총무성은 회의를 개최")], &[]);
}

#[test]
fn adjacent_names() {
    check(None, &[(0, "독일 지멘스는 회의를 개최")], &["지멘스 basedIn 독일"]);
    check(None, &[(0, "총무성 산하 기관인 정보통신연구기구는 논의")], &["정보통신연구기구 partOf 총무성"]);
    check(None, &[(0, "구글의 모회사인 알파벳은 논의")], &["구글 subsidiaryOf 알파벳"]);
    check(None, &[(0, "노키아의 ‘하늘 플랫폼’을 구매")], &["노키아 develops 하늘 플랫폼"]);
    check(None, &[(0, "노키아는 논의하고"), (0, "노키아 하늘 플랫폼을 구매")], &["노키아 develops 노키아 하늘 플랫폼"]);
    check(
        None,
        &[(0, "3 노키아 핀란드 98 19.4"), (0, "지멘스 독일 1,204")],
        &["노키아 basedIn 핀란드", "지멘스 basedIn 독일"],
    );
    check(None, &[(0, "노키아 핀란드 3공장 착공")], &["노키아 operatesIn 핀란드"]);
    check(None, &[(0, "덴버 시애틀에서 논의")], &[]);
    check(None, &[(0, "독일, 지멘스를 논의")], &[]);
}

#[test]
fn a_programme_is_not_carried_to_another_country() {
    let found = read(
        None,
        "",
        &[
            (0, "일본은 ‘누리 계획’을 통해 데이터 연계에 나섬"),
            (0, "중국은 선도기업 주도로 추진 중"),
            (1, "미국은 참여를 추진 중"),
        ],
    );
    assert!(!relations(&found).iter().any(|r| r.starts_with("중국 ")), "{:?}", relations(&found));
}

#[test]
fn verb_frames() {
    check(
        None,
        &[(0, "총무성은 누리 종합계획(NMP)을 발표")],
        &["총무성 announces 누리 종합계획", "총무성 leads 누리 종합계획"],
    );
    check(None, &[(0, "노키아는 에릭슨을 인수")], &["노키아 acquires 에릭슨"]);
    check(None, &[(0, "노키아는 회의를 열고"), (1, "‘누리’ 서비스를 출시")], &["노키아 develops 누리"]);
    check(None, &[(0, "노키아는 에릭슨의 제품을 구매")], &[]);
    check(None, &[(0, "노키아는 ‘누리’ 플랫폼을 개발자에게 설명")], &[]);
    check(None, &[(0, "노키아는 ‘누리’ 플랫폼을 개발자에게 소개")], &["노키아 announces 누리"]);
}

#[test]
fn who_acts() {
    // The one who only owns what is bought does not buy.
    let found = relations(&read(None, "", &[(0, "노키아는 에릭슨이 보유한 시스코를 인수")]));
    assert!(found.iter().any(|r| r == "노키아 acquires 시스코"), "{found:?}");
    assert!(!found.iter().any(|r| r == "에릭슨 acquires 시스코"), "{found:?}");
    check(None, &[(0, "에릭슨을 제재하는 총무성에 항의")], &["총무성 restricts 에릭슨"]);
    check(
        None,
        &[(0, "노키아와 에릭슨이 ‘누리 프로젝트’에 참여")],
        &["노키아 participatesIn 누리 프로젝트", "에릭슨 participatesIn 누리 프로젝트"],
    );
}

#[test]
fn funding() {
    check(None, &[(0, "총무성은 누리 종합계획(NMP)에 3억 엔을 투입")], &["총무성 funds 누리 종합계획"]);
}

#[test]
fn joint_action() {
    check(None, &[(0, "노키아와 에릭슨은 공동으로 연구를 진행")], &["노키아 partnersWith 에릭슨"]);
    check(None, &[(0, "노키아와 에릭슨은 각자 연구를 진행")], &[]);
}

#[test]
fn plans_are_told_from_facts() {
    let found = read(None, "", &[(0, "노키아는 에릭슨을 인수할 계획")]);
    assert_eq!(found.relations[0].status, Status::Planned);
}

#[test]
fn topics() {
    check(None, &[(0, "총무성은 양자컴퓨터 발전전략(QCS)을 발표")], &["양자컴퓨터 발전전략 hasTopic 양자컴퓨터"]);
}

#[test]
fn budgets_find_their_owner() {
    let found = read(
        Some("JP"),
        "",
        &[
            (0, "총무성은 누리 종합계획(NMP)을 발표"),
            (1, "‘해양 관측 프로젝트’ 추진(’21~’25년, 30억 엔)"),
            (1, "총 200억 엔을 투입"),
        ],
    );
    let budgets: Vec<_> = found
        .budgets
        .iter()
        .map(|b| {
            (
                found.mention(b.subject).name.as_str(),
                b.money.amount.normalize().to_string(),
                b.period.as_deref().unwrap_or_default(),
            )
        })
        .collect();
    assert_eq!(
        budgets,
        [("해양 관측 프로젝트", "3000000000".to_owned(), "2021-2025"), ("누리 종합계획", "20000000000".to_owned(), "")]
    );
}

#[test]
fn bases_and_successors() {
    check(
        Some("JP"),
        &[(0, "총무성은 ‘해양관측법’에 따라 ‘누리 종합계획’을 수립")],
        &["누리 종합계획 basedOn 해양관측법"],
    );
    check(Some("JP"), &[(0, "‘누리 종합계획’은 ‘하늘 종합계획’을 대체")], &["누리 종합계획 replaces 하늘 종합계획"]);
    // An amendment takes the place of nothing.
    let found = relations(&read(Some("JP"), "", &[(0, "국회는 ‘하늘관측법’, ‘해양관측법’ 개정안을 통과")]));
    assert!(!found.iter().any(|r| r.contains("replaces")), "{found:?}");
}

#[test]
fn competition() {
    check(None, &[(0, "노키아는 경쟁사 에릭슨을 앞섬")], &["노키아 competesWith 에릭슨"]);
    check(None, &[(0, "노키아는 에릭슨과 경쟁")], &["노키아 competesWith 에릭슨"]);
    check(None, &[(0, "노키아는 에릭슨의 경쟁자이며 세계 2위")], &["노키아 competesWith 에릭슨"]);
    check(None, &[(0, "노키아는 에릭슨과의 경쟁력 차이를 설명")], &[]);
}

#[test]
fn offices() {
    check(Some("KR"), &[(0, "과학기술정보통신부(장관 김가온)는 논의")], &["김가온 holdsPosition 과학기술정보통신부"]);
    check(None, &[(0, "노키아의 가온 누리 최고경영자는 논의")], &["가온 누리 holdsPosition 노키아"]);
    check(None, &[(0, "가온 누리(Gaon Nuri) 노키아 CEO는 논의")], &["가온 누리 holdsPosition 노키아"]);
    check(Some("JP"), &[(0, "가온 누리 총리는 ‘해양 종합계획’을 발표")], &["가온 누리 announces 해양 종합계획"]);
}

#[test]
fn restrictions() {
    check(Some("US"), &[(0, "상무부는 에릭슨에 대한 판매 금지 조치를 강화")], &["상무부 restricts 에릭슨"]);
    let lifted = read(Some("US"), "", &[(0, "상무부는 에릭슨에 대한 판매 금지를 해제")]);
    let holds =
        |r: &policygraph_model::RelationFinding| r.predicate == Predicate::Restricts && r.status != Status::Denied;
    assert!(!lifted.relations.iter().any(holds), "{:?}", lifted.relations);
}

#[test]
fn seats() {
    check(None, &[(0, "시애틀에 본사를 둔 노키아는 논의")], &["노키아 basedIn 시애틀"]);
    check(None, &[(0, "시애틀의 우주 스타트업 가온42(Gaon42)를 방문")], &["가온42 basedIn 시애틀"]);
    check(None, &[(0, "시애틀에서 우주 업체 에릭슨을 방문")], &[]);
    check(None, &[(0, "서울의 가온과학원(GAS)을 방문")], &["가온과학원 basedIn 서울"]);
}

#[test]
fn a_footnote_gives_the_country() {
    check(Some("US"), &[(0, "가온테크*는 장비를 개발"), (0, "* 독일 최대 통신 장비 기업")], &["가온테크 basedIn 독일"]);
    // A country that is not the organization's: the description ends in something else.
    let found = relations(&read(Some("US"), "", &[(0, "가온테크*는 장비를 개발"), (0, "* 독일 시장에 진출")]));
    assert!(!found.contains(&"가온테크 basedIn 독일".to_owned()), "{found:?}");
}

#[test]
fn restrictions_are_denied() {
    let found = read(Some("US"), "", &[(0, "상무부는 에릭슨에 대한 판매를 제한하지 않기로 결정")]);
    let statuses: Vec<Status> =
        found.relations.iter().filter(|r| r.predicate == Predicate::Restricts).map(|r| r.status).collect();
    assert!(!statuses.is_empty() && statuses.iter().all(|s| *s == Status::Denied), "{statuses:?}");
}

#[test]
fn organs() {
    check(None, &[(0, "정보통신연구기구(NICT)는 총무성 산하의 연구기관")], &["정보통신연구기구 partOf 총무성"]);
    check(None, &[(0, "노키아 산하 에릭슨은 논의")], &["에릭슨 subsidiaryOf 노키아"]);
    // The noun must stand right before the name.
    let found = relations(&read(None, "", &[(0, "노키아의 자회사 직원과 에릭슨은 논의")]));
    assert!(!found.iter().any(|r| r.contains("subsidiaryOf")), "{found:?}");
}

#[test]
fn passive_and_relative_clauses() {
    check(None, &[(0, "에릭슨은 노키아에 인수됐다")], &["노키아 acquires 에릭슨"]);
    check(None, &[(0, "노키아가 개발한 ‘하늘 플랫폼’을 구매")], &["노키아 develops 하늘 플랫폼"]);
}

#[test]
fn lists_share_a_role() {
    check(
        Some("JP"),
        &[(0, "총무성, 경제산업성 등 8개 중앙부처는 ‘누리 종합계획’을 발표")],
        &["총무성 announces 누리 종합계획", "경제산업성 announces 누리 종합계획"],
    );
    check(Some("JP"), &[(0, "국회는 ‘하늘관측법’, ‘해양관측법’ 개정안을 통과")], &["국회 enacts 하늘관측법"]);
}

#[test]
fn anaphora_of_measures() {
    check(
        Some("JP"),
        &[(0, "총무성은 ‘누리 종합계획’을 발표하고 경제산업성이 이를 추진")],
        &["경제산업성 leads 누리 종합계획"],
    );
    let adjunct = relations(&read(
        Some("JP"),
        "",
        &[(0, "총무성은 ‘누리 종합계획’을 발표하고 경제산업성이 이를 위해 회의를 추진")],
    ));
    assert!(!adjunct.iter().any(|r| r == "경제산업성 leads 누리 종합계획"), "{adjunct:?}");
}

#[test]
fn what_is_done_to_a_name_is_no_act_on_it() {
    let found = relations(&read(None, "", &[(0, "총무성은 ‘하늘’ 플랫폼 차단을 발표")]));
    assert!(!found.iter().any(|r| r.contains("announces")), "{found:?}");
}

#[test]
fn offers_are_no_facts() {
    let found = read(None, "", &[(0, "노키아는 에릭슨을 인수하겠다고 제안")]);
    assert_eq!(found.relations[0].status, policygraph_model::Status::Possible);
}

fn owners(country: Option<&str>, blocks: &[(u8, &str)]) -> Vec<String> {
    let found = read(country, "", blocks);
    found.budgets.iter().map(|b| format!("{} {}", found.mention(b.subject).name, b.money.amount.normalize())).collect()
}

#[test]
fn money_goes_where_its_words_say() {
    assert_eq!(owners(None, &[(0, "미국 6억 달러 투자, 일본 4억 달러를 투자")]), ["미국 600000000", "일본 400000000"]);
    assert_eq!(owners(Some("JP"), &[(0, "총무성 예산은 전년보다 늘어난 3억 엔")]), ["총무성 300000000"]);
    assert_eq!(
        owners(Some("JP"), &[(0, "2억 엔이 총무성으로부터 정보통신연구기구에 배정")]),
        ["정보통신연구기구 200000000"]
    );
    assert_eq!(owners(None, &[(0, "노키아는 에릭슨을 3억 달러에 인수")]), ["노키아 300000000"]);
    assert_eq!(owners(None, &[(0, "노키아는 에릭슨에 3억 달러를 투자")]), ["노키아 300000000"]);
    // Growth and increments are statistics.
    assert_eq!(owners(Some("JP"), &[(0, "총무성이 보는 투자 규모는 3억 엔으로 급성장")]), Vec::<String>::new());
    assert_eq!(owners(Some("JP"), &[(0, "총무성 예산은 1억 엔(9.8%) 증액")]), Vec::<String>::new());
    // A programme of the sentence before owns nothing here.
    assert_eq!(
        owners(Some("JP"), &[(0, "총무성은 ‘누리 종합계획’을 발표했다. 문부과학성 예산은 3억 엔이다.")]),
        ["문부과학성 300000000"]
    );
}

fn check_owners(blocks: &[&str], expected: &[&str]) {
    let blocks: Vec<(u8, &str)> = blocks.iter().map(|b| (0, *b)).collect();
    assert_eq!(owners(None, &blocks), expected, "{blocks:?}");
}

#[test]
fn sums_of_programmes() {
    for text in [
        "환경부는 ‘물결 사업’에 3년간 총 30억 원을 배정했다.",
        "사업비 30억 원 규모의 ‘물결 사업’을 시작한다.",
        "사업비가 30억 원인 ‘물결 사업’을 공고했다.",
        "환경부는 30억 원을 들여 ‘물결 사업’을 추진한다.",
        "‘물결 사업’ 예산은 20억 원에서 30억 원으로 늘었다.",
        "‘물결 사업’ 예산은 5억 원 늘어난 30억 원이다.",
        "환경부는 ‘물결 사업’을 시작한다. 총사업비는 30억 원이며 내년에 끝난다.",
        "환경부는 ‘물결 사업’을 시작한다. 노키아가 운영에 참여하며, 예산은 30억 원이다.",
        "환경부는 ‘물결 사업’을 시작한다. 이번 사업은 부산에서 열리며 국비 30억 원이 들어간다.",
    ] {
        check_owners(&[text], &["물결 사업 3000000000"]);
    }
    check_owners(
        &["‘새벽 사업’ 30억 원, ‘노을 사업’ 45.5억 원을 편성했다."],
        &["새벽 사업 3000000000", "노을 사업 4550000000"],
    );
    check_owners(
        &["환경부는 ‘물결 사업’을 시작한다. 여기에 국비 20억, 도비 10억 등 30억 원이 들어간다."],
        &["물결 사업 2000000000", "물결 사업 1000000000", "물결 사업 3000000000"],
    );
}

#[test]
fn sums_of_who_gives_gets_invests_and_buys() {
    check_owners(&["에릭슨은 보조금 5억 유로와 대출 7억 유로를 받는다."], &["에릭슨 500000000", "에릭슨 700000000"]);
    check_owners(&["총무성은 정보통신연구기구에 6억 엔을 지원한다."], &["정보통신연구기구 600000000"]);
    check_owners(&["총무성은 에릭슨의 시애틀 공장(2027년 완공)에 6억 엔을 보조했다."], &["에릭슨 600000000"]);
    check_owners(&["노키아는 시애틀에 6억 달러를 투자한다."], &["노키아 600000000"]);
    check_owners(&["독일은 수소에 6억 유로, 인공지능에 7억 유로를 쓴다."], &["독일 600000000", "독일 700000000"]);
    check_owners(
        &["에릭슨은 노키아가 지분 60%를 4억 달러(약 5천억 원)에 사들이기로 했다고 밝혔다."],
        &["노키아 400000000"],
    );
    check_owners(&["에릭슨은 노키아에 4억 달러에 팔렸다."], &["노키아 400000000"]);
    check_owners(
        &["노키아는 독일에 6억 달러를 투자한다. 이로써 투자액은 9억 달러로 늘었다."],
        &["노키아 600000000", "노키아 900000000"],
    );
}

#[test]
fn sums_beside_other_names() {
    // What is only part of it does not have it, nor what another verb goes to.
    check_owners(&["환경부는 ‘물결 사업’을 포함해 내년 예산안을 7조 원으로 편성했다."], &["환경부 7000000000000"]);
    check_owners(&["총무성이 국회에 제출한 예산은 6억 엔이다."], &["총무성 600000000"]);
    // Whose budget it is, the topic of the sentence says.
    check_owners(
        &["총무성은 ‘물결 사업’에 참여한다. 에릭슨은 시험을 맡으며, 예산은 6억 엔이다."],
        &["에릭슨 600000000"],
    );
    // Who gives to what, each of two.
    check(
        None,
        &[(0, "독일과 일본은 ‘물결 기금’에 각각 3억 유로와 500억 엔을 낸다")],
        &["독일 funds 물결 기금", "일본 funds 물결 기금"],
    );
    check(None, &[(0, "총무성은 에릭슨의 시애틀 공장에 6억 엔을 보조했다")], &["총무성 funds 에릭슨"]);
    check_owners(
        &["총무성은 에릭슨과 노키아를 골랐다. 두 회사는 각각 6억 엔과 2억 엔을 받는다."],
        &["에릭슨 600000000", "노키아 200000000"],
    );
    // What something is compared with.
    check_owners(&["‘물결 사업’ 예산은 5억 엔으로 1단계(3억 엔)보다 늘었다."], &["물결 사업 500000000"]);
    // Nobody known receives: nobody has it.
    check_owners(&["노키아는 회의를 열었다. 처음보는사는 3억 유로를 받는다."], &[]);
    check_owners(&["노르웨이는 ‘빙하 계획’에 20억 크로네를 쓴다."], &["빙하 계획 2000000000"]);
}

#[test]
fn what_is_no_budget() {
    for text in [
        "노키아의 매출은 30억 유로였다.",
        "총무성은 ‘하늘 계획’에 3억 엔을 투입하지 않기로 했다.",
        "총무성은 ‘하늘 계획’에 3억 엔을 지원하려던 방침을 취소했다.",
        "총무성은 노키아에 과징금 3억 엔을 물렸다.",
        "‘하늘 계획’ 예산은 △3억 엔 줄었다.",
        "총무성은 ‘하늘 계획’ 참여 기업에 기업당 3억 엔을 지원한다.",
        "‘하늘 계획’의 경제효과는 90억 엔이다.",
    ] {
        check_owners(&[text], &[]);
    }
    // A word for a statistic within a name makes none.
    check_owners(&["총무성은 ‘어촌 기본소득 사업’에 3억 엔을 투입한다."], &["어촌 기본소득 사업 300000000"]);
}

#[test]
fn a_headline_shares_the_owner_of_its_sum() {
    let found =
        read(None, "총무성, 내년 해양에 30억 엔 투자", &[(0, "총무성은 ‘하늘 계획’에 30억 엔을 투입한다고 밝혔다.")]);
    let subjects: Vec<&str> = found.budgets.iter().map(|b| found.mention(b.subject).name.as_str()).collect();
    assert_eq!(subjects, ["하늘 계획", "하늘 계획"]);
}

#[test]
fn who_gives_and_who_gets() {
    check(Some("JP"), &[(0, "2억 엔이 총무성으로부터 정보통신연구기구에 배정")], &["총무성 funds 정보통신연구기구"]);
    check(Some("JP"), &[(0, "총무성은 정보통신연구기구에 2억 엔을 대출한다")], &["총무성 funds 정보통신연구기구"]);
    check(None, &[(0, "노키아는 시애틀에 US$ 2억을 투자한다")], &["노키아 investsIn 시애틀"]);
    check(None, &[(0, "에릭슨은 노키아에서 2억 달러를 유치했다")], &["노키아 investsIn 에릭슨"]);
    check(None, &[(0, "노키아가 에릭슨 지분에 2억 달러를 투자했다")], &["노키아 investsIn 에릭슨"]);
    let found = read(Some("JP"), "", &[(0, "총무성은 ‘하늘 계획’에 2억 엔을 지원하려던 방침을 취소했다")]);
    let firm = |r: &&policygraph_model::RelationFinding| r.predicate == Predicate::Funds && r.status != Status::Denied;
    assert!(!found.relations.iter().any(|r| firm(&r)), "{:?}", found.relations);
}

#[test]
fn members_of_a_council() {
    check(
        Some("KR"),
        &[(0, "정부는 제3차 과학기술관계장관회의를 개최"), (1, "(참석대상) 교육부, 환경부, 국방부 장관")],
        &["교육부 partOf 과학기술관계장관회의", "국방부 partOf 과학기술관계장관회의"],
    );
    let other = relations(&read(
        Some("KR"),
        "",
        &[(0, "정부는 제3차 과학기술관계장관회의를 개최"), (1, "(발표자료) 교육부, 환경부, 국방부 장관")],
    ));
    assert!(!other.iter().any(|r| r.contains("partOf")), "{other:?}");
}

#[test]
fn what_a_clause_is_about_is_run_by_who_follows() {
    check(Some("JP"), &[(0, "‘누리 프로젝트’는 총무성이 총괄")], &["총무성 leads 누리 프로젝트"]);
}

#[test]
fn a_place_or_its_firms_do_not_act_for_the_country_before() {
    let carried = |blocks: &[(u8, &str)]| relations(&read(None, "", blocks));
    let found = carried(&[(0, "미국은 회의를 개최"), (1, "시애틀은 ‘누리 프로젝트’를 추진")]);
    assert!(!found.iter().any(|r| r == "미국 leads 누리 프로젝트"), "{found:?}");
    let found = carried(&[(0, "‘누리’ 플랫폼은 중국 기업이 개발")]);
    assert!(!found.iter().any(|r| r.contains("develops")), "{found:?}");
}

#[test]
fn parts_of_a_programme() {
    let lead = (0, "총무성은 ‘누리 종합계획’을 발표");
    check(Some("JP"), &[lead, (1, "‘하늘 프로젝트’가 이에 포함")], &["하늘 프로젝트 partOf 누리 종합계획"]);
    // What somebody else runs, or was made before, is no part.
    for other in ["경제산업성은 ‘하늘 프로젝트’를 추진", "2014년 발표된 ‘하늘 프로젝트’를 참고"]
    {
        let found = relations(&read(Some("JP"), "", &[lead, (1, other)]));
        assert!(!found.iter().any(|r| r.contains("partOf")), "{other}: {found:?}");
    }
}

fn rules_of(found: &Findings, predicate: Predicate) -> Vec<&'static str> {
    found.relations.iter().filter(|r| r.predicate == predicate).map(|r| r.rule).collect()
}

#[test]
fn who_acts_is_carried_from_sentence_to_sentence() {
    let found = read(None, "", &[(0, "노키아는 회의를 열었다. 이어 ‘누리’ 서비스를 출시했다.")]);
    assert!(relations(&found).contains(&"노키아 develops 누리".to_owned()), "{:?}", relations(&found));
    assert!(rules_of(&found, Predicate::Develops).contains(&"frame-carried"), "{:?}", found.relations);
    let found = read(None, "", &[(0, "노키아는 ‘누리’ 서비스를 출시했다.")]);
    assert!(rules_of(&found, Predicate::Develops).contains(&"frame"), "{:?}", found.relations);
    // The text above in the outline, and the headline.
    check(None, &[(0, "노키아는 회의를 개최"), (1, "에릭슨과 협약을 체결")], &["노키아 partnersWith 에릭슨"]);
    let found = relations(&read(None, "노키아, 대규모 투자", &[(0, "에릭슨과 협약을 체결했다.")]));
    assert!(found.contains(&"노키아 partnersWith 에릭슨".to_owned()), "{found:?}");
}

#[test]
fn the_body_says_who_of_the_country_in_the_headline() {
    let title = "일본, ‘누리 종합계획’ 발표";
    let found = relations(&read(Some("JP"), title, &[(0, "총무성은 ‘누리 종합계획’을 발표했다.")]));
    assert!(found.contains(&"총무성 announces 누리 종합계획".to_owned()), "{found:?}");
    assert!(!found.contains(&"일본 announces 누리 종합계획".to_owned()), "{found:?}");
    let alone = relations(&read(Some("JP"), title, &[]));
    assert!(alone.contains(&"일본 announces 누리 종합계획".to_owned()), "{alone:?}");
}

#[test]
fn who_acts_with_whom() {
    check(None, &[(0, "노키아는 에릭슨과 공동으로 장비를 시험한다.")], &["노키아 partnersWith 에릭슨"]);
    check(None, &[(0, "노키아는 에릭슨과 함께 ‘누리 프로젝트’에 참여한다.")], &["에릭슨 participatesIn 누리 프로젝트"]);
}

#[test]
fn nobody_acts_for_a_subject_that_is_not_known() {
    for subject in ["어느 업체는", "인근 주민들이", "몇몇 기업이"] {
        let text = format!("노키아는 회의를 열었다. {subject} 에릭슨을 인수했다.");
        let found = relations(&read(None, "", &[(0, &text)]));
        assert!(!found.iter().any(|r| r.contains("acquires")), "{text}: {found:?}");
    }
}

#[test]
fn words_that_stand_for_names() {
    check(None, &[(0, "노키아는 회의를 열었다. 이 회사는 에릭슨을 인수했다.")], &["노키아 acquires 에릭슨"]);
    check(
        Some("JP"),
        &[(0, "정보통신연구기구는 회의를 열었다. 기구는 ‘누리 프로젝트’를 총괄한다.")],
        &["정보통신연구기구 leads 누리 프로젝트"],
    );
    check(
        Some("JP"),
        &[(0, "총무성은 ‘누리 종합계획’을 발표했다. 이번 계획은 경제산업성이 총괄한다.")],
        &["경제산업성 leads 누리 종합계획"],
    );
}

#[test]
fn what_is_put_in_is_no_money() {
    check(None, &[(0, "총무성은 누리 종합계획(NMP)에 힘을 투입")], &["총무성 leads 누리 종합계획"]);
}

#[test]
fn with_whom_one_name_of_a_list_is_joined() {
    let text = "총무성은 노키아(NOK)와 에릭슨(ERIC) 등 주요 기업에 대한 공동 지원을 결정";
    let found = relations(&read(None, "", &[(0, text)]));
    assert!(!found.iter().any(|r| r.contains("partnersWith")), "{found:?}");
}

#[test]
fn words_that_stand_for_two() {
    check(
        None,
        &[(0, "독일과 일본은 회의를 열었다. 양국은 ‘누리 프로젝트’에 참여한다.")],
        &["독일 participatesIn 누리 프로젝트", "일본 participatesIn 누리 프로젝트"],
    );
}

#[test]
fn offices_of_who_was_spoken_of() {
    check(
        None,
        &[(0, "중국 상무부는 조치를 발표했다. 허도윤 대변인은 “유감”이라고 밝혔다.")],
        &["허도윤 holdsPosition 중국 상무부"],
    );
    // Whose head somebody is must be said where he is only named.
    let sold = relations(&read(None, "", &[(0, "노키아는 최대주주 김도윤 대표의 지분을 샀다.")]));
    assert!(!sold.iter().any(|r| r.contains("holdsPosition")), "{sold:?}");
}

#[test]
fn national_programmes_run_in_their_country() {
    check(
        None,
        &[(0, "일본 경제산업성은 ‘누리 조달 프로그램’을 추진한다.")],
        &["누리 조달 프로그램 implementedIn 일본"],
    );
    let shared = relations(&read(None, "", &[(0, "일본 경제산업성은 ‘일-베트남 누리 프로그램’을 추진한다.")]));
    assert!(!shared.iter().any(|r| r == "일-베트남 누리 프로그램 implementedIn 일본"), "{shared:?}");
}

#[test]
fn tasks_that_a_plan_sets_up() {
    let found = relations(&read(
        None,
        "제1차 누리 육성 종합계획",
        &[(0, "① (실증) 해운대구에 ‘누리 리빙랩’을 조성"), (0, "② 당초의 ‘누리 보험’은 추진하지 않음")],
    ));
    assert!(found.iter().any(|r| r == "누리 리빙랩 partOf 제1차 누리 육성 종합계획"), "{found:?}");
    assert!(!found.iter().any(|r| r.starts_with("누리 보험 partOf")), "{found:?}");
}

#[test]
fn seats_of_what_is_founded() {
    let found = relations(&read(None, "", &[(0, "노키아와 에릭슨은 합작사 ‘누리링크’를 세운다. 본사는 부산에 둔다.")]));
    assert!(found.iter().any(|r| r == "누리링크 basedIn 부산"), "{found:?}");
    assert!(!found.iter().any(|r| r == "노키아 basedIn 부산"), "{found:?}");
}

#[test]
fn labels_of_countries_part_what_is_spoken_of() {
    let blocks = [(0, "(EU) ‘새빛 프로젝트’를 추진"), (0, "(한국) 2035년까지 3조 원을 투자해 프로젝트를 추진")];
    let found = relations(&read(None, "", &blocks));
    assert!(found.contains(&"EU leads 새빛 프로젝트".to_owned()), "{found:?}");
    assert!(!found.iter().any(|r| r.starts_with("한국 leads")), "{found:?}");
}

#[test]
fn offices_over_the_units_above_them() {
    check(
        None,
        &[(0, "행사에는 현대자동차 해양기술본부 미래연구실장 오하늘 상무 등이 참석했다.")],
        &["오하늘 holdsPosition 현대자동차"],
    );
    check(
        None,
        &[(0, "앤서니 앨버니지 호주 총리가 방문했다. 앨버니지 총리는 지원을 약속했다.")],
        &["앤서니 앨버니지 holdsPosition 호주"],
    );
}

#[test]
fn places_that_dots_join_lie_in_one() {
    check(None, &[(0, "경기 여주시·가평군, 강원 인제군")], &["여주시 locatedIn 경기", "가평군 locatedIn 경기"]);
}

/// The budgets of a text: owner, amount, currency.
fn sums(text: &str) -> Vec<String> {
    let found = read(None, "", &[(0, text)]);
    let shown = |b: &policygraph_model::BudgetFinding| {
        format!("{} {} {}", found.mention(b.subject).name, b.money.amount, b.money.currency)
    };
    found.budgets.iter().map(shown).collect()
}

#[test]
fn whose_sums_are() {
    assert_eq!(sums("상무부는 삼성전자의 90억 달러 이상의 투자를 지원한다."), ["삼성전자 9000000000 USD"]);
    assert_eq!(sums("환경부의 올해 로봇 관련 사업 총 예산은 80억 원이다."), ["환경부 8000000000 KRW"]);
    assert_eq!(sums("상무부는 인텔에 법률에 따라 보조금 12억 달러를 지원한다."), ["인텔 1200000000 USD"]);
    assert_eq!(sums("환경부는 6억 2,500만(9,100억 원) 달러를 투자한다."), ["환경부 625000000 USD"]);
    assert_eq!(sums("영국은 2억 파운드(2억 6,500만 달러·약 3,700억 원)를 투자한다."), ["영국 200000000 GBP"]);
    assert_eq!(
        sums("환경부는 ‘새빛 사업’ 18억 원, 인력 양성 70억 원을 투자한다."),
        ["새빛 사업 1800000000 KRW", "환경부 7000000000 KRW"]
    );
    assert_eq!(
        sums("한국수출입은행은 미얀마 정부가 추진하는 여러 일에 5천만 달러의 차관을 지원한다."),
        ["한국수출입은행 50000000 USD"]
    );
    assert_eq!(sums("일본 정부는 100조 엔 규모인 해양 통신 시장의 규모를 두 배로 늘린다."), Vec::<String>::new());
    assert_eq!(sums("서귀포시는 정부 공모에 선정돼 국비 24억 원을 확보했다."), Vec::<String>::new());
    assert_eq!(sums("환경부는 ‘새빛 사업’(18억 원·3개), 도서관(70억 원)에 투자한다."), ["새빛 사업 1800000000 KRW"]);
    assert_eq!(sums("교육부·환경부는 이에 답하고자 총 700억원을 투입한다."), ["교육부 70000000000 KRW"]);
    assert_eq!(sums("환경부는 30조 원의 먹거리가 생긴다고 전망했다."), Vec::<String>::new());
    assert_eq!(sums("환경부는 수출은 9억 달러이고 이 중 3억 달러가 로봇이라고 밝혔다."), Vec::<String>::new());
    assert_eq!(
        sums("총 45억 원(국비 30억 원, 지방비 15억 원)이 투입되는 ‘새빛 사업’이 시작됐다."),
        ["새빛 사업 4500000000 KRW", "새빛 사업 3000000000 KRW", "새빛 사업 1500000000 KRW"]
    );
    assert_eq!(
        sums("환경부는 삼성전자와 노키아에 각각 3억 원과 2억 원을 지원한다."),
        ["삼성전자 300000000 KRW", "노키아 200000000 KRW"]
    );
    assert_eq!(
        sums("‘새빛 사업’에는 국비 30억 원, 지방비 15억 원 등 총 45억 원이 들어간다."),
        ["새빛 사업 3000000000 KRW", "새빛 사업 1500000000 KRW", "새빛 사업 4500000000 KRW"]
    );
    assert_eq!(sums("환경부, ‘새빛 사업’ 발표… 도서관에 3억 원 투입"), ["환경부 300000000 KRW"]);
    assert_eq!(sums("환경부는 「물결법」에 근거해 삼성전자에 3억 원을 지원한다."), ["삼성전자 300000000 KRW"]);
    let text = "환경부는 ‘새빛 사업’을 발표했다. 이번 사업은 ‘물결 사업’의 후속으로 3억 원을 투입한다.";
    assert_eq!(sums(text), ["새빛 사업 300000000 KRW"]);
}

#[test]
fn institutes_of_authorities() {
    check(
        None,
        &[(0, "산림청 국립산림과학원은 숲을 살폈다.")],
        &["국립산림과학원 partOf 산림청", "산림청 hasJurisdiction 한국"],
    );
}

#[test]
fn sources_do_not_act() {
    let found = relations(&read(None, "", &[(0, "외교부 자료에 따르면 호주 정부가 ‘새빛 기금’을 조성한다.")]));
    assert!(!found.iter().any(|r| r.starts_with("외교부")), "{found:?}");
}

#[test]
fn a_draft_points_to_a_law() {
    let text = "미국은 ‘국가 새빛 법’을 통과시켰다. 이 법안은 「물결법」을 대체한다.";
    check(None, &[(0, text)], &["국가 새빛 법 replaces 물결법"]);
}

#[test]
fn heads_of_branches_are_of_the_body() {
    check(None, &[(0, "김하늘 코이카 라오스 사무소장은 협력을 강조했다.")], &["김하늘 holdsPosition 코이카"]);
}

#[test]
fn two_countries_are_none_of_a_long_list() {
    let text = "한국과 칠레는 협정을 맺었다. 온실은 라오스, 몽골, 케냐에 있다. 양국은 어업에서 협력한다.";
    let found = relations(&read(None, "", &[(0, text)]));
    let partners: Vec<&String> = found.iter().filter(|r| r.contains("partnersWith")).collect();
    assert!(partners.iter().all(|r| !r.contains("케냐") && !r.contains("몽골")), "{partners:?}");
}

#[test]
fn what_an_authority_has_is_no_body_of_it() {
    let found = relations(&read(None, "", &[(0, "환경부 소관 업무에 대해서는 한국선급이 뽑혔다.")]));
    assert!(!found.iter().any(|r| r.contains("partOf")), "{found:?}");
}

#[test]
fn ventures_are_paid_by_who_founds_them() {
    let founded = "가온전자와 두루전자는 합작사 ‘미르셀’을 세운다.";
    let paid = ["가온전자 investsIn 미르셀", "두루전자 investsIn 미르셀"];
    check(None, &[(0, &format!("{founded} 두 회사는 이 회사에 각각 3억 원을 출자한다."))], &paid);
    check(None, &[(0, &format!("{founded} 자본금은 두 회사가 반씩 낸다."))], &paid);
    check(None, &[(0, &format!("{founded} 출자금은 가온전자가 3억 원, 두루전자가 나머지를 댄다."))], &paid);
}

#[test]
fn words_that_stand_for_a_country() {
    check(
        None,
        &[(0, "가온전자는 베트남에 진출한다. 두루전자는 현지에 공장을 두고 현지 통신사 미르링크와 손잡는다.")],
        &["두루전자 operatesIn 베트남", "미르링크 basedIn 베트남"],
    );
    check(None, &[(0, "태국은 자국 기업인 미르링크에 면허를 내줬다.")], &["미르링크 basedIn 태국"]);
}

#[test]
fn plants_are_where_the_text_says() {
    check(None, &[(0, "(안동) 독일 기업 미르가스가 설비를 짓는다.")], &["미르가스 operatesIn 안동"]);
    check(None, &[(0, "대표는 세종의 가온전자 데이터센터를 찾았다.")], &["가온전자 operatesIn 세종"]);
}
