//! Frame semantics: which relations the predicates of a text state between the things it names.
//!
//! [`Scene`] puts together the grammar of a text ([`Analysis`]), the things named in it ([`Referent`]) and the lexicon of predicates.
//! [`Scene::relations`] applies the frames to every clause, whatever its shape: active and passive, relative, nominal, headline,
//! copula, with a support verb. A referent whose type is not known takes the type that its role asks for ([`Scene::types`]).
//!
//! The method is that of frame semantics (Fillmore 1982) with the linking of deep cases to surface cases by voice (Fillmore 1968).

mod by_frame;
mod constructions;
mod fillers;
mod kinds;
mod makers;
mod parts;
mod places;
mod relational;
mod slots;
mod status;

pub use fillers::{Filler, Fillers};
use kinds::Kinds;
pub use makers::{PLANTS, UNDERTAKINGS};
use slots::Alternative;

use policygraph_korean::analysis::{Analysis, Clause, ClauseKind, Role};
use policygraph_korean::hangul;
use policygraph_korean::verb::Ending;
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, Predicate, Status};
use policygraph_registry::{Frame, FrameRole, Frames, WordClass};
use std::ops::Range;

/// A thing named at a place of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referent {
    /// What stands for it outside; several places may have one id.
    pub id: u32,
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Its type, where it is known.
    pub kind: Option<EntityType>,
}

/// What stands before a text and is still spoken of in it.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// Who acts where a sentence does not say.
    pub subjects: Vec<Filler>,
    /// The programme that is spoken of where a sentence names none.
    pub programme: Option<Filler>,
    /// Whether that programme was named in the same text or above it in the outline.
    pub near: bool,
    /// The law, plan or programme that was brought up last: what "…를 대체하는 것으로" explains.
    pub measure: Option<Filler>,
    /// The company that a sentence said is founded: "본사는 부산에 둔다" is of it.
    pub founded: Option<Filler>,
}

/// A relation that a text states.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Id of its subject.
    pub from: u32,
    /// The relation.
    pub predicate: Predicate,
    /// Id of its object.
    pub to: u32,
    /// Bytes of the clause.
    pub range: Range<usize>,
    /// How firmly it is stated.
    pub status: Status,
    /// How sure the roles are, 0 to 1.
    pub confidence: f64,
    /// Whether subject or object was carried over from an earlier sentence.
    pub carried: bool,
}

/// What a role asks of a referent whose type is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Id of the referent.
    pub id: u32,
    /// The relation in which it has the role.
    pub predicate: Predicate,
    /// The types that can fill the role beside who fills the other one.
    pub kinds: Vec<EntityType>,
}

/// A text with what is named in it.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The text.
    pub text: &'a str,
    /// Its grammar.
    pub analysis: &'a Analysis,
    /// What it names, in order.
    pub referents: &'a [Referent],
    /// What its phrases name, of this analysis and these referents.
    pub fillers: &'a Fillers,
    /// The lexicon.
    pub frames: &'a Frames,
    /// What was spoken of before.
    pub context: &'a Context,
}

/// Whether two of the things that a text names, or that were spoken of before it, can be in a relation at all.
#[must_use]
pub fn can_be_related(referents: &[Referent], context: &Context) -> bool {
    Kinds::of(referents, context).can_be_related()
}

/// One reading of a frame's roles: its subject and object.
struct Pair {
    from: Filler,
    to: Filler,
    weight: f64,
}

impl Scene<'_> {
    /// The relations that the clauses of a sentence state, and those of its relational nouns.
    #[must_use]
    pub fn relations(&self, sentence: usize) -> Vec<Found> {
        use Predicate::{
            Announces, BasedIn, CompetesWith, Develops, Enacts, HoldsPosition, Leads, OperatesIn, PartnersWith,
            Replaces,
        };
        let mut out = Vec::new();
        let kinds = Kinds::of(self.referents, self.context);
        if !kinds.can_be_related() {
            return out;
        }
        // Frames state nothing of what was spoken of before alone.
        let names = self.names_anything(sentence);
        for clause in self.analysis.clauses_in(sentence) {
            let own = out.len();
            let status = self.status(clause);
            if names {
                for frame in self.frames_of(clause).filter(|frame| kinds.can_fill(frame)) {
                    self.by_frame(frame, clause, status, &kinds, &mut out);
                }
                drop_contradicted(&mut out, own);
            }
            self.constructions(clause, status, &kinds, &mut out);
        }
        self.relational_nouns(sentence, &kinds, &mut out);
        if kinds.can(&[Leads, Develops, Enacts, Announces]) {
            self.makers(sentence, &mut out);
        }
        if kinds.can(&[OperatesIn, BasedIn]) {
            self.branches(sentence, &mut out);
        }
        if kinds.can(&[CompetesWith]) {
            self.contests(sentence, &mut out);
        }
        if kinds.can(&[CompetesWith, OperatesIn]) {
            self.markets(sentence, &mut out);
        }
        if kinds.can(&[PartnersWith]) {
            self.teams(sentence, &mut out);
        }
        if kinds.can(&[Replaces]) {
            self.arrows(sentence, &mut out);
        }
        if kinds.can(&[HoldsPosition]) {
            self.appointments(sentence, &mut out);
        }
        out
    }

    /// Whether something is named in a sentence, or in a bracket at its end.
    fn names_anything(&self, sentence: usize) -> bool {
        let start = |s: &Range<usize>| self.analysis.bytes(s).start;
        let from = self.analysis.sentences.get(sentence).map_or(0, start);
        let to = self.analysis.sentences.get(sentence + 1).map_or(self.text.len(), start);
        !self.starting_in(from..to).is_empty()
    }

    /// Who a sentence says that acts in it: of its last clause that names somebody.
    #[must_use]
    pub fn acting(&self, sentence: usize) -> Vec<Filler> {
        let named = |c: &&Clause| !matches!(c.ending, Ending::Adnominal | Ending::Prospective);
        let own = |role: Role| {
            let clauses = self.analysis.clauses_in(sentence).filter(named);
            clauses
                .flat_map(move |c| c.arguments.iter().copied().chain(c.topic))
                .find(|&p| self.analysis.phrases[p].role == role && !self.fillers(p).is_empty())
        };
        own(Role::Topic).or_else(|| own(Role::Subject)).map(|p| self.fillers(p).to_vec()).unwrap_or_default()
    }

    /// What the text puts side by side, as the members of one list.
    #[must_use]
    pub fn lists(&self) -> Vec<Vec<Filler>> {
        let closing = |&p: &usize| !self.is_member(p) && self.member_before(p).is_some();
        (0..self.analysis.phrases.len())
            .filter(closing)
            .map(|p| self.fillers(p))
            .filter(|l| l.len() > 1)
            .map(<[Filler]>::to_vec)
            .collect()
    }

    /// The types that roles ask for where the type of a referent is not known.
    #[must_use]
    pub fn types(&self) -> Vec<Asked> {
        let mut out = Vec::new();
        if self.referents.iter().all(|r| r.kind.is_some()) {
            return out;
        }
        let kinds = Kinds::of(self.referents, self.context);
        for clause in &self.analysis.clauses {
            for frame in self.frames_of(clause) {
                let pairs = self.pairs(frame, clause, &kinds);
                for Pair { from, to, .. } in &pairs {
                    self.type_by_role(frame, from, to, &mut out);
                }
                if pairs.is_empty() {
                    self.type_without_agent(frame, clause, &mut out);
                    self.type_without_body(frame, clause, &mut out);
                }
            }
        }
        for (frame, from, to) in (0..self.analysis.sentences.len()).flat_map(|s| self.relational_pairs(s, &kinds)) {
            self.type_by_role(frame, &from, &to, &mut out);
        }
        out
    }

    /// What is run by somebody who is not named: "다음 달 ‘X’를 추진한다".
    fn type_without_agent(&self, frame: &Frame, clause: &Clause, out: &mut Vec<Asked>) {
        // What is made or shown may as well be a product.
        let of_products = |f: &Frame| matches!(f.predicate, Predicate::Develops | Predicate::Announces);
        // "규제를 받는 곳은 X다".
        let restricted = frame.predicate == Predicate::Restricts && self.is_passive(clause);
        if !(frame.predicate == Predicate::Leads || restricted)
            || self.frames_of(clause).any(of_products)
            || !self.alternatives(clause, frame.from, frame).is_empty()
        {
            return;
        }
        let acted_on = self.alternatives(clause, frame.to, frame).into_iter().flat_map(|a| a.fillers);
        for filler in acted_on.filter(|f| f.kind.is_none() && !f.carried) {
            let actors = || EntityType::ALL.iter().copied();
            let kinds = actors().filter(|&b| actors().any(|a| frame.allows(a, b))).collect();
            out.push(Asked { id: filler.id, predicate: frame.predicate, kinds });
        }
    }

    /// Who is put into an office whose body is not named: "장관에 X가 내정됐다".
    fn type_without_body(&self, frame: &Frame, clause: &Clause, out: &mut Vec<Asked>) {
        if frame.predicate != Predicate::HoldsPosition || !self.names_office(clause) {
            return;
        }
        let put = self.alternatives(clause, frame.from, frame).into_iter().flat_map(|a| a.fillers);
        for filler in put.filter(|f| f.kind.is_none() && !f.carried) {
            out.push(Asked { id: filler.id, predicate: frame.predicate, kinds: vec![EntityType::Person] });
        }
    }

    fn type_by_role(&self, frame: &Frame, from: &Filler, to: &Filler, out: &mut Vec<Asked>) {
        if from.id == to.id || from.carried || to.carried {
            return;
        }
        let all = || EntityType::ALL.iter().copied();
        let others = |known: Option<EntityType>| known.map_or_else(|| all().collect(), |k| vec![k]);
        let mut ask = |filler: &Filler, kinds: Vec<EntityType>| {
            if filler.kind.is_none() && !kinds.is_empty() {
                out.push(Asked { id: filler.id, predicate: frame.predicate, kinds });
            }
        };
        let (of_from, of_to): (Vec<_>, Vec<_>) = (others(from.kind), others(to.kind));
        ask(from, all().filter(|&a| of_to.iter().any(|&b| frame.allows(a, b))).collect());
        ask(to, all().filter(|&b| of_from.iter().any(|&a| frame.allows(a, b))).collect());
    }

    /// The frames of a clause's predicate.
    fn frames_of(&self, clause: &Clause) -> impl Iterator<Item = &Frame> {
        // "수출하지 못하게 했다" is a ban, whatever the verb.
        let all = self.frames.of(if clause.prevented { "금지" } else { &clause.lemma });
        // "보조를 맞추다": the noun of an idiom says nothing by itself.
        let within = || {
            let governor =
                self.governor(clause).filter(|(g, _)| clause.kind == ClauseKind::Phrase && !self.is_support(g));
            governor.is_some_and(|(g, _)| !self.frames.of_idiom(&clause.lemma, &g.lemma).is_empty())
        };
        let all = if !all.is_empty() && within() { &[] } else { all };
        // "둥지를 튼": 트다 or 틀다.
        let full = clause.lemma.chars().next_back().and_then(hangul::with_rieul);
        let full = full.filter(|_| clause.ending == Ending::Adnominal).map(|last| {
            let stem = &clause.lemma[..clause.lemma.len() - last.len_utf8()];
            format!("{stem}{last}")
        });
        // Few verbs are of an idiom.
        let idiomatic =
            self.frames.has_idiom(&clause.lemma) || full.as_deref().is_some_and(|verb| self.frames.has_idiom(verb));
        // "손을 잡다", "품에 안다": a verb with its noun; a place of business is one as well as another ("영업소를 두다").
        let idiom = move |&p: &usize| {
            let nouns = &self.analysis.phrases[p].nouns;
            let noun_of = |w: usize| Some(&self.text[self.analysis.words.get(w).filter(|w| !w.atom)?.stem.clone()]);
            let last = nouns.end.checked_sub(1)?;
            // "지분 전량을 취득": how much of it.
            let amount = |noun: &str| {
                let counted = noun.starts_with(|c: char| c.is_ascii_digit()) && noun.ends_with('%');
                counted || matches!(noun, "전량" | "전부" | "전체" | "일부" | "과반")
            };
            let noun = noun_of(last)?;
            let noun = if amount(noun) && last > nouns.start { noun_of(last - 1)? } else { noun };
            let with = |noun: &str| {
                let own = self.frames.of_idiom(noun, &clause.lemma);
                full.as_deref().filter(|_| own.is_empty()).map_or(own, |verb| self.frames.of_idiom(noun, verb))
            };
            let own = with(noun);
            let business = own.is_empty() && places::is_place_of_business(noun);
            Some(if business { with(places::PLACE_OF_BUSINESS) } else { own })
        };
        // "B와 꾸린 컨소시엄": what a clause modifies is its object, if it has none.
        let modified = clause.head.as_ref().filter(|_| idiomatic && !self.has_object(clause)).and_then(&idiom);
        let modifies = modified.is_some_and(|frames| !frames.is_empty());
        let idioms = clause.arguments.iter().filter(move |_| idiomatic).filter_map(idiom).chain(modified).flatten();
        // Only with money do these words say that somebody pays.
        static PAYING: WordList = WordList::new(&[
            "받", "주", "내", "대", "쓰", "들이", "보태", "쏟", "제공", "확보", "수령", "유치", "반영", "투입", "내놓",
            "건네", "약속", "얹", "대여",
        ]);
        let pays = |f: &&Frame| {
            let by_money = f.predicate == Predicate::Funds && PAYING.has(&f.word)
                || f.predicate == Predicate::InvestsIn && f.word == "들이";
            // "보고를 받다": what is got is said, and no money.
            let told = |p: usize| {
                static TOLD: WordList =
                    WordList::new(&["보고", "설명", "의견", "질문", "평가", "심사", "승인", "허가", "검토", "자문"]);
                TOLD.has(self.head_noun(p))
            };
            !by_money || self.tells_of_money(clause) && !self.phrases(clause, &[Role::Object]).any(told)
        };
        // "비축기관으로 지정": only what is put on a list against it is restricted.
        let against = move |f: &&Frame| {
            let listed = matches!(f.word.as_str(), "지정" | "추가" | "포함") && f.from != FrameRole::Dative;
            f.predicate != Predicate::Restricts || !listed || self.is_listed_against(clause)
        };
        // "선박을 투입하다" takes part; with money it pays.
        let gives_things = move |f: &&Frame| {
            let gives = matches!(f.word.as_str(), "투입" | "제공" | "내놓" | "보태" | "대");
            f.predicate != Predicate::ParticipatesIn || !gives || !self.tells_of_money(clause)
        };
        // "A는 B에서 X를 지원": who gives gets it from nobody.
        let received = move |f: &&Frame| {
            let gives = || all.iter().any(|g| g.predicate == f.predicate && g.from == FrameRole::Subject);
            f.from != FrameRole::Source || self.is_passive(clause) || !gives()
        };
        // "X의 법적 토대는 「Y법」이다": the noun says it as a relational one.
        let relational = move |f: &&Frame| {
            let of_noun = || all.iter().any(|r| r.class == WordClass::Relational && r.predicate == f.predicate);
            clause.kind == ClauseKind::Phrase && f.class == WordClass::Noun && self.is_said_of(clause) && of_noun()
        };
        let all = all.iter().filter(move |f| !(modifies && f.to == FrameRole::Object));
        let frames = all.chain(idioms).filter(|f| f.class != WordClass::Relational).filter(received);
        let frames = frames.filter(move |f| !relational(f));
        frames.filter(move |f| pays(f)).filter(gives_things).filter(against)
    }

    /// Whether the copula says of the phrase that a verbal noun heads what it is.
    fn is_said_of(&self, clause: &Clause) -> bool {
        let acts = |&h: &usize| matches!(self.analysis.phrases[h].role, Role::Topic | Role::Subject);
        clause.head.filter(acts).and_then(|h| self.clause_with(h)).is_some_and(|c| c.kind == ClauseKind::Copula)
    }

    /// Whether what follows a verbal noun limits what it says: "수출 규제".
    fn is_controlled(&self, clause: &Clause) -> bool {
        static LIMITS: WordList = WordList::new(&["규제", "통제", "제한", "금지", "허가", "승인", "제재"]);
        let next = self.analysis.words.get(clause.predicate.end);
        clause.kind == ClauseKind::Phrase && next.is_some_and(|w| LIMITS.opens(&self.text[w.stem.clone()]))
    }

    /// Whether a clause names what is held against somebody: "제재 대상으로", "안보 위협으로", "명단에".
    fn is_listed_against(&self, clause: &Clause) -> bool {
        static HELD: WordList = WordList::new(&[
            "제재",
            "규제",
            "통제",
            "명단",
            "목록",
            "리스트",
            "위협",
            "우려",
            "금지",
            "적대",
            "위반",
            "차단",
        ]);
        clause.arguments.iter().any(|&p| self.nouns(p).any(|noun| HELD.is_in(noun)))
    }

    /// Who fills the two roles of a frame in a clause.
    fn pairs(&self, frame: &Frame, clause: &Clause, kinds: &Kinds) -> Vec<Pair> {
        let to = self.alternatives(clause, frame.to, frame);
        if to.is_empty() && !frame.predicate.is_symmetric() {
            return Vec::new();
        }
        // Nobody is looked for who acts on what nobody can act on.
        let fits = |f: &Filler| f.kind.is_none_or(|kind| kinds.can_act(frame, kind));
        if !frame.predicate.is_symmetric() && !to.iter().flat_map(|a| &a.fillers).any(fits) {
            return Vec::new();
        }
        let mut from = self.alternatives(clause, frame.from, frame);
        // "A시·B대 맞손": the list is all that a headline says.
        if frame.predicate.is_symmetric() && clause.kind == ClauseKind::Noun && to.is_empty() && from.is_empty() {
            let bare = self.phrases(clause, &[Role::Bare]).map(|p| self.fillers(p).to_vec());
            from.extend(bare.map(|fillers| Alternative { fillers, weight: 0.85 }));
        }
        // Who acts together acts with each other, where nobody else is named.
        if frame.predicate.is_symmetric()
            && to.iter().all(|a| a.fillers.is_empty() || a.fillers.iter().all(|f| f.carried))
            && let Some(group) = from.iter().find(|a| a.fillers.len() > 1 && !a.fillers[0].carried)
        {
            // "협력: A, B, C": each works with who runs it, not with each other.
            let labelled = clause.head.is_some_and(|h| self.is_label(h));
            return if labelled && group.fillers.len() > 2 {
                Vec::new()
            } else {
                all_pairs(&group.fillers, group.weight)
            };
        }
        let fits = |a: &Filler, b: &Filler| {
            a.id != b.id
                // Who is named in an agreement has a part in it.
                && !(frame.predicate == Predicate::Restricts && self.is_agreement(a))
                && match (a.kind, b.kind) {
                    (Some(x), Some(y)) => frame.allows(x, y),
                    (Some(x), None) => EntityType::ALL.iter().any(|&t| frame.allows(x, t)),
                    (None, Some(y)) => EntityType::ALL.iter().any(|&t| frame.allows(t, y)),
                    (None, None) => true,
                }
        };
        for a in &from {
            for b in &to {
                // One place cannot fill both roles, nor can both be carried over.
                if a.fillers.iter().any(|f| b.fillers.contains(f)) || (a.carried() && b.carried()) {
                    continue;
                }
                // "A와 B는 각각 C와 D를 만든다": each its own.
                if a.fillers.len() > 1 && a.fillers.len() == b.fillers.len() && self.says_each(clause) {
                    let own = a.fillers.iter().zip(&b.fillers).filter(|(f, t)| fits(f, t));
                    return own
                        .map(|(f, t)| Pair { from: f.clone(), to: t.clone(), weight: a.weight * b.weight })
                        .collect();
                }
                let pairs: Vec<Pair> = a
                    .fillers
                    .iter()
                    .flat_map(|f| b.fillers.iter().map(move |t| (f, t)))
                    .filter(|(f, t)| fits(f, t))
                    .map(|(f, t)| Pair { from: f.clone(), to: t.clone(), weight: a.weight * b.weight })
                    .collect();
                if !pairs.is_empty() {
                    return pairs;
                }
            }
        }
        Vec::new()
    }

    /// Whether a clause says that each of several does its own: 각각, 각자.
    fn says_each(&self, clause: &Clause) -> bool {
        let words = self.text.get(clause.range.clone()).unwrap_or_default();
        words.contains("각각") || words.contains("각자")
    }

    /// Whether a name is that of an agreement.
    fn is_agreement(&self, filler: &Filler) -> bool {
        static AGREEMENTS: WordList = WordList::new(&["협약", "협정", "조약", "양해각서", "합의서", "선언"]);
        let name = self.text.get(filler.range.clone()).unwrap_or_default();
        filler.kind == Some(EntityType::Legislation) && AGREEMENTS.closes(name)
    }

    /// Whether a colon stands behind a phrase.
    pub(crate) fn is_label(&self, phrase: usize) -> bool {
        let last = self.analysis.phrases[phrase].words.end.saturating_sub(1);
        self.analysis.words.get(last).is_some_and(|w| w.colon)
    }

    /// The bytes of a clause with the places of those who fill its roles, where they stand in the text.
    pub(crate) fn covering(&self, clause: &Clause, from: &Filler, to: &Filler) -> Range<usize> {
        let mut range = clause.range.clone();
        for place in [from, to].into_iter().filter(|f| !f.carried).map(|f| &f.range) {
            range.start = range.start.min(place.start);
            range.end = range.end.max(place.end);
        }
        range
    }
}

/// Leaves out of what one clause states (all behind `start`) what it states better: with a role filled by what was spoken of before, where
/// the clause itself names who fills it; and that a programme is carried out in the country that pays for it ("자금은 독일에서 지원된다").
fn drop_contradicted(all: &mut Vec<Found>, start: usize) {
    let stated = all.split_off(start);
    let of_programmes = |p: Predicate| matches!(p, Predicate::ImplementedIn | Predicate::HasTopic | Predicate::PartOf);
    let better = |f: &Found| {
        // Who acts beside those who are named may be carried over: "B와 공동으로 X를 시작한다".
        let named = |o: &Found| {
            let beside =
                o.from == f.from && o.to != f.to || o.to == f.to && o.from != f.from && of_programmes(f.predicate);
            f.carried && !o.carried && o.predicate == f.predicate && beside
        };
        let paid = |o: &Found| {
            f.predicate == Predicate::ImplementedIn
                && o.predicate == Predicate::Funds
                && (o.from, o.to) == (f.to, f.from)
        };
        stated.iter().any(|o| named(o) || paid(o))
    };
    all.extend(stated.iter().filter(|f| !better(f)).cloned());
}

/// Each of some with each of others.
fn every_pair(a: &[Filler], b: &[Filler]) -> Vec<(Filler, Filler)> {
    a.iter().flat_map(|x| b.iter().map(move |y| (x.clone(), y.clone()))).collect()
}

fn all_pairs(group: &[Filler], weight: f64) -> Vec<Pair> {
    let mut out = Vec::new();
    for (i, a) in group.iter().enumerate() {
        out.extend(group[i + 1..].iter().map(|b| Pair { from: a.clone(), to: b.clone(), weight }));
    }
    out
}

#[cfg(test)]
mod tests;
