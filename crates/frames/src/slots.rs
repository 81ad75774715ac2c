//! The deep roles of a clause: surface cases by voice, what the clause modifies, what it shares with others, what is carried over.

mod described;
mod money;
mod objects;
mod subjects;

use crate::Scene;
use crate::fillers::Filler;
use policygraph_korean::analysis::{Clause, ClauseKind, Role};
use policygraph_korean::verb::{Ending, Light};
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, Predicate};
use policygraph_registry::{Frame, FrameRole, SupportUse};

pub(crate) use described::SUPERSEDING;

/// One way to fill a role.
#[derive(Debug, Clone)]
pub(crate) struct Alternative {
    pub fillers: Vec<Filler>,
    /// How sure it is, 0 to 1.
    pub weight: f64,
}

impl Alternative {
    pub(crate) fn carried(&self) -> bool {
        self.fillers.iter().all(|f| f.carried)
    }
}

/// Nouns for the running of a programme.
pub(crate) static RUNNING: WordList = WordList::new(&[
    "총괄",
    "운영",
    "운용",
    "주관",
    "관리",
    "전담",
    "기획",
    "시행",
    "발주",
    "사무국",
    "주최",
    "실무",
    "집행",
]);

/// How far apart a role and its surface are: said by its particle, by its place, by another clause of the sentence, before.
const MARKED: f64 = 0.95;
const PLACED: f64 = 0.85;
const SHARED: f64 = 0.85;
const CARRIED: f64 = 0.6;

impl Scene<'_> {
    /// The ways to fill a role of a clause, the surest first.
    pub(crate) fn alternatives(&self, clause: &Clause, role: FrameRole, frame: &Frame) -> Vec<Alternative> {
        let mut out = self.said(clause, role, frame);
        if role == frame.from && frame.predicate == Predicate::HoldsPosition {
            out.extend(self.person_before(clause));
        }
        if role == frame.to && frame.predicate == Predicate::HoldsPosition && out.is_empty() {
            out.extend(self.office_held(clause).or_else(|| self.appointing(clause)));
        }
        // "X에는 수소 충전소 설치 방안이 담겼다": what is in X is about hydrogen.
        if role == frame.to && frame.predicate == Predicate::HasTopic && out.is_empty() {
            out.extend(self.topics_within(clause, role));
        }
        let could_be = |f: &Filler| f.kind.is_none_or(|k| EntityType::ALL.iter().any(|&t| frame.allows(t, k)));
        // "A는 B에 맡겨 ‘X’를 벌인다": what the next clause says is run.
        let entrusts = role == frame.to && clause.lemma == "맡기" && clause.ending == Ending::Connective;
        if entrusts && !self.has_object(clause) {
            let run = self.next_in_sentence(clause).map(|next| self.named(next, &[Role::Object])).unwrap_or_default();
            out.extend((!run.is_empty()).then_some(Alternative { fillers: run, weight: SHARED }));
        }
        if role == frame.to && out.iter().all(|a| a.carried() || !a.fillers.iter().any(could_be)) {
            out.extend(self.spoken_of(clause, frame));
        }
        if role == frame.from && frame.predicate == Predicate::ImplementedIn && out.is_empty() {
            out.extend(self.placed(clause));
        }
        // "「X법」이 통과됐다. 규율을 받는 곳은 A다".
        if role == frame.from && frame.predicate == Predicate::Restricts && out.is_empty() && self.is_passive(clause) {
            let law = self.context.measure.clone().filter(|m| m.kind == Some(EntityType::Legislation));
            out.extend(law.map(|law| Alternative { fillers: vec![law], weight: CARRIED }));
        }
        if role == frame.from && frame.predicate == Predicate::Replaces {
            out.extend(self.explained_before(clause));
            // "A는 ‘X’를 채택해 ‘Y’를 대체했다".
            out.extend(self.made_before(clause));
        }
        if matches!(role, FrameRole::Dative | FrameRole::Locative)
            && frame.predicate == Predicate::OperatesIn
            && out.is_empty()
        {
            out.extend(self.where_spent(clause));
        }
        // "A는 X를 지원하고, B도 출자했다": into what the clause before gives.
        if role == frame.to && frame.predicate == Predicate::InvestsIn && out.is_empty() {
            out.extend(self.given_before(clause));
        }
        // "A는 캄보디아까지 사업을 넓혔다".
        if role == frame.to && frame.predicate == Predicate::OperatesIn && out.is_empty() {
            let fillers = self.places(clause, &[Role::Also]);
            out.extend((!fillers.is_empty()).then_some(Alternative { fillers, weight: PLACED }));
        }
        self.put_bodies(role, frame, &mut out);
        out
    }

    /// The clause whose predicate stands last before that of another in its sentence.
    pub(crate) fn clause_before(&self, clause: &Clause) -> Option<&Clause> {
        let before = |c: &&Clause| c.kind != ClauseKind::Phrase && c.predicate.end <= clause.predicate.start;
        self.analysis.clauses_in(clause.sentence).rfind(before)
    }

    /// The place into which the clause before puts money: "A는 B에 3억 원을 들여 공장을 짓는다".
    fn where_spent(&self, clause: &Clause) -> Option<Alternative> {
        let before = self.analysis.clauses_in(clause.sentence).rfind(|c| c.range.start < clause.range.start)?;
        let spends = matches!(before.lemma.as_str(), "들이" | "투자" | "투입" | "쏟");
        let mut fillers = self.named(before, &[Role::Dative]);
        fillers.retain(Filler::is_place);
        (spends && before.ending == Ending::Connective && !fillers.is_empty())
            .then_some(Alternative { fillers, weight: SHARED })
    }

    /// What the clause right before makes, where this one does not say who acts: "A는 ‘X’를 마련해 5일 발표했다".
    fn made_before(&self, clause: &Clause) -> Option<Alternative> {
        static MAKING: WordList = WordList::new(&[
            "수립", "마련", "확정", "작성", "편성", "제정", "개정", "개발", "제작", "만들", "정하", "담", "정리",
            "완성", "채택", "도입", "신설",
        ]);
        if clause.kind == ClauseKind::Phrase || self.phrases(clause, &[Role::Subject, Role::Topic]).next().is_some() {
            return None;
        }
        let before = self.clause_before(clause)?;
        let makes = MAKING.has(&before.lemma) && before.ending == Ending::Connective;
        let fillers = self.named(before, &[Role::Object]);
        (makes && !fillers.is_empty()).then_some(Alternative { fillers, weight: SHARED })
    }

    /// The company to which the clause before gives money: "A는 X에 3억 원을 지원하고, B도 출자했다".
    fn given_before(&self, clause: &Clause) -> Option<Alternative> {
        let before = self.clause_before(clause)?;
        let gives = matches!(before.lemma.as_str(), "지원" | "투자" | "출자" | "대출" | "융자" | "보조" | "투입");
        let mut fillers = self.named(before, &[Role::Dative]);
        fillers.retain(|f| f.kind == Some(EntityType::Company));
        (gives && before.ending == Ending::Connective && !fillers.is_empty())
            .then_some(Alternative { fillers, weight: SHARED })
    }

    /// With whom a clause says that something will be done, where it stands in what they agree on: "A는 B와 부담을 줄이기로 합의했다".
    fn agreed_with(&self, clause: &Clause) -> Option<Alternative> {
        let last = clause.predicate.start.checked_sub(1)?;
        let agreed = |c: &&Clause| c.predicate.end == clause.predicate.start;
        let agreed = self.analysis.clauses_in(clause.sentence).find(agreed)?;
        let fillers = self.named(agreed, &[Role::Comitative, Role::With]);
        let content = self.text[self.analysis.words[last].range.clone()].ends_with("기로");
        (content && !fillers.is_empty()).then_some(Alternative { fillers, weight: SHARED })
    }

    /// With whom an agreement is made that a visit leads to: "A부 장관은 B를 방문해 양해각서를 체결했다", "B부 장관을 만나 …하기로 합의했다".
    fn visited(&self, clause: &Clause) -> Option<Alternative> {
        let signs = matches!(clause.lemma.as_str(), "체결" | "맺" | "서명" | "교환");
        let agrees = signs || matches!(clause.lemma.as_str(), "합의" | "협의");
        let before = self.analysis.clauses_in(clause.sentence).filter(|c| c.predicate.end <= clause.predicate.start);
        let visit = before.filter(|c| c.kind != ClauseKind::Phrase).find(|c| {
            matches!(c.lemma.as_str(), "방문" | "찾") && signs || matches!(c.lemma.as_str(), "만나" | "면담") && agrees
        })?;
        let mut fillers = self.named(visit, &[Role::Object]);
        fillers.retain(|f| f.kind.is_some_and(EntityType::is_organization));
        if fillers.is_empty() {
            fillers.extend(self.phrases(visit, &[Role::Object]).filter_map(|p| self.body_of_speaker(p)));
        }
        (visit.ending == Ending::Connective && !fillers.is_empty()).then_some(Alternative { fillers, weight: SHARED })
    }

    /// Whether a clause that describes something supports what its object says, with no money.
    fn supports_other(&self, clause: &Clause) -> bool {
        let mut objects = self.phrases(clause, &[Role::Object]).peekable();
        objects.peek().is_some()
            && !objects.any(|p| self.is_money(&self.analysis.phrases[p]))
            && !self.tells_of_money(clause)
    }

    /// Puts bodies in the place of their heads, where no person can have a role: what the minister does, the ministry does.
    fn put_bodies(&self, role: FrameRole, frame: &Frame, alternatives: &mut [Alternative]) {
        let persons =
            alternatives.iter_mut().flat_map(|a| &mut a.fillers).filter(|f| f.kind == Some(EntityType::Person));
        for person in persons {
            let fits = EntityType::ALL.iter().any(|&other| {
                role == frame.from && frame.allows(EntityType::Person, other)
                    || role == frame.to && frame.allows(other, EntityType::Person)
            });
            if let Some(body) = self.headed_by(person).filter(|_| !fits) {
                *person = body;
            }
        }
    }

    /// The ways to fill a role by what stands in the sentence.
    fn said(&self, clause: &Clause, role: FrameRole, frame: &Frame) -> Vec<Alternative> {
        if clause.prevented {
            return self.kept_from(clause, role);
        }
        let passive = self.is_passive(clause);
        match role {
            // "A는 B로부터 투자받았다": who undergoes it is the one to whom it goes.
            FrameRole::Dative if passive && clause.light != Light::Passive => {
                let mut out = self.marked(clause, &[Role::Dative, Role::Direction, Role::About], true);
                out.extend(self.patients(clause));
                out
            }
            // "A는 X에 B를 참여시킨다": B takes part.
            FrameRole::Subject if clause.light == Light::Causative && frame.predicate == Predicate::ParticipatesIn => {
                self.marked(clause, &[Role::Object, Role::Also], false)
            }
            FrameRole::Subject if passive => {
                let mut out = self.agents(clause, frame);
                // "「X법」은 「Y법」에 의해 대체됐다".
                if frame.predicate == Predicate::Replaces {
                    out.extend(self.marked(clause, &[Role::Agent], false));
                }
                out
            }
            FrameRole::Object if passive => self.patients(clause),
            FrameRole::Subject => self.subjects(clause),
            FrameRole::Object => {
                let mut out = self.objects(clause, frame);
                // "X의 사업비는 480억 원으로, A가 300억 원을 부담한다".
                if frame.predicate == Predicate::Funds {
                    out.extend(self.purse_of(clause));
                    out.extend(self.costs_of(clause));
                }
                out
            }
            FrameRole::Dative => {
                let mut out = self.marked(clause, &[Role::Dative, Role::Direction, Role::About, Role::Locative], true);
                if frame.predicate == Predicate::Funds {
                    // "X 기금에서 3억 원을 빌려준다": out of it.
                    let out_of = self.named(clause, &[Role::Locative]);
                    out.retain(|a| a.fillers != out_of);
                    // "기업의 성장을 지원하는 X": what is supported is said, and no money.
                    if let Some(head) = self.modified(clause).filter(|_| self.supports_other(clause)) {
                        out.retain(|a| a.fillers != head.fillers);
                    }
                    let owners = self.owners_of_plants(clause);
                    out.extend((!owners.is_empty()).then_some(Alternative { fillers: owners, weight: PLACED }));
                    out.extend(self.purse_of(clause));
                    out.extend(self.funded(clause));
                    out.extend(self.costs_of(clause));
                }
                // "‘X’는 A가 참여한다": what the sentence is about, where somebody else acts.
                if frame.predicate == Predicate::ParticipatesIn
                    && self.phrases(clause, &[Role::Subject]).next().is_some()
                {
                    let mut about = self.named(clause, &[Role::Topic]);
                    about.retain(|f| f.kind == Some(EntityType::Program));
                    out.extend((!about.is_empty()).then_some(Alternative { fillers: about, weight: PLACED }));
                }
                // "A가 세부 과제에 3억 원을 투자하는 X": into what is said, and not into what is described.
                if frame.predicate == Predicate::InvestsIn && self.phrases(clause, &[Role::Dative]).next().is_some() {
                    let head = self.modified(clause);
                    out.retain(|a| head.as_ref().is_none_or(|h| a.fillers != h.fillers));
                }
                if frame.predicate == Predicate::Restricts {
                    // "독일에서는 카르텔청이 … 금지": where.
                    let here = self.named(clause, &[Role::Locative]);
                    out.retain(|a| a.fillers != here);
                    out.push(Alternative { fillers: self.wrongdoers(clause), weight: PLACED });
                    for p in self.phrases(clause, &[Role::Dative]) {
                        out.push(Alternative { fillers: self.made_in(p), weight: PLACED });
                        out.push(Alternative { fillers: self.made_by(p), weight: PLACED });
                    }
                    out.retain(|a| !a.fillers.is_empty());
                }
                out
            }
            FrameRole::Locative => self.marked(clause, &[Role::Locative, Role::Dative, Role::Direction], true),
            FrameRole::Comitative => {
                let mut out = self.marked(clause, &[Role::Comitative, Role::With], false);
                if out.is_empty() {
                    out.extend(self.agreed_with(clause).or_else(|| self.visited(clause)));
                }
                out
            }
            FrameRole::Source => self.marked(clause, &[Role::Source, Role::Locative, Role::Agent], false),
            FrameRole::As => self.marked(clause, &[Role::Direction, Role::As], false),
            FrameRole::Basis => self.marked(clause, &[Role::Basis, Role::Dative], false),
            FrameRole::Purpose => self.marked(clause, &[Role::Purpose, Role::About], false),
            FrameRole::Itself | FrameRole::Of => Vec::new(),
        }
    }

    /// Whether the subject of a clause undergoes what its predicate says.
    pub(crate) fn is_passive(&self, clause: &Clause) -> bool {
        match clause.light {
            Light::Passive | Light::Undergo => true,
            Light::Active | Light::Causative => clause.kind == ClauseKind::Phrase && self.passive_support(clause),
        }
    }

    /// Whether a verbal noun is what the subject of its support verb undergoes: "지원을 받다".
    fn passive_support(&self, clause: &Clause) -> bool {
        // "판매 허가를 받다": what is got is the permission.
        let last = |p: usize| self.analysis.phrases[p].nouns.end == clause.predicate.end;
        clause.head.is_some_and(last)
            && self.governor(clause).is_some_and(|(g, role)| {
                role == Role::Object && matches!(g.lemma.as_str(), "받" | "당하" | "입") && g.kind == ClauseKind::Verb
            })
    }

    /// The clause that takes the phrase which a verbal noun or a content clause heads, and the role that the phrase has there.
    pub(crate) fn governor(&self, clause: &Clause) -> Option<(&Clause, Role)> {
        // A member of a list is governed as the list is.
        let phrase = self.list_end(clause.head?);
        let governs = |c: &&Clause| c.arguments.contains(&phrase) && c.predicate != clause.predicate;
        let governor = self.beside(phrase).find(governs)?;
        Some((governor, self.analysis.phrases[phrase].role))
    }

    /// The clauses of the sentence in which a phrase stands: those that take it or modify it are among them.
    pub(crate) fn beside(&self, phrase: usize) -> impl DoubleEndedIterator<Item = &Clause> {
        let start = self.analysis.phrases[phrase].words.start;
        self.analysis.clauses_in(self.analysis.sentence_of(start))
    }

    /// The phrases of a clause with these roles, members of lists left to those that close them.
    pub(crate) fn phrases<'s>(&'s self, clause: &'s Clause, roles: &'s [Role]) -> impl Iterator<Item = usize> + 's {
        clause
            .arguments
            .iter()
            .copied()
            .filter(move |&p| roles.contains(&self.analysis.phrases[p].role) && !self.is_member(p))
    }

    fn marked(&self, clause: &Clause, roles: &[Role], bare: bool) -> Vec<Alternative> {
        let mut out = Vec::new();
        for role in roles {
            for p in self.phrases(clause, std::slice::from_ref(role)) {
                out.push(Alternative { fillers: self.fillers(p).to_vec(), weight: MARKED });
            }
        }
        if bare {
            for p in self.phrases(clause, &[Role::Bare]).filter(|&p| self.is_near(clause, p)) {
                out.push(Alternative { fillers: self.fillers(p).to_vec(), weight: PLACED });
            }
            out.extend(self.modified(clause));
            // "드레스덴 공장을 가동": the place is named with what stands there.
            for p in self.phrases(clause, &[Role::Object]) {
                let places = self.fillers(p).iter().filter(|f| f.is_place()).cloned();
                out.push(Alternative { fillers: places.collect(), weight: PLACED });
            }
        }
        // The genitive of a verbal noun stands for what it has no particle for: "해솔과의 합병", "누리사로의 매각".
        if clause.kind == ClauseKind::Phrase
            && let Some((governor, _)) = self.governor(clause)
            && self.is_support(governor)
        {
            for role in roles {
                for p in self.phrases(governor, std::slice::from_ref(role)) {
                    out.push(Alternative { fillers: self.fillers(p).to_vec(), weight: SHARED });
                }
            }
        }
        out.retain(|a| !a.fillers.is_empty());
        out
    }

    /// Whether a bare phrase stands right before the predicate.
    fn is_near(&self, clause: &Clause, phrase: usize) -> bool {
        let p = &self.analysis.phrases[phrase];
        p.inner || p.words.end + 1 >= clause.predicate.start
    }

    /// Whether a clause only carries its verbal noun.
    pub(crate) fn is_support(&self, clause: &Clause) -> bool {
        self.frames.support(&clause.lemma).iter().any(|s| s.usage != SupportUse::Say)
    }

    /// Whether a clause says what is acted on, named or not.
    pub(crate) fn has_object(&self, clause: &Clause) -> bool {
        self.phrases(clause, &[Role::Object]).next().is_some()
    }

    fn weaker(&self, alternatives: Vec<Alternative>, by: f64) -> Vec<Alternative> {
        alternatives.into_iter().map(|a| Alternative { weight: a.weight * by, ..a }).collect()
    }

    /// Who acts in the passive.
    fn agents(&self, clause: &Clause, frame: &Frame) -> Vec<Alternative> {
        let mut out = Vec::new();
        for role in [Role::Agent, Role::Source, Role::Subject, Role::Dative, Role::Locative] {
            let topic = self.phrases(clause, &[Role::Topic]).next().is_some() || clause.topic.is_some();
            for p in self.phrases(clause, &[role]) {
                // The subject of a passive acts only where something else is what it is about: "X는 산업부 주도로 추진된다".
                if role == Role::Subject && !(topic || clause.head.is_some()) {
                    continue;
                }
                // "A가 외국 기술로 제작된 부품을 산다": A buys.
                let describes = clause.light == Light::Passive && clause.ending == Ending::Adnominal;
                let own_topic = self.phrases(clause, &[Role::Topic]).next().is_some();
                if role == Role::Subject && describes && !own_topic && self.fillers(p).iter().all(Filler::is_firm) {
                    continue;
                }
                // "캄보디아에서 추진되는", "3개국에서 시행되며": where, not by whom.
                let runs = matches!(frame.predicate, Predicate::Leads | Predicate::ParticipatesIn);
                let placed = role == Role::Locative && (runs || clause.ending == Ending::Adnominal);
                // "「X법」에 의해 제외된다".
                let law = |k| frame.predicate == Predicate::Restricts && k == EntityType::Legislation;
                let able = |f: &Filler| f.kind.is_none_or(|k| k.is_actor() || law(k)) && !(placed && f.is_place());
                let fillers: Vec<Filler> = self.fillers(p).iter().filter(|f| able(f)).cloned().collect();
                out.push(Alternative {
                    fillers,
                    weight: if matches!(role, Role::Agent | Role::Source) { MARKED } else { PLACED },
                });
            }
        }
        // "「X법」에 따라 A는 납품에서 제외된다".
        if frame.predicate == Predicate::Restricts && out.iter().all(|a| a.fillers.is_empty()) {
            let mut laws = self.named(clause, &[Role::Basis]);
            laws.retain(|f| f.kind == Some(EntityType::Legislation));
            out.push(Alternative { fillers: laws, weight: PLACED });
        }
        if let Some((governor, _)) = self.governor(clause).filter(|_| clause.kind == ClauseKind::Phrase) {
            for p in self.phrases(governor, &[Role::Source, Role::Agent, Role::Dative, Role::Locative]) {
                out.push(Alternative { fillers: self.fillers(p).to_vec(), weight: SHARED });
            }
            for p in self.phrases(clause, &[Role::Genitive]) {
                out.push(Alternative { fillers: self.fillers(p).to_vec(), weight: SHARED });
            }
        }
        out.retain(|a| !a.fillers.is_empty());
        out
    }

    /// What is acted on in the passive: the subject.
    fn patients(&self, clause: &Clause) -> Vec<Alternative> {
        let mut out = Vec::new();
        if clause.kind == ClauseKind::Phrase {
            for p in self.phrases(clause, &[Role::Genitive]) {
                out.push(Alternative { fillers: self.fillers(p).to_vec(), weight: PLACED });
            }
            if let Some((governor, _)) = self.governor(clause) {
                out.extend(self.weaker(self.subjects(governor), SHARED));
            }
            out.retain(|a| !a.fillers.is_empty());
            return out;
        }
        for p in self.phrases(clause, &[Role::Subject, Role::Topic, Role::Also, Role::Bare]) {
            out.push(Alternative { fillers: self.fillers(p).to_vec(), weight: MARKED });
        }
        // A real object beside 받다: "지원받은 X를".
        for p in self.phrases(clause, &[Role::Object]) {
            out.push(Alternative { fillers: self.fillers(p).to_vec(), weight: PLACED });
        }
        out.extend(self.modified(clause));
        if out.iter().all(|a| a.fillers.is_empty()) && self.is_of_anybody(clause) {
            return Vec::new();
        }
        out.extend(clause.topic.map(|t| Alternative { fillers: self.fillers(t).to_vec(), weight: SHARED }));
        out.extend(self.of_neighbours(clause));
        out.retain(|a| !a.fillers.is_empty());
        if out.is_empty() && clause.topic.is_none() {
            out.extend(self.context.programme.clone().map(|p| Alternative { fillers: vec![p], weight: CARRIED }));
        }
        out
    }
}
