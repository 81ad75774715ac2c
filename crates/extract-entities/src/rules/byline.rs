//! The newspaper or agency in the dateline that opens an article: "(세종=한들뉴스) ○○○ 기자".

use super::Scene;
use crate::candidate::Candidate;
use policygraph_korean::hangul::is_syllable;
use policygraph_model::EntityType;

pub(crate) const ID: &str = "byline";

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    /// In how many bytes of the text a dateline begins.
    const OPENING: usize = 40;
    /// How many characters behind it name the reporter.
    const REPORTER: usize = 13;
    let text = scene.str();
    let Some(open) = text.bytes().take(OPENING).position(|b| matches!(b, b'(' | b'[')) else { return };
    let Some(close) = text[open..].find([')', ']']).map(|len| open + len) else { return };
    let Some((_, name)) = text[open + 1..close].rsplit_once('=') else { return };
    let start = close - name.trim_start().len();
    let name = name.trim();
    // "[시드니=○○○ 특파원]" names who reports.
    let named =
        (3..=10).contains(&name.chars().count()) && name.chars().all(|c| is_syllable(c) || c.is_ascii_alphanumeric());
    let behind: String = text[close + 1..].chars().take(REPORTER).collect();
    let reported = ["기자", "특파원", "통신원"].iter().any(|r| behind.contains(r));
    let range = start..start + name.len();
    let free =
        !out.iter().any(|c| c.kind != EntityType::Technology && c.range.start < range.end && range.start < c.range.end);
    if named && reported && free {
        out.push(Candidate::new(range, name, EntityType::MediaOrganization, ID, 6));
    }
}
