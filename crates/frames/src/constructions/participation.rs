//! Who takes part in a programme: who supplies it, or is given one of its tasks.

use crate::fillers::{FORMING, Filler};
use crate::places::is_place_of_business;
use crate::slots::RUNNING;
use crate::{Found, Scene};
use policygraph_korean::analysis::{Clause, ClauseKind, Role};
use policygraph_korean::verb::{Ending, Light};
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, Predicate, Status};

impl Scene<'_> {
    /// Who supplies a programme that is spoken of takes part in it: "A사가 장비를 공급한다", "시공은 A사가 맡는다".
    pub(super) fn supplies(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        static SUPPLYING: WordList = WordList::new(&[
            "공급",
            "제공",
            "납품",
            "시공",
            "수행",
            "맡",
            "담당",
            "합류",
            "함께",
            "개발",
            "실증",
            "연구",
            "구축",
            "설치",
            "보급",
            "내놓",
            "빌려주",
            "설계",
            "파견",
            "거들",
            "돕",
            "지원",
        ]);
        static WORKING: WordList = WordList::new(&[
            "짓",
            "세우",
            "유치",
            "받",
            "꾸리",
            "만들",
            "제작",
            "생산",
            "이끄",
            "책임지",
            "시험",
            "검증",
            "조사",
            "평가",
            "훈련",
            "교육",
            "가르치",
            "운항",
            "실시",
            "깔",
            "보내",
            "운영",
            "건설",
            "시행",
            "심사",
            "관리",
            "투입",
            "적용",
            "활용",
            "쓰",
            "전담",
            "분담",
            "참여",
            "참가",
            "동참",
            "가세",
            "공동연구",
            "공동개발",
            "뽑아내",
            "캐",
            "키우",
            "기르",
            "진행",
            "추진",
            "내주",
            "채우",
            "머물",
            "나서",
        ]);
        if clause.light != Light::Active {
            return;
        }
        let Some(programme) = self.programme_at(clause) else { return };
        let about_itself = self.named_role(clause);
        // "장비 공급: A사" says of a noun who does it.
        let named = clause.kind == ClauseKind::Phrase;
        let labelled = named && self.governor(clause).is_some_and(|(g, _)| g.kind == ClauseKind::Copula);
        let lemma = clause.lemma.as_str();
        let near = self.named_near(&programme);
        let does = (labelled || near) && SUPPLYING.has(lemma)
            || near
                && WORKING.has(lemma)
                && clause.kind != ClauseKind::Copula
                && !self.is_done_already(clause)
                && !self.is_own_affair(clause);
        // "일본에서는 A가 …": elsewhere.
        let country = |f: &Filler| f.kind == Some(EntityType::Country);
        let here = self.analysis.clauses_in(clause.sentence);
        let mut placed = here.flat_map(|c| self.phrases(c, &[Role::Locative]));
        let elsewhere = placed.any(|p| self.is_topical(p) && self.fillers(p).iter().any(country));
        // "A와 B가 C에 짓기로 한 연구소는": a building of their own.
        let builds = matches!(lemma, "짓" | "세우" | "건설");
        let describes = builds && clause.ending == Ending::Adnominal && !self.says_what_it_is(clause);
        if !does || (named && !labelled) || about_itself || elsewhere || describes {
            return;
        }
        // What it makes, it makes for the programme.
        let makes = |f: &Found| {
            let thing = |k| matches!(k, Some(EntityType::Technology | EntityType::Product));
            f.predicate == Predicate::Develops && self.referents.iter().any(|r| r.id == f.to && thing(r.kind))
        };
        let others = out
            .iter()
            .any(|f| f.range.start < clause.range.end && clause.range.start < f.range.end && !f.carried && !makes(f));
        let subjects = if labelled {
            self.subjects(clause).into_iter().flat_map(|a| a.fillers).collect()
        } else {
            self.own_subjects(clause)
        };
        for subject in subjects {
            use EntityType::{Company, InternationalOrganization, ResearchOrganization};
            let takes_part = match subject.kind {
                Some(Company | ResearchOrganization | InternationalOrganization) => true,
                Some(EntityType::GovernmentAgency) => matches!(lemma, "참여" | "참가" | "동참"),
                _ => false,
            };
            // "A가 니켈을 뽑는 사업으로": A runs it.
            let runs = self.says_what_it_is(clause);
            let pays =
                out.iter().any(|f| f.predicate == Predicate::Funds && f.from == subject.id && f.to == programme.id);
            if takes_part && !pays && status != Status::Denied && !others && subject.id != programme.id {
                // "B시에는 A가 장비를 공급한다": there the programme is carried out.
                let places = self.places(clause, &[Role::Locative, Role::Dative]).into_iter();
                for place in places.filter(|f| near && f.kind == Some(EntityType::Place)) {
                    out.push(Found {
                        from: programme.id,
                        predicate: Predicate::ImplementedIn,
                        to: place.id,
                        range: clause.range.clone(),
                        status,
                        confidence: 0.55,
                        carried: true,
                    });
                }
                out.push(Found {
                    from: subject.id,
                    predicate: if runs { Predicate::Leads } else { Predicate::ParticipatesIn },
                    to: programme.id,
                    range: clause.range.clone(),
                    status,
                    confidence: 0.6,
                    carried: true,
                });
            }
        }
    }

    /// Those who make up a consortium take part in the programme that is spoken of: "A, B와 C가 컨소시엄을 이룬다".
    pub(super) fn makes_up_consortium(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        if !FORMING.has(&clause.lemma) {
            return;
        }
        let consortium = self.phrases(clause, &[Role::Object]).any(|p| self.head_noun(p) == "컨소시엄");
        let Some(programme) = self.programme_at(clause).filter(|p| consortium && self.named_near(p)) else { return };
        let members = self.own_subjects(clause);
        let pairs = members.iter().filter(|f| f.is_firm()).map(|f| (f, &programme));
        self.put(Predicate::ParticipatesIn, pairs, (clause, status, 0.7), out);
    }

    /// Whether a clause gives somebody the running of something: "총괄은 A가 맡는다".
    pub(crate) fn named_role(&self, clause: &Clause) -> bool {
        clause.arguments.iter().any(|&p| {
            let last = self.analysis.phrases[p].nouns.end.saturating_sub(1);
            self.analysis.words.get(last).is_some_and(|w| RUNNING.has(&self.text[w.stem.clone()]))
        })
    }

    /// Whether a clause tells of what somebody does for itself, or how it fares: "영업손실을 내다", "120억 엔을 유치", "‘X’를 운영하고 있다".
    fn is_own_affair(&self, clause: &Clause) -> bool {
        static AFFAIRS: WordList = WordList::new(&[
            "손실",
            "매출",
            "적자",
            "흑자",
            "실적",
            "이익",
            "순이익",
            "주가",
            "경쟁",
            "소송",
            "의사",
            "각축",
            "접전",
            "경합",
        ]);
        let objects = || self.phrases(clause, &[Role::Object]);
        let fares = objects().any(|p| AFFAIRS.closes(self.head_noun(p)));
        let raises = matches!(clause.lemma.as_str(), "유치" | "투자" | "조달")
            && objects().any(|p| self.is_money(&self.analysis.phrases[p]));
        let runs_its_own = clause.lemma == "운영"
            && clause.ending != Ending::Adnominal
            && objects().any(|p| self.fillers(p).iter().all(|f| f.kind != Some(EntityType::Program)));
        // "A는 데이터센터를 추진한다": a building of its own.
        let plans = clause.lemma == "추진" && objects().any(|p| is_place_of_business(self.head_noun(p)));
        fares || raises || runs_its_own || plans
    }

    /// Whether a clause tells of what was so before: "A는 이미 …를 개설".
    fn is_done_already(&self, clause: &Clause) -> bool {
        let first = clause.arguments.first().map_or(clause.predicate.start, |&p| self.analysis.phrases[p].words.start);
        let words = self.analysis.words.get(first..clause.predicate.start).unwrap_or_default();
        words.iter().any(|w| matches!(&self.text[w.range.clone()], "이미" | "앞서" | "그동안" | "현재"))
    }

    /// Who is given a task of a programme takes part in it: "A대는 ‘X’의 교육을 맡는다".
    pub(super) fn takes_on(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        let takes = |c: &Clause| matches!(c.lemma.as_str(), "맡" | "담당" | "책임지" | "수행");
        // "나눠 맡는다".
        let shares = clause.lemma == "나누"
            && self.next_in_sentence(clause).is_some_and(|n| takes(n) && n.predicate.start == clause.predicate.end);
        if !(takes(clause) || shares) || clause.light != Light::Active {
            return;
        }
        static WHOLE: WordList = WordList::new(&["사업", "추진", "업무", "전체", "주무", "간사", "책임", "역할"]);
        let tasks = self.phrases(clause, &[Role::Object]).filter(|&p| {
            let noun = self.head_noun(p);
            !RUNNING.has(noun) && !WHOLE.has(noun) && self.fillers(p).is_empty()
        });
        // "A대는 ‘X 계획’ 수립을 맡는다", "A대는 ‘X’의 교육을 맡는다".
        let programmes: Vec<Filler> = tasks
            .flat_map(|p| {
                let within = self.named_within(&self.analysis.phrases[p]).map(Filler::from);
                within.chain(self.owners(p)).collect::<Vec<_>>()
            })
            // "‘X’에는 A대와 B대가 세부 과제를 나눠 맡는다".
            .chain(self.named(clause, &[Role::Dative]))
            // "‘X’에서 세부 과제를 수행했다".
            .chain((clause.lemma == "수행").then(|| self.named(clause, &[Role::Locative])).into_iter().flatten())
            .collect();
        let programmes = programmes.iter().filter(|f| f.kind == Some(EntityType::Program));
        let doing = self.acting_in(clause);
        let pairs = programmes.flat_map(|x| doing.iter().map(move |a| (a, x)));
        self.put(Predicate::ParticipatesIn, pairs, (clause, status, 0.75), out);
    }

    /// Whether a clause gives somebody a task that is not the running of the whole: "심사를 맡다".
    pub(crate) fn takes_task(&self, clause: &Clause) -> bool {
        static WHOLE: WordList =
            WordList::new(&["사업", "추진", "프로젝트", "프로그램", "업무", "전체", "주무", "간사"]);
        let task = |p: usize| {
            let noun = self.head_noun(p);
            self.is_deed(noun) && !RUNNING.has(noun) && !WHOLE.has(noun)
        };
        matches!(clause.lemma.as_str(), "맡" | "담당" | "책임지" | "도맡")
            && (self.phrases(clause, &[Role::Object]).any(task)
                || self.phrases(clause, &[Role::Subject]).next().is_some()
                    && self.phrases(clause, &[Role::Topic]).any(task))
    }

    /// Whether a noun is one for doing something, by itself or by its last two syllables: 조사, 실태조사.
    pub(crate) fn is_deed(&self, noun: &str) -> bool {
        let last = noun.char_indices().rev().nth(1).map_or(noun, |(at, _)| &noun[at..]);
        self.frames.is_verbal(noun) || noun.chars().count() > 3 && self.frames.is_verbal(last)
    }

    /// Whether a clause says that somebody goes first: "A시가 먼저 시작한다".
    pub(crate) fn starts_first(&self, clause: &Clause) -> bool {
        let first = clause.arguments.first().map_or(clause.predicate.start, |&p| self.analysis.phrases[p].words.start);
        let words =
            self.analysis.words.get(first.min(clause.predicate.start)..clause.predicate.end).unwrap_or_default();
        words.iter().any(|w| matches!(&self.text[w.range.clone()], "먼저" | "우선" | "시범" | "첫" | "시범적으로"))
    }
}
