//! Reads the headings of a table: what they say about the cells below them.

mod nouns;

use nouns::{CARRYING_OUT, MEASURES, OF_YEAR, OTHERS, TYPED};
use policygraph_korean::date;
use policygraph_model::Column;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The longest noun that heads a column, in characters.
const LONGEST: usize = 12;

/// What a heading says of its column; `None` if it heads none.
pub(crate) fn read(text: &str) -> Option<Column> {
    let bare = short(text)?;
    if let Some((year, len)) = date::read_year(&bare) {
        let rest = bare[len..].trim_start_matches(['년', '도', '.']);
        return (year > 0 && (OF_YEAR.contains(&rest) || ends_next_year(rest))).then_some(Column::Year);
    }
    BY_NOUN.get(bare.as_str()).copied()
}

/// Whether what stands behind a year makes it one that goes into the next: 2025-26, 2025/2026.
fn ends_next_year(rest: &str) -> bool {
    let next = rest.strip_prefix(['-', '/', '–']).map(|next| next.trim_end_matches(['년', '도']));
    next.is_some_and(|n| matches!(n.len(), 2 | 4) && n.bytes().all(|b| b.is_ascii_digit()))
}

/// What the nouns that head columns say of them.
static BY_NOUN: LazyLock<FxHashMap<&str, Column>> = LazyLock::new(|| {
    let typed = TYPED.iter().flat_map(|(column, nouns)| nouns.iter().map(|noun| (*noun, *column)));
    let mut columns = FxHashMap::default();
    for (noun, column) in typed.chain(OTHERS.iter().chain(MEASURES).map(|noun| (*noun, Column::Other))) {
        columns.entry(noun).or_insert(column);
    }
    columns
});

/// What the columns of a table hold. An agency leads what stands beside it in the row, if that is a programme.
pub(crate) fn columns<'t>(heading: impl Iterator<Item = &'t str>) -> Vec<Column> {
    let heading: Vec<&str> = heading.collect();
    let mut columns: Vec<Column> = heading.iter().map(|h| read(h).unwrap_or(Column::Other)).collect();
    let made = columns.iter().any(|c| matches!(c, Column::Country | Column::Leader | Column::Organization));
    if made && !columns.contains(&Column::Program) {
        let measures = heading.iter().zip(&mut columns).filter(|(h, _)| MEASURES.contains(&bare(h).as_str()));
        measures.for_each(|(_, column)| *column = Column::Program);
    }
    // Who carries a programme out runs it, where no column says who else does.
    if !columns.contains(&Column::Leader) {
        let carried = heading.iter().zip(&mut columns).find(|(h, _)| CARRYING_OUT.contains(&bare(h).as_str()));
        carried.into_iter().for_each(|(_, column)| *column = Column::Leader);
    }
    // "구분 | 2026 | 수행기관": what has sums and who runs it is a programme.
    let summed = columns.iter().any(|c| matches!(c, Column::Year | Column::Amount));
    if columns.contains(&Column::Leader) && summed && !columns.contains(&Column::Program) {
        let kinds = heading.iter().zip(&mut columns).find(|(h, _)| bare(h) == "구분");
        kinds.into_iter().for_each(|(_, column)| *column = Column::Program);
    }
    // "국가 | 사업명 | 규모": how much it costs.
    if columns.contains(&Column::Program) && !summed {
        let size = heading.iter().zip(&mut columns).find(|(h, _)| bare(h) == "규모");
        size.into_iter().for_each(|(_, column)| *column = Column::Amount);
    }
    if columns.contains(&Column::Program) {
        columns.iter_mut().filter(|c| **c == Column::Organization).for_each(|c| *c = Column::Leader);
    }
    columns
}

/// Whether the cells of a column hold numbers.
pub(crate) fn is_numeric(column: Column) -> bool {
    matches!(column, Column::Amount | Column::Year | Column::Period)
}

/// A heading without its bracket and blanks.
fn bare(text: &str) -> String {
    let text = without_bracket(text);
    let mut bare = String::with_capacity(text.len());
    bare.extend(text.chars().filter(|c| !c.is_whitespace()));
    bare
}

/// The same, if something is left that is not too long to head a column.
fn short(text: &str) -> Option<String> {
    if is_long(text) {
        return None;
    }
    let bare = bare(text);
    (1..=LONGEST).contains(&bare.chars().count()).then_some(bare)
}

/// Whether a text surely has too many letters before its bracket. Most lines do, and are told by their beginning.
fn is_long(text: &str) -> bool {
    let text = text.trim_start().trim_start_matches(['(', '[']);
    let before_bracket = text.chars().take_while(|c| !matches!(c, '(' | '['));
    before_bracket.filter(|c| !c.is_whitespace() && !matches!(c, ')' | ']')).nth(LONGEST).is_some()
}

fn without_bracket(text: &str) -> &str {
    let text = text.trim().trim_start_matches(['(', '[']);
    text.split(['(', '[']).next().unwrap_or(text).trim_end_matches([')', ']', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_type_their_columns() {
        for (text, column) in [
            ("사 업 명", Some(Column::Program)),
            ("예산(억 원)", Some(Column::Amount)),
            ("2027 요구", Some(Column::Year)),
            ("’26년", Some(Column::Year)),
            ("2025-26", Some(Column::Year)),
            ("2025/2026년", Some(Column::Year)),
            ("2025-7", None),
            ("비고", Some(Column::Other)),
            ("해솔 사업", None),
            ("2026~2030", None),
            ("2026.4.8.", None),
        ] {
            assert_eq!(read(text), column, "{text}");
        }
    }

    #[test]
    fn an_agency_leads_only_beside_a_programme() {
        assert_eq!(columns(["기관", "사업명"].into_iter()), [Column::Leader, Column::Program]);
        assert_eq!(columns(["기관", "예산"].into_iter()), [Column::Organization, Column::Amount]);
        assert_eq!(columns(["기관", "전략"].into_iter()), [Column::Leader, Column::Program]);
        assert_eq!(columns(["시기", "전략"].into_iter()), [Column::Other, Column::Other]);
        assert_eq!(columns(["구분", "2026", "수행기관"].into_iter()), [Column::Program, Column::Year, Column::Leader]);
        assert_eq!(columns(["사업명", "규모"].into_iter()), [Column::Program, Column::Amount]);
        assert_eq!(columns(["구분", "2026"].into_iter()), [Column::Other, Column::Year]);
    }
}
