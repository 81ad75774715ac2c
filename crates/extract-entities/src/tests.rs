//! Names by rule: a text and what is found in it.

use super::*;
use policygraph_model::{Block, BlockKind, Context, SectionKind};

pub(crate) fn section(country: Option<&str>, kind: SectionKind, title: &str, texts: &[&str]) -> Section {
    let text = |s: &str| {
        let mut t = Text::default();
        t.push(s, 0);
        t
    };
    Section {
        kind,
        number: "1".into(),
        path: "1".into(),
        title: text(title),
        context: Context { country: country.map(str::to_owned), ..Context::default() },
        blocks: texts.iter().map(|s| Block { kind: BlockKind::Bullet, depth: 0, text: text(s) }).collect(),
        ..Section::default()
    }
}

pub(crate) fn found(section: &Section) -> Findings {
    let mut found = Findings::default();
    Names::new(&Registry::builtin()).extract(section, &mut found);
    found
}

fn names_in(section: &Section) -> Vec<String> {
    found(section)
        .mentions
        .iter()
        .filter(|m| m.kind != policygraph_model::EntityType::Technology)
        .map(|m| format!("{}:{}{}", m.kind, m.name, m.aliases.iter().map(|a| format!("={a}")).collect::<String>()))
        .collect()
}

pub(crate) fn check(country: Option<&str>, text: &str, expected: &[&str]) {
    assert_eq!(names_in(&section(country, SectionKind::Item, "", &[text])), expected, "{text}");
}

#[test]
fn registered_names() {
    check(Some("CN"), "교육부는 계획을 논의", &["GovernmentAgency:교육부"]);
    check(Some("US"), "노키아와 정부가 협의", &["Company:노키아", "GovernmentAgency:정부"]);
    check(None, "지난 회의에서 선전 활동을 논의", &[]);
    check(None, "Deloitte UK는 전망을 논의", &["Company:Deloitte UK"]);
}

#[test]
fn countries_that_are_also_words() {
    check(None, "말리 농업부는 계획을 논의", &["GovernmentAgency:말리 농업부=농업부", "Country:말리"]);
    check(None, "일본은 가나에 병원을 짓는다", &["Country:일본", "Country:가나"]);
    check(None, "일본은 수단과 방법을 가리지 않는다", &["Country:일본"]);
    check(None, "정책 수단 위원회를 논의", &[]);
}

#[test]
fn institutes_are_called_after_their_field() {
    check(Some("GB"), "인공지능 안전연구소를 설립", &["ResearchOrganization:인공지능 안전연구소"]);
}

#[test]
fn fields_are_no_companies() {
    check(None, "도심항공 노선을 늘린다", &[]);
    check(None, "태양항공은 노선을 늘린다", &["Company:태양항공"]);
}

#[test]
fn local_governments() {
    check(Some("CA"), "온타리오주 정부는 계획을 논의", &["GovernmentAgency:온타리오주 정부"]);
}

#[test]
fn particles_behind_brackets() {
    check(None, "핀란드의 벨톤(Belton)도 인수했다", &["Country:핀란드", "Company:벨톤=Belton"]);
    check(None, "룽산(龍山)항만관리회사가 운영", &["Company:룽산항만관리회사=룽산(龍山)항만관리회사"]);
    check(None, "룽톈투자회사와 부동산투자회사를 설립", &["Company:룽톈투자회사"]);
}

#[test]
fn class_words() {
    check(None, "국가 양자기술 발전전략(QDS)을 발표", &["Program:국가 양자기술 발전전략=QDS"]);
    check(None, "가온 해양 프로젝트 를 추진", &["Program:가온 해양 프로젝트"]);
    check(Some("KR"), "한빛해양연구소와 협의", &["ResearchOrganization:한빛해양연구소"]);
    check(None, "다양한 지원 전략을 추진", &[]);
    check(None, "운영위원회를 개최", &[]);
    check(None, "과제별 컨소시엄을 구성", &[]);
    check(None, "주관 컨소시엄을 구성", &[]);
    check(None, "‘푸른 물결’ 사업은 마을·대학 상생 프로젝트로, 다섯 해 지원된다", &["Program:푸른 물결"]);
    check(None, "마을·대학 상생을 위해 특성화대학을 지원", &[]);
    check(None, "스웨덴 미술 연합(BELA Group)과 협정", &["Country:스웨덴"]);
    check(None, "한국기계연구원 등이 컨소시엄으로 참여", &["ResearchOrganization:한국기계연구원"]);
    check(None, "계약을 맺은 이후 워킹그룹 설립을 논의", &[]);
    // One verb for what several do.
    let listed = "교육부는 가온 해양 사업을, 환경부는 누리 하천 사업을 새로 추진한다.";
    let programmes = |names: Vec<String>| names.into_iter().filter(|n| n.starts_with("Program")).collect::<Vec<_>>();
    assert_eq!(
        programmes(names_in(&section(None, SectionKind::Item, "", &[listed]))),
        ["Program:가온 해양 사업", "Program:누리 하천 사업"]
    );
}

#[test]
fn bureaus_that_dots_join() {
    let bureaus = ["GovernmentAgency:해양국", "GovernmentAgency:산림국", "GovernmentAgency:항만정보화위원회"];
    check(None, "해양국·산림국·항만정보화위원회 주도로", &bureaus);
    check(None, "해양·산림위원회 주도로", &["GovernmentAgency:해양·산림위원회"]);
}

#[test]
fn nouns_between_a_quotation_and_its_class_word() {
    check(None, "‘푸른 물결’ 핵심 성능시험 사업에 착수", &["Program:푸른 물결"]);
    check(None, "‘자율주행’ 핵심 성능시험(PoC) 사업에 30억 원을 투입", &["Program:자율주행 핵심 성능시험 사업"]);
    check(None, "‘자율주행’ 핵심 성능시험 사업에 착수", &[]);
    check(None, "낙상을 알아채는 센서 ‘벨톤온’이 스마트홈 기업에서 나왔다", &["Product:벨톤온"]);
}

#[test]
fn counterparts_in_brackets() {
    check(None, "각료회의(국무회의)에서", &["GovernmentAgency:각료회의"]);
}

#[test]
fn descriptions_of_companies() {
    check(None, "‘수출 기업’ 중 절반", &[]);
    check(None, "‘새벽호의 기업’이 어디냐는 질문", &[]);
    let startups = |text: &str| {
        let found = found(&section(None, SectionKind::Item, "", &[text]));
        found.mentions.iter().filter(|m| m.name == "스타트업").count()
    };
    assert_eq!(startups("북미 스타트업 ‘벨톤’에 투자"), 0);
    assert_eq!(startups("스타트업 투자사를 설립"), 0);
    assert_eq!(startups("스타트업 육성 정책을 논의"), 1);
}

#[test]
fn quoted_names() {
    check(None, "‘지능형 항만’ 프로젝트를 논의", &["Program:지능형 항만"]);
    check(None, "’누리 데이터 플랫폼(Nuri Data)‘을 공개", &["Product:누리 데이터 플랫폼=Nuri Data"]);
    check(None, "’19년 ‘함께 가야 멀리 간다’라고 강조", &[]);
    check(None, "‘* * ‘발표", &[]);
}

#[test]
fn officials() {
    check(Some("FR"), "에마뉘엘 마크롱 대통령은 방문을 발표", &["Person:에마뉘엘 마크롱"]);
    check(None, "총리는 방문을 발표", &[]);
}

#[test]
fn siblings_in_a_list() {
    check(None, "노키아, 에릭슨, 가온(GAON) 등이 참여", &["Company:노키아", "Company:에릭슨", "Company:가온=GAON"]);
    check(None, "노키아, 에릭슨, 비용(COST) 없이 참여", &["Company:노키아", "Company:에릭슨"]);
    // A mark of more than one byte before the list.
    let given = "올해 ○ 해양 관측 기술 개발 사업, 극지 탐사선 건조 사업 등에 총 3억 원을 투자";
    check(None, given, &["Program:해양 관측 기술 개발 사업", "Program:극지 탐사선 건조 사업"]);
}

#[test]
fn apposition_with_latin_name() {
    check(None, "네트워크 업체 가노비(GANOBI)와 협의", &["Company:가노비=GANOBI"]);
    check(None, "새로운 방식 가노비(GANOBI)와 협의", &[]);
    check(
        None,
        "국가 해양관측법(National Ocean Act of 2020)을 통과",
        &["Legislation:국가 해양관측법=National Ocean Act of 2020"],
    );
}

#[test]
fn budget_lines() {
    check(None, "△해양 관측(300억 원) △기타 관측(3건)", &["Program:해양 관측"]);
    check(None, "총 9조 원. ▲해양 관측 3.5조 원, ▲항만 정비 2조 원", &["Program:해양 관측", "Program:항만 정비"]);
    for text in [
        "새빛항 배후단지 확충(2,180억 원)",
        "새빛항 배후단지 확충: 2,180억 원(해양수산부)",
        "새빛항 배후단지 확충 2,180억 원, 6개 항만 대상",
    ] {
        let names = names_in(&section(None, SectionKind::Item, "", &[text]));
        assert!(names.contains(&"Program:새빛항 배후단지 확충".to_owned()), "{text}: {names:?}");
    }
    check(None, "총사업비 국비 지원: 420억 원", &[]);
    check(Some("KR"), "정부는 항만 정비 지원 3억 원을 반납", &["GovernmentAgency:정부"]);
}

#[test]
fn names_with_an_edition_or_a_maker() {
    check(None, "누리 행동계획 2.0을 논의", &["Program:누리 행동계획 2.0"]);
    check(None, "구글 하늘 플랫폼을 논의", &["Product:구글 하늘 플랫폼"]);
    check(None, "구글 클라우드(Google Cloud)를 논의", &["Product:구글 클라우드=Google Cloud"]);
}

#[test]
fn a_list_before_its_class_noun() {
    let programs = ["Program:해양산업육성", "Program:항만산업육성", "Program:어촌산업육성"];
    check(None, "해양산업육성, 항만산업육성, 어촌산업육성 등 3개 사업에 투입", &programs);
    check(None, "해양산업육성, 항만산업육성, 어촌산업육성 등을 논의", &[]);
}

#[test]
fn a_latin_footnote_names_the_starred_measure() {
    let mut s = section(None, SectionKind::Item, "", &["국가 해양 기본계획을 발표*", "National Ocean Master Plan"]);
    s.blocks[1].kind = BlockKind::Footnote;
    assert_eq!(names_in(&s), ["Program:국가 해양 기본계획=National Ocean Master Plan"]);
}

#[test]
fn report_titles() {
    let s = section(None, SectionKind::News, "2030 해운 전망", &["가온연구소는 보고서를 발표"]);
    assert_eq!(names_in(&s), ["Document:2030 해운 전망", "ResearchOrganization:가온연구소"]);
    let s = section(None, SectionKind::News, "2030 해운 전망", &["가온연구소는 회의를 개최"]);
    assert_eq!(names_in(&s), ["ResearchOrganization:가온연구소"]);
}

#[test]
fn ministries_by_their_fields() {
    check(Some("IN"), "전자정보통신부는 계획을 논의", &["GovernmentAgency:전자정보통신부"]);
    check(
        None,
        "인도 에너지자원청은 계획을 논의",
        &["GovernmentAgency:인도 에너지자원청=에너지자원청", "Country:인도"],
    );
    check(Some("US"), "안전성 평가와 경쟁국 동향을 논의", &[]);
    check(Some("US"), "사업부는 회의를 개최", &[]);
}

#[test]
fn brackets_are_read_too() {
    check(
        Some("US"),
        "지출 현황(1위 가온 해양연구소 및 2위 누리 산림연구소 등)",
        &["ResearchOrganization:해양연구소", "ResearchOrganization:산림연구소"],
    );
}

#[test]
fn marked_lists() {
    check(None, "하늘의 △가온(GAON) △누리(NURI) 등 2가지 기능을 공개", &["Product:가온=GAON", "Product:누리=NURI"]);
}

#[test]
fn footnotes_type_names() {
    let mut s = section(
        None,
        SectionKind::Item,
        "",
        &["올해 누리보라* 인수를 논의", "독일에 있는 음식 주문 서비스 업체로 성장"],
    );
    s.blocks[1].kind = BlockKind::Footnote;
    assert_eq!(names_in(&s), ["Company:누리보라", "Country:독일"]);
}

#[test]
fn persons() {
    check(None, "새라 코너 미국 대통령은 연설", &["Person:새라 코너", "Country:미국"]);
    check(Some("KR"), "홍길동 과기정통부 장관은 발언", &["Person:홍길동", "GovernmentAgency:과기정통부"]);
    check(Some("KR"), "정책실 국장은 발언", &[]);
}

#[test]
fn captions_name_nothing() {
    let mut s = section(None, SectionKind::Item, "", &["<신형 해양 관측 구축 전략>"]);
    s.blocks[0].kind = BlockKind::Caption;
    assert_eq!(names_in(&s), Vec::<String>::new());
}

#[test]
fn who_stands_beside_a_company() {
    check(None, "구글과 누리오스가 참여했다", &["Company:구글", "Company:누리오스"]);
    check(None, "구글과 생태계가 성장했다", &["Company:구글"]);
}

#[test]
fn companies_that_are_described() {
    check(None, "독일 위탁생산업체 가온바이오 지분 30%를 인수", &["Country:독일", "Company:가온바이오"]);
    check(None, "민영 정유사 루온석화가 참여", &["Company:루온석화"]);
    check(None, "미국 사모펀드 벨로캐피털로부터 투자를 유치", &["Country:미국", "Company:벨로캐피털"]);
}

#[test]
fn a_trade_in_a_country_is_no_company() {
    check(None, "스페인 가노로봇이 참여했다.", &["Country:스페인", "Company:가노로봇"]);
    check(None, "스페인 가노로봇 시장을 겨냥했다.", &["Country:스페인"]);
}

#[test]
fn one_letter_behind_a_company_makes_another_name() {
    check(None, "카카오Q를 내려받아", &[]);
    check(None, "카카오는 협의", &["Company:카카오"]);
}

#[test]
fn bodies_with_their_abbreviation() {
    check(Some("TH"), "물길진흥청(HPA)은 협의", &["GovernmentAgency:물길진흥청=HPA"]);
    check(Some("BR"), "해운협회(HSA)는 협의", &["Association:해운협회=HSA"]);
}

#[test]
fn titles_of_one_of_several() {
    check(Some("KR"), "민간위원장은 남궁해솔 교수", &["Person:남궁해솔"]);
    check(Some("KR"), "‘가온혁신위원회’가 총괄하며 대통령이 참석", &["GovernmentAgency:가온혁신위원회"]);
}

#[test]
fn sources_that_are_cited() {
    check(
        None,
        "자료: 환경부, 「물길 동향」 제3호",
        &["GovernmentAgency:환경부", "Document:물길 동향", "Country:한국"],
    );
}

#[test]
fn officials_abroad() {
    let agency = "GovernmentAgency:일본 경제산업성";
    check(None, "도야마 다케오 일본 경제산업상은 답했다", &["Person:도야마 다케오", "Country:일본", agency]);
    check(Some("JP"), "도야마 환경상은 답했다", &["Person:도야마", "GovernmentAgency:환경성"]);
    check(None, "하나가와 다케오 일본 경제산업상은 답했다", &["Person:하나가와 다케오", "Country:일본", agency]);
    check(
        Some("JP"),
        "도야마 구니오(遠山國雄) 환경상은 답했다",
        &["Person:도야마 구니오=遠山國雄", "GovernmentAgency:환경성"],
    );
    check(Some("JP"), "환경상은 계획을 발표", &["GovernmentAgency:환경성"]);
    check(Some("KR"), "환경상을 수상", &[]);
    check(None, "올해의 환경상은 일본 기업이 받았다", &["Country:일본"]);
    check(None, "카르센 벨로나 경제 및 해양담당 부총리는 답했다", &["Person:카르센 벨로나"]);
    check(
        None,
        "카르센 벨로나 EU 집행위원회 경쟁담당 집행위원은 답했다",
        &["Person:카르센 벨로나", "InternationalOrganization:EU 집행위원회", "InternationalOrganization:EU"],
    );
    check(Some("GB"), "카르센 벨로나 우주부 장관은 답했다", &["Person:카르센 벨로나", "GovernmentAgency:우주부"]);
    check(
        None,
        "노키아는 카르센 벨로나가 런던에서 설립한 기업으로 성장했다",
        &["Company:노키아", "Person:카르센 벨로나", "Place:런던"],
    );
    check(None, "화학 석사와 박사 과정을 마쳐", &[]);
    // Companies that are called as a word of the name is.
    check(None, "노키아에는 미론 머스크 CEO가 답했다", &["Company:노키아", "Person:미론 머스크"]);
    let maersk = ["Company:노키아", "Person:카르센 벨로나", "Company:머스크"];
    check(None, "노키아에는 카르센 벨로나 머스크 CEO가 답했다", &maersk);
    check(
        None,
        "이날 노키아 벨로나(Nokia Bellona) 독일 재무부 차관이 참석",
        &["Person:노키아 벨로나=Nokia Bellona", "GovernmentAgency:독일 재무부=재무부", "Country:독일"],
    );
    check(
        None,
        "이날 룽산지(龍山) 중국과학원 원장은 답했다",
        &["Person:룽산지=龍山", "ResearchOrganization:중국과학원"],
    );
}

#[test]
fn particles_are_no_part_of_names() {
    check(None, "두 기관은 정부가 추진하는 사업에 참여", &["GovernmentAgency:정부", "Country:한국"]);
    check(None, "군은 2031년 물결 공모사업에 선정", &["Program:2031년 물결 공모사업"]);
    check(None, "서귀포는 물결미르산업단지와 연계", &["Place:서귀포", "Place:물결미르산업단지"]);
    check(None, "노후산업단지를 혁신산업단지로 전환", &[]);
    check(None, "<해양 산업에 관한 고시>를 발표", &["Legislation:해양 산업에 관한 고시"]);
    check(Some("미국"), "벨로 카르센도 상무장관은 말했다", &["Person:벨로 카르센도", "GovernmentAgency:상무부"]);
    check(None, "30억 달러 반도체 보조금 확정", &[]);
    check(
        None,
        "푸른하천정비추진위원회(질병관리청) 위원",
        &["GovernmentAgency:푸른하천정비추진위원회", "GovernmentAgency:질병관리청", "Country:한국"],
    );
    check(None, "안경을 쓴 벨로 카르센 브라질 대통령은", &["Person:벨로 카르센", "Country:브라질"]);
    check(
        None,
        "푸른 항만 기술개발 사업은 10년간 진행되며 총 사업비는 30억 원이다",
        &["Program:푸른 항만 기술개발 사업"],
    );
    check(
        None,
        "우주부 장관 팀 카르센(Tim Karsen)이 서명",
        &["GovernmentAgency:우주부", "Person:팀 카르센=Tim Karsen"],
    );
    check(None, "과제명 : 푸른 항만 기술개발사업", &["Program:푸른 항만 기술개발사업"]);
}
