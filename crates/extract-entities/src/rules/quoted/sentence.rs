//! The type of a quoted name by what its sentence says of it: who made it, what goes into it, what is done with it.

use crate::candidate::Candidate;
use crate::rules::Scene;
use policygraph_korean::hangul::{is_letter, is_word};
use policygraph_korean::particle;
use policygraph_model::EntityType;
use std::ops::Range;

/// What somebody made is a product: "○○이 개발한 ‘X’", "○○의 ‘X’와 경쟁".
pub(super) fn by_maker(phrase: &crate::phrase::Phrase, range: &Range<usize>) -> Option<EntityType> {
    const MADE: &[&str] = &[
        "개발한",
        "만든",
        "출시한",
        "선보인",
        "내놓은",
        "제작한",
        "생산하는",
        "판매하는",
        "만드는",
        "개발하는",
        "개발 중인",
        "양산하는",
    ];
    let before = phrase.text[..range.start].trim_end_matches(|c: char| !is_word(c));
    MADE.iter().any(|m| before.ends_with(m)).then_some(EntityType::Product).or_else(|| {
        let near: String = phrase.text[range.end..].chars().take(8).collect();
        near.contains("와 경쟁").then_some(EntityType::Product)
    })
}

/// What a company runs, and nothing calls a programme, is a product: "이 회사는 ‘X’를 운영한다".
pub(super) fn by_company(scene: &Scene<'_>, range: &Range<usize>, out: &[Candidate]) -> Option<EntityType> {
    let phrase = scene.phrase;
    let rest = phrase.text[range.end..].trim_start_matches(|c: char| !is_word(c));
    let object = rest.strip_prefix("을 ").or_else(|| rest.strip_prefix("를 "))?;
    if !["운영", "서비스"].iter().any(|v| object.trim_start().starts_with(v)) {
        return None;
    }
    let start = phrase.text[..range.start].rfind(". ").unwrap_or(0);
    let acting = |w: &&crate::phrase::Word| {
        w.range.start >= start
            && w.range.end <= range.start
            && w.particle.is_some_and(|p| matches!(p.case, particle::Case::Topic | particle::Case::Subject))
    };
    let acting = phrase.words.iter().rev().find(acting)?;
    let end = phrase.original(&acting.stem).end;
    let company = out.iter().any(|c| c.kind == EntityType::Company && c.range.end == end)
        || scene.registry.lexicon().describes_company(phrase.stem(acting));
    company.then_some(EntityType::Product)
}

/// What the sentence says a quoted name is: "‘X’는 … 짓는 사업으로", "‘X’는 … 제도다".
pub(super) fn by_copula(scene: &Scene<'_>, range: &Range<usize>) -> Option<EntityType> {
    let phrase = scene.phrase;
    let rest = phrase.text[range.end..].trim_start_matches(|c: char| !is_word(c));
    if !(rest.starts_with('은') || rest.starts_with('는')) {
        return None;
    }
    let from = phrase.text.len() - rest.len();
    let to = rest.find(['.', '\n', ';']).map_or(phrase.text.len(), |at| from + at);
    phrase.words.iter().filter(|w| from < w.range.start && w.range.end <= to).find_map(|word| {
        let text = phrase.slice(&word.range);
        let noun = ["으로", "로", "이다", "다", "이며", "인데", "입니다"].iter().find_map(|e| text.strip_suffix(e))?;
        let copula = !text.ends_with("으로") && !text.ends_with('로') || phrase.text[word.range.end..].starts_with(',');
        let class = scene.registry.lexicon().class_of(noun).filter(|c| c.word == noun && copula)?;
        matches!(class.kind, EntityType::Program | EntityType::Product | EntityType::Legislation).then_some(class.kind)
    })
}

/// What is signed, ratified or in force is an agreement: "‘X’에 서명", "‘X’를 비준".
pub(super) fn by_signing(phrase: &crate::phrase::Phrase, range: &Range<usize>) -> Option<EntityType> {
    const SIGNED: &[&str] = &["서명", "비준", "체결", "조인", "가서명"];
    let near: String = phrase.text[range.end..].chars().take(8).collect();
    let near = near.trim_start_matches(|c: char| !is_word(c));
    let rest = ["에", "을", "를"].iter().find_map(|p| near.strip_prefix(p))?;
    SIGNED.iter().any(|v| rest.trim_start().starts_with(v)).then_some(EntityType::Legislation)
}

/// What money is in, or what has an aim of its own, is a programme: "‘X’ 예산", "‘X’ 목표", "‘X’에 12억 원을 투입".
pub(super) fn by_purse(phrase: &crate::phrase::Phrase, range: &Range<usize>, name: &str) -> Option<EntityType> {
    const NOUNS: &[&str] =
        &["예산", "사업비", "목표", "공모", "재원", "참여기관", "참여 기관", "참여 기업", "수혜", "지원금"];
    let rest = phrase.text[range.end..].trim_start_matches(|c: char| !is_word(c));
    let near: String = rest.chars().take(30).collect();
    let spent = rest.strip_prefix('에').is_some_and(|r| r.starts_with([' ', '는']))
        && near.contains(|c: char| c.is_ascii_digit())
        && ["투입", "편성", "배정", "투자", "제공", "출연", "책정"].iter().any(|v| near.contains(v));
    // "‘X’ 2차 공모에": of several calls.
    let call = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '제');
    let rest = call.strip_prefix('차').map_or(rest, str::trim_start);
    let long = name.chars().filter(|&c| is_word(c)).count() >= 3;
    (long && (spent || NOUNS.iter().any(|n| rest.starts_with(n)))).then_some(EntityType::Program)
}

/// The type given by the first verb after the quotation.
pub(super) fn by_verb(after: &str) -> Option<EntityType> {
    const PROGRAM: &[&str] = &[
        "추진", "수립", "시행", "실시", "설치", "발표", "공개", "마련", "도입", "운영", "조성", "선언", "명명", "제창",
        "확정", "의결", "승인", "채택", "착수", "개설", "개시", "가동", "출범", "신설", "개편", "시작",
    ];
    const PRODUCT: &[&str] = &["출시", "탑재", "개발", "서비스", "제공", "장착", "활용", "적용", "판매"];
    let near: String = after.chars().take(25).collect();
    let first = |verbs: &[&str], near: &str| verbs.iter().filter_map(|v| near.find(v)).min();
    // A product by what the next name has in it is none: "‘X’, ‘Y 서비스 확산’ 등 사업".
    let own = near.find([',', '·']).map_or(&*near, |comma| {
        let listed = near[comma..].trim_start_matches([',', '·', ' ']).starts_with(['‘', '\'', '「', '“']);
        if listed { &near[..comma] } else { &near }
    });
    match (first(PROGRAM, &near), first(PRODUCT, own)) {
        (Some(a), Some(b)) if b < a => Some(EntityType::Product),
        (Some(_), _) => Some(EntityType::Program),
        (None, Some(_)) => Some(EntityType::Product),
        (None, None) => None,
    }
}

/// A quoted name of several syllables that is subject or object of a verb of policy is a programme, where nothing says otherwise.
pub(super) fn by_role(phrase: &crate::phrase::Phrase, range: &Range<usize>, name: &str) -> Option<EntityType> {
    /// Who is called something belongs to no programme of that name: "‘우려 기업’으로 지정".
    const BODIES: &[&str] = &["기업", "업체", "국가", "단체", "기관", "인물"];
    const VERBS: &[&str] = &[
        "신설",
        "가동",
        "착수",
        "시작",
        "폐지",
        "종료",
        "중단",
        "재개",
        "개시",
        "출범",
        "참여",
        "선정",
        "배정",
        "투입",
        "지원",
        "편성",
        "진행",
        "확대",
        "유지",
        "완료",
        "만들",
        "만든",
        "내놨",
        "내놓",
        "펼치",
        "벌이",
        "조성",
        "구축",
        "추진",
        "공모",
        "공고",
        "통합",
        "연장",
        "개편",
        "입주",
        "들어서",
        "투자",
        "쌓",
        "놓는",
        "놓았",
        "짓",
        "세우",
        "세운",
        "띄우",
        "연다",
        "열고",
        "열기",
        "열었",
        "열어",
        "삭감",
        "보류",
        "철회",
        "취소",
        "백지화",
        "제외",
    ];
    let rest = phrase.text[range.end..].trim_start_matches(|c: char| !is_word(c));
    // "‘X’의 일환으로": of what something is a part.
    if rest.starts_with("의 일환") {
        return Some(EntityType::Program);
    }
    let marked = ["은", "는", "이", "가", "을", "를", "에", "에는", "에서", "의", "와", "과"]
        .iter()
        .any(|p| rest.strip_prefix(p).is_some_and(|r| r.starts_with([' ', '\u{a0}']) || r.is_empty()));
    let clause = &rest[..rest.find(['.', '‘', '“', ';']).unwrap_or(rest.len())];
    let long = name.chars().filter(|&c| is_word(c)).count() >= 3;
    let body = BODIES.iter().any(|b| name.ends_with(b));
    (marked && long && !body && VERBS.iter().any(|v| clause.contains(v))).then_some(EntityType::Program)
}

/// A name that is all a line says behind its label is what is planned there: "③ 예방: ‘내화림 2040’".
pub(super) fn by_label(phrase: &crate::phrase::Phrase, range: &Range<usize>) -> Option<EntityType> {
    let after = phrase.text[range.end..].chars().any(is_word);
    let before = phrase.text[..range.start].trim_end_matches(|c: char| !is_word(c) && c != ':' && c != ')');
    let label = before.strip_suffix(':')?;
    (!after && label.split_whitespace().count() <= 3).then_some(EntityType::Program)
}

/// What agencies in a bracket answer for is a programme: "1. ‘X’ 전국 보급 (○○부)".
pub(super) fn by_task(scene: &Scene<'_>, range: &Range<usize>, out: &[Candidate]) -> Option<EntityType> {
    let opens = scene.phrase.text[..range.start].chars().filter(|&c| is_letter(c)).count() <= 1;
    (opens && scene.ends_with_agencies(out)).then_some(EntityType::Program)
}
