//! The type of a quoted name: by the class word it ends in, by the nouns beside it, or by its sentence.

use super::sentence::{by_company, by_copula, by_label, by_maker, by_purse, by_role, by_signing, by_task, by_verb};
use crate::candidate::Candidate;
use crate::phrase::Word;
use crate::rules::{Scene, bracket_role};
use crate::shape;
use crate::sum;
use policygraph_korean::hangul::is_word;
use policygraph_korean::particle;
use policygraph_korean::word_list::WordList;
use policygraph_model::EntityType;
use policygraph_registry::{ClassWord, Strength};
use std::ops::Range;

/// Whether what stands in quotation marks is what somebody has done against rules, or an office: ‘최혜대우 요구’, ‘○○ 조정관’.
pub(crate) fn is_deed_or_office(name: &str) -> bool {
    static DEEDS: WordList = WordList::new(&[
        "요구",
        "강요",
        "위반",
        "남용",
        "담합",
        "갑질",
        "누락",
        "거부",
        "방해",
        "유출",
        "의무화",
        "지급",
        "금지",
        "논란",
        "의혹",
    ]);
    static OFFICES: WordList = WordList::new(&["조정관", "협력관", "담당관", "특사", "대사", "보좌관", "책임자"]);
    name.rsplit_once(' ').is_some_and(|(_, last)| DEEDS.has(last) || OFFICES.closes(last))
}

/// The type of a quoted name, where anything tells it.
pub(super) fn kind(scene: &Scene<'_>, name: &str, range: &Range<usize>, out: &[Candidate]) -> Option<EntityType> {
    let lexicon = scene.registry.lexicon();
    let phrase = scene.phrase;
    if is_cited(&phrase.text, range) {
        return Some(EntityType::Document);
    }
    let last = name.split_whitespace().rev().find(|w| !is_edition(w))?;
    if is_deed_or_office(name) {
        return None;
    }
    // "○○사·○○사의 ‘하늘 드림팀’이 참여": those who act together.
    let frames = scene.registry.frames();
    let task = |of: &str| of.is_empty() || frames.has_verbal(of) || lexicon.is_generic(of);
    if last.strip_suffix("팀").is_some_and(|of| !task(of)) {
        return Some(EntityType::Association);
    }
    // “… 만 담았던 ○○법을 갈음하는 업권법”: what somebody says of a thing.
    let double = phrase.text[..range.start].ends_with(['“', '”', '"']);
    let words = || name.split_whitespace();
    let is_book = phrase.text[..range.start].ends_with('『') && name.contains(' ');
    let acts = words()
        .any(|w| particle::split(w).is_some_and(|(s, p)| p.case == particle::Case::Object && s.chars().count() > 1));
    if double && acts && words().count() >= 4 && words().any(crate::phrase::is_adnominal) {
        return None;
    }
    // "A를 ‘우려기업’ 명단에 올렸다": what those on a list are called.
    let listed = after_marks(&phrase.text[range.end..]).trim_start();
    if lexicon.class_of(last).is_some_and(|c| c.kind.is_organization())
        && ["명단", "목록", "리스트"].iter().any(|list| listed.starts_with(list))
    {
        return None;
    }
    // "‘재산업화’를 위한 3억 유로": what is aimed at.
    if is_reason(&phrase.text[range.end..]) {
        return None;
    }
    // "‘첫 문턱’ 넘었다": what is got over is no thing.
    let crossed = after_marks(&phrase.text[range.end..]).trim_start_matches(['을', '를', ' ']);
    if ["넘었", "넘어", "넘고", "넘긴"].iter().any(|verb| crossed.starts_with(verb)) {
        return None;
    }
    let becoming = name == last && last.ends_with('화') && name.chars().count() >= 3;
    if becoming
        && ["를 위", "를 목표", " 위한", " 위해"].iter().any(|b| after_marks(&phrase.text[range.end..]).starts_with(b))
    {
        return None;
    }
    // "두 마을이 함께하는 첫 사업"이라며.
    let behind = after_marks(&phrase.text[range.end..]);
    let speech = ["이라며", "라며", "이라고", "라고", "이라면서", "라면서"].iter().any(|e| behind.starts_with(e));
    if double && speech && words().count() >= 3 && words().any(crate::phrase::is_adnominal) {
        return None;
    }
    // A common noun that only ends like a class word is none (충전망, 전망), and a described thing is no name.
    let own = lexicon.class_of(last).filter(|c| last.len() > c.word.len() || name.len() > last.len()).filter(|c| {
        // "(이하 ‘공급기업’)": firms of a kind.
        let firms = c.kind == EntityType::Company
            && name == last
            && last.strip_suffix(c.word.as_str()).is_some_and(|rest| shape::is_common(scene.registry, rest));
        let inside = c.word != last && (lexicon.is_common_noun(last) || firms);
        let described = c.word == last
            // "…에 관한 고시" is what rules are called.
            && (words().any(|w| w != "관한" && crate::phrase::is_adnominal(w))
                || c.kind == EntityType::Company && only_describes(scene, name));
        !inside && !(described && (c.kind.is_organization() || c.strength == Strength::Quoted))
    });
    // ‘○○ 전망’ 보고서: what the noun behind says of a document goes before the class word inside.
    if let Some(class) = own {
        let behind = noun_behind(scene, range).filter(|&k| {
            k == EntityType::Document && class.kind != EntityType::Legislation && class.kind != EntityType::Program
        });
        if matches!(class.kind, EntityType::Product | EntityType::Technology) && is_book {
            return Some(EntityType::Document);
        }
        // "합작법인 ‘○○로봇’": what the noun before calls it.
        if class.kind == EntityType::Product && noun_before(scene, range) == Some(EntityType::Company) {
            return Some(EntityType::Company);
        }
        // ‘○○ 연구소’ 사업: what is run is a programme.
        let treaty = class.kind == EntityType::Legislation && class.word.ends_with("협정");
        let run = (class.kind.is_organization() || class.kind == EntityType::Product || treaty)
            && followed_by_programme(scene, range);
        return Some(if run { EntityType::Program } else { behind.unwrap_or(class.kind) });
    }
    // "‘○○율(Ocean Rule)’": the class word of the original name.
    let original = phrase.bracket_at(range.end).map(|b| &scene.str()[b.inner.clone()]);
    let latin = original.and_then(|o| o.split_whitespace().next_back()).filter(|w| w.is_ascii());
    if let Some(class) =
        latin.and_then(|w| lexicon.class_of(w).filter(|c| c.word == w && c.kind != EntityType::Technology))
    {
        return Some(class.kind);
    }
    // ‘전차 X-○○’: what it is stands first.
    let first = words().next().filter(|f| *f != last).and_then(|f| lexicon.class_of(f).filter(|c| c.word == f));
    let named = words().count() == 2 && last.contains(|c: char| c.is_ascii_alphanumeric());
    if first.is_some_and(|c| c.kind == EntityType::Product) && named {
        return Some(EntityType::Product);
    }
    // "『○○ 실태 2025』": the marks of books.
    if is_book {
        return Some(EntityType::Document);
    }
    // Double quotation marks set off what is said more often than what is called so.
    let said = phrase.text[..range.start].ends_with(['“', '”', '"']);
    if is_utterance(name) || said && beside(scene, range).is_none() {
        return None;
    }
    if is_designation(&phrase.text[range.end..]) || is_meeting(last) {
        return None;
    }
    if is_company_name(&phrase.text[..range.start]) {
        return Some(EntityType::Company);
    }
    // "A사와 B사가 설립한 ‘○○코리아’가": what companies found.
    let founded = || {
        let before = phrase.text[..range.start].trim_end_matches(|c: char| !is_word(c));
        let verb = ["설립한", "세운", "창업한", "출자한"].iter().find_map(|verb| before.strip_suffix(verb));
        let founder = verb.map(|b| b.trim_end().trim_end_matches(['이', '가']));
        let is_firm = founder.is_some_and(|b| {
            let (end, word) = (phrase.original(&(0..b.len())).end, b.rsplit(' ').next().unwrap_or(b));
            let known = out.iter().any(|c| c.kind == EntityType::Company && c.range.end == end);
            known || lexicon.company_name(word).is_some()
        });
        (is_firm && !name.contains(' ')).then_some(EntityType::Company)
    };
    let told = || {
        founded()
            .or_else(|| by_maker(phrase, range))
            .or_else(|| by_company(scene, range, out))
            .or_else(|| by_copula(scene, range))
    };
    beside(scene, range).or_else(told).or_else(|| {
        let latin = phrase
            .bracket_at(range.end)
            .is_some_and(|b| scene.str()[b.inner.clone()].starts_with(|c: char| c.is_ascii_uppercase()));
        by_signing(phrase, range)
            .or_else(|| by_purse(phrase, range, name))
            .or_else(|| by_verb(&phrase.text[range.end..]))
            .filter(|_| !latin || name.chars().count() > 1)
            .or(latin.then_some(EntityType::Product))
            .or_else(|| by_role(phrase, range, name))
            .or_else(|| by_label(phrase, range))
            .or_else(|| by_task(scene, range, out))
            .or_else(|| is_run(scene, range).then_some(EntityType::Program))
    })
}

/// What stands behind the quotation marks that close.
fn after_marks(behind: &str) -> &str {
    behind.trim_start_matches(['’', '\'', '”', '"', '」', '』', '>', '》'])
}

/// Whether what a quotation says is why something is done: "‘식량 안보’를 이유로".
pub(crate) fn is_reason(behind: &str) -> bool {
    ["을 이유로", "를 이유로", "을 명분으로", "를 명분으로"].iter().any(|b| after_marks(behind).starts_with(b))
}

/// Whether somebody is put under what stands in quotation marks: "A를 ‘문지기’로 지정".
pub(crate) fn is_designation(behind: &str) -> bool {
    let rest = after_marks(behind);
    let rest = rest.strip_prefix("으로 ").or_else(|| rest.strip_prefix("로 "));
    rest.is_some_and(|rest| ["지정", "분류", "규정", "간주", "꼽"].iter().any(|verb| rest.starts_with(verb)))
}

/// Whether a name is that of a meeting by its last word: ‘제9회 ○○ 심의회의’.
fn is_meeting(last: &str) -> bool {
    ["회의", "회담", "간담회", "설명회", "보고회", "선포식", "협약식", "기념식", "교류회"]
        .iter()
        .any(|e| last.ends_with(e))
}

/// Whether the bracket behind a quotation says who runs it or takes part in it.
fn is_run(scene: &Scene<'_>, range: &Range<usize>) -> bool {
    let rest = &scene.phrase.text[range.end..];
    let behind = after_marks(rest);
    bracket_role::is_behind(scene, range.end + rest.len() - behind.len())
}

/// Nouns for what is to come of something.
static AIMS: WordList = WordList::new(&[
    "증가", "감소", "확대", "축소", "달성", "감축", "절감", "증설", "배", "향상", "제고", "완료", "창출", "확보",
]);

/// Whether the words before a noun for a company name nobody: ‘수출 기업’, ‘새벽호의 기업’.
fn only_describes(scene: &Scene<'_>, name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let plain = |word: &&str| {
        let owned = particle::split(word).is_some_and(|(_, p)| p.case == particle::Case::Genitive);
        owned || shape::is_common(scene.registry, word) || scene.registry.lexicon().is_generic(word)
    };
    words.split_last().is_some_and(|(_, before)| before.iter().all(plain))
}

/// The type given by the noun right after the quotation, or right before it.
fn beside(scene: &Scene<'_>, range: &Range<usize>) -> Option<EntityType> {
    let phrase = scene.phrase;
    let after = phrase.words.iter().find(|w| w.range.start >= range.end)?;
    let gap = &phrase.text[range.end..after.range.start];
    let class = |word: &str| calls(scene, word);
    // "제도 ‘X’": the noun may end like a particle; who acts on the name ("…부가 ‘X’ 예산") is another thing.
    let class_before = |word: &Word| {
        class(phrase.slice(&word.range)).or_else(|| {
            class(phrase.stem(word)).filter(|k| {
                !k.is_organization() || word.particle.is_none_or(|p| !matches!(p.form, "이" | "가" | "과" | "도"))
            })
        })
    };
    if gap.chars().count() <= 2 {
        // ‘X’라는 프로젝트, ‘X’ 프로젝트
        let quoting = matches!(phrase.slice(&after.range), "라는" | "이라는" | "란" | "이란" | "등" | "등의");
        let noun = if quoting { phrase.words.iter().find(|w| w.range.start > after.range.start)? } else { after };
        // "‘X’ 참여기업 모집", "‘X’ 대상지로 선정": who or what takes part in it.
        const MEMBERS: &[&str] = &[
            "참여기업",
            "참가기업",
            "참여기관",
            "참여대학",
            "참가자",
            "참여자",
            "대상지",
            "대상지역",
            "시범지역",
            "시범도시",
            "주관기관",
            "수행기관",
        ];
        if MEMBERS.contains(&phrase.stem(noun)) {
            return Some(EntityType::Program);
        }
        // "‘X’ 운영사": who runs it. "플랫폼 ‘X’ 개발": what is made was called before.
        const MAKERS: &[&str] = &["운영사", "개발사", "제작사", "제조사", "공급사", "판매사", "유통사", "운용사"];
        if MAKERS.contains(&phrase.stem(noun)) {
            return Some(EntityType::Product);
        }
        let before = phrase.words.iter().rev().find(|w| w.range.end <= range.start);
        let product = before.filter(|w| w.particle.is_none()).and_then(class_before) == Some(EntityType::Product);
        if product && matches!(phrase.stem(noun), "개발" | "도입" | "공급" | "구축") {
            return Some(EntityType::Product);
        }
        if let Some((_, kind)) = class_word_from(scene, noun) {
            return Some(kind);
        }
    }
    let before = word_before(scene, range)?;
    let bare = before.particle.is_none_or(|p| matches!(p.form, "인" | "도" | "로" | "이" | "가" | "나" | "과" | "라"));
    // "용접 시뮬레이터 ‘X’": a thing that has a name.
    let thing = || {
        let words = scene.registry.technology_words();
        let noun = phrase.slice(&before.range);
        (before.particle.is_none() && (words.is_thing(noun) || words.is_made(noun) && !words.is_head(noun)))
            .then_some(EntityType::Product)
    };
    bare.then(|| class_before(before).or_else(thing))?
}

/// The type that a word beside a quotation gives to it; none if the word is a name of its own: "하늘공과대 ‘X’", "‘X’ 아래 하늘공과대에".
fn calls(scene: &Scene<'_>, word: &str) -> Option<EntityType> {
    let named = |c: &ClassWord| {
        let own = word.chars().count() - c.word.chars().count();
        c.strength == Strength::Name && c.kind.is_organization() && own > 2
    };
    scene.registry.lexicon().class_of(word).filter(|c| !named(c)).map(|c| c.kind)
}

/// The class word with its type that stands at a word behind a quotation, or behind one or two common nouns:
/// ‘X’ 프로젝트, ‘X’ 시범 프로젝트, ‘X’ 핵심 성능시험 사업.
fn class_word_from<'p>(scene: &'p Scene<'_>, noun: &'p Word) -> Option<(&'p Word, EntityType)> {
    let phrase = scene.phrase;
    let lexicon = scene.registry.lexicon();
    let class = |word: &'p Word| calls(scene, phrase.stem(word)).map(|kind| (word, kind));
    let text = |word: &Word| phrase.slice(&word.range);
    let bare = |word: &Word| word.particle.is_none() && !word.closes;
    let mut behind = phrase.words.iter().filter(|w| w.range.start > noun.range.start);
    if let Some(found) = class(noun) {
        return Some(found);
    }
    let next = behind.next().filter(|_| bare(noun) && lexicon.is_generic(text(noun)))?;
    let two = !lexicon.is_function(text(noun)) && bare(next) && shape::is_common(scene.registry, text(next));
    class(next)
        .or_else(|| behind.next().filter(|_| two).and_then(class).filter(|&(_, kind)| kind == EntityType::Program))
}

/// Where a programme with a sum ends that is called after what stands in quotation marks: ‘X’ 핵심 성능시험 사업에 30억 원.
pub(super) fn end_of_programme(scene: &Scene<'_>, range: &Range<usize>) -> Option<usize> {
    let phrase = scene.phrase;
    let after = phrase.words.iter().find(|w| w.range.start >= range.end)?;
    let near = phrase.text[range.end..after.range.start].chars().count() <= 2;
    let (word, kind) = class_word_from(scene, after).filter(|_| near)?;
    let end = word.stem.end;
    (kind == EntityType::Program && sum::is_behind(scene.registry, &phrase.text[end..])).then_some(end)
}

/// The type of the noun right behind a quotation.
fn noun_behind(scene: &Scene<'_>, range: &Range<usize>) -> Option<EntityType> {
    let phrase = scene.phrase;
    let after = phrase.words.iter().find(|w| w.range.start >= range.end)?;
    let near = phrase.text[range.end..after.range.start].chars().count() <= 2;
    let lexicon = scene.registry.lexicon();
    near.then(|| lexicon.class_of(phrase.stem(after)).filter(|c| c.word == phrase.stem(after)).map(|c| c.kind))?
}

/// The type of the noun right before a quotation, as it is called by it: "합작법인 ‘X’".
fn noun_before(scene: &Scene<'_>, range: &Range<usize>) -> Option<EntityType> {
    let before = word_before(scene, range).filter(|w| w.particle.is_none())?;
    calls(scene, scene.phrase.slice(&before.range))
}

/// The word right before a quotation.
fn word_before<'p>(scene: &'p Scene<'_>, range: &Range<usize>) -> Option<&'p Word> {
    let phrase = scene.phrase;
    let before = phrase.words.iter().rev().find(|w| w.range.end <= range.start)?;
    (phrase.text[before.range.end..range.start].chars().count() <= 2).then_some(before)
}

/// Whether a quotation and its bracket are called a programme right behind.
fn followed_by_programme(scene: &Scene<'_>, range: &Range<usize>) -> bool {
    const NOUNS: [&str; 7] = ["사업", "프로그램", "프로젝트", "이니셔티브", "전략", "구상", "펀드"];
    let phrase = scene.phrase;
    let after = phrase.words.iter().find(|w| w.range.start >= range.end);
    after.is_some_and(|w| NOUNS.iter().any(|n| phrase.slice(&w.range).starts_with(n) || phrase.stem(w).ends_with(n)))
}

/// Whether a quotation is said to be the name of a company: "새 법인 이름은 ‘X’", "사명을 ‘X’로".
fn is_company_name(before: &str) -> bool {
    let words: Vec<&str> = before.split_whitespace().rev().take(3).collect();
    let mut nouns = words.into_iter().filter(|w| w.chars().any(is_word));
    match nouns.next().map(particle::strip) {
        Some("사명" | "회사명" | "법인명" | "상호") => true,
        Some("이름") => matches!(nouns.next(), Some("법인" | "회사" | "합작사" | "합작법인" | "신설법인")),
        _ => false,
    }
}

/// Whether a quotation in book brackets stands behind the word for a source: "자료: ○○처, 「○○ 동향」 제3호".
fn is_cited(text: &str, range: &Range<usize>) -> bool {
    let before = &text[..range.start];
    let lead = before.trim_start_matches(|c: char| !is_word(c));
    let cited = ["자료", "출처", "출전", "참고문헌"]
        .iter()
        .any(|w| lead.strip_prefix(w).is_some_and(|r| r.trim_start().starts_with([':', '：'])));
    // "한국은행(2025), 「…」", "한국은행 (2025). 「…」": an entry of a list of references. The brackets are not in the text here.
    let entry = || {
        let lead = lead.trim_end_matches(['「', '『', '《', '〈']).trim_end();
        lead.strip_suffix([',', '.'])
            .is_some_and(|who| who.split_whitespace().count() <= 3 && !who.contains([',', '.']))
    };
    let closes = || {
        let rest = text[range.end..].trim_start_matches(['」', '』', '》', '〉']).trim();
        rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '년'))
    };
    before.ends_with(['「', '『', '《', '〈']) && (cited || entry() && closes())
}

/// Whether a word counts or dates what stands before it: 2.0, Ⅲ, 2024~2029, 제17호.
fn is_edition(word: &str) -> bool {
    is_number(word) || is_issue(word)
}

/// Whether a word says which of a numbered series something is: 제17호, 14110호.
pub(crate) fn is_issue(word: &str) -> bool {
    word.strip_suffix('호').is_some_and(|number| is_number(number.strip_prefix('제').unwrap_or(number)))
}

fn is_number(word: &str) -> bool {
    let in_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | 'I' | 'V' | '~' | '-' | '–' | '～');
    !word.is_empty() && word.chars().all(in_number)
}

/// Whether the words are a clause rather than a name: several words with particles, or a verb at the end.
pub(super) fn is_utterance(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let marked = words.iter().filter(|w| particle::split(w).is_some_and(|(s, _)| s.chars().count() > 1)).count();
    let last = words.last().copied().unwrap_or_default();
    // "‘2030년까지 두 배 증가’ 목표": what is aimed at.
    let aimed = words.len() > 1 && words.iter().any(|w| w.ends_with("까지")) && AIMS.closes(last);
    aimed
        || marked > 2
        || ["다", "자", "까", "요", "로", "함", "야"].iter().any(|e| last.ends_with(e) && words.len() > 1)
}
