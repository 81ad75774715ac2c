//! What a phrase names: its head, and the members of the list that it closes.

mod anybody;
mod lists;
mod transparent;

pub(crate) use anybody::is_anybody;
pub(crate) use transparent::is_office;

use crate::Scene;
use lists::one_kind;
use policygraph_korean::analysis::{Analysis, Clause, Joint, Phrase, Role, Word};
use policygraph_korean::hangul::is_word;
use policygraph_korean::word_list::WordList;
use policygraph_model::EntityType;
use std::cell::OnceCell;
use std::ops::Range;
use transparent::{OF_COMPANIES, OF_MAKERS, leaves};

/// Somebody or something in a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filler {
    /// Id of its referent.
    pub id: u32,
    /// Its type, where it is known.
    pub kind: Option<EntityType>,
    /// Bytes of the text; without meaning if it was carried over.
    pub range: Range<usize>,
    /// Whether it was carried over from an earlier sentence.
    pub carried: bool,
}

impl Filler {
    /// Whether it is somewhere: a place or a country.
    pub(crate) fn is_place(&self) -> bool {
        is_place(self.kind)
    }

    /// Whether it does work for others: a company or a research organization.
    pub(crate) fn is_firm(&self) -> bool {
        matches!(self.kind, Some(EntityType::Company | EntityType::ResearchOrganization))
    }
}

/// What each phrase of a text names, and which follows it in a list; read when it is first asked for: many frames ask for the same
/// phrases.
#[derive(Debug)]
pub struct Fillers {
    named: Vec<OnceCell<Vec<Filler>>>,
    following: Vec<OnceCell<Option<usize>>>,
}

impl Fillers {
    /// Those of a text with this grammar and these names.
    #[must_use]
    pub fn new(analysis: &Analysis) -> Self {
        let count = analysis.phrases.len();
        Self { named: vec![OnceCell::new(); count], following: vec![OnceCell::new(); count] }
    }
}

impl From<&crate::Referent> for Filler {
    /// What stands in the text.
    fn from(referent: &crate::Referent) -> Self {
        Self { id: referent.id, kind: referent.kind, range: referent.range.clone(), carried: false }
    }
}

/// Nouns for a stage of a programme, for its being done or for what is in it: "‘X’의 추진을 맡다".
static STAGES: WordList = WordList::new(&[
    "추진",
    "시행",
    "운영",
    "구축",
    "공모",
    "본사업",
    "시범사업",
    "후속사업",
    "집행",
    "얼개",
    "골자",
    "윤곽",
    "주요내용",
    "세부내용",
    "초안",
]);

/// What those do who make up a group.
pub(crate) static FORMING: WordList = WordList::new(&["이루", "꾸리", "구성", "결성"]);

impl Scene<'_> {
    /// The last name in the nouns of a phrase, where it is the head of the phrase or its head leaves it what it is.
    pub(crate) fn head(&self, phrase: &Phrase) -> Option<Filler> {
        let last = self.analysis.words.get(phrase.nouns.end.checked_sub(1)?)?;
        // What stands in a bracket is said of the phrase, not by it, also within quotation marks: "「X법(EU 2024/1)」을".
        let start = self.analysis.bytes(&phrase.nouns).start;
        let aside = |r: &&crate::Referent| {
            self.analysis.asides.iter().any(|a| a.start <= r.range.start && r.range.end <= a.end)
                || self.text.get(start..r.range.start).is_some_and(opens_bracket)
        };
        // The name that ends last; a technology inside it is only a part of it.
        let named = self.named_within(phrase).filter(|r| !aside(r));
        let referent = named.max_by_key(|r| (r.range.end, std::cmp::Reverse(r.range.start)))?;
        if let Some(whole) = self.whole_of_branch(phrase, referent) {
            return Some(whole);
        }
        let rest = self.text.get(referent.range.end..last.stem.end.max(referent.range.end))?;
        let nouns = nouns_of(rest);
        let leaves = nouns.iter().all(|noun| leaves(referent.kind, noun, phrase.role))
            || referent.kind == Some(EntityType::Program)
                && (transparent::are_of_programme(&nouns) || transparent::are_members(&nouns, phrase.role))
            || is_place(referent.kind) && transparent::are_of_site(&nouns, phrase.role);
        leaves.then(|| Filler::from(referent))
    }

    /// The organization whose branch abroad a phrase names, by the `place` named last in it: "유니세프 라오스 사무소".
    fn whole_of_branch(&self, phrase: &Phrase, place: &crate::Referent) -> Option<Filler> {
        static BRANCHES: WordList = WordList::new(&["사무소", "지사", "지부", "지국", "대표부", "현지법인", "법인"]);
        let last = self.analysis.words.get(phrase.nouns.end.checked_sub(1)?)?;
        let branch = is_place(place.kind) && BRANCHES.has(self.text.get(last.stem.clone())?);
        let whole = self.named_within(phrase).rfind(|r| r.range.end < place.range.start)?;
        let body = whole.kind.is_some_and(EntityType::is_organization);
        (branch && body).then(|| Filler::from(whole))
    }

    /// The body whose head a person is, named right before: "해양부 김가람 장관은".
    pub(crate) fn headed_by(&self, person: &Filler) -> Option<Filler> {
        let behind = self.analysis.words.partition_point(|w| w.range.start < person.range.end);
        let title = self.text.get(self.analysis.words.get(behind)?.stem.clone())?;
        let is_body = |k| matches!(k, Some(EntityType::GovernmentAgency | EntityType::InternationalOrganization));
        let body = self.starting_in(0..person.range.start).iter().rfind(|r| is_body(r.kind))?;
        let beside = self.text.get(body.range.end..person.range.start) == Some(" ");
        (beside && transparent::is_head_of_body(title)).then(|| Filler::from(body))
    }

    /// What some of the nouns of a phrase name.
    pub(crate) fn head_of(&self, phrase: &Phrase, nouns: Range<usize>) -> Option<Filler> {
        if nouns.is_empty() {
            return None;
        }
        self.head(&Phrase { nouns, ..phrase.clone() })
    }

    /// The genitive right before a phrase.
    pub(crate) fn owner(&self, phrase: usize) -> Option<usize> {
        let start = self.analysis.phrases[phrase].words.start;
        phrase.checked_sub(1).filter(|&b| {
            let q = &self.analysis.phrases[b];
            q.role == Role::Genitive && q.words.end == start
        })
    }

    /// Whose what a phrase names is, by the genitive right before it.
    pub(crate) fn owners(&self, phrase: usize) -> Vec<Filler> {
        self.owner(phrase).map(|o| self.fillers(o).to_vec()).unwrap_or_default()
    }

    /// A word without its particle.
    pub(crate) fn noun(&self, word: usize) -> &str {
        &self.text[self.analysis.words[word].stem.clone()]
    }

    /// The nouns of a phrase, without their particles.
    pub(crate) fn nouns(&self, phrase: usize) -> impl Iterator<Item = &str> {
        let words = self.analysis.words.get(self.analysis.phrases[phrase].nouns.clone()).unwrap_or_default();
        words.iter().map(|w| &self.text[w.stem.clone()])
    }

    /// What is named within the nouns of a phrase, in order.
    pub(crate) fn named_within(&self, phrase: &Phrase) -> impl DoubleEndedIterator<Item = &crate::Referent> {
        let words = self.analysis.words.get(phrase.nouns.clone()).unwrap_or_default();
        let bytes = words.first().zip(words.last()).map_or(0..0, |(first, last)| first.range.start..last.range.end);
        let end = bytes.end;
        self.starting_in(bytes).iter().filter(move |r| r.range.end <= end)
    }

    /// What is named from a place in the text on, and begins before another.
    pub(crate) fn starting_in(&self, bytes: Range<usize>) -> &[crate::Referent] {
        let from = self.referents.partition_point(|r| r.range.start < bytes.start);
        let count = self.referents[from..].partition_point(|r| r.range.start < bytes.end);
        &self.referents[from..from + count]
    }

    /// What the phrases of a clause in some roles name.
    pub(crate) fn named(&self, clause: &Clause, roles: &[Role]) -> Vec<Filler> {
        self.phrases(clause, roles).flat_map(|p| self.fillers(p)).cloned().collect()
    }

    /// The places and countries that the phrases of a clause in some roles name.
    pub(crate) fn places(&self, clause: &Clause, roles: &[Role]) -> Vec<Filler> {
        let named = self.named(clause, roles).into_iter();
        named.filter(Filler::is_place).collect()
    }

    /// What a phrase names, with the members of the list that it closes.
    pub(crate) fn fillers(&self, phrase: usize) -> &[Filler] {
        // Only what is named in the text is named by a phrase of it.
        let known = self.fillers.named.get(phrase).filter(|_| !self.referents.is_empty());
        known.map_or(&[], |known| known.get_or_init(|| self.read_fillers(phrase)))
    }

    fn read_fillers(&self, phrase: usize) -> Vec<Filler> {
        let head = || self.head(&self.analysis.phrases[phrase]);
        let own = self.team(phrase).or_else(head).or_else(|| self.possessor(phrase));
        let mut out: Vec<Filler> = own.into_iter().collect();
        if out.is_empty() {
            out = self.enumerated(phrase);
        }
        if out.is_empty() {
            out = self.summed_up(phrase);
        }
        if out.is_empty() {
            out = self.formed(phrase);
        }
        if out.is_empty() {
            out = self.around(phrase);
        }
        // 양국 stands for two at one place.
        if let Some(first) = out.first().cloned() {
            let here = first.range.start..first.range.start + 1;
            let twins = self.starting_in(here).iter().filter(|r| r.range == first.range && r.id != first.id);
            out.extend(twins.map(Filler::from));
        }
        // "영국, 캐나다, 호주 대학 12곳": the countries say whose the last noun of the list is.
        let abroad = out.is_empty() && self.is_branch_abroad(phrase);
        let placed = abroad
            || out.is_empty()
                && self.named_within(&self.analysis.phrases[phrase]).next_back().is_some_and(|r| is_place(r.kind))
                && self.nouns(phrase).any(is_anybody);
        // "A 컨소시엄(B, C)이": those whom the bracket counts up as well.
        if out.first().is_some_and(|f| f.kind == Some(EntityType::Association)) {
            out.extend(self.enumerated(phrase));
        }
        let mut last = phrase;
        while let Some(member) = self.member_before(last) {
            let Some(filler) = self.head(&self.analysis.phrases[member]).filter(|f| !(placed && f.is_place())) else {
                // One name that is not known does not drop those before it.
                last = member;
                continue;
            };
            let fits = out.first().is_none_or(|known| one_kind(known.kind, filler.kind));
            let tight = self.analysis.phrases[member].joint == Some(Joint::Tight);
            if !fits && !tight {
                break;
            }
            if fits {
                out.push(filler);
            }
            last = member;
        }
        out.reverse();
        out
    }

    /// Whether a phrase names the heads or offices of an organization in a place that it names first: "베트남 코이카 사무소장 등은".
    fn is_branch_abroad(&self, phrase: usize) -> bool {
        let mut named = self.named_within(&self.analysis.phrases[phrase]);
        let place = named.next().is_some_and(|r| is_place(r.kind));
        place && named.any(|r| r.kind.is_some_and(EntityType::is_organization))
    }

    /// Those whom a phrase sums up: A, B and C in "A, B, C의 세 사업".
    fn summed_up(&self, phrase: usize) -> Vec<Filler> {
        static NUMBERS: WordList = WordList::new(&["두", "세", "네", "다섯", "여섯", "일곱", "여덟", "양"]);
        let counts = |noun: &str| NUMBERS.has(noun) || noun.starts_with(|c: char| c.is_ascii_digit());
        let counted = self.nouns(phrase).next().is_some_and(counts) && self.analysis.phrases[phrase].nouns.len() <= 3;
        let Some(owner) = self.owner(phrase).filter(|_| counted) else { return Vec::new() };
        let members = self.fillers(owner);
        if members.len() > 1 { members.to_vec() } else { Vec::new() }
    }

    /// The organization whose team a phrase names by who leads it: "A대 ○○○ 교수팀", "A원 ○○○ 박사 연구팀".
    fn team(&self, phrase: usize) -> Option<Filler> {
        static TEAMS: WordList = WordList::new(&["연구팀", "교수팀", "박사팀", "연구진", "연구실"]);
        let named = self.named_within(&self.analysis.phrases[phrase]);
        let mut bodies = named.filter(|_| TEAMS.closes(self.head_noun(phrase)));
        bodies.find(|r| r.kind == Some(EntityType::ResearchOrganization)).map(Filler::from)
    }

    /// The places in which is what a phrase says where something is done: A and B in "A와 B의 폐공장 부지에".
    fn around(&self, phrase: usize) -> Vec<Filler> {
        static SITES: WordList = WordList::new(&[
            "거점",
            "일대",
            "일원",
            "부지",
            "현장",
            "도심",
            "인근",
            "외곽",
            "연안",
            "해안",
            "앞바다",
            "해역",
            "권역",
            "항만",
            "산단",
            "산업단지",
            "농가",
            "농지",
            "마을",
            "섬",
            "지역",
            "내륙",
            "접경지",
        ]);
        let placed = matches!(self.analysis.phrases[phrase].role, Role::Locative | Role::Dative);
        let owner = self.owner(phrase).filter(|_| placed && SITES.closes(self.head_noun(phrase)));
        let places = owner.map(|o| self.fillers(o).to_vec()).unwrap_or_default();
        if places.iter().all(Filler::is_place) { places } else { Vec::new() }
    }

    /// The organizations that a bracket names behind a phrase for so many of them: "중소기업 3개사(A·B·C)와".
    fn enumerated(&self, phrase: usize) -> Vec<Filler> {
        let p = &self.analysis.phrases[phrase];
        let Some(last) = p.nouns.end.checked_sub(1).and_then(|w| self.analysis.words.get(w)) else { return Vec::new() };
        let noun = &self.text[last.stem.clone()];
        let counted = noun.starts_with(|c: char| c.is_ascii_digit()) || is_anybody(noun);
        let Some(aside) = self.bracket_behind(last).filter(|_| counted) else { return Vec::new() };
        let named = self.starting_in(aside.clone()).iter().filter(|r| r.kind.is_some_and(EntityType::is_organization));
        let named: Vec<Filler> = named.map(Filler::from).collect();
        if named.len() < 2 { Vec::new() } else { named }
    }

    /// Those who make up the group that a phrase tells of: A, B and C in "A가 B, C와 꾸린 컨소시엄".
    fn formed(&self, phrase: usize) -> Vec<Filler> {
        if !matches!(self.head_noun(phrase), "컨소시엄" | "협의체" | "연합체" | "협력체") {
            return Vec::new();
        }
        let forms = |c: &&Clause| c.head == Some(phrase) && FORMING.has(&c.lemma);
        let Some(clause) = self.analysis.clauses.iter().find(forms) else { return Vec::new() };
        let mut members = self.named(clause, &[Role::Subject, Role::Topic, Role::Comitative, Role::With]);
        members.retain(|f| f.kind.is_some_and(EntityType::is_organization));
        members
    }

    /// What stands in the bracket right behind a word, as bytes.
    pub(crate) fn bracket_behind(&self, word: &Word) -> Option<&Range<usize>> {
        let behind = word.stem.end..=word.range.end + 1;
        self.analysis.asides.iter().find(|a| behind.contains(&a.start))
    }

    /// The places before the place that heads a phrase, each of which contains the next: 미국 and 애리조나주 in "미국 애리조나주 피닉스".
    pub(crate) fn containing(&self, place: &Filler) -> Vec<Filler> {
        let mut out = Vec::new();
        let mut start = place.range.start;
        while is_place(place.kind)
            && let Some(before) = self
                .referents
                .iter()
                .find(|r| is_place(r.kind) && r.range.end < start && self.text.get(r.range.end..start) == Some(" "))
        {
            out.push(Filler::from(before));
            start = before.range.start;
        }
        out
    }

    /// Who made what a phrase names: "A사의 노광장비를 …" acts on A as "A사 노광장비를" does; the programme whose stage it names: "‘X 사업’의 2단계에
    /// 착수".
    fn possessor(&self, phrase: usize) -> Option<Filler> {
        let p = &self.analysis.phrases[phrase];
        // "A의 지분 49%를".
        let noun = self.nouns(phrase).filter(|n| !n.starts_with(|c: char| c.is_ascii_digit())).last()?;
        let owned = OF_MAKERS.has(noun) || OF_COMPANIES.has(noun);
        let stage = ["단계", "계획", "계획안"].iter().any(|e| noun.ends_with(e)) || STAGES.has(noun);
        let before = phrase.checked_sub(1).filter(|_| (owned || stage) && !p.inner)?;
        let q = &self.analysis.phrases[before];
        let possessor = (q.role == Role::Genitive && q.words.end == p.words.start).then(|| self.head(q)).flatten()?;
        let whose = if stage { EntityType::Program } else { EntityType::Company };
        (possessor.kind == Some(whose)).then_some(possessor)
    }
}

/// The nouns in what stands between a name and the end of its phrase: brackets and closing marks left out.
fn nouns_of(rest: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut depth = 0usize;
    let mut start = None;
    for (at, c) in rest.char_indices().chain([(rest.len(), ' ')]) {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let inner = depth == 0 && is_word(c);
        match (inner, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                out.push(&rest[from..at]);
                start = None;
            }
            _ => {}
        }
    }
    // The mark of a footnote is no noun.
    out.retain(|noun| !noun.chars().all(char::is_numeric));
    out
}

/// Whether a bracket is open behind these words.
fn opens_bracket(words: &str) -> bool {
    let depth = |c: char| match c {
        '(' | '（' => 1,
        ')' | '）' => -1,
        _ => 0,
    };
    words.chars().map(depth).sum::<i32>() > 0
}

fn is_place(kind: Option<EntityType>) -> bool {
    matches!(kind, Some(EntityType::Place | EntityType::Country))
}
