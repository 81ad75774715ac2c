//! What stands out, and how sure a row is: words first, numbers behind them.

use crate::row::proof;
use crate::svg::both;
use crate::{Quotes, charts};
use maud::{Markup, html};
use policygraph_comparison::{
    Bilingual, Comparison, Row, Table, certainty_columns, certainty_of, highlights, readable,
};

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
                            @if let Some(chance) = &one.chance { " " (sure(&chance.words, chance.q.map(|q| format!("q = {}", readable(q))))) }
                            " " a href={ "#" (charts::anchor(table, one.row)) } { (table.id) ":" (one.row + 1) }
                            (proof(table, one.row, &table.rows[one.row], quotes))
                        }
                    }
                }
            }
        }
    }
}

/// How sure a row is in words, and the numbers behind them.
pub(crate) fn how_sure(table: &Table, row: &Row) -> Markup {
    let number = |place: usize| Some(format!("{} = {}", table.columns[place].id, readable(row.cells[place].as_f64()?)));
    let numbers: Vec<String> = certainty_columns(table).into_iter().filter_map(number).collect();
    sure(&certainty_of(table, row), numbers)
}

/// How sure something is: words, which open to the numbers behind them where there are any.
fn sure(words: &Bilingual, numbers: impl IntoIterator<Item = String>) -> Markup {
    let numbers: Vec<String> = numbers.into_iter().collect();
    html! {
        @if numbers.is_empty() {
            span.chance { (both(words)) }
        } @else {
            details.chance {
                summary { (both(words)) }
                cite { (numbers.join(", ")) }
            }
        }
    }
}
