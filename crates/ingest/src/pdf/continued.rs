//! Tables that go on over pages, as one: with their head again, or without, where ruling lines tell that the columns are the same.

use crate::content::{Cell, Content, Piece, Table};
use crate::render::table::head_rows;
use std::collections::BTreeMap;

/// Columns that begin within this, in points, are the same.
const SAME: f32 = 3.0;

/// A table that may go on.
#[derive(Clone, Copy)]
struct Open<'e> {
    /// Its place in what is joined.
    at: usize,
    edges: Option<&'e Vec<f32>>,
    /// The page on which it ends so far.
    page: Option<u32>,
}

/// Joins tables to those of the page before. `edges` are where the columns of tables with ruling lines begin and end, by the number of their piece.
pub(super) fn join(pieces: Vec<Piece>, edges: &BTreeMap<usize, Vec<f32>>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut open: Option<Open<'_>> = None;
    for (number, mut piece) in pieces.into_iter().enumerate() {
        let page = piece.page;
        if let Content::Table(table) = &mut piece.content {
            let edges = edges.get(&number);
            if let Some(above) = open.filter(|above| page > above.page)
                && let Some(Content::Table(first)) = out.get_mut(above.at).map(|p| &mut p.content)
                && let Some(head) = again(first, table, same(above.edges, edges))
            {
                first.turns.extend(page.map(|page| (first.rows.len(), page)));
                first.rows.extend(table.rows.drain(head..));
                out.truncate(above.at + 1);
                open = Some(Open { page, edges: above.edges.or(edges), ..above });
                continue;
            }
            open = Some(Open { at: out.len(), edges, page });
        } else if !is_between(&piece.content) {
            open = None;
        }
        out.push(piece);
    }
    out
}

/// Whether the columns of two tables are the same, as lines tell.
fn same(columns: Option<&Vec<f32>>, others: Option<&Vec<f32>>) -> bool {
    columns.zip(others).is_some_and(|(a, b)| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < SAME))
}

/// Whether a piece may stand between the parts of a table: nothing, its caption or unit again.
fn is_between(content: &Content) -> bool {
    matches!(content, Content::Paragraph(p) if p.is_empty() || p.text.contains("계속)") || p.text.starts_with("(단위"))
}

/// How many rows of the head stand again in the table that goes on with the first one; nothing if it is another.
fn again(first: &Table, next: &Table, same_columns: bool) -> Option<usize> {
    let same = |(a, b): &(&Vec<Cell>, &Vec<Cell>)| a.iter().map(|c| &c.text.text).eq(b.iter().map(|c| &c.text.text));
    let head = first.rows.iter().zip(&next.rows).take_while(same).count();
    if head > 0 {
        return (next.rows.len() > head).then_some(head);
    }
    (same_columns && head_rows(next, 0) == 0).then_some(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Format;
    use crate::content::{Ingested, Prose};

    fn table(page: u32, rows: &[[&str; 2]]) -> Piece {
        let rows = rows.iter().map(|r| r.map(Cell::plain).to_vec()).collect();
        Piece::new(Some(page), Content::Table(Table { rows, ..Table::default() }))
    }

    #[test]
    fn a_table_with_the_same_head_goes_on() {
        let again = Piece::new(Some(2), Content::Paragraph(Prose::plain("표 1. 예산(계속)")));
        let pieces = vec![
            table(1, &[["사업명", "예산"], ["해솔 사업", "12"]]),
            again,
            table(2, &[["사업명", "예산"], ["미르 사업", "20"]]),
            table(3, &[["기관", "인원"], ["해솔시", "3"]]),
        ];
        let joined = join(pieces, &BTreeMap::new());
        assert_eq!(joined.len(), 2);
        let Content::Table(first) = &joined[0].content else { panic!("{joined:?}") };
        assert_eq!((first.rows.len(), first.turns.as_slice()), (3, &[(2, 2)][..]));
        let rendered = Ingested { pieces: joined, format: Format::Pdf, ..Ingested::default() }.render();
        let at = rendered.text.split("미르").next().unwrap().chars().count();
        assert_eq!(rendered.places.at(u32::try_from(at).unwrap()).unwrap().to_string(), "2쪽, 표 1, 3행 1열");
    }

    #[test]
    fn a_table_with_the_same_columns_goes_on_without_its_head() {
        let pages = |second: &[[&str; 2]]| vec![table(1, &[["사업명", "예산"], ["해솔 사업", "12"]]), table(2, second)];
        let edges = BTreeMap::from([(0, vec![50.0, 150.0, 250.0]), (1, vec![51.0, 150.5, 250.0])]);
        assert_eq!(join(pages(&[["미르 사업", "20"]]), &edges).len(), 1);
        assert_eq!(join(pages(&[["미르 사업", "20"]]), &BTreeMap::new()).len(), 2);
        assert_eq!(join(pages(&[["미르 사업", "1,200"], ["가람 사업", "320"]]), &edges).len(), 1);
        // Another head is that of another table.
        assert_eq!(join(pages(&[["기관", "인원"], ["해솔시", "3"]]), &edges).len(), 2);
        assert_eq!(join(pages(&[["기관", "2026"], ["해솔시", "3"]]), &edges).len(), 2);
    }
}
