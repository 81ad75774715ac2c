//! Finds the phrase that each modifying clause modifies.

use super::clause::ClauseKind;
use crate::analysis::Analysis;
use crate::analysis::phrases::{Phrase, Role};
use crate::verb::Ending;

/// Ties each modifying clause to the phrase behind it.
pub(super) fn find(text: &str, analysis: &mut Analysis) {
    /// Nouns in the genitive that only measure what they stand before: "제안한 3억 원 규모의 사업".
    const MEASURES: &[&str] = &["규모", "상당", "수준", "형태", "방식", "차원", "이름", "명목", "내용"];
    let words = &analysis.words;
    let measures = |p: &Phrase| {
        let last = p.nouns.end.checked_sub(1).and_then(|w| words.get(w));
        p.role == Role::Genitive && last.is_some_and(|w| MEASURES.contains(&&text[w.stem.clone()]))
    };
    let (phrases, sentences) = (&analysis.phrases, &analysis.sentences);
    let outer = analysis.phrases.iter().take_while(|p| !p.inner).count();
    for clause in &mut analysis.clauses {
        let modifying = matches!(clause.ending, Ending::Adnominal | Ending::Prospective | Ending::QuotativeAdnominal);
        if modifying && clause.kind != ClauseKind::Phrase {
            let mut at = phrases[..outer].partition_point(|p| p.words.start < clause.predicate.end);
            while at < outer && measures(&phrases[at]) {
                at += 1;
            }
            let same = |at: usize| sentences.get(clause.sentence).is_some_and(|s| phrases[at].words.start < s.end);
            clause.head = (at < outer && same(at)).then_some(at);
        }
    }
}
