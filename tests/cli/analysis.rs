//! Analyses of the graph: `central`, `communities`, `similar`, `stats`, the kinds of `path`, and the copy beside the store.

use crate::{Fixture, arg};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const MEASURES: [&str; 15] = [
    "degree",
    "strength",
    "betweenness",
    "closeness",
    "harmonic",
    "eigenvector",
    "katz",
    "pagerank",
    "hubs",
    "authorities",
    "core",
    "clustering",
    "constraint",
    "effective-size",
    "articulation",
];

/// The columns of a CSV of which no field has a comma.
fn column(csv: &str, name: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let place = reader.headers().unwrap().iter().position(|h| h == name).unwrap();
    reader.records().map(|r| r.unwrap()[place].to_owned()).collect()
}

#[test]
fn all_measures_in_one_table() {
    let fixture = Fixture::with_example();
    let arguments = || ["central"].into_iter().chain(MEASURES).chain(["--limit", "1000"]);
    let out = fixture.run(&arguments().collect::<Vec<_>>()).succeeds().out;
    for measure in MEASURES {
        let values: Vec<f64> = column(&out, measure).iter().filter_map(|v| v.parse().ok()).collect();
        assert!(values.iter().any(|v| *v > 0.0) || measure == "clustering", "{measure}: {out}");
    }
    assert_eq!(fixture.run(&arguments().chain(["--threads", "1"]).collect::<Vec<_>>()).out, out);
}

#[test]
fn relations_are_ranked_and_bridges_marked() {
    let fixture = Fixture::with_example();
    let out = fixture.run(&["central", "--edges", "--limit", "100"]).succeeds().out;
    assert!(column(&out, "bridge").iter().any(|b| b == "true"), "{out}");
    assert!(column(&out, "predicates").iter().all(|p| !p.is_empty()), "{out}");
}

#[test]
fn an_estimate_tells_its_error() {
    let fixture = Fixture::with_example();
    fixture.run(&["central", "betweenness", "--samples", "20"]).says(&["estimate", "95 %"]);
    fixture.run(&["central", "degree", "--seen-from", "미국"]).fails(2, &["--seen-from is for the measure pagerank"]);
    let out = fixture.run(&["central", "pagerank", "--seen-from", "국립과학재단", "--limit", "3"]).succeeds().out;
    assert!(column(&out, "name").contains(&"국립과학재단".to_owned()), "{out}");
}

#[test]
fn projections_tie_one_kind() {
    let fixture = Fixture::with_example();
    let out = fixture.run(&["central", "--project", "programs-by-topics", "--weight", "jaccard"]).succeeds().out;
    assert!(column(&out, "type").iter().all(|t| t == "Program" || t == "Legislation"), "{out}");
    fixture.run(&["central", "--weight", "newman"]).fails(2, &["are for --project"]);
    fixture.run(&["central", "--project", "programs-by-topics", "--directed"]).fails(2, &["no direction"]);
    fixture.run(&["central", "closeness", "--weight", "confidence", "--largest-component"]).succeeds();
}

#[test]
fn filters_look_at_statements() {
    let fixture = Fixture::with_example();
    let plan = crate::SHORT.replace("발표(’21.1.5.)", "추진할 예정");
    fixture.write("plan.txt", plan);
    fixture.run(&["build", "plan.txt"]).succeeds();
    let all = fixture.run(&["stats", "--network"]).succeeds().out;
    let ties = |out: &str| -> usize {
        let place = column(out, "figure").iter().position(|f| f == "ties").unwrap();
        column(out, "value")[place].parse().unwrap()
    };
    for filter in [
        &["--status", "planned"][..],
        &["--since", "2021", "--until", "2021"],
        &["--least-confidence", "0.9"],
        &["--topic", "인공지능"],
        &["--document", "plan.txt"],
    ] {
        let part = fixture.run(&[&["stats", "--network"], filter].concat()).succeeds().out;
        assert!(ties(&part) > 0 && ties(&part) < ties(&all), "{filter:?}: {part}");
    }
    fixture.run(&["central", "--until", "1800"]).fails(1, &["no entity passes the filter"]);
    fixture.run(&["central", "--since", "2022", "--until", "2020"]).fails(2, &["--since is after --until"]);
    fixture.run(&["central", "--topic", "없는 주제"]).fails(2, &["is no technology or field"]);
    fixture.run(&["central", "--document", "none.txt"]).fails(2, &["states no relation"]);
}

#[test]
fn communities_by_each_method() {
    let fixture = Fixture::with_example();
    let entities = column(&fixture.run(&["central", "--limit", "0"]).out, "id").len();
    for method in ["leiden", "potts", "labels", "components", "strong"] {
        let call = ["communities", method, "--resolution", "0.2", "--members", "--limit", "0"];
        let out = fixture.run(&call).succeeds().out;
        assert_eq!(column(&out, "id").len(), entities, "{method}");
        assert_eq!(fixture.run(&[&call[..], &["--threads", "1"]].concat()).out, out);
    }
    let out = fixture.run(&["communities", "--limit", "3"]).says(&["modularity"]).out;
    let sizes: Vec<usize> = column(&out, "size").iter().map(|s| s.parse().unwrap()).collect();
    assert!(sizes.len() == 3 && sizes.is_sorted_by(|a, b| a >= b), "{out}");
}

#[test]
fn what_is_alike_shares_neighbours() {
    let fixture = Fixture::with_example();
    for measure in ["jaccard", "cosine", "adamic-adar", "pagerank"] {
        let out = fixture.run(&["similar", "국립과학재단", "--measure", measure, "--same-type"]).succeeds().out;
        assert!(
            !column(&out, "id").is_empty() && column(&out, "type").iter().all(|t| t == "GovernmentAgency"),
            "{out}"
        );
        assert!(measure == "pagerank" || column(&out, "shared").iter().all(|s| !s.is_empty()), "{out}");
    }
    fixture.run(&["similar", "없는 이름"]).fails(1, &["is not in the graph"]);
}

#[test]
fn a_network_is_compared_with_chance() {
    let fixture = Fixture::with_example();
    let out = fixture.run(&["stats", "--network", "--random", "19"]).succeeds().out;
    let place = column(&out, "figure").iter().position(|f| f == "E-I index by country").unwrap();
    let number = |name: &str| -> f64 { column(&out, name)[place].parse().unwrap() };
    assert!(number("value") < number("at random") && number("p") == 0.05 && number("z") < -3.0, "{out}");
    let blocks = fixture.run(&["stats", "--blocks", "--directed"]).succeeds().out;
    assert!(column(&blocks, "from").contains(&"GovernmentAgency".to_owned()), "{blocks}");
    fixture.run(&["stats", "--type", "Company"]).fails(2, &["--network and --blocks"]);
}

#[test]
fn a_path_goes_around_countries_where_another_way_is_near() {
    let fixture = Fixture::new();
    let text = "Ⅰ 동향\n\n1. 일본, 우주 통신 동향\n\n○ 총무성은 ‘우주 통신 계획’을 발표(’21.1.5.)\n\n- 경제산업성이 ‘우주 통신 계획’에 참여\n\n출처 : 총무성 (2021.1.5.)\n\nhttps://www.soumu.go.jp/\n";
    let file = fixture.write("space.txt", text);
    fixture.run(&["build", arg(&file)]).succeeds();
    let first = |more: &[&str]| {
        let out = fixture.run(&[&["path", "총무성", "경제산업성", "--limit", "9"], more].concat()).succeeds().out;
        out.lines().filter(|l| l.starts_with(|c: char| c.is_ascii_digit())).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(first(&[]), ["1. 총무성 — 우주 통신 계획 — 경제산업성"]);
    assert!(first(&["--through-countries"]).iter().any(|line| line.contains("총무성 — 일본 — 경제산업성")));
    fixture
        .run(&["path", "총무성", "경제산업성", "--through-countries", "--max-hops", "3"])
        .fails(2, &["cannot be used with"]);
}

#[test]
fn each_kind_of_path() {
    let fixture = Fixture::with_example();
    let (a, b) = ("국립과학재단", "연방통신위원회");
    let hops = |out: &str| -> Vec<usize> {
        out.lines()
            .map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap()["hops"].as_array().unwrap().len())
            .collect()
    };
    let json = |more: &[&str]| {
        fixture.run(&[&["path", a, b, "--format", "json", "--limit", "9"], more].concat()).succeeds().out
    };
    assert!(hops(&json(&["--through-countries"])).iter().all(|n| *n == 2));
    let longer = hops(&json(&["--through-countries", "--longer"]));
    assert!(longer.is_sorted() && longer.len() > 1 && longer.last() > longer.first(), "{longer:?}");
    assert!(hops(&json(&["--max-hops", "4"])).iter().all(|n| *n <= 4));
    for cost in ["confidence", "statements", "relations"] {
        assert_eq!(hops(&json(&["--by", cost]))[0], 2);
    }
    let pattern = "GovernmentAgency -hasJurisdiction-> Country <-hasJurisdiction- GovernmentAgency";
    let out = json(&["--pattern", pattern]);
    assert_eq!(hops(&out), [2]);
    let path: serde_json::Value = serde_json::from_str(&out).unwrap();
    let forward = |hop: usize| path["hops"][hop]["relations"][0]["forward"].as_bool();
    assert_eq!((forward(0), forward(1)), (Some(true), Some(false)));
    let csv = fixture.run(&["path", a, b, "--format", "csv", "--limit", "1", "--through-countries"]).succeeds().out;
    assert_eq!(column(&csv, "hop"), ["1", "2"]);
    assert_eq!(column(&csv, "forward"), ["true", "false"]);
    fixture.run(&["path", a, b, "--pattern", "Company leads"]).fails(2, &["is no pattern like"]);
    fixture.run(&["path", a, "--pattern", "Company --> *"]).fails(1, &["no path of this pattern"]);
    let through = |language| {
        let call = ["path", a, b, "--through-countries", "--answer", language, "--limit", "1"];
        fixture.run(&call).succeeds().out
    };
    let ko = through("ko");
    assert_eq!(ko, "국립과학재단이 미국에 속한다, 연방통신위원회가 미국에 속한다.\n");
    let en = through("en");
    assert!(en.contains("belongs to United States; "), "{en}");
}

#[test]
fn results_are_written_into_the_store() {
    let fixture = Fixture::with_example();
    let out = fixture.run(&["central", "pagerank", "--annotate", "--limit", "1"]).succeeds().out;
    fixture.run(&["communities", "--annotate"]).succeeds();
    let query = "SELECT ?name ?score ?community WHERE { GRAPH graph:analysis-pagerank { ?e pg:score ?score }
        GRAPH graph:analysis-communities { ?e pg:community ?community } ?e skos:prefLabel ?name FILTER(lang(?name) = \"ko\") } ORDER BY DESC(?score) LIMIT 1";
    let rows = fixture.run(&["query", query, "--format", "csv"]).succeeds().out;
    assert_eq!(column(&rows, "name"), column(&out, "name"));
    let close: f64 =
        column(&rows, "score")[0].parse::<f64>().unwrap() - column(&out, "score")[0].parse::<f64>().unwrap();
    assert!(close.abs() < 1e-9, "{rows}");
    let count = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH graph:analysis-pagerank { ?e pg:score ?score } }";
    let before = fixture.run(&["query", count]).out;
    fixture.run(&["central", "pagerank", "--annotate"]).succeeds();
    assert_eq!(fixture.run(&["query", count]).out, before);
    fixture.run(&["validate"]).succeeds();
}

#[test]
fn exports_have_results_as_attributes() {
    let fixture = Fixture::with_example();
    let out = fixture
        .run(&["export", "--format", "graphml", "--with", "pagerank,constraint", "--communities"])
        .succeeds()
        .out;
    for name in ["pagerank", "constraint", "community"] {
        assert!(
            out.contains(&format!("attr.name=\"{name}\"")) && out.contains(&format!("<data key=\"{name}\">")),
            "{name}"
        );
    }
    fixture.run(&["export", "--format", "turtle", "--with", "degree"]).fails(2, &["--annotate"]);
}

/// The graph is kept beside the store, and made anew when the store has changed.
#[test]
fn the_copy_follows_the_store() {
    let fixture = Fixture::with_example();
    let copy = fixture.path("policygraph.store/graph-relations");
    let central = || fixture.run(&["central", "--limit", "100000", "--least-confidence", "0.1"]).succeeds().out;
    let first = central();
    let written = std::fs::metadata(&copy).unwrap().modified().unwrap();
    assert_eq!(central(), first);
    assert_eq!(std::fs::metadata(&copy).unwrap().modified().unwrap(), written);
    // One that is damaged is not read.
    std::fs::write(&copy, b"damaged").unwrap();
    assert_eq!(central(), first);
    fixture.run(&["remove", "bulletin-2021-03.txt"]).succeeds();
    fixture.run(&["central"]).fails(1, &["no entity passes the filter"]);
}

#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_stops_cleanly() {
    let fixture = Fixture::with_example();
    // A background job of a shell ignores the signal, and so do its children unless it is reset.
    let mut process = Command::new("env")
        .args([
            "--default-signal=INT",
            env!("CARGO_BIN_EXE_policygraph"),
            "stats",
            "--network",
            "--random",
            "100000000",
        ])
        .current_dir(fixture.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It is stopped when it computes; before, Ctrl-C ends any process.
    let started = Instant::now();
    let status = format!("/proc/{}/status", process.id());
    while !std::fs::read_to_string(&status).is_ok_and(|s| catches_interrupt(&s)) {
        if started.elapsed() > Duration::from_secs(60) {
            process.kill().unwrap();
            panic!("it does not wait for Ctrl-C");
        }
        std::thread::yield_now();
    }
    rustix::process::kill_process(rustix::process::Pid::from_child(&process), rustix::process::Signal::INT).unwrap();
    let output = process.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    assert!(output.stdout.is_empty());
    assert!(String::from_utf8(output.stderr).unwrap().contains("stopped before the end"));
}

/// Whether a process has a handler for SIGINT, as Linux tells.
#[cfg(target_os = "linux")]
fn catches_interrupt(status: &str) -> bool {
    let caught = status.lines().find_map(|l| l.strip_prefix("SigCgt:")).unwrap();
    u64::from_str_radix(caught.trim(), 16).unwrap() & 2 != 0
}
