//! What a relational noun refers to: B in "A의 자회사 B", "B는 A의 자회사다", "B를 A의 대상지로 선정".

use super::possessors::HAVING;
use crate::Scene;
use crate::fillers::Filler;
use policygraph_korean::analysis::{Clause, ClauseKind, Phrase, Role};
use policygraph_korean::verb::{Ending, Light};
use policygraph_model::{EntityType, Predicate, Status};
use policygraph_registry::{Frame, SupportUse};
use std::ops::Range;

impl Scene<'_> {
    /// What the noun refers to, the words that say so, and how firmly.
    pub(super) fn referents_of(
        &self,
        p: usize,
        phrase: &Phrase,
        word: usize,
        clause: Option<&Clause>,
    ) -> (Vec<Filler>, Range<usize>, Status) {
        let words = &self.analysis.words;
        let from = p
            .checked_sub(1)
            .filter(|&b| self.analysis.phrases[b].modifies)
            .map_or(phrase.words.start, |b| self.analysis.phrases[b].words.start);
        let range = |to: usize| words[from].range.start..words[to.saturating_sub(1).max(from)].range.end;
        // "A의 자회사 B".
        let named_after = word + 1 < phrase.nouns.end
            && self.leads_to_name(&Phrase { nouns: word + 1..phrase.nouns.end, ..phrase.clone() });
        if named_after {
            let after = Phrase { nouns: word + 1..phrase.nouns.end, ..phrase.clone() };
            let mut fillers: Vec<Filler> = Vec::new();
            if self.leads_to_name(&after) {
                fillers.extend(self.head(&after));
            }
            // "A의 자회사 B와 C".
            let mut last = p;
            while let Some(next) = self.following_member(last).filter(|_| !fillers.is_empty()) {
                // "A 산하 B와 C부 D국", "A부 장관 ○○○과 B부 장관 ○○○": the next has a body of its own.
                let head = self.head(&self.analysis.phrases[next]);
                let mut others = self
                    .named_within(&self.analysis.phrases[next])
                    .filter(|r| head.as_ref().is_none_or(|h| h.range != r.range));
                if others.any(|r| r.kind.is_some_and(EntityType::is_organization)) {
                    break;
                }
                last = next;
                fillers.extend(head);
            }
            return (fillers, range(phrase.words.end), Status::Stated);
        }
        // "B가 주관기관을 맡는다": who takes the role on.
        let takes_on = |c: &&Clause| matches!(c.lemma.as_str(), "맡" | "담당") && c.light == Light::Active;
        if phrase.role == Role::Object
            && self.head_noun(p).ends_with("기관")
            && let Some(clause) = clause.filter(takes_on)
        {
            return (self.own_subjects(clause), clause.range.clone(), self.status(clause));
        }
        match phrase.role {
            Role::Apposition => {
                if self.analysis.phrases.get(p + 1).is_none_or(|n| n.inner) {
                    return (Vec::new(), range(phrase.words.end), Status::Stated);
                }
                let last = self.list_end(p + 1);
                (self.fillers(last).to_vec(), range(self.analysis.phrases[last].words.end), Status::Stated)
            }
            Role::Complement => self.said_of(clause),
            Role::Topic | Role::Subject => self.told_by_copula(p, clause),
            Role::Direction | Role::As | Role::Dative => self.put_into_role(p, clause),
            Role::Bare if self.is_whole_note(p, word) => {
                (self.context.programme.iter().cloned().collect(), range(phrase.words.end), Status::Stated)
            }
            _ => (Vec::new(), range(phrase.words.end), Status::Stated),
        }
    }

    /// Whether a sentence is no more than a note that ends in a noun for a part or successor, said of the programme that it stands
    /// under: "‘A 전략’의 지역 과제".
    fn is_whole_note(&self, p: usize, word: usize) -> bool {
        let phrase = &self.analysis.phrases[p];
        let sentence = self.analysis.sentence_of(word);
        let ends =
            self.analysis.sentences.get(sentence).is_some_and(|s| word + 1 == s.end) && word + 1 == phrase.nouns.end;
        let owned = self.owner(p).is_some_and(|o| self.analysis.phrases_in(sentence).next() == Some(o));
        let relates = |f: &Frame| matches!(f.predicate, Predicate::PartOf | Predicate::Replaces);
        ends && owned && self.context.near && self.frames.of(self.noun(word)).iter().any(relates)
    }

    /// Whether the words behind a relational noun open with the name that it refers to.
    fn leads_to_name(&self, after: &Phrase) -> bool {
        let Some(first) = self.analysis.words.get(after.nouns.start) else { return false };
        let last = &self.analysis.words[after.nouns.end - 1];
        !self.starting_in(first.range.start..last.range.end).is_empty()
    }

    pub(crate) fn clause_with(&self, p: usize) -> Option<&Clause> {
        self.clauses_with(p).next()
    }

    /// The clauses that take a phrase: several where it stands for all of them before their predicate.
    pub(super) fn clauses_with(&self, p: usize) -> impl Iterator<Item = &Clause> {
        self.beside(p).filter(move |c| c.arguments.contains(&p))
    }

    /// "B는 A의 자회사다": what the clause is about.
    fn said_of(&self, clause: Option<&Clause>) -> (Vec<Filler>, Range<usize>, Status) {
        let Some(clause) = clause.filter(|c| c.kind == ClauseKind::Copula) else {
            return (Vec::new(), 0..0, Status::Stated);
        };
        let subject = self.acting_in(clause);
        (subject, clause.range.clone(), self.status(clause))
    }

    /// "A의 자회사는 B다", "주관기관은 B가 맡는다": what the complement or the one who takes it names.
    fn told_by_copula(&self, p: usize, clause: Option<&Clause>) -> (Vec<Filler>, Range<usize>, Status) {
        let Some(clause) = clause else { return (Vec::new(), 0..0, Status::Stated) };
        // "B가 A의 시범도시가 됐다": who becomes it stands before.
        if clause.lemma == "되" && self.analysis.phrases[p].role == Role::Subject {
            let becomes = |&a: &usize| {
                a < p && matches!(self.analysis.phrases[a].role, Role::Topic | Role::Subject) && !self.is_member(a)
            };
            let who = clause.arguments.iter().copied().find(becomes).or(clause.topic);
            return (
                who.map(|w| self.fillers(w).to_vec()).unwrap_or_default(),
                clause.range.clone(),
                self.status(clause),
            );
        }
        // "B는 A의 자회사가 아니다".
        if clause.lemma == "아니" {
            let about = clause.arguments.iter().copied().find(|&a| self.analysis.phrases[a].role == Role::Topic);
            let about = about.or(clause.topic);
            return (about.map(|t| self.fillers(t).to_vec()).unwrap_or_default(), clause.range.clone(), Status::Denied);
        }
        // "A의 새 주인은 B로 정해졌다".
        let settled = matches!(clause.lemma.as_str(), "정해지" | "낙점" | "굳어지" | "바뀌")
            || matches!(clause.lemma.as_str(), "결정" | "확정" | "선정" | "지정" | "교체")
                && clause.light == Light::Passive;
        let role = match clause.kind {
            ClauseKind::Copula => Role::Complement,
            _ if settled => Role::Direction,
            _ => Role::Subject,
        };
        if clause.kind != ClauseKind::Copula && !settled && !matches!(clause.lemma.as_str(), "맡" | "담당" | "수행")
        {
            return (Vec::new(), 0..0, Status::Stated);
        }
        let other = clause.arguments.iter().copied().find(|&a| a != p && self.analysis.phrases[a].role == role);
        (other.map(|o| self.fillers(o).to_vec()).unwrap_or_default(), clause.range.clone(), self.status(clause))
    }

    /// "B를 A의 대상지로 선정", "B가 대상지로 뽑혔다": whom the verb puts into the role.
    fn put_into_role(&self, p: usize, clause: Option<&Clause>) -> (Vec<Filler>, Range<usize>, Status) {
        let nothing = (Vec::new(), 0..0, Status::Stated);
        let Some(clause) = clause else { return nothing };
        let phrase = &self.analysis.phrases[p];
        // "A는 B의 핵심 과제로, …": said of what the sentence is about.
        if phrase.role == Role::Direction && phrase.comma && !self.has_each(clause, &[Role::Object]) {
            let topic = self.phrases(clause, &[Role::Topic]).next().or(clause.topic);
            let about = topic.filter(|&t| t < p).map(|t| self.fillers(t).to_vec()).unwrap_or_default();
            // "A는 B의 외청으로, C에 속하지 않는다": what the clause denies is something else.
            if !about.is_empty() {
                return (about, clause.range.clone(), Status::Stated);
            }
        }
        // "A는 B를 계열사로 두고 있다".
        if HAVING.has(&clause.lemma) {
            let objects = clause.arguments.iter().copied().filter(|&a| self.analysis.phrases[a].role == Role::Object);
            return (
                objects.flat_map(|a| self.fillers(a)).cloned().collect(),
                clause.range.clone(),
                self.status(clause),
            );
        }
        // "A의 협력기관 목록에 추가되었다".
        let listed = matches!(self.head_noun(p), "목록" | "명단" | "대열" | "리스트")
            && matches!(clause.lemma.as_str(), "추가" | "포함" | "등재" | "오르" | "들" | "합류");
        // "시범지역에 이름을 올렸다".
        let named =
            clause.lemma == "올리" && self.phrases(clause, &[Role::Object]).any(|o| self.head_noun(o) == "이름");
        let selects =
            named || listed || self.frames.support(&clause.lemma).iter().any(|s| s.usage == SupportUse::Select);
        // "공급기업에 A가 뽑혔다", but "참여기업에 A가 찬사를 보냈다".
        if phrase.role == Role::Dative && !selects {
            return nothing;
        }
        // "A는 ○○ 사업의 참여사로 나선다": any verb makes of its subject what 로 says.
        let undergoes = matches!(clause.light, Light::Passive | Light::Undergo)
            || self.is_native_passive(&clause.lemma)
            || named
            || listed && matches!(clause.lemma.as_str(), "오르" | "들" | "합류")
            || self.is_chosen_by_nobody(clause)
            // "A는 B의 자회사로 X를 맡고 있다": said of A.
            || matches!(clause.lemma.as_str(), "맡" | "담당")
            || !selects;
        let roles: &[Role] =
            if undergoes { &[Role::Subject, Role::Topic, Role::Also] } else { &[Role::Object, Role::Also] };
        // "‘X’ 참여 대학으로 A 등 10곳 선정": what stands bare before the noun of a headline.
        let selected = |&a: &usize| {
            let q = &self.analysis.phrases[a];
            !undergoes
                && clause.kind == ClauseKind::Noun
                && q.role == Role::Bare
                && q.words.end == clause.predicate.start
        };
        let mut fillers: Vec<Filler> = clause
            .arguments
            .iter()
            .copied()
            .filter(|&a| a != p && !self.is_member(a))
            .filter(|&a| roles.contains(&self.analysis.phrases[a].role) || selected(&a))
            .filter(|&a| self.is_beside_own(clause, p, (a, roles)))
            .flat_map(|a| self.fillers(a))
            .cloned()
            .collect();
        // "정부는 A의 일환으로 B를 추진한다": B, which alone can be a part of A.
        let measures: Vec<Filler> = self.named(clause, &[Role::Object]);
        let measure = |f: &Filler| matches!(f.kind, Some(EntityType::Program | EntityType::Legislation));
        if !selects && clause.light == Light::Active && measures.iter().any(measure) {
            fillers = measures;
        }
        // "A의 일환으로 추진되는 B".
        let noun = self.head_noun(p);
        let states = |f: &Frame| matches!(f.predicate, Predicate::CompetesWith | Predicate::Replaces);
        // "A의 대항마로 나온 B".
        let within = clause.ending == Ending::Adnominal
            && (["일환", "하나", "일부"].contains(&noun) || self.frames.of(noun).iter().any(states));
        // "A의 후속으로 …를 지원한다": the programme that is spoken of.
        let silent = self.phrases(clause, &[Role::Subject, Role::Topic]).next().is_none() && clause.topic.is_none();
        if fillers.is_empty() && silent && self.frames.of(noun).iter().any(|f| f.predicate == Predicate::Replaces) {
            fillers.extend(self.context.programme.clone());
        }
        if fillers.is_empty() && (selects || within) {
            // "대상지로 선정된 B".
            fillers.extend(clause.head.into_iter().flat_map(|h| self.fillers(h)).cloned());
        }
        (fillers, clause.range.clone(), self.status(clause))
    }

    /// Whether a note ends in the noun of a choice with nobody but its subject: "A대학교가 수행기관으로 선정".
    fn is_chosen_by_nobody(&self, clause: &Clause) -> bool {
        let none = |roles: &[Role]| self.phrases(clause, roles).next().is_none();
        let chosen = |p: usize| self.analysis.phrases[p].words.end == clause.predicate.start;
        clause.kind == ClauseKind::Noun
            && clause.light == Light::Active
            && none(&[Role::Object, Role::Also, Role::Topic])
            && !self.phrases(clause, &[Role::Bare]).any(chosen)
            && !none(&[Role::Subject])
    }

    /// Whether a phrase in some of these cases is put into the role of another, where a clause has several of both: B in "A로 B를, C로 D를
    /// 선정", "A로는 B가, C로는 D가 지정됐다".
    fn is_beside_own(&self, clause: &Clause, role: usize, (phrase, cases): (usize, &[Role])) -> bool {
        let mut roles = self.phrases(clause, &[Role::Direction, Role::As]);
        let own = roles.position(|r| r == role).filter(|_| self.has_each(clause, cases));
        own.is_none_or(|own| self.phrases(clause, cases).nth(own) == Some(phrase))
    }

    /// Whether a clause puts several, who stand in some case, into several roles, each into one.
    fn has_each(&self, clause: &Clause, cases: &[Role]) -> bool {
        let roles = self.phrases(clause, &[Role::Direction, Role::As]).count();
        roles > 1 && roles == self.phrases(clause, cases).count()
    }

    /// Whether a native verb of putting into a role is passive by itself: 뽑히다, 꼽히다.
    fn is_native_passive(&self, lemma: &str) -> bool {
        lemma.ends_with('히') || lemma.ends_with("되") || matches!(lemma, "나서" | "뛰어들")
    }
}
