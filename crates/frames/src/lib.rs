//! Frame semantics: which relations the predicates of a text state between the things it names.
//!
//! [`Scene`] puts together the grammar of a text ([`Analysis`]), the things named in it ([`Referent`]) and the lexicon of predicates.
//! [`Scene::relations`] applies the frames to every clause, whatever its shape: active and passive, relative, nominal, headline,
//! copula, with a support verb. A referent whose type is not known takes the type that its role asks for ([`Scene::types`]).
//!
//! The method is that of frame semantics (Fillmore 1982) with the linking of deep cases to surface cases by voice (Fillmore 1968).

mod fillers;
mod relational;
mod slots;
mod status;

pub use fillers::Filler;

use policygraph_korean::analysis::{Analysis, Clause, ClauseKind, Role};
use policygraph_korean::verb::{Ending, Light};
use policygraph_model::{EntityType, Predicate, Status};
use policygraph_registry::{Frame, Frames, WordClass};
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
    /// The lexicon.
    pub frames: &'a Frames,
    /// What was spoken of before.
    pub context: &'a Context,
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
        let mut out = Vec::new();
        for clause in self.analysis.clauses.iter().filter(|c| c.sentence == sentence) {
            let status = self.status(clause);
            for frame in self.frames_of(clause) {
                // "부산에 본사를 둔": a seat is no branch.
                if frame.predicate == Predicate::OperatesIn && self.has_seat(clause) {
                    continue;
                }
                for Pair { from, to, weight } in self.pairs(frame, clause) {
                    let (Some(a), Some(b)) = (from.kind, to.kind) else { continue };
                    use Predicate::{ImplementedIn, InvestsIn, OperatesIn};
                    if matches!(frame.predicate, ImplementedIn | InvestsIn | OperatesIn) {
                        for place in
                            self.containing(&to).into_iter().filter(|p| p.kind.is_some_and(|k| frame.allows(a, k)))
                        {
                            out.push(Found {
                                from: from.id,
                                predicate: frame.predicate,
                                to: place.id,
                                range: self.covering(clause, &from, &place),
                                status,
                                confidence: weight - 0.1,
                                carried: from.carried,
                            });
                        }
                    }
                    let carried = from.carried || to.carried;
                    // Who gives, passes or buys is named, and what is passed or bought; what is given to may be spoken of.
                    let needed = match frame.predicate {
                        Predicate::Funds => from.carried,
                        Predicate::Enacts | Predicate::Acquires => carried,
                        _ => false,
                    };
                    let runs = slots::RUNNING.contains(&clause.lemma.as_str());
                    if frame.allows(a, b) && from.id != to.id && !needed {
                        out.push(Found {
                            from: from.id,
                            // A company that is given a task of a programme takes part in it.
                            predicate: match frame.predicate {
                                Predicate::Leads
                                    if to.carried
                                        && (a == EntityType::Company && !runs
                                            || a == EntityType::Place && self.starts_first(clause)) =>
                                {
                                    Predicate::ParticipatesIn
                                }
                                predicate => predicate,
                            },
                            to: to.id,
                            range: self.covering(clause, &from, &to),
                            status,
                            confidence: weight,
                            carried,
                        });
                    }
                }
            }
            self.joint_action(clause, status, &mut out);
            self.means(clause, status, &mut out);
            self.recruits(clause, status, &mut out);
            self.holds_stake(clause, status, &mut out);
            self.writes(clause, status, &mut out);
            self.shows_own(clause, status, &mut out);
            self.founds(clause, status, &mut out);
            self.passes(clause, status, &mut out);
            self.owns_whole(clause, status, &mut out);
            self.with_help_of(clause, status, &mut out);
            self.announced(clause, &mut out);
            self.supplies(clause, status, &mut out);
            self.basis(clause, status, &mut out);
            self.site(clause, status, &mut out);
            self.seat(clause, status, &mut out);
            self.successor(clause, status, &mut out);
        }
        self.relational_nouns(sentence, &mut out);
        self.makers(sentence, &mut out);
        out
    }

    /// Who a sentence says that acts in it: of its last clause that names somebody.
    #[must_use]
    pub fn acting(&self, sentence: usize) -> Vec<Filler> {
        let named =
            |c: &&Clause| c.sentence == sentence && !matches!(c.ending, Ending::Adnominal | Ending::Prospective);
        let own = |role: Role| {
            let clauses = self.analysis.clauses.iter().filter(named);
            clauses
                .flat_map(move |c| c.arguments.iter().copied().chain(c.topic))
                .find(|&p| self.analysis.phrases[p].role == role && !self.fillers(p).is_empty())
        };
        own(Role::Topic).or_else(|| own(Role::Subject)).map(|p| self.fillers(p)).unwrap_or_default()
    }

    /// Whether a clause tells of a seat: 본사를 두다.
    fn has_seat(&self, clause: &Clause) -> bool {
        clause.arguments.iter().any(|&p| {
            let last = self.analysis.phrases[p].nouns.end.saturating_sub(1);
            self.analysis
                .words
                .get(last)
                .is_some_and(|w| matches!(&self.text[w.stem.clone()], "본사" | "본부" | "본점"))
        })
    }

    /// The types that roles ask for where the type of a referent is not known.
    #[must_use]
    pub fn types(&self) -> Vec<Asked> {
        let mut out = Vec::new();
        for clause in &self.analysis.clauses {
            for frame in self.frames_of(clause) {
                for Pair { from, to, .. } in self.pairs(frame, clause) {
                    self.type_by_role(frame, &from, &to, &mut out);
                }
            }
        }
        for (frame, from, to) in (0..self.analysis.sentences.len()).flat_map(|s| self.relational_pairs(s)) {
            self.type_by_role(frame, &from, &to, &mut out);
        }
        out
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
        // "손을 잡다", "품에 안다": a verb with its noun.
        let idiom = |&p: &usize| {
            let last = self.analysis.phrases[p].nouns.end.checked_sub(1)?;
            let word = self.analysis.words.get(last).filter(|w| !w.atom)?;
            Some(self.frames.of(&format!("{} {}", &self.text[word.stem.clone()], clause.lemma)))
        };
        let idioms = clause.arguments.iter().filter_map(idiom).flatten();
        // Only with money do these words say that somebody pays.
        const PAYING: &[&str] = &[
            "받", "주", "내", "대", "쓰", "들이", "보태", "쏟", "제공", "확보", "수령", "유치", "반영", "투입", "내놓",
            "건네",
        ];
        let pays = |f: &&Frame| {
            f.predicate != Predicate::Funds || !PAYING.contains(&f.word.as_str()) || self.tells_of_money(clause)
        };
        all.iter().chain(idioms).filter(|f| f.class != WordClass::Relational).filter(move |f| pays(f))
    }

    /// Who fills the two roles of a frame in a clause.
    fn pairs(&self, frame: &Frame, clause: &Clause) -> Vec<Pair> {
        let from = self.alternatives(clause, frame.from, frame);
        let to = self.alternatives(clause, frame.to, frame);
        // Who acts together acts with each other, where nobody else is named.
        if frame.predicate.is_symmetric()
            && to.iter().all(|a| a.fillers.is_empty() || a.fillers.iter().all(|f| f.carried))
            && let Some(group) = from.iter().find(|a| a.fillers.len() > 1 && !a.fillers[0].carried)
        {
            return all_pairs(&group.fillers, group.weight);
        }
        let fits = |a: &Filler, b: &Filler| {
            a.id != b.id
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

    /// Those who are said to act with somebody cooperate with them: "A는 B와 함께 X를 추진", "A와 B는 공동으로 X를 추진".
    fn joint_action(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        let partners = self.with(clause);
        // Those who make one thing make it together.
        let makes = match clause.lemma.as_str() {
            "결성" | "체결" | "맺" => true,
            "개발" | "공동개발" => self.has_object(clause) || self.describes(clause),
            "설립" | "열" | "세우" | "신설" | "만들" | "조성" | "구축" => {
                !self.own_objects(clause).is_empty()
            }
            _ => false,
        };
        let together = self.is_joint(clause) || makes;
        if partners.is_empty() && !together {
            return;
        }
        let Some(subjects) = self.subjects(clause).into_iter().next() else { return };
        let mut pairs: Vec<Pair> = Vec::new();
        for (a, b) in subjects.fillers.iter().flat_map(|a| partners.iter().map(move |b| (a, b))) {
            pairs.push(Pair { from: a.clone(), to: b.clone(), weight: subjects.weight });
        }
        let takes_part = matches!(clause.lemma.as_str(), "참여" | "참가" | "합류" | "참석" | "서명");
        let bodies = subjects.fillers.iter().all(|f| f.kind != Some(EntityType::Place));
        if together && bodies && partners.is_empty() && !subjects.carried() && !takes_part {
            pairs.extend(all_pairs(&subjects.fillers, subjects.weight));
        }
        for Pair { from, to, weight } in pairs {
            let allowed = from.kind.zip(to.kind).is_some_and(|(x, y)| Predicate::PartnersWith.allows(x, y));
            if allowed && from.id != to.id {
                let range = self.covering(clause, &from, &to);
                let (predicate, confidence, carried) = (Predicate::PartnersWith, 0.85 * weight, from.carried);
                out.push(Found { from: from.id, predicate, to: to.id, range, status, confidence, carried });
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
            "함께하",
            "개발",
            "실증",
            "연구",
            "구축",
            "설치",
            "보급",
        ];
        let Some(programme) = self.programme_at(clause) else { return };
        let passive = !matches!(clause.light, Light::Active);
        let about_itself = self.named_role(clause);
        // "장비 공급: A사" says of a noun who does it.
        let named = clause.kind == ClauseKind::Phrase;
        let labelled = named && self.governor(clause).is_some_and(|(g, _)| g.kind == ClauseKind::Copula);
        if passive || !SUPPLYING.contains(&clause.lemma.as_str()) || (named && !labelled) || about_itself {
            return;
        }
        let others =
            out.iter().any(|f| f.range.start < clause.range.end && clause.range.start < f.range.end && !f.carried);
        let subjects = if labelled {
            self.subjects(clause).into_iter().flat_map(|a| a.fillers).collect()
        } else {
            self.own_subjects(clause)
        };
        for subject in subjects {
            let takes_part = matches!(subject.kind, Some(EntityType::Company | EntityType::ResearchOrganization));
            if takes_part && status != Status::Denied && !others && subject.id != programme.id {
                out.push(Found {
                    from: subject.id,
                    predicate: Predicate::ParticipatesIn,
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
        for (law, measures, range) in self.bases(clause) {
            for measure in measures {
                let allowed = measure.kind.zip(law.kind).is_some_and(|(a, b)| Predicate::BasedOn.allows(a, b));
                if allowed && measure.id != law.id {
                    let (predicate, confidence, carried) = (Predicate::BasedOn, 0.85, measure.carried);
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

    /// Where an organization has its seat: "A는 B에 본사를 두고".
    fn seat(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        let told = matches!(clause.lemma.as_str(), "두" | "있" | "옮기" | "마련" | "자리하");
        let is_place = clause.kind == ClauseKind::Copula;
        if clause.kind == ClauseKind::Phrase || !self.has_seat(clause) || !(told || is_place) {
            return;
        }
        for (organization, place) in self.seats(clause) {
            let allowed = organization.kind.zip(place.kind).is_some_and(|(a, b)| Predicate::BasedIn.allows(a, b));
            if allowed {
                let range = self.covering(clause, &organization, &place);
                let (predicate, confidence, carried) = (Predicate::BasedIn, 0.9, organization.carried);
                out.push(Found { from: organization.id, predicate, to: place.id, range, status, confidence, carried });
            }
        }
    }

    /// What is brought in where something else ends takes its place: "A를 폐지하고 B를 도입".
    fn successor(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        const ENDING: &[&str] = &["폐지", "종료", "폐기", "없애"];
        const BRINGING: &[&str] = &["도입", "신설", "시행", "마련", "시작", "만들", "출범", "추진"];
        if !ENDING.contains(&clause.lemma.as_str()) || clause.ending != Ending::Connective {
            return;
        }
        let Some(next) = self.next_in_sentence(clause).filter(|n| BRINGING.contains(&n.lemma.as_str())) else { return };
        // "기존 A는 폐지하고 B를 신설".
        let ended = self.own_objects(clause);
        let ended = if ended.is_empty() { self.own_subjects(clause) } else { ended };
        for (old, new) in ended.iter().flat_map(|o| self.own_objects(next).into_iter().map(move |n| (o.clone(), n))) {
            let allowed = new.kind.zip(old.kind).is_some_and(|(a, b)| Predicate::Replaces.allows(a, b));
            if allowed && old.id != new.id {
                let range = self.covering(clause, &old, &new);
                out.push(Found {
                    from: new.id,
                    predicate: Predicate::Replaces,
                    to: old.id,
                    range,
                    status,
                    confidence: 0.8,
                    carried: false,
                });
            }
        }
    }

    /// Where the facilities of the programme that is spoken of stand, it is carried out: "실증 설비는 A시에 둔다".
    fn site(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        const PLACING: &[&str] =
            &["두", "들어서", "설치", "구축", "짓", "조성", "건설", "배치", "진행", "실시", "지원", "투입", "보급"];
        let Some(programme) = self.programme_at(clause) else { return };
        if !PLACING.contains(&clause.lemma.as_str()) || clause.kind == ClauseKind::Phrase || self.has_seat(clause) {
            return;
        }
        for place in self.sites(clause) {
            let (predicate, confidence) = (Predicate::ImplementedIn, 0.6);
            let range = clause.range.clone();
            out.push(Found { from: programme.id, predicate, to: place.id, range, status, confidence, carried: true });
        }
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
        let public = |f: &&Filler| {
            matches!(
                f.kind,
                Some(EntityType::GovernmentAgency | EntityType::Country | EntityType::InternationalOrganization)
            )
        };
        for (a, b) in subjects.fillers.iter().filter(public).flat_map(|a| programmes.iter().map(move |b| (a, b))) {
            out.push(Found {
                from: a.id,
                predicate: Predicate::Leads,
                to: b.id,
                range: self.covering(clause, a, b),
                status,
                confidence: 0.75 * subjects.weight,
                carried: a.carried,
            });
        }
    }

    /// Whether a clause says that somebody goes first: "A시가 먼저 시작한다".
    fn starts_first(&self, clause: &Clause) -> bool {
        let first = clause.arguments.first().map_or(clause.predicate.start, |&p| self.analysis.phrases[p].words.start);
        let words =
            self.analysis.words.get(first.min(clause.predicate.start)..clause.predicate.end).unwrap_or_default();
        words.iter().any(|w| matches!(&self.text[w.range.clone()], "먼저" | "우선" | "시범" | "첫" | "시범적으로"))
    }

    /// Who looks for those who take part in a programme runs it: "A는 ‘X’에 참여할 기업을 모집".
    fn recruits(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        const RECRUITING: &[&str] = &["모집", "공모", "선정", "선발", "뽑", "찾"];
        let active = clause.light == Light::Active;
        if !RECRUITING.contains(&clause.lemma.as_str()) || !active || self.is_of_anybody(clause) {
            return;
        }
        let programmes = self.recruited_for(clause);
        let Some(subjects) = self.subjects(clause).into_iter().next().filter(|_| !programmes.is_empty()) else {
            return;
        };
        let pairs = subjects.fillers.iter().flat_map(|a| programmes.iter().map(move |b| (a, b)));
        self.put(Predicate::Leads, pairs, (clause, status, 0.85 * subjects.weight), out);
    }

    /// Who has a share of a company has invested in it.
    fn holds_stake(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        const HOLDING: &[&str] = &["가지", "보유", "소유", "쥐", "취득", "확보", "매입", "사들이", "인수", "갖"];
        if HOLDING.contains(&clause.lemma.as_str()) && clause.light == Light::Active {
            let stakes = self.stakes(clause);
            self.put(Predicate::InvestsIn, stakes.iter().map(|(a, b)| (a, b)), (clause, status, 0.8), out);
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
        ];
        if !SAYING.contains(&clause.lemma.as_str()) || clause.light != Light::Active {
            return;
        }
        let documents = self.said_in(clause);
        let authors: Vec<Filler> = self.subjects(clause).into_iter().next().map(|a| a.fillers).unwrap_or_default();
        let pairs = authors.iter().flat_map(|a| documents.iter().map(move |b| (a, b)));
        self.put(Predicate::Announces, pairs, (clause, status.min(Status::Stated), 0.75), out);
    }

    /// What a company calls its own it makes: "A는 자사 앱 ‘X’를 공개".
    fn shows_own(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        let products = self.own_products(clause);
        if products.is_empty() || clause.kind == ClauseKind::Phrase {
            return;
        }
        let makers: Vec<Filler> = self.subjects(clause).into_iter().next().map(|a| a.fillers).unwrap_or_default();
        let pairs = makers.iter().flat_map(|a| products.iter().map(move |b| (a, b)));
        self.put(Predicate::Develops, pairs, (clause, status, 0.75), out);
    }

    /// A company that others found together or for themselves is theirs: "A는 B와 합작사 ‘C’를 X에 세운다".
    fn founds(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        const FOUNDING: &[&str] = &["세우", "설립", "신설", "출범", "만들", "차리", "꾸리", "출자", "발족", "설치"];
        if !FOUNDING.contains(&clause.lemma.as_str()) || clause.light != Light::Active {
            return;
        }
        let founded = self.founded(clause);
        let Some(subjects) = self.subjects(clause).into_iter().next().filter(|_| !founded.is_empty()) else { return };
        let mut founders = subjects.fillers;
        let partners = self.partners_named(clause);
        let joint = founders.iter().flat_map(|a| partners.iter().map(move |b| (a, b)));
        self.put(Predicate::PartnersWith, joint, (clause, status, 0.8), out);
        founders.extend(partners.iter().cloned());
        let owned = founded.iter().flat_map(|c| founders.iter().map(move |f| (c, f)));
        self.put(Predicate::SubsidiaryOf, owned, (clause, status, 0.8), out);
        let places = self.sites_of(clause);
        let seats = founded.iter().flat_map(|c| places.iter().map(move |p| (c, p)));
        self.put(Predicate::BasedIn, seats, (clause, status, 0.75), out);
    }

    /// Who put up all the money of a company owns it: "A가 전액 출자한 B".
    fn owns_whole(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        let whole = clause.arguments.iter().any(|&p| {
            self.analysis.phrases[p]
                .words
                .clone()
                .any(|w| matches!(&self.text[self.analysis.words[w].range.clone()], "100%" | "전액" | "100" | "단독"))
        });
        if clause.lemma != "출자" || !whole {
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
        let bills: Vec<Filler> = self.subjects(clause).into_iter().next().map(|a| a.fillers).unwrap_or_default();
        let pairs = bodies.iter().flat_map(|b| bills.iter().map(move |l| (b, l)));
        self.put(Predicate::Enacts, pairs, (clause, status, 0.8), out);
    }

    /// Who does something with somebody's support is paid by them: "A의 지원으로 B를 만든다".
    fn with_help_of(&self, clause: &Clause, status: Status, out: &mut Vec<Found>) {
        let helpers = self.helpers(clause);
        if helpers.is_empty() {
            return;
        }
        let helped: Vec<Filler> = self.subjects(clause).into_iter().next().map(|a| a.fillers).unwrap_or_default();
        let pairs = helpers.iter().flat_map(|h| helped.iter().map(move |s| (h, s)));
        self.put(Predicate::Funds, pairs, (clause, status, 0.75), out);
    }

    /// Adds a relation for each pair that can have it.
    fn put<'f>(
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

    /// The bytes of a clause with the places of those who fill its roles, where they stand in the text.
    fn covering(&self, clause: &Clause, from: &Filler, to: &Filler) -> Range<usize> {
        let mut range = clause.range.clone();
        for place in [from, to].into_iter().filter(|f| !f.carried).map(|f| &f.range) {
            range.start = range.start.min(place.start);
            range.end = range.end.max(place.end);
        }
        range
    }
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
