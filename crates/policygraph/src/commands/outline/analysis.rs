//! `policygraph outline --analysis`: the grammar of each text, which all rules read.
//!
//! ```text
//! 1  환경부는 새빛 사업을 추진한다.
//!      0 Topic       환경부
//!      1 Object      새빛 사업
//!     sentence 1: 추진 (Verb, Active, Final, stated)  Topic 0 환경부, Object 1 새빛 사업
//! ```

use crate::call::TextOrJson;
use anyhow::Result;
use policygraph_korean::analysis::{Analysis, Clause, Joint, Modality, Phrase};
use policygraph_model::Document;
use policygraph_pipeline::Pipeline;
use serde::Serialize;
use std::io::Write;
use std::ops::Range;

/// The grammar of a text on the wire.
#[derive(Serialize)]
struct TextRow<'a> {
    section: &'a str,
    text: &'a str,
    sentences: usize,
    phrases: Vec<PhraseRow<'a>>,
    clauses: Vec<ClauseRow<'a>>,
}

/// A phrase on the wire.
#[derive(Serialize)]
struct PhraseRow<'a> {
    nouns: Vec<&'a str>,
    role: String,
    /// How it is joined to the next: surely (`tight`), or where both are things of one kind (`loose`).
    #[serde(skip_serializing_if = "Option::is_none")]
    joint: Option<&'static str>,
    /// It belongs to the next phrase rather than to a predicate.
    #[serde(skip_serializing_if = "is_false")]
    modifies: bool,
    /// 등 closes a list with it.
    #[serde(skip_serializing_if = "is_false")]
    listed: bool,
    /// It is the part of another phrase before the verbal noun that heads it.
    #[serde(skip_serializing_if = "is_false")]
    inner: bool,
}

/// A clause on the wire. Phrases are told by their place among those of the text, from 0.
#[derive(Serialize)]
struct ClauseRow<'a> {
    kind: String,
    lemma: &'a str,
    words: &'a str,
    voice: String,
    ending: String,
    negative: bool,
    #[serde(skip_serializing_if = "is_false")]
    prevented: bool,
    modality: &'static str,
    arguments: &'a [usize],
    #[serde(skip_serializing_if = "Option::is_none")]
    topic: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    head: Option<usize>,
    sentence: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "what serde asks for")]
fn is_false(value: &bool) -> bool {
    !value
}

/// Prints the grammar of each text of a document.
pub(super) fn print(document: &Document, pipeline: &Pipeline, format: TextOrJson, out: &mut dyn Write) -> Result<()> {
    for (section, text, analysis) in pipeline.grammar(document) {
        let row = TextRow {
            section: &section.path,
            text,
            sentences: analysis.sentences.len(),
            phrases: analysis.phrases.iter().map(|p| phrase(p, text, &analysis)).collect(),
            clauses: analysis.clauses.iter().map(|c| clause(c, text, &analysis)).collect(),
        };
        match format {
            TextOrJson::Json => writeln!(out, "{}", serde_json::to_string(&row)?)?,
            TextOrJson::Text => lines(&row, out)?,
        }
    }
    Ok(())
}

fn phrase<'a>(phrase: &Phrase, text: &'a str, analysis: &Analysis) -> PhraseRow<'a> {
    let words = analysis.words.get(phrase.nouns.clone()).unwrap_or_default();
    PhraseRow {
        nouns: words.iter().filter_map(|w| text.get(w.stem.clone())).collect(),
        role: format!("{:?}", phrase.role),
        joint: phrase.joint.map(|joint| match joint {
            Joint::Tight => "tight",
            Joint::Loose => "loose",
        }),
        modifies: phrase.modifies,
        listed: phrase.listed,
        inner: phrase.inner,
    }
}

fn clause<'a>(clause: &'a Clause, text: &'a str, analysis: &Analysis) -> ClauseRow<'a> {
    ClauseRow {
        kind: format!("{:?}", clause.kind),
        lemma: &clause.lemma,
        words: slice(text, analysis.bytes(&clause.predicate)),
        voice: format!("{:?}", clause.light),
        ending: format!("{:?}", clause.ending),
        negative: clause.negative,
        prevented: clause.prevented,
        modality: match clause.modality {
            Modality::Stated => "stated",
            Modality::Intended => "intended",
            Modality::Possible => "possible",
        },
        arguments: &clause.arguments,
        topic: clause.topic,
        head: clause.head,
        sentence: clause.sentence,
    }
}

fn slice(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

/// A text with its phrases and clauses below it.
fn lines(row: &TextRow<'_>, out: &mut dyn Write) -> Result<()> {
    writeln!(out, "{}  {}", row.section, row.text)?;
    for (number, phrase) in row.phrases.iter().enumerate() {
        let next = number + 1;
        let bonds: Vec<String> = [
            phrase.joint.map(|joint| format!("joined to {next} ({joint})")),
            phrase.modifies.then(|| format!("modifies {next}")),
            phrase.listed.then(|| "ends a list".to_owned()),
            phrase.inner.then(|| "inside another".to_owned()),
        ]
        .into_iter()
        .flatten()
        .collect();
        let bonds = if bonds.is_empty() { String::new() } else { format!("  ({})", bonds.join(", ")) };
        writeln!(out, "    {number:>2} {:<11} {}{bonds}", phrase.role, phrase.nouns.join(" "))?;
    }
    let named = |number: usize| {
        let nouns = row.phrases.get(number).map(|p| p.nouns.join(" ")).unwrap_or_default();
        format!("{number} {nouns}")
    };
    for clause in &row.clauses {
        let arguments: Vec<String> = clause
            .arguments
            .iter()
            .map(|&a| format!("{} {}", row.phrases.get(a).map_or("", |p| p.role.as_str()), named(a)))
            .collect();
        let more: Vec<String> = [
            clause.topic.map(|t| format!("about {}", named(t))),
            clause.head.map(|h| format!("modifies {}", named(h))),
        ]
        .into_iter()
        .flatten()
        .collect();
        let force = if clause.negative { format!("not {}", clause.modality) } else { clause.modality.to_owned() };
        let force = if clause.prevented { format!("{force}, prevented") } else { force };
        let said = format!("{}, {}, {}, {force}", clause.kind, clause.voice, clause.ending);
        let taken = [arguments, more].concat().join(", ");
        writeln!(out, "    sentence {}: {} ({said})  {taken}", clause.sentence + 1, clause.lemma)?;
    }
    writeln!(out)?;
    Ok(())
}
