//! The page: profiles, charts, tables.

use crate::charts;
use crate::highlights;
use crate::row::{proof, value, written};
use crate::svg::both;
use crate::{Quotes, ROWS};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use policygraph_comparison::{Bilingual, Comparison, Language, Table, TableId, certainty_columns, grouped, readable};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

const STYLE: &str = include_str!("style.css");

/// The page as text.
///
/// # Arguments
/// - `quotes`: the words of the claims that rows rest on; those that are missing are left out.
/// - `generator`: name and version of the program, for the foot of the page.
#[must_use]
pub fn html(comparison: &Comparison, quotes: &Quotes, generator: &str) -> String {
    let names = Bilingual::joined(comparison.countries.iter().map(|c| &c.label), " · ");
    let style = BASE64_STANDARD.encode(Sha256::digest(STYLE));
    let policy = format!("default-src 'none'; style-src 'sha256-{style}'");
    // Most telling first; the rest is folded.
    let open = [4, 3, 2, 8, 12];
    let table = |id: u8| comparison.table(TableId(id));
    let page = html! {
        (DOCTYPE)
        html lang="ko" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content=(generator);
                title { "국가 비교 Comparison: " (names.ko) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                input type="radio" name="language" id="lang-ko" aria-label="한국어" checked;
                input type="radio" name="language" id="lang-en" aria-label="English";
                div.languages { label for="lang-ko" { "한국어" } label for="lang-en" { "English" } }
                main {
                    h1 { (both(&Bilingual::new("국가 간 프로그램 연계 비교", "Comparison of programme linkages"))) }
                    p { strong { (both(&names)) } }
                    ul.limits { @for limit in &comparison.limits { li { (both(limit)) } } }
                    (highlights::section(comparison, quotes))
                    (contents(comparison))
                    h2 id="charts" { (both(&Bilingual::new("그림", "Charts"))) }
                    (charts::keys(comparison))
                    @for chart in charts::charts(comparison, &|table, row| format!("#{}", charts::anchor(table, row))) {
                        (charts::figure(&chart))
                    }
                    @if let Some(profiles) = table(1) {
                        h2 id="D1" { "D1 " (both(&profiles.title)) }
                        (method(profiles))
                        (pivoted(comparison, profiles, quotes))
                    }
                    @for table in open.iter().filter_map(|id| table(*id)) {
                        h2 id=(table.id) { (table.id) " " (both(&table.title)) }
                        (shown(comparison, table, quotes))
                    }
                    @for table in comparison.tables.iter().filter(|t| t.id.0 != 1 && !open.contains(&t.id.0)) {
                        // Where charts lead to its rows it must be open.
                        details id=(table.id) open[table.id.0 == 14] {
                            summary { (table.id) " " (both(&table.title)) }
                            (shown(comparison, table, quotes))
                        }
                    }
                    footer { (generator) }
                }
            }
        }
    };
    page.into_string()
}

fn contents(comparison: &Comparison) -> Markup {
    html! {
        nav aria-label="contents" {
            ul { @for table in &comparison.tables { li { a href={ "#" (table.id) } { (table.id) " " (both(&table.title)) } } } }
        }
    }
}

/// The places of the rows of a table that the page shows: the first, and all that charts and the opening sentences lead to.
#[must_use]
pub fn shown_rows(comparison: &Comparison, table: &Table) -> BTreeSet<usize> {
    let first = match table.id.0 {
        // Countries and their pairs are few.
        1 | 2 | 4 => table.rows.len(),
        _ => table.rows.len().min(ROWS),
    };
    let charted = if table.id.0 == 14 { charts::programmes(comparison, table) } else { BTreeSet::new() };
    let told = policygraph_comparison::highlights(comparison).into_iter().filter(|h| h.table == table.id);
    (0..first).chain(charted).chain(told.map(|h| h.row)).collect()
}

/// How a table is to be read, folded away.
fn method(table: &Table) -> Markup {
    html! {
        details.method {
            summary { (both(&Bilingual::new("이 표를 읽는 법", "How to read this table"))) }
            p.note { (both(&table.note)) }
        }
    }
}

fn shown(comparison: &Comparison, table: &Table, quotes: &Quotes) -> Markup {
    let rows = shown_rows(comparison, table);
    let left = table.rows.len() - rows.len();
    let evidence = table.rows.iter().any(|r| !r.claims.is_empty());
    let sure = certainty_columns(table);
    let plain = || (0..table.columns.len()).filter(|c| !sure.contains(c));
    html! {
        (method(table))
        @if table.rows.is_empty() {
            p { (both(&Bilingual::new("해당하는 행이 없다.", "There is no such row."))) }
        } @else {
            div.scroll tabindex="0" role="group" aria-label=(table.title.ko) {
                table {
                    thead { tr {
                        @for column in plain() { th scope="col" { (both(&table.columns[column].title)) } }
                        @if !sure.is_empty() { th scope="col" { (both(&Bilingual::new("얼마나 확실한가", "How sure is this?"))) } }
                        @if evidence { th scope="col" { (both(&Bilingual::new("근거", "evidence"))) } }
                    } }
                    tbody {
                        @for (i, row) in rows.iter().map(|&i| (i, &table.rows[i])) {
                            tr id=(charts::anchor(table, i)) {
                                @for column in plain() { (value(comparison, table, row, column)) }
                                @if !sure.is_empty() { td { (highlights::how_sure(table, row)) } }
                                @if evidence { td { (proof(table, i, row, quotes)) } }
                            }
                        }
                    }
                }
            }
            @if left > 0 {
                p.note { (both(&Bilingual::new(&format!("{left}행은 생략했다."), &format!("{left} more rows are left out.")))) }
            }
        }
    }
}

/// D1 with a column a country.
fn pivoted(comparison: &Comparison, table: &Table, quotes: &Quotes) -> Markup {
    html! {
        div.scroll tabindex="0" role="group" aria-label=(table.title.ko) {
            table {
                thead { tr {
                    th scope="col" { (both(&Bilingual::new("항목", "measure"))) }
                    @for country in &comparison.countries { th scope="col" { (both(&country.label)) } }
                } }
                tbody {
                    @for profile in comparison.profiles() {
                        tr {
                            th scope="row" { (both(&profile.name)) }
                            @for place in &profile.rows {
                                td { @if let Some(i) = place { (profiled(comparison, table, *i, quotes)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A value of D1 with its interval and its quotes.
fn profiled(comparison: &Comparison, table: &Table, place: usize, quotes: &Quotes) -> Markup {
    let row = &table.rows[place];
    let ends = (table.cell(row, "low").as_f64(), table.cell(row, "high").as_f64());
    html! {
        @let value = table.cell(row, "value");
        @match comparison.money(table, row, "value") {
            Some(money) => span id=(charts::anchor(table, place)) title=(grouped(&value.written(Language::En))) { (both(&money)) },
            None => span id=(charts::anchor(table, place)) { (written(value)) },
        }
        @if let (Some(low), Some(high)) = ends { " [" (readable(low)) "–" (readable(high)) "]" }
        @if !row.claims.is_empty() { (proof(table, place, row, quotes)) }
    }
}
