//! Whole texts of many genres.

use super::*;
use policygraph_model::{BlockKind, CountrySource, Section};
use proptest::prelude::*;

fn document(text: &str) -> Document {
    lay_out("t.txt", &read(text.as_bytes(), Damage::Noted).unwrap(), &Registry::builtin())
}

/// Title and country of each section.
fn headings(document: &Document) -> Vec<(&str, Option<&str>)> {
    document.flatten().into_iter().map(|s| (s.title.as_str(), s.context.country.as_deref())).collect()
}

fn texts(section: &Section) -> Vec<(BlockKind, &str)> {
    section.blocks.iter().map(|b| (b.kind, b.text.as_str())).collect()
}

#[test]
fn a_press_release() {
    let document = document(
        "보도자료\n배포: 2026. 3. 2.(월)   담당: 물길과 (과장 김하나)\n\n해양수산부, 물길 정비 착수합니다\n- 내년 완공 -\n\n□ 해양수산부는 물길을 정비한다고 2일 밝혔습니다.\n ㅇ 내년에 마칩니다.\n",
    );
    assert_eq!(document.title.as_ref().map(|t| t.as_str()), Some("해양수산부, 물길 정비 착수합니다"));
    assert_eq!(document.issued.as_deref(), Some("2026-03-02"));
    let section = &document.sections[0];
    assert_eq!(section.context.country.as_deref(), Some("KR"));
    assert_eq!(section.context.country_source, CountrySource::Agencies);
    assert_eq!(
        texts(section)[2..],
        [
            (BlockKind::Paragraph, "내년 완공"),
            (BlockKind::Bullet, "해양수산부는 물길을 정비한다고 2일 밝혔습니다."),
            (BlockKind::Bullet, "내년에 마칩니다."),
        ]
    );
}

#[test]
fn a_news_article_has_a_paragraph_a_line() {
    for end in ["\n", "\r\n", "\r"] {
        let text = [
            "독일, 물길 정비에 3억 유로",
            "독일 정부는 물길을 정비한다고 2일 밝혔다. 내년에 마친다.",
            "정비에는 해솔건설이 참여한다.",
            "",
        ];
        let document = document(&text.join(end));
        let section = &document.sections[0];
        assert_eq!(headings(&document), [("독일, 물길 정비에 3억 유로", Some("DE"))]);
        assert_eq!(section.blocks.len(), 2);
        let lines = section.blocks.iter().map(|b| document.source.lines_of(b.text.full_span().unwrap()));
        assert_eq!(lines.collect::<Vec<_>>(), [[2], [3]], "{end:?}");
    }
}

#[test]
fn lines_that_set_a_country_off_head_sections() {
    for text in [
        "□ 미국: 새 법 발효\n ○ 의회는 법을 통과시킴\n□ 일본: 회의 상설화\n ○ 내각부는 회의를 상설화\n",
        "ㅁ 미국 – 새 법 발효\n - 의회는 법을 통과시킴\nㅁ 일본 – 회의 상설화\n - 내각부는 회의를 상설화\n",
        "미국: 새 법 발효\n의회는 법을 통과시켰다.\n\n일본: 회의 상설화\n내각부는 회의를 상설화했다.\n",
    ] {
        let document = document(&format!("브리프\n\n{text}"));
        let countries: Vec<_> = headings(&document).into_iter().filter_map(|(_, country)| country).collect();
        assert_eq!(countries, ["US", "JP"], "{text}");
    }
    // One alone is a label.
    let document = document("브리프\n\n□ 미국: 새 법 발효\n ○ 의회는 법을 통과시킴\n□ 그 밖의 소식\n ○ 회의 상설화\n");
    assert_eq!(document.sections.len(), 1);
}

#[test]
fn a_long_headline_over_bullets_opens_an_item() {
    let long =
        "(독일) 연방정부, 물길과 항만을 함께 정비하는 두 갈래 계획 확정, 해솔건설과 다온조선이 공사를 나눠 맡기로";
    let item = |line: &str| {
        document(&format!(
            "주간 브리프\n\n1. (일본) 총무성, 물길 구상 발표\n - 내년 완공\n2. {line}\n - 곧 시작\n3. (미국) 의회, 법 제정\n - 내년 시행\n"
        ))
    };
    let countries =
        |document: &Document| headings(document).iter().filter_map(|h| h.1.map(str::to_owned)).collect::<Vec<_>>();
    assert_eq!(countries(&item(long)), ["JP", "DE", "US"]);
    // A sentence as long is running text.
    assert_eq!(countries(&item(&format!("{long} 했다고 밝혔다."))), ["JP"]);
}

#[test]
fn briefs_go_from_country_to_country() {
    let by_bullet =
        "□ (일본) 총무성, 물길 구상 발표\n ○ 내년에 마칠 예정\n□ (독일) 연방정부, 물길 계획 확정\n ○ 곧 시작\n";
    assert_eq!(
        headings(&document(by_bullet)),
        [("(일본) 총무성, 물길 구상 발표", Some("JP")), ("(독일) 연방정부, 물길 계획 확정", Some("DE"))]
    );
    let by_number = "1. (프랑스) 물길 구상 발표\n - 내년에 마칠 예정\n2. (독일) 물길 계획 확정\n - 곧 시작\n";
    let countries = |t: &str| headings(&document(t)).iter().map(|h| h.1.map(str::to_owned)).collect::<Vec<_>>();
    assert_eq!(countries(by_number), [Some("FR".to_owned()), Some("DE".to_owned())]);
    let in_brackets = "주요국 물길 동향\n\n[미국]\n정부는 물길을 정비한다.\n\n[국내]\n환경부는 물길을 조사한다.\n";
    assert_eq!(countries(in_brackets), [None, Some("US".to_owned()), Some("KR".to_owned())]);
    let of_title = "[물길브리프] 영국의 물길 정책\n\n1. 개요\n○ 물길을 정비\n2. 투자\n○ 투자를 늘림\n";
    assert_eq!(
        headings(&document(of_title)),
        [("영국의 물길 정책", Some("GB")), ("개요", Some("GB")), ("투자", Some("GB"))]
    );
}

#[test]
fn numbers_within_bullets_are_bullets() {
    let document = document("해솔시, 착수\n□ 해솔시는 두 가지를 한다.\n ① 물길 정비\n ② 들길 정비\n□ 내년에 마친다.\n");
    assert_eq!(document.flatten().len(), 1);
    assert_eq!(document.sections[0].blocks.len(), 4);
}

#[test]
fn countries_are_inferred_from_agencies_of_one_country_only() {
    let country = |t: &str| document(t).sections[0].context.country.clone();
    assert_eq!(country("기획재정부와 환경부는 물길을 정비한다.\n").as_deref(), Some("KR"));
    assert_eq!(country("독일 연방정부는 물길을 정비한다.\n").as_deref(), Some("DE"));
    assert_eq!(country("기획재정부는 독일 연방정부와 물길을 정비한다.\n"), None);
    assert_eq!(country("독일 교통부와 프랑스 교통부는 물길을 정비한다.\n"), None);
    assert_eq!(country("정부는 물길을 정비한다.\n"), None);
}

#[test]
fn hanging_lines_belong_to_their_bullet() {
    let text = " ○ 총무성은 물길을 정비하는 구상을 담은 보고서를 공표하고 내년\n   시작\n   - 연구기관이 참여하여 물길의 깊이를 재고 결과를 내년 봄에\n     공개\n";
    let document = document(text);
    assert_eq!(
        texts(&document.sections[0]).iter().map(|t| t.1).collect::<Vec<_>>(),
        [
            "총무성은 물길을 정비하는 구상을 담은 보고서를 공표하고 내년 시작",
            "연구기관이 참여하여 물길의 깊이를 재고 결과를 내년 봄에 공개"
        ]
    );
}

#[test]
fn cut_numbers_are_joined_in_any_text() {
    for (text, joined) in [
        ("환경부는 물길에 1조 2,\n500억 원을 쓴다.\n", "환경부는 물길에 1조 2,500억 원을 쓴다."),
        ("□ 해솔시는 3,4\n50억 원을 낸다.\n", "해솔시는 3,450억 원을 낸다."),
        (
            "해솔시, 착수\n해솔시는 모두 1.\n5조 원을 낸다고 2일 의회에 낸 자료에서 밝혔다.\n",
            "해솔시는 모두 1.5조 원을 낸다고 2일 의회에 낸 자료에서 밝혔다.",
        ),
    ] {
        let document = document(text);
        let blocks: Vec<&str> = document.sections[0].blocks.iter().map(|b| b.text.as_str()).collect();
        assert_eq!(blocks, [joined]);
    }
}

#[test]
fn tables_stand_among_the_blocks() {
    let text = "물길 정비 예산\n\n○ 예산을 늘림\n| 사업 | 예산 |\n| --- | --- |\n| 물길 정비 | 3억 원 |\n○ 내년 시작\n";
    let document = document(text);
    let section = &document.sections[0];
    let table = &section.tables[0];
    assert_eq!((table.first, table.columns, table.rows), (1, 2, 2));
    assert_eq!(section.blocks[table.cell(1, 1)].text.as_str(), "3억 원");
    assert_eq!(section.table_cell(0), None);
}

proptest! {
    #[test]
    fn any_text_is_laid_out(text in "[가나다\u{ad}\u{200b}ㆍ·0-9,.()|<>\\[\\]#*□○ㅇ\\-①가. \t\r\n미국예산사업명억원]{1,120}") {
        let Ok(decoded) = read(text.as_bytes(), Damage::Noted) else { return Ok(()) };
        let document = lay_out("t", &decoded, &Registry::builtin());
        let end = u32::try_from(decoded.text.chars().count()).unwrap();
        for section in document.flatten() {
            for table in &section.tables {
                prop_assert!(table.cell(table.rows - 1, table.columns - 1) < section.blocks.len());
            }
            for block in &section.blocks {
                if let Some(span) = block.text.full_span() {
                    prop_assert!(span.start < span.end && span.end <= end);
                }
            }
        }
    }
}
