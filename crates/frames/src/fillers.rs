//! What a phrase names: its head, and the members of the list that it closes.

use crate::Scene;
use crate::slots::ANYBODY;
use policygraph_korean::analysis::{Analysis, Clause, ClauseKind, Form, Joint, Phrase, Role};
use policygraph_korean::hangul::is_word;
use policygraph_korean::title;
use policygraph_korean::verb::Ending;
use policygraph_model::EntityType;
use std::cell::OnceCell;
use std::ops::Range;

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

/// What each phrase of a text names, read when it is first asked for: many frames ask for the same phrases.
#[derive(Debug)]
pub struct Fillers(Vec<OnceCell<Vec<Filler>>>);

impl Fillers {
    /// Those of a text with this grammar and these names.
    #[must_use]
    pub fn new(analysis: &Analysis) -> Self {
        Self(analysis.phrases.iter().map(|_| OnceCell::new()).collect())
    }
}

impl From<&crate::Referent> for Filler {
    /// What stands in the text.
    fn from(referent: &crate::Referent) -> Self {
        Self { id: referent.id, kind: referent.kind, range: referent.range.clone(), carried: false }
    }
}

/// Nouns behind a name that leave it what it is, whatever it is.
const TRANSPARENT: &[&str] = &[
    "측",
    "등",
    "쪽",
    "자체",
    "역시",
    "스스로",
    "당국",
    "관계자",
    "본사",
    "양측",
    "모두",
    "각각",
    "전체",
    "간",
    "사이",
    "안",
    "내",
    "산하",
    "밑",
];
/// Nouns that before the verbal noun of a headline say how or where: "‘X’ 공동 추진", "「X법」 본회의 의결".
const ADVERBIAL: &[&str] = &[
    "공동",
    "최종",
    "본회의",
    "추가",
    "긴급",
    "본격",
    "전면",
    "신규",
    "단독",
    "조기",
    "잠정",
    "만장일치",
    "공식",
    "정식",
    "시범",
    "집중",
    "대폭",
    "직접",
    "연내",
    "내년",
    "올해",
    "하반기",
    "상반기",
    "내달",
    "우선",
    "지속",
    "적극",
    "전격",
    "확대",
    "단계적",
    "첫",
    "전국",
];
/// Nouns for a stage of a programme, or for its being done: "‘X’의 추진을 맡다".
const STAGES: &[&str] = &["추진", "시행", "운영", "구축", "공모", "본사업", "시범사업", "후속사업", "집행"];
/// Nouns for a programme, in which longer ones end: 시범사업, 종합계획.
const FORMS_OF_PROGRAMMES: &[&str] = &["사업", "프로젝트", "프로그램", "계획", "전략", "대책"];
/// Further nouns behind a programme, law or document that leave it what it is.
const OF_MEASURES: &[&str] = &[
    "정책",
    "과제",
    "공모",
    "제도",
    "방안",
    "구상",
    "이니셔티브",
    "챌린지",
    "펀드",
    "기금",
    "추진",
    "시행",
    "보고서",
    "백서",
    "법안",
    "법",
    "개정안",
    "제정안",
    "시행령",
    "시행규칙",
    "조항",
    "개정",
    "협정",
    "초안",
    "최종안",
    "로드맵",
    "캠페인",
    "미션",
    "패키지",
    "공동연구",
    "연구",
    "사무국",
];
/// Nouns for making a programme, into which money goes as into the programme.
const OF_MAKING: &[&str] = &[
    "구축",
    "조성",
    "건립",
    "건설",
    "운영",
    "도입",
    "확대",
    "고도화",
    "증설",
    "개발",
    "설립",
    "예산",
    "재원",
    "실증",
    "시공",
    "공모",
    "입찰",
    "컨소시엄",
    "명단",
    "본선",
    "결선",
    "사업단",
    "협의체",
];
/// Nouns behind a company that stand for it where it is bought, restricted or invested in.
const OF_COMPANIES: &[&str] = &[
    "지분",
    "주식",
    "경영권",
    "사",
    "그룹",
    "코리아",
    "재팬",
    "아메리카",
    "차이나",
    "법인",
    "컨소시엄",
    "연합",
    "연합체",
    "이사회",
    "경영진",
    "자산",
    "계좌",
    "손",
    "품",
];
/// Nouns behind a research organization that stand for it.
const OF_RESEARCH: &[&str] = &["연구진", "연구팀", "공동연구팀", "공동연구진", "연구단", "산학협력단", "교수팀"];
/// Nouns for a group that is called by who leads it.
const OF_GROUPS: &[&str] = &["컨소시엄", "연합", "연합체"];
/// Nouns behind a country or place that leave it what it is.
const OF_PLACES: &[&str] = &[
    "시장",
    "지역",
    "전역",
    "내",
    "현지",
    "일대",
    "일원",
    "등지",
    "인근",
    "도심",
    "정부",
    "시내",
    "본토",
    "북부",
    "남부",
    "동부",
    "서부",
    "중부",
    "국내",
    "전국",
    "국경",
    "앞바다",
    "산간",
    "연안",
    "외곽",
    "교외",
    "해역",
    "곳곳",
    "권역",
    "항만",
    "항구",
    "공항",
    "산업단지",
    "캠퍼스",
    "공장",
    "단지",
];
/// Heads of bodies, whose acts are those of the body.
const TITLES: &[&str] = &["장관", "차관", "위원장", "청장", "처장", "원장", "총재", "의장", "장"];
/// Nouns for what a company makes.
const OF_MAKERS: &[&str] = &[
    "장비",
    "제품",
    "칩",
    "기술",
    "서비스",
    "부품",
    "소프트웨어",
    "스마트폰",
    "노광장비",
    "반도체",
    "통신장비",
    "앱",
    "드론",
    "차량",
    "기기",
    "설비",
];

impl Scene<'_> {
    /// The last name in the nouns of a phrase, where it is the head of the phrase or its head leaves it what it is.
    pub(crate) fn head(&self, phrase: &Phrase) -> Option<Filler> {
        let last = self.analysis.words.get(phrase.nouns.end.checked_sub(1)?)?;
        // What stands in a bracket is said of the phrase, not by it.
        let aside = |r: &&crate::Referent| {
            self.analysis.asides.iter().any(|a| a.start <= r.range.start && r.range.end <= a.end)
        };
        // The name that ends last; a technology inside it is only a part of it.
        let named = self.named_within(phrase).filter(|r| !aside(r));
        let referent = named.max_by_key(|r| (r.range.end, std::cmp::Reverse(r.range.start)))?;
        let rest = self.text.get(referent.range.end..last.stem.end.max(referent.range.end))?;
        let nouns = nouns_of(rest);
        let leaves = nouns.iter().all(|noun| leaves(referent.kind, noun, phrase.role));
        leaves.then(|| Filler::from(referent))
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
        self.owner(phrase).map(|o| self.fillers(o)).unwrap_or_default()
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
        self.phrases(clause, roles).flat_map(|p| self.fillers(p)).collect()
    }

    /// The places and countries that the phrases of a clause in some roles name.
    pub(crate) fn places(&self, clause: &Clause, roles: &[Role]) -> Vec<Filler> {
        let named = self.named(clause, roles).into_iter();
        named.filter(Filler::is_place).collect()
    }

    /// What a phrase names, with the members of the list that it closes.
    pub(crate) fn fillers(&self, phrase: usize) -> Vec<Filler> {
        let Some(known) = self.fillers.0.get(phrase) else { return Vec::new() };
        known.get_or_init(|| self.read_fillers(phrase)).clone()
    }

    fn read_fillers(&self, phrase: usize) -> Vec<Filler> {
        let own = self.head(&self.analysis.phrases[phrase]).or_else(|| self.possessor(phrase));
        let mut out: Vec<Filler> = own.into_iter().collect();
        // 양국 stands for two at one place.
        if let Some(first) = out.first().cloned() {
            let here = first.range.start..first.range.start + 1;
            let twins = self.starting_in(here).iter().filter(|r| r.range == first.range && r.id != first.id);
            out.extend(twins.map(Filler::from));
        }
        // "영국, 캐나다, 호주 대학 12곳": the countries say whose the last noun of the list is.
        let placed = out.is_empty()
            && self.named_within(&self.analysis.phrases[phrase]).next_back().is_some_and(|r| is_place(r.kind))
            && ANYBODY.iter().any(|n| self.nouns(phrase).any(|noun| noun.ends_with(n)));
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
        let noun =
            p.nouns.end.checked_sub(1).and_then(|w| self.analysis.words.get(w)).map(|w| &self.text[w.stem.clone()])?;
        let owned = OF_MAKERS.contains(&noun) || OF_COMPANIES.contains(&noun);
        let stage = ["단계", "계획", "계획안"].iter().any(|e| noun.ends_with(e)) || STAGES.contains(&noun);
        let before = phrase.checked_sub(1).filter(|_| (owned || stage) && !p.inner)?;
        let q = &self.analysis.phrases[before];
        let possessor = (q.role == Role::Genitive && q.words.end == p.words.start).then(|| self.head(q)).flatten()?;
        let whose = if stage { EntityType::Program } else { EntityType::Company };
        (possessor.kind == Some(whose)).then_some(possessor)
    }

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
                || p.role == Role::Comitative && self.is_venture(phrase)
                || self.describes_next(before, phrase);
            if (p.joint.is_some() || p.role == Role::Including) && !apart {
                return Some(before);
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

    /// The member before a name that a clause describes: A in "A, B에 본사를 둔 C".
    fn member_before_description(&self, phrase: usize) -> Option<usize> {
        let kind = self.head(&self.analysis.phrases[phrase])?.kind;
        let describing =
            self.analysis.clauses.iter().find(|c| {
                c.head == Some(phrase) && c.kind == ClauseKind::Verb && matches!(c.ending, Ending::Adnominal)
            })?;
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
            a + 1 < phrase
                && p.role == Role::Bare
                && p.comma
                && p.joint.is_some()
                && told()
                && self.head(p).is_some_and(|f| alike(f.kind))
                && of_clause()
        })
    }

    /// Whether what follows a name and its comma opens the description of the next name: B in "A, B에 본사를 둔 C".
    fn describes_next(&self, first: usize, phrase: usize) -> bool {
        let p = &self.analysis.phrases[first];
        p.role == Role::Bare
            && p.comma
            && self.analysis.clauses.iter().any(|c| {
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
            self.analysis.clauses.iter().filter(with_both).any(|c| c.arguments.iter().any(|&a| self.is_venture(a)))
        };
        p.role == Role::Comitative
            && (own.role == Role::Locative || own.role == Role::Dative && venture())
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
            && self.analysis.clauses.iter().any(|c| c.head == Some(described) && c.arguments.contains(&phrase))
    }

    /// Whether the first phrase of a headline and what its verbal noun acts on are no list: "A, B 인수".
    fn is_headline(&self, first: usize, phrase: usize) -> bool {
        let (p, own) = (&self.analysis.phrases[first], &self.analysis.phrases[phrase]);
        let opens = p.words.start == 0 || self.analysis.words.get(p.words.start - 1).is_some_and(|w| w.stop);
        let acted_on = || {
            self.analysis.clauses.iter().any(|c| {
                let ends = c.kind == ClauseKind::Noun || c.kind == ClauseKind::Verb && c.ending == Ending::Final;
                // "A, B 100억원에 인수": for how much.
                let sums = c.arguments.iter().filter(|&&a| a > phrase && self.is_money(&self.analysis.phrases[a]));
                let sums: Vec<usize> = sums.copied().collect();
                let start = sums.first().map_or(c.predicate.start, |&s| self.analysis.phrases[s].words.start);
                ends && start == own.words.end && c.arguments.len() == 2 + sums.len() && c.arguments.contains(&phrase)
            })
        };
        // "A, B에 투자": A is who acts where nobody else is.
        let given_to = || {
            matches!(own.role, Role::Dative | Role::Comitative | Role::Object)
                && self.analysis.clauses.iter().any(|c| {
                    c.kind == ClauseKind::Noun
                        && c.arguments.contains(&first)
                        && c.arguments.contains(&phrase)
                        && c.topic.is_none()
                        && !c
                            .arguments
                            .iter()
                            .any(|&a| matches!(self.analysis.phrases[a].role, Role::Topic | Role::Subject))
                })
        };
        if opens && p.role == Role::Bare && p.comma && !own.listed && first + 1 == phrase && given_to() {
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

/// Whether a noun cites a part of a law: 제12조, 제3조제1항.
fn is_article(noun: &str) -> bool {
    noun.starts_with('제') && noun.ends_with(['조', '항', '호', '장']) && noun.contains(|c: char| c.is_ascii_digit())
}

/// Whether a noun counts what is named before it: 두 곳, 3개사.
fn is_count(noun: &str) -> bool {
    const NUMBERS: &[&str] = &["두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "여러"];
    const COUNTERS: &[&str] = &["곳", "개사", "개국", "나라", "개", "군데"];
    // Of things: "로봇 1천200대를".
    const PIECES: &[&str] = &["대", "기", "척", "량", "세트", "대분", "개"];
    let unit = noun.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '천' | '만' | '백'));
    let counted = noun.starts_with(|c: char| c.is_ascii_digit());
    NUMBERS.contains(&noun)
        || COUNTERS.contains(&noun)
        || counted && (COUNTERS.contains(&unit) || PIECES.contains(&unit))
}

fn is_place(kind: Option<EntityType>) -> bool {
    matches!(kind, Some(EntityType::Place | EntityType::Country))
}

/// Whether a noun is a sum of money: 5천억원.
fn is_sum(noun: &str) -> bool {
    noun.starts_with(|c: char| c.is_ascii_digit())
        && ["원", "달러", "유로", "엔", "위안", "파운드"].iter().any(|c| noun.ends_with(c))
}

/// Whether a noun is an office: a title, or what makes one of the name that it is written to (통계청장, 남해군수).
pub(crate) fn is_office(noun: &str) -> bool {
    title::is_title(noun) || matches!(noun, "장" | "수")
}

/// Whether a noun behind a name of this type leaves it what it is in this role.
fn leaves(kind: Option<EntityType>, noun: &str, role: Role) -> bool {
    use EntityType::*;
    if TRANSPARENT.contains(&noun) || is_count(noun) || role == Role::Bare && ADVERBIAL.contains(&noun) {
        return true;
    }
    // 시장 is a mayor only behind a name of somebody.
    if noun == "시장" && kind == Some(Country) {
        return true;
    }
    if is_office(noun) {
        // "오세림 교수가": the title belongs to the name. "환경부 장관에 취임": the office is one of the organization.
        let office = matches!(role, Role::Direction | Role::As | Role::Dative);
        // What its head does, the body does.
        let acts = matches!(role, Role::Topic | Role::Subject | Role::Comitative)
            && TITLES.contains(&noun)
            && matches!(kind, Some(GovernmentAgency | InternationalOrganization));
        return kind == Some(Person)
            || acts
            || office && kind.is_some_and(|k| k.is_organization() || k == Place && !title::is_doubtful(noun));
    }
    match kind {
        Some(Legislation) if is_article(noun) => true,
        // "A, ‘X’ 5천억원 조성": its size.
        Some(Program) if role == Role::Bare && is_sum(noun) => true,
        Some(Program | Legislation | Document) => {
            OF_MEASURES.contains(&noun)
                || FORMS_OF_PROGRAMMES.iter().any(|form| noun.ends_with(form))
                || noun.ends_with("단계")
                || noun.ends_with("차년도")
                || noun.starts_with(|c: char| c.is_ascii_digit()) && noun.ends_with(['기', '호', '차'])
                || (role == Role::Dative && OF_MAKING.contains(&noun))
                || (role == Role::Object && matches!(noun, "예산" | "재원"))
        }
        Some(Company | Association) => {
            OF_COMPANIES.contains(&noun)
                || (matches!(role, Role::Object | Role::Bare | Role::About) && OF_MAKERS.contains(&noun))
        }
        Some(ResearchOrganization) => OF_RESEARCH.contains(&noun) || OF_GROUPS.contains(&noun),
        // "동남아 7개국에서".
        Some(Place) if noun.starts_with(|c: char| c.is_ascii_digit()) => {
            ["개국", "개주", "개시", "개도시", "곳", "개소", "개지역", "개섬"].iter().any(|e| noun.ends_with(e))
        }
        Some(Place | Country) => OF_PLACES.contains(&noun) && (noun != "정부" || kind == Some(Place)),
        Some(Product) => OF_MAKERS.contains(&noun) || matches!(noun, "플랫폼" | "시스템" | "로봇" | "모델"),
        Some(Technology) => matches!(
            noun,
            "기술"
                | "분야"
                | "산업"
                | "연구"
                | "개발"
                | "연구개발"
                | "생산"
                | "상용화"
                | "보급"
                | "인프라"
                | "생태계"
                | "육성"
                | "역량"
                | "강화"
                | "확대"
        ),
        Some(GovernmentAgency | InternationalOrganization) => {
            matches!(
                noun,
                "관계자" | "당국자" | "본부" | "사무국" | "본회의" | "전체회의" | "총회" | "상임위" | "이사회"
            ) || ["소위", "소위원회"].iter().any(|e| noun.ends_with(e))
        }
        Some(Person | MediaOrganization) | None => false,
    }
}

/// Whether two things can be members of one list.
pub(crate) fn one_kind(a: Option<EntityType>, b: Option<EntityType>) -> bool {
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
