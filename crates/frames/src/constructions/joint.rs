//! Who acts together with whom, and who competes with whom.

use crate::fillers::Filler;
use crate::slots::Alternative;
use crate::{Found, Pair, Scene, all_pairs};
use policygraph_korean::analysis::{Clause, ClauseKind, Role, Word};
use policygraph_korean::verb::{Ending, Light};
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, Predicate, Status};
use std::ops::Range;

/// What one party does for the other.
static DEALING: WordList = WordList::new(&["공급", "납품", "수출", "판매", "팔", "제공", "이전", "빌려주", "넘기"]);

/// What names of places end in that have a government of their own.
const GOVERNED: [char; 7] = ['시', '도', '군', '구', '주', '현', '성'];

/// Whether a noun says that what it names is several's: 공동, 공동펀드, but no 공동체.
fn is_of_several(noun: &str) -> bool {
    static SHARED: WordList = WordList::new(&[
        "펀드",
        "기금",
        "연구",
        "개발",
        "브랜드",
        "사무국",
        "연구소",
        "센터",
        "사업",
        "프로젝트",
        "훈련",
        "실증",
        "조사",
        "가이드라인",
        "연구단",
        "플랫폼",
    ]);
    let of = noun.strip_prefix("공동").or_else(|| noun.strip_prefix("합동"));
    of.is_some_and(|rest| rest.is_empty() || SHARED.has(rest))
}

impl Scene<'_> {
    /// Those who are said to act with somebody cooperate with them: "A는 B와 함께 X를 추진", "A와 B는 공동으로 X를 추진".
    pub(super) fn joint_action(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        let mut partners = self.with(clause);
        if partners.is_empty() && matches!(clause.lemma.as_str(), "체결" | "맺") {
            partners = self.party_to_content(clause);
        }
        // Those who make one thing make it together.
        let makes = match clause.lemma.as_str() {
            "결성" | "체결" | "맺" | "맞손" | "제휴" | "협약" => true,
            "개최" | "열" if self.meets(clause) => true,
            "채택" => self.has_object(clause),
            "개발" | "공동개발" => self.has_object(clause) || self.describes(clause),
            "설립" | "열" | "세우" | "신설" | "만들" | "조성" | "구축" | "출범" => {
                !self.own_objects(clause).is_empty()
            }
            _ => false,
        };
        let together = makes || self.is_joint(clause);
        if partners.is_empty() && !together {
            return;
        }
        // "A가 B와 공동 개발한 X": who acts, not what is made.
        let able = |k: EntityType| k.is_actor() || k == EntityType::Place;
        let founded = self.founded(clause);
        let acts = |a: &Alternative| {
            let other = |f: &Filler| !partners.contains(f) && founded.iter().all(|c| c.id != f.id);
            a.fillers.iter().any(|f| f.kind.is_none_or(able) && other(f))
        };
        let Some(subjects) = self.subjects(clause).into_iter().find(acts) else { return };
        // "A는 B, C와 협약을 맺었다": A with each, not B with C.
        let apart = |f: &&Filler| !partners.iter().any(|p| p.id == f.id);
        let acting = subjects.fillers.iter().filter(apart);
        let with = acting.flat_map(|a| partners.iter().map(move |b| (a, b)));
        self.put(Predicate::PartnersWith, with, (clause, status, 0.85 * subjects.weight), out);
        let takes_part = matches!(clause.lemma.as_str(), "참여" | "참가" | "합류" | "참석" | "서명");
        let bodies = subjects.fillers.iter().any(|f| f.kind != Some(EntityType::Place));
        // "A와 B는 C와 함께": all three.
        let all = partners.is_empty() || self.phrases(clause, &[Role::With]).next().is_some();
        if together && bodies && all && !subjects.carried() && !takes_part {
            let acting: Vec<Filler> = subjects.fillers.iter().filter(apart).cloned().collect();
            let pairs = all_pairs(&acting, subjects.weight);
            let among = pairs.iter().map(|p| (&p.from, &p.to));
            self.put(Predicate::PartnersWith, among, (clause, status, 0.85 * subjects.weight), out);
        }
    }

    /// The other party, where what describes a contract takes it: B in "A는 B와 X를 공급하는 계약을 체결", "A는 B에 X를 공급하는 계약을".
    fn party_to_content(&self, clause: &Clause) -> Vec<Filler> {
        let describing = self.phrases(clause, &[Role::Object]).flat_map(|p| {
            self.beside(p)
                .filter(move |c| c.head == Some(p) && matches!(c.ending, Ending::Adnominal | Ending::Prospective))
        });
        let roles = |c: &Clause| match c.light {
            // "A는 B에서 X를 공급받는 계약을".
            Light::Undergo | Light::Passive if DEALING.has(&c.lemma) => {
                &[Role::Comitative, Role::Source, Role::Locative][..]
            }
            _ if DEALING.has(&c.lemma) => &[Role::Comitative, Role::Dative],
            _ => &[Role::Comitative],
        };
        let parties = describing.flat_map(|c| self.phrases(c, roles(c)).flat_map(|p| self.fillers(p)).cloned());
        parties.filter(|f| f.kind.is_some_and(EntityType::is_actor)).collect()
    }

    /// Those with whom the subject acts: 와 함께, 와 공동으로.
    pub(crate) fn with(&self, clause: &Clause) -> Vec<Filler> {
        // "B와 손잡고 ‘X’를 운영".
        if let Some(before) = self.clause_before(clause).filter(|c| c.lemma == "손잡" && c.ending == Ending::Connective)
        {
            return self.named(before, &[Role::Comitative]);
        }
        if self.phrases(clause, &[Role::With, Role::Comitative]).next().is_none() {
            return Vec::new();
        }
        // "B와 학과를 함께 꾸렸다".
        let measure = |p| {
            use EntityType::{Legislation, Product, Program};
            self.fillers(p).iter().any(|f| matches!(f.kind, Some(Program | Legislation | Product)))
        };
        // "B와 ‘X 사업’을 시작", "B와 산불 예측 모형을 만든다".
        let makes = matches!(
            clause.lemma.as_str(),
            "개발" | "연구" | "만들" | "설계" | "제작" | "세우" | "짓" | "설립" | "건설" | "구축" | "조성"
        ) && self.phrases(clause, &[Role::Object]).next().is_some();
        // "B와 수소 사업을 추진".
        static WORKING: WordList =
            WordList::new(&["추진", "진행", "벌이", "수행", "펼치", "실시", "운영", "시작", "본격화"]);
        static WORK: WordList = WordList::new(&["사업", "프로젝트", "연구", "개발", "실증", "협업", "실험", "공사"]);
        let works =
            WORKING.has(&clause.lemma) && self.phrases(clause, &[Role::Object]).any(|p| WORK.closes(self.head_noun(p)));
        // "B와 X를 공급하는 계약": to B, not with B.
        let deals = DEALING.has(&clause.lemma);
        let acts_on = makes || works || !deals && self.phrases(clause, &[Role::Object, Role::Dative]).any(measure);
        let together = self.is_joint(clause) || acts_on || self.meets(clause);
        let roles: &[Role] = if together { &[Role::With, Role::Comitative] } else { &[Role::With] };
        let partners = self.phrases(clause, roles).flat_map(|p| self.fillers(p)).cloned();
        // A city or province acts as its government does; a continent has none.
        let governed = |f: &Filler| self.text.get(f.range.clone()).is_some_and(|name| name.ends_with(GOVERNED));
        let acts = |f: &Filler| f.kind.is_none_or(|k| k.is_actor() || k == EntityType::Place && governed(f));
        partners.filter(acts).collect()
    }

    /// Whether a clause holds a meeting of those who act: "A는 B와 공동위원회를 개최".
    fn meets(&self, clause: &Clause) -> bool {
        static MEETINGS: WordList = WordList::new(&[
            "공동위",
            "공동위원회",
            "회의",
            "회담",
            "협의회",
            "협의체",
            "면담",
            "간담회",
            "대화",
            "서명식",
            "협약식",
            "체결식",
        ]);
        matches!(clause.lemma.as_str(), "개최" | "열" | "갖")
            && self.phrases(clause, &[Role::Object]).any(|p| MEETINGS.closes(self.head_noun(p)))
    }

    /// Whether a clause says that those who act do so together.
    fn is_joint(&self, clause: &Clause) -> bool {
        let first = clause.arguments.first().map_or(clause.predicate.start, |&p| self.analysis.phrases[p].words.start);
        let words = &self.analysis.words[first.min(clause.predicate.start)..clause.predicate.start];
        static TOGETHER: WordList = WordList::new(&["함께", "공동으로", "합동으로", "같이", "나란히", "상호"]);
        let word = |w: &Word| if w.atom { "" } else { &self.text[w.range.clone()] };
        words.iter().any(|w| TOGETHER.has(word(w)))
            || words.last().is_some_and(|w| word(w) == "공동")
            || self.is_joint_work(clause)
    }

    /// Whether what a clause makes is called joint: "공동 탐사단을 꾸린다", "합동 훈련을 실시".
    fn is_joint_work(&self, clause: &Clause) -> bool {
        static MAKING: WordList = WordList::new(&[
            "꾸리", "구성", "만들", "세우", "조직", "운영", "설립", "신설", "출범", "발족", "개최", "열", "진행",
            "실시", "수행", "마련", "내", "발표", "채택", "결성", "추진", "벌이", "펼치",
        ]);
        // "공동 탐사", "광산 공동 탐사".
        let joint = |p: usize| {
            let nouns = self.analysis.phrases[p].nouns.clone();
            let mut words = nouns.filter_map(|w| self.analysis.words.get(w));
            words.any(|w| !w.atom && is_of_several(&self.text[w.stem.clone()]))
        };
        // "공동 개발에 나섰다".
        static STARTING: WordList = WordList::new(&["나서", "착수", "합의", "뛰어들", "들어가", "돌입"]);
        let unnamed = |p: usize| self.head(&self.analysis.phrases[p]).is_none();
        let of = |roles: &[Role]| self.phrases(clause, roles).any(|p| joint(p) && unnamed(p));
        // "A와 B, 공동 연구 추진".
        let roles: &[Role] = if clause.kind == ClauseKind::Noun {
            &[Role::Object, Role::Also, Role::Bare]
        } else {
            &[Role::Object, Role::Also]
        };
        clause.light == Light::Active
            && (MAKING.has(&clause.lemma) && of(roles) || STARTING.has(&clause.lemma) && of(&[Role::Dative]))
    }

    /// Who does something in cooperation with somebody: "A는 B와의 공조 아래 X를 추진", "A는 B와의 협력을 통해".
    pub(super) fn cooperates(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        static TOGETHER: WordList = WordList::new(&["공조", "협력", "제휴", "협업", "공동연구", "합작", "협약"]);
        if clause.kind == ClauseKind::Phrase || clause.negative {
            return;
        }
        // "B와의 공조 아래": the phrase with 와의 right before the noun.
        let with = |p: usize| {
            let (first, before) = (self.analysis.phrases[p].words.start, p.checked_sub(1)?);
            let phrase = &self.analysis.phrases[before];
            let word = &self.text[self.analysis.words[phrase.words.end.checked_sub(1)?].range.clone()];
            (phrase.words.end == first && (word.ends_with("와의") || word.ends_with("과의"))).then_some(before)
        };
        let partners: Vec<Filler> = self
            .phrases(clause, &[Role::Bare, Role::Means, Role::Direction, Role::Object, Role::Other])
            .filter(|&p| self.nouns(p).next().is_some_and(|n| TOGETHER.has(n)))
            .filter_map(with)
            .flat_map(|p| self.fillers(p))
            .filter(|f| f.kind.is_some_and(EntityType::is_organization))
            .cloned()
            .collect();
        if partners.is_empty() {
            return;
        }
        let acting = self.acting_in(clause);
        let pairs = acting.iter().flat_map(|a| partners.iter().map(move |b| (a, b)));
        self.put(Predicate::PartnersWith, pairs, (clause, status, 0.75), out);
    }

    /// Those with whom somebody takes part in a programme take part, too: "A는 B와 컨소시엄을 이뤄 ‘X’에 참여한다".
    pub(super) fn join_with(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        static JOINING: WordList =
            WordList::new(&["이루", "꾸리", "구성", "손잡", "잡", "협력", "짜", "맺", "결성", "함께"]);
        let joins = |f: &&Found| {
            f.predicate == Predicate::ParticipatesIn
                && f.range.start < clause.range.end
                && clause.range.start < f.range.end
        };
        let before = |c: &&Clause| {
            c.predicate.end <= clause.predicate.start && c.ending == Ending::Connective && JOINING.has(&c.lemma)
        };
        let Some(joined) = self.analysis.clauses_in(clause.sentence).rfind(before) else { return };
        let partners = self.named(joined, &[Role::Comitative, Role::With]);
        let programmes: Vec<(u32, Range<usize>)> = out.iter().filter(joins).map(|f| (f.to, f.range.clone())).collect();
        for (programme, range) in programmes {
            for partner in partners.iter().filter(|f| f.kind.is_some_and(EntityType::is_organization)) {
                let (predicate, confidence, carried) = (Predicate::ParticipatesIn, 0.8, false);
                let range = range.clone();
                out.push(Found { from: partner.id, predicate, to: programme, range, status, confidence, carried });
            }
        }
    }

    /// Those whose team or venture a phrase names act together: "A·B 공동연구팀".
    pub(crate) fn teams(&self, sentence: usize, out: &mut Vec<Found>) {
        static TEAMS: WordList = WordList::new(&[
            "공동연구팀",
            "공동연구진",
            "공동연구단",
            "합작사",
            "합작법인",
            "컨소시엄",
            "공동사업단",
            "협력사업단",
            "공동개발팀",
        ]);
        for p in self.analysis.phrases_in(sentence) {
            let phrase = &self.analysis.phrases[p];
            let is_team = |&w: &usize| TEAMS.has(self.noun(w));
            let Some(word) = phrase.nouns.clone().find(is_team).filter(|&w| w > phrase.nouns.start) else { continue };
            let mut members = self.members_up_to(p, word);
            members.retain(|f| f.kind.is_some_and(EntityType::is_organization));
            self.relate_members(Predicate::PartnersWith, &members, p, out);
        }
    }

    /// The members of the list that ends right before a noun of a phrase, the last first: B and A of "A·B 공동연구팀".
    fn members_up_to(&self, p: usize, word: usize) -> Vec<Filler> {
        let phrase = &self.analysis.phrases[p];
        let before = std::iter::successors(self.member_before(p), |&b| self.member_before(b));
        let before = before.filter_map(|b| self.head(&self.analysis.phrases[b]));
        self.head_of(phrase, phrase.nouns.start..word).into_iter().chain(before).collect()
    }

    /// The relation between each two members of a list that a phrase states by its nouns alone.
    fn relate_members(&self, predicate: Predicate, members: &[Filler], p: usize, out: &mut Vec<Found>) {
        let bytes = self.analysis.bytes(&self.analysis.phrases[p].words);
        for Pair { from, to, .. } in all_pairs(members, 1.0) {
            let allowed = from.kind.zip(to.kind).is_some_and(|(a, b)| predicate.allows(a, b));
            if allowed && from.id != to.id {
                let range = from.range.start.min(to.range.start).min(bytes.start)..bytes.end;
                let (status, confidence, carried) = (Status::Stated, 0.8, false);
                out.push(Found { from: from.id, predicate, to: to.id, range, status, confidence, carried });
            }
        }
    }

    /// Companies that are said to go on as one merge: "A와 B가 합병 법인으로 출발한다".
    pub(super) fn becomes_one(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        let one = |p: usize| {
            let nouns: Vec<&str> = self.nouns(p).collect();
            let body = nouns.last().is_some_and(|n| matches!(*n, "법인" | "회사" | "합병법인" | "통합법인"));
            let single = nouns.iter().any(|n| matches!(*n, "한" | "합병" | "통합" | "합병법인" | "통합법인" | "단일"));
            body && single
        };
        let whole = self.phrases(clause, &[Role::Direction]).any(one);
        // "하나의 회사로 합친다".
        let owned = || {
            self.phrases(clause, &[Role::Direction]).any(|p| {
                let of_one = self.owner(p).is_some_and(|o| self.head_noun(o) == "하나");
                of_one && matches!(self.head_noun(p), "법인" | "회사")
            })
        };
        if !(whole || owned()) {
            return;
        }
        let Some(subjects) = self.subjects(clause).into_iter().find(|a| a.fillers.len() > 1) else { return };
        let pairs = all_pairs(&subjects.fillers, subjects.weight);
        let firms = pairs.iter().map(|p| (&p.from, &p.to)).filter(|(a, b)| a.is_firm() && b.is_firm());
        self.put(Predicate::MergesWith, firms, (clause, status, 0.8), out);
    }

    /// Where companies compete for a market they do business: "유럽 시장에서 A는 B와 경쟁한다", "국내 백신 시장에서 1위를 다투는 A와 B".
    pub(crate) fn markets(&self, sentence: usize, out: &mut Vec<Found>) {
        if !out.iter().any(|f| f.predicate == Predicate::CompetesWith) {
            return;
        }
        for clause in self.analysis.clauses_in(sentence) {
            let roles = [Role::Locative, Role::Object, Role::Bare, Role::Other];
            let markets = self.phrases(clause, &roles).filter(|&p| self.head_noun(p).ends_with("시장"));
            let place =
                |p: usize| self.named_within(&self.analysis.phrases[p]).map(Filler::from).find(Filler::is_place);
            let places: Vec<Filler> = markets.filter_map(place).collect();
            if places.is_empty() {
                continue;
            }
            let here = |f: &&Found| f.range.start < clause.range.end && clause.range.start < f.range.end;
            let rivals = out.iter().filter(|f| f.predicate == Predicate::CompetesWith).filter(here);
            let ids: Vec<u32> = rivals.flat_map(|f| [f.from, f.to]).collect();
            let companies =
                self.referents.iter().filter(|r| r.kind == Some(EntityType::Company) && ids.contains(&r.id));
            let companies: Vec<Filler> = companies.map(Filler::from).collect();
            let pairs = companies.iter().flat_map(|a| places.iter().map(move |b| (a, b)));
            self.put(Predicate::OperatesIn, pairs, (clause, self.status(clause), 0.75), out);
        }
    }

    /// Those between whom a contest is: "A, B, C의 3파전", "A와 B의 각축전".
    pub(crate) fn contests(&self, sentence: usize, out: &mut Vec<Found>) {
        static CONTESTS: WordList = WordList::new(&[
            "파전",
            "각축전",
            "양강",
            "양강체제",
            "쟁탈전",
            "수주전",
            "점유율경쟁",
            "맞대결",
            "주도권다툼",
        ]);
        for p in self.analysis.phrases_in(sentence) {
            let phrase = &self.analysis.phrases[p];
            let ends_in = |&w: &usize| CONTESTS.closes(self.noun(w));
            let Some(word) = phrase.nouns.clone().find(ends_in) else { continue };
            let mut rivals = self.owners(p);
            if rivals.len() < 2 && word > phrase.nouns.start {
                // "A·B, 잠수함 수주전 총력": who stands before the comma contends with others.
                let last = self.head_of(phrase, phrase.nouns.start..word);
                if last.is_some_and(|f| f.kind == Some(EntityType::Company)) {
                    rivals.extend(self.members_up_to(p, word));
                }
            }
            self.relate_members(Predicate::CompetesWith, &rivals, p, out);
        }
    }
}
