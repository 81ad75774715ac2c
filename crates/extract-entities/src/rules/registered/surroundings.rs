//! What stands around a registered name and tells which of several things is meant, or that it is no name.

use crate::rules::Scene;
use policygraph_korean::hangul::is_word;
use policygraph_korean::verb::{self, Ending};
use policygraph_model::EntityType;
use policygraph_registry::Hit;
use std::ops::Range;

/// Whether what looks like a city is what is done with efforts: "모든 역량 경주", "노력을 경주".
pub(super) fn is_exertion(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].trim_end();
    let before = before.strip_suffix(['을', '를']).unwrap_or(before);
    text[range.clone()] == *"경주" && ["노력", "역량", "총력", "힘"].iter().any(|efforts| before.ends_with(efforts))
}

/// Whether what looks like a city is a verb that ends a clause: "14%로 올린다".
pub(super) fn is_verb(text: &str, range: &Range<usize>) -> bool {
    let whole = !text[..range.start].ends_with(is_word) && !text[range.end..].starts_with(is_word);
    whole && verb::read(&text[range.clone()]).is_some_and(|v| !v.nominal && v.ending == Ending::Final)
}

/// Whether short names of places stand in a list, whose members show each other to be places: "영양·고성·남해", "영양·고성 2개 군".
pub(super) fn is_among_places(text: &str, hits: &[Hit<'_>], i: usize) -> bool {
    /// Most members looked at on each side.
    const NEAR: usize = 8;
    let place = |h: &Hit<'_>| h.forms.iter().any(|f| f.kind == EntityType::Place);
    let joined =
        |pair: &&[Hit<'_>]| pair.iter().all(place) && text.get(pair[0].range.end..pair[1].range.start) == Some("·");
    let before = hits[..=i].windows(2).rev().take(NEAR).take_while(joined).count();
    let behind = hits[i..].windows(2).take(NEAR).take_while(joined).count();
    let rest = text[hits[i + behind].range.end..].trim_start();
    let counted = rest.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix("개 ").is_some_and(|kind| {
        rest.len() > kind.len() + "개 ".len()
            && ["시", "군", "구", "도", "지역", "지자체"].iter().any(|k| kind.starts_with(k))
    });
    before + behind >= if counted { 1 } else { 2 }
}

/// The country that the sentence before, or this one, says that it is about, for a ministry: "우리나라는 …", "일본에서는 …".
pub(super) fn spoken_of<'h>(scene: &Scene<'h>, hits: &[Hit<'h>], i: usize) -> Option<&'h str> {
    /// Most bytes back.
    const NEAR: usize = 300;
    let agency = hits[i].forms.iter().all(|f| f.kind == EntityType::GovernmentAgency);
    let text = scene.str();
    let mut before = hits[..i].iter().rev().take_while(|h| hits[i].range.start - h.range.end <= NEAR);
    let country = before.find(|h| h.forms.first().is_some_and(|f| f.kind == EntityType::Country)).filter(|_| agency)?;
    let opens = text[..country.range.start].trim_end();
    let opens = opens.is_empty() || opens.ends_with('.');
    let rest = &text[country.range.end..];
    let topic = ["는 ", "은 ", "에서는 ", "에선 ", "의 경우 "].iter().any(|p| rest.starts_with(p));
    scene.registry.entry(country.forms[0].entry).country.as_deref().filter(|_| opens && topic)
}
