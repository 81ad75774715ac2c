//! Properties of the whole line on odd text: no panic, no offset outside, quotes that are the text.

use policygraph_pipeline::Pipeline;
use policygraph_model::{Document, Fact};
use policygraph_registry::Registry;
use proptest::prelude::*;

/// Pieces of which bulletins are made, whole and broken.
const PIECES: &[&str] = &[
    "Ⅰ 동향",
    "Ⅱ 동향(1) : 과학",
    "1. 일본, 전략 발표",
    "① 미국",
    "가. 정책",
    "○ ",
    "- ",
    "※ ",
    "* ",
    "△",
    "▲",
    "(",
    ")",
    "（",
    "）",
    "‘",
    "’",
    "“",
    "”",
    "<",
    ">",
    "국가",
    "제목",
    "(발간처 / 발간일)",
    "주요내용",
    "(로이터 / 2021.3.4)",
    "미\n국",
    "출처 : 로이터 (2019.12.1.)",
    "https://a.b/c",
    "총무성은 ",
    "노키아와 ",
    "에릭슨(Ericsson)을 ",
    "인수",
    "발표",
    "투입",
    "3억 5천만 달러",
    "12조 엔(약 120조 원)",
    "’19~’23",
    "’20년 ",
    "5년간 ",
    "누리 종합계획(NMP)을 ",
    "등 3개 사업",
    ", ",
    "·",
    " ",
    "\n",
    "\n\n",
    "\n\n\n",
    "12",
    "정부",
    "美 ",
    "e\u{301}",
    "\u{1112}\u{1161}\u{11ab}",
    "🙂",
    "\u{200f}",
    "AT&T",
    "R&D",
    "5G+ 전략 을 ",
];

fn check(document: &Document, facts: &[Fact]) -> Result<(), TestCaseError> {
    let text: Vec<char> = document.source.as_str().chars().collect();
    let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
    for fact in facts {
        let evidence = match fact {
            Fact::Entity(e) => {
                prop_assert!(e.mentions.iter().all(|m| m.start < m.end && m.end <= length));
                prop_assert!(!e.names.is_empty() && e.names.iter().all(|n| !n.is_empty()));
                continue;
            }
            Fact::Relation(r) => r.evidence.clone(),
            Fact::Budget(b) => vec![b.evidence.clone()],
            Fact::Tag(t) => vec![t.evidence.clone()],
            Fact::Observation(o) => {
                prop_assert_eq!(text[o.start as usize..o.end as usize].iter().collect::<String>(), o.quote.clone());
                continue;
            }
        };
        for e in evidence {
            prop_assert!(e.start < e.end && e.end <= length);
            prop_assert_eq!(text[e.start as usize..e.end as usize].iter().collect::<String>(), e.quote);
        }
    }
    Ok(())
}

fn facts_of(text: &str) -> Option<(Document, Vec<Fact>)> {
    let pipeline = Pipeline::new(Registry::builtin());
    let document = pipeline.lay_out("p.txt", text.as_bytes()).ok()?;
    let facts = pipeline.facts(&document);
    Some((document, facts))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn pieces_in_any_order(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 1..60)) {
        if let Some((document, facts)) = facts_of(&format!("Ⅰ 동향\n1. 일본, 소식\n○ {}", pieces.concat())) {
            check(&document, &facts)?;
        }
    }

    #[test]
    fn any_text(text in "\\PC{0,300}") {
        if let Some((document, facts)) = facts_of(&format!("Ⅰ 동향\n{text}")) {
            check(&document, &facts)?;
        }
    }
}
