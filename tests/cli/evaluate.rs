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
    let texts = [(EXAMPLE, "bulletin-2021-03", [0.96, 0.90, 0.98]), (&second, "bulletin-2020-02", [0.96, 0.88, 0.90])];
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
