//! The extractor reads, it does not recite: with every name of the example replaced by an invented one of the same
//! shape, it finds nearly as many.
//!
//! The shape of a name is its class word (… 전략) or the syllable that stands for one (…부), its common nouns (국가),
//! its length, its script, its figures, and whether each syllable ends in a consonant, which the particle after it
//! agrees with. Countries, continents and the European Union stay: their
//! list is closed, and an invented one is none. Letters are replaced one by one, so that lines, breaks and offsets stay where they are.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail with the test")]

use policygraph_evaluation::{Options, Part, Report, Row, rows};
use policygraph_korean::hangul::{Final, final_of, is_syllable};
use policygraph_model::wire;
use policygraph_pipeline::Pipeline;
use policygraph_registry::Registry;
use std::collections::BTreeMap;
use std::path::Path;

const EXAMPLE: &str = include_str!("../examples/bulletin-2021-03.txt");
const GOLD: &str = include_str!("gold/bulletin-2021-03.jsonl");

/// Syllables of no meaning by their end.
const OPEN: &[char] = &['뮤', '버', '쵸', '캬', '토', '펴', '호', '려', '누', '뵤'];
const RIEUL: &[char] = &['뎔', '뭘', '셜', '퓰', '쿨'];
const CLOSED: &[char] = &['뱜', '숀', '퍙', '쿤', '벙', '묭', '얌', '덤', '뇽', '튬'];

/// Syllables that say what a name is, as a class word does.
const ENDINGS: &[&str] = &["부", "성", "청", "처", "국", "원", "회", "법", "시", "주", "실", "소", "책"];

/// Invents names: the same word gets the same one, wherever it stands.
struct Inventor<'r> {
    registry: &'r Registry,
    words: BTreeMap<String, String>,
    state: u64,
}

impl Inventor<'_> {
    fn next(&mut self, below: usize) -> usize {
        // The linear congruential generator of Knuth's MMIX; any would do.
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.state >> 33).unwrap() % below
    }

    fn letter(&mut self, c: char) -> char {
        let pick = |inventor: &mut Self, from: &[char]| from[inventor.next(from.len())];
        match c {
            'A'..='Z' => char::from(b'A' + u8::try_from(self.next(26)).unwrap()),
            'a'..='z' => char::from(b'a' + u8::try_from(self.next(26)).unwrap()),
            c if is_syllable(c) => match final_of(c) {
                Final::Rieul => pick(self, RIEUL),
                Final::Other => pick(self, CLOSED),
                Final::None | Final::Unknown => pick(self, OPEN),
            },
            c => c,
        }
    }

    fn word(&mut self, word: &str) -> String {
        let closed = matches!(word, "EU" | "유럽연합" | "유럽" | "아시아");
        if closed || matches!(word, "of" | "for" | "and" | "the" | "in") {
            return word.to_owned();
        }
        let country = self.registry.country_named(word).is_some();
        let lexicon = self.registry.lexicon();
        let common = lexicon.is_generic(word) || lexicon.is_function(word);
        let class = lexicon.class_of(word).map_or("", |c| c.word.as_str());
        let syllable =
            ENDINGS.iter().find(|e| word.chars().count() > 2 && word.ends_with(**e)).copied().unwrap_or_default();
        let class = if class.is_empty() { syllable } else { class };
        let numbered = word.starts_with(|c: char| c.is_ascii_digit());
        if country || common || class == word || numbered || word.chars().all(|c| !c.is_alphabetic()) {
            return word.to_owned();
        }
        if let Some(known) = self.words.get(word) {
            return known.clone();
        }
        let own = word.strip_suffix(class).unwrap_or(word).to_owned();
        let invented: String = own.chars().map(|c| self.letter(c)).collect::<String>() + class;
        self.words.insert(word.to_owned(), invented.clone());
        invented
    }

    fn name(&mut self, name: &str) -> String {
        let words: Vec<String> = name.split(' ').map(|w| self.word(w)).collect();
        words.join(" ")
    }
}

/// Replaces `name` in the text, over blanks and line ends, letter by letter; what was replaced is marked and stays.
fn replace(text: &mut [char], done: &mut [bool], name: &str, invented: &str) {
    let (from, to): (Vec<char>, Vec<char>) = (
        name.chars().filter(|c| !c.is_whitespace()).collect(),
        invented.chars().filter(|c| !c.is_whitespace()).collect(),
    );
    assert_eq!(from.len(), to.len(), "{name} {invented}");
    for start in 0..text.len() {
        let mut at = start;
        let mut places = Vec::new();
        for &c in &from {
            while !places.is_empty() && at < text.len() && text[at].is_whitespace() {
                at += 1;
            }
            if at >= text.len() || text[at] != c || done[at] {
                break;
            }
            places.push(at);
            at += 1;
        }
        if places.len() == from.len() {
            for (place, &c) in places.into_iter().zip(&to) {
                text[place] = c;
                done[place] = true;
            }
        }
    }
}

/// A text with its gold.
struct Annotated {
    name: String,
    text: String,
    gold: Vec<Row>,
}

impl Annotated {
    /// The text with names of another shape alike: all of them, or those that the registry does not have.
    fn renamed(&self, inventor: &mut Inventor<'_>, known_too: bool) -> Self {
        let mut gold = self.gold.clone();
        let mut swaps: Vec<(String, String)> = Vec::new();
        for row in &mut gold {
            let Row::Entity { kind, names, .. } = row else { continue };
            let known = names.iter().any(|name| inventor.registry.named(name).next().is_some());
            if kind == "Country" || kind == "Technology" || (known && !known_too) {
                continue;
            }
            for name in names {
                let new = inventor.name(name);
                swaps.push((std::mem::replace(name, new.clone()), new));
            }
        }
        // Longer names first: a short one may stand inside.
        swaps.sort_by_key(|(name, _)| std::cmp::Reverse(name.chars().count()));
        let mut text: Vec<char> = self.text.chars().collect();
        let mut done = vec![false; text.len()];
        for (name, new) in &swaps {
            replace(&mut text, &mut done, name, new);
        }
        Self { name: self.name.clone(), text: text.into_iter().collect(), gold }
    }

    /// Writes the text and its names to a folder, for whoever wants to read them.
    fn write(&self, folder: &Path, seed: u64) {
        std::fs::write(folder.join(format!("{}-{seed}.txt", self.name)), &self.text).unwrap();
        let entities = self.gold.iter().filter_map(|row| match row {
            Row::Entity { kind, names, .. } => Some(format!("{kind} {}\n", names.join(" | "))),
            _ => None,
        });
        std::fs::write(folder.join(format!("{}-{seed}.names", self.name)), entities.collect::<String>()).unwrap();
    }
}

/// F1 of the entities of texts, all counted together.
fn entity_f1(pipeline: &Pipeline, texts: &[Annotated]) -> f64 {
    let judged: Vec<(Part, Vec<Row>)> = texts
        .iter()
        .map(|text| {
            let document = pipeline.lay_out("example.txt", text.text.as_bytes()).unwrap();
            let facts: String = pipeline.facts(&document).iter().map(|f| wire::line(f) + "\n").collect();
            let part = Part { name: text.name.clone(), lines: 1..=u64::MAX, gold: text.gold.clone() };
            (part, rows("facts", &facts).unwrap())
        })
        .collect();
    let parts = judged.iter().map(|(part, facts)| (part, facts.as_slice()));
    Report::of_documents(parts, Options::default()).summary["entity"].f1()
}

/// Renames the texts three times, and compares how many entities are found.
fn compare(texts: &[Annotated], known_too: bool, least: f64, loss: f64) {
    let registry = Registry::builtin();
    let pipeline = Pipeline::new(registry.clone());
    let original = entity_f1(&pipeline, texts);
    assert!(original > least, "{original}");
    for seed in 1..=3 {
        let mut inventor = Inventor { registry: &registry, words: BTreeMap::new(), state: seed };
        let renamed: Vec<Annotated> = texts.iter().map(|t| t.renamed(&mut inventor, known_too)).collect();
        if let Some(folder) = std::env::var_os("INVENTED_NAMES_OUT") {
            renamed.iter().for_each(|text| text.write(Path::new(&folder), seed));
        }
        let swapped = entity_f1(&pipeline, &renamed);
        assert!(
            original - swapped <= loss,
            "seed {seed}: {original:.3} with the names of the texts, {swapped:.3} with others"
        );
    }
}

#[test]
fn invented_names_are_found_too() {
    let example = Annotated { name: "example".into(), text: EXAMPLE.into(), gold: rows("gold", GOLD).unwrap() };
    compare(&[example], true, 0.9, 0.15);
}

/// Press releases, news, briefs, tables: names that no list has may be any.
#[test]
fn other_names_in_texts_of_all_kinds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/gold");
    let texts: Vec<Annotated> = (1..=10)
        .map(|number| {
            let name = format!("a{number:02}");
            let read = |end: &str| std::fs::read_to_string(folder.join(format!("{name}.{end}"))).unwrap();
            Annotated { text: read("txt"), gold: rows("gold", &read("jsonl")).unwrap(), name: name.clone() }
        })
        .collect();
    compare(&texts, false, 0.8, 0.10);
}
