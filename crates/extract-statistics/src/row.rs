//! Lines as rows of cells.

use rust_decimal::Decimal;
use std::ops::Range;

/// A cell of a row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    /// Words.
    Text(String),
    /// A number, with the bytes of the line it stands on.
    Number(Decimal, Range<usize>),
}

/// A line that could be a row of a table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    pub cells: Vec<Cell>,
    /// Marks of an outline that precede the label: how deep the row is.
    pub depth: usize,
}

impl Row {
    /// Which cells are numbers.
    pub(crate) fn pattern(&self) -> Vec<bool> {
        self.cells.iter().map(|c| matches!(c, Cell::Number(..))).collect()
    }

    pub(crate) fn numbers(&self) -> usize {
        self.pattern().into_iter().filter(|n| *n).count()
    }
}

/// The signs of a negative number.
const MINUS: [char; 4] = ['-', '−', '–', '△'];

/// A number as tables write it: `1,234.5`, `-3.2`, `△3.2`. Percent signs are dropped.
pub(crate) fn number(token: &str) -> Option<Decimal> {
    if !token.starts_with(|c: char| c.is_ascii_digit() || MINUS.contains(&c)) {
        return None;
    }
    let token = token.trim_end_matches('%');
    let (negative, digits) = match token.strip_prefix(MINUS) {
        Some(rest) => (true, rest),
        None => (false, token),
    };
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    let is_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped = groups.len() > 1
        && is_digits(groups[0])
        && groups[0].len() <= 3
        && groups[1..].iter().all(|g| g.len() == 3 && is_digits(g));
    if !(grouped || (groups.len() == 1 && is_digits(whole))) || fraction.is_some_and(|f| !is_digits(f)) {
        return None;
    }
    let value: Decimal = digits.replace(',', "").parse().ok()?;
    Some(if negative { -value } else { value })
}

/// How many cells of a line are numbers.
pub(crate) fn numbers_in(line: &str) -> usize {
    line.split_whitespace().filter(|word| number(word).is_some()).count()
}

/// The words of a line with the bytes at which they stand.
fn words(line: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in line.char_indices().chain([(line.len(), ' ')]) {
        match (c.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                words.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// Marks before a label: for each how deep it stands.
const MARKS: [(char, usize); 9] =
    [('ㅇ', 1), ('○', 1), ('◦', 1), ('o', 1), ('•', 1), ('·', 2), ('∙', 2), ('-', 2), ('－', 2)];

/// A line as a row.
pub(crate) fn read(line: &str) -> Row {
    let mut cells: Vec<Cell> = Vec::new();
    let mut depth = 0;
    let mut words = words(line).into_iter().peekable();
    while let Some(range) = words.next() {
        let word = &line[range.clone()];
        // A sign that stands apart belongs to the number behind it, at the start of a line it is a mark.
        let lone = word.chars().count() == 1 && word.starts_with(MINUS) && !cells.is_empty();
        if let (true, Some(next)) = (lone, words.peek().cloned())
            && let Some(value) = number(&line[next.clone()])
        {
            words.next();
            cells.push(Cell::Number(-value, range.start..next.end));
            continue;
        }
        if let Some(value) = number(word) {
            cells.push(Cell::Number(value, range));
            continue;
        }
        let mut word = word;
        if let (true, Some(&(mark, deep))) = (cells.is_empty(), MARKS.iter().find(|(m, _)| word.starts_with(*m))) {
            // "o" is a mark only where a label is written behind it.
            let rest = &word[mark.len_utf8()..];
            if mark != 'o' || rest.is_empty() {
                depth = deep;
                word = rest;
            }
        }
        match cells.last_mut() {
            _ if word.is_empty() => {}
            Some(Cell::Text(text)) => {
                text.push(' ');
                text.push_str(word);
            }
            _ => cells.push(Cell::Text(word.to_owned())),
        }
    }
    Row { cells, depth }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cells() {
        let row = read("ㅇ선박 및 항공기 31,204 - 9.7 4.0");
        assert_eq!((row.depth, row.pattern()), (1, vec![false, true, true, true]));
        let line = "ㅇ선박 및 항공기 31,204 - 9.7 4.0";
        assert!(
            matches!(&row.cells[2], Cell::Number(n, range) if n.to_string() == "-9.7" && &line[range.clone()] == "- 9.7")
        );
        let ranked = read("1 가온 일본 205 12.1 2위 상승");
        assert_eq!(ranked.pattern(), [true, false, true, true, false]);
        assert_eq!(read("- 축전지 578 -17.3").depth, 2);
    }

    #[test]
    fn numbers() {
        for (text, value) in [("1,234", "1234"), ("-5.20", "-5.20"), ("△3", "-3"), ("12%", "12")] {
            assert_eq!(number(text).unwrap().to_string(), value);
        }
        for text in ["", "-", "1,23", "12위", "1.", ".5", "3～4", "１"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn numbers_are_counted_as_they_are_read(line in "[0-9,.%△o가 -]{0,24}") {
            prop_assert_eq!(numbers_in(&line), read(&line).numbers());
        }

        #[test]
        fn any_line_is_read(line in "\\PC{0,60}") {
            let row = read(&line);
            prop_assert_eq!(numbers_in(&line), row.numbers());
            for cell in row.cells {
                if let Cell::Number(_, range) = cell {
                    prop_assert!(line.get(range).is_some());
                }
            }
        }
    }
}
