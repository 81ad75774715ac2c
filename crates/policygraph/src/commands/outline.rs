//! `policygraph outline`: the document with the tree of its sections, or the grammar of its texts.

mod analysis;

use crate::call::{Outcome, Streams, TextOrJson};
use crate::{input, reading};
use anyhow::{Context as _, Result};
use clap::{Args, ValueHint};
use policygraph_model::{Document, Section, Source, Text};
use policygraph_pipeline::Pipeline;
use serde::Serialize;
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct OutlineArgs {
    /// The file, or - for standard input.
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// Output format.
    #[arg(long, value_enum, default_value_t)]
    pub format: TextOrJson,
    /// Also print the text of each section, with its lines joined.
    #[arg(long)]
    pub blocks: bool,
    /// Print the grammar of each text instead of the outline: phrases with their roles, and clauses.
    #[arg(long, conflicts_with = "blocks")]
    pub analysis: bool,
}

/// The document on the wire.
#[derive(Serialize)]
struct DocumentRow<'a> {
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<&'a str>,
    sections: usize,
}

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

impl<'a> DocumentRow<'a> {
    fn new(document: &'a Document, sections: usize) -> Self {
        Self {
            kind: "document",
            name: &document.name,
            title: document.title.as_ref().map(Text::as_str),
            publisher: document.publisher.as_ref().map(Text::as_str),
            issued: document.issued.as_deref(),
            sections,
        }
    }
}

impl<'a> Row<'a> {
    fn new(section: &'a Section, source: &Source) -> Self {
        Self {
            path: &section.path,
            kind: section.kind.as_str(),
            number: &section.number,
            title: section.title.as_str(),
            lines: section.title.full_span().map(|s| source.lines_of(s)).unwrap_or_default(),
            label: section.context.label.as_ref().map(Text::as_str),
            country: section.context.country.as_deref(),
            publisher: section.context.publisher.as_ref().map(Text::as_str),
            date: section.context.date.as_deref(),
            urls: &section.context.urls,
            blocks: section.blocks.len(),
        }
    }
}

pub(crate) fn run(args: &OutlineArgs, pipeline: &Pipeline, streams: &mut Streams<'_>) -> Result<Outcome> {
    let (name, bytes) = input::read(&args.file)?;
    let document = reading::document(pipeline, &name, &bytes).with_context(|| args.file.display().to_string())?;
    if args.analysis {
        analysis::print(&document, pipeline, args.format, streams.out)?;
    } else {
        outline(&document, args, streams.out)?;
    }
    for note in &document.notes {
        writeln!(streams.talk, "note: {note}")?;
    }
    Ok(Outcome::Done)
}

fn outline(document: &Document, args: &OutlineArgs, out: &mut dyn Write) -> Result<()> {
    let sections = document.flatten();
    let head = DocumentRow::new(document, sections.len());
    match args.format {
        TextOrJson::Json => writeln!(out, "{}", serde_json::to_string(&head)?)?,
        TextOrJson::Text => heading(&head, out)?,
    }
    for section in sections {
        let row = Row::new(section, &document.source);
        match args.format {
            TextOrJson::Json => writeln!(out, "{}", serde_json::to_string(&row)?)?,
            TextOrJson::Text => text(section, &row, args, out)?,
        }
    }
    Ok(())
}

/// The title of the document, or else its name, and below it who issued it and when.
fn heading(head: &DocumentRow<'_>, out: &mut dyn Write) -> Result<()> {
    writeln!(out, "{}", head.title.unwrap_or(head.name))?;
    let facts: Vec<String> =
        [head.publisher.map(|p| format!("publisher {p}")), head.issued.map(|d| format!("date {d}"))]
            .into_iter()
            .flatten()
            .collect();
    if !facts.is_empty() {
        writeln!(out, "    {}", facts.join(" · "))?;
    }
    writeln!(out)?;
    Ok(())
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
