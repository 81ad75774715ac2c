//! Overrides, `policygraph explain` and `policygraph validate`.

use crate::{EXAMPLE, Fixture};

#[test]
fn explain_says_why_names_are_one() {
    let fixture = Fixture::with_example();
    let run = fixture.run(&["explain", "FCC"]).succeeds();
    assert!(run.out.contains("FCC: it stands in brackets behind ‘연방통신위원회’"), "{}", run.out);
    assert!(run.out.contains("the registry lists it as a name of us-fcc"), "{}", run.out);
    let json = fixture.run(&["explain", "us-fcc", "--format", "json"]).succeeds().out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["names"].as_array().unwrap().len(), 2);
    let missing = fixture.run(&["explain", "없는 이름"]);
    assert_eq!(missing.code, 1);
}

#[test]
fn overrides_in_the_store_are_honoured_by_every_build() {
    let fixture = Fixture::with_example();
    fixture.write(
        "policygraph.store/overrides.csv",
        "action,name,value\nsame-as,농촌 초고속인터넷 기금,농촌 디지털 기회 기금\nrename,us-fcc,미 연방통신위\nretype,후가쿠,Program\n",
    );
    // The document is unchanged, the overrides are new: it is read again; then nothing is left to do.
    let again = fixture.run(&["build", EXAMPLE]).succeeds();
    assert!(again.err.contains("1 document stored, 0 unchanged"), "{}", again.err);
    assert!(fixture.run(&["build", EXAMPLE]).succeeds().err.contains("0 documents stored, 1 unchanged"));
    let joined = fixture.run(&["explain", "농촌 디지털 기회 기금"]).succeeds().out;
    assert!(joined.contains("농촌 초고속인터넷 기금: the overrides file says so"), "{joined}");
    assert!(fixture.run(&["show", "us-fcc"]).succeeds().out.starts_with("미 연방통신위"));
    assert!(fixture.run(&["show", "후가쿠"]).succeeds().out.contains("Program"));
}

#[test]
fn a_bad_override_stops_before_anything_is_stored() {
    let fixture = Fixture::new();
    let file = fixture.write("own.csv", "action,name,value\nretype,가온,Firm\n");
    let run = fixture.run(&["build", EXAMPLE, "--overrides", file.to_str().unwrap()]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("own.csv:2: ") && run.err.contains("Company"), "{}", run.err);
    assert!(!fixture.path("policygraph.store").exists());
}

#[test]
fn validate_reports_parts_that_do_not_sum_to_their_total() {
    let fixture = Fixture::new();
    let bulletin = |last: &str| {
        format!(
            "1. 일본, 해양 종합계획 수립\n\n○ 총무성은 총 9억 엔 규모의 ‘해양 종합계획’을 수립\n\n- △심해 탐사(5억 엔), △연안 관측({last})을 추진\n\n출처 : 총무성 (2021.1.5.)\n"
        )
    };
    let file = fixture.write("b.txt", bulletin("4억 엔"));
    fixture.run(&["build", file.to_str().unwrap()]).succeeds();
    let run = fixture.run(&["validate"]).succeeds();
    assert!(run.err.contains("totals checked against their parts: 1, of which do not add up: 0"), "{}", run.err);
    fixture.write("b.txt", bulletin("3억 엔"));
    fixture.run(&["build", file.to_str().unwrap()]).succeeds();
    let run = fixture.run(&["validate"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("the parts sum to 800,000,000 JPY, the total is 900,000,000 JPY"), "{}", run.out);
    assert!(run.out.contains("b.txt"), "{}", run.out);
}
