//! Clauses: which predicate takes which phrases, how it is said, and what it modifies.

use super::Analysis;
use super::phrases::{Phrase, Role};
use super::words::Form;
use crate::verb::{Ending, Light};
use std::ops::Range;

/// What the predicate of a clause is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClauseKind {
    /// A verb.
    Verb,
    /// A verbal noun that ends its clause as a verb would: headlines, official style (사업을 추진).
    Noun,
    /// A verbal noun inside a phrase (누리사 인수를).
    Phrase,
    /// A noun with the copula.
    Copula,
}

/// How firmly the verb states its clause, by its own ending and auxiliaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Modality {
    /// Done or being done.
    Stated,
    /// Meant to be done: -겠-, -기로, -ㄹ 계획.
    Intended,
    /// Thought to be so: -ㄹ 전망, -ㄹ 수, 것으로 보이다.
    Possible,
}

/// A predicate with what it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// What its predicate is.
    pub kind: ClauseKind,
    /// The words of the predicate with its auxiliaries.
    pub predicate: Range<usize>,
    /// The verbal noun, the stem of the native verb, or the noun of the copula.
    pub lemma: String,
    /// How a verbal noun is used.
    pub light: Light,
    /// The ending of the whole predicate.
    pub ending: Ending,
    /// Whether it is negated.
    pub negative: bool,
    /// Whether somebody is kept from it: 수출하지 못하게 하다.
    pub prevented: bool,
    /// How firmly it is stated.
    pub modality: Modality,
    /// The phrases that it takes, in order.
    pub arguments: Vec<usize>,
    /// What the sentence is about at this place, where the clause itself does not say: a phrase with 은/는.
    pub topic: Option<usize>,
    /// The phrase that it modifies (누리사가 개발한 X: X), or, of a noun inside a phrase, that phrase.
    pub head: Option<usize>,
    /// Number of the sentence.
    pub sentence: usize,
    /// Bytes from its first phrase to the end of its predicate.
    pub range: Range<usize>,
}

/// Nouns that end a predicate and say how firm it is: "도입할 계획", "개발 중".
const INTENDED: &[&str] = &["계획", "예정", "방침", "것", "뜻", "생각", "목표", "의향", "구상", "의지", "작정"];
const POSSIBLE: &[&str] = &["전망", "가능성", "수", "듯", "태세", "공산", "관측"];
/// Verbs that with 것으로 say how firm what comes before is.
const GUESSED: &[&str] = &["보이", "전망", "예상", "관측", "추정", "기대", "예측", "점쳐지", "풀이"];
const REPORTED: &[&str] =
    &["알려지", "전하", "나타나", "확인", "드러나", "밝혀지", "파악", "전해지", "조사", "집계", "평가", "분석", "해석"];
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

pub(super) fn read(text: &str, analysis: &mut Analysis, is_verbal: &dyn Fn(&str) -> bool) {
    let mut parser =
        Parser { text, analysis, is_verbal, pending: Vec::new(), next_phrase: 0, topic: None, clauses: Vec::new() };
    let mut at = 0;
    while at < parser.analysis.words.len() {
        at = parser.word(at);
    }
    parser.end_sentence(parser.analysis.words.len());
    let clauses = std::mem::take(&mut parser.clauses);
    analysis.clauses = clauses;
    inner_clauses(text, analysis, is_verbal);
    find_heads(text, analysis);
}

struct Parser<'a> {
    text: &'a str,
    analysis: &'a mut Analysis,
    is_verbal: &'a dyn Fn(&str) -> bool,
    /// Phrases that no predicate has taken yet.
    pending: Vec<usize>,
    next_phrase: usize,
    /// What the sentence is about.
    topic: Option<usize>,
    clauses: Vec<Clause>,
}

impl Parser<'_> {
    fn stem(&self, word: usize) -> &str {
        self.analysis.words.get(word).map_or("", |w| &self.text[w.stem.clone()])
    }

    fn lemma(&self, word: usize) -> &str {
        match self.analysis.words.get(word) {
            Some(w) if !w.lemma.is_empty() => w.lemma,
            _ => self.stem(word),
        }
    }

    /// Takes the word at `at` and returns the next to take.
    fn word(&mut self, at: usize) -> usize {
        if let Some(phrase) = self.analysis.phrases.get(self.next_phrase).filter(|p| p.words.start <= at) {
            let end = phrase.words.end.max(at + 1);
            self.pending.push(self.next_phrase);
            self.next_phrase += 1;
            return self.after_phrase(self.next_phrase - 1, end);
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
            self.topic = Some(phrase);
        }
        if role == Role::Bare && last.colon && self.pending.len() > 1 {
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
        phrase.checked_sub(1).map(|b| &self.analysis.phrases[b]).is_some_and(|b| {
            b.words.end == self.analysis.phrases[phrase].words.start
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
            self.pending.retain(|&p| p != phrase);
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
            let label = self.pending.iter().copied().find(|&q| self.is_label(q));
            if let Some(label) = label {
                self.set_role(label, Role::Topic);
                self.topic = Some(label);
            }
        }
        let predicate = last..end;
        self.take(ClauseKind::Noun, predicate, &lemma, Light::Active, ending, false, modality);
    }

    /// Ends what is said of one label where the next begins: "총괄: A, 협력: B".
    fn part_at_label(&mut self, label: usize) {
        let open = self.pending.pop();
        if let Some(&last) = self.pending.last()
            && self.has_label()
        {
            self.analysis.phrases[last].joint = None;
            self.nominal(self.analysis.phrases[last].words.end);
            self.pending.clear();
        }
        self.pending.extend(open.filter(|&p| p == label));
    }

    /// Whether a phrase is one of several things that are said of a label: "‘X’: A 주관, B 참여".
    fn is_labelled(&self, phrase: usize) -> bool {
        let after = |l: usize| {
            l < phrase && self.analysis.sentences.last().is_none_or(|s| s.end <= self.analysis.phrases[l].words.start)
        };
        let of_topic = self.topic.is_some_and(|t| after(t) && self.ends_in_colon(t));
        self.analysis.phrases[phrase].nouns.len() > 1
            && (of_topic || self.pending.iter().any(|&q| q != phrase && self.is_label(q)))
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
        self.pending.iter().any(|&p| self.is_label(p))
    }

    /// A sentence without a predicate that says by a noun what something is: "주관기관은 A", "주관기관: A".
    fn nominal(&mut self, end: usize) {
        let phrases = &self.analysis.phrases;
        let Some(&last) =
            self.pending.last().filter(|&&p| phrases[p].role == Role::Bare && phrases[p].words.end == end)
        else {
            return;
        };
        let said_of = |p: usize| matches!(phrases[p].role, Role::Topic | Role::Subject);
        let Some(first) = self.pending.iter().position(|&p| said_of(p) || self.is_label(p)) else { return };
        if self.pending[first] == last || phrases[last].nouns.is_empty() {
            return;
        }
        // "주관은 A, 협력은 B": what ends each part.
        let ends: Vec<usize> = self.pending[first + 1..]
            .windows(2)
            .filter(|pair| phrases[pair[0]].role == Role::Bare && phrases[pair[0]].comma && said_of(pair[1]))
            .map(|pair| pair[0])
            .chain([last])
            .collect();
        let label = self.pending[first];
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
                self.pending.retain(|&q| q != phrase);
            }
            self.take(ClauseKind::Noun, word - 1..end, &verbal, Light::Active, ending, false, Modality::Stated);
            return;
        }
        self.take(ClauseKind::Copula, word..end, &lemma, Light::Active, ending, false, Modality::Stated);
    }

    /// A verb with its auxiliaries; returns the word behind them.
    fn verb(&mut self, at: usize, light: Light, ending: Ending, intended: bool) -> usize {
        let lemma = self.lemma(at).to_owned();
        let mut tail = Tail {
            end: at + 1,
            ending,
            negative: false,
            prevented: false,
            modality: if intended { Modality::Intended } else { Modality::Stated },
        };
        while self.auxiliary(&mut tail) {}
        // The phrases that became auxiliaries are no arguments.
        while self.analysis.phrases.get(self.next_phrase).is_some_and(|p| p.words.start < tail.end) {
            self.next_phrase += 1;
        }
        let Tail { end, ending, negative, prevented, modality } = tail;
        let made = self.clauses.len();
        self.take(ClauseKind::Verb, at..end, &lemma, light, ending, negative, modality);
        self.clauses[made..].iter_mut().for_each(|c| c.prevented = prevented);
        end
    }

    /// Adds the auxiliary that follows a predicate to it, if one does.
    fn auxiliary(&self, tail: &mut Tail) -> bool {
        let at = tail.end;
        let Some(word) = self.analysis.words.get(at) else { return false };
        let previous = &self.analysis.words[at - 1];
        if previous.stop || previous.comma {
            return false;
        }
        let lemma = self.lemma(at);
        let own = match word.form {
            Form::Verb { ending, .. } => Some(ending),
            _ => None,
        };
        let form = &self.text[previous.range.clone()];
        match (tail.ending, own) {
            (Ending::Negatable, Some(ending)) if matches!(lemma, "않" | "못하" | "말") => {
                tail.negative = true;
                tail.step(ending)
            }
            (Ending::Nominal, Some(ending)) if (form.ends_with("기로") || form.ends_with("키로")) && lemma == "하" =>
            {
                tail.modality = tail.modality.max(Modality::Intended);
                tail.step(ending)
            }
            // "개선하기 위한", "개선하기 위해".
            (Ending::Nominal, Some(ending)) if form.ends_with('기') && lemma == "위하" => {
                tail.modality = tail.modality.max(Modality::Intended);
                tail.step(if ending == Ending::Adnominal { ending } else { Ending::Purpose })
            }
            (Ending::Connective, Some(ending)) if form.ends_with('고') && matches!(lemma, "있") => tail.step(ending),
            (Ending::Connective, Some(ending)) if tail.negative && form.ends_with("게") && lemma == "하" => {
                tail.prevented = true;
                tail.step(ending)
            }
            (Ending::Connective, Some(ending)) if form.ends_with("야") && lemma == "하" => {
                tail.modality = tail.modality.max(Modality::Intended);
                tail.step(ending)
            }
            (Ending::Connective, Some(ending))
                if form.ends_with(['아', '어', '해', '여', '와', '워', '려', '켜', '돼'])
                    && matches!(lemma, "오" | "주" | "나가" | "두" | "놓" | "있" | "나아가") =>
            {
                tail.step(ending)
            }
            (Ending::Purpose, Some(ending)) if matches!(lemma, "하") => {
                tail.modality = tail.modality.max(Modality::Intended);
                tail.step(ending)
            }
            (Ending::Adnominal | Ending::Prospective | Ending::QuotativeAdnominal, None) => self.bound_noun(tail),
            _ => false,
        }
    }

    /// A noun behind a modifying verb that only says how firm it is: 것으로 보인다, 계획이다, 수 있다, 바 있다.
    fn bound_noun(&self, tail: &mut Tail) -> bool {
        let at = tail.end;
        let word = &self.analysis.words[at];
        let noun = self.stem(at);
        let whole = &self.text[word.range.clone()];
        let prospective = tail.ending == Ending::Prospective;
        let next = self.analysis.words.get(at + 1);
        let next_verb = next.and_then(|n| match n.form {
            Form::Verb { ending, .. } => Some(ending),
            _ => None,
        });
        let modality = if INTENDED.contains(&noun) && (prospective || noun == "것") {
            if noun == "것" && !prospective { Modality::Stated } else { Modality::Intended }
        } else if POSSIBLE.contains(&noun) && prospective {
            Modality::Possible
        } else if matches!(noun, "바" | "적" | "중" | "셈" | "상태") {
            Modality::Stated
        } else {
            return false;
        };
        match word.form {
            // "할 계획이다", "할 전망이며".
            Form::Copula(ending) => {
                tail.modality = tail.modality.max(modality);
                tail.step(ending)
            }
            // "것으로 보인다", "것으로 알려졌다".
            Form::Noun(Some(_)) if whole == "것으로" => {
                let lemma = self.lemma(at + 1);
                let Some(ending) = next_verb else { return false };
                if GUESSED.contains(&lemma) {
                    tail.modality = tail.modality.max(Modality::Possible);
                } else if REPORTED.contains(&lemma) {
                    tail.modality = tail.modality.max(if prospective { Modality::Intended } else { Modality::Stated });
                } else {
                    return false;
                }
                tail.step(ending);
                tail.step(ending)
            }
            // "수 있다", "바 있다", "적이 없다", "가능성이 크다".
            Form::Noun(_) if matches!(noun, "수" | "바" | "적") => {
                let lemma = self.lemma(at + 1);
                let Some(ending) = next_verb.filter(|_| matches!(lemma, "있" | "없")) else { return false };
                tail.negative |= lemma == "없";
                tail.modality = tail.modality.max(modality);
                tail.step(ending);
                tail.step(ending)
            }
            // A headline: "도입할 계획".
            Form::Noun(None) if next.is_none() || word.stop || word.comma => {
                tail.modality = tail.modality.max(modality);
                tail.step(if word.comma { Ending::Connective } else { Ending::Final })
            }
            _ => false,
        }
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
        let from = if modifying { self.modifier_start(light) } else { self.clause_start(ending) };
        let taken = self.pending.split_off(from.min(self.pending.len()));
        let topic = taken.iter().all(|&p| self.analysis.phrases[p].role != Role::Topic).then_some(self.topic).flatten();
        for mut arguments in groups(&self.analysis.phrases, taken) {
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
        while let Some(&last) = self.pending.last() {
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
                self.pending.pop();
            }
        }
        out
    }

    /// From which of the waiting phrases on a clause that does not modify takes them: all, but for a topic that is not its subject.
    fn clause_start(&self, ending: Ending) -> usize {
        if ending == Ending::Final {
            return 0;
        }
        let role = |i: usize| self.analysis.phrases[self.pending[i]].role;
        let topic = (0..self.pending.len()).find(|&i| role(i) == Role::Topic);
        let subject = topic.and_then(|t| (t + 1..self.pending.len()).find(|&i| role(i) == Role::Subject));
        match (topic, subject) {
            (Some(topic), Some(_)) if !self.gapped() => topic + 1,
            _ => 0,
        }
    }

    /// Whether the waiting phrases are several groups for one predicate: "X는 A가, Y는 B가".
    fn gapped(&self) -> bool {
        groups(&self.analysis.phrases, self.pending.clone()).len() > 1
    }

    /// From which of the waiting phrases on a modifying clause takes them: it goes left to its subject, and never takes a topic.
    fn modifier_start(&self, light: Light) -> usize {
        let phrase = |i: usize| &self.analysis.phrases[self.pending[i]];
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
                    let other = other || self.acts_later();
                    if (object || passive) && !adjacent && !other {
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
    fn acts_later(&self) -> bool {
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
        let phrases = self.analysis.phrases.get(self.next_phrase..).unwrap_or_default();
        // What comes behind the end of the sentence acts in another.
        let read = self.pending.last().map_or(0, |&p| self.analysis.phrases[p].words.end);
        let next = phrases.first().map_or(read, |p| p.words.start.max(read));
        if self.analysis.words[read..next].iter().any(|w| w.stop) {
            return false;
        }
        let joins = phrases.first().is_some_and(|p| p.nouns.len() == 1 && JOINING.contains(&self.stem(p.nouns.start)));
        if joins {
            return true;
        }
        let mut end = phrases.first().map_or(0, |p| p.words.start);
        let stops = |at: usize| at.checked_sub(1).is_some_and(|w| self.analysis.words[w].stop);
        for p in phrases.iter().take(4) {
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

    fn end_sentence(&mut self, end: usize) {
        // A headline or bullet ends in a verbal noun.
        if let Some(&last) = self.pending.last()
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
        self.pending.clear();
        self.topic = None;
    }
}

/// The end and the force of a predicate while its auxiliaries are read.
struct Tail {
    end: usize,
    ending: Ending,
    negative: bool,
    prevented: bool,
    modality: Modality,
}

impl Tail {
    fn step(&mut self, ending: Ending) -> bool {
        self.end += 1;
        self.ending = ending;
        true
    }
}

/// Parts phrases of one predicate into groups that each leave it out but for the last: "A는 X를, B는 Y를 내놨다" has two. A group ends at
/// a comma behind a phrase with a particle, and the next starts in the role in which the first did.
fn groups(phrases: &[Phrase], taken: Vec<usize>) -> Vec<Vec<usize>> {
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
        return vec![taken];
    }
    let mut out = Vec::new();
    let mut from = 0;
    for cut in cuts.into_iter().chain([taken.len()]) {
        out.push(taken[from..cut].to_vec());
        from = cut;
    }
    out
}

/// Nouns for what somebody means or orders to be done, behind the noun for what it is.
const MEANT: &[&str] =
    &["의사", "의향", "방침", "계획", "구상", "방안", "뜻", "처분", "조치", "조처", "결정", "인가", "허가"];
/// Nouns for the steps of a deal, behind the noun for it.
const STEPS: &[&str] = &["계약", "절차", "작업"];
const DEALS: &[&str] = &["인수", "합병", "매각", "매입"];

/// Verbal nouns that head a phrase and have something before them in it: "누리사 인수를", "구글의 누리사 인수".
fn inner_clauses(text: &str, analysis: &mut Analysis, is_verbal: &dyn Fn(&str) -> bool) {
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

/// Ties each modifying clause to the phrase behind it.
fn find_heads(text: &str, analysis: &mut Analysis) {
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
