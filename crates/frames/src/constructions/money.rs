//! Whose money is spent: on a programme, or in support of somebody.

use crate::fillers::Filler;
use crate::{Found, Scene};
use policygraph_korean::analysis::{Clause, Role};
use policygraph_korean::verb::{Ending, Light};
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, Predicate, Status};

/// Nouns for money that somebody has for something.
static PURSES: WordList = WordList::new(&[
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
]);

impl Scene<'_> {
    /// Whose money goes into a programme pays for it: "‘X’에는 A 예산 100억 원이 투입된다".
    pub(super) fn spends_money_of(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        static SPENDING: WordList = WordList::new(&[
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
        ]);
        if !SPENDING.has(&clause.lemma) {
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

    /// Who puts up the capital of a company invests in it: "자본금은 A와 B가 반씩 낸다", where 자본금 stands for the company.
    pub(super) fn puts_up_capital(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        static PAYING: WordList =
            WordList::new(&["내", "대", "부담", "분담", "출자", "납입", "내놓", "책임지", "나누"]);
        if !PAYING.has(&clause.lemma) || clause.light != Light::Active {
            return;
        }
        let capital = |p: usize| {
            let first = &self.analysis.words.get(self.analysis.phrases[p].nouns.start)?.stem;
            let named = matches!(&self.text[first.clone()], "자본금" | "출자금");
            self.starting_in(first.start..first.start + 1).iter().find(|r| named && r.kind == Some(EntityType::Company))
        };
        let roles = [Role::Topic, Role::Object, Role::Bare];
        let firms: Vec<Filler> = self.phrases(clause, &roles).filter_map(capital).map(Filler::from).collect();
        let payers = self.acting_in(clause);
        let pairs = firms.iter().flat_map(|c| payers.iter().filter(|a| a.is_firm()).map(move |a| (a, c)));
        self.put(Predicate::InvestsIn, pairs, (clause, status, 0.75), out);
    }

    /// Who takes part in a round of investment invests in who raises it: "A는 300억 원을 유치했고 투자에는 B가 참여했다", "A의 증자에 B가 참여".
    pub(super) fn joins_round(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        static ROUNDS: WordList = WordList::new(&[
            "투자",
            "유상증자",
            "증자",
            "투자유치",
            "출자",
            "투자라운드",
            "펀딩",
            "라운드",
            "자금조달",
        ]);
        static JOINING: WordList = WordList::new(&["참여", "참가", "합류", "동참", "가세", "들어오", "뛰어들"]);
        if !JOINING.has(&clause.lemma) {
            return;
        }
        let rounds = self.phrases(clause, &[Role::Dative]).filter(|&p| ROUNDS.has(self.head_noun(p)));
        let raisers: Vec<Filler> = rounds.flat_map(|p| self.raisers(clause, p)).filter(|f| f.is_firm()).collect();
        let investors = self.own_subjects(clause);
        let pairs = investors.iter().filter(|a| a.kind.is_some_and(EntityType::is_actor));
        let pairs = pairs.flat_map(|a| raisers.iter().map(move |b| (a, b)));
        self.put(Predicate::InvestsIn, pairs, (clause, status, 0.75), out);
    }

    /// Who raises the money of a round that a phrase names.
    fn raisers(&self, clause: &Clause, round: usize) -> Vec<Filler> {
        let phrase = &self.analysis.phrases[round];
        let own = self.head_of(phrase, phrase.nouns.clone()).map_or_else(|| self.owners(round), |own| vec![own]);
        if !own.is_empty() {
            return own;
        }
        // "A가 유치한 투자에는", "A는 … 유치했고, 투자에는".
        let raises = |c: &&Clause| {
            matches!(c.lemma.as_str(), "유치" | "조달" | "받" | "모으" | "진행" | "실시" | "마무리")
                && c.predicate.end <= clause.predicate.start
        };
        self.analysis.clauses_in(clause.sentence).rfind(raises).map(|c| self.acting_in(c)).unwrap_or_default()
    }

    /// Those whose money a clause names as what is spent: A in "A 예산 100억 원이".
    fn payers(&self, clause: &Clause) -> Vec<Filler> {
        let purse = |w: &usize| {
            let stem = self.noun(*w);
            PURSES.has(stem)
        };
        // "‘X’에 A 780억 원, B 610억 원을 각각 투자".
        let silent = self.phrases(clause, &[Role::Subject, Role::Topic]).next().is_none() && clause.topic.is_none();
        if silent && !matches!(clause.light, policygraph_korean::verb::Light::Passive) {
            let sums = clause.arguments.iter().map(|&p| &self.analysis.phrases[p]);
            let sums =
                sums.filter(|p| matches!(p.role, Role::Object | Role::Bare) && self.is_money(p) && p.nouns.len() > 1);
            let payers = sums.filter_map(|p| {
                let sum = p.nouns.clone().find(|&w| self.noun(w).starts_with(|c: char| c.is_ascii_digit()))?;
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

    /// Who does something with somebody's support is paid by them: "A의 지원으로 B를 만든다".
    pub(super) fn with_help_of(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        let helpers = self.helpers(clause);
        // "A 기금으로 B를 지원한다": who pays is said otherwise.
        let pays = self.frames.of(&clause.lemma).iter().any(|f| f.predicate == Predicate::Funds);
        // "X 예산을 A 예산으로 통합": one budget becomes another.
        let purse = |p: usize| PURSES.has(self.head_noun(p));
        let moved = self.phrases(clause, &[Role::Object]).any(purse);
        if helpers.is_empty() || moved || pays && clause.light == Light::Active {
            return;
        }
        let helped = self.acting_in(clause);
        let pairs = helpers.iter().flat_map(|h| helped.iter().map(move |s| (h, s)));
        self.put(Predicate::Funds, pairs, (clause, status, 0.75), out);
    }

    /// Those by whose support something is done: A in "A의 지원으로".
    fn helpers(&self, clause: &Clause) -> Vec<Filler> {
        static HELP: WordList = WordList::new(&[
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
        ]);
        let mut out = Vec::new();
        for p in self.phrases(clause, &[Role::Direction]) {
            let phrase = &self.analysis.phrases[p];
            let helps = |noun: &str| HELP.has(noun) || PURSES.has(noun);
            // "A의 예산 48억 원으로".
            let sum = |w: usize| {
                self.noun(w).starts_with(|c: char| c.is_ascii_digit()) || matches!(self.noun(w), "원" | "달러")
            };
            let last = phrase.nouns.clone().rfind(|&w| !sum(w)).unwrap_or(phrase.nouns.start);
            if !phrase.nouns.is_empty() && helps(self.noun(last)) {
                // "A의 지원으로", "A 예산으로".
                let own = self.head_of(phrase, phrase.nouns.start..last);
                out.extend(own.map_or_else(|| self.owners(p), |own| vec![own]));
            }
        }
        out.retain(|f: &Filler| f.kind.is_some_and(EntityType::is_actor));
        out
    }
}
