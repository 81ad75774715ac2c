//! What a page has beside its text: running heads, feet and numbers, which stand at the same height of many pages.

use super::boxes::Page;
use super::lines::{Line, Region};
use std::collections::{BTreeMap, BTreeSet};

/// Above and below this part of a page its furniture stands.
const BAND: f32 = 0.1;
/// On a document of one page a line in the outermost band that is set smaller than the text and stands apart from it is furniture too.
const OUTERMOST: f32 = 0.06;
const SMALLER: f32 = 0.85;

/// Takes the furniture out of the regions of all pages.
pub(super) fn remove(pages: &[Page], regions: &mut [Vec<Region>], em: f32) {
    let mut on: BTreeMap<(String, bool), BTreeSet<usize>> = BTreeMap::new();
    for (page, number) in pages.iter().zip(0..) {
        for line in regions[number].iter().flatten().filter(|l| is_edge(page, l)) {
            on.entry((pattern(&line.text()), is_top(page, line))).or_default().insert(number);
        }
    }
    let repeats = |page: &Page, line: &Line| {
        let pages_of = on.get(&(pattern(&line.text()), is_top(page, line))).map_or(0, BTreeSet::len);
        // Left and right pages may differ, the first may have none.
        pages_of >= 2 && pages_of * 3 >= pages.len()
    };
    let small = |page: &Page, line: &Line| {
        pages.len() == 1
            && line.em < SMALLER * em
            && (line.middle < OUTERMOST * page.height || line.middle > (1.0 - OUTERMOST) * page.height)
    };
    for (page, regions) in pages.iter().zip(regions) {
        regions.iter_mut().for_each(|region| {
            region.retain(|line| {
                !is_edge(page, line) || !(is_page_number(&line.text()) || repeats(page, line) || small(page, line))
            });
        });
        regions.retain(|region| !region.is_empty());
    }
}

fn is_edge(page: &Page, line: &Line) -> bool {
    // The head of a table that goes on over pages repeats, too.
    line.part().is_none() && (line.middle < BAND * page.height || line.middle > (1.0 - BAND) * page.height)
}

fn is_top(page: &Page, line: &Line) -> bool {
    line.middle < page.height / 2.0
}

/// A text with its numbers left open.
fn pattern(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
}

/// "3", "- 3 -", "3 / 12", "3쪽".
fn is_page_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (1..=6).contains(&digits) && text.chars().all(|c| c.is_ascii_digit() || " -–—/·|쪽[]<>".contains(c))
}

#[cfg(test)]
mod tests {
    use super::super::lines::testing::word;
    use super::*;

    #[test]
    fn what_repeats_at_the_edge_is_furniture() {
        let texts = |number: usize| {
            [
                (20.0, "해솔브리프".to_owned()),
                (400.0, "해솔브리프".to_owned()),
                (30.0, format!("{}장", "가나다".repeat(number))),
                (780.0, "- 3 -".to_owned()),
            ]
        };
        let line = |(top, text): (f32, String)| Line::of(vec![word(50.0, top, &text)]);
        let page =
            |number| Page { number, width: 600.0, height: 800.0, words: Vec::new(), recognized: false, turn: None };
        let pages = [page(1), page(2), page(3)];
        let mut regions: Vec<Vec<Region>> = (1..4).map(|n| vec![texts(n).map(line).to_vec()]).collect();
        remove(&pages, &mut regions, 10.0);
        let left: Vec<Vec<String>> = regions.iter().map(|r| r.iter().flatten().map(Line::text).collect()).collect();
        assert_eq!(left[1], ["해솔브리프", "가나다가나다장"]);
        assert!(left.iter().all(|page| page.len() == 2), "{left:?}");
    }
}
