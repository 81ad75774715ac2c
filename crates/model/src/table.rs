//! Tables whose columns are known.

use crate::text::Text;

/// A table among the blocks of a section.
///
/// Its cells are blocks of kind [`BlockKind::Cell`](crate::BlockKind::Cell) that follow each other row by row, the heading
/// of the columns first; an empty cell is a block with empty text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Index of the block that is its first cell.
    pub first: usize,
    /// Number of columns.
    pub columns: usize,
    /// Number of rows with the heading, which is row 0.
    pub rows: usize,
    /// What each column holds.
    pub heads: Vec<Column>,
    /// The unit of its numbers, where a line above it gives one (`억 원`).
    pub unit: Option<Text>,
}

/// What a column holds, as its heading says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Countries (국가).
    Country,
    /// Who runs what the row is about (주관기관, 소관부처).
    Leader,
    /// Who takes part in it (참여기관).
    Participant,
    /// Organizations that the rows are about (기관).
    Organization,
    /// Companies (기업, 업체).
    Company,
    /// Programmes (사업명, 과제명).
    Program,
    /// Laws (법안, 법률).
    Legislation,
    /// Products (제품, 모델).
    Product,
    /// Places (지역, 위치).
    Place,
    /// Sums of money (예산, 사업비).
    Amount,
    /// Values of a year (2026, 2027 요구).
    Year,
    /// When (기간, 연도).
    Period,
    /// Anything else.
    Other,
}

impl Table {
    /// The index of the block in this row and column.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> usize {
        self.first + row * self.columns + column
    }

    /// The row and column of a block; `None` if it is none of its cells.
    #[must_use]
    pub fn place(&self, block: usize) -> Option<(usize, usize)> {
        let at = block.checked_sub(self.first).filter(|&at| at < self.rows * self.columns)?;
        Some((at / self.columns, at % self.columns))
    }

    /// What a column holds; anything, past the last.
    #[must_use]
    pub fn head(&self, column: usize) -> Column {
        self.heads.get(column).copied().unwrap_or(Column::Other)
    }

    /// The columns that hold this.
    pub fn columns_of(&self, head: Column) -> impl Iterator<Item = usize> + '_ {
        self.heads.iter().enumerate().filter(move |(_, h)| **h == head).map(|(column, _)| column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_a_place() {
        let heads = vec![Column::Program, Column::Other, Column::Amount];
        let table = Table { first: 2, columns: 3, rows: 2, heads, unit: None };
        assert_eq!(table.cell(1, 2), 7);
        assert_eq!((table.place(1), table.place(7), table.place(8)), (None, Some((1, 2)), None));
        assert_eq!(table.columns_of(Column::Amount).collect::<Vec<_>>(), [2]);
    }
}
