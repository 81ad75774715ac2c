//! Any text through the readers of numbers, dates, clauses and particles.

#![no_main]

use libfuzzer_sys::fuzz_target;
use policygraph_korean::{clause, date, name, number, particle};

fuzz_target!(|text: &str| {
    if let Some(n) = number::read(text) {
        assert!(text.get(..n.len).is_some());
    }
    if let Some((_, len)) = date::read(text) {
        assert!(text.get(..len).is_some());
    }
    for years in date::years(text) {
        assert!(text.get(years.range).is_some());
    }
    if let Some((range, _)) = date::duration(text) {
        assert!(text.get(range).is_some());
    }
    let _ = date::event(text, Some("2020-01-31"));
    for range in clause::split(text) {
        assert!(text.get(range).is_some());
    }
    for word in text.split_whitespace() {
        if let Some((stem, _)) = particle::split(word) {
            assert!(word.starts_with(stem));
        }
        let _ = name::key(word);
    }
});
