//! A programme without quotation marks: "시는 빈집 재생사업을 시행", "철도 현대화 사업에 참여".
//!
//! The class word alone heads phrases for things in general as often as names (see [`class_word`]). Either its own words leave no doubt,
//! or who runs it, pays for it, takes part in it or where it is carried out tells that one of them is meant: `role` asks the frames for it.

use super::{Scene, bracket_role, class_word};
use crate::candidate::Candidate;
use crate::phrase::opens_quotation;
use crate::shape;
use policygraph_korean::analysis::{Analysis, Form, Phrase};
use policygraph_korean::hangul::is_syllable;
use policygraph_korean::verb::Ending;
use policygraph_model::{EntityType, Predicate};
use policygraph_registry::{ClassWord, Lexicon, Unquoted};

pub(crate) const ID: &str = "undertaken";

/// A programme that the nouns of a phrase could name.
pub(crate) struct Undertaking {
    pub candidate: Candidate,
    told: Told,
}

/// What shows that the words name a programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// They alone, whatever is said of it.
    ByWords,
    /// That it has a role which programmes fill.
    ByRole,
    /// That it is made public: "주거안정 방안을 발표".
    Announced,
    /// What it has to do with another measure: "블루카본 전략의 일환", "수산 전략의 후속".
    Related,
}

impl Undertaking {
    /// Whether its words alone show that a programme is meant.
    pub(crate) fn is_firm(&self) -> bool {
        self.told == Told::ByWords
    }

    /// Whether the role in a relation shows it.
    pub(crate) fn is_told_by(&self, predicate: Predicate) -> bool {
        use Predicate::{Announces, BasedOn, ImplementedIn, Leads, PartOf, Replaces};
        match self.told {
            Told::ByWords | Told::ByRole => true,
            Told::Announced => matches!(predicate, Announces | BasedOn | PartOf | Replaces | ImplementedIn | Leads),
            Told::Related => matches!(predicate, BasedOn | PartOf | Replaces),
        }
    }
}

/// The programme that the nouns of a phrase name, where they could name one.
pub(crate) fn named_by(
    scene: &Scene<'_>,
    analysis: &Analysis,
    phrase: &Phrase,
    names: &[Candidate],
) -> Option<Undertaking> {
    if scene.is_caption() {
        return None;
    }
    let noun = |w: usize| &scene.str()[analysis.words[w].stem.clone()];
    let class_of = |w: usize| scene.registry.lexicon().class_of(noun(w)).filter(|c| c.unquoted.is_some());
    // "조성사업 대상지로": who or what takes part in the programme.
    let frames = scene.registry.frames();
    let takes_part =
        |n: &str| frames.is_relational(n) && frames.of(n).iter().any(|f| f.predicate == Predicate::ParticipatesIn);
    let of_it = |w: usize| noun(w) == "공모" || takes_part(noun(w)) || is_sum(noun(w));
    let mut nouns = phrase.nouns.clone().rev().map(|w| (w, class_of(w)));
    let (last, class) = nouns.find(|&(w, class)| class.is_some() || !of_it(w))?;
    if analysis.words[last].atom || class.is_none() && !is_version(noun(last)) {
        return None;
    }
    // "반도체 미션 2.0": the version belongs to the name.
    let edition = analysis.words[last].stem.end;
    let last = last.checked_sub(1).filter(|&l| is_version(noun(last)) && phrase.nouns.contains(&l)).unwrap_or(last);
    let end = analysis.words[last].stem.end;
    let (stem, class) = (noun(last), class_of(last)?);
    // "X는 산업의 성장을 꾀하는 농산업 클러스터다": what something is.
    let described = phrase
        .nouns
        .start
        .checked_sub(1)
        .is_some_and(|b| matches!(analysis.words[b].form, Form::Verb { ending: Ending::Adnominal, .. }));
    if described && matches!(analysis.words[phrase.words.end - 1].form, Form::Copula(_)) {
        return None;
    }
    let words = &scene.phrase.words;
    let i = words.partition_point(|w| scene.phrase.original(&w.range).end < end);
    words.get(i).filter(|w| scene.phrase.original(&w.range).start < end)?;
    // "토큰 실증사업 ‘가온’": says what the name behind is.
    if opens_quotation(scene.str()[end..].trim_start_matches('인').trim_start()) {
        return None;
    }
    // What modifies the nouns is no part of the name: "예산이 들어간 갯벌 복원 사업".
    let nouns = analysis.words[phrase.nouns.start].range.start;
    let within = words.partition_point(|w| scene.phrase.original(&w.range).start < nouns);
    let first = class_word::head_start(scene, i, names).max(within.min(i));
    if class_word::says_what_topic_is(scene, first, i, names) {
        return None;
    }
    let told = tells_which(scene, first, i, class, stem)?;
    // "… 과제(주관: A, 참여: B)".
    let stem_end = words[i].range.start + stem.len();
    let told = if bracket_role::is_behind(scene, stem_end) { Told::ByWords } else { told };
    let start = scene.phrase.original(&words[first].range).start;
    let overlaps = |c: &Candidate| {
        c.kind != EntityType::Technology && c.range.start < end && start < c.range.end && c.kind != EntityType::Place
    };
    if names.iter().any(overlaps) {
        return None;
    }
    let end = edition;
    let candidate = Candidate::new(start..end, &scene.str()[start..end], EntityType::Program, ID, 4);
    Some(Undertaking { candidate, told })
}

/// Whether a text may name a programme so.
pub(crate) fn may_be_told(scene: &Scene<'_>) -> bool {
    let (phrase, lexicon) = (scene.phrase, scene.registry.lexicon());
    phrase.words.iter().any(|w| lexicon.class_of(phrase.stem(w)).is_some_and(|c| c.unquoted.is_some()))
}

/// Whether the words before the class word tell one programme from others: two of them say something, or one before a firm class word.
/// If so, what shows it.
fn tells_which(scene: &Scene<'_>, first: usize, last: usize, class: &ClassWord, stem: &str) -> Option<Told> {
    let unquoted = class.unquoted?;
    let lexicon = scene.registry.lexicon();
    let phrase = scene.phrase;
    let word = |w: usize| phrase.slice(&phrase.words[w].range);
    if (first..last).any(|w| INDEFINITE.contains(&word(w))) {
        return None;
    }
    // "이번 국제 사업": one that the text spoke of, by what it is.
    let spoken_of = first.checked_sub(1).is_some_and(|b| matches!(word(b), "이번" | "해당" | "동"));
    if spoken_of && last - first <= 1 {
        return None;
    }
    let own = stem.strip_suffix(class.word.as_str()).unwrap_or(stem);
    let own_content = usize::from(own.chars().count() >= 2 && !lexicon.is_generic(own));
    let done = unquoted != Unquoted::Firm && own_content == 0 && says_what_is_done(scene, first, last, own);
    // "법정 계획", "5개년 계획": any that is one.
    let any = |w: &str| w == "법정" || w.starts_with(|c: char| c.is_ascii_digit());
    let tells = |w: &str| !(class_word::says_nothing(lexicon, w) || any(w));
    let content = (first..last).filter(|&w| tells(word(w))).count()
        + own_content
        + usize::from(done)
        + usize::from(first == last && is_national(lexicon, class, own));
    // "입찰 배제 방안" is done with something; "유통 개편방안" has a name.
    if unquoted == Unquoted::Loose && own_content == 0 && (own.is_empty() || !done) {
        // "청년 주거안정 방안을 발표", "산림녹화 계획의 후속".
        let before = last.checked_sub(1).filter(|&b| b >= first && own.is_empty()).map(word)?;
        let compound = is_compound(before) && !class_word::says_nothing(lexicon, before);
        let told = if last - first == 1 { Told::Related } else { Told::Announced };
        return (compound || content >= 2).then_some(told);
    }
    // "슈퍼컴퓨팅 이니셔티브": one word that is no common noun.
    let alone = |w: usize| word(w).chars().count() >= 3 && !shape::is_common(scene.registry, word(w));
    let words = last - first + own_content + usize::from(last == first + 1 && alone(first));
    let firm = unquoted == Unquoted::Firm;
    match content {
        0 => None,
        // "해양관측장비개발사업": one long word that says what is done.
        1 if first == last && class.word == "사업" && is_long_task(own) => Some(Told::ByRole),
        // "수산물 이력제": a scheme is called by what it is for.
        1.. if first < last && class.word.ends_with('제') => Some(Told::ByRole),
        1 if !(words >= 2 && firm) => Some(Told::Related).filter(|_| first < last && unquoted != Unquoted::Loose),
        _ if firm || own_content > 0 && first < last => Some(Told::ByWords),
        _ => Some(Told::ByRole),
    }
}

/// Whether one word calls a strategy one of the nation and says for what: 국가수소전략.
fn is_national(lexicon: &Lexicon, class: &ClassWord, own: &str) -> bool {
    class.word == "전략"
        && own.strip_prefix("국가").is_some_and(|field| !field.is_empty() && !lexicon.is_generic(field))
}

/// Whether a verbal noun says what is done, and a compound or an abbreviation before it with what: "녹색융합클러스터 조성사업", "GX 추진 전략".
fn says_what_is_done(scene: &Scene<'_>, first: usize, last: usize, own: &str) -> bool {
    let word = |w: usize| scene.phrase.slice(&scene.phrase.words[w].range);
    let (act, with) = match last.checked_sub(1) {
        Some(before) if own.is_empty() => (word(before), before.checked_sub(1)),
        before => (own, before),
    };
    let abbreviation = |w: &str| w.len() >= 2 && w.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    let tells = |w: usize| w >= first && (is_compound(word(w)) || abbreviation(word(w)));
    scene.registry.frames().is_verbal(act) && with.is_some_and(tells)
}

/// Whether one word says at length what is done: 해양관측장비개발.
fn is_long_task(word: &str) -> bool {
    const LEAST: usize = 8;
    let done = ["개발", "구축", "조성", "육성", "확산", "고도화", "실증", "양성", "촉진", "정비", "보급"];
    word.chars().filter(|c| is_syllable(*c)).count() >= LEAST && done.iter().any(|d| word.ends_with(d))
}

/// Whether a word is a version: 2.0.
fn is_version(word: &str) -> bool {
    word.contains('.') && word.chars().all(|c| c.is_ascii_digit() || c == '.') && word.len() <= 4
}

/// Whether a word is a sum of money or a part of one: "바우처 300억 원".
fn is_sum(word: &str) -> bool {
    const UNITS: &[&str] = &["원", "달러", "유로", "엔", "파운드", "위안"];
    let counted = word.starts_with(|c: char| c.is_ascii_digit());
    UNITS.contains(&word) || counted && (word.ends_with(['억', '조', '만']) || UNITS.iter().any(|u| word.ends_with(u)))
}

/// Whether a word is long enough to be a noun made of two.
fn is_compound(word: &str) -> bool {
    const LEAST: usize = 4;
    word.chars().filter(|c| is_syllable(*c)).count() >= LEAST
}

/// Words that say of a programme that it is any of its kind.
const INDEFINITE: &[&str] = &[
    "단계",
    "이전",
    "종전",
    "첫",
    "유사",
    "해외",
    "합동",
    "민관",
    "신규",
    "후속",
    "후계",
    "대체",
    "상위",
    "하위",
    "부속",
    "각종",
    "관련",
    "기타",
    "자체",
    "별도",
    "일부",
    "주요",
    "핵심",
    "대형",
    "추가",
    "동일",
    "인근",
    "현지",
    "전체",
    "향후",
    "중장기",
    "장기",
    "단기",
];

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn programmes_without_quotation_marks() {
        check(None, "새솔시는 구도심 빈집 재생사업을 시행한다.", &["Place:새솔시", "Program:구도심 빈집 재생사업"]);
        for programme in ["녹색융합클러스터 조성사업", "녹색융합클러스터 조성 사업"] {
            let expected = ["Place:새솔시", &format!("Program:{programme}")];
            check(None, &format!("새솔시는 {programme}에 3억 원을 지원한다."), &expected);
            check(None, &format!("새솔시가 {programme} 대상지로 선정됐다."), &expected);
            check(None, &format!("새솔시가 {programme} 공모에 선정됐다."), &expected);
        }
        for programme in ["국가수소전략", "GX 추진전략", "녹색융합클러스터 조성방안"] {
            check(
                None,
                &format!("새솔시는 {programme}을 추진한다."),
                &["Place:새솔시", &format!("Program:{programme}")],
            );
        }
        check(
            None,
            "새솔시가 신설한 이야기마을 레지던시에 신청이 몰렸다.",
            &["Place:새솔시", "Program:이야기마을 레지던시"],
        );
    }

    #[test]
    fn what_is_done_in_general_is_none() {
        for text in [
            "새솔시는 신규 사업을 시행한다.",
            "새솔시는 해외 유사 사업을 조사한다.",
            "새솔시는 입찰 배제 방안을 검토한다.",
            "새솔시는 노인 가입 문제도 검토한다.",
            "새솔시는 이번 범세계 프로젝트에 참여한다.",
            "새솔시는 고비용 혁신 프로젝트를 지원한다.",
            "새솔시는 도로 조성사업을 시행한다.",
            "새솔시는 국가발전전략을 추진한다.",
        ] {
            check(None, text, &["Place:새솔시"]);
        }
        // The class word only describes the name behind it.
        check(None, "새솔시는 빈집 재생사업 ‘새집’을 시행한다.", &["Place:새솔시", "Program:새집"]);
    }
}
