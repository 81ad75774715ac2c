//! The members of a list: which phrases before a phrase are joined to it, and which only seem to be.

use crate::Scene;
use crate::places::is_place_of_business;
use policygraph_korean::analysis::{Clause, ClauseKind, Form, Joint, Phrase, Role};
use policygraph_korean::verb::Ending;
use policygraph_model::EntityType;

impl Scene<'_> {
    /// The phrase before that is joined to a phrase as a member of its list. What describes the phrase may stand between: "A와 처음 듣는 나라인 B".
    pub(crate) fn member_before(&self, phrase: usize) -> Option<usize> {
        let phrases = &self.analysis.phrases;
        // "A와 B 간 협력": the list goes on before the phrase that it stands in.
        let phrase = if phrases[phrase].inner {
            let start = phrases[phrase].words.start;
            let outer = phrases.iter().position(|p| !p.inner && p.words.start == start);
            // "A·B 협력 강화".
            let tight = |o: usize| o.checked_sub(1).is_some_and(|b| phrases[b].joint == Some(Joint::Tight));
            outer.filter(|&o| phrases[phrase].role == Role::Genitive || tight(o))?
        } else {
            phrase
        };
        let mut next = phrase;
        while let Some(before) = next.checked_sub(1) {
            let p = &phrases[before];
            if !self.adjoins(p.words.end, phrases[next].words.start) {
                return None;
            }
            // "A와 합작한 B": the verb between takes what has 와; only what describes B may stand there.
            if next == phrase
                && let Some(member) = self.member_before_description(phrase)
            {
                return Some(member);
            }
            let verb_between = p.words.end < phrases[next].words.start && p.role == Role::Comitative && next == phrase;
            let apart = verb_between
                || self.is_headline(before, phrase)
                || self.is_where(before, phrase)
                || p.role == Role::Comitative && (self.is_venture(phrase) || self.is_plant_beside(before, phrase))
                || self.describes_next(before, phrase);
            if (p.joint.is_some() || p.role == Role::Including) && !apart {
                return (next == phrase || !self.belongs_to_modifier(before, next, phrase)).then_some(before);
            }
            // "A와 합작 관계인 B": what has 와 belongs to the noun between.
            let related = p.role == Role::Apposition
                && (self.frames.is_relational(self.head_noun(before)) || self.head_noun(before) == "관계")
                && before.checked_sub(1).is_some_and(|b| phrases[b].role == Role::Comitative);
            if related || !p.modifies && !self.is_date_of(before, phrase) {
                return None;
            }
            next = before;
        }
        None
    }

    /// Whether a phrase is a plant somewhere, which no organization can stand in a list with: "A와 폴란드 공장을 짓는다".
    fn is_plant_beside(&self, organization: usize, phrase: usize) -> bool {
        let head = |p: usize| self.head(&self.analysis.phrases[p]);
        self.analysis.phrases[phrase].role == Role::Object
            && is_place_of_business(self.head_noun(phrase))
            && head(phrase).is_some_and(|f| f.is_place())
            && head(organization).is_some_and(|f| f.kind.is_some_and(EntityType::is_organization))
    }

    /// Whether a member is one of what modifies a phrase, and not of the phrase: A in "A와 B에 대한 수출".
    fn belongs_to_modifier(&self, member: usize, modifier: usize, phrase: usize) -> bool {
        let kind = |p: usize| self.head(&self.analysis.phrases[p]).and_then(|f| f.kind);
        let (Some(own), Some(beside)) = (kind(member), kind(modifier)) else { return false };
        own == beside && kind(phrase) != Some(own)
    }

    /// The member before a name that a clause describes: A in "A, B에 본사를 둔 C", "A와 B에 등록된 C".
    fn member_before_description(&self, phrase: usize) -> Option<usize> {
        let describing = self
            .beside(phrase)
            .find(|c| c.head == Some(phrase) && c.kind == ClauseKind::Verb && matches!(c.ending, Ending::Adnominal))?;
        let kind = self.head(&self.analysis.phrases[phrase])?.kind;
        let phrases = &self.analysis.phrases;
        let alike = |other: Option<EntityType>| one_kind(kind, other);
        describing.arguments.iter().copied().rev().find(|&a| {
            let p = &phrases[a];
            let of_clause = || {
                let next = phrases.get(a + 1).and_then(|n| self.head(n));
                self.has_seat(describing) || next.is_none_or(|f| !alike(f.kind))
            };
            // "A, B에 본사를 둔 C 인수": A opens a headline.
            let told = || {
                let sentence = self.analysis.sentence_of(p.words.start);
                let acting = |q: &Phrase| matches!(q.role, Role::Topic | Role::Subject);
                let before = phrases[..a].iter().filter(|q| self.analysis.sentence_of(q.words.start) == sentence);
                let listed = a.checked_sub(1).is_some_and(|b| phrases[b].joint.is_some());
                listed || before.into_iter().any(acting)
            };
            // Where something is or belongs it is not with somebody.
            let stands = || {
                self.has_seat(describing)
                    || self.is_passive(describing)
                    || matches!(describing.lemma.as_str(), "위치" | "자리하" | "있" | "속하" | "두" | "자리잡")
            };
            let opens = match p.role {
                Role::Bare => p.comma && p.joint.is_some() && told() && of_clause(),
                Role::Comitative => stands() && self.head(p).is_some_and(|f| !f.is_place()),
                _ => false,
            };
            a + 1 < phrase && opens && self.head(p).is_some_and(|f| alike(f.kind))
        })
    }

    /// Whether what follows a name and its comma opens the description of the next name: B in "A, B에 본사를 둔 C".
    fn describes_next(&self, first: usize, phrase: usize) -> bool {
        let p = &self.analysis.phrases[first];
        p.role == Role::Bare
            && p.comma
            && self.beside(phrase).any(|c| {
                c.arguments.contains(&phrase)
                    && c.head.is_some_and(|h| h > phrase && self.member_before_description(h) == Some(first))
            })
    }

    /// Whether what follows an organization with 와 says where something is done with it: "A사와 B시에서 협정을 맺다".
    fn is_where(&self, first: usize, phrase: usize) -> bool {
        let (p, own) = (&self.analysis.phrases[first], &self.analysis.phrases[phrase]);
        // "A사와 B시에 합작사를 세운다".
        let venture = || {
            let with_both = |c: &&Clause| c.arguments.contains(&phrase);
            self.beside(phrase).filter(with_both).any(|c| c.arguments.iter().any(|&a| self.is_venture(a)))
        };
        // "A사와 B시에 공장을 세운다".
        let plant = || {
            let built = |c: &Clause| self.phrases(c, &[Role::Object]).any(|o| is_place_of_business(self.head_noun(o)));
            self.beside(phrase).any(|c| c.arguments.contains(&phrase) && built(c))
        };
        p.role == Role::Comitative
            && (own.role == Role::Locative || own.role == Role::Dative && (venture() || plant()))
            && self.head(p).is_some_and(|f| f.kind.is_some_and(EntityType::is_organization))
            && self.head(own).is_some_and(|f| f.is_place())
    }

    /// Whether a phrase says when what describes another happened: "A와 지난 2월 확정된 B".
    fn is_date_of(&self, phrase: usize, described: usize) -> bool {
        let p = &self.analysis.phrases[phrase];
        let Some(word) = p.nouns.end.checked_sub(1).and_then(|w| self.analysis.words.get(w)) else { return false };
        let stem = &self.text[word.stem.clone()];
        let dated = stem.starts_with(|c: char| c.is_ascii_digit()) && stem.ends_with(['년', '월', '일']);
        dated
            && p.role == Role::Bare
            && self.beside(phrase).any(|c| c.head == Some(described) && c.arguments.contains(&phrase))
    }

    /// Whether the first phrase of a headline and what its verbal noun acts on are no list: "A, B 인수".
    fn is_headline(&self, first: usize, phrase: usize) -> bool {
        let (p, own) = (&self.analysis.phrases[first], &self.analysis.phrases[phrase]);
        let joined = self.joint_before(first);
        let start = self.analysis.phrases[first - joined].words.start;
        let opens = start == 0 || self.analysis.words.get(start - 1).is_some_and(|w| w.stop);
        let acted_on = || {
            self.beside(phrase).any(|c| {
                let ends = c.kind == ClauseKind::Noun || c.kind == ClauseKind::Verb && c.ending == Ending::Final;
                // "A, B 100억원에 인수": for how much.
                let sums = c.arguments.iter().filter(|&&a| a > phrase && self.is_money(&self.analysis.phrases[a]));
                let sums: Vec<usize> = sums.copied().collect();
                let start = sums.first().map_or(c.predicate.start, |&s| self.analysis.phrases[s].words.start);
                ends && start == own.words.end
                    && c.arguments.len() == 2 + joined + sums.len()
                    && c.arguments.contains(&phrase)
            })
        };
        // "A사, B시에서 개시": no list of both.
        let done_at = || {
            let body = self.head(p).is_some_and(|f| f.kind.is_some_and(EntityType::is_organization));
            own.role == Role::Locative && body && self.head(own).is_some_and(|f| f.is_place())
        };
        // "A, B에 투자", "A, B로부터 투자 유치": A is who acts where nobody else is.
        let given_to = || {
            (matches!(own.role, Role::Dative | Role::Comitative | Role::Object | Role::Source) || done_at())
                && self.beside(phrase).any(|c| {
                    // "A, B에 투자해 지분 확보", "A, B와 손잡고 X 건립".
                    let goes_on = || {
                        let last = self.analysis.clauses_in(c.sentence).rfind(|l| l.kind != ClauseKind::Phrase);
                        c.ending == Ending::Connective && last.is_some_and(|l| l.kind == ClauseKind::Noun)
                    };
                    let ends = c.kind == ClauseKind::Noun
                        || matches!(own.role, Role::Dative | Role::Comitative) && goes_on()
                        || own.role == Role::Locative && c.kind == ClauseKind::Verb && c.ending == Ending::Final;
                    ends && c.arguments.contains(&first)
                        && c.arguments.contains(&phrase)
                        && c.topic.is_none()
                        && !c
                            .arguments
                            .iter()
                            .any(|&a| matches!(self.analysis.phrases[a].role, Role::Topic | Role::Subject))
                })
        };
        // "강원 강릉, 전남 완도에 X 조성": two places are where it is.
        let place = |q: &Phrase| self.head(q).is_some_and(|f| f.kind == Some(EntityType::Place));
        let places = || matches!(own.role, Role::Dative | Role::Locative) && place(p) && place(own);
        if opens && p.role == Role::Bare && p.comma && !own.listed && first + 1 == phrase && !places() && given_to() {
            return true;
        }
        opens
            && p.role == Role::Bare
            && p.comma
            && own.role == Role::Bare
            && !own.listed
            && first + 1 == phrase
            && acted_on()
    }

    /// How many phrases are joined to a phrase without a comma: "A와 B, …", "A·B, …".
    fn joint_before(&self, phrase: usize) -> usize {
        let phrases = &self.analysis.phrases;
        let joins = |&k: &usize| {
            let (p, next) = (&phrases[k], &phrases[k + 1]);
            !p.comma && p.joint.is_some() && p.words.end == next.words.start
        };
        (0..phrase).rev().take_while(joins).count()
    }

    /// Whether nothing but 및 or a verb that modifies what follows stands between two words.
    fn adjoins(&self, end: usize, start: usize) -> bool {
        self.analysis.words.get(end..start).is_some_and(|between| {
            between.len() <= 3
                && between.iter().all(|w| match w.form {
                    Form::Conjunction | Form::Adverb => true,
                    Form::Verb { ending, .. } => matches!(ending, Ending::Adnominal | Ending::Prospective),
                    _ => false,
                })
        })
    }

    /// Whether a phrase is a member of the list that a later phrase closes, and so takes its role.
    pub(crate) fn is_member(&self, phrase: usize) -> bool {
        self.following_member(phrase).is_some()
    }

    /// The phrase that follows a phrase as a member of the same list.
    pub(crate) fn following_member(&self, phrase: usize) -> Option<usize> {
        let known = &self.fillers.following[phrase];
        known.get().copied().unwrap_or_else(|| {
            let next = self.read_following(phrase);
            // To read it can be to ask for it once more.
            *known.get_or_init(|| next)
        })
    }

    /// The phrase that closes the list in which a phrase stands, which governs its members; the phrase itself where it stands in none.
    pub(crate) fn list_end(&self, phrase: usize) -> usize {
        let mut last = phrase;
        while let Some(next) = self.following_member(last) {
            last = next;
        }
        last
    }

    fn read_following(&self, phrase: usize) -> Option<usize> {
        let phrases = &self.analysis.phrases;
        let p = &phrases[phrase];
        if p.joint.is_none() && p.role != Role::Including {
            return None;
        }
        let candidates = phrase + 1..(phrase + 4).min(phrases.len());
        let next = candidates
            .filter(|&n| !phrases[n].modifies || n == phrase + 1)
            .find(|&n| self.member_before(n) == Some(phrase))?;
        let member = match (self.head(p), self.head(&phrases[next])) {
            (Some(own), Some(head)) => one_kind(own.kind, head.kind),
            // Nouns that nobody knows are members of any list.
            (None, _) => p.role == Role::Bare,
            (Some(_), None) => {
                let acts = matches!(phrases[next].role, Role::Topic | Role::Subject);
                p.joint == Some(Joint::Tight) || phrases[next].joint.is_some() || p.role == Role::Bare || acts
            }
        };
        member.then_some(next)
    }
}

/// Whether two things can be members of one list.
pub(super) fn one_kind(a: Option<EntityType>, b: Option<EntityType>) -> bool {
    let class = |k: EntityType| match k {
        EntityType::Program | EntityType::Legislation | EntityType::Document => 1,
        EntityType::Product => 2,
        EntityType::Technology => 3,
        EntityType::Place => 4,
        EntityType::Person => 5,
        EntityType::Country => 6,
        _ => 7,
    };
    match (a, b) {
        (Some(a), Some(b)) => {
            let (a, b) = (class(a), class(b));
            // Countries stand beside organizations, and beside places.
            a == b
                || (a.min(b) == 6 && a.max(b) == 7)
                || (a.min(b) == 4 && a.max(b) == 6)
                || (a.min(b) == 4 && a.max(b) == 7)
        }
        _ => true,
    }
}
