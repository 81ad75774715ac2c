//! Whose a company or a product is: who founded it, holds shares of it, put up its money or calls it their own.

use crate::fillers::Filler;
use crate::{Found, Scene};
use policygraph_korean::analysis::{Clause, ClauseKind, Role};
use policygraph_korean::verb::{Ending, Light};
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, Predicate, Status};

/// Nouns for a joint venture.
pub(crate) const VENTURES: &[&str] = &["합작사", "합작법인", "합작회사", "합작기업", "합작공장"];

impl Scene<'_> {
    /// A company that others found together or for themselves is theirs: "A는 B와 합작사 ‘C’를 X에 세운다".
    pub(super) fn founds(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        static FOUNDING: WordList = WordList::new(&[
            "세우",
            "설립",
            "신설",
            "출범",
            "만들",
            "차리",
            "꾸리",
            "출자",
            "발족",
            "설치",
            "두",
            "거느리",
        ]);
        // "합작공장을 준공했다".
        static BUILDING: WordList = WordList::new(&["짓", "건설", "건립", "착공", "준공", "완공"]);
        let builds = || {
            BUILDING.has(&clause.lemma) && self.phrases(clause, &[Role::Object, Role::Bare]).any(|p| self.is_venture(p))
        };
        if !matches!(clause.light, Light::Active | Light::Causative) || !(FOUNDING.has(&clause.lemma) || builds()) {
            return;
        }
        let partners = self.venture_partners(clause);
        let venturers = if partners.is_empty() { Vec::new() } else { self.acting_in(clause) };
        let joint = venturers.iter().flat_map(|a| partners.iter().map(move |b| (a, b)));
        self.put(Predicate::PartnersWith, joint, (clause, status, 0.75), out);
        // "A, B, C는 합작법인을 설립한다", "A와 B가 출자한 합작법인이".
        let described = clause.head.filter(|_| clause.ending == Ending::Adnominal);
        let founded = self.phrases(clause, &[Role::Object, Role::Bare]).chain(described);
        if partners.is_empty() && founded.into_iter().any(|p| self.is_venture(p)) {
            let together = self.acting_in(clause);
            let pairs = together.iter().enumerate().flat_map(|(i, a)| together[i + 1..].iter().map(move |b| (a, b)));
            self.put(Predicate::PartnersWith, pairs, (clause, status, 0.75), out);
        }
        let mut founded = self.founded(clause);
        // "A는 B와 절반씩 출자해 C를 세웠다".
        let joined = self.joined_before(clause);
        if founded.is_empty() && !joined.is_empty() && matches!(clause.lemma.as_str(), "세우" | "설립" | "차리") {
            founded = self.own_objects(clause);
            founded.retain(|f| f.kind == Some(EntityType::Company));
        }
        if founded.is_empty() {
            return;
        }
        let mut partners = self.partners_named(clause);
        let is_other = |f: &Filler| founded.iter().chain(&partners).all(|c| c.id != f.id);
        let acting = self.subjects(clause).into_iter().find(|a| a.fillers.iter().any(is_other));
        let Some(mut founders) = acting.map(|a| a.fillers) else { return };
        founders.retain(is_other);
        partners.extend(joined.into_iter().filter(|f| f.kind.is_some_and(EntityType::is_organization)));
        let joint = founders.iter().flat_map(|a| partners.iter().map(move |b| (a, b)));
        self.put(Predicate::PartnersWith, joint, (clause, status, 0.8), out);
        // "A와 B가 세운 C".
        let together = founders.iter().enumerate().flat_map(|(i, a)| founders[i + 1..].iter().map(move |b| (a, b)));
        self.put(Predicate::PartnersWith, together, (clause, status, 0.75), out);
        founders.extend(partners.iter().cloned());
        let owned = founded.iter().flat_map(|c| founders.iter().map(move |f| (c, f)));
        self.put(Predicate::SubsidiaryOf, owned, (clause, status, 0.8), out);
        let places = self.places(clause, &[Role::Dative, Role::Locative]);
        let seats = founded.iter().flat_map(|c| places.iter().map(move |p| (c, p)));
        self.put(Predicate::BasedIn, seats, (clause, status, 0.75), out);
    }

    /// Companies that a clause calls a subsidiary or joint venture of who founds them, or that it says companies founded: "합작사 ‘C’를",
    /// "A와 B가 세운 C".
    pub(crate) fn founded(&self, clause: &Clause) -> Vec<Filler> {
        const SUBSIDIARIES: &[&str] = &["자회사", "현지법인", "법인"];
        let called = |p: &usize| {
            let phrase = &self.analysis.phrases[*p];
            let last = phrase.nouns.end.saturating_sub(1);
            phrase
                .nouns
                .clone()
                .filter(|&w| w < last)
                .map(|w| self.noun(w))
                .any(|noun| VENTURES.contains(&noun) || SUBSIDIARIES.contains(&noun))
        };
        // "A가 B와 함께 세운 합작사 C".
        let described = clause.head.filter(|_| clause.ending == Ending::Adnominal);
        // "A는 B와 함께 세운 C를 통해".
        let by_companies = matches!(clause.lemma.as_str(), "세우" | "설립" | "차리")
            && self
                .named(clause, &[Role::Subject, Role::With, Role::Comitative])
                .iter()
                .any(|f| f.kind == Some(EntityType::Company));
        let phrases = self.phrases(clause, &[Role::Object, Role::Bare]).filter(called);
        let phrases = phrases.chain(described.filter(|p| by_companies || called(p)));
        let fillers = phrases.filter_map(|p| self.head(&self.analysis.phrases[p]));
        fillers.filter(|f| f.kind == Some(EntityType::Company)).collect()
    }

    /// Whether a phrase speaks of a joint venture, named or not.
    pub(crate) fn is_venture(&self, phrase: usize) -> bool {
        let nouns: Vec<&str> = self.nouns(phrase).collect();
        // "합작 법인".
        let apart = |pair: &[&str]| pair[0] == "합작" && matches!(pair[1], "법인" | "회사" | "기업" | "공장");
        nouns.iter().any(|noun| VENTURES.contains(noun)) || nouns.windows(2).any(apart)
    }

    /// Those with whom a clause says that a joint venture is founded: "B와 합작사를 설립", "B와 공장을 짓는 합작사를 설립".
    fn venture_partners(&self, clause: &Clause) -> Vec<Filler> {
        let Some(venture) = self.phrases(clause, &[Role::Object, Role::Bare]).find(|&p| self.is_venture(p)) else {
            return Vec::new();
        };
        let describing = self.beside(venture).filter(|c| c.head == Some(venture));
        let silent = describing.filter(|c| self.phrases(c, &[Role::Subject, Role::Topic]).next().is_none());
        std::iter::once(clause).chain(silent).flat_map(|c| self.partners_named(c)).collect()
    }

    /// Those whom a clause names with 와/과, as they do something with who acts.
    fn partners_named(&self, clause: &Clause) -> Vec<Filler> {
        // Those of a list with the venture itself, too: "B와 합작사 ‘C’를".
        let named = clause
            .arguments
            .iter()
            .copied()
            .filter(|&p| matches!(self.analysis.phrases[p].role, Role::With | Role::Comitative));
        named
            .flat_map(|p| {
                let members = self.fillers(p).to_vec();
                if members.is_empty() { self.head(&self.analysis.phrases[p]).into_iter().collect() } else { members }
            })
            .filter(|f| f.kind.is_some_and(EntityType::is_organization))
            .collect()
    }

    /// Who has a share of a company has invested in it.
    pub(super) fn holds_stake(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        static HOLDING: WordList = WordList::new(&[
            "가지",
            "보유",
            "소유",
            "쥐",
            "취득",
            "확보",
            "매입",
            "사들이",
            "인수",
            "갖",
            "사",
            "투자",
            "출자",
        ]);
        static BUYING: WordList = WordList::new(&["취득", "확보", "매입", "사들이", "인수", "사"]);
        if HOLDING.has(&clause.lemma) && clause.light == Light::Active {
            let stakes = self.stakes(clause);
            if self.is_control(clause) && BUYING.has(&clause.lemma) {
                self.put(Predicate::Acquires, stakes.iter().map(|(a, b)| (a, b)), (clause, status, 0.8), out);
            } else if self.is_whole(clause) {
                self.put(Predicate::SubsidiaryOf, stakes.iter().map(|(a, b)| (b, a)), (clause, status, 0.8), out);
            } else {
                self.put(Predicate::InvestsIn, stakes.iter().map(|(a, b)| (a, b)), (clause, status, 0.8), out);
            }
        }
    }

    /// The companies of which a clause says that somebody has a share, with who has it: "A는 B의 지분 24%를 보유", "A가 지분을 가진 B".
    fn stakes(&self, clause: &Clause) -> Vec<(Filler, Filler)> {
        // "지분을 보유", "22%를 보유".
        let is_share = |w: usize| {
            let noun = self.noun(w);
            matches!(noun, "지분" | "주식") || percent(noun).is_some()
        };
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
            held.extend_from_slice(self.fillers(owner));
        } else {
            held.extend(self.modified(clause).into_iter().flat_map(|a| a.fillers));
        }
        // "A는 공장을 짓고 있으며 B가 지분을 보유": of whom the sentence is about.
        let about = clause.topic.filter(|_| held.is_empty() && self.phrases(clause, &[Role::Subject]).next().is_some());
        held.extend(about.into_iter().flat_map(|t| self.fillers(t)).cloned());
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

    /// Who put up all the money of a company owns it: "A가 전액 출자한 B".
    pub(super) fn owns_whole(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        if clause.lemma != "출자" || !self.is_whole(clause) {
            return;
        }
        let owners = self.own_subjects(clause);
        let owned = self.described(clause);
        let pairs = owned.iter().flat_map(|c| owners.iter().map(move |o| (c, o)));
        self.put(Predicate::SubsidiaryOf, pairs, (clause, status, 0.75), out);
    }

    /// Whether a clause speaks of less than half of the shares of something: "지분 30%를".
    pub(crate) fn is_minority(&self, clause: &Clause) -> bool {
        self.shares(clause).iter().any(|&percent| percent < 50.0)
    }

    /// Whether a clause speaks of all of something, or of more than half of its shares: "지분 51%를".
    pub(crate) fn is_control(&self, clause: &Clause) -> bool {
        self.is_whole(clause) || self.shares(clause).iter().any(|&percent| percent > 50.0)
    }

    /// The percentages that a clause acts on.
    fn shares(&self, clause: &Clause) -> Vec<f64> {
        let phrases = self.phrases(clause, &[Role::Object, Role::Bare]);
        phrases.flat_map(|p| self.nouns(p).filter_map(percent)).collect()
    }

    /// Whether a clause speaks of all of something: 100%, 전액.
    pub(crate) fn is_whole(&self, clause: &Clause) -> bool {
        let whole = |w: usize| matches!(self.noun(w), "100%" | "전액" | "100" | "단독" | "전량");
        clause.arguments.iter().any(|&p| self.analysis.phrases[p].words.clone().any(whole))
    }

    /// What a company calls its own it makes: "A는 자사 앱 ‘X’를 공개".
    pub(super) fn shows_own(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        let products = self.own_products(clause);
        if products.is_empty() || clause.kind == ClauseKind::Phrase {
            return;
        }
        let makers = self.acting_in(clause);
        let pairs = makers.iter().flat_map(|a| products.iter().map(move |b| (a, b)));
        self.put(Predicate::Develops, pairs, (clause, status, 0.75), out);
    }

    /// Products that a clause calls those of who acts in it: "자사 앱 ‘X’".
    fn own_products(&self, clause: &Clause) -> Vec<Filler> {
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
}

/// The percentage that a noun is: 22%.
fn percent(noun: &str) -> Option<f64> {
    noun.strip_suffix('%')?.parse().ok()
}
