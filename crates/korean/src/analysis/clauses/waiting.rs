//! The phrases that no predicate has taken yet, and which of them the next predicate takes.

use super::groups::groups;
use crate::analysis::phrases::{Phrase, Role};
use crate::analysis::words::Words;
use crate::verb::{Ending, Light};

/// How far the phrases are read, and which of them wait.
#[derive(Default)]
pub(super) struct Waiting {
    /// Phrases that no predicate has taken yet.
    pub(super) pending: Vec<usize>,
    /// The first phrase that has not been reached.
    pub(super) next: usize,
    /// What the sentence is about.
    pub(super) topic: Option<usize>,
}

impl Waiting {
    /// From which of the waiting phrases on a clause that does not modify takes them: all, but for a topic that is not its subject.
    pub(super) fn clause_start(&self, words: Words<'_>, phrases: &[Phrase], ending: Ending) -> usize {
        if ending == Ending::Final {
            return 0;
        }
        let role = |i: usize| phrases[self.pending[i]].role;
        let topic = (0..self.pending.len()).find(|&i| role(i) == Role::Topic);
        // "A는 B가 줄었고 C는 늘었다고 밝혔다": the second topic acts in what the first says.
        let acts = |i: usize| matches!(role(i), Role::Subject | Role::Topic);
        let subject = topic.and_then(|t| (t + 1..self.pending.len()).find(|&i| acts(i)));
        match (topic, subject) {
            (Some(topic), Some(_)) if !self.gapped(words, phrases) => topic + 1,
            _ => 0,
        }
    }

    /// Whether the waiting phrases are several groups for one predicate: "X는 A가, Y는 B가".
    fn gapped(&self, words: Words<'_>, phrases: &[Phrase]) -> bool {
        groups(words, phrases, self.pending.clone()).len() > 1
    }

    /// From which of the waiting phrases on a modifying clause takes them: it goes left to its subject, and never takes a topic.
    /// Where it is `sized` by an amount, nobody who is named reaches that: "A가 1조 원에 달하는 X를".
    pub(super) fn modifier_start(&self, words: Words<'_>, phrases: &[Phrase], light: Light, sized: bool) -> usize {
        let phrase = |i: usize| &phrases[self.pending[i]];
        let mut from = self.pending.len();
        let mut object = false;
        let passive = matches!(light, Light::Passive | Light::Undergo);
        while from > 0 {
            let p = phrase(from - 1);
            let adjacent = from == self.pending.len();
            let joined = p.joint.is_some()
                && !adjacent
                && self.pending.get(from).is_some_and(|&n| n == self.pending[from - 1] + 1);
            let boundary = p.comma && !joined;
            match p.role {
                Role::Topic => break,
                _ if p.topical => break,
                _ if boundary && !adjacent => break,
                _ if boundary && p.role != Role::Bare => break,
                Role::Subject => {
                    // Who acts in "A가 B를 만드는 C" is A only where somebody else is left for the main clause.
                    let other = (0..from - 1).any(|i| matches!(phrase(i).role, Role::Topic | Role::Subject))
                        || self.topic.is_some();
                    // "A가 B를 만드는 C가 팔린다": the main clause has C.
                    let other = other || self.acts_later(words, phrases);
                    let named = || p.nouns.end.checked_sub(1).is_some_and(|w| words.all[w].atom);
                    if (object || passive || sized && named()) && !adjacent && !other {
                        break;
                    }
                    from -= 1;
                    while from > 0
                        && phrase(from - 1).joint.is_some()
                        && self.pending[from - 1] + 1 == self.pending[from]
                    {
                        from -= 1;
                    }
                    break;
                }
                Role::Object => {
                    if object {
                        break;
                    }
                    object = true;
                    from -= 1;
                }
                Role::Bare if boundary => break,
                _ => from -= 1,
            }
        }
        from
    }

    /// Whether what follows names who acts in the main clause, before its verb: "A가 B를 만드는 사업으로, C는 …".
    fn acts_later(&self, words: Words<'_>, phrases: &[Phrase]) -> bool {
        /// Nouns that only join a clause to the main one: "A가 X를 시행한 데 이어".
        const JOINING: &[&str] = &[
            "데",
            "뒤",
            "후",
            "다음",
            "이후",
            "직후",
            "가운데",
            "상황",
            "와중",
            "반면",
            "만큼",
            "이래",
            "지",
            "터",
            "채",
        ];
        let ahead = phrases.get(self.next..).unwrap_or_default();
        // What comes behind the end of the sentence acts in another.
        let read = self.pending.last().map_or(0, |&p| phrases[p].words.end);
        let next = ahead.first().map_or(read, |p| p.words.start.max(read));
        if words.all[read..next].iter().any(|w| w.stop) {
            return false;
        }
        let joins = ahead.first().is_some_and(|p| p.nouns.len() == 1 && JOINING.contains(&words.stem(p.nouns.start)));
        if joins {
            return true;
        }
        let mut end = ahead.first().map_or(0, |p| p.words.start);
        let stops = |at: usize| at.checked_sub(1).is_some_and(|w| words.all[w].stop);
        for p in ahead.iter().take(4) {
            if p.words.start != end || stops(p.words.start) {
                return false;
            }
            if matches!(p.role, Role::Topic | Role::Subject) {
                return true;
            }
            end = p.words.end;
        }
        false
    }
}
