//! `validate`, `diff`, `import`, `dump`, `load`, and what follows from the ontology.

use crate::{EXAMPLE, Fixture, SHORT};

#[test]
fn the_example_breaks_no_shape() {
    let run = Fixture::with_example().run(&["validate"]);
    assert!(run.err.contains("violations: 0"), "{}", run.err);
    let report = Fixture::with_example().run(&["validate", "--format", "report"]).succeeds().out;
    assert!(report.contains("sh:conforms true"), "{report}");
}

#[test]
fn a_broken_store_fails_with_the_triple_and_its_line() {
    let fixture = Fixture::with_example();
    fixture.run(&["dump", "--output", "whole.nq"]).succeeds();
    let whole = std::fs::read_to_string(fixture.path("whole.nq")).unwrap();
    // Whoever leads something is made a product.
    let claim = whole.lines().find(|l| l.contains("#predicate> ") && l.contains("ontology#leads> ")).unwrap();
    let claim = claim.split(' ').next().unwrap();
    let subject = whole.lines().find(|l| l.starts_with(claim) && l.contains("rdf-syntax-ns#subject> ")).unwrap();
    let leader = subject.split(' ').nth(2).unwrap().to_owned();
    let broken: String = whole
        .lines()
        .filter(|l| !(l.starts_with(&leader) && l.contains("rdf-syntax-ns#type>")))
        .map(|l| format!("{l}\n"))
        .collect();
    fixture.write("broken.nq", broken);
    fixture.run(&["load", "broken.nq", "--store", "broken.store"]).succeeds();
    let run = fixture.run(&["validate", "--store", "broken.store"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("the subject of leads is one of"), "{}", run.out);
    let id = leader.rsplit('/').next().unwrap().trim_end_matches('>');
    assert!(run.out.contains(id) && run.out.contains("bulletin-2021-03.txt:"), "{}", run.out);
    let json = fixture.run(&["validate", "--store", "broken.store", "--format", "json"]).out;
    let first: serde_json::Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert!(first["check"] == "shape" && !first["evidence"].as_array().unwrap().is_empty(), "{first}");
    let report = fixture.run(&["validate", "--store", "broken.store", "--format", "report"]).out;
    assert!(report.contains("sh:conforms false") && report.contains("sh:focusNode"), "{report}");
}

#[test]
fn imports_are_checked_with_what_they_speak_of() {
    let fixture = Fixture::with_example();
    let leads = "SELECT ?a ?p WHERE { ?a pg:leads ?p } LIMIT 1";
    let row = fixture.run(&["query", "--format", "csv", leads]).succeeds().out;
    let (agency, programme) = row.lines().nth(1).unwrap().split_once(',').unwrap();
    let prefix = "@prefix pg: <https://w3id.org/policygraph/ontology#> . @prefix e: <http://e/> .
        @prefix id: <https://w3id.org/policygraph/id/> .";
    // Types of both stand in the built graph only.
    fixture.write("good.ttl", format!("{prefix} {agency} pg:announces {programme} ."));
    fixture.run(&["import", "good.ttl"]).succeeds();
    let good = fixture.run(&["validate"]).succeeds();
    assert!(good.err.contains("violations: 0"), "{}", good.err);
    let prefix = "@prefix pg: <https://w3id.org/policygraph/ontology#> . @prefix e: <http://e/> .";
    fixture.write(
        "bad.ttl",
        format!("{prefix} <{agency}> pg:leads \"words\" . e:b a pg:Budget ; pg:amountValue \"abc\" ."),
    );
    fixture.run(&["import", "bad.ttl"]).succeeds();
    let bad = fixture.run(&["validate"]);
    assert_eq!(bad.code, 1, "{bad:?}");
    for said in [
        "graph/import/bad: the object of leads is one of",
        "graph/import/bad: a budget has one positive decimal amount",
    ] {
        assert!(bad.out.contains(said), "no `{said}` in {}", bad.out);
    }
    assert!(!bad.out.contains("import/good"), "{}", bad.out);
    fixture.run(&["import", "--remove", "bad"]).succeeds();
    fixture.run(&["validate"]).succeeds();
}

#[test]
fn what_a_shape_forbids_is_never_built() {
    let fixture = Fixture::new();
    fixture.write(
        "odd.txt",
        "1. 일본, 통신 계획 발표\n\n○ 총무성은 ‘우주 통신 계획’에 0엔(0달러)을 투입\n○ ‘해양 관측 사업’의 예산은 0원에서 30억 원으로 증액\n\
         ○ ‘심해 탐사 사업’에 50억~30억 원을 지원(’25~’21)\n○ ‘위성 항법 사업’에 2025~2020년 △3억 원, -2억 달러를 지원\n\
         ○ ‘달 탐사 사업’에 0.0억 원, 약 0조 원, 최대 0만 달러(약 0.0억 원)를 배정\n",
    );
    fixture.run(&["build", "odd.txt"]).succeeds();
    let run = fixture.run(&["validate"]).succeeds();
    assert!(run.err.contains("violations: 0"), "{run:?}");
    let amounts = "SELECT (COUNT(?b) AS ?n) WHERE { ?b a pg:Budget }";
    assert_ne!(fixture.run(&["query", amounts]).succeeds().out, "n\n0\n", "amounts beside those of nothing are built");
}

#[test]
fn documents_and_stores_are_compared() {
    let fixture = Fixture::new();
    fixture.write("one.txt", SHORT);
    fixture.write("two.txt", SHORT.replace("30억 엔", "40억 엔"));
    fixture.run(&["build", "one.txt", "two.txt"]).succeeds();
    let run = fixture.run(&["diff", "one.txt", "two.txt"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("- 우주 통신 계획 has a budget of 3000000000 JPY"), "{}", run.out);
    assert!(run.out.contains("+ 우주 통신 계획 has a budget of 4000000000 JPY"), "{}", run.out);
    assert!(run.out.contains("two.txt:7"), "the evidence is shown: {}", run.out);
    assert_eq!(fixture.run(&["diff", "one.txt", "one.txt"]).code, 0);
    let missing = fixture.run(&["diff", "one.txt", "three.txt"]);
    assert!(missing.code == 2 && missing.err.contains("no document `three.txt`"), "{}", missing.err);
    fixture.run(&["build", "one.txt", "--store", "other.store"]).succeeds();
    let stores = fixture.run(&["diff", "policygraph.store", "other.store", "--format", "json"]);
    assert!(stores.code == 1 && stores.out.contains("\"change\":\"removed\""), "{}", stores.out);
}

#[test]
fn a_dry_run_tells_what_would_change_and_changes_nothing() {
    let fixture = Fixture::new();
    fixture.write("one.txt", SHORT);
    let new = fixture.run(&["build", "one.txt", "--dry-run"]).succeeds();
    assert!(new.out.contains("+ 총무성 announces 우주 통신 계획"), "{}", new.out);
    assert!(!fixture.path("policygraph.store").exists());
    fixture.run(&["build", "one.txt"]).succeeds();
    fixture.write("one.txt", SHORT.replace("30억 엔", "40억 엔"));
    let changed = fixture.run(&["build", "one.txt", "--dry-run"]).succeeds();
    assert!(changed.out.contains("- 우주 통신 계획 has a budget of 3000000000 JPY"), "{}", changed.out);
    assert!(fixture.run(&["show", "우주 통신 계획"]).succeeds().out.contains("3,000,000,000 JPY"));
}

#[test]
fn removing_prints_what_went() {
    let fixture = Fixture::new();
    fixture.write("one.txt", SHORT);
    fixture.run(&["build", "one.txt", EXAMPLE]).succeeds();
    let run = fixture.run(&["remove", "one.txt"]).succeeds();
    assert!(run.out.contains("- 총무성 announces 우주 통신 계획"), "{}", run.out);
    assert!(run.err.contains("are also made by others"), "{}", run.err);
    let inferred = "ASK { GRAPH graph:inferred { ?p pg:announcedBy ?a } ?p skos:prefLabel '우주 통신 계획'@ko }";
    assert_eq!(fixture.run(&["query", inferred]).succeeds().out, "false\n");
}

#[test]
fn what_follows_is_kept_apart_and_can_be_left_out() {
    let fixture = Fixture::with_example();
    let count = "SELECT (COUNT(?x) AS ?n) WHERE { ?x a pg:Organization }";
    assert_eq!(fixture.run(&["query", count]).succeeds().out, "n\n0\n");
    assert_ne!(fixture.run(&["query", "--inferred", count]).succeeds().out, "n\n0\n");
    fixture.run(&["build", EXAMPLE, "--no-inference"]).succeeds();
    assert_eq!(fixture.run(&["query", "--inferred", count]).succeeds().out, "n\n0\n");
}

#[test]
fn imports_are_read_and_removed() {
    let fixture = Fixture::with_example();
    fixture.write("mine.ttl", "@prefix e: <http://e/> . e:a e:p 'x' .");
    fixture.write("bad.nt", "<http://e/a> <http://e/p> .\n");
    fixture.run(&["import", "mine.ttl"]).succeeds();
    let ask = "ASK { GRAPH <https://w3id.org/policygraph/graph/import/mine> { ?s ?p 'x' } }";
    assert_eq!(fixture.run(&["query", ask]).succeeds().out, "true\n");
    let bad = fixture.run(&["import", "bad.nt", "--name", "mine"]);
    assert!(bad.code == 2 && bad.err.contains("bad.nt"), "{}", bad.err);
    assert_eq!(fixture.run(&["query", ask]).succeeds().out, "true\n");
    let unknown = fixture.run(&["import", "mine.xyz"]);
    assert!(unknown.code == 2 && unknown.err.contains("ending"), "{}", unknown.err);
    fixture.run(&["import", "--remove", "mine"]).succeeds();
    assert_eq!(fixture.run(&["query", ask]).succeeds().out, "false\n");
    assert_eq!(fixture.run(&["import", "--remove", "mine"]).code, 1);
}

#[test]
fn a_dump_makes_an_equal_store() {
    let fixture = Fixture::with_example();
    for (format, name) in [("nquads", "d.nq"), ("trig", "d.trig")] {
        fixture.run(&["dump", "--format", format, "--output", name]).succeeds();
        let copy = format!("{name}.store");
        fixture.run(&["load", name, "--store", &copy]).succeeds();
        assert_eq!(fixture.run(&["diff", "policygraph.store", &copy]).code, 0);
        let again = fixture.run(&["load", name, "--store", &copy]);
        assert!(again.code == 2 && again.err.contains("not empty"), "{}", again.err);
    }
}
