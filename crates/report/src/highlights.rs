//! What stands out, and how sure a row is: words first, numbers behind them.

use crate::page::{proof, readable};
use crate::svg::both;
use crate::{Quotes, charts};
use maud::{Markup, html};
use policygraph_comparison::{Bilingual, Comparison, Row, Table, certainty, highlights};

/// Columns that tell how sure a row is.
const SURE: [&str; 4] = ["expected", "z", "p", "q"];

/// The sentences on what stands out, each with the row that it rests on and its quotes.
pub(crate) fn section(comparison: &Comparison, quotes: &Quotes) -> Markup {
    let found = highlights(comparison);
    html! {
        @if !found.is_empty() {
            h2 id="highlights" { (both(&Bilingual::new("눈에 띄는 것", "What stands out"))) }
            ol.highlights {
                @for one in &found {
                    @if let Some(table) = comparison.table(one.table) {
                        li {
                            (both(&one.text))
                            @if let Some(chance) = &one.chance { " " span.chance { (both(chance)) } }
                            " " a href={ "#" (charts::anchor(table, one.row)) } { (table.id) ":" (one.row + 1) }
                            (proof(table, one.row, &table.rows[one.row], quotes))
                        }
                    }
                }
            }
        }
    }
}

/// The places of the columns of a table that tell how sure a row is; none where nothing is tested.
pub(crate) fn columns(table: &Table) -> Vec<usize> {
    if table.column("q").or(table.column("p")).is_none() {
        return Vec::new();
    }
    SURE.iter().filter_map(|id| table.column(id)).collect()
}

/// How sure a row is in words, and the numbers behind them.
pub(crate) fn how_sure(table: &Table, row: &Row) -> Markup {
    let number = |column: &str| table.cell(row, column).as_f64();
    let numbers: Vec<String> =
        SURE.iter().filter_map(|id| Some((id, number(id)?))).map(|(id, x)| format!("{id} = {}", readable(x))).collect();
    let words = certainty(number("q").or(number("p")));
    html! {
        @if numbers.is_empty() {
            (both(&words))
        } @else {
            details {
                summary { (both(&words)) }
                ul { li { cite { (numbers.join(", ")) } } }
            }
        }
    }
}
