//! Properties of the whole line on odd text: no panic, no offset outside, quotes that are the text; and of its grammar: ranges on
//! characters, sentences that do not see each other.

use policygraph_korean::analysis::Analysis;
use policygraph_model::{Document, Fact};
use policygraph_pipeline::Pipeline;
use policygraph_registry::Registry;
use proptest::prelude::*;
use std::ops::Range;

/// Pieces of which texts are made, whole and broken.
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
    "해솔부 보도자료\n",
    "보도일시 2026. 3. 2.(월) 09:00\n",
    "□ (미국) ",
    " ㅇ ",
    "[일본]\n",
    "(서울=가온통신) ",
    "(단위: 억 원)\n",
    "| 사업명 | 예산 |\n| 물결 계획 | 3,4\n50 |\n",
    "사업명\t부처\t2026\n",
    "## 개요\n",
    "**물결**",
    "이 회사는 ",
    "양국은 ",
    "㈜해솔",
    "를 인수하지 않기로 했다.",
    "에 의해 인수된 ",
    "개발한 ",
    "의 자회사인 ",
    "$1.2 billion",
    "△3조",
    "\u{f02ef}",
    "\u{ad}",
    "\u{200b}",
    "\r\n",
];

/// Words and endings of sentences, for their grammar.
const WORDS: &[&str] = &[
    "해솔부는 ",
    "가온전자가 ",
    "계획을 ",
    "공장에 ",
    "서울에서 ",
    "누리사와 ",
    "함께 ",
    "개발한 ",
    "개발을 ",
    "인수 ",
    "추진하고 ",
    "추진하며, ",
    "투입할 ",
    "계획이다",
    "발표했다",
    "않기로 했다",
    "것으로 보인다",
    "수 있다",
    "맡는다",
    "자회사인 ",
    "장비, ",
    "및 ",
    "등 ",
    "이 ",
    "두 ",
    "약 ",
    "3억 원",
    "의 ",
    "위해 ",
    "위한 ",
    "따라 ",
    "중이다",
    "예정",
    ". ",
    ". ",
    "! ",
    "· ",
    "확대",
    "새 ",
    "통해 ",
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

/// The clauses of some sentences with what they take, by the words of the text.
fn clauses(text: &str, analysis: &Analysis, sentences: Range<usize>) -> Vec<String> {
    let phrase = |p: usize| {
        let phrase = &analysis.phrases[p];
        format!("{:?} {}", phrase.role, &text[analysis.bytes(&phrase.words)])
    };
    let own = analysis.clauses.iter().filter(|c| sentences.contains(&c.sentence));
    let mut all: Vec<String> = own
        .map(|c| {
            let taken: Vec<String> = c.arguments.iter().map(|&p| phrase(p)).collect();
            let force = (c.kind, c.light, c.ending, c.negative, c.prevented, c.modality);
            let bonds = (c.topic.map(phrase), c.head.map(phrase));
            format!("{} {} {force:?} {taken:?} {bonds:?}", &text[c.range.clone()], c.lemma)
        })
        .collect();
    all.sort();
    all
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

    #[test]
    fn a_text_of_any_kind(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 1..40)) {
        if let Some((document, facts)) = facts_of(&pieces.concat()) {
            check(&document, &facts)?;
        }
    }

    #[test]
    fn grammar_lies_on_characters(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 1..40)) {
        let pipeline = Pipeline::new(Registry::builtin());
        if let Ok(document) = pipeline.lay_out("p.txt", pieces.concat().as_bytes()) {
            for (_, text, analysis) in pipeline.grammar(&document) {
                let ranges = analysis.words.iter().flat_map(|w| [&w.range, &w.stem]).chain(analysis.clauses.iter().map(|c| &c.range));
                for range in ranges {
                    prop_assert!(text.get(range.clone()).is_some(), "{:?} of {}", range, text);
                }
            }
        }
    }

    #[test]
    fn sentences_do_not_see_each_other(words in proptest::collection::vec(proptest::sample::select(WORDS), 2..40)) {
        let text = words.concat();
        let verbal = |noun: &str| matches!(noun, "개발" | "인수" | "추진" | "확대" | "발표");
        let read = |text: &str| Analysis::new(text, &[], &verbal);
        let whole = read(&text);
        for last in 1..whole.sentences.len() {
            let (before, behind) = text.split_at(whole.words[whole.sentences[last].start].range.start);
            let (first, second) = (read(before), read(behind));
            let all = whole.sentences.len();
            prop_assert_eq!(clauses(&text, &whole, 0..last), clauses(before, &first, 0..all));
            prop_assert_eq!(clauses(&text, &whole, last..all), clauses(behind, &second, 0..all));
        }
    }
}
