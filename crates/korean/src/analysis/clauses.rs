//! Clauses: which predicate takes which phrases, how it is said, and what it modifies.

mod auxiliaries;
mod clause;
mod groups;
mod heads;
mod inner;
mod lent_subjects;
mod shared_objects;
mod waiting;

pub use clause::{Clause, ClauseKind, Modality};

use super::Analysis;
use super::phrases::Role;
use super::words::{Form, Words};
use crate::verb::{Ending, Light};
use auxiliaries::Tail;
use groups::groups;
use std::ops::Range;
use waiting::Waiting;

/// Nouns behind a verbal noun that end a headline and say how firm it is.
const HEADLINE: &[(&str, Modality)] = &[
    ("예정", Modality::Intended),
    ("계획", Modality::Intended),
    ("방침", Modality::Intended),
    ("목표", Modality::Intended),
    ("중", Modality::Stated),
    ("완료", Modality::Stated),
    ("전망", Modality::Possible),
    ("가능성", Modality::Possible),
    ("필요", Modality::Possible),
    ("가능", Modality::Possible),
];

/// Verbs of an amount that what they modify has: "1조 원에 달하는 X".
const SIZED: &[&str] = &["달하", "이르", "넘", "웃도", "육박하", "맞먹", "상당하"];

pub(super) fn read(text: &str, analysis: &mut Analysis, is_verbal: &dyn Fn(&str) -> bool) {
    let mut parser = Parser { text, analysis, is_verbal, waiting: Waiting::default(), clauses: Vec::new() };
    let mut at = 0;
    while at < parser.analysis.words.len() {
        at = parser.word(at);
    }
    parser.end_sentence(parser.analysis.words.len());
    let clauses = std::mem::take(&mut parser.clauses);
    analysis.outer = clauses.len();
    analysis.clauses = clauses;
    inner::read(text, analysis, is_verbal);
    heads::find(text, analysis);
    lent_subjects::lend(text, analysis);
    shared_objects::share(text, analysis);
}

struct Parser<'a> {
    text: &'a str,
    analysis: &'a mut Analysis,
    is_verbal: &'a dyn Fn(&str) -> bool,
    waiting: Waiting,
    clauses: Vec<Clause>,
}

impl Parser<'_> {
    fn words(&self) -> Words<'_> {
        Words { text: self.text, all: &self.analysis.words }
    }

    fn stem(&self, word: usize) -> &str {
        self.words().stem(word)
    }

    /// Takes the word at `at` and returns the next to take.
    fn word(&mut self, at: usize) -> usize {
        if let Some(phrase) = self.analysis.phrases.get(self.waiting.next).filter(|p| p.words.start <= at) {
            let end = phrase.words.end.max(at + 1);
            self.waiting.pending.push(self.waiting.next);
            self.waiting.next += 1;
            return self.after_phrase(self.waiting.next - 1, end);
        }
        let word = &self.analysis.words[at];
        let stop = word.stop;
        let mut end = at + 1;
        if let Form::Verb { light, ending, intended, .. } = word.form {
            end = self.verb(at, light, ending, intended);
        }
        if stop || self.analysis.words[end - 1].stop {
            self.end_sentence(end);
        }
        end
    }

    /// What a phrase that was read ends: a copula, a verbal noun with a comma, a sentence.
    fn after_phrase(&mut self, phrase: usize, end: usize) -> usize {
        let p = &self.analysis.phrases[phrase];
        let last = &self.analysis.words[end - 1];
        let (stop, comma, role) = (last.stop, last.comma, p.role);
        if role == Role::Topic {
            self.waiting.topic = Some(phrase);
        }
        if role == Role::Bare && last.colon && self.waiting.pending.len() > 1 {
            self.part_at_label(phrase);
        }
        if role == Role::Complement || role == Role::Apposition && self.goes_on(end - 1) {
            self.copula(phrase, end);
        } else if role == Role::Bare && comma && !stop && (self.marked_before(phrase) || self.is_labelled(phrase)) {
            self.noun(phrase, end, Ending::Connective);
        }
        if stop {
            self.end_sentence(end);
        }
        end
    }

    /// Whether a word says that what stands before it goes on: "개발 중인 X".
    fn goes_on(&self, word: usize) -> bool {
        self.stem(word) == "중" && word.checked_sub(1).is_some_and(|before| (self.is_verbal)(self.stem(before)))
    }

    /// Whether the phrase right before has a particle that asks for a predicate.
    fn marked_before(&self, phrase: usize) -> bool {
        // "X를 지속 추진,": an adverb may stand between.
        let adverbs = |words: Range<usize>| {
            let between = self.analysis.words.get(words).unwrap_or_default();
            between.iter().all(|w| !matches!(w.form, Form::Verb { .. } | Form::Conjunction) && !w.comma && !w.stop)
        };
        phrase.checked_sub(1).map(|b| &self.analysis.phrases[b]).is_some_and(|b| {
            adverbs(b.words.end..self.analysis.phrases[phrase].words.start)
                && !b.comma
                && !self.analysis.words[b.words.end - 1].stop
                && matches!(
                    b.role,
                    Role::Object
                        | Role::Dative
                        | Role::Direction
                        | Role::Locative
                        | Role::Comitative
                        | Role::With
                        | Role::Subject
                )
        })
    }

    /// A verbal noun at the end of a bare phrase as predicate of its clause.
    fn noun(&mut self, phrase: usize, end: usize, ending: Ending) {
        let nouns = self.analysis.phrases[phrase].nouns.clone();
        // "A, B 등 참여": what follows 등 is no part of the list.
        let listed = self.analysis.phrases[phrase].listed && nouns.end + 1 < end;
        if (nouns.end != end && !listed) || self.analysis.words[end - 1].atom {
            return;
        }
        let mut last = end - 1;
        let mut modality = Modality::Stated;
        if let Some(&(_, m)) = HEADLINE.iter().find(|(w, _)| *w == self.stem(last))
            && last > nouns.start
            && (self.is_verbal)(self.stem(last - 1))
        {
            (last, modality) = (last - 1, m);
        }
        if !(self.is_verbal)(self.stem(last)) {
            return;
        }
        if nouns.start == last {
            self.waiting.pending.retain(|&p| p != phrase);
        }
        let lemma = self.stem(last).to_owned();
        let labelled = self.is_labelled(phrase);
        let p = &mut self.analysis.phrases[phrase];
        if !listed {
            p.nouns.end = last;
        }
        p.words.end = last.max(p.words.start);
        p.joint = None;
        // "‘X’: A 주관, B 참여": A does it, and it is about X.
        if labelled && p.nouns.end > p.nouns.start && self.analysis.words[p.nouns.end - 1].atom {
            p.role = Role::Subject;
            let label = self.waiting.pending.iter().copied().find(|&q| self.is_label(q));
            if let Some(label) = label {
                self.set_role(label, Role::Topic);
                self.waiting.topic = Some(label);
            }
        }
        let predicate = last..end;
        self.take(ClauseKind::Noun, predicate, &lemma, Light::Active, ending, false, modality);
    }

    /// Ends what is said of one label where the next begins: "총괄: A, 협력: B".
    fn part_at_label(&mut self, label: usize) {
        let open = self.waiting.pending.pop();
        if let Some(&last) = self.waiting.pending.last()
            && self.has_label()
        {
            self.analysis.phrases[last].joint = None;
            self.nominal(self.analysis.phrases[last].words.end);
            self.waiting.pending.clear();
        }
        self.waiting.pending.extend(open.filter(|&p| p == label));
    }

    /// Whether a phrase is one of several things that are said of a label: "‘X’: A 주관, B 참여".
    fn is_labelled(&self, phrase: usize) -> bool {
        let after = |l: usize| {
            l < phrase && self.analysis.sentences.last().is_none_or(|s| s.end <= self.analysis.phrases[l].words.start)
        };
        let of_topic = self.waiting.topic.is_some_and(|t| after(t) && self.ends_in_colon(t));
        self.analysis.phrases[phrase].nouns.len() > 1
            && (of_topic || self.waiting.pending.iter().any(|&q| q != phrase && self.is_label(q)))
    }

    fn ends_in_colon(&self, phrase: usize) -> bool {
        self.analysis.phrases[phrase].words.end.checked_sub(1).is_some_and(|w| self.analysis.words[w].colon)
    }

    fn is_label(&self, phrase: usize) -> bool {
        let p = &self.analysis.phrases[phrase];
        p.role == Role::Bare && p.words.end.checked_sub(1).is_some_and(|w| self.analysis.words[w].colon)
    }

    /// Gives a phrase a role of its own, apart from what it was joined to.
    fn set_role(&mut self, phrase: usize, role: Role) {
        let phrase = &mut self.analysis.phrases[phrase];
        (phrase.role, phrase.joint) = (role, None);
    }

    fn has_label(&self) -> bool {
        self.waiting.pending.iter().any(|&p| self.is_label(p))
    }

    /// A sentence without a predicate that says by a noun what something is: "주관기관은 A", "주관기관: A".
    fn nominal(&mut self, end: usize) {
        let phrases = &self.analysis.phrases;
        let Some(&last) =
            self.waiting.pending.last().filter(|&&p| phrases[p].role == Role::Bare && phrases[p].words.end == end)
        else {
            return;
        };
        let said_of = |p: usize| matches!(phrases[p].role, Role::Topic | Role::Subject);
        let Some(first) = self.waiting.pending.iter().position(|&p| said_of(p) || self.is_label(p)) else { return };
        if self.waiting.pending[first] == last || phrases[last].nouns.is_empty() {
            return;
        }
        // "주관은 A, 협력은 B": what ends each part.
        let ends: Vec<usize> = self.waiting.pending[first + 1..]
            .windows(2)
            .filter(|pair| phrases[pair[0]].role == Role::Bare && phrases[pair[0]].comma && said_of(pair[1]))
            .map(|pair| pair[0])
            .chain([last])
            .collect();
        let label = self.waiting.pending[first];
        if self.is_label(label) {
            self.set_role(label, Role::Topic);
        }
        for p in ends {
            self.set_role(p, Role::Complement);
        }
        let noun = self.analysis.phrases[last].nouns.end - 1;
        let lemma = self.stem(noun).to_owned();
        self.take(ClauseKind::Copula, noun..end, &lemma, Light::Active, Ending::Final, false, Modality::Stated);
    }

    fn copula(&mut self, phrase: usize, end: usize) {
        let word = end - 1;
        let Form::Copula(ending) = self.analysis.words[word].form else { return };
        let lemma = self.stem(word).to_owned();
        let last = lemma.as_str();
        // "추진할 계획이다" was read with its verb; "개발 중이다".
        if last == "중" && word > self.analysis.phrases[phrase].nouns.start && (self.is_verbal)(self.stem(word - 1)) {
            let verbal = self.stem(word - 1).to_owned();
            let p = &mut self.analysis.phrases[phrase];
            p.nouns.end = word - 1;
            p.words.end = word - 1;
            if p.nouns.is_empty() {
                self.waiting.pending.retain(|&q| q != phrase);
            }
            self.take(ClauseKind::Noun, word - 1..end, &verbal, Light::Active, ending, false, Modality::Stated);
            return;
        }
        self.take(ClauseKind::Copula, word..end, &lemma, Light::Active, ending, false, Modality::Stated);
    }

    /// A verb with its auxiliaries; returns the word behind them.
    fn verb(&mut self, at: usize, light: Light, ending: Ending, intended: bool) -> usize {
        let lemma = self.words().lemma(at).to_owned();
        let Tail { end, ending, negative, prevented, modality } = auxiliaries::read(self.words(), at, ending, intended);
        // The phrases that became auxiliaries are no arguments.
        while self.analysis.phrases.get(self.waiting.next).is_some_and(|p| p.words.start < end) {
            self.waiting.next += 1;
        }
        let made = self.clauses.len();
        self.take(ClauseKind::Verb, at..end, &lemma, light, ending, negative, modality);
        self.clauses[made..].iter_mut().for_each(|c| c.prevented = prevented);
        end
    }

    /// Makes the clause of a predicate from the phrases that wait.
    #[expect(clippy::too_many_arguments, reason = "all that a clause is made of, at one place")]
    fn take(
        &mut self,
        kind: ClauseKind,
        predicate: Range<usize>,
        lemma: &str,
        light: Light,
        ending: Ending,
        negative: bool,
        modality: Modality,
    ) {
        let joined = self.joined_before(predicate.start);
        let mut shared: Option<usize> = None;
        // What is done for something else leaves its subject to that, as what modifies a noun does.
        let modifying =
            matches!(ending, Ending::Adnominal | Ending::Prospective | Ending::QuotativeAdnominal | Ending::Purpose);
        let from = if modifying {
            let sized = SIZED.contains(&lemma);
            self.waiting.modifier_start(self.words(), &self.analysis.phrases, light, sized)
        } else {
            self.waiting.clause_start(self.words(), &self.analysis.phrases, ending)
        };
        let taken = self.waiting.pending.split_off(from.min(self.waiting.pending.len()));
        let topic =
            taken.iter().all(|&p| self.analysis.phrases[p].role != Role::Topic).then_some(self.waiting.topic).flatten();
        for mut arguments in groups(self.words(), &self.analysis.phrases, taken) {
            // "A는 X에 12억 원, B는 8억 원을 투입": into X, both.
            let dative = arguments.iter().copied().find(|&p| self.analysis.phrases[p].role == Role::Dative);
            match (dative, shared) {
                (None, Some(dative)) => arguments.insert(0, dative),
                (own, None) => shared = own,
                _ => {}
            }
            let first = arguments
                .first()
                .map(|&p| self.analysis.phrases[p].words.start)
                .unwrap_or(predicate.start)
                .min(predicate.start);
            let range = self.analysis.words[first].range.start..self.analysis.words[predicate.end - 1].range.end;
            let own_topic = arguments.iter().any(|&p| self.analysis.phrases[p].role == Role::Topic);
            let clause = Clause {
                kind,
                predicate: predicate.clone(),
                lemma: lemma.to_owned(),
                light,
                ending,
                negative,
                prevented: false,
                modality,
                topic: topic.filter(|_| !own_topic),
                arguments,
                head: None,
                sentence: self.analysis.sentences.len(),
                range,
            };
            let others = joined.iter().map(|lemma| Clause { lemma: lemma.clone(), ..clause.clone() });
            let others: Vec<Clause> = others.collect();
            self.clauses.extend(others);
            self.clauses.push(clause);
        }
    }

    /// The verbal nouns that middle dots join to the predicate that starts at a word: 구축 in "플랫폼을 구축·운영한다". They are
    /// predicates of the same phrases.
    fn joined_before(&mut self, start: usize) -> Vec<String> {
        let mut out = Vec::new();
        let mut start = start;
        while let Some(&last) = self.waiting.pending.last() {
            let phrase = &self.analysis.phrases[last];
            let Some(noun) = phrase.nouns.end.checked_sub(1).filter(|&n| n >= phrase.nouns.start) else { break };
            let joins = phrase.role == Role::Bare
                && phrase.words.end == start
                && self.analysis.words[noun].dot
                && !self.analysis.words[noun].atom
                && (self.is_verbal)(self.stem(noun));
            if !joins {
                break;
            }
            out.push(self.stem(noun).to_owned());
            start = noun;
            let phrase = &mut self.analysis.phrases[last];
            (phrase.nouns.end, phrase.words.end, phrase.joint) = (noun, noun, None);
            if phrase.nouns.is_empty() {
                self.waiting.pending.pop();
            }
        }
        out
    }

    fn end_sentence(&mut self, end: usize) {
        // A headline or bullet ends in a verbal noun.
        if let Some(&last) = self.waiting.pending.last()
            && self.analysis.phrases[last].role == Role::Bare
            && self.analysis.phrases[last].words.end == end
        {
            self.noun(last, end, Ending::Final);
        }
        self.nominal(end);
        let start = self.analysis.sentences.last().map_or(0, |s| s.end);
        if start < end {
            self.analysis.sentences.push(start..end);
        }
        self.waiting.pending.clear();
        self.waiting.topic = None;
    }
}
