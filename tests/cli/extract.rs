//! `outline` and `extract`.

use crate::{EXAMPLE, Fixture, RELEASE, SHORT, arg};
use std::collections::BTreeSet;

#[test]
fn the_outline_of_the_example() {
    let out = Fixture::new().run(&["outline", EXAMPLE, "--format", "json"]).succeeds().out;
    let rows: Vec<serde_json::Value> = out.lines().skip(1).map(|l| serde_json::from_str(l).unwrap()).collect();
    let of = |kind: &str| rows.iter().filter(|r| r["kind"] == kind).collect::<Vec<_>>();
    assert_eq!(of("part").iter().map(|r| r["number"].as_str().unwrap()).collect::<Vec<_>>(), ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ"]);
    let item = rows.iter().find(|r| r["path"] == "Ⅱ/(1)/1").unwrap();
    assert_eq!(
        (item["country"].as_str(), item["publisher"].as_str(), item["date"].as_str()),
        (Some("DE"), Some("연방경제에너지부"), Some("2020-06-10"))
    );
    assert_eq!(
        item["urls"][0],
        "https://www.bmwi.de/Redaktion/EN/Publikationen/Energie/the-national-hydrogen-strategy.html"
    );
    let news = of("news");
    assert_eq!(news.len(), 7);
    assert_eq!(news[0]["title"], "양자 네트워크 전략 비전 공개");
    assert_eq!((news[1]["label"].as_str(), news[1]["publisher"].as_str()), (Some("미국"), Some("에너지부")));
    assert_eq!((news[3]["label"].as_str(), news[3]["date"].as_str()), (Some("국제기구"), Some("2020-11-27")));
    assert_eq!((news[5]["label"].as_str(), news[5]["country"].as_str()), (Some("주무부처"), Some("KR")));
}

#[test]
fn the_outline_starts_with_the_document() {
    let fixture = Fixture::new();
    let file = fixture.write("r.txt", RELEASE);
    let out = fixture.run(&["outline", arg(&file), "--format", "json"]).succeeds().out;
    let row: serde_json::Value = serde_json::from_str(out.lines().next().unwrap()).unwrap();
    assert_eq!((row["kind"].as_str(), row["name"].as_str()), (Some("document"), Some("r.txt")));
    assert_eq!(row["title"].as_str(), Some("해솔부, ‘물결 계획’ 발표"));
    assert_eq!((row["publisher"].as_str(), row["issued"].as_str()), (Some("해솔부"), Some("2026-03-02")));
    let out = fixture.run(&["outline", arg(&file)]).succeeds().out;
    assert!(out.starts_with("해솔부, ‘물결 계획’ 발표\n    publisher 해솔부 · date 2026-03-02\n\n"), "{out}");
    // Without a title it is called by its name.
    let out = fixture.run_with_input(&["outline", "-"], "1. 가\n".as_bytes()).succeeds().out;
    assert!(out.starts_with("stdin\n"), "{out}");
}

#[test]
fn the_analysis_shows_phrases_and_clauses() {
    let fixture = Fixture::new();
    let file = fixture.write("r.txt", RELEASE);
    let out = fixture.run(&["outline", arg(&file), "--analysis", "--format", "json"]).succeeds().out;
    let rows: Vec<serde_json::Value> = out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let row = rows.iter().find(|r| r["text"].as_str().unwrap().contains("않기로")).unwrap();
    let phrases: Vec<(&str, &str)> = row["phrases"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| (p["role"].as_str().unwrap(), p["nouns"][0].as_str().unwrap()))
        .collect();
    assert_eq!(phrases, [("Topic", "해솔부"), ("Object", "사업")]);
    let clause = &row["clauses"][0];
    assert_eq!((clause["lemma"].as_str(), clause["kind"].as_str()), (Some("취소"), Some("Verb")));
    assert_eq!((clause["negative"].as_bool(), clause["modality"].as_str()), (Some(true), Some("intended")));
    assert_eq!(clause["arguments"], serde_json::json!([0, 1]));
    let out = fixture.run(&["outline", arg(&file), "--analysis"]).succeeds().out;
    for words in ["  0 Topic       해솔부", "취소 (Verb, Active, ", "not intended)  Topic 0 해솔부, Object 1 사업"]
    {
        assert!(out.contains(words), "{words} in {out}");
    }
    fixture.run(&["outline", arg(&file), "--analysis", "--blocks"]).fails(2, &["--analysis"]);
}

#[test]
fn the_output_does_not_depend_on_the_threads() {
    let fixture = Fixture::new();
    let with = |n: &str| fixture.run(&["extract", EXAMPLE, "--threads", n]).succeeds().out;
    let one = with("1");
    assert!(one.lines().count() > 100);
    for n in ["2", "7"] {
        assert_eq!(with(n), one);
    }
}

#[test]
fn standard_input_gives_the_same_facts_as_the_file() {
    let fixture = Fixture::new();
    let bytes = std::fs::read(EXAMPLE).unwrap();
    assert_eq!(
        fixture.run_with_input(&["extract", "-"], &bytes).succeeds().out.lines().count(),
        fixture.run(&["extract", EXAMPLE]).out.lines().count()
    );
}

#[test]
fn facts_lead_back_to_the_text() {
    let text: Vec<char> = std::fs::read_to_string(EXAMPLE).unwrap().chars().collect();
    let out = Fixture::new().run(&["extract", EXAMPLE]).succeeds().out;
    let mut ids = BTreeSet::new();
    let mut quotes = 0;
    for line in out.lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        match row["kind"].as_str().unwrap() {
            "entity" => {
                assert!(ids.insert(row["id"].as_str().unwrap().to_owned()), "{row}");
                assert!(!row["mentions"].as_array().unwrap().is_empty());
            }
            "relation" => {
                assert!(ids.contains(row["s"].as_str().unwrap()) && ids.contains(row["o"].as_str().unwrap()), "{row}");
                for evidence in row["evidence"].as_array().unwrap() {
                    check_quote(&text, evidence);
                    quotes += 1;
                }
            }
            "observation" => check_quote(&text, &row),
            // A tag without a subject is one of its section.
            _ => {
                assert!(row["subject"].as_str().map_or(row["kind"] == "tag", |s| ids.contains(s)), "{row}");
                check_quote(&text, &row["evidence"]);
            }
        }
    }
    assert!(quotes > 50);
}

fn check_quote(text: &[char], evidence: &serde_json::Value) {
    let at = |key: &str| usize::try_from(evidence[key].as_u64().unwrap()).unwrap();
    let slice: String = text[at("start")..at("end")].iter().collect();
    assert_eq!(slice, evidence["quote"].as_str().unwrap());
}

#[test]
fn amounts_are_exact() {
    let out = Fixture::new().run(&["extract", EXAMPLE]).succeeds().out;
    let budgets: BTreeSet<(String, String, String)> = out
        .lines()
        .map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap())
        .filter(|r| r["kind"] == "budget")
        .map(|r| {
            (
                r["amount"].to_string(),
                r["currency"].as_str().unwrap().to_owned(),
                r["surface"].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    for (amount, currency, surface) in [
        ("140000000", "USD", "1억 4천만 달러"),
        ("40000000000", "USD", "400억 달러"),
        ("2000000000000", "JPY", "2조 엔"),
        ("95500000000", "EUR", "955억 유로"),
        ("16824000000000", "KRW", "16조 8,240억 원"),
        ("58200000000000", "KRW", "58.2조 원"),
    ] {
        assert!(budgets.contains(&(amount.into(), currency.into(), surface.into())), "{surface} in {budgets:?}");
    }
}

#[test]
fn wrapping_lines_elsewhere_changes_no_fact() {
    let fixture = Fixture::new();
    let narrow = SHORT.replace("‘우주 통신 계획’을 ", "‘우주 통신 \n\n계획’을 \n\n");
    let facts = |text: &str| {
        let file = fixture.write("b.txt", text);
        let out = fixture.run(&["extract", arg(&file)]).succeeds().out;
        out.lines()
            .map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap())
            .map(|r| format!("{} {} {} {} {} {}", r["kind"], r["id"], r["s"], r["p"], r["o"], r["names"]))
            .collect::<BTreeSet<_>>()
    };
    assert_eq!(facts(SHORT), facts(&narrow));
}
