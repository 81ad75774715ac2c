//! A name in quotation marks.
//!
//! Quotation marks set a name off; its type comes from the class word it ends in, the noun after or before it, or the
//! verb of the clause. "‘지능형 도시’ 프로젝트를 추진" names a programme, "운영체제 ‘가온’을 출시" a product.

mod kind;
mod marks;
mod sentence;

pub(crate) use kind::{is_deed_or_office, is_designation, is_issue, is_reason};
pub(crate) use marks::quotations;

use super::Scene;
use crate::candidate::Candidate;
use kind::{is_utterance, kind};
use policygraph_korean::hangul::is_word;
use policygraph_model::EntityType;
use std::ops::Range;

pub(crate) const ID: &str = "quoted-name";

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    let ranges = quotations(phrase);
    if ranges.is_empty() {
        return;
    }
    let name = |range: &Range<usize>| phrase.slice(range).trim();
    let mut kinds: Vec<Option<EntityType>> = ranges.iter().map(|r| kind(scene, name(r), r, out)).collect();
    // "A ‘X’, B ‘Y’ 정책": what stands in one list is of one type.
    for i in (1..ranges.len()).rev() {
        let listed = kinds[i - 1].is_none()
            && !is_utterance(name(&ranges[i - 1]))
            && is_list_gap(scene, out, ranges[i - 1].end..ranges[i].start);
        // "‘X’에 410억 원, ‘Y’에 95억 원이 배정됐다".
        let summed = kinds[i - 1].is_none()
            && kinds[i] == Some(EntityType::Program)
            && !is_utterance(name(&ranges[i - 1]))
            && is_sum_gap(&phrase.text[ranges[i - 1].end..ranges[i].start]);
        if listed || summed {
            kinds[i - 1] = kinds[i];
        }
    }
    // "‘X’ 목표를 접고 ‘Y’로 갈아탔다": what comes in the place of something is of its type.
    for i in 1..ranges.len() {
        if kinds[i].is_none() && is_successor(&phrase.text[ranges[i].end..]) && !is_utterance(name(&ranges[i])) {
            kinds[i] = kinds[i - 1];
        }
    }
    for (range, kind) in ranges.iter().zip(kinds) {
        let name = name(range);
        let original = phrase.original(range);
        let Some(kind) = kind else { continue };
        // The angle brackets of a caption are no quotation.
        if scene.is_caption() && phrase.text[..range.start].trim_end().ends_with(['<', '＜']) {
            continue;
        }
        if name.chars().filter(|&c| is_word(c)).count() < 2
            || scene.registry.lexicon().is_generic(name)
            || name.contains(['→', '=', '/', ':'])
        {
            continue;
        }
        // A quotation that is a registered name as a whole is found by its own rule. "‘해양 로봇’ 기술검증 사업에 30억 원": a programme may be
        // called after a technology.
        if let Some(known) = out.iter().find(|c| c.range == original) {
            let technology = known.kind == EntityType::Technology;
            if let Some(end) = kind::end_of_programme(scene, range).filter(|_| technology) {
                let name = phrase.text[range.start..end].replace(['‘', '’', '\'', '“', '”', '"'], "");
                out.push(Candidate::new(phrase.original(&(range.start..end)), &name, EntityType::Program, ID, 9));
            }
            continue;
        }
        let mut candidate = Candidate::new(original.clone(), &scene.str()[original], kind, ID, 9);
        let plain = Candidate::new(0..0, &name.replace('*', ""), kind, ID, 9).name;
        if plain != candidate.name {
            candidate.aliases.push(std::mem::replace(&mut candidate.name, plain));
        }
        out.push(candidate);
    }
}

/// Whether what stands in the quotation before takes the place of something: "‘Y’로 갈아타".
fn is_successor(after: &str) -> bool {
    const CHANGES: &[&str] = &["갈아", "대체", "바꾸", "바꿨", "바뀌", "개편", "전환", "교체"];
    let rest = after.trim_start_matches(|c: char| !is_word(c));
    let rest = rest.strip_prefix("으로").or_else(|| rest.strip_prefix('로'));
    rest.is_some_and(|r| r.starts_with(' ') && CHANGES.iter().any(|v| r.trim_start().starts_with(v)))
}

/// Whether between two quotations stands no more than what goes into the first: "에 410억 원, ".
fn is_sum_gap(gap: &str) -> bool {
    let rest = gap.trim_start_matches(|c: char| !is_word(c));
    let sum = rest.strip_prefix("에는 ").or_else(|| rest.strip_prefix("에 ")).unwrap_or_default();
    sum.starts_with(|c: char| c.is_ascii_digit()) && sum.chars().count() <= 16 && sum.contains(',')
}

/// Whether between two quotations stands nothing but what joins a list, and whose each is.
fn is_list_gap(scene: &Scene<'_>, out: &[Candidate], gap: Range<usize>) -> bool {
    let phrase = scene.phrase;
    let between = phrase.text[gap.clone()].trim_matches(|c: char| !is_word(c));
    let joined = phrase.text[gap.clone()].contains([',', '·', '･', '、']) || matches!(between, "및" | "과" | "와");
    let others = phrase.words.iter().filter(|w| gap.start <= w.range.start && w.range.end <= gap.end);
    joined
        && others.into_iter().all(|w| {
            let at = phrase.original(&w.stem);
            matches!(phrase.slice(&w.range), "및" | "과" | "와")
                || out.iter().any(|c| c.range.start <= at.start && at.end <= c.range.end)
        })
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn purses_labels_and_successors() {
        check(None, "‘새물결 트랙’ 예산을 늘린다", &["Program:새물결 트랙"]);
        check(None, "예방: ‘푸른 둑 2041’", &["Program:푸른 둑 2041"]);
        check(None, "‘블루 2041’ 목표를 접고 ‘그린 하버 3’으로 갈아타", &["Program:블루 2041", "Program:그린 하버 3"]);
    }

    #[test]
    fn what_is_run_is_a_programme() {
        check(None, "‘새물결센터’ 시범사업을 추진", &["Program:새물결센터"]);
        check(None, "‘GXTF’ 기금을 조성", &["Program:GXTF"]);
    }

    #[test]
    fn numbers_behind_the_class_word() {
        check(None, "「행정명령 제37호」는 폐지", &["Legislation:행정명령 제37호"]);
        check(None, "‘해양 전략 2031~2040’을 공개", &["Program:해양 전략 2031~2040"]);
    }
}
