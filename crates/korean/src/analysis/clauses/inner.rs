//! Clauses of verbal nouns within phrases: "누리사 인수를", "구글의 누리사 인수".

use super::clause::{Clause, ClauseKind, Modality};
use crate::analysis::Analysis;
use crate::analysis::phrases::{Phrase, Role};
use crate::verb::{Ending, Light};

/// Nouns for what somebody means or orders to be done, behind the noun for what it is.
const MEANT: &[&str] =
    &["의사", "의향", "방침", "계획", "구상", "방안", "뜻", "처분", "조치", "조처", "결정", "인가", "허가"];
/// Nouns for the steps of a deal, behind the noun for it.
const STEPS: &[&str] = &["계약", "절차", "작업"];
const DEALS: &[&str] = &["인수", "합병", "매각", "매입"];

/// Verbal nouns that head a phrase and have something before them in it: "누리사 인수를", "구글의 누리사 인수".
pub(super) fn read(text: &str, analysis: &mut Analysis, is_verbal: &dyn Fn(&str) -> bool) {
    for p in 0..analysis.phrases.len() {
        let phrase = analysis.phrases[p].clone();
        let Some(mut last) = phrase.nouns.end.checked_sub(1).filter(|&l| l >= phrase.nouns.start) else { continue };
        // "인도 진출 3년 만에", "누리사 인수 이후".
        let times = |w: usize| {
            let stem = &text[analysis.words[w].stem.clone()];
            let span = stem.starts_with(|c: char| c.is_ascii_digit()) && stem.ends_with(['년', '월', '일', '주']);
            span || matches!(stem, "만" | "후" | "이후" | "직후" | "이전" | "당시" | "과정" | "년" | "개월" | "뒤")
        };
        // "참여 의사를", "인수 방침을": what somebody means to do.
        let meant = |w: usize| {
            let (noun, before) = (&analysis.words[w], &analysis.words[w - 1]);
            let (noun, done) = (&text[noun.stem.clone()], &text[before.stem.clone()]);
            let of_deal = STEPS.contains(&noun) && DEALS.contains(&done);
            (MEANT.contains(&noun) || of_deal) && !before.atom && is_verbal(done)
        };
        while last > phrase.nouns.start && (times(last) || meant(last)) {
            last -= 1;
        }
        let word = &analysis.words[last];
        let stem = &text[word.stem.clone()];
        if word.atom || phrase.role == Role::Complement || !is_verbal(stem) {
            continue;
        }
        // "A와 B 간 협력" is that of A and B.
        let among = last
            .checked_sub(1)
            .is_some_and(|b| b > phrase.nouns.start && matches!(&text[analysis.words[b].stem.clone()], "간" | "사이"));
        let mut arguments: Vec<usize> = Vec::new();
        // The phrases before it that belong to it, with the lists that they close.
        let mut before = p;
        while let Some(b) = before.checked_sub(1) {
            let q = &analysis.phrases[b];
            let adjacent = q.words.end == analysis.phrases[before].words.start && !analysis.words[q.words.end - 1].stop;
            // "A의 B 인수, C의 D 인수": each of its own.
            let other = q.joint.is_some()
                && b.checked_sub(1)
                    .is_some_and(|o| analysis.phrases[o].modifies && analysis.phrases[o].words.end == q.words.start)
                && q.nouns
                    .clone()
                    .next_back()
                    .is_some_and(|w| !analysis.words[w].atom && is_verbal(&text[analysis.words[w].stem.clone()]));
            if other {
                break;
            }
            let partner = q.role == Role::Comitative && (phrase.nouns.len() == 1 || among);
            if !adjacent || !(q.modifies || partner || (q.joint.is_some() && !arguments.is_empty())) {
                break;
            }
            arguments.push(b);
            before = b;
        }
        arguments.reverse();
        if phrase.nouns.len() > 1 {
            let own = phrase.nouns.start..last;
            let inner = Phrase {
                words: own.clone(),
                nouns: own,
                role: if among { Role::Genitive } else { Role::Bare },
                joint: None,
                modifies: false,
                listed: false,
                comma: false,
                topical: false,
                inner: true,
            };
            analysis.phrases.push(inner);
            arguments.push(analysis.phrases.len() - 1);
        }
        let sentence = analysis.sentence_of(last);
        let first = arguments.first().map_or(last, |&a| analysis.phrases[a].words.start).min(phrase.words.start);
        let range = analysis.words[first].range.start..analysis.words[last].range.end;
        analysis.clauses.push(Clause {
            kind: ClauseKind::Phrase,
            predicate: last..last + 1,
            lemma: stem.to_owned(),
            light: Light::Active,
            ending: Ending::Nominal,
            negative: false,
            prevented: false,
            modality: Modality::Stated,
            topic: None,
            arguments,
            head: Some(p),
            sentence,
            range,
        });
    }
}
