//! Noun phrases: runs of nouns with the role that their particle and what follows it give them.

use super::Analysis;
use super::words::{Form, Word};
use crate::particle::Case;
use crate::verb::Ending;
use std::ops::Range;

/// What a phrase does for the predicate or noun that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// 은/는: what the sentence is about, mostly who acts.
    Topic,
    /// 이/가: who acts.
    Subject,
    /// 을/를.
    Object,
    /// 에, 에게.
    Dative,
    /// 에서.
    Locative,
    /// 로부터, 에게서.
    Source,
    /// 으로/로.
    Direction,
    /// 으로서/로서.
    As,
    /// 와/과.
    Comitative,
    /// 와 함께, 와 공동으로.
    With,
    /// 의: of the next phrase.
    Genitive,
    /// 을 위해, 을 목표로.
    Purpose,
    /// 에 따라, 을 바탕으로.
    Basis,
    /// 을 통해.
    Means,
    /// 에 대한, 에 관해.
    About,
    /// 에 의해, 주도로: who acts, whatever the voice.
    Agent,
    /// 을 비롯한, 을 포함해: a member of what follows.
    Including,
    /// 도, 만: any role that the predicate has free.
    Also,
    /// 인: says what the next phrase is.
    Apposition,
    /// The noun of the copula.
    Complement,
    /// No particle.
    Bare,
    /// 까지, 부터, 보다 and others.
    Other,
}

/// How a phrase is joined to the one that follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    /// 및, a middle dot: surely members of one list.
    Tight,
    /// A comma, 와/과: members of one list where they are things of one kind.
    Loose,
}

/// A run of nouns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// All its words, with 등 and what sums up a list, and the postposition behind it (위해).
    pub words: Range<usize>,
    /// The nouns that name what it is; the last is its head.
    pub nouns: Range<usize>,
    /// What it does.
    pub role: Role,
    /// Whether it is joined to the next.
    pub joint: Option<Joint>,
    /// Whether it belongs to the next phrase rather than to a predicate: 의, 위한, 에 대한, 인.
    pub modifies: bool,
    /// Whether 등 closes a list with it.
    pub listed: bool,
    /// Whether a comma follows it.
    pub comma: bool,
    /// Whether its particle also says what the sentence is about: 에는, 에서는, 와는.
    pub topical: bool,
    /// Whether it is the part of another phrase before the verbal noun that heads it (누리사 인수를).
    pub inner: bool,
}

type Postposition = (Role, &'static [&'static str], Role, bool);

/// Verbs and nouns that with a particle do the work of one. Source: 국립국어원, 한국어 문법 총론 (복합 조사 상당어).
const POSTPOSITIONS: &[Postposition] = &[
    (Role::Bare, &["없이"], Role::Other, false),
    (Role::Object, &["위해", "위하여", "위해서", "위해서는"], Role::Purpose, false),
    (Role::Object, &["위한"], Role::Purpose, true),
    (Role::Object, &["목표로", "목적으로", "주제로"], Role::Purpose, false),
    (Role::Object, &["통해", "통하여", "통해서"], Role::Means, false),
    (Role::Object, &["통한"], Role::Means, true),
    (Role::Object, &["바탕으로", "토대로", "기반으로", "근거로"], Role::Basis, false),
    (Role::Object, &["포함한", "비롯한"], Role::Including, true),
    (Role::Object, &["포함해", "포함하여", "비롯해", "비롯하여"], Role::Including, true),
    (Role::Object, &["대상으로", "중심으로", "놓고", "두고", "둘러싸고", "앞두고", "거쳐"], Role::Other, false),
    (
        Role::Dative,
        &[
            "따라",
            "맞춰",
            "발맞춰",
            "따라서",
            "의거",
            "의거해",
            "의거하여",
            "근거해",
            "근거하여",
            "기반해",
            "기반하여",
            "기초해",
            "기초하여",
        ],
        Role::Basis,
        false,
    ),
    // "A에 이어 B도", "작년에 비해": beside whom or what, not to whom.
    (
        Role::Dative,
        &[
            "따르면",
            "의하면",
            "이어",
            "이어서",
            "뒤이어",
            "비해",
            "비하면",
            "앞서",
            "힘입어",
            "더해",
            "맞서",
            "반해",
            "그치지",
        ],
        Role::Other,
        false,
    ),
    (Role::Dative, &["따른", "의거한", "근거한", "기반한", "기초한"], Role::Basis, true),
    (Role::Dative, &["대한", "관한"], Role::About, true),
    (Role::Dative, &["대해", "대해서", "대하여", "관해", "관하여"], Role::About, false),
    (Role::Dative, &["의해", "의하여"], Role::Agent, false),
    (Role::Dative, &["의한"], Role::Agent, true),
    (Role::Comitative, &["함께", "공동으로", "더불어", "같이", "나란히"], Role::With, false),
    // "A와는 달리 B는": A is no member of a list.
    (Role::Comitative, &["달리", "반대로", "무관하게", "별개로", "별도로", "대조적으로"], Role::Other, false),
    (Role::Comitative, &["관련", "관련해", "관련하여", "관련한"], Role::About, false),
];

/// Whether a verb or noun does the work of a particle: 위해, 따라, 근거해.
pub(crate) fn is_postposition(word: &str) -> bool {
    POSTPOSITIONS.iter().any(|(_, words, ..)| words.contains(&word))
}

/// Nouns that behind a modifying verb tell when or how: "발표한 뒤"; and 등, behind an example of what is done.
const WHEN: &[&str] =
    &["등", "뒤", "후", "이후", "직후", "전", "동안", "때", "당시", "가운데", "채", "즉시", "다음", "결과"];

/// What organizations have somewhere.
const SEATS: &[&str] =
    &["본사", "본부", "지사", "법인", "공장", "사무소", "거점", "지점", "연구소", "자회사", "사업장", "매장"];

/// Nouns that with 로 make the noun before them the one who acts: "산업부 주도로".
const DRIVING: &[&str] = &["주도", "주관", "총괄", "주최"];

pub(super) fn read(text: &str, analysis: &mut Analysis) {
    let mut builder =
        Builder { text, words: &analysis.words, phrases: Vec::with_capacity(analysis.words.len() / 2 + 1) };
    let mut at = 0;
    while at < builder.words.len() {
        at = builder.next(at);
    }
    let phrases = builder.phrases;
    analysis.phrases = phrases;
}

struct Builder<'a> {
    text: &'a str,
    words: &'a [Word],
    phrases: Vec<Phrase>,
}

impl Builder<'_> {
    fn stem(&self, word: usize) -> &str {
        self.words.get(word).map_or("", |w| &self.text[w.stem.clone()])
    }

    fn whole(&self, word: usize) -> &str {
        self.words.get(word).map_or("", |w| &self.text[w.range.clone()])
    }

    /// Reads the phrase that starts at a word, if one does; returns where the next starts.
    fn next(&mut self, first: usize) -> usize {
        let mut at = first;
        while self.words.get(at).is_some_and(|w| w.form == Form::Determiner) {
            at += 1;
            if self.words[at - 1].stop {
                return at;
            }
        }
        if !self.words.get(at).is_some_and(|w| matches!(w.form, Form::Noun(_) | Form::Copula(_))) {
            if let (Some(last), true) =
                (self.phrases.last_mut(), self.words.get(at).is_some_and(|w| w.form == Form::Conjunction))
                && last.words.end == first
                && last.role == Role::Bare
                && !self.words[first - 1].stop
            {
                last.joint = Some(Joint::Tight);
            }
            return at.max(first) + 1;
        }
        // "투자받은 뒤 A시에서": when, not a noun before the next.
        let after_verb = first.checked_sub(1).is_some_and(|b| {
            let ends = matches!(self.words[b].form, Form::Verb { ending: Ending::Adnominal | Ending::Prospective, .. });
            ends && !self.words[b].stop
        });
        if after_verb && at == first && self.words[first].form == Form::Noun(None) && WHEN.contains(&self.stem(first)) {
            self.phrases.push(Phrase {
                words: first..first + 1,
                nouns: first..first + 1,
                role: Role::Other,
                joint: None,
                modifies: false,
                listed: false,
                comma: self.words[first].comma,
                topical: false,
                inner: false,
            });
            return first + 1;
        }
        // "A시의 경우 ‘X’를": what is said of it follows.
        let about = self.stem(first) == "경우" && at == first;
        let owner = self.phrases.last_mut().filter(|p| about && p.role == Role::Genitive && p.words.end == first);
        if let Some(owner) = owner {
            (owner.role, owner.modifies, owner.words.end) = (Role::Topic, false, first + 1);
            return first + 1;
        }
        let mut listed = None;
        let mut under = false;
        while let Some(word) = self.words.get(at) {
            let ends = word.comma || word.dot || word.stop;
            if matches!(self.stem(at), "등" | "등등") {
                listed = listed.or(Some(at));
            }
            // "누리사 100억원에": a sum begins a phrase of its own behind a name.
            let sum = |w: &Word| {
                let stem = &self.text[w.stem.clone()];
                stem.starts_with(|c: char| c.is_ascii_digit())
                    && stem.ends_with(['원', '러', '로', '엔', '안', '드'])
                    && stem.contains(['억', '조', '만'])
                    && matches!(w.form, Form::Noun(Some(_)))
            };
            if word.atom && matches!(word.form, Form::Noun(None)) && !ends && self.words.get(at + 1).is_some_and(sum) {
                at += 1;
                break;
            }
            // "A의 후원 아래 B는": says under what, and is no noun before the next.
            if at > first && matches!(word.form, Form::Noun(None)) && !ends && self.whole(at) == "아래" {
                at += 1;
                under = true;
                break;
            }
            match word.form {
                Form::Noun(None) | Form::Determiner if !ends => at += 1,
                Form::Noun(_) | Form::Copula(_) | Form::Determiner => {
                    at += 1;
                    break;
                }
                // "추진 중인", "지정된 시": a verb ends the run before it.
                _ => break,
            }
        }
        let last = at - 1;
        let word = &self.words[last];
        let (mut role, mut modifies) = match word.form {
            Form::Noun(Some(p)) => (of_case(p.case, p.form), p.case == Case::Genitive || p.form.ends_with('의')),
            Form::Copula(Ending::Adnominal | Ending::QuotativeAdnominal) => (Role::Apposition, true),
            Form::Copula(_) => (Role::Complement, false),
            _ => (Role::Bare, false),
        };
        let topical = matches!(word.form, Form::Noun(Some(p)) if p.form.chars().nth(1).is_some() && p.form.ends_with(['는', '선', '겐']));
        let mut nouns = first..listed.filter(|&l| l > first).unwrap_or(at);
        let mut end = at;
        if role == Role::Direction && nouns.len() > 1 && DRIVING.contains(&self.stem(last)) {
            role = Role::Agent;
            nouns.end = nouns.end.min(last);
        }
        // "산업부의 주도 아래": who stands in the genitive.
        let driven = nouns.len() == 2
            && matches!(self.stem(first), "주도" | "주관" | "총괄")
            && matches!(self.stem(last), "아래" | "하");
        let owner = self.phrases.last_mut().filter(|p| driven && p.role == Role::Genitive && p.words.end == first);
        if let Some(owner) = owner {
            (owner.role, owner.modifies, owner.words.end) = (Role::Agent, false, at);
            return at;
        }
        // "산업부의 주도 아래", "산업부 주관 하에".
        let under_it = |at: usize| matches!(self.whole(at), "아래" | "하에" | "아래서");
        if role == Role::Bare && nouns.len() > 1 && matches!(self.stem(last), "주도" | "주관" | "총괄") && under_it(at)
        {
            role = Role::Agent;
            nouns.end = nouns.end.min(last);
            end = at + 1;
        }
        // "절반씩 출자": how much each.
        if role == Role::Bare && self.stem(last).ends_with('씩') && !word.atom {
            role = Role::Other;
        }
        if under && role == Role::Bare {
            role = Role::Direction;
            nouns.end = nouns.end.min(last);
        }
        let broken = word.comma || word.stop;
        // "A 역시 …에 투자했다": the adverb marks what the sentence is about.
        let also = |word: &str| matches!(word, "역시" | "또한");
        if role == Role::Bare && nouns.len() > 1 && also(self.stem(last)) && nouns.end > last {
            role = Role::Topic;
            nouns.end = last;
        } else if role == Role::Bare && !broken && also(self.whole(at)) {
            role = Role::Topic;
            end = at + 1;
        }
        if !broken
            && role != Role::Agent
            && let Some((result, adnominal, used)) = self.postposition(role, at)
        {
            (role, modifies, end) = (result, adnominal, at + used);
        }
        let word = &self.words[end - 1];
        let joint = match role {
            _ if word.stop => None,
            Role::Bare if word.dot => Some(Joint::Tight),
            Role::Bare if word.comma && !word.colon => Some(Joint::Loose),
            Role::Comitative => Some(Joint::Loose),
            _ => None,
        };
        self.phrases.push(Phrase {
            words: first..end,
            nouns,
            role,
            joint,
            modifies,
            listed: listed.is_some(),
            comma: word.comma,
            topical,
            inner: false,
        });
        end
    }

    /// The postposition that starts at a word behind a phrase of this role: what it makes of the phrase, whether it modifies a noun,
    /// and how many words it has.
    fn postposition(&self, role: Role, at: usize) -> Option<(Role, bool, usize)> {
        let next = self.whole(at);
        // "지사를 두고 있다", "인도에 공장을 두고 …": it has one.
        let has = || at.checked_sub(1).is_some_and(|noun| SEATS.iter().any(|seat| self.stem(noun).ends_with(seat)));
        if next == "두고" && (self.whole(at + 1).starts_with('있') || has()) {
            return None;
        }
        let &(_, _, result, adnominal) = POSTPOSITIONS.iter().find(|p| p.0 == role && p.1.contains(&next))?;
        // "목표로 하는", "바탕으로 한", "근거로 하여".
        let done = matches!(self.whole(at + 1), "하는" | "한" | "하여" | "해" | "삼아" | "두고");
        if next.ends_with('로') && done {
            let modifies = matches!(self.whole(at + 1), "하는" | "한");
            return Some((result, modifies, 2));
        }
        Some((result, adnominal, 1))
    }
}

fn of_case(case: Case, form: &str) -> Role {
    match case {
        Case::Topic => Role::Topic,
        Case::Subject => Role::Subject,
        Case::Object => Role::Object,
        Case::Genitive => Role::Genitive,
        Case::Dative => Role::Dative,
        Case::Locative => Role::Locative,
        Case::Instrumental => Role::Direction,
        Case::As => Role::As,
        Case::Source => Role::Source,
        Case::Comitative => Role::Comitative,
        Case::Auxiliary if matches!(form, "도" | "만" | "까지" | "까지도" | "마저" | "조차") => Role::Also,
        Case::Auxiliary | Case::Quotative => Role::Other,
    }
}
