//! Who published what a section or figure reports.
//!
//! A source line names its publisher by position: what no list and no class word types is a news medium, the usual
//! source of a bulletin. "출처 : 산업신문 (2020.1.2.)"

use super::Scene;
use crate::candidate::Candidate;
use policygraph_model::{BlockKind, EntityType, SectionText};
use std::ops::Range;

pub(crate) const ID: &str = "source-line";
/// Id of the same rule where nothing but the place types the name.
pub(crate) const UNTYPED: &str = "source-line-untyped";

/// Words in a source line that are no name.
const NO_NAMES: &[&str] =
    &["언론", "보도", "자료", "정리", "취합", "종합", "재구성", "각", "각국", "홈페이지", "누리집", "언론보도", "등"];

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let figure = SectionText::block(scene.section, scene.number).is_some_and(|b| b.kind == BlockKind::Source);
    if scene.number != SectionText::PUBLISHER && !figure {
        return;
    }
    for range in names(scene.str()) {
        let name = &scene.str()[range.clone()];
        // "○○진흥공사 하노이무역관", "○○연구원 정책팀": the office of a body that is known is the body.
        let office = |c: &Candidate| {
            c.range.start == range.start
                && c.registry.is_some()
                && c.kind.is_organization()
                && !matches!(c.kind, EntityType::MediaOrganization | EntityType::Company)
                && scene.str()[c.range.end..range.end].strip_prefix(' ').is_some_and(|rest| {
                    ["관", "팀", "실", "센터", "본부", "정리", "과"].iter().any(|e| rest.ends_with(e))
                })
        };
        let covered = out.iter().any(|c| c.range.start <= range.start && c.range.end >= range.end || office(c));
        if covered || name.split(' ').any(|w| NO_NAMES.contains(&w)) {
            continue;
        }
        let kind = scene.registry.lexicon().class_of(name).map(|c| c.kind).filter(|k| k.is_organization());
        let typed = kind.or_else(|| by_ending(name)).or_else(|| by_label(scene));
        let (kind, rule) = typed.map_or((EntityType::MediaOrganization, UNTYPED), |k| (k, ID));
        let mut candidate = Candidate::new(range.clone(), name, kind, rule, 6);
        candidate.country = scene.country().filter(|_| kind != EntityType::MediaOrganization).map(str::to_owned);
        // The whole name wins over a known name inside it (…신문 over the country it starts with).
        out.retain(|c| !(c.range.start >= range.start && c.range.end <= range.end));
        out.push(candidate);
    }
}

/// The type of an organization by its last syllable, which tells where nothing but an organization can stand.
fn by_ending(name: &str) -> Option<EntityType> {
    let long = name.chars().count() >= 3;
    match name.chars().next_back().filter(|_| long)? {
        '부' | '청' | '처' | '성' => Some(EntityType::GovernmentAgency),
        '원' | '소' | '대' => Some(EntityType::ResearchOrganization),
        '회' => Some(EntityType::Association),
        _ => None,
    }
}

/// The type that the label of a row of news gives to its publishers: "국제기구", "주무부처".
fn by_label(scene: &Scene<'_>) -> Option<EntityType> {
    let label = scene.section.context.label.as_ref()?.as_str().replace(' ', "");
    [("국제기구", EntityType::InternationalOrganization), ("부처", EntityType::GovernmentAgency)]
        .into_iter()
        .find(|(word, _)| label.contains(word))
        .map(|(_, kind)| kind)
}

/// The name in a part of a source line, without its bracket and what of its work is meant: "르벨로(Le Bello)", "○○부 보도자료".
fn own_name(part: &str) -> &str {
    const WORKS: &[&str] = &["보도자료", "누리집", "홈페이지", "웹사이트", "발표자료", "자료", "종합"];
    let mut name = part[..part.find(['(', '（', '「', '『', '‘', '“']).unwrap_or(part.len())].trim();
    while let Some(body) = WORKS.iter().find_map(|work| name.strip_suffix(work)?.strip_suffix(' ')) {
        name = body.trim_end();
    }
    name
}

/// The names of a source line: between slashes, each up to its comma or bracket.
fn names(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for part in text.split('/') {
        let name = own_name(&part[..part.find(',').unwrap_or(part.len())]);
        if name.chars().any(char::is_alphabetic) {
            let from = start + (part.len() - part.trim_start().len());
            out.push(from..from + name.len());
            // "로이터통신, 르몽드": further names behind commas; a title or date is none.
            let mut at = start + part.find(',').map_or(part.len(), |c| c + 1);
            for more in part.split(',').skip(1) {
                let name = own_name(more);
                let plain = name.chars().all(|c| c.is_alphabetic() || c == ' ') && name.split(' ').count() <= 2;
                if !plain || !(2..=12).contains(&name.chars().count()) {
                    break;
                }
                let from = at + (more.len() - more.trim_start().len());
                out.push(from..from + name.len());
                at += more.len() + 1;
            }
        }
        start += part.len() + 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_a_source_line() {
        let named = |text| names(text).into_iter().map(|range| &text[range]).collect::<Vec<_>>();
        assert_eq!(named("해솔부 보도자료, 르벨로(Le Bello), 더가람"), ["해솔부", "르벨로", "더가람"]);
        assert_eq!(named("해솔신문 / 가람진흥원 자료 종합 (2020.1.2.)"), ["해솔신문", "가람진흥원"]);
        assert_eq!(named("해솔일보, ‘물길을 잇다’"), ["해솔일보"]);
    }
}
