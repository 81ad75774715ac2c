//! Words that stand for a name mentioned before: 양사, 이 회사, 동 프로젝트, 상기 TF.

use policygraph_korean::hangul::is_word;
use policygraph_korean::particle;
use policygraph_model::EntityType;
use policygraph_registry::Lexicon;
use std::ops::Range;

/// What an anaphor stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Antecedent {
    /// The two companies named last.
    TwoCompanies,
    /// What was named last of this type.
    Last(EntityType),
    /// The programme, law or document named last.
    Measure,
}

/// An anaphor with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Anaphor {
    /// Bytes of the text, without particle.
    pub range: Range<usize>,
    pub antecedent: Antecedent,
}

/// Determiners that point back.
const POINTING: &[&str] = &["동", "상기", "해당", "이", "본", "동일", "두", "양"];

/// What follows 이를 where it stands for a clause, or for nothing: "이를 위해", "이를 바탕으로".
const ADJUNCTS: &[&str] = &["위", "통", "바탕", "토대", "계기", "기반", "활용", "근거"];

/// All anaphors of a text.
pub(crate) fn find(text: &str, lexicon: &Lexicon) -> Vec<Anaphor> {
    let mut found = Vec::new();
    let mut pointing: Option<(Range<usize>, bool)> = None;
    for word in words(text) {
        let whole = &text[word.clone()];
        // Few words can be part of an anaphor: the particle is looked for in these only.
        if pointing.is_none() && !whole.starts_with(['양', '동']) && whole != "이를" && !POINTING.contains(&whole) {
            continue;
        }
        let stem = particle::strip(whole);
        let range = |from: usize| from..word.start + stem.len();
        if whole == "이를" {
            let next = text[word.end..].trim_start();
            if !ADJUNCTS.iter().any(|a| next.starts_with(a)) {
                found.push(Anaphor { range: range(word.start), antecedent: Antecedent::Measure });
            }
        } else if matches!(stem, "양사" | "양측") {
            found.push(Anaphor { range: range(word.start), antecedent: Antecedent::TwoCompanies });
        } else if matches!(stem, "동사") && stem.len() < whole.len() {
            found.push(Anaphor { range: range(word.start), antecedent: Antecedent::Last(EntityType::Company) });
        } else if let Some((determiner, two)) = pointing.take()
            && text[determiner.end..word.start].chars().all(|c| c == ' ')
        {
            // The class word itself: "동 프로젝트", not "이 지원사업" of another kind.
            let class = [stem, whole].into_iter().find_map(|w| lexicon.class_of(w).filter(|c| c.word == w));
            let antecedent = match class.map(|c| c.kind) {
                Some(EntityType::Company) if two => Some(Antecedent::TwoCompanies),
                Some(kind) if !two => Some(Antecedent::Last(kind)),
                _ => None,
            };
            found.extend(antecedent.map(|antecedent| Anaphor { range: range(determiner.start), antecedent }));
        }
        if POINTING.contains(&whole) {
            pointing = Some((word.clone(), matches!(whole, "두" | "양")));
        }
    }
    found
}

/// The words of a text.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (is_word(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                out.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use policygraph_registry::Registry;

    fn check(text: &str, expected: &[(&str, Antecedent)]) {
        let registry = Registry::builtin();
        let found: Vec<(&str, Antecedent)> =
            find(text, registry.lexicon()).into_iter().map(|a| (&text[a.range], a.antecedent)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn anaphors() {
        check("양사는 협력", &[("양사", Antecedent::TwoCompanies)]);
        check("두 회사가 합병", &[("두 회사", Antecedent::TwoCompanies)]);
        check("동 프로젝트를 추진", &[("동 프로젝트", Antecedent::Last(EntityType::Program))]);
        check("이 회사는 논의", &[("이 회사", Antecedent::Last(EntityType::Company))]);
        check("이를 추진", &[("이", Antecedent::Measure)]);
        check("이를 위해 협력", &[]);
        check("동 시장은 성장", &[]);
        check("활동 프로젝트를 추진", &[]);
    }
}
