//! Bullets that open with a country in brackets, or are nothing but one, as headings: "□ (미국) …", "○ [프랑스] …", "[일본]", "◆ 일본"; where several
//! do, also lines that set a country off: "□ 미국: …", "■ 일본, …", "미국: …".
//!
//! A brief that goes from country to country marks each so. What stands under such a bullet is about its country, and
//! under the next one of its kind no longer.

use crate::context;
use crate::lines::Line;
use crate::marker::{self, Kind};
use crate::setting::ends_sentence;
use policygraph_registry::Registry;

/// A line that opens a section of a country.
#[derive(Debug, PartialEq)]
pub(crate) struct Topic {
    pub line: usize,
    /// Byte at which its words start, behind the marker.
    pub text_at: usize,
}

/// The headings that Markdown marks (`## …`), of the highest level among these lines.
pub(crate) fn marked_down(lines: &[Line]) -> Vec<Topic> {
    let level = lines.iter().map(|l| l.heading).filter(|&h| h > 0).min();
    let topics = lines.iter().enumerate().filter(|(_, l)| l.heading > 0 && Some(l.heading) == level);
    topics.map(|(line, _)| Topic { line, text_at: 0 }).collect()
}

/// The headings among these lines: all of the outermost kind, if one of them has a country in brackets. Empty, if none has.
pub(crate) fn find(lines: &[Line], registry: &Registry) -> Vec<Topic> {
    let kind = |l: &Line| marker::read(l.as_str()).map(|m| (m.kind, m.len));
    // Notes and captions stand beside the outline.
    let outline = |k: Kind| !matches!(k, Kind::Note | Kind::Star);
    let named = |l: &Line, at: usize| {
        let rest = &l.as_str()[at..];
        context::opening_bracket(rest)
            .is_some_and(|r| registry.country_named(&rest[r.clone()]).is_some() || &rest[r] == "국내")
    };
    // "[EU] …" among "[미국] …".
    let of_group = |l: &Line| {
        let s = l.as_str();
        context::opening_bracket(s).is_some_and(|r| context::is_group(&s[r]))
    };
    // "◆ 일본", "(2) 유럽연합" over deeper bullets or text.
    let is_country = |text: &str| {
        registry.country_named(text).is_some() || matches!(text, "국내" | "우리나라" | "유럽연합" | "EU" | "유럽")
    };
    let all_of = |i: usize, len: usize| {
        let over = lines.get(i + 1).is_some_and(|n| kind(n).map(|(k, _)| k) != kind(&lines[i]).map(|(k, _)| k));
        over && is_country(lines[i].as_str()[len..].trim())
    };
    // Without a bracket a country is a heading only over text: in a column it is a cell.
    let alone = |i: usize| {
        let text = lines[i].as_str();
        let over = lines.get(i + 1).is_some_and(|n| marker::read(n.as_str()).is_some() || ends_sentence(n.as_str()));
        over && (registry.country_named(text).is_some() || text == "국내")
    };
    // "□ 미국: …" over deeper lines; without a marker only before a colon.
    let sets_off = |i: usize| {
        let own = kind(&lines[i]);
        let rest = &lines[i].as_str()[own.map_or(0, |(_, len)| len)..];
        // "□ 미국의 …" is one only behind a marker, as is "□ 미국 – …".
        let marks: &[&str] =
            if own.is_some() { &[":", "：", ",", "，", " – ", " — ", " - ", "의 "] } else { &[":", "："] };
        let Some(end) = marks.iter().filter_map(|m| rest.find(m)).min() else { return false };
        let over = lines.get(i + 1).is_some_and(|n| match (own, kind(n)) {
            (None, None) => ends_sentence(n.as_str()),
            (own, next) => own.map(|(k, _)| k) != next.map(|(k, _)| k),
        });
        over && is_country(rest[..end].trim()) && !ends_sentence(rest) && rest[end..].chars().any(char::is_alphabetic)
    };
    let marker_of = |i: usize| kind(&lines[i]).map(|(k, _)| k);
    let set_off: Vec<usize> = (0..lines.len()).filter(|&i| sets_off(i)).collect();
    let set_off =
        |i: usize| set_off.binary_search(&i).is_ok() && set_off.iter().any(|&o| o != i && marker_of(o) == marker_of(i));
    let whole = |l: &Line| {
        let text = l.as_str();
        text.starts_with(['[', '【'])
            && context::opening_bracket(text).is_some_and(|r| text[r.end..].chars().count() == 1)
    };
    let Some((first, outermost)) = lines.iter().enumerate().find_map(|(i, l)| match kind(l) {
        Some((k, len)) if outline(k) && (named(l, len) || all_of(i, len) || set_off(i)) => Some((i, Some(k))),
        None if named(l, 0) || alone(i) || set_off(i) => Some((i, None)),
        _ => None,
    }) else {
        return Vec::new();
    };
    // A kind that something else holds together is no heading of its own, unless countries and nothing else head it: "① 미국", "② 영국".
    let above = lines[..first].iter().filter_map(kind).any(|(k, _)| outline(k) && Some(k) != outermost);
    let alike = |i: &usize| kind(&lines[*i]).is_some_and(|(k, len)| Some(k) == outermost && all_of(*i, len));
    if above && (first..lines.len()).filter(alike).count() < 2 {
        return Vec::new();
    }
    let topics = lines.iter().enumerate().filter_map(|(line, l)| match (kind(l), outermost) {
        (Some((k, len)), Some(o)) if k == o => Some(Topic { line, text_at: len }),
        (None, None) if named(l, 0) || of_group(l) || whole(l) || alone(line) || set_off(line) => {
            Some(Topic { line, text_at: 0 })
        }
        _ => None,
    });
    topics.collect()
}
