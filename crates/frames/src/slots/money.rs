//! The money that a clause speaks of.

use super::{Alternative, CARRIED, PLACED, SHARED};
use crate::Scene;
use crate::fillers::Filler;
use crate::places::is_place_of_business;
use policygraph_korean::analysis::{Clause, Phrase, Role};
use policygraph_korean::verb::Ending;
use policygraph_korean::word_list::WordList;
use policygraph_model::EntityType;

/// Words that sums of money end in.
static CURRENCIES: WordList = WordList::new(&[
    "원",
    "달러",
    "유로",
    "엔",
    "파운드",
    "위안",
    "불",
    "루피",
    "프랑",
    "크로네",
    "크로나",
    "루피아",
    "링깃",
    "바트",
    "헤알",
    "페소",
    "루블",
    "리라",
    "리얄",
    "디르함",
    "텡게",
    "즐로티",
    "셰켈",
    "랜드",
]);

/// What pays for a programme.
static MONEY: WordList = WordList::new(&[
    "재원",
    "예산",
    "사업비",
    "자금",
    "비용",
    "연구비",
    "건립비",
    "운영비",
    "공사비",
    "구축비",
    "조성비",
]);

/// Parts of it.
static SHARES: WordList = WordList::new(&["전액", "절반", "일부", "대부분", "전부"]);

impl Scene<'_> {
    /// What has the money that a clause is about: X in "X의 재원은 A가 댄다".
    pub(super) fn purse_of(&self, clause: &Clause) -> Option<Alternative> {
        // "건립비 전액".
        let last = |p: usize| {
            let nouns = &self.analysis.phrases[p].nouns;
            let last = nouns.end.checked_sub(1)?;
            let share = SHARES.has(self.noun(last)) && last > nouns.start;
            Some(if share { last - 1 } else { last })
        };
        let named = self.phrases(clause, &[Role::Topic, Role::Subject, Role::Object]).chain(clause.topic);
        let purse = named.into_iter().find(|&p| last(p).is_some_and(|w| MONEY.has(self.noun(w))))?;
        // "X 예산은 A가 댄다".
        let p = &self.analysis.phrases[purse];
        if let Some(own) = self.head_of(p, p.nouns.start..last(purse)?) {
            return Some(Alternative { fillers: vec![own], weight: PLACED });
        }
        // "재원은 A가 부담한다": of the programme that is spoken of.
        let Some(owner) = self.owner(purse) else {
            let topic = p.role == Role::Topic;
            let programme = self.programme_at(clause).filter(|_| topic)?;
            return Some(Alternative { fillers: vec![programme], weight: CARRIED });
        };
        let fillers = self.fillers(owner);
        (!fillers.is_empty()).then(|| Alternative { fillers: fillers.to_vec(), weight: PLACED })
    }

    /// The companies to whose plants in some place a clause gives money: "A의 대전 공장과 B의 부산 공장에 3억 원을 지원".
    pub(super) fn owners_of_plants(&self, clause: &Clause) -> Vec<Filler> {
        let mut out = Vec::new();
        for p in self.phrases(clause, &[Role::Dative]) {
            let members = std::iter::successors(Some(p), |&m| self.member_before(m));
            for plant in members.filter(|&m| is_place_of_business(self.head_noun(m))) {
                // "A 부산 공장에".
                let within = self.named_within(&self.analysis.phrases[plant]).map(Filler::from);
                let owners = self.owners(plant).into_iter().chain(within);
                out.extend(owners.filter(|f| f.kind == Some(EntityType::Company)));
            }
        }
        out
    }

    /// The programme that is given to where the clause does not say it with 에: "‘X’ 조성을 위해 50억원을 낸다", "‘X’ 참여 도시에 60억원을
    /// 지원", "3억 원을 쾌척해 ‘X’가 다시 시작됐다", "A가 쾌척한 3억 원으로 ‘X’는".
    pub(super) fn funded(&self, clause: &Clause) -> Option<Alternative> {
        let programmes = |fillers: Vec<Filler>| {
            let fillers: Vec<Filler> = fillers.into_iter().filter(|f| f.kind == Some(EntityType::Program)).collect();
            (!fillers.is_empty()).then_some(Alternative { fillers, weight: PLACED })
        };
        if self.phrases(clause, &[Role::Dative]).any(|p| !self.fillers(p).is_empty()) {
            return None;
        }
        let within = |roles: &[Role]| -> Vec<Filler> {
            self.phrases(clause, roles).filter_map(|p| self.opening(&self.analysis.phrases[p])).collect()
        };
        if let Some(found) = programmes(within(&[Role::Dative, Role::Purpose])) {
            return Some(found);
        }
        // The clause that goes on: its own, or the one in which what was given stands.
        let next = match clause.head.filter(|&h| self.is_money(&self.analysis.phrases[h])) {
            Some(given) => self.clause_with(given)?,
            None if clause.ending == Ending::Connective => {
                self.analysis.clauses_in(clause.sentence).find(|c| c.predicate.start > clause.predicate.start)?
            }
            None => return None,
        };
        let topic = next.topic.map(|t| self.fillers(t).to_vec()).unwrap_or_default();
        let subjects = self.named(next, &[Role::Subject, Role::Topic]);
        programmes(if subjects.is_empty() { topic } else { subjects }).map(|a| Alternative { weight: SHARED, ..a })
    }

    /// Whether a sum or a word for money stands in a clause or in the one that carries it.
    pub(crate) fn tells_of_money(&self, clause: &Clause) -> bool {
        static WORDS: WordList = WordList::new(&[
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
        ]);
        let worded = |c: &Clause| {
            c.arguments.iter().any(|&p| {
                let nouns = self.analysis.phrases[p].nouns.clone();
                nouns
                    .into_iter()
                    .any(|w| self.analysis.words.get(w).is_some_and(|w| WORDS.has(&self.text[w.stem.clone()])))
            })
        };
        let told = |c: &Clause| self.has_money(c) || worded(c);
        told(clause) || self.governor(clause).is_some_and(|(g, _)| told(g))
    }

    /// Whether a sum of money stands in a clause.
    pub(crate) fn has_money(&self, clause: &Clause) -> bool {
        clause.arguments.iter().any(|&p| self.is_money(&self.analysis.phrases[p]) || self.is_share_of_purse(p))
    }

    /// Whether a phrase speaks of a part of what a programme costs: "재원의 40%는".
    fn is_share_of_purse(&self, phrase: usize) -> bool {
        let head = self.head_noun(phrase);
        let share = SHARES.has(head) || head.ends_with('%') || head == "나머지";
        share && self.owner(phrase).is_some_and(|owner| MONEY.has(self.head_noun(owner)))
    }

    /// Whether a phrase speaks of a sum of money.
    pub(crate) fn is_money(&self, phrase: &Phrase) -> bool {
        let money = |noun: &str| {
            CURRENCIES.has(noun) || noun.starts_with(|d: char| d.is_ascii_digit()) && CURRENCIES.closes(noun)
        };
        let mut nouns = phrase.nouns.clone();
        nouns.any(|w| self.analysis.words.get(w).is_some_and(|w| money(&self.text[w.stem.clone()])))
    }
}
