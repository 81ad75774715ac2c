//! Whose the thing is that a relational noun refers to: A in "A의 자회사 B".

use crate::Scene;
use crate::fillers::Filler;
use policygraph_korean::analysis::{Clause, Joint, Phrase, Role};
use policygraph_korean::word_list::WordList;
use policygraph_model::EntityType;

/// Verbs of having somebody as something.
pub(super) static HAVING: WordList = WordList::new(&[
    "두",
    "거느리",
    "보유",
    "삼",
    "가지",
    "하",
    "확보",
    "끌어들이",
    "맞",
    "맞이",
    "맞아들이",
    "영입",
    "유치",
    "얻",
]);

/// Words before a relational noun that leave it what it is.
static DEGREES: WordList = WordList::new(&[
    "주요",
    "핵심",
    "최대",
    "유력",
    "유력한",
    "강력한",
    "대표",
    "직접",
    "잠재",
    "첫",
    "새",
    "최초",
    "공동",
]);

impl Scene<'_> {
    /// The companies that share what a noun refers to: "A와 B 간 배터리 합작법인 C".
    fn between_them(&self, p: usize, phrase: &Phrase, word: usize) -> Vec<Filler> {
        let start = self.analysis.words[phrase.nouns.start].range.start;
        let end = self.analysis.words[word].range.start;
        let last = self.starting_in(start..start + 1).iter().find(|r| {
            let after = self.text.get(r.range.end..end).unwrap_or_default();
            r.kind == Some(EntityType::Company) && (after.starts_with("간 ") || after.starts_with(" 간 "))
        });
        let Some(last) = last else { return Vec::new() };
        let other = p.checked_sub(1).filter(|&b| self.analysis.phrases[b].role == Role::Comitative);
        let others = other.map(|b| self.fillers(b).to_vec()).unwrap_or_default();
        others.into_iter().chain([Filler::from(last)]).collect()
    }

    /// Whose the thing is: named before the noun in its phrase, or in the genitive before.
    pub(super) fn possessors(&self, p: usize, phrase: &Phrase, word: usize, clause: Option<&Clause>) -> Vec<Filler> {
        let mut own: Vec<Filler> = Vec::new();
        if word > phrase.nouns.start {
            own.extend(self.head_of(phrase, phrase.nouns.start..word));
            if own.is_empty() {
                own.extend(self.between_them(p, phrase, word));
            }
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
        let mut fillers: Vec<Filler> = before.map(|b| self.fillers(b).to_vec()).unwrap_or_default();
        // "부산에 자회사 B를 두고": where it is says nothing of whose it is.
        let where_it_is = before.is_some_and(|b| self.analysis.phrases[b].role == Role::Dative);
        let before = before.filter(|_| !(where_it_is && fillers.iter().all(Filler::is_place)));
        if before.is_none() {
            fillers.clear();
        }
        // "A는 미국 자회사 B에 출자": of who acts.
        let held = phrase.role == Role::Direction && clause.is_some_and(|c| HAVING.has(&c.lemma));
        if fillers.is_empty() && (before.is_none() || held) && (word + 1 < phrase.nouns.end || held) {
            let subject = clause.and_then(|c| self.subjects(c).into_iter().next());
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
        let plain = |w: usize| DEGREES.has(&self.text[self.analysis.words[w].range.clone()]);
        if fillers.is_empty() && before.is_none() && !named_before() {
            // "국무총리 소속으로": of whom no list knows.
            let belongs = matches!(self.noun(word), "소속" | "산하" | "직속");
            let of_another = belongs && (phrase.nouns.start..word).any(|w| !plain(w));
            if phrase.role == Role::Direction
                && !of_another
                && let Some(whose) = clause.and_then(|c| self.of_other_role(c, p).or_else(|| self.whose_role(c)))
            {
                return whose;
            }
            // "A는 협력사인 B로부터": of who the sentence is about.
            if phrase.role == Role::Apposition
                && let Some(clause) = clause
            {
                let topic = self.phrases(clause, &[Role::Topic]).next().or(clause.topic);
                let about = topic.filter(|&t| t < p).map(|t| self.fillers(t).to_vec()).unwrap_or_default();
                if !about.is_empty() {
                    return about;
                }
                // "A가 감산을 예고하면서 경쟁사인 B의 주가가 뛰었다": of who acts before.
                let acts = |q: &usize| {
                    let phrase = &self.analysis.phrases[*q];
                    matches!(phrase.role, Role::Topic | Role::Subject)
                        && self.analysis.sentence_of(phrase.words.start) == clause.sentence
                };
                let acting = (0..p).rev().find(acts).map(|q| self.fillers(q).to_vec()).unwrap_or_default();
                if acting.iter().any(|f| f.kind == Some(EntityType::Company)) {
                    return acting;
                }
            }
            // "주관기관은 A다": of the programme that is spoken of; "경쟁사인 B": of the company.
            let subjects = self.context.subjects.iter().filter(|_| (phrase.nouns.start..word).all(plain));
            let programme = clause.map_or_else(|| self.context.programme.clone(), |c| self.programme_at(c));
            return programme.iter().chain(subjects).cloned().collect();
        }
        fillers
    }

    /// The programme whose other role a clause puts somebody into: "‘X’의 주관기관으로 A를, 참여기관으로 B를 선정".
    fn of_other_role(&self, clause: &Clause, role: usize) -> Option<Vec<Filler>> {
        let is_programme = |f: &Filler| f.kind == Some(EntityType::Program);
        let mut others = self.phrases(clause, &[Role::Direction, Role::As]).filter(|&other| other != role);
        let programme = others.find_map(|other| {
            let opening = self.opening(&self.analysis.phrases[other]);
            opening.into_iter().chain(self.owners(other)).find(is_programme)
        });
        programme.map(|programme| vec![programme])
    }

    /// Whose the role is that a clause puts somebody into: of what it is about beside its subject ("A는 B와 C가 경쟁사로 꼽힌다"), or of what it
    /// describes ("A와 B가 회원사로 있는 C").
    fn whose_role(&self, clause: &Clause) -> Option<Vec<Filler>> {
        let topic = self.phrases(clause, &[Role::Topic]).next().or(clause.topic);
        let acted = self.phrases(clause, &[Role::Subject]).next().is_some();
        // "X는 A를 근거로 두고 있다".
        let has = HAVING.has(&clause.lemma);
        if let Some(topic) = topic.filter(|_| acted || has) {
            return Some(self.fillers(topic).to_vec());
        }
        // "X에는 A와 B가 회원사로 있다".
        let within = self.named(clause, &[Role::Dative]);
        if acted && !within.is_empty() {
            return Some(within);
        }
        self.modified(clause).filter(|_| !self.has_object(clause)).map(|described| described.fillers)
    }
}
