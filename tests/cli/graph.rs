//! `central` and `path`.

use crate::Fixture;

#[test]
fn central_lists_by_each_measure() {
    let fixture = Fixture::with_example();
    for measure in ["degree", "pagerank", "betweenness"] {
        let out = fixture.run(&["central", measure, "--limit", "5"]).succeeds().out;
        let scores: Vec<f64> = out.lines().skip(1).map(|l| l.split(',').nth(5).unwrap().parse().unwrap()).collect();
        assert_eq!(scores.len(), 5, "{out}");
        assert!(scores.windows(2).all(|w| w[0] >= w[1]) && scores[0] > 0.0, "{out}");
        assert_eq!(fixture.run(&["central", measure, "--limit", "5", "--threads", "1"]).out, out);
    }
}

#[test]
fn filters_narrow_the_graph() {
    let fixture = Fixture::with_example();
    let out = fixture
        .run(&["central", "--type", "GovernmentAgency,Program", "--country", "미국", "--predicate", "announces,leads"])
        .succeeds()
        .out;
    assert!(out.lines().count() > 1);
    assert!(
        out.lines()
            .skip(1)
            .all(|l| (l.contains(",GovernmentAgency,") || l.contains(",Program,")) && l.contains(",US,")),
        "{out}"
    );
    fixture.run(&["central", "--country", "BV"]).fails(1, &["no entity passes the filter"]);
}

#[test]
fn a_path_has_the_evidence_of_each_hop() {
    let fixture = Fixture::with_example();
    let through = |more: &[&str]| {
        fixture.run(&[&["path", "국립과학재단", "연방통신위원회", "--through-countries"], more].concat()).succeeds().out
    };
    let out = through(&[]);
    assert!(out.contains("1. 국립과학재단 — 미국 — 연방통신위원회") || out.contains("— 미국 —"), "{out}");
    let json = through(&["--format", "json", "--limit", "1"]);
    let path: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(path["hops"].as_array().unwrap().len(), 2);
    for hop in path["hops"].as_array().unwrap() {
        assert!(
            hop["relations"].as_array().unwrap().iter().all(|r| !r["claims"].as_array().unwrap().is_empty()),
            "{hop}"
        );
    }
    fixture.run(&["path", "국립과학재단", "NSF"]).fails(1, &["one entity"]);
    fixture.run(&["path", "국립과학재단", "연방통신위원회", "--type", "Country"]).fails(2, &["the filter leaves"]);
}
