//! Who runs a programme: who acts by means of it, looks for those who take part in it, or holds its events.

use crate::fillers::{Filler, is_anybody};
use crate::slots::RUNNING;
use crate::{Found, Scene};
use policygraph_korean::analysis::{Clause, ClauseKind, Role};
use policygraph_korean::verb::Light;
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, Predicate, Status};

/// Verbs of taking on those who take part.
static RECRUITING: WordList =
    WordList::new(&["모집", "공모", "선정", "선발", "뽑", "찾", "지정", "확정", "공고", "접수", "발굴"]);
/// Nouns for what is done within a programme.
static TASKS: WordList = WordList::new(&["과제", "대상", "대상지"]);

impl Scene<'_> {
    /// Who does something by means of a programme runs it: "에너지부는 ‘X’를 통해 기업을 지원".
    pub(super) fn means(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        let agents = self.through(clause);
        if !agents.is_empty()
            && let Some(programme) = self.programme_at(clause)
        {
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

    /// The organizations through which somebody acts: "○○공단을 통해".
    fn through(&self, clause: &Clause) -> Vec<Filler> {
        // "B와의 협력을 통해": not through B.
        let own = |p: &usize| self.head(&self.analysis.phrases[*p]).is_some();
        let fillers = self.phrases(clause, &[Role::Means]).filter(own).flat_map(|p| self.fillers(p)).cloned();
        fillers.filter(|f| f.kind.is_some_and(EntityType::is_organization)).collect()
    }

    /// The programmes by means of which somebody acts.
    fn by_means_of(&self, clause: &Clause) -> Vec<Filler> {
        // "A는 ‘X 프로그램’으로 기업에 3억 원을 지원".
        let helps =
            matches!(clause.lemma.as_str(), "지원" | "지급" | "육성" | "보급" | "제공" | "돕" | "배정" | "투입");
        let roles: &[Role] = if helps { &[Role::Means, Role::Direction] } else { &[Role::Means] };
        // "A는 ‘X 전략’에 따라 사업자를 모집".
        let recruits = RECRUITING.has(&clause.lemma);
        let ground: &[Role] = if recruits { &[Role::Basis] } else { &[] };
        // "A는 ‘X’의 일환으로 B를 지원".
        let within = self.phrases(clause, &[Role::Direction]).filter(|&p| matches!(self.head_noun(p), "일환" | "하나"));
        let within: Vec<Filler> = within.flat_map(|p| self.owners(p)).collect();
        let named =
            self.phrases(clause, roles).chain(self.phrases(clause, ground)).flat_map(|p| self.fillers(p)).cloned();
        named.chain(within).filter(|f| f.kind == Some(EntityType::Program)).collect()
    }

    /// Whose business the running of a programme is said to be: "‘X’의 운영은 A의 몫이다".
    pub(super) fn falls_to(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        if clause.kind != ClauseKind::Copula {
            return;
        }
        static SHARES: WordList = WordList::new(&["몫", "책임", "소관", "담당"]);
        let share = self.phrases(clause, &[Role::Complement]).find(|&p| SHARES.has(self.head_noun(p)));
        let bodies = share.map(|p| self.owners(p)).unwrap_or_default();
        if bodies.is_empty() {
            return;
        }
        let running = self.phrases(clause, &[Role::Topic, Role::Subject]).filter(|&p| RUNNING.has(self.head_noun(p)));
        let programmes: Vec<Filler> = running
            .flat_map(|p| {
                let phrase = &self.analysis.phrases[p];
                let own = self.head_of(phrase, phrase.nouns.start..phrase.nouns.end - 1);
                own.map_or_else(|| self.owners(p), |own| vec![own])
            })
            .filter(|f| f.kind == Some(EntityType::Program))
            .collect();
        let pairs = bodies.iter().flat_map(|a| programmes.iter().map(move |b| (a, b)));
        self.put(Predicate::Leads, pairs, (clause, status, 0.8), out);
    }

    /// Whom a sentence says were chosen for the programme that it spoke of: "‘X’를 시작하며, 선정된 도시는 A, B다".
    pub(super) fn says_chosen(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        if clause.kind != ClauseKind::Copula {
            return;
        }
        let chosen = |p: &usize| {
            let picked = |c: &Clause| {
                c.head == Some(*p) && RECRUITING.has(&c.lemma) && c.arguments.is_empty() && c.light == Light::Passive
            };
            is_anybody(self.head_noun(*p)) && self.beside(*p).any(picked)
        };
        if !self.phrases(clause, &[Role::Topic, Role::Subject]).any(|p| chosen(&p)) {
            return;
        }
        let Some(programme) = self.programme_at(clause) else { return };
        let named = self.named(clause, &[Role::Complement]);
        let pairs = named.iter().filter(|f| f.kind.is_some_and(|k| k.is_organization() || k == EntityType::Place));
        self.put(Predicate::ParticipatesIn, pairs.map(|f| (f, &programme)), (clause, status, 0.75), out);
    }

    /// Who looks for those who take part in a programme runs it: "A는 ‘X’에 참여할 기업을 모집".
    pub(super) fn recruits(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        let active = clause.light == Light::Active;
        if !RECRUITING.has(&clause.lemma) || !active || self.is_of_anybody(clause) {
            return;
        }
        let programmes = self.recruited_for(clause);
        // "‘X’에 참여할 기업으로 B를 선정".
        let chosen = self.own_objects(clause);
        let chosen = chosen.iter().filter(|f| f.kind.is_some_and(EntityType::is_actor));
        let pairs = chosen.flat_map(|c| programmes.iter().map(move |p| (c, p)));
        self.put(Predicate::ParticipatesIn, pairs, (clause, status, 0.8), out);
        // "A사, ‘X’ 사업자 선정", "A군, ‘X’ 최종 선정": who is no authority is chosen.
        let seeks = matches!(clause.lemma.as_str(), "모집" | "공모" | "공고" | "접수" | "찾");
        let picked = clause.kind == ClauseKind::Noun && !seeks;
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
        // "다음과 같이 참여기관을 모집한다": for what was spoken of.
        let anybody = |p: usize| is_anybody(self.head_noun(p)) && self.fillers(p).is_empty();
        let calls = seeks && clause.kind != ClauseKind::Noun && self.phrases(clause, &[Role::Object]).any(anybody);
        let spoken_of = || self.programme_at(clause).filter(|_| calls);
        let programmes = if programmes.is_empty() { spoken_of().into_iter().collect() } else { programmes };
        if programmes.is_empty() {
            return;
        }
        let Some(subjects) = self.subjects(clause).into_iter().next() else { return };
        for (predicate, who) in [(Predicate::ParticipatesIn, true), (Predicate::Leads, false)] {
            let subjects_of = subjects.fillers.iter().filter(|a| chosen(a) == who);
            let pairs = subjects_of.flat_map(|a| programmes.iter().map(move |b| (a, b)));
            self.put(predicate, pairs, (clause, status, 0.85 * subjects.weight), out);
        }
    }

    /// Who is chosen as somebody of a programme takes part in it: "A대가 ‘X’ 참여 대학으로 선정됐다".
    pub(super) fn chosen_for(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        static CHOSEN_AS: WordList =
            WordList::new(&["후보", "대상자", "운영사", "주관사", "시공사", "시행사", "참여사"]);
        let chosen = RECRUITING.has(&clause.lemma) && matches!(clause.light, Light::Passive | Light::Active);
        // What a noun such as 주관기관 says of those who are chosen, its frame tells.
        let told = |noun: &str| clause.light == Light::Active && self.frames.is_relational(noun);
        let whom = |noun: &str| (is_anybody(noun) || CHOSEN_AS.closes(noun)) && !told(noun);
        let named = |p: &usize| whom(self.head_noun(*p)) && self.fillers(*p).is_empty();
        let roles = &[Role::Direction, Role::As];
        let phrases = self.phrases(clause, roles).filter(|p| chosen && named(p));
        let programmes: Vec<Filler> = phrases.filter_map(|p| self.opening(&self.analysis.phrases[p])).collect();
        if programmes.is_empty() {
            return;
        }
        // "‘X’의 사업자로 A를 선정".
        let mut subjects =
            if clause.light == Light::Passive { self.own_subjects(clause) } else { self.own_objects(clause) };
        subjects.retain(|f| clause.light == Light::Passive || f.kind.is_some_and(EntityType::is_organization));
        let pairs = subjects.iter().flat_map(|a| programmes.iter().map(move |b| (a, b)));
        self.put(Predicate::ParticipatesIn, pairs, (clause, status, 0.8), out);
    }

    /// Whom a clause takes on for a programme: "‘X’에 참여할 기업을", "‘X’ 참여기업을".
    fn recruited_for(&self, clause: &Clause) -> Vec<Filler> {
        let programmes = |fillers: Vec<Filler>| fillers.into_iter().filter(|f| f.kind == Some(EntityType::Program));
        let mut out: Vec<Filler> = Vec::new();
        for p in self.phrases(clause, &[Role::Object, Role::Bare, Role::Direction]) {
            // "X에 참여할 창업·벤처기업을": the list that the object closes.
            let takes_part = |c: &&Clause| c.head.is_some_and(|h| self.list_end(h) == p) && self.is_of_anybody(c);
            for c in self.beside(p).filter(takes_part) {
                out.extend(programmes(
                    self.phrases(c, &[Role::Dative]).flat_map(|d| self.fillers(d)).cloned().collect(),
                ));
            }
            let nouns = self.analysis.phrases[p].nouns.clone();
            // "‘X’ 참여 대학 35개교를".
            let counted = |&w: &usize| self.noun(w).starts_with(|c: char| c.is_ascii_digit());
            let last = nouns.clone().rfind(|w| !counted(w)).unwrap_or(nouns.end.saturating_sub(1));
            let (word, first) = self.relational_word(&self.analysis.phrases[p], last);
            let part = self.frames.of(&word).iter().any(|f| f.predicate == Predicate::ParticipatesIn);
            if part && first > nouns.start {
                let before = self.head_of(&self.analysis.phrases[p], nouns.start..first);
                out.extend(programmes(before.into_iter().collect()));
            } else if part {
                // "‘X’의 대상지로 B를 선정".
                out.extend(programmes(self.owners(p)));
            } else if self.nouns(p).any(|noun| TASKS.closes(noun)) {
                // "‘X’ 새 과제 10개를 선정", "‘X’의 지원과제를 공고".
                let opening = self.opening(&self.analysis.phrases[p]);
                out.extend(opening.map_or_else(|| programmes(self.owners(p)).collect(), |o| vec![o]));
            }
        }
        out
    }

    /// Who holds an event of a programme runs it: "A는 ‘X’ 출범식을 개최".
    pub(super) fn hosts(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        let sets_up = matches!(clause.lemma.as_str(), "출범" | "발족" | "구성" | "꾸리" | "설치" | "가동");
        let holds = matches!(clause.lemma.as_str(), "개최" | "열" | "갖" | "진행");
        if !(holds || sets_up) || matches!(clause.light, Light::Passive | Light::Undergo) {
            return;
        }
        let programmes = self.held_for(clause, sets_up);
        if programmes.is_empty() {
            return;
        }
        let hosts = self.acting_in(clause);
        let pairs = hosts.iter().flat_map(|h| programmes.iter().map(move |p| (h, p)));
        self.put(Predicate::Leads, pairs, (clause, status, 0.75), out);
    }

    /// The programmes of which a clause names an event, or the team that is set up for it: "‘X’ 출범식을", "‘X’ 추진단을".
    fn held_for(&self, clause: &Clause, sets_up: bool) -> Vec<Filler> {
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
}
