//! `query` and `show`.

use crate::Fixture;

#[test]
fn prefixes_are_known_and_formats_agree() {
    let fixture = Fixture::with_example();
    let query = "SELECT ?name ?amount ?code WHERE { ?b pg:budgetOf/skos:prefLabel ?name ; pg:amountValue ?amount ; pg:currencyCode ?code FILTER(?code = 'EUR') } ORDER BY ?amount";
    let csv = fixture.run(&["query", query, "--format", "csv"]).succeeds().out;
    assert!(
        csv.starts_with("name,amount,code\n") && csv.contains("90000000000,EUR") || csv.contains("95500000000,EUR"),
        "{csv}"
    );
    let rows = csv.lines().count() - 1;
    assert!(rows > 1);
    assert_eq!(fixture.run(&["query", query, "--format", "tsv"]).succeeds().out, csv.replace(',', "\t"));
    let json: serde_json::Value =
        serde_json::from_str(&fixture.run(&["query", query, "--format", "json"]).succeeds().out).unwrap();
    assert_eq!(json["results"]["bindings"].as_array().unwrap().len(), rows);
    assert_eq!(json["head"]["vars"][1], "amount");
    let table = fixture.run(&["query", query, "--format", "table"]).succeeds();
    assert!(table.out.contains("95500000000") && table.err.contains("solutions"));
}

#[test]
fn a_query_comes_from_a_file_or_standard_input() {
    let fixture = Fixture::with_example();
    let query = "ASK { ?x a pg:Country }";
    fixture.write("q.rq", query);
    assert_eq!(fixture.run(&["query", "--file", "q.rq"]).succeeds().out, "true\n");
    assert_eq!(fixture.run_with_input(&["query", "-"], query.as_bytes()).succeeds().out, "true\n");
}

#[test]
fn construct_gives_turtle() {
    let out = Fixture::with_example().run(&["query", "CONSTRUCT WHERE { ?x a pg:Country }"]).succeeds().out;
    assert!(out.contains("@prefix pg:") && out.contains("a pg:Country"), "{out}");
}

#[test]
fn each_triple_stands_once_in_the_default_graph_and_has_its_evidence() {
    let fixture = Fixture::with_example();
    let unproved = "SELECT ?s ?p ?o WHERE { ?s ?p ?o . GRAPH <https://w3id.org/policygraph/graph/ontology> { ?p a owl:ObjectProperty } FILTER(?p NOT IN (pg:budgetOf, pg:currency, pg:convertedCurrency, pg:partOfTotal)) FILTER NOT EXISTS { GRAPH ?g { ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; prov:wasGeneratedBy [ pg:rule ?r ; pg:confidence ?k ] } } }";
    assert_eq!(fixture.run(&["query", unproved]).succeeds().out, "s,p,o\n");
    let claims = "SELECT (COUNT(?c) AS ?n) WHERE { GRAPH ?g { ?c rdf:predicate ?p ; prov:wasDerivedFrom ?w . ?w pg:line ?l ; dct:isPartOf/dct:isPartOf ?d ; pg:quote ?q FILTER(CONTAINS(STR(?w), \"#char=\")) } }";
    let n: u32 = fixture.run(&["query", claims]).succeeds().out.lines().nth(1).unwrap().parse().unwrap();
    assert!(n > 50, "{n}");
}

#[test]
fn show_prints_names_relations_budgets_and_quotes() {
    let fixture = Fixture::with_example();
    let out = fixture.run(&["show", "기업에너지산업전략부"]).succeeds().out;
    for words in [
        "Department for Business, Energy and Industrial Strategy",
        "GovernmentAgency",
        "gb-beis",
        "named  bulletin-2021-03.txt, line ",
        "hasJurisdiction → 영국",
        "announces → 영국 연구개발 로드맵",
        "“",
        "bulletin-2021-03.txt:",
    ] {
        assert!(out.contains(words), "no {words} in {out}");
    }
    for name in ["BEIS", "gb-beis", "id:gb-beis"] {
        assert_eq!(fixture.run(&["show", name]).succeeds().out, out);
    }
    let budgets = fixture.run(&["show", "국가수소전략"]).succeeds().out;
    assert!(budgets.contains("Budgets") && budgets.contains("7,000,000,000 EUR"), "{budgets}");
    let json: serde_json::Value =
        serde_json::from_str(&fixture.run(&["show", "BEIS", "--format", "json"]).succeeds().out).unwrap();
    assert!(json["relations"].as_array().unwrap().iter().all(|r| !r["claims"].as_array().unwrap().is_empty()));
}

#[test]
fn names_are_found_by_their_parts() {
    let fixture = Fixture::with_example();
    let found = |text: &str| {
        let json = fixture.run(&["search", text, "--format", "json", "--limit", "0"]).succeeds().out;
        serde_json::from_str::<Vec<serde_json::Value>>(&json).unwrap()
    };
    for text in ["화웨이", "huaw", "화웨이의"] {
        assert_eq!(found(text)[0]["name"], "화웨이", "{text}");
    }
    assert!(found("ㅎㅇㅇ").iter().any(|row| row["english"] == "Huawei"));
    let companies = fixture.run(&["search", "o", "--type", "Company", "--limit", "1"]).succeeds().out;
    assert!(companies.lines().count() == 2 && companies.contains("Company"), "{companies}");
    fixture.run(&["search", "없는 이름"]).fails(1, &["no name has `없는 이름` in it"]);
}
