//! Where in its file a text stands, for files that have pages, paragraphs and tables.

use std::fmt;

/// What a file is divided into.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Division {
    /// Pages.
    #[default]
    Page,
    /// Slides of a presentation.
    Slide,
    /// Sheets of a workbook.
    Sheet,
}

impl Division {
    const ALL: [Self; 3] = [Self::Page, Self::Slide, Self::Sheet];

    /// Its name for machines: `page`, `slide`, `sheet`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Slide => "slide",
            Self::Sheet => "sheet",
        }
    }
}

/// A place in a file. All numbers count from 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// Page, slide or sheet.
    pub page: Option<u32>,
    /// Which of them it is.
    pub division: Division,
    /// Paragraph of the whole file; nothing in a table.
    pub paragraph: Option<u32>,
    /// Table of the whole file.
    pub table: Option<u32>,
    /// Row and column of the table, or of the sheet.
    pub cell: Option<(u32, u32)>,
    /// Whether the words were recognized in a picture, which may go wrong.
    pub recognized: bool,
}

/// What says in a locator that words were recognized.
const RECOGNIZED: &str = "recognized";

impl Place {
    /// Its table, as readers know it: on a sheet they know cells alone.
    fn named_table(&self) -> Option<u32> {
        self.table.filter(|_| self.division != Division::Sheet)
    }

    /// Paragraph, or table with row and column, or cell of a sheet, for machines: `paragraph=7`, `table=2`, `table=2,4,1`, `cell=B6`; with `;slide` or
    /// `;sheet` behind it where the page is one, and with `;recognized` where the words were recognized in a picture.
    #[must_use]
    pub fn locator(&self) -> Option<String> {
        let place = match (self.named_table(), self.cell, self.paragraph) {
            (Some(table), Some((row, column)), _) => format!("table={table},{row},{column}"),
            (Some(table), None, _) => format!("table={table}"),
            (None, Some(cell), _) => format!("cell={}", sheet_cell(cell)),
            (None, None, Some(paragraph)) => format!("paragraph={paragraph}"),
            _ => String::new(),
        };
        let division = (self.division != Division::Page).then(|| self.division.as_str());
        let marks = [division, self.recognized.then_some(RECOGNIZED)];
        let locator = marks.into_iter().flatten().fold(place, |place, mark| format!("{place};{mark}"));
        (!locator.is_empty()).then_some(locator)
    }

    /// The name of its cell in a sheet: B6.
    #[must_use]
    pub fn sheet_cell(&self) -> Option<String> {
        self.cell.filter(|_| self.table.is_none()).map(sheet_cell)
    }

    /// The place with a page and a locator; nothing without either.
    #[must_use]
    pub fn located(page: Option<u32>, locator: &str) -> Option<Self> {
        let mut parts = locator.split(';');
        let (kind, value) = parts.next().and_then(|place| place.split_once('=')).unwrap_or_default();
        let numbers: Vec<u32> = value.split(',').filter_map(|n| n.parse().ok()).collect();
        let mut place = Self { page, ..Self::default() };
        match (kind, numbers.as_slice()) {
            ("paragraph", [paragraph]) => place.paragraph = Some(*paragraph),
            ("table", [table]) => place.table = Some(*table),
            ("table", [table, row, column]) => (place.table, place.cell) = (Some(*table), Some((*row, *column))),
            ("cell", _) => place.cell = cell_of(value),
            _ => {}
        }
        for mark in parts {
            place.recognized |= mark == RECOGNIZED;
            if let Some(division) = Division::ALL.into_iter().find(|d| d.as_str() == mark) {
                place.division = division;
            }
        }
        (place != Self::default()).then_some(place)
    }
}

/// The name of a cell of a sheet, by row and column: B6.
fn sheet_cell((row, column): (u32, u32)) -> String {
    let mut name = row.to_string();
    let mut left = column;
    while left > 0 {
        name.insert(0, char::from(b'A' + ((left - 1) % 26) as u8));
        left = (left - 1) / 26;
    }
    name
}

/// Row and column of a cell by its name.
fn cell_of(name: &str) -> Option<(u32, u32)> {
    let letters = name.bytes().take_while(u8::is_ascii_uppercase).count();
    let letter = |column: u32, byte: u8| column.checked_mul(26)?.checked_add(u32::from(byte - b'A') + 1);
    let column = name.bytes().take(letters).try_fold(0, letter).filter(|&column| column > 0)?;
    Some((name[letters..].parse().ok()?, column))
}

impl fmt::Display for Place {
    /// "3쪽, 표 2, 4행 1열", "문단 7", "시트 2, B6", "슬라이드 4, 문단 7", "3쪽, 그림에서 읽음".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let page = self.page.map(|n| match self.division {
            Division::Page => format!("{n}쪽"),
            Division::Slide => format!("슬라이드 {n}"),
            Division::Sheet => format!("시트 {n}"),
        });
        let paragraph = self.paragraph.map(|n| format!("문단 {n}"));
        let table = self.named_table().map(|n| format!("표 {n}"));
        let cell = self.cell.map(|(row, column)| match table {
            Some(_) => format!("{row}행 {column}열"),
            None => sheet_cell((row, column)),
        });
        let recognized = self.recognized.then(|| "그림에서 읽음".to_owned());
        let parts: Vec<String> = [page, paragraph, table, cell, recognized].into_iter().flatten().collect();
        f.write_str(&parts.join(", "))
    }
}

/// The places of a text, in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places(Vec<(u32, Place)>);

impl Places {
    /// Says where the text from this code point on stands. Calls come in the order of the text.
    pub fn push(&mut self, start: u32, place: Place) {
        self.0.push((start, place));
    }

    /// The place of a code point; nothing for a text that has no places.
    #[must_use]
    pub fn at(&self, code_point: u32) -> Option<Place> {
        let next = self.0.partition_point(|&(start, _)| start <= code_point);
        self.0.get(next.checked_sub(1)?).map(|&(_, place)| place)
    }

    /// The last page and the last table, 0 where there are none.
    #[must_use]
    pub fn extent(&self) -> (u32, u32) {
        let last = |of: fn(&Place) -> Option<u32>| self.0.iter().filter_map(|(_, place)| of(place)).max().unwrap_or(0);
        (last(|p| p.page), last(|p| p.table))
    }

    /// Whether the text has no places.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locators_are_read_again() {
        let cell = Place { table: Some(1), cell: Some((2, 3)), ..Place::default() };
        let paragraph = Place { page: Some(4), paragraph: Some(7), ..Place::default() };
        let recognized = Place { page: Some(1), recognized: true, ..Place::default() };
        for place in [
            cell,
            paragraph,
            recognized,
            Place { recognized: true, ..cell },
            Place { table: Some(5), ..Place::default() },
            Place { page: Some(2), division: Division::Slide, recognized: true, ..paragraph },
            Place { page: Some(2), division: Division::Sheet, ..Place::default() },
            Place { page: Some(2), division: Division::Sheet, cell: Some((6, 2)), ..Place::default() },
            Place { page: Some(2), division: Division::Sheet, cell: Some((1_048_576, 16_384)), ..Place::default() },
        ] {
            assert_eq!(Place::located(place.page, &place.locator().unwrap()), Some(place));
        }
        assert_eq!(Place::located(None, ""), None);
        let cell = Place::located(Some(2), "cell=AB6;sheet").unwrap();
        assert_eq!((cell.cell, cell.to_string().as_str()), (Some((6, 28)), "시트 2, AB6"));
        let of_table = Place { table: Some(1), ..cell };
        assert_eq!(
            (of_table.to_string().as_str(), of_table.locator().as_deref()),
            ("시트 2, AB6", Some("cell=AB6;sheet"))
        );
    }

    #[test]
    fn a_place_holds_until_the_next() {
        let mut places = Places::default();
        let first = Place { page: Some(1), paragraph: Some(1), ..Place::default() };
        let cell = Place { page: Some(2), table: Some(1), cell: Some((2, 3)), ..Place::default() };
        places.push(0, first);
        places.push(10, cell);
        assert_eq!((places.at(9), places.at(10), places.at(99)), (Some(first), Some(cell), Some(cell)));
        assert_eq!((first.to_string(), cell.to_string()), ("1쪽, 문단 1".to_owned(), "2쪽, 표 1, 2행 3열".to_owned()));
        assert_eq!(Places::default().at(3), None);
    }
}
