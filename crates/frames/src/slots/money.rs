//! The money that a clause speaks of.

use super::{Alternative, CARRIED, PLACED};
use crate::Scene;
use policygraph_korean::analysis::{Clause, Phrase, Role};
use policygraph_korean::word_list::WordList;

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

impl Scene<'_> {
    /// What has the money that a clause is about: X in "X의 재원은 A가 댄다".
    pub(super) fn purse_of(&self, clause: &Clause) -> Option<Alternative> {
        static MONEY: WordList =
            WordList::new(&["재원", "예산", "사업비", "자금", "비용", "연구비", "건립비", "운영비", "공사비"]);
        let named = self.phrases(clause, &[Role::Topic, Role::Subject, Role::Object]).chain(clause.topic);
        let purse = named.into_iter().find(|&p| MONEY.has(self.head_noun(p)))?;
        // "X 예산은 A가 댄다".
        let p = &self.analysis.phrases[purse];
        if let Some(own) = self.head_of(p, p.nouns.start..p.nouns.end - 1) {
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
        clause.arguments.iter().any(|&p| self.is_money(&self.analysis.phrases[p]))
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
