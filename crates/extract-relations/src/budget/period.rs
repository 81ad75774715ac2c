//! For when an amount is: years in its bracket or its clause, a number of years, or a word such as 내년.

use super::scene::Scene;
use policygraph_korean::date::{self, YearSpan};
use policygraph_korean::word_list::WordList;
use policygraph_model::Mention;

/// The period of an amount as the words around it give it.
pub(super) fn read(scene: &Scene<'_, '_>) -> Option<String> {
    let string = scene.string;
    let at = scene.amount.range.start;
    let bracket = string[..at].rfind('(').map(|open| &string[open..at]).filter(|b| !b.contains(')'));
    if let Some(years) = bracket.and_then(|b| date::years(b).last().map(format)) {
        return Some(years);
    }
    let chunk = &string[scene.chunk.start.max(scene.clause.start).min(at)..at];
    if let Some(own) = told(scene, chunk) {
        return Some(own);
    }
    let clause = &string[scene.clause.clone()];
    let at = at.saturating_sub(scene.clause.start);
    if let Some((_, n)) = date::duration(clause) {
        return Some(count(n));
    }
    let years = years(scene, clause);
    let nearest = years.iter().rfind(|y| y.range.end <= at).or_else(|| years.iter().find(|y| y.range.start >= at));
    nearest.map(format)
}

/// The last period that a text tells.
fn told(scene: &Scene<'_, '_>, text: &str) -> Option<String> {
    if let Some((_, n)) = date::duration(text) {
        return Some(count(n));
    }
    let yearly = const { WordList::new(&["매년", "연간", "해마다"]) }.is_in(text);
    let years = years(scene, text).last().map(format);
    years.or_else(|| yearly.then(|| count(1)))
}

/// The years of a text, in order: written out, or told by their distance from the date of the section.
fn years(scene: &Scene<'_, '_>, text: &str) -> Vec<YearSpan> {
    let mut found = date::years(text);
    let year = scene.view.section.context.date.as_deref().and_then(date::read_year);
    if let Some((year, _)) = year {
        found.extend(date::relative_years(text, year));
    }
    found.sort_by_key(|y| y.range.start);
    found
}

fn count(years: i16) -> String {
    if years == 1 { "1 year".to_owned() } else { format!("{years} years") }
}

fn format(years: &YearSpan) -> String {
    if years.from == years.to { years.from.to_string() } else { format!("{}-{}", years.from, years.to) }
}

/// The year that the name of a programme starts with ("2020년도 시행계획").
pub(super) fn edition(subject: &Mention) -> Option<String> {
    date::years(&subject.name).first().filter(|y| y.range.start == 0).map(|y| y.from.to_string())
}
