//! `policygraph evaluate`: facts scored against gold annotations.

use crate::cli::{EvaluateArgs, Outcome, OutlineFormat, Streams};
use crate::input;
use anyhow::{Context, Result, bail};
use policygraph_evaluation::{Error, Options, Part, Report, Tally, rows};
use serde::Serialize;
use std::path::Path;
use std::str::FromStr;

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
    let read = |path: &Path| -> Result<Vec<policygraph_evaluation::Row>> {
        let (_, bytes) = input::read(path)?;
        let text = String::from_utf8(bytes).with_context(|| format!("{}: is not UTF-8", path.display()))?;
        Ok(rows(&path.display().to_string(), &text)?)
    };
    let facts = read(&args.facts)?;
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
    let report = Report::new(&parts, &facts, Options { lenient: args.lenient });
    if args.format == OutlineFormat::Json {
        return json(&report, streams);
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
    write!(streams.out, "{report}")?;
    Ok(Outcome::Done)
}

/// The lines of the text that was annotated, decoded as the extractor does.
fn lines(path: &Path) -> Result<Vec<String>> {
    let (_, bytes) = input::read(path)?;
    let decoded = policygraph_layout::read(&bytes).with_context(|| path.display().to_string())?;
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

fn json(report: &Report, streams: &mut Streams<'_>) -> Result<Outcome> {
    for (row, t) in &report.rows {
        let Tally { right, predicted, gold, found } = *t;
        let row =
            RowJson { row, gold, found, predicted, right, precision: t.precision(), recall: t.recall(), f1: t.f1() };
        writeln!(streams.out, "{}", serde_json::to_string(&row)?)?;
    }
    Ok(Outcome::Done)
}
