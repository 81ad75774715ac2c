//! The lexicon of predicates, read as its own test: each row of `seeds/frames.csv` has a sentence and the relation that it states, and
//! the pipeline must read that relation from the sentence alone. Each row of `seeds/support-verbs.csv` has a sentence that shows its
//! status.

use csv::StringRecord;
use policygraph_model::{EntityType, Fact, Predicate, Status};
use policygraph_pipeline::Pipeline;
use policygraph_registry::Registry;
use std::collections::HashSet;
use unicode_normalization::is_nfc;

const FRAMES: &str = include_str!("../../../seeds/frames.csv");
const SUPPORT_VERBS: &str = include_str!("../../../seeds/support-verbs.csv");

/// Share of the rows whose example must yield the expected relation. Not all: some names of the examples are no names to the rules
/// without more context, and a row should not be left out for that.
const READ: f64 = 0.91;

/// Share of the support verbs whose example must yield a relation of their status.
const STATUS_READ: f64 = 0.80;

/// Rows that the lexicon has at least.
const LEAST: usize = 500;

/// Words that it has at least.
const LEAST_WORDS: usize = 400;

const CLASSES: &[&str] = &["noun", "verb", "relational"];
/// Roles of the arguments of a verb or verbal noun, by their deep case in the active sentence.
const CASES: &[&str] = &["subject", "object", "dative", "comitative", "source", "locative", "as", "basis", "purpose"];
/// Roles of a relational noun: what it refers to and its possessor.
const SIDES: &[&str] = &["self", "of"];

/// A row of the lexicon.
struct Frame {
    word: String,
    class: String,
    predicate: String,
    from: String,
    to: String,
    types: [String; 2],
    money: String,
    example: String,
    expected: String,
}

impl Frame {
    fn new(row: &StringRecord) -> Self {
        let at = |i: usize| row[i].to_owned();
        Self {
            word: at(0),
            class: at(1),
            predicate: at(2),
            from: at(3),
            to: at(4),
            types: [at(5), at(6)],
            money: at(7),
            example: at(8),
            expected: at(9),
        }
    }

    /// Names of subject and object of the expected relation.
    fn sides(&self) -> (&str, &str) {
        self.expected.split_once(&format!(" {} ", self.predicate)).expect("the expected relation is of the row")
    }
}

fn rows(text: &str) -> Vec<StringRecord> {
    csv::Reader::from_reader(text.as_bytes()).records().map(Result::unwrap).collect()
}

fn frames() -> Vec<Frame> {
    rows(FRAMES).iter().map(Frame::new).collect()
}

/// A name without what writing varies: blanks and quotation marks.
fn squeeze(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace() && !"‘’“”「」'\"".contains(*c)).collect()
}

/// The relations that a text states, by every name of their two sides, and their status.
fn relations(pipeline: &Pipeline, text: &str) -> Vec<(Vec<String>, Predicate, Vec<String>, Status)> {
    let document = pipeline.lay_out("example.txt", text.as_bytes()).expect("an example is text");
    let facts = pipeline.facts(&document);
    let names = |id: &str| {
        let entity = facts.iter().find_map(|f| match f {
            Fact::Entity(e) if e.id == id => Some(e),
            _ => None,
        });
        entity.map_or_else(Vec::new, |e| e.names.iter().chain(&e.label_ko).map(|n| squeeze(n)).collect())
    };
    let relation = |f: &Fact| match f {
        Fact::Relation(r) => Some((names(&r.s), r.p, names(&r.o), r.status)),
        _ => None,
    };
    facts.iter().filter_map(relation).collect()
}

#[test]
fn every_row_is_well_formed() {
    let frames = frames();
    assert!(frames.len() >= LEAST, "{} rows", frames.len());
    let words: HashSet<_> = frames.iter().map(|f| &f.word).collect();
    assert!(words.len() >= LEAST_WORDS, "{} words", words.len());
    assert!(frames.is_sorted_by_key(|f| &f.word), "rows are sorted by word");
    let mut seen = HashSet::new();
    for f in &frames {
        let word = &f.word;
        assert!(
            seen.insert((word, &f.class, &f.predicate, &f.from, &f.to, &f.types)),
            "{word}: twice for {}",
            f.predicate
        );
        assert!(f.predicate.parse::<Predicate>().is_ok(), "{word}: {}", f.predicate);
        assert!(CLASSES.contains(&f.class.as_str()), "{word}: {}", f.class);
        assert!(f.class != "verb" || word.ends_with('다'), "{word}: a verb stands in its dictionary form");
        let roles = if f.class == "relational" { SIDES } else { CASES };
        for role in [&f.from, &f.to] {
            assert!(roles.contains(&role.as_str()), "{word}: {role} is no role of a {}", f.class);
        }
        assert_ne!(f.from, f.to, "{word}");
        for name in f.types.iter().flat_map(|types| types.split('|')).filter(|t| !t.is_empty()) {
            assert!(name.parse::<EntityType>().is_ok(), "{word}: {name} is no type");
        }
        assert!(["", "from", "to"].contains(&f.money.as_str()), "{word}: {}", f.money);
    }
}

#[test]
fn every_example_holds_its_names() {
    for f in frames() {
        let (from, to) = f.sides();
        let text = squeeze(&f.example);
        for name in [from, to] {
            assert!(text.contains(&squeeze(name)), "{}: {name} is not in {}", f.word, f.example);
        }
    }
}

#[test]
fn every_text_is_in_normal_form() {
    for text in [FRAMES, SUPPORT_VERBS] {
        if let Some(line) = text.lines().find(|l| !is_nfc(l)) {
            panic!("not in Unicode normal form C: {line}");
        }
    }
}

#[test]
fn every_predicate_has_rows() {
    let frames = frames();
    for predicate in Predicate::ALL {
        assert!(frames.iter().any(|f| f.predicate == predicate.as_str()), "no row for {predicate}");
    }
}

#[test]
fn every_example_states_its_relation() {
    let pipeline = Pipeline::new(Registry::builtin());
    let frames = frames();
    let mut missed = Vec::new();
    let mut swapped = Vec::new();
    for f in &frames {
        let predicate: Predicate = f.predicate.parse().unwrap();
        let (from, to) = f.sides();
        let (from, to) = (squeeze(from), squeeze(to));
        let relations = relations(&pipeline, &f.example);
        let states = |from: &String, to: &String| {
            relations.iter().any(|(s, p, o, _)| *p == predicate && s.contains(from) && o.contains(to))
        };
        let (right, wrong) = (states(&from, &to), states(&to, &from));
        let row = format!("{} ({}): {} ⊬ {}", f.word, f.class, f.example, f.expected);
        match (right, wrong) {
            (true, _) if predicate.is_symmetric() || !wrong => {}
            (false, true) if predicate.is_symmetric() => {}
            (_, true) => swapped.push(row),
            _ => missed.push(row),
        }
    }
    let count = |n: usize| f64::from(u32::try_from(n).unwrap());
    let share = 1.0 - count(missed.len() + swapped.len()) / count(frames.len());
    let report = format!("{share:.3} of {} rows are read; missed:\n{}", frames.len(), missed.join("\n"));
    assert!(swapped.is_empty(), "subject and object are swapped:\n{}\n{report}", swapped.join("\n"));
    assert!(share >= READ, "{report}");
}

#[test]
fn every_support_verb_is_well_formed() {
    let rows = rows(SUPPORT_VERBS);
    assert!(rows.is_sorted_by_key(|r| r[0].to_owned()), "rows are sorted by word");
    let mut seen = HashSet::new();
    for row in &rows {
        assert!(seen.insert([&row[0], &row[1], &row[2]]), "{}: twice for {}", &row[0], &row[2]);
        assert!(["noun", "verb"].contains(&&row[1]), "{}: {}", &row[0], &row[1]);
        assert!(&row[1] == "noun" || row[0].ends_with('다'), "{}: a verb stands in its dictionary form", &row[0]);
        assert!(["active", "passive", "select", "say"].contains(&&row[2]), "{}: {}", &row[0], &row[2]);
        assert!(row[3].parse::<Status>().is_ok(), "{}: {}", &row[0], &row[3]);
        assert!(!row[4].is_empty(), "{}: no example", &row[0]);
    }
}

/// What a support verb denies must not be read as stated; what it states, plans or expects must be read with that status.
#[test]
fn every_support_verb_gives_its_status() {
    let pipeline = Pipeline::new(Registry::builtin());
    let rows = rows(SUPPORT_VERBS);
    let mut missed = Vec::new();
    let mut believed = Vec::new();
    for row in &rows {
        let status: Status = row[3].parse().unwrap();
        // What belongs to whom by their names alone says nothing about the verb.
        let background =
            [Predicate::HasJurisdiction, Predicate::BasedIn, Predicate::ImplementedIn, Predicate::LocatedIn];
        let mut relations = relations(&pipeline, &row[4]);
        relations.retain(|r| !background.contains(&r.1));
        let line = format!("{} ({}, {status}): {}", &row[0], &row[2], &row[4]);
        if status == Status::Denied {
            if relations.iter().any(|r| r.3 != Status::Denied) {
                believed.push(line);
            }
        } else if !relations.iter().any(|r| r.3 == status) {
            missed.push(line);
        }
    }
    let count = |n: usize| f64::from(u32::try_from(n).unwrap());
    let share = 1.0 - count(missed.len() + believed.len()) / count(rows.len());
    let report = format!(
        "{share:.3} of {} rows are read; missed:\n{}\nbelieved:\n{}",
        rows.len(),
        missed.join("\n"),
        believed.join("\n")
    );
    assert!(share >= STATUS_READ, "{report}");
}
