//! Sentences with their clauses, and what holds for any text.

use super::*;
use proptest::prelude::*;

const VERBAL: &[&str] =
    &["인수", "추진", "개발", "발표", "투자", "확대", "협력", "지원", "강화", "제재", "합병", "수립", "체결"];

fn analyse(text: &str) -> Analysis {
    Analysis::new(text, &[], &|noun| VERBAL.contains(&noun))
}

/// Each clause as `lemma(role:nouns …)>head`, with `!` where it is negated and `?` where it is not certain.
fn shown(text: &str) -> Vec<String> {
    let a = analyse(text);
    let name = |p: usize| {
        let nouns = &a.phrases[p].nouns;
        nouns.clone().map(|w| &text[a.words[w].stem.clone()]).collect::<Vec<_>>().join(" ")
    };
    a.clauses
        .iter()
        .map(|c| {
            let arguments: Vec<String> =
                c.arguments.iter().map(|&p| format!("{:?}:{}", a.phrases[p].role, name(p))).collect();
            let force = match (c.negative, c.modality) {
                (true, _) => "!",
                (_, Modality::Intended) => "+",
                (_, Modality::Possible) => "?",
                _ => "",
            };
            let head = c.head.map_or(String::new(), |h| format!(">{}", name(h)));
            format!("{}{force}({}){head}", c.lemma, arguments.join(" "))
        })
        .collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(shown(text), expected, "{text}");
}

#[test]
fn plain_sentences() {
    check("환경부는 ‘새빛 사업’을 추진한다.", &["추진(Topic:환경부 Object:새빛 사업)"]);
    check("다온전자가 미르시에 공장을 짓는다.", &["짓(Subject:다온전자 Dative:미르시 Object:공장)"]);
    check("환경부는‘새빛 사업’에3억 원을 투입한다.", &["투입(Topic:환경부 Dative:새빛 사업 Object:3억 원)"]);
}

#[test]
fn clauses_in_a_row() {
    check("환경부는 계획을 수립하고 예산을 확대했다.", &["수립(Topic:환경부 Object:계획)", "확대(Object:예산)"]);
    check(
        "‘새빛 사업’은 환경부가 총괄하고 미르연구원이 주관한다.",
        &["총괄(Subject:환경부)", "주관(Topic:새빛 사업 Subject:미르연구원)"],
    );
}

#[test]
fn chained_verbs_share_what_they_act_on() {
    check(
        "국회는 ‘새빛 법안’을 일부 수정해 미르시에 발표했다.",
        &["수정(Topic:국회 Object:새빛 법안 Bare:일부)", "발표(Object:새빛 법안 Dative:미르시)"],
    );
    check("국회는 ‘새빛 법안’을 발표한 뒤 추진한다.", &["발표(Topic:국회 Object:새빛 법안)", "추진(Object:새빛 법안)"]);
    // A means is not acted on, nor are nouns in general, and who does something with others has an object of its own.
    check("환경부는 ‘새빛’을 활용해 추진한다.", &["활용(Topic:환경부 Object:새빛)", "추진()"]);
    check("환경부는 예산을 확대해 추진한다.", &["확대(Topic:환경부 Object:예산)", "추진()"]);
    check(
        "환경부는 ‘새빛’을 개발하고 미르시와 협력한다.",
        &["개발(Topic:환경부 Object:새빛)", "협력(Comitative:미르시)"],
    );
    check("환경부는 ‘새빛’을 발표했고 미르시가 추진한다.", &["발표(Topic:환경부 Object:새빛)", "추진(Subject:미르시)"]);
}

#[test]
fn modifying_clauses() {
    check("환경부는 다온전자가 개발한 장비를 샀다.", &["개발(Subject:다온전자)>장비", "사(Topic:환경부 Object:장비)"]);
    check("서울에 본사를 둔 다온전자는 상장한다.", &["두(Dative:서울 Object:본사)>다온전자", "상장(Topic:다온전자)"]);
}

#[test]
fn gaps() {
    check(
        "‘새빛 계획’은 환경부가, ‘여명 계획’은 국토부가 추진한다.",
        &["추진(Topic:새빛 계획 Subject:환경부)", "추진(Topic:여명 계획 Subject:국토부)"],
    );
    check(
        "환경부는 ‘새빛 계획’을, 국토부는 ‘여명 계획’을 내놨다.",
        &["내놓(Topic:환경부 Object:새빛 계획)", "내놓(Topic:국토부 Object:여명 계획)"],
    );
    check(
        "환경부는 ‘새빛 계획’을, 국토부는 ‘여명 계획’을 대안으로 삼는다.",
        &["삼(Topic:환경부 Object:새빛 계획 Direction:대안)", "삼(Topic:국토부 Object:여명 계획 Direction:대안)"],
    );
}

#[test]
fn headlines_and_nouns() {
    check(
        "다온, 하늘소프트 인수 추진",
        &["추진(Bare:다온 Bare:하늘소프트 인수)", "인수(Bare:하늘소프트)>하늘소프트 인수"],
    );
    check("사업을 확대, 장비를 개발", &["확대(Object:사업)", "개발(Object:장비)"]);
}

#[test]
fn force() {
    check("다온은 하늘을 인수하지 않기로 했다.", &["인수!(Topic:다온 Object:하늘)"]);
    check("다온은 하늘을 인수할 계획이다.", &["인수+(Topic:다온 Object:하늘)"]);
    check("다온은 하늘을 인수할 것으로 보인다.", &["인수?(Topic:다온 Object:하늘)"]);
    check("다온은 하늘을 인수한 것으로 알려졌다.", &["인수(Topic:다온 Object:하늘)"]);
}

fn whole(text: &str, a: &Analysis) -> bool {
    a.words.iter().all(|w| text.get(w.range.clone()).is_some() && text.get(w.stem.clone()).is_some())
        && a.words.windows(2).all(|p| p[0].range.end <= p[1].range.start)
        && a.asides.iter().all(|r| text.get(r.clone()).is_some())
        && a.phrases.iter().all(|p| p.words.end <= a.words.len() && p.nouns.end <= a.words.len())
        && a.clauses
            .iter()
            .all(|c| text.get(c.range.clone()).is_some() && c.arguments.iter().all(|&p| p < a.phrases.len()))
}

proptest! {
    #[test]
    fn ranges_lie_on_characters(text in "\\PC{0,60}") {
        prop_assert!(whole(&text, &analyse(&text)));
    }

    #[test]
    fn korean_text_is_covered(text in "([가-힣]{1,6}(은|는|이|가|을|를|에|의|와|하고|한|했다\\.)?[ ,]{1,2}){1,12}") {
        let a = analyse(&text);
        prop_assert!(whole(&text, &a));
        // Every letter stands in a word.
        let inside = |at: usize| a.words.iter().any(|w| w.range.contains(&at));
        prop_assert!(text.char_indices().filter(|(_, c)| crate::hangul::is_word(*c)).all(|(at, _)| inside(at)));
    }

    #[test]
    fn sentences_have_their_clauses_and_phrases(text in "((환경부|누리사|개발|인수|사업)(은|가|를|의|와|하고|한|했다\\.|,|)[ ·]){1,16}") {
        let a = analyse(&text);
        for sentence in 0..=a.sentences.len() {
            let clauses: Vec<&Clause> = a.clauses.iter().filter(|c| c.sentence == sentence).collect();
            prop_assert_eq!(a.clauses_in(sentence).collect::<Vec<_>>(), clauses);
            let stands = |p: &usize| !a.phrases[*p].inner && a.sentence_of(a.phrases[*p].words.start) == sentence;
            let phrases: Vec<usize> = (0..a.phrases.len()).filter(stands).collect();
            prop_assert_eq!(a.phrases_in(sentence).collect::<Vec<_>>(), phrases);
            // What takes a phrase or modifies it stands in its sentence.
            for clause in a.clauses_in(sentence) {
                let near = clause.arguments.iter().copied().chain(clause.head);
                let mut sentences = near.map(|p| a.sentence_of(a.phrases[p].words.start));
                prop_assert!(sentences.all(|s| s == sentence));
            }
        }
    }

    #[test]
    fn a_sentence_more_changes_nothing(count in 1usize..4) {
        let one = "환경부는 ‘새빛 사업’을 추진한다.";
        let text = [one].repeat(count).join(" ");
        prop_assert_eq!(analyse(&text).clauses.len(), count);
    }
}

#[test]
fn what_stands_beside_is_no_argument() {
    check("다온전자는 하람전자에 이어 투자했다.", &["투자(Topic:다온전자 Other:하람전자)"]);
    check("다온전자 역시 발표했다.", &["발표(Topic:다온전자)"]);
    check("미르시의 경우 ‘새빛 계획’을 발표했다.", &["발표(Topic:미르시 Object:새빛 계획)"]);
    check("계획을 지속 추진, 예산을 확대", &["추진(Object:계획)", "확대(Object:예산)"]);
    check("환경부는 예산을 확대···미르시도 추진", &["확대(Topic:환경부 Object:예산)", "추진(Also:미르시)"]);
}

#[test]
fn each_receiver_has_a_clause() {
    check(
        "환경부는 다온전자에 5억 원, 하람전자에 2억 원을 주었다.",
        &["주(Topic:환경부 Dative:다온전자 Bare:5억 원)", "주(Topic:환경부 Dative:하람전자 Object:2억 원)"],
    );
}
