//! What a clause says something of without naming it beside its predicate: what it modifies, what the sentence explains, what was spoken of before.

use super::{Alternative, CARRIED, PLACED};
use crate::Scene;
use crate::fillers::{Filler, is_anybody};
use policygraph_korean::analysis::{Clause, ClauseKind, Phrase, Role};
use policygraph_korean::verb::Ending;
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, Predicate};
use policygraph_registry::{Frame, FrameRole};
use std::ops::Range;

/// Most clauses between one and the clause that modifies for both.
const LONGEST_CHAIN: usize = 2;

/// Verbs of what takes the place of something.
pub(crate) static SUPERSEDING: WordList = WordList::new(&["대신", "대체", "잇", "이어받", "승계", "대신하"]);

/// Nouns for the money of a programme.
static PURSES: WordList = WordList::new(&["예산", "예산안", "사업비", "총사업비", "재원", "규모"]);

impl Scene<'_> {
    /// What a modifying clause describes, itself or through the noun of the copula: "A는 B가 만든 제도다". A clause before it that names no
    /// topic describes the same: "A가 내고 B가 굴리는 X".
    pub(crate) fn modified(&self, clause: &Clause) -> Option<Alternative> {
        let is_modifying =
            |c: &Clause| c.kind != ClauseKind::Phrase && matches!(c.ending, Ending::Adnominal | Ending::Prospective);
        let head = if is_modifying(clause) {
            clause.head?
        } else {
            // "A가 내고 B가 맡아 굴리는 X": over clauses that go on.
            let no_topic = |c: &Clause| self.phrases(c, &[Role::Topic]).next().is_none();
            let goes_on = |c: &Clause| c.kind == ClauseKind::Verb && c.ending == Ending::Connective && no_topic(c);
            let mut next = self.next_in_sentence(clause).filter(|_| goes_on(clause))?;
            for _ in 0..LONGEST_CHAIN {
                match self.next_in_sentence(next).filter(|_| goes_on(next)) {
                    Some(after) => next = after,
                    None => break,
                }
            }
            // "X를 조성하고 A가 참여하는 B와 협력": who takes part in B did not found X, nor did B.
            let apart = self.has_object(clause) && self.phrases(next, &[Role::Subject]).next().is_some();
            next.head.filter(|_| is_modifying(next) && no_topic(next) && !apart)?
        };
        // "A가 운영하는 B와 C": the list that starts there.
        let last = self.list_end(head);
        let mut fillers = self.fillers(last).to_vec();
        // "A, B에 본사를 둔 C": of C alone.
        if let Some(word) = self.analysis.words.get(clause.predicate.start) {
            fillers.retain(|f| f.range.start > word.range.start);
        }
        // "X는 A가 만든 반도체다": X, not all that is of its kind.
        let kind = fillers.iter().all(|f| f.kind == Some(EntityType::Technology));
        if kind && self.analysis.phrases[last].role == Role::Complement {
            let explained = self.explained(clause.sentence, self.analysis.phrases[last].words.start);
            if !explained.is_empty() {
                fillers = explained;
            }
        }
        // "X는 A가 만든 제도로, …": what the topic is. "A가 만들 제도로 X를 꼽았다" tells of X.
        let says = match self.analysis.phrases[last].role {
            Role::Complement | Role::Bare => true,
            Role::Direction => self.analysis.phrases[last].comma,
            _ => false,
        };
        // "A가 시행하는 ‘X’ 예산은": X is what A carries out.
        if fillers.is_empty() && PURSES.has(self.head_noun(last)) {
            fillers.extend(self.opening(&self.analysis.phrases[last]));
        }
        if fillers.is_empty() && says {
            fillers = self.explained(clause.sentence, self.analysis.phrases[last].words.start);
        }
        if fillers.is_empty() {
            fillers = self.told_to_be(last);
        }
        (!fillers.is_empty()).then_some(Alternative { fillers, weight: PLACED })
    }

    /// Who or what a sentence says that a phrase is: "X에 참여하는 기업은 A다", "X에 참여하는 기업으로는 A가 있다".
    pub(super) fn told_to_be(&self, phrase: usize) -> Vec<Filler> {
        let Some(clause) = self.clause_with(phrase).filter(|c| !c.negative) else { return Vec::new() };
        let role = match (self.analysis.phrases[phrase].role, clause.kind) {
            (Role::Topic | Role::Subject, ClauseKind::Copula) => Role::Complement,
            (Role::Direction, _) if matches!(clause.lemma.as_str(), "있" | "꼽히") => Role::Subject,
            _ => return Vec::new(),
        };
        let names = self.phrases(clause, &[role]).find(|&p| p != phrase);
        names.map(|p| self.fillers(p).to_vec()).unwrap_or_default()
    }

    /// What a sentence explains, before a word: its topic, or what stands before a colon.
    pub(crate) fn explained(&self, sentence: usize, before: usize) -> Vec<Filler> {
        let words = self.analysis.sentences.get(sentence).cloned().unwrap_or_default();
        let first = (0..self.analysis.phrases.len()).find(|&p| {
            let phrase = &self.analysis.phrases[p];
            let colon = phrase.role == Role::Bare
                && self.analysis.words.get(phrase.words.end.saturating_sub(1)).is_some_and(|w| w.colon);
            words.contains(&phrase.words.start) && phrase.words.end <= before && (phrase.role == Role::Topic || colon)
        });
        first.map(|p| self.fillers(p).to_vec()).unwrap_or_default()
    }

    /// What was brought up before, where a clause that names nobody goes on about it: "…를 대체하는 것으로, …".
    pub(super) fn explained_before(&self, clause: &Clause) -> Option<Alternative> {
        let silent = self.phrases(clause, &[Role::Subject, Role::Topic]).next().is_none() && clause.topic.is_none();
        let modifying = matches!(clause.ending, Ending::Adnominal | Ending::Prospective);
        let thing = || clause.head.is_some_and(|h| self.is_thing(h));
        let explains = if modifying { thing() } else { clause.lemma == "대체" };
        let measure = self.context.measure.clone().filter(|_| silent && explains)?;
        Some(Alternative { fillers: vec![measure], weight: CARRIED })
    }

    /// Whether a phrase is 것, which says of what was named before what it is.
    pub(crate) fn is_thing(&self, phrase: usize) -> bool {
        let nouns = &self.analysis.phrases[phrase].nouns;
        let last = nouns.end.checked_sub(1).and_then(|w| self.analysis.words.get(w));
        last.is_some_and(|w| &self.text[w.stem.clone()] == "것")
    }

    /// The programme that is spoken of, where a clause says no more than where it is done: "A시에서 먼저 시행".
    pub(super) fn placed(&self, clause: &Clause) -> Option<Alternative> {
        let modifying = matches!(clause.ending, Ending::Adnominal | Ending::Prospective);
        let silent = self.phrases(clause, &[Role::Object, Role::Subject, Role::Topic]).next().is_none();
        let placed = self.phrases(clause, &[Role::Locative, Role::Dative]).any(|p| !self.fillers(p).is_empty());
        if !placed || !silent || modifying || clause.kind == ClauseKind::Phrase {
            return None;
        }
        self.programme_at(clause).map(|programme| Alternative { fillers: vec![programme], weight: CARRIED })
    }

    /// The programme that is spoken of at a clause: named before it in its sentence, else before.
    pub(crate) fn programme_at(&self, clause: &Clause) -> Option<Filler> {
        let sentence = self.analysis.sentences.get(clause.sentence).map(|s| self.analysis.bytes(s))?;
        // "‘X’에서 A는 장비를 맡는다", but "X 기금에서 3억 원을 빌려준다".
        let lends = matches!(clause.lemma.as_str(), "빌려주" | "대출" | "융자");
        let inside = |r: &crate::Referent| {
            let mut within = self.phrases(clause, &[Role::Locative]).flat_map(|p| self.fillers(p));
            !lends && within.any(|f| f.range == r.range)
        };
        let before = |r: &&crate::Referent| {
            r.kind == Some(EntityType::Program)
                && (r.range.end <= clause.range.start && !self.is_aside(r, clause) || inside(r))
                && !self.is_superseded(r, clause.sentence)
        };
        let named = self.starting_in(sentence).iter().rfind(before);
        let named = named.map(|r| Filler { id: r.id, kind: r.kind, range: r.range.clone(), carried: true });
        named.or_else(|| self.context.programme.clone())
    }

    /// Whether a name stands beside another in a bracket that closes before a clause: Y in "‘X’를 3억 원 규모로 조성(Y 40%), 운용은 A".
    fn is_aside(&self, referent: &crate::Referent, clause: &Clause) -> bool {
        let holds = |a: &Range<usize>| a.start <= referent.range.start && referent.range.end <= a.end;
        self.analysis.asides.iter().any(|a| holds(a) && a.end <= clause.range.start)
    }

    /// Whether something takes the place of what is named in a sentence: "‘X’를 대체하여 A가 수립하고 B가 확정" is not of X.
    fn is_superseded(&self, referent: &crate::Referent, sentence: usize) -> bool {
        let mut superseding = self.analysis.clauses_in(sentence).filter(|c| SUPERSEDING.has(&c.lemma));
        superseding.any(|c| {
            let objects = self.phrases(c, &[Role::Object]);
            objects.flat_map(|p| self.fillers(p)).any(|f| f.range == referent.range)
        })
    }

    /// Whether a programme that is spoken of was named near enough for what anybody does to be done for it.
    pub(crate) fn named_near(&self, programme: &Filler) -> bool {
        !programme.range.is_empty() || self.context.near
    }

    /// The programme that is spoken of, for a predicate that needs one and names none, where its own subject is named: "총괄은 A가 맡는다".
    pub(super) fn spoken_of(&self, clause: &Clause, frame: &Frame) -> Option<Alternative> {
        use Predicate::{Funds, Leads, ParticipatesIn};
        let modifying =
            clause.kind != ClauseKind::Phrase && matches!(clause.ending, Ending::Adnominal | Ending::Prospective);
        let gives = frame.predicate == Funds && self.has_money(clause);
        let runs = (matches!(frame.predicate, Leads | ParticipatesIn) || gives)
            && (!modifying || self.says_what_it_is(clause));
        // "B와의 협력을 통해": with whom, and not in what.
        let mutual = clause.lemma == "협력" && self.phrases(clause, &[Role::Comitative, Role::With]).next().is_some();
        if !runs || mutual {
            return None;
        }
        let programme = self.programme_at(clause)?;
        // "A에 운영을 맡긴다": who gets it is named.
        let given_to = frame.from == FrameRole::Dative;
        let acting: &[Role] = if given_to { &[Role::Dative] } else { &[Role::Subject, Role::Topic, Role::Also] };
        // "A는 ‘X’를 발표하고 3억 원을 투입": who acts is said once.
        let shared = gives
            && !programme.range.is_empty()
            && self
                .of_neighbours(clause)
                .iter()
                .any(|a| a.fillers.iter().all(|f| f.kind.is_some_and(EntityType::is_actor)));
        let joining = self.joins_alone(clause);
        let subject = clause.kind == ClauseKind::Phrase
            || joining
            || shared
            || self.phrases(clause, acting).any(|p| !self.fillers(p).is_empty());
        // "A가 영상 엔진 개발": what is made is said.
        let bare = self.phrases(clause, &[Role::Bare]).find(|&p| {
            let q = &self.analysis.phrases[p];
            clause.kind == ClauseKind::Noun && !joining && q.words.end == clause.predicate.start && !q.nouns.is_empty()
        });
        // "센터 개소를 계기로": so is what a verbal noun acts on.
        let within = self.phrases(clause, &[Role::Bare]).find(|_| clause.kind == ClauseKind::Phrase);
        // "A는 신기술의 개발도 추진": beside who acts.
        let beside = || self.phrases(clause, &[Role::Topic, Role::Subject]).next().is_some();
        let also = self.phrases(clause, &[Role::Also]).find(|&p| beside() && self.fillers(p).is_empty());
        // "신기술의 개발": so is whose it is, in its own part of the sentence.
        let whose = self
            .phrases(clause, &[Role::Genitive])
            .find(|&p| clause.kind == ClauseKind::Phrase && self.fillers(p).is_empty());
        let bare = bare.or(within).or(also).or(whose);
        let paid = gives && self.pays_in_public(clause);
        let taken: &[Role] = if given_to { &[Role::Object] } else { &[Role::Object, Role::Dative] };
        let object = self.phrases(clause, taken).chain(bare).any(|p| {
            // "과학원을 세우는 사업에": another one.
            if self.beside(p).any(|c| c.head == Some(p) && c.ending == Ending::Adnominal) {
                return true;
            }
            // "값싼 새 촉매의 개발": so is that of something described.
            if self.owner(p).is_some_and(|o| self.analysis.phrases[o].nouns.len() > 1 && self.fillers(o).is_empty()) {
                return true;
            }
            let p = &self.analysis.phrases[p];
            // "A시에는 B가 참여": where.
            if p.role == Role::Dative && self.head(p).is_some_and(|f| f.is_place()) {
                return false;
            }
            if shared && p.role == Role::Object && self.is_money(p) {
                return false;
            }
            // "시설에 30억 원을 지원": what the money is for is of the programme, too.
            if paid && !self.is_of_others(p) {
                return false;
            }
            // "사업을 총괄", "여기에 참여": only a word for the programme itself may stand there.
            let word = p.nouns.end.checked_sub(1).map_or("", |w| self.noun(w));
            // "양자 연구를 주도": some other work.
            static WHOLE: WordList = WordList::new(&[
                "전체", "전", "본", "동", "해당", "이", "이번", "주요", "세부", "관련", "실제", "전반",
            ]);
            let first = self.noun(p.nouns.start);
            let numbered = first.starts_with(|c: char| c.is_ascii_digit());
            let own =
                p.nouns.len() == 1 || numbered || WHOLE.has(first) || matches!(word, "대상" | "명단" | "지원대상");
            !(own
                && matches!(
                    word,
                    "사업" | "프로젝트" | "연구" | "여기" | "이" | "과제" | "프로그램" | "대상" | "명단" | "지원대상"
                )
                || word.ends_with("단계")
                || self.takes_task(clause)
                || self.frames.is_verbal(word)
                    && !matches!(word, "규정" | "계약" | "협정" | "협약")
                    // "암모니아 생산에 협력": what they do is said.
                    && !(clause.lemma == "협력" && p.nouns.len() > 1))
        });
        // "X는 A가 운영한다": it is X, though nobody knows what it is.
        let acted = self.phrases(clause, &[Role::Subject]).next().is_some();
        let about = self.phrases(clause, &[Role::Topic]).next().filter(|_| acted);
        let unknown = about.is_some_and(|p| {
            let phrase = &self.analysis.phrases[p];
            let last = phrase.nouns.end.checked_sub(1);
            self.fillers(p).is_empty() && last.is_some_and(|w| self.analysis.words[w].atom)
        });
        (subject && !object && !unknown).then(|| Alternative { fillers: vec![programme], weight: CARRIED })
    }

    /// Whether a public body is who gives money in a clause.
    fn pays_in_public(&self, clause: &Clause) -> bool {
        static GIVING: WordList = WordList::new(&[
            "지원",
            "대출",
            "빌려주",
            "보태",
            "보조",
            "출연",
            "대",
            "배정",
            "부담",
            "내놓",
            "넣",
            "융자",
        ]);
        use EntityType::{Country, GovernmentAgency, InternationalOrganization, Place, ResearchOrganization};
        let public = |f: &Filler| {
            let bank = f.kind == Some(EntityType::Company) && self.text[f.range.clone()].ends_with("은행");
            bank || matches!(
                f.kind,
                Some(Country | GovernmentAgency | InternationalOrganization | Place | ResearchOrganization)
            )
        };
        let payers = self.named(clause, &[Role::Subject, Role::Topic, Role::Also]);
        GIVING.has(clause.lemma.as_str()) && !payers.is_empty() && payers.iter().all(public)
    }

    /// Whether a phrase names, or says that there are, others than the programme that is spoken of.
    fn is_of_others(&self, phrase: &Phrase) -> bool {
        let named = self.named_within(phrase).any(|r| r.kind != Some(EntityType::Technology));
        let last = phrase.nouns.end.checked_sub(1).and_then(|w| self.analysis.words.get(w));
        let noun = last.map_or("", |w| &self.text[w.stem.clone()]);
        named || last.is_some_and(|w| w.atom) || is_anybody(noun)
    }

    /// Whether a clause says what the programme is that is spoken of: "A가 운영하는 10년짜리 기금으로".
    pub(crate) fn says_what_it_is(&self, clause: &Clause) -> bool {
        static KINDS: WordList =
            WordList::new(&["사업", "기금", "제도", "프로그램", "프로젝트", "계획", "과제", "펀드"]);
        let modifying = matches!(clause.ending, Ending::Adnominal | Ending::Prospective);
        clause.kind != ClauseKind::Phrase
            && modifying
            && clause.head.is_some_and(|h| {
                matches!(self.analysis.phrases[h].role, Role::Complement | Role::Direction | Role::Bare)
                    && self.fillers(h).is_empty()
                    && KINDS.has(self.head_noun(h))
            })
    }
}
