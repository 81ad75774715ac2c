//! What a file says, whatever its format: pieces of text and tables in reading order.

use crate::Format;

/// The content of a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ingested {
    /// What the file is.
    pub format: Format,
    /// What it says of itself beside its text.
    pub metadata: Metadata,
    /// Its pieces in reading order.
    pub pieces: Vec<Piece>,
    /// What a user may want to know of the reading.
    pub notes: Vec<String>,
}

/// What a file says of itself beside its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Its title.
    pub title: Option<String>,
    /// Who wrote it: a person, an organization, or whoever's name the writing program knew.
    pub author: Option<String>,
    /// The organization that published it.
    pub publisher: Option<String>,
    /// When it was published: an ISO 8601 date.
    pub date: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
}

/// What a file says of itself, unless that is nothing.
pub(crate) fn said(words: Option<impl AsRef<str>>) -> Option<String> {
    words.map(|w| w.as_ref().trim().to_owned()).filter(|w| !w.is_empty())
}

/// A piece of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// The page, slide or sheet on which it stands, from 1, where the format knows it.
    pub page: Option<u32>,
    /// What it is.
    pub content: Content,
    /// How it was read, where that says something of it.
    pub reading: Reading,
}

/// How a piece was read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reading {
    /// Whether it goes on with the paragraph of the piece before: a PDF gives lines as they were printed.
    pub goes_on: bool,
    /// Whether it ends with a word, where the next one goes on with its paragraph; else that is not known.
    pub ends_word: bool,
    /// Whether its words were recognized in a picture.
    pub recognized: bool,
}

impl Piece {
    /// A piece as most formats give it.
    #[must_use]
    pub fn new(page: Option<u32>, content: Content) -> Self {
        Self { page, content, reading: Reading::default() }
    }
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A heading, 1 the highest.
    Heading {
        /// Its level.
        level: u8,
        /// Its words.
        text: Prose,
    },
    /// Running text, or a line of it; without words, the room between two lines.
    Paragraph(Prose),
    /// An item of a list.
    Item {
        /// How deep the list lies in others, 0 for the outermost.
        depth: u8,
        /// Its number, if the list counts.
        number: Option<u32>,
        /// Its words.
        text: Prose,
    },
    /// A table.
    Table(Table),
}

/// Words with footnotes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prose {
    /// The words, without the marks of footnotes. A line end is one that the author set within the paragraph.
    pub text: String,
    /// The footnotes, each with the byte of the text behind which its mark stands.
    pub footnotes: Vec<(usize, String)>,
}

impl Prose {
    /// Words without footnotes.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), footnotes: Vec::new() }
    }

    /// Whether there are no words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Appends other words.
    pub(crate) fn append(&mut self, other: Self) {
        let offset = self.text.len();
        self.text.push_str(&other.text);
        self.footnotes.extend(other.footnotes.into_iter().map(|(at, note)| (at + offset, note)));
    }

    /// Appends the words of another paragraph behind a line end.
    pub(crate) fn append_line(&mut self, other: Self) {
        if !self.text.is_empty() && !other.text.is_empty() {
            self.text.push('\n');
        }
        self.append(other);
    }
}

impl Content {
    /// Whether there are no words.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Heading { text, .. } | Self::Paragraph(text) | Self::Item { text, .. } => text.is_empty(),
            Self::Table(table) => table.is_empty(0),
        }
    }
}

/// How deep tables in tables are followed.
pub(crate) const DEEPEST_TABLE: usize = 8;

/// A table as the file gives it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Its caption.
    pub caption: Option<Prose>,
    /// Its rows, each with the cells that start in it.
    pub rows: Vec<Vec<Cell>>,
    /// How many rows at the top are its heading, as the file says; 0 where it does not say.
    pub head_rows: usize,
    /// The rows at which it goes on on another page, each with the number of that page.
    pub turns: Vec<(usize, u32)>,
    /// Where it lies on its sheet, if it is of a workbook.
    pub on_sheet: Option<OnSheet>,
}

/// Where a table lies on its sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnSheet {
    /// For each of its rows, the row of the sheet, from 1, and how many columns of the sheet stand before it.
    pub rows: Vec<(u32, usize)>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Its words; a line end parts its paragraphs.
    pub text: Prose,
    /// Tables within it.
    pub tables: Vec<Table>,
    /// Rows that it takes, at least 1.
    pub rows: usize,
    /// Columns that it takes, at least 1.
    pub columns: usize,
}

impl Cell {
    /// A cell of one row and column.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: Prose::plain(text), tables: Vec::new(), rows: 1, columns: 1 }
    }
}

/// The most columns of a table, and rows that a cell may take: more is damage, or made to fill the memory.
const MOST_COLUMNS: usize = 512;
/// The most places of a grid, and cells of a workbook.
pub(crate) const MOST_PLACES: usize = 4_000_000;

/// For each row and column of a table the place there.
pub(crate) type Grid = [Vec<Option<GridPlace>>];

/// A place of a table's grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct GridPlace {
    /// The row in which the cell that covers the place starts, and the number of the cell in it.
    pub row: usize,
    pub cell: usize,
    /// Whether the cell starts in this column.
    pub first_column: bool,
}

impl Table {
    fn is_empty(&self, depth: usize) -> bool {
        let is_empty = |c: &Cell| c.text.is_empty() && c.tables.iter().all(|t| t.is_empty(depth + 1));
        let untitled = self.caption.as_ref().is_none_or(Prose::is_empty);
        depth > DEEPEST_TABLE || (untitled && self.rows.iter().flatten().all(is_empty))
    }

    /// For each row and column the cell that covers it.
    pub(crate) fn grid(&self) -> Vec<Vec<Option<GridPlace>>> {
        let mut grid: Vec<Vec<Option<GridPlace>>> = vec![Vec::new(); self.rows.len()];
        // A single wide row widens all others.
        let widest = MOST_COLUMNS.min(MOST_PLACES / self.rows.len().max(1));
        let mut places = 0;
        for (row, cells) in self.rows.iter().enumerate() {
            let mut column = 0;
            for (number, cell) in cells.iter().enumerate() {
                while grid[row].get(column).is_some_and(Option::is_some) {
                    column += 1;
                }
                let columns = cell.columns.max(1).min(widest.saturating_sub(column));
                let rows = cell.rows.clamp(1, self.rows.len() - row);
                places += rows * columns;
                if columns == 0 || places > MOST_PLACES {
                    break;
                }
                for line in &mut grid[row..row + rows] {
                    if line.len() < column + columns {
                        line.resize(column + columns, None);
                    }
                    for (at, place) in line[column..column + columns].iter_mut().enumerate() {
                        *place = Some(GridPlace { row, cell: number, first_column: at == 0 });
                    }
                }
                column += columns;
            }
        }
        let columns = grid.iter().map(Vec::len).max().unwrap_or(0);
        grid.iter_mut().for_each(|row| row.resize(columns, None));
        grid
    }

    /// Whether cells with words are missing from the grid, which has limits.
    pub(crate) fn is_cut(&self, grid: &Grid) -> bool {
        self.rows.iter().zip(grid).zip(0..).any(|((cells, places), row)| {
            // They are placed from left to right.
            let last = cells.iter().rposition(|c| !c.text.is_empty());
            last.is_some_and(|last| !places.iter().flatten().any(|p| (p.row, p.cell) == (row, last)))
        })
    }
}

/// Adds words behind a blank, where there are any.
pub(crate) fn push_words(out: &mut String, words: &str) {
    if !out.is_empty() && !words.is_empty() {
        out.push(' ');
    }
    out.push_str(words);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merged_cells_cover_their_places() {
        let wide = Cell { columns: 2, ..Cell::plain("예산") };
        let high = Cell { rows: 2, ..Cell::plain("부처") };
        let rows = vec![vec![high, wide], vec![Cell::plain("2026"), Cell::plain("2027")]];
        let table = Table { rows, ..Table::default() };
        let names: Vec<Vec<&str>> = table
            .grid()
            .iter()
            .map(|row| row.iter().map(|p| p.map_or("", |p| table.rows[p.row][p.cell].text.text.as_str())).collect())
            .collect();
        assert_eq!(names, [["부처", "예산", "예산"], ["부처", "2026", "2027"]]);
    }

    #[test]
    fn a_cell_of_a_million_columns_is_cut() {
        let huge = Cell { columns: usize::MAX, rows: usize::MAX, ..Cell::plain("가") };
        let table = Table { rows: vec![vec![Cell::plain(""), huge]; 3], ..Table::default() };
        let grid = table.grid();
        assert_eq!((grid.len(), grid[0].len(), grid[0][511].map(|p| p.cell)), (3, MOST_COLUMNS, Some(1)));
        assert!(!table.is_cut(&grid[..1]));
    }

    #[test]
    fn what_lies_beyond_the_grid_is_known() {
        let far = |columns: usize| vec![[vec![Cell::plain(""); columns], vec![Cell::plain("가")]].concat()];
        let cut = |rows: Vec<Vec<Cell>>| {
            let table = Table { rows, ..Table::default() };
            table.is_cut(&table.grid())
        };
        assert!(!cut(far(MOST_COLUMNS - 1)) && cut(far(MOST_COLUMNS)));
        // Rows and columns together have a limit, too.
        let long = vec![vec![Cell::plain("1")]; MOST_PLACES / 100 - 1];
        assert!(!cut([far(99), long.clone()].concat()) && cut([far(100), long].concat()));
    }
}
