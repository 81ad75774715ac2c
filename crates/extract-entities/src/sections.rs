//! What the texts of a section say about each other's names.

use policygraph_model::{BlockKind, EntityType, Findings, Mention, Section, SectionText};

/// A heading names a measure in short, the text below in full: "○○ 전략계획" for "○○ 4개년 전략계획". Where all words of
/// the short name stand in the full one in order, and both end in the same word, they are one.
pub(crate) fn title_variant(found: &mut Findings) {
    let full: Vec<(String, EntityType)> = found
        .mentions
        .iter()
        .filter(|m| m.text >= SectionText::BLOCKS && is_measure(m) && m.registry.is_none())
        .map(|m| (m.name.clone(), m.kind))
        .collect();
    for title in
        found.mentions.iter_mut().filter(|m| m.text == SectionText::TITLE && is_measure(m) && m.registry.is_none())
    {
        if let Some((name, _)) = full.iter().find(|(name, kind)| *kind == title.kind && shortens(&title.name, name)) {
            title.aliases.push(name.clone());
        }
    }
}

fn is_measure(mention: &Mention) -> bool {
    matches!(mention.kind, EntityType::Program | EntityType::Legislation | EntityType::Document)
}

fn shortens(short: &str, full: &str) -> bool {
    let mut rest = full.split_whitespace();
    let words: Vec<&str> = short.split_whitespace().collect();
    words.len() >= 2
        && short != full
        && words.last() == full.split_whitespace().last().as_ref()
        && words.iter().all(|w| rest.any(|f| f == *w))
}

/// A footnote that holds nothing but a Latin name gives the original name of the measure whose sentence has the star.
pub(crate) fn footnote_names(section: &Section, found: &mut Findings) {
    for (i, pair) in section.blocks.windows(2).enumerate() {
        let [starred, note] = pair else { continue };
        let name = note.text.as_str();
        let latin = name.is_ascii()
            && name.split_whitespace().count() >= 3
            && name.starts_with(|c: char| c.is_ascii_uppercase());
        let Some(star) = starred.text.as_str().rfind('*').filter(|_| note.kind == BlockKind::Footnote && latin) else {
            continue;
        };
        let (text, note_text) = (SectionText::BLOCKS + i, SectionText::BLOCKS + i + 1);
        let owner = found.mentions.iter().rposition(|m| m.text == text && m.range.end <= star && is_measure(m));
        if let Some(owner) = owner {
            found.mentions[owner].aliases.push(name.to_owned());
            found.mentions.retain(|m| m.text != note_text || m.kind == EntityType::Technology);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_shortens_a_name() {
        assert!(shortens("국가 해양 전략계획", "국가 해양 관측 5개년 전략계획"));
        assert!(!shortens("국가 해양 전략계획", "국가 해양 전략계획"));
        assert!(!shortens("국가 우주 전략계획", "국가 해양 관측 전략계획"));
    }
}
