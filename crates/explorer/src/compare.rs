//! A comparison of countries, as the page asks for it and gets it.

use crate::{Compared, Failure, Source};
use policygraph_comparison::{
    Bilingual, Cell, Comparison, Role, Row, Table, certainty_columns, certainty_of, highlights, significant,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, PoisonError};

/// What is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CompareRequest {
    /// ISO 3166-1 alpha-2 codes, separated by commas.
    pub country: String,
    /// Only programmes with these technologies or fields, by name, separated by commas.
    pub topic: String,
    /// Only what is stated for this year or later.
    pub since: Option<i16>,
    /// Only what is stated for this year or earlier.
    pub until: Option<i16>,
}

impl CompareRequest {
    /// The countries.
    pub fn countries(&self) -> impl Iterator<Item = &str> {
        parts(&self.country)
    }

    /// The topics.
    pub fn topics(&self) -> impl Iterator<Item = &str> {
        parts(&self.topic)
    }
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty())
}

/// A request that has to be made otherwise.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct AskedWrong(pub String);

/// Ids of claims that a row brings along.
const CLAIMS: usize = 40;
/// Comparisons that are kept.
const KEPT: usize = 4;

/// A comparison with what it was asked as.
type Made = (String, CompareRequest, Arc<Compared>);

/// The last comparisons, so that a table and its report are made once.
#[derive(Default)]
pub(crate) struct Comparisons {
    kept: Mutex<Vec<Made>>,
}

impl Comparisons {
    pub(crate) fn get(&self, source: &dyn Source, request: &CompareRequest) -> Result<Arc<Compared>, Failure> {
        let state = source.state()?;
        let same = |(s, r, _): &&Made| *s == state && r == request;
        if let Some((_, _, made)) = self.kept.lock().unwrap_or_else(PoisonError::into_inner).iter().find(same) {
            return Ok(Arc::clone(made));
        }
        let made = Arc::new(source.compare(request)?);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert(0, (state, request.clone(), Arc::clone(&made)));
        kept.truncate(KEPT);
        Ok(made)
    }
}

pub(crate) fn text(text: &Bilingual) -> Value {
    if text.ko == text.en { json!(text.ko) } else { json!({"ko": text.ko, "en": text.en}) }
}

fn cell(of: &Comparison, table: &Table, row: &Row, place: usize) -> Value {
    match &row.cells[place] {
        Cell::Missing => Value::Null,
        Cell::Text(t) => text(t),
        Cell::Count(n) => json!(n),
        Cell::Number(x) => json!(policygraph_comparison::rounded(*x)),
        // Browsers round long numbers.
        Cell::Amount(d) => {
            let read = of.money(table, row, table.columns[place].id);
            json!({"amount": d.normalize().to_string(), "read": read.as_ref().map(text)})
        }
    }
}

fn claims(row: &Row) -> Vec<String> {
    row.claims.iter().take(CLAIMS).map(ToString::to_string).collect()
}

fn row(of: &Comparison, table: &Table, row: &Row) -> Value {
    let cells: Vec<Value> = (0..row.cells.len()).map(|place| cell(of, table, row, place)).collect();
    let sure = (!certainty_columns(table).is_empty()).then(|| text(&certainty_of(table, row)));
    let significant = significant(table.cell(row, "q").as_f64());
    json!({"cells": cells, "claims": claims(row), "of": row.claims.len(), "sure": sure, "significant": significant})
}

fn table(of: &Comparison, table: &Table) -> Value {
    let role = |role| match role {
        Role::Dimension => "dimension",
        Role::Measure => "measure",
        Role::Remark => "remark",
    };
    let columns: Vec<Value> =
        table.columns.iter().map(|c| json!({"id": c.id, "title": text(&c.title), "role": role(c.role)})).collect();
    json!({"id": table.id.to_string(), "name": table.name, "title": text(&table.title), "note": text(&table.note),
           "columns": columns, "certainty": certainty_columns(table), "rows": table.rows.iter().map(|r| row(of, table, r)).collect::<Vec<_>>()})
}

/// A row of a table in the address of a mark, which the page turns into an address of its own.
fn mark(table: &Table, row: usize) -> String {
    format!("#{}:{}", table.id, row + 1)
}

/// The charts of the report, less the matrix: that of the page shows one layer or another.
fn charts(of: &Comparison) -> Vec<Value> {
    let drawn = policygraph_report::charts(of, &mark).into_iter().filter(|chart| chart.id != "matrix");
    drawn.map(|c| json!({"id": c.id, "title": text(&c.title), "note": text(&c.note), "svg": c.svg})).collect()
}

/// The whole comparison for the page.
pub(crate) fn as_json(comparison: &Comparison) -> Value {
    let countries: Vec<Value> =
        comparison.countries.iter().map(|c| json!({"code": c.code, "ko": c.label.ko, "en": c.label.en})).collect();
    let stands_out: Vec<Value> = highlights(comparison)
        .iter()
        .filter_map(|h| {
            let row = comparison.table(h.table)?.rows.get(h.row)?;
            let chance = h.chance.as_ref();
            Some(json!({"text": text(&h.text), "chance": chance.map(|c| text(&c.words)), "q": chance.and_then(|c| c.q),
                        "table": h.table.to_string(), "row": h.row + 1, "claims": claims(row), "of": row.claims.len()}))
        })
        .collect();
    json!({"countries": countries, "highlights": stands_out, "limits": comparison.limits.iter().map(text).collect::<Vec<_>>(),
           "charts": charts(comparison), "tables": comparison.tables.iter().map(|t| table(comparison, t)).collect::<Vec<_>>()})
}
