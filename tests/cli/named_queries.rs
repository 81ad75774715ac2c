//! The query library on the bundled example: each query gives the rows that are kept in `tests/golden-queries`
//! (`UPDATE_GOLDEN=1` writes them; read the difference).

use crate::{EXAMPLE, Fixture, SHORT};
use std::path::Path;

/// Values for the parameters of queries that need some, or that answer nothing without.
const VALUES: &[(&str, &[&str])] = &[
    ("evidence", &["entity=국가수소전략"]),
    ("names", &["entity=BEIS"]),
    ("valid-in", &["year=2021"]),
    ("changes-between-documents", &["from=short.txt", "to=bulletin-2021-03.txt"]),
    ("budgets-in-one-currency", &["currency=EUR"]),
    ("weak-claims", &["below=0.7"]),
];

fn fixture() -> Fixture {
    let fixture = Fixture::new();
    fixture.write("short.txt", SHORT);
    fixture.run(&["build", EXAMPLE, "short.txt"]).succeeds();
    fixture
}

#[test]
fn every_query_gives_its_rows() {
    let fixture = fixture();
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden-queries");
    let mut wrong = Vec::new();
    for query in policygraph_queries::all() {
        let mut arguments = vec!["query", "--named", query.name, "--format", "csv"];
        for value in VALUES.iter().find(|(n, _)| *n == query.name).map_or(&[][..], |(_, v)| v) {
            arguments.extend(["--param", value]);
        }
        let out = fixture.run(&arguments).succeeds().out;
        let file = golden.join(format!("{}.csv", query.name));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::create_dir_all(&golden).unwrap();
            std::fs::write(&file, &out).unwrap();
        }
        if std::fs::read_to_string(&file).unwrap_or_default() != out {
            wrong.push(query.name);
        }
    }
    assert!(wrong.is_empty(), "other rows than expected: {wrong:?}");
}

#[test]
fn the_library_is_listed_and_mistakes_are_explained() {
    let fixture = Fixture::with_example();
    let list = fixture.run(&["query", "--list", "--format", "csv"]).succeeds().out;
    assert!(list.lines().count() > 30 && list.contains("budgets-by-country"), "{list}");
    for (arguments, words) in [
        (&["--named", "budget-by-country"][..], "did you mean `budgets-by-country`"),
        (&["--named", "evidence"], "--param entity="),
        (&["--named", "timeline", "--param", "x=1"], "has no parameter `x`"),
        (&["--named", "programmes-by-country", "--param", "country=아틀란티스"], "no country"),
        (&["--named", "valid-in", "--param", "2020"], "NAME=VALUE"),
    ] {
        let run = fixture.run(&[&["query"], arguments].concat());
        assert!(run.code == 2 && run.err.contains(words), "{arguments:?}: {}", run.err);
    }
}

#[test]
fn a_country_narrows_the_answer() {
    let fixture = Fixture::with_example();
    let all = fixture.run(&["query", "--named", "agencies-by-country"]).succeeds().out;
    for country in ["영국", "GB", "United Kingdom"] {
        let parameter = format!("country={country}");
        let some = fixture.run(&["query", "--named", "agencies-by-country", "--param", &parameter]).succeeds().out;
        assert!(some.lines().skip(1).all(|l| l.starts_with("영국,")) && some.len() < all.len(), "{some}");
        assert!(some.contains("기업에너지산업전략부"), "{some}");
    }
}
