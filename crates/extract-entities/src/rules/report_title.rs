//! A news item about a report carries the report's name as its title.
//!
//! "(경제연구소 / 2020.1.3.) ○ … 전망 보고서를 발표": the title of the item is the name of the document.

use super::Scene;
use crate::candidate::Candidate;
use policygraph_model::{EntityType, SectionKind, SectionText};

pub(crate) const ID: &str = "report-title";

const REPORTS: &[&str] = &["보고서", "브리프", "백서", "관련 자료", "조사 결과", "자료집"];
const PUBLISHING: &[&str] = &["발표", "발간", "공개", "공표", "출간"];

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    if scene.number != SectionText::TITLE || scene.section.kind != SectionKind::News {
        return;
    }
    let Some(first) = scene.section.blocks.first().map(|b| b.text.as_str()) else { return };
    let reports = REPORTS.iter().any(|r| first.contains(r)) && PUBLISHING.iter().any(|p| first.contains(p));
    let title = scene.str();
    let announces = PUBLISHING.iter().any(|p| title.ends_with(p)) || title.contains('…');
    if reports && !announces && !title.contains(['<', '‘', '“', '「']) {
        out.retain(|c| c.kind == EntityType::Technology);
        out.push(Candidate::new(0..title.len(), title, EntityType::Document, ID, 8));
    }
}
