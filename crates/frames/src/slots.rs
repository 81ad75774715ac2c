//! The deep roles of a clause: surface cases by voice, what the clause modifies, what it shares with others, what is carried over.

use crate::Scene;
use crate::fillers::Filler;
use policygraph_korean::analysis::{Clause, ClauseKind, Phrase, Role};
use policygraph_korean::verb::{Ending, Light};
use policygraph_model::EntityType;
use policygraph_registry::{Frame, FrameRole, SupportUse};

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
pub(crate) const RUNNING: &[&str] =
    &["총괄", "운영", "운용", "주관", "관리", "전담", "기획", "시행", "발주", "사무국", "주최"];

/// How far apart a role and its surface are: said by its particle, by its place, by another clause of the sentence, before.
const MARKED: f64 = 0.95;
const PLACED: f64 = 0.85;
const SHARED: f64 = 0.85;
const CARRIED: f64 = 0.6;

impl Scene<'_> {
    /// The ways to fill a role of a clause, the surest first.
    pub(crate) fn alternatives(&self, clause: &Clause, role: FrameRole, frame: &Frame) -> Vec<Alternative> {
        let mut out = self.said(clause, role, frame);
        if role == frame.from && frame.predicate == policygraph_model::Predicate::HoldsPosition {
            out.extend(self.person_before(clause));
        }
        if role == frame.to && frame.predicate == policygraph_model::Predicate::HoldsPosition && out.is_empty() {
            out.extend(self.appointing(clause));
        }
        // "X에는 수소 충전소 설치 방안이 담겼다": what is in X is about hydrogen.
        if role == frame.to && frame.predicate == policygraph_model::Predicate::HasTopic && out.is_empty() {
            out.extend(self.topics_within(clause, role));
        }
        let could_be = |f: &Filler| f.kind.is_none_or(|k| EntityType::ALL.iter().any(|&t| frame.allows(t, k)));
        if role == frame.to && out.iter().all(|a| a.carried() || !a.fillers.iter().any(could_be)) {
            out.extend(self.spoken_of(clause, frame));
        }
        if role == frame.from && frame.predicate == policygraph_model::Predicate::ImplementedIn && out.is_empty() {
            out.extend(self.placed(clause));
        }
        if role == frame.from && frame.predicate == policygraph_model::Predicate::Replaces {
            out.extend(self.explained_before(clause));
        }
        out
    }

    /// Who appoints somebody to an office of its own: "A는 ○○○ 사장을 대표이사로 선임".
    fn appointing(&self, clause: &Clause) -> Option<Alternative> {
        let office = self.phrases(clause, &[Role::Direction, Role::As, Role::Dative]).any(|p| {
            let last = self.analysis.phrases[p].nouns.end.checked_sub(1);
            let noun = last.map_or("", |w| &self.text[self.analysis.words[w].stem.clone()]);
            policygraph_korean::title::is_title(noun) && self.fillers(p).is_empty()
        });
        let body = |a: &Alternative| a.fillers.iter().all(|f| f.kind.is_some_and(EntityType::is_organization));
        self.subjects(clause).into_iter().filter(|_| office).find(body)
    }

    /// The person that a phrase names before another office: "○○○ 전 A부 장관이 B 원장에 선임됐다".
    fn person_before(&self, clause: &Clause) -> Option<Alternative> {
        let words = &self.analysis.words;
        let of_phrase = |p: usize| {
            let start = words[self.analysis.phrases[p].nouns.start].stem.start;
            self.referents.iter().find(|r| r.range.start == start && r.kind == Some(EntityType::Person))
        };
        let person = self.phrases(clause, &[Role::Subject, Role::Topic, Role::Object]).find_map(of_phrase)?;
        let filler = Filler { id: person.id, kind: person.kind, range: person.range.clone(), carried: false };
        Some(Alternative { fillers: vec![filler], weight: PLACED })
    }

    /// The technologies that the phrases of a role name, whatever of them is meant.
    fn topics_within(&self, clause: &Clause, role: FrameRole) -> Option<Alternative> {
        let surface = match role {
            FrameRole::Subject => Role::Subject,
            FrameRole::Object => Role::Object,
            _ => return None,
        };
        let fillers: Vec<Filler> = self.phrases(clause, &[surface]).flat_map(|p| self.technologies_in(p)).collect();
        (!fillers.is_empty()).then_some(Alternative { fillers, weight: PLACED })
    }

    /// The technologies that a phrase names, whatever of them is meant.
    pub(crate) fn technologies_in(&self, phrase: usize) -> Vec<Filler> {
        let words = &self.analysis.words;
        let nouns = &self.analysis.phrases[phrase].nouns;
        let Some(last) = nouns.end.checked_sub(1).and_then(|w| words.get(w)) else { return Vec::new() };
        let bytes = words[nouns.start].range.start..last.range.end;
        let inside = |r: &&crate::Referent| {
            r.kind == Some(EntityType::Technology) && bytes.start <= r.range.start && r.range.end <= bytes.end
        };
        let filler = |r: &crate::Referent| Filler { id: r.id, kind: r.kind, range: r.range.clone(), carried: false };
        self.referents.iter().filter(inside).map(filler).collect()
    }

    /// What was brought up before, where a clause that names nobody goes on about it: "…를 대체하는 것으로, …".
    fn explained_before(&self, clause: &Clause) -> Option<Alternative> {
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
    fn placed(&self, clause: &Clause) -> Option<Alternative> {
        let modifying = matches!(clause.ending, Ending::Adnominal | Ending::Prospective);
        let silent = self.phrases(clause, &[Role::Object, Role::Subject, Role::Topic]).next().is_none();
        let placed = self.phrases(clause, &[Role::Locative, Role::Dative]).any(|p| !self.fillers(p).is_empty());
        let programme = self.programme_at(clause).filter(|_| placed && silent && !modifying)?;
        (clause.kind != ClauseKind::Phrase).then(|| Alternative { fillers: vec![programme], weight: CARRIED })
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
            FrameRole::Subject if passive => self.agents(clause),
            FrameRole::Object if passive => self.patients(clause),
            FrameRole::Subject => self.subjects(clause),
            FrameRole::Object => {
                let mut out = self.objects(clause, frame);
                // "X의 사업비는 480억 원으로, A가 300억 원을 부담한다".
                if frame.predicate == policygraph_model::Predicate::Funds && self.has_money(clause) {
                    out.extend(self.purse_of(clause));
                }
                out
            }
            FrameRole::Dative => {
                let mut out = self.marked(clause, &[Role::Dative, Role::Direction, Role::About, Role::Locative], true);
                if frame.predicate == policygraph_model::Predicate::Funds {
                    out.extend(self.purse_of(clause));
                }
                if frame.predicate == policygraph_model::Predicate::Restricts {
                    for p in self.phrases(clause, &[Role::Dative]) {
                        out.push(Alternative { fillers: self.made_in(p), weight: PLACED });
                    }
                    out.retain(|a| !a.fillers.is_empty());
                }
                out
            }
            FrameRole::Locative => self.marked(clause, &[Role::Locative, Role::Dative, Role::Direction], true),
            FrameRole::Comitative => self.marked(clause, &[Role::Comitative, Role::With], false),
            FrameRole::Source => self.marked(clause, &[Role::Source, Role::Locative, Role::Agent], false),
            FrameRole::As => self.marked(clause, &[Role::Direction, Role::As], false),
            FrameRole::Basis => self.marked(clause, &[Role::Basis, Role::Dative], false),
            FrameRole::Purpose => self.marked(clause, &[Role::Purpose, Role::About], false),
            FrameRole::Itself | FrameRole::Of => Vec::new(),
        }
    }

    /// What has the money that a clause is about: X in "X의 재원은 A가 댄다".
    fn purse_of(&self, clause: &Clause) -> Option<Alternative> {
        const MONEY: &[&str] = &["재원", "예산", "사업비", "자금", "비용", "연구비", "건립비", "운영비", "공사비"];
        let named = self.phrases(clause, &[Role::Topic, Role::Subject, Role::Object]).chain(clause.topic);
        let purse = named.into_iter().find(|&p| {
            let last = self.analysis.phrases[p].nouns.end.checked_sub(1);
            last.is_some_and(|w| MONEY.contains(&&self.text[self.analysis.words[w].stem.clone()]))
        })?;
        // "X 예산은 A가 댄다".
        let p = &self.analysis.phrases[purse];
        let within = Phrase { nouns: p.nouns.start..p.nouns.end - 1, ..p.clone() };
        if let Some(own) = (!within.nouns.is_empty()).then(|| self.head(&within)).flatten() {
            return Some(Alternative { fillers: vec![own], weight: PLACED });
        }
        let owner = purse.checked_sub(1).filter(|&b| self.analysis.phrases[b].role == Role::Genitive);
        // "재원은 A가 부담한다": of the programme that is spoken of.
        let Some(owner) = owner else {
            let topic = self.analysis.phrases[purse].role == Role::Topic;
            let programme = self.programme_at(clause).filter(|_| topic)?;
            return Some(Alternative { fillers: vec![programme], weight: CARRIED });
        };
        let fillers = self.fillers(owner);
        (!fillers.is_empty()).then_some(Alternative { fillers, weight: PLACED })
    }

    /// The roles of "A는 B가 X를 하지 못하게 했다": A keeps B from it, or whom X goes to, or who makes X.
    fn kept_from(&self, clause: &Clause, role: FrameRole) -> Vec<Alternative> {
        let of = |roles: &[Role]| -> Vec<Alternative> {
            let all = roles.iter().flat_map(|r| self.phrases(clause, std::slice::from_ref(r)).collect::<Vec<_>>());
            all.map(|p| Alternative { fillers: self.fillers(p), weight: PLACED })
                .filter(|a| !a.fillers.is_empty())
                .collect()
        };
        match role {
            FrameRole::Subject => {
                let topic = clause.topic.map(|t| Alternative { fillers: self.fillers(t), weight: PLACED });
                of(&[Role::Topic]).into_iter().chain(topic).filter(|a| !a.fillers.is_empty()).collect()
            }
            FrameRole::Object => of(&[Role::Subject, Role::Object, Role::Dative]),
            FrameRole::Dative => of(&[Role::Dative]),
            _ => Vec::new(),
        }
    }

    /// Whether a sum or a word for money stands in a clause or in the one that carries it.
    pub(crate) fn tells_of_money(&self, clause: &Clause) -> bool {
        const WORDS: &[&str] = &[
            "보조금",
            "자금",
            "예산",
            "지원금",
            "기금",
            "국비",
            "재원",
            "차관",
            "대출",
            "연구비",
            "융자",
            "출연금",
            "사업비",
            "투자금",
            "성금",
            "돈",
        ];
        let worded = |c: &Clause| {
            c.arguments.iter().any(|&p| {
                let nouns = self.analysis.phrases[p].nouns.clone();
                nouns
                    .into_iter()
                    .any(|w| self.analysis.words.get(w).is_some_and(|w| WORDS.contains(&&self.text[w.stem.clone()])))
            })
        };
        let told = |c: &Clause| self.has_money(c) || worded(c);
        told(clause) || self.governor(clause).is_some_and(|(g, _)| told(g))
    }

    /// Whether the subject of a clause undergoes what its predicate says.
    fn is_passive(&self, clause: &Clause) -> bool {
        match clause.light {
            Light::Passive | Light::Undergo => true,
            Light::Active | Light::Causative => clause.kind == ClauseKind::Phrase && self.passive_support(clause),
        }
    }

    /// Whether a verbal noun is what the subject of its support verb undergoes: "지원을 받다".
    fn passive_support(&self, clause: &Clause) -> bool {
        self.governor(clause).is_some_and(|(g, role)| {
            role == Role::Object && matches!(g.lemma.as_str(), "받" | "당하" | "입") && g.kind == ClauseKind::Verb
        })
    }

    /// The clause that takes the phrase which a verbal noun or a content clause heads, and the role that the phrase has there.
    pub(crate) fn governor(&self, clause: &Clause) -> Option<(&Clause, Role)> {
        let mut phrase = clause.head?;
        // A member of a list is governed as the list is.
        while let Some(next) = self.following_member(phrase) {
            phrase = next;
        }
        let governs = |c: &&Clause| c.arguments.contains(&phrase) && c.predicate != clause.predicate;
        let governor = self.analysis.clauses.iter().find(governs)?;
        Some((governor, self.analysis.phrases[phrase].role))
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
                out.push(Alternative { fillers: self.fillers(p), weight: MARKED });
            }
        }
        if bare {
            for p in self.phrases(clause, &[Role::Bare]).filter(|&p| self.is_near(clause, p)) {
                out.push(Alternative { fillers: self.fillers(p), weight: PLACED });
            }
            out.extend(self.modified(clause));
            // "드레스덴 공장을 가동": the place is named with what stands there.
            for p in self.phrases(clause, &[Role::Object]) {
                let places = self
                    .fillers(p)
                    .into_iter()
                    .filter(|f| matches!(f.kind, Some(EntityType::Place | EntityType::Country)));
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
                    out.push(Alternative { fillers: self.fillers(p), weight: SHARED });
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

    /// What a modifying clause describes, itself or through the noun of the copula: "A는 B가 만든 제도다". A clause before it that names no
    /// topic describes the same: "A가 내고 B가 굴리는 X".
    pub(crate) fn modified(&self, clause: &Clause) -> Option<Alternative> {
        let is_modifying =
            |c: &Clause| c.kind != ClauseKind::Phrase && matches!(c.ending, Ending::Adnominal | Ending::Prospective);
        let head = if is_modifying(clause) {
            clause.head?
        } else {
            let goes_on = clause.kind == ClauseKind::Verb
                && clause.ending == Ending::Connective
                && self.phrases(clause, &[Role::Topic]).next().is_none();
            let next = self.analysis.clauses.iter().filter(|_| goes_on).find(|c| {
                c.sentence == clause.sentence
                    && c.kind != ClauseKind::Phrase
                    && c.predicate.start >= clause.predicate.end
            })?;
            let no_topic = self.phrases(next, &[Role::Topic]).next().is_none();
            next.head.filter(|_| is_modifying(next) && no_topic)?
        };
        // "A가 운영하는 B와 C": the list that starts there.
        let mut last = head;
        while let Some(next) = self.following_member(last) {
            last = next;
        }
        let mut fillers = self.fillers(last);
        // "X는 A가 만든 반도체다": X, not all that is of its kind.
        let kind = fillers.iter().all(|f| f.kind == Some(EntityType::Technology));
        if kind && self.analysis.phrases[last].role == Role::Complement {
            let explained = self.explained(clause.sentence, self.analysis.phrases[last].words.start);
            if !explained.is_empty() {
                fillers = explained;
            }
        }
        if fillers.is_empty()
            && matches!(self.analysis.phrases[last].role, Role::Complement | Role::Direction | Role::Bare)
        {
            fillers = self.explained(clause.sentence, self.analysis.phrases[last].words.start);
        }
        if fillers.is_empty() {
            fillers = self.told_to_be(last);
        }
        (!fillers.is_empty()).then_some(Alternative { fillers, weight: PLACED })
    }

    /// Who or what a sentence says that a phrase is: "X에 참여하는 기업은 A다", "X에 참여하는 기업으로는 A가 있다".
    fn told_to_be(&self, phrase: usize) -> Vec<Filler> {
        let Some(clause) = self.clause_with(phrase).filter(|c| !c.negative) else { return Vec::new() };
        let role = match (self.analysis.phrases[phrase].role, clause.kind) {
            (Role::Topic | Role::Subject, ClauseKind::Copula) => Role::Complement,
            (Role::Direction, _) if matches!(clause.lemma.as_str(), "있" | "꼽히") => Role::Subject,
            _ => return Vec::new(),
        };
        let names = self.phrases(clause, &[role]).find(|&p| p != phrase);
        names.map(|p| self.fillers(p)).unwrap_or_default()
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
        first.map(|p| self.fillers(p)).unwrap_or_default()
    }

    /// Whether a clause only carries its verbal noun.
    pub(crate) fn is_support(&self, clause: &Clause) -> bool {
        self.frames.support(&clause.lemma).iter().any(|s| s.usage != SupportUse::Say)
    }

    /// Whether a clause says what is acted on, named or not.
    pub(crate) fn has_object(&self, clause: &Clause) -> bool {
        self.phrases(clause, &[Role::Object]).next().is_some()
    }

    /// Whether a phrase in 에서 is also what the sentence is about: 에서는, 에선.
    fn is_topical(&self, phrase: usize) -> bool {
        let last = self.analysis.phrases[phrase].words.end.saturating_sub(1);
        self.analysis.words.get(last).is_some_and(|w| self.text[w.range.clone()].ends_with(['는', '선']))
    }

    /// Who acts.
    pub(crate) fn subjects(&self, clause: &Clause) -> Vec<Alternative> {
        let mut out = Vec::new();
        let add = |out: &mut Vec<Alternative>, fillers: Vec<Filler>, weight: f64| {
            if !fillers.is_empty() {
                out.push(Alternative { fillers, weight });
            }
        };
        let mut named = false;
        for role in [Role::Subject, Role::Topic] {
            for p in self.phrases(clause, &[role]) {
                named |= self.acts(p);
                let mut fillers = self.fillers(p);
                if fillers.is_empty() && self.is_quoted(clause) {
                    fillers.extend(self.body_of_speaker(p));
                }
                if role == Role::Subject || !fillers.is_empty() {
                    // Those who act with the subject act too.
                    fillers.extend(self.with(clause));
                }
                add(&mut out, fillers, MARKED);
            }
        }
        for p in self.phrases(clause, &[Role::Also]) {
            let fillers: Vec<Filler> =
                self.fillers(p).into_iter().filter(|f| f.kind.is_some_and(EntityType::is_actor)).collect();
            named |= !fillers.is_empty();
            add(&mut out, fillers, PLACED);
        }
        for p in self.phrases(clause, &[Role::Agent]) {
            add(&mut out, self.fillers(p), PLACED);
        }
        // "환경부에서는 … 추진한다", "국회에서".
        let unsaid = self.phrases(clause, &[Role::Subject, Role::Topic]).next().is_none();
        for p in self.phrases(clause, &[Role::Locative]).filter(|&p| unsaid && self.is_topical(p)) {
            let bodies: Vec<Filler> = self
                .fillers(p)
                .into_iter()
                .filter(|f| f.kind.is_some_and(|k| k.is_organization() && k != EntityType::Company))
                .collect();
            add(&mut out, bodies, PLACED);
        }
        if named {
            return out;
        }
        // "‘X’에 A 등 참여": who stands bare before the verbal noun, where another particle says in what.
        let told = self.phrases(clause, &[Role::Dative, Role::Object, Role::Comitative]).next().is_some();
        if clause.kind == ClauseKind::Noun && told {
            for p in self.phrases(clause, &[Role::Bare]) {
                let q = &self.analysis.phrases[p];
                let actors = self.fillers(p).into_iter().filter(|f| f.kind.is_some_and(EntityType::is_actor));
                let fillers: Vec<Filler> = actors.collect();
                if q.words.end == clause.predicate.start && q.listed {
                    add(&mut out, fillers, PLACED);
                }
            }
        }
        if let Some(first) = self.headline_subject(clause) {
            named = true;
            add(&mut out, first, PLACED);
        }
        if clause.kind == ClauseKind::Phrase {
            let possessor = self.phrases(clause, &[Role::Genitive]).flat_map(|p| self.fillers(p)).collect::<Vec<_>>();
            let object = clause.arguments.iter().any(|&p| self.analysis.phrases[p].inner);
            add(&mut out, possessor, if object { MARKED } else { CARRIED });
            if let Some((governor, role)) = self.governor(clause) {
                // "운영은 A", "운영: A": what the noun says is done by whom the sentence names.
                if governor.kind == ClauseKind::Copula && matches!(role, Role::Topic | Role::Subject) {
                    let named = governor.arguments.iter().copied();
                    let complement = named.filter(|&p| self.analysis.phrases[p].role == Role::Complement);
                    add(&mut out, complement.flat_map(|p| self.fillers(p)).collect(), PLACED);
                    return out;
                }
                // "합병을 승인받았다": who is permitted something does it.
                let lends = self.is_support(governor)
                    || governor.light == Light::Undergo
                    || self.frames.support(&governor.lemma).iter().any(|s| s.usage == SupportUse::Say);
                // "구축에 차관을 제공": who gives something for it does not do it.
                let gives = role == Role::Dative && self.phrases(governor, &[Role::Object]).next().is_some();
                if gives {
                    return out;
                }
                if lends && role != Role::Subject && role != Role::Topic {
                    out.extend(self.weaker(self.subjects(governor), SHARED));
                } else if lends {
                    // "개발은 A가 맡는다", "인수가 마무리됐다": who else acts in it.
                    let others = self
                        .phrases(governor, &[Role::Subject, Role::Agent])
                        .filter(|&p| Some(p) != clause.head)
                        .flat_map(|p| self.fillers(p))
                        .collect::<Vec<_>>();
                    add(&mut out, others, SHARED);
                } else if role == Role::Purpose {
                    out.extend(self.weaker(self.subjects(governor), CARRIED));
                }
            }
            return out;
        }
        out.extend(self.modified(clause));
        if !named && self.is_of_anybody(clause) {
            return out;
        }
        if let Some(topic) = clause.topic {
            let mut fillers = self.fillers(topic);
            if fillers.is_empty() && self.is_quoted(clause) {
                fillers.extend(self.body_of_speaker(topic));
            }
            if fillers.is_empty() && self.acts(topic) && !self.is_setting(topic) {
                return out;
            }
            add(&mut out, fillers, SHARED);
        }
        if !named {
            out.extend(self.of_neighbours(clause));
        }
        if out.iter().all(|a| a.fillers.is_empty()) || clause.topic.is_none() {
            add(&mut out, self.context.subjects.clone(), CARRIED);
        }
        // Those who act with whoever acts.
        let partners = self.with(clause);
        if out.iter().all(|a| a.fillers.is_empty()) && !partners.is_empty() {
            add(&mut out, partners.clone(), CARRIED);
        }
        for alternative in &mut out {
            alternative
                .fillers
                .extend(partners.iter().filter(|p| !alternative.fillers.contains(p)).cloned().collect::<Vec<_>>());
        }
        out
    }

    /// Whether a clause is part of what somebody is quoted to say: "X를 추진하겠다고", "X를 추진할 계획이라고".
    fn is_quoted(&self, clause: &Clause) -> bool {
        let quoted = |c: &Clause| c.sentence == clause.sentence && c.ending == Ending::Quotative;
        self.analysis.clauses.iter().any(|c| quoted(c) && c.predicate.start >= clause.predicate.start)
    }

    /// The organization for which a phrase says that somebody speaks: "A사 관계자는", "A부 대변인은", "A사 ○○○ 대표는".
    fn body_of_speaker(&self, phrase: usize) -> Option<Filler> {
        const SPEAKING: &[&str] = &["관계자", "대변인", "당국자", "담당자", "책임자", "측"];
        let p = &self.analysis.phrases[phrase];
        let last = p.nouns.end.checked_sub(1)?;
        let noun = &self.text[self.analysis.words[last].stem.clone()];
        let speaks = SPEAKING.contains(&noun) || policygraph_korean::title::is_title(noun);
        let words = &self.analysis.words;
        let bytes = words[p.nouns.start].range.start..words[last].range.end;
        let body = |r: &&crate::Referent| {
            let organization = r.kind.is_some_and(|k| k.is_organization() && k != EntityType::MediaOrganization);
            organization && bytes.start <= r.range.start && r.range.end <= bytes.end
        };
        let body = self.referents.iter().filter(|_| speaks).rfind(body)?;
        Some(Filler { id: body.id, kind: body.kind, range: body.range.clone(), carried: false })
    }

    /// Whether a clause only tells which companies, cities or people are meant: "X에 참여할 중소기업을", "X에 선정된 지역을". What the sentence is
    /// about does not do it.
    pub(crate) fn is_of_anybody(&self, clause: &Clause) -> bool {
        const ANYBODY: &[&str] = &[
            "기업",
            "업체",
            "회사",
            "기관",
            "대학",
            "사람",
            "청년",
            "학생",
            "농가",
            "지자체",
            "국가",
            "나라",
            "사업자",
            "연구자",
            "개발자",
            "가구",
            "주민",
            "국민",
            "소상공인",
            "스타트업",
            "단체",
            "인력",
            "인재",
            "전문가",
            "도시",
            "지역",
            "곳",
            "참가자",
            "지원자",
            "신청자",
            "농민",
            "어민",
            "근로자",
            "조직",
            "소비자",
            "이용자",
            "환자",
            "회원사",
            "협력사",
            "컨소시엄",
            "병원",
            "학교",
            "연구실",
            "연구팀",
            "팀",
        ];
        let modifying = matches!(clause.ending, Ending::Adnominal | Ending::Prospective);
        clause.kind != ClauseKind::Phrase
            && modifying
            && clause.head.is_some_and(|head| {
                let last = self.analysis.phrases[head].nouns.end.checked_sub(1);
                let noun = last.map_or("", |w| &self.text[self.analysis.words[w].stem.clone()]);
                self.fillers(head).is_empty() && ANYBODY.iter().any(|n| noun.ends_with(n))
            })
    }

    fn weaker(&self, alternatives: Vec<Alternative>, by: f64) -> Vec<Alternative> {
        alternatives.into_iter().map(|a| Alternative { weight: a.weight * by, ..a }).collect()
    }

    /// Whether a phrase with a particle of the subject can act: a time or a sum does not.
    fn acts(&self, phrase: usize) -> bool {
        let p = &self.analysis.phrases[phrase];
        let Some(last) = p.nouns.end.checked_sub(1) else { return false };
        let stem = &self.text[self.analysis.words[last].stem.clone()];
        // "어느 업체는": somebody else.
        if matches!(stem, "업체" | "기업" | "회사" | "기관" | "단체" | "은행" | "대학") {
            return true;
        }
        !(stem.starts_with(|c: char| c.is_ascii_digit())
            || self.is_setting(phrase)
            || self.frames.is_verbal(stem)
            || self.frames.is_relational(stem))
    }

    /// Whether a phrase tells when or how much: 올해는, 이번에는, 3일은.
    fn is_setting(&self, phrase: usize) -> bool {
        const SETTINGS: &[&str] = &[
            "올해",
            "내년",
            "지난해",
            "작년",
            "이번",
            "이달",
            "현재",
            "당초",
            "이후",
            "최근",
            "규모",
            "예산",
            "기간",
            "사업비",
            "총사업비",
            "국비",
            "금액",
            "목표",
            "대상",
            "것",
            "수",
            "점",
            "경우",
            "이날",
            "당시",
        ];
        let p = &self.analysis.phrases[phrase];
        let last = p.nouns.end.saturating_sub(1);
        self.analysis.words.get(last).is_some_and(|w| SETTINGS.contains(&&self.text[w.stem.clone()]))
    }

    /// The names that open a headline before a comma: "구글, 누리사 인수".
    pub(crate) fn headline_subject(&self, clause: &Clause) -> Option<Vec<Filler>> {
        let first = *clause.arguments.first()?;
        let p = &self.analysis.phrases[first];
        let opens = p.words.start == 0 || self.analysis.words[p.words.start - 1].stop;
        // "A·B, X 추진": the list before the comma.
        let mut comma = first;
        while self.analysis.phrases.get(comma).is_some_and(|q| {
            q.role == Role::Bare && !q.comma && q.joint == Some(policygraph_korean::analysis::Joint::Tight)
        }) {
            comma += 1;
        }
        let closes = self.analysis.phrases.get(comma).is_some_and(|q| q.role == Role::Bare && q.comma);
        if p.role != Role::Bare || !closes || !opens {
            return None;
        }
        let mut last = first;
        let mut fillers = self
            .head(p)
            .filter(|f| f.kind.is_none_or(|k| k.is_actor() || k == EntityType::Place))
            .into_iter()
            .collect::<Vec<_>>();
        while !fillers.is_empty() && last < comma {
            last += 1;
            fillers.extend(self.head(&self.analysis.phrases[last]));
        }
        while !fillers.is_empty()
            && self.analysis.phrases.get(last + 1).is_some_and(|n| n.role == Role::Bare && n.comma && n.joint.is_some())
        {
            last += 1;
            fillers.extend(self.head(&self.analysis.phrases[last]));
        }
        (!fillers.is_empty()).then_some(fillers)
    }

    /// Who acts in the clauses of the same sentence beside this one: the next that names somebody, else the one before.
    fn of_neighbours(&self, clause: &Clause) -> Vec<Alternative> {
        let own = |c: &Clause| {
            let fillers: Vec<Filler> =
                self.phrases(c, &[Role::Subject, Role::Topic]).flat_map(|p| self.fillers(p)).collect();
            (!fillers.is_empty()).then_some(Alternative { fillers, weight: SHARED })
        };
        let beside = |c: &&Clause| {
            c.sentence == clause.sentence
                && c.kind != ClauseKind::Phrase
                && c.predicate != clause.predicate
                && !matches!(c.ending, Ending::Adnominal | Ending::Prospective)
        };
        let clauses = &self.analysis.clauses;
        let after = clauses.iter().filter(beside).find(|c| c.predicate.start > clause.predicate.start).and_then(own);
        let before = clauses.iter().filter(beside).rfind(|c| c.predicate.start < clause.predicate.start).and_then(own);
        before.or(after).into_iter().collect()
    }

    /// What is acted on.
    fn objects(&self, clause: &Clause, frame: &Frame) -> Vec<Alternative> {
        let mut out: Vec<Alternative> = Vec::new();
        // "지난해 X를, 올해 Y를 인수": both.
        let mut listed = false;
        for p in self.phrases(clause, &[Role::Object]) {
            match out.last_mut().filter(|_| listed) {
                Some(before) => before.fillers.extend(self.fillers(p)),
                None => out.push(Alternative { fillers: self.fillers(p), weight: MARKED }),
            }
            listed = self.analysis.phrases[p].comma;
        }
        // "X 판매를 금지": a ban on what is done with X is one on X.
        if frame.predicate == policygraph_model::Predicate::Restricts {
            for p in self.phrases(clause, &[Role::Object, Role::Bare]) {
                out.push(Alternative { fillers: self.object_within(p), weight: PLACED });
            }
        }
        // "A가 X에 참여하는 것을 막았다": A is kept from it.
        if frame.predicate == policygraph_model::Predicate::Restricts {
            for p in self.phrases(clause, &[Role::Object]).filter(|&p| self.is_thing(p)) {
                let kept = self.analysis.clauses.iter().filter(|c| c.head == Some(p));
                let kept = kept.flat_map(|c| self.phrases(c, &[Role::Subject]).flat_map(|s| self.fillers(s)));
                out.push(Alternative { fillers: kept.collect(), weight: PLACED });
            }
        }
        if frame.predicate == policygraph_model::Predicate::Restricts {
            for p in self.phrases(clause, &[Role::Object, Role::Dative, Role::About, Role::Bare]) {
                out.push(Alternative { fillers: self.made_in(p), weight: PLACED });
            }
            // "X의 사용을 금지".
            for p in self.phrases(clause, &[Role::Object]) {
                let owner = p.checked_sub(1).filter(|&b| self.analysis.phrases[b].role == Role::Genitive);
                out.push(Alternative { fillers: owner.map(|o| self.fillers(o)).unwrap_or_default(), weight: SHARED });
            }
        }
        // "「X법」의 관련 조항을 대체": a part of it.
        if frame.predicate == policygraph_model::Predicate::Replaces {
            for p in self.phrases(clause, &[Role::Object]) {
                let phrase = &self.analysis.phrases[p];
                let last =
                    phrase.nouns.end.checked_sub(1).map_or("", |w| &self.text[self.analysis.words[w].stem.clone()]);
                let owner = p.checked_sub(1).filter(|&b| self.analysis.phrases[b].role == Role::Genitive);
                if matches!(last, "조항" | "장" | "규정" | "일부" | "내용" | "절" | "부분" | "기능") {
                    let fillers = owner.map(|o| self.fillers(o)).unwrap_or_default();
                    out.push(Alternative { fillers, weight: PLACED });
                }
            }
        }
        // "X의 뒤를 잇다", "X의 운영을 맡기다": the noun of an idiom has it.
        if let Some((noun, _)) = frame.word.split_once(' ') {
            for p in self.phrases(clause, &[Role::Object, Role::Dative]) {
                let phrase = &self.analysis.phrases[p];
                let last =
                    phrase.nouns.end.checked_sub(1).map_or("", |w| &self.text[self.analysis.words[w].stem.clone()]);
                let owner = p.checked_sub(1).filter(|&b| self.analysis.phrases[b].role == Role::Genitive);
                if last == noun {
                    out.push(Alternative {
                        fillers: owner.map(|o| self.fillers(o)).unwrap_or_default(),
                        weight: PLACED,
                    });
                }
            }
        }
        for p in self.phrases(clause, &[Role::Also]) {
            let fillers: Vec<Filler> =
                self.fillers(p).into_iter().filter(|f| f.kind.is_some_and(|k| !k.is_organization())).collect();
            out.push(Alternative { fillers, weight: PLACED });
        }
        for p in self.phrases(clause, &[Role::Bare]).filter(|&p| self.is_near(clause, p)) {
            out.push(Alternative { fillers: self.fillers(p), weight: PLACED });
        }
        if clause.kind == ClauseKind::Phrase {
            for p in self.phrases(clause, &[Role::Genitive, Role::About]) {
                out.push(Alternative { fillers: self.fillers(p), weight: PLACED });
            }
            if let Some((governor, _)) = self.governor(clause)
                && self.is_support(governor)
            {
                let roles: &[Role] = if governor.light == Light::Active {
                    &[Role::Dative, Role::About]
                } else {
                    &[Role::Dative, Role::About, Role::Topic]
                };
                for p in self.phrases(governor, roles) {
                    out.push(Alternative { fillers: self.fillers(p), weight: SHARED * PLACED });
                }
            }
        }
        out.extend(self.modified(clause));
        // "X는 A가 총괄한다": what the sentence is about is acted on, where somebody else acts, or where it cannot act: "이 로봇은 A와 함께 만들었다".
        let acted = self.phrases(clause, &[Role::Subject]).next().is_some();
        let topic = self.phrases(clause, &[Role::Topic]).next().or(clause.topic);
        if let Some(topic) = topic {
            let fillers = self.fillers(topic);
            let acts = |f: &Filler| f.kind.is_none_or(|k| EntityType::ALL.iter().any(|&t| frame.allows(k, t)));
            let thing = !fillers.is_empty() && !fillers.iter().any(acts) && out.iter().all(|a| a.fillers.is_empty());
            if acted || frame.from == FrameRole::As || thing {
                out.push(Alternative { fillers, weight: PLACED });
            }
        }
        out.retain(|a| !a.fillers.is_empty());
        out
    }

    /// Whether a sum of money stands in a clause.
    pub(crate) fn has_money(&self, clause: &Clause) -> bool {
        const CURRENCIES: &[&str] = &["원", "달러", "유로", "엔", "파운드", "위안", "불", "루피", "프랑"];
        let money = |noun: &str| {
            CURRENCIES
                .iter()
                .any(|c| noun == *c || (noun.ends_with(c) && noun.starts_with(|d: char| d.is_ascii_digit())))
        };
        clause.arguments.iter().any(|&p| {
            let nouns = self.analysis.phrases[p].nouns.clone();
            nouns.into_iter().any(|w| self.analysis.words.get(w).is_some_and(|w| money(&self.text[w.stem.clone()])))
        })
    }

    /// The country in which is made what a phrase and those that belong to it name: "중국산 반도체의 수입을".
    fn made_in(&self, phrase: usize) -> Vec<Filler> {
        let words = self.analysis.phrases[phrase].words.clone();
        let start = (0..phrase)
            .rev()
            .take_while(|&b| {
                let q = &self.analysis.phrases[b];
                q.modifies && q.words.end == self.analysis.phrases[b + 1].words.start
            })
            .last()
            .map_or(words.start, |b| self.analysis.phrases[b].words.start);
        let bytes = self.analysis.bytes(&(start..words.end));
        let made = |r: &&crate::Referent| {
            r.kind == Some(EntityType::Country)
                && bytes.start <= r.range.start
                && r.range.end <= bytes.end
                && self.text[r.range.end..].starts_with('산')
        };
        let found = self.referents.iter().filter(made);
        found.map(|r| Filler { id: r.id, kind: r.kind, range: r.range.clone(), carried: false }).collect()
    }

    /// What the verbal noun that heads a phrase acts on: X in "X 판매를".
    fn object_within(&self, phrase: usize) -> Vec<Filler> {
        let within = self.analysis.clauses.iter().find(|c| c.kind == ClauseKind::Phrase && c.head == Some(phrase));
        within
            .into_iter()
            .flat_map(|c| self.phrases(c, &[Role::Bare, Role::Genitive, Role::About]).flat_map(|p| self.fillers(p)))
            .collect()
    }

    /// The programme that is spoken of at a clause: named before it in its sentence, else before.
    pub(crate) fn programme_at(&self, clause: &Clause) -> Option<Filler> {
        let sentence = self.analysis.sentences.get(clause.sentence).map(|s| self.analysis.bytes(s))?;
        let before = |r: &&crate::Referent| {
            r.kind == Some(EntityType::Program) && sentence.start <= r.range.start && r.range.end <= clause.range.start
        };
        let named = self.referents.iter().rfind(before);
        let named = named.map(|r| Filler { id: r.id, kind: r.kind, range: r.range.clone(), carried: true });
        named.or_else(|| self.context.programme.clone())
    }

    /// Whether a programme that is spoken of was named near enough for what anybody does to be done for it.
    pub(crate) fn named_near(&self, programme: &Filler) -> bool {
        !programme.range.is_empty() || self.context.near
    }

    /// The programme that is spoken of, for a predicate that needs one and names none, where its own subject is named: "총괄은 A가 맡는다".
    fn spoken_of(&self, clause: &Clause, frame: &Frame) -> Option<Alternative> {
        use policygraph_model::Predicate::{Funds, Leads, ParticipatesIn};
        let modifying =
            clause.kind != ClauseKind::Phrase && matches!(clause.ending, Ending::Adnominal | Ending::Prospective);
        let gives = frame.predicate == Funds && self.has_money(clause);
        // "A가 운영하는 10년짜리 기금으로": the fund that is spoken of.
        let called = || {
            clause.head.is_some_and(|h| {
                let p = &self.analysis.phrases[h];
                let last = p.nouns.end.checked_sub(1);
                let noun = last.map_or("", |w| &self.text[self.analysis.words[w].stem.clone()]);
                matches!(p.role, Role::Complement | Role::Direction | Role::Bare)
                    && self.fillers(h).is_empty()
                    && matches!(noun, "사업" | "기금" | "제도" | "프로그램" | "프로젝트" | "계획" | "과제" | "펀드")
            })
        };
        let runs = (matches!(frame.predicate, Leads | ParticipatesIn) || gives) && (!modifying || called());
        let programme = self.programme_at(clause).filter(|_| runs)?;
        // "A에 운영을 맡긴다": who gets it is named.
        let given_to = frame.from == FrameRole::Dative;
        let acting: &[Role] = if given_to { &[Role::Dative] } else { &[Role::Subject, Role::Topic] };
        let subject =
            clause.kind == ClauseKind::Phrase || self.phrases(clause, acting).any(|p| !self.fillers(p).is_empty());
        // "A가 영상 엔진 개발": what is made is said.
        let bare = self.phrases(clause, &[Role::Bare]).find(|&p| {
            let q = &self.analysis.phrases[p];
            clause.kind == ClauseKind::Noun && q.words.end == clause.predicate.start && !q.nouns.is_empty()
        });
        let taken: &[Role] = if given_to { &[Role::Object] } else { &[Role::Object, Role::Dative] };
        let object = self.phrases(clause, taken).chain(bare).any(|p| {
            let p = &self.analysis.phrases[p];
            // "A시에는 B가 참여": where.
            if p.role == Role::Dative
                && self.head(p).is_some_and(|f| matches!(f.kind, Some(EntityType::Place | EntityType::Country)))
            {
                return false;
            }
            // "사업을 총괄", "여기에 참여": only a word for the programme itself may stand there.
            let word = p.nouns.end.checked_sub(1).map_or("", |w| &self.text[self.analysis.words[w].stem.clone()]);
            !(matches!(
                word,
                "사업" | "프로젝트" | "연구" | "여기" | "이" | "과제" | "프로그램" | "대상" | "명단" | "지원대상"
            ) || self.frames.is_verbal(word))
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

    /// Who acts in the passive.
    fn agents(&self, clause: &Clause) -> Vec<Alternative> {
        let mut out = Vec::new();
        for role in [Role::Agent, Role::Source, Role::Subject, Role::Dative, Role::Locative] {
            let topic = self.phrases(clause, &[Role::Topic]).next().is_some() || clause.topic.is_some();
            for p in self.phrases(clause, &[role]) {
                // The subject of a passive acts only where something else is what it is about: "X는 산업부 주도로 추진된다".
                if role == Role::Subject && !(topic || clause.head.is_some()) {
                    continue;
                }
                let fillers: Vec<Filler> =
                    self.fillers(p).into_iter().filter(|f| f.kind.is_none_or(|k| k.is_actor())).collect();
                out.push(Alternative {
                    fillers,
                    weight: if matches!(role, Role::Agent | Role::Source) { MARKED } else { PLACED },
                });
            }
        }
        if let Some((governor, _)) = self.governor(clause).filter(|_| clause.kind == ClauseKind::Phrase) {
            for p in self.phrases(governor, &[Role::Source, Role::Agent, Role::Dative, Role::Locative]) {
                out.push(Alternative { fillers: self.fillers(p), weight: SHARED });
            }
            for p in self.phrases(clause, &[Role::Genitive]) {
                out.push(Alternative { fillers: self.fillers(p), weight: SHARED });
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
                out.push(Alternative { fillers: self.fillers(p), weight: PLACED });
            }
            if let Some((governor, _)) = self.governor(clause) {
                out.extend(self.weaker(self.subjects(governor), SHARED));
            }
            out.retain(|a| !a.fillers.is_empty());
            return out;
        }
        for p in self.phrases(clause, &[Role::Subject, Role::Topic, Role::Also, Role::Bare]) {
            out.push(Alternative { fillers: self.fillers(p), weight: MARKED });
        }
        // A real object beside 받다: "지원받은 X를".
        for p in self.phrases(clause, &[Role::Object]) {
            out.push(Alternative { fillers: self.fillers(p), weight: PLACED });
        }
        out.extend(self.modified(clause));
        if out.iter().all(|a| a.fillers.is_empty()) && self.is_of_anybody(clause) {
            return Vec::new();
        }
        out.extend(clause.topic.map(|t| Alternative { fillers: self.fillers(t), weight: SHARED }));
        out.extend(self.of_neighbours(clause));
        out.retain(|a| !a.fillers.is_empty());
        if out.is_empty() && clause.topic.is_none() {
            out.extend(self.context.programme.clone().map(|p| Alternative { fillers: vec![p], weight: CARRIED }));
        }
        out
    }
}
