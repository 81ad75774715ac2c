//! How sure a row of a table is: in words, and the columns with the numbers behind them.

use crate::table::{Bilingual, Row, Table};

/// Columns that tell how sure a row is.
const COLUMNS: [&str; 4] = ["expected", "z", "p", "q"];

/// Whether a q, or a corrected p, shows more than chance.
#[must_use]
pub fn significant(q: Option<f64>) -> bool {
    q.is_some_and(|q| q < 0.05)
}

/// What a q, or a p of a single test, says in two or three words.
#[must_use]
pub fn certainty(q: Option<f64>) -> Bilingual {
    match q {
        None => Bilingual::new("검정하지 않음", "not tested"),
        Some(_) if significant(q) => Bilingual::new("우연 이상", "more than chance"),
        Some(_) => Bilingual::new("우연 수준", "no more than chance"),
    }
}

/// The places of the columns of a table that tell how sure a row is; none where nothing is tested.
#[must_use]
pub fn certainty_columns(table: &Table) -> Vec<usize> {
    if table.column("q").or(table.column("p")).is_none() {
        return Vec::new();
    }
    COLUMNS.iter().filter_map(|id| table.column(id)).collect()
}

/// What the test of a row says, in two or three words: by its q, else its p.
#[must_use]
pub fn certainty_of(table: &Table, row: &Row) -> Bilingual {
    let number = |column: &str| table.cell(row, column).as_f64();
    certainty(number("q").or(number("p")))
}
