//! What is acted on.

use super::{Alternative, MARKED, PLACED, SHARED};
use crate::Scene;
use crate::fillers::Filler;
use policygraph_korean::analysis::{Clause, ClauseKind, Role};
use policygraph_korean::verb::{Ending, Light};
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, Predicate};
use policygraph_registry::{Frame, FrameRole};

impl Scene<'_> {
    /// What is acted on.
    pub(super) fn objects(&self, clause: &Clause, frame: &Frame) -> Vec<Alternative> {
        let mut out: Vec<Alternative> = Vec::new();
        // "지난해 X를, 올해 Y를 인수": both.
        let mut listed = false;
        for p in self.phrases(clause, &[Role::Object]) {
            match out.last_mut().filter(|_| listed) {
                Some(before) => before.fillers.extend_from_slice(self.fillers(p)),
                None => out.push(Alternative { fillers: self.fillers(p).to_vec(), weight: MARKED }),
            }
            listed = self.analysis.phrases[p].comma;
        }
        if frame.predicate == Predicate::Restricts {
            out.extend(self.restricted(clause));
        }
        // "「X법」의 관련 조항을 대체": a part of it.
        if frame.predicate == Predicate::Replaces {
            static PARTS: WordList = WordList::new(&["조항", "장", "규정", "일부", "내용", "절", "부분", "기능"]);
            for p in self.phrases(clause, &[Role::Object]).filter(|&p| PARTS.has(self.head_noun(p))) {
                out.push(Alternative { fillers: self.owners(p), weight: PLACED });
            }
        }
        // "X의 뒤를 잇다", "X의 운영을 맡기다": the noun of an idiom has it.
        if let Some((noun, _)) = frame.word.split_once(' ') {
            for p in
                self.phrases(clause, &[Role::Object, Role::Dative, Role::Topic]).filter(|&p| self.head_noun(p) == noun)
            {
                out.push(Alternative { fillers: self.owners(p), weight: PLACED });
            }
        }
        for p in self.phrases(clause, &[Role::Also]) {
            let acted_on = self.reaches(clause, p);
            let fillers: Vec<Filler> = self
                .fillers(p)
                .iter()
                .filter(|f| acted_on || f.kind.is_some_and(|k| !k.is_organization()))
                .cloned()
                .collect();
            out.push(Alternative { fillers, weight: PLACED });
        }
        for p in self.phrases(clause, &[Role::Bare]).filter(|&p| self.is_near(clause, p)) {
            out.push(Alternative { fillers: self.fillers(p).to_vec(), weight: PLACED });
        }
        if clause.kind == ClauseKind::Phrase {
            for p in self.phrases(clause, &[Role::Genitive, Role::About]) {
                out.push(Alternative { fillers: self.fillers(p).to_vec(), weight: PLACED });
            }
            if let Some((governor, _)) = self.governor(clause)
                && self.is_support(governor)
            {
                // "인수를 추진 중인 B".
                let modifying = matches!(governor.ending, Ending::Adnominal);
                out.extend(self.modified(governor).filter(|_| modifying));
                let roles: &[Role] = if governor.light == Light::Active {
                    &[Role::Dative, Role::About]
                } else {
                    &[Role::Dative, Role::About, Role::Topic]
                };
                for p in self.phrases(governor, roles) {
                    out.push(Alternative { fillers: self.fillers(p).to_vec(), weight: SHARED * PLACED });
                }
            }
        }
        // "참여를 확정한 X": what is acted on is said; an idiom has its object besides.
        let said = |p: usize| {
            // "A가 60%를 분담하는 X".
            let part = |n: &str| {
                let of_hundred = n.starts_with(|c: char| c.is_ascii_digit()) && n.ends_with(['%', '할']);
                of_hundred || matches!(n, "지분" | "주식" | "나머지" | "절반" | "전액" | "일부" | "퍼센트")
            };
            let share = self.nouns(p).any(part);
            !share && !self.is_money(&self.analysis.phrases[p])
        };
        if frame.word.contains(' ') || !self.phrases(clause, &[Role::Object]).any(said) {
            out.extend(self.modified(clause));
        }
        // "X는 A가 총괄한다": what the sentence is about is acted on, where somebody else acts, or where it cannot act: "이 로봇은 A와 함께 만들었다".
        let acted = self.phrases(clause, &[Role::Subject]).next().is_some();
        // "이번 계획은 국회가 의결한 「X법」에 따라": what it describes is acted on, and not what the sentence is about.
        let describes = || self.describes(clause);
        let topic = self.phrases(clause, &[Role::Topic]).next().or_else(|| clause.topic.filter(|_| !describes()));
        // "A부는 X를 깔고 B은행이 차관을 지원": who acts before is not what B acts on.
        let own = self.phrases(clause, &[Role::Topic]).next().is_some();
        if let Some(topic) = topic {
            let fillers = self.fillers(topic);
            let acts = |f: &Filler| f.kind.is_none_or(|k| EntityType::ALL.iter().any(|&t| frame.allows(k, t)));
            let thing = !fillers.is_empty() && !fillers.iter().any(acts) && out.iter().all(|a| a.fillers.is_empty());
            let body = fillers.iter().all(|f| f.kind.is_some_and(EntityType::is_organization));
            // "이 사업은 A가 설비를 개발한다": what is developed is said.
            let thing_made = || {
                frame.predicate == Predicate::Leads
                    && self.phrases(clause, &[Role::Object]).any(|p| self.is_named_thing(p))
            };
            // "X는 A가 기업의 성장을 지원하려고 만들었다": what is supported is said, and no money.
            let other_supported = || frame.predicate == Predicate::Funds && self.supports_other(clause);
            let is_acted_on = acted && (own || !body) && !thing_made() || frame.from == FrameRole::As || thing;
            if is_acted_on && !other_supported() {
                out.push(Alternative { fillers: fillers.to_vec(), weight: PLACED });
            }
        }
        out.retain(|a| !a.fillers.is_empty());
        out
    }

    /// Whether a phrase names a thing: a technology or product.
    fn is_named_thing(&self, phrase: usize) -> bool {
        let thing = |f: &Filler| matches!(f.kind, Some(EntityType::Technology | EntityType::Product));
        self.fillers(phrase).iter().any(thing)
    }

    /// Whose costs are paid: "A의 공장 건설비 절반을 보조".
    pub(super) fn costs_of(&self, clause: &Clause) -> Vec<Alternative> {
        static COSTS: WordList = WordList::new(&["비", "비용", "경비"]);
        let cost = |p: usize| self.fillers(p).is_empty() && self.nouns(p).any(|noun| COSTS.closes(noun));
        let costs = self.phrases(clause, &[Role::Object]).filter(|&p| cost(p));
        let whose = costs.map(|p| Alternative { fillers: self.owners(p), weight: PLACED });
        // "A에 X를 세우는 데 3억 원을 지원".
        let to_build = |p: usize| self.nouns(p).next() == Some("데");
        let built = self.phrases(clause, &[Role::Object]).filter(|&p| to_build(p)).flat_map(|p| {
            let describing = self.beside(p).filter(move |c| c.head == Some(p));
            describing.map(|c| Alternative { fillers: self.own_objects(c), weight: PLACED })
        });
        whose.chain(built).filter(|a| !a.fillers.is_empty()).collect()
    }

    /// What is restricted beside what is acted on itself.
    fn restricted(&self, clause: &Clause) -> Vec<Alternative> {
        let mut out = Vec::new();
        let mut add = |fillers: Vec<Filler>, weight: f64| out.push(Alternative { fillers, weight });
        // "X에 대한 보조금 지급을 중단": who pays no more restricts nobody.
        static PAYING: WordList = WordList::new(&["지급", "지원", "보조금", "지원금", "출연", "대출", "투자", "원조"]);
        if clause.lemma == "중단" && self.phrases(clause, &[Role::Object]).any(|p| PAYING.has(self.head_noun(p))) {
            return Vec::new();
        }
        // "X 판매를 금지": a ban on what is done with X is one on X.
        for p in self.phrases(clause, &[Role::Object, Role::Bare]) {
            add(self.object_within(p), PLACED);
        }
        // "A가 X에 참여하는 것을 막았다": A is kept from it.
        for p in self.phrases(clause, &[Role::Object]).filter(|&p| self.is_thing(p)) {
            add(self.doers_of(p), PLACED);
        }
        add(self.wrongdoers(clause), PLACED);
        for p in self.phrases(clause, &[Role::Object, Role::Dative, Role::About, Role::Bare]) {
            add(self.made_in(p), PLACED);
            add(self.made_by(p), PLACED);
        }
        // "X의 사용을 금지", "X의 참여도 막다".
        for p in self.phrases(clause, &[Role::Object, Role::Also]) {
            add(self.owners(p), SHARED);
        }
        out
    }

    /// Who did what a clause says that is punished: A in "A가 X를 강요한 행위에 대해 과징금을 부과".
    pub(super) fn wrongdoers(&self, clause: &Clause) -> Vec<Filler> {
        static DEEDS: WordList = WordList::new(&["행위", "혐의", "위반", "사실", "담합", "잘못", "책임"]);
        let deeds = self.phrases(clause, &[Role::About, Role::Dative, Role::Direction]);
        deeds.filter(|&p| DEEDS.has(self.head_noun(p))).flat_map(|p| self.doers_of(p)).collect()
    }

    /// Those who do what a phrase means: A in "A가 X를 하는 것".
    fn doers_of(&self, phrase: usize) -> Vec<Filler> {
        let doing = self.beside(phrase).filter(|c| c.head == Some(phrase));
        doing.flat_map(|c| self.named(c, &[Role::Subject])).collect()
    }

    /// The country in which is made what a phrase and those that belong to it name: "중국산 반도체의 수입을".
    pub(super) fn made_in(&self, phrase: usize) -> Vec<Filler> {
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
                && r.range.end <= bytes.end
                && self.text[r.range.end..].starts_with('산')
        };
        let found = self.starting_in(bytes.clone()).iter().filter(made);
        found.map(Filler::from).collect()
    }

    /// The companies that make what a phrase means, where it names nothing: "A사가 만든 강관의 수입을".
    pub(super) fn made_by(&self, phrase: usize) -> Vec<Filler> {
        static MAKING: WordList =
            WordList::new(&["만들", "생산", "제조", "제작", "수출", "개발", "공급", "판매", "팔"]);
        if !self.fillers(phrase).is_empty() {
            return Vec::new();
        }
        let making = self.beside(phrase).filter(|c| c.head == Some(phrase) && MAKING.has(&c.lemma));
        let mut makers: Vec<Filler> = making.flat_map(|c| self.named(c, &[Role::Subject])).collect();
        makers.retain(|f| f.kind == Some(EntityType::Company));
        makers
    }

    /// What the verbal noun that heads a phrase acts on: X in "X 판매를".
    pub(super) fn object_within(&self, phrase: usize) -> Vec<Filler> {
        let within = self.beside(phrase).find(|c| c.kind == ClauseKind::Phrase && c.head == Some(phrase));
        within
            .into_iter()
            .flat_map(|c| {
                self.phrases(c, &[Role::Bare, Role::Genitive, Role::About]).flat_map(|p| self.fillers(p)).cloned()
            })
            .collect()
    }

    /// The roles of "A는 B가 X를 하지 못하게 했다": A keeps B from it, or whom X goes to, or who makes X.
    pub(super) fn kept_from(&self, clause: &Clause, role: FrameRole) -> Vec<Alternative> {
        let of = |roles: &[Role]| -> Vec<Alternative> {
            let all = roles.iter().flat_map(|r| self.phrases(clause, std::slice::from_ref(r)).collect::<Vec<_>>());
            all.map(|p| Alternative { fillers: self.fillers(p).to_vec(), weight: PLACED })
                .filter(|a| !a.fillers.is_empty())
                .collect()
        };
        match role {
            FrameRole::Subject => {
                let topic = clause.topic.map(|t| Alternative { fillers: self.fillers(t).to_vec(), weight: PLACED });
                of(&[Role::Topic]).into_iter().chain(topic).filter(|a| !a.fillers.is_empty()).collect()
            }
            FrameRole::Object => of(&[Role::Subject, Role::Object, Role::Dative]),
            FrameRole::Dative => of(&[Role::Dative]),
            _ => Vec::new(),
        }
    }

    /// The technologies that the phrases of a role name, whatever of them is meant.
    pub(super) fn topics_within(&self, clause: &Clause, role: FrameRole) -> Option<Alternative> {
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
        let technology = |r: &&crate::Referent| r.kind == Some(EntityType::Technology);
        self.named_within(&self.analysis.phrases[phrase]).filter(technology).map(Filler::from).collect()
    }
}
