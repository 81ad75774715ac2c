//! Relations and budgets from a text through the entity extractor.

use super::*;
use policygraph_extract_entities::Names;
use policygraph_model::{Block, BlockKind, Context, SectionKind, Text};

fn text(s: &str) -> Text {
    let mut t = Text::default();
    t.push(s, 0);
    t
}

fn read(country: Option<&str>, title: &str, blocks: &[(u8, &str)]) -> Findings {
    let registry = Registry::builtin();
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
        blocks: blocks.iter().map(|&(depth, s)| Block { kind: BlockKind::Bullet, depth, text: text(s) }).collect(),
        children: Vec::new(),
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
    check(None, &[(0, "덴버 시애틀에서 논의")], &[]);
    check(None, &[(0, "독일, 지멘스를 논의")], &[]);
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
    check(None, &[(0, "노키아는 ‘누리’ 플랫폼을 개발자에게 소개")], &[]);
}

#[test]
fn who_acts() {
    // The one who only owns what is bought does not buy.
    let found = relations(&read(None, "", &[(0, "노키아는 에릭슨이 보유한 시스코를 인수")]));
    assert_eq!(found, ["노키아 acquires 시스코"]);
    check(None, &[(0, "에릭슨을 제재하는 총무성에 항의")], &["총무성 restricts 에릭슨"]);
    check(
        None,
        &[(0, "노키아와 에릭슨이 ‘누리 프로젝트’에 참여")],
        &["노키아 participatesIn 누리 프로젝트", "에릭슨 participatesIn 누리 프로젝트"],
    );
    check(None, &[(0, "노키아는 ‘누리’ 서비스의 새 기능을 공개")], &["노키아 develops 누리"]);
}

#[test]
fn funding() {
    check(None, &[(0, "총무성은 누리 종합계획(NMP)에 3억 엔을 투입")], &["총무성 funds 누리 종합계획"]);
    check(None, &[(0, "총무성은 누리 종합계획(NMP)에 힘을 투입")], &[]);
}

#[test]
fn joint_action() {
    check(None, &[(0, "노키아와 에릭슨은 공동으로 연구를 진행")], &["노키아 partnersWith 에릭슨"]);
    check(None, &[(0, "노키아와 에릭슨은 각자 연구를 진행")], &[]);
}

#[test]
fn plans_are_told_from_facts() {
    let found = read(None, "", &[(0, "노키아는 에릭슨을 인수할 계획")]);
    assert_eq!(found.relations[0].status, policygraph_model::Status::Planned);
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
