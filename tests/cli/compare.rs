//! Comparison of countries, end to end: numbers against the query library, evidence, files, the report.

use crate::{EXAMPLE, Fixture, SHORT};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A store of documents with what is asked of it.
struct Store {
    fixture: Fixture,
}

type Table = Vec<BTreeMap<String, String>>;

impl Store {
    fn of(inputs: &[&str]) -> Self {
        let fixture = Fixture::new();
        fixture.run(&[&["build"], inputs].concat()).succeeds();
        Self { fixture }
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let run = self.fixture.run(&[arguments, &["--format", "json"]].concat()).succeeds();
        serde_json::from_str(&run.out).unwrap()
    }

    fn query(&self, name: &str) -> Table {
        let out = self.fixture.run(&["query", "--named", name, "--format", "csv"]).succeeds().out;
        let mut reader = csv::Reader::from_reader(out.as_bytes());
        let rows = reader.deserialize().map(|row| row.unwrap());
        rows.collect()
    }

    fn table(&self, countries: &[&str], id: &str) -> Vec<Value> {
        let all =
            self.json(&[&["compare"], countries, &["--language", "en", "--limit", "100000", "--table", id]].concat());
        all[0]["rows"].as_array().unwrap().clone()
    }
}

/// The bulletin of the corpus; nothing where there is none outside CI.
fn corpus() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    assert!(folder.exists() || std::env::var_os("CI").is_none(), "{} is missing", folder.display());
    let mut files = folder.read_dir().ok()?.map(|f| f.unwrap().path());
    files.find(|f| f.extension().is_some_and(|e| e == "txt"))
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

/// The numbers of the tables are those that the queries of the library give.
fn agrees(store: &Store, countries: &[(&str, &str)]) {
    let codes: Vec<&str> = countries.iter().map(|c| c.0).collect();
    let placed = store.query("comparison-programmes");
    let of = |code: &str| -> BTreeSet<String> {
        placed.iter().filter(|r| r["code"] == code).map(|r| r["p"].clone()).collect()
    };
    let profile = store.table(&codes, "D1");
    let value = |name: &str, measure: &str| {
        let found = profile.iter().find(|r| r["country"] == name && r["measure"] == measure);
        number(&found.unwrap_or_else(|| panic!("{name} has no {measure}"))["value"])
    };
    let pairs = |query: &str, item: &str| -> Vec<(String, String)> {
        store.query(query).iter().map(|r| (r["p"].clone(), r[item].clone())).collect()
    };
    let (topics, actors) = (pairs("programme-topics", "t"), pairs("programme-actors", "a"));
    let instruments = pairs("programme-instruments", "i");
    let held = |all: &[(String, String)], programmes: &BTreeSet<String>| -> BTreeSet<String> {
        all.iter().filter(|(p, _)| programmes.contains(p)).map(|(_, i)| i.clone()).collect()
    };
    for (code, name) in countries {
        let own = of(code);
        assert_eq!(value(name, "programmes and laws"), own.len() as f64, "{name}");
        assert_eq!(value(name, "topics"), held(&topics, &own).len() as f64, "{name}");
        assert_eq!(value(name, "instruments"), held(&instruments, &own).len() as f64, "{name}");
    }
    // What programmes of only one of the countries share.
    let single = |code: &str| -> BTreeSet<String> {
        let others: BTreeSet<String> = codes.iter().filter(|c| **c != code).flat_map(|c| of(c)).collect();
        of(code).difference(&others).cloned().collect()
    };
    let links = store.table(&codes, "D4");
    for (i, (a, name_a)) in countries.iter().enumerate() {
        for (b, name_b) in &countries[i + 1..] {
            for (layer, all) in
                [("shared topics", &topics), ("shared actors", &actors), ("shared instruments", &instruments)]
            {
                let shared = held(all, &single(a)).intersection(&held(all, &single(b))).count();
                let row = links
                    .iter()
                    .find(|r| r["country_a"] == *name_a && r["country_b"] == *name_b && r["layer"] == layer)
                    .unwrap();
                assert_eq!(number(&row["ties"]), shared as f64, "{name_a} {name_b} {layer}");
            }
        }
    }
    // Budgets, but for parts of totals.
    let budgets = store.json(&["query", "SELECT ?p ?amount ?currency WHERE { ?b pg:budgetOf ?p ; pg:amountValue ?amount ; pg:currencyCode ?currency FILTER NOT EXISTS { ?b pg:partOfTotal ?t } }"]);
    for (code, name) in countries {
        let own = of(code);
        let mut sums: BTreeMap<String, f64> = BTreeMap::new();
        for row in budgets["results"]["bindings"].as_array().unwrap() {
            let text = |key: &str| row[key]["value"].as_str().unwrap();
            if own.contains(&format!("id:{}", text("p").rsplit('/').next().unwrap())) {
                *sums.entry(text("currency").to_owned()).or_default() += text("amount").parse::<f64>().unwrap();
            }
        }
        let mut told: BTreeMap<String, f64> = BTreeMap::new();
        for row in profile.iter().filter(|r| r["country"] == *name && r["measure"] == "budget") {
            *told.entry(row["unit"].as_str().unwrap().to_owned()).or_default() += number(&row["value"]);
        }
        assert_eq!(told, sums, "{name}");
    }
}

#[test]
fn numbers_are_those_of_the_queries() {
    let names = [("KR", "South Korea"), ("US", "United States"), ("JP", "Japan"), ("CN", "China")];
    agrees(&Store::of(&[EXAMPLE]), &names);
    if let Some(corpus) = corpus() {
        let store = Store::of(&[corpus.to_str().unwrap()]);
        agrees(&store, &names);
        leads_to_evidence(&store, &["KR", "US", "JP", "CN"]);
    }
}

/// Every row that counts or measures something of the text leads to claims that the store has, and each of them to its words.
fn leads_to_evidence(store: &Store, countries: &[&str]) {
    let claims = store.json(&["query", "SELECT ?c WHERE { GRAPH ?g { ?c rdf:predicate ?p } }"]);
    let known: BTreeSet<&str> = claims["results"]["bindings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["c"]["value"].as_str().unwrap().rsplit('/').next().unwrap())
        .collect();
    let all = store.json(&[&["compare"], countries, &["--language", "en"]].concat());
    let mut checked = 0;
    for table in all["tables"].as_array().unwrap() {
        let rows = table["rows"].as_array().unwrap();
        for row in rows {
            let claims = row["claims"].as_array().unwrap();
            assert!(claims.iter().all(|c| known.contains(c.as_str().unwrap())), "{row}");
            checked += claims.len();
            // A count of nothing, a number of other numbers, and lines of text rest on no claim.
            let count = ["value", "programmes", "ties", "score", "shared"].iter().find_map(|c| row[*c].as_f64());
            let counts =
                matches!(table["table"].as_str().unwrap(), "D1" | "D2" | "D3" | "D4" | "D6" | "D10" | "D12" | "D15")
                    && count.is_some_and(|n| n > 0.0)
                    && row["measure"] != "lines of text"
                    && !row["field"].as_str().unwrap_or_default().starts_with("diversity");
            // A law that the text only names is placed by the registry, and no claim is of it.
            let by_registry = |r: &&Value| r["country"] == row["country"] && r["detail"] == "registry";
            let known: f64 = rows.iter().filter(by_registry).filter_map(|r| r["value"].as_f64()).sum();
            let known_only = row["measure"] == "placed by" && row["detail"] == "registry"
                || row["measure"] == "laws" && count.is_some_and(|n| n <= known);
            assert!(!counts || !claims.is_empty() || known_only, "{} {row}", table["table"]);
        }
    }
    assert!(checked > 200, "{checked}");
}

#[test]
fn rows_are_explained_by_quotes() {
    let store = Store::of(&[EXAMPLE]);
    store.fixture.run(&["explain", "D3", "row", "1"]).fails(2, &["no comparison of this store yet"]);
    let links = store.table(&["US", "JP", "KR", "GB"], "D3");
    assert!(!links.is_empty());
    let run =
        store.fixture.run(&["compare", "US", "JP", "KR", "GB", "--language", "en", "--explain", "D3:1"]).succeeds();
    let quoted = run.out.matches('“').count();
    assert_eq!(quoted, links[0]["claims"].as_array().unwrap().len(), "{}", run.out);
    assert!(run.out.contains("bulletin-2021-03.txt:"), "{}", run.out);
    let last = store.fixture.run(&["explain", "D3", "row", "1"]).succeeds();
    assert_eq!(last.out, run.out, "the last comparison is the one of the table");
    let json = store.json(&["compare", "US", "JP", "KR", "GB", "--explain", "D3:1"]);
    assert_eq!(json["evidence"].as_array().unwrap().len(), quoted);
    store.fixture.run(&["compare", "US", "JP", "--explain", "D3:9999"]).fails(2, &["D3 has"]);
    store.fixture.run(&["compare", "US", "JP", "--explain", "D3"]).fails(2, &["D4:2"]);
}

#[test]
fn what_stands_out_leads_to_its_row_and_says_what_chance_gives() {
    let store = Store::of(&[EXAMPLE]);
    for language in ["ko", "en"] {
        let all = store.json(&["compare", "KR", "US", "JP", "CN", "--language", language]);
        let found = all["highlights"].as_array().unwrap();
        assert!((5..=8).contains(&found.len()), "{found:?}");
        for one in found {
            let (table, row) = one["row"].as_str().unwrap().split_once(':').unwrap();
            let rows = all["tables"].as_array().unwrap().iter().find(|t| t["table"] == table).unwrap()["rows"].clone();
            let row = &rows[row.parse::<usize>().unwrap() - 1];
            assert!(!row["claims"].as_array().unwrap().is_empty(), "{one} {row}");
            // What a sentence says of chance is what its row has.
            let (said, q) = (one["chance"].as_str().unwrap_or_default(), row["q"].as_f64());
            if let (Some(q), "en", "D4") = (q, language, table) {
                assert_eq!(said.starts_with("More than chance"), q < 0.05, "{one} {row}");
            }
        }
    }
    let read = store.fixture.run(&["compare", "KR", "US", "JP", "CN", "--format", "table", "--language", "en"]);
    let read = read.succeeds().out;
    assert!(read.starts_with("What stands out\n- Most strongly tied: "), "{read}");
    assert!(read.contains("more rows (all with --format csv or --output DIR)"), "{read}");
    let budgets = ["compare", "KR", "US", "JP", "CN", "--table", "D16", "--format"];
    let money = store.fixture.run(&[&budgets[..], &["table"]].concat()).succeeds().out;
    assert!(money.contains("억") && !money.contains("000000"), "{money}");
    assert!(store.fixture.run(&[&budgets[..], &["csv"]].concat()).succeeds().out.contains("000000"));
}

#[test]
fn files_and_report_are_whole() {
    let store = Store::of(&[EXAMPLE]);
    let run = store.fixture.run(&["compare", "한국", "미국", "Japan", "--report", "r.html", "--output", "tables"]);
    let run = run.says(&["r.html", "tables"]);
    assert!(run.out.is_empty(), "{}", run.out);
    let read = |name: &str| std::fs::read_to_string(store.fixture.path(name)).unwrap();
    let report = read("r.html");
    for words in [
        "<!DOCTYPE html>",
        "국가 간 프로그램 연계 비교",
        "Comparison of programme linkages",
        "눈에 띄는 것",
        "What stands out",
        "How sure is this?",
        "<svg",
        "blockquote",
        "default-src 'none'",
    ] {
        assert!(report.contains(words), "{words}");
    }
    assert!(!report.contains("<script") && !report.contains("src=\"http"), "the report needs no network");
    for table in store.json(&["compare", "KR", "US", "JP"])["tables"].as_array().unwrap() {
        let name = format!("tables/{}-{}", table["table"].as_str().unwrap(), table["name"].as_str().unwrap());
        let rows = table["rows"].as_array().unwrap().len();
        let csv = read(&format!("{name}.csv"));
        assert_eq!(csv::Reader::from_reader(csv.as_bytes()).records().filter(Result::is_ok).count(), rows, "{name}");
        assert_eq!(read(&format!("{name}.md")).lines().filter(|l| l.starts_with("| ")).count(), rows + 2, "{name}");
    }
    let cube = read("tables/comparison.ttl");
    store.fixture.run(&["import", "tables/comparison.ttl"]).succeeds();
    let observations = "SELECT (COUNT(?o) AS ?n) WHERE { GRAPH ?g { ?o a qb:Observation ; qb:dataSet <https://w3id.org/policygraph/comparison/D4> } }";
    let n = store.json(&["query", observations]);
    assert!(n["results"]["bindings"][0]["n"]["value"].as_str().unwrap().parse::<usize>().unwrap() > 10, "{cube}");
    assert!(read("tables/cascades.csv").starts_with("node_name,event_time,cascade_id\n"));
}

#[test]
fn the_same_for_any_number_of_threads_and_another_for_another_seed() {
    let store = Store::of(&[EXAMPLE]);
    let run = |more: &[&str]| {
        store.fixture.run(&[&["compare", "KR", "US", "JP", "CN", "--format", "json"], more].concat()).succeeds().out
    };
    let one = run(&["--threads", "1"]);
    assert_eq!(one, run(&["--threads", "3"]));
    assert_ne!(one, run(&["--seed", "1"]));
}

#[test]
fn parts_are_compared() {
    let fixture = Fixture::new();
    fixture.write("2021-01.txt", SHORT);
    fixture.run(&["build", EXAMPLE, "2021-01.txt"]).succeeds();
    let count = |more: &[&str]| {
        let run = fixture
            .run(&[&["compare", "KR", "US", "JP", "--table", "D14", "--format", "csv"], more].concat())
            .succeeds();
        run.out.lines().count() - 1
    };
    let all = count(&[]);
    assert!(count(&["--type", "Program"]) < all);
    assert!((1..all).contains(&count(&["--topic", "communications and networks"])));
    assert!(count(&["--since", "2021"]) < all);
    let changes = fixture
        .run(&["compare", "KR", "US", "JP", "--by", "month", "--format", "csv", "--language", "en"])
        .succeeds()
        .out;
    assert!(changes.starts_with("period,country,field,") && changes.contains("2021-01,Japan,all,1,1,"), "{changes}");
    for (arguments, words) in [
        (&["compare", "KR"][..], "2 values"),
        (&["compare", "KR", "한국"], "the same country"),
        (&["compare", "KR", "아틀란티스"], "is no country"),
        (&["compare", "KR", "US", "--topic", "연금술"], "--topic"),
        (&["compare", "KR", "US", "--table", "D99"], "D4 country-links"),
        (&["compare", "KR", "US", "--table", "D1,D2", "--format", "csv"], "--output DIR"),
        (&["compare", "KR", "US", "--since", "2022", "--until", "2020"], "--since is after --until"),
        (&["compare", "KR", "US", "--weight", "money=2"], "layers are actors"),
    ] {
        fixture.run(arguments).fails(2, &[words]);
    }
    fixture.run(&["compare", "FJ", "TV"]).fails(1, &["no programme"]);
}

#[test]
fn programmes_of_one_text_count_for_each_country() {
    // One verb for three ministries; one of the countries is young, and one ministry is in no list.
    let fixture = Fixture::new();
    fixture.write(
        "africa.txt",
        "남수단 통신부는 북부 광대역망 사업을, 케냐 정보통신부는 해안 데이터센터 사업을, 르완다 정보통신혁신부는 호반 기술도시 사업을 추진한다.\n",
    );
    fixture.run(&["build", "africa.txt"]).succeeds();
    let run = fixture.run(&["compare", "남수단", "케냐", "르완다", "--table", "D14", "--format", "json"]).succeeds();
    let tables: Value = serde_json::from_str(&run.out).unwrap();
    let placed: BTreeMap<&str, &str> = tables[0]["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["programme"].as_str().unwrap(), row["country"].as_str().unwrap()))
        .collect();
    let expected =
        [("북부 광대역망 사업", "남수단"), ("해안 데이터센터 사업", "케냐"), ("호반 기술도시 사업", "르완다")];
    assert_eq!(placed, BTreeMap::from(expected));
}

#[test]
fn countries_without_programmes_are_named() {
    let fixture = Fixture::new();
    fixture.write("one.txt", SHORT);
    fixture.run(&["build", "one.txt"]).succeeds();
    let none = fixture.run(&["compare", "케냐", "르완다", "남수단"]);
    assert_eq!((none.code, none.out.as_str()), (1, ""));
    let said = "nothing to compare: no programme or law of 케냐, 르완다, 남수단 is in the documents";
    assert!(none.err.contains(said), "{}", none.err);
    let some = fixture.run(&["compare", "일본", "케냐", "--language", "en", "--table", "D1"]).succeeds();
    assert!(some.err.contains("Kenya: no programme or law in the documents that were read."), "{}", some.err);
    assert!(some.err.contains("Japan: fewer than 5 programmes"), "{}", some.err);
    let narrowed = fixture.run(&["compare", "일본", "케냐", "--since", "2090"]);
    assert!(
        narrowed.code == 1 && narrowed.err.contains("of the topics, types and years asked for"),
        "{}",
        narrowed.err
    );
}
