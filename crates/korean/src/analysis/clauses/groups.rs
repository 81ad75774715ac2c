//! Splits the phrases before a shared predicate into one group for each clause: "A는 X를, B는 Y를 내놨다".

use crate::analysis::phrases::{Phrase, Role};
use crate::analysis::words::Words;

/// Parts phrases of one predicate into groups that each leave it out but for the last: "A는 X를, B는 Y를 내놨다" has two. A group ends at
/// a comma behind a phrase with a particle, and the next starts in the role in which the first did.
pub(super) fn groups(words: Words<'_>, phrases: &[Phrase], taken: Vec<usize>) -> Vec<Vec<usize>> {
    let role = |i: usize| phrases[taken[i]].role;
    let starts = |r: Role| matches!(r, Role::Topic | Role::Subject | Role::Dative | Role::Object | Role::Locative);
    let Some(first) = (0..taken.len()).find(|&i| starts(role(i))) else { return vec![taken] };
    let mut cuts = Vec::new();
    for i in first..taken.len().saturating_sub(1) {
        // "A는 X에 12억 원, B는 …": what has no particle ends a group before the next topic.
        let bare = role(i) == Role::Bare && role(first) == Role::Topic && role(i + 1) == Role::Topic;
        // "A가 X를 내년까지, B가 …": what is acted on has been said.
        let group = cuts.last().copied().unwrap_or(first)..i;
        let said = matches!(role(i), Role::Other | Role::Also)
            && group.into_iter().any(|k| matches!(role(k), Role::Object | Role::Dative));
        let ends = phrases[taken[i]].comma
            && (starts(role(i)) || role(i) == Role::Complement || bare || said)
            && i > first + cuts.last().map_or(0, |&c: &usize| c - first);
        // A list may stand before the phrase that opens the next group.
        let opener = (i + 1..taken.len()).find(|&k| phrases[taken[k]].joint.is_none()).unwrap_or(i + 1);
        if ends && role(opener.min(taken.len() - 1)) == role(first) {
            cuts.push(i + 1);
        }
    }
    if cuts.is_empty() {
        return to_each(words, phrases, taken, first);
    }
    let mut out = Vec::new();
    let mut from = 0;
    for cut in cuts.into_iter().chain([taken.len()]) {
        out.push(taken[from..cut].to_vec());
        from = cut;
    }
    share_tail(phrases, &mut out);
    out
}

/// Gives to each group what stands before the predicate for all: "A는 X를, B는 Y를 근거로 둔다".
fn share_tail(phrases: &[Phrase], groups: &mut [Vec<usize>]) {
    let Some((last, others)) = groups.split_last_mut() else { return };
    let says_as_what = |p: &usize| matches!(phrases[*p].role, Role::Direction | Role::As);
    let tail: Vec<usize> = last.iter().rev().take_while(|p| says_as_what(p)).copied().collect();
    for group in others.iter_mut().filter(|group| !group.iter().any(says_as_what)) {
        group.extend(tail.iter().rev());
    }
}

/// One group for each of those to whom something goes, who acts in all: "A는 B에 12억 원, C에 8억 원을 주었다".
fn to_each(words: Words<'_>, phrases: &[Phrase], taken: Vec<usize>, first: usize) -> Vec<Vec<usize>> {
    let phrase = |i: usize| &phrases[taken[i]];
    let acts = (first..taken.len())
        .find(|&i| phrase(i).role == Role::Dative)
        .filter(|&to| (first..to).any(|i| matches!(phrase(i).role, Role::Topic | Role::Subject)));
    let Some(to) = acts else { return vec![taken] };
    let given = |i: usize| {
        let p = phrase(i);
        let sum = || words.stem(p.nouns.start).starts_with(|c: char| c.is_ascii_digit());
        p.comma && (p.role == Role::Object || p.role == Role::Bare && !p.nouns.is_empty() && sum())
    };
    let next = |i: usize| (i + 1..taken.len()).find(|&k| phrase(k).joint.is_none());
    let cuts = (to + 1..taken.len()).filter(|&i| given(i) && next(i).is_some_and(|k| phrase(k).role == Role::Dative));
    let mut out = Vec::new();
    let mut from = to;
    for cut in cuts.map(|i| i + 1).chain([taken.len()]) {
        out.push([&taken[..to], &taken[from..cut]].concat());
        from = cut;
    }
    out
}
