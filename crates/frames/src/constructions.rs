//! Relations that a construction states as a whole, where no frame of its predicate does: who acts together, who founds what with whom,
//! whose help it takes, what takes the place of what.

use crate::fillers::Filler;
use crate::slots::{Alternative, RUNNING, SUPERSEDING};
use crate::{Found, Scene, all_pairs};
use policygraph_korean::analysis::{Clause, ClauseKind, Role};
use policygraph_korean::verb::{Ending, Light};
use policygraph_model::{EntityType, Predicate, Status};
use std::ops::Range;

/// Verbs of taking on those who take part.
pub(crate) const RECRUITING: &[&str] = &["모집", "공모", "선정", "선발", "뽑", "찾", "지정", "확정"];

impl Scene<'_> {
    /// The relations of a clause by its construction. What they rest on of its frames is in `out` already.
    pub(crate) fn constructions(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        self.joint_action(clause, status, out);
        self.join_with(clause, status, out);
        self.cooperates(clause, status, out);
        self.means(clause, status, out);
        self.recruits(clause, status, out);
        self.hosts(clause, status, out);
        self.holds_stake(clause, status, out);
        self.writes(clause, status, out);
        self.shows_own(clause, status, out);
        self.founds(clause, status, out);
        self.passes(clause, status, out);
        self.owns_whole(clause, status, out);
        self.with_help_of(clause, status, out);
        self.spends_money_of(clause, status, out);
        self.announced(clause, out);
        self.supplies(clause, status, out);
        self.basis(clause, status, out);
        self.site(clause, status, out);
        self.seat(clause, status, out);
        self.stands(clause, status, out);
        self.listed(clause, status, out);
        self.office(clause, status, out);
        self.runs_in(clause, status, out);
        self.headline_site(clause, status, out);
        self.takes_on(clause, status, out);
        self.begins_in(clause, status, out);
        self.has_branch(clause, status, out);
        self.follows(clause, status, out);
        self.successor(clause, status, out);
        self.making(clause, status, out);
    }

    /// Those who are said to act with somebody cooperate with them: "A는 B와 함께 X를 추진", "A와 B는 공동으로 X를 추진".
    fn joint_action(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        let partners = self.with(clause);
        // Those who make one thing make it together.
        let makes = match clause.lemma.as_str() {
            "결성" | "체결" | "맺" | "맞손" | "제휴" | "협약" => true,
            "개발" | "공동개발" => self.has_object(clause) || self.describes(clause),
            "설립" | "열" | "세우" | "신설" | "만들" | "조성" | "구축" | "출범" => {
                !self.own_objects(clause).is_empty()
            }
            _ => false,
        };
        let together = self.is_joint(clause) || makes;
        if partners.is_empty() && !together {
            return;
        }
        // "A가 B와 공동 개발한 X": who acts, not what is made.
        let able = |k: EntityType| k.is_actor() || k == EntityType::Place;
        let acts = |a: &Alternative| a.fillers.iter().any(|f| f.kind.is_none_or(able) && !partners.contains(f));
        let Some(subjects) = self.subjects(clause).into_iter().find(acts) else { return };
        let with = subjects.fillers.iter().flat_map(|a| partners.iter().map(move |b| (a, b)));
        self.put(Predicate::PartnersWith, with, (clause, status, 0.85 * subjects.weight), out);
        let takes_part = matches!(clause.lemma.as_str(), "참여" | "참가" | "합류" | "참석" | "서명");
        let bodies = subjects.fillers.iter().any(|f| f.kind != Some(EntityType::Place));
        if together && bodies && partners.is_empty() && !subjects.carried() && !takes_part {
            let pairs = all_pairs(&subjects.fillers, subjects.weight);
            let among = pairs.iter().map(|p| (&p.from, &p.to));
            self.put(Predicate::PartnersWith, among, (clause, status, 0.85 * subjects.weight), out);
        }
    }

    /// Who does something in cooperation with somebody: "A는 B와의 공조 아래 X를 추진", "A는 B와의 협력을 통해".
    fn cooperates(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        const TOGETHER: &[&str] = &["공조", "협력", "제휴", "협업", "공동연구", "합작", "협약"];
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
            .filter(|&p| self.nouns(p).next().is_some_and(|n| TOGETHER.contains(&n)))
            .filter_map(with)
            .flat_map(|p| self.fillers(p))
            .filter(|f| f.kind.is_some_and(EntityType::is_organization))
            .collect();
        let acting = self.acting_in(clause);
        let pairs = acting.iter().flat_map(|a| partners.iter().map(move |b| (a, b)));
        self.put(Predicate::PartnersWith, pairs, (clause, status, 0.75), out);
    }

    /// Those with whom somebody takes part in a programme take part, too: "A는 B와 컨소시엄을 이뤄 ‘X’에 참여한다".
    fn join_with(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        const JOINING: &[&str] = &["이루", "꾸리", "구성", "손잡", "잡", "협력", "짜", "맺", "결성", "함께"];
        let joins = |f: &&Found| {
            f.predicate == Predicate::ParticipatesIn
                && f.range.start < clause.range.end
                && clause.range.start < f.range.end
        };
        let before = |c: &&Clause| {
            c.sentence == clause.sentence
                && c.predicate.end <= clause.predicate.start
                && c.ending == Ending::Connective
                && JOINING.contains(&c.lemma.as_str())
        };
        let Some(joined) = self.analysis.clauses.iter().rfind(before) else { return };
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

    /// Who supplies a programme that is spoken of takes part in it: "A사가 장비를 공급한다", "시공은 A사가 맡는다".
    fn supplies(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        const SUPPLYING: &[&str] = &[
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
        ];
        // What is said, thought or felt is not done for a programme.
        const SAYING: &[&str] = &[
            "밝히",
            "말하",
            "전하",
            "설명",
            "강조",
            "주장",
            "평가",
            "지적",
            "비판",
            "반발",
            "반대",
            "전망",
            "예상",
            "추정",
            "분석",
            "발표",
            "보도",
            "공시",
            "언급",
            "요구",
            "촉구",
            "우려",
            "기대",
            "보",
            "하",
            "되",
            "있",
            "없",
            "아니",
            "나타나",
            "기록",
            "경쟁",
            "인수",
            "합병",
            "매각",
            "철수",
            "떠나",
            "다르",
            "같",
            "알리",
            "내다보",
            "검토",
            "계획",
            "차지",
            "거부",
            "거절",
            "불참",
            "탈퇴",
            "유보",
            "보류",
            "이탈",
            "철회",
            "빠지",
            "외면",
            "사양",
            "고사",
            "포기",
            "성장",
            "감소",
            "증가",
            "늘",
            "줄",
        ];
        let Some(programme) = self.programme_at(clause) else { return };
        let passive = !matches!(clause.light, Light::Active);
        let about_itself = self.named_role(clause);
        // "장비 공급: A사" says of a noun who does it.
        let named = clause.kind == ClauseKind::Phrase;
        let labelled = named && self.governor(clause).is_some_and(|(g, _)| g.kind == ClauseKind::Copula);
        let lemma = clause.lemma.as_str();
        let does = SUPPLYING.contains(&lemma)
            || self.named_near(&programme)
                && clause.kind != ClauseKind::Copula
                && !self.is_done_already(clause)
                && !SAYING.contains(&lemma);
        // "일본에서는 A가 …": elsewhere.
        let country = |f: &Filler| f.kind == Some(EntityType::Country);
        let here = self.analysis.clauses.iter().filter(|c| c.sentence == clause.sentence);
        let mut placed = here.flat_map(|c| self.phrases(c, &[Role::Locative]));
        let elsewhere = placed.any(|p| self.is_topical(p) && self.fillers(p).iter().any(country));
        if passive || !does || (named && !labelled) || about_itself || elsewhere {
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
            let takes_part = matches!(subject.kind, Some(Company | ResearchOrganization | InternationalOrganization));
            // "A가 니켈을 뽑는 사업으로": A runs it.
            let runs = self.says_what_it_is(clause);
            let pays =
                out.iter().any(|f| f.predicate == Predicate::Funds && f.from == subject.id && f.to == programme.id);
            if takes_part && !pays && status != Status::Denied && !others && subject.id != programme.id {
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

    /// What is done according to a law or plan rests on it: "「X법」에 따라 ‘Y 사업’을 추진", "「X법」에 근거한 ‘Y 사업’".
    fn basis(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        self.grounds(clause, status, out);
        for (law, measures, range) in self.bases(clause) {
            for measure in measures {
                let allowed = measure.kind.zip(law.kind).is_some_and(|(a, b)| Predicate::BasedOn.allows(a, b));
                if allowed && measure.id != law.id {
                    let (predicate, confidence, carried) = (Predicate::BasedOn, 0.85, measure.carried || law.carried);
                    out.push(Found {
                        from: measure.id,
                        predicate,
                        to: law.id,
                        range: range.clone(),
                        status,
                        confidence,
                        carried,
                    });
                }
            }
        }
    }

    /// What a firm does according to a programme, it does in it; whom an authority restricts on the ground of a law, the law restricts:
    /// "‘X 사업’에 따라 A사가 공장을 짓는다", "「X법」을 근거로 A부가 B사를 규제".
    fn grounds(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        let grounds = self.named(clause, &[Role::Basis]);
        let of = |kind: EntityType| grounds.iter().filter(move |g| g.kind == Some(kind));
        let acting = self.own_subjects(clause);
        let pairs = acting.iter().filter(|f| f.is_firm()).flat_map(|a| of(EntityType::Program).map(move |p| (a, p)));
        self.put(Predicate::ParticipatesIn, pairs, (clause, status, 0.65), out);
        let here = |f: &&Found| f.range.start >= clause.range.start && f.range.end <= clause.range.end;
        let restricted: Vec<Found> =
            out.iter().filter(|f| f.predicate == Predicate::Restricts).filter(here).cloned().collect();
        for (found, law) in restricted.iter().flat_map(|f| of(EntityType::Legislation).map(move |l| (f, l))) {
            if found.from != law.id && found.to != law.id {
                out.push(Found { from: law.id, confidence: found.confidence * 0.9, ..found.clone() });
            }
        }
    }

    /// Who is put on somebody's list is restricted by them: "A가 B의 거래제한 명단에 올랐다", "B는 A를 명단에 올렸다".
    fn listed(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        let lemma = clause.lemma.as_str();
        if !matches!(lemma, "오르" | "올리" | "추가" | "등재" | "포함" | "지정" | "넣")
            || clause.kind == ClauseKind::Phrase
        {
            return;
        }
        let listed = self.put_on_list(clause);
        self.put(Predicate::Restricts, listed.iter().map(|(a, b)| (a, b)), (clause, status, 0.8), out);
    }

    /// What is brought in where something else ends takes its place: "A를 폐지하고 B를 도입".
    fn successor(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        const ENDING: &[&str] = &["폐지", "종료", "폐기", "없애", "걷어치우", "걷어내", "접", "중단"];
        const BRINGING: &[&str] = &[
            "도입",
            "신설",
            "시행",
            "마련",
            "시작",
            "만들",
            "출범",
            "추진",
            "들여놓",
            "내세우",
            "제정",
            "내놓",
            "들이",
        ];
        if !ENDING.contains(&clause.lemma.as_str()) || clause.ending != Ending::Connective {
            return;
        }
        let Some(next) = self.next_in_sentence(clause).filter(|n| BRINGING.contains(&n.lemma.as_str())) else { return };
        // "기존 A는 폐지하고 B를 신설".
        let ended = self.own_objects(clause);
        let ended = if ended.is_empty() { self.own_subjects(clause) } else { ended };
        let begun = self.own_objects(next);
        let pairs = ended.iter().flat_map(|old| begun.iter().map(move |new| (new, old)));
        self.put(Predicate::Replaces, pairs, (clause, status, 0.8), out);
    }

    /// What a text is about takes the place of what ended before it: "‘X’가 종료됨에 따라 후속 전략을 수립".
    fn follows(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        // "‘X’를 대신할 계획을 마련": the plan that the text is about.
        let instead = SUPERSEDING.contains(&clause.lemma.as_str());
        let modifying = matches!(clause.ending, Ending::Adnominal | Ending::Prospective);
        let generic = clause.head.is_some_and(|h| {
            let noun = self.head_noun(h);
            self.fillers(h).is_empty()
                && ["계획", "전략", "대책", "사업", "제도", "방안"].iter().any(|n| noun.ends_with(n))
        });
        if let Some(next) = self.context.programme.clone().filter(|_| instead && modifying && generic) {
            let old = self.own_objects(clause);
            self.put(Predicate::Replaces, old.iter().map(|old| (&next, old)), (clause, status, 0.65), out);
        }
        let object = self.phrases(clause, &[Role::Object, Role::Subject]).find(|&p| self.fillers(p).is_empty());
        let follows = object.is_some_and(|p| {
            let mut nouns = self.analysis.phrases[p].nouns.clone();
            nouns.any(|w| matches!(&self.text[self.analysis.words[w].range.clone()], "후속" | "차기" | "후속의"))
        });
        let Some(next) = self.context.programme.clone().filter(|_| follows) else { return };
        let ends = |c: &&Clause| {
            c.sentence == clause.sentence
                && c.predicate.end <= clause.predicate.start
                && matches!(c.lemma.as_str(), "종료" | "만료" | "일몰" | "끝나" | "마무리" | "완료")
        };
        let ended = self.analysis.clauses.iter().filter(ends).flat_map(|c| self.own_subjects(c)).collect::<Vec<_>>();
        self.put(Predicate::Replaces, ended.iter().map(|old| (&next, old)), (clause, status, 0.7), out);
    }

    /// Who makes public that it runs a programme makes the programme public: "X를 시행한다고 발표했다".
    fn announced(&self, clause: &Clause, out: &mut Vec<Found>) {
        let told = clause.ending == Ending::Quotative
            && self
                .next_in_sentence(clause)
                .is_some_and(|n| matches!(n.lemma.as_str(), "발표" | "공표" | "선언") && !n.negative);
        let runs: Vec<Found> = out
            .iter()
            .filter(|f| told && f.predicate == Predicate::Leads && !f.carried)
            .filter(|f| f.range.start >= clause.range.start && f.range.end <= clause.range.end)
            .cloned()
            .collect();
        out.extend(runs.into_iter().map(|f| Found {
            predicate: Predicate::Announces,
            confidence: f.confidence - 0.15,
            ..f
        }));
    }

    /// Who does something by means of a programme runs it: "에너지부는 ‘X’를 통해 기업을 지원".
    fn means(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        let agents = self.through(clause);
        if let Some(programme) = self.programme_at(clause).filter(|_| !agents.is_empty()) {
            let pairs = agents.iter().map(|a| (a, &programme));
            self.put(Predicate::ParticipatesIn, pairs, (clause, status, 0.6), out);
        }
        let programmes = self.by_means_of(clause);
        if programmes.is_empty() || clause.kind == ClauseKind::Phrase {
            return;
        }
        let Some(subjects) = self.subjects(clause).into_iter().next() else { return };
        // "A는 ‘X’를 통해 B, C와 협력": so do B and C.
        let partners = self.named(clause, &[Role::With, Role::Comitative]);
        let partners = partners.iter().filter(|f| f.kind.is_some_and(EntityType::is_organization));
        let pairs = partners.flat_map(|a| programmes.iter().map(move |b| (a, b)));
        self.put(Predicate::ParticipatesIn, pairs, (clause, status, 0.7), out);
        // "A는 ‘X’를 통해 B사를 지원": B takes part in it.
        let helped = self.own_objects(clause);
        let pairs = helped.iter().filter(|f| f.is_firm()).flat_map(|a| programmes.iter().map(move |b| (a, b)));
        self.put(Predicate::ParticipatesIn, pairs, (clause, status, 0.7), out);
        // "A사는 ‘X’를 통해 기술을 개발": A takes part in it.
        let firms = subjects.fillers.iter().filter(|f| f.is_firm() && clause.light == Light::Active);
        let pairs = firms.flat_map(|a| programmes.iter().map(move |b| (a, b)));
        self.put(Predicate::ParticipatesIn, pairs, (clause, status, 0.7 * subjects.weight), out);
        let public = |f: &&Filler| {
            matches!(
                f.kind,
                Some(EntityType::GovernmentAgency | EntityType::Country | EntityType::InternationalOrganization)
            )
        };
        let pairs = subjects.fillers.iter().filter(public).flat_map(|a| programmes.iter().map(move |b| (a, b)));
        self.put(Predicate::Leads, pairs, (clause, status, 0.75 * subjects.weight), out);
    }

    /// Who looks for those who take part in a programme runs it: "A는 ‘X’에 참여할 기업을 모집".
    fn recruits(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        let active = clause.light == Light::Active;
        if !RECRUITING.contains(&clause.lemma.as_str()) || !active || self.is_of_anybody(clause) {
            return;
        }
        let programmes = self.recruited_for(clause);
        // "‘X’에 참여할 기업으로 B를 선정".
        let chosen = self.own_objects(clause);
        let chosen = chosen.iter().filter(|f| f.kind.is_some_and(EntityType::is_actor));
        let pairs = chosen.flat_map(|c| programmes.iter().map(move |p| (c, p)));
        self.put(Predicate::ParticipatesIn, pairs, (clause, status, 0.8), out);
        // "A사, ‘X’ 사업자 선정", "A군, ‘X’ 최종 선정": who is no authority is chosen.
        let picked = clause.kind == ClauseKind::Noun;
        let chosen = |f: &Filler| {
            use EntityType::{Association, Company, Place, ResearchOrganization};
            picked && matches!(f.kind, Some(Company | Place | ResearchOrganization | Association))
        };
        let bare = || self.named(clause, &[Role::Bare]).into_iter().filter(|f| f.kind == Some(EntityType::Program));
        if picked && programmes.is_empty() {
            let firsts = self.headline_subject(clause).unwrap_or_default();
            let into: Vec<Filler> = bare().collect();
            let pairs = firsts.iter().filter(|f| chosen(f)).flat_map(|a| into.iter().map(move |b| (a, b)));
            self.put(Predicate::ParticipatesIn, pairs, (clause, status, 0.75), out);
            return;
        }
        let Some(subjects) = self.subjects(clause).into_iter().next().filter(|_| !programmes.is_empty()) else {
            return;
        };
        for (predicate, who) in [(Predicate::ParticipatesIn, true), (Predicate::Leads, false)] {
            let subjects_of = subjects.fillers.iter().filter(|a| chosen(a) == who);
            let pairs = subjects_of.flat_map(|a| programmes.iter().map(move |b| (a, b)));
            self.put(predicate, pairs, (clause, status, 0.85 * subjects.weight), out);
        }
    }

    /// Who holds an event of a programme runs it: "A는 ‘X’ 출범식을 개최".
    fn hosts(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        let sets_up = matches!(clause.lemma.as_str(), "출범" | "발족" | "구성" | "꾸리" | "설치" | "가동");
        let holds = matches!(clause.lemma.as_str(), "개최" | "열" | "갖" | "진행");
        if !(holds || sets_up) || matches!(clause.light, Light::Passive | Light::Undergo) {
            return;
        }
        let programmes = self.held_for(clause, sets_up);
        let hosts = self.acting_in(clause);
        let pairs = hosts.iter().flat_map(|h| programmes.iter().map(move |p| (h, p)));
        self.put(Predicate::Leads, pairs, (clause, status, 0.75), out);
    }

    /// Who has a share of a company has invested in it.
    fn holds_stake(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        const HOLDING: &[&str] = &["가지", "보유", "소유", "쥐", "취득", "확보", "매입", "사들이", "인수", "갖", "사"];
        const BUYING: &[&str] = &["취득", "확보", "매입", "사들이", "인수", "사"];
        if HOLDING.contains(&clause.lemma.as_str()) && clause.light == Light::Active {
            let stakes = self.stakes(clause);
            if self.is_whole(clause) && BUYING.contains(&clause.lemma.as_str()) {
                self.put(Predicate::Acquires, stakes.iter().map(|(a, b)| (a, b)), (clause, status, 0.8), out);
            } else if self.is_whole(clause) {
                self.put(Predicate::SubsidiaryOf, stakes.iter().map(|(a, b)| (b, a)), (clause, status, 0.8), out);
            } else {
                self.put(Predicate::InvestsIn, stakes.iter().map(|(a, b)| (a, b)), (clause, status, 0.8), out);
            }
        }
    }

    /// Who says something in a document has made it public: "A는 보고서 ‘X’에서 …라고 밝혔다".
    fn writes(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        const SAYING: &[&str] = &[
            "밝히",
            "제안",
            "지적",
            "분석",
            "전망",
            "강조",
            "주장",
            "제시",
            "평가",
            "진단",
            "예측",
            "내다보",
            "경고",
            "촉구",
            "권고",
            "요구",
            "추정",
            "쓰",
            "적",
            "짚",
            "반박",
            "우려",
            "꼽",
            "조언",
            "제언",
            "풀이",
        ];
        if !SAYING.contains(&clause.lemma.as_str()) || clause.light != Light::Active {
            return;
        }
        let mut documents = self.said_in(clause);
        // "보고서 ‘X’에서 …라고 지적했다": what is said stands between.
        let before = |c: &&Clause| c.sentence == clause.sentence && c.predicate.end <= clause.predicate.start;
        if documents.is_empty() {
            documents.extend(self.analysis.clauses.iter().filter(before).flat_map(|c| self.said_in(c)));
        }
        let authors = self.acting_in(clause);
        let pairs = authors.iter().flat_map(|a| documents.iter().map(move |b| (a, b)));
        self.put(Predicate::Announces, pairs, (clause, status.min(Status::Stated), 0.75), out);
    }

    /// What a company calls its own it makes: "A는 자사 앱 ‘X’를 공개".
    fn shows_own(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        let products = self.own_products(clause);
        if products.is_empty() || clause.kind == ClauseKind::Phrase {
            return;
        }
        let makers = self.acting_in(clause);
        let pairs = makers.iter().flat_map(|a| products.iter().map(move |b| (a, b)));
        self.put(Predicate::Develops, pairs, (clause, status, 0.75), out);
    }

    /// A company that others found together or for themselves is theirs: "A는 B와 합작사 ‘C’를 X에 세운다".
    fn founds(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        const FOUNDING: &[&str] =
            &["세우", "설립", "신설", "출범", "만들", "차리", "꾸리", "출자", "발족", "설치", "두", "거느리"];
        if !FOUNDING.contains(&clause.lemma.as_str()) || !matches!(clause.light, Light::Active | Light::Causative) {
            return;
        }
        let partners = self.venture_partners(clause);
        let venturers = self.acting_in(clause);
        let joint = venturers.iter().flat_map(|a| partners.iter().map(move |b| (a, b)));
        self.put(Predicate::PartnersWith, joint, (clause, status, 0.75), out);
        let founded = self.founded(clause);
        let Some(subjects) = self.subjects(clause).into_iter().next().filter(|_| !founded.is_empty()) else { return };
        let mut founders = subjects.fillers;
        let partners = self.partners_named(clause);
        let joint = founders.iter().flat_map(|a| partners.iter().map(move |b| (a, b)));
        self.put(Predicate::PartnersWith, joint, (clause, status, 0.8), out);
        founders.extend(partners.iter().cloned());
        let owned = founded.iter().flat_map(|c| founders.iter().map(move |f| (c, f)));
        self.put(Predicate::SubsidiaryOf, owned, (clause, status, 0.8), out);
        let places = self.places(clause, &[Role::Dative, Role::Locative]);
        let seats = founded.iter().flat_map(|c| places.iter().map(move |p| (c, p)));
        self.put(Predicate::BasedIn, seats, (clause, status, 0.75), out);
    }

    /// Who put up all the money of a company owns it: "A가 전액 출자한 B".
    fn owns_whole(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        if clause.lemma != "출자" || !self.is_whole(clause) {
            return;
        }
        let owners = self.own_subjects(clause);
        let owned = self.described(clause);
        let pairs = owned.iter().flat_map(|c| owners.iter().map(move |o| (c, o)));
        self.put(Predicate::SubsidiaryOf, pairs, (clause, status, 0.75), out);
    }

    /// A bill that gets over the threshold of a parliament is passed by it.
    fn passes(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        if !matches!(clause.lemma.as_str(), "넘" | "넘어서") {
            return;
        }
        let bodies = self.threshold(clause);
        let bills = self.acting_in(clause);
        let pairs = bodies.iter().flat_map(|b| bills.iter().map(move |l| (b, l)));
        self.put(Predicate::Enacts, pairs, (clause, status, 0.8), out);
    }

    /// Whose money goes into a programme pays for it: "‘X’에는 A 예산 100억 원이 투입된다".
    fn spends_money_of(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        const SPENDING: &[&str] = &[
            "투입",
            "쓰이",
            "들어가",
            "지원",
            "배정",
            "편성",
            "투자",
            "출연",
            "수혈",
            "흘러들",
            "흘러들어가",
            "책정",
            "충당",
            "집행",
        ];
        if !SPENDING.contains(&clause.lemma.as_str()) {
            return;
        }
        let payers = self.payers(clause);
        let mut into = self.named(clause, &[Role::Dative]);
        // "A 예산이 들어간 ‘X’".
        if into.is_empty() && clause.ending == Ending::Adnominal {
            into.extend(self.described(clause));
        }
        let (programmes, firms): (Vec<&Filler>, Vec<&Filler>) =
            into.iter().partition(|f| f.kind == Some(EntityType::Program));
        let pairs = programmes.into_iter().flat_map(|p| payers.iter().map(move |a| (a, p)));
        self.put(Predicate::Funds, pairs, (clause, status, 0.8), out);
        let firms = firms.into_iter().filter(|f| f.kind == Some(EntityType::Company));
        let pairs = firms.flat_map(|p| payers.iter().filter(|a| a.is_firm()).map(move |a| (a, p)));
        self.put(Predicate::InvestsIn, pairs, (clause, status, 0.75), out);
    }

    /// Who does something with somebody's support is paid by them: "A의 지원으로 B를 만든다".
    fn with_help_of(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        let helpers = self.helpers(clause);
        // "A 기금으로 B를 지원한다": who pays is said otherwise.
        let pays = self.frames.of(&clause.lemma).iter().any(|f| f.predicate == Predicate::Funds);
        if helpers.is_empty() || pays && clause.light == Light::Active {
            return;
        }
        let helped = self.acting_in(clause);
        let pairs = helpers.iter().flat_map(|h| helped.iter().map(move |s| (h, s)));
        self.put(Predicate::Funds, pairs, (clause, status, 0.75), out);
    }

    /// Who is given a task of a programme takes part in it: "A대는 ‘X’의 교육을 맡는다".
    fn takes_on(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        if !matches!(clause.lemma.as_str(), "맡" | "담당" | "책임지" | "수행") || clause.light != Light::Active
        {
            return;
        }
        const WHOLE: &[&str] = &["사업", "추진", "업무", "전체", "주무", "간사", "책임", "역할"];
        let tasks = self.phrases(clause, &[Role::Object]).filter(|&p| {
            let noun = self.head_noun(p);
            !RUNNING.contains(&noun) && !WHOLE.contains(&noun) && self.fillers(p).is_empty()
        });
        let programmes: Vec<Filler> = tasks.flat_map(|p| self.owners(p)).collect();
        let programmes = programmes.iter().filter(|f| f.kind == Some(EntityType::Program));
        let doing = self.acting_in(clause);
        let pairs = programmes.flat_map(|x| doing.iter().map(move |a| (a, x)));
        self.put(Predicate::ParticipatesIn, pairs, (clause, status, 0.75), out);
    }

    /// Those between whom a contest is: "A, B, C의 3파전", "A와 B의 각축전".
    pub(crate) fn contests(&self, sentence: usize, out: &mut Vec<Found>) {
        const CONTESTS: &[&str] =
            &["파전", "각축전", "양강", "양강체제", "쟁탈전", "수주전", "점유율경쟁", "맞대결", "주도권다툼"];
        for (p, phrase) in self.analysis.phrases.iter().enumerate() {
            let word = phrase.nouns.clone().find(|&w| {
                let noun = &self.text[self.analysis.words[w].stem.clone()];
                CONTESTS.iter().any(|c| noun.ends_with(c))
            });
            let Some(word) =
                word.filter(|_| !phrase.inner && self.analysis.sentence_of(phrase.words.start) == sentence)
            else {
                continue;
            };
            let mut rivals = self.owners(p);
            if rivals.len() < 2 && word > phrase.nouns.start {
                rivals.extend(self.head_of(phrase, phrase.nouns.start..word));
                let before = std::iter::successors(self.member_before(p), |&b| self.member_before(b));
                rivals.extend(before.filter_map(|b| self.head(&self.analysis.phrases[b])));
            }
            let bytes = self.analysis.bytes(&phrase.words);
            for pair in all_pairs(&rivals, 0.85) {
                let able = pair.from.kind.zip(pair.to.kind).is_some_and(|(a, b)| Predicate::CompetesWith.allows(a, b));
                if able && pair.from.id != pair.to.id {
                    out.push(Found {
                        from: pair.from.id,
                        predicate: Predicate::CompetesWith,
                        to: pair.to.id,
                        range: pair.from.range.start.min(bytes.start)..bytes.end,
                        status: Status::Stated,
                        confidence: 0.8,
                        carried: false,
                    });
                }
            }
        }
    }

    /// Adds a relation for each pair that can have it.
    pub(crate) fn put<'f>(
        &self,
        predicate: Predicate,
        pairs: impl Iterator<Item = (&'f Filler, &'f Filler)>,
        (clause, status, confidence): (&Clause, Status, f64),
        out: &mut Vec<Found>,
    ) {
        for (from, to) in pairs {
            let allowed = from.kind.zip(to.kind).is_some_and(|(a, b)| predicate.allows(a, b));
            if allowed && from.id != to.id {
                let (range, carried) = (self.covering(clause, from, to), from.carried || to.carried);
                out.push(Found { from: from.id, predicate, to: to.id, range, status, confidence, carried });
            }
        }
    }
}
