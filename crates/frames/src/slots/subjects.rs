//! Who acts.

use super::{Alternative, CARRIED, MARKED, PLACED, SHARED};
use crate::Scene;
use crate::constructions::VENTURES;
use crate::fillers::{Filler, is_anybody, is_office};
use policygraph_korean::analysis::{Clause, ClauseKind, Form, Joint, Phrase, Role};
use policygraph_korean::title;
use policygraph_korean::verb::{Ending, Light};
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, Predicate};
use policygraph_registry::{Frame, FrameRole, SupportUse};

/// What those do who become part of something.
static JOINING: WordList = WordList::new(&["참여", "참가", "합류", "동참", "가입", "선정", "입주"]);

impl Scene<'_> {
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
            for p in self.phrases(clause, &[role]).filter(|&p| !self.is_of_apposition(p)) {
                named |= self.acts(p);
                let mut fillers = self.fillers(p).to_vec();
                // "A부 ○○○ 장관은 …하겠다고 밝혔다": what the minister does the ministry does.
                let persons = !fillers.is_empty() && fillers.iter().all(|f| f.kind == Some(EntityType::Person));
                if persons && self.is_quoted(clause) && clause.ending != Ending::Final {
                    let body = self.body_of_speaker(p);
                    fillers = body.map_or(fillers, |body| vec![body]);
                }
                if fillers.is_empty() && self.is_quoted(clause) {
                    fillers.extend(self.body_of_speaker(p));
                }
                fillers.extend(self.sharing_sums(clause, p));
                if role == Role::Subject || !fillers.is_empty() {
                    // Those who act with the subject act too.
                    fillers.extend(self.with(clause));
                }
                add(&mut out, fillers, MARKED);
            }
        }
        // "‘X’는 A가 힘을 모아 추진한다": A does both.
        let unsaid = self.phrases(clause, &[Role::Subject]).next().is_none();
        let mut topics = self.phrases(clause, &[Role::Topic]).map(|p| self.fillers(p)).peekable();
        let measure = |f: &Filler| matches!(f.kind, Some(EntityType::Program | EntityType::Legislation));
        // "‘X’는 A가 수주해 착공했다": who builds it need not run it.
        let builds = matches!(clause.lemma.as_str(), "착공" | "준공" | "완공" | "짓" | "건설" | "건립");
        if unsaid
            && !builds
            && clause.light == Light::Active
            && topics.peek().is_some()
            && topics.all(|fillers| !fillers.is_empty() && fillers.iter().all(measure))
        {
            out.extend(self.of_neighbours(clause));
        }
        for p in self.phrases(clause, &[Role::Also]).filter(|&p| !self.reaches(clause, p)) {
            let acts = |f: &&Filler| f.kind.is_some_and(|k| k.is_actor() || k == EntityType::Place);
            let fillers: Vec<Filler> = self.fillers(p).iter().filter(acts).cloned().collect();
            named |= !fillers.is_empty();
            add(&mut out, fillers, PLACED);
        }
        for p in self.phrases(clause, &[Role::Agent]) {
            add(&mut out, self.fillers(p).to_vec(), PLACED);
        }
        // "환경부에서는 … 추진한다", "국회에서".
        let unsaid = self.phrases(clause, &[Role::Subject, Role::Topic]).next().is_none();
        // "환경부에서 ‘X’를 추진": where an object says that somebody acts on it.
        let acts_on = clause.light == Light::Active
            && clause.kind == ClauseKind::Verb
            && !self.named(clause, &[Role::Object]).is_empty();
        let here = |p: usize| self.is_topical(p) || acts_on && clause.topic.is_none();
        for p in self.phrases(clause, &[Role::Locative]).filter(|&p| unsaid && here(p)) {
            let bodies: Vec<Filler> = self
                .fillers(p)
                .iter()
                .filter(|f| f.kind.is_some_and(|k| k.is_organization() && k != EntityType::Company))
                .cloned()
                .collect();
            add(&mut out, bodies, PLACED);
        }
        if named {
            return out;
        }
        // "‘X’에 A 등 참여": who stands bare before the verbal noun, where another particle says in what.
        let joins = JOINING.has(&clause.lemma);
        let told = self.phrases(clause, &[Role::Dative, Role::Object, Role::Comitative]).next().is_some()
            || self.is_headed_by_programme(clause)
            || self.joins_alone(clause);
        if clause.kind == ClauseKind::Noun && told {
            for p in self.phrases(clause, &[Role::Bare]) {
                let q = &self.analysis.phrases[p];
                let actors = self.fillers(p).iter().filter(|f| f.kind.is_some_and(EntityType::is_actor)).cloned();
                let fillers: Vec<Filler> = actors.collect();
                if q.words.end == clause.predicate.start && (q.listed || joins) {
                    add(&mut out, fillers, PLACED);
                }
            }
        }
        // "총괄은 A, 실무는 B가 담당": who stands bare behind the task.
        if self.named_role(clause) && self.phrases(clause, &[Role::Subject]).next().is_none() {
            for p in self.phrases(clause, &[Role::Bare]) {
                let mut actors = self.fillers(p).to_vec();
                actors.retain(|f| f.kind.is_some_and(EntityType::is_actor));
                add(&mut out, actors, PLACED);
            }
        }
        if let Some(first) = self.headline_subject(clause) {
            named = true;
            add(&mut out, first, PLACED);
        }
        if clause.kind == ClauseKind::Phrase {
            let possessor =
                self.phrases(clause, &[Role::Genitive]).flat_map(|p| self.fillers(p)).cloned().collect::<Vec<_>>();
            let object = clause.arguments.iter().any(|&p| self.analysis.phrases[p].inner);
            add(&mut out, possessor, if object { MARKED } else { CARRIED });
            if let Some((governor, role)) = self.governor(clause) {
                // "운영은 A", "운영: A": what the noun says is done by whom the sentence names.
                if governor.kind == ClauseKind::Copula && matches!(role, Role::Topic | Role::Subject) {
                    let named = governor.arguments.iter().copied();
                    let complement = named.filter(|&p| self.analysis.phrases[p].role == Role::Complement);
                    add(&mut out, complement.flat_map(|p| self.fillers(p)).cloned().collect(), PLACED);
                    return out;
                }
                // "공모에서 선정됐다", "공모를 거쳐 선정됐다": who is chosen did not call for it.
                if matches!(role, Role::Locative | Role::Dative | Role::Other | Role::Means)
                    && governor.light == Light::Passive
                {
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
                        .cloned()
                        .collect::<Vec<_>>();
                    add(&mut out, others, SHARED);
                } else if role == Role::Purpose {
                    out.extend(self.weaker(self.subjects(governor), CARRIED));
                }
            }
            return out;
        }
        // "X를 추진하겠다는 A의 구상": whose it is does what it says.
        if let Some(owner) = self.owner_of_content(clause) {
            named = true;
            add(&mut out, owner, PLACED);
        }
        out.extend(self.modified(clause));
        // "○○청을 중심으로 투자": who stands in the centre acts, where nobody else does.
        if !named {
            let centre = self.phrases(clause, &[Role::Other]).filter(|&p| self.ends_in(p, "중심으로"));
            let bodies: Vec<Filler> = centre
                .flat_map(|p| self.fillers(p))
                .filter(|f| f.kind.is_some_and(EntityType::is_organization))
                .cloned()
                .collect();
            named = !bodies.is_empty();
            add(&mut out, bodies, PLACED);
        }
        if !named && self.is_of_anybody(clause) {
            return out;
        }
        if let Some(topic) = clause.topic {
            let mut fillers = self.fillers(topic).to_vec();
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

    /// Whether a phrase in 에서 is also what the sentence is about: 에서는, 에선.
    pub(crate) fn is_topical(&self, phrase: usize) -> bool {
        let last = self.analysis.phrases[phrase].words.end.saturating_sub(1);
        self.analysis.words.get(last).is_some_and(|w| self.text[w.range.clone()].ends_with(['는', '선']))
    }

    /// Whether a clause is part of what somebody is quoted to say: "X를 추진하겠다고", "X를 추진할 계획이라고".
    pub(super) fn is_quoted(&self, clause: &Clause) -> bool {
        let quoted = |c: &Clause| c.ending == Ending::Quotative && c.predicate.start >= clause.predicate.start;
        self.analysis.clauses_in(clause.sentence).any(quoted)
    }

    /// The organization for which a phrase says that somebody speaks: "A사 관계자는", "A부 대변인은", "A사 ○○○ 대표는".
    pub(super) fn body_of_speaker(&self, phrase: usize) -> Option<Filler> {
        static SPEAKING: WordList = WordList::new(&["관계자", "대변인", "당국자", "담당자", "책임자", "측"]);
        let noun = self.head_noun(phrase);
        let speaks = SPEAKING.has(noun) || title::is_title(noun);
        let body =
            |r: &&crate::Referent| r.kind.is_some_and(|k| k.is_organization() && k != EntityType::MediaOrganization);
        let mut named = self.named_within(&self.analysis.phrases[phrase]).filter(|_| speaks);
        named.rfind(body).map(Filler::from)
    }

    /// Whether a clause only tells which companies, cities or people are meant: "X에 참여할 중소기업을", "X에 선정된 지역을". What the sentence is
    /// about does not do it.
    pub(crate) fn is_of_anybody(&self, clause: &Clause) -> bool {
        let modifying = matches!(clause.ending, Ending::Adnominal | Ending::Prospective);
        clause.kind != ClauseKind::Phrase
            && modifying
            && clause.head.is_some_and(|head| {
                // "참여할 창업·벤처기업을": the list is meant.
                let head = self.list_end(head);
                let noun = self.head_noun(head);
                self.fillers(head).is_empty() && is_anybody(noun)
            })
    }

    /// Whether a phrase with a particle of the subject can act: a time or a sum does not.
    pub(super) fn acts(&self, phrase: usize) -> bool {
        let p = &self.analysis.phrases[phrase];
        let Some(last) = p.nouns.end.checked_sub(1) else { return false };
        let stem = self.noun(last);
        // "62개사가", "대학생 300명이", "12개 회원국이": so many of them act.
        const COUNTERS: &[&str] = &["개사", "개국", "개교", "개팀", "개소", "명", "곳"];
        let counter = |n: &str| n.starts_with(|c: char| c.is_ascii_digit()) && COUNTERS.iter().any(|c| n.ends_with(c));
        let counted = counter(stem) && p.role == Role::Subject
            || p.nouns.len() > 1 && {
                let number = self.noun(p.nouns.end - 2);
                number.starts_with(|c: char| c.is_ascii_digit()) && number.ends_with(['개', '명', '곳'])
            };
        counted
            || !(stem.starts_with(|c: char| c.is_ascii_digit())
                || self.is_setting(phrase)
                || self.frames.is_verbal(stem)
                || self.frames.is_relational(stem) && !self.is_organization(stem))
    }

    /// Whether a relational noun says that somebody is of a country: 업체, 회사. It can act.
    fn is_organization(&self, noun: &str) -> bool {
        let based = |f: &Frame| f.predicate == Predicate::BasedIn && f.from == FrameRole::Itself;
        VENTURES.contains(&noun) || self.frames.of(noun).iter().any(based)
    }

    /// Whether a phrase tells when or how much: 올해는, 이번에는, 3일은.
    pub(super) fn is_setting(&self, phrase: usize) -> bool {
        static SETTINGS: WordList = WordList::new(&[
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
        ]);
        let p = &self.analysis.phrases[phrase];
        let last = p.nouns.end.saturating_sub(1);
        self.analysis.words.get(last).is_some_and(|w| SETTINGS.has(&self.text[w.stem.clone()]))
    }

    /// Whose plan, offer or decision it is of which a clause is the content: "X를 추진하겠다는 A의 구상".
    fn owner_of_content(&self, clause: &Clause) -> Option<Vec<Filler>> {
        static CONTENTS: WordList = WordList::new(&[
            "제안",
            "계획",
            "구상",
            "방침",
            "의향",
            "의향서",
            "뜻",
            "의지",
            "약속",
            "결정",
            "발표",
            "목표",
            "전략",
            "선언",
            "공약",
            "복안",
            "청사진",
            "제의",
        ]);
        let owner = clause.head.filter(|&h| {
            let next = self.analysis.phrases.get(h + 1);
            clause.ending == Ending::QuotativeAdnominal
                && self.analysis.phrases[h].role == Role::Genitive
                && next.is_some_and(|_| CONTENTS.has(self.head_noun(h + 1)))
        })?;
        // "… 제안은 거절됐다".
        static DROPPED: WordList =
            WordList::new(&["거절", "철회", "무산", "기각", "부결", "폐기", "백지화", "취소", "거부"]);
        let dropped = self.clause_with(owner + 1).is_some_and(|c| DROPPED.has(&c.lemma));
        let mut fillers = self.fillers(owner).to_vec();
        fillers.retain(|f| f.kind.is_none_or(EntityType::is_actor) && !dropped);
        (!fillers.is_empty()).then_some(fillers)
    }

    /// Whether a clause is no more than who joins what is spoken of: "환경부, ‘X’ 시작…A·B 참여".
    pub(super) fn joins_alone(&self, clause: &Clause) -> bool {
        let mut actors = clause.arguments.iter().map(|&p| (self.analysis.phrases[p].role, self.fillers(p)));
        let acts = |fillers: &[Filler]| fillers.iter().all(|f| f.kind.is_some_and(EntityType::is_actor));
        clause.kind == ClauseKind::Noun
            && matches!(clause.lemma.as_str(), "참여" | "참가" | "합류" | "동참")
            && self.context.programme.is_some()
            && actors.all(|(role, fillers)| role == Role::Bare && acts(fillers))
    }

    /// The names that open a headline before a comma: "구글, 누리사 인수".
    pub(crate) fn headline_subject(&self, clause: &Clause) -> Option<Vec<Filler>> {
        let first = *clause.arguments.first()?;
        let p = &self.analysis.phrases[first];
        let opens = p.words.start == 0 || self.analysis.words[p.words.start - 1].stop;
        // "A·B, X 추진": the list before the comma.
        let mut comma = first;
        while self.analysis.phrases.get(comma).is_some_and(|q| match q.role {
            Role::Bare => !q.comma && q.joint == Some(Joint::Tight),
            // "A와 B, X 출범".
            Role::Comitative => q.joint.is_some(),
            _ => false,
        }) {
            comma += 1;
        }
        let closes = self.analysis.phrases.get(comma).is_some_and(|q| q.role == Role::Bare && q.comma);
        // "강원 강릉, 전남 완도에 X 조성": two places are where it is.
        let place = |q: &Phrase| self.head(q).is_some_and(|f| f.kind == Some(EntityType::Place));
        let sited = self.analysis.phrases.get(comma + 1).is_some_and(|n| {
            matches!(n.role, Role::Dative | Role::Locative) && place(n) && place(&self.analysis.phrases[comma])
        });
        if !matches!(p.role, Role::Bare | Role::Comitative) || !closes || !opens || sited {
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

    /// Whether a phrase with 까지 is acted on by somebody else: "A는 B까지 제재하는 규정을".
    pub(super) fn reaches(&self, clause: &Clause, phrase: usize) -> bool {
        let last = self.analysis.phrases[phrase].words.end.saturating_sub(1);
        let until = self.analysis.words.get(last).is_some_and(|w| match w.form {
            Form::Noun(Some(particle)) => particle.form.starts_with("까지"),
            _ => false,
        });
        until && (clause.topic.is_some() || self.phrases(clause, &[Role::Topic, Role::Subject]).next().is_some())
    }

    /// Whether a programme with a colon stands before what a clause says of it: "‘X’: A 등 참여".
    fn is_headed_by_programme(&self, clause: &Clause) -> bool {
        self.phrases(clause, &[Role::Bare])
            .next()
            .is_some_and(|p| self.is_label(p) && self.fillers(p).iter().any(|f| f.kind == Some(EntityType::Program)))
    }

    /// Who acts in the clauses of the same sentence beside this one: the next that names somebody, else the one before.
    pub(super) fn of_neighbours(&self, clause: &Clause) -> Vec<Alternative> {
        let of = |c: &Clause, roles: &[Role]| {
            let fillers = self.named(c, roles);
            (!fillers.is_empty()).then_some(Alternative { fillers, weight: SHARED })
        };
        // "‘X’는 A가 힘을 모아 추진한다": X does not act.
        let acts = |f: &Filler| f.kind.is_none_or(|k| k.is_actor() || k == EntityType::Place);
        let own = |c: &Clause| {
            let subject = of(c, &[Role::Subject]).filter(|_| !self.named(c, &[Role::Topic]).iter().any(acts));
            // "A사, B사와 손잡고 X에 공장 건립".
            let opening = || self.headline_subject(c).map(|fillers| Alternative { fillers, weight: SHARED });
            subject.or_else(|| of(c, &[Role::Subject, Role::Topic])).or_else(opening)
        };
        let beside = |c: &&Clause| {
            c.kind != ClauseKind::Phrase
                && c.predicate != clause.predicate
                && !matches!(c.ending, Ending::Adnominal | Ending::Prospective)
        };
        let clauses = || self.analysis.clauses_in(clause.sentence).filter(beside);
        let after = || clauses().find(|c| c.predicate.start > clause.predicate.start).and_then(own);
        let before = clauses().rfind(|c| c.predicate.start < clause.predicate.start).and_then(own);
        before.or_else(after).into_iter().collect()
    }

    /// Whether a clause names an office that somebody is put into: 대표로, 장관에.
    pub(crate) fn names_office(&self, clause: &Clause) -> bool {
        self.phrases(clause, &[Role::Direction, Role::As, Role::Dative]).any(|p| is_office(self.head_noun(p)))
    }

    /// The body whose office is the object of a clause: "○○○은 A부 장관을 맡았다".
    pub(super) fn office_held(&self, clause: &Clause) -> Option<Alternative> {
        // "A의 대표를 맡는다", "A 새 대표에 선임됐다".
        let offices = self.phrases(clause, &[Role::Object, Role::Dative, Role::As]);
        let office = offices.into_iter().find(|&p| is_office(self.head_noun(p)))?;
        let phrase = &self.analysis.phrases[office];
        let within = self.named_within(phrase).rfind(|r| r.kind.is_some_and(EntityType::is_organization));
        let beside = || {
            let before = office.checked_sub(1).map(|b| &self.analysis.phrases[b]);
            let before = before.filter(|b| b.role == Role::Bare && !b.comma && b.words.end + 1 >= phrase.words.start);
            before.and_then(|b| self.named_within(b).rfind(|r| r.kind.is_some_and(EntityType::is_organization)))
        };
        let body = within.or_else(beside);
        let owner = || self.owners(office).into_iter().find(|f| f.kind.is_some_and(EntityType::is_organization));
        let filler = body.map(Filler::from).or_else(owner)?;
        Some(Alternative { fillers: vec![filler], weight: MARKED })
    }

    /// Who appoints somebody to an office of its own: "A는 ○○○ 사장을 대표이사로 선임".
    pub(super) fn appointing(&self, clause: &Clause) -> Option<Alternative> {
        let office = self.phrases(clause, &[Role::Direction, Role::As, Role::Dative]).any(|p| {
            let noun = self.head_noun(p);
            is_office(noun) && self.fillers(p).is_empty()
        });
        // "○○○이 단장으로 선임됐다": by whom, and of what, is not said.
        let said = |a: &Alternative| !(a.carried() && self.is_passive(clause));
        let body =
            |a: &Alternative| said(a) && a.fillers.iter().all(|f| f.kind.is_some_and(EntityType::is_organization));
        self.subjects(clause).into_iter().filter(|_| office).find(body)
    }

    /// The person that a phrase names before another office: "○○○ 전 A부 장관이 B 원장에 선임됐다".
    pub(super) fn person_before(&self, clause: &Clause) -> Option<Alternative> {
        let words = &self.analysis.words;
        let of_phrase = |p: usize| {
            let start = words[self.analysis.phrases[p].nouns.start].stem.start;
            self.starting_in(start..start + 1).iter().find(|r| r.kind == Some(EntityType::Person))
        };
        let person = self.phrases(clause, &[Role::Subject, Role::Topic, Role::Object]).find_map(of_phrase)?;
        let filler = Filler::from(person);
        Some(Alternative { fillers: vec![filler], weight: PLACED })
    }

    /// Those behind a subject who act as it does, each with a sum: B in "A가 300억 원, B가 200억 원을 낸다".
    fn sharing_sums(&self, clause: &Clause, subject: usize) -> Vec<Filler> {
        let sum = |p: usize| {
            let phrase = self.analysis.phrases.get(p);
            phrase.is_some_and(|q| q.role == Role::Bare && self.is_money(q) && clause.arguments.contains(&p))
        };
        if !sum(subject + 1) {
            return Vec::new();
        }
        let others = self.phrases(clause, &[Role::Subject]).filter(|&q| q > subject);
        others.flat_map(|q| self.fillers(q)).cloned().collect()
    }
}
