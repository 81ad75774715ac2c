//! What the constructions of [`crate::constructions`] look for in a clause: partners, seats, stakes, what is founded, by whose help.

use crate::fillers::Filler;
use crate::slots::RUNNING;
use crate::{Scene, every_pair};
use policygraph_korean::analysis::{Clause, Role, Word};
use policygraph_korean::verb::{Ending, Light};
use policygraph_model::{EntityType, Predicate};
use std::ops::Range;

/// Nouns for what lists names.
const LISTS: &[&str] = &["명단", "리스트", "목록", "대상"];

/// Nouns for money that somebody has for something.
const PURSES: &[&str] = &[
    "예산",
    "기금",
    "자금",
    "출연금",
    "보조금",
    "재정",
    "융자",
    "협조융자",
    "차관",
    "유상차관",
    "국비",
    "지방비",
    "도비",
    "시비",
    "군비",
    "구비",
    "출자금",
    "투자금",
    "연구비",
    "재원",
    "지원금",
    "사업비",
    "기부금",
    "후원금",
    "공적자금",
    "정책자금",
    "성금",
    "뒷돈",
    "뭉칫돈",
    "돈",
];

/// Nouns for a joint venture.
pub(crate) const VENTURES: &[&str] = &["합작사", "합작법인", "합작회사", "합작기업"];

impl Scene<'_> {
    /// Who acts, by the first reading.
    pub(crate) fn acting_in(&self, clause: &Clause) -> Vec<Filler> {
        self.subjects(clause).into_iter().next().map(|a| a.fillers).unwrap_or_default()
    }

    /// Whether a clause says that somebody goes first: "A시가 먼저 시작한다".
    pub(crate) fn starts_first(&self, clause: &Clause) -> bool {
        let first = clause.arguments.first().map_or(clause.predicate.start, |&p| self.analysis.phrases[p].words.start);
        let words =
            self.analysis.words.get(first.min(clause.predicate.start)..clause.predicate.end).unwrap_or_default();
        words.iter().any(|w| matches!(&self.text[w.range.clone()], "먼저" | "우선" | "시범" | "첫" | "시범적으로"))
    }

    /// Whether a clause tells of what was so before: "A는 이미 …를 개설".
    pub(crate) fn is_done_already(&self, clause: &Clause) -> bool {
        let first = clause.arguments.first().map_or(clause.predicate.start, |&p| self.analysis.phrases[p].words.start);
        let words = self.analysis.words.get(first..clause.predicate.start).unwrap_or_default();
        words.iter().any(|w| matches!(&self.text[w.range.clone()], "이미" | "앞서" | "그동안" | "현재"))
    }

    /// Those with whom the subject acts: 와 함께, 와 공동으로.
    pub(crate) fn with(&self, clause: &Clause) -> Vec<Filler> {
        // "B와 학과를 함께 꾸렸다".
        let measure = |p| {
            let kinds = self.fillers(p).into_iter().filter_map(|f| f.kind).collect::<Vec<_>>();
            kinds.iter().any(|k| matches!(k, EntityType::Program | EntityType::Legislation | EntityType::Product))
        };
        // "B와 ‘X 사업’을 시작".
        let acts_on = self.phrases(clause, &[Role::Object, Role::Dative]).any(measure);
        let together = self.is_joint(clause) || acts_on;
        let roles: &[Role] = if together { &[Role::With, Role::Comitative] } else { &[Role::With] };
        let partners = self.phrases(clause, roles).flat_map(|p| self.fillers(p));
        partners.filter(|f| f.kind.is_none_or(EntityType::is_actor)).collect()
    }

    /// Laws and plans that a clause names as ground of what it is about, with that and the bytes that say so.
    pub(crate) fn bases(&self, clause: &Clause) -> Vec<(Filler, Vec<Filler>, Range<usize>)> {
        let mut out = Vec::new();
        for p in self.phrases(clause, &[Role::Basis]) {
            let phrase = &self.analysis.phrases[p];
            let (measures, range) = if phrase.modifies {
                let next = p + 1;
                let follows =
                    self.analysis.phrases.get(next).is_some_and(|n| !n.inner && n.words.start == phrase.words.end);
                // "「X법」에 따른 것으로": of what was brought up before.
                let fillers = if !follows {
                    Vec::new()
                } else if self.is_thing(next) {
                    self.context.measure.iter().cloned().collect()
                } else {
                    self.fillers(next)
                };
                let start = self.analysis.words[phrase.words.start].range.start;
                let end = self.analysis.words[phrase.words.end - 1].range.end;
                let end = fillers.last().map_or(end, |f| f.range.end.max(end));
                (fillers, start..end)
            } else {
                let own =
                    self.phrases(clause, &[Role::Object, Role::Bare]).flat_map(|p| self.fillers(p)).collect::<Vec<_>>();
                let about = || {
                    self.phrases(clause, &[Role::Topic, Role::Subject])
                        .flat_map(|p| self.fillers(p))
                        .collect::<Vec<_>>()
                };
                let measure = |f: &Filler| {
                    matches!(f.kind, Some(EntityType::Program | EntityType::Legislation | EntityType::Document))
                };
                let told = if own.iter().any(measure) { own } else { about() };
                let spoken = || self.programme_at(clause).into_iter().collect::<Vec<_>>();
                (if told.iter().any(measure) { told } else { spoken() }, clause.range.clone())
            };
            let mut laws = self.fillers(p);
            if laws.is_empty() {
                laws.extend(self.pointed_at(p));
            }
            out.extend(laws.into_iter().map(|law| (law, measures.clone(), range.clone())));
        }
        out
    }

    /// The law or plan that a ground points back at: "이에 따라", "같은 법 제31조를 근거로". It is the last one named before.
    fn pointed_at(&self, phrase: usize) -> Option<Filler> {
        const PLANS: &[&str] = &["계획", "전략", "대책", "방안", "로드맵", "성명", "선언", "구상"];
        let p = &self.analysis.phrases[phrase];
        let first = self.analysis.words.get(p.words.start)?;
        let points = matches!(&self.text[first.stem.clone()], "이" | "같은" | "동" | "동법" | "해당");
        let start = first.range.start;
        let named = self.referents.iter().rfind(|r| {
            let plan =
                r.kind == Some(EntityType::Program) && PLANS.iter().any(|n| self.text[r.range.clone()].ends_with(n));
            r.range.end <= start && (r.kind == Some(EntityType::Legislation) || plan)
        })?;
        let apart = self.analysis.sentence_of(p.words.start).saturating_sub(self.sentence_at(named.range.start));
        (points && apart <= 1).then(|| Filler { carried: true, ..Filler::from(named) })
    }

    /// The sentence that a byte of the text is in.
    fn sentence_at(&self, at: usize) -> usize {
        let of = |s: &Range<usize>| self.analysis.bytes(s).end > at;
        self.analysis.sentences.iter().position(of).unwrap_or_default()
    }

    /// Whether a clause puts somebody on a list.
    pub(crate) fn tells_of_list(&self, clause: &Clause) -> bool {
        self.phrases(clause, &[Role::Dative, Role::Direction])
            .any(|p| LISTS.iter().any(|l| self.head_noun(p).ends_with(l)))
    }

    /// Those whom a clause puts on a list, each with whose list it is.
    pub(crate) fn put_on_list(&self, clause: &Clause) -> Vec<(Filler, Filler)> {
        const GROUNDS: &[&str] = &["제재", "제한", "통제", "금지", "규제", "블랙", "우려"];
        let list = self.phrases(clause, &[Role::Dative, Role::Direction]).find(|&p| {
            let nouns = self.analysis.phrases[p].nouns.clone();
            let Some(last) = nouns.clone().last() else { return false };
            let words = &self.analysis.words;
            let whole = &self.text[words[nouns.start].stem.start..words[last].stem.end];
            LISTS.iter().any(|l| whole.ends_with(l)) && GROUNDS.iter().any(|g| whole.contains(g))
        });
        let Some(list) = list else { return Vec::new() };
        let owner = self.owners(list);
        let objects = self.own_objects(clause);
        let acting = self.own_subjects(clause);
        let (by, whom) = match (owner.is_empty(), objects.is_empty()) {
            (false, false) => (owner, objects),
            // "A의 제재 대상에 오른 B".
            (false, true) if acting.is_empty() => (owner, self.described(clause)),
            (false, true) => (owner, acting),
            (true, false) => (acting, objects),
            (true, true) => return Vec::new(),
        };
        every_pair(&by, &whom)
    }

    /// What a clause describes.
    pub(crate) fn described(&self, clause: &Clause) -> Vec<Filler> {
        self.modified(clause).map(|a| a.fillers).unwrap_or_default()
    }

    /// Whether a clause describes something that is named.
    pub(crate) fn describes(&self, clause: &Clause) -> bool {
        self.modified(clause).is_some()
    }

    /// Who acts, where the clause itself says it.
    pub(crate) fn own_subjects(&self, clause: &Clause) -> Vec<Filler> {
        self.named(clause, &[Role::Subject, Role::Topic])
    }

    /// Whom a clause takes on for a programme: "‘X’에 참여할 기업을", "‘X’ 참여기업을".
    pub(crate) fn recruited_for(&self, clause: &Clause) -> Vec<Filler> {
        let programmes = |fillers: Vec<Filler>| fillers.into_iter().filter(|f| f.kind == Some(EntityType::Program));
        let mut out: Vec<Filler> = Vec::new();
        for p in self.phrases(clause, &[Role::Object, Role::Bare, Role::Direction]) {
            let takes_part = |c: &&Clause| c.head == Some(p) && self.is_of_anybody(c);
            for c in self.analysis.clauses.iter().filter(takes_part) {
                out.extend(programmes(self.phrases(c, &[Role::Dative]).flat_map(|d| self.fillers(d)).collect()));
            }
            let nouns = self.analysis.phrases[p].nouns.clone();
            let last = nouns.end.saturating_sub(1);
            let (word, first) = self.relational_word(&self.analysis.phrases[p], last);
            let part = self.frames.of(&word).iter().any(|f| f.predicate == Predicate::ParticipatesIn);
            if part && first > nouns.start {
                let before = self.head_of(&self.analysis.phrases[p], nouns.start..first);
                out.extend(programmes(before.into_iter().collect()));
            } else if part {
                // "‘X’의 대상지로 B를 선정".
                out.extend(programmes(self.owners(p)));
            }
        }
        out
    }

    /// The programmes of which a clause names an event, or the team that is set up for it: "‘X’ 출범식을", "‘X’ 추진단을".
    pub(crate) fn held_for(&self, clause: &Clause, sets_up: bool) -> Vec<Filler> {
        const TEAMS: &[&str] =
            &["추진단", "전담팀", "전담조직", "추진위원회", "사업단", "협의체", "지원단", "기획단", "TF"];
        const EVENTS: &[&str] = &[
            "보고회",
            "출범식",
            "설명회",
            "공청회",
            "선포식",
            "기념식",
            "발대식",
            "착수식",
            "협약식",
            "간담회",
            "회의",
            "공모전",
            "발표회",
            "착공식",
            "준공식",
            "개소식",
            "워크숍",
        ];
        let event = |p: &usize| {
            let noun = self.head_noun(*p);
            (if sets_up { TEAMS } else { EVENTS }).iter().any(|e| noun.ends_with(e))
        };
        let phrases = self.phrases(clause, &[Role::Object, Role::Bare]).filter(event);
        phrases.filter_map(|p| self.opening(&self.analysis.phrases[p])).collect()
    }

    /// Whether a clause speaks of all of something: 100%, 전액.
    pub(crate) fn is_whole(&self, clause: &Clause) -> bool {
        let whole = |w: usize| {
            matches!(&self.text[self.analysis.words[w].stem.clone()], "100%" | "전액" | "100" | "단독" | "전량")
        };
        clause.arguments.iter().any(|&p| self.analysis.phrases[p].words.clone().any(whole))
    }

    /// The organizations through which somebody acts: "○○공단을 통해".
    pub(crate) fn through(&self, clause: &Clause) -> Vec<Filler> {
        let fillers = self.phrases(clause, &[Role::Means]).flat_map(|p| self.fillers(p));
        fillers.filter(|f| f.kind.is_some_and(EntityType::is_organization)).collect()
    }

    /// The documents in which somebody says something: "보고서 ‘X’에서".
    pub(crate) fn said_in(&self, clause: &Clause) -> Vec<Filler> {
        let fillers = self.phrases(clause, &[Role::Locative, Role::Means]).flat_map(|p| self.fillers(p));
        fillers.filter(|f| f.kind == Some(EntityType::Document)).collect()
    }

    /// The body whose threshold a clause says that a bill passed: "국회 본회의 문턱을 넘었다".
    pub(crate) fn threshold(&self, clause: &Clause) -> Vec<Filler> {
        let mut out = Vec::new();
        for p in self.phrases(clause, &[Role::Object]) {
            let phrase = &self.analysis.phrases[p];
            let Some(last) = phrase.nouns.end.checked_sub(1) else { continue };
            if &self.text[self.analysis.words[last].stem.clone()] == "문턱" {
                out.extend(self.head_of(phrase, phrase.nouns.start..last));
            }
        }
        out
    }

    /// The companies of which a clause says that somebody has a share, with who has it: "A는 B의 지분 24%를 보유", "A가 지분을 가진 B".
    pub(crate) fn stakes(&self, clause: &Clause) -> Vec<(Filler, Filler)> {
        let is_share = |w: usize| matches!(&self.text[self.analysis.words[w].stem.clone()], "지분" | "주식");
        let company = |f: &Filler| f.kind == Some(EntityType::Company);
        let shares = self.phrases(clause, &[Role::Object, Role::Bare]).find(|&p| {
            let phrase = &self.analysis.phrases[p];
            !phrase.inner && phrase.nouns.clone().any(is_share)
        });
        let Some(shares) = shares else { return Vec::new() };
        let phrase = &self.analysis.phrases[shares];
        let word = phrase.nouns.clone().find(|&w| is_share(w)).unwrap_or(phrase.nouns.start);
        let mut held: Vec<Filler> = Vec::new();
        if word > phrase.nouns.start {
            held.extend(self.head_of(phrase, phrase.nouns.start..word));
        } else if let Some(owner) = shares.checked_sub(1).filter(|&b| self.analysis.phrases[b].role == Role::Genitive) {
            held.extend(self.fillers(owner));
        } else {
            held.extend(self.modified(clause).into_iter().flat_map(|a| a.fillers));
        }
        let headline = self.headline_subject(clause).unwrap_or_default();
        let own = self.own_subjects(clause);
        let mut holders = if own.is_empty() { headline } else { own };
        // "A의 지분 30%를 쥔 B".
        if holders.is_empty() && held.iter().all(|h| !h.carried) {
            holders.extend(self.modified(clause).into_iter().flat_map(|a| a.fillers));
            holders.retain(|o| held.iter().all(|h| h.id != o.id));
        }
        let holders: Vec<Filler> = holders.into_iter().filter(|f| f.kind.is_some_and(EntityType::is_actor)).collect();
        let held = held.into_iter().filter(company);
        held.flat_map(|h| holders.iter().map(move |o| (o.clone(), h.clone()))).collect()
    }

    /// Companies that a clause calls a subsidiary or joint venture of who founds them: "합작사 ‘C’를".
    pub(crate) fn founded(&self, clause: &Clause) -> Vec<Filler> {
        const SUBSIDIARIES: &[&str] = &["자회사", "현지법인", "법인"];
        let called = |p: &usize| {
            let phrase = &self.analysis.phrases[*p];
            let last = phrase.nouns.end.saturating_sub(1);
            phrase
                .nouns
                .clone()
                .filter(|&w| w < last)
                .map(|w| &self.text[self.analysis.words[w].stem.clone()])
                .any(|noun| VENTURES.contains(&noun) || SUBSIDIARIES.contains(&noun))
        };
        // "A가 B와 함께 세운 합작사 C".
        let described = clause.head.filter(|_| clause.ending == Ending::Adnominal);
        let phrases = self.phrases(clause, &[Role::Object, Role::Bare]).chain(described).filter(called);
        let fillers = phrases.filter_map(|p| self.head(&self.analysis.phrases[p]));
        fillers.filter(|f| f.kind == Some(EntityType::Company)).collect()
    }

    /// Those whom a clause names with 와/과, as they do something with who acts.
    pub(crate) fn partners_named(&self, clause: &Clause) -> Vec<Filler> {
        // Those of a list with the venture itself, too: "B와 합작사 ‘C’를".
        let named = clause
            .arguments
            .iter()
            .copied()
            .filter(|&p| matches!(self.analysis.phrases[p].role, Role::With | Role::Comitative));
        named
            .flat_map(|p| {
                let members = self.fillers(p);
                if members.is_empty() { self.head(&self.analysis.phrases[p]).into_iter().collect() } else { members }
            })
            .filter(|f| f.kind.is_some_and(EntityType::is_organization))
            .collect()
    }

    /// Whether a phrase speaks of a joint venture, named or not.
    pub(crate) fn is_venture(&self, phrase: usize) -> bool {
        self.nouns(phrase).any(|noun| VENTURES.contains(&noun))
    }

    /// Those with whom a clause says that a joint venture is founded: "B와 합작사를 설립", "B와 공장을 짓는 합작사를 설립".
    pub(crate) fn venture_partners(&self, clause: &Clause) -> Vec<Filler> {
        let Some(venture) = self.phrases(clause, &[Role::Object, Role::Bare]).find(|&p| self.is_venture(p)) else {
            return Vec::new();
        };
        let describing = self.analysis.clauses.iter().filter(|c| c.head == Some(venture));
        let silent = describing.filter(|c| self.phrases(c, &[Role::Subject, Role::Topic]).next().is_none());
        std::iter::once(clause).chain(silent).flat_map(|c| self.partners_named(c)).collect()
    }

    /// Those whose money a clause names as what is spent: A in "A 예산 100억 원이".
    pub(crate) fn payers(&self, clause: &Clause) -> Vec<Filler> {
        let purse = |w: &usize| {
            let stem = &self.text[self.analysis.words[*w].stem.clone()];
            PURSES.contains(&stem)
        };
        // "‘X’에 A 780억 원, B 610억 원을 각각 투자".
        let silent = self.phrases(clause, &[Role::Subject, Role::Topic]).next().is_none() && clause.topic.is_none();
        if silent && !matches!(clause.light, policygraph_korean::verb::Light::Passive) {
            let sums = clause.arguments.iter().map(|&p| &self.analysis.phrases[p]);
            let sums =
                sums.filter(|p| matches!(p.role, Role::Object | Role::Bare) && self.is_money(p) && p.nouns.len() > 1);
            let payers = sums.filter_map(|p| {
                let stem = |w: usize| &self.text[self.analysis.words[w].stem.clone()];
                let sum = p.nouns.clone().find(|&w| stem(w).starts_with(|c: char| c.is_ascii_digit()))?;
                self.head_of(p, p.nouns.start..sum)
            });
            return payers.filter(|f| f.kind.is_some_and(EntityType::is_actor)).collect();
        }
        // "A의 융자와 B의 차관이 들어갔다": each of them.
        let spent = self.phrases(clause, &[Role::Subject, Role::Topic, Role::Also, Role::Comitative]);
        let of = spent.flat_map(|p| {
            let phrase = &self.analysis.phrases[p];
            let Some(word) = phrase.nouns.clone().find(purse) else { return Vec::new() };
            let own = self.head_of(phrase, phrase.nouns.start..word);
            own.map_or_else(|| self.owners(p), |own| vec![own])
        });
        of.filter(|f| f.kind.is_some_and(EntityType::is_actor)).collect()
    }

    /// Those by whose support something is done: A in "A의 지원으로".
    pub(crate) fn helpers(&self, clause: &Clause) -> Vec<Filler> {
        const HELP: &[&str] = &[
            "지원",
            "후원",
            "출연",
            "재정지원",
            "자금지원",
            "무상원조",
            "원조",
            "유상원조",
            "출자",
            "투자",
            "공적개발원조",
        ];
        let mut out = Vec::new();
        for p in self.phrases(clause, &[Role::Direction]) {
            let phrase = &self.analysis.phrases[p];
            let stem = |w: usize| &self.text[self.analysis.words[w].stem.clone()];
            let helps = |noun: &str| HELP.contains(&noun) || PURSES.contains(&noun);
            // "A의 예산 48억 원으로".
            let sum = |w: usize| stem(w).starts_with(|c: char| c.is_ascii_digit()) || matches!(stem(w), "원" | "달러");
            let last = phrase.nouns.clone().rfind(|&w| !sum(w)).unwrap_or(phrase.nouns.start);
            if !phrase.nouns.is_empty() && helps(stem(last)) {
                // "A의 지원으로", "A 예산으로".
                let own = self.head_of(phrase, phrase.nouns.start..last);
                out.extend(own.map_or_else(|| self.owners(p), |own| vec![own]));
            }
        }
        out.retain(|f: &Filler| f.kind.is_some_and(EntityType::is_actor));
        out
    }

    /// Products that a clause calls those of who acts in it: "자사 앱 ‘X’".
    pub(crate) fn own_products(&self, clause: &Clause) -> Vec<Filler> {
        let own = |p: &usize| {
            let mut nouns = self.analysis.phrases[*p].nouns.clone();
            nouns.any(|w| matches!(&self.text[self.analysis.words[w].range.clone()], "자사" | "자사의" | "자체"))
        };
        let phrases = clause.arguments.iter().copied().filter(own);
        phrases
            .filter_map(|p| self.head(&self.analysis.phrases[p]))
            .filter(|f| f.kind == Some(EntityType::Product))
            .collect()
    }

    /// What is acted on, where the clause itself says it.
    pub(crate) fn own_objects(&self, clause: &Clause) -> Vec<Filler> {
        self.named(clause, &[Role::Object])
    }

    /// Whether a clause gives somebody a task that is not the running of the whole: "심사를 맡다".
    pub(crate) fn takes_task(&self, clause: &Clause) -> bool {
        const WHOLE: &[&str] = &["사업", "추진", "프로젝트", "프로그램", "업무", "전체", "주무", "간사"];
        let task = |p: usize| {
            let noun = self.head_noun(p);
            self.frames.is_verbal(noun) && !RUNNING.contains(&noun) && !WHOLE.contains(&noun)
        };
        matches!(clause.lemma.as_str(), "맡" | "담당" | "책임지" | "도맡")
            && (self.phrases(clause, &[Role::Object]).any(task)
                || self.phrases(clause, &[Role::Subject]).next().is_some()
                    && self.phrases(clause, &[Role::Topic]).any(task))
    }

    /// Whether a clause gives somebody the running of something: "총괄은 A가 맡는다".
    pub(crate) fn named_role(&self, clause: &Clause) -> bool {
        clause.arguments.iter().any(|&p| {
            let last = self.analysis.phrases[p].nouns.end.saturating_sub(1);
            self.analysis.words.get(last).is_some_and(|w| RUNNING.contains(&&self.text[w.stem.clone()]))
        })
    }

    /// Whether a clause says that those who act do so together.
    pub(crate) fn is_joint(&self, clause: &Clause) -> bool {
        let first = clause.arguments.first().map_or(clause.predicate.start, |&p| self.analysis.phrases[p].words.start);
        let words = &self.analysis.words[first.min(clause.predicate.start)..clause.predicate.start];
        let is = |w: &Word, known: &[&str]| !w.atom && known.contains(&&self.text[w.range.clone()]);
        words.iter().any(|w| is(w, &["함께", "공동으로", "같이", "나란히"]))
            || words.last().is_some_and(|w| is(w, &["공동"]))
            || self.is_joint_work(clause)
    }

    /// Whether what a clause makes is called joint: "공동 탐사단을 꾸린다", "합동 훈련을 실시".
    fn is_joint_work(&self, clause: &Clause) -> bool {
        const MAKING: &[&str] = &[
            "꾸리", "구성", "만들", "세우", "조직", "운영", "설립", "신설", "출범", "발족", "개최", "열", "진행",
            "실시", "수행", "마련", "내", "발표", "채택", "결성", "추진", "벌이", "펼치",
        ];
        let joint = |p: usize| {
            let first = self.analysis.words.get(self.analysis.phrases[p].nouns.start);
            first.is_some_and(|w| !w.atom && matches!(&self.text[w.range.clone()], "공동" | "합동"))
        };
        MAKING.contains(&clause.lemma.as_str())
            && clause.light == Light::Active
            && self.phrases(clause, &[Role::Object]).any(|p| joint(p) && self.fillers(p).is_empty())
    }

    /// The programmes by means of which somebody acts.
    pub(crate) fn by_means_of(&self, clause: &Clause) -> Vec<Filler> {
        // "A는 ‘X 프로그램’으로 기업에 3억 원을 지원".
        let helps =
            matches!(clause.lemma.as_str(), "지원" | "지급" | "육성" | "보급" | "제공" | "돕" | "배정" | "투입");
        let roles: &[Role] = if helps { &[Role::Means, Role::Direction] } else { &[Role::Means] };
        // "A는 ‘X 전략’에 따라 사업자를 모집".
        let recruits = crate::constructions::RECRUITING.contains(&clause.lemma.as_str());
        let ground: &[Role] = if recruits { &[Role::Basis] } else { &[] };
        // "A는 ‘X’의 일환으로 B를 지원".
        let within = self.phrases(clause, &[Role::Direction]).filter(|&p| self.head_noun(p) == "일환");
        let within: Vec<Filler> = within.flat_map(|p| self.owners(p)).collect();
        let named = self.phrases(clause, roles).chain(self.phrases(clause, ground)).flat_map(|p| self.fillers(p));
        named.chain(within).filter(|f| f.kind == Some(EntityType::Program)).collect()
    }
}
