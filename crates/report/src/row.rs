//! A row of a table: its values for reading, and the quotes behind it.

use crate::svg::both;
use crate::{Quotes, SHOWN};
use maud::{Markup, html};
use policygraph_comparison::{Bilingual, Cell, Comparison, Language, Role, Row, Table, grouped, readable};

/// A cell of a row, as it is read.
pub(crate) fn value(comparison: &Comparison, table: &Table, row: &Row, column: usize) -> Markup {
    let (cell, of) = (&row.cells[column], &table.columns[column]);
    let numeric = !matches!(cell, Cell::Text(_)) && of.role == Role::Measure;
    if let Some(money) = comparison.money(table, row, of.id) {
        return html! { td.n title=(grouped(&cell.written(Language::En))) { (both(&money)) } };
    }
    html! {
        @match cell {
            Cell::Text(text) => td { (both(text)) },
            Cell::Number(x) => td.n title=(x) { (readable(*x)) },
            Cell::Amount(_) | Cell::Count(_) if numeric => td.n { (grouped(&cell.written(Language::En))) },
            other => td { (other.written(Language::En)) },
        }
    }
}

/// A number for reading; a year, which is a text, as it is.
pub(crate) fn written(cell: &Cell) -> String {
    match cell {
        Cell::Number(x) => readable(*x),
        Cell::Count(_) | Cell::Amount(_) => grouped(&cell.written(Language::En)),
        other => other.written(Language::En),
    }
}

/// The quotes behind a row, folded.
pub(crate) fn proof(table: &Table, row: usize, of: &Row, quotes: &Quotes) -> Markup {
    if of.claims.is_empty() {
        return html! { "–" };
    }
    let mut known: Vec<_> = of.claims.iter().filter_map(|c| quotes.get(c)).collect();
    known.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then_with(|| a.place.cmp(&b.place)));
    // The same words can state several things.
    known.dedup_by(|a, b| (&a.text, &a.place) == (&b.text, &b.place));
    let claims = of.claims.len();
    let more = claims.saturating_sub(SHOWN);
    let counted = Bilingual::new(
        &format!("근거 {claims}"),
        &format!("{claims} {}", if claims == 1 { "claim" } else { "claims" }),
    );
    html! {
        details {
            summary { (both(&counted)) }
            ul {
                @for quote in known.iter().take(SHOWN) {
                    li {
                        @if quote.text.is_empty() {
                            (both(&Bilingual::new("레지스트리의 배경 지식", "background knowledge of the registry")))
                        } @else {
                            blockquote lang="ko" { (quote.text) }
                        }
                        cite { (quote.place) " · " (quote.rule) " · " (format!("{:.2}", quote.confidence)) }
                    }
                }
                @if more > 0 {
                    li { (both(&Bilingual::new(&format!("외 {more}건"), &format!("{more} more")))) " — " code { "--explain " (table.id) ":" (row + 1) } }
                }
            }
        }
    }
}
