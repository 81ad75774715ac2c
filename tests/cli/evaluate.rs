//! `policygraph evaluate`.

use crate::{EXAMPLE, Fixture};
use std::path::{Path, PathBuf};
use std::process::Command;

const GOLD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/gold/");

fn facts(fixture: &Fixture, source: &str) -> PathBuf {
    fixture.write("facts.jsonl", fixture.run(&["extract", source]).succeeds().out)
}

/// Scores no lower than the figures of docs/evaluation.md, less two points.
#[test]
fn our_own_texts_score_as_the_documentation_says() {
    let second = format!("{GOLD}bulletin-2020-02.txt");
    let texts = [(EXAMPLE, "bulletin-2021-03", [0.97, 0.85, 0.86]), (&second, "bulletin-2020-02", [0.96, 0.80, 0.82])];
    for (source, gold, least) in texts {
        let fixture = Fixture::new();
        let facts = facts(&fixture, source);
        let gold = format!("{GOLD}{gold}.jsonl");
        let run = fixture.run(&["evaluate", "--gold", &gold, facts.to_str().unwrap()]).succeeds();
        let summary: serde_json::Value = serde_json::from_str(run.out.lines().last().unwrap()).unwrap();
        for (group, least) in ["entity", "relation", "budget+subject"].into_iter().zip(least) {
            assert!(summary[group]["f1"].as_f64().unwrap() >= least, "{source}: {summary}");
        }
    }
}

#[test]
fn errors_come_with_the_text_of_their_lines() {
    let fixture = Fixture::new();
    let source = fixture.write("b.txt", "1. 독일, 통신\n\n노키아는 회의\n\n출처 : 신문 (2020.1.1.)\n");
    let facts = facts(&fixture, source.to_str().unwrap());
    let gold = fixture.write(
        "gold.jsonl",
        "{\"kind\":\"entity\",\"id\":\"a\",\"type\":\"Company\",\"names\":[\"가온\"],\"lines\":[3]}\n",
    );
    let args = ["--gold", &format!("{}:3-3", gold.display()), "--source", source.to_str().unwrap()];
    let run = fixture.run(&[&["evaluate"], &args[..], &[facts.to_str().unwrap()]].concat()).succeeds();
    assert!(run.out.contains("missed   Company                  가온  @[3]\n      3: 노키아는 회의"), "{}", run.out);
    assert!(run.out.contains("spurious Company                 노키아"), "{}", run.out);
}

/// Two documents, each with its own gold; figures worked out by hand.
#[test]
fn calibration_compares_confidence_with_what_is_right() {
    let fixture = Fixture::new();
    let entities = |a: &str, b: &str| {
        format!(
            "{{\"kind\":\"entity\",\"id\":\"{a}\",\"type\":\"Company\",\"names\":[\"가온\"],\"lines\":[1]}}\n\
             {{\"kind\":\"entity\",\"id\":\"{b}\",\"type\":\"Program\",\"names\":[\"누리 계획\"],\"lines\":[1]}}\n"
        )
    };
    let relation = |s: &str, p: &str, o: &str, more: &str| {
        format!("{{\"kind\":\"relation\",\"s\":\"{s}\",\"p\":\"{p}\",\"o\":\"{o}\",\"lines\":[1]{more}}}\n")
    };
    let budget = |s: &str, more: &str| {
        format!("{{\"kind\":\"budget\",\"subject\":\"{s}\",\"amount\":500,\"currency\":\"USD\",\"lines\":[1]{more}}}\n")
    };
    let gold = entities("a", "b") + &relation("a", "leads", "b", "");
    let sure = r#","confidence":0.9"#;
    let first =
        entities("x", "y") + &relation("x", "leads", "y", sure) + &relation("x", "funds", "y", r#","confidence":0.6"#);
    let second =
        entities("v", "w") + &relation("v", "funds", "w", sure) + &budget("w", r#","evidence":{"confidence":0.7}"#);
    let files = [
        ("a.gold", gold.clone()),
        ("b.gold", gold + &budget("b", r#","surface":"500달러""#)),
        ("a.jsonl", first),
        ("b.jsonl", second),
    ];
    let [a_gold, b_gold, a, b] = files.map(|(name, text)| fixture.write(name, text).to_str().unwrap().to_owned());
    let args = ["evaluate", "--calibration", "--gold", &a_gold, &a, "--gold", &b_gold, &b];
    let out = fixture.run(&args).succeeds().out;
    // Relations: 0.6 once, wrong; 0.9 twice, one right; (0.6 + 2 · 0.4) / 3. A budget of 0.7, right. All: (1.4 + 0.3) / 4.
    let expected = "\
relation                                 facts  right  confidence  share  difference
  0.6 to 0.7                                 1      0       0.600  0.000       0.600
  0.9 to 1.0                                 2      1       0.900  0.500       0.400
  all                                        3      1       0.800  0.333       0.467
  expected calibration error 0.467
";
    assert!(out.starts_with(expected), "{out}");
    assert!(out.contains("budget+subject                           facts"), "{out}");
    assert!(
        out.contains("  expected calibration error 0.300\n") && out.contains("  expected calibration error 0.425\n"),
        "{out}"
    );
    let json = fixture.run(&[&args[..], &["--format", "json"]].concat()).succeeds().out;
    let all: Vec<serde_json::Value> = json
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .filter(|row: &serde_json::Value| row["expected_calibration_error"].is_number())
        .collect();
    assert_eq!(all.len(), 3, "relations, budgets, together");
    assert!(all[2]["calibration"] == "together" && all[2]["facts"] == 4 && all[2]["right"] == 2, "{}", all[2]);
    let plain = fixture.run(&["evaluate", "--gold", &a_gold, &a]).succeeds().out;
    assert!(!plain.contains("calibration"), "{plain}");
    let unpaired = fixture.run(&["evaluate", "--gold", &a_gold, &a, &b]);
    assert!(unpaired.code == 2 && unpaired.err.contains("2 files with facts for 1 with gold"), "{}", unpaired.err);
}

/// What `docs/evaluation.md` promises, on the texts that are always at hand.
#[test]
fn the_confidence_of_our_own_texts_is_calibrated() {
    let fixture = Fixture::new();
    let texts = [(EXAMPLE.to_owned(), "bulletin-2021-03"), (format!("{GOLD}bulletin-2020-02.txt"), "bulletin-2020-02")];
    let mut args = vec!["evaluate".to_owned(), "--calibration".to_owned(), "--format".to_owned(), "json".to_owned()];
    for (source, name) in &texts {
        let facts = fixture.write(&format!("{name}.jsonl"), fixture.run(&["extract", source]).succeeds().out);
        args.extend(["--gold".to_owned(), format!("{GOLD}{name}.jsonl"), facts.to_str().unwrap().to_owned()]);
    }
    let out = fixture.run(&args.iter().map(String::as_str).collect::<Vec<_>>()).succeeds().out;
    let together: serde_json::Value = out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .find(|row: &serde_json::Value| {
            row["calibration"] == "together" && row["expected_calibration_error"].is_number()
        })
        .unwrap();
    assert!(together["expected_calibration_error"].as_f64().unwrap() <= 0.08, "{together}");
}

#[test]
fn bad_gold_is_named_by_file_and_line() {
    let fixture = Fixture::new();
    let facts = fixture.write("facts.jsonl", "");
    let gold = fixture.write("gold.jsonl", "\n{\"kind\":\"entity\"}\n");
    let run = fixture.run(&["evaluate", "--gold", gold.to_str().unwrap(), facts.to_str().unwrap()]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("gold.jsonl:2: "), "{}", run.err);
    let run = fixture.run(&["evaluate", "--gold", "none.jsonl", facts.to_str().unwrap()]);
    assert!(run.code == 2 && run.err.contains("none.jsonl"), "{}", run.err);
    let run = fixture.run(&["evaluate", "--gold", "gold.jsonl:9-3", facts.to_str().unwrap()]);
    assert!(run.code == 2 && run.err.contains("9-3"), "{}", run.err);
}

/// The scorer of the annotation guideline, where it stands beside the repository: the same figures to the last digit.
#[test]
fn the_reference_scorer_gives_the_same_table() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let (scorer, corpus) = (shared.join("eval/score.py"), shared.join("corpus"));
    if !scorer.exists() {
        assert!(std::env::var_os("CI").is_none(), "{} is missing", scorer.display());
        return;
    }
    let fixture = Fixture::new();
    let bulletin =
        std::fs::read_dir(corpus).unwrap().map(|e| e.unwrap().path()).find(|p| p.extension().is_some()).unwrap();
    let facts = facts(&fixture, bulletin.to_str().unwrap());
    let parts = std::fs::read_to_string(shared.join("eval/gold/PARTS")).unwrap();
    let gold: Vec<String> = parts
        .lines()
        .map(|l| l.split_once(' ').unwrap())
        .flat_map(|(part, lines)| {
            let file = shared.join(format!("eval/gold/{part}.jsonl"));
            ["--gold".to_owned(), format!("{}:{lines}", file.display())]
        })
        .collect();
    let gold: Vec<&str> = gold.iter().map(String::as_str).collect();
    for lenient in [&[][..], &["--lenient"]] {
        let args = [lenient, &gold, &[facts.to_str().unwrap()]].concat();
        let ours = fixture.run(&[&["evaluate"], &args[..]].concat()).succeeds().out;
        let reference = Command::new("python3").arg(&scorer).args(&args).output().unwrap();
        assert_eq!(ours, String::from_utf8(reference.stdout).unwrap());
    }
}
