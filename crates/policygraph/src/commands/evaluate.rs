//! `policygraph evaluate`: facts scored against gold annotations.

use crate::call::{Outcome, Streams, TextOrJson};
use crate::input;
use anyhow::{Context, Result, bail};
use clap::{Args, ValueHint};
use policygraph_evaluation::{Bin, Error, Options, Part, Report, Row, Tally, rows};
use policygraph_pipeline::Damage;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::str::FromStr;

#[derive(Debug, Args)]
pub(crate) struct EvaluateArgs {
    /// File with gold annotations, and the lines of the text that it covers; can be repeated.
    #[arg(long, required = true, value_name = "FILE[:FIRST-LAST]")]
    pub gold: Vec<GoldFile>,
    /// Facts to score, as `policygraph extract` prints them, or - for standard input. Pass one file for all gold files, or one
    /// file for each gold file, in the same order.
    #[arg(required = true, value_name = "FACTS", value_hint = ValueHint::FilePath)]
    pub facts: Vec<PathBuf>,
    /// List missed facts, and facts that are not in the gold.
    #[arg(long)]
    pub errors: bool,
    /// File with the text, to list the errors with their lines.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub source: Option<PathBuf>,
    /// Treat all actor types as equal.
    #[arg(long)]
    pub lenient: bool,
    /// Also print the precision of each rule that found relations.
    #[arg(long)]
    pub by_rule: bool,
    /// Also print the calibration of the confidence: the share of correct facts in each tenth of confidence, and the expected
    /// calibration error, for relations, for budgets with their subject, and for both.
    #[arg(long)]
    pub calibration: bool,
    /// Output format.
    #[arg(long, value_enum, default_value_t)]
    pub format: TextOrJson,
}

/// A file with gold, and the lines of the source that it annotates: `FILE`, or `FILE:FIRST-LAST`.
#[derive(Debug, Clone)]
pub(crate) struct GoldFile {
    path: String,
    first: u64,
    last: u64,
}

impl FromStr for GoldFile {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        let whole = || Self { path: s.to_owned(), first: 1, last: u64::MAX };
        let Some((path, range)) = s.rsplit_once(':') else { return Ok(whole()) };
        let Some((first, last)) = range.split_once('-') else { return Ok(whole()) };
        match (first.parse(), last.parse()) {
            (Ok(first), Ok(last)) if first <= last && first > 0 => Ok(Self { path: path.to_owned(), first, last }),
            (Ok(_), Ok(_)) => Err(format!("`{range}` is no range of lines: give FIRST-LAST, from 1")),
            _ => Ok(whole()),
        }
    }
}

pub(crate) fn run(args: &EvaluateArgs, streams: &mut Streams<'_>) -> Result<Outcome> {
    let read = |path: &Path| -> Result<Vec<Row>> {
        let (_, bytes) = input::read(path)?;
        let text = String::from_utf8(bytes).with_context(|| format!("{}: is not UTF-8", path.display()))?;
        Ok(rows(&path.display().to_string(), &text)?)
    };
    if args.facts.len() > 1 && args.facts.len() != args.gold.len() {
        bail!(
            "{} files with facts for {} with gold: give one for all, or one for each",
            args.facts.len(),
            args.gold.len()
        );
    }
    if args.facts.len() > 1 && args.source.is_some() {
        bail!("`--source` is the text of one document");
    }
    let facts: Vec<Vec<Row>> = args.facts.iter().map(|path| read(path)).collect::<Result<_>>()?;
    let mut parts = Vec::new();
    for gold in &args.gold {
        let part = Part { name: gold.path.clone(), lines: gold.first..=gold.last, gold: read(Path::new(&gold.path))? };
        if part.gold.is_empty() {
            bail!("{}: has no annotations", gold.path);
        }
        parts.push(part);
    }
    let source = match &args.source {
        Some(path) => Some(lines(path)?),
        None => None,
    };
    let paired = parts.iter().zip(facts.iter().map(Vec::as_slice).cycle());
    let report = Report::of_documents(paired, Options { lenient: args.lenient });
    if args.format == TextOrJson::Json {
        return json(&report, args.calibration, streams);
    }
    if args.errors || source.is_some() {
        for (part, errors) in &report.errors {
            writeln!(streams.out, "{part}")?;
            for error in errors {
                write_error(error, source.as_deref(), streams)?;
            }
        }
    }
    if args.by_rule {
        writeln!(streams.out, "{:<40}{:>6}{:>7}{:>7}", "rule", "right", "found", "P")?;
        for (rule, &(right, found)) in &report.rules {
            let precision = Tally { right, predicted: found, ..Tally::default() }.precision();
            writeln!(streams.out, "{rule:<40}{right:>6}{found:>7}{precision:>7.3}")?;
        }
        writeln!(streams.out)?;
    }
    if args.calibration {
        write_calibration(&report, streams)?;
    }
    write!(streams.out, "{report}")?;
    Ok(Outcome::Done)
}

/// A table of reliability for each group of facts, with its expected calibration error.
fn write_calibration(report: &Report, streams: &mut Streams<'_>) -> Result<()> {
    for (group, calibration) in &report.calibration {
        writeln!(
            streams.out,
            "{group:<40}{:>6}{:>7}{:>12}{:>7}{:>12}",
            "facts", "right", "confidence", "share", "difference"
        )?;
        let mut row = |name: &str, bin: &Bin| {
            let (confidence, share, difference) = (bin.confidence(), bin.share(), bin.difference());
            let Bin { facts, right, .. } = bin;
            writeln!(streams.out, "{name:<40}{facts:>6}{right:>7}{confidence:>12.3}{share:>7.3}{difference:>12.3}")
        };
        for (from, to, bin) in calibration.bins() {
            row(&format!("  {from:.1} to {to:.1}"), &bin)?;
        }
        row("  all", &calibration.all())?;
        writeln!(streams.out, "  expected calibration error {:.3}\n", calibration.expected_error())?;
    }
    Ok(())
}

/// The lines of the text that was annotated, decoded as the extractor does.
fn lines(path: &Path) -> Result<Vec<String>> {
    let (_, bytes) = input::read(path)?;
    let decoded = policygraph_layout::read(&bytes, Damage::Noted).with_context(|| path.display().to_string())?;
    Ok(decoded.text.split('\n').map(|l| l.trim().to_owned()).collect())
}

fn write_error(error: &Error, source: Option<&[String]>, streams: &mut Streams<'_>) -> Result<()> {
    let first: Vec<String> = error.lines.iter().take(3).map(u64::to_string).collect();
    let kind = if error.spurious { "spurious" } else { "missed  " };
    writeln!(streams.out, "  {kind} {}  @[{}]", error.what, first.join(", "))?;
    for line in source.map(|_| error.lines.iter().take(3)).into_iter().flatten() {
        let number = usize::try_from(*line)?;
        if let Some(text) = source.and_then(|s| s.get(number.saturating_sub(1))) {
            writeln!(streams.out, "      {line}: {text}")?;
        }
    }
    Ok(())
}

/// One row of the table as JSON.
#[derive(Serialize)]
struct RowJson<'a> {
    row: &'a str,
    gold: u64,
    found: u64,
    predicted: u64,
    right: u64,
    precision: f64,
    recall: f64,
    f1: f64,
}

/// A tenth of confidence as JSON, or all of a group, with its expected calibration error.
#[derive(Serialize)]
struct ReliabilityJson<'a> {
    calibration: &'a str,
    from: f64,
    to: f64,
    facts: u64,
    right: u64,
    confidence: f64,
    share: f64,
    difference: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected_calibration_error: Option<f64>,
}

fn json(report: &Report, calibration: bool, streams: &mut Streams<'_>) -> Result<Outcome> {
    for (group, of_group) in report.calibration.iter().filter(|_| calibration) {
        let bins = of_group.bins().map(|(from, to, bin)| (from, to, bin, None));
        for (from, to, bin, error) in bins.chain([(0.0, 1.0, of_group.all(), Some(of_group.expected_error()))]) {
            let row = ReliabilityJson {
                calibration: group,
                from,
                to,
                facts: bin.facts,
                right: bin.right,
                confidence: bin.confidence(),
                share: bin.share(),
                difference: bin.difference(),
                expected_calibration_error: error,
            };
            writeln!(streams.out, "{}", serde_json::to_string(&row)?)?;
        }
    }
    for (row, t) in &report.rows {
        let Tally { right, predicted, gold, found } = *t;
        let row =
            RowJson { row, gold, found, predicted, right, precision: t.precision(), recall: t.recall(), f1: t.f1() };
        writeln!(streams.out, "{}", serde_json::to_string(&row)?)?;
    }
    Ok(Outcome::Done)
}
