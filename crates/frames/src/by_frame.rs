//! What a frame of a predicate states in a clause: the relation of each pair that fills its roles, unless the clause means something else.

use crate::fillers::Filler;
use crate::kinds::Kinds;
use crate::places::is_place_of_business;
use crate::{Found, Pair, Scene, slots};
use policygraph_korean::analysis::{Clause, ClauseKind, Role};
use policygraph_korean::verb::{Ending, Light};
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, Predicate, Status};
use policygraph_registry::{Frame, FrameRole};

impl Scene<'_> {
    /// Adds what a frame of a clause states.
    pub(crate) fn by_frame(&self, frame: &Frame, clause: &Clause, status: Status, kinds: &Kinds, out: &mut Vec<Found>) {
        if self.means_otherwise(frame, clause) {
            return;
        }
        for pair in self.pairs(frame, clause, kinds) {
            let Pair { from, to, weight } = &pair;
            // "합작사를 세운다. 본사는 부산에 둔다": the seat is that of the venture.
            if frame.predicate == Predicate::BasedIn && from.carried && self.context.founded.is_some() {
                continue;
            }
            let (Some(a), Some(b)) = (from.kind, to.kind) else { continue };
            use Predicate::{ImplementedIn, InvestsIn, OperatesIn};
            if matches!(frame.predicate, ImplementedIn | InvestsIn | OperatesIn) {
                for place in self.containing(to).into_iter().filter(|p| p.kind.is_some_and(|k| frame.allows(a, k))) {
                    out.push(Found {
                        from: from.id,
                        predicate: frame.predicate,
                        to: place.id,
                        range: self.covering(clause, from, &place),
                        status,
                        confidence: weight - 0.1,
                        carried: from.carried,
                    });
                }
            }
            if frame.allows(a, b) && from.id != to.id && !self.is_unlikely(frame, clause, status, &pair) {
                out.push(Found {
                    from: from.id,
                    predicate: self.stated(frame, clause, &pair),
                    to: to.id,
                    range: self.covering(clause, from, to),
                    status,
                    confidence: *weight,
                    carried: from.carried || to.carried,
                });
            }
        }
    }

    /// Whether a clause does not mean what a frame of its predicate says.
    fn means_otherwise(&self, frame: &Frame, clause: &Clause) -> bool {
        match frame.predicate {
            // "미국의 수출 규제": who limits exports is not where they go. "부산에 본사를 둔", "합작사를 부산에 세운다": a seat is no branch.
            Predicate::OperatesIn => {
                self.is_controlled(clause) || self.has_seat(clause) || !self.founded(clause).is_empty()
            }
            Predicate::BasedIn if !self.has_seat(clause) => {
                // "B에 합작사를 둔다" gives no seat.
                let elsewhere = clause.lemma == "두";
                // "A사는 베를린에 위치한 공장에": the plant is there.
                let of_other = || clause.ending == Ending::Adnominal && self.modified(clause).is_none();
                elsewhere || clause.head.is_some() && of_other()
            }
            // "A사가 22%를 보유한 B사": a share of it.
            Predicate::SubsidiaryOf => clause.lemma == "보유" && self.is_minority(clause),
            // "유럽연합은 A사를 제재 명단에 포함했다": no part of it.
            // "A부는 B부에 전담반을 설치": a part of B.
            Predicate::PartOf => {
                let within = || {
                    self.named(clause, &[Role::Dative])
                        .into_iter()
                        .any(|f| f.kind.is_some_and(EntityType::is_organization))
                };
                self.tells_of_list(clause)
                    || frame.to == FrameRole::Subject && frame.from == FrameRole::Object && within()
            }
            // "A부는 ‘X’가 조사 대상으로 선정됐다고 밝혔다": X is chosen, and A tells of it.
            Predicate::ParticipatesIn if clause.light == Light::Passive => {
                self.named(clause, &[Role::Subject]).iter().any(|f| f.kind == Some(EntityType::Program))
            }
            // "A가 B로부터 원료를 조달": no money.
            Predicate::Funds if clause.lemma == "조달" => {
                let money = |p: usize| {
                    let noun = self.head_noun(p);
                    self.is_money(&self.analysis.phrases[p])
                        || ["금", "자본", "재원", "비"].iter().any(|end| noun.ends_with(end))
                };
                let mut objects = self.phrases(clause, &[Role::Object]).peekable();
                objects.peek().is_some() && !objects.any(money)
            }
            // "배터리를 도시의 광산으로 만들다": into something else.
            Predicate::Develops if clause.lemma == "만들" => {
                let last = |role: Role| self.phrases(clause, &[role]).last();
                last(Role::Object).zip(last(Role::Direction)).is_some_and(|(made, into)| made < into)
            }
            // "A부는 국회에서 X를 발표했다": where it is done is not who does it.
            _ => {
                frame.from == FrameRole::Locative
                    && frame.to == FrameRole::Object
                    && !self.is_passive(clause)
                    && !self.acting_in(clause).is_empty()
            }
        }
    }

    /// Whether a pair is unlikely to be meant, as it was carried over where the clause would name it, or tells of another thing.
    fn is_unlikely(&self, frame: &Frame, clause: &Clause, status: Status, Pair { from, to, .. }: &Pair) -> bool {
        // Who gives, passes or buys is named, and what is passed or bought; what is given to may be spoken of.
        // "지난해 사들인 A가": only whom the text is about can have bought it.
        let modifying = matches!(clause.ending, Ending::Adnominal);
        match frame.predicate {
            // "신약 개발을 지원하는 사업단을 출범": what is only founded supports others.
            Predicate::Funds => from.carried && !self.gives_openly(clause, from) || self.is_founded_now(clause, to),
            Predicate::Acquires if modifying || frame.from == FrameRole::Subject => to.carried,
            Predicate::Acquires => from.carried || to.carried,
            // "A사는 검찰 고발": authorities restrict, and those whom they restrict do not.
            Predicate::Restricts => {
                use EntityType::{Association, Company, Person, ResearchOrganization};
                from.kind.is_some_and(|k| [Company, ResearchOrganization, Association, Person].contains(&k))
            }
            // "A사로 구성된 ‘X’와 B사의 ‘Y’": no part of B.
            Predicate::PartOf => {
                let made_up = matches!(clause.lemma.as_str(), "구성" | "이루어지" | "이뤄지");
                made_up && to.kind == Some(EntityType::Company)
            }
            // A firm that signs an agreement makes no law.
            Predicate::Enacts => {
                use EntityType::{Association, Company, MediaOrganization, ResearchOrganization};
                let private = [Company, ResearchOrganization, Association, MediaOrganization];
                let signs = matches!(clause.lemma.as_str(), "서명" | "체결" | "맺");
                to.carried || signs && from.kind.is_some_and(|k| private.contains(&k))
            }
            // What a person says is to be done nobody does; "앱은 A가 운영한다" tells of another thing.
            Predicate::Leads => {
                let said = from.kind == Some(EntityType::Person) && status != Status::Stated;
                // "‘X’의 일환으로 A와 B가 연구를 수행한다": a task of the programme.
                let objects = || self.phrases(clause, &[Role::Object]);
                let named = objects().any(|p| !self.fillers(p).is_empty());
                let task = clause.lemma == "수행" && !named && objects().next().is_some();
                let other = || frame.to == FrameRole::Object && self.acts_on_other(clause);
                said || task || to.carried && !self.takes_task(clause) && (other() || self.is_of_other(clause))
            }
            // "환경부는 재생에너지로 만든 수소를 쓴다": what is spoken of need not have made it.
            Predicate::Develops if modifying && to.kind == Some(EntityType::Technology) => {
                let beside = || self.with(clause).iter().any(|f| f.id == from.id);
                from.carried
                    || clause.topic.is_some_and(|t| self.fillers(t).iter().any(|f| f.id == from.id))
                    || beside()
            }
            // "환경부는 ‘X’에 따라 보조금을 준다": what the ministry does, not what was spoken of.
            Predicate::BasedOn => {
                let acted = |c: &Clause| self.phrases(c, &[Role::Subject, Role::Topic]).next().is_some();
                from.carried && self.analysis.clauses_in(clause.sentence).any(acted)
            }
            // "반도체의 국산화를 목표로 하는 업체에": who was spoken of need not do it.
            Predicate::Develops if clause.kind == ClauseKind::Phrase && to.kind == Some(EntityType::Technology) => {
                from.carried
            }
            _ => false,
        }
    }

    /// Whether what a clause describes is founded in the sentence.
    fn is_founded_now(&self, clause: &Clause, body: &Filler) -> bool {
        let Some(head) = clause.head.filter(|_| matches!(clause.ending, Ending::Adnominal | Ending::Prospective))
        else {
            return false;
        };
        let organization = body.kind.is_some_and(EntityType::is_organization);
        let described = self.fillers(head).iter().any(|f| f.id == body.id);
        let founds = |c: &Clause| matches!(c.lemma.as_str(), "출범" | "설립" | "신설" | "발족" | "개소" | "창설");
        organization && described && self.clause_with(head).is_some_and(founds)
    }

    /// Whether what a clause acts on is named by a noun that no programme is called by: "A와 B가 경쟁을 벌인다".
    fn acts_on_other(&self, clause: &Clause) -> bool {
        static OF_PROGRAMMES: WordList = WordList::new(&[
            "사업",
            "프로그램",
            "프로젝트",
            "계획",
            "과제",
            "추진",
            "운영",
            "집행",
            "관리",
            "총괄",
            "실무",
            "업무",
            "시행",
            "실증",
            "공모",
            "구축",
            "조성",
            "사무국",
            "역할",
            "책임",
            "일",
            "대책",
            "전략",
            "제도",
            "공사",
            "단계",
            "기금",
            "펀드",
            "연구",
            "개발",
            "캠페인",
        ]);
        let mut objects = self.phrases(clause, &[Role::Object]);
        objects.any(|p| self.fillers(p).is_empty() && !OF_PROGRAMMES.closes(self.head_noun(p)))
    }

    /// Whether a clause tells of money that a public body hands out, as its sentences do one after the other: "A대학교에 연구비 20억 원을 지원한다".
    fn gives_openly(&self, clause: &Clause, giver: &Filler) -> bool {
        use EntityType::{Country, GovernmentAgency, InternationalOrganization};
        let public = giver.kind.is_some_and(|k| [Country, GovernmentAgency, InternationalOrganization].contains(&k));
        let hands_out = matches!(clause.lemma.as_str(), "지원" | "보조" | "지급" | "출연" | "교부");
        let sum = || clause.arguments.iter().any(|&p| self.is_money(&self.analysis.phrases[p]));
        public && hands_out && clause.light == Light::Active && self.own_subjects(clause).is_empty() && sum()
    }

    /// The relation that a clause states of a pair: that of the frame, unless the clause says less or more.
    fn stated(&self, frame: &Frame, clause: &Clause, Pair { from, to, .. }: &Pair) -> Predicate {
        let runs = slots::RUNNING.has(&clause.lemma);
        match frame.predicate {
            // "지분 30%를 인수": that makes it nobody's.
            Predicate::Acquires if self.is_minority(clause) => Predicate::InvestsIn,
            // "지분 전량을 취득", "지분 87%를 인수".
            Predicate::InvestsIn
                if frame.word.starts_with("지분 ") && clause.lemma != "보유" && self.is_control(clause) =>
            {
                Predicate::Acquires
            }
            // "심사를 맡는다", "‘X’ 설계를 맡는다": a task of it.
            Predicate::Leads if to.carried && self.takes_task(clause) => Predicate::ParticipatesIn,
            Predicate::Leads if from.is_firm() && (self.takes_task(clause) || self.is_task(clause)) => {
                Predicate::ParticipatesIn
            }
            // A company that is given a task of a programme takes part in it.
            Predicate::Leads
                if to.carried
                    && (from.kind == Some(EntityType::Company) && !runs
                        || from.kind == Some(EntityType::Place) && self.starts_first(clause)) =>
            {
                Predicate::ParticipatesIn
            }
            predicate => predicate,
        }
    }

    /// Whether a verbal noun is a task that the clause around it gives to somebody: 설계 in "‘X’의 설계를 맡았다".
    fn is_task(&self, clause: &Clause) -> bool {
        clause.kind == ClauseKind::Phrase && self.governor(clause).is_some_and(|(around, _)| self.takes_task(around))
    }

    /// Whether a clause acts on something else than the programme that is spoken of: "교육과정은 A가 설계한다", "A는 위성 운영 중단을 제안".
    fn is_of_other(&self, clause: &Clause) -> bool {
        use EntityType::{Document, Legislation, Product, Technology};
        let thing = |k| matches!(k, Some(Product | Technology | Legislation | Document));
        let named = |p: usize| self.fillers(p).iter().any(|f| thing(f.kind));
        let plain = |p: usize| self.fillers(p).is_empty();
        let acts = self.phrases(clause, &[Role::Subject]).next().is_some();
        let runs = slots::RUNNING.has(&clause.lemma) || self.named_role(clause);
        let within = clause.kind == ClauseKind::Phrase
            && clause.arguments.iter().any(|&p| self.analysis.phrases[p].inner && (plain(p) || named(p)));
        within
            || self.phrases(clause, &[Role::Object]).any(named)
            // "여수 센터는 A가 운영한다", "센터 운영은 A가 맡는다": a place of it.
            || acts
                && self.phrases(clause, &[Role::Topic]).any(|p| {
                    let placed = self.fillers(p).iter().any(Filler::is_place) || self.nouns(p).count() > 1;
                    named(p) || !runs && plain(p) || placed && self.nouns(p).any(is_place_of_business)
                })
    }
}
