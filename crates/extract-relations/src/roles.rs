//! The role of a name in its clause, by the particle after it.

use policygraph_korean::hangul::{is_syllable, is_word};
use policygraph_korean::particle::{self, Case, Particle};
use policygraph_korean::title;
use policygraph_korean::word_list::WordList;
use policygraph_model::EntityType;
use policygraph_registry::Lexicon;
use std::ops::Range;

/// What a name does in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// 은/는, 이/가, 주도로.
    Subject,
    /// 에 의해: who does what is said in the passive.
    Agent,
    /// 을/를.
    Object,
    /// 와/과.
    Partner,
    /// 에, 에서.
    Place,
    /// 의.
    Genitive,
    /// 도, which takes the place of 이/가 or 을/를: who acts, if it is an organization, else what is acted on.
    Also,
    /// No particle, right before a verbal noun or at a boundary.
    Bare,
    /// No particle, before another noun.
    Modifier,
    /// 로, 까지 and others.
    Other,
}

/// The role of the name at `range`, and where the words that show it end.
///
/// Quotation marks, a footnote star and a bracket may stand between name and particle. The particle may follow a class
/// noun (‘X’ 프로젝트를) or 등, or, where a quotation mark was lost in conversion, a blank.
pub(crate) fn role(text: &str, range: &Range<usize>, lexicon: &Lexicon) -> (Role, usize) {
    let mut at = skip_closers(text, range.end);
    let last = text[..range.end].chars().next_back().unwrap_or(' ');
    let rest = word_at(text, at);
    if !rest.is_empty() {
        // "중기부장관은", "삼성측이": the head of the word carries the particle.
        let end = at + rest.len();
        if rest == "에" && text[end..].starts_with(" 의해") {
            return (Role::Agent, end);
        }
        if let Some(p) = particle::exact(last, rest) {
            return (of_particle(p), end);
        }
        if rest.starts_with('등') || lexicon.class_of(particle::strip(rest)).is_some() {
            return (of_word(rest), end);
        }
        return (Role::Modifier, end);
    }
    // The next words: 등, a class noun, a particle that lost its quotation mark.
    let mut listed = false;
    for _ in 0..4 {
        let gap = text[at..].len() - text[at..].trim_start_matches(' ').len();
        let next = word_at(text, at + gap);
        if gap == 0 || next.is_empty() {
            return (Role::Bare, at);
        }
        let end = at + gap + next.len();
        if matches!(next, "을" | "를" | "은" | "는" | "이" | "가" | "의" | "에") {
            return (of_lone_particle(next), end);
        }
        if next == "역시" {
            return (Role::Also, end);
        }
        if DRIVING.has(next) {
            return (Role::Subject, end);
        }
        let (noun, particle) = particle::split(next).map_or((next, None), |(s, p)| (s, Some(p)));
        // "○○법 개정안을": its amendment. "등 8개 중앙부처는", "등 주요 기관이": what a list is summed up as.
        if AMENDMENTS.has(noun) || (listed && COLLECTIVES.closes(noun)) {
            return (particle.map_or(Role::Bare, of_particle), end);
        }
        let etc = (next.starts_with('등') && next.chars().count() <= 3) || REGION.has(noun);
        // "등 10개 도시가": the count.
        let count = next.starts_with(|c: char| c.is_ascii_digit())
            && ["개", "곳", "명", "여개", "대", "개사", "개국"].iter().any(|u| next.ends_with(u));
        let class = lexicon.class_of(noun).is_some_and(|c| noun == c.word);
        let described = listed && next.starts_with(is_syllable) && particle.is_none();
        listed |= etc;
        if !etc && !class && !count && !described {
            return (if lexicon.frames().opens_with_verbal(next) { Role::Bare } else { Role::Modifier }, at);
        }
        if particle.is_some() {
            return (of_word(next), end);
        }
        at = end;
    }
    (Role::Bare, at)
}

/// The role of a person whose title carries the particle: "○○ 대통령은", "○○ ○○부 장관은".
pub(crate) fn role_by_title(text: &str, end: usize) -> Option<Role> {
    let words = text[skip_closers(text, end)..].split_whitespace().take(3);
    words.map(|w| w.trim_end_matches([',', '.'])).find_map(|word| {
        let (stem, particle) = particle::split(word).map_or((word, None), |(s, p)| (s, Some(p)));
        title::is_title(stem).then(|| particle.map_or(Role::Bare, of_particle))
    })
}

/// Nouns for the draft of a law or plan, behind its name.
static AMENDMENTS: WordList =
    WordList::new(&["개정안", "제정안", "초안", "시안", "최종안", "수정안", "제안서", "보고서"]);

/// Nouns that sum up a list of actors.
static COLLECTIVES: WordList = WordList::new(&[
    "부처",
    "기관",
    "기업",
    "업체",
    "국가",
    "단체",
    "대학",
    "도시",
    "회사",
    "은행",
    "기업들",
    "업체들",
    "국가들",
    "개국",
    "개사",
]);

/// Whether a noun for companies follows a name: "○○국 기업이", "○○시 업체들과".
pub(crate) fn describes_companies(text: &str, end: usize, lexicon: &Lexicon) -> bool {
    let Some(rest) = text[end..].strip_prefix(' ') else { return false };
    let noun = particle::strip(word_at(rest, 0));
    let noun = noun.strip_suffix('들').unwrap_or(noun);
    lexicon.class_of(noun).is_some_and(|c| c.word == noun && c.kind == EntityType::Company)
}

/// Words that make the name before them the one who acts: "○○부 주도로".
static DRIVING: WordList = WordList::new(&["주도로", "주도하에", "주도로서", "주관으로", "중심으로"]);

/// Nouns after a place that leave it what it is: "○○ 시장에 진출", "○○ 전역에서".
static REGION: WordList = WordList::new(&["시장", "지역", "전역", "등지", "내", "현지", "전체"]);

/// A particle that lost its quotation mark agrees with a syllable before the blank; its form alone decides.
fn of_lone_particle(particle: &str) -> Role {
    match particle {
        "을" | "를" => Role::Object,
        "의" => Role::Genitive,
        "에" => Role::Place,
        _ => Role::Subject,
    }
}

fn of_word(word: &str) -> Role {
    particle::split(word).map_or(Role::Bare, |(_, p)| of_particle(p))
}

fn of_particle(particle: Particle) -> Role {
    if particle.form == "도" { Role::Also } else { of_case(particle.case) }
}

fn of_case(case: Case) -> Role {
    match case {
        Case::Topic | Case::Subject => Role::Subject,
        Case::Object => Role::Object,
        Case::Comitative => Role::Partner,
        Case::Dative | Case::Locative => Role::Place,
        Case::Genitive => Role::Genitive,
        Case::Instrumental | Case::As | Case::Source | Case::Auxiliary | Case::Quotative => Role::Other,
    }
}

/// What closes the name of a programme or document.
const CLOSERS: [char; 10] = ['\'', '’', '"', '”', '」', '』', '｣', '>', '》', '〉'];

/// Passes over closing quotation marks, stars and brackets.
pub(crate) fn skip_closers(text: &str, mut at: usize) -> usize {
    while let Some(c) = text[at..].chars().next() {
        if is_syllable(c) || c == ' ' {
            return at;
        }
        if CLOSERS.contains(&c) || matches!(c, '‘' | '“' | '*' | ')') {
            at += c.len_utf8();
        } else if c == '(' {
            match text[at..].find(')') {
                Some(close) => at += close + 1,
                None => return at,
            }
        } else {
            return at;
        }
    }
    at
}

/// The bytes inside the bracket that stands right behind a name, over what closes it.
pub(crate) fn bracket_behind(text: &str, end: usize) -> Option<Range<usize>> {
    let rest = text[end..].trim_start_matches(CLOSERS).trim_start();
    // "「X」 요약 (A 발간)".
    let rest = ["요약", "전문", "개요"].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest).trim_start();
    let inner = rest.strip_prefix('(')?;
    let start = text.len() - inner.len();
    Some(start..start + inner.find(')')?)
}

/// What stands between a name that ends at `end` and `to`, without what closes the name; empty if `to` is in its bracket.
pub(crate) fn gap(text: &str, end: usize, to: usize) -> &str {
    &text[skip_closers(text, end).min(to)..to]
}

fn word_at(text: &str, at: usize) -> &str {
    let tail = &text[at..];
    &tail[..tail.find(|c: char| !is_word(c)).unwrap_or(tail.len())]
}

#[cfg(test)]
mod tests {
    use super::*;
    use policygraph_registry::Registry;

    fn check(text: &str, name: &str, expected: Role) {
        let registry = Registry::builtin();
        let at = text.find(name).unwrap();
        assert_eq!(role(text, &(at..at + name.len()), registry.lexicon()).0, expected, "{text}");
    }

    #[test]
    fn roles() {
        check("가온부는 계획을 발표", "가온부", Role::Subject);
        check("가온부(GO)는 발표", "가온부", Role::Subject);
        check("‘누리’ 프로젝트를 추진", "누리", Role::Object);
        check("누리 계획 을 추진", "누리 계획", Role::Object);
        check("가온사와 협력", "가온사", Role::Partner);
        check("가온사, 한새사 등이 참여", "한새사", Role::Subject);
        check("누리전략 발표", "누리전략", Role::Bare);
        check("가온사 장비를 구매", "가온사", Role::Modifier);
        check("가온사의 장비", "가온사", Role::Genitive);
    }
}
