//! Statistical tables of a bulletin as observations: what was measured, of what, when, in which unit, by which source.
//!
//! A converter leaves of a table its lines, each row on one, and its heading broken over several. Three or more lines whose cells follow one pattern
//! of words and numbers are a table; its heading is what stands above, from the word that heads the labels (구분, 순위 …) on. Where the heading cannot be brought
//! to as many columns as there are numbers, columns are called by their place: a guess would be worse. Where bars part the cells, as those of a table of a
//! file do, nothing is guessed.

mod barred;
mod header;
mod period;
mod row;
mod table;
mod unit;

use policygraph_model::{Document, Observation, Section, SectionText};
use policygraph_registry::Registry;

/// The observations of a document, in the order of the text.
#[must_use]
pub fn observations(document: &Document, registry: &Registry) -> Vec<Observation> {
    let mut lines: Vec<(u32, &str)> = document.source.lines().collect();
    let places = places(document);
    let mut found = Vec::new();
    for section in document.flatten() {
        found.extend(barred::observations(document, section, registry));
        // Their cells are known: nothing is to be guessed.
        barred::lines(document, section).into_iter().for_each(|line| lines[line as usize - 1].1 = "");
    }
    for table in table::find(&lines, registry) {
        let first = table.rows[0].line;
        // The last section that starts above the table is the one that it stands in.
        let at = places.partition_point(|(start, _)| *start <= lines[first].0);
        let Some((_, section)) = at.checked_sub(1).map(|i| &places[i]) else { continue };
        found.extend(table.observations(&lines, section, registry));
    }
    found.sort_by_key(|o| o.start);
    found
}

/// Where each section starts, in the order of the text.
fn places(document: &Document) -> Vec<(u32, &Section)> {
    let start = |section: &&Section| {
        let texts = SectionText::own(section);
        texts.filter_map(|(_, text)| Some(text.full_span()?.start)).min()
    };
    let mut places: Vec<(u32, &Section)> =
        document.flatten().into_iter().filter_map(|s| Some((start(&s)?, s))).collect();
    places.sort_by_key(|p| p.0);
    places
}
