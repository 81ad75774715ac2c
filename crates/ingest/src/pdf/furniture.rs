//! What a page has beside its text: running heads, feet and numbers, which stand at the same height of many pages.

use super::boxes::{Line, Page};
use std::collections::{BTreeMap, BTreeSet};

/// Above and below this part of a page its furniture stands.
const BAND: f32 = 0.1;

/// For each page which of its lines are furniture.
pub(super) fn find(pages: &[Page]) -> Vec<Vec<bool>> {
    let mut on: BTreeMap<(String, bool), BTreeSet<u32>> = BTreeMap::new();
    for page in pages {
        for line in page.lines.iter().filter(|l| is_edge(page, l)) {
            on.entry((pattern(&line.text()), is_top(page, line))).or_default().insert(page.number);
        }
    }
    let repeats = |page: &Page, line: &Line| {
        let pages_of = on.get(&(pattern(&line.text()), is_top(page, line))).map_or(0, BTreeSet::len);
        // Left and right pages may differ, the first may have none.
        pages_of >= 2 && pages_of * 3 >= pages.len()
    };
    let is_furniture =
        |page: &Page, line: &Line| is_edge(page, line) && (is_number(&line.text()) || repeats(page, line));
    pages.iter().map(|page| page.lines.iter().map(|line| is_furniture(page, line)).collect()).collect()
}

fn is_edge(page: &Page, line: &Line) -> bool {
    line.top < BAND * page.height || line.top > (1.0 - BAND) * page.height
}

fn is_top(page: &Page, line: &Line) -> bool {
    line.top < page.height / 2.0
}

/// A text with its numbers left open.
fn pattern(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
}

/// "3", "- 3 -", "3 / 12", "3쪽".
fn is_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (1..=6).contains(&digits) && text.chars().all(|c| c.is_ascii_digit() || " -–—/·|쪽[]<>".contains(c))
}

#[cfg(test)]
mod tests {
    use super::super::boxes::Word;
    use super::*;

    #[test]
    fn what_repeats_at_the_edge_is_furniture() {
        let line = |top, text: &str| {
            let word = Word { left: 50.0, right: 100.0, middle: top, text: text.to_owned() };
            Line { block: 0, top, em: 10.0, words: vec![word] }
        };
        let page = |number: u32| {
            let lines = vec![
                line(20.0, "해솔브리프"),
                line(400.0, "해솔브리프"),
                line(30.0, &format!("{}장", "가나다".repeat(number as usize))),
                line(780.0, "- 3 -"),
            ];
            Page { number, height: 800.0, lines }
        };
        let found = find(&[page(1), page(2), page(3)]);
        assert!(found.iter().all(|page| page == &[true, false, false, true]), "{found:?}");
    }
}
