//! Fits the weights of `seeds/confidence.csv` to all gold at hand and writes them: `scripts/train-confidence`.
//!
//! Reads every text with gold of `tests/gold` but those held out, and of the folder `SHARED` (default `../shared`) where
//! there is one; finds their facts with the figures of the rules, judges them as `policygraph evaluate` does, and fits the model
//! of `policygraph_registry::Confidence` by logistic regression. How far the weights of kinds, rules and statuses are drawn to 0 (ridge,
//! the variance that a hierarchical model would give them) is what does best on documents left out, one after the other.

use policygraph_evaluation::{Calibration, Options, Part, judge, rows};
use policygraph_model::{Fact, Origin, Status, wire};
use policygraph_pipeline::Pipeline;
use policygraph_registry::{Confidence, Feature, Registry, Seen};
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Texts whose errors nobody reads (tests/gold/README.md).
const HELD_OUT: &[&str] = &[
    "y06", "y10", "z06", "z07", "z08", "z09", "z10", "t04", "t05", "t06", "t07", "t08", "t09", "t10", "b03", "b04",
    "b06", "b07", "c02", "c04", "c08", "c10", "d10", "e06",
];

/// Penalties of a squared weight that are tried.
const RIDGES: &[f64] = &[1.0, 2.0, 4.0, 8.0, 16.0];

/// The penalty for what all facts share, only to keep it finite.
const FREE: f64 = 1e-3;

/// Rounds over all weights; on a thousand facts nothing moves in the fourth digit after twenty.
const ROUNDS: usize = 60;

/// A text with its gold: the parts of it that are annotated.
struct Annotated {
    text: PathBuf,
    parts: Vec<Part>,
}

/// A fact in one place.
struct Place {
    budget: bool,
    rule: String,
    status: Status,
    figure: f64,
}

impl Place {
    fn seen(&self) -> Seen<'_> {
        let Self { budget, ref rule, status, figure } = *self;
        Seen { budget, rule, status, figure }
    }
}

/// A judged fact with the places that state it, the strongest first.
struct Case {
    document: usize,
    places: Vec<Place>,
    right: bool,
}

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let shared = std::env::var_os("SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
    let registry = Registry::load(&root.join("seeds"))?.with_confidence(Confidence::default());
    let pipeline = Pipeline::new(Arc::new(registry));
    let mut cases = Vec::new();
    let documents = annotated(&root, &shared)?;
    for (document, annotated) in documents.iter().enumerate() {
        cases.extend(judged(&pipeline, document, annotated)?);
    }
    let mut out = std::io::stdout().lock();
    writeln!(out, "{} facts of {} documents", cases.len(), documents.len())?;
    writeln!(out, "{:<16}{:>10}{:>10}{:>18}", "left out by turn", "log loss", "error", "without longest")?;
    let mut row = |name: &str, quality: &Quality| {
        let Quality { loss, error, without_longest } = quality;
        writeln!(out, "{name:<16}{loss:>10.3}{error:>10.3}{without_longest:>18.3}")
    };
    row("fixed figures", &quality(&cases, |_| Ok(Confidence::default()))?)?;
    let mut best = (f64::INFINITY, RIDGES[0]);
    for &ridge in RIDGES {
        let quality = quality(&cases, |left_out| fit(cases.iter().filter(|c| c.document != left_out), ridge))?;
        row(&format!("ridge {ridge}"), &quality)?;
        if quality.loss < best.0 {
            best = (quality.loss, ridge);
        }
    }
    let weights = fitted(&cases.iter().collect::<Vec<_>>(), best.1);
    fs::write(root.join("seeds/confidence.csv"), weights)?;
    writeln!(out, "written with ridge {}: seeds/confidence.csv", best.1)?;
    Ok(())
}

/// All texts with gold, in a fixed order.
fn annotated(root: &Path, shared: &Path) -> Result<Vec<Annotated>, Box<dyn Error>> {
    let part = |gold: &Path, lines| -> Result<Part, Box<dyn Error>> {
        let name = gold.display().to_string();
        Ok(Part { gold: rows(&name, &fs::read_to_string(gold)?)?, name, lines })
    };
    let mut all = Vec::new();
    for folder in [root.join("tests/gold"), shared.join("eval/devset")] {
        for gold in files(&folder, "jsonl") {
            let unseen = gold.file_stem().is_some_and(|n| HELD_OUT.contains(&&*n.to_string_lossy()));
            let beside = gold.with_extension("txt");
            let example = root.join("examples").join(beside.file_name().unwrap_or_default());
            if let Some(text) = [beside, example].into_iter().find(|t| t.exists() && !unseen) {
                all.push(Annotated { text, parts: vec![part(&gold, 1..=u64::MAX)?] });
            }
        }
    }
    // The bulletin is annotated in parts, which are one document all the same.
    for text in files(&shared.join("corpus"), "txt") {
        let mut parts = Vec::new();
        for line in fs::read_to_string(shared.join("eval/gold/PARTS"))?.lines() {
            let (name, lines) = line.split_once(' ').ok_or("PARTS: no lines")?;
            let (first, last) = lines.split_once('-').ok_or("PARTS: no range")?;
            parts.push(part(&shared.join(format!("eval/gold/{name}.jsonl")), first.parse()?..=last.parse()?)?);
        }
        all.push(Annotated { text, parts });
    }
    Ok(all)
}

/// The files of a folder by name; none where there is no such folder.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut files: Vec<PathBuf> =
        entries.map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == extension)).collect();
    files.sort();
    files
}

/// The facts of a document that its gold speaks of, but background knowledge, and what the text denies: gold has no denials.
fn judged(pipeline: &Pipeline, document: usize, annotated: &Annotated) -> Result<Vec<Case>, Box<dyn Error>> {
    let name = annotated.text.display().to_string();
    let facts = pipeline.facts(&pipeline.lay_out(&name, &fs::read(&annotated.text)?)?);
    let lines: Vec<String> = facts.iter().map(wire::line).collect();
    let facts_as_rows = rows(&name, &lines.join("\n"))?;
    let judgements = annotated.parts.iter().flat_map(|part| judge(part, &facts_as_rows, Options::default()));
    Ok(judgements
        .filter_map(|judgement| {
            let (budget, evidence) = match &facts[judgement.fact] {
                Fact::Relation(r) if r.origin == Origin::Text && r.status != Status::Denied => {
                    (false, r.evidence.as_slice())
                }
                Fact::Budget(b) => (true, std::slice::from_ref(&b.evidence)),
                _ => return None,
            };
            let agreeing = evidence.iter().filter(|e| e.status == evidence[0].status);
            let place = |e: &policygraph_model::Evidence| Place {
                budget,
                rule: e.rule.clone(),
                status: e.status,
                figure: e.confidence,
            };
            Some(Case { document, places: agreeing.map(place).collect(), right: judgement.right })
        })
        .collect())
}

/// How good confidence is where each document is judged by weights that did not see it.
struct Quality {
    /// Mean of the negative log of the probability that was given to what is the case.
    loss: f64,
    /// Expected calibration error.
    error: f64,
    /// The same of all documents but the one with most facts.
    without_longest: f64,
}

fn quality(
    cases: &[Case],
    weights: impl Fn(usize) -> Result<Confidence, Box<dyn Error>>,
) -> Result<Quality, Box<dyn Error>> {
    let (mut all, mut others) = (Calibration::default(), Calibration::default());
    let (mut loss, mut count) = (0.0, 0.0);
    let documents: Vec<&[Case]> = cases.chunk_by(|a, b| a.document == b.document).collect();
    let most = documents.iter().map(|d| d.len()).max().unwrap_or_default();
    for document in documents {
        let weights = weights(document[0].document)?;
        for case in document {
            let places = case.places.iter().map(|p| (p.rule.as_str(), weights.of(&p.seen())));
            let confidence = Confidence::combined(places);
            all.add(confidence, case.right);
            if document.len() < most {
                others.add(confidence, case.right);
            }
            let of_truth = if case.right { confidence } else { 1.0 - confidence };
            // A figure of 1 that is wrong costs much, not everything.
            loss -= of_truth.max(0.01).ln();
            count += 1.0;
        }
    }
    let loss = loss / f64::max(count, 1.0);
    Ok(Quality { loss, error: all.expected_error(), without_longest: others.expected_error() })
}

/// Weights fitted to some of the cases, read as the program reads them.
fn fit<'a>(cases: impl Iterator<Item = &'a Case>, ridge: f64) -> Result<Confidence, Box<dyn Error>> {
    Ok(Confidence::read("weights", &fitted(&cases.collect::<Vec<_>>(), ridge))?)
}

/// The rows of `confidence.csv`: the weights that make the judgements of the strongest places most probable, less the penalty.
fn fitted(cases: &[&Case], ridge: f64) -> String {
    // By feature, the facts that have it, each with the value.
    let mut features: BTreeMap<(Feature, &str), Vec<(usize, f64)>> = BTreeMap::new();
    for (i, place) in cases.iter().enumerate().filter_map(|(i, c)| Some((i, c.places.first()?))) {
        for (feature, value, x) in place.seen().features() {
            features.entry((feature, value)).or_default().push((i, x));
        }
    }
    let mut weights = vec![0.0; features.len()];
    let mut log_odds = vec![0.0; cases.len()];
    for _ in 0..ROUNDS {
        for (weight, (&(feature, _), having)) in weights.iter_mut().zip(&features) {
            // One step of Newton's method on this weight alone.
            let penalty = if matches!(feature, Feature::All | Feature::Figure) { FREE } else { ridge };
            let (mut slope, mut curvature) = (-penalty * *weight, penalty);
            for &(i, x) in having {
                let p = 1.0 / (1.0 + f64::exp(-log_odds[i]));
                slope += x * (f64::from(u8::from(cases[i].right)) - p);
                curvature += x * x * p * (1.0 - p);
            }
            let mut step = slope / curvature;
            // A rule knows its better cases from its worse ones, or nothing of them; never the other way round.
            if feature == Feature::Figure {
                step = step.max(-*weight);
            }
            *weight += step;
            having.iter().for_each(|&(i, x)| log_odds[i] += step * x);
        }
    }
    let mut csv = "feature,value,weight,facts,right\n".to_owned();
    for (weight, ((feature, value), having)) in weights.iter().zip(&features) {
        let right = having.iter().filter(|(i, _)| cases[*i].right).count();
        // Writing to a string does not fail.
        let _ = writeln!(csv, "{},{value},{weight:.3},{},{right}", feature.as_str(), having.len());
    }
    csv
}
