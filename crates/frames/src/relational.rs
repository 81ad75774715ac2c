//! Relational nouns: 자회사, 주관기관, 후속. Each relates what it refers to with its possessor.
//!
//! What it refers to follows it ("A의 자회사 B", "A의 자회사인 B"), is said of it by the copula ("B는 A의 자회사다", "A의 자회사는 B다"), or is put into
//! its role ("B를 A의 대상지로 선정").

use crate::fillers::Filler;
use crate::parts::VENTURES;
use crate::{Found, Scene};
use policygraph_korean::analysis::{Clause, ClauseKind, Joint, Phrase, Role};
use policygraph_korean::verb::{Ending, Light};
use policygraph_model::{EntityType, Predicate, Status};
use policygraph_registry::{Frame, FrameRole, SupportUse, WordClass};
use std::ops::Range;

/// Verbs of having somebody as something.
const HAVING: &[&str] = &["두", "거느리", "보유", "삼", "가지", "하"];
/// Words before a relational noun that leave it what it is.
const DEGREES: &[&str] =
    &["주요", "핵심", "최대", "유력", "유력한", "강력한", "대표", "직접", "잠재", "첫", "새", "최초", "공동"];
/// Sureness of a relation that a noun states.
const NOUN: f64 = 0.85;

impl Scene<'_> {
    /// Adds the relations of relational nouns.
    pub(crate) fn relational_nouns(&self, sentence: usize, out: &mut Vec<Found>) {
        let all = self.relational(sentence);
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
    pub(crate) fn relational_pairs(&self, sentence: usize) -> Vec<(&Frame, Filler, Filler)> {
        self.relational(sentence).into_iter().map(|(frame, from, to, ..)| (frame, from, to)).collect()
    }

    fn relational(&self, sentence: usize) -> Vec<(&Frame, Filler, Filler, Range<usize>, Status)> {
        let mut out = Vec::new();
        let here = |p: &Phrase| !p.inner && self.analysis.sentence_of(p.words.start) == sentence;
        for (p, phrase) in self.analysis.phrases.iter().enumerate().filter(|(_, p)| here(p)) {
            for word in phrase.nouns.clone() {
                let (frames, first) = self.relational_frames(phrase, word);
                if frames.is_empty() || self.analysis.words[word].atom {
                    continue;
                }
                let (possessors, (mut referents, range, status)) = match self.said_within(p, word) {
                    Some((of, itself, range)) => (of, (itself, range, Status::Stated)),
                    None => (self.possessors(p, phrase, first), self.referents_of(p, phrase, word)),
                };
                // "X의 핵심은 사물인터넷 기반 서비스다".
                if referents.is_empty() && frames.iter().any(|f| f.predicate == Predicate::HasTopic) {
                    let clause = self.clause_with(p).filter(|c| c.kind == ClauseKind::Copula);
                    let said = clause.and_then(|c| self.phrases(c, &[Role::Complement]).find(|&s| s != p));
                    referents.extend(said.into_iter().flat_map(|s| self.technologies_in(s)));
                }
                // "A사가 제재 대상인 B사에": whose sanction it is, the noun does not say.
                let whose = self.owner(p).is_some() || first > phrase.nouns.start || phrase.role != Role::Apposition;
                for frame in frames.into_iter().filter(|f| whose || f.predicate != Predicate::Restricts) {
                    let others = referents.iter().filter(|s| possessors.iter().all(|o| o.id != s.id));
                    for (of, itself) in possessors.iter().flat_map(|o| others.clone().map(move |s| (o, s))) {
                        let (from, to) = if frame.from == FrameRole::Itself { (itself, of) } else { (of, itself) };
                        use policygraph_model::Predicate::{
                            BasedOn, CompetesWith, ImplementedIn, Leads, ParticipatesIn, PartnersWith, SubsidiaryOf,
                        };
                        let member = frame.word.starts_with("회원") && of.kind.is_some_and(EntityType::is_organization);
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
        out
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
        Some((self.fillers(p + 1), self.fillers(before), range))
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
        (self.frames.of(&noun).iter().filter(|f| f.class == WordClass::Relational).collect(), first)
    }

    /// A relational noun of one or two words that ends with a word, and its first word; the word itself where it is none.
    pub(crate) fn relational_word(&self, phrase: &Phrase, word: usize) -> (String, usize) {
        let stem = |w: usize| &self.text[self.analysis.words[w].stem.clone()];
        let before = word.checked_sub(1).filter(|&b| b >= phrase.nouns.start && !self.analysis.words[b].atom);
        let joined = before.and_then(|b| Some((self.relational_form(&format!("{}{}", stem(b), stem(word)))?, b)));
        joined.unwrap_or_else(|| (self.relational_form(stem(word)).unwrap_or_else(|| stem(word).to_owned()), word))
    }

    /// The form of a relational noun that has frames: itself, or for a body of any kind that of 기관 (주관대학, 참여업체).
    fn relational_form(&self, noun: &str) -> Option<String> {
        const BODIES: &[&str] = &["기업체", "기업", "업체", "대학교", "대학", "병원", "학교", "연구소", "부처"];
        if self.frames.is_relational(noun) {
            return Some(noun.to_owned());
        }
        // "시범 운영 대학": those where something is tried out do not run it.
        let role = BODIES.iter().find_map(|b| noun.strip_suffix(b)).filter(|role| !matches!(*role, "" | "운영"))?;
        let body = format!("{role}기관");
        let takes_part = |f: &Frame| matches!(f.predicate, Predicate::Leads | Predicate::ParticipatesIn);
        self.frames.of(&body).iter().any(takes_part).then_some(body)
    }

    /// Whose the thing is: named before the noun in its phrase, or in the genitive before.
    fn possessors(&self, p: usize, phrase: &Phrase, word: usize) -> Vec<Filler> {
        let mut own: Vec<Filler> = Vec::new();
        if word > phrase.nouns.start {
            own.extend(self.head_of(phrase, phrase.nouns.start..word));
            // "A·B 합작사 C".
            let mut first = p;
            while !own.is_empty()
                && let Some(member) = self.member_before(first)
                && self.analysis.phrases[member].joint == Some(Joint::Tight)
            {
                own.extend(self.head(&self.analysis.phrases[member]));
                first = member;
            }
        }
        // "A의 한국 자회사": the country is where the subsidiary is, and A is whose it is.
        let owned = self.owner(p).is_some();
        let followed = word + 1 < phrase.nouns.end;
        // "부산의 소프트웨어 기업": what it makes says nothing of where it is.
        let field = |f: &Filler| f.kind == Some(EntityType::Technology);
        if owned && own.iter().all(field) {
            own.clear();
        }
        if !own.is_empty() && !((owned || followed) && own.iter().all(Filler::is_place)) {
            return own;
        }
        let before = p.checked_sub(1).filter(|&b| {
            let q = &self.analysis.phrases[b];
            q.words.end == phrase.words.start && (q.modifies || matches!(q.role, Role::Dative | Role::Comitative))
        });
        let mut fillers: Vec<Filler> = before.map(|b| self.fillers(b)).unwrap_or_default();
        // "부산에 자회사 B를 두고": where it is says nothing of whose it is.
        let where_it_is = before.is_some_and(|b| self.analysis.phrases[b].role == Role::Dative);
        let before = before.filter(|_| !(where_it_is && fillers.iter().all(Filler::is_place)));
        if before.is_none() {
            fillers.clear();
        }
        // "A는 미국 자회사 B에 출자": of who acts.
        let held =
            phrase.role == Role::Direction && self.clause_with(p).is_some_and(|c| HAVING.contains(&c.lemma.as_str()));
        if fillers.is_empty() && (before.is_none() || held) && (word + 1 < phrase.nouns.end || held) {
            let subject = self.clause_with(p).and_then(|c| self.subjects(c).into_iter().next());
            let company = |f: &Filler| f.kind == Some(EntityType::Company);
            let others = |f: &Filler| self.head(phrase).is_none_or(|h| h.id != f.id);
            let subject: Vec<Filler> =
                subject.into_iter().flat_map(|a| a.fillers).filter(|f| company(f) && others(f)).collect();
            if !subject.is_empty() {
                return subject;
            }
        }
        let named_before = || {
            let words = &self.analysis.words;
            let start = words[phrase.nouns.start].range.start;
            let end = words[word].range.start;
            self.starting_in(start..end).iter().any(|r| r.range.end <= end)
        };
        if fillers.is_empty() && before.is_none() && !named_before() {
            if phrase.role == Role::Direction
                && let Some(whose) = self.clause_with(p).and_then(|clause| self.whose_role(clause))
            {
                return whose;
            }
            // "A는 협력사인 B로부터": of who the sentence is about.
            if phrase.role == Role::Apposition
                && let Some(clause) = self.clause_with(p)
            {
                let topic = self.phrases(clause, &[Role::Topic]).next().or(clause.topic);
                let about = topic.filter(|&t| t < p).map(|t| self.fillers(t)).unwrap_or_default();
                if !about.is_empty() {
                    return about;
                }
                // "A가 감산을 예고하면서 경쟁사인 B의 주가가 뛰었다": of who acts before.
                let acts = |q: &usize| {
                    let phrase = &self.analysis.phrases[*q];
                    matches!(phrase.role, Role::Topic | Role::Subject)
                        && self.analysis.sentence_of(phrase.words.start) == clause.sentence
                };
                let acting = (0..p).rev().find(acts).map(|q| self.fillers(q)).unwrap_or_default();
                if acting.iter().any(|f| f.kind == Some(EntityType::Company)) {
                    return acting;
                }
            }
            // "주관기관은 A다": of the programme that is spoken of; "경쟁사인 B": of the company.
            let plain = |w: usize| DEGREES.contains(&&self.text[self.analysis.words[w].range.clone()]);
            let subjects = self.context.subjects.iter().filter(|_| (phrase.nouns.start..word).all(plain));
            let programme =
                self.clause_with(p).map_or_else(|| self.context.programme.clone(), |c| self.programme_at(c));
            return programme.iter().chain(subjects).cloned().collect();
        }
        fillers
    }

    /// Whose the role is that a clause puts somebody into: of what it is about beside its subject ("A는 B와 C가 경쟁사로 꼽힌다"), or of what it
    /// describes ("A와 B가 회원사로 있는 C").
    fn whose_role(&self, clause: &Clause) -> Option<Vec<Filler>> {
        let topic = self.phrases(clause, &[Role::Topic]).next().or(clause.topic);
        let acted = self.phrases(clause, &[Role::Subject]).next().is_some();
        // "X는 A를 근거로 두고 있다".
        let has = HAVING.contains(&clause.lemma.as_str());
        if let Some(topic) = topic.filter(|_| acted || has) {
            return Some(self.fillers(topic));
        }
        // "X에는 A와 B가 회원사로 있다".
        let within = self.named(clause, &[Role::Dative]);
        if acted && !within.is_empty() {
            return Some(within);
        }
        self.modified(clause).filter(|_| !self.has_object(clause)).map(|described| described.fillers)
    }

    /// What the noun refers to, the words that say so, and how firmly.
    fn referents_of(&self, p: usize, phrase: &Phrase, word: usize) -> (Vec<Filler>, Range<usize>, Status) {
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
                last = next;
                fillers.extend(self.head(&self.analysis.phrases[last]));
            }
            return (fillers, range(phrase.words.end), Status::Stated);
        }
        match phrase.role {
            Role::Apposition => {
                let mut last = p + 1;
                if self.analysis.phrases.get(last).is_none_or(|n| n.inner) {
                    return (Vec::new(), range(phrase.words.end), Status::Stated);
                }
                while let Some(next) = self.following_member(last) {
                    last = next;
                }
                (self.fillers(last), range(self.analysis.phrases[last].words.end), Status::Stated)
            }
            Role::Complement => self.said_of(p),
            Role::Topic | Role::Subject => self.told_by_copula(p),
            Role::Direction | Role::As | Role::Dative => self.put_into_role(p),
            _ => (Vec::new(), range(phrase.words.end), Status::Stated),
        }
    }

    /// Whether the words behind a relational noun open with the name that it refers to.
    fn leads_to_name(&self, after: &Phrase) -> bool {
        let Some(first) = self.analysis.words.get(after.nouns.start) else { return false };
        let last = &self.analysis.words[after.nouns.end - 1];
        !self.starting_in(first.range.start..last.range.end).is_empty()
    }

    pub(crate) fn clause_with(&self, p: usize) -> Option<&Clause> {
        self.analysis.clauses.iter().find(|c| c.arguments.contains(&p))
    }

    /// "B는 A의 자회사다": what the clause is about.
    fn said_of(&self, p: usize) -> (Vec<Filler>, Range<usize>, Status) {
        let Some(clause) = self.clause_with(p).filter(|c| c.kind == ClauseKind::Copula) else {
            return (Vec::new(), 0..0, Status::Stated);
        };
        let subject = self.acting_in(clause);
        (subject, clause.range.clone(), self.status(clause))
    }

    /// "A의 자회사는 B다", "주관기관은 B가 맡는다": what the complement or the one who takes it names.
    fn told_by_copula(&self, p: usize) -> (Vec<Filler>, Range<usize>, Status) {
        let Some(clause) = self.clause_with(p) else { return (Vec::new(), 0..0, Status::Stated) };
        // "B가 A의 시범도시가 됐다": who becomes it stands before.
        if clause.lemma == "되" && self.analysis.phrases[p].role == Role::Subject {
            let becomes = |&a: &usize| {
                a < p && matches!(self.analysis.phrases[a].role, Role::Topic | Role::Subject) && !self.is_member(a)
            };
            let who = clause.arguments.iter().copied().find(becomes).or(clause.topic);
            return (who.map(|w| self.fillers(w)).unwrap_or_default(), clause.range.clone(), self.status(clause));
        }
        // "B는 A의 자회사가 아니다".
        if clause.lemma == "아니" {
            let about = clause.arguments.iter().copied().find(|&a| self.analysis.phrases[a].role == Role::Topic);
            let about = about.or(clause.topic);
            return (about.map(|t| self.fillers(t)).unwrap_or_default(), clause.range.clone(), Status::Denied);
        }
        let role = if clause.kind == ClauseKind::Copula { Role::Complement } else { Role::Subject };
        if clause.kind != ClauseKind::Copula && !matches!(clause.lemma.as_str(), "맡" | "담당" | "수행") {
            return (Vec::new(), 0..0, Status::Stated);
        }
        let other = clause.arguments.iter().copied().find(|&a| a != p && self.analysis.phrases[a].role == role);
        (other.map(|o| self.fillers(o)).unwrap_or_default(), clause.range.clone(), self.status(clause))
    }

    /// "B를 A의 대상지로 선정", "B가 대상지로 뽑혔다": whom the verb puts into the role.
    fn put_into_role(&self, p: usize) -> (Vec<Filler>, Range<usize>, Status) {
        let nothing = (Vec::new(), 0..0, Status::Stated);
        let Some(clause) = self.clause_with(p) else { return nothing };
        let phrase = &self.analysis.phrases[p];
        // "A는 B의 핵심 과제로, …": said of what the sentence is about.
        if phrase.role == Role::Direction && phrase.comma {
            let topic = self.phrases(clause, &[Role::Topic]).next().or(clause.topic);
            let about = topic.filter(|&t| t < p).map(|t| self.fillers(t)).unwrap_or_default();
            if !about.is_empty() {
                return (about, clause.range.clone(), self.status(clause));
            }
        }
        // "A는 B를 계열사로 두고 있다".
        if HAVING.contains(&clause.lemma.as_str()) {
            let objects = clause.arguments.iter().copied().filter(|&a| self.analysis.phrases[a].role == Role::Object);
            return (objects.flat_map(|a| self.fillers(a)).collect(), clause.range.clone(), self.status(clause));
        }
        // "시범지역에 이름을 올렸다".
        let named =
            clause.lemma == "올리" && self.phrases(clause, &[Role::Object]).any(|o| self.head_noun(o) == "이름");
        let selects = named || self.frames.support(&clause.lemma).iter().any(|s| s.usage == SupportUse::Select);
        // "공급기업에 A가 뽑혔다", but "참여기업에 A가 찬사를 보냈다".
        if phrase.role == Role::Dative && !selects {
            return nothing;
        }
        // "A는 ○○ 사업의 참여사로 나선다": any verb makes of its subject what 로 says.
        let undergoes = matches!(clause.light, Light::Passive | Light::Undergo)
            || self.is_native_passive(&clause.lemma)
            || named
            || !selects;
        let roles: &[Role] =
            if undergoes { &[Role::Subject, Role::Topic, Role::Also] } else { &[Role::Object, Role::Also] };
        let mut fillers: Vec<Filler> = clause
            .arguments
            .iter()
            .copied()
            .filter(|&a| a != p && roles.contains(&self.analysis.phrases[a].role) && !self.is_member(a))
            .flat_map(|a| self.fillers(a))
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
            fillers.extend(clause.head.map(|h| self.fillers(h)).unwrap_or_default());
        }
        (fillers, clause.range.clone(), self.status(clause))
    }

    /// Whether a native verb of putting into a role is passive by itself: 뽑히다, 꼽히다.
    fn is_native_passive(&self, lemma: &str) -> bool {
        lemma.ends_with('히') || lemma.ends_with("되") || matches!(lemma, "나서" | "뛰어들")
    }
}
