//! Short-news tables: country | title (publisher / date) | summary, repeated under a header on each page.
//!
//! The converter gives the columns of a row one after another, each broken at the width of its column: the label
//! letter by letter, the title in a few narrow lines, then the bracket with publisher and date, then the summary.
//! The bracket is the one thing that no running text looks like, so rows are found by it.

use crate::join::{self, Words};
use crate::lines::Line;
use crate::marker;
use policygraph_korean::date;
use policygraph_korean::hangul::is_syllable;
use policygraph_model::Text;
use policygraph_registry::Registry;
use std::ops::Range;

/// Names of columns, by which a table header is known.
const COLUMNS: &[&str] = &[
    "국가",
    "분류",
    "구분",
    "지역",
    "제목",
    "발간처",
    "발간일",
    "발행처",
    "발행일",
    "출처",
    "일자",
    "날짜",
    "주요내용",
    "요약내용",
    "내용",
    "주요",
    "요약",
];

/// One row of a news table.
#[derive(Debug)]
pub(crate) struct Row {
    pub label: Option<Text>,
    pub title: Text,
    pub publisher: Option<Text>,
    pub date: Option<String>,
    /// Indices of the lines of the summary.
    pub summary: Vec<usize>,
}

/// A news table: the lines before it and its rows.
#[derive(Debug)]
pub(crate) struct Table {
    pub before: Range<usize>,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq)]
enum Class {
    Header,
    Label,
    Bracket,
    Marked,
    Plain,
}

/// Reads a table of news out of the lines of an item; `None` if they have none.
pub(crate) fn read(lines: &[Line], words: &Words<'_>, registry: &Registry) -> Option<Table> {
    let header = header_lines(lines);
    let first = header.iter().position(|&h| h)?;
    let brackets = brackets(lines);
    if brackets.is_empty() {
        return None;
    }
    let classes = classify(lines, &header, &brackets, registry);
    let summary_column = join::column(lines.iter().zip(&classes).filter(|(_, c)| **c == Class::Marked).map(|(l, _)| l));
    let title_column = title_column(lines, &classes, &brackets);
    let columns = Columns { title: title_column, summary: summary_column };
    let mut rows: Vec<Row> = Vec::new();
    let mut label: Option<Text> = None;
    let mut summary_from = first;
    for bracket in &brackets {
        let title_from = title_start(lines, &classes, summary_from, bracket.lines.start, &columns);
        if let Some(row) = rows.last_mut() {
            row.summary = summary(&classes, summary_from..title_from);
        }
        if let Some(new) = label_in(lines, &classes, summary_from..bracket.lines.start) {
            label = Some(new);
        }
        let title = (title_from..bracket.lines.start).filter(|&i| classes[i] == Class::Plain).map(|i| &lines[i]);
        let joined = join::all(&lines[bracket.lines.clone()], words);
        let (publisher, date) = bracket.read(&joined);
        rows.push(Row { label: label.clone(), title: join::all(title, words), publisher, date, summary: Vec::new() });
        summary_from = bracket.lines.end;
    }
    if let Some(row) = rows.last_mut() {
        row.summary = summary(&classes, summary_from..lines.len());
    }
    Some(Table { before: 0..first, rows })
}

fn summary(classes: &[Class], lines: Range<usize>) -> Vec<usize> {
    lines.filter(|&i| matches!(classes[i], Class::Marked | Class::Plain)).collect()
}

/// Whether each line is part of a header: at least three column names on lines that hold nothing else.
fn header_lines(lines: &[Line]) -> Vec<bool> {
    let columns = |l: &Line| -> usize {
        let mut n = 0;
        for word in l.as_str().split([' ', '/', '(', ')', '|']).filter(|w| !w.is_empty()) {
            if !COLUMNS.contains(&word) {
                return 0;
            }
            n += 1;
        }
        n
    };
    let counts: Vec<usize> = lines.iter().map(columns).collect();
    let mut header = vec![false; lines.len()];
    let mut i = 0;
    while i < lines.len() {
        let len = counts[i..].iter().take_while(|&&n| n > 0).count();
        if counts[i..i + len].iter().sum::<usize>() >= 3 {
            header[i..i + len].fill(true);
        }
        i += len.max(1);
    }
    header
}

/// A bracket with publisher and date, or the date alone.
struct Bracket {
    lines: Range<usize>,
}

impl Bracket {
    fn read(&self, joined: &Text) -> (Option<Text>, Option<String>) {
        let s = joined.as_str();
        let start = s.find('(').map_or(0, |i| i + 1);
        let end = s.rfind(')').unwrap_or(s.len());
        let (name, date) = match s[start..end].rfind('/') {
            Some(slash) => (start..start + slash, &s[start + slash + 1..end]),
            None => (start..start, &s[start..end]),
        };
        let trimmed = s[name.clone()].trim();
        let from = name.start + (s[name.clone()].len() - s[name].trim_start().len());
        let publisher = (!trimmed.is_empty()).then(|| joined.slice(from..from + trimmed.len()));
        (publisher, date::read(date.trim()).map(|(d, _)| d.to_string()))
    }
}

fn brackets(lines: &[Line]) -> Vec<Bracket> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < lines.len() {
        let mut joined = String::new();
        let mut read = None;
        if lines[i].as_str().starts_with('(') {
            for (n, line) in lines[i..].iter().take(3).enumerate() {
                joined.push_str(line.as_str());
                joined.push(' ');
                if let Some(inner) = joined.trim().strip_prefix('(').and_then(|s| s.strip_suffix(')')) {
                    let date = inner.rsplit('/').next().unwrap_or(inner).trim();
                    let is_date =
                        date::read(date).is_some_and(|(d, len)| d.month.is_some() && len >= date.trim_end().len());
                    read = is_date.then_some(n + 1);
                    break;
                }
            }
        }
        if let Some(n) = read {
            found.push(Bracket { lines: i..i + n });
        }
        i += read.unwrap_or(1);
    }
    found
}

fn classify(lines: &[Line], header: &[bool], brackets: &[Bracket], registry: &Registry) -> Vec<Class> {
    let mut classes: Vec<Class> = lines
        .iter()
        .zip(header)
        .map(|(line, &header)| match () {
            () if header => Class::Header,
            () if marker::read(line.as_str()).is_some() => Class::Marked,
            () => Class::Plain,
        })
        .collect();
    for bracket in brackets {
        classes[bracket.lines.clone()].fill(Class::Bracket);
    }
    // A label: single syllables on lines of their own, or a country right below a header.
    let single = |l: &Line| {
        let mut chars = l.as_str().chars();
        chars.next().is_some_and(is_syllable) && chars.next().is_none()
    };
    let mut i = 0;
    while i < lines.len() {
        let run = lines[i..].iter().take_while(|l| single(l)).count();
        if run >= 2 {
            classes[i..i + run].fill(Class::Label);
        } else if classes[i] == Class::Plain
            && i > 0
            && classes[i - 1] == Class::Header
            && registry.country_named(lines[i].as_str()).is_some()
        {
            classes[i] = Class::Label;
        }
        i += run.max(1);
    }
    classes
}

/// Widths of the two columns that follow each other in the text.
struct Columns {
    title: usize,
    summary: usize,
}

/// The width of the title column, from titles that follow a label or header and so are surely titles.
fn title_column(lines: &[Line], classes: &[Class], brackets: &[Bracket]) -> usize {
    let mut widest = 0;
    for bracket in brackets {
        let from = (0..bracket.lines.start)
            .rev()
            .take_while(|&i| classes[i] == Class::Plain)
            .last()
            .unwrap_or(bracket.lines.start);
        if from > 0 && matches!(classes[from - 1], Class::Label | Class::Header) {
            widest = lines[from..bracket.lines.start].iter().map(|l| l.width).max().unwrap_or(0).max(widest);
        }
    }
    widest
}

/// Where the title before a bracket starts: after the label, the header, or the end of the summary before.
fn title_start(lines: &[Line], classes: &[Class], from: usize, bracket: usize, columns: &Columns) -> usize {
    let run = (from..bracket).rev().take_while(|&i| classes[i] == Class::Plain).last().unwrap_or(bracket);
    let follows_summary = run > from && classes[run - 1] == Class::Marked;
    if !follows_summary {
        return run;
    }
    let mut text = String::new();
    let mut k = run;
    text.push_str(lines[k - 1].as_str());
    while k + 1 < bracket && goes_on(&text, &lines[k - 1], &lines[k], columns) {
        text.push(' ');
        text.push_str(lines[k].as_str());
        k += 1;
    }
    k
}

/// Whether a line belongs to the summary above rather than to the next title.
fn goes_on(block: &str, previous: &Line, line: &Line, columns: &Columns) -> bool {
    let unclosed = block.matches('(').count() > block.matches(')').count();
    let wide = if columns.title > 0 { line.width * 10 > columns.title * 11 } else { line.width * 2 > columns.summary };
    let full = join::is_full(previous, line.as_str(), columns.summary);
    unclosed || wide || previous.trailing_blank || (full && join::unfinished(previous.as_str()))
}

/// The label among these lines, its letters put together.
fn label_in(lines: &[Line], classes: &[Class], range: Range<usize>) -> Option<Text> {
    let mut label = Text::default();
    for i in range.filter(|&i| classes[i] == Class::Label) {
        label.append(&lines[i].text);
    }
    (!label.is_empty()).then_some(label)
}
