//! Subjects that stand before a clause whose head acts in it, and belong to the clause around: in "산림청이 ‘X’에 참여할 기업을 모집한다" the
//! firms take part, and who is named first looks for them.

use super::clause::{Clause, ClauseKind};
use crate::analysis::Analysis;
use crate::analysis::phrases::Role;
use crate::verb::Light;

/// Gives such subjects to the clause around.
pub(super) fn lend(text: &str, analysis: &mut Analysis) {
    /// Verbs with what those who act take part in.
    const JOINING: &[&str] = &["참여", "참가", "동참", "입주", "응모", "가입", "합류", "지원하"];
    /// Verbs with what those who act do.
    const DOING: &[&str] = &["수행", "운영", "맡", "담당", "주관", "추진", "이끌", "운용", "실행"];
    /// Ends of nouns for those who are looked for.
    const WANTED: &[&str] = &[
        "기업",
        "대학",
        "기관",
        "업체",
        "지자체",
        "학교",
        "연구소",
        "사업자",
        "운영사",
        "운용사",
        "사업단",
        "컨소시엄",
        "참가자",
        "스타트업",
        "농가",
        "청년",
        "도시",
        "지역",
        "인재",
        "전문가",
        "단체",
    ];
    let (words, phrases) = (&analysis.words, &analysis.phrases);
    let wanted = |p: usize| {
        let last = phrases[p].nouns.end.checked_sub(1).and_then(|w| words.get(w));
        last.is_some_and(|w| !w.atom && WANTED.iter().any(|noun| text[w.stem.clone()].ends_with(noun)))
    };
    for i in 0..analysis.clauses.len() {
        let clause = &analysis.clauses[i];
        let Some(head) = clause.head.filter(|&h| clause.kind == ClauseKind::Verb && wanted(h)) else { continue };
        let has = |role: Role| clause.arguments.iter().any(|&a| phrases[a].role == role);
        let full = JOINING.contains(&clause.lemma.as_str()) && has(Role::Dative)
            || DOING.contains(&clause.lemma.as_str()) && has(Role::Object);
        let subject = clause.arguments.iter().copied().find(|&a| phrases[a].role == Role::Subject);
        let Some(subject) = subject.filter(|_| full && clause.light == Light::Active) else { continue };
        let acts = |c: &Clause| {
            let own = |role: Role| c.arguments.iter().any(|&a| phrases[a].role == role);
            c.kind != ClauseKind::Phrase && !own(Role::Subject) && !own(Role::Topic) && c.topic.is_none()
        };
        let around = analysis.clauses.iter().position(|c| c.arguments.contains(&head) && acts(c));
        let Some(around) = around.filter(|&g| g != i) else { continue };
        let (lent, kept): (Vec<usize>, Vec<usize>) = clause.arguments.iter().partition(|&&a| a <= subject);
        let start = words[phrases[lent[0]].words.start].range.start;
        let left = kept.first().map_or(clause.predicate.start, |&a| phrases[a].words.start);
        analysis.clauses[i].arguments = kept;
        analysis.clauses[i].range.start = words[left].range.start;
        let outer = &mut analysis.clauses[around];
        outer.arguments.splice(0..0, lent);
        outer.range.start = outer.range.start.min(start);
    }
}
