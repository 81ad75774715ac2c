//! `policygraph outline`: the tree of sections.

use crate::cli::{Outcome, OutlineArgs, OutlineFormat, Streams};
use crate::input;
use policygraph_pipeline::Pipeline;
use anyhow::{Context as _, Result};
use policygraph_model::Section;
use serde::Serialize;
use std::io::Write;

/// One section on the wire.
#[derive(Serialize)]
struct Row<'a> {
    path: &'a str,
    kind: &'static str,
    number: &'a str,
    title: &'a str,
    lines: Vec<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    urls: &'a [String],
    blocks: usize,
}

pub(crate) fn run(args: &OutlineArgs, pipeline: &Pipeline, streams: &mut Streams<'_>) -> Result<Outcome> {
    let (name, bytes) = input::read(&args.file)?;
    let document = pipeline.lay_out(&name, &bytes).with_context(|| args.file.display().to_string())?;
    for section in document.flatten() {
        let row = Row {
            path: &section.path,
            kind: section.kind.as_str(),
            number: &section.number,
            title: section.title.as_str(),
            lines: section.title.full_span().map(|s| document.source.lines_of(s)).unwrap_or_default(),
            label: section.context.label.as_ref().map(|t| t.as_str()),
            country: section.context.country.as_deref(),
            publisher: section.context.publisher.as_ref().map(|t| t.as_str()),
            date: section.context.date.as_deref(),
            urls: &section.context.urls,
            blocks: section.blocks.len(),
        };
        match args.format {
            OutlineFormat::Json => writeln!(streams.out, "{}", serde_json::to_string(&row)?)?,
            OutlineFormat::Text => text(section, &row, args, streams.out)?,
        }
    }
    for note in &document.notes {
        writeln!(streams.talk, "note: {note}")?;
    }
    Ok(Outcome::Done)
}

fn text(section: &Section, row: &Row<'_>, args: &OutlineArgs, out: &mut dyn Write) -> Result<()> {
    let indent = "  ".repeat(section.path.matches('/').count());
    let line = row.lines.first().map_or(String::new(), |l| format!("  @{l}"));
    writeln!(out, "{indent}{} {}{line}", row.number, row.title)?;
    let facts: Vec<String> = [
        row.label.map(|l| format!("label {l}")),
        row.country.map(|c| format!("country {c}")),
        row.publisher.map(|p| format!("publisher {p}")),
        row.date.map(|d| format!("date {d}")),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !facts.is_empty() {
        writeln!(out, "{indent}    {}", facts.join(" · "))?;
    }
    for url in row.urls {
        writeln!(out, "{indent}    {url}")?;
    }
    if args.blocks {
        for block in &section.blocks {
            writeln!(out, "{indent}    | {}{}", "  ".repeat(block.depth.into()), block.text.as_str())?;
        }
    }
    Ok(())
}
