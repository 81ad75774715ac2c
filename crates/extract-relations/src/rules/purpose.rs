//! What a measure is for, in the words that describe it.
//!
//! - Before its name: "수중 로봇의 성능을 시험하는 ‘○○ 센터’", "인공지능 확산을 위한 ‘○○ 계획’", "청정수소 보조금 제도인 ‘○○’".
//! - Behind it, as what it is said to be or do: "‘○○’은 산간에 풍력을 보급하는 사업이다"; also where only the noun for it is
//!   repeated: "협정은 전자송장을 다룬다".
//!
//! A relative clause takes its head as an argument (국립국어원, 한국어 문법 총론: 관계절), so what it acts on is what its head is about.

use super::topic;
use crate::grammar::Grammar;
use crate::parts::same_thing;
use crate::view::{Proposal, View};
use policygraph_frames::Referent;
use policygraph_korean::analysis::{Analysis, Clause, ClauseKind, Role};
use policygraph_korean::hangul::is_word;
use policygraph_korean::verb::Ending;
use policygraph_korean::word_list::WordList;
use policygraph_model::{BlockKind, EntityType, MentionId, Predicate, RelationFinding, SectionText, Status};
use std::ops::Range;

pub(crate) const ID: &str = "purpose";

pub(crate) fn run(view: &View<'_>, out: &mut Vec<RelationFinding>) {
    for (text, _) in SectionText::all(view.section) {
        let Some(grammar) = view.grammar(text) else { continue };
        let kind = SectionText::block(view.section, text).map(|b| b.kind);
        let topical = grammar.referents.iter().any(|r| r.kind == Some(EntityType::Technology));
        if !topical || matches!(kind, Some(BlockKind::Source | BlockKind::Caption | BlockKind::Cell)) {
            continue;
        }
        let reading = Reading { view, text, grammar };
        for measure in grammar.referents.iter().filter(|r| r.kind.is_some_and(is_measure)) {
            let Some(phrase) = reading.phrase_of(measure) else { continue };
            let measure_id = MentionId(measure.id);
            for topic in reading.described_before(measure, phrase) {
                reading.rename(measure_id, topic, out);
                reading.add(measure_id, topic, out);
            }
            for topic in reading.defined(phrase).into_iter().chain(reading.told(phrase)) {
                reading.add(measure_id, topic, out);
            }
        }
        for (phrase, measure) in reading.repeated() {
            for topic in reading.told(phrase) {
                reading.add(measure, topic, out);
            }
        }
    }
}

/// Nouns behind a technology that say no more than that something is of its field.
const FIELDS: &[&str] = &["분야", "관련", "부문", "산업"];
/// What is done with a technology by means of a measure.
static DONE: WordList = WordList::new(&["개발", "육성", "확보", "보급", "지원", "상용화", "실증", "키우"]);

fn is_measure(kind: EntityType) -> bool {
    matches!(kind, EntityType::Program | EntityType::Legislation | EntityType::Document)
}

/// A text with its grammar.
struct Reading<'a, 'v> {
    view: &'a View<'v>,
    text: usize,
    grammar: &'a Grammar<'v>,
}

impl<'a> Reading<'a, '_> {
    fn analysis(&self) -> &'a Analysis {
        self.grammar.analysis()
    }

    /// The phrase that a measure heads.
    fn phrase_of(&self, measure: &Referent) -> Option<usize> {
        let analysis = self.analysis();
        analysis.phrases.iter().position(|p| {
            let bytes = analysis.bytes(&p.nouns);
            !p.inner && bytes.start <= measure.range.start && measure.range.end <= bytes.end
        })
    }

    /// The technologies in a range that are part of no other name.
    fn technologies(&self, range: &Range<usize>) -> Vec<&'a Referent> {
        let all = &self.grammar.referents;
        let inside = |r: &&Referent| range.start <= r.range.start && r.range.end <= range.end;
        let technology = |r: &&Referent| r.kind == Some(EntityType::Technology);
        let within = |r: &&Referent| {
            all.iter().any(|o| {
                o.kind != Some(EntityType::Technology) && o.range.start <= r.range.start && r.range.end <= o.range.end
            })
        };
        all.iter().filter(inside).filter(technology).filter(|r| !within(r)).collect()
    }

    /// What describes a measure before its name: words of its own phrase, an apposition, a purpose, or what its relative clause acts on.
    fn described_before(&self, measure: &Referent, phrase: usize) -> Vec<&'a Referent> {
        let analysis = self.analysis();
        let p = &analysis.phrases[phrase];
        let own = analysis.bytes(&p.nouns).start..measure.range.start;
        let mut topics = if self.ends_in_class(&own) { self.technologies(&own) } else { Vec::new() };
        let mut next = phrase;
        while let Some(before) = next.checked_sub(1).filter(|_| topics.is_empty()) {
            let q = &analysis.phrases[before];
            // "수소 분야의 ‘X 사업’".
            let of_field = q.role == Role::Genitive && self.ends_in(&analysis.bytes(&q.nouns), FIELDS);
            let describes = matches!(q.role, Role::Apposition | Role::Purpose | Role::About) && q.modifies || of_field;
            if !describes || q.words.end != analysis.phrases[next].words.start {
                break;
            }
            topics = self.technologies(&self.whole(before));
            next = before;
        }
        if topics.is_empty() {
            topics = self.acted_on(|c| c.head == Some(phrase));
        }
        if topics.is_empty() {
            topics = self.aimed_at(phrase);
        }
        topics
    }

    /// What a measure is for by the clause that it stands in: "수소를 키우기 위해 ‘X’를 추진", "‘X’를 통해 수소를 개발".
    fn aimed_at(&self, phrase: usize) -> Vec<&'a Referent> {
        let analysis = self.analysis();
        let role = analysis.phrases[phrase].role;
        let holds = |c: &&Clause| c.kind == ClauseKind::Verb && c.arguments.contains(&phrase);
        let Some(clause) = analysis.clauses.iter().find(holds) else { return Vec::new() };
        let frames = self.view.registry.frames();
        let runs = frames.of(&clause.lemma).iter().any(|f| f.predicate == Predicate::Leads);
        match role {
            Role::Object if runs => self.acted_on(|c| {
                c.ending == Ending::Purpose
                    && c.sentence == clause.sentence
                    && c.predicate.end <= clause.predicate.start
            }),
            Role::Means if DONE.has(&clause.lemma) => self.acted_on(|c| c.predicate == clause.predicate),
            _ => Vec::new(),
        }
    }

    /// What a measure that a sentence is about is said to be: "… 보급하는 사업이다", "… 짓는 사업으로, …".
    fn defined(&self, phrase: usize) -> Vec<&'a Referent> {
        let analysis = self.analysis();
        let p = &analysis.phrases[phrase];
        if p.role != Role::Topic {
            return Vec::new();
        }
        let sentence = analysis.sentence_of(p.words.start);
        let defines = |c: &Clause| {
            let Some(head) = c.head.filter(|&h| h > phrase && c.sentence == sentence) else { return false };
            let q = &analysis.phrases[head];
            let said = matches!(q.role, Role::Complement | Role::Direction | Role::As);
            let other = analysis.phrases[phrase + 1..head].iter().any(|o| matches!(o.role, Role::Topic));
            said && !other && self.is_class(head)
        };
        let topics = self.acted_on(defines);
        if !topics.is_empty() {
            return topics;
        }
        // "‘X’는 양자센싱 장비의 국산화를 위한 것이다".
        let said = analysis.clauses.iter().filter(|c| c.kind == ClauseKind::Copula && c.arguments.contains(&phrase));
        let purposes = said.flat_map(|c| c.arguments.iter().copied());
        let purposes = purposes.filter(|&a| matches!(analysis.phrases[a].role, Role::Purpose | Role::About));
        purposes.flat_map(|a| self.technologies(&self.whole(a))).collect()
    }

    /// Whether a phrase ends in a common noun for a measure: 사업, 제도, 법.
    fn is_class(&self, phrase: usize) -> bool {
        let analysis = self.analysis();
        let Some(word) = analysis.phrases[phrase].nouns.end.checked_sub(1).and_then(|w| analysis.words.get(w)) else {
            return false;
        };
        !word.atom && self.is_class_word(&self.view.str(self.text)[word.stem.clone()])
    }

    fn is_class_word(&self, noun: &str) -> bool {
        self.view.registry.lexicon().class_of(noun).is_some_and(|c| is_measure(c.kind) && c.word == noun)
    }

    /// Whether the words in a range call what follows a measure, and name no actor whose technology it would be.
    fn ends_in_class(&self, range: &Range<usize>) -> bool {
        let inside = |r: &Referent| range.start <= r.range.start && r.range.end <= range.end;
        let plain = !self.grammar.referents.iter().any(|r| inside(r) && r.kind != Some(EntityType::Technology));
        let mut words = self.view.str(self.text)[range.clone()].split(|c: char| !is_word(c));
        plain && words.rfind(|w| !w.is_empty()).is_some_and(|w| self.is_class_word(w) || FIELDS.contains(&w))
    }

    /// Whether the last word of a range is one of some.
    fn ends_in(&self, range: &Range<usize>, words: &[&str]) -> bool {
        let mut all = self.view.str(self.text)[range.clone()].split(|c: char| !is_word(c));
        all.rfind(|w| !w.is_empty()).is_some_and(|w| words.contains(&w))
    }

    /// What a measure that a sentence is about is said to deal with, by the frames of its verbs.
    fn told(&self, phrase: usize) -> Vec<&'a Referent> {
        let frames = self.view.registry.frames();
        let deals = |c: &Clause| {
            let about = c.topic == Some(phrase) || c.arguments.contains(&phrase);
            let is_topic = |f: &policygraph_registry::Frame| f.predicate == Predicate::HasTopic;
            about && c.head.is_none() && frames.of(&c.lemma).iter().any(is_topic)
        };
        if !matches!(self.analysis().phrases[phrase].role, Role::Topic | Role::Subject) {
            return Vec::new();
        }
        let topics = self.acted_on(deals);
        if topics.is_empty() { self.described_in(deals) } else { topics }
    }

    /// The technologies in what describes the objects of some clauses: "생성형 AI가 교육에 미친 영향을 분석", "가상발전소를 운영하는 사업자를 조사".
    fn described_in(&self, deals: impl Fn(&Clause) -> bool) -> Vec<&'a Referent> {
        let analysis = self.analysis();
        let clauses = analysis.clauses.iter().filter(|c| c.kind == ClauseKind::Verb && !c.negative && deals(c));
        let objects = clauses.flat_map(|c| c.arguments.iter().copied());
        let objects = objects.filter(|&a| analysis.phrases[a].role == Role::Object);
        let describing = objects.flat_map(|o| analysis.clauses.iter().filter(move |c| c.head == Some(o)));
        let said = describing.filter(|c| c.kind == ClauseKind::Verb && !c.negative).flat_map(|c| &c.arguments);
        said.flat_map(|&a| self.technologies(&self.whole(a))).collect()
    }

    /// The phrases that repeat only the noun for a measure named before, with that measure: 협정은, 사업은.
    fn repeated(&self) -> Vec<(usize, MentionId)> {
        let analysis = self.analysis();
        let string = self.view.str(self.text);
        let phrases = analysis.phrases.iter().enumerate();
        let lone = phrases.filter(|(i, p)| p.role == Role::Topic && p.nouns.len() == 1 && self.is_class(*i));
        lone.filter_map(|(i, p)| {
            let range = analysis.words[p.nouns.start].stem.clone();
            let noun = &string[range.clone()];
            // A determiner before it is for the rules of anaphora.
            let first = i.checked_sub(1).is_none_or(|b| analysis.phrases[b].words.end <= p.words.start);
            Some((i, self.antecedent(noun, range.start)?)).filter(|_| first)
        })
        .collect()
    }

    /// The measure that ends in a noun and was named last, in this text or those above it.
    fn antecedent(&self, noun: &str, before: usize) -> Option<MentionId> {
        let texts = std::iter::once(self.text).chain(self.view.ancestors(self.text)).chain(self.text.checked_sub(1));
        let mut texts = texts.filter(|&t| t == SectionText::TITLE || t <= self.text);
        texts.find_map(|t| {
            let mut named = self.view.names(t).filter(|(_, m)| is_measure(m.kind) && m.name.ends_with(noun));
            named.rfind(|(_, m)| t != self.text || m.range.end <= before).map(|(id, _)| id)
        })
    }

    /// The technologies in the objects of the clauses that modify a phrase.
    fn acted_on(&self, modifies: impl Fn(&Clause) -> bool) -> Vec<&'a Referent> {
        let analysis = self.analysis();
        let clauses = analysis.clauses.iter().filter(|c| c.kind == ClauseKind::Verb && !c.negative && modifies(c));
        let objects = clauses.flat_map(|c| c.arguments.iter().copied());
        objects
            .filter(|&a| matches!(analysis.phrases[a].role, Role::Object | Role::Purpose))
            .flat_map(|a| self.technologies(&self.whole(a)))
            .collect()
    }

    /// The bytes of a phrase with what belongs to it before it: whose it is, and the members of its list.
    fn whole(&self, phrase: usize) -> Range<usize> {
        let analysis = self.analysis();
        let mut first = phrase;
        while let Some(before) = first.checked_sub(1) {
            let q = &analysis.phrases[before];
            let belongs = q.role == Role::Genitive || q.joint.is_some() || q.inner;
            if !belongs || q.words.end < analysis.phrases[first].words.start {
                break;
            }
            first = before;
        }
        analysis.bytes(&analysis.phrases[first].words).start..analysis.bytes(&analysis.phrases[phrase].nouns).end
    }

    fn add(&self, measure: MentionId, topic: &Referent, out: &mut Vec<RelationFinding>) {
        // What the name says itself is not said once more in other words.
        let named = |r: &RelationFinding| r.rule == topic::ID && self.same(r.subject, measure);
        if out.iter().any(named) {
            return;
        }
        let proposal = Proposal {
            subject: measure,
            predicate: Predicate::HasTopic,
            object: MentionId(topic.id),
            rule: ID,
            confidence: 0.7,
        };
        let named = self.view.found.mention(measure);
        let own = if named.text == self.text { named.range.clone() } else { topic.range.clone() };
        let range = own.start.min(topic.range.start)..own.end.max(topic.range.end);
        self.view.propose(&proposal, self.view.span(self.text, range), Status::Stated, None, out);
    }

    /// Drops the topic that was taken from the name of a measure where a description has another word for the same kind of thing: it
    /// tells what the name means.
    fn rename(&self, measure: MentionId, topic: &Referent, out: &mut Vec<RelationFinding>) {
        let described = MentionId(topic.id);
        let head = |id: MentionId| self.view.found.mention(id).name.chars().rev().take(2).collect::<String>();
        let own = |id: MentionId| self.view.found.mention(id).name.chars().count() > 2;
        out.retain(|r| {
            let named = r.rule == topic::ID && self.same(r.subject, measure) && own(r.object);
            !named || self.same(r.object, described) || head(r.object) != head(described)
        });
    }

    fn same(&self, a: MentionId, b: MentionId) -> bool {
        same_thing(self.view.found.mention(a), self.view.found.mention(b))
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::read;
    use policygraph_model::Predicate;

    fn topics(sentence: &str) -> Vec<String> {
        let found = read(None, "", &[(0, sentence)]);
        let topics = found.relations.iter().filter(|r| r.predicate == Predicate::HasTopic);
        let mut names: Vec<String> = topics.map(|r| found.mention(r.object).name.clone()).collect();
        names.sort();
        names.dedup();
        names
    }

    #[test]
    fn words_before_a_name() {
        assert_eq!(topics("총무성은 수중드론의 성능을 시험하는 ‘푸른길 사업’을 시작했다."), ["수중드론"]);
        assert_eq!(topics("총무성은 지열 확산을 위한 ‘푸른길 사업’을 시작했다."), ["지열"]);
        assert_eq!(topics("총무성은 양자센서 보조금 제도인 ‘푸른길’을 시작했다."), ["양자센서"]);
    }

    #[test]
    fn words_behind_a_name() {
        assert_eq!(topics("‘푸른길 사업’은 섬에 조력발전 설비를 짓는 사업으로, 총무성이 이끈다."), ["조력발전"]);
        assert_eq!(
            topics("총무성은 ‘푸른길 협정’을 맺었다. 협정은 전자서명과 전자송장을 다룬다."),
            ["전자서명", "전자송장"]
        );
    }

    #[test]
    fn what_others_do_is_no_topic() {
        let none: Vec<String> = Vec::new();
        assert_eq!(topics("반도체를 만드는 노키아가 ‘푸른길 사업’에 참여했다."), none);
    }
}
