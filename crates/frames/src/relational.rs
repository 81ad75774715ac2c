//! Relational nouns: 자회사, 주관기관, 후속. Each relates what it refers to with its possessor.
//!
//! What it refers to follows it ("A의 자회사 B", "A의 자회사인 B"), is said of it by the copula ("B는 A의 자회사다", "A의 자회사는 B다"), or is put into
//! its role ("B를 A의 대상지로 선정").

mod possessors;
mod referents;

use crate::constructions::VENTURES;
use crate::fillers::Filler;
use crate::kinds::Kinds;
use crate::{Found, Scene};
use policygraph_korean::analysis::{Clause, ClauseKind, Phrase, Role};
use policygraph_korean::word_list::WordList;
use policygraph_model::{EntityType, Predicate, Status};
use policygraph_registry::{Frame, FrameRole, WordClass};
use std::borrow::Cow;
use std::ops::Range;

/// Nouns for bodies of any kind, in which relational nouns may end instead of in 기관.
static BODIES: WordList =
    WordList::new(&["기업체", "기업", "업체", "대학교", "대학", "병원", "학교", "연구소", "부처"]);

/// Sureness of a relation that a noun states.
const NOUN: f64 = 0.85;

/// What a clause says of a relational noun.
struct Reading {
    possessors: Vec<Filler>,
    referents: Vec<Filler>,
    /// Bytes of the words that say so.
    range: Range<usize>,
    status: Status,
}

impl Scene<'_> {
    /// Adds the relations of relational nouns.
    pub(crate) fn relational_nouns(&self, sentence: usize, kinds: &Kinds, out: &mut Vec<Found>) {
        let all = self.relational(sentence, kinds);
        // Those whose joint venture something is are partners.
        let venture = |frame: &Frame| VENTURES.contains(&frame.word.as_str());
        for (i, (_, child, one, range, status)) in all.iter().enumerate().filter(|(_, found)| venture(found.0)) {
            let same = |f: &Frame, c: &Filler, r: &Range<usize>| venture(f) && c.id == child.id && r == range;
            for (_, _, other, ..) in all[i + 1..].iter().filter(|(f, c, _, r, _)| same(f, c, r)) {
                out.push(Found {
                    from: one.id,
                    predicate: Predicate::PartnersWith,
                    to: other.id,
                    range: range.clone(),
                    status: *status,
                    confidence: NOUN,
                    carried: one.carried || other.carried,
                });
            }
        }
        for (frame, from, to, range, status) in all {
            let (Some(a), Some(b)) = (from.kind, to.kind) else { continue };
            // "백신 개발사": a field, not what it has made.
            let field = b == EntityType::Technology && frame.predicate == Predicate::Develops;
            // Where a programme is tried out it is carried out.
            if frame.predicate == Predicate::ParticipatesIn && a == EntityType::Place && b == EntityType::Program {
                out.push(Found {
                    from: to.id,
                    predicate: Predicate::ImplementedIn,
                    to: from.id,
                    range: range.clone(),
                    status,
                    confidence: NOUN * 0.85,
                    carried: from.carried || to.carried,
                });
            }
            if from.id != to.id && !field && frame.allows(a, b) {
                let carried = from.carried || to.carried;
                let confidence = if carried { NOUN * 0.7 } else { NOUN };
                out.push(Found {
                    from: from.id,
                    predicate: frame.predicate,
                    to: to.id,
                    range,
                    status,
                    confidence,
                    carried,
                });
            }
        }
    }

    /// The programme that a phrase opens with, whatever of it is meant: "A의 ‘X 사업’ 참여 기업".
    pub(crate) fn opening(&self, phrase: &Phrase) -> Option<Filler> {
        let start = self.analysis.words[phrase.nouns.start].stem.start;
        let here = self.starting_in(start..start + 1);
        let r = here.iter().find(|r| r.kind == Some(EntityType::Program))?;
        Some(Filler::from(r))
    }

    /// Relational nouns with those whom they relate.
    pub(crate) fn relational_pairs(&self, sentence: usize, kinds: &Kinds) -> Vec<(&Frame, Filler, Filler)> {
        self.relational(sentence, kinds).into_iter().map(|(frame, from, to, ..)| (frame, from, to)).collect()
    }

    fn relational(&self, sentence: usize, kinds: &Kinds) -> Vec<(&Frame, Filler, Filler, Range<usize>, Status)> {
        let mut out = Vec::new();
        // Those whose venture something is are partners, whatever it is itself.
        let possible = |f: &&Frame| VENTURES.contains(&f.word.as_str()) || kinds.can(&[f.predicate]);
        for p in self.analysis.phrases_in(sentence) {
            let phrase = &self.analysis.phrases[p];
            for word in phrase.nouns.clone() {
                if self.analysis.words[word].atom {
                    continue;
                }
                let (frames, first) = self.relational_frames(phrase, word);
                if !frames.iter().any(possible) || self.is_apart(p) || self.is_divided(p) {
                    continue;
                }
                let mut readings: Vec<Reading> = Vec::new();
                if let Some((possessors, referents, range)) = self.said_within(p, word) {
                    readings.push(Reading { possessors, referents, range, status: Status::Stated });
                } else {
                    let in_clause = |clause: Option<&Clause>| {
                        let possessors = self.possessors(p, phrase, first, clause);
                        let (referents, range, status) = self.referents_of(p, phrase, word, clause);
                        Reading { possessors, referents, range, status }
                    };
                    readings.extend(self.clauses_with(p).map(|clause| in_clause(Some(clause))));
                    if readings.is_empty() {
                        readings.push(in_clause(None));
                    }
                }
                for Reading { possessors, mut referents, range, status } in readings {
                    // "X의 핵심은 사물인터넷 기반 서비스다".
                    if referents.is_empty() && frames.iter().any(|f| f.predicate == Predicate::HasTopic) {
                        let clause = self.clause_with(p).filter(|c| c.kind == ClauseKind::Copula);
                        let said = clause.and_then(|c| self.phrases(c, &[Role::Complement]).find(|&s| s != p));
                        let said = said.or_else(|| self.limited_to(p));
                        referents.extend(said.into_iter().flat_map(|s| self.technologies_of_list(s)));
                    }
                    // "A사가 제재 대상인 B사에": whose sanction it is, the noun does not say.
                    let whose =
                        self.owner(p).is_some() || first > phrase.nouns.start || phrase.role != Role::Apposition;
                    // "A사는 투자사 B를 통해": B invests in others.
                    let owned = self.owner(p).is_some() || first > phrase.nouns.start;
                    let told = |f: &&Frame| match f.predicate {
                        Predicate::Restricts => whose,
                        Predicate::InvestsIn => owned || matches!(phrase.role, Role::Complement | Role::Direction),
                        _ => true,
                    };
                    for frame in frames.iter().copied().filter(told) {
                        let others = referents.iter().filter(|s| possessors.iter().all(|o| o.id != s.id));
                        for (of, itself) in possessors.iter().flat_map(|o| others.clone().map(move |s| (o, s))) {
                            let (from, to) = if frame.from == FrameRole::Itself { (itself, of) } else { (of, itself) };
                            use policygraph_model::Predicate::{
                                BasedOn, CompetesWith, ImplementedIn, Leads, ParticipatesIn, PartnersWith, SubsidiaryOf,
                            };
                            let member =
                                frame.word.starts_with("회원") && of.kind.is_some_and(EntityType::is_organization);
                            // "세부사업 ‘X’": of the programme that is spoken of.
                            let detail = ["세부", "내역", "하위"].iter().any(|d| frame.word.starts_with(d));
                            let member = member || detail && of.kind == Some(EntityType::Program);
                            if of.carried
                                && !member
                                && !matches!(
                                    frame.predicate,
                                    CompetesWith
                                        | ImplementedIn
                                        | Leads
                                        | ParticipatesIn
                                        | PartnersWith
                                        | SubsidiaryOf
                                        | BasedOn
                                )
                            {
                                continue;
                            }
                            out.push((frame, from.clone(), to.clone(), range.clone(), status));
                        }
                    }
                }
            }
        }
        out
    }

    /// To what a clause limits or sets what a phrase means: X in "지원 분야를 X로 한정".
    fn limited_to(&self, p: usize) -> Option<usize> {
        static SETTING: WordList =
            WordList::new(&["한정", "정하", "삼", "넓히", "확대", "좁히", "선정", "지정", "설정", "바꾸", "변경"]);
        let object = matches!(self.analysis.phrases[p].role, Role::Object | Role::Also);
        let clause = self.clause_with(p).filter(|c| object && SETTING.has(&c.lemma))?;
        self.phrases(clause, &[Role::Direction, Role::As]).next()
    }

    /// The technologies that a phrase and the members of the list before it name.
    fn technologies_of_list(&self, phrase: usize) -> Vec<Filler> {
        let members = std::iter::successors(Some(phrase), |&p| self.member_before(p));
        members.flat_map(|p| self.technologies_in(p)).collect()
    }

    /// Whether a phrase is said to be something else: "A와는 별개의 조직".
    fn is_apart(&self, p: usize) -> bool {
        static APART: WordList = WordList::new(&["별개", "무관", "별도", "독립"]);
        let first = self.analysis.phrases[p].nouns.clone().next();
        let own = first.is_some_and(|w| APART.has(self.noun(w)));
        own || self.owner(p).is_some_and(|o| APART.has(self.head_noun(o)))
    }

    /// Whether a phrase says into what something is divided: "A는 B와 C의 두 사업으로 이루어진다".
    fn is_divided(&self, p: usize) -> bool {
        let made_up = |c: &&Clause| matches!(c.lemma.as_str(), "이루어지" | "이뤄지" | "구성" | "나뉘" | "짜이");
        self.analysis.phrases[p].role == Role::Direction && self.clause_with(p).filter(made_up).is_some()
    }

    /// "A와 B가 회원인 C": of what the noun is, and what it is, where its own subject stands before it; with the bytes.
    fn said_within(&self, p: usize, word: usize) -> Option<(Vec<Filler>, Vec<Filler>, Range<usize>)> {
        let phrases = &self.analysis.phrases;
        let before = p.checked_sub(1).filter(|_| word + 1 == phrases[p].nouns.end)?;
        let behind = phrases.get(p + 1).filter(|n| !n.inner && n.words.start == phrases[p].words.end)?;
        if !self.is_of_apposition(before) {
            return None;
        }
        let words = &self.analysis.words;
        let range = words[phrases[before].words.start].range.start..words[behind.words.end - 1].range.end;
        Some((self.fillers(p + 1).to_vec(), self.fillers(before).to_vec(), range))
    }

    /// Whether a phrase is the subject of what describes the next name, by a relational noun: A in "A가 회원인 C".
    pub(crate) fn is_of_apposition(&self, p: usize) -> bool {
        let phrases = &self.analysis.phrases;
        phrases[p].role == Role::Subject
            && phrases.get(p + 1).is_some_and(|n| {
                n.role == Role::Apposition
                    && n.words.start == phrases[p].words.end
                    && self.frames.is_relational(self.head_noun(p + 1))
            })
    }

    /// The frames of a relational noun that may be written as two words (참여 기업), and its first word.
    fn relational_frames(&self, phrase: &Phrase, word: usize) -> (Vec<&Frame>, usize) {
        let (noun, first) = self.relational_word(phrase, word);
        // Most nouns are told by their last syllable.
        if !self.frames.ends_as_relational(&noun) {
            return (Vec::new(), first);
        }
        (self.frames.of(&noun).iter().filter(|f| f.class == WordClass::Relational).collect(), first)
    }

    /// A relational noun of one or two words that ends with a word, and its first word; the word itself where it is none.
    pub(crate) fn relational_word(&self, phrase: &Phrase, word: usize) -> (Cow<'_, str>, usize) {
        let noun = self.noun(word);
        if !self.frames.ends_as_relational(noun) && !BODIES.closes(noun) {
            return (Cow::Borrowed(noun), word);
        }
        let before = word.checked_sub(1).filter(|&b| b >= phrase.nouns.start && !self.analysis.words[b].atom);
        let of_two = |b: usize| Some((self.relational_form(Cow::Owned([self.noun(b), noun].concat()))?, b));
        let of_one = || self.relational_form(Cow::Borrowed(noun)).unwrap_or(Cow::Borrowed(noun));
        before.and_then(of_two).unwrap_or_else(|| (of_one(), word))
    }

    /// The form of a relational noun that has frames: itself, or for a body of any kind that of 기관 (주관대학, 참여업체).
    fn relational_form<'n>(&self, noun: Cow<'n, str>) -> Option<Cow<'n, str>> {
        if self.frames.is_relational(&noun) {
            return Some(noun);
        }
        // "시범 운영 대학": those where something is tried out do not run it.
        let role =
            BODIES.closing(&noun).and_then(|b| noun.strip_suffix(b)).filter(|role| !matches!(*role, "" | "운영"))?;
        let body = format!("{role}기관");
        let takes_part = |f: &Frame| matches!(f.predicate, Predicate::Leads | Predicate::ParticipatesIn);
        self.frames.of(&body).iter().any(takes_part).then_some(Cow::Owned(body))
    }
}
