//! Laws and measures by their full title, as it stands in a text without quotation marks: "가상자산 이용자 보호 등에 관한 법률".
//!
//! What is done with what the law is about stands before 에 관한 or 을 위한; the nouns before it belong to the title, with those that 및 and 와
//! join and those that they are of.

use super::Scene;
use super::class_word::head_start;
use crate::candidate::Candidate;
use crate::phrase::{is_adnominal, is_bare_noun};
use policygraph_korean::particle::Case;
use policygraph_korean::word_list::WordList;
use policygraph_model::EntityType;

pub(crate) const ID: &str = "title-of-law";

/// What only laws and treaties are called.
const LAWS: &[&str] =
    &["법률", "법률안", "법", "특별법", "특별법안", "특례법", "조례", "조례안", "협정", "협약", "조약", "의정서"];

/// What laws for something are called: "반도체 산업 보호를 위한 특별법".
const SPECIAL: &[&str] = &["특별법", "특별법안", "특별조치법", "특례법"];

/// What laws, and papers in general, are called: names where an authority makes them known.
const RULES: &[&str] = &["고시", "규정", "규칙", "지침", "훈령", "통지", "결의", "결의안"];

/// Measures that are called so where an authority makes them known.
const MEASURES: &[&str] = &["지도의견", "의견", "실시의견"];

/// What laws are about, beside what is done to others: "이용", "안전".
static SUBJECTS: WordList = WordList::new(&[
    "보호",
    "지원",
    "육성",
    "강화",
    "개선",
    "개발",
    "설립",
    "운영",
    "이용",
    "관리",
    "활용",
    "안전",
    "진흥",
    "규제",
    "설치",
    "보전",
    "예방",
    "방지",
    "처벌",
    "대응",
    "공정화",
    "촉진",
    "활성화",
    "특례",
    "기본",
    "보장",
    "감면",
    "제한",
    "금지",
    "절차",
    "등",
    "평가",
    "관련",
]);

/// How an authority makes a rule known.
static MAKING_KNOWN: WordList =
    WordList::new(&["발표", "공포", "하달", "발포", "제정", "개정", "시행", "고시", "통과", "의결", "채택"]);

/// Most parts that a title joins.
const LONGEST: usize = 4;

pub(crate) fn run(scene: &Scene<'_>, out: &mut Vec<Candidate>) {
    let phrase = scene.phrase;
    let text = |w: usize| phrase.slice(&phrase.words[w].range);
    for i in 2..phrase.words.len() {
        let about = i - 2;
        let linked = match text(i - 1) {
            "관한" | "대한" => &["에"][..],
            "위한" => &["을", "를"],
            _ => continue,
        };
        if phrase.words[about..i].iter().any(|w| w.closes) {
            continue;
        }
        let stem = [text(i), phrase.stem(&phrase.words[i])];
        let is = |list: &[&str]| stem.iter().find(|s| list.contains(s)).copied();
        // "… 의견 을 발표": converters lose marks, and leave blanks.
        let mut behind =
            phrase.words[i + 1..].iter().map(|w| phrase.slice(&w.range)).skip_while(|w| matches!(*w, "을" | "를"));
        let is_made_known = behind.next().is_some_and(|w| MAKING_KNOWN.opens(w));
        let laws = if text(i - 1) == "위한" { SPECIAL } else { LAWS };
        let law = is(laws)
            .or_else(|| is(RULES).filter(|_| text(i - 1) != "위한" && is_made_known))
            .map(|n| (n, EntityType::Legislation));
        let Some((noun, kind)) =
            law.or_else(|| is(MEASURES).filter(|_| is_made_known).map(|n| (n, EntityType::Program)))
        else {
            continue;
        };
        let deed = phrase.stem(&phrase.words[about]);
        let marked = phrase.words[about].particle.is_some_and(|p| linked.contains(&p.form));
        if !marked || !(scene.registry.frames().is_verbal(deed) || SUBJECTS.closes(deed)) {
            continue;
        }
        let first = start(scene, about, out);
        // "보호에 관한 법률": any of its kind.
        if first == about {
            continue;
        }
        let range = phrase.words[first].range.start..phrase.words[i].range.start + noun.len();
        let range = phrase.original(&range);
        out.push(Candidate::new(range.clone(), &scene.str()[range], kind, ID, 5));
    }
}

/// The first word of a title whose words up to `about` say what it is about.
fn start(scene: &Scene<'_>, about: usize, out: &[Candidate]) -> usize {
    let phrase = scene.phrase;
    let acts = |w: usize| {
        let at = phrase.original(&phrase.words[w].stem);
        out.iter().any(|c| c.kind.is_actor() && c.range.start < at.end && at.start < c.range.end)
    };
    let case = |w: usize| phrase.words[w].particle.map(|p| p.case);
    let mut first = head_start(scene, about, out);
    for _ in 0..LONGEST {
        let Some(before) = first.checked_sub(1).filter(|&b| !phrase.words[first].opens && !acts(b)) else { break };
        let joined = phrase.slice(&phrase.words[before].range) == "및" && before > 0;
        let whose = |w: usize| case(w) == Some(Case::Genitive) && !acts(w);
        let described =
            is_adnominal(phrase.slice(&phrase.words[before].range)) && before.checked_sub(1).is_some_and(whose);
        let last = if joined || described {
            before - 1
        } else if case(before) == Some(Case::Comitative) || whose(before) {
            before
        } else {
            break;
        };
        if joined && !is_bare_noun(phrase, &phrase.words[last]) {
            break;
        }
        first = head_start(scene, last, out);
    }
    first
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn titles_of_laws() {
        check(None, "갯벌 생물 보호 및 이용에 관한 법률을 제정", &["Legislation:갯벌 생물 보호 및 이용에 관한 법률"]);
        check(None, "해조류 양식 지원 등에 관한 조례를 의결", &["Legislation:해조류 양식 지원 등에 관한 조례"]);
        check(None, "어촌의 고른 성장 촉진에 관한 의견 을 발표", &["Program:어촌의 고른 성장 촉진에 관한 의견"]);
        check(None, "양식 산업 보호를 위한 특별법을 제정", &["Legislation:양식 산업 보호를 위한 특별법"]);
        check(None, "갯벌 보호에 관한 의견을 제시", &[]);
        check(None, "양식 산업 보호를 위한 조례를 제정", &[]);
        check(None, "보호에 관한 법률을 검토", &[]);
    }
}
